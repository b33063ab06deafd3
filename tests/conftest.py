"""Echte Datenbank in allen Tests: Schema als Eigentümer, Testläufe als Anwendungsrolle mit Row-Level-Security."""

import gc
import os

import pytest
from django.conf import settings as einstellungen
from django.utils import timezone
from hypothesis import settings

from arge.betrieb.passwort import NfcArgon2
from tests.ausweis import immer_ausgewiesen
from tests.clamd import clamd, clamd_eigene, nach_commit, pruefdienst  # noqa: F401 – Fixtures für alle Apps
from tests.festgeschrieben import festgeschrieben  # noqa: F401 – Fixture für alle Apps
from tests.kontext import kontext  # noqa: F401 – Fixture für alle Apps
from tests.mappe_hier import mappe_hier  # noqa: F401 – Fixture für alle Apps
from tests.reihenfolge import geordnet
from tests.uhr import uhr  # noqa: F401 – Fixture für alle Apps
from tests.verapdf import pruefe_pdf  # noqa: F401 – Fixture für alle Apps
from tests.vorlage import DEMO_HEUTE, demo, eigene_datenbank, verbunden
from tests.zufall import PROFIL

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright hält eine Ereignisschleife im Testfaden
settings.load_profile(PROFIL)
immer_ausgewiesen()
# Argon2 kostet im Betrieb mit Absicht eine Viertelsekunde Rechenzeit je Passwort; hier rechnet es dasselbe mit den kleinsten Zahlen.
# Die echten hat jeder eigene Prozess: bin/start, die Reisen, die Demodaten (tests/haus/test_demodaten_inhalt.py liest sie).
NfcArgon2.time_cost, NfcArgon2.memory_cost, NfcArgon2.parallelism = 1, 8, 1

# Jeder `Client` baut alle Middleware; WhiteNoise läse dabei jedes Mal den ganzen Ordner der statischen Dateien.
einstellungen.WHITENOISE_USE_FINDERS = False


@pytest.fixture(autouse=True)
def post_kommt_sofort(monkeypatch):
    """Der Postausgang stellt gleich zu, ohne Broker und ohne Commit; den wirklichen Weg prüft tests/traeger/konto/test_postausgang.py."""
    from traeger.zugang import postausgang

    monkeypatch.setattr(
        postausgang, "_nach_commit", lambda nummer: postausgang.zustellen(brief_id=nummer, jetzt=timezone.now())
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items[:] = geordnet(items, config.workerinput["workercount"])


def pytest_collection_finish(session):
    """Tausende gesammelte Tests leben bis zum Ende: Die Speicherbereinigung sieht sie nicht jedes Mal durch (ein Fünftel der Rechenzeit)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment):
    """Eigene Testdatenbank aus der Vorlage; `eigner` besitzt sie, `default` bleibt die Rolle arge_web."""
    with eigene_datenbank(_name("test_arge")) as name, verbunden(name):
        yield


@pytest.fixture(scope="module")
def demodaten(django_db_setup):
    """Für ein Modul eine Datenbank mit Stammdaten und Demodaten (Faktor 1, bis DEMO_HEUTE), festgeschrieben."""
    with eigene_datenbank(_name("test_arge_demo"), demo(DEMO_HEUTE)) as name, verbunden(name):
        yield


def _name(wozu: str) -> str:
    lauf = os.environ.get("ARGE_TEST_NAME", str(os.getpid()))
    return "_".join(filter(None, (wozu, lauf, os.environ.get("PYTEST_XDIST_WORKER"))))
