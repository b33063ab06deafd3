"""Gemeinsames der IM-Tests: eine IM-Fachkraft, ihr Träger, ihr Fall, und Browser in jeder Rolle."""

from datetime import date

import pytest
from django.test import Client

from integrationsmanagement.models import IMZustaendigkeit
from tests.factories import FachkraftFactory, IMFallFactory, MitgliedschaftFactory
from tests.factories.basis import im_namen_von
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.zugang import handeln, zugang_von


@pytest.fixture(autouse=True)
def heute(uhr, kontext):
    """Der 22.11.2026: Tests hängen nicht am Kalender."""
    tag = date(2026, 11, 22)
    uhr(tag)
    return tag


@pytest.fixture
def ich(db):
    """IM-Fachkraft mit Konto, Beschäftigung (`ich.fachkraft`) und Träger (`ich.traeger`)."""
    mitgliedschaft = MitgliedschaftFactory(arbeitsfelder=["IM"])
    benutzer = mitgliedschaft.benutzer
    benutzer.traeger, benutzer.zugang = mitgliedschaft.traeger, zugang_von(mitgliedschaft)
    benutzer.fachkraft = FachkraftFactory(traeger=mitgliedschaft.traeger, benutzer=benutzer)
    return benutzer


@pytest.fixture
def von(ich):
    """Dieselbe Fachkraft, handelnd: die Zeilen des Trägers sind sichtbar."""
    with handeln(ich.zugang):
        yield ich


@pytest.fixture
def client(ich):
    """Angemeldet als diese Fachkraft."""
    client = Client()
    client.force_login(ich)
    return client


@pytest.fixture
def als(ich):
    """Client in einer anderen Rolle; beim Träger der Fachkraft, wo die Rolle einen hat, oder bei `traeger`."""

    def anmelden(rolle, arbeitsfelder=(), traeger=None):
        sitz = None if rolle in ROLLEN_OHNE_TRAEGER else traeger or ich.traeger
        felder = {"arbeitsfelder": list(arbeitsfelder)} if rolle == Rolle.FACHKRAFT else {}
        mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=sitz, **felder)
        client = Client()
        client.force_login(mitgliedschaft.benutzer)
        return client

    return anmelden


@pytest.fixture
def fall(ich):
    """Laufender Fall ohne Zuständigkeit."""
    person = {"person__nachname": "Haidari", "person__vorname": "Samira"}
    return IMFallFactory(traeger=ich.traeger, begonnen_am=date(2026, 1, 15), **person)


@pytest.fixture
def meiner(ich, fall):
    """Derselbe Fall, für den die Fachkraft von Beginn an zuständig ist."""
    with im_namen_von(ich.traeger.pk):
        IMZustaendigkeit.objects.create(traeger=ich.traeger, fall=fall, fachkraft=ich.fachkraft, von=fall.begonnen_am)
    return fall
