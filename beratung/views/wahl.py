"""Die richtige Akte: zuletzt geöffnet, die eigenen, oder suchen – vorgewählt ist nie jemand, und kein Name steht in der Adresse."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from arge.daten.suche import name_passt
from arge.zahlen.format import datum, name
from traeger.zugang import Zugang
from traeger.zugang.einsicht import zuletzt_geoeffnet

#: Mehr liest niemand durch: Wer mehr Fälle hat, tippt einen Namen.
HOECHSTENS = 50
TREFFER = 20


@dataclass(frozen=True)
class Wahlpunkt:
    """Eine Akte zur Wahl: Name, Alter oder Jahrgang, Nummer, letzter Kontakt."""

    pk: int
    name: str
    zusatz: str


def zur_wahl(
    bereich: Any, zugang: Zugang, heute: date, *, suche: str = "", ohne: int | None = None
) -> dict[str, list[Wahlpunkt]]:
    """Überschrift → Akten; mit `suche` (Name, Fallnummer, Geburtsjahr) die Treffer, laufende zuerst. `ohne`: diese nicht."""
    akten = bereich.modell.objects.fuer(zugang).mit_stand(heute).select_related("person").exclude(pk=ohne)
    if suche:
        treffer = akten.filter(akte_passt(suche, heute)).order_by("person__suchname", "pk")
        return {
            "Laufende Fälle": _punkte(bereich, treffer.laufend(heute)[:TREFFER]),
            "Abgeschlossene Fälle": _punkte(bereich, treffer.filter(abgeschlossen_am__isnull=False)[:TREFFER]),
        }
    nummern = zuletzt_geoeffnet(zugang, bereich.wort, hoechstens=5)
    meine = bereich.modell.objects.zustaendig(zugang.benutzer_id, heute).fuer(zugang).values("pk")
    laufend = akten.laufend(heute).filter(Q(pk__in=nummern) | Q(pk__in=meine))
    letzter = F(bereich.modell.ZULETZT).desc(nulls_last=True)
    gefunden = {akte.pk: akte for akte in laufend.order_by(letzter, "-pk")[: HOECHSTENS + len(nummern)]}
    return {
        "Zuletzt geöffnet": _punkte(bereich, [gefunden[pk] for pk in nummern if pk in gefunden]),
        "Ihre laufenden Fälle": _punkte(bereich, [akte for pk, akte in gefunden.items() if pk not in nummern]),
    }


def akte_passt(suche: str, heute: date) -> Q:
    """Jedes Wort passt: eine Zahl zwischen 1900 und diesem Jahr ist ein Geburtsjahr oder eine Nummer, andere Zahlen eine Nummer."""
    passt, namen = Q(), []
    for wort in suche.split():
        if wort.isdecimal() and len(wort) < 12:
            nummer = Q(pk=int(wort))
            jahr = Q(person__geburtsdatum__year=int(wort)) if 1900 <= int(wort) <= heute.year else Q()
            passt &= nummer | jahr if jahr else nummer
        else:
            namen.append(wort)
    return passt & name_passt(" ".join(namen), "person__suchname") if namen else passt


def _punkte(bereich: Any, akten: Iterable[Any]) -> list[Wahlpunkt]:
    return [Wahlpunkt(akte.pk, name(akte.person.nachname, akte.person.vorname), _zusatz(bereich, akte)) for akte in akten]


def _zusatz(bereich: Any, akte: Any) -> str:
    """„geboren 1990 · MBE-Fall 12 · zuletzt 02.03.2026“."""
    zuletzt = getattr(akte, bereich.modell.ZULETZT)
    geboren = akte.person.geburtsdatum
    return " · ".join(
        filter(
            None,
            (
                f"geboren {geboren.year}" if geboren else "",
                f"{bereich.wort} {akte.pk}",
                f"abgeschlossen am {datum(akte.abgeschlossen_am)}" if akte.abgeschlossen_am else "",
                f"zuletzt {datum(zuletzt)}" if zuletzt else "noch nie beraten",
            ),
        )
    )
