"""Erfundene IM-Fälle mit Zuständigkeit, Gesprächen und Integrationsplänen: rund 300 aktive Fälle (Konzept 3.2)."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from arge.zahlen.zeitraum import TAG
from beratung.management.demodaten import FORMEN, abschluesse, angehoerige, dauer
from beratung.models import Person
from integrationsmanagement.begriffe import Handlungsfeld, Herkunft, Intensitaet, Schwerpunkt, Wohnform, ZielStatus
from integrationsmanagement.management import demo_mitteilung
from integrationsmanagement.management.demo_bestand import Bestand, begruenden, freier_traeger, stadt
from integrationsmanagement.models import (
    Gespraech,
    IMAbschluss,
    IMFall,
    IMZustaendigkeit,
    Integrationsplan,
    Planziel,
    Wohnung,
)
from integrationsmanagement.vorgaenge import erste_wohnungen
from traeger.management.erfunden import Demo, Kraft, gewaehlt, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.zugang import handeln

Fuehrung = dict[int, list[tuple[Kraft, date, date | None]]]

MINIMALDATENSATZ = (
    "vorname", "nachname", "geburtsdatum", "geschlecht", "staatsangehoerigkeit", "sprachen", "aufenthaltsstatus",
    "einreise_am", "erster_titel_am",
    "stadtteil", "deutschniveau", "dolmetschbedarf", "telefon",
)  # fmt: skip
JE_JAHR = {Intensitaet.HOCH: 13, Intensitaet.MITTEL: 7, Intensitaet.NIEDRIG: 3}
FELDER = dict(zip(Handlungsfeld, [22, 7, 9, 19, 14, 9, 7, 7, 16], strict=True))
FELDER_JE_SCHWERPUNKT = {
    Schwerpunkt.SCHULDEN: FELDER | {Handlungsfeld.FINANZEN: 120},
    Schwerpunkt.ARBEITSMARKT: FELDER | {Handlungsfeld.ARBEIT: 110, Handlungsfeld.AUSBILDUNG: 40},
    Schwerpunkt.ALLGEMEIN: FELDER,
}
NOTIZEN = [
    "Post gemeinsam sortiert, zwei Fristen notiert.", "Unterlagen für das Jobcenter vollständig.",
    "Wohnungsangebot besprochen.",
    "Kurszeiten passen nicht zur Kita, Alternative gesucht.", "Nächster Schritt vereinbart: Termin in der Schule.",
    "Anschreiben für die Bewerbung fertig.", "Arzttermin vereinbart, Begleitung durch eine Ehrenamtliche.",
]  # fmt: skip
AUSGANGSLAGEN = [
    "Lebt seit dem Auszug in eigener Wohnung, sucht einen Sprachkurs.",
    "Hat Berufserfahrung, der Abschluss ist nicht anerkannt.",
    "Mehrere offene Forderungen, Überblick fehlt.", "Familie mit Schulkindern, ein Elternteil arbeitet in Teilzeit.",
]  # fmt: skip
ZIELE = {
    Handlungsfeld.SPRACHE: ("Sprachniveau B1 erreichen", "Anmeldung zum Integrationskurs"),
    Handlungsfeld.SCHULE: ("Schulwechsel gelingt", "Gespräch mit der Klassenleitung"),
    Handlungsfeld.AUSBILDUNG: ("Ausbildungsplatz finden", "Berufsberatung besuchen"),
    Handlungsfeld.ARBEIT: ("Arbeit mit mindestens 20 Stunden", "Bewerbungsunterlagen erstellen"),
    Handlungsfeld.WOHNUNG: ("Mietverhältnis sichern", "Mietvertrag und Nebenkosten klären"),
    Handlungsfeld.GESUNDHEIT: ("Hausärztlich versorgt sein", "Praxis mit passender Sprache suchen"),
    Handlungsfeld.TEILHABE: ("Kontakte im Stadtteil", "Besuch des Begegnungscafés"),
    Handlungsfeld.KINDER: ("Kita-Platz", "Anmeldung über das Kita-Portal"),
    Handlungsfeld.FINANZEN: ("Schulden geordnet", "Termin bei der Schuldnerberatung"),
}


def anlegen(demo: Demo) -> dict[str, int]:
    """Zuerst die Stadt; was sie übergibt, legt die Caritas als eigene Person und eigenen Fall an (Fachmodell 4)."""
    summe = {"IM-Fälle": 0, "Gespräche": 0, "Pläne": 0, "Ziele": 0}
    abgegeben: list[IMFall] = []

    def uebernommen(b: Bestand, von: date, bis: date) -> list[IMFall]:
        beginnt = (
            (alt, b.demo.kalender_von("caritas", "IM").ab(alt.abgeschlossen_am + _wartezeit(alt))) for alt in abgegeben
        )
        return [_uebernommen(b, alt, tag) for alt, tag in beginnt if tag and von <= tag <= bis]

    for kuerzel in ("stadt", "caritas", "awo", "diakonie"):
        zufall = demo.zufall(f"im-{kuerzel}")
        with handeln(demo.leitung[kuerzel]):
            if kuerzel == "stadt":
                bestand = stadt(demo, zufall)
                abgegeben = bestand.abgegeben
            else:
                bestand = freier_traeger(demo, zufall, kuerzel, uebernommen if kuerzel == "caritas" else lambda *_: [])
            begruenden(demo, zufall, bestand.alle)
            for was, zahl in _ausstatten(demo, zufall, kuerzel, bestand.alle).items():
                summe[was] += zahl
    return summe | demo_mitteilung.anlegen(demo)


def _ausstatten(demo: Demo, zufall: Random, kuerzel: str, faelle: list[IMFall]) -> dict[str, int]:
    """Personen, Fälle, Zuständigkeiten, Gespräche, Pläne in der Reihenfolge ihrer Verweise."""
    massenhaft(Person, [fall.person for fall in faelle])
    massenhaft(IMFall, faelle)
    massenhaft(IMAbschluss, (a for fall in faelle for a in abschluesse(IMAbschluss, fall)))
    massenhaft(Wohnung, _wohnungen(demo, faelle))
    fuehrung = {fall.pk: demo.zustaendig(zufall, kuerzel, "IM", fall.begonnen_am, fall.abgeschlossen_am) for fall in faelle}
    massenhaft(IMZustaendigkeit, (
        IMZustaendigkeit(traeger_id=fall.traeger_id, fall=fall, fachkraft=kraft.fachkraft, von=von, bis=bis)
        for fall in faelle for kraft, von, bis in fuehrung[fall.pk]
    ))  # fmt: skip
    gespraeche = massenhaft(Gespraech, _gespraeche(demo, zufall, faelle, fuehrung))
    plaene = [plan for fall in faelle for plan in _plaene(demo, zufall, fall, fuehrung)]
    massenhaft(Integrationsplan, plaene)
    ziele = massenhaft(Planziel, _ziele(demo, zufall, plaene))
    return {"IM-Fälle": len(faelle), "Gespräche": gespraeche, "Pläne": len(plaene), "Ziele": ziele}


def _wartezeit(alt: IMFall) -> timedelta:
    """Wenige Tage zwischen Abgabe und Annahme."""
    return timedelta(1 + alt.absendung.int % 14)


def _wohnungen(demo: Demo, faelle: list[IMFall]) -> Iterator[Wohnung]:
    """Womit jeder Fall begann. Wer am längsten aus einer Unterkunft heraus beraten wird, zog vor zehn Wochen in private Räume."""
    umzug = demo.ende - timedelta(70)
    aus_gu = [
        f for f in faelle if f.demo_wohnen.wohnform == Wohnform.GU and not f.abgeschlossen_am and f.begonnen_am < umzug
    ]
    ausgezogen = min(aus_gu, key=lambda f: f.begonnen_am, default=None)
    for fall in faelle:
        wohnungen = erste_wohnungen(fall, fall.demo_wohnen)
        if fall is ausgezogen:
            wohnungen[0].bis = umzug - timedelta(1)
            wohnungen.append(Wohnung(
                traeger_id=fall.traeger_id, fall=fall, von=umzug, wohnform=Wohnform.PRIVAT,
                stadtteil=demo.stadtteile["Böckingen"],
            ))  # fmt: skip
        yield from wohnungen


def _uebernommen(b: Bestand, alt: IMFall, beginn: date) -> IMFall:
    """Eigene Person, eigener Fall; Minimaldatensatz und Fristanker gehen mit, Notizen nie."""
    fall = b.neu(beginn)
    for feld in MINIMALDATENSATZ:
        setattr(fall.person, feld, getattr(alt.person, feld))
    fall.au_zuteilung_am, fall.demo_wohnen, fall.herkunft = alt.au_zuteilung_am, alt.demo_wohnen, Herkunft.UEBERNOMMEN
    return fall


def felder(zufall: Random, schwerpunkt: Schwerpunkt, anzahl: int) -> list[Handlungsfeld]:
    """Verschiedene Handlungsfelder nach Häufigkeit im Schwerpunkt, in der Reihenfolge des Wortschatzes."""
    gewicht = FELDER_JE_SCHWERPUNKT[schwerpunkt]
    wahl = set(zufall.choices(list(gewicht), list(gewicht.values()), k=anzahl))
    return [feld for feld in Handlungsfeld if feld in wahl]


def _kraft(fuehrung: Fuehrung, fall: IMFall, am: date) -> Kraft:
    return next(k for k, von, bis in fuehrung[fall.pk] if von <= am and (bis is None or am <= bis))


def _gespraeche(demo: Demo, zufall: Random, faelle: list[IMFall], fuehrung: Fuehrung) -> Iterator[Gespraech]:
    """Dichte nach Intensität; jeder zwölfte Fall ist seit Monaten ohne Gespräch."""
    for fall in faelle:
        von, bis = max(fall.begonnen_am, demo.beginn), fall.abgeschlossen_am or demo.letzter
        if fall.abgeschlossen_am is None and zufall.random() < 0.08:
            bis -= timedelta(zufall.randint(61, 150))
        anzahl = max(1, round(JE_JAHR[fall.intensitaet] * ((bis - von).days + 1) / 365 + zufall.random()))
        for am in demo.kalender.tage_im(zufall, von, bis, anzahl):
            kraft, form = _kraft(fuehrung, fall, am), gewaehlt(zufall, list(FORMEN.items()))
            if kraft.fehlt(am):
                continue
            yield Gespraech(
                traeger_id=fall.traeger_id, absendung=kennung(zufall), kennung=kennung(zufall), fall=fall, am=am,
                dauer_minuten=dauer(zufall, form), form=form, anzahl_angehoerige=angehoerige(zufall),
                fachkraft=kraft.fachkraft,
                handlungsfelder=felder(zufall, fall.schwerpunkt, zufall.choice([1, 1, 2, 2, 3])),
                mit_dolmetschen=fall.person.dolmetschbedarf and zufall.random() < 0.6,
                notiz=zufall.choice(NOTIZEN) if zufall.random() < 0.45 else "",
                erfasst_am=demo.zeitpunkt(zufall, am, zufall.choice([0, 0, 0, 1, 2, 5]), kraft), erfasst_von_id=kraft.benutzer_id,
            )  # fmt: skip


def _plaene(demo: Demo, zufall: Random, fall: IMFall, fuehrung: Fuehrung) -> Iterator[Integrationsplan]:
    """Jeder achte Fall hat noch keinen Plan, jeder vierte nur einen alten; sonst etwa halbjährlich ein neuer."""
    if zufall.random() < 0.13:
        return
    veraltet = zufall.random() < 0.26
    kalender, schluss, nummer = demo.kalender, fall.abgeschlossen_am or demo.letzter, 1
    am = kalender.ab(fall.begonnen_am + timedelta(zufall.randint(7, 60)))
    while am and am <= schluss and nummer <= (1 if veraltet else 6):
        if _kraft(fuehrung, fall, am).fehlt(am):
            am = kalender.ab(am + TAG)
            continue
        yield Integrationsplan(
            traeger_id=fall.traeger_id, absendung=kennung(zufall), kennung=kennung(zufall), fall=fall, nummer=nummer,
            vereinbart_am=am, vereinbart_von_id=_kraft(fuehrung, fall, am).benutzer_id,
            ausgangslage=zufall.choice(AUSGANGSLAGEN),
        )  # fmt: skip
        am, nummer = kalender.ab(am + timedelta(zufall.randint(120, 210))), nummer + 1


def _ziele(demo: Demo, zufall: Random, plaene: list[Integrationsplan]) -> Iterator[Planziel]:
    """Zwei bis vier Ziele je Fassung; was älter als ein halbes Jahr ist, wurde meist ausgewertet."""
    for plan in plaene:
        alt = (demo.ende - plan.vereinbart_am).days > 150
        for feld in felder(zufall, plan.fall.schwerpunkt, zufall.randint(2, 4)):
            ziel, massnahme = ZIELE[feld]
            status = gewaehlt(zufall, [(ZielStatus.ERREICHT, 45), (ZielStatus.TEILWEISE, 30), (ZielStatus.VERFEHLT, 10),
                                       (ZielStatus.OFFEN, 15)]) if alt else ZielStatus.OFFEN  # fmt: skip
            yield Planziel(
                traeger_id=plan.traeger_id, kennung=kennung(zufall), plan=plan, handlungsfeld=feld, ziel=ziel,
                massnahme=massnahme, frist_am=plan.vereinbart_am + timedelta(zufall.choice([60, 90, 120, 180])),
                status=status,
                auswertung="" if status == ZielStatus.OFFEN else f"Gemeinsam ausgewertet: {status.label}.",
            )  # fmt: skip
