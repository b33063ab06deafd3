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

Gegen alle früheren Fassungen: 10, 14, 11 sind zwei große Schritte, und doch sähe, wer die erste neben die dritte legt, einen mehr. Zahlen, die
keine Köpfe zählen, kommen schon gehalten hier an (`beitraege`); was aus ihnen folgt und niemand zeigt, ist dann fest.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from arge.zahlen.ausgleich import Ausgleich, Zahl
from arge.zahlen.blatt import Abstaende, Blatt, Stelle
from arge.zahlen.format import Sperre
from arge.zahlen.statistik import Tafel, bruch


@dataclass(frozen=True)
class Gleichung:
    """Was zwischen Zahlen eines Kapitels gilt: Alle Glieder mit ihrem Gewicht ergeben null.

    Mit `rest` ergeben sie eine Zahl, die niemand zeigt (Fälle ohne Plan). Mit `davor` fehlt ein Glied, das in einem anderen Bericht steht
    (der Bestand des Vorjahrs, mit Gewicht 1); gleiche Namen meinen dieselbe Zahl, `gezeigt` ist, was dessen Fassungen zeigen.
    `verborgen`: Spalte der Beiträge zu der Zahl, die niemand zeigt; `fest`: Sie bleibt, weil sie sich nur bei wenigen Menschen geändert hat.
    """

    glieder: tuple[tuple[Stelle, int], ...]
    rest: bool = False
    davor: str = ""
    gezeigt: tuple[int, ...] = ()
    verborgen: str = ""
    fest: bool = False


def fortgeschrieben(
    tafeln: Sequence[Tafel], alte: Mapping[str, Tafel], gleichungen: Sequence[Gleichung], fassung: int,
    aeltere: Sequence[Mapping[str, Tafel]] = (),
) -> list[Tafel]:  # fmt: skip
    """Die Tafeln eines Kapitels, gehalten gegen die der vorigen Fassung (`alte`: Titel → Tafel, `fassung` ihre Nummer) und aller davor.

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
        tafel.titel: Blatt(
            tafel, alte.get(tafel.titel), [davor.get(tafel.titel) for davor in aeltere], verbunden=tafel.titel in an_alten
        )
        for tafel in tafeln if tafel.mindestfallzahl is not None
    }  # fmt: skip
    netz = _Netz.aus(blaetter, gleichungen)
    aenderungen = netz.geloest()
    fertig = [blaetter[tafel.titel].tafel(aenderungen) if tafel.titel in blaetter else tafel for tafel in tafeln]
    return [*_erklaert(fertig, {titel for titel, blatt in blaetter.items() if not blatt.ist_neu}, fassung)]


@dataclass
class _Netz:
    """Zahlen und was zwischen ihren Änderungen gilt: {Zahl: Gewicht} ergeben zusammen eine feste Summe, meist null."""

    schwelle: int
    zahlen: dict[Hashable, Zahl] = field(default_factory=dict)
    gleichungen: list[tuple[dict[Hashable, int], Fraction]] = field(default_factory=list)
    abstaende: dict[Hashable, Abstaende] = field(default_factory=dict)

    @classmethod
    def aus(cls, blaetter: Mapping[str, Blatt], gleichungen: Sequence[Gleichung]) -> "_Netz":
        netz = cls(max((blatt.mindestfallzahl for blatt in blaetter.values()), default=0))
        for blatt in blaetter.values():
            netz.aufnehmen(blatt)
        for gleichung in gleichungen:
            netz.gleichung(gleichung, blaetter)
        netz._abstand_halten()
        return netz

    def _abstand_halten(self) -> None:
        """Auch gegen jede frühere Fassung ändert sich eine Zahl um 0 oder mindestens die Schwelle: 10, 14, 11 hieße, dass einer dazukam."""
        for ort, abstaende in self.abstaende.items():
            offen = ort in self.zahlen and (self.zahlen[ort].wahr is not None or not isinstance(ort, Stelle))
            for abstand in {wert for wert in abstaende if offen and wert is not None and abs(wert) >= self.schwelle}:
                gegen = ("gegen", ort, abstand)
                self.zahlen[gegen] = Zahl()
                self._gilt({gegen: -1, ort: 1}, -abstand)

    def _aus(self, glieder: Mapping[Hashable, int]) -> Abstaende:
        """Die Abstände einer Zahl, die niemand zeigt, aus denen, die sie ergeben."""
        je_fassung = zip(*(self.abstaende[ort] for ort in glieder), strict=True)
        return tuple(
            None if None in werte
            else sum((g * w for g, w in zip(glieder.values(), werte, strict=True) if w is not None), Fraction())
            for werte in je_fassung
        )  # fmt: skip

    def _klein(self, alt: Fraction, wahr: Fraction) -> Fraction:
        """Wohin eine Zahl soll, hinter der nun zu wenige Menschen stehen: Sie bleibt, wie sie war, oder wird null, je nachdem, was näher ist.

        Dann sieht die Fassung aus wie eine, in der es wirklich niemand mehr oder niemand anders ist, und sagt nicht, wie viele es sind.
        """
        return -alt if abs(wahr) >= self.schwelle and abs(alt + wahr) < abs(wahr) else Fraction()

    def aufnehmen(self, blatt: Blatt) -> None:
        for (zeile, spalte), (neu, alt) in blatt.werte.items():
            ort = blatt.stelle(zeile, spalte)
            if isinstance(neu, Sperre) or isinstance(alt, Sperre):
                self.zahlen[ort] = Zahl(None if isinstance(alt, Sperre) else bruch(alt))
            elif neu is not None or alt is not None:
                wahr = bruch(neu) - bruch(alt)
                folgt = blatt.additiv and None in (zeile, spalte)
                klein = 0 < blatt.neu_gesperrt.get((zeile, spalte), 0) < self.schwelle
                hin = self._klein(bruch(alt), wahr) if klein else wahr
                ziel = None if folgt else hin if blatt.eines_traegers else self._in_vielfachen(hin)
                koepfe = not isinstance(neu, Decimal) and not isinstance(alt, Decimal)
                self.zahlen[ort] = Zahl(bruch(alt), wahr, ziel, koepfe)
            self.abstaende[ort] = blatt.abstaende((zeile, spalte))
        for summe, teile in blatt.summen():
            if summe in self.zahlen:
                self._summe(summe, [teil for teil in teile if teil in self.zahlen])

    def gleichung(self, gleichung: Gleichung, blaetter: Mapping[str, Blatt]) -> None:
        """Eine Gleichung über Tafeln hinweg; zeigt das Kapitel eine ihrer Tafeln nicht, ist es falsch gebaut."""
        fehlt = {stelle.titel for stelle, _ in gleichung.glieder} - blaetter.keys()
        if fehlt:
            raise ValueError(f"Eine Gleichung nennt Tafeln, die das Kapitel nicht zeigt: {sorted(fehlt)}.")
        orte = [(blaetter[stelle.titel].aufgesucht(stelle), gewicht) for stelle, gewicht in gleichung.glieder]
        glieder: dict[Hashable, int] = {ort: gewicht for ort, gewicht in orte if ort in self.zahlen}
        if gleichung.rest:
            ungezeigt: Hashable = ("rest", len(self.gleichungen))
            self.zahlen[ungezeigt] = Zahl(_boden(self._zusammen(glieder, "alt")), koepfe=True, fest=gleichung.fest)
            self.abstaende[ungezeigt] = self._aus(glieder)
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
            zahl.fest = gleichung.fest
        if alt is not None:
            self.abstaende[ort] = tuple(None if wert is None else -wert for wert in self._aus(glieder))
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
            self._gruppe(glieder, verborgen, zahl, self._aus(offen))
        elif len(verborgen) > 1:
            self._gruppe(glieder, verborgen, Zahl())

    def _gruppe(
        self, glieder: Mapping[Hashable, int], verborgen: Sequence[Hashable], zahl: Zahl, abstaende: Abstaende = ()
    ) -> None:
        gruppe = ("gruppe", len(self.gleichungen))
        self.zahlen[gruppe], self.abstaende[gruppe] = zahl, abstaende
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
        f"Zahlen, die sich seit Fassung {fassung} um weniger als {schwelle} oder durch weniger als {schwelle} Menschen geändert haben oder nun geheim wären, stehen in der Regel wie dort (oder als 0);"
        " was dort gesperrt war, bleibt es. Sie können darum von den Akten abweichen; untereinander geht alles auf."
    )
