"""Excel-Dateien lesen: nur echtes XLSX in festen Grenzen, Formeln nie als Wert (OWASP ASVS 5.0 V5.2, V5.3).

Gelesen wird zeilenweise; was die Datei über ihre Größe behauptet, zählt nicht. Jeder Grund, sie abzuweisen, ist ein Satz.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from tablib import Dataset

BYTE = 5 * 1024 * 1024
ENTPACKT = 50 * 1024 * 1024
TEILE = 500
ZEILEN = 10_000
#: So weit wird höchstens gelesen: Leerzeilen zählen nicht als Zeilen, kosten aber Zeit.
LETZTE = 5 * ZEILEN
KEIN_XLSX = "Das ist keine Excel-Datei im Format XLSX. Speichern Sie sie in Excel als „Excel-Arbeitsmappe (*.xlsx)“."


class Formel:
    """Platzhalter für eine Zelle, in der eine Formel steht: gerechnet oder weitergegeben wird sie nie."""

    def __str__(self) -> str:
        return "(Formel)"


FORMEL = Formel()


class Tabelle(Dataset):
    """Zeilen einer Datei unter den erwarteten Spalten; `nummern` sind die Zeilennummern, wie Excel sie zeigt."""

    nummern: list[int]


def lesen(inhalt: bytes, spalten: Sequence[str]) -> Tabelle:
    """Das erste Blatt mit genau diesen Spalten, in beliebiger Reihenfolge; Leerzeilen fallen weg, andere Spalten auch."""
    _pruefe_behaelter(inhalt)
    try:
        mappe = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=False, keep_links=False)
        try:
            return _tabelle(_zeilen(mappe.worksheets[0]), spalten)
        finally:
            mappe.close()
    except ValidationError:
        raise
    except Exception as fehler:
        raise ValidationError("Die Datei lässt sich nicht lesen. Speichern Sie sie in Excel noch einmal.") from fehler


def _pruefe_behaelter(inhalt: bytes) -> None:
    """XLSX ist ein Zip mit bekannten Teilen; Makros, Verschlüsselung und Bomben bleiben draußen."""
    if len(inhalt) > BYTE:
        raise ValidationError("Die Datei ist größer als 5 MB.")
    try:
        teile = zipfile.ZipFile(io.BytesIO(inhalt)).infolist()
    except zipfile.BadZipFile as fehler:
        raise ValidationError(KEIN_XLSX) from fehler
    namen = {teil.filename for teil in teile}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= namen or any(teil.flag_bits & 1 for teil in teile):
        raise ValidationError(KEIN_XLSX)
    if any(name.lower().endswith("vbaproject.bin") for name in namen):
        raise ValidationError("Die Datei enthält Makros. Speichern Sie sie ohne Makros als XLSX.")
    # Mehr als angegeben entpackt zipfile nie; die Summe ist darum eine Grenze.
    if len(teile) > TEILE or sum(teil.file_size for teil in teile) > ENTPACKT:
        raise ValidationError("Die Datei ist entpackt größer als 50 MB.")


def _zeilen(blatt: Any) -> Iterator[tuple[int, list[Any]]]:
    """(Nummer, Werte) jeder Zeile, in der etwas steht."""
    blatt.reset_dimensions()
    for nummer, zellen in enumerate(blatt.iter_rows(max_col=50), 1):
        if nummer > LETZTE:
            raise ValidationError(f"Die Datei hat mehr als {LETZTE} Zeilen, auch leere zählen hier.")
        werte = [FORMEL if zelle.data_type == "f" else _wert(zelle.value) for zelle in zellen]
        if any(wert is not None for wert in werte):
            yield nummer, werte


def _wert(wert: Any) -> Any:
    if isinstance(wert, str):
        return " ".join(wert.split()) or None
    return wert


def _tabelle(zeilen: Iterator[tuple[int, list[Any]]], spalten: Sequence[str]) -> Tabelle:
    kopf = [str(wert).casefold() if wert is not None else "" for wert in next(zeilen, (0, []))[1]]
    fehlend = [spalte for spalte in spalten if spalte.casefold() not in kopf]
    if fehlend:
        wort = "fehlt die Spalte" if len(fehlend) == 1 else "fehlen die Spalten"
        raise ValidationError(f"In der ersten Zeile {wort} {', '.join(f'„{spalte}“' for spalte in fehlend)}.")
    doppelt = [spalte for spalte in spalten if kopf.count(spalte.casefold()) > 1]
    if doppelt:
        raise ValidationError(f"Die Spalte „{doppelt[0]}“ kommt mehr als einmal vor.")
    stellen = [kopf.index(spalte.casefold()) for spalte in spalten]
    tabelle = Tabelle(headers=list(spalten))
    tabelle.nummern = []
    for nummer, werte in zeilen:
        zeile = [werte[stelle] if stelle < len(werte) else None for stelle in stellen]
        if all(wert is None for wert in zeile):
            continue
        if len(tabelle.nummern) == ZEILEN:
            raise ValidationError("Die Datei hat mehr als 10.000 Zeilen. Teilen Sie sie auf.")
        tabelle.nummern.append(nummer)
        tabelle.append(zeile)
    if not tabelle.nummern:
        raise ValidationError("Unter der Überschrift steht keine Zeile.")
    return tabelle
