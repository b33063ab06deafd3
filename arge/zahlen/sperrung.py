"""Sekundäre Sperrung: welche Zellen außer den kleinen verborgen sein müssen, gegen Fremde und gegen Mitwissende (rein).

Veröffentlichtes ist ein Netz aus Zellen und Gleichungen (Summen, Bestand = Vorjahr + neu − abgeschlossen, Ganzes = Teil + Rest).
Wer es kennt, kann eine verborgene Zelle genau so weit verschieben, wie es eine Änderung aller verborgenen Zellen zugleich gibt,
die jede Gleichung erfüllt und keine Zelle unter null drückt. Gesucht wird die billigste solche Änderung als ganzzahliges Programm
(HiGHS); was sie anrührt und noch gezeigt würde, wird verborgen. Wer mitweiß – ein Träger seine eigenen Zahlen –, zieht sie ab: Für
ihn gilt dasselbe Netz mit dem Rest, und was ihm gehört, bewegt sich nicht.

Grenze: geschützt ist gegen Rechnen, nicht gegen jemanden, der dieses Programm für alle denkbaren Auswertungen laufen lässt.
Vorbild: BA-Regelung „Mindestfallzahl 3 und sekundäre Sperrung“.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import highspy
import numpy as np

Ort = Hashable
#: Für wen das Netz gerechnet wird: None sind alle, die nur das Veröffentlichte kennen.
Blick = str | None


@dataclass(frozen=True)
class Zelle:
    """Ein Wert und was der Schutz über ihn weiß.

    `preis`: was es kostet, ihn zu verbergen; 0 heißt, er wird nicht gezeigt; None, er steht schon anderswo und bleibt.
    `menschen`: verschiedene Menschen dahinter. `eigen`: Mitwissende → (ihr Anteil am Wert, ihre Menschen darin).
    `kennt`: wer den Wert ganz kennt, weil er nur von ihm handelt.
    """

    wert: int
    preis: int | None
    menschen: int
    eigen: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    kennt: Blick = None

    def rest(self, blick: Blick) -> tuple[int, int]:
        """(Wert, Menschen), die für diesen Blick unbekannt sind."""
        wert, menschen = self.eigen.get(blick, (0, 0)) if blick is not None else (0, 0)
        return self.wert - wert, self.menschen - menschen


@dataclass(frozen=True)
class Bedarf:
    """Eine kleine Zelle muss sich für diesen Blick um so viel verschieben lassen."""

    blick: Blick
    ort: Ort
    menge: int


class Sperrung:
    """Sucht eine Sperrung, in der jede kleine Zelle für jeden Blick 1 … Mindestfallzahl sein könnte."""

    def __init__(self, zellen: Mapping[Ort, Zelle], gleichungen: Sequence[Mapping[Ort, int]], mindest: int) -> None:
        self._zellen, self._mindest = zellen, mindest
        self._mitwissende = sorted(
            {wer for zelle in zellen.values() for wer in (*zelle.eigen, zelle.kennt) if wer is not None}
        )
        self._netze = {blick: _Netz(zellen, gleichungen, blick) for blick in self._blicke()}

    def _blicke(self) -> Iterator[Blick]:
        yield None
        yield from self._mitwissende

    def sperren(self, moeglichst: Collection[Ort] = ()) -> set[Ort]:
        """Orte der zu verbergenden Zellen: die kleinen und so wenige weitere, wie der Schutz verlangt.

        `moeglichst` sind Zellen, die auch verborgen sein sollen, soweit sie dann nicht doch berechenbar sind.

        Erst wird für jeden Bedarf die billigste Änderung gekauft, danach jede gekaufte Zelle wieder gezeigt, deren Verschwinden
        keinen Schutz bricht. Das Ergebnis ist unverkürzbar (keine Zelle ist entbehrlich), nicht beweisbar das kleinste
        überhaupt – das wäre NP-schwer.
        """
        bedarf = sorted(
            self._bedarf(), key=lambda b: (b.blick is not None, str(b.blick), -self._zellen[b.ort].wert, str(b.ort))
        )
        gewollt = {b.ort for b in bedarf if self._zellen[b.ort].preis is not None} | set(moeglichst)
        frei = {ort for ort, zelle in self._zellen.items() if zelle.preis == 0}
        verborgen = frei | gewollt
        wege: dict[Bedarf, set[Ort]] = {}
        for b in bedarf:
            weg = self._netze[b.blick].verschieben(b.ort, b.menge, verborgen, kaufen=True)
            if weg is not None:  # None: Was dafür nötig wäre, steht schon anderswo
                wege[b] = weg
                verborgen |= weg
        for kandidat in sorted(verborgen - frei - gewollt, key=lambda ort: (-(self._zellen[ort].preis or 0), str(ort))):
            ersatz = self._ohne(kandidat, verborgen, wege)
            if ersatz is not None:
                verborgen.discard(kandidat)
                wege |= ersatz
        fest = {ort for ort in moeglichst if self._netze[None].verschieben(ort, 1, verborgen, kaufen=False) is None}
        return verborgen - frei - fest

    def _bedarf(self) -> Iterable[Bedarf]:
        for blick, (ort, zelle) in product(self._blicke(), self._zellen.items()):
            wert, menschen = zelle.rest(blick)
            if (
                zelle.preis is None
                or (blick is not None and zelle.kennt == blick)
                or not 0 < menschen < self._mindest
                or not wert
            ):
                continue
            hinauf, hinab = (self._mindest - wert, wert - 1) if wert < self._mindest else (self._mindest, self._mindest)
            yield from (Bedarf(blick, ort, menge) for menge in (hinauf, -hinab) if menge)

    def _ohne(self, kandidat: Ort, verborgen: set[Ort], wege: dict[Bedarf, set[Ort]]) -> dict[Bedarf, set[Ort]] | None:
        """Umwege für alles, was bisher über den Kandidaten lief; None, wenn er gebraucht wird."""
        ersatz = {}
        for b, weg in wege.items():
            if kandidat in weg:
                umweg = self._netze[b.blick].verschieben(b.ort, b.menge, verborgen - {kandidat}, kaufen=False)
                if umweg is None:
                    return None
                ersatz[b] = umweg
        return ersatz


class _Netz:
    """Die Gleichungen für einen Blick. Je Zelle zwei Unbekannte: um wie viel sie steigt und um wie viel sie sinkt."""

    def __init__(self, zellen: Mapping[Ort, Zelle], gleichungen: Sequence[Mapping[Ort, int]], blick: Blick) -> None:
        self._orte = list(zellen)
        self._platz = {ort: nummer for nummer, ort in enumerate(self._orte)}
        anzahl = len(self._orte)
        self._preis = np.array([zelle.preis or 0 for zelle in zellen.values()], dtype=float)
        bewegt = [zelle.preis is not None and (blick is None or zelle.kennt != blick) for zelle in zellen.values()]
        # Nach oben ist jeder Wert denkbar, nach unten keiner unter null.
        self._hinauf = np.where(bewegt, highspy.kHighsInf, 0.0)
        self._hinab = np.where(bewegt, [float(zelle.rest(blick)[0]) for zelle in zellen.values()], 0.0)
        self._alle = np.arange(2 * anzahl, dtype=np.int32)
        self._programm: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._programm.setOptionValue("output_flag", False)
        self._programm.setOptionValue("threads", 1)
        self._programm.addVars(2 * anzahl, np.zeros(2 * anzahl), np.zeros(2 * anzahl))
        for gleichung in gleichungen:
            plaetze = np.array([self._platz[ort] for ort in gleichung], dtype=np.int32)
            gewichte = np.array(list(gleichung.values()), dtype=float)
            self._programm.addRow(
                0.0,
                0.0,
                2 * len(plaetze),
                np.concatenate([plaetze, plaetze + anzahl]),
                np.concatenate([gewichte, -gewichte]),
            )

    def verschieben(self, ort: Ort, menge: int, verborgen: Collection[Ort], *, kaufen: bool) -> set[Ort] | None:
        """Ändert die Zelle um `menge` und gleicht alle Summen aus: welche Zellen sich dabei ändern, oder None."""
        anzahl, ziel = len(self._orte), self._platz[ort]
        offen = np.array([o in verborgen for o in self._orte])
        frei = offen | kaufen
        grenzen = np.concatenate([np.where(frei, self._hinauf, 0.0), np.where(frei, self._hinab, 0.0)])
        unten = np.zeros(2 * anzahl)
        kosten = np.where(offen, 0.0, self._preis)
        wohin = ziel if menge > 0 else ziel + anzahl
        if abs(menge) > grenzen[wohin]:
            return None
        grenzen[ziel] = grenzen[ziel + anzahl] = 0.0
        grenzen[wohin] = unten[wohin] = abs(menge)
        self._programm.changeColsBounds(2 * anzahl, self._alle, unten, grenzen)
        self._programm.changeColsCost(2 * anzahl, self._alle, np.concatenate([kosten, kosten]))
        return self._loesung(anzahl)

    def _loesung(self, anzahl: int) -> set[Ort] | None:
        aenderung = self._rechne(anzahl)
        if aenderung is not None and np.any(np.abs(aenderung - np.round(aenderung)) > 1e-6):
            self._ganzzahlig(highspy.HighsVarType.kInteger)
            aenderung = self._rechne(anzahl)
            self._ganzzahlig(highspy.HighsVarType.kContinuous)
        return None if aenderung is None else {self._orte[n] for n in np.flatnonzero(np.round(aenderung))}

    def _rechne(self, anzahl: int) -> Any:
        self._programm.run()
        if self._programm.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        werte = np.array(self._programm.getSolution().col_value)
        return werte[:anzahl] - werte[anzahl:]

    def _ganzzahlig(self, art: highspy.HighsVarType) -> None:
        self._programm.changeColsIntegrality(len(self._alle), self._alle, np.full(len(self._alle), art))
