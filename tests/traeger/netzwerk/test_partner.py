"""Partnerverzeichnis: Nutzungszahl über alle Träger, Schutz kleiner Zahlen, Dubletten, Stilllegen."""

import re
import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from beratung.begriffe import Finanzierung
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import NetzwerkarbeitFactory, PartnerFactory
from tests.lesen import text
from tests.sperren import waehrenddessen
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.models import Partner
from traeger.netzwerk.kennzahlen import partner_nutzung
from traeger.netzwerk.vorgaenge import partner_anlegen
from traeger.zugang import handeln, technisch, zugang_von

LISTE, NEU = "/traeger/partner/", "/traeger/partner/neu/"


def als(rolle, traeger, **mehr):
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=None if rolle in ROLLEN_OHNE_TRAEGER else traeger, **mehr)
    browser = Client()
    browser.force_login(mitglied.benutzer)
    browser.zugang = zugang_von(mitglied)
    return browser


def verweise(traeger, partner, anzahl):
    for _ in range(anzahl):
        KontaktFactory(traeger=traeger, partner=partner)


def nutzung(browser, partner):
    with handeln(browser.zugang):
        return {
            n.quelle: (n.alle, n.eigene) for n in partner_nutzung(browser.zugang, date(2026, 11, 22))[0].get(partner.pk, [])
        }


# --- Nutzungszahl -------------------------------------------------------------------------------------------------------


@pytest.fixture
def partner(db):
    return PartnerFactory(name="Jobcenter Stadt Heilbronn", beschreibung="Leistungen nach SGB II")


@pytest.fixture
def eigener(db):
    return TraegerFactory()


def test_zaehlt_verweise_und_netzwerkarbeit_aller_traeger(partner, eigener):
    verweise(eigener, partner, 2)
    verweise(TraegerFactory(), partner, 3)
    bund = {"traeger": eigener, "partner": partner}  # nicht für die ARGE: Fall und Kurzberatung auf Kosten des Bundes
    KontaktFactory(**bund, fall__finanzierung=Finanzierung.BUND)
    KontaktFactory(**bund, fall=None, finanzierung=Finanzierung.BUND)
    PartnerFactory()
    for traeger in (eigener, TraegerFactory()):
        zeile = NetzwerkarbeitFactory(traeger=traeger)
        with im_namen_von(traeger.pk):
            zeile.partner.add(partner)
    fachkraft = als(Rolle.FACHKRAFT, eigener)
    assert nutzung(fachkraft, partner) == {"Kontakte": (5, 2), "Netzwerkarbeit": (2, 1)}
    seite = text(fachkraft.get(LISTE))
    assert re.search(r"Leistungen nach SGB II\s+7\s+3", seite)
    detail = text(fachkraft.get(reverse("traeger:partner-detail", args=[partner.pk])))
    assert re.search(r"Kontakte\s+5\s+2", detail)
    assert re.search(r"zusammen\s+7\s+3", detail)


def test_fremde_verweise_sind_gerundet_und_eigene_genau(partner, eigener):
    verweise(eigener, partner, 2)
    assert nutzung(als(Rolle.LEITUNG, eigener), partner) == {"Kontakte": (2, 2)}
    for rolle in (Rolle.KOORDINATION, Rolle.STEUERUNG):
        browser = als(rolle, TraegerFactory())
        (gezeigt,) = nutzung(browser, partner).values()
        assert gezeigt in ((0, 0), (3, 0))
        assert re.search(rf"SGB II\s+{gezeigt[0]}\b", text(browser.get(LISTE)))


def test_grosse_summe_verraet_keinen_kleinen_rest(partner, eigener):
    """Wer seine fünf kennt, zieht sie ab und behält ein Vielfaches der Mindestfallzahl."""
    verweise(eigener, partner, 5)
    verweise(TraegerFactory(), partner, 2)
    assert nutzung(als(Rolle.LEITUNG, eigener), partner)["Kontakte"] in ((5, 5), (8, 5))
    assert nutzung(als(Rolle.KOORDINATION, eigener), partner)["Kontakte"] in ((3, 0), (6, 0), (9, 0))


def test_eigene_akten_zaehlen_nur_als_eigene_wenn_man_sie_lesen_darf(partner, eigener):
    verweise(eigener, partner, 2)
    for browser in (als(Rolle.FACHKRAFT, eigener, arbeitsfelder=["EA"]), als(Rolle.VERWALTUNG, eigener)):
        assert nutzung(browser, partner)["Kontakte"] in ((0, 0), (3, 0))


def test_nicht_die_beratung_selbst_nur_ihre_zahl(partner, eigener):
    """Die Zahlenrolle sieht keine Notiz; die Seite nennt keinen Fall."""
    fall = FallFactory(traeger=eigener)
    KontaktFactory(traeger=eigener, fall=fall, partner=partner, notiz="Kanarie")
    for rolle in (Rolle.LEITUNG, Rolle.KOORDINATION):
        seite = als(rolle, eigener).get(reverse("traeger:partner-detail", args=[partner.pk])).content.decode()
        assert "Kanarie" not in seite
        assert fall.person.nachname not in seite


# --- Pflegen ------------------------------------------------------------------------------------------------------------


def angaben(**mehr):
    return {"absendung": str(uuid.uuid4()), "name": "Frauenhaus Unterland", "webseite": "frauenhaus.example"} | mehr


@pytest.fixture
def leitung(eigener):
    return als(Rolle.LEITUNG, eigener)


def test_anlegen_mit_kuerzel_und_doppelt_bleibt_einer(leitung):
    einmal = angaben()
    for _ in range(2):
        assert leitung.post(NEU, einmal).status_code == 302
    neu = Partner.objects.get()
    assert (neu.kuerzel, neu.webseite) == ("frauenhaus-unterland", "https://frauenhaus.example")
    zweiter = angaben(name="Frauenhaus Unterland", anderer="on")
    assert leitung.post(NEU, zweiter).status_code == 302
    assert set(Partner.objects.values_list("kuerzel", flat=True)) == {"frauenhaus-unterland", "frauenhaus-unterland-2"}


def test_aehnlicher_name_fragt_nach_und_fuehrt_zum_vorhandenen(leitung, partner):
    antwort = leitung.post(NEU, angaben(name="Jobcenter"))
    assert "Das Verzeichnis kennt schon „Jobcenter Stadt Heilbronn“" in text(antwort)
    assert reverse("traeger:partner-detail", args=[partner.pk]) in antwort.content.decode()
    assert 'value="Jobcenter"' in antwort.content.decode()
    assert Partner.objects.count() == 1
    assert leitung.post(NEU, angaben(name="Jobcenter", anderer="on")).status_code == 302
    assert Partner.objects.count() == 2


@pytest.mark.parametrize("falsch", [{"name": ""}, {"email": "keine"}, {"webseite": "javascript:alert(1)"}])
def test_falsche_angaben_ergeben_einen_satz(leitung, falsch):
    antwort = leitung.post(NEU, angaben(**falsch))
    assert antwort.status_code == 200
    assert 'id="fehleruebersicht"' in antwort.content.decode()
    assert not Partner.objects.exists()


def test_aendern_fragt_beim_alten_namen_nicht_nach_und_zeigt_beide_staende(leitung, partner):
    PartnerFactory(name="Jobcenter")
    ziel = reverse("traeger:partner-bearbeiten", args=[partner.pk])
    assert leitung.post(ziel, {"version": "1", "name": partner.name, "telefon": "07131 1"}).status_code == 302
    antwort = leitung.post(ziel, {"version": "1", "name": partner.name, "telefon": "07131 2"})
    assert "07131 1" in text(antwort)
    assert "07131 2" in antwort.content.decode()
    partner.refresh_from_db()
    assert (partner.telefon, partner.version) == ("07131 1", 2)


def test_stillgelegt_bleibt_in_alten_zeilen_und_laesst_sich_wieder_anbieten(leitung, partner, eigener):
    verweise(eigener, partner, 4)
    ziel = reverse("traeger:partner-angebot", args=[partner.pk])
    assert leitung.get(ziel).status_code == 405
    assert "wird nicht mehr angeboten" in text(leitung.post(ziel, follow=True))
    assert partner.name not in text(leitung.get(LISTE))
    assert re.search(r"SGB II\s+4", text(leitung.get(LISTE, {"stand": "still"})))
    assert "schon stillgelegt" in text(leitung.post(ziel, follow=True))
    assert "wieder angeboten" in text(leitung.post(ziel, {"angebot": "ja"}, follow=True))
    partner.refresh_from_db()
    assert partner.ist_aktiv


def test_fachkraft_und_verwaltung_lesen_nur(partner, eigener):
    for rolle in (Rolle.FACHKRAFT, Rolle.VERWALTUNG):
        browser = als(rolle, eigener)
        assert browser.get(LISTE).status_code == 200
        assert "Partner anlegen" not in text(browser.get(LISTE))
        assert browser.post(NEU, angaben()).status_code == 403
        assert browser.post(reverse("traeger:partner-angebot", args=[partner.pk])).status_code == 403
    partner.refresh_from_db()
    assert partner.ist_aktiv
    assert als(Rolle.PRUEFUNG, eigener).get(LISTE).status_code == 403


def test_suche_und_export(leitung, partner):
    PartnerFactory(name="Welcome-Center")
    seite = text(leitung.get(LISTE, {"suche": "sgb"}))
    assert partner.name in seite
    assert "Welcome-Center" not in seite
    csv = b"".join(leitung.get(LISTE, {"export": "csv"}).streaming_content).decode()
    assert "Welcome-Center" in csv


@pytest.mark.parametrize("anzahl", [1, 3])
def test_liste_hat_immer_gleich_viele_abfragen(leitung, eigener, anzahl, django_assert_num_queries):
    for _ in range(anzahl):
        verweise(eigener, PartnerFactory(), 1)
    leitung.get(LISTE)
    with django_assert_num_queries(14):  # davon vier für die Transaktion, die im Test ein Sicherungspunkt ist
        leitung.get(LISTE)


def test_zwei_legen_zugleich_denselben_namen_an(festgeschrieben):
    """Das Kürzel vergibt immer nur einer: Der zweite wartet und bekommt eine Nummer, keinen Programmfehler."""

    def anlegen():
        with technisch():
            return partner_anlegen(partner=Partner(name="Jobcenter")).kuerzel

    with waehrenddessen(anlegen) as zweiter:
        assert anlegen() == "jobcenter"
    assert (zweiter.ergebnis, zweiter.wartete) == ("jobcenter-2", True)


@pytest.mark.django_db
def test_umlaute_im_kuerzel_schreiben_sich_wie_ueberall():
    with technisch():
        partner = partner_anlegen(partner=Partner(name="Büro für Öffentlichkeit, Straße"))
    assert partner.kuerzel == "buero-fuer-oeffentlichkeit-strasse"
