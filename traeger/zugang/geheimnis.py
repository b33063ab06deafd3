"""Geheimnisse des zweiten Faktors: jedes nur an seiner Stelle lesbar, gebunden an Konto, Art und Name (S8).

allauth verschlüsselt und entschlüsselt einen Text, ohne zu sagen, wessen. Die Zeile weiß es: Beim Entstehen, beim Laden und vor dem
Speichern bekommt jedes Geheimnis darin seine Stelle. In eine andere Zeile kopiert, ist es nicht lesbar; was an einer Stelle steht,
an der keines hingehört (`migrated_codes` aus älteren Fassungen von allauth), auch nicht, und die Datenbank weist es ab.
"""

import base64
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import signals

from arge.daten.verschluesselung import NichtLesbar, entschluesseln, veraltet, verschluesseln

#: Wo in den Angaben eines Faktors ein Geheimnis steht: das der App, der Ursprung der Wiederherstellungscodes.
GEHEIM = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@dataclass(frozen=True)
class Offen:
    """Ein Geheimnis ohne Stelle. Kein Text: In die Datenbank kommt es so nicht, JSON kennt es nicht."""

    text: str


class Gebunden(str):
    """Ein Geheimtext, der seine Stelle kennt."""

    kontext: str


def _gebunden(geheimtext: str, kontext: str) -> Gebunden:
    gebunden = Gebunden(geheimtext)
    gebunden.kontext = kontext
    return gebunden


def kontext(faktor: Authenticator, name: str) -> str:
    """Woran ein Geheimnis dieser Zeile gebunden ist."""
    return f"{faktor._meta.db_table}|{faktor.type}|{name}|{faktor.user_id}"


def lesen(geheimnis: str) -> str:
    """Der Klartext; `NichtLesbar`, wenn es nicht aus seiner Zeile kommt, verändert wurde oder sein Schlüssel fehlt."""
    if not isinstance(geheimnis, Gebunden):
        raise NichtLesbar("Dieses Geheimnis steht nicht an seiner Stelle.")
    try:
        return entschluesseln(base64.b64decode(geheimnis, validate=True), geheimnis.kontext)
    except (ValueError, IndexError) as fehler:
        raise NichtLesbar("Dieses Geheimnis wurde verändert.") from fehler


def erneuern(faktor: Authenticator) -> bool:
    """Schlüsselwechsel an einer Zeile, ohne zu speichern; ob etwas zu tun war."""
    name = GEHEIM.get(faktor.type)
    if name not in faktor.data:
        return False
    klar = lesen(faktor.data[name])
    if not veraltet(base64.b64decode(faktor.data[name])):
        return False
    faktor.data[name] = Offen(klar)
    return True


def binden(instance: Authenticator, **_) -> None:
    """Offenes wird verschlüsselt, Geladenes erfährt seine Stelle. Nach dem Entstehen und vor dem Speichern jeder Zeile."""
    angaben, name = instance.__dict__.get("data"), GEHEIM.get(instance.__dict__.get("type"))
    if not isinstance(angaben, dict) or name not in angaben:
        return  # ein Passkey, oder die Spalte ist nicht geladen
    wert, stelle = angaben[name], kontext(instance, name)
    if isinstance(wert, Offen):
        wert = base64.b64encode(verschluesseln(wert.text, stelle)).decode()
    angaben[name] = _gebunden(str(wert), stelle)


def verbinden() -> None:
    """Einmal beim Start."""
    for signal in (signals.post_init, signals.pre_save):
        signal.connect(binden, sender=Authenticator, dispatch_uid="faktor-geheimnis")
