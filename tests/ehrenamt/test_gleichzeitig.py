"""Zwei Menschen zugleich: echte Verbindungen, festgeschriebene Zeilen."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ehrenamt.models import Stunden, Treffen
from tests.ehrenamt.test_seiten import treffen_daten
from tests.factories import MitgliedschaftFactory, StundenFactory
from tests.factories.basis import im_namen_von

pytestmark = pytest.mark.usefixtures("festgeschrieben")


def zugleich(*absendungen):
    """Jede Absendung (Konto, Adresse, Daten) in eigenem Faden mit eigener Anmeldung."""
    start, codes = Barrier(len(absendungen)), []

    def absenden(konto, adresse, daten):
        try:
            browser = Client()
            browser.force_login(konto)
            start.wait(10)
            codes.append(browser.post(adresse, daten).status_code)
        finally:
            connections.close_all()

    faeden = [Thread(target=absenden, args=was) for was in absendungen]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    return codes


def test_dasselbe_treffen_zugleich_abgesendet_ist_eins_mit_einfachen_stunden(von, projekt, personen):
    absendung = von, reverse("ehrenamt:treffen-neu", args=[projekt.pk]), treffen_daten(*personen)
    assert zugleich(absendung, absendung, absendung) == [302, 302, 302]
    with im_namen_von(projekt.traeger_id):
        assert (Treffen.objects.count(), Stunden.objects.count()) == (1, 2)


def test_zwei_bestaetigen_dasselbe_zugleich_und_es_bleibt_bei_einer_bestaetigung(von, projekt, personen):
    zweite = MitgliedschaftFactory(traeger=von.traeger, arbeitsfelder=["EA"]).benutzer
    zeile = StundenFactory(traeger=von.traeger, projekt=projekt, ehrenamtliche=personen[0])
    adresse, daten = reverse("ehrenamt:stunden-bestaetigen"), {"stunden": [zeile.stand]}
    assert sorted(zugleich((von, adresse, daten), (zweite, adresse, daten))) == [200, 302], "die zweite liest einen Satz"
    with im_namen_von(von.traeger.pk):
        zeile.refresh_from_db()
        assert zeile.bestaetigt_von_id in {von.pk, zweite.pk}
