"""Spalten der Listen und Tabellen des Integrationsmanagements."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from arge.seite.liste import Spalte
from arge.zahlen.format import datum, prozent, vzae, zahl
from arge.zahlen.statistik import Tafel
from arge.zahlen.tabelle import Tabelle
from integrationsmanagement.begriffe import Handlungsfeld
from integrationsmanagement.kennzahlen import Auslastungsbild
from integrationsmanagement.regeln import Auslastung


def felder_worte(werte: list[str] | None) -> str:
    """„Sprache, Wohnung“ statt der Schlüssel."""
    return ", ".join(str(Handlungsfeld(wert).label) for wert in werte or []) or "ohne Handlungsfeld"


FAELLE = [
    Spalte(
        ("person__nachname", "person__vorname"), "Person", format="name", link="integrationsmanagement:fall-detail",
        sortierbar="person__suchname",
    ),
    Spalte("gespraech_am", "Letztes Gespräch", format="datum", sortierbar=True),
    Spalte("plan_am", "Plan vom", format="datum", sortierbar=True),
    Spalte("zustaendig", "Zuständig", sortierbar=True),
    Spalte("wohnort", "Stadtteil", sortierbar=True),
    Spalte("begonnen_am", "Beginn", format="datum", sortierbar=True),
]  # fmt: skip
#: Unter „laufende“ wäre die Spalte leer.
FAELLE_MIT_ABSCHLUSS = [*FAELLE, Spalte("abgeschlossen_am", "Abgeschlossen", format="datum", sortierbar=True)]
GESPRAECHE = [
    Spalte(
        ("fall__person__nachname", "fall__person__vorname"), "Person", format="name",
        link="integrationsmanagement:fall-detail", link_feld="fall_id", sortierbar="fall__person__suchname",
    ),
    Spalte("am", "Datum", format="datum", sortierbar=True),
    Spalte("form", "Form"),
    Spalte("dauer_minuten", "Minuten", zahl=True, sortierbar=True),
    Spalte("anzahl_angehoerige", "Angehörige", zahl=True),
    Spalte("handlungsfelder", "Handlungsfelder", format=felder_worte),
    Spalte(("fachkraft__nachname", "fachkraft__vorname"), "Fachkraft", format="kurzname", sortierbar="fachkraft__suchname"),
]  # fmt: skip

AUSLASTUNG = ["externe Fälle", "besetzte VZÄ", "Fälle je VZÄ"]
KOPF = ["externe Fälle", "Stand am", "besetzte VZÄ", "Fälle je VZÄ"]


def _zeile(name: str, a: Auslastung, am: date | None) -> list[str]:
    je = "–" if a.je_vzae is None else zahl(a.je_vzae, 1)
    return [name, zahl(a.faelle), datum(am) if am else "wie je Zeile", vzae(a.vzae), je, a.formel, a.urteil]


def auslastung_tafel(bild: Auslastungsbild) -> Tafel:
    """Fälle je VZÄ als Tafel für das Balkendiagramm; ohne Stelle steht nichts."""
    zehntel = Decimal("0.1")
    werte = {
        name: None if a.je_vzae is None else a.je_vzae.quantize(zehntel, ROUND_HALF_UP) for name, a in bild.traeger.items()
    }
    return Tafel.liste(
        werte, titel="Externe IM-Fälle je besetzter VZÄ", zaehlgroesse="Fälle je VZÄ", summe=False, additiv=False,
        schreibweise="dezimal", kuerzel="IM-09", zeilenkopf="Träger",
    )  # fmt: skip


def gebietsbild(bild: Auslastungsbild) -> Tafel:
    """Was auf der Seite je Stadtteil steht, eigene Zahlen vor den gerundeten der anderen: dieselbe Tafel für Bild und Tabelle."""
    eigene, fremde = [bild.eigener] if bild.eigener else [], bild.gebiete
    kopf = {name: f"{name} am {datum(bild.am)}" for name in eigene}
    kopf |= {name: f"{name} am {datum(bild.gebiete_am)}" for name in fremde.spalten}
    werte = {(s, kopf[name]): anzahl for s, anzahl in bild.eigene_gebiete.items() for name in eigene}
    werte |= {(s, kopf[name]): fremde.wert(s, name) for s in fremde.zeilen for name in fremde.spalten}
    return Tafel.aus(
        werte, titel="Externe IM-Fälle je Stadtteil der Wohnung", zaehlgroesse="Fälle", summen="keine", kuerzel="IM-08",
        zeilen=sorted({*fremde.zeilen, *bild.eigene_gebiete, *bild.zustaendig}), spalten=list(kopf.values()),
        zeilenkopf="Stadtteil",
    )  # fmt: skip


def auslastung_tabellen(bild: Auslastungsbild, fachkraefte: list[tuple[str, Auslastung]]) -> dict[str, Any]:
    """Alle Tabellen der Auslastungsseite; jede Zahl kommt aus `bild`, hier wird nur geschrieben."""
    eigene = [bild.eigener] if bild.eigener else []
    gebiete = gebietsbild(bild)
    spalten = list(gebiete.spalten)

    def gebiet(stadtteil: str, werte: list[str]) -> list[str]:
        namen = [f"{name} (bei Bedarf)" if bedarf else name for name, bedarf in bild.zustaendig.get(stadtteil, [])]
        return [stadtteil, ", ".join(namen) or "–", *werte]

    rest = ["Formel", "Stand zum Schlüssel"]
    summe = [*(zahl(sum(bild.eigene_gebiete.values())) for _ in eigene), *map(zahl, bild.gebiete.spaltensummen or ())]
    return {
        "je_traeger": Tabelle(
            ["Träger", *KOPF, *rest],
            [_zeile(name, a, bild.am if name == bild.eigener else bild.fremd_am) for name, a in bild.traeger.items()], AUSLASTUNG,
            _zeile("zusammen", bild.zusammen, None if bild.eigener and bild.am != bild.fremd_am else bild.fremd_am), "Zähler, Nenner und Formel", karten=True,
        ),
        "fachkraefte": Tabelle(
            ["Fachkraft", *KOPF, *rest], [_zeile(name, a, bild.am) for name, a in fachkraefte], AUSLASTUNG,
            titel="Fälle nach Zuständigkeit an diesem Tag", karten=True,
        ),
        "gebiete": Tabelle(
            ["Stadtteil", "zuständig", *spalten], [gebiet(stadtteil, werte) for stadtteil, *werte in gebiete.textzeilen], spalten,
            ["zusammen", "", *summe], gebiete.titel, karten=True,
        ),
        "rundung": bild.gebiete.rundung,
        "anteil": _anteil(bild.zusammen),
    }  # fmt: skip


def _anteil(a: Auslastung) -> str:
    if not a.vzae:
        return "–"
    return prozent(a.faelle / (a.schluessel * a.vzae), 0)
