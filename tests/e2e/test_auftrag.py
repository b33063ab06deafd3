"""Ein Auftrag vom Absenden bis zum Herunterladen: wartet ohne Worker, läuft, fertig – mit und ohne JavaScript."""

import contextlib
import os
import re
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import WURZEL

GEDULD = 120_000


@pytest.fixture
def worker(haus, tmp_path):
    """Startet Worker und Zeitplan dieses Hauses erst, wenn der Test ihn ruft."""
    prozesse = []

    def an():
        celery = [sys.executable, "-m", "celery", "-A", "arge"]
        umgebung = {**haus.umgebung, "ARGE_AUFTRAG_KEHREN": "1"}
        umgebung.pop("DATABASE_URL_EIGNER", None)
        for befehl in (
            [*celery, "worker", "-c", "1", "--without-gossip", "--without-mingle"],
            [*celery, "beat", "--pidfile=", "-s", str(tmp_path / "beat")],
        ):
            with (tmp_path / "worker.log").open("a") as ausgabe:
                prozesse.append(
                    subprocess.Popen(
                        befehl, cwd=WURZEL, env=umgebung, stdout=ausgabe, stderr=ausgabe, start_new_session=True
                    )
                )

    yield an
    for prozess in prozesse:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(prozess.pid, signal.SIGKILL)
        prozess.wait()


def beauftragen(seite):
    seite.goto("/finanzen/verwendungsnachweise/neu/")
    seite.click("main button:has-text('Verwendungsnachweis erstellen')")
    seite.wait_for_url(re.compile(r"/traeger/auftraege/\d+/$"))


def test_auftrag_wartet_laeuft_und_liegt_bereit(seite, anmelden, pruefe, worker):
    anmelden(seite, "koordination@arge.example")
    beauftragen(seite)
    expect(seite.locator("main")).to_contain_text("Der Auftrag wartet")
    pruefe(seite)

    seite.click("button:has-text('Abbrechen')")
    expect(seite.locator("main")).to_contain_text("Der Auftrag wurde abgebrochen")
    pruefe(seite)

    seite.click("button:has-text('Noch einmal versuchen')")
    expect(seite.locator("main")).to_contain_text("Der Auftrag wartet")
    seite.locator("button:has-text('Abbrechen')").focus()
    worker()
    expect(seite.locator("[role=alert]")).to_contain_text("Der Auftrag ist fertig", timeout=GEDULD)
    pruefe(seite)
    assert seite.locator("main [hx-trigger]").count() == 0

    with seite.expect_download() as laden:
        seite.click("a:has-text('herunterladen')")
    assert laden.value.suggested_filename.endswith(".pdf")
    with open(laden.value.path(), "rb") as datei:
        assert datei.read(5) == b"%PDF-"


def lange_liste(seite, pruefe=None):
    """Alle Gespräche der Stadt: mehr, als in der Anfrage eine Datei werden."""
    seite.goto("/integrationsmanagement/gespraeche/?von=&bis=")
    expect(seite.locator(".arge-liste__export")).to_contain_text("Die Datei entsteht im Hintergrund")
    if pruefe:
        pruefe(seite, breiten=(1280, 390))
    seite.click(".arge-liste__export button:has-text('Excel')")
    seite.wait_for_url(re.compile(r"/traeger/auftraege/\d+/$"))
    expect(seite.locator("main")).to_contain_text("Die Datei wird erstellt")


def test_datei_einer_langen_liste_ohne_javascript(ohne_javascript, anmelden, worker):
    seite = ohne_javascript
    anmelden(seite, "leitung@stadt.example")
    lange_liste(seite)
    worker()
    fertig = seite.locator("a:has-text('herunterladen')")
    for _ in range(GEDULD // 500):
        if fertig.count():
            break
        seite.click("a:has-text('Aktualisieren')")
        seite.wait_for_timeout(500)
    with seite.expect_download() as laden:
        fertig.click()
    with open(laden.value.path(), "rb") as datei:
        assert datei.read(2) == b"PK"


def test_auftrag_gescheitert_sagt_warum(seite, anmelden, pruefe, haus):
    """Entzogene Mitgliedschaften, drei Fehlversuche: Die Seite zeigt Satz und Vorgangsnummer, ohne Worker gestellt."""
    anmelden(seite, "leitung@stadt.example")
    lange_liste(seite, pruefe)
    nummer = seite.url.rstrip("/").rsplit("/", 1)[1]
    haus.befehl(
        "shell", "-v0", "-c",
        "from traeger.models import Auftrag; from traeger.begriffe import Bereich; from traeger.zugang import technisch\n"
        f"with technisch(Bereich.AUFTRAEGE):\n Auftrag.objects.filter(pk={nummer}).update(status='gescheitert',"
        " fehler='Für dieses Jahr gibt es noch keine Zahlen.')",
    )  # fmt: skip
    expect(seite.locator("[role=alert]")).to_contain_text("noch keine Zahlen", timeout=GEDULD)
    expect(seite.locator("main")).to_contain_text("Vorgangsnummer")
    pruefe(seite)
