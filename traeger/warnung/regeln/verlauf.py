"""Seit wann eine Lage ohne Unterbrechung besteht, und wie groß sie in dieser Zeit war: Ein Satz nennt nie den Betrag eines
anderen Tages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from arge.zahlen.format import datum, vzae
from arge.zahlen.zeitraum import tag_danach, tag_davor
from traeger.stellen.regeln import Stufe


def _raender(beginn: date, heute: date, stufen: Iterable[Stufe]) -> list[date]:
    """`beginn` und jeder spätere Tag bis heute, an dem eine Stufe anfängt oder aufgehört hat, in zeitlicher Folge."""
    raender = {tag for s in stufen for tag in (s.von, tag_danach(s.bis) if s.bis and s.bis < date.max else s.von)}
    return sorted({beginn, *(tag for tag in raender if beginn < tag <= heute)})


def seit(beginn: date, heute: date, stufen: Iterable[Stufe], trifft: Callable[[date], bool]) -> date | None:
    """Erster Tag, ab dem `trifft` ohne Unterbrechung bis heute gilt; None, wenn es heute nicht gilt.

    `trifft` ändert sich nur an den Rändern der Stufen und nie vor `beginn`.
    """
    erster = None
    for tag in reversed(_raender(beginn, heute, stufen)):
        if not trifft(tag):
            break
        erster = tag
    return erster


def verlauf(ab: date, heute: date, stufen: Iterable[Stufe], wort: Callable[[date], str]) -> list[str]:
    """Was von `ab` bis heute galt, je Zeitraum: „0,6 vom 01.01.2026 bis 31.03.2026“, „0,9 seit 01.04.2026“."""
    teile: list[tuple[date, str]] = []
    for tag in _raender(ab, heute, stufen):
        if not teile or teile[-1][1] != wort(tag):
            teile.append((tag, wort(tag)))
    enden = [tag_davor(danach) for danach, _ in teile[1:]]
    return [f"{was} {_zeit(von, bis)}" for (von, was), bis in zip(teile, [*enden, None], strict=True)]


def _zeit(von: date, bis: date | None) -> str:
    return f"vom {datum(von)} bis {datum(bis)}" if bis else f"seit {datum(von)}"


def zu_wenig_gemeldet(meldungen: Sequence[Stufe], soll: Decimal) -> list[Stufe]:
    """Die letzten Meldungen, die lückenlos unter dem Soll liegen; leer, wenn die jüngste es erreicht."""
    reihe: list[Stufe] = []
    for m in sorted(meldungen, key=lambda m: m.bis or date.max, reverse=True):
        if m.vzae >= soll or (reihe and m.bis != tag_davor(reihe[0].von)):
            break
        reihe.insert(0, m)
    return reihe


def gemeldet_wort(reihe: Sequence[Stufe]) -> str:
    """„0,15 VZÄ vom 01.07.2026 bis 30.09.2026“, mehrere mit Komma."""
    return ", ".join(f"{vzae(m.vzae)} VZÄ {_zeit(m.von, m.bis)}" for m in reihe)
