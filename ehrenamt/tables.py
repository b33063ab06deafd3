"""Spalten der Listen."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.template import engines

from arge.seite.liste import Spalte
from arge.zahlen.format import datum, zahl
from arge.zahlen.tabelle import Tabelle
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


def in_stunden(minuten: int) -> Decimal:
    """Minuten als Stunden."""
    return Decimal(minuten) / 60


def eingesetzt_von_bedarf(eingesetzt: int, bedarf: int) -> str:
    """„6 von 8“; ohne genannten Bedarf nur die Zahl."""
    return f"{eingesetzt} von {bedarf}" if bedarf else str(eingesetzt)


def stunden_tabelle(stunden: Iterable[Any], hoechstens: int) -> Tabelle:
    """Die letzten Einträge einer Person, neueste zuerst."""
    zeilen = [[datum(z.am), z.projekt, zahl(z.minuten), "ja" if z.bestaetigt_am else "noch nicht"] for z in stunden]
    kopf = ["Datum", "Projekt", "Minuten", "Bestätigt"]
    return Tabelle(kopf, zeilen, ["Minuten"], titel=f"Die letzten {hoechstens} Einträge", karten=True)


NAME = Spalte("name", "Projekt", link="ehrenamt:projekt-detail", sortierbar=True)
PROJEKTE = [
    NAME,
    Spalte("bereiche", "Bereiche", format=bereiche_worte),
    Spalte("standort__name", "Standort", sortierbar=True),
    Spalte("status", "Status", format=status_etikett),
    Spalte("treffen_am", "Letztes Treffen", format="datum", sortierbar=True),
]
#: Wer Ehrenamtliche sehen darf, sieht auch, ob welche fehlen.
PROJEKTE_EIGENE = [*PROJEKTE, Spalte(("eingesetzt", "bedarf"), "Ehrenamtliche", format=eingesetzt_von_bedarf)]
PROJEKTE_ALLER = [NAME, Spalte("traeger__kurzname", "Träger", sortierbar=True), *PROJEKTE[1:]]

PERSONEN = [
    Spalte(
        ("nachname", "vorname"), "Name", format="name", link="ehrenamt:person-detail", sortierbar="suchname",
    ),
    Spalte("projekte", "Projekte"),
    Spalte("minuten", "Stunden im Jahr", wert=in_stunden, format="std_min", zahl=True, sortierbar=True),
    Spalte("anbindung", "Anbindung"),
    Spalte("verfuegbarkeit", "Verfügbarkeit"),
    Spalte("gewonnen_am", "Dabei seit", format="datum", sortierbar=True),
]  # fmt: skip

TREFFEN = [
    Spalte("am", "Datum", format="datum", link="ehrenamt:treffen-bearbeiten", sortierbar=True),
    Spalte("projekt__name", "Projekt", link="ehrenamt:projekt-detail", link_feld="projekt_id", sortierbar=True),
    Spalte("dauer_minuten", "Minuten", zahl=True, sortierbar=True),
    Spalte("anzahl_teilnehmende", "Teil\u00adnehmende", zahl=True, sortierbar=True),
]
STUNDEN = [
    Spalte("am", "Datum", format="datum", link="ehrenamt:stunden-stornieren", sortierbar=True),
    Spalte(
        ("ehrenamtliche__nachname", "ehrenamtliche__vorname"), "Ehrenamtliche Person", format="name",
        link="ehrenamt:person-detail", link_feld="ehrenamtliche_id", sortierbar="ehrenamtliche__suchname",
    ),
    Spalte("projekt__name", "Projekt", sortierbar=True),
    Spalte("minuten", "Minuten", zahl=True, sortierbar=True),
    Spalte("bestaetigt_am", "Bestätigt am", format="zeitpunkt", leer="noch nicht", sortierbar=True),
]  # fmt: skip
