"""Anmeldungen, wie Django sie speichert: in der Datenbank, nur verschlüsselt und jede Zeile allein unter ihrer Kennung gültig."""

import base64
from typing import Any

from django.contrib.sessions.backends import db

from arge.daten.verschluesselung import NichtLesbar, entschluesseln, verschluesseln

from .anmeldekennung import gespeichert


class SessionStore(db.SessionStore):
    """Was eine Anmeldung sich merkt, liest nur, wer ihre Kennung und den Schlüssel der Anwendung hat (AES-GCM, ARGE_SCHLUESSEL).

    allauth legt darin Geheimnisse ab: das der Authenticator-App beim Einrichten, den Schlüssel zum Zurücksetzen, eine aufgehobene
    Absendung samt Cookie. Im Klartext wäre jede Zeile eine Anmeldung, die man übernehmen kann; unter einer anderen Kennung gelten
    ihre Daten nicht.
    """

    @property
    def _kontext(self) -> str:
        return f"django_session|{gespeichert(self._get_or_create_session_key())}"

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
