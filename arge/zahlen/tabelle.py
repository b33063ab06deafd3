"""Eine Tabelle als benannte Struktur: Kopf, Zeilen, welche Spalten Zahlen sind, Summe, Titel (rein).

Die Vorlage setzt sie (`b.tabelle(t)`), Python füllt sie; Spalten nennt man beim Namen, nie bei der Nummer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tabelle:
    """Fertig geschriebene Werte; die erste Spalte ist der Zeilenkopf.

    `zahlen`: Namen der rechtsbündigen Spalten. `summe`: die untere Zeile, so lang wie der Kopf. `karten`: am Telefon wird
    aus jeder Zeile eine Karte. ValueError, wenn Kopf, Zeilen und Summe nicht zusammenpassen.
    """

    kopf: Sequence[str]
    zeilen: Sequence[Sequence[Any]]
    zahlen: Collection[str] = ()
    summe: Sequence[Any] | None = None
    titel: str = ""
    karten: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        reihen: Iterable[Sequence[Any]] = [*self.zeilen, *([self.summe] if self.summe is not None else [])]
        if any(len(reihe) != len(self.kopf) for reihe in reihen):
            raise ValueError(f"Tabelle „{self.titel}“: Eine Zeile ist nicht so lang wie der Kopf.")
        if fremd := set(self.zahlen) - set(self.kopf):
            raise ValueError(f"Tabelle „{self.titel}“: Diese Spalten gibt es nicht: {sorted(fremd)}.")

    def __bool__(self) -> bool:
        return bool(self.zeilen)

    def ist_zahl(self, spalte: int) -> bool:
        """Ob diese Spalte rechtsbündig steht; der Zeilenkopf nie."""
        return spalte > 0 and self.kopf[spalte] in self.zahlen
