"""Dokumente einer Vereinbarung und die Virenprüfung: ausgeliefert wird nur, was ein echter clamd für sauber hält (S7)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.arge.falscher_clamd import FALSCHE, falscher_clamd
from tests.clamd import EICAR
from tests.factories.traeger import DokumentFactory, VereinbarungFactory
from tests.traeger.stellen.stellenpflege import (  # noqa: F401 – Fixtures
    client_fixture,
    heute,
    steuerung_fixture,
)
from tests.traeger.stellen.test_vereinbarung import PDF, ablage, hochladen  # noqa: F401 – Fixture
from traeger.auftrag.vorgaenge import virenpruefung
from traeger.begriffe import Virenstand
from traeger.management.demo_stellen import blatt
from traeger.models import VereinbarungDokument
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db
BEFALLEN = blatt(f"Vertrag {EICAR.decode()}")


def seite(client, vertrag):
    return client.get(reverse("traeger:vereinbarung-detail", args=[vertrag.pk])).text


def laden(client):
    return client.get(reverse("traeger:vereinbarung-dokument", args=[VereinbarungDokument.objects.get().pk]))


def pruefen(nach=timedelta(0)):
    return virenpruefung.pruefen(jetzt=timezone.now() + nach)


def test_ausgeliefert_wird_erst_nach_der_pruefung(client, ablage, pruefdienst):  # noqa: F811
    vertrag = VereinbarungFactory()
    hochladen(client, vertrag)
    vorher = seite(client, vertrag)
    assert "Das Dokument ist abgelegt und wird auf Schadsoftware geprüft." in vorher
    assert "wird geprüft" in vorher
    assert "download" not in vorher.partition('id="dokumentliste"')[2].partition("</section>")[0]
    antwort = laden(client)
    assert antwort.status_code == 403
    assert "wird noch auf Schadsoftware geprüft" in antwort.text
    assert pruefen() == 1
    assert b"".join(laden(client).streaming_content) == PDF
    nachher = seite(client, vertrag)
    assert "wird geprüft" not in nachher
    assert "every 2s" not in nachher
    assert pruefen(timedelta(hours=1)) == 0


@pytest.mark.parametrize("welche", ["eicar", "eigene"])
def test_schadsoftware_wird_abgewiesen_und_geloescht(client, ablage, pruefdienst, clamd_eigene, welche, nach_commit):  # noqa: F811
    vertrag = VereinbarungFactory()
    inhalt = clamd_eigene if welche == "eigene" else BEFALLEN
    hochladen(client, vertrag, inhalt)
    with nach_commit(execute=True):
        assert pruefen() == 1
    assert not list(ablage.rglob("*.pdf"))
    antwort = laden(client)
    assert (antwort.status_code, "In ihr steckt Schadsoftware" in antwort.text) == (403, True)
    assert "abgewiesen: Schadsoftware" in seite(client, vertrag)
    hochladen(client, vertrag, inhalt)  # Signaturen irren sich: noch einmal hochgeladen wird noch einmal geprüft
    assert sorted(VereinbarungDokument.objects.values_list("viren_stand", flat=True)) == ["befallen", "offen"]


@pytest.mark.parametrize("antwort", FALSCHE, ids=repr)
def test_ohne_klares_urteil_bleibt_die_datei_liegen(client, ablage, settings, monkeypatch, antwort):  # noqa: F811
    """Nicht da, stumm, abgerissen, Fehler, fremde Antwort: Nie gilt eine Datei darum als geprüft."""
    settings.CLAMD = "tcp://127.0.0.1:1"
    vertrag = VereinbarungFactory()
    hochladen(client, vertrag)
    with falscher_clamd(antwort, monkeypatch) as settings.CLAMD:
        assert pruefen() == 0
    assert VereinbarungDokument.objects.get().viren_stand == Virenstand.OFFEN
    assert laden(client).status_code == 403
    assert "wird geprüft" in seite(client, vertrag)


def test_der_kehrer_holt_nach_wenn_der_dienst_wieder_da_ist(client, ablage, settings, monkeypatch, clamd):  # noqa: F811
    settings.CLAMD = "unix:/gibt/es/nicht"
    hochladen(client, VereinbarungFactory())
    assert pruefen() == 0
    with falscher_clamd(b"stream: kaputt ERROR\0", monkeypatch) as settings.CLAMD:
        assert pruefen() == 0
    settings.CLAMD = clamd
    assert pruefen() == 0  # gerade versucht: eine Datei ohne Urteil ruht, damit sie andere nicht aufhält
    assert pruefen(virenpruefung.ABSTAND * 2) == 1
    assert laden(client).status_code == 200


def test_ohne_pruefdienst_wie_bisher_und_danach_nachgeholt(client, ablage, settings, clamd):  # noqa: F811
    settings.CLAMD = ""
    vertrag = VereinbarungFactory()
    hochladen(client, vertrag)
    assert "nicht auf Schadsoftware geprüft" in seite(client, vertrag)
    assert pruefen() == 0
    assert laden(client).status_code == 200
    settings.CLAMD = clamd
    assert laden(client).status_code == 403
    assert "wird geprüft" in seite(client, vertrag)
    assert pruefen() == 1
    assert laden(client).status_code == 200


@pytest.mark.parametrize(("stand", "versucht"), [("sauber", False), ("vielleicht", True), ("befallen", True)])
def test_die_datenbank_kennt_kein_urteil_ohne_pruefung_und_keinen_fund_mit_datei(stand, versucht):
    dokument = DokumentFactory()
    falsch = {"viren_stand": stand, "viren_versuch": timezone.now() if versucht else None}
    with pytest.raises(IntegrityError, match="viren"), transaction.atomic(), technisch():
        VereinbarungDokument.objects.filter(pk=dokument.pk).update(**falsch)
