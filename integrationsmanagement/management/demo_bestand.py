"""Der erfundene Bestand an IM-Fällen: Am 31.12.2025 führt die Stadt 300 externe Fälle mit 2,0 VZÄ (1:150); mit den 1,0 VZÄ der
Caritas sind es 2026 rund 1:100 (Konzept 3.2).

Monat für Monat werden Fälle abgeschlossen, übergeleitet und begonnen, bis der Bestand dem Ziel entspricht: So stimmt das
Verhältnis an jedem Tag, in jedem Jahr. `--faktor` vervielfacht nicht den Bestand – dann wäre 1:150 nicht mehr 1:150 –, sondern die
kurzen Fälle davor.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from arge.zahlen.zeitraum import TAG, jahre_spaeter, monatsende
from beratung.begriffe import Abschlussgrund
from beratung.management.demodaten import abschliessen
from beratung.management.erfunden import WOHNORTE, person
from integrationsmanagement.begriffe import Intensitaet, Schwerpunkt, Verlaengerung, Wohnform
from integrationsmanagement.models import IMFall
from integrationsmanagement.regeln import Wohnen
from traeger.management.erfunden import IM, VERTRAGSBEGINN, Demo, gewaehlt, kennung

EROEFFNUNG = VERTRAGSBEGINN - TAG
#: Externe Fälle: zur Eröffnung, und was seit dem Tag gilt; dazwischen gleichmäßig. Stadt und Caritas zusammen bleiben bei 300.
ZIEL = {
    "stadt": (300, 200, date(2026, 4, 30)), "caritas": (0, 100, date(2026, 4, 30)), "awo": (0, 46, date(2026, 3, 31)),
    "diakonie": (0, 48, date(2026, 4, 30)),
}  # fmt: skip
#: Fälle in der Gemeinschaftsunterkunft, die nicht zum externen IM zählen. Betreut wird dort nur durch die Stadt, aber die AWO berät dort
#: Einzelne zu Schulden und Arbeit (Standort Mönchseestr. 83); Caritas und Diakonie beraten erst nach dem Auszug (Konzept 3.2).
IN_GU = {"stadt": 8, "caritas": 0, "awo": 20, "diakonie": 0}
#: Vor 2026 abgeschlossene Fälle der Stadt.
FRUEHER = 60
UEBERLEITUNG_BIS, UEBERLEITUNG_IM_MONAT = date(2026, 4, 30), 21
ABGANG_IM_MONAT = 0.018
#: Was die Caritas übernimmt, wohnt in ihren Gebieten; die Stadt behält dort nur Einzelne.
GEBIET_CARITAS = {"Böckingen": 62, "Frankenbach": 20, "Kirchhausen": 13}
ANDERSWO = WOHNORTE | {"Böckingen": 2, "Frankenbach": 1, "Kirchhausen": 0}
WOHNORTE_JE = {"caritas": GEBIET_CARITAS, "diakonie": {"Kernstadt": 1}, "awo": {"Kernstadt": 1}, "stadt": ANDERSWO}
GRUENDE = [
    (Abschlussgrund.ZIEL, 46), (Abschlussgrund.FRIST, 18), (Abschlussgrund.WEGZUG, 14), (Abschlussgrund.ABGEBROCHEN, 16),
    (Abschlussgrund.VERWIESEN, 6),
]  # fmt: skip
FRIST_JAHRE, HOECHSTENS_JAHRE = 3, 4
#: So viele Tage vor dem Ende der Höchstdauer endet ein Fall spätestens.
VORHER = 45


@dataclass
class Bestand:
    """Die Fälle eines Trägers: laufende, abgeschlossene, und was er wann an die Caritas übergab."""

    demo: Demo
    kuerzel: str
    zufall: Random
    laufend: list[IMFall] = field(default_factory=list)
    zu: list[IMFall] = field(default_factory=list)
    abgegeben: list[IMFall] = field(default_factory=list)

    @property
    def alle(self) -> list[IMFall]:
        """In der Reihenfolge ihres Beginns."""
        return sorted([*self.laufend, *self.zu, *self.abgegeben], key=lambda fall: fall.begonnen_am)

    def tag(self, von: date, bis: date) -> date:
        return self.demo.kalender_von(self.kuerzel, "IM").tag(self.zufall, von, bis)

    def neu(self, beginn: date, orte: dict[str, int] | None = None, *, in_gu: bool = False) -> IMFall:
        """Drei Ereignisse in ihrer Folge: Zuteilung, Auszug, Beginn (fakten 0.2 Nr. 4)."""
        demo, zufall, kuerzel = self.demo, self.zufall, self.kuerzel
        auszug = None if in_gu else beginn - timedelta(zufall.randint(0, 45))
        zuteilung = (auszug or beginn) - timedelta(zufall.randint(5, 200))
        mensch = person(
            demo, zufall, kuerzel, IM, beginn, alter=(18, 66), orte=orte or WOHNORTE_JE[kuerzel],
            in_deutschland_seit=zuteilung - timedelta(60),
        )  # fmt: skip
        schwerpunkte = [Schwerpunkt.SCHULDEN, Schwerpunkt.ARBEITSMARKT] if kuerzel == "awo" else [Schwerpunkt.ALLGEMEIN]
        fall = IMFall(
            traeger=demo.traeger[kuerzel], absendung=kennung(zufall), person=mensch, begonnen_am=beginn,
            au_zuteilung_am=zuteilung,
            intensitaet=gewaehlt(zufall, [(Intensitaet.HOCH, 22), (Intensitaet.MITTEL, 50), (Intensitaet.NIEDRIG, 28)]),
            schwerpunkt=zufall.choice(schwerpunkte),
        )  # fmt: skip
        fall.demo_wohnen = Wohnen(Wohnform.GU if in_gu else Wohnform.PRIVAT, mensch.stadtteil_id, auszug)
        return fall

    def schliessen(self, fall: IMFall, am: date, grund: Abschlussgrund | None = None) -> None:
        """Abschluss an einem Tag, an dem jemand da ist; wer abschließt, war da."""
        durch = self.demo.kraefte_am(self.kuerzel, "IM", am)[0][0]
        abschliessen(fall, am, grund or gewaehlt(self.zufall, GRUENDE), durch.benutzer_id)

    def monat(self, von: date, bis: date, *, kommt: list[IMFall]) -> None:
        """Ein Monat: Einige enden, `kommt` wurde übernommen, und was zum Ziel fehlt, beginnt neu."""
        if not self.demo.kalender_von(self.kuerzel, "IM").hat(von, bis):
            return  # niemand da
        for fall in self._abgaenge(von, bis):
            self.schliessen(fall, self.tag(von, bis))
            self.laufend.remove(fall)
            self.zu.append(fall)
        self.laufend += kommt
        extern = sum(fall.demo_wohnen.auszug_gu_am is not None for fall in self.laufend)
        soll, soll_gu = ziel(self.kuerzel, bis), round(IN_GU[self.kuerzel] * anteil(bis, ZIEL[self.kuerzel][2]))
        fehlt, fehlt_gu = soll - extern, soll_gu - (len(self.laufend) - extern)
        self.laufend += [self.neu(self.tag(von, bis)) for _ in range(fehlt)]
        self.laufend += [self.neu(self.tag(von, bis), in_gu=True) for _ in range(fehlt_gu)]

    def _abgaenge(self, von: date, bis: date) -> list[IMFall]:
        """Wer in diesem Monat geht: alle, deren Höchstdauer bald endet, und einige mehr; ein angebrochener Monat hat weniger."""
        teil = ((bis - von).days + 1) / monatsende(von).day
        spaetestens = bis + timedelta(VORHER)
        bereit = [fall for fall in self.laufend if fall.begonnen_am < von]
        muss = [fall for fall in bereit if jahre_spaeter(fall.au_zuteilung_am, HOECHSTENS_JAHRE) <= spaetestens]
        darf = [fall for fall in bereit if fall not in muss]
        zahl = max(0, round(len(self.laufend) * ABGANG_IM_MONAT * teil) - len(muss))
        return [*muss, *self.zufall.sample(darf, min(len(darf), zahl))]

    def uebergeben(self, von: date, bis: date) -> None:
        """Die Stadt gibt Fälle aus den Gebieten der Caritas ab: Auszug und fortbestehender Bedarf (Konzept 3.2)."""
        gebiete = [
            f for f in self.laufend
            if f.person.stadtteil.name in GEBIET_CARITAS and f.demo_wohnen.auszug_gu_am and f.begonnen_am < von
        ]  # fmt: skip
        zahl = min(len(gebiete), UEBERLEITUNG_IM_MONAT) if self.demo.kalender_von(self.kuerzel, "IM").hat(von, bis) else 0
        for fall in gebiete[:zahl]:
            self.schliessen(fall, self.tag(von, bis), Abschlussgrund.UEBERGELEITET)
            self.laufend.remove(fall)
            self.abgegeben.append(fall)


def anteil(am: date, voll: date) -> float:
    """Wie viel des Wegs von der Eröffnung bis zum Ziel zurückgelegt ist."""
    return min(1.0, max(0.0, (am - EROEFFNUNG).days / (voll - EROEFFNUNG).days))


def ziel(kuerzel: str, am: date) -> int:
    """Externe Fälle dieses Trägers an einem Tag."""
    anfangs, danach, voll = ZIEL[kuerzel]
    return round(anfangs + (danach - anfangs) * anteil(am, voll)) + (_schwankung(kuerzel, am) if am > voll else 0)


def _schwankung(kuerzel: str, am: date) -> int:
    """Jeden Monat ein wenig anders, höchstens drei; was der Stadt fehlt, hat die Caritas."""
    w = (am.month * 5 + am.year) % 7 - 3
    return {"stadt": w, "caritas": -w, "awo": abs(w) // 2, "diakonie": w // 2}[kuerzel]


def monate(demo: Demo) -> Iterator[tuple[date, date]]:
    """Jeder Monat seit dem Vertrag, der letzte nur so weit, wie schon gearbeitet ist."""
    von = VERTRAGSBEGINN
    while von <= demo.letzter:
        yield von, min(monatsende(von), demo.letzter)
        von = monatsende(von) + TAG


def stadt(demo: Demo, zufall: Random) -> Bestand:
    """300 laufende zur Eröffnung, davor abgeschlossene, danach Monat für Monat."""
    b = Bestand(demo, "stadt", zufall)
    anfang = EROEFFNUNG - timedelta(760)
    abzugeben = UEBERLEITUNG_IM_MONAT * UEBERLEITUNG_BIS.month + 3
    for nummer in range(ZIEL["stadt"][0]):
        b.laufend.append(b.neu(b.tag(anfang, EROEFFNUNG), GEBIET_CARITAS if nummer < abzugeben else ANDERSWO))
    b.laufend += [b.neu(b.tag(anfang, EROEFFNUNG), in_gu=True) for _ in range(IN_GU["stadt"])]
    for nummer in range(FRUEHER * demo.faktor):
        tage = zufall.triangular(200, 640, 400) if nummer < FRUEHER else zufall.randint(7, 40)
        schluss = b.tag(date(2025, 1, 1), EROEFFNUNG)
        fall = b.neu(b.tag(schluss - timedelta(int(tage)), schluss - timedelta(int(tage) - 6)), WOHNORTE)
        b.schliessen(fall, schluss)
        b.zu.append(fall)
    for von, bis in monate(demo):
        if bis <= UEBERLEITUNG_BIS:
            b.uebergeben(von, bis)
        b.monat(von, bis, kommt=[])
    return b


def freier_traeger(
    demo: Demo, zufall: Random, kuerzel: str, uebernommen: Callable[[Bestand, date, date], list[IMFall]]
) -> Bestand:
    """Ein Träger, der mit dem Vertrag beginnt; `uebernommen`: was in einem Monat von der Stadt kommt."""
    b = Bestand(demo, kuerzel, zufall)
    for von, bis in monate(demo):
        b.monat(von, bis, kommt=uebernommen(b, von, bis))
    return b


def begruenden(demo: Demo, zufall: Random, faelle: list[IMFall]) -> None:
    """Wer länger als drei Jahre beraten wird, hat den Grund dafür (VwV: begründet höchstens vier)."""
    for fall in faelle:
        if jahre_spaeter(fall.au_zuteilung_am, FRIST_JAHRE) < (fall.abgeschlossen_am or demo.ende):
            fall.verlaengerung = gewaehlt(
                zufall, [(Verlaengerung.BILDUNG, 5), (Verlaengerung.FAMILIE, 2), (Verlaengerung.SCHUTZ, 2)]
            )
