"""Erfundene IM-Fälle mit Zuständigkeit, Gesprächen und Integrationsplänen: rund 300 aktive Fälle (Konzept 3.2)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from beratung.begriffe import Abschlussgrund, Aufenthaltsstatus
from beratung.management.demodaten import FORMEN, abschliessen, abschluesse, angehoerige, dauer
from beratung.management.erfunden import WOHNORTE, person
from beratung.models import Person
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Schwerpunkt, Wohnform, ZielStatus
from integrationsmanagement.models import (
    Gespraech,
    IMAbschluss,
    IMFall,
    IMZustaendigkeit,
    Integrationsplan,
    Planziel,
    Wohnung,
)
from integrationsmanagement.regeln import Wohnen
from integrationsmanagement.vorgaenge import erste_wohnungen
from traeger.management.erfunden import IM, VERTRAGSBEGINN, Demo, Kraft, gewaehlt, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.zugang import handeln

Fuehrung = dict[int, list[tuple[Kraft, date, date | None]]]

#: Laufende und abgeschlossene Fälle ohne die übergeleiteten. Caritas: Gebiete ab 2026; Diakonie: Mehrgenerationenhaus.
OFFEN = {"stadt": 214, "caritas": 22, "awo": 24, "diakonie": 12}
ZU = {"stadt": 120, "caritas": 3, "awo": 5, "diakonie": 2}
#: Von der Stadt an die Caritas übergeleitet; davon sind sechs inzwischen auch dort abgeschlossen.
UEBERGELEITET, DAVON_ZU = 46, 6
MINIMALDATENSATZ = (
    "vorname", "nachname", "geburtsdatum", "geschlecht", "staatsangehoerigkeit", "sprachen", "aufenthaltsstatus",
    "einreise_am",
    "stadtteil", "deutschniveau", "dolmetschbedarf", "telefon",
)  # fmt: skip
GEBIET_CARITAS = {"Böckingen": 62, "Frankenbach": 20, "Kirchhausen": 13, "Biberach": 5}
WOHNORTE_JE = {
    "caritas": GEBIET_CARITAS, "diakonie": {"Kernstadt": 1}, "awo": {"Kernstadt": 1},
    "stadt": WOHNORTE | {"Böckingen": 7, "Frankenbach": 2, "Kirchhausen": 1},
}  # fmt: skip
JE_JAHR = {Intensitaet.HOCH: 13, Intensitaet.MITTEL: 7, Intensitaet.NIEDRIG: 3}
STATUS = {
    Aufenthaltsstatus.ERLAUBNIS_24: 30, Aufenthaltsstatus.ERLAUBNIS_25: 48, Aufenthaltsstatus.GESTATTUNG: 12,
    Aufenthaltsstatus.DULDUNG: 7, Aufenthaltsstatus.FAMILIE: 3,
}  # fmt: skip
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
    uebergaben: list[IMFall] = []
    for kuerzel in ("stadt", "caritas", "awo", "diakonie"):
        zufall = demo.zufall(f"im-{kuerzel}")
        with handeln(demo.leitung[kuerzel]):
            faelle = _faelle(demo, zufall, kuerzel, uebergaben if kuerzel == "caritas" else ())
            for was, zahl in _ausstatten(demo, zufall, kuerzel, faelle).items():
                summe[was] += zahl
        if kuerzel == "stadt":
            uebergaben = faelle[: UEBERGELEITET * demo.faktor]
    return summe


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


def _faelle(demo: Demo, zufall: Random, kuerzel: str, uebergaben: Iterable[IMFall]) -> list[IMFall]:
    faelle = []
    if kuerzel == "stadt":
        faelle += [_uebergeben(demo, zufall) for _ in range(UEBERGELEITET * demo.faktor)]
    faelle += [_uebernommen(demo, zufall, alt, nummer) for nummer, alt in enumerate(uebergaben)]
    faelle += [_fall(demo, zufall, kuerzel, ist_offen=True) for _ in range(OFFEN[kuerzel] * demo.faktor)]
    faelle += [_fall(demo, zufall, kuerzel, ist_offen=False) for _ in range(ZU[kuerzel] * demo.faktor)]
    return faelle


def _fall(demo: Demo, zufall: Random, kuerzel: str, *, ist_offen: bool) -> IMFall:
    """Fälle freier Träger gibt es erst ab 2026; bei der Stadt laufen sie bis zu drei Jahre, einzelne länger."""
    fruehestens = demo.ende - timedelta(1060 if kuerzel == "stadt" else 330)
    if kuerzel != "stadt":
        fruehestens = max(fruehestens, VERTRAGSBEGINN)
    if ist_offen:
        return _neu(demo, zufall, kuerzel, demo.kalender.tag(zufall, fruehestens, demo.ende))
    schluss = demo.kalender.tag(zufall, max(demo.beginn, fruehestens), demo.ende)
    beginn = schluss - timedelta(int(zufall.triangular(60, 1180, 500)))
    if kuerzel != "stadt":
        beginn = max(beginn, VERTRAGSBEGINN)
    fall = _neu(demo, zufall, kuerzel, min(beginn, schluss))
    grund = gewaehlt(zufall, [
        (Abschlussgrund.ZIEL, 46), (Abschlussgrund.FRIST, 18), (Abschlussgrund.WEGZUG, 14), (Abschlussgrund.ABGEBROCHEN, 16),
        (Abschlussgrund.VERWIESEN, 6),
    ])  # fmt: skip
    return _abgeschlossen(demo, fall, kuerzel, schluss, grund)


def _neu(demo: Demo, zufall: Random, kuerzel: str, beginn: date, orte: dict[str, int] | None = None) -> IMFall:
    """Drei Ereignisse in ihrer Folge: Zuteilung, Auszug, Beginn; im AWO-IM wohnt die Hälfte noch in der GU (Konzept 3.2)."""
    mensch = person(demo, zufall, kuerzel, IM, beginn, alter=(18, 66), orte=orte or WOHNORTE_JE[kuerzel])
    mensch.aufenthaltsstatus = gewaehlt(zufall, list(STATUS.items()))
    in_gu = zufall.random() < {"awo": 0.5, "stadt": 0.035}.get(kuerzel, 0)
    auszug = None if in_gu else beginn - timedelta(zufall.randint(0, 45))
    zuteilung = (auszug or beginn) - timedelta(zufall.randint(5, 200))
    schwerpunkte = [Schwerpunkt.SCHULDEN, Schwerpunkt.ARBEITSMARKT] if kuerzel == "awo" else [Schwerpunkt.ALLGEMEIN]
    schwerpunkt = zufall.choice(schwerpunkte)
    mensch.einreise_am = min(mensch.einreise_am, zuteilung - timedelta(60))
    fall = IMFall(
        traeger=demo.traeger[kuerzel], absendung=kennung(zufall), person=mensch, begonnen_am=beginn, au_zuteilung_am=zuteilung,
        intensitaet=gewaehlt(zufall, [(Intensitaet.HOCH, 22), (Intensitaet.MITTEL, 50), (Intensitaet.NIEDRIG, 28)]),
        schwerpunkt=schwerpunkt,
    )  # fmt: skip
    fall.demo_wohnen = Wohnen(Wohnform.GU if in_gu else Wohnform.PRIVAT, mensch.stadtteil_id, auszug)
    return fall


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


def _abgeschlossen(demo: Demo, fall: IMFall, kuerzel: str, am: date, grund: Abschlussgrund) -> IMFall:
    abschliessen(fall, am, grund, demo.kraefte_am(kuerzel, "IM", am)[0][0].benutzer_id)
    return fall


def _uebergeben(demo: Demo, zufall: Random) -> IMFall:
    """Städtischer Fall aus einem Gebiet der Caritas, 2026 übergeleitet."""
    am = demo.kalender.tag(zufall, VERTRAGSBEGINN + timedelta(11), max(min(demo.ende, date(2026, 9, 30)), VERTRAGSBEGINN))
    beginn = demo.kalender.tag(zufall, VERTRAGSBEGINN - timedelta(800), VERTRAGSBEGINN - timedelta(20))
    fall = _neu(demo, zufall, "stadt", beginn, GEBIET_CARITAS)
    return _abgeschlossen(demo, fall, "stadt", max(am, beginn), Abschlussgrund.VERWIESEN)


def _uebernommen(demo: Demo, zufall: Random, alt: IMFall, nummer: int) -> IMFall:
    """Eigene Person, eigener Fall; Minimaldatensatz und Fristanker gehen mit, Notizen nie. Wartezeit wenige Tage."""
    beginn = min(demo.kalender.tag(zufall, alt.abgeschlossen_am, alt.abgeschlossen_am + timedelta(14)), demo.ende)
    fall = _neu(demo, zufall, "caritas", beginn)
    for feld in MINIMALDATENSATZ:
        setattr(fall.person, feld, getattr(alt.person, feld))
    fall.au_zuteilung_am, fall.demo_wohnen = alt.au_zuteilung_am, alt.demo_wohnen
    if nummer < DAVON_ZU * demo.faktor and beginn < demo.ende:
        schluss = demo.kalender.tag(zufall, beginn + timedelta(1), demo.ende)
        _abgeschlossen(demo, fall, "caritas", schluss, Abschlussgrund.ZIEL)
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
        von, bis = max(fall.begonnen_am, demo.beginn), fall.abgeschlossen_am or demo.ende
        if fall.abgeschlossen_am is None and zufall.random() < 0.08:
            bis -= timedelta(zufall.randint(61, 150))
        anzahl = max(1, round(JE_JAHR[fall.intensitaet] * ((bis - von).days + 1) / 365 + zufall.random()))
        for am in demo.kalender.tage_im(zufall, von, bis, anzahl):
            kraft, form = _kraft(fuehrung, fall, am), gewaehlt(zufall, list(FORMEN.items()))
            yield Gespraech(
                traeger_id=fall.traeger_id, absendung=kennung(zufall), kennung=kennung(zufall), fall=fall, am=am,
                dauer_minuten=dauer(zufall, form), form=form, anzahl_angehoerige=angehoerige(zufall),
                fachkraft=kraft.fachkraft,
                handlungsfelder=felder(zufall, fall.schwerpunkt, zufall.choice([1, 1, 2, 2, 3])),
                mit_dolmetschen=fall.person.dolmetschbedarf and zufall.random() < 0.6,
                notiz=zufall.choice(NOTIZEN) if zufall.random() < 0.45 else "",
                erfasst_am=demo.zeitpunkt(zufall, am, zufall.choice([0, 0, 0, 1, 2, 5])), erfasst_von_id=kraft.benutzer_id,
            )  # fmt: skip


def _plaene(demo: Demo, zufall: Random, fall: IMFall, fuehrung: Fuehrung) -> Iterator[Integrationsplan]:
    """Jeder achte Fall hat noch keinen Plan, jeder vierte nur einen alten; sonst etwa halbjährlich ein neuer."""
    if zufall.random() < 0.13:
        return
    veraltet = zufall.random() < 0.26
    am, schluss, nummer = fall.begonnen_am + timedelta(zufall.randint(7, 60)), fall.abgeschlossen_am or demo.ende, 1
    while am <= schluss and nummer <= (1 if veraltet else 6):
        yield Integrationsplan(
            traeger_id=fall.traeger_id, absendung=kennung(zufall), kennung=kennung(zufall), fall=fall, nummer=nummer,
            vereinbart_am=am, vereinbart_von_id=_kraft(fuehrung, fall, am).benutzer_id,
            ausgangslage=zufall.choice(AUSGANGSLAGEN),
        )  # fmt: skip
        am, nummer = am + timedelta(zufall.randint(120, 210)), nummer + 1


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
