"""Aufgaben über Träger hinweg: Überfälliges zuerst, Fristen wandern nie von selbst (test_frist.py), wer erledigen darf (Fachmodell 6)."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import MitgliedschaftFactory, TraegerFactory, anlegen
from tests.factories.traeger import AufgabeFactory, SitzungFactory
from tests.lesen import text
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.models import Aufgabe, Beschluss
from traeger.sitzung import vorgaenge
from traeger.zugang import ohne_zugang, technisch, zugang_von

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


def als(rolle, traeger=None):
    traeger = None if rolle in ROLLEN_OHNE_TRAEGER else traeger or TraegerFactory()
    browser = Client()
    browser.force_login(MitgliedschaftFactory(rolle=rolle, traeger=traeger).benutzer)
    return browser


def jemand():
    return zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))


@pytest.fixture
def koordination():
    return als(Rolle.KOORDINATION)


def ziel(name, pk):
    return reverse(f"traeger:{name}", args=[pk])


def aufgabe_daten(**mehr):
    return {"absendung": str(uuid.uuid4()), "titel": "Liste abstimmen", "faellig_am": "30.11.2026"} | mehr


def test_aufgabe_aus_der_sitzung_steht_beim_traeger_und_doppelt_bleibt_eine(koordination):
    caritas, sitzung = TraegerFactory(kurzname="Caritas"), SitzungFactory(am=HEUTE)
    beschluss = anlegen(Beschluss, sitzung=sitzung, nummer=1, text="Einig.")
    einmal = aufgabe_daten(traeger=caritas.pk, beschluss=beschluss.pk, ansprechperson="Frau Kern")
    for _ in range(3):
        assert koordination.post(ziel("sitzung-aufgabe", sitzung.pk), einmal).status_code == 302
    aufgabe = Aufgabe.objects.get()
    assert (aufgabe.traeger, aufgabe.sitzung, aufgabe.beschluss) == (caritas, sitzung, beschluss)
    assert "Liste abstimmen" in text(als(Rolle.LEITUNG, caritas).get("/traeger/aufgaben/", {"wer": "wir"}))
    assert "Liste abstimmen" not in text(als(Rolle.LEITUNG).get("/traeger/aufgaben/", {"wer": "wir"}))


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"titel": ""}, "Aufgabe"),
        ({"faellig_am": "21.11.2026"}, "Die Frist liegt in der Vergangenheit."),
        ({"traeger": "9999999"}, ""),
    ],
)
def test_falsche_aufgabe_ergibt_einen_satz(koordination, falsch, satz):
    antwort = koordination.post("/traeger/aufgaben/neu/", aufgabe_daten(**falsch))
    assert antwort.status_code == 200
    assert satz in text(antwort)
    assert 'id="fehleruebersicht"' in antwort.content.decode()
    assert not Aufgabe.objects.exists()


def test_ueberfaellige_zuerst_dann_nach_frist(koordination):
    for tage in (10, -5, 3, -1):
        AufgabeFactory(titel=f"Frist {tage}", faellig_am=HEUTE + timedelta(days=tage))
    erledigt = AufgabeFactory(titel="Frist erledigt", faellig_am=HEUTE - 9 * TAG)
    with technisch():
        vorgaenge.aufgabe_erledigen(aufgabe=erledigt, ergebnis="fertig", durch=jemand(), jetzt=timezone.now())

    def reihe(**filter_):
        return re.findall(r">(Frist [^<]+)</a>", koordination.get("/traeger/aufgaben/", filter_).content.decode())

    assert reihe() == ["Frist -5", "Frist -1", "Frist 3", "Frist 10"]
    assert reihe(stand="ueberfaellig") == ["Frist -5", "Frist -1"]
    assert reihe(stand="erledigt") == ["Frist erledigt"]
    assert reihe(stand="alle")[-1] == "Frist erledigt"
    assert "seit 5 Tagen überfällig" in text(koordination.get("/traeger/aufgaben/"))


def test_mit_dem_wortlaut_wandert_keine_frist(koordination):
    aufgabe = AufgabeFactory(faellig_am=HEUTE + TAG)
    adresse = ziel("aufgabe-bearbeiten", aufgabe.pk)
    assert 'name="faellig_am"' not in koordination.get(adresse).content.decode()
    daten = {"version": 1, "titel": "Neuer Titel", "faellig_am": "31.12.2027"}
    assert koordination.post(adresse, daten).status_code == 302
    aufgabe.refresh_from_db()
    assert (aufgabe.titel, aufgabe.faellig_am) == ("Neuer Titel", HEUTE + TAG)
    assert "Neuer Titel" in text(koordination.post(adresse, daten | {"titel": "Veraltet"}))
    aufgabe.faellig_am = HEUTE + 9 * TAG
    with technisch():
        vorgaenge.aufgabe_aendern(aufgabe=aufgabe, durch=ohne_zugang(aufgabe.angelegt_von_id), heute=HEUTE)
    aufgabe.refresh_from_db()
    assert aufgabe.faellig_am == HEUTE + TAG


def test_erledigen_darf_der_verantwortliche_traeger_und_wer_sitzungen_bearbeitet():
    caritas = TraegerFactory()
    aufgabe = AufgabeFactory(traeger=caritas)
    adresse, daten = ziel("aufgabe-erledigen", aufgabe.pk), {"version": 1, "ergebnis": "Liste liegt vor."}
    assert als(Rolle.FACHKRAFT).post(adresse, daten).status_code == 403
    assert als(Rolle.VERWALTUNG, caritas).post(adresse, daten).status_code == 403
    fachkraft = als(Rolle.FACHKRAFT, caritas)
    assert "Erledigen" in text(fachkraft.get(ziel("aufgabe-detail", aufgabe.pk)))
    assert "Was ist herausgekommen" in text(fachkraft.post(adresse, {"version": 1, "ergebnis": ""}))
    assert fachkraft.post(adresse, daten).status_code == 302
    assert "hat jemand diesen Eintrag geändert" in text(fachkraft.post(adresse, daten)), "zweites Absenden ändert nichts"
    assert "schon erledigt" in text(fachkraft.post(adresse, daten | {"version": 2}))
    aufgabe.refresh_from_db()
    assert (aufgabe.ergebnis, aufgabe.erledigt_am is not None) == ("Liste liegt vor.", True)
    with pytest.raises(ValidationError, match="erledigt"), technisch():
        vorgaenge.aufgabe_aendern(aufgabe=aufgabe, durch=ohne_zugang(aufgabe.angelegt_von_id), heute=HEUTE)


def test_wieder_oeffnen_behaelt_die_frist():
    caritas = TraegerFactory()
    aufgabe = AufgabeFactory(traeger=caritas, faellig_am=HEUTE - TAG)
    with technisch():
        vorgaenge.aufgabe_erledigen(aufgabe=aufgabe, ergebnis="voreilig", durch=jemand(), jetzt=timezone.now())
    adresse = ziel("aufgabe-oeffnen", aufgabe.pk)
    assert als(Rolle.FACHKRAFT).post(adresse).status_code == 403
    fachkraft = als(Rolle.FACHKRAFT, caritas)
    assert fachkraft.get(adresse).status_code == 405
    assert "wieder offen" in text(fachkraft.post(adresse, follow=True))
    assert "schon offen" in text(fachkraft.post(adresse, follow=True))
    aufgabe.refresh_from_db()
    assert (aufgabe.erledigt_am, aufgabe.ergebnis, aufgabe.faellig_am) == (None, "", HEUTE - TAG)


def test_aufgabe_der_koordination_erledigt_keine_fachkraft(koordination):
    aufgabe = AufgabeFactory(traeger=None)
    adresse, daten = ziel("aufgabe-erledigen", aufgabe.pk), {"version": 1, "ergebnis": "Fertig."}
    assert als(Rolle.FACHKRAFT).post(adresse, daten).status_code == 403
    assert koordination.post(adresse, daten).status_code == 302


def test_offenes_erscheint_auf_der_naechsten_sitzung_bis_es_erledigt_ist(koordination):
    letzte, naechste = SitzungFactory(am=HEUTE - 9 * TAG), SitzungFactory(am=HEUTE + TAG)
    aufgabe = AufgabeFactory(titel="Schlüssel besorgen", sitzung=letzte)
    AufgabeFactory(titel="Aus der nächsten", sitzung=naechste)
    seite = text(koordination.get(ziel("sitzung-detail", naechste.pk)))
    assert "Schlüssel besorgen" in seite.partition("Was noch offen ist")[2]
    assert (
        "Schlüssel besorgen"
        not in text(koordination.get(ziel("sitzung-detail", letzte.pk))).partition("Was noch offen ist")[2]
    )
    with technisch():
        vorgaenge.aufgabe_erledigen(aufgabe=aufgabe, ergebnis="ja", durch=jemand(), jetzt=timezone.now())
    assert "Schlüssel besorgen" not in text(koordination.get(ziel("sitzung-detail", naechste.pk)))
