"""Was die IM-Akte mehr hat als die der MBE: den Reiter „Plan“, Wohnungen im Protokoll. Der Rahmen selbst: tests/beratung/test_akte.py."""

from datetime import date

import pytest
from django.urls import reverse

from integrationsmanagement.models import Planziel
from tests.factories import GespraechFactory, IntegrationsplanFactory
from tests.factories.basis import im_namen_von
from traeger.models import Einsicht

pytestmark = pytest.mark.django_db


def adresse(name, zeile):
    return reverse(f"integrationsmanagement:{name}", args=[zeile.pk])


def saetze(client, fall):
    vorgaenge = client.get(adresse("fall-protokoll", fall)).context["vorgaenge"]
    return [f"{woran} – {was}" for v in vorgaenge for woran, was in v.saetze]


@pytest.fixture
def plaene(fall):
    alt, neu = (
        IntegrationsplanFactory(
            traeger=fall.traeger, fall=fall, nummer=n, ausgangslage=f"Lage {n}.", vereinbart_am=date(2026, n, 1)
        )
        for n in (1, 2)
    )
    with im_namen_von(fall.traeger_id):
        for plan, ziel in ((alt, "Altes Ziel"), (neu, "Neues Ziel")):
            Planziel.objects.create(traeger=fall.traeger, plan=plan, handlungsfeld="arbeit", ziel=ziel)
    return alt, neu


def test_der_reiter_plan_zeigt_die_geltende_fassung_ganz_und_fuehrt_zu_den_frueheren(client, fall, plaene):
    seite = client.get(adresse("fall-plan", fall)).content.decode()
    assert "Lage 2." in seite
    assert "Neues Ziel" in seite
    assert "Lage 1." not in seite
    assert "Altes Ziel" not in seite
    assert adresse("plan-detail", plaene[0]) in seite
    frueher = client.get(adresse("plan-detail", plaene[0])).content.decode()
    assert "Lage 1." in frueher
    assert adresse("fall-plan", fall) in frueher, "von einer früheren Fassung zurück zum Plan"


def test_eine_fassung_ohne_ziel_steht_auch_da(client, fall):
    IntegrationsplanFactory(traeger=fall.traeger, fall=fall, ausgangslage="Noch offen.")
    seite = client.get(adresse("fall-plan", fall)).content.decode()
    assert "Noch offen." in seite
    assert "Diese Fassung nennt kein Ziel." in seite


def test_ohne_plan_sagt_der_reiter_was_zu_tun_ist(client, fall):
    seite = client.get(adresse("fall-plan", fall)).content.decode()
    assert "Noch kein Plan vereinbart." in seite
    assert adresse("plan-neu", fall) in seite
    assert client.get(adresse("plan-neu", fall)).context["zurueck"] == adresse("fall-plan", fall)


def test_protokoll_nennt_wohnung_plan_und_gespraech(client, ich, fall, plaene):
    GespraechFactory(traeger=fall.traeger, fall=fall, fachkraft=ich.fachkraft, am=date(2026, 3, 2))
    client.post(adresse("umzug", fall), {"version": "1", "ab": "15.9.2026", "wohnform": "gu"})
    gesagt = saetze(client, fall)
    assert {"Integrationsplan, Fassung 1 – vereinbart", "Gespräch vom 02.03.2026 – erfasst"} < set(gesagt)
    assert "Wohnung – bis einschließlich: – → 14.09.2026" in gesagt
    assert "Wohnung – neu: ab: 15.09.2026; Wohnform: Gemeinschaftsunterkunft" in gesagt
    assert "Lage" not in " ".join(gesagt)


def test_gelesen_zaehlt_plan_und_gespraech_zur_akte(client, ich, fall, plaene):
    fremdes, eigenes = GespraechFactory(traeger=fall.traeger), GespraechFactory(traeger=fall.traeger, fall=fall)
    for name, zeile in (("plan-detail", plaene[0]), ("gespraech-bearbeiten", eigenes), ("gespraech-bearbeiten", fremdes)):
        client.get(adresse(name, zeile))
    ((_, _, wie),) = client.get(adresse("fall-protokoll", fall)).context["leser"].zeilen
    assert wie.startswith("3-mal"), "Plan, Gespräch und diese Seite; nicht das Gespräch eines anderen Falls"


def test_der_ausdruck_enthaelt_plan_angaben_und_verlauf(client, ich, fall, plaene):
    GespraechFactory(traeger=fall.traeger, fall=fall, fachkraft=ich.fachkraft, notiz="Im Gespräch.")
    seite = client.get(adresse("fall-druck", fall)).content.decode()
    for wort in ("Neues Ziel", "Lage 2.", "Wohnform", "Im Gespräch.", "Beginn der Beratung"):
        assert wort in seite
    with im_namen_von(fall.traeger_id):
        assert [e.umfang for e in Einsicht.objects.all()] == ["Druck"]
