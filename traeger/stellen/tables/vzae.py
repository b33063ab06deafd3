"""Die Übersicht VZÄ: dieselben Tafeln für Seite, XLSX und PDF; gerechnet wird in `traeger.stellen.kennzahlen`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from arge.zahlen import diagramm
from arge.zahlen.diagramm import Diagramm
from arge.zahlen.format import datum, vzae
from arge.zahlen.statistik import Tafel
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import Arbeitsfeld, Quelle
from traeger.stellen.kennzahlen import Stellenplan, Verlauf, passend
from traeger.stellen.tables.stellen import POSTEN, verlauf_tabelle

#: Auf einer Seite liest niemand mehr Zeilen; die XLSX hat alle.
ZEILEN = 60
WORTE = {"traeger": str, "aufgabe": lambda wert: Arbeitsfeld(wert).label, "quelle": lambda wert: Quelle(wert).label}


@dataclass(frozen=True)
class Blatt:
    """Alles, was die Übersicht zeigt: Tafeln mit Bild, die Abschnitte der Kurven und die einzelnen Posten."""

    am_tag: Tafel
    verlauf: Verlauf
    abschnitte: Tabelle
    verteilungen: list[Tafel]
    posten: list[list[Any]]

    @property
    def bilder(self) -> list[Diagramm]:
        """Erst die Kurven, dann die Zerlegungen, dann der Stichtag je Träger; was leer ist, hat kein Bild."""
        kurven = diagramm.stufen(self.verlauf.tafel, self.abschnitte, self.verlauf.ab)
        return [kurven, *(diagramm.gestapelt(t) for t in self.verteilungen if t.spalten)] + (
            [diagramm.balken(self.am_tag)] if self.am_tag.zeilen else []
        )

    def tabelle(self, hoechstens: int | None = None) -> Tabelle:
        """Posten als Text, die ersten `hoechstens`; die Summe zählt alle."""
        zeilen = [[*zeile[:3], *map(vzae, zeile[3:])] for zeile in self.posten[:hoechstens]]
        summe = ["zusammen", "", "", *self.am_tag.summenzeile[1:]]
        return Tabelle(POSTEN, zeilen, POSTEN[3:], summe, "VZÄ je Träger, Aufgabe und Quelle", karten=True)

    def blaetter(self) -> list[tuple[str, list[str], list[list[Any]]]]:
        """Blätter der XLSX: (Name, Kopf, Zeilen) mit echten Zahlen."""
        tafeln = [("Stichtag je Träger", self.am_tag), ("Kurven je Monat", self.verlauf.tafel)]
        tafeln += [(tafel.titel.removeprefix("VZÄ "), tafel) for tafel in self.verteilungen]
        zeilen = [
            (n, [t.zeilenkopf or "", *t.spalten], [[z, *w] for z, w in zip(t.zeilen, t.werte, strict=True)])
            for n, t in tafeln
        ]
        return [
            ("Posten am Stichtag", POSTEN, self.posten),
            *zeilen,
        ]


def blatt(plan: Stellenplan, kreise: Collection[str], wort: str, merkmale: dict[str, str]) -> Blatt:
    """Das Blatt zu einer Auswahl; `wort` nennt, was gezählt wird."""
    verlauf = plan.verlauf(kreise, wort=wort, **merkmale)
    posten = passend(plan.posten, kreise, merkmale)
    return Blatt(
        am_tag=plan.je_traeger(kreise, **merkmale),
        verlauf=verlauf,
        abschnitte=verlauf_tabelle(verlauf),
        verteilungen=[plan.verteilung(m, WORTE[m], kreise, **merkmale) for m in WORTE if m not in merkmale],
        posten=[[p.traeger, WORTE["aufgabe"](p.aufgabe), WORTE["quelle"](p.quelle), *p.umfang] for p in posten],
    )


def dateiname(plan: Stellenplan, endung: str) -> str:
    return f"VZÄ-Übersicht-{datum(plan.am)}.{endung}"
