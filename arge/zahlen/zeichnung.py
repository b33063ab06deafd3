"""Woraus ein Bild besteht: Flächen, Linien, Zeichen und Wörter, in Bruchteilen der Breite und in Punkten der Höhe (rein).

Ein Bild hat keine feste Breite: Waagrechtes ist ein Anteil, Text behält seine Größe. So ist dieselbe Zeichnung am Telefon lesbar und
auf dem Schreibtisch breit, und im PDF bekommt sie ein festes Maß. Farben stehen nie hier, nur Namen von Klassen (static/css/bild.css).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import ClassVar, NamedTuple

#: Breite einer Bilddatei und des Bilds im PDF; die Schrift ist dort so groß wie in der Tafel darunter.
BREITE = 880
#: Was am Telefon (320 px) nebeneinander passt, in Zeichen und in Punkten.
ZEICHEN, SCHMAL = 34, 250
#: Je Träger überall dieselbe Farbe. Wer hier nicht steht, ist grau.
TRAEGER = {"AWO": "t1", "Caritas": "t2", "Diakonie": "t3", "Stadt": "t4"}
#: Maße haben eine eigene Reihe; dieselbe Größe hat überall dieselbe Farbe, am Wortstamm erkannt.
MASSE = {
    "vereinbar": "m1", "bewillig": "m2", "besetzt": "m3", "ausgezahl": "m4", "gemeldet": "m5", "ausgegeben": "m5", "rest": "m6",
}  # fmt: skip
UEBRIGE = "t0"


@dataclass(frozen=True, slots=True)
class Flaeche:
    """Ein Rechteck."""

    x: float
    y: float
    breite: float
    hoehe: float
    klasse: str
    art: ClassVar[str] = "flaeche"


@dataclass(frozen=True, slots=True)
class Linie:
    """Eine Strecke."""

    x: float
    y: float
    x2: float
    y2: float
    klasse: str
    art: ClassVar[str] = "linie"


@dataclass(frozen=True, slots=True)
class Zeichen:
    """Eine kleine Form an einer Stelle: Dreieck, Kreis, Quadrat oder Raute; `dx` Punkte daneben."""

    x: float
    y: float
    form: str
    klasse: str
    dx: float = 0
    art: ClassVar[str] = "zeichen"

    @property
    def pfad(self) -> str:
        return FORMEN[self.form]


FORMEN = {
    "kreis": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "quadrat": "M-4.5 -4.5h9v9h-9z",
    "raute": "M0 -6l6 6l-6 6l-6 -6z",
    "dreieck": "M0 -6l7 12h-14z",
}


@dataclass(frozen=True, slots=True)
class Text:
    """Eine Zeile aus Stücken (Wort, Klasse); `dx` Punkte neben `x`, `luecke` Punkte zwischen den Stücken."""

    x: float
    y: float
    stuecke: Sequence[tuple[str, str]]
    klasse: str = ""
    dx: float = 0
    luecke: float = 8
    art: ClassVar[str] = "text"


Teil = Flaeche | Linie | Zeichen | Text


class Punkt(NamedTuple):
    """Was man ansteuern kann: sein Name nennt die Werte, die Zeichnung zeigt sie."""

    name: str
    teile: Sequence[Teil]
    #: Nur zu sehen, solange der Punkt angesteuert ist; in einer Datei nie.
    ablesen: Sequence[Teil] = ()


@dataclass(frozen=True, slots=True)
class Zeichnung:
    """Erst `grund`, dann die Punkte, darüber `oben`; `links`/`rechts` sind Ränder für Beschriftung in Punkten."""

    hoehe: float
    punkte: Sequence[Punkt]
    grund: Sequence[Teil] = ()
    oben: Sequence[Teil] = ()
    #: Steht da, solange kein Punkt angesteuert ist.
    vorgabe: Sequence[Teil] = ()
    links: float = 0
    rechts: float = 0


class Seite:
    """Maßstab im Browser: Anteile der Breite; Höhen wachsen mit der Schrift."""

    datei = False

    @staticmethod
    def x(wert: float) -> str:
        return f"{round(wert * 100, 2):g}%"

    @staticmethod
    def y(wert: float) -> str:
        return f"{round(wert / 16, 3):g}rem"


class Datei:
    """Maßstab einer Datei und des PDF: feste Punkte auf `BREITE`, mit einem Rand ringsum und Platz für den Titel."""

    datei = True

    def __init__(self, zeichnung: Zeichnung, rand: float = 0, kopf: float = 0) -> None:
        self.breite = BREITE - zeichnung.links - zeichnung.rechts
        self.rand, self.links, self.oben = rand, -zeichnung.links - rand, -kopf - rand
        self.weite, self.hoehe = BREITE + 2 * rand, zeichnung.hoehe + kopf + 2 * rand
        self.blick = f"{self.links:g} {self.oben:g} {self.weite:g} {self.hoehe:g}"

    def x(self, wert: float) -> str:
        return f"{round(wert * self.breite, 1):g}"

    @staticmethod
    def y(wert: float) -> str:
        return f"{round(wert, 1):g}"


def farbe(name: str, stelle: int) -> str:
    """Die Klasse einer Reihe: die ihres Trägers, die ihres Maßes, sonst die der Stelle unter den übrigen Gruppen."""
    if (traeger := name.partition(" am ")[0]) in TRAEGER:  # „AWO am 31.12.2025“
        return TRAEGER[traeger]
    if name == "übrige":
        return UEBRIGE
    masse = (MASSE[stamm] for wort in name.lower().split(" ") for stamm in MASSE if wort.startswith(stamm))
    return next(masse, f"k{stelle % 6 + 1}")


def ohne_kuerzel(name: str) -> str:
    """Der Name ohne die Nummer seiner Kennzahl: Im Bild braucht sie Platz, den der Wert braucht; die Tabelle nennt sie."""
    return re.sub(r" \([A-Z]+-\d+\)$", "", name)


def umbruch(stuecke: Sequence[tuple[str, str]], zeichen: int = ZEICHEN) -> list[list[tuple[str, str]]]:
    """Wörter auf Zeilen verteilt, die auch am Telefon passen; jedes Stück behält seine Klasse."""
    zeilen: list[list[tuple[str, str]]] = [[]]
    lang = 0
    for text, klasse in stuecke:
        for wort in text.split(" "):
            if zeilen[-1] and lang + 1 + len(wort) > zeichen:
                zeilen.append([])
                lang = 0
            zeile = zeilen[-1]
            lang += len(wort) + 1
            if zeile and zeile[-1][1] == klasse:
                zeile[-1] = (f"{zeile[-1][0]} {wort}", klasse)
            else:
                zeile.append((wort, klasse))
    return zeilen


def gesetzt(stuecke: Sequence[tuple[str, str]], x: float, y: float, schritt: float = 19) -> tuple[list[Text], float]:
    """Die Zeilen ab `y` und wo es darunter weitergeht."""
    zeilen = umbruch(stuecke)
    texte = [Text(x, y + schritt * i + 15, zeile) for i, zeile in enumerate(zeilen)]
    return texte, y + schritt * len(zeilen)


def teilung(werte: Sequence[int | Decimal], ganz: bool = False) -> list[Decimal]:
    """Runde Teilstriche (1, 2, 5 mal Zehnerpotenz) von unter dem kleinsten bis über den größten Wert, null dabei."""
    unten, oben = Decimal(min([0, *werte])), Decimal(max([0, *werte]))
    roh = (oben - unten) / 4 or Decimal(1)
    zehner = Decimal(1).scaleb(roh.adjusted())
    schritt = next(zehner * f for f in (1, 2, 5, 10) if zehner * f >= roh)
    schritt = max(schritt, Decimal(1)) if ganz else schritt
    return [schritt * i for i in range(floor(unten / schritt), (ceil(oben / schritt) or 1) + 1)]


def auseinander(stellen: Sequence[float], abstand: float, unten: float) -> list[float]:
    """Dieselben Stellen, von unten an so weit hinauf geschoben, dass Beschriftungen einander nie decken."""
    gesetzte = list(stellen)
    for i in sorted(range(len(stellen)), key=lambda i: (stellen[i], i), reverse=True):
        gesetzte[i] = min(gesetzte[i], unten)
        unten = gesetzte[i] - abstand
    return gesetzte


def legende(namen: Sequence[str], klassen: Sequence[str], y: float) -> tuple[list[Teil], float]:
    """Je Reihe eine Zeile mit ihrem Farbfeld und Muster."""
    teile: list[Teil] = []
    for stelle, (name, klasse) in enumerate(zip(namen, klassen, strict=True)):
        zeilen = umbruch([(name, "leise")], ZEICHEN - 4)
        teile += [*kachel(0, y + 2, 0.04, 14, klasse, stelle)]
        teile += [Text(0.06, y + 14 + 19 * i, zeile) for i, zeile in enumerate(zeilen)]
        y += 19 * len(zeilen) + 3
    return teile, y + 14


def kachel(x: float, y: float, breite: float, hoehe: float, klasse: str, stelle: int) -> Iterator[Teil]:
    """Eine Fläche mit dem Streifenmuster ihrer Stelle am unteren Rand: Reihen unterscheidet nie die Farbe allein."""
    yield Flaeche(x, y, breite, hoehe, f"f-{klasse}")
    if stelle % 6:
        yield Linie(x, y + hoehe - 3, x + breite, y + hoehe - 3, f"muster muster-{stelle % 6}")


def verlauf(werte: Sequence[int | Decimal], hoehe: float = 32) -> Zeichnung:
    """Ein kleiner Balken je Wert, der letzte hervorgehoben, alle von null aus: Eine kleine Änderung sieht klein aus."""
    unten, oben = Decimal(min([0, *werte])), Decimal(max([0, *werte]))
    spanne = (oben - unten) or Decimal(1)
    null = float(oben / spanne) * hoehe
    breite = 1 / max(len(werte), 1)
    balken: list[Teil] = []
    for stelle, wert in enumerate(werte):
        lang = float(abs(Decimal(wert)) / spanne) * hoehe
        klasse = "f-m2" if stelle == len(werte) - 1 else "f-t0"
        balken.append(Flaeche(stelle * breite, null - lang if wert > 0 else null, breite * 0.75, lang, klasse))
    return Zeichnung(hoehe, [], grund=balken, oben=[Linie(0, null, 1 - breite * 0.25, null, "gitter")])
