"""Was die Tests der Stellenpflege teilen: die Steuerung am Browser, eine Stelle mit allem, was an ihr hängt."""

import uuid
from datetime import date

import pytest
from django.test import Client

from tests.beratung.conftest import heute
from tests.factories import BesetzungFactory, MitgliedschaftFactory, StellenanteilFactory, TraegerFactory
from tests.factories.traeger import BewilligungFactory, VereinbarungFactory
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle

__all__ = [
    "JULI", "als", "anteil_daten", "client_fixture", "fehler", "heute", "stelle_fixture", "steuerung_fixture",
]  # fmt: skip

JULI = date(2026, 7, 1)


@pytest.fixture(name="steuerung")
def steuerung_fixture():
    return MitgliedschaftFactory(rolle=Rolle.STEUERUNG)


@pytest.fixture(name="client")
def client_fixture(steuerung):
    client = Client()
    client.force_login(steuerung.benutzer)
    return client


def als(rolle):
    client = Client()
    client.force_login(
        MitgliedschaftFactory(rolle=rolle, **({"traeger": None} if rolle in ROLLEN_OHNE_TRAEGER else {})).benutzer
    )
    return client


def fehler(antwort):
    assert antwort.status_code == 200, antwort
    form = antwort.context["form"]
    return " ".join([*form.non_field_errors(), *(satz for saetze in form.errors.values() for satz in saetze)])


@pytest.fixture(name="stelle")
def stelle_fixture():
    """1,0 VZÄ IM seit 1.1.2026 ohne Ende, 0,5 + 0,3 besetzt, 0,9 bewilligt bis Jahresende."""
    anteil = StellenanteilFactory(vzae="1.00", von=date(2026, 1, 1))
    anteil.lang = BesetzungFactory(traeger=anteil.traeger, stellenanteil=anteil, vzae="0.50")
    anteil.spaet = BesetzungFactory(traeger=anteil.traeger, stellenanteil=anteil, vzae="0.30", von=date(2026, 9, 1))
    anteil.kurz = BesetzungFactory(traeger=anteil.traeger, stellenanteil=anteil, vzae="0.20", bis=date(2026, 6, 30))
    anteil.bescheid = BewilligungFactory(stellenanteil=anteil, vzae="0.90", bis=date(2026, 12, 31))
    return anteil


def anteil_daten(**mehr):
    return {
        "absendung": str(uuid.uuid4()), "vereinbarung": mehr.pop("vereinbarung", None) or VereinbarungFactory().pk,
        "traeger": mehr.pop("traeger", None) or TraegerFactory(kuerzel="nord").pk, "aufgabe": "EA", "quelle": "cadifa",
        "vzae": "0,4", "ist_obergrenze": "on", "mindestanteil_stadt": "0,2", "zaehlt_zum_kontingent": "on", "von": "1.1.2026",
        "bis": "31.12.2027", "befristet_bis": "31.12.2027",
    } | mehr  # fmt: skip
