"""Die Fassung eines Jahres geht mit dem gedruckten Bestand des Vorjahrs auf (rein).

Bestand = Vorjahr + Zugänge − Abgänge steht in zwei Berichten. Kommt nach dem Druck des ersten ein Fall dazu, der damals schon begonnen
hatte, fehlte er in der Rechnung aus beiden: Man sähe genau ihn. Darum geht eine Fassung nicht von dem Bestand aus, den man heute für das
Vorjahr zählt, sondern von einem, der von jedem gedruckten um null oder mindestens die Mindestfallzahl abweicht – je Träger, in der
Summe und in dem, was gesperrt ist (dasselbe ganzzahlige Programm wie zwischen zwei Fassungen). Was dann fehlt, ist gebucht, als wäre es
in diesem Jahr geschehen: ein Nachtrag als Zugang, ein Wegfall als Abgang.

Gebucht wird vor dem Sperren. Was danach entsteht, sähe genauso aus, wenn es die Nachträge nie gegeben hätte und die Menschen in diesem Jahr
gekommen wären; Bestand, seine Teile und seine Aufteilungen sind wahr, und kein Träger sieht in seinen Zahlen etwas von anderen.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from arge.zahlen.ausgleich import Ausgleich, Zahl
from arge.zahlen.format import SCHREIBWEISEN
from arge.zahlen.statistik import Wert

#: Was eine Fassung vom Bestand zeigt: Träger → Wert, None → Summe.
Gezeigt = Mapping[str | None, Wert]


class Feld(NamedTuple):
    """Eine Zahl und wie viele verschiedene Menschen hinter ihr stehen."""

    wert: int
    menschen: int

    def um(self, aenderung: int) -> "Feld":
        """Die geänderte Zahl. Mehr Menschen als bekannt stehen nie dahinter: Zwei Fälle können von einem sein."""
        wert = self.wert + aenderung
        return Feld(wert, min(max(self.menschen + min(aenderung, 0), 1), wert))

    def steht(self, schwelle: int) -> bool:
        """Ob sie gezeigt werden darf."""
        return self.wert == 0 or self.menschen >= schwelle


#: Die Zahlen eines Trägers: Kennzahl → Feld.
Zeile = Mapping[str, Feld]


@dataclass(frozen=True)
class Bewegung:
    """Welche Kennzahlen Zugänge und Abgänge sind und welche (vielleicht keine) Vorjahr und Zugänge zusammen zählt."""

    zu: Sequence[str]
    ab: Sequence[str]
    beraten: str = ""

    def gebucht(self, zeile: Zeile, mehr: int, schwelle: int) -> Zeile:
        """Die Zeile, wenn so viele erst in diesem Jahr kamen (unter null: gingen).

        Möglichst so, dass nichts Kleines entsteht, das gesperrt werden müsste; sonst als Zugang oder Abgang.
        """
        if not mehr:
            return zeile
        wege = [*self._wege(zeile, mehr)]
        return next((neu for neu in wege if all(neu[n].steht(schwelle) for n in neu if neu[n] != zeile[n])), wege[0])

    def versteckt(self, zeile: Zeile, mehr: int, schwelle: int, *, schon: bool) -> Zeile | None:
        """Gebucht in Zahlen, die danach gesperrt sind (`schon`: und es auch sonst wären); None, wo es keine gibt."""
        for neu in self._wege(zeile, mehr):
            anders = [n for n in neu if neu[n] != zeile[n]]
            if not any(neu[n].steht(schwelle) or (schon and zeile[n].steht(schwelle)) for n in anders):
                return neu
        return None

    def _wege(self, zeile: Zeile, mehr: int) -> Iterator[Zeile]:
        zu, ab = ([(nummer, schritt) for nummer in reihe] for reihe, schritt in ((self.zu, mehr), (self.ab, -mehr)))
        for nummer, schritt in [*zu, *ab] if mehr > 0 else [*ab, *zu]:
            if zeile[nummer].wert + schritt >= 0:
                neu = {**zeile, nummer: zeile[nummer].um(schritt)}
                if self.beraten and nummer in self.ab:
                    neu[self.beraten] = zeile[self.beraten].um(schritt)
                yield neu


def gehalten(
    zeilen: Mapping[str, Zeile],
    davor: Mapping[str, int],
    gedruckt: Sequence[Gezeigt],
    bewegung: Bewegung,
    schwelle: int,
    ziel: Mapping[str, int] | None = None,
) -> tuple[dict[str, Zeile], dict[str, int]]:
    """(Zeilen, Bestand davor), von denen die Fassung ausgeht; `gedruckt` zeigen die Fassungen des Vorjahrs, die letzte zuletzt.

    `ziel`: der Bestand, dem sie sich nähern darf, wenn er nach Menschen gezählt ein anderer ist als `davor` (`beitraege`).
    """
    neu, bestand = dict(zeilen), {name: davor[name] for name in zeilen}
    if not gedruckt:
        return neu, bestand
    vorjahr = _Vorjahr({name: (ziel or davor)[name] for name in zeilen}, gedruckt, schwelle)
    aenderung = vorjahr.geloest()
    for name in vorjahr.offen:
        bestand[name] = vorjahr.letzte(name) + aenderung.get(name, 0)
        neu[name] = bewegung.gebucht(zeilen[name], davor[name] - bestand[name], schwelle)
    if vorjahr.gruppe is not None:
        fehlt = sum(davor[name] for name in vorjahr.verborgen) - vorjahr.gruppe - aenderung.get(_GRUPPE, 0)
        for _ in range(abs(fehlt)):
            _verborgen_gebucht(neu, bestand, vorjahr.verborgen, bewegung, 1 if fehlt > 0 else -1, schwelle)
    return neu, bestand


def _verborgen_gebucht(
    zeilen: dict[str, Zeile], bestand: dict[str, int], namen: Sequence[str], bewegung: Bewegung, schritt: int, schwelle: int
) -> None:
    """Bei wem sich einer der gesperrten Bestände änderte, steht nirgends, auch nicht in der Fassung.

    Gebucht wird, wo es niemand sieht, auch der Träger selbst nicht, und zuerst beim kleinsten: Einer davon war klein, sonst wäre nichts gesperrt.
    """
    moeglich = sorted((name for name in namen if bestand[name] >= schritt), key=lambda name: bestand[name])
    wege = (
        (name, neu)
        for schon, name in product((True, False), moeglich)
        if (neu := bewegung.versteckt(zeilen[name], schritt, schwelle, schon=schon)) is not None
    )
    name, neu = next(wege, (moeglich[0], bewegung.gebucht(zeilen[moeglich[0]], schritt, schwelle)))
    zeilen[name], bestand[name] = neu, bestand[name] - schritt


_GRUPPE, _SUMME = ("gruppe",), ("summe",)


class _Vorjahr:
    """Wie weit der Bestand davor von der letzten Fassung abweicht: je Träger, für die gesperrten zusammen, in der Summe.

    Ein Träger, der dort keine Zeile hat, stand mit null da.
    """

    def __init__(self, davor: Mapping[str, int], gedruckt: Sequence[Gezeigt], schwelle: int) -> None:
        self._gedruckt, self._schwelle = gedruckt, schwelle
        self.offen = [name for name in davor if isinstance(gedruckt[-1].get(name, 0), int)]
        self.verborgen = [name for name in davor if name not in self.offen]
        self._zahlen: dict[Hashable, Zahl] = {}
        self._gleichungen: list[tuple[dict[Hashable, int], Fraction]] = []
        for name in self.offen:
            wahr = Fraction(davor[name] - self.letzte(name))
            self._zahlen[name] = Zahl(Fraction(self.letzte(name)), wahr, wahr, koepfe=True)
        self.gruppe = self._summe(davor)
        for ort in [*self.offen, None]:
            self._abstaende(ort)

    def letzte(self, name: str) -> int:
        wert = self._gedruckt[-1].get(name, 0)
        return wert if isinstance(wert, int) else 0

    def _summe(self, davor: Mapping[str, int]) -> int | None:
        """Bindet die Summe; zurück kommt, was die gesperrten, die noch da sind, dort zusammen waren."""
        letzte = self._gedruckt[-1]
        summe = letzte.get(None)
        if not isinstance(summe, int):
            return None
        gezeigt = sum(wert for name, wert in letzte.items() if name is not None and isinstance(wert, int))
        gruppe = max(0, summe - gezeigt) if self.verborgen else None
        if gruppe is not None:
            wahr = Fraction(sum(davor[name] for name in self.verborgen) - gruppe)
            ziel = Fraction(self._schwelle * int(wahr / self._schwelle))
            self._zahlen[_GRUPPE] = Zahl(Fraction(gruppe), wahr, ziel, koepfe=True)
        self._zahlen[_SUMME] = Zahl(Fraction(summe), koepfe=True)
        glieder = {ort: -1 if ort == _SUMME else 1 for ort in self._zahlen}
        steht = sum(self.letzte(name) for name in self.offen) + (gruppe or 0)
        self._gleichungen.append((glieder, Fraction(summe - steht)))
        return gruppe

    def _abstaende(self, name: str | None) -> None:
        """Auch neben dem, was ältere Fassungen des Vorjahrs zeigen, liegt der Bestand nie um weniges."""
        ort: Hashable = _SUMME if name is None else name
        letzte = self._gedruckt[-1].get(name, 0)
        for aeltere in self._gedruckt[:-1]:
            wert = aeltere.get(name, None if name is None else 0)
            if ort in self._zahlen and isinstance(wert, int) and isinstance(letzte, int):
                abstand = letzte - wert
                if abs(abstand) >= self._schwelle:  # sonst verrät ihn das Vorjahr schon selbst
                    daneben = ("abstand", len(self._gleichungen))
                    self._zahlen[daneben] = Zahl()
                    self._gleichungen.append(({daneben: 1, ort: -1}, Fraction(abstand)))

    def geloest(self) -> dict[Hashable, int]:
        """Die Abweichung von der letzten Fassung; wo keine ist, ist nichts zu rechnen."""
        if not any(zahl.wahr for zahl in self._zahlen.values()):
            return {}
        gefunden = Ausgleich(self._zahlen, self._gleichungen, self._schwelle).loesung()
        return {ort: int(wert) for ort, wert in gefunden.items()}


def satz(tag: date, gedruckt: Wert, schwelle: int) -> str:
    """Was unter der Tafel steht, sobald es ein gedrucktes Vorjahr gibt – nicht nur, wo es etwas ändert: Das verriete es."""
    steht = "" if gedruckt is None else f" ({SCHREIBWEISEN['zahl'](gedruckt)})"
    return (
        f"Der Bestand vom {tag:%d.%m.%Y} aus der letzten Fassung {tag.year}{steht} plus Zugänge minus Abgänge ergibt den Bestand hier – oder"
        f" etwas, das um mindestens {schwelle} davon abweicht: Dann wurde für {tag.year} so viel nachgetragen oder gestrichen. Was weniger"
        " ausmacht, zählt hier als Zugang oder Abgang dieses Jahres."
    )
