"""Die Übersicht VZÄ: dieselben Tafeln für Seite, XLSX und PDF; gerechnet wird in `traeger.stellen.kennzahlen`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from arge.seite import mappe
from arge.seite.ausgabe import dateiname as datei
from arge.seite.zelle import SCHREIBWEISEN
from arge.zahlen import diagramm
from arge.zahlen.diagramm import Diagramm
from arge.zahlen.format import vzae
from arge.zahlen.statistik import Tafel
from arge.zahlen.tabelle import Tabelle
from traeger.begriffe import Arbeitsfeld, Quelle
from traeger.stellen.kennzahlen import Stellenplan, Verlauf, passend
from traeger.stellen.tables.stellen import POSTEN, verlauf_tabelle

#: Steht unter der Übersicht und auf dem Blatt „Angaben“.
HINWEIS = (
    "Kirchliche Anteile, offene Anteile und städtische Stellen zählen nur, wenn die Auswahl sie nennt. „–“ oder leer bei „bewilligt“ heißt:"
    " Bis zu diesem Tag ist kein Bescheid an den Träger erfasst; sich selbst bewilligt die Stadt nichts."
)
KUENFTIG = "Dieser Tag liegt in der Zukunft: Gezeigt ist, was heute schon dafür eingetragen ist."
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
    heute: date

    @property
    def bilder(self) -> list[Diagramm]:
        """Erst die Kurven, dann die Zerlegungen, dann der Stichtag je Träger; was leer ist, hat kein Bild."""
        v = self.verlauf
        kurven = diagramm.stufen(v.tafel, self.abschnitte, v.ab, v.stelle(self.heute))
        return [kurven, *(diagramm.gestapelt(t, kuenftig=self._kuenftig(t)) for t in self.verteilungen if t.spalten)] + (
            [diagramm.balken(self.am_tag)] if self.am_tag.zeilen else []
        )

    def _kuenftig(self, tafel: Tafel) -> list[str]:
        tage = {zeile: _tag(zeile) for zeile in tafel.zeilen}
        return [zeile for zeile, tag in tage.items() if isinstance(tag, date) and tag > self.heute]

    def tabelle(self, hoechstens: int | None = None) -> Tabelle:
        """Posten als Text, die ersten `hoechstens`; die Summe zählt alle."""
        zeilen = [[*zeile[:3], *map(vzae, zeile[3:])] for zeile in self.posten[:hoechstens]]
        summe = ["zusammen", "", "", *self.am_tag.summenzeile[1:]]
        return Tabelle(POSTEN, zeilen, POSTEN[3:], summe, "VZÄ je Träger, Aufgabe und Quelle", karten=True)

    def blaetter(self) -> list[mappe.Blatt]:
        """Blätter der XLSX mit echten Zahlen, jede Zerlegung eines."""
        tafeln = [("Stichtag je Träger", self.am_tag), ("Kurven im Verlauf", self.verlauf.tafel)]
        tafeln += [(tafel.titel.removeprefix("VZÄ "), tafel) for tafel in self.verteilungen]
        return [_mappenblatt("Posten am Stichtag", POSTEN, self.posten, 3)] + [
            _mappenblatt(
                n,
                [t.zeilenkopf or "Merkmal", *t.spalten],
                [[_tag(z), *w] for z, w in zip(t.zeilen, t.werte, strict=True)],
                1,
            )
            for n, t in tafeln
        ]


TAG = re.compile(r"(?:(\d\d)\.)?(\d\d)[./](\d{4})")


def _tag(kopf: str) -> date | str:
    """Eine Zeile, die nach einem Tag oder Monat heißt („ab 03/2026“), beginnt in Excel mit diesem Tag: So lässt sich danach filtern."""
    gelesen = TAG.fullmatch(kopf)
    return date(int(gelesen[3]), int(gelesen[2]), int(gelesen[1] or 1)) if gelesen else kopf


def _mappenblatt(titel: str, kopf: list[str], zeilen: list[list[Any]], worte: int) -> mappe.Blatt:
    """Die ersten `worte` Spalten sind Text, die anderen VZÄ."""
    weisen = [mappe.WIE_DER_TYP] * worte + [SCHREIBWEISEN["vzae"]] * (len(kopf) - worte)
    return mappe.Blatt(titel, kopf, zeilen, weisen, fest="B2")


def blatt(plan: Stellenplan, kreise: Collection[str], wort: str, merkmale: dict[str, str], heute: date) -> Blatt:
    """Das Blatt zu einer Auswahl; `wort` nennt, was gezählt wird."""
    verlauf = plan.verlauf(kreise, wort=wort, **merkmale)
    posten = passend(plan.posten, kreise, merkmale)
    return Blatt(
        am_tag=plan.je_traeger(kreise, **merkmale),
        verlauf=verlauf,
        abschnitte=verlauf_tabelle(verlauf),
        verteilungen=[plan.verteilung(m, WORTE[m], kreise, **merkmale) for m in WORTE if m not in merkmale],
        posten=[[p.traeger, WORTE["aufgabe"](p.aufgabe), WORTE["quelle"](p.quelle), *p.umfang] for p in posten],
        heute=heute,
    )


def dateiname(plan: Stellenplan, endung: str) -> str:
    """Mit dem Stichtag im Namen, als Mappe wie als PDF."""
    return datei("vzae-uebersicht", endung, plan.am)


def angaben(plan: Stellenplan, auswahl: list[tuple[str, str]], von: str, kuenftig: bool) -> mappe.Angaben:
    """Was die Mappe zeigt, in den Worten der Seite."""
    zeit = [("Stichtag", plan.am), ("Kurven", str(plan.zeitraum))]
    return mappe.Angaben("Übersicht VZÄ", [*zeit, *auswahl], von, (HINWEIS, KUENFTIG if kuenftig else ""))
