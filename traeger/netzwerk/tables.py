"""Spalten und Summen der Netzwerk- und Öffentlichkeitsarbeit, Spalten des Partnerverzeichnisses mit der Nutzungszahl."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from arge.seite.etikett import bausteine
from arge.seite.liste import Spalte
from arge.zahlen.format import SCHREIBWEISEN, zahl
from arge.zahlen.tabelle import Tabelle
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import NetzwerkArt
from traeger.netzwerk.kennzahlen import NETZWERK_ERREICHT, NETZWERK_STUNDEN
from traeger.netzwerk.regeln import Nennung

SUMMEN = ["Einträge", "Stunden", "Erreichte"]
IMMER = Zeitraum(date.min, date.max)

TRAEGER = Spalte("traeger__kurzname", "Träger", sortierbar=True)


def netzwerk_spalten(*, darf: bool, viele: bool) -> list[Spalte]:
    """Spalten; bearbeiten kann nur, wer erfassen darf, und den Träger nennt die Liste nur, wo es mehrere gibt."""
    return [
        Spalte("thema", "Thema", link="traeger:netzwerk-bearbeiten" if darf else None),
        Spalte("am", "Datum", format="datum", sortierbar=True),
        *([TRAEGER] if viele else []),
        Spalte("art", "Art"),
        Spalte("dauer_minuten", "Minuten", zahl=True, sortierbar=True),
        Spalte("anzahl_erreicht", "Erreichte", zahl=True, sortierbar=True),
        Spalte("partnernamen", "Partner", format=lambda namen: ", ".join(namen or []) or "–"),
    ]


def netzwerk_summen(zeilen: Any) -> dict[str, Tabelle]:
    """TR-07 und TR-08 über genau die gezeigten gültigen Zeilen, je Art und je Monat, in einer Abfrage."""
    gruppen = zeilen.filter(storniert_am__isnull=True).order_by().values_list("art", TruncMonth("am")).annotate(
        n=Count("pk"), std=NETZWERK_STUNDEN.aggregat(IMMER), erreicht=NETZWERK_ERREICHT.aggregat(IMMER)
    )  # fmt: skip
    je_art: dict[Hashable, list[Any]] = {}
    je_monat: dict[Hashable, list[Any]] = {}
    gesamt = [0, NETZWERK_STUNDEN.null, NETZWERK_ERREICHT.null]
    for art, monat, *werte in gruppen:
        for ziel in (je_art.setdefault(art, [0, 0, 0]), je_monat.setdefault(monat, [0, 0, 0]), gesamt):
            ziel[:] = [bisher + neu for bisher, neu in zip(ziel, werte, strict=True)]
    zusammen = _zeile("zusammen", gesamt)
    arten = [_zeile(art.label, je_art[art]) for art in NetzwerkArt if art in je_art]
    monate = [_zeile(f"{monat:%m/%Y}", werte) for monat, werte in sorted(je_monat.items(), reverse=True)]
    return {
        "je_art": Tabelle(["Art", *SUMMEN], arten, SUMMEN, zusammen, "Summen der gezeigten Einträge"),
        "je_monat": Tabelle(["Monat", *SUMMEN], monate, SUMMEN, zusammen, "Summen je Monat"),
    }


def _zeile(wort: str, werte: list[Any]) -> list[str]:
    anzahl, std, erreicht = werte
    dauer = SCHREIBWEISEN[NETZWERK_STUNDEN.schreibweise]  # wie auf „Kennzahlen“ und im Nachweis
    return [wort, zahl(anzahl), dauer(std), zahl(erreicht)]


def _stand(ist_aktiv: bool) -> Any:
    return bausteine().badge("angeboten" if ist_aktiv else "stillgelegt", "success" if ist_aktiv else "neutral")


def nennungen_tabelle(nennungen: list[Nennung], *, mit_eigenen: bool) -> Tabelle:
    """Je Art von Zeilen, wie oft sie den Partner nennt."""
    zahlen = ["alle Träger", *(["davon bei uns"] if mit_eigenen else [])]

    def zeile(wort: str, alle: int, eigene: int) -> list[str]:
        return [wort, zahl(alle), *([zahl(eigene)] if mit_eigenen else [])]

    zeilen = [zeile(n.quelle, n.alle, n.eigene) for n in nennungen]
    summe = zeile("zusammen", sum(n.alle for n in nennungen), sum(n.eigene for n in nennungen))
    return Tabelle(["Worin", *zahlen], zeilen, zahlen, summe)


def partner_spalten(nutzung: dict[int, list[Nennung]], *, mit_eigenen: bool) -> list[Spalte]:
    """Spalten; die Nutzung ist schon gezählt, je Partner eine Zahl über alle Träger und eine über die eigenen Zeilen."""

    def alle(pk: int) -> int:
        return sum(nennung.alle for nennung in nutzung.get(pk, ()))

    def eigene(pk: int) -> int:
        return sum(nennung.eigene for nennung in nutzung.get(pk, ()))

    return [
        Spalte("name", "Name", link="traeger:partner-detail", sortierbar=True),
        Spalte("beschreibung", "Wofür"),
        Spalte("id", "Genannt", wert=alle, format="zahl", zahl=True),
        *([Spalte("id", "davon bei uns", wert=eigene, format="zahl", zahl=True)] if mit_eigenen else []),
        Spalte("ansprechperson", "Person"),
        Spalte("ist_aktiv", "Stand", format=_stand),
    ]
