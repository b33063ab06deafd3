"""Spalten der Stammdaten, und was an einem Ort hängt."""

from datetime import date
from typing import Any

from arge.seite.etikett import stand_etikett
from arge.seite.liste import Spalte
from arge.zahlen.format import zahl
from arge.zahlen.tabelle import Tabelle

TRAEGER = [
    Spalte("kurzname", "Kurzname", link="traeger:traeger-detail", sortierbar=True),
    Spalte("name", "Name", sortierbar=True),
    Spalte("art", "Art"),
    Spalte("ansprechperson", "Ansprechperson"),
    Spalte("datenschutzregime", "Datenschutz"),
]


def _ort_stand(von: Any, bis: Any) -> Any:
    """Ein Ort ohne Beginn gilt schon immer."""
    return stand_etikett(von or date.min, bis)


STANDORTE = [
    Spalte("name", "Standort", link="traeger:standort-detail", sortierbar=True),
    Spalte(("strasse", "plz"), "Anschrift"),
    Spalte("stadtteil__name", "Stadtteil", sortierbar=True),
    Spalte("quartier__name", "Quartier"),
    Spalte("traeger__kurzname", "Träger"),
    Spalte("ist_gu", "Gemeinschaftsunterkunft"),
    Spalte(("von", "bis"), "Stand", format=_ort_stand),
]

QUARTIERE = [
    Spalte("name", "Quartier", link="traeger:quartier-bearbeiten", sortierbar=True),
    Spalte("stadtteil__name", "Stadtteil", sortierbar=True),
    Spalte("orte", "Standorte", zahl=True),
]


def anhang_tabelle(anhang: list[tuple[str, int]]) -> Tabelle:
    """Wie viele Zeilen je Tabelle an einem Ort hängen."""
    zeilen = [[wort, zahl(anzahl)] for wort, anzahl in anhang]
    return Tabelle(["Was", "Anzahl"], zeilen, ["Anzahl"], titel="Zeilen aller Träger an diesem Ort")
