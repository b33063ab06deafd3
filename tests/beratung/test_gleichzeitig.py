"""Zwei Menschen zugleich: echte Verbindungen, festgeschriebene Zeilen."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from beratung.models import Fall, Kontakt
from tests.beratung.test_seiten import fall_daten, kontakt_daten
from tests.factories import FallFactory, PersonFactory
from tests.factories.basis import im_namen_von

pytestmark = pytest.mark.usefixtures("festgeschrieben")


def zugleich(fachkraft, *absendungen):
    """Jede Absendung in eigenem Faden mit eigener Anmeldung; Antworten in derselben Reihenfolge."""
    start, antworten = Barrier(len(absendungen)), [None] * len(absendungen)

    def absenden(nummer, adresse, daten):
        try:
            browser = Client()
            browser.force_login(fachkraft.benutzer)
            start.wait(10)
            antworten[nummer] = browser.post(adresse, daten)
        finally:
            connections.close_all()

    faeden = [Thread(target=absenden, args=(nummer, *was)) for nummer, was in enumerate(absendungen)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    return antworten


@pytest.fixture
def fall(festgeschrieben, fachkraft):
    return FallFactory(traeger=fachkraft.traeger, begonnen_am=date(2026, 2, 1))


def test_dieselbe_absendung_zugleich_ist_ein_kontakt(fachkraft, fall):
    absendung = reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft)
    assert [antwort.status_code for antwort in zugleich(fachkraft, absendung, absendung)] == [302, 302]
    with im_namen_von(fall.traeger_id):
        assert Kontakt.objects.count() == 1


def test_zwei_faelle_fuer_dieselbe_person_zugleich_einer_gelingt_einer_liest_den_satz(fachkraft):
    person = PersonFactory(traeger=fachkraft.traeger)
    adresse = reverse("beratung:fall-neu") + f"?person={person.pk}"
    antworten = zugleich(fachkraft, (adresse, fall_daten(fachkraft)), (adresse, fall_daten(fachkraft)))
    assert sorted(antwort.status_code for antwort in antworten) == [200, 302]
    abgewiesen = next(antwort for antwort in antworten if antwort.status_code == 200)
    assert "gibt es schon einen offenen MBE-Fall" in abgewiesen.content.decode()
    with im_namen_von(fachkraft.traeger_id):
        assert Fall.objects.count() == 1


def test_kontakt_und_abschluss_zugleich_lassen_keinen_kontakt_hinter_dem_ende(fachkraft, fall):
    kontakt = reverse("beratung:kontakt-neu", args=[fall.pk]), kontakt_daten(fachkraft, am="20.11.2026")
    abschluss = reverse("beratung:fall-abschliessen", args=[fall.pk]), {"version": "1", "am": "10.11.2026", "grund": "ziel"}
    zugleich(fachkraft, kontakt, abschluss)
    with im_namen_von(fall.traeger_id):
        fall.refresh_from_db()
        assert (fall.abgeschlossen_am is None) == Kontakt.objects.exists()
