"""Besetzung über mehrere Zeilen prüfen, bevor die Datenbank es tut: dieselben Regeln, mit Zeilennummern (Fachmodell 1).

Die Garantie bleibt die Datenbank (Migration 0007). Hier geht es um den Satz, der sagt, welche Zeile einer Datei gemeint ist.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import nsmallest
from typing import Any, NamedTuple

from arge.zahlen.format import datum, spanne, vzae
from arge.zahlen.zeitraum import Zeitraum, satz_wer_da_war, tag_danach
from traeger.begriffe import Arbeitsfeld
from traeger.konto.regeln import erste_luecke
from traeger.stellen.regeln import NULL

EINS = Decimal(1)


def satz_durchgehend_da(wer: str, tage: tuple[date, date], dabei: Sequence[Zeitraum]) -> str | None:
    """Ob jemand an allen Tagen beschäftigt ist: dieselbe Frage wie `satz_wer_da_war`, am ersten und am letzten.

    Riegel ist die Datenbank (`beschaeftigung_pruefen`), auch wenn sich die Beschäftigung später ändert.
    """
    return satz_wer_da_war(wer, tage[0], *dabei) or satz_wer_da_war(wer, tage[1], *dabei)


def ende_in_beschaeftigung(bis: date | None, dabei: Sequence[Zeitraum], *, heute: date) -> date | None:
    """Wie lange etwas, das bis zu einem Tag (ohne: bis auf Weiteres) gilt, bei dieser Fachkraft gelten kann.

    Ein offenes Ende bleibt offen, solange ihr letzter Tag nicht vorbei ist: Befristet Beschäftigte bekommen Fälle ohne Ende, und
    wird verlängert, bleibt alles, wie es ist. Danach ist ihr letzter Tag auch der letzte dafür.
    """
    letzter = dabei[-1].bis
    if letzter is None or (bis is None and letzter >= heute):
        return bis
    return letzter if bis is None else min(bis, letzter)


def ohne_feld(wer: str) -> str:
    """Wer an keinem Tag ein Arbeitsfeld führt, hat nichts, worin ihn jemand vertreten könnte."""
    return f"{wer} führt in dieser Zeit kein Arbeitsfeld: weder als Fachkraft mit Konto noch in einer Besetzung."


def erstes_fremdes_feld(
    wer: str, felder: Iterable[str], gefuehrt: Mapping[str, Sequence[tuple[date, date | None]]], tage: tuple[date, date]
) -> str | None:
    """Eine Vertretung gibt an keinem Tag mehr, als die vertretene Fachkraft an diesem Tag hat (Fachmodell 0); sonst der Satz.

    `gefuehrt`: Arbeitsfeld → Zeiträume, in denen die vertretene Fachkraft es führt.
    """
    for feld in felder:
        luecke = erste_luecke(gefuehrt.get(feld, ()), tage[0])
        if luecke is not None and luecke <= tage[1]:
            return f"{wer} führt {Arbeitsfeld(feld).label} am {datum(luecke)} nicht; vertreten lässt sich nur, was jemand führt."
    return None


class Fund(NamedTuple):
    """Was in einer Zeile der Datei nicht stimmt."""

    zeile: int
    spalte: str
    satz: str


class Rahmen(NamedTuple):
    """Stellenanteil oder Beschäftigung: gilt in diesem Zeitraum, fasst so viele VZÄ."""

    name: str
    zeitraum: Zeitraum
    vzae: Decimal = EINS


@dataclass(frozen=True)
class Uebergabe:
    """Was an einer Fachkraft hängt und mit ihr nicht enden darf; obere Stockwerke melden es durch Namen an (`settings.UEBERGABEN`).

    `zeilen(zugang)` sind alle Zuständigkeiten, die dieser Zugang sehen darf; `uebergeben(zeilen, fachkraft=, an=, ab=, durch=)` gibt die
    offenen ab einem Tag weiter und sagt, wie viele.
    """

    einer: str
    mehrere: str
    zeilen: Callable[..., Any]
    uebergeben: Callable[..., int]

    def in_worten(self, anzahl: int) -> str:
        """„1 MBE-Fall“, „2 MBE-Fälle“."""
        return f"{anzahl} {self.einer if anzahl == 1 else self.mehrere}"


@dataclass(frozen=True, slots=True)
class Belegung:
    """Eine Fachkraft besetzt einen Stellenanteil; `zeile` ist None, wenn es schon eingetragen ist."""

    zeile: int | None
    stelle: Hashable
    kraft: Hashable
    vzae: Decimal
    zeitraum: Zeitraum

    def __str__(self) -> str:
        woher = f"Zeile {self.zeile}" if self.zeile else "schon eingetragen"
        return f"{woher} ({vzae(self.vzae)}, {spanne(self.zeitraum.von, self.zeitraum.bis)})"


def pruefe_besetzung(
    belegungen: Sequence[Belegung], stellen: Mapping[Hashable, Rahmen], kraefte: Mapping[Hashable, Rahmen]
) -> list[Fund]:
    """Alles, was die Datenbank an diesen Belegungen abwiese, je Zeile der Datei; leer heißt: sie nimmt sie an."""
    funde = list(_ausserhalb(belegungen, stellen, kraefte))
    je_stelle, je_kraft, je_paar = defaultdict(list), defaultdict(list), defaultdict(list)
    for belegung in belegungen:
        je_stelle[belegung.stelle].append(belegung)
        je_kraft[belegung.kraft].append(belegung)
        je_paar[belegung.stelle, belegung.kraft].append(belegung)
    for paar in je_paar.values():
        funde += _doppelt(paar)
    for stelle, gruppe in je_stelle.items():
        rahmen = stellen[stelle]
        grund = f"wären im Stellenanteil „{rahmen.name}“ {{}} VZÄ besetzt, vereinbart sind {vzae(rahmen.vzae)}"
        funde += _zu_viel(gruppe, rahmen.vzae, grund)
    for kraft, gruppe in je_kraft.items():
        funde += _zu_viel(gruppe, EINS, f"hätte {kraefte[kraft].name} {{}} VZÄ, höchstens 1,0 sind möglich")
    return sorted(dict.fromkeys(funde))


def _ausserhalb(
    belegungen: Iterable[Belegung], stellen: Mapping[Hashable, Rahmen], kraefte: Mapping[Hashable, Rahmen]
) -> Iterator[Fund]:
    for b in belegungen:
        for rahmen, satz in (
            (stellen[b.stelle], "Der Stellenanteil „{}“ gilt {}; die Besetzung {} reicht darüber hinaus."),
            (kraefte[b.kraft], "{} ist {} beschäftigt; die Besetzung {} reicht darüber hinaus."),
        ):
            if b.zeile and not rahmen.zeitraum.umfasst(b.zeitraum):
                spalte = "ab" if b.zeitraum.von < rahmen.zeitraum.von else "bis"
                yield Fund(b.zeile, spalte, satz.format(rahmen.name, rahmen.zeitraum, b.zeitraum))


def _doppelt(paar: list[Belegung]) -> Iterator[Fund]:
    """Dieselbe Fachkraft im selben Stellenanteil: an jedem Tag höchstens eine Besetzung."""
    offen: Belegung | None = None
    for b in sorted(paar, key=lambda b: (b.zeitraum.von, b.zeile or 0)):
        if offen and b.zeitraum.von <= offen.zeitraum.ende:
            jung, alt = (b, offen) if (b.zeile or 0) >= (offen.zeile or 0) else (offen, b)
            if jung.zeile:
                yield Fund(jung.zeile, "ab", f"Dieselbe Fachkraft besetzt diesen Stellenanteil in dieser Zeit schon: {alt}.")
        if offen is None or b.zeitraum.ende > offen.zeitraum.ende:
            offen = b


#: So viele Funde nennt ein Stellenanteil, und so viele Beteiligte ein Fund: Wer die behebt, liest neu ein. Sonst wüchse beides im Quadrat der Zeilen.
HOECHSTENS, GENANNT = 100, 5


def _zu_viel(gruppe: Sequence[Belegung], grenze: Decimal, grund: str) -> Iterator[Fund]:
    """Jeder Tag, an dem eine Belegung beginnt und die Summe über der Grenze liegt; gemeldet an der jüngsten Zeile."""
    neue = [b.zeile for b in gruppe if b.zeile]
    if not neue:
        return
    wechsel: dict[date, Decimal] = defaultdict(Decimal)
    for b in gruppe:
        wechsel[b.zeitraum.von] += b.vzae
        if b.zeitraum.ende < date.max:
            wechsel[tag_danach(b.zeitraum.ende)] -= b.vzae
    beginnt: dict[date, list[Belegung]] = defaultdict(list)
    for b in gruppe:
        beginnt[b.zeitraum.von].append(b)
    summe, gemeldet = NULL, set()
    for tag in sorted(wechsel):
        summe += wechsel[tag]
        if summe <= grenze or tag not in beginnt:
            continue
        zeile = max((b.zeile for b in beginnt[tag] if b.zeile), default=None)
        da = [b for b in gruppe if tag in b.zeitraum]
        zeile = zeile or max((b.zeile for b in da if b.zeile), default=max(neue))
        if zeile not in gemeldet:
            gemeldet.add(zeile)
            genannt = ", ".join(str(b) for b in nsmallest(GENANNT, da, key=lambda b: b.zeile or 0))
            genannt += f" und {len(da) - GENANNT} weitere" if len(da) > GENANNT else ""
            yield Fund(zeile, "VZÄ", f"Am {datum(tag)} {grund.format(vzae(summe))}. Beteiligt: {genannt}.")
        if len(gemeldet) == HOECHSTENS:
            return
