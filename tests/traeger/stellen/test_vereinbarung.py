"""Vereinbarungen: anlegen, kündigen; Dokumente: nur PDF, einmal, privat."""

import hashlib
import uuid
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from tests.arge.test_pdf_pruefen import mit_javascript
from tests.factories import StellenanteilFactory
from tests.factories.traeger import VereinbarungFactory
from tests.traeger.stellen.stellenpflege import (  # noqa: F401 – Fixtures
    als,
    client_fixture,
    fehler,
    heute,
    steuerung_fixture,
)
from traeger.begriffe import Rolle, VereinbarungArt
from traeger.management.demo_stellen import blatt
from traeger.models import Vereinbarung, VereinbarungDokument
from traeger.stellen.vorgaenge.vereinbarung import dokument_ablegen
from traeger.zugang import zugang_von

pytestmark = pytest.mark.django_db


# --- Vereinbarung -------------------------------------------------------------------------------------------------------


def vertrag_daten(**mehr):
    return {"absendung": str(uuid.uuid4()), "art": "vertrag", "titel": "Vertrag 2027", "von": "1.1.2027", "bis": ""} | mehr


def test_vereinbarung_anlegen_aendern_und_kuendigen(client):
    daten = vertrag_daten()
    for _ in range(2):
        client.post(reverse("traeger:vereinbarung-neu"), daten)
    vertrag = Vereinbarung.objects.get()
    assert vertrag.kuerzel == "vertrag-2027"
    aendern = {"version": 1, "art": "vertrag", "titel": "Vertrag ARGE", "von": "1.1.2027", "bis": "31.12.2029"}
    client.post(reverse("traeger:vereinbarung-bearbeiten", args=[vertrag.pk]), aendern)
    kuendigen = {"version": 2, "gekuendigt_am": "30.6.2028", "bis": "31.12.2028"}
    client.post(reverse("traeger:vereinbarung-kuendigen", args=[vertrag.pk]), kuendigen)
    vertrag.refresh_from_db()
    assert (vertrag.gekuendigt_am, vertrag.bis, vertrag.version) == (date(2028, 6, 30), date(2028, 12, 31), 3)
    StellenanteilFactory(vereinbarung=vertrag, von=date(2027, 1, 1))
    seite = client.get(reverse("traeger:vereinbarung-detail", args=[vertrag.pk])).content.decode()
    assert "30.06.2028" in seite
    assert "Stellenanteile über das Ende hinaus: 1" in seite


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({"gekuendigt_am": "1.7.2026", "bis": "30.6.2026"}, "das nicht vor der Kündigung liegt"),
        ({"gekuendigt_am": "1.7.2026", "bis": "1.1.2030"}, "Ohne Kündigung endet sie schon am 31.12.2028."),
        ({"gekuendigt_am": "1.7.2024", "bis": "31.12.2025"}, "Das Ende liegt vor dem Beginn."),
        ({"gekuendigt_am": "", "bis": ""}, "Bitte"),
    ],
)
def test_falsche_kuendigung_nennt_den_grund(client, daten, satz):
    vertrag = VereinbarungFactory(bis=date(2028, 12, 31))
    adresse = reverse("traeger:vereinbarung-kuendigen", args=[vertrag.pk])
    assert satz in fehler(client.post(adresse, {"version": 1} | daten))
    vertrag.refresh_from_db()
    assert vertrag.gekuendigt_am is None


def test_vertrag_endet_nicht_vor_seinem_beginn(client):
    antwort = client.post(reverse("traeger:vereinbarung-neu"), vertrag_daten(bis="31.12.2026"))
    assert "Das Ende liegt vor dem Beginn." in fehler(antwort)


def test_kommunikationsvereinbarung_fuehrt_zu_den_sitzungen(client):
    vertrag = VereinbarungFactory(art=VereinbarungArt.KOMMUNIKATION)
    seite = client.get(reverse("traeger:vereinbarung-detail", args=[vertrag.pk])).content.decode()
    assert "Sitzungen, Beschlüsse und Aufgaben dazu" in seite


# --- Dokument -----------------------------------------------------------------------------------------------------------

PDF = blatt("Vertrag")


@pytest.fixture
def ablage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }
    return tmp_path


def hochladen(client, vertrag, inhalt=PDF, name="Vertrag 2026.pdf", absendung=None):
    daten = {
        "absendung": absendung or str(uuid.uuid4()),
        "titel": "Unterschrieben",
        "datei": SimpleUploadedFile(name, inhalt),
    }
    return client.post(reverse("traeger:vereinbarung-dokument-neu", args=[vertrag.pk]), daten)


def test_dokument_liegt_unter_zufallsnamen_und_kommt_nur_als_download(client, ablage):
    vertrag = VereinbarungFactory()
    hochladen(client, vertrag)
    dokument = VereinbarungDokument.objects.get()
    assert (dokument.pruefsumme, dokument.groesse) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert dokument.dateiname == "Vertrag 2026.pdf"
    assert "Vertrag" not in dokument.datei.name
    antwort = als(Rolle.PRUEFUNG).get(reverse("traeger:vereinbarung-dokument", args=[dokument.pk]))
    assert b"".join(antwort.streaming_content) == PDF
    assert antwort["Content-Disposition"].startswith("attachment")
    assert (antwort["X-Content-Type-Options"], antwort["Content-Type"]) == ("nosniff", "application/pdf")
    assert als(Rolle.BETRIEB).get(reverse("traeger:vereinbarung-dokument", args=[dokument.pk])).status_code == 403
    default_storage.delete(dokument.datei.name)
    assert client.get(reverse("traeger:vereinbarung-dokument", args=[dokument.pk])).status_code == 404


def test_dieselbe_datei_liegt_nur_einmal(client, ablage):
    vertrag = VereinbarungFactory()
    absendung = str(uuid.uuid4())
    for schluessel in (absendung, absendung, None):
        assert hochladen(client, vertrag, absendung=schluessel).status_code == 302
    assert VereinbarungDokument.objects.count() == 1
    assert len(list(ablage.rglob("*.pdf"))) == 1


@pytest.mark.parametrize(
    ("inhalt", "name", "satz"),
    [
        (b"MZ kein Dokument", "vertrag.pdf", "Das ist keine PDF-Datei."),
        (PDF, "vertrag.pdf.exe", "Das ist keine PDF-Datei."),
        (b"x" + PDF, "vertrag.pdf", "Das ist keine PDF-Datei."),
        (b" " * 64 + PDF, "vertrag.pdf", "Das ist keine PDF-Datei."),
        (b"", "vertrag.pdf", "Die Datei ist leer."),
        (PDF + b"0" * (10 * 1024 * 1024), "vertrag.pdf", "größer als 10 MB"),
        (PDF, "x" * 130 + ".pdf", "höchstens 120 Zeichen"),
    ],
)
def test_anderes_als_ein_pdf_wird_abgewiesen(client, ablage, inhalt, name, satz):
    assert satz in fehler(hochladen(client, VereinbarungFactory(), inhalt, name))
    assert not VereinbarungDokument.objects.exists()
    assert not list(ablage.rglob("*.*"))


def test_pdf_das_beim_oeffnen_etwas_tut_wird_mit_einem_satz_abgewiesen(client, ablage):
    """Die Tabelle aller Gründe: tests/arge/test_pdf_pruefen.py."""
    boese = PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>")
    assert "beschädigt" in fehler(
        hochladen(client, VereinbarungFactory(), boese)
    )  # die Stellen im Verzeichnis stimmen nicht mehr
    assert "enthält ein Programm" in fehler(hochladen(client, VereinbarungFactory(), mit_javascript()))
    assert not VereinbarungDokument.objects.exists()


@pytest.mark.parametrize("davor", [b"\xef\xbb\xbf", b"\r\n", b" ", b"\x00"])
def test_pdf_eines_scanners_mit_vorspann_wird_angenommen(client, ablage, davor):
    hochladen(client, VereinbarungFactory(), davor + PDF)
    assert VereinbarungDokument.objects.get().groesse == len(davor + PDF)


def test_scheitert_die_zeile_bleibt_keine_datei(client, ablage, steuerung):
    dokument = VereinbarungDokument(vereinbarung=VereinbarungFactory(), titel="x" * 161)
    with pytest.raises(Exception, match="too long"), transaction.atomic():
        dokument_ablegen(dokument=dokument, datei=SimpleUploadedFile("v.pdf", PDF), durch=zugang_von(steuerung))
    assert not list(ablage.rglob("*.pdf"))
    assert not VereinbarungDokument.objects.exists()
