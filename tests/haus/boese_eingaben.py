"""Böse Werte und das Formular, in das sie gehen: Hilfen für `test_fuzz` (haus 3, Eingang)."""

import re
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import Resolver404, resolve

from tests.lesen import Leser
from tests.traeger.personal.mappe import mappe, zeile
from traeger.management.demo_stellen import blatt

#: Was Menschen, Tabellen und Angreifer tippen; jeder Wert kommt in jedes Feld. Überlanges, Formeln, JJJJMMTT und die Tage am Rand stehen
#: bei `BLEIBENDE`: Auch sie gehen in jedes Feld (test_fuzz_folgen), einmal genügt.
WERTE = {
    "Jahr 9999": "31.12.9999",
    "Jahr 1": "01.01.0001",
    "Unsichtbares": "a\x00\u000bo\u0308\u202eb",  # Nullbyte, Tabulator aus Word, zerlegter Umlaut, Schrift rückwärts
    "Tausenderpunkt": "1.000",
    "Exponent": "1e5",
    "zwei Vorzeichen": "--5",
    "riesige Zahl": "9" * 30,
    "leer": "",
    "Liste": ["1", "zwei"],
}
#: Text und, wo er nicht gilt, Tag: das bleibt gespeichert, und alle anderen lesen es. Das Letzte überschreibt Geändertes.
BLEIBENDE = {
    "x" * 20_000: "31.12.2100",
    "Ko\u0308\u202ehle\u200br": "01.01.1900",
    "a\u000bb": "31.12.9998",  # außerhalb des Kalenders des Hauses: bliebe es stehen, fände `gespeichertes` es
    "=1+1": "20270102",
}
#: In Felder, die niemand sieht, schreibt nur ein Programm: da genügt, was anderer Art ist.
UNSICHTBAR = ("Unsichtbares", "riesige Zahl", "Liste")
#: Rahmen jeder Absendung: Ihn lesen dieselben Zeilen für alle Formulare, darum geht jeder Wert einmal in alle drei zugleich.
RAHMEN = frozenset({"unter", "entwurf", "entwurf_titel"})
NIE = "csrfmiddlewaretoken"
#: Womit ein leeres Pflichtfeld gültig wird, der Reihe nach versucht; `heute` setzt der Test ein.
GUELTIG = ("Probe", "heute", "1", "0,1", "probe@beispiel.example", "74072", "10:00")
STEUERZEICHEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
#: Was ein Feld für Dateien annimmt (`accept`), mit einer Datei, die dort gilt.
DATEIEN = {".xlsx": ("probe.xlsx", mappe([zeile("anteil")])), ".pdf": ("probe.pdf", blatt("Anlage"))}


@dataclass
class Feld:
    """Ein Bedienelement; `wahl`: Werte, die es anbietet."""

    name: str
    art: str
    laenge: int = 0
    werte: list[str] = field(default_factory=list)
    wahl: list[str] = field(default_factory=list)
    endung: str = ""


@dataclass
class Formular:
    """Ein Formular einer Seite mit dem, was ein Browser abschickte."""

    ziel: str
    felder: dict[str, Feld] = field(default_factory=dict)

    def daten(self) -> dict[str, list[str]]:
        """Wie ein Browser: eine Auswahl ohne Wahl schickt ihre erste Möglichkeit."""
        daten = {}
        for f in self.felder.values():
            if f.name != NIE and f.art != "file":
                daten[f.name] = f.werte or (f.wahl[:1] if f.art == "select" else [])
        return daten

    @property
    def sichtbar(self) -> list[str]:
        return [f.name for f in self.felder.values() if f.art not in ("hidden", "file")]

    @property
    def versteckt(self) -> list[str]:
        return [f.name for f in self.felder.values() if f.art == "hidden" and f.name != NIE]


class Seite(Leser):
    """Formulare einer Seite (POST und GET), Sätze über Fehlern und die Verweise."""

    def __init__(self, html: str, adresse: str):
        self.formulare: list[Formular] = []
        self.filter: set[str] = set()
        self.verweise: list[str] = []
        self._adresse, self._offen, self._wahl, self._text, self._get = adresse, None, None, None, False
        self.lies(html)

    def start(self, tag, werte):
        if tag == "a" and "href" in werte:
            self.verweise.append(werte["href"])
        elif tag == "form":
            self._get = werte.get("method", "get").lower() != "post"
            if not self._get:
                self._offen = Formular(werte.get("action") or self._adresse)
                self.formulare.append(self._offen)
        elif tag == "option" and self._wahl is not None:
            self._wahl.wahl.append(werte.get("value", ""))
            if "selected" in werte:
                self._wahl.werte.append(werte.get("value", ""))
        elif name := werte.get("name"):
            if self._get:
                self.filter.add(name)
            if self._offen is not None:
                self._bedienelement(tag, name, werte)

    def _bedienelement(self, tag, name, werte):
        art = werte.get("type", "text") if tag == "input" else tag
        feld = self._offen.felder.setdefault(name, Feld(name, art, int(werte.get("maxlength", 0))))
        feld.endung = werte.get("accept", ".pdf").split(",")[0]
        if tag == "select":
            self._wahl = feld
        elif tag == "textarea":
            self._text = feld
            feld.werte.append("")
        elif art in ("radio", "checkbox"):
            feld.wahl.append(werte.get("value", "on"))
            if "checked" in werte:
                feld.werte.append(werte.get("value", "on"))
        elif art not in ("file", "submit"):
            feld.werte.append(werte.get("value", ""))

    def data(self, data):
        if self._text is not None:
            self._text.werte[-1] += data

    def end(self, tag):
        if tag == "form":
            self._offen, self._get = None, False
        elif tag == "select":
            self._wahl = None
        elif tag == "textarea":
            self._text.werte[-1] = self._text.werte[-1].removeprefix("\n")
            self._text = None


def route(pfad: str) -> str:
    """Name der Route; leer, wenn es sie nicht gibt."""
    try:
        return resolve(pfad.split("?")[0].split("#")[0]).view_name
    except Resolver404:
        return ""


class Zurueck(Exception):
    """Nimmt eine Absendung zurück, die nicht bleiben soll."""


@dataclass
class Antwort:
    """Was eine Anfrage ergab: Status oder Ausnahme, Felder mit Satz, der Text einer Seite."""

    status: int = 0
    bruch: str = ""
    felder: frozenset[str] = frozenset()
    hat_satz: bool = False
    text: str = ""

    @property
    def gespeichert(self) -> bool:
        return self.status in (204, 302)

    @property
    def falsch(self) -> str:
        """Warum das keine Antwort ist; leer, wenn gespeichert ist oder ein Satz sagt, was nicht geht."""
        if self.bruch:
            return self.bruch
        if self.status >= 500:
            return f"Status {self.status}"
        if vorgabe := _VORGABE.search(self.text):
            return f"Satz von Django: {vorgabe[0]}"
        return "" if self.gespeichert or self.hat_satz else f"Status {self.status} ohne Satz"


#: Sätze, die sagen, was falsch ist, statt was hilft (arge.seite.saetze).
_VORGABE = re.compile(
    r"(zwingend erforderlich|[Dd]ieser Wert|keine gültige Auswahl|Bitte eine? (gültige|ganze|Zahl)|This field)[^<>.]*"
)
_FEHLER = re.compile(r'<p class="kern-error" id="id_([^"]+)_error"')
_SATZ = re.compile(
    r'<p[^>]*role="status"[^>]*>[^<]*(Treffer|Ohne Suche)|id="fehleruebersicht"|class="kern-error"|kern-alert--(danger|warning|success)|id="konflikt"'
)


def _lies(antwort) -> Antwort:
    art = antwort.headers.get("Content-Type", "")
    text = antwort.content.decode() if not antwort.streaming and ("html" in art or "json" in art) else ""
    satz = bool(_SATZ.search(text)) or (antwort.status_code >= 400 and bool(re.search(r"\w\.", text)))
    return Antwort(antwort.status_code, felder=frozenset(_FEHLER.findall(text)), hat_satz=satz, text=text)


def frage(client, ziel: str, daten: dict | None = None, *, abfrage: dict | None = None, bleibt: bool = False) -> Antwort:
    """GET (mit Abfrage) oder (mit Daten) POST wie ein Browser, in einem Sicherungspunkt.

    Auch Bedingungen, die sonst erst das Festschreiben prüft, gelten hier schon; eine Ausnahme ist eine Antwort 500.
    """
    antwort = Antwort()
    try:
        with transaction.atomic():
            antwort = _lies(client.get(ziel, abfrage) if daten is None else client.post(ziel, daten))
            if antwort.gespeichert:
                connection.check_constraints()
            if not (bleibt and antwort.gespeichert):
                raise Zurueck
    except Zurueck:
        pass
    except Exception as fehler:  # noqa: BLE001 – jede Ausnahme ist ein Fund
        return Antwort(500, bruch=f"{type(fehler).__name__}: {str(fehler)[:160]}")
    return antwort


def gueltig(client, formular: Formular, heute: str, vorgabe: dict) -> tuple[dict, Antwort]:
    """Füllt ein Formular, bis es gilt: Auswahl die erste Möglichkeit, Text der Reihe nach `GUELTIG`."""
    daten, versuch = formular.daten() | vorgabe, dict.fromkeys(formular.felder, 0)
    for f in formular.felder.values():
        if f.art == "file":
            daten[f.name] = SimpleUploadedFile(*DATEIEN[f.endung])
    for _ in range(len(GUELTIG) + 2):
        for wert in daten.values():
            if isinstance(wert, SimpleUploadedFile):
                wert.seek(0)
        antwort = frage(client, formular.ziel, daten)
        if antwort.gespeichert or not antwort.felder:
            return daten, antwort
        for name in antwort.felder & set(formular.sichtbar):
            feld, stelle = formular.felder[name], versuch[name]
            wahl = [w for w in feld.wahl if w]
            moegliche = [*wahl[:3]] if feld.wahl else [heute if w == "heute" else w for w in GUELTIG]
            if stelle < len(moegliche):
                daten[name] = [moegliche[stelle]]
                versuch[name] += 1
    return daten, antwort


def passend(formular: Formular, name: str, wert):
    """Überlanges so lang, wie das Feld es zulässt; ohne Grenze ganz."""
    laenge = formular.felder[name].laenge
    return wert[:laenge] if isinstance(wert, str) and laenge else wert


def sende_wo_es_gilt(
    client, formular: Formular, basis: dict, wert, sonst=None, *, bleibt: bool = False
) -> tuple[Antwort, list[str]]:
    """Schickt den Wert in alle Felder zugleich, wo er nicht gilt, `sonst`, danach ohne die abgewiesenen.

    Antwort und Felder der letzten Absendung.
    """
    antwort, werte = Antwort(), {n: passend(formular, n, wert) for n in formular.sichtbar}
    for _ in range(3):
        antwort = frage(client, formular.ziel, basis | werte, bleibt=bleibt)
        schlecht = {n for n in werte if any(n.startswith(fehler) for fehler in antwort.felder)}
        rest = {n: w for n, w in werte.items() if n not in schlecht}
        if sonst:
            rest |= {n: sonst for n in schlecht if werte[n] != sonst}
        if antwort.gespeichert or antwort.falsch or rest == werte or not rest:
            break
        werte = rest
    return antwort, list(werte)
