"""Womit sich ein Browser ausweist, steht in keiner Tabelle: gespeichert ist nur die Prüfsumme der Kennung der Anmeldung (F11).

Wer die Datenbank oder eine Sicherung liest, liest sonst gültige Anmeldungen samt erledigtem zweitem Faktor. Django
(`django_session`) und allauth („Aktive Anmeldungen“) führen die Kennung in je einer Spalte und gehen mit ihr überall durch das
Feld: Es rechnet beim Schreiben und Suchen um. Darum bleiben deren Programme, wie sie sind, und keine Stelle kann es vergessen.
"""

import hashlib
from typing import Any

from django.db import models


def pruefsumme(kennung: str) -> str:
    """160 Bit von SHA-256, so breit wie die Spalte; die Kennung ist zufällig (165 Bit), ein Salz brächte nichts."""
    return hashlib.sha256(kennung.encode()).hexdigest()[:40]


class Gespeichert(str):
    """Eine Kennung, wie sie in der Tabelle steht: schon Prüfsumme. Was ein Browser schickt, ist nie eine davon, auch wenn es so aussieht.

    Gleich ist sie sich selbst und der Kennung, aus der sie entstand: allauth fragt so, welche Anmeldung die eigene ist.
    """

    __slots__ = ()

    def __eq__(self, andere: object) -> bool:
        if isinstance(andere, str) and not isinstance(andere, Gespeichert):
            andere = pruefsumme(andere)
        return str.__eq__(self, andere)

    def __ne__(self, andere: object) -> bool:
        return not self == andere

    __hash__ = str.__hash__


def gespeichert(kennung: str) -> str:
    """Wie diese Kennung in der Tabelle steht."""
    return str(kennung) if isinstance(kennung, Gespeichert) else pruefsumme(kennung)


class KennungFeld(models.CharField):
    """Spalte einer Kennung der Anmeldung; für Migrationen bleibt sie das CharField, das sie war."""

    def get_prep_value(self, value: Any) -> Any:
        wert = super().get_prep_value(value)
        return wert if wert is None else gespeichert(wert)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else Gespeichert(value)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def einrichten() -> None:
    """Stellt die beiden Spalten um; einmal beim Start."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    for modell in (Session, UserSession):
        modell._meta.get_field("session_key").__class__ = KennungFeld
