"""Wessen Konto gerade geschrieben wird: nennt es der Datenbank für genau dieses Speichern oder Löschen (`kontogrenze`).

Anmeldung und Zurücksetzen schreiben Konten, bevor jemand angemeldet ist, und allauth tut es an vielen Stellen. Alle gehen durch
das Speichern eines Objekts; eine eingeschleuste Anweisung geht nicht hindurch. `filter(…).update(…)` schreibt nur das eigene Konto.
"""

import json

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connections, models
from django.db.models import signals

from traeger.models import Benutzer

from .grenze import _setzen, _stand, _zurueck, nutzlast

#: Ein Konto, das erst entsteht, hat noch keine Nummer.
NEU = 0
#: Am Objekt: was vor seinem Speichern galt.
VORHER = "_zugang_vorher"


def verbinden() -> None:
    """Einmal beim Start."""
    for modell in (Benutzer, EmailAddress, Authenticator, UserSession):
        for davor, danach in ((signals.pre_save, signals.post_save), (signals.pre_delete, signals.post_delete)):
            davor.connect(_oeffnen, sender=modell, dispatch_uid=f"konto-{modell.__name__}-davor")
            danach.connect(_schliessen, sender=modell, dispatch_uid=f"konto-{modell.__name__}-danach")


def _oeffnen(sender: type[models.Model], instance: models.Model, using: str, **_) -> None:
    verbindung = connections[using]
    if using != "default" or not verbindung.in_atomic_block:
        return  # der Eigentümer hat keine Grenze; ohne Transaktion gilt kein Zugang, und die Datenbank sagt es
    vorher, geltend = _stand()
    nummer = instance.user_id if sender is not Benutzer else NEU if instance._state.adding else instance.pk
    _setzen(json.dumps(json.loads(geltend or nutzlast()) | {"konto": nummer}))
    setattr(instance, VORHER, vorher)


def _schliessen(instance: models.Model, **_) -> None:
    if vorher := instance.__dict__.pop(VORHER, None):
        _zurueck(vorher)
