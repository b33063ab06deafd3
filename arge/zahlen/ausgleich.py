"""Ganzzahliger Ausgleich: Änderungen, die jede Gleichung erfüllen und nie kleiner sind als die Mindestfallzahl (rein).

Gesucht sind ganze Zahlen, je Unbekannter null oder mindestens die Schwelle, so nah wie möglich an ihren Zielen (HiGHS). Null überall geht
immer, wo die Gleichungen null ergeben.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import highspy
import numpy as np

#: So lange wird gesucht; dann gilt das Beste bis dahin. Die Knoten sind das eigentliche Maß: Sie sind auf jeder Maschine gleich.
KNOTEN, SEKUNDEN = 5_000, 10.0


@dataclass
class Zahl:
    """Eine Unbekannte: um wie viel sich eine Zahl ändert.

    `alt`: was sie war, wenn man es weiß. `wahr`: ihre wirkliche Änderung; None, wenn niemand sie zeigt. `ziel`: wohin sie soll; None, wo sie aus
    anderen folgt. `koepfe`: Sie zählt Köpfe, 1 bis unter die Mindestfallzahl stünde darum nie da. `fest`: Sie ändert sich nicht.
    """

    alt: Fraction | None = None
    wahr: Fraction | None = None
    ziel: Fraction | None = None
    koepfe: bool = False
    fest: bool = False


class Ausgleich:
    """Ein ganzzahliges Programm, gerechnet im kleinsten Teil, der vorkommt (Stunden in Minuten)."""

    def __init__(
        self, zahlen: Mapping[Hashable, Zahl], gleichungen: Sequence[tuple[Mapping[Hashable, int], Fraction]], schwelle: int
    ) -> None:
        werte = [w for zahl in zahlen.values() for w in (zahl.alt, zahl.wahr) if w is not None]
        self._nenner = lcm(*(wert.denominator for wert in werte))
        self._schwelle = schwelle * self._nenner
        self._zahlen = zahlen
        self._gleichungen = [(glieder, self._ganz(summe)) for glieder, summe in gleichungen]
        # Weiter als alle wirklichen Änderungen zusammen muss sich nichts bewegen; enge Schranken halten das Programm genau.
        bewegt = sum(self._ganz(abs(zahl.wahr)) for zahl in zahlen.values() if zahl.wahr)
        self._weit = 2 * self._schwelle + bewegt + sum(abs(summe) for _, summe in self._gleichungen)

    def _ganz(self, wert: Fraction) -> int:
        return int(wert * self._nenner)

    def loesung(self) -> dict[Hashable, Fraction]:
        """Die beste gefundene Änderung, nachgerechnet in ganzen Zahlen; hielte sie nicht, bliebe alles stehen."""
        gefunden = self._gerechnet()
        if gefunden is None or not self.erfuellt(gefunden):
            return {}
        return {ort: Fraction(wert, self._nenner) for ort, wert in gefunden.items()}

    def erfuellt(self, aenderung: Mapping[Hashable, int]) -> bool:
        return all(
            sum(gewicht * aenderung[ort] for ort, gewicht in glieder.items()) == summe
            for glieder, summe in self._gleichungen
        ) and all(self._darf(zahl, aenderung[ort]) for ort, zahl in self._zahlen.items())

    def _darf(self, zahl: Zahl, aenderung: int) -> bool:
        if 0 < abs(aenderung) < self._schwelle or (zahl.fest and aenderung):
            return False
        if zahl.alt is None or not aenderung:
            return True
        alt = self._ganz(zahl.alt)
        return alt + aenderung >= (self._schwelle if zahl.koepfe and alt >= self._schwelle and alt + aenderung else 0)

    def _gerechnet(self) -> dict[Hashable, int] | None:
        programm: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, wert in (
            ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6),
            ("mip_feasibility_tolerance", 1e-9), ("primal_feasibility_tolerance", 1e-9),
            ("mip_max_nodes", KNOTEN), ("time_limit", SEKUNDEN),
        ):  # fmt: skip
            programm.setOptionValue(name, wert)
        platz = {ort: self._unbekannte(programm, nummer, zahl) for nummer, (ort, zahl) in enumerate(self._zahlen.items())}
        for glieder, summe in self._gleichungen:
            _zeile(programm, summe, summe, {platz[ort]: gewicht for ort, gewicht in glieder.items()})
        programm.run()
        if programm.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        werte = programm.getSolution().col_value
        return {ort: round(werte[stelle]) for ort, stelle in platz.items()}

    def _unbekannte(self, programm: Any, nummer: int, zahl: Zahl) -> int:
        """Legt die Änderung einer Zahl an: null, oder mindestens die Schwelle hinauf oder hinab, und nie unter null."""
        s, weit = self._schwelle, 0 if zahl.fest else self._weit
        alt = weit if zahl.alt is None else self._ganz(zahl.alt)
        tiefst = -min(weit, alt)
        d = _spalte(programm, tiefst, weit)
        # Eine kleine Änderung bleibt weg, statt auf die Schwelle aufgerundet zu werden – außer sie lässt anderswo viel mehr stimmen.
        ziel = None if zahl.ziel is None else self._ganz(zahl.ziel)
        preis = s if ziel is not None and abs(ziel) < s else 0
        hinauf, hinab = _spalte(programm, 0, 1, preis), _spalte(programm, 0, 1, preis)
        _zeile(programm, 0, highspy.kHighsInf, {d: 1, hinauf: -s, hinab: weit})
        _zeile(programm, -highspy.kHighsInf, 0, {d: 1, hinauf: -weit, hinab: s})
        _zeile(programm, 0, 1, {hinauf: 1, hinab: 1})
        if zahl.alt is not None and zahl.koepfe and alt >= s:
            leer = _spalte(programm, 0, 1)  # entweder niemand mehr, oder mindestens so viele wie die Schwelle
            _zeile(programm, s - alt, highspy.kHighsInf, {d: 1, leer: s})
            _zeile(programm, -highspy.kHighsInf, weit, {d: 1, leer: weit + alt})
        if ziel is not None:
            # Unter gleich nahen Lösungen gilt die, in der die vorderen Zahlen genauer sind.
            abstand = _spalte(programm, 0, highspy.kHighsInf, 1.01 - 0.01 * nummer / len(self._zahlen))
            _zeile(programm, -highspy.kHighsInf, ziel, {d: 1, abstand: -1})
            _zeile(programm, ziel, highspy.kHighsInf, {d: 1, abstand: 1})
        return d


def _spalte(programm: Any, unten: float, oben: float, kosten: float = 0.0) -> int:
    nummer = int(programm.getNumCol())
    programm.addVar(unten, oben)
    programm.changeColCost(nummer, kosten)
    programm.changeColIntegrality(nummer, highspy.HighsVarType.kInteger)
    return nummer


def _zeile(programm: Any, unten: float, oben: float, glieder: Mapping[int, int]) -> None:
    plaetze = np.array(list(glieder), dtype=np.int32)
    programm.addRow(unten, oben, len(plaetze), plaetze, np.array(list(glieder.values()), dtype=float))
