"""Eine Tafel neben der vorigen und allen davor: Was stand, was steht, und was sich dazwischen bewegt hat (rein)."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from arge.zahlen.format import GESPERRT, Sperre
from arge.zahlen.statistik import Tafel, Wert, bruch, summiert

#: Köpfe von Tafeln, in denen jede Zelle nur von einem Träger handelt.
EINES_TRAEGERS = ("Träger", "Kennzahl")


#: Je früherer Fassung der Abstand der vorigen zu ihr.
Abstaende = tuple[Fraction | None, ...]


class Stelle(NamedTuple):
    """Wo eine Zahl steht; ohne Zeile oder Spalte ist es deren Summe."""

    titel: str
    zeile: str | None
    spalte: str | None


class Blatt:
    """Eine Tafel und die alte mit denselben Köpfen: {(Zeile, Spalte): Wert}, Summen ohne Zeile oder Spalte.

    Eine Zeile, die es früher nicht gab, stand dort mit null: Tafeln lassen nur Zeilen voller Nullen weg. Aus demselben Grund kehrt eine
    verschwundene zurück, sonst verriete ihr Fehlen, was in ihr gesperrt war. Eine Zahl, die die vorige Fassung nicht hatte, hat keine Änderung. Hängt
    sie durch eine Gleichung an alten, bleibt sie in diesem Jahr gesperrt: Wahr neben Zahlen, die stehen geblieben sind, verriete sie deren Änderung.

    `neu_gesperrt` sind Zahlen der vorigen Fassung, die es ohne sie nicht mehr wären, mit den Menschen dahinter; in `werte` steht die wahre Zahl.
    """

    def __init__(self, neu: Tafel, alt: Tafel | None, aeltere: Sequence[Tafel | None] = (), *, verbunden: bool) -> None:
        self._tafel, self.ist_neu = neu, alt is None
        self.mindestfallzahl: int = neu.mindestfallzahl or 0
        self.titel, self.additiv, self.eines_traegers = neu.titel, neu.additiv, neu.zeilenkopf in EINES_TRAEGERS
        verbunden = verbunden or (alt is not None and neu.zeilensummen is not None)
        vorher, davor = (_werte(alt), alt.zeilen) if alt is not None else ({}, ())
        if alt is not None and alt.spalten != neu.spalten:  # Summen über andere Spalten sind andere Zahlen
            vorher = {ort: wert for ort, wert in vorher.items() if ort[1] is not None}
        self._davor = {*neu.zeilen} if alt is None else {*davor}
        self.zeilen, self.spalten = (*davor, *(zeile for zeile in neu.zeilen if zeile not in davor)), neu.spalten
        jetzt, bekannt = _werte(neu), {spalte for _, spalte in vorher}
        fort = dict.fromkeys(product(set(davor) - set(neu.zeilen), {spalte for _, spalte in jetzt}), 0)
        self.werte: dict[tuple[str | None, str | None], tuple[Wert, Wert]] = {}
        self.neu_gesperrt: dict[tuple[str | None, str | None], int] = {}
        wahre: Mapping[tuple[str | None, str | None], Wert] = {}
        leute: Mapping[tuple[str | None, str | None], Wert] = {}
        # Mit höherer Mindestfallzahl ist Gesperrtes, was vorher stehen durfte: Das verrät niemanden.
        if neu.wahr and alt is not None and (alt.mindestfallzahl or 0) >= (neu.mindestfallzahl or 0):
            wahre, leute = (_werte(replace(teil, spalten=neu.spalten)) for teil in neu.wahr)
        for zeile, spalte in product((*self.zeilen, None), (*self.spalten, None)):
            ort = zeile, spalte
            if ort in jetzt or ort in fort:
                wert = jetzt.get(ort, 0)
                neue_zeile = zeile not in (*davor, None) and spalte in bekannt
                stand = vorher.get(ort, 0 if neue_zeile else GESPERRT if verbunden else wert)
                if isinstance(wert, Sperre) and not isinstance(stand, Sperre) and ort in wahre:
                    menschen = leute.get(ort)
                    wert, self.neu_gesperrt[ort] = wahre[ort], menschen if isinstance(menschen, int) else 0
                self.werte[ort] = wert, stand
        self._aeltere = [None if tafel is None else (_werte(tafel), tafel) for tafel in aeltere]

    def abstaende(self, ort: tuple[str | None, str | None]) -> Abstaende:
        """Wie weit die vorige Fassung hier von jeder davor entfernt ist; None, wo eine von beiden nichts zeigt."""

        def abstand(frueher: tuple[Mapping[tuple[str | None, str | None], Wert], Tafel] | None) -> Fraction | None:
            steht = self.werte[ort][1]
            # Eine Zeile, die es damals nicht gab, stand mit null da.
            fehlt = frueher is None or ort[0] in (*frueher[1].zeilen, None) or ort[1] not in (*frueher[1].spalten, None)
            stand = GESPERRT if frueher is None else frueher[0].get(ort, GESPERRT if fehlt else 0)
            return None if isinstance(steht, Sperre) or isinstance(stand, Sperre) else bruch(steht) - bruch(stand)

        return tuple(map(abstand, self._aeltere))

    def summen(self) -> Iterator[tuple[Stelle, list[Stelle]]]:
        """(Summe, Teile) jeder Summe, die eine ist; „Insgesamt“ zählt jede:n nur einmal und ist keine."""
        if not self.additiv:
            return
        for zeile in self.zeilen:
            yield self.stelle(zeile, None), [self.stelle(zeile, spalte) for spalte in self.spalten]
        for spalte in (*self.spalten, None):
            yield self.stelle(None, spalte), [self.stelle(zeile, spalte) for zeile in self.zeilen]
        yield self.stelle(None, None), [self.stelle(None, spalte) for spalte in self.spalten]

    def stelle(self, zeile: str | None, spalte: str | None) -> Stelle:
        return Stelle(self.titel, zeile, spalte)

    def aufgesucht(self, stelle: Stelle) -> Stelle:
        """Die Stelle in dieser Tafel, auch wenn sie quer steht: die Zahlen eines Trägers untereinander, er selbst als Spalte."""
        if stelle.spalte in self.spalten and (stelle.zeile is None or stelle.zeile in self.zeilen):
            return stelle
        if stelle.spalte in self.zeilen and len(self.spalten) == 1 and stelle.zeile in (None, *self.spalten):
            return self.stelle(stelle.spalte, self.spalten[0])
        raise ValueError(f"Tafel „{self.titel}“ hat keine Stelle {stelle.zeile} / {stelle.spalte}.")

    def tafel(self, aenderungen: Mapping[Hashable, Fraction]) -> Tafel:
        """Die Tafel der neuen Fassung; eine neue Zeile, in der nur Nullen stünden, verriete mit ihnen, dass es sie gibt."""

        def wert(zeile: str | None, spalte: str | None) -> Wert:
            neu, alt = self.werte[zeile, spalte]
            if isinstance(neu, Sperre) or isinstance(alt, Sperre):
                return GESPERRT
            steht = bruch(alt) + aenderungen.get(self.stelle(zeile, spalte), 0)
            if not steht and None in (neu, alt):
                return None
            if steht == bruch(alt):
                return alt  # auch in derselben Schreibweise: „0“ und „0.00“ sind dieselbe Zahl
            if steht == bruch(neu):
                return neu
            ganz = not isinstance(neu, Decimal) and not isinstance(alt, Decimal)
            return int(steht) if ganz else Decimal(steht.numerator) / steht.denominator

        def summe(zeile: str | None, spalte: str | None, teile: Iterable[Wert]) -> Wert:
            """Bei Dritteln einer Stunde endet keine Dezimalzahl; die Summe ist dann, was ihre gezeigten Teile ergeben."""
            steht, ergibt = wert(zeile, spalte), summiert([*teile])
            genau = isinstance(steht, Decimal) and isinstance(ergibt, Decimal) and bruch(steht) == bruch(ergibt)
            return ergibt if genau else steht

        tafel, gibt = self._tafel, self.werte
        alle = {zeile: tuple(wert(zeile, spalte) for spalte in self.spalten) for zeile in self.zeilen}
        zeilen = tuple(zeile for zeile in alle if zeile in self._davor or any(alle[zeile]))
        werte = tuple(alle[zeile] for zeile in zeilen)
        return replace(
            tafel,
            zeilen=zeilen,
            werte=werte,
            zeilensummen=tafel.zeilensummen
            and tuple(summe(zeile, None, reihe) for zeile, reihe in zip(zeilen, werte, strict=True)),
            spaltensummen=tafel.spaltensummen
            and tuple(summe(None, spalte, [alle[zeile][j] for zeile in zeilen]) for j, spalte in enumerate(self.spalten)),
            gesamt=wert(None, None) if (None, None) in gibt else None,
            rundung=tafel.rundung if self.ist_neu else "gehalten",
            wahr=None,
        )


def _werte(tafel: Tafel) -> dict[tuple[str | None, str | None], Wert]:
    werte: dict[tuple[str | None, str | None], Wert] = {}
    for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True):
        werte |= {(zeile, spalte): wert for spalte, wert in zip(tafel.spalten, reihe, strict=True)}
    werte |= {(zeile, None): wert for zeile, wert in zip(tafel.zeilen, tafel.zeilensummen or (), strict=False)}
    werte |= {(None, spalte): wert for spalte, wert in zip(tafel.spalten, tafel.spaltensummen or (), strict=False)}
    return werte if tafel.gesamt is None else {**werte, (None, None): tafel.gesamt}
