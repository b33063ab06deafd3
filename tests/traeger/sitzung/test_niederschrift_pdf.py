"""Die Niederschrift als PDF: was auf der Seite steht, steht darin; zugänglich, archivfest, mit Seitenzahlen; als Auftrag bestellt."""

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import TraegerFactory, anlegen
from tests.factories.traeger import AufgabeFactory, BeschlussFactory, SitzungFactory
from tests.lesen import text
from tests.traeger.auftrag.hilfe import auftrag_zu, laeuft
from tests.traeger.mitteilung.hilfe import mitglied
from tests.uhr import BERLIN
from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert
from traeger.begriffe import Bereich, Rolle, SitzungArt, StornoGrund
from traeger.models import Auftrag, Fristberichtigung, Tagesordnungspunkt
from traeger.sitzung import tasks
from traeger.sitzung.dokumente import niederschrift_pdf
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(days=1)
JETZT = datetime(2026, 11, 22, 9, 30, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def koordination():
    return mitglied(Rolle.KOORDINATION)


@pytest.fixture
def sitzung(koordination):
    """Zwei Punkte, je ein Beschluss gültig und storniert, Aufgaben am Punkt, am Beschluss, an keinem, eine berichtigt, eine storniert."""
    zeile = SitzungFactory(
        art=SitzungArt.STEUERUNGSGRUPPE, am=HEUTE, beginn=time(14), ende=time(15, 30), ort="Rathaus <Saal>", teilnehmende="AWO, Caritas",
        niederschrift="Erste Zeile.\nZweite & letzte Zeile.", niederschrift_am=JETZT, niederschrift_von=koordination.benutzer,
    )  # fmt: skip
    caritas, wer = TraegerFactory(kurzname="Caritas"), {"angelegt_von": koordination.benutzer, "sitzung": zeile}
    eins = anlegen(Tagesordnungspunkt, sitzung=zeile, nummer=1, titel="Verweise", ergebnis="Vorlage fehlt.", traeger=caritas)
    zwei = anlegen(Tagesordnungspunkt, sitzung=zeile, nummer=2, titel="Räume")
    gilt = BeschlussFactory(sitzung=zeile, punkt=eins, nummer=1, text="Die Vorlage gilt.")
    storno = {"storniert_am": JETZT, "storniert_von": koordination.benutzer, "storno_grund": StornoGrund.DOPPELT}
    BeschlussFactory(sitzung=zeile, nummer=2, text="Das gilt nicht mehr.", **storno)
    spaeter = AufgabeFactory(
        titel="Vorlage entwerfen", punkt=eins, traeger=caritas, ansprechperson="Frau Kern", faellig_am=HEUTE, **wer
    )
    anlegen(
        Fristberichtigung,
        aufgabe=spaeter,
        alt=HEUTE,
        neu=HEUTE + 9 * TAG,
        grund="Urlaub",
        berichtigt_von=koordination.benutzer,
    )
    AufgabeFactory(titel="Vorlage verteilen", beschluss=gilt, faellig_am=HEUTE + TAG, **wer)
    AufgabeFactory(titel="Saal buchen", faellig_am=HEUTE + 2 * TAG, **wer)
    AufgabeFactory(titel="Gibt es nicht", **wer, **storno)
    AufgabeFactory(titel="Aus einer anderen", angelegt_von=koordination.benutzer)
    assert zwei.nummer == 2
    return zeile


def gelesen(pdf):
    return " ".join(" ".join(seite.extract_text() for seite in PdfReader(BytesIO(pdf)).pages).split())


def test_alles_steht_an_seiner_stelle_und_die_datei_ist_zugaenglich_und_archivfest(sitzung, koordination, pruefe_pdf):
    pdf = niederschrift_pdf(sitzung=sitzung, erstellt_am=JETZT)
    pruefe_pdf(pdf)
    inhalt = gelesen(pdf)
    reihe = [
        "Steuerungsgruppe am 22.11.2026", "14:00 bis 15:30 Uhr", "Rathaus <Saal>", "AWO, Caritas", f"09:30 Uhr, {koordination.benutzer}",
        "1. Verweise", "eingebracht von Caritas", "Vorlage fehlt.", "Beschluss 1", "Die Vorlage gilt.",
        "Vorlage verteilen Koordination 23.11.2026", "Vorlage entwerfen Caritas, Frau Kern 01.12.2026 ursprünglich 22.11.2026",
        "2. Räume", "Kein Ergebnis festgehalten.", "Erste Zeile. Zweite & letzte Zeile.",
        "Beschluss 2 – storniert am 22.11.2026: doppelt erfasst", "Das gilt nicht mehr.", "Saal buchen Koordination 24.11.2026",
    ]  # fmt: skip
    rest = inhalt
    for stueck in reihe:
        assert stueck in rest, (stueck, inhalt)
        rest = rest.partition(stueck)[2]
    assert "Gibt es nicht" not in inhalt
    assert "Aus einer anderen" not in inhalt
    assert (
        PdfReader(BytesIO(pdf)).metadata.title == "Niederschrift Steuerungsgruppe am 22.11.2026, ARGE Integration Heilbronn"
    )
    assert pdf == niederschrift_pdf(sitzung=sitzung, erstellt_am=JETZT), "gleicher Stand, gleiche Bytes"


def test_eine_lange_und_eine_karge_niederschrift_bestehen_auch(koordination, pruefe_pdf):
    fest = {"niederschrift_am": JETZT, "niederschrift_von": koordination.benutzer}
    lang = SitzungFactory(am=HEUTE, **fest)
    for nummer in range(1, 26):
        anlegen(
            Tagesordnungspunkt, sitzung=lang, nummer=nummer, titel=f"Punkt {nummer} " + "x" * 180, ergebnis="Wort " * 120
        )
    for zeile in (lang, SitzungFactory(am=HEUTE - TAG, niederschrift="Nur ein Satz.", **fest)):
        pdf = niederschrift_pdf(sitzung=zeile, erstellt_am=JETZT)
        pruefe_pdf(pdf)
        seiten = PdfReader(BytesIO(pdf)).pages
        for nummer, seite in enumerate(seiten, 1):
            assert f"Seite {nummer} von {len(seiten)}" in " ".join(seite.extract_text().split())


def test_bestellt_auf_der_seite_bereit_wo_man_wartet_mit_sprechendem_namen(sitzung):
    kraft = mitglied(Rolle.FACHKRAFT, TraegerFactory())
    seite = kraft.browser.get(reverse("traeger:sitzung-detail", args=[sitzung.pk])).content.decode()
    (knopf,) = re.findall(
        r'<form method="post" action="(\S+/druck/)".*?name="absendung" value="(\S+)".*?</form>', seite, re.DOTALL
    )
    antworten = [kraft.browser.post(knopf[0], {"absendung": knopf[1]}) for _ in range(2)]
    assert antworten[0].url == antworten[1].url, "zweimal gedrückt ist einmal"
    auftrag = laeuft(auftrag_zu(antworten[0]))
    assert auftrag.dateiname == "niederschrift-steuerungsgruppe-2026-11-22.pdf"
    assert f"{auftrag.dateiname} herunterladen" in text(kraft.browser.get(antworten[0].url))
    pdf = b"".join(kraft.browser.get(reverse("traeger:auftrag-ergebnis", args=[auftrag.pk])).streaming_content)
    assert "Die Vorlage gilt." in gelesen(pdf)


def test_ohne_niederschrift_gibt_es_keinen_knopf_und_keinen_auftrag(koordination):
    sitzung = SitzungFactory(am=HEUTE)
    assert "als PDF" not in text(koordination.browser.get(reverse("traeger:sitzung-detail", args=[sitzung.pk])))
    antwort = koordination.browser.post(reverse("traeger:sitzung-druck", args=[sitzung.pk]), follow=True)
    assert "noch keine Niederschrift" in text(antwort)
    with technisch(Bereich.AUFTRAEGE):
        assert not Auftrag.objects.exists()
    for nummer in (sitzung.pk, sitzung.pk + 999):
        with technisch(), pytest.raises(AuftragScheitert, match="noch keine Niederschrift"):
            tasks.niederschrift_pdf(Auftrag(parameter={"sitzung": nummer}), lambda *_: None)
    assert mitglied(Rolle.VERWALTUNG).browser.post(reverse("traeger:sitzung-druck", args=[sitzung.pk])).status_code == 403
    assert timezone.localdate() == HEUTE
