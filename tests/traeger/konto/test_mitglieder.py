"""Mitgliedschaften ändern: Rolle und Arbeitsfelder ab einem Tag; nie ohne Leitung, auch nicht durch Zeitablauf (Fachmodell 0)."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import BenutzerFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from tests.lesen import text
from tests.sperren import waehrenddessen
from traeger.begriffe import Rolle, TraegerArt
from traeger.konto.vorgaenge import mitgliedschaft as vorgaenge
from traeger.models import Mitgliedschaft
from traeger.zugang import handeln, zugang_von

HEUTE, TAG = date(2026, 11, 22), timedelta(days=1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def leitung(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


@pytest.fixture
def browser(leitung):
    browser = Client()
    browser.force_login(leitung.benutzer)
    return browser


def alle(benutzer):
    with im_namen_von():
        return list(
            Mitgliedschaft.objects.filter(benutzer=benutzer)
            .order_by("von")
            .values_list("rolle", "arbeitsfelder", "von", "bis")
        )


def aendern(mitglied):
    return f"/traeger/mitglieder/{mitglied.pk}/aendern/"


def tag(am):
    return f"{am:%d.%m.%Y}"


# --- Nie ohne Leitung ---------------------------------------------------------------------------------------------------


def test_wer_bleibt_darf_nicht_selbst_schon_ein_ende_haben(browser, leitung):
    """Sonst liefe die letzte Leitung mit dem Datum aus, ohne dass jemand sie beendet."""
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    bald, spaeter = HEUTE + 10 * TAG, HEUTE + 30 * TAG
    assert browser.post(f"/traeger/mitglieder/{andere.pk}/beenden/", {"wann": "tag", "tag": tag(spaeter)}).status_code == 302
    antwort = browser.post(f"/traeger/mitglieder/{leitung.pk}/beenden/", {"wann": "tag", "tag": tag(bald)})
    assert f"nie ohne Leitung. Laden Sie zuerst eine Nachfolge ein, die am {tag(spaeter + TAG)} dabei ist." in text(antwort)
    assert alle(leitung.benutzer)[0][3] is None
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, von=spaeter)
    assert browser.post(f"/traeger/mitglieder/{leitung.pk}/beenden/", {"wann": "tag", "tag": tag(bald)}).status_code == 302


def test_die_letzte_leitung_wechselt_nicht_die_rolle(browser, leitung):
    daten = {"rolle": "verwaltung", "ab": tag(HEUTE)}
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, bis=HEUTE)
    client = Client()
    client.force_login(andere.benutzer)
    assert "nie ohne Leitung" in text(client.post(aendern(leitung), daten))
    assert len(alle(leitung.benutzer)) == 1
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    assert client.post(aendern(leitung), daten).status_code == 302
    assert [(rolle, bis) for rolle, _, _, bis in alle(leitung.benutzer)] == [("leitung", HEUTE - TAG), ("verwaltung", None)]


def test_zwei_leitungen_wechseln_nicht_gleichzeitig_die_rolle(festgeschrieben):
    """Ohne die Sperre sähe die zweite die erste noch als Leitung."""
    eine = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=eine.traeger)

    def wechseln(wer, durch):
        with handeln(zugang_von(durch)) as zugang:
            wie = {"rolle": "verwaltung", "arbeitsfelder": [], "ab": HEUTE, "heute": HEUTE, "jetzt": timezone.now()}
            vorgaenge.mitgliedschaft_aendern(mitgliedschaft=wer, **wie, durch=zugang)

    with waehrenddessen(lambda: wechseln(andere, eine)) as zweite:
        wechseln(eine, andere)
    assert zweite.wartete
    assert "nie ohne Leitung" in str(zweite.ergebnis)
    assert [rolle for rolle, _, _, bis in alle(andere.benutzer) if bis is None] == ["leitung"]


# --- Ändern -------------------------------------------------------------------------------------------------------------


def test_arbeitsfelder_ab_einem_tag_alte_endet_neue_beginnt(browser, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["MBE"])
    ab = HEUTE + 5 * TAG
    daten = {"rolle": "fachkraft", "arbeitsfelder": ["EA", "MBE"], "ab": tag(ab)}
    assert browser.post(aendern(mitglied), daten).status_code == 302
    assert alle(mitglied.benutzer) == [
        ("fachkraft", ["MBE"], date(2020, 1, 1), ab - TAG), ("fachkraft", ["EA", "MBE"], ab, None),
    ]  # fmt: skip
    assert "schon beendet" in text(browser.post(aendern(mitglied), daten | {"arbeitsfelder": ["IM"]}))
    assert len(alle(mitglied.benutzer)) == 2


def test_wirkt_bei_der_naechsten_anfrage(browser, leitung):
    mitglied, ihr = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["EA"]), Client()
    ihr.force_login(mitglied.benutzer)
    assert ihr.get("/beratung/faelle/").status_code == 403
    browser.post(aendern(mitglied), {"rolle": "fachkraft", "arbeitsfelder": ["MBE"], "ab": tag(HEUTE)})
    assert ihr.get("/beratung/faelle/").status_code == 200


def test_am_ersten_tag_wird_berichtigt_und_ein_ende_bleibt(browser, leitung):
    heute_neu = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["EA"], von=HEUTE)
    browser.post(aendern(heute_neu), {"rolle": "verwaltung", "ab": tag(HEUTE)})
    assert alle(heute_neu.benutzer) == [("verwaltung", [], HEUTE, None)]
    befristet = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["EA"], bis=HEUTE + 9 * TAG)
    browser.post(aendern(befristet), {"rolle": "fachkraft", "arbeitsfelder": ["IM"], "ab": tag(HEUTE)})
    assert [bis for *_, bis in alle(befristet.benutzer)] == [HEUTE - TAG, HEUTE + 9 * TAG]


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"ab": tag(HEUTE - TAG)}, "ändert sich nicht rückwirkend"), ({"ab": ""}, "Gilt ab"),
        ({"arbeitsfelder": []}, "mindestens ein Arbeitsfeld"), ({"arbeitsfelder": ["MBE"]}, "dieselben wie bisher"),
        ({"rolle": "steuerung"}, "Bitte wählen Sie"), ({"rolle": "koordination"}, "Bitte wählen Sie"), ({"rolle": "betrieb"}, "Bitte wählen Sie"),
    ],
)  # fmt: skip
def test_falsche_angaben_ergeben_einen_satz(browser, leitung, falsch, satz):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, arbeitsfelder=["MBE"])
    daten = {"rolle": "fachkraft", "arbeitsfelder": ["EA"], "ab": tag(HEUTE)} | falsch
    antwort = browser.post(aendern(mitglied), daten)
    assert (antwort.status_code, satz in text(antwort)) == (200, True)
    assert alle(mitglied.benutzer) == [("fachkraft", ["MBE"], date(2020, 1, 1), None)]


def test_fremde_mitgliedschaften_und_die_der_arge_gibt_es_fuer_die_leitung_nicht(browser, leitung):
    ohne = MitgliedschaftFactory(
        rolle=Rolle.KOORDINATION, traeger=None, benutzer=MitgliedschaftFactory(traeger=leitung.traeger).benutzer
    )
    for mitglied in (MitgliedschaftFactory(), ohne):
        assert browser.get(aendern(mitglied)).status_code == 404
        assert browser.post(aendern(mitglied), {"rolle": "leitung", "ab": tag(HEUTE)}).status_code == 404


def test_jeder_vergibt_nur_rollen_die_zum_sitz_passen(browser, leitung):
    kommunal, ihr = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger__art=TraegerArt.KOMMUNE), Client()
    ihr.force_login(kommunal.benutzer)
    betrieb, technik = MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None), Client()
    technik.force_login(betrieb.benutzer)

    def rollen(client, mitglied):
        return set(re.findall(r'name="rolle" value="(\w+)"', client.get(aendern(mitglied)).content.decode()))

    frei, stadt = (MitgliedschaftFactory(traeger=t) for t in (leitung.traeger, kommunal.traeger))
    assert rollen(browser, frei) == {"fachkraft", "leitung", "verwaltung"}
    assert rollen(ihr, stadt) == {"fachkraft", "leitung", "verwaltung", "steuerung", "pruefung"}
    assert rollen(technik, MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)) == {"koordination", "betrieb"}
    assert "nur dessen Leitung" in text(technik.get(aendern(frei), follow=True))
    assert "Niemand gibt sich selbst" in text(technik.post(aendern(betrieb), {"rolle": "koordination", "ab": tag(HEUTE)}))


# --- Eigener Name -------------------------------------------------------------------------------------------------------


def test_eigenen_namen_aendern_und_nur_den_eigenen(browser, leitung):
    anderer = BenutzerFactory(name="Bleibt Gleich")
    assert browser.post("/traeger/name/", {"name": " "}).status_code == 200
    antwort = browser.post(
        "/traeger/name/", {"name": "Kim  Neuer-Name", "pk": anderer.pk, "email": "x@y.example"}, follow=True
    )
    assert "Kim Neuer-Name" in text(antwort)
    leitung.benutzer.refresh_from_db()
    anderer.refresh_from_db()
    assert (leitung.benutzer.name, anderer.name) == ("Kim Neuer-Name", "Bleibt Gleich")
    assert leitung.benutzer.email != "x@y.example"
