"""CSV und XLSX aus einem Zeilenstrom: formelsicher, deutsch geschrieben, mit gleichbleibendem Speicher."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import FileResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from arge import format as formate

#: Excel fasst 1.048.576 Zeilen; für große Mengen ist CSV der Weg.
XLSX_GRENZE = 100_000
FORMEL_ZEICHEN = ("=", "+", "-", "@", "\t", "\r", "\n")
Zeilen = Iterable[Sequence[Any]]


def formelsicher(wert: Any) -> Any:
    """Text, den eine Tabellenkalkulation als Formel läse, bekommt ein Hochkomma davor (OWASP: CSV Injection)."""
    return f"'{wert}" if isinstance(wert, str) and wert.startswith(FORMEL_ZEICHEN) else wert


def _csv_wert(wert: Any) -> Any:
    if isinstance(wert, str):
        return formelsicher(wert)
    if wert is None:
        return ""
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, (Decimal, float)):
        return str(wert).replace(".", ",")
    if isinstance(wert, datetime):
        return f"{wert.astimezone(formate.BERLIN) if wert.tzinfo else wert:%d.%m.%Y %H:%M}"
    return formate.datum(wert) if isinstance(wert, date) else wert


def als_csv(name: str, titel: Sequence[str], zeilen: Zeilen) -> FileResponse:
    """CSV für Excel auf Deutsch (Semikolon, Dezimalkomma, BOM), über eine Datei statt als Strom der Datenbank.

    Gelesen wird innerhalb der Anfrage: ein Strom nach ihrem Ende läge außerhalb des Zugangs und wäre leer.
    """
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse schließt sie
    text = io.TextIOWrapper(datei, encoding="utf-8-sig", newline="")
    schreiber = csv.writer(text, delimiter=";")
    schreiber.writerow(titel)
    schreiber.writerows([_csv_wert(wert) for wert in zeile] for zeile in zeilen)
    text.flush()
    text.detach()
    datei.seek(0)
    return FileResponse(datei, as_attachment=True, filename=f"{name}.csv", content_type="text/csv; charset=utf-8")


def als_xlsx(name: str, titel: Sequence[str], zeilen: Zeilen) -> FileResponse:
    """XLSX zeilenweise geschrieben; Zahlen und Tage typisiert, Text nie als Formel."""
    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet("Daten")
    blatt.freeze_panes = "A2"
    blatt.append(list(titel))
    for zeile in zeilen:
        blatt.append([_zelle(blatt, wert) for wert in zeile])
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse schließt sie
    mappe.save(datei)
    datei.seek(0)
    return FileResponse(datei, as_attachment=True, filename=f"{name}.xlsx")


def _zelle(blatt: Any, wert: Any) -> WriteOnlyCell:
    if isinstance(wert, datetime) and wert.tzinfo:
        wert = wert.astimezone(formate.BERLIN).replace(tzinfo=None)
    if isinstance(wert, bool):
        wert = "Ja" if wert else "Nein"
    typisiert = wert is None or isinstance(wert, (int, float, Decimal, date))
    zelle = WriteOnlyCell(blatt, value=wert if typisiert else formelsicher(str(wert)))
    if not typisiert:
        zelle.data_type = "s"
    elif isinstance(wert, date):
        zelle.number_format = "DD.MM.YYYY HH:MM" if isinstance(wert, datetime) else "DD.MM.YYYY"
    return zelle
