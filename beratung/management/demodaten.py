"""Erfundene Ratsuchende der MBE mit Fällen, Zuständigkeiten, Kontakten und anonymen Kurzberatungen (Konzept 3.1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from arge.zahlen.zeitraum import jahre_spaeter
from beratung.begriffe import (
    Abschlussgrund,
    Arbeitsform,
    Aufenthaltsstatus,
    Deutschniveau,
    Finanzierung,
    KontaktForm,
    Nachholbedarf,
    Thema,
    Zielgruppe,
)  # fmt: skip
from beratung.management.erfunden import person
from beratung.models import Abschluss, AbschlussBasis, Akte, Fall, Kontakt, Person, Zustaendigkeit
from traeger.management.erfunden import MBE, TAG, VERTRAGSBEGINN, Demo, gewaehlt, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import Partner
from traeger.zugang import handeln

#: 150 Fälle je VZÄ und Jahr: Caritas 0,3 → 45, Diakonie 0,2 → 30 (Konzept 3.1, Richtgröße der Verbände).
FAELLE_IM_JAHR = {"caritas": 45, "diakonie": 30}
KURZBERATUNGEN_IM_JAHR = {"caritas": 130, "diakonie": 90}
ARBEITSFORMEN = {Arbeitsform.ERST: (3, 1, 2), Arbeitsform.EINZELFALL: (5, 3, 7), Arbeitsform.CASE_MANAGEMENT: (2, 7, 15)}
#: Häufigste Themen nach dem Sachbericht der Verbände: Anträge und Sicherung, Sprache, Arbeit, Familie.
THEMEN = dict(zip(Thema, [16, 9, 8, 17, 14, 9, 19, 13, 8], strict=True))
Z = Zielgruppe
#: Wonach die Beratung bei diesem Status offensteht, mit Gewicht; Spätaussiedler nach § 9 BVFG.
ZIELGRUPPEN = {
    Aufenthaltsstatus.SPAETAUSSIEDLER: [(Z.BVFG, 1)], Aufenthaltsstatus.ERLAUBNIS_24: [(Z.FLUCHT, 1)],
    Aufenthaltsstatus.GESTATTUNG: [(Z.FLUCHT, 1)], Aufenthaltsstatus.DULDUNG: [(Z.ANDERE, 1)],
    Aufenthaltsstatus.ERLAUBNIS_25: [(Z.KURS, 1)], Aufenthaltsstatus.FAMILIE: [(Z.KURS, 1)],
    Aufenthaltsstatus.NIEDERLASSUNG: [(Z.KURS, 1)], Aufenthaltsstatus.EU: [(Z.KURS, 3), (Z.ANDERE, 2)],
    Aufenthaltsstatus.ARBEIT: [(Z.KURS, 2), (Z.CHANCENKARTE, 4), (Z.ARBEITSUCHE, 4)],
}  # fmt: skip
#: Wohin verwiesen wird, je Thema; die Koordinierungsstelle führt Statistik und berät niemanden.
VERWEISE = {
    Thema.ARBEIT: {"jobcenter": 6, "agentur-fuer-arbeit": 5, "welcome-center": 1},
    Thema.ANERKENNUNG: {"anerkennungsberatung": 8, "welcome-center": 2},
    Thema.BILDUNG: {"agentur-fuer-arbeit": 5, "garantiefonds-hochschule": 3, "jmd": 2},
    Thema.SPRACHE: {"kurstraeger": 1}, Thema.SOZIALES: {"regeldienste": 7, "sozialberatung": 3, "jmd": 1},
    Thema.GESUNDHEIT: {"regeldienste": 8, "sozialberatung": 2},
    Thema.FINANZEN: {"jobcenter": 7, "schuldnerberatung": 5, "sozialberatung": 2},
    Thema.AUFENTHALT: {"auslaenderbehoerde": 1}, Thema.NACHZUG: {"auslaenderbehoerde": 1},
}  # fmt: skip
#: Bei der Diakonie läuft die Beratung des Bundes auch 2026 weiter (fakten 0.2 Nr. 10).
BUND_DANEBEN = {"diakonie": 0.15}
FORMEN = dict(zip(KontaktForm, [62, 20, 4, 2, 10, 2], strict=True))
NOTIZEN = {
    Thema.ARBEIT: ["Lebenslauf überarbeitet, zwei Stellen herausgesucht.", "Vorstellungsgespräch geübt."],
    Thema.ANERKENNUNG: ["Zeugnisse gesichtet, Übersetzung fehlt noch.", "Termin bei der Anerkennungsberatung vereinbart."],
    Thema.BILDUNG: ["Möglichkeiten der Umschulung besprochen."],
    Thema.SPRACHE: ["Antrag auf Berechtigung zum Integrationskurs gestellt.", "B1-Prüfung im Frühjahr geplant."],
    Thema.SOZIALES: ["Kita-Anmeldung vorbereitet.", "Mietvertrag erklärt, Rückfrage an den Vermieter."],
    Thema.GESUNDHEIT: ["Hausarzt mit passender Sprache gefunden."],
    Thema.FINANZEN: [
        "Bescheid erklärt, Widerspruchsfrist notiert.",
        "Wohngeldantrag ausgefüllt.",
        "Raten mit dem Stromversorger vereinbart.",
    ],
    Thema.AUFENTHALT: ["Verlängerung der Aufenthaltserlaubnis vorbereitet."],
    Thema.NACHZUG: ["Unterlagen für den Familiennachzug zusammengestellt."],
}


def anlegen(demo: Demo) -> dict[str, int]:
    """Je Träger in dessen Zugang, wie es auch eine Fachkraft täte."""
    summe = {"MBE-Fälle": 0, "Kontakte": 0, "Kurzberatungen": 0}
    partner = {p.kuerzel: p for p in Partner.objects.all()}
    for kuerzel in FAELLE_IM_JAHR:
        with handeln(demo.leitung[kuerzel]):
            zufall = demo.zufall(f"mbe-{kuerzel}")
            faelle = _faelle(demo, zufall, kuerzel)
            _pause(demo, faelle)
            massenhaft(Person, [fall.person for fall in faelle])
            massenhaft(Fall, faelle)
            massenhaft(Abschluss, (a for fall in faelle for a in abschluesse(Abschluss, fall)))
            fuehrung = {
                fall.pk: _ohne_pause(fall, demo.zustaendig(zufall, kuerzel, "MBE", fall.begonnen_am, fall.abgeschlossen_am))
                for fall in faelle
            }
            massenhaft(Zustaendigkeit, (
                Zustaendigkeit(traeger_id=fall.traeger_id, fall=fall, fachkraft=kraft.fachkraft, von=von, bis=bis)
                for fall in faelle for kraft, von, bis in fuehrung[fall.pk]
            ))  # fmt: skip
            summe["MBE-Fälle"] += len(faelle)
            summe["Kontakte"] += massenhaft(Kontakt, _kontakte(demo, zufall, faelle, fuehrung, partner))
            summe["Kurzberatungen"] += massenhaft(Kontakt, _kurz(demo, zufall, kuerzel, partner))
    return summe


def _faelle(demo: Demo, zufall: Random, kuerzel: str) -> list[Fall]:
    faelle, team = [], demo.kalender_von(kuerzel, "MBE")
    for jahr in (demo.jahr - 1, demo.jahr):
        von, bis = date(jahr, 1, 1), min(date(jahr, 12, 31), demo.letzter)
        anzahl = round(FAELLE_IM_JAHR[kuerzel] * demo.faktor * ((bis - von).days + 1) / 365)
        faelle += (
            [_fall(demo, zufall, kuerzel, team.tag(zufall, von, bis)) for _ in range(anzahl)] if team.hat(von, bis) else []
        )
    return sorted(faelle, key=lambda fall: fall.begonnen_am)


def _fall(demo: Demo, zufall: Random, kuerzel: str, beginn: date) -> Fall:
    """Ein Fall mit Person; wer am Ende mehr als drei Jahre da ist, hat seinen Bedarf (Konzept 3.1: nachholende Integration)."""
    form = gewaehlt(zufall, [(form, gewicht) for form, (gewicht, _, _) in ARBEITSFORMEN.items()])
    tage = int(zufall.triangular(15, 330, 40 if form == Arbeitsform.ERST else 150))
    schluss = demo.kalender_von(kuerzel, "MBE").ab(beginn + timedelta(tage))
    mensch = person(demo, zufall, kuerzel, MBE, beginn, alter=(27, 63) if zufall.random() < 0.93 else (19, 26))
    seit = max(mensch.einreise_am, mensch.erster_titel_am or mensch.einreise_am)
    lange = jahre_spaeter(seit, 3) < (schluss or demo.ende)
    kraft = demo.kraefte_am(kuerzel, "MBE", schluss)[0][0] if schluss else None
    fall = Fall(
        traeger=demo.traeger[kuerzel], absendung=kennung(zufall), person=mensch, begonnen_am=beginn,
        finanzierung=finanzierung(zufall, kuerzel, beginn), arbeitsform=form,
        zielgruppe=gewaehlt(zufall, ZIELGRUPPEN[mensch.aufenthaltsstatus]), nachholbedarf=_bedarf(zufall, mensch) if lange else "",
    )  # fmt: skip
    if schluss is not None:
        grund = gewaehlt(zufall, [
            (Abschlussgrund.ZIEL, 50), (Abschlussgrund.VERWIESEN, 20), (Abschlussgrund.WEGZUG, 8),
            (Abschlussgrund.ABGEBROCHEN, 18), (Abschlussgrund.SONSTIGES, 4),
        ])  # fmt: skip
        abschliessen(fall, schluss, grund, kraft.benutzer_id)
    return fall


def abschliessen(fall: Akte, am: date, grund: Abschlussgrund, durch_id: int) -> None:
    """Der letzte Tag eines Falls; die Zeile dazu legt `abschluesse` an, sobald der Fall eine Nummer hat."""
    fall.abgeschlossen_am, fall.demo_abschluss = am, {"grund": grund, "durch_id": durch_id}


def abschluesse(modell: type[AbschlussBasis], fall: Akte) -> Iterator[AbschlussBasis]:
    """Der Abschluss eines Falls; davor der, nach dem er wieder aufgenommen wurde (`demo_pause`)."""
    eigen = {"traeger_id": fall.traeger_id, "fall": fall}
    if pause := getattr(fall, "demo_pause", None):
        zu, wieder, durch_id = pause
        yield modell(**eigen, von=zu, bis=wieder - TAG, grund=Abschlussgrund.ABGEBROCHEN, durch_id=durch_id)
    if fall.abgeschlossen_am:
        yield modell(**eigen, von=fall.abgeschlossen_am, **fall.demo_abschluss)


def _pause(demo: Demo, faelle: list[Fall]) -> None:
    """Ein laufender Fall brach nach zwei Monaten ab und wurde nach sieben Wochen wieder aufgenommen."""
    alt = demo.ende - timedelta(150)
    fall = next((f for f in faelle if not f.abgeschlossen_am and f.begonnen_am < alt), None)
    if fall is not None:
        zu = fall.begonnen_am + timedelta(60)
        fall.demo_pause = zu, zu + timedelta(49), demo.leitung[fall.traeger.kuerzel].benutzer_id


def _ohne_pause(fall: Fall, fuehrung: list) -> list:
    """Die Zuständigkeiten ohne die Tage, an denen der Fall nicht lief."""
    if not (pause := getattr(fall, "demo_pause", None)):
        return fuehrung
    zu, wieder, _ = pause
    davor = [(kraft, von, min(bis or zu, zu)) for kraft, von, bis in fuehrung if von <= zu]
    return davor + [(kraft, max(von, wieder), bis) for kraft, von, bis in fuehrung if bis is None or bis >= wieder]


def finanzierung(zufall: Random, kuerzel: str, am: date) -> Finanzierung:
    """Vor 2026 zahlt der Bund, ab 2026 die Stadt; bei der Diakonie daneben weiter der Bund."""
    ist_bund = am < VERTRAGSBEGINN or zufall.random() < BUND_DANEBEN.get(kuerzel, 0)
    return Finanzierung.BUND if ist_bund else Finanzierung.STADT


def _bedarf(zufall: Random, mensch: Person) -> Nachholbedarf:
    """Indiz ist vor allem die Sprache (Konzept 3.1)."""
    if mensch.deutschniveau in {Deutschniveau.A0, Deutschniveau.A1, Deutschniveau.A2}:
        return Nachholbedarf.SPRACHE
    return gewaehlt(zufall, [(Nachholbedarf.ZUGANG, 2), (Nachholbedarf.LEBENSLAGE, 1)])


def verweis(zufall: Random, partner: dict[str, Partner], themen: list[Thema]) -> Partner:
    """Die Stelle, an die man mit diesem Thema verwiesen wird."""
    return partner[gewaehlt(zufall, list(VERWEISE[zufall.choice(themen)].items()))]


def themen(zufall: Random) -> list[Thema]:
    """Ein bis drei verschiedene Themen, in der Reihenfolge des Wortschatzes."""
    wahl = set(zufall.choices(list(THEMEN), list(THEMEN.values()), k=zufall.choice([1, 1, 2, 2, 3])))
    return [thema for thema in Thema if thema in wahl]


def dauer(zufall: Random, form: KontaktForm) -> int:
    """Minuten in Fünferschritten; schriftlich und am Telefon kürzer."""
    kurz = form in {KontaktForm.TELEFON, KontaktForm.SCHRIFTLICH}
    return 5 * round((zufall.triangular(5, 45, 15) if kurz else zufall.triangular(20, 120, 45)) / 5)


def angehoerige(zufall: Random) -> int:
    """Mitberatene Angehörige: meist keine."""
    return gewaehlt(zufall, [(0, 66), (1, 18), (2, 9), (3, 4), (4, 2), (5, 1)])


def _kontakte(
    demo: Demo, zufall: Random, faelle: list[Fall], fuehrung: dict, partner: dict[str, Partner]
) -> Iterator[Kontakt]:
    for fall in faelle:
        _, wenig, viel = ARBEITSFORMEN[fall.arbeitsform]
        bis = fall.abgeschlossen_am or demo.letzter
        weitere = demo.kalender.tage_im(zufall, fall.begonnen_am + timedelta(1), bis, zufall.randint(wenig, viel) - 1)
        zu, wieder, _ = getattr(fall, "demo_pause", (bis, bis, 0))
        for am in [fall.begonnen_am, *weitere]:
            if zu < am < wieder:
                continue
            kraft = next(k for k, von, ende in fuehrung[fall.pk] if von <= am and (ende is None or am <= ende))
            if kraft.fehlt(am):
                continue
            form, gewaehlte = gewaehlt(zufall, list(FORMEN.items())), themen(zufall)
            yield Kontakt(
                traeger_id=fall.traeger_id, absendung=kennung(zufall), kennung=kennung(zufall), fall=fall, am=am,
                dauer_minuten=dauer(zufall, form), form=form, themen=gewaehlte, fachkraft=kraft.fachkraft,
                mit_dolmetschen=fall.person.dolmetschbedarf and zufall.random() < 0.6,
                anzahl_angehoerige=angehoerige(zufall),
                notiz=zufall.choice(NOTIZEN[gewaehlte[0]]) if zufall.random() < 0.6 else "",
                partner=verweis(zufall, partner, gewaehlte) if zufall.random() < 0.18 else None,
                erfasst_am=demo.zeitpunkt(zufall, am, zufall.choice([0, 0, 0, 0, 1, 3]), kraft),
                erfasst_von_id=kraft.benutzer_id,
            )  # fmt: skip


def _kurz(demo: Demo, zufall: Random, kuerzel: str, partner: dict[str, Partner]) -> Iterator[Kontakt]:
    """Kurz- und Verweisberatung ohne Namen."""
    jahre = ((demo.ende - demo.beginn).days + 1) / 365
    for _ in range(round(KURZBERATUNGEN_IM_JAHR[kuerzel] * demo.faktor * jahre)):
        am = demo.kalender_von(kuerzel, "MBE").tag(zufall, demo.beginn, demo.letzter)
        kraft = gewaehlt(zufall, demo.kraefte_am(kuerzel, "MBE", am))
        gewaehlte = themen(zufall)[:1]
        yield Kontakt(
            traeger=demo.traeger[kuerzel], absendung=kennung(zufall), kennung=kennung(zufall), am=am,
            dauer_minuten=5 * zufall.randint(1, 4),
            form=gewaehlt(zufall, [(KontaktForm.PERSOENLICH, 5), (KontaktForm.TELEFON, 4), (KontaktForm.SCHRIFTLICH, 1)]),
            themen=gewaehlte, fachkraft=kraft.fachkraft, finanzierung=finanzierung(zufall, kuerzel, am),
            partner=verweis(zufall, partner, gewaehlte) if zufall.random() < 0.55 else None,
            erfasst_am=demo.zeitpunkt(zufall, am, kraft=kraft), erfasst_von_id=kraft.benutzer_id,
        )  # fmt: skip
