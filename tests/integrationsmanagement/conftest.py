"""Gemeinsames der IM-Tests: ein Träger mit Fachkraft, in deren Konto die Tests arbeiten."""

from datetime import date

import pytest

from tests.factories import FachkraftFactory, IMFallFactory, MitgliedschaftFactory
from tests.factories.grund import im_namen_von
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zugang_von

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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
def angemeldet(client, ich):
    client.force_login(ich, backend=BACKEND)
    return client


@pytest.fixture
def anmelden(client):
    """Konto einer Rolle anlegen und anmelden: `anmelden(Rolle.LEITUNG, traeger)`."""

    def _anmelden(rolle, traeger=None, **mehr):
        sitz = None if rolle in {Rolle.KOORDINATION, Rolle.BETRIEB} else traeger
        mitgliedschaft = MitgliedschaftFactory(
            rolle=rolle, **({"traeger": sitz} if sitz or rolle in {Rolle.KOORDINATION, Rolle.BETRIEB} else {}), **mehr
        )
        client.force_login(mitgliedschaft.benutzer, backend=BACKEND)
        return client

    return _anmelden


@pytest.fixture
def sicht(ich):
    """Zeilen des eigenen Trägers lesen: `with sicht(): …`."""
    return lambda: im_namen_von(ich.traeger.pk)


@pytest.fixture
def fall(ich):
    return IMFallFactory(
        traeger=ich.traeger, begonnen_am=date(2026, 1, 15), person__nachname="Haidari", person__vorname="Samira"
    )
