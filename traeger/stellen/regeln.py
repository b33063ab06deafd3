"""Summen und Stufen der Stellenanteile (Fachmodell 1)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from arge.zahlen.zeitraum import monatsende, tag_danach, tag_davor

NULL = Decimal(0)


class Umfang(NamedTuple):
    """Die drei Kurven an einem Tag, in VZÄ; `bewilligt` ist None, wo kein Bescheid erfasst ist (das ist nicht null bewilligt)."""

    vereinbart: Decimal = NULL
    bewilligt: Decimal | None = NULL
    besetzt: Decimal = NULL

    @property
    def unbesetzt(self) -> Decimal:
        """Vereinbart, aber nicht besetzt; negativ heißt: mehr besetzt als vereinbart."""
        return self.vereinbart - self.besetzt


@dataclass(frozen=True, slots=True)
class Posten:
    """Umfang eines Trägers in einer Aufgabe aus einer Quelle; `kreis` sagt, wozu er gezählt wird."""

    traeger: str
    aufgabe: str
    quelle: str
    kreis: str
    umfang: Umfang


def summe(posten: Iterable[Posten], **merkmale: str) -> Umfang:
    """Summe der Posten mit diesen Merkmalen (`traeger=…`, `aufgabe=…`, `quelle=…`, `kreis=…`)."""
    passend = [p.umfang for p in posten if all(getattr(p, name) == wert for name, wert in merkmale.items())]
    bewilligt = [u.bewilligt for u in passend if u.bewilligt is not None]
    return Umfang(
        sum((u.vereinbart for u in passend), NULL),
        sum(bewilligt, NULL) if bewilligt or not passend else None,
        sum((u.besetzt for u in passend), NULL),
    )


class Stufe(NamedTuple):
    """Ein Umfang, der von … bis (einschließlich, None = offen) gilt."""

    von: date
    bis: date | None
    vzae: Decimal

    def gilt(self, am: date) -> bool:
        return self.von <= am and (self.bis is None or am <= self.bis)


def stand(stufen: Iterable[Stufe], am: date) -> Decimal:
    """Summe aller Stufen, die an diesem Tag gelten."""
    return sum((stufe.vzae for stufe in stufen if stufe.gilt(am)), NULL)


class Abschnitt(NamedTuple):
    """Eine Stufe mit ihrer Herkunft: welche Kurve, welcher Träger, welche Aufgabe, Quelle und welcher Kreis."""

    kurve: str
    traeger: str
    aufgabe: str
    quelle: str
    kreis: str
    stufe: Stufe


class Bescheide:
    """Ab wann ein Träger Bescheide über Stellen erfasst hat; davor ist „bewilligt“ unbekannt, nicht null."""

    def __init__(self, seit: Mapping[str, date]) -> None:
        self.seit = seit

    def erfasst(self, am: date, *traeger: str) -> bool:
        """Ob an diesem Tag für einen dieser Träger etwas erfasst sein kann; ohne Angabe für irgendeinen."""
        return any(seit <= am for name, seit in self.seit.items() if not traeger or name in traeger)


def posten_am(abschnitte: Iterable[Abschnitt], am: date, bescheide: Bescheide) -> list[Posten]:
    """Vereinbart, bewilligt, besetzt je Träger × Aufgabe × Quelle × Kreis an einem Tag, in fester Folge."""
    stellen: dict[tuple[str, str, str, str], dict[str, Decimal]] = {}
    for kurve, traeger, aufgabe, quelle, kreis, stufe in abschnitte:
        if stufe.gilt(am):
            werte = stellen.setdefault((traeger, aufgabe, quelle, kreis), {})
            werte[kurve] = werte.get(kurve, NULL) + stufe.vzae
    return [
        Posten(
            *merkmale,
            Umfang(w.get("vereinbart", NULL), _bewilligt(w, bescheide.erfasst(am, merkmale[0])), w.get("besetzt", NULL)),
        )
        for merkmale, w in sorted(stellen.items())
    ]


def _bewilligt(werte: Mapping[str, Decimal], ist_erfasst: bool) -> Decimal | None:
    """Null, wo keiner gilt, aber welche erfasst sind; sonst unbekannt."""
    return werte.get("bewilligt", NULL if ist_erfasst else None)


class Treppe:
    """Die Summe vieler Stufen über die Zeit: einmal sortiert, danach jeder Tag ein Griff (zehn Jahre, 200 Träger)."""

    def __init__(self, stufen: Iterable[Stufe]) -> None:
        wechsel_am: dict[date, Decimal] = {}
        for von, bis, umfang in stufen:
            wechsel_am[von] = wechsel_am.get(von, NULL) + umfang
            if bis is not None and bis < date.max:
                wechsel_am[tag_danach(bis)] = wechsel_am.get(tag_danach(bis), NULL) - umfang
        self.tage = sorted(tag for tag, sprung in wechsel_am.items() if sprung)
        self.staende = list(accumulate(wechsel_am[tag] for tag in self.tage))

    def am(self, tag: date) -> Decimal:
        """Stand an diesem Tag."""
        stelle = bisect_right(self.tage, tag)
        return self.staende[stelle - 1] if stelle else NULL

    def wechsel(self, nach: date, bis: date) -> list["Wechsel"]:
        """Jeder Tag nach `nach` bis einschließlich `bis`, an dem sich die Summe ändert, in zeitlicher Folge."""
        return [Wechsel(tag, self.am(tag_davor(tag)), self.am(tag)) for tag in self.tage if nach < tag <= bis]


class Wechsel(NamedTuple):
    """Ab `ab` gilt `nachher` statt `vorher`."""

    ab: date
    vorher: Decimal
    nachher: Decimal


def wechsel(stufen: Iterable[Stufe], nach: date, bis: date) -> list[Wechsel]:
    """Jeder Tag nach `nach` bis einschließlich `bis`, an dem sich die Summe ändert, in zeitlicher Folge."""
    return Treppe(stufen).wechsel(nach, bis)


def monate_seit(von: date, tag: date) -> float:
    """Wie viele Monate ein Tag nach dem ersten Monat liegt; der Monatserste ist ganz, der 16. eines Monats liegt bei der Hälfte."""
    ganze = (tag.year - von.year) * 12 + tag.month - von.month
    return ganze + (tag.day - 1) / monatsende(tag).day


def monatserste(von: date, bis: date) -> list[date]:
    """Jeder Monatserste von … bis, beide Monate eingeschlossen."""
    anzahl = (bis.year - von.year) * 12 + bis.month - von.month + 1
    nummern = [von.year * 12 + von.month - 1 + i for i in range(anzahl)]
    return [date(nummer // 12, nummer % 12 + 1, 1) for nummer in nummern]
