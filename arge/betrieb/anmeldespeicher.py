"""Anmeldungen, wie Django sie speichert: in der Datenbank, nur verschlüsselt und jede Zeile allein unter ihrer Kennung gültig."""

import base64
from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from arge.daten.abfragen import vorbereitet
from arge.daten.verschluesselung import NichtLesbar, entschluesseln, verschluesseln

from .anmeldekennung import Gespeichert, gespeichert


@vorbereitet("keine", datetime(1, 1, 1, tzinfo=UTC))
def _gueltige(kennung: str, jetzt: datetime) -> QuerySet[Any]:
    modell = SessionStore.get_model_class()
    return modell.objects.filter(session_key=Gespeichert(kennung), expire_date__gt=jetzt)


class SessionStore(db.SessionStore):
    """Was eine Anmeldung sich merkt, liest nur, wer ihre Kennung und den Schlüssel der Anwendung hat (AES-GCM, ARGE_SCHLUESSEL).

    allauth legt darin Geheimnisse ab: das der Authenticator-App beim Einrichten, den Schlüssel zum Zurücksetzen, eine aufgehobene
    Absendung samt Cookie. Im Klartext wäre jede Zeile eine Anmeldung, die man übernehmen kann; unter einer anderen Kennung gelten
    ihre Daten nicht.
    """

    @property
    def _kontext(self) -> str:
        return f"django_session|{gespeichert(self._get_or_create_session_key())}"

    def _get_session_from_db(self) -> Any:
        zeilen = _gueltige(gespeichert(self.session_key), timezone.now())
        if not zeilen:
            self._session_key = None
        return next(iter(zeilen), None)

    def encode(self, session_dict: dict[str, Any]) -> str:
        text = self.serializer().dumps(session_dict).decode("latin-1")
        return base64.b64encode(verschluesseln(text, self._kontext)).decode()

    def decode(self, session_data: str) -> dict[str, Any]:
        """Was nicht zu lesen ist, ist keine Anmeldung."""
        try:
            text = entschluesseln(base64.b64decode(session_data, validate=True), self._kontext)
        except (NichtLesbar, ValueError, IndexError):
            return {}
        return self.serializer().loads(text.encode("latin-1"))  # type: ignore[no-any-return]
