"""Zwei übernehmen dieselbe Datei im selben Augenblick: eingetragen wird sie einmal (qualitaet 1.6)."""

import threading
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from tests.factories import MitgliedschaftFactory, StellenanteilFactory
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from tests.traeger.personal.mappe import mappe, zeile
from traeger.begriffe import Rolle
from traeger.models import Besetzung, Fachkraft
from traeger.personal.vorgaenge import einlesen
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.usefixtures("mappe_hier")


def test_dieselbe_mappe_zweimal_hochgeladen_traegt_niemanden_doppelt_ein(festgeschrieben, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    StellenanteilFactory(traeger=leitung.traeger, kuerzel="eigen-im", vzae=Decimal("1.00"), von=date(2026, 1, 1))
    zugang, inhalt = zugang_von(leitung), mappe([zeile("eigen-im", VZÄ=0.2)])
    with handeln(zugang):
        laeufe = [
            einlesen.hochladen(inhalt=inhalt, dateiname="historie.xlsx", absendung=uuid.uuid4(), durch=zugang)
            for _ in range(2)
        ]

    def uebernehmen(lauf):
        with handeln(zugang):
            return einlesen.uebernehmen(lauf=lauf, jetzt=timezone.now(), durch=zugang)

    with waehrenddessen(lambda: uebernehmen(laeufe[1])) as zweiter:
        assert uebernehmen(laeufe[0]) == 1
    assert zweiter.wartete
    assert zweiter.ergebnis == 0
    with im_namen_von(leitung.traeger_id):
        assert (Besetzung.objects.count(), Fachkraft.objects.count()) == (1, 1)


def test_gleichzeitig_uebernommen_ist_einmal_eingetragen(festgeschrieben, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    StellenanteilFactory(traeger=leitung.traeger, kuerzel="eigen-im", vzae=Decimal("1.00"), von=date(2026, 1, 1))
    zugang = zugang_von(leitung)
    inhalt = mappe([zeile("eigen-im", Nachname=name, VZÄ=0.2) for name in ("Eins", "Zwei", "Drei")])
    with handeln(zugang):
        lauf = einlesen.hochladen(inhalt=inhalt, dateiname="historie.xlsx", absendung=uuid.uuid4(), durch=zugang)
    start, ergebnisse = threading.Barrier(4), []

    def uebernehmen():
        try:
            start.wait()
            with handeln(zugang):
                ergebnisse.append(einlesen.uebernehmen(lauf=lauf, jetzt=timezone.now(), durch=zugang))
        except Exception as fehler:  # noqa: BLE001 – der Test zeigt ihn
            ergebnisse.append(repr(fehler))
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=uebernehmen) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert sorted(ergebnisse) == [0, 0, 0, 3]
    with im_namen_von(leitung.traeger_id):
        assert (Besetzung.objects.count(), Fachkraft.objects.count()) == (3, 3)
