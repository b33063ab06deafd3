"""Excel-Dateien lesen: nur echtes XLSX in festen Grenzen, Formeln nie als Wert (OWASP ASVS 5.0 V5.2, V5.3).

Gelesen wird zeilenweise; was die Datei über ihre Größe behauptet, zählt nicht. Jeder Grund, sie abzuweisen, ist ein Satz, und was man
in Excel nicht sieht (ausgeblendete Blätter und Zeilen, Filter), nennt `hinweise`. Eine Zeile liest ein Formular, so kostet ein Import:

    class PartnerZeile(Zeilenform):
        name = forms.CharField(label="Name", max_length=120)
        seit = Datumsfeld(label="seit", required=False)

    gelesen = zeilen_lesen(inhalt, PartnerZeile())
    gelesen.zeilen    # [(2, {"name": "Jobcenter", "seit": None}), …]
    gelesen.funde     # [(3, "seit", "Bitte geben Sie ein Datum ein, zum Beispiel 1.3.2026.")]
    gelesen.hinweise  # ["Die Zeilen 4 und 5 sind in Excel ausgeblendet. Sie sind mitgelesen."]
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult
from openpyxl import load_workbook
from tablib import Dataset

from arge.daten import eingang
from arge.seite.formulare import Eingangsform

BYTE = 5 * 1024 * 1024
ENTPACKT = 50 * 1024 * 1024
TEILE = 500
ZEILEN = 10_000
#: So weit wird höchstens gelesen: Leerzeilen zählen nicht als Zeilen, kosten aber Zeit.
LETZTE = 5 * ZEILEN
ZU_VIELE_ZEILEN = "Die Datei hat mehr als 50.000 Zeilen, auch leere zählen hier."
#: Was in allen Teilen der Datei zusammen stehen darf, gezählt bevor openpyxl sie öffnet: Was ein paar Kilobyte gepackt sind, kostete
#: sonst Sekunden. Excel selbst schreibt je Zelle vier „<“, und kein ehrliches Blatt hat so viele Formate.
ZELLEN = 250_000
FORMATE = 30_000
ELEMENTE = 2_000_000
NEUE_MAPPE = "Kopieren Sie nur die Tabelle in eine neue, leere Mappe, und speichern Sie diese."
KEIN_XLSX = "Das ist keine Excel-Datei im Format XLSX. Speichern Sie sie in Excel als „Excel-Arbeitsmappe (*.xlsx)“."
#: So schreibt Excel einen Fehler, deutsch und englisch; als Text eingefügt sieht er genauso aus.
FEHLERWERTE = frozenset(
    [
        "#N/A",
        "#NV",
        "#REF!",
        "#BEZUG!",
        "#VALUE!",
        "#WERT!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#ZAHL!",
        "#SPILL!",
        "#ÜBERLAUF!",
        "#CALC!",
        "#KALK!",
        "#FELD!",
        "#FIELD!",
    ]
)
_ZEILE = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMMER = re.compile(rb"\br=[\"'](\d+)")
_VERBORGEN = re.compile(rb"\bhidden=[\"'](?:1|true)")
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b")
_FILTERSPALTE = re.compile(rb"<(?:\w+:)?filterColumn\b")
#: Die Teile einer Datei heißen, wie sie will; gezählt wird darum in jedem, in jeder Schreibweise des Namensraums.
_GEZAEHLT = re.compile(rb"<(?:[^\s<>/:!?]+:)?(?:(c)|(row)|(xf|numFmt|font|fill|border|dxf|cellStyle))[\s/>]")


@dataclass(frozen=True)
class Unbrauchbar:
    """Eine Zelle, aus der nie ein Wert wird; gerechnet oder weitergegeben wird sie nicht."""

    wort: str
    satz: str

    def __str__(self) -> str:
        return self.wort


FORMEL = Unbrauchbar("(Formel)", "Hier steht eine Formel. Tragen Sie den Wert ein.")


@dataclass
class Tabelle:
    """Zeilen einer Datei unter den erwarteten Spalten; `nummern` sind die Zeilennummern, wie Excel sie zeigt."""

    spalten: list[str]
    hinweise: list[str] = field(default_factory=list)
    nummern: list[int] = field(default_factory=list)
    zeilen: list[list[Any]] = field(default_factory=list)

    def als_json(self) -> bytes:
        """Zum Ablegen: Wer die Datei noch einmal braucht, liest das, nie wieder die fremde Mappe."""
        return json.dumps(asdict(self) | {"zeilen": [[_gepackt(w) for w in z] for z in self.zeilen]}).encode()

    @classmethod
    def aus_json(cls, inhalt: bytes) -> Tabelle:
        """Die Umkehrung; Werte haben wieder ihren Typ."""
        felder = json.loads(inhalt)
        return cls(**felder | {"zeilen": [[_ausgepackt(w) for w in z] for z in felder["zeilen"]]})


def _gepackt(wert: Any) -> Any:
    """Was openpyxl liefern kann und JSON nicht kennt, als {Art: Text}."""
    match wert:
        case Unbrauchbar():
            return {"unbrauchbar": [wert.wort, wert.satz]}
        case datetime() | date() | time():
            return {type(wert).__name__: wert.isoformat()}
        case timedelta():
            return {"timedelta": wert.total_seconds()}
    return wert


def _ausgepackt(wert: Any) -> Any:
    if not isinstance(wert, dict):
        return wert
    ((art, text),) = wert.items()
    if art == "unbrauchbar":
        return Unbrauchbar(*text)
    if art == "timedelta":
        return timedelta(seconds=text)
    return {"datetime": datetime, "date": date, "time": time}[art].fromisoformat(text)


def lesen(inhalt: bytes, spalten: Sequence[str]) -> Tabelle:
    """Das erste sichtbare Blatt mit genau diesen Spalten, in beliebiger Reihenfolge; Leerzeilen fallen weg, andere Spalten auch."""
    _pruefe_behaelter(inhalt)
    try:
        _pruefe_umfang(inhalt)
        mappe = load_workbook(io.BytesIO(inhalt), read_only=True, data_only=False, keep_links=False)
        try:
            sichtbar = [blatt for blatt in mappe.worksheets if blatt.sheet_state == "visible"]
            if mappe.worksheets and not sichtbar:
                raise ValidationError(
                    "Alle Blätter der Datei sind ausgeblendet. Blenden Sie das Blatt ein, das gelesen werden soll."
                )
            tabelle = _tabelle(_zeilen(sichtbar[0]), spalten)
            tabelle.hinweise = _hinweise(inhalt, mappe.worksheets, sichtbar[0], tabelle)
            return tabelle
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


def _pruefe_umfang(inhalt: bytes) -> None:
    """Zählt Zellen, Zeilen, Formate und Elemente im Text der Teile und hört auf, sobald es zu viele sind."""
    elemente = zellen = zeilen = formate = 0
    mappe = zipfile.ZipFile(io.BytesIO(inhalt))
    for teil in mappe.namelist():
        xml = mappe.read(teil).replace(b"\0", b"")  # UTF-16 hat zwischen zwei Zeichen ein Nullbyte
        elemente += xml.count(b"<")
        if elemente > ELEMENTE:
            raise ValidationError(f"Die Datei enthält mehr, als sich lesen lässt. {NEUE_MAPPE}")
        for treffer in _GEZAEHLT.finditer(xml):
            zelle, zeile, format_ = treffer.groups()
            zellen, zeilen, formate = zellen + bool(zelle), zeilen + bool(zeile), formate + bool(format_)
            if zellen > ZELLEN:
                raise ValidationError(f"Die Datei hat mehr als 250.000 Zellen, auch leere zählen hier. {NEUE_MAPPE}")
            if zeilen > LETZTE:
                raise ValidationError(ZU_VIELE_ZEILEN)
            if formate > FORMATE:
                raise ValidationError(f"In der Datei stecken mehr als 30.000 Formate. {NEUE_MAPPE}")


def _hinweise(inhalt: bytes, blaetter: Sequence[Any], gelesen: Any, tabelle: Tabelle) -> list[str]:
    """Was man der Datei in Excel nicht ansieht und doch wissen muss."""
    hinweise = [] if len(blaetter) == 1 else [f"Gelesen ist das Blatt „{gelesen.title}“."]
    if verborgen := [f"„{blatt.title}“" for blatt in blaetter if blatt.sheet_state != "visible"]:
        hinweise.append(f"Ausgeblendet und darum nicht gelesen: {_aufzaehlung(verborgen)}.")
    # openpyxl kennt im sparsamen Lesen weder ausgeblendete Zeilen noch Filter; beides steht als Attribut im Blatt.
    xml = zipfile.ZipFile(io.BytesIO(inhalt)).read(gelesen._worksheet_path)
    zeilen = {int(n[1]) for z in _ZEILE.findall(xml) if _VERBORGEN.search(z) and (n := _NUMMER.search(z))} & set(
        tabelle.nummern
    )
    if zeilen:
        nummern = _aufzaehlung([str(nummer) for nummer in sorted(zeilen)])
        wort = f"Die Zeile {nummern} ist" if len(zeilen) == 1 else f"Die Zeilen {nummern} sind"
        hinweise.append(f"{wort} in Excel ausgeblendet, aber mitgelesen.")
    if (filter_ := _FILTER.search(xml)) and _FILTERSPALTE.search(xml, filter_.end()):
        hinweise.append("In der Datei ist ein Filter gesetzt. Gelesen ist auch, was er ausblendet.")
    return hinweise


def _aufzaehlung(worte: Sequence[str], hoechstens: int = 10) -> str:
    if len(worte) > hoechstens:
        return f"{', '.join(worte[:hoechstens])} und {len(worte) - hoechstens} weitere"
    return " und ".join(filter(None, (", ".join(worte[:-1]), worte[-1])))


def _zeilen(blatt: Any) -> Iterator[tuple[int, list[Any]]]:
    """(Nummer, Werte) jeder Zeile, in der etwas steht."""
    blatt.reset_dimensions()
    for nummer, zellen in enumerate(blatt.iter_rows(max_col=50), 1):
        if nummer > LETZTE:
            raise ValidationError(ZU_VIELE_ZEILEN)
        werte = [FORMEL if zelle.data_type == "f" else _wert(zelle.value) for zelle in zellen]
        if any(wert is not None for wert in werte):
            yield nummer, werte


def _wert(wert: Any) -> Any:
    """Text durch den Eingang, Excel-Fehler nie als Text; was nur aus Unsichtbarem bestand, ist leer."""
    if not isinstance(wert, str):
        return wert
    wort = eingang.text(wert)
    if wort.upper() in FEHLERWERTE:
        return Unbrauchbar(wort, f"Hier steht der Excel-Fehler „{wort}“. Tragen Sie den Wert ein oder leeren Sie die Zelle.")
    return wort or None


def _kopfwort(wert: Any) -> str:
    """Überschrift zum Vergleichen: Groß und klein, Umbruch, Stern und Doppelpunkt zählen nicht."""
    return eingang.text(str(wert)).casefold().strip(" *:") if wert is not None else ""


def _tabelle(zeilen: Iterator[tuple[int, list[Any]]], spalten: Sequence[str]) -> Tabelle:
    kopf = [_kopfwort(wert) for wert in next(zeilen, (0, []))[1]]
    fehlend = [spalte for spalte in spalten if _kopfwort(spalte) not in kopf]
    if fehlend:
        wort = "fehlt die Spalte" if len(fehlend) == 1 else "fehlen die Spalten"
        raise ValidationError(f"In der ersten Zeile {wort} {', '.join(f'„{spalte}“' for spalte in fehlend)}.")
    doppelt = [spalte for spalte in spalten if kopf.count(_kopfwort(spalte)) > 1]
    if doppelt:
        raise ValidationError(f"Die Spalte „{doppelt[0]}“ kommt mehr als einmal vor.")
    stellen = [kopf.index(_kopfwort(spalte)) for spalte in spalten]
    tabelle = Tabelle(list(spalten))
    for nummer, werte in zeilen:
        zeile = [werte[stelle] if stelle < len(werte) else None for stelle in stellen]
        if all(wert is None for wert in zeile):
            continue
        if len(tabelle.nummern) == ZEILEN:
            raise ValidationError("Die Datei hat mehr als 10.000 Zeilen. Teilen Sie sie auf.")
        tabelle.nummern.append(nummer)
        tabelle.zeilen.append(zeile)
    if not tabelle.nummern:
        raise ValidationError("Unter der Überschrift steht keine Zeile.")
    return tabelle


class Zeilenform(Eingangsform, forms.Form):
    """Abstrakt: eine Zeile einer Datei. Jedes Feld ist eine Spalte, sein `label` die Überschrift; `clean` prüft die Zeile für sich."""

    def __init__(self) -> None:
        super().__init__({})
        for feld in self.fields.values():
            feld.error_messages["required"] = "Die Angabe fehlt."

    @classmethod
    def spalten(cls) -> list[str]:
        """Überschriften in der Reihenfolge der Vorlage."""
        return [str(feld.label) for feld in cls.base_fields.values()]

    def lies(self, zeile: Sequence[Any]) -> tuple[dict[str, Any] | None, list[tuple[str, str]]]:
        """Die Werte der Zeile, oder None und je falscher Zelle (Spalte, Satz)."""
        werte = dict(zip(self.fields, zeile, strict=True))
        unbrauchbar = {name: wert.satz for name, wert in werte.items() if isinstance(wert, Unbrauchbar)}
        self.data = {name: None if name in unbrauchbar else wert for name, wert in werte.items()}
        self.full_clean()
        saetze = {name: [str(satz) for satz in liste] for name, liste in self.errors.items()}
        saetze |= {name: [satz] for name, satz in unbrauchbar.items()}
        funde = [(self._spalte(name), satz) for name, liste in saetze.items() for satz in liste]
        return (None if funde else self.cleaned_data), funde

    def _spalte(self, name: str) -> str:
        return str(self.fields[name].label) if name in self.fields else "Zeile"


class Wortfeld(forms.CharField):
    """Ein Wort aus einem Verzeichnis (Auswahl, Kürzel) wird zu seinem Wert; groß und klein zählt nicht. `worte` ist klein geschrieben."""

    def __init__(self, worte: Mapping[str, Any] | None = None, *, satz: str, **optionen: Any) -> None:
        super().__init__(**optionen)
        self.worte, self.satz = worte or {}, satz

    def clean(self, value: Any) -> Any:
        wort = super().clean(value)
        if wort in self.empty_values:
            return None
        if (wert := self.worte.get(wort.casefold())) is None:
            raise ValidationError(self.satz)
        return wert


@dataclass(frozen=True)
class Gelesen:
    """Was in einer Datei steht: Werte je guter Zeile, ein Fund (Zeile, Spalte, Satz) je falscher Zelle, Hinweise zur Datei."""

    anzahl: int
    zeilen: list[tuple[int, dict[str, Any]]]
    funde: list[tuple[int, str, str]]
    hinweise: list[str]


def zeilen_lesen(inhalt: bytes, form: Zeilenform) -> Gelesen:
    """Eine Datei durch das Formular einer Zeile; ValidationError, wenn sie sich gar nicht lesen lässt."""
    return zeilen_pruefen(lesen(inhalt, form.spalten()), form)


def zeilen_pruefen(tabelle: Tabelle, form: Zeilenform) -> Gelesen:
    """Dasselbe mit einer schon gelesenen Tabelle."""
    lauf = Probelauf(form, tabelle.nummern)
    lauf.import_data(Dataset(*tabelle.zeilen, headers=tabelle.spalten), use_transactions=False, raise_errors=True)
    return Gelesen(len(tabelle.nummern), lauf.gute, lauf.funde, tabelle.hinweise)


class Probelauf(resources.Resource):
    """Der Ablauf von django-import-export über die Zeilen einer Datei: jede liest das Formular, geschrieben wird hier nie.

    `gute` sind die Werte je lesbarer Zeile, `funde` (Zeile, Spalte, Satz) je falscher Zelle. Das Schreiben ist Sache eines
    Vorgangs: Es geht als Ganzes oder gar nicht, und dafür braucht er alle Zeilen zusammen.
    """

    class Meta:
        instance_loader_class = BaseInstanceLoader

    def __init__(self, form: Zeilenform, nummern: Sequence[int]) -> None:
        super().__init__()
        self.form, self.nummern = form, nummern
        self.gute: list[tuple[int, dict[str, Any]]] = []
        self.funde: list[tuple[int, str, str]] = []

    def import_row(self, row: Mapping[str, Any], instance_loader: Any, row_number: int = 1, **mehr: Any) -> RowResult:
        werte, falsch = self.form.lies(list(row.values()))
        nummer = self.nummern[row_number - 1]
        self.funde += [(nummer, spalte, satz) for spalte, satz in falsch]
        if werte is not None:
            self.gute.append((nummer, werte))
        ergebnis = RowResult()
        ergebnis.import_type = RowResult.IMPORT_TYPE_NEW if werte is not None else RowResult.IMPORT_TYPE_INVALID
        return ergebnis
