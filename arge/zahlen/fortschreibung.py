"""Eine neue Fassung verrät nicht, wer dazwischen kam, und geht in jeder Gleichung auf (rein).

Gezeigt wird: die vorige Fassung plus eine Änderung d. Jede gezeigte Zahl hat d = 0 oder |d| ≥ Mindestfallzahl, und d erfüllt alles,
was zwischen Zahlen gilt: Summen, Bestand = Vorjahr + neu − abgeschlossen, Ganzes = Teil + Rest, dieselbe Zahl an zwei Stellen. Auch
was niemand zeigt (Gesperrtes, Reste, die Gruppe der gesperrten Zellen einer Summe), ändert sich um 0 oder mindestens die Mindestfallzahl.
Der Unterschied zweier Fassungen ist darum selbst eine mögliche Welt, in der nie ein oder zwei Menschen dazukamen. Unter allen solchen d
wählt ein ganzzahliges Programm das, bei dem die Zellen ihrem wahren Wert am nächsten sind; d = 0 geht immer.

Zwei Regeln halten das auch gegen Träger, die ihre eigenen Zahlen kennen:

* Das Ziel sind Zellen eines Trägers, nie Summen. Wäre eine wahre Summe ein Ziel, glichen die Zellen einander aus, und wer sieht, dass die
  eigene Zahl um eins zu hoch steht, wüsste, dass anderswo jemand fehlt. So aber kommt dasselbe heraus, wenn alle anderen sich wirklich
  nur um das Gezeigte geändert haben (Dreiecksungleichung: Ein Ziel, das zur Lösung rückt, ändert die Lösung nicht).
* In Zellen mehrerer Träger (Aufteilungen, gesperrte Gruppen) zählt die wahre Änderung nur in Vielfachen der Mindestfallzahl. Zieht ein
  Träger seine eigene Änderung ab, bleiben für die anderen so viele Werte möglich wie die Mindestfallzahl.

Eine neue Sperre, wo eine Zahl stand, verriete einen Nachtrag samt seiner Größe. Darum wird nie neu gesperrt: Was klein wurde, steht wie zuvor
oder als Null da (`_Netz._klein`), und was nur seinetwegen gesperrt wäre, ist eine Zahl wie jede. Auch nach Größe der Änderung zu sperren
verriete sie: Aus 4 würde „·“ nur, wenn es eins ist.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from arge.zahlen.ausgleich import Ausgleich, Zahl
from arge.zahlen.format import GESPERRT, Sperre
from arge.zahlen.statistik import Tafel, Wert, summiert

#: Köpfe von Tafeln, in denen jede Zelle nur von einem Träger handelt.
EINES_TRAEGERS = ("Träger", "Kennzahl")
#: Kleinster Teil einer Zahl: Vier Stellen und jede Minute sind darin genau.
GENAU = 10_000


class Stelle(NamedTuple):
    """Wo eine Zahl steht; ohne Zeile oder Spalte ist es deren Summe."""

    titel: str
    zeile: str | None
    spalte: str | None


@dataclass(frozen=True)
class Gleichung:
    """Was zwischen Zahlen eines Kapitels gilt: Alle Glieder mit ihrem Gewicht ergeben null.

    Mit `rest` ergeben sie eine Zahl, die niemand zeigt (Fälle ohne Plan). Mit `davor` fehlt ein Glied, das in einem anderen Bericht steht
    (der Bestand des Vorjahrs, mit Gewicht 1); gleiche Namen meinen dieselbe Zahl, `gezeigt` ist, was dessen Fassungen zeigen.
    """

    glieder: tuple[tuple[Stelle, int], ...]
    rest: bool = False
    davor: str = ""
    gezeigt: tuple[int, ...] = ()


def fortgeschrieben(
    tafeln: Sequence[Tafel], alte: Mapping[str, Tafel], gleichungen: Sequence[Gleichung], fassung: int
) -> list[Tafel]:
    """Die Tafeln eines Kapitels, gehalten gegen die der vorigen Fassung (`alte`: Titel → Tafel, `fassung` ihre Nummer).

    Gesperrt bleibt, was gesperrt war, und nichts kommt dazu. Tafeln ohne Schutz (VZÄ, Geld) bleiben, wie sie sind. Der Satz darunter steht immer, auch
    wenn nichts anders ist: Stünde er nur dann, verriete er selbst, dass sich etwas um weniges geändert hat.
    """
    if len({tafel.titel for tafel in tafeln}) < len(tafeln):
        raise ValueError("Zwei Tafeln eines Kapitels heißen gleich; was die eine zeigte, stünde dann in der anderen.")
    an_alten = {
        stelle.titel
        for gleichung in gleichungen if any(stelle.titel in alte for stelle, _ in gleichung.glieder)
        for stelle, _ in gleichung.glieder
    }  # fmt: skip
    blaetter = {
        tafel.titel: _Blatt(tafel, alte.get(tafel.titel), verbunden=tafel.titel in an_alten)
        for tafel in tafeln if tafel.mindestfallzahl is not None
    }  # fmt: skip
    netz = _Netz.aus(blaetter, gleichungen)
    aenderungen = netz.geloest()
    fertig = [blaetter[tafel.titel].tafel(aenderungen) if tafel.titel in blaetter else tafel for tafel in tafeln]
    return [*_erklaert(fertig, {titel for titel, blatt in blaetter.items() if not blatt.ist_neu}, fassung)]


class _Blatt:
    """Eine Tafel und die alte mit denselben Köpfen: {(Zeile, Spalte): Wert}, Summen ohne Zeile oder Spalte.

    Eine Zeile, die es früher nicht gab, stand dort mit null: Tafeln lassen nur Zeilen voller Nullen weg. Aus demselben Grund kehrt eine
    verschwundene zurück, sonst verriete ihr Fehlen, was in ihr gesperrt war. Eine Zahl, die die vorige Fassung nicht hatte, hat keine Änderung. Hängt
    sie durch eine Gleichung an alten, bleibt sie in diesem Jahr gesperrt: Wahr neben Zahlen, die stehen geblieben sind, verriete sie deren Änderung.

    `neu_gesperrt` sind Zahlen der vorigen Fassung, die es ohne sie nicht mehr wären, mit den Menschen dahinter; in `werte` steht die wahre Zahl.
    """

    def __init__(self, neu: Tafel, alt: Tafel | None, *, verbunden: bool) -> None:
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
            steht = _bruch(alt) + aenderungen.get(self.stelle(zeile, spalte), 0)
            if not steht and None in (neu, alt):
                return None
            if steht == _bruch(neu):
                return neu
            if steht == _bruch(alt):
                return alt
            ganz = not isinstance(neu, Decimal) and not isinstance(alt, Decimal)
            return int(steht) if ganz else Decimal(steht.numerator) / steht.denominator

        def summe(zeile: str | None, spalte: str | None, teile: Iterable[Wert]) -> Wert:
            """Bei Dritteln einer Stunde endet keine Dezimalzahl; die Summe ist dann, was ihre gezeigten Teile ergeben."""
            steht, ergibt = wert(zeile, spalte), summiert([*teile])
            genau = isinstance(steht, Decimal) and isinstance(ergibt, Decimal) and _bruch(steht) == _bruch(ergibt)
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


@dataclass
class _Netz:
    """Zahlen und was zwischen ihren Änderungen gilt: {Zahl: Gewicht} ergeben zusammen eine feste Summe, meist null."""

    schwelle: int
    zahlen: dict[Hashable, Zahl] = field(default_factory=dict)
    gleichungen: list[tuple[dict[Hashable, int], Fraction]] = field(default_factory=list)

    @classmethod
    def aus(cls, blaetter: Mapping[str, _Blatt], gleichungen: Sequence[Gleichung]) -> "_Netz":
        netz = cls(max((blatt.mindestfallzahl for blatt in blaetter.values()), default=0))
        for blatt in blaetter.values():
            netz.aufnehmen(blatt)
        for gleichung in gleichungen:
            netz.gleichung(gleichung, blaetter)
        return netz

    def _klein(self, alt: Fraction, wahr: Fraction) -> Fraction:
        """Wohin eine Zahl soll, hinter der nun zu wenige Menschen stehen: Sie bleibt, wie sie war, oder wird null, je nachdem, was näher ist.

        Dann sieht die Fassung aus wie eine, in der es wirklich niemand mehr oder niemand anders ist, und sagt nicht, wie viele es sind.
        """
        return -alt if abs(wahr) >= self.schwelle and abs(alt + wahr) < abs(wahr) else Fraction()

    def aufnehmen(self, blatt: _Blatt) -> None:
        for (zeile, spalte), (neu, alt) in blatt.werte.items():
            ort = blatt.stelle(zeile, spalte)
            if isinstance(neu, Sperre) or isinstance(alt, Sperre):
                self.zahlen[ort] = Zahl(None if isinstance(alt, Sperre) else _bruch(alt))
            elif neu is not None or alt is not None:
                wahr = _bruch(neu) - _bruch(alt)
                folgt = blatt.additiv and None in (zeile, spalte)
                klein = 0 < blatt.neu_gesperrt.get((zeile, spalte), 0) < self.schwelle
                hin = self._klein(_bruch(alt), wahr) if klein else wahr
                ziel = None if folgt else hin if blatt.eines_traegers else self._in_vielfachen(hin)
                koepfe = not isinstance(neu, Decimal) and not isinstance(alt, Decimal)
                self.zahlen[ort] = Zahl(_bruch(alt), wahr, ziel, koepfe)
        for summe, teile in blatt.summen():
            if summe in self.zahlen:
                self._summe(summe, [teil for teil in teile if teil in self.zahlen])

    def gleichung(self, gleichung: Gleichung, blaetter: Mapping[str, _Blatt]) -> None:
        """Eine Gleichung über Tafeln hinweg; zeigt das Kapitel eine ihrer Tafeln nicht, ist es falsch gebaut."""
        fehlt = {stelle.titel for stelle, _ in gleichung.glieder} - blaetter.keys()
        if fehlt:
            raise ValueError(f"Eine Gleichung nennt Tafeln, die das Kapitel nicht zeigt: {sorted(fehlt)}.")
        orte = [(blaetter[stelle.titel].aufgesucht(stelle), gewicht) for stelle, gewicht in gleichung.glieder]
        glieder: dict[Hashable, int] = {ort: gewicht for ort, gewicht in orte if ort in self.zahlen}
        if gleichung.rest:
            ungezeigt: Hashable = ("rest", len(self.gleichungen))
            self.zahlen[ungezeigt] = Zahl(_boden(self._zusammen(glieder, "alt")), koepfe=True)
            glieder[ungezeigt] = -1
        if gleichung.davor:
            eines_traegers = all(stelle.zeile is not None for stelle, _ in gleichung.glieder)
            glieder[self._davor(gleichung, glieder, eines_traegers=eines_traegers)] = 1
        self._gilt(glieder)
        verborgen = self._verborgene(glieder)
        if len(verborgen) > 1:
            self._gruppe(glieder, verborgen, Zahl())

    def _davor(self, gleichung: Gleichung, glieder: Mapping[Hashable, int], *, eines_traegers: bool) -> Hashable:
        """Der Bestand des Vorjahrs ändert sich nur, wenn Nachträge ihn wirklich bewegt haben, und nie dicht neben einen, den man schon kennt.

        Wer die Gleichung einmal mit dem alten und einmal mit dem neuen Vorjahr liest, sieht den Abstand zwischen beiden in dem, was verborgen ist.
        """
        ort = ("davor", gleichung.davor)
        zahl = self.zahlen.setdefault(ort, Zahl(fest=eines_traegers))
        wahr, alt = self._zusammen(glieder, "wahr"), self._zusammen(glieder, "alt")
        if wahr is not None and abs(wahr) >= self.schwelle:
            zahl.fest = False
        unbekannt = {ort: 1, **{verborgen: glieder[verborgen] for verborgen in self._verborgene(glieder)}}
        # Zeigt die Gleichung alles andere, setzt die alte Fassung selbst einen Bestand voraus: −alt.
        bekannt = gleichung.gezeigt if alt is None else [-alt]
        for abstand in {Fraction(nachher - vorher) for vorher in bekannt for nachher in gleichung.gezeigt}:
            if 0 < abs(abstand) < self.schwelle:
                self._gilt(unbekannt)
            elif abstand:
                daneben = ("abstand", len(self.gleichungen))
                self.zahlen[daneben] = Zahl()
                self._gilt({**unbekannt, daneben: -1}, abstand)
        return ort

    def _summe(self, summe: Stelle, teile: Sequence[Stelle]) -> None:
        """Eine Summe; was in ihr gesperrt ist, ist als Gruppe bekannt, sobald die Summe dasteht."""
        glieder: dict[Hashable, int] = {summe: -1, **dict.fromkeys(teile, 1)}
        self._gilt(glieder)
        verborgen = self._verborgene(glieder)
        if not verborgen:
            return
        offen = {ort: -gewicht for ort, gewicht in glieder.items() if ort not in verborgen}
        if summe in offen:
            wahr = self._zusammen(offen, "wahr") or Fraction()
            zahl = Zahl(_boden(self._zusammen(offen, "alt")), None, self._in_vielfachen(wahr), self.zahlen[summe].koepfe)
            self._gruppe(glieder, verborgen, zahl)
        elif len(verborgen) > 1:
            self._gruppe(glieder, verborgen, Zahl())

    def _gruppe(self, glieder: Mapping[Hashable, int], verborgen: Sequence[Hashable], zahl: Zahl) -> None:
        gruppe = ("gruppe", len(self.gleichungen))
        self.zahlen[gruppe] = zahl
        self._gilt({gruppe: -1, **{ort: glieder[ort] for ort in verborgen}})

    def _gilt(self, glieder: dict[Hashable, int], summe: Fraction = Fraction(0)) -> None:
        self.gleichungen.append((glieder, summe))

    def _verborgene(self, glieder: Iterable[Hashable]) -> list[Hashable]:
        return [ort for ort in glieder if self.zahlen[ort].wahr is None]

    def _zusammen(self, glieder: Mapping[Hashable, int], art: str) -> Fraction | None:
        """Σ Gewicht · Wert, wenn alle bekannt sind."""
        werte = [getattr(self.zahlen[ort], art) for ort in glieder]
        if None in werte:
            return None
        return sum((gewicht * wert for gewicht, wert in zip(glieder.values(), werte, strict=True)), Fraction(0))

    def _in_vielfachen(self, wahr: Fraction) -> Fraction:
        return Fraction(self.schwelle * int(wahr / self.schwelle))  # auf null zu gekürzt

    def geloest(self) -> dict[Hashable, Fraction]:
        """Die Änderung jeder Zahl; wo sich nichts geändert hat, ist nichts zu rechnen."""
        gefunden: dict[Hashable, Fraction] = {}
        for orte in self._teile():
            zahlen = {ort: self.zahlen[ort] for ort in orte}
            if any(zahl.wahr for zahl in zahlen.values()):
                eigene = [gleichung for gleichung in self.gleichungen if orte & gleichung[0].keys()]
                gefunden |= Ausgleich(zahlen, eigene, self.schwelle).loesung()
        return gefunden

    def _teile(self) -> list[dict[Hashable, None]]:
        """Was Gleichungen verbinden, gehört zusammen; in der Ordnung der Tafeln."""
        teil_von: dict[Hashable, dict[Hashable, None]] = {ort: {ort: None} for ort in self.zahlen}
        for glieder, _ in self.gleichungen:
            zusammen: dict[Hashable, None] = {}
            for ort in glieder:
                zusammen |= teil_von[ort]
            teil_von |= dict.fromkeys(zusammen, zusammen)
        return list({id(teil): teil for teil in teil_von.values()}.values())


def _bruch(wert: int | Decimal | None) -> Fraction:
    """Der Wert genau; 1,6667 Stunden sind hundert Minuten, sonst ginge keine Summe auf. Was nicht vorhanden ist, zählt in ihr als null."""
    return Fraction(wert or 0).limit_denominator(GENAU)


def _boden(alt: Fraction | None) -> Fraction | None:
    """Ältere Fassungen gingen nicht immer auf; ein Rest unter null ist keiner, der noch sinken könnte."""
    return None if alt is None else max(alt, Fraction(0))


def _erklaert(tafeln: Sequence[Tafel], gehalten: Collection[str], fassung: int) -> Iterator[Tafel]:
    """Der Satz steht unter der ersten gehaltenen Tafel eines Kapitels; die anderen verweisen auf ihn."""
    satz = ""
    for tafel in tafeln:
        if tafel.titel in gehalten:
            satz = (
                f"Gegen Fassung {fassung} gehalten, wie oben erklärt."
                if satz
                else _satz(tafel.mindestfallzahl or 0, fassung)
            )
            yield replace(tafel, rundung=satz)
        else:
            yield tafel


def _satz(schwelle: int, fassung: int) -> str:
    return (
        f"Zahlen, die sich seit Fassung {fassung} um weniger als {schwelle} geändert haben oder nun geheim wären, stehen in der Regel wie dort (oder als 0);"
        " was dort gesperrt war, bleibt es. Sie können darum von den Akten abweichen; untereinander geht alles auf."
    )
