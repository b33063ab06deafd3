"""Sekundäre Sperrung als Flussproblem: welche Zellen außer den kleinen verborgen sein müssen (rein).

Eine Tafel mit Randsummen ist ein Netz, in dem jeder Wert ein Fluss ist und jede Summe ein Knoten, an dem Zu- und
Abfluss gleich sind. Wer nur das Veröffentlichte kennt, kann einen gesperrten Wert genau so weit verschieben, wie im
Netz der gesperrten Kanten ein Kreisfluss durch ihn möglich ist. Weil die Matrix solcher Netze total unimodular ist,
sind diese Grenzen ganzzahlig und exakt – kein Näherungsverfahren, kein Gleichungslöser.
Grenze: geschützt ist gegen Rechnen, nicht gegen jemanden, der dieses Programm für alle denkbaren Tafeln laufen lässt
(dann ist etwa 1 + 1 + 1 = 3 mit drei Punkten die einzige Erklärung).
Vorbild: BA-Regelung „Mindestfallzahl 3 und sekundäre Sperrung“.
"""

import heapq
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

AUF, AB = 1, -1


class Kante(NamedTuple):
    """Ein Wert der Tafel. `preis` = was es kostet, ihn zu sperren; 0 heißt: er wird ohnehin nicht veröffentlicht."""

    von: int
    nach: int
    wert: int
    preis: int


class Sperrnetz:
    """Sucht eine Sperrung, in der jeder kleine Wert für Außenstehende 1 … Mindestfallzahl sein könnte."""

    def __init__(self, kanten: Sequence[Kante], mindestfallzahl: int) -> None:
        self._kanten = kanten
        self._mindest = mindestfallzahl
        self._nachbarn: dict[int, list[tuple[int, int, int]]] = {}
        for nummer, kante in enumerate(kanten):
            self._nachbarn.setdefault(kante.von, []).append((nummer, AUF, kante.nach))
            self._nachbarn.setdefault(kante.nach, []).append((nummer, AB, kante.von))
        self._frei = {nummer for nummer, kante in enumerate(kanten) if not kante.preis}
        self._primaer = [n for n, kante in enumerate(kanten) if kante.preis and 0 < kante.wert < mindestfallzahl]

    def sperren(self, moeglichst: Collection[int] = ()) -> set[int]:
        """Nummern der zu sperrenden Kanten: die kleinen und so wenige weitere, wie der Schutz verlangt.

        `moeglichst` sind Kanten, die auch verborgen sein sollen, soweit sie dann nicht doch berechenbar sind.

        Erst wird für jeden kleinen Wert und jede Richtung der billigste Ausweg gekauft, danach jede gekaufte Kante
        wieder veröffentlicht, deren Verschwinden keinen Schutz bricht. Das Ergebnis ist unverkürzbar (keine Kante
        ist entbehrlich), nicht beweisbar das kleinste überhaupt – das wäre NP-schwer.
        """
        gewollt = set(self._primaer) | set(moeglichst)
        verborgen = self._frei | gewollt
        wege: dict[tuple[int, int], dict[int, int]] = {}
        for nummer in sorted(self._primaer, key=lambda n: (-self._kanten[n].wert, n)):
            for richtung, menge in self._schutzbedarf(nummer):
                weg = self._verschieben(nummer, richtung, menge, verborgen, kaufen=True)
                if weg is None:  # pragma: no cover - über die Summen gibt es immer einen Ausweg
                    raise AssertionError("Kein Ausweg: das Netz ist keine Tafel.")
                wege[nummer, richtung] = weg
                verborgen |= weg.keys()
        gekauft = verborgen - self._frei - gewollt
        for kandidat in sorted(gekauft, key=lambda n: (-self._kanten[n].preis, n)):
            ersatz = self._ohne(kandidat, verborgen, wege)
            if ersatz is not None:
                verborgen.discard(kandidat)
                wege |= ersatz
        fest = {n for n in moeglichst if self._verschieben(n, AUF, 1, verborgen, kaufen=False) is None}
        return verborgen - self._frei - fest

    def _schutzbedarf(self, nummer: int) -> Iterable[tuple[int, int]]:
        wert = self._kanten[nummer].wert
        return ((AUF, self._mindest - wert), (AB, wert - 1))

    def _ohne(
        self, kandidat: int, verborgen: set[int], wege: dict[tuple[int, int], dict[int, int]]
    ) -> dict[tuple[int, int], dict[int, int]] | None:
        """Umwege für alles, was bisher über den Kandidaten lief; None, wenn er gebraucht wird."""
        ersatz = {}
        for (nummer, richtung), weg in wege.items():
            if kandidat in weg:
                menge = dict(self._schutzbedarf(nummer))[richtung]
                umweg = self._verschieben(nummer, richtung, menge, verborgen - {kandidat}, kaufen=False)
                if umweg is None:
                    return None
                ersatz[nummer, richtung] = umweg
        return ersatz

    def _verschieben(
        self, nummer: int, richtung: int, menge: int, verborgen: set[int], *, kaufen: bool
    ) -> dict[int, int] | None:
        """Ändert den Wert der Kante um `menge` und gleicht alle Summen aus: Kante → Änderung, oder None."""
        kante = self._kanten[nummer]
        start, ziel = (kante.nach, kante.von) if richtung == AUF else (kante.von, kante.nach)
        aenderung: dict[int, int] = {}
        offen = set(verborgen)
        while menge:
            schritte = self._billigster_weg(start, ziel, nummer, aenderung, offen, kaufen=kaufen)
            if schritte is None:
                return None
            portion = min([menge, *(self._luft(n, r, aenderung) for n, r in schritte)])
            for n, r in schritte:
                aenderung[n] = aenderung.get(n, 0) + r * portion
            offen |= {n for n, _ in schritte}
            menge -= portion
        return {n: betrag for n, betrag in aenderung.items() if betrag}

    def _luft(self, nummer: int, richtung: int, aenderung: dict[int, int]) -> int:
        """Nach oben ist jeder Wert denkbar, nach unten keiner unter null."""
        if richtung == AUF:
            return 1 << 62
        return self._kanten[nummer].wert + aenderung.get(nummer, 0)

    def _billigster_weg(
        self, start: int, ziel: int, ohne: int, aenderung: dict[int, int], offen: set[int], *, kaufen: bool
    ) -> list[tuple[int, int]] | None:
        """Dijkstra über den Preis der noch veröffentlichten Kanten; schon verborgene kosten nichts."""
        kosten = {start: 0}
        herkunft: dict[int, tuple[int, int, int]] = {}
        schlange = [(0, start)]
        while schlange:
            bisher, knoten = heapq.heappop(schlange)
            if knoten == ziel:
                weg = []
                while knoten != start:
                    nummer, richtung, knoten = herkunft[knoten]
                    weg.append((nummer, richtung))
                return weg[::-1]
            if bisher > kosten[knoten]:
                continue
            for nummer, richtung, nachbar in self._nachbarn.get(knoten, ()):
                if nummer == ohne or (nummer not in offen and not kaufen):
                    continue
                if self._luft(nummer, richtung, aenderung) <= 0:
                    continue
                neu = bisher + (0 if nummer in offen else self._kanten[nummer].preis)
                if neu < kosten.get(nachbar, 1 << 62):
                    kosten[nachbar] = neu
                    herkunft[nachbar] = (nummer, richtung, knoten)
                    heapq.heappush(schlange, (neu, nachbar))
        return None
