"""Was Django selbst prüfen kann: Migrationen vollständig, Auslieferung sicher, Zeitplan auflösbar."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string


@pytest.mark.django_db
def test_migrationen_sind_vollstaendig():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_check_deploy_ist_ohne_befund():
    """In einem eigenen Prozess mit Produktionswerten: die Tests selbst laufen ohne HTTPS."""
    umgebung = os.environ | {"ARGE_HTTPS": "1", "ARGE_DEBUG": "0", "ARGE_DEMO": "0", "ARGE_MFA_PFLICHT": "1"}
    umgebung |= {"ARGE_GEHEIMNIS": "x7Kq" * 20 + "!z", "ARGE_HOSTS": "arge.example"}
    umgebung |= {"ARGE_CLAMD": "tcp://clamd:3310"}  # ohne ist ein Befund (tests/haus/test_uploads.py)
    umgebung.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # setzt conftest nur für Playwright
    lauf = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.WURZEL, env=umgebung, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stderr


@pytest.mark.parametrize("name", ["ARGE_GEHEIMNIS", "ARGE_SCHLUESSEL", "DATABASE_URL"])
def test_ohne_geheimnis_kein_start(name):
    """Geheimnisse haben keine Vorgabe; eine vergessene Variable ist ein Fehler mit ihrem Namen."""
    umgebung = {k: v for k, v in os.environ.items() if k != name}
    lauf = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.WURZEL,
        env=umgebung,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lauf.returncode != 0
    assert name in lauf.stderr


def test_zeitplan_ist_aufloesbar():
    from arge.celery import app

    app.loader.import_default_modules()
    for name, eintrag in settings.CELERY_BEAT_SCHEDULE.items():
        assert eintrag["task"] in app.tasks, name


def test_auftragsarten_sind_aufloesbar():
    for pfad, _ in settings.AUFTRAEGE.values():
        assert callable(import_string(pfad))


def test_kennzahlen_haben_nummer_definition_und_quelle():
    from arge.zahlen.kennzahl import alle

    kennzahlen = list(alle())
    nummern = [k.nummer for k in kennzahlen]
    assert len(nummern) == len(set(nummern))
    for k in kennzahlen:
        assert k.definition.endswith("."), k.nummer
        assert k.quelle, k.nummer
        assert k.name, k.nummer
