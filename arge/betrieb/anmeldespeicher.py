"""Sitzungsspeicher: Django in der Datenbank, nur gilt jede Zeile allein unter ihrer Kennung."""

from django.contrib.sessions.backends import db

from .anmeldekennung import gespeichert


class SessionStore(db.SessionStore):
    """Das Siegel über den Daten (Djangos, mit ARGE_GEHEIMNIS) gilt nur zusammen mit der Kennung der Zeile.

    Wer Zeilen schreiben kann, legt sonst die Daten einer fremden Anmeldung unter seine eigene Kennung und ist die andere Person.
    """

    @property
    def key_salt(self) -> str:
        return f"arge.anmeldung.{gespeichert(self._get_or_create_session_key())}"
