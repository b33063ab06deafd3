"""Echte Datenbank in allen Tests: Schema als Eigentümer, Testläufe als Anwendungsrolle mit Row-Level-Security."""

import os

import pytest
from django.db import connections
from hypothesis import settings

from tests.festgeschrieben import festgeschrieben  # noqa: F401 – Fixture für alle Apps
from tests.verapdf import pruefe_pdf  # noqa: F401 – Fixture für alle Apps
from tests.vorlage import eigene_datenbank

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright hält eine Ereignisschleife im Testfaden
settings.register_profile("haus", deadline=None)  # Zeitgrenzen prüfen die Maschine, nicht die Regel
settings.load_profile("haus")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Eigene Testdatenbank aus der Vorlage; `eigner` besitzt sie, `default` bleibt die Rolle arge_web."""
    teile = ("test_arge", os.environ.get("ARGE_TEST_NAME", str(os.getpid())), os.environ.get("PYTEST_XDIST_WORKER"))
    name = "_".join(filter(None, teile))
    eigner, web = connections["eigner"], connections["default"]
    vorher = eigner.settings_dict["NAME"], web.settings_dict["NAME"]
    with eigene_datenbank(name):
        for verbindung in (eigner, web):
            verbindung.settings_dict["NAME"] = name
        yield
        with django_db_blocker.unblock():
            for verbindung in (web, eigner):
                verbindung.close()
            web.close_pool()
        eigner.settings_dict["NAME"], web.settings_dict["NAME"] = vorher
