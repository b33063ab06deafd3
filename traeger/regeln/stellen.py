"""Summen und Stufen der Stellenanteile (Fachmodell 1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from arge.zeitraum import TAG

NULL = Decimal(0)


class Umfang(NamedTuple):
    """Die drei Kurven an einem Tag, in VZÄ."""

    vereinbart: Decimal = NULL
    bewilligt: Decimal = NULL
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
    return Umfang(*(sum(spalte, NULL) for spalte in zip(*passend, strict=True))) if passend else Umfang()


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


class Wechsel(NamedTuple):
    """Ab `ab` gilt `nachher` statt `vorher`."""

    ab: date
    vorher: Decimal
    nachher: Decimal


def wechsel(stufen: Sequence[Stufe], nach: date, bis: date) -> list[Wechsel]:
    """Jeder Tag nach `nach` bis einschließlich `bis`, an dem sich die Summe ändert, in zeitlicher Folge."""
    tage = {stufe.von for stufe in stufen} | {stufe.bis + TAG for stufe in stufen if stufe.bis and stufe.bis < date.max}
    paare = [Wechsel(tag, stand(stufen, tag - TAG), stand(stufen, tag)) for tag in sorted(tage) if nach < tag <= bis]
    return [w for w in paare if w.vorher != w.nachher]


def monatserste(von: date, bis: date) -> list[date]:
    """Jeder Monatserste von … bis, beide Monate eingeschlossen."""
    anzahl = (bis.year - von.year) * 12 + bis.month - von.month + 1
    nummern = [von.year * 12 + von.month - 1 + i for i in range(anzahl)]
    return [date(nummer // 12, nummer % 12 + 1, 1) for nummer in nummern]
