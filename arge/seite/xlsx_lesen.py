"""Liest eine fremde XLSX-Datei und sagt, was im ersten sichtbaren Blatt steht oder was dagegen spricht (`arge.seite.einlesen`).

Läuft in einem eigenen Prozess (`arge.seite.fremd`). Davor steht eine Prüfung, durch die jeder Teil der Datei geht: openpyxl bekommt einen neuen
Behälter, in dem nur liegt, was sie bestanden hat. Lang, verschachtelt oder fremd kodiert sieht es nie, gleich welcher Leser darin steckt.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

if __name__ == "__main__":
    sys.modules["numpy"] = None  # type: ignore[assignment] # openpyxl lüde es mit, wenn es da ist: die Hälfte der Startzeit

from openpyxl import load_workbook  # type: ignore[import-untyped]

#: Was der Prozess an Speicher (Byte) und Rechenzeit (Sekunden) haben darf. 10.000 volle Zeilen brauchen ein Viertel davon.
SPEICHER, SEKUNDEN = 384 * 1024 * 1024, 12
ENTPACKT = 50 * 1024 * 1024
TEILE = 500
ZEILEN = 5_000
#: So weit wird höchstens gelesen: Leerzeilen zählen nicht als Zeilen, kosten aber Zeit.
LETZTE = 5 * ZEILEN
#: Was in allen Teilen der Datei zusammen stehen darf, gezählt bevor openpyxl sie öffnet: Was ein paar Kilobyte gepackt sind, kostete
#: sonst Sekunden. Excel selbst schreibt je Zelle vier „<“, und kein ehrliches Blatt hat so viele Formate.
ZELLEN = 250_000
FORMATE = 30_000
ELEMENTE = 2_000_000
#: Byte von einem „<“ zum nächsten: Eine volle Zelle (32.767 Zeichen) hat weniger. Ein XML-Leser, dem ein Stück nicht auf einmal
#: vorliegt, fängt mit jedem Happen von vorn an: Ein langes kostet quadratisch.
STUECK = 128 * 1024
#: Zeichen in einer Zelle (so viele erlaubt Excel) und in allen zusammen: Eine Zeichenkette, auf die tausend Zellen zeigen, zählt tausendfach.
ZEICHEN, TEXT = 32_767, 5_000_000
SPALTEN = 50

NEUE_MAPPE = "Kopieren Sie nur die Tabelle in eine neue, leere Mappe, und speichern Sie diese."
KEIN_XLSX = "Das ist keine Excel-Datei im Format XLSX. Speichern Sie sie in Excel als „Excel-Arbeitsmappe (*.xlsx)“."
UNLESBAR = "Die Datei lässt sich nicht lesen. Speichern Sie sie in Excel noch einmal."
ZU_VIEL = f"Die Datei enthält mehr, als sich lesen lässt. {NEUE_MAPPE}"
ZU_VIELE_ZEILEN = "Die Datei hat mehr als 50.000 Zeilen, auch leere zählen hier."
ZU_LANG = f"In der Datei steht ein Stück, das länger ist, als eine Zelle in Excel sein kann. {NEUE_MAPPE}"
FREMD = f"In der Datei steht etwas, das Excel selbst nicht schreibt. {NEUE_MAPPE}"
KODIERUNG = "Die Datei ist nicht in UTF-8 geschrieben, wie Excel es tut. Speichern Sie sie in Excel noch einmal."

#: Die einzige Erklärung, mit der ein Teil anfangen darf; ohne sie gilt UTF-8 auch.
_ERKLAERUNG = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s+version\s*=\s*[\"']1\.0[\"'](?:\s+encoding\s*=\s*[\"']utf-8[\"'])?(?:\s+standalone\s*=\s*[\"'](?:yes|no)[\"'])?\s*\?>)?",
    re.IGNORECASE,
)
_KENNT_KODIERUNG = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\b[^<>]*\bencoding\b", re.IGNORECASE)
_LANG = re.compile(rb"<[^<]{%d}" % STUECK)
#: Ein Verstoß in einem dieser Teile ist ein Satz; anderswo (Angaben von SharePoint, Zeichnungen, Bilder) fehlt der Teil dann nur.
_NOETIG = re.compile(r"(?:\[Content_Types\]\.xml|_rels/.*|xl/[^/]*\.xml|xl/_rels/.*|xl/worksheets/.*)", re.IGNORECASE)
#: Die Teile einer Datei heißen, wie sie will; gezählt wird darum in jedem, in jeder Schreibweise des Namensraums.
_GEZAEHLT = re.compile(rb"<(?:[^\s<>/:!?]++:)?(?:(c)|(row)|(xf|numFmt|font|fill|border|dxf|cellStyle))[\s/>]")
_ZEILE = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_NUMMER = re.compile(rb"\br=[\"'](\d+)")
_VERBORGEN = re.compile(rb"\bhidden=[\"'](?:1|true)")
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b")
_FILTERSPALTE = re.compile(rb"<(?:\w+:)?filterColumn\b")


class Nein(Exception):
    """Diese Datei bleibt draußen; der Text ist der Satz dazu."""


def antwort(inhalt: bytes) -> bytes:
    """JSON: `{"nein": Satz}`, oder was im Blatt steht. Speichermangel ist kein Grund, sondern das Ende des Prozesses."""
    try:
        return json.dumps(_gelesen(inhalt)).encode()
    except Nein as nein:
        return json.dumps({"nein": str(nein)}).encode()


def _gelesen(inhalt: bytes) -> dict[str, Any]:
    """Der Inhalt des Blatts aus dem geprüften Behälter."""
    rein = geprueft(inhalt)
    try:
        return _blatt(rein)
    except (Nein, MemoryError):
        raise
    except Exception as fehler:  # eine fremde Mappe kann openpyxl an jeder Stelle stolpern lassen
        raise Nein(UNLESBAR) from fehler


def _blatt(rein: io.BytesIO) -> dict[str, Any]:
    """Zeilen mit Nummer, und was man der Datei in Excel nicht ansieht."""
    mappe = load_workbook(rein, read_only=True, data_only=False, keep_links=False)
    try:
        sichtbar = [blatt for blatt in mappe.worksheets if blatt.sheet_state == "visible"]
        if mappe.worksheets and not sichtbar:
            raise Nein("Alle Blätter der Datei sind ausgeblendet. Blenden Sie das Blatt ein, das gelesen werden soll.")
        zeilen = list(_zeilen(sichtbar[0]))
        # openpyxl kennt im sparsamen Lesen weder ausgeblendete Zeilen noch Filter; beides steht als Attribut im Blatt.
        xml = zipfile.ZipFile(rein).read(sichtbar[0]._worksheet_path)
        filter_ = _FILTER.search(xml)
        return {
            "zeilen": zeilen,
            "blatt": sichtbar[0].title,
            "blaetter": len(mappe.worksheets),
            "ausgeblendet": [blatt.title for blatt in mappe.worksheets if blatt.sheet_state != "visible"],
            "ausgeblendete_zeilen": [
                int(n[1]) for z in _ZEILE.findall(xml) if _VERBORGEN.search(z) and (n := _NUMMER.search(z))
            ],
            "gefiltert": bool(filter_ and _FILTERSPALTE.search(xml, filter_.end())),
        }
    finally:
        mappe.close()


def _zeilen(blatt: Any) -> Iterator[tuple[int, list[Any]]]:
    """(Nummer, Werte) jeder Zeile, in der etwas steht, so gepackt, dass JSON es trägt."""
    blatt.reset_dimensions()
    gesamt = 0
    for nummer, zellen in enumerate(blatt.iter_rows(max_col=SPALTEN), 1):
        if nummer > LETZTE:
            raise Nein(ZU_VIELE_ZEILEN)
        werte = [{"formel": ""} if zelle.data_type == "f" else gepackt(zelle.value) for zelle in zellen]
        laengen = [len(wert) for wert in werte if isinstance(wert, str)]
        gesamt += sum(laengen)
        if max(laengen, default=0) > ZEICHEN:
            raise Nein(ZU_LANG)
        if gesamt > TEXT:
            raise Nein(ZU_VIEL)
        if any(wert is not None for wert in werte):
            yield nummer, werte


def geprueft(inhalt: bytes) -> io.BytesIO:
    """Derselbe Behälter, nur mit Teilen, die XML in UTF-8 ohne lange Stücke sind; `Nein` mit dem ersten Grund dagegen.

    XLSX ist ein Zip mit bekannten Teilen; Makros, Verschlüsselung und Bomben bleiben draußen.
    """
    try:
        mappe = zipfile.ZipFile(io.BytesIO(inhalt))
    except (zipfile.BadZipFile, ValueError) as fehler:
        raise Nein(KEIN_XLSX) from fehler
    teile = {teil.filename: teil for teil in mappe.infolist()}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= teile.keys() or any(teil.flag_bits & 1 for teil in teile.values()):
        raise Nein(KEIN_XLSX)
    if any(name.lower().endswith("vbaproject.bin") for name in teile):
        raise Nein("Die Datei enthält Makros. Speichern Sie sie ohne Makros als XLSX.")
    # Mehr als angegeben entpackt zipfile nie; die Summe ist darum eine Grenze.
    if len(mappe.infolist()) > TEILE or sum(teil.file_size for teil in mappe.infolist()) > ENTPACKT:
        raise Nein("Die Datei ist entpackt größer als 50 MB.")
    rein, menge = io.BytesIO(), Menge()
    with zipfile.ZipFile(rein, "w", zipfile.ZIP_STORED) as neu:
        for name in teile:
            try:
                xml = mappe.read(name)
            except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError) as fehler:
                raise Nein(UNLESBAR) from fehler
            grund = einwand(xml)
            if grund and _NOETIG.fullmatch(name):
                raise Nein(grund)
            if not grund:
                menge.dazu(xml)
                neu.writestr(name, xml)
    return rein


def einwand(xml: bytes) -> str | None:
    """Was dagegen spricht, dass ein XML-Leser diesen Teil sieht: andere Kodierung, langes Stück, Kommentar, Anweisung, CDATA, DOCTYPE."""
    erklaerung = _ERKLAERUNG.match(xml)
    anfang = erklaerung.end() if erklaerung else 0
    if b"\0" in xml or not xml[anfang : anfang + 1_000].lstrip().startswith(b"<"):
        return KODIERUNG
    if xml.startswith(b"<?", anfang):
        return KODIERUNG if _KENNT_KODIERUNG.match(xml) else FREMD
    if _LANG.search(xml):
        return ZU_LANG
    if xml.find(b"<?", anfang) >= 0 or b"<!" in xml:
        return FREMD
    return None


class Menge:
    """Zählt Zellen, Zeilen, Formate und Elemente im Text der Teile und hört auf, sobald es zu viele sind."""

    def __init__(self) -> None:
        self.elemente = self.zellen = self.zeilen = self.formate = 0

    def dazu(self, xml: bytes) -> None:
        """`Nein`, wenn mit diesem Teil zu viel zusammenkommt."""
        self.elemente += xml.count(b"<")
        if self.elemente > ELEMENTE:
            raise Nein(ZU_VIEL)
        for treffer in _GEZAEHLT.finditer(xml):
            zelle, zeile, format_ = treffer.groups()
            self.zellen, self.zeilen = self.zellen + bool(zelle), self.zeilen + bool(zeile)
            self.formate += bool(format_)
            if self.zellen > ZELLEN:
                raise Nein(f"Die Datei hat mehr als 250.000 Zellen, auch leere zählen hier. {NEUE_MAPPE}")
            if self.zeilen > LETZTE:
                raise Nein(ZU_VIELE_ZEILEN)
            if self.formate > FORMATE:
                raise Nein(f"In der Datei stecken mehr als 30.000 Formate. {NEUE_MAPPE}")


def gepackt(wert: Any) -> Any:
    """Was openpyxl liefern kann und JSON nicht kennt, als {Art: Text}."""
    if isinstance(wert, datetime | date | time):
        return {type(wert).__name__: wert.isoformat()}
    if isinstance(wert, timedelta):
        return {"timedelta": wert.total_seconds()}
    return wert


def ausgepackt(art: str, text: Any) -> Any:
    """Die Umkehrung für ein {Art: Text}."""
    lesarten: dict[str, Callable[[Any], Any]] = {
        "datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat,
        "timedelta": lambda sekunden: timedelta(seconds=sekunden),
    }  # fmt: skip
    return lesarten[art](text)


if __name__ == "__main__":
    sys.stdout.buffer.write(antwort(sys.stdin.buffer.read()))
