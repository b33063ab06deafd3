"""Eine Zahl ist überall dieselbe: Übersichten, eingefrorene Fassung (JSON), ihre Seite und ihr PDF, für jeden Tag und jede Rolle.

Kachel, Liste, CSV und XLSX prüft tests/traeger/start/test_kennzahlen.py. Gelesen wird, was ein Mensch sieht; verglichen mit der Kennzahl,
noch einmal einzeln gezählt. Wo die Seite sagt, dass sie rundet, darf eine Zahl weniger als die Mindestfallzahl daneben liegen.
"""

import html
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from pypdf import PdfReader

from arge.zahlen.format import GESPERRT, SCHREIBWEISEN, datum
from arge.zahlen.kennzahl import Art, nach_nummer
from arge.zahlen.runden import letzter_schluss
from arge.zahlen.statistik import Tafel
from arge.zahlen.zeitraum import Zeitraum
from finanzen import vorgaenge
from finanzen.dokumente import nachweis_pdf
from tests.factories.basis import zahlen
from tests.haus.test_abfragen import ANMELDUNG, _browser
from tests.haus.test_summen import Tabellen, als_zahl
from tests.haus.test_urls import SEITEN
from tests.uhr import gestellt
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import Rolle, TraegerArt
from traeger.models import Benutzer, Traeger
from traeger.zugang import technisch

KOPF = re.compile(r"\(([A-Z]+-\d\d)\)$")
TAGE = {"heute": DEMO_HEUTE, "im Juni": date(2026, 6, 30), "im Vorjahr": date(2025, 12, 31)}
MINDESTFALLZAHL = 3


@pytest.fixture(scope="module", autouse=True)
def demo(demodaten, django_db_blocker):
    with django_db_blocker.unblock(), gestellt(DEMO_HEUTE):
        yield


@pytest.fixture(scope="module")
def browser(demo):
    return {rolle: _browser(Benutzer.objects.get(email=adresse)) for rolle, adresse in ANMELDUNG.items()}


def gezaehlt(nummer, zeitraum, traeger=None):
    """Die Zahl, einzeln gezählt: über alle freien Träger, oder über einen."""
    kennzahl = nach_nummer(nummer)
    zeit = Zeitraum(zeitraum.ende, zeitraum.ende) if kennzahl.art == Art.STICHTAG else zeitraum
    je = {"traeger": traeger} if traeger else {"traeger__in": Traeger.objects.filter(art=TraegerArt.FREI)}
    with technisch(), zahlen():
        return kennzahl.wert(zeit, **je)


def tafelzellen(text):
    """(Kürzel der Spalte, Zeilenkopf, Zelle) aller Tabellen, deren Köpfe ein Kürzel tragen; „Summe“ ist die untere Zeile."""
    for tabelle in Tabellen(text).alle:
        for kopf in tabelle["thead"]:
            for spalte, wort in enumerate(kopf):
                if treffer := KOPF.search(wort):
                    for zeile in tabelle["tbody"] + tabelle["tfoot"]:
                        yield treffer[1], zeile[0], zeile[spalte]


def spielraum(am):
    """Wie weit eine fremde Zahl danebenliegen darf; am Jahresende summiert sie neun Stadtteile und „ohne Angabe“."""
    return (MINDESTFALLZAHL - 1) * (10 if (am.month, am.day) == (12, 31) else 1) + 1


def vergleiche(nummer, zelle, wert):
    """Gleich, oder bei Zahlen über Menschen gerundet."""
    if nach_nummer(nummer).schutz:
        assert abs(als_zahl(zelle) - wert) < MINDESTFALLZAHL, (nummer, zelle, wert)
    else:
        assert zelle == " ".join(SCHREIBWEISEN[nach_nummer(nummer).schreibweise](wert).split()), (nummer, zelle, wert)


@pytest.mark.parametrize("jahr", [2025, 2026])
@pytest.mark.parametrize("rolle", SEITEN["finanzen:uebersicht"].wer)
def test_mittel_und_stellen_zeigen_je_jahr_ihre_kennzahlen(browser, rolle, jahr):
    text = browser[rolle].get(reverse("finanzen:uebersicht"), {"jahr": jahr}).content.decode()
    traeger = {t.kurzname: t.pk for t in Traeger.objects.all()}
    zeitraum = Zeitraum(date(jahr, 1, 1), date(jahr, 12, 31))
    stichtag = Zeitraum(min(zeitraum.ende, DEMO_HEUTE), min(zeitraum.ende, DEMO_HEUTE))
    gesehen = set()
    for nummer, zeile, zelle in tafelzellen(text):
        if nach_nummer(nummer).schutz:
            am = letzter_schluss(stichtag.ende, DEMO_HEUTE)
            wert = gezaehlt(nummer, Zeitraum(am, am), traeger.get(zeile))
            assert abs(als_zahl(zelle) - wert) < spielraum(am) * (1 if zeile in traeger else len(traeger)), (
                nummer,
                zelle,
                wert,
            )
        else:
            vergleiche(
                nummer,
                zelle,
                gezaehlt(nummer, stichtag if nach_nummer(nummer).art == Art.STICHTAG else zeitraum, traeger.get(zeile)),
            )
        gesehen.add(nummer)
    assert gesehen >= {"FI-01", "FI-02", "FI-03", "FI-04", "FI-05", "FI-06", "FI-07", "TR-01", "TR-03", "IM-08"}


@pytest.mark.parametrize("wann", TAGE)
@pytest.mark.parametrize("rolle", SEITEN["traeger:stellenplan"].wer)
def test_stellenplan_zeigt_an_jedem_tag_seine_kennzahlen(browser, rolle, wann):
    text = browser[rolle].get(reverse("traeger:stellenplan"), {"am": f"{TAGE[wann]:%d.%m.%Y}"}).content.decode()
    gezeigt = {
        nummer: zahl
        for zahl, nummer in re.findall(r'arge-kennzahl__zahl">([^<]*)<.*?arge-klein">(TR-\d\d)', text, re.DOTALL)
    }
    zeit = Zeitraum(TAGE[wann], TAGE[wann])
    assert gezeigt == {n: SCHREIBWEISEN["vzae"](gezaehlt(n, zeit)) for n in ("TR-01", "TR-02", "TR-03")}


@pytest.mark.parametrize("wann", TAGE)
@pytest.mark.parametrize("name", ["AWO", "Diakonie"])
def test_uebersicht_vzae_mit_einem_traeger_zeigt_nur_seine_zahlen(browser, name, wann):
    traeger = Traeger.objects.get(kurzname=name)
    angaben = {"am": f"{TAGE[wann]:%d.%m.%Y}", "traeger": traeger.kuerzel}
    text = browser[Rolle.STEUERUNG].get(reverse("traeger:vzae"), angaben).content.decode()
    zeit = Zeitraum(TAGE[wann], TAGE[wann])
    erwartet = [SCHREIBWEISEN["vzae"](gezaehlt(n, zeit, traeger.pk)) for n in ("TR-01", "TR-02", "TR-03")]
    assert re.findall(r'arge-kennzahl__zahl">([^<]*)<', text)[:3] == erwartet
    je_traeger = next(t for t in Tabellen(text).alle if t["thead"][0][0] == "Träger" and len(t["thead"][0]) == 4)
    assert [zeile[1:] for zeile in je_traeger["tbody"] + je_traeger["tfoot"]] == [erwartet, erwartet]


@pytest.mark.parametrize("wann", TAGE)
@pytest.mark.parametrize("rolle", SEITEN["integrationsmanagement:auslastung"].wer)
def test_auslastung_zeigt_die_eigenen_faelle_genau_und_fremde_gerundet(browser, rolle, wann):
    text = (
        browser[rolle].get(reverse("integrationsmanagement:auslastung"), {"am": f"{TAGE[wann]:%d.%m.%Y}"}).content.decode()
    )
    (tabelle,) = [t for t in Tabellen(text).alle if t["thead"][0][0] == "Träger"]
    faelle, tage = (tabelle["thead"][0].index(kopf) for kopf in ("externe Fälle", "Stand am"))
    for zeile in tabelle["tbody"]:
        eigen = zeile[0] == "Caritas" and rolle in (Rolle.FACHKRAFT, Rolle.LEITUNG)
        am = TAGE[wann] if eigen else letzter_schluss(TAGE[wann], DEMO_HEUTE)
        assert zeile[tage] == datum(am)
        wert = gezaehlt("IM-08", Zeitraum(am, am), Traeger.objects.get(kurzname=zeile[0]).pk)
        assert abs(als_zahl(zeile[faelle]) - wert) < (1 if eigen else spielraum(am)), (zeile, wert)


@pytest.fixture(scope="module", params=[2025, 2026])
def fassung(demo, request):
    with technisch():
        return vorgaenge.nachweis_erstellen(
            schluessel=f"eine-zahl:{request.param}", jahr=request.param, heute=DEMO_HEUTE,
            am=datetime(2026, 11, 15, 12, tzinfo=UTC), durch=None, fortschritt=lambda *_: None,
        )  # fmt: skip


def _tafeln(fassung):
    return [Tafel.from_json(t) for kapitel in fassung.daten["kapitel"] for t in kapitel["tafeln"]]


def test_jede_offene_zelle_der_fassung_ist_ihre_kennzahl(fassung):
    traeger = {t.kurzname: t.pk for t in Traeger.objects.all()}
    stichtag = date.fromisoformat(fassung.daten["stichtag"])
    zeitraum = Zeitraum(date(fassung.jahr, 1, 1), stichtag)
    gesehen, offen = set(), 0
    for tafel in _tafeln(fassung):
        zellen = [
            (z, s, w)
            for z, reihe in zip(tafel.zeilen, tafel.werte, strict=True)
            for s, w in zip(tafel.spalten, reihe, strict=True)
        ]
        zellen += [(None, s, w) for s, w in zip(tafel.spalten, tafel.spaltensummen or (), strict=bool(tafel.spaltensummen))]
        for zeile, spalte, wert in zellen:
            # Der Block der Stadt hat Kennzahlen als Zeilen und die Stadt als Spalte.
            kopf, wer = (spalte, zeile) if KOPF.search(spalte) else (zeile or "", spalte)
            if (treffer := KOPF.search(kopf)) is None or wert is GESPERRT or wert is None:
                continue
            nummer = treffer[1]
            zeit = Zeitraum(stichtag, stichtag) if nach_nummer(nummer).art == Art.STICHTAG else zeitraum
            erwartet = gezaehlt(nummer, zeit, traeger[wer] if wer else None)
            schreiben = SCHREIBWEISEN[tafel.schreibweise]
            assert schreiben(Decimal(wert)) == schreiben(Decimal(erwartet)), (tafel.titel, kopf, wer)
            assert tafel.schreibweise == nach_nummer(nummer).schreibweise, (tafel.titel, kopf)
            gesehen.add(nummer)
            offen += 1
    assert offen > 80
    assert {n.partition("-")[0] for n in gesehen} == {"TR", "EA", "MBE", "IM", "FI"}


def _druck(fassung):
    inhalt = nachweis_pdf(
        daten=fassung.daten, nummer=fassung.nummer, pruefsumme=fassung.pruefsumme, erstellt_am=fassung.erstellt_am
    )
    return "".join(seite.extract_text() for seite in PdfReader(io.BytesIO(inhalt)).pages)


def _ohne_trennung(text):
    """Im PDF bricht ein langes Wort an der Fuge."""
    return "".join(text.translate(dict.fromkeys(map(ord, "-\u00ad\u2010"))).split())


def test_seite_und_pdf_der_fassung_zeigen_dieselben_zeilen(browser, fassung):
    """Jede Zeile jeder Tafel, Zelle für Zelle, in der eingefrorenen Fassung, auf ihrer Seite und (das letzte Jahr) im PDF."""
    seite = browser[Rolle.KOORDINATION].get(reverse("finanzen:nachweis-detail", args=[fassung.pk])).content.decode()
    auf_der_seite = {tuple(zeile) for t in Tabellen(seite).alle for zeile in t["tbody"] + t["tfoot"]}
    im_pdf = _ohne_trennung(_druck(fassung)) if fassung.jahr == DEMO_HEUTE.year else None
    for tafel in _tafeln(fassung):
        for zeile in [*tafel.textzeilen, *([tafel.summenzeile] if tafel.summenzeile else [])]:
            assert tuple(html.unescape(" ".join(str(z).split())) for z in zeile) in auf_der_seite, (tafel.titel, zeile)
            assert im_pdf is None or _ohne_trennung("".join(map(str, zeile))) in im_pdf, (tafel.titel, zeile)
