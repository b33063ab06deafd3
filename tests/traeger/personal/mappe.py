"""Excel-Dateien für Tests."""

import io
from datetime import date

from openpyxl import Workbook

from traeger.personal.resources import BesetzungZeile

KOPF = BesetzungZeile.spalten()


def mappe(zeilen, kopf=KOPF):
    """XLSX mit Überschrift und Zeilen als Bytes."""
    buch = Workbook()
    blatt = buch.active
    blatt.append(kopf)
    for zeile in zeilen:
        blatt.append(zeile)
    datei = io.BytesIO()
    buch.save(datei)
    return datei.getvalue()


def zeile(kuerzel, **mehr):
    """Eine richtige Zeile der Besetzungshistorie; `mehr` ersetzt Spalten (Leerzeichen als `_`)."""
    werte = {
        "Nachname": "Lindqvist", "Vorname": "Jana", "Abschluss": "Hochschulabschluss", "beschäftigt ab": date(2019, 3, 1),
        "beschäftigt bis": None, "Stellenanteil": kuerzel, "VZÄ": 0.5, "ab": date(2026, 1, 1), "bis": None,
    } | {name.replace("_", " "): wert for name, wert in mehr.items()}  # fmt: skip
    return [werte[spalte] for spalte in KOPF]
