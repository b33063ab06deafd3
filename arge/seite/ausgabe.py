"""CSV und XLSX aus einem Zeilenstrom: formelsicher, deutsch geschrieben, mit gleichbleibendem Speicher."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import FileResponse
from markupsafe import Markup
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from arge.zahlen import format as formate

#: Excel fasst 1.048.576 Zeilen; für große Mengen ist CSV der Weg.
XLSX_GRENZE = 100_000
FORMEL_ZEICHEN = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Felder, deren Werte sich oft wiederholen und als Schlüssel taugen (Dezimalzahlen nicht: 1,0 und 1,00 sind gleich).
MERKBAR = (models.DateField, models.CharField, models.BooleanField, models.IntegerField)
Spalten = Sequence[Any]  # arge.seite.liste.Spalte
Anzeigen = Sequence[Callable[..., Any]]


def formelsicher(wert: Any) -> Any:
    """Text, den eine Tabellenkalkulation als Formel läse, bekommt ein Hochkomma davor (OWASP: CSV Injection)."""
    return f"'{wert}" if isinstance(wert, str) and wert.startswith(FORMEL_ZEICHEN) else wert


def modellfeld(modell: type[models.Model], pfad: str) -> Any:
    """Modellfeld am Ende eines ORM-Pfads; None bei Anmerkungen."""
    feld = None
    for teil in pfad.split(LOOKUP_SEP):
        try:
            feld = modell._meta.pk if teil == "pk" else modell._meta.get_field(teil)
        except FieldDoesNotExist:
            return None
        modell = getattr(feld, "related_model", None) or modell
    return feld


class Merker(dict[Any, Any]):
    """Merkt sich bis zu 20.000 geschriebene Werte: bei einer Million Zeilen spart das fast jede Umwandlung."""

    def __init__(self, schreiben: Callable[[Any], Any]) -> None:
        super().__init__()
        self._schreiben = schreiben

    def __missing__(self, wert: Any) -> Any:
        text = self._schreiben(wert)
        if len(self) < 20_000:
            self[wert] = text
        return text


def csv_wert(wert: Any) -> Any:
    """Zelle der CSV-Datei: Text formelsicher, Zahlen mit Komma, Tage TT.MM.JJJJ."""
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


def _zelle_fuer(
    spalte: Any, anzeige: Callable[..., Any], stellen: list[int], feld: Any, zellwert: Callable[[Any], Any]
) -> Any:
    """Zelle einer Spalte; gleiche Werte (Tage, Auswahlwörter, Stadtteile) werden nur einmal geschrieben."""

    def wert(*werte: Any) -> Any:
        if callable(spalte.export):
            return zellwert(spalte.export(*werte))
        if len(werte) == 1 and (werte[0] is None or isinstance(werte[0], (int, float, Decimal, date))):
            return zellwert(werte[0])
        text = anzeige(*werte)
        return zellwert(text.striptags() if isinstance(text, Markup) else text)

    erste = stellen[0]
    if len(stellen) > 1:
        return lambda zeile: wert(*[zeile[n] for n in stellen])
    if not isinstance(feld, MERKBAR):
        return lambda zeile: wert(zeile[erste])
    merker = Merker(wert)
    return lambda zeile: merker[zeile[erste]]


def _zeilen(
    queryset: QuerySet[Any], spalten: Spalten, anzeigen: Anzeigen, zellwert: Callable[[Any], Any]
) -> Iterator[list[Any]]:
    """Alle Zeilen, häppchenweise gelesen."""
    namen = list(dict.fromkeys(name for spalte in spalten for name in spalte.felder))
    zellen = [
        _zelle_fuer(s, a, [namen.index(n) for n in s.felder], modellfeld(queryset.model, s.felder[0]), zellwert)
        for s, a in zip(spalten, anzeigen, strict=True)
    ]
    for zeile in queryset.values_list(*namen).iterator(chunk_size=5000):
        yield [zelle(zeile) for zelle in zellen]


def als_csv(name: str, queryset: QuerySet[Any], spalten: Spalten, anzeigen: Anzeigen) -> FileResponse:
    """CSV für Excel auf Deutsch (Semikolon, Dezimalkomma, BOM), über eine Datei statt als Strom der Datenbank.

    Gelesen wird innerhalb der Anfrage: ein Strom nach ihrem Ende läge außerhalb des Zugangs und wäre leer.
    """
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse schließt sie
    text = io.TextIOWrapper(datei, encoding="utf-8-sig", newline="")
    schreiber = csv.writer(text, delimiter=";")
    schreiber.writerow([spalte.titel for spalte in spalten])
    schreiber.writerows(_zeilen(queryset, spalten, anzeigen, csv_wert))
    text.flush()
    text.detach()
    datei.seek(0)
    return FileResponse(datei, as_attachment=True, filename=f"{name}.csv", content_type="text/csv; charset=utf-8")


def als_xlsx(name: str, queryset: QuerySet[Any], spalten: Spalten, anzeigen: Anzeigen) -> FileResponse:
    """XLSX zeilenweise geschrieben; Zahlen und Tage typisiert, Text nie als Formel."""
    mappe = Workbook(write_only=True)
    blatt = mappe.create_sheet("Daten")
    blatt.freeze_panes = "A2"
    blatt.append([spalte.titel for spalte in spalten])
    for zeile in _zeilen(queryset, spalten, anzeigen, xlsx_wert):
        blatt.append([_zelle(blatt, wert) for wert in zeile])
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse schließt sie
    mappe.save(datei)
    datei.seek(0)
    return FileResponse(datei, as_attachment=True, filename=f"{name}.xlsx")


def als_mappe(name: str, blaetter: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]]) -> FileResponse:
    """XLSX mit mehreren Blättern (Name, Kopf, Zeilen) aus fertigen Werten; Zahlen bleiben Zahlen, Text ist nie Formel."""
    mappe = Workbook(write_only=True)
    for titel, kopf, zeilen in blaetter:
        blatt = mappe.create_sheet(titel[:31])
        blatt.freeze_panes = "B2"
        blatt.append([_zelle(blatt, xlsx_wert(wert)) for wert in kopf])
        for zeile in zeilen:
            blatt.append([_zelle(blatt, xlsx_wert(wert)) for wert in zeile])
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – FileResponse schließt sie
    mappe.save(datei)
    datei.seek(0)
    return FileResponse(datei, as_attachment=True, filename=name)


def xlsx_wert(wert: Any) -> Any:
    """Zelle der Excel-Datei: Zahlen und Tage bleiben typisiert, alles andere wird formelsicherer Text."""
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, datetime) and wert.tzinfo:
        return wert.astimezone(formate.BERLIN).replace(tzinfo=None)
    return wert if wert is None or isinstance(wert, (int, float, Decimal, date)) else formelsicher(str(wert))


def _zelle(blatt: Any, wert: Any) -> WriteOnlyCell:
    zelle = WriteOnlyCell(blatt, value=wert)
    if isinstance(wert, str):
        zelle.data_type = "s"
    elif isinstance(wert, date):
        zelle.number_format = "DD.MM.YYYY HH:MM" if isinstance(wert, datetime) else "DD.MM.YYYY"
    return zelle


AUSGABEN = {"csv": als_csv, "xlsx": als_xlsx}
