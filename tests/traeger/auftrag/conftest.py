"""Aufträge ohne Celery: eigene Auftragsarten, eigene Ablage, ein Broker im Speicher."""

import pytest

from arge import zusammensetzung
from arge.celery import app
from tests.factories import MitgliedschaftFactory
from traeger.begriffe import Rolle
from traeger.models import Mitgliedschaft
from traeger.zugang import technisch, zugang_von

ARTEN = ("kurz", "lang", "scheitert", "stuerzt", "ohne_ergebnis", "gierig")


@pytest.fixture
def arten(settings, tmp_path):
    settings.AUFTRAEGE = {art: (f"tests.traeger.auftrag.auftragsarten.{art}", None) for art in ARTEN}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "ablage"}}
    }
    vorher, app.conf.broker_url = app.conf.broker_url, "memory://"
    app.amqp._producer_pool = None
    yield
    app.conf.broker_url = vorher
    app.amqp._producer_pool = None


@pytest.fixture
def lange_listen(settings, arten):
    """Jede Liste mit einer Zeile ist lang: Ihre Datei ist ein Auftrag."""
    settings.AUFTRAEGE, settings.EXPORT_SOFORT = zusammensetzung.AUFTRAEGE, 0


@pytest.fixture
def zugang(festgeschrieben):
    return zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))


@pytest.fixture
def angemeldet(client, zugang):
    with technisch(benutzer_id=zugang.benutzer_id):
        benutzer = Mitgliedschaft.objects.select_related("benutzer").get(pk=zugang.mitgliedschaft_id).benutzer
    client.force_login(benutzer)
    return client
