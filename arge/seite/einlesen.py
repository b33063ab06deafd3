"""Excel-Dateien lesen: nur echtes XLSX in festen Grenzen, Formeln nie als Wert (OWASP ASVS 5.0 V5.2, V5.3).

Geöffnet wird sie in einem eigenen Prozess (`arge.seite.xlsx_lesen`), zeilenweise; was die Datei über ihre Größe behauptet, zählt nicht. Jeder Grund, sie abzuweisen, ist ein Satz, und was man
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

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult
from tablib import Dataset

from arge.daten import eingang
from arge.seite import fremd, xlsx_lesen
from arge.seite.formulare import Eingangsform

BYTE = 5 * 1024 * 1024
BLATTNAME = 31
#: So viele Zeichen einer Zelle liest das Haus; das längste Feld einer Datei ist ein Name.
ZELLE = 1_000
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
    return {"unbrauchbar": [wert.wort, wert.satz]} if isinstance(wert, Unbrauchbar) else xlsx_lesen.gepackt(wert)


def _ausgepackt(wert: Any) -> Any:
    if not isinstance(wert, dict):
        return wert
    ((art, text),) = wert.items()
    if art == "formel":
        return FORMEL
    return Unbrauchbar(*text) if art == "unbrauchbar" else xlsx_lesen.ausgepackt(art, text)


def lesen(inhalt: bytes, spalten: Sequence[str]) -> Tabelle:
    """Das erste sichtbare Blatt mit genau diesen Spalten, in beliebiger Reihenfolge; Leerzeilen fallen weg, andere Spalten auch."""
    if len(inhalt) > BYTE:
        raise ValidationError("Die Datei ist größer als 5 MB.")
    antwort = _im_kind(inhalt)
    mappe = {"nein": xlsx_lesen.ZU_VIEL} if antwort is None else json.loads(antwort)
    if "nein" in mappe:
        raise ValidationError(mappe["nein"])
    tabelle = _tabelle(_zeilen(mappe["zeilen"]), spalten)
    tabelle.hinweise = _hinweise(mappe, tabelle)
    return tabelle


def _im_kind(inhalt: bytes) -> bytes | None:
    """Fremde Bytes liest ein eigener Prozess; stirbt er daran, ist die Datei zu viel."""
    return fremd.gelesen(xlsx_lesen, inhalt)


def _hinweise(mappe: dict[str, Any], tabelle: Tabelle) -> list[str]:
    """Was man der Datei in Excel nicht ansieht und doch wissen muss."""
    hinweise = [] if mappe["blaetter"] == 1 else [f"Gelesen ist das Blatt „{_titel(mappe['blatt'])}“."]
    if verborgen := [f"„{_titel(titel)}“" for titel in mappe["ausgeblendet"]]:
        hinweise.append(f"Ausgeblendet und darum nicht gelesen: {_aufzaehlung(verborgen)}.")
    if zeilen := set(mappe["ausgeblendete_zeilen"]) & set(tabelle.nummern):
        nummern = _aufzaehlung([str(nummer) for nummer in sorted(zeilen)])
        wort = f"Die Zeile {nummern} ist" if len(zeilen) == 1 else f"Die Zeilen {nummern} sind"
        hinweise.append(f"{wort} in Excel ausgeblendet, aber mitgelesen.")
    if mappe["gefiltert"]:
        hinweise.append("In der Datei ist ein Filter gesetzt. Gelesen ist auch, was er ausblendet.")
    return hinweise


def _titel(roh: str) -> str:
    """Excel lässt 31 Zeichen zu; was ein Programm hineinschreibt, ist gekürzt und ohne Unsichtbares."""
    return eingang.text(roh)[:BLATTNAME]


def _aufzaehlung(worte: Sequence[str], hoechstens: int = 10) -> str:
    if len(worte) > hoechstens:
        return f"{', '.join(worte[:hoechstens])} und {len(worte) - hoechstens} weitere"
    return " und ".join(filter(None, (", ".join(worte[:-1]), worte[-1])))


def _zeilen(roh: Sequence[Any]) -> Iterator[tuple[int, list[Any]]]:
    """(Nummer, Werte) jeder Zeile, in der mehr als Unsichtbares steht."""
    for nummer, zellen in roh:
        werte = [_wert(_ausgepackt(zelle)) for zelle in zellen]
        if any(wert is not None for wert in werte):
            yield nummer, werte


def _wert(wert: Any) -> Any:
    """Text durch den Eingang, Excel-Fehler nie als Text; was nur aus Unsichtbarem bestand, ist leer."""
    if not isinstance(wert, str):
        return wert
    if len(wert) > ZELLE:
        return Unbrauchbar(
            wert[:30], f"Hier stehen mehr als {ZELLE:_} Zeichen. Bitte kürzen Sie den Text.".replace("_", ".")
        )
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
        if len(tabelle.nummern) == xlsx_lesen.ZEILEN:
            raise ValidationError("Die Datei hat mehr als 5.000 Zeilen. Teilen Sie sie auf.")
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
