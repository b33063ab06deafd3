"""Eine angemeldete EA-Fachkraft und ein Browser-Client in ihrem Namen."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import EinsatzFactory, MitgliedschaftFactory, ProjektFactory
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.zugang import zugang_von


@pytest.fixture(autouse=True)
def heute(uhr, kontext):
    """Der 22.11.2026: Tests hängen nicht am Kalender."""
    tag = date(2026, 11, 22)
    uhr(tag)
    return tag


@pytest.fixture
def von(request):
    """Konto einer EA-Fachkraft; `.zugang` und `.traeger` gehören dazu."""
    request.getfixturevalue("festgeschrieben" if "festgeschrieben" in request.fixturenames else "db")
    mitgliedschaft = MitgliedschaftFactory(arbeitsfelder=["EA"])
    benutzer = mitgliedschaft.benutzer
    benutzer.zugang, benutzer.traeger = zugang_von(mitgliedschaft), mitgliedschaft.traeger
    return benutzer


@pytest.fixture
def client(von):
    client = Client()
    client.force_login(von)
    return client


@pytest.fixture
def als(von):
    """Client in einer anderen Rolle; beim Träger der Fachkraft, wo die Rolle einen hat."""

    def anmelden(rolle, arbeitsfelder=()):
        traeger = None if rolle in ROLLEN_OHNE_TRAEGER else von.traeger
        felder = {"arbeitsfelder": list(arbeitsfelder)} if rolle == Rolle.FACHKRAFT else {}
        client = Client()
        client.force_login(MitgliedschaftFactory(rolle=rolle, traeger=traeger, **felder).benutzer)
        return client

    return anmelden


@pytest.fixture
def projekt(von):
    return ProjektFactory(traeger=von.traeger, name="Café Brücke Zukunft", treffen_dauer_minuten=150)


@pytest.fixture
def personen(projekt):
    """Zwei Eingesetzte: Adler und Berg."""
    return [
        EinsatzFactory(traeger=projekt.traeger, projekt=projekt, ehrenamtliche__nachname=name).ehrenamtliche
        for name in ("Adler", "Berg")
    ]
