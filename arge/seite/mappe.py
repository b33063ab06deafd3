"""Jede Excel-Datei des Hauses: ein Blatt je Tabelle, dahinter das Blatt „Angaben“. Alle Wege, die XLSX schreiben, gehen hier durch.

Ein Blatt ist fertig zum Arbeiten und zum Drucken: Breiten nach dem Inhalt der ersten Zeilen, Kopf fett und fixiert, Autofilter,
Querformat auf eine Seite breit, der Kopf auf jeder gedruckten Seite. „Angaben“ sagt, was die Datei zeigt, damit sie auch in einem
Jahr noch jemand versteht: Filter, Zeitraum, Zeilen, wer und wann, Schutz, Einheiten. Geschrieben wird zeilenweise, Text nie als Formel.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from typing import IO, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from arge.seite.zelle import FORMEL_ZEICHEN, MitWort, Schreibweise, druckbar, typisiert
from arge.zahlen import format as formate

#: Davor kennt Excel keine Tage und zeigte „####“; sie stehen dort als Text.
ERSTES_JAHR = 1900
#: So breit wird eine Spalte höchstens (Zeichen); was länger ist, bricht um. Wie schmal, sagt die Schreibweise: Eine Zahl oder ein Tag
#: weiter unten soll nie als „####“ dastehen.
BREIT = 60
#: So viele Zeilen bestimmen die Breiten: Mehr anzusehen hieße, die Datei zweimal zu schreiben.
STICHPROBE = 200
#: Ein Kopf bricht um, darum macht er eine Spalte höchstens so breit; der Pfeil des Filters nimmt ein paar Zeichen.
KOPF_BREIT, PFEIL = 22, 3
WIE_DER_TYP = Schreibweise(str)
OBEN, UMBROCHEN = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
FETT, GRAU, LINIE = Font(bold=True), PatternFill("solid", fgColor="FFE7EAEE"), Border(bottom=Side("thin"))
ANGABEN = "Angaben"


@dataclass
class Blatt:
    """Eine Tabelle: Kopf, typisierte Zeilen und je Spalte ihre Schreibweise (ohne: was der Typ nahelegt).

    `fest`: die erste Zelle, die sich beim Blättern bewegt.
    """

    titel: str
    kopf: Sequence[str]
    zeilen: Iterable[Sequence[Any]]
    weisen: Sequence[Schreibweise] = ()
    fest: str = "A2"
    anzahl: int = 0

    def __post_init__(self) -> None:
        self.weisen = tuple(self.weisen) or (WIE_DER_TYP,) * len(self.kopf)


@dataclass(frozen=True)
class Angaben:
    """Was auf dem zweiten Blatt steht: Name, was gezeigt ist (Kennzahl, Filter, Zeitraum), wer es erstellt hat, Hinweise."""

    name: str
    gezeigt: Sequence[tuple[str, Any]] = ()
    von: str = ""
    hinweise: Sequence[str] = field(default_factory=tuple)

    def zeilen(self, blaetter: Sequence[Blatt]) -> list[tuple[str, Any]]:
        """(Angabe, Wert) in der Reihenfolge, in der man sie sucht."""
        if len(blaetter) == 1:
            (blatt,) = blaetter
            gezaehlt = [("Zeilen", blatt.anzahl)]
            paare = zip(blatt.kopf, blatt.weisen, strict=True)
            einheiten = [(f"Einheit: {kopf}", weise.einheit) for kopf, weise in paare if weise.einheit]
        else:
            gezaehlt = [(f"Zeilen auf „{blatt.titel}“", blatt.anzahl) for blatt in blaetter]
            worte = dict.fromkeys(weise.einheit for blatt in blaetter for weise in blatt.weisen if weise.einheit)
            einheiten = [("Einheit der Zahlen", wort) for wort in worte]
        return [
            ("Name", self.name),
            *self.gezeigt,
            *gezaehlt,
            ("Erstellt von", self.von),
            ("Erstellt am", timezone.now()),
            *[("Hinweis", satz) for satz in self.hinweise if satz],
            *einheiten,
        ]


def erstellt_von(benutzer: Any) -> str:
    """Wer handelt, in welcher Rolle und bei wem."""
    return f"{benutzer.name}, {benutzer.zugang.bezeichnung}"


@contextmanager
def neue_datei() -> Iterator[IO[bytes]]:
    """Eine namenlose Datei, am Ende zum Lesen gestellt; bricht das Schreiben ab, ist sie weg."""
    datei = tempfile.TemporaryFile()  # noqa: SIM115 – wer sie bekommt, schließt sie
    try:
        yield datei
    except BaseException:
        datei.close()
        raise
    datei.seek(0)


def mappe_datei(blaetter: Sequence[Blatt], angaben: Angaben) -> IO[bytes]:
    """Die fertige Mappe."""
    mappe = Workbook(write_only=True)
    mappe.properties.creator, mappe.properties.title = "ARGE Integration", druckbar(angaben.name)
    with neue_datei() as datei:
        try:
            for blatt in blaetter:
                _schreiben(mappe, blatt, angaben.name)
            zeilen = [(wort, typisiert(wert)) for wort, wert in angaben.zeilen(blaetter)]
            _schreiben(mappe, Blatt(ANGABEN, ("Angabe", "Wert"), zeilen), angaben.name, filtern=False)
        except BaseException:  # openpyxl ließe die halbe Tabelle unter ihrem Namen in /tmp liegen
            for halb in mappe.worksheets:
                halb.close()
                halb._writer.cleanup()
            raise
        mappe.save(datei)
    return datei


def _schreiben(mappe: Workbook, blatt: Blatt, name: str, *, filtern: bool = True) -> None:
    """Ein Blatt, zeilenweise; nur die Stichprobe liegt im Speicher."""
    ziel = mappe.create_sheet(blatt.titel[:31])
    zeilen = iter(blatt.zeilen)
    probe = list(islice(zeilen, STICHPROBE))
    breiten = _breiten(blatt, probe)
    for nummer, breite in enumerate(breiten, 1):
        ziel.column_dimensions[get_column_letter(nummer)].width = breite
    _einrichten(ziel, blatt.fest, name)
    zellen, spalten = Zellen(ziel), [(w.muster, b) for w, b in zip(blatt.weisen, breiten, strict=True)]
    ziel.append([zellen.kopf(wort) for wort in blatt.kopf])
    anzahl = 0
    for zeile in chain(probe, zeilen):
        ziel.append([zellen.zelle(w, muster, breite) for w, (muster, breite) in zip(zeile, spalten, strict=True)])
        anzahl += 1
    blatt.anzahl = anzahl
    if filtern:
        ziel.auto_filter.ref = f"A1:{get_column_letter(len(breiten))}{anzahl + 1}"


def _einrichten(ziel: Any, fest: str, name: str) -> None:
    """Fixierter Kopf am Bildschirm; gedruckt A4 quer, eine Seite breit, mit Kopf und Seitenzahl auf jeder Seite."""
    ziel.freeze_panes = fest
    ziel.print_title_rows = "1:1"
    ziel.page_setup.orientation, ziel.page_setup.paperSize = "landscape", 9  # 9 heißt in Excel A4
    ziel.page_setup.fitToWidth, ziel.page_setup.fitToHeight = 1, 0
    ziel.sheet_properties.pageSetUpPr.fitToPage = True
    ziel.oddFooter.left.text = druckbar(name).replace("&", "&&")[:120]
    ziel.oddFooter.right.text = "Seite &P von &N"


def _breiten(blatt: Blatt, probe: Sequence[Sequence[Any]]) -> list[int]:
    breiten = []
    for nummer, (kopf, weise) in enumerate(zip(blatt.kopf, blatt.weisen, strict=True)):
        worte = [len(wort) for wort in kopf.split()] or [0]
        laengste = max([min(len(kopf), KOPF_BREIT), *worte]) + PFEIL
        laengste = max([laengste, *(_laenge(zeile[nummer], weise) for zeile in probe)])
        breiten.append(min(max(laengste + 2, weise.breite), BREIT))
    return breiten


def _laenge(wert: Any, weise: Schreibweise) -> int:
    """Zeichen, die ein Wert in seiner längsten Zeile braucht."""
    if isinstance(wert, str):
        return max(map(len, wert.splitlines()), default=0)
    if isinstance(wert, MitWort):
        return len(wert.wort) + _laenge(wert.zahl, weise)
    if wert is None or isinstance(wert, date):
        return 0 if wert is None else len("01.01.2026 12:00") if isinstance(wert, datetime) else len("01.01.2026")
    return len(weise.text(wert))


class Zellen(dict[Any, Any]):
    """Zellen eines Blatts; jedes Format wird einmal gebaut und danach nur noch genannt (das Bauen kostet mehr als die Zelle)."""

    def __init__(self, blatt: Any) -> None:
        super().__init__()
        self._blatt = blatt

    def __missing__(self, art: tuple[str, bool, bool]) -> Any:
        muster, umbrechen, formel = art
        zelle = WriteOnlyCell(self._blatt)
        zelle.number_format, zelle.alignment = muster, UMBROCHEN if umbrechen else OBEN
        # Das Hochkomma, das man in Excel selbst tippt: Auch wer die Zelle bearbeitet, macht keine Formel daraus.
        zelle.quotePrefix = formel
        self[art] = zelle._style
        return zelle._style

    def kopf(self, wort: str) -> WriteOnlyCell:
        """Überschrift einer Spalte."""
        zelle = WriteOnlyCell(self._blatt, value=druckbar(wort))
        zelle.data_type = "s"
        zelle.font, zelle.fill, zelle.border, zelle.alignment = FETT, GRAU, LINIE, UMBROCHEN
        return zelle

    def zelle(self, wert: Any, muster: str, breite: int = BREIT) -> WriteOnlyCell | None:
        """Zahlen und Tage typisiert, Text nie als Formel und doch unverändert; was nicht in die Breite passt, bricht um."""
        if wert is None:
            return None
        wort = ""
        if isinstance(wert, MitWort):
            wort, wert = wert
        elif isinstance(wert, date) and wert.year < ERSTES_JAHR:
            wert = formate.datum(wert)
        zelle = WriteOnlyCell(self._blatt, value=wert)
        if isinstance(wert, str):
            zelle.data_type = "s"
            zelle._style = self["General", len(wert) > breite or "\n" in wert, wert.startswith(FORMEL_ZEICHEN)]
        elif isinstance(wert, date):
            zelle._style = self["DD.MM.YYYY HH:MM" if isinstance(wert, datetime) else "DD.MM.YYYY", False, False]
        else:
            zelle._style = self[f'"{wort}"{muster}' if wort else muster, False, False]
        return zelle
