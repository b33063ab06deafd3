"""CSV und XLSX aus einem Zeilenstrom: formelsicher, deutsch geschrieben, mit gleichbleibendem Speicher.

Dieselbe Datei, ob sie in der Anfrage oder in einem Auftrag entsteht: Der Auftrag hört nur mit, wie weit sie ist (`melden`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from urllib.parse import quote

from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from arge.seite.mappe import WIE_DER_TYP, Angaben, Blatt, mappe_datei, neue_datei
from arge.seite.zelle import SCHREIBWEISEN, MitWort, Schreibweise, dateiwert, druckbar, formelsicher, modellfeld, typisiert
from arge.zahlen import format as formate

#: Excel fasst 1.048.576 Zeilen; für große Mengen ist CSV der Weg.
XLSX_GRENZE = 100_000
#: Felder, deren Werte sich oft wiederholen und als Schlüssel taugen (Dezimalzahlen nicht: 1,0 und 1,00 sind gleich).
MERKBAR = (models.DateField, models.CharField, models.BooleanField, models.IntegerField)
Spalten = Sequence[Any]  # arge.seite.liste.Spalte
Schreiben = Callable[[Any, Schreibweise], Any]
#: Bekommt die Zahl der schon geschriebenen Zeilen; wirft es, entsteht keine Datei.
Melden = Callable[[int], None]
#: So viele Zeilen liegen zwischen zwei Meldungen.
MELDEN_ALLE = 1000


#: Setzt der Proxy (Caddyfile): Er schickt die freigegebene Datei selbst. Wer es fälscht, bekommt nur seine eigene nicht.
DAVOR = "X-Ablage-Davor"


def als_download(request: HttpRequest, datei: FieldFile, name: str, art: str = "") -> HttpResponseBase:
    """Private Auslieferung einer Datei aus der Ablage, die eine Stelle dafür: immer als Download, nie im Browser ausgeführt
    (OWASP ASVS 5.0 V5.4). Das Recht hat die View geprüft; ob die Datei frei ist, prüft sie selbst (`arge.daten.upload`).

    Steht ein Proxy davor, der die Ablage liest, nennt die Antwort ihm die Datei: Wer langsam lädt, hält dann keinen Faden.
    """
    try:
        inhalt = datei.open("rb")
    except FileNotFoundError as fehler:
        raise Http404 from fehler
    antwort: HttpResponseBase = FileResponse(inhalt, as_attachment=True, filename=name, content_type=art or None)
    if request.headers.get(DAVOR) and isinstance(datei.storage, FileSystemStorage):
        antwort.close()
        kopf = {feld: antwort[feld] for feld in ("Content-Type", "Content-Disposition")}
        antwort = HttpResponse(headers=kopf | {"X-Accel-Redirect": f"/{quote(datei.name or '')}"})
    antwort["X-Content-Type-Options"] = "nosniff"
    return antwort


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


def csv_wert(wert: Any, mindestens: int = 0) -> Any:
    """Zelle der CSV-Datei: Text formelsicher, Zahlen mit Komma, Tage TT.MM.JJJJ."""
    if isinstance(wert, str):
        return formelsicher(wert)
    if wert is None:
        return ""
    if isinstance(wert, MitWort):
        return wert.wort + csv_wert(wert.zahl, mindestens)
    if isinstance(wert, Decimal) or (mindestens and isinstance(wert, int)):
        return formate.dezimal(wert, mindestens, 6).replace(".", "").replace(formate.MINUS, "-")
    if isinstance(wert, datetime):
        return f"{formate.datum(wert)} {wert:%H:%M}"
    return formate.datum(wert) if isinstance(wert, date) else wert


def _zelle_fuer(
    spalte: Any, modell: type[models.Model], stellen: list[int], schreiben: Schreiben
) -> Callable[[tuple[Any, ...]], Any]:
    """Zelle einer Spalte; gleiche Werte (Tage, Auswahlwörter, Stadtteile) werden nur einmal geschrieben."""
    typisch, weise, erste = dateiwert(spalte, modell), _weise(spalte), stellen[0]

    def wert(*werte: Any) -> Any:
        return schreiben(typisch(*werte), weise)

    if len(stellen) > 1:
        return lambda zeile: wert(*[zeile[n] for n in stellen])
    if not isinstance(modellfeld(modell, spalte.felder[0]), MERKBAR):
        return lambda zeile: wert(zeile[erste])
    merker = Merker(wert)
    return lambda zeile: merker[zeile[erste]]


def _zeilen(queryset: QuerySet[Any], spalten: Spalten, schreiben: Schreiben, melden: Melden) -> Iterator[list[Any]]:
    """Alle Zeilen, häppchenweise gelesen."""
    namen = list(dict.fromkeys(name for spalte in spalten for name in spalte.felder))
    zellen = [_zelle_fuer(s, queryset.model, [namen.index(n) for n in s.felder], schreiben) for s in spalten]
    for nummer, zeile in enumerate(queryset.values_list(*namen).iterator(chunk_size=5000)):
        if not nummer % MELDEN_ALLE:
            melden(nummer)
        yield [zelle(zeile) for zelle in zellen]


def _weise(spalte: Any) -> Schreibweise:
    return SCHREIBWEISEN[spalte.format] if isinstance(spalte.format, str) else WIE_DER_TYP


def csv_datei(queryset: QuerySet[Any], spalten: Spalten, melden: Melden, _: Angaben) -> IO[bytes]:
    """CSV für Excel auf Deutsch (Semikolon, Dezimalkomma, BOM), über eine Datei statt als Strom der Datenbank.

    Reine Tabelle ohne Angaben: Programme lesen sie. Ihr Tag steht im Namen.

    Gelesen wird innerhalb der Anfrage: ein Strom nach ihrem Ende läge außerhalb des Zugangs und wäre leer.
    """
    with neue_datei() as datei:
        text = io.TextIOWrapper(datei, encoding="utf-8-sig", newline="")
        schreiber = csv.writer(text, delimiter=";")
        schreiber.writerow([druckbar(spalte.titel) for spalte in spalten])
        schreiber.writerows(_zeilen(queryset, spalten, lambda wert, weise: csv_wert(wert, weise.mindestens), melden))
        text.flush()
        text.detach()
    return datei


def xlsx_datei(queryset: QuerySet[Any], spalten: Spalten, melden: Melden, angaben: Angaben) -> IO[bytes]:
    """XLSX zeilenweise geschrieben; Zahlen und Tage typisiert, Text nie als Formel; was sie zeigt, steht auf „Angaben“."""
    zeilen = _zeilen(queryset, spalten, lambda wert, _: wert, melden)
    return mappe_datei([Blatt("Daten", [s.titel for s in spalten], zeilen, [_weise(s) for s in spalten])], angaben)


def als_mappe(name: str, blaetter: Sequence[Blatt], angaben: Angaben) -> FileResponse:
    """XLSX mit mehreren Blättern aus fertigen Werten; Zahlen bleiben Zahlen, Text ist nie Formel."""
    return als_antwort(mappe_datei([replace(blatt, zeilen=_typisch(blatt)) for blatt in blaetter], angaben), name)


def _typisch(blatt: Blatt) -> Iterator[list[Any]]:
    for zeile in blatt.zeilen:
        yield [typisiert(wert, weise.stellen) for wert, weise in zip(zeile, blatt.weisen, strict=True)]


def als_antwort(datei: IO[bytes], name: str) -> FileResponse:
    """Die Datei zum Herunterladen; die Antwort schließt sie."""
    art = "text/csv; charset=utf-8" if name.endswith(".csv") else None
    return FileResponse(datei, as_attachment=True, filename=name, content_type=art)


def dateiname(name: str, endung: str, von: date, bis: date | None = None) -> str:
    """Name mit dem Tag oder Zeitraum, für den der Inhalt gilt; so geschrieben, dass Ordner ihn nach der Zeit sortieren."""
    tage = von.isoformat() if bis in (None, von) else f"{von.isoformat()}-bis-{bis.isoformat()}"
    return f"{name}-{tage}.{endung}"


AUSGABEN = {"csv": csv_datei, "xlsx": xlsx_datei}
