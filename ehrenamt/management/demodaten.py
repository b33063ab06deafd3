"""Erfundene Ehrenamtliche, Einsätze, Treffen und Stunden: rund 150 Aktive von 18 bis 84 Jahren (Konzept 1)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from arge.zahlen.feiertage import arbeitstag_ab
from arge.zahlen.zeitraum import alter_am, jahre_spaeter
from ehrenamt.begriffe import Anbindung, Erfahrung, ProjektStatus, Verfuegbarkeit
from ehrenamt.models import Ausscheiden, Ehrenamtliche, Einsatz, Erfahrungsangabe, Projekt, Projektstand, Stunden, Treffen
from traeger.management.erfunden import (
    EA,
    Demo,
    adresse,
    geburt,
    gewaehlt,
    kennung,
    name,
    sprachraum,
    telefon,
)  # fmt: skip
from traeger.management.erfunden import (
    anlegen as massenhaft,
)
from traeger.management.namen import DEUTSCH
from traeger.zugang import handeln

#: Aktive am letzten Tag und in zwei Jahren Ausgeschiedene, je Träger; zusammen 150 und 36.
ANZAHL = {"awo": (52, 13), "caritas": (56, 12), "diakonie": (42, 11)}
ALTERSGRUPPEN = [((18, 24), 14), ((25, 34), 16), ((35, 49), 20), ((50, 64), 24), ((65, 74), 18), ((75, 84), 8)]
GEWONNEN = ["Empfehlung", "Freiwilligenagentur", "Infoabend", "Hochschule", "Kirchengemeinde", "Internet", "Zeitung"]
AUSTRITT = ["Umzug", "Studium oder Beruf", "Gesundheit", "Familie", "Projekt beendet", "ohne Angabe"]


@dataclass(frozen=True)
class Rhythmus:
    """Wie ein Projekt läuft: Wochentag (0 = Montag), alle n Wochen, Minuten, Teilnehmende im Mittel, Bedarf, Status."""

    wochentag: int
    wochen: int
    minuten: int
    teilnehmende: int
    bedarf: int
    status: ProjektStatus = ProjektStatus.STABIL
    in_ferien: bool = True


RHYTHMUS = {
    "cafe-bruecke-zukunft": Rhythmus(4, 1, 150, 26, 12),
    "formularhilfe-augaertle": Rhythmus(1, 1, 120, 11, 8),
    "formularhilfe-nordtreff": Rhythmus(3, 1, 120, 9, 8),
    "formularhilfe-moenchseestr": Rhythmus(0, 1, 180, 14, 10),
    "treffpunkt-deutsch": Rhythmus(2, 1, 90, 17, 12),
    "fahrradwerkstatt": Rhythmus(3, 1, 180, 8, 7, ProjektStatus.BEGLEITET),
    "hausaufgaben-nordstrasse": Rhythmus(1, 1, 120, 15, 12, ProjektStatus.STABIL, False),
    "schuldenpraevention": Rhythmus(2, 2, 90, 6, 6, ProjektStatus.BEGLEITET),
    "begegnungscafe": Rhythmus(3, 1, 150, 22, 10),
    "sprachcafe-boeckingen": Rhythmus(4, 1, 120, 19, 10),
    "sprachgruppe-nordstadt": Rhythmus(0, 1, 90, 12, 8),
    "hausaufgaben-augaertle": Rhythmus(2, 1, 120, 12, 10, ProjektStatus.STABIL, False),
    "hausaufgaben-nordstadt": Rhythmus(3, 1, 120, 10, 9, ProjektStatus.BEGLEITET, False),
    "kinderbetreuung": Rhythmus(0, 1, 120, 7, 6, ProjektStatus.GEFAEHRDET, False),
    "wohnraumvermittlung": Rhythmus(1, 2, 120, 5, 6, ProjektStatus.GEFAEHRDET),
}


def anlegen(demo: Demo) -> dict[str, int]:
    """Je Träger in dessen Zugang; Projekte selbst sind Stammdaten."""
    summe = {"Ehrenamtliche": 0, "Einsätze": 0, "Treffen": 0, "Stunden": 0}
    for kuerzel in ANZAHL:
        with handeln(demo.leitung[kuerzel]):
            for was, zahl in _traeger(demo, kuerzel).items():
                summe[was] += zahl
    return summe


def _traeger(demo: Demo, kuerzel: str) -> dict[str, int]:
    zufall = demo.zufall(f"ehrenamt-{kuerzel}")
    projekte = [p for p in Projekt.objects.order_by("kuerzel") if p.traeger_id == demo.traeger[kuerzel].pk]
    for projekt in projekte:
        rhythmus = RHYTHMUS[projekt.kuerzel]
        projekt.bedarf, projekt.treffen_dauer_minuten = rhythmus.bedarf, rhythmus.minuten
    Projekt.objects.bulk_update(projekte, ["bedarf", "treffen_dauer_minuten"])
    massenhaft(Projektstand, (s for projekt in projekte for s in _staende(demo, projekt)))
    menschen = _menschen(demo, zufall, kuerzel)
    massenhaft(Ehrenamtliche, menschen)
    massenhaft(Ausscheiden, (
        Ausscheiden(traeger_id=m.traeger_id, ehrenamtliche=m, von=m.ausgeschieden_am, grund=m.demo_grund)
        for m in menschen if m.ausgeschieden_am
    ))  # fmt: skip
    massenhaft(Erfahrungsangabe, (
        Erfahrungsangabe(traeger_id=m.traeger_id, ehrenamtliche=m, erfahrung=m.demo_erfahrung)
        for m in menschen if m.demo_erfahrung != Erfahrung.KEINE_ANGABE
    ))  # fmt: skip
    einsaetze = _einsaetze(demo, zufall, projekte, menschen)
    massenhaft(Einsatz, einsaetze)
    treffen = _treffen(demo, zufall, kuerzel, projekte)
    massenhaft(Treffen, treffen)
    stunden = massenhaft(Stunden, _stunden(demo, zufall, kuerzel, treffen, einsaetze))
    return {"Ehrenamtliche": len(menschen), "Einsätze": len(einsaetze), "Treffen": len(treffen), "Stunden": stunden}


def _staende(demo: Demo, projekt: Projekt) -> list[Projektstand]:
    """Was nicht stabil ist, war es bis vor einem halben Jahr."""
    status, seit = RHYTHMUS[projekt.kuerzel].status, demo.ende - timedelta(180)
    if status == ProjektStatus.STABIL or projekt.von >= seit:
        return [Projektstand(traeger_id=projekt.traeger_id, projekt=projekt, status=status)]
    davor = Projektstand(
        traeger_id=projekt.traeger_id, projekt=projekt, bis=seit - timedelta(1), status=ProjektStatus.STABIL
    )
    return [davor, Projektstand(traeger_id=projekt.traeger_id, projekt=projekt, von=seit, status=status)]


def _menschen(demo: Demo, zufall: Random, kuerzel: str) -> list[Ehrenamtliche]:
    aktive, gegangene = (anzahl * demo.faktor for anzahl in ANZAHL[kuerzel])
    return [_mensch(demo, zufall, kuerzel, nummer, nummer < aktive) for nummer in range(aktive + gegangene)]


def _mensch(demo: Demo, zufall: Random, kuerzel: str, nummer: int, ist_aktiv: bool) -> Ehrenamtliche:
    """Junge sind öfter nur kurzfristig da, Jüngere haben öfter eigene Migrationserfahrung (Konzept 1)."""
    von, bis = gewaehlt(zufall, ALTERSGRUPPEN)
    alter = {0: 18, 1: 84}.get(nummer, zufall.randint(von, bis)) if kuerzel == "awo" else zufall.randint(von, bis)
    if not ist_aktiv:
        alter = max(alter, 21)  # wer in den zwei Jahren ging, war bei der Ankunft 18
    geboren = geburt(zufall, alter, demo.ende)
    erfahren = zufall.random() < (0.5 if alter < 50 else 0.22)
    raum = sprachraum(zufall, EA) if erfahren else DEUTSCH
    vorname, nachname = name(zufall, raum, "w" if zufall.random() < 0.64 else "m")
    gewonnen, ausgeschieden = _dauer(demo, zufall, alter, geboren, ist_aktiv)
    erfahrung = Erfahrung.JA if erfahren else Erfahrung.NEIN
    mensch = Ehrenamtliche(
        traeger=demo.traeger[kuerzel], absendung=kennung(zufall), vorname=vorname, nachname=nachname, geburtsdatum=geboren,
        telefon=telefon(zufall) if zufall.random() < 0.85 else "",
        email=adresse(vorname, nachname, nummer) if zufall.random() < 0.8 else "",
        sprachen=f"Deutsch, {raum.sprachen}" if erfahren else zufall.choice(["Deutsch", "Deutsch, Englisch"]),
        anbindung=_anbindung(zufall, kuerzel),
        verfuegbarkeit=Verfuegbarkeit.KURZFRISTIG
        if zufall.random() < (0.55 if alter < 30 else 0.1) else Verfuegbarkeit.REGELMAESSIG,
        gewonnen_am=gewonnen, gewonnen_ueber=zufall.choice(GEWONNEN), ausgeschieden_am=ausgeschieden,
    )  # fmt: skip
    mensch.demo_erfahrung = Erfahrung.KEINE_ANGABE if zufall.random() < 0.12 else erfahrung
    mensch.demo_grund = zufall.choice(AUSTRITT) if ausgeschieden else ""
    return mensch


def _dauer(demo: Demo, zufall: Random, alter: int, geboren: date, ist_aktiv: bool) -> tuple[date, date | None]:
    """Junge sind erst kurz dabei; niemand vor dem 18. Geburtstag, und gewonnen wird an Arbeitstagen der Koordination."""
    laengstens = 500 if alter < 28 else 2600
    frueheste = jahre_spaeter(geboren, 18)
    if ist_aktiv:
        tage = int(zufall.triangular(5, laengstens, laengstens / 5))
        gewonnen = arbeitstag_ab(max(demo.ende - timedelta(tage), frueheste))
        return (gewonnen if gewonnen <= demo.ende else frueheste), None
    ende = demo.kalender.tag(zufall, demo.beginn, demo.letzter)
    beginn = ende - timedelta(int(zufall.triangular(40, laengstens, laengstens / 4)))
    return arbeitstag_ab(max(beginn, frueheste)), ende


def _anbindung(zufall: Random, kuerzel: str) -> Anbindung:
    kirchlich = {
        "awo": [(Anbindung.ARGE, 1)],
        "caritas": [(Anbindung.ARGE, 5), (Anbindung.CADIFA, 4), (Anbindung.KIRCHLICH, 1)],
        "diakonie": [(Anbindung.ARGE, 5), (Anbindung.KIDIFLUE, 3), (Anbindung.KIRCHLICH, 2)],
    }
    return gewaehlt(zufall, kirchlich[kuerzel])


def _einsaetze(demo: Demo, zufall: Random, projekte: list[Projekt], menschen: list[Ehrenamtliche]) -> list[Einsatz]:
    """Jede Person in einem Projekt, jede vierte in zweien; einzelne warten auf den nächsten Einsatz."""
    zeilen = []
    gewichte = [projekt.bedarf for projekt in projekte]
    for mensch in menschen:
        wahl = dict.fromkeys(zufall.choices(projekte, gewichte, k=2 if zufall.random() < 0.25 else 1))
        for projekt in wahl:
            bis = mensch.ausgeschieden_am
            if bis is None and zufall.random() < 0.07:
                bis = demo.ende - timedelta(zufall.randint(10, 120))
            von = max(mensch.gewonnen_am, projekt.von)  # wer länger dabei ist als das Projekt, war vorher woanders
            if bis is None or bis >= von:
                zeilen.append(Einsatz(traeger_id=mensch.traeger_id, ehrenamtliche=mensch, projekt=projekt, von=von, bis=bis))
    return zeilen


def _termine(demo: Demo, rhythmus: Rhythmus) -> Iterator[date]:
    """Fester Wochentag, nicht an Feiertagen und nicht zwischen den Jahren; Hausaufgaben nicht in den Sommerferien."""
    tage = set(demo.kalender.tage)
    tag = demo.beginn + timedelta((rhythmus.wochentag - demo.beginn.weekday()) % 7)
    while tag <= demo.letzter:
        ferien = tag.month == 8 or (tag.month == 9 and tag.day < 13)
        if tag in tage and (rhythmus.in_ferien or not ferien):
            yield tag
        tag += timedelta(7 * rhythmus.wochen)


def _treffen(demo: Demo, zufall: Random, kuerzel: str, projekte: list[Projekt]) -> list[Treffen]:
    zeilen = []
    for projekt in projekte:
        rhythmus = RHYTHMUS[projekt.kuerzel]
        for am in _termine(demo, rhythmus):
            for _ in range(demo.faktor):
                if zufall.random() < 0.06:  # ausgefallen
                    continue
                kraft = gewaehlt(zufall, demo.kraefte_am(kuerzel, "EA", am))
                zeilen.append(Treffen(
                    traeger=demo.traeger[kuerzel], absendung=kennung(zufall), projekt=projekt, am=am,
                    dauer_minuten=rhythmus.minuten + zufall.choice([-30, 0, 0, 0, 0, 30]),
                    anzahl_teilnehmende=max(1, round(zufall.gauss(rhythmus.teilnehmende, rhythmus.teilnehmende / 4))),
                    erfasst_am=demo.zeitpunkt(zufall, am, zufall.choice([0, 0, 0, 1, 2]), kraft), erfasst_von_id=kraft.benutzer_id,
                ))  # fmt: skip
    return zeilen


JE_TAG = 2


def _stunden(
    demo: Demo, zufall: Random, kuerzel: str, treffen: list[Treffen], einsaetze: list[Einsatz]
) -> Iterator[Stunden]:
    """Einige sind fast immer da, die meisten ab und zu; vier von fünf älteren Einträgen hat die Leitung bestätigt.

    Niemand hilft an einem Tag in mehr als zwei Treffen: Bei Faktor 100 hat jedes Projekt am selben Nachmittag hundert.
    """
    je_projekt: dict[int, tuple[list[Einsatz], list[int]]] = {}
    for einsatz in einsaetze:
        leute, treue = je_projekt.setdefault(einsatz.projekt_id, ([], []))
        leute.append(einsatz)
        treue.append((treue[-1] if treue else 0) + gewaehlt(zufall, [(1, 55), (4, 34), (30, 11)]))
    leitung = demo.leitung[kuerzel].benutzer_id
    am_tag: Counter[tuple[int, date]] = Counter()
    for t in treffen:
        leute, treue = je_projekt.get(t.projekt_id, ([], []))
        wahl = dict.fromkeys(zufall.choices(leute, cum_weights=treue, k=14) if leute else ())
        da = [
            e for e in wahl
            if e.von <= t.am and (e.bis is None or t.am <= e.bis) and am_tag[e.ehrenamtliche_id, t.am] < JE_TAG
        ][: zufall.randint(2, 5)]  # fmt: skip
        for einsatz in da:
            am_tag[einsatz.ehrenamtliche_id, t.am] += 1
            danach = demo.zeitpunkt(zufall, t.erfasst_am.date(), zufall.randint(1, 12))
            bestaetigt = zufall.random() < (0.8 if (demo.ende - t.am).days > 21 else 0.25) and danach > t.erfasst_am
            yield Stunden(
                traeger_id=t.traeger_id, ehrenamtliche_id=einsatz.ehrenamtliche_id, projekt_id=t.projekt_id,
                treffen=t, am=t.am, minuten=t.dauer_minuten + zufall.choice([0, 0, 15, 30]),
                erfasst_am=t.erfasst_am, erfasst_von_id=t.erfasst_von_id,
                bestaetigt_am=danach if bestaetigt else None,
                bestaetigt_von_id=leitung if bestaetigt else None,
            )  # fmt: skip
    yield from _einzelhilfe(demo, zufall, einsaetze, leitung)


def _einzelhilfe(demo: Demo, zufall: Random, einsaetze: list[Einsatz], leitung: int) -> Iterator[Stunden]:
    """Begleitung außerhalb der Treffen (Behördengang, Wohnungsbesichtigung): jede dritte Person, ein paarmal im Jahr."""
    for einsatz in einsaetze:
        mensch = einsatz.ehrenamtliche
        if zufall.random() > 0.33 or alter_am(mensch.geburtsdatum, demo.ende) < 21:
            continue
        von, bis = max(einsatz.von, demo.beginn), einsatz.bis or demo.letzter
        for am in demo.kalender.tage_im(zufall, von, bis, zufall.randint(2, 9)):
            yield Stunden(
                traeger_id=einsatz.traeger_id, ehrenamtliche=mensch, projekt_id=einsatz.projekt_id, am=am,
                minuten=zufall.choice([45, 60, 90, 120, 180]), erfasst_am=demo.zeitpunkt(zufall, am, 1),
                erfasst_von_id=leitung,
            )  # fmt: skip
