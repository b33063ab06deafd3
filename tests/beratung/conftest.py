"""Eine angemeldete MBE-Fachkraft mit eigener Fachkraft-Zeile und ein Browser-Client in ihrem Namen."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import FachkraftFactory, MitgliedschaftFactory
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.zugang import zugang_von


@pytest.fixture(autouse=True)
def heute(uhr, kontext):
    """Der 22.11.2026: Tests hängen nicht am Kalender."""
    tag = date(2026, 11, 22)
    uhr(tag)
    return tag


@pytest.fixture
def fachkraft(request):
    """Beschäftigte Fachkraft mit Konto; `.zugang` ist ihr Zugang."""
    request.getfixturevalue("festgeschrieben" if "festgeschrieben" in request.fixturenames else "db")
    mitgliedschaft = MitgliedschaftFactory(arbeitsfelder=["MBE"])
    fachkraft = FachkraftFactory(traeger=mitgliedschaft.traeger, benutzer=mitgliedschaft.benutzer, nachname="Brenner")
    fachkraft.zugang = zugang_von(mitgliedschaft)
    return fachkraft


@pytest.fixture
def client(fachkraft):
    """Angemeldet als diese Fachkraft."""
    client = Client()
    client.force_login(fachkraft.benutzer)
    return client


@pytest.fixture
def als(fachkraft):
    """Client in einer anderen Rolle; beim Träger der Fachkraft, wo die Rolle einen hat."""

    def anmelden(rolle, arbeitsfelder=()):
        traeger = None if rolle in ROLLEN_OHNE_TRAEGER else fachkraft.traeger
        felder = {"arbeitsfelder": list(arbeitsfelder)} if rolle == Rolle.FACHKRAFT else {}
        mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=traeger, **felder)
        client = Client()
        client.force_login(mitgliedschaft.benutzer)
        return client

    return anmelden
