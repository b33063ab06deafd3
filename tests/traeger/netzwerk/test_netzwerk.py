"""Netzwerk- und Öffentlichkeitsarbeit: erfassen, Summen, Grenzen (Konzept 1, 3.2)."""

import re
import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from tests.factories import MitgliedschaftFactory, TraegerFactory, setzen
from tests.factories.basis import im_namen_von, zahlen
from tests.factories.traeger import NetzwerkarbeitFactory, PartnerFactory
from tests.lesen import text
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.models import Netzwerkarbeit
from traeger.netzwerk.kennzahlen import NETZWERK_ERREICHT, NETZWERK_STUNDEN

pytestmark = pytest.mark.django_db
LISTE, NEU = "/traeger/netzwerk/", "/traeger/netzwerk/neu/"


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(date(2026, 11, 22))


def als(rolle, traeger):
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=None if rolle in ROLLEN_OHNE_TRAEGER else traeger)
    browser = Client()
    browser.force_login(mitglied.benutzer)
    return browser


@pytest.fixture
def traeger():
    return TraegerFactory()


@pytest.fixture
def fachkraft(traeger):
    return als(Rolle.FACHKRAFT, traeger)


def daten(**mehr):
    return {
        "absendung": str(uuid.uuid4()), "am": "2.3.2026", "art": "kooperation", "thema": "Plätze in Sprachkursen",
        "dauer_minuten": "90", "anzahl_erreicht": "12",
    } | mehr  # fmt: skip


def alle(traeger):
    with im_namen_von(traeger.pk):
        return list(Netzwerkarbeit.objects.filter(traeger=traeger))


def test_heute_ist_vorbelegt_und_stillgelegte_partner_fehlen(fachkraft):
    PartnerFactory(name="Jobcenter")
    PartnerFactory(name="Verein von früher", ist_aktiv=False)
    seite = fachkraft.get(NEU).content.decode()
    assert 'value="22.11.2026"' in seite
    assert "Jobcenter" in seite
    assert "Verein von früher" not in seite


def test_erfasst_mit_partnern_steht_in_der_liste_und_in_den_summen(fachkraft, traeger):
    partner = [PartnerFactory(name="Jobcenter"), PartnerFactory(name="Agentur für Arbeit")]
    antwort = fachkraft.post(NEU, daten(partner=[p.pk for p in partner]), follow=True)
    assert "Der Eintrag ist gespeichert." in text(antwort)
    assert "Agentur für Arbeit, Jobcenter" in text(antwort)
    assert "zusammen 1 1:30" in text(antwort)
    (zeile,) = alle(traeger)
    assert (zeile.traeger, zeile.dauer_minuten, zeile.anzahl_erreicht) == (traeger, 90, 12)
    assert zeile.erfasst_von is not None


def test_doppelt_abgesendet_ist_ein_eintrag_mit_denselben_partnern(fachkraft, traeger):
    einmal = daten(partner=[PartnerFactory().pk])
    for _ in range(3):
        assert fachkraft.post(NEU, einmal).status_code == 302
    (zeile,) = alle(traeger)
    with im_namen_von(traeger.pk):
        assert zeile.partner.count() == 1


def test_dieselbe_absendung_mit_anderen_partnern_ist_keine_wiederholung(fachkraft, traeger):
    """Auch was in einer anderen Tabelle liegt, gehört zur Absendung: „gespeichert“ wäre gelogen."""
    einmal = daten(partner=[PartnerFactory().pk])
    assert fachkraft.post(NEU, einmal).status_code == 302
    antwort = fachkraft.post(NEU, einmal | {"partner": [PartnerFactory().pk]})
    assert "noch nicht gespeichert" in antwort.content.decode()
    assert len(alle(traeger)) == 1


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"am": "23.11.2026"}, "Das Datum liegt in der Zukunft."),
        ({"am": "bald"}, "Bitte geben Sie ein Datum ein"),
        ({"thema": ""}, "Thema"),
        ({"art": ""}, "Art"),
        ({"dauer_minuten": ""}, "Bitte geben Sie die Dauer an."),
        ({"dauer_minuten_andere": "3"}, "5"),
        ({"dauer_minuten_andere": "1441"}, "1440"),
        ({"anzahl_erreicht": "-1"}, "0"),
        ({"partner": ["99999999"]}, "Bitte wählen Sie"),
    ],
)
def test_falsche_angaben_ergeben_einen_satz_und_keine_zeile(fachkraft, traeger, falsch, satz):
    antwort = fachkraft.post(NEU, daten(**falsch))
    assert antwort.status_code == 200
    assert 'id="fehleruebersicht"' in antwort.content.decode()
    assert satz in text(antwort)
    assert "Plätze in Sprachkursen" in antwort.content.decode() or "thema" in falsch
    assert alle(traeger) == []


def test_aendern_behaelt_stillgelegten_partner_und_veralteter_stand_zeigt_beide(fachkraft, traeger):
    alt = PartnerFactory(name="Verein von früher")
    zeile = NetzwerkarbeitFactory(traeger=traeger, thema="Runder Tisch")
    with im_namen_von(traeger.pk):
        zeile.partner.add(alt)
    setzen(alt, ist_aktiv=False)
    ziel = reverse("traeger:netzwerk-bearbeiten", args=[zeile.pk])
    assert "Verein von früher" in text(fachkraft.get(ziel))
    assert fachkraft.post(ziel, daten(version="1", thema="Neuer Titel", partner=[alt.pk])).status_code == 302
    antwort = fachkraft.post(ziel, daten(version="1", thema="Dritter Titel", partner=[alt.pk]))
    assert "Neuer Titel" in text(antwort)
    assert "Dritter Titel" in antwort.content.decode()
    (zeile,) = alle(traeger)
    assert (zeile.thema, zeile.version) == ("Neuer Titel", 2)


def test_nur_eigene_zeilen_die_koordination_liest_alle_und_schreibt_keine(fachkraft, traeger):
    fremd = NetzwerkarbeitFactory(thema="Fremdes Thema")
    NetzwerkarbeitFactory(traeger=traeger, thema="Eigenes Thema")
    seite = text(fachkraft.get(LISTE))
    assert "Eigenes Thema" in seite
    assert "Fremdes Thema" not in seite
    assert fachkraft.get(reverse("traeger:netzwerk-bearbeiten", args=[fremd.pk])).status_code == 404
    koordination = als(Rolle.KOORDINATION, traeger)
    seite = koordination.get(LISTE)
    assert "Fremdes Thema" in text(seite)
    assert fremd.traeger.kurzname in text(seite)
    assert "bearbeiten" not in seite.content.decode()
    assert koordination.get(NEU).status_code == 403
    assert als(Rolle.STEUERUNG, traeger).get(LISTE).status_code == 403


def test_ohne_angabe_gilt_das_laufende_jahr_und_filter_wirken_auf_summen(fachkraft, traeger):
    partner = PartnerFactory(name="Jobcenter")
    NetzwerkarbeitFactory(traeger=traeger, am=date(2025, 12, 31), thema="Vorjahr", dauer_minuten=600)
    NetzwerkarbeitFactory(traeger=traeger, am=date(2026, 1, 1), thema="Neujahr", dauer_minuten=60, anzahl_erreicht=5)
    mit = NetzwerkarbeitFactory(
        traeger=traeger, am=date(2026, 2, 1), thema="Mit Partner", art="oeffentlich", dauer_minuten=30
    )
    with im_namen_von(traeger.pk):
        mit.partner.add(partner)
    seite = text(fachkraft.get(LISTE))
    assert "Neujahr" in seite
    assert "Vorjahr" not in seite
    assert "zusammen 2 1:30" in seite
    seite = text(fachkraft.get(LISTE, {"von": "", "partner": partner.pk}))
    assert "Mit Partner" in seite
    assert "Neujahr" not in seite
    assert "zusammen 1 0:30" in seite
    assert "Vorjahr" in text(fachkraft.get(LISTE, {"von": ""}))
    csv = b"".join(fachkraft.get(LISTE, {"von": "", "export": "csv"}).streaming_content).decode()
    assert "Vorjahr" in csv


def test_summen_der_liste_sind_die_kennzahlen_des_jahres(fachkraft, traeger):
    """TR-07 und TR-08: eine Definition für Liste, Bericht und Kachel."""
    for tag, minuten, erreicht in ((date(2026, 1, 1), 50, 3), (date(2026, 12, 31), 70, 4), (date(2027, 1, 1), 60, 9)):
        NetzwerkarbeitFactory(traeger=traeger, am=tag, dauer_minuten=minuten, anzahl_erreicht=erreicht)
    NetzwerkarbeitFactory(am=date(2026, 5, 1), dauer_minuten=60, anzahl_erreicht=1)
    jahr = Zeitraum.jahr(2026)
    with im_namen_von(traeger.pk):
        assert (NETZWERK_STUNDEN.wert(jahr), NETZWERK_ERREICHT.wert(jahr)) == (2, 7)
    with zahlen():
        assert (NETZWERK_STUNDEN.wert(jahr), NETZWERK_ERREICHT.wert(jahr)) == (3, 8)
    assert re.search(r"zusammen 2 2:00\s*Std\. 7", text(fachkraft.get(LISTE, {"bis": "31.12.2026"})))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_liste_hat_immer_gleich_viele_abfragen(fachkraft, traeger, anzahl, django_assert_num_queries):
    for _ in range(anzahl):
        zeile = NetzwerkarbeitFactory(traeger=traeger)
        with im_namen_von(traeger.pk):
            zeile.partner.add(PartnerFactory())
    fachkraft.get(LISTE)
    with django_assert_num_queries(13):  # davon vier für die Transaktion, die im Test ein Sicherungspunkt ist
        fachkraft.get(LISTE)
