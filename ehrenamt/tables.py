"""Spalten der Listen."""

from decimal import Decimal
from typing import Any

from django.template import engines

from arge.seite.liste import Spalte
from arge.zahlen.format import stunden
from ehrenamt.begriffe import ProjektBereich, ProjektStatus

ARTEN = {
    ProjektStatus.STABIL: "success", ProjektStatus.BEGLEITET: "info", ProjektStatus.GEFAEHRDET: "danger",
    ProjektStatus.RUHT: "neutral", ProjektStatus.BEENDET: "neutral",
}  # fmt: skip


def status_etikett(wert: str) -> Any:
    """Etikett mit Wort und Symbol; Farbe nie allein."""
    status = ProjektStatus(wert)
    return engines["jinja2"].env.globals["b"].badge(status.label, ARTEN[status])


def bereiche_worte(werte: list[str]) -> str:
    """„Sprachgruppen, Soziale Teilhabe“ statt der Schlüssel."""
    return ", ".join(str(ProjektBereich(wert).label) for wert in werte)


def minuten_als_stunden(minuten: int) -> str:
    """„12,5 Std.“"""
    return stunden(Decimal(minuten) / 60)


def eingesetzt_von_bedarf(eingesetzt: int, bedarf: int) -> str:
    """„6 von 8“; ohne genannten Bedarf nur die Zahl."""
    return f"{eingesetzt} von {bedarf}" if bedarf else str(eingesetzt)


NAME = Spalte("name", "Projekt", link="ehrenamt:projekt-detail", sortierbar=True)
PROJEKTE = [
    NAME,
    Spalte("bereiche", "Bereiche", format=bereiche_worte),
    Spalte("standort__name", "Standort", sortierbar=True),
    Spalte("status", "Status", format=status_etikett, export=lambda wert: ProjektStatus(wert).label),
    Spalte("treffen_am", "Letztes Treffen", format="datum", sortierbar=True),
]
#: Wer Ehrenamtliche sehen darf, sieht auch, ob welche fehlen.
PROJEKTE_EIGENE = [*PROJEKTE, Spalte(("eingesetzt", "bedarf"), "Ehrenamtliche", format=eingesetzt_von_bedarf, zahl=True)]
PROJEKTE_ALLER = [NAME, Spalte("traeger__kurzname", "Träger", sortierbar=True), *PROJEKTE[1:]]

PERSONEN = [
    Spalte(
        ("nachname", "vorname"), "Name", format="name", link="ehrenamt:person-detail", sortierbar="suchname",
    ),
    Spalte("projekte", "Projekte"),
    Spalte("minuten", "Stunden im Jahr", format=minuten_als_stunden, zahl=True, sortierbar=True),
    Spalte("anbindung", "Anbindung"),
    Spalte("verfuegbarkeit", "Verfügbarkeit"),
    Spalte("gewonnen_am", "Dabei seit", format="datum", sortierbar=True),
]  # fmt: skip
