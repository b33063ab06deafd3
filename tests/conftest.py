"""Echte Datenbank in allen Tests: Schema als Eigentümer, Testläufe als Anwendungsrolle mit Row-Level-Security."""

import os

import pytest
from django.core.management import call_command
from django.db import connections
from hypothesis import settings

from tests.festgeschrieben import festgeschrieben  # noqa: F401 – Fixture für alle Apps
from tests.verapdf import pruefe_pdf  # noqa: F401 – Fixture für alle Apps

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright hält eine Ereignisschleife im Testfaden
settings.register_profile("haus", deadline=None)  # Zeitgrenzen prüfen die Maschine, nicht die Regel
settings.load_profile("haus")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request):
    """Testdatenbank als Eigentümer anlegen und einrichten; `default` bleibt die Rolle arge_web."""
    arbeiter = os.environ.get("PYTEST_XDIST_WORKER", "")
    name = f"test_arge_{os.environ.get('ARGE_TEST_NAME', os.getpid())}_{arbeiter}".rstrip("_")
    eigner, web = connections["eigner"], connections["default"]
    with django_db_blocker.unblock():
        vorher = {verbindung.alias: verbindung.settings_dict["NAME"] for verbindung in (eigner, web)}
        eigner.settings_dict["TEST"]["NAME"] = name
        # Nicht create_test_db(): das würde als erste Verbindung migrieren, ohne Rollen und Rechte.
        eigner.creation._create_test_db(verbosity=0, autoclobber=True)
        for verbindung in (eigner, web):
            verbindung.close()
            verbindung.settings_dict["NAME"] = name
        call_command("einrichten", "--ohne-stammdaten", verbosity=0)
    yield
    with django_db_blocker.unblock():
        for verbindung in (web, eigner):
            verbindung.close()
            if verbindung.alias == "default":
                verbindung.close_pool()
        eigner.creation.destroy_test_db(vorher["eigner"], verbosity=0)
        web.settings_dict["NAME"] = vorher["default"]
