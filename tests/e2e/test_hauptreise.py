"""Die Hauptreise: Kontakt, Gespräch und Treffen erfassen – und im Verwendungsnachweis wiederfinden (Issue „Das Haus steht“)."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.conftest import WURZEL
from tests.e2e.test_auftrag import GEDULD, worker  # noqa: F401 – Fixture: echter Worker und Zeitplan
from tests.e2e.treffen import treffen_speichern

NUMMERN = {"MBE-05": "Präventions", "IM-04": "Integrationsmanagement", "EA-06": "Ehrenamt"}


#: Zählt, was ein Nachweis ohne frühere Fassungen trüge.
ZAEHLEN = """
import sys, django; django.setup()
from pathlib import Path
from django.utils import timezone
from finanzen.dokumente import kanonisch, nachweis_daten
from traeger.zugang import technisch
with technisch():
    Path(sys.argv[2]).write_bytes(kanonisch(nachweis_daten(jahr=int(sys.argv[1]), heute=timezone.localdate())[0]))
"""


def gezaehlt(haus, jahr, ziel):
    """Die Zahlen, die ein Nachweis jetzt trüge, als JSON."""
    subprocess.run([sys.executable, "-c", ZAEHLEN, jahr, ziel], cwd=WURZEL, env=haus.umgebung, check=True)
    return ziel.read_bytes()


def beilage(pdf):
    """Die Zahlen, die einem PDF beiliegen, als JSON."""
    (anhang,) = next(iter(PdfReader(pdf).attachments.values()))
    return anhang


def zahlen(nachweis):
    """{Kürzel: Zahl der Diakonie} eines Nachweises."""
    werte = {}
    for kapitel in json.loads(nachweis)["kapitel"]:
        for tafel in kapitel["tafeln"]:
            for spalte, kopf in enumerate(tafel["spalten"]):
                for nummer in NUMMERN:
                    if f"({nummer})" in kopf:
                        werte[nummer] = tafel["werte"][tafel["zeilen"].index("Diakonie")][spalte]
    return werte


def absenden(seite):
    """Abschicken mit der Tastatur: der Speichern-Knopf liegt auf dem Weg."""
    seite.locator("main form button.kern-btn--primary[type=submit]").last.focus()
    seite.keyboard.press("Enter")


def kontakt_erfassen(seite, pruefe):
    seite.goto("/")
    seite.get_by_role("link", name="Kontakt erfassen").press("Enter")
    pruefe(seite, breiten=(1280, 390))
    seite.locator(".arge-wahl a").first.press("Enter")
    seite.wait_for_url(re.compile(r"/kontakte/neu/"))
    pruefe(seite, breiten=(1280, 390))
    absenden(seite)  # ohne Thema: die Seite sagt, was fehlt, und behält alles
    expect(seite.locator("main")).to_contain_text("mindestens ein Thema")
    pruefe(seite, breiten=(1280, 390))
    seite.locator("input[name=themen]").first.press("Space")
    seite.locator("textarea[name=notiz]").fill("Bescheid gemeinsam gelesen.")
    if not seite.locator("input[name=dauer_minuten]:checked").count():
        seite.locator("input[name=dauer_minuten]").first.press("Space")
    absenden(seite)
    seite.wait_for_url(re.compile(r"/beratung/faelle/\d+/$"))
    expect(seite.locator("main")).to_contain_text("Bescheid gemeinsam gelesen.")
    pruefe(seite, breiten=(1280, 390))


def gespraech_erfassen(seite, pruefe):
    seite.goto("/")
    seite.get_by_role("link", name="Gespräch erfassen").press("Enter")
    pruefe(seite, breiten=(1280, 390))
    seite.locator(".arge-wahl a").first.press("Enter")
    seite.wait_for_url(re.compile(r"/gespraeche/neu/"))
    seite.locator("input[name=handlungsfelder]").first.press("Space")
    if not seite.locator("input[name=dauer_minuten]:checked").count():
        seite.locator("input[name=dauer_minuten]").first.press("Space")
    pruefe(seite, breiten=(1280, 390))
    absenden(seite)
    seite.wait_for_url(re.compile(r"/integrationsmanagement/faelle/\d+/$"))


def treffen_erfassen(seite, pruefe):
    seite.goto("/")
    seite.get_by_role("link", name="Treffen erfassen").press("Enter")
    pruefe(seite, breiten=(1280, 390))
    seite.locator("main a[href$='/treffen/neu/']").first.press("Enter")
    seite.wait_for_url(re.compile(r"/projekte/\d+/treffen/neu/"))
    seite.locator("input[name=anzahl_teilnehmende]").fill("9")
    pruefe(seite, breiten=(1280, 390))
    treffen_speichern(seite)
    seite.wait_for_url(re.compile(r"/ehrenamt/projekte/\d+/(#.*|\?.*)?$"))


@pytest.mark.parametrize("jahr", ["2026"])
def test_was_erfasst_wurde_steht_im_verwendungsnachweis(seite, anmelden, pruefe, haus, tmp_path, worker, jahr):  # noqa: F811
    vorher = gezaehlt(haus, jahr, tmp_path / "vorher.json")

    anmelden(seite, "fachkraft@diakonie.example")
    kontakt_erfassen(seite, pruefe)
    gespraech_erfassen(seite, pruefe)
    treffen_erfassen(seite, pruefe)

    seite.wait_for_load_state("networkidle")
    seite.goto("about:blank")
    seite.context.clear_cookies()
    anmelden(seite, "koordination@arge.example")
    seite.goto("/finanzen/verwendungsnachweise/")
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("link", name="Verwendungsnachweis erstellen").click()
    pruefe(seite, breiten=(1280, 390))
    worker()
    seite.get_by_role("button", name="Verwendungsnachweis erstellen").press("Enter")
    seite.wait_for_url(re.compile(r"/traeger/auftraege/\d+/$"))
    expect(seite.locator("[role=alert]")).to_contain_text("Der Auftrag ist fertig", timeout=GEDULD)
    with seite.expect_download() as laden:
        seite.click("a:has-text('herunterladen')")
    davor, danach = zahlen(vorher), zahlen(gezaehlt(haus, jahr, tmp_path / "nachher.json"))
    assert danach == {nummer: davor[nummer] + 1 for nummer in NUMMERN}
    # Eine Fassung lässt stehen, was sich gegen eine frühere um weniger als drei änderte (die schrieb vielleicht eine andere Reise).
    gedruckt = zahlen(beilage(laden.value.path()))
    assert gedruckt.keys() == danach.keys()
    assert all(gedruckt[nummer] in (davor[nummer], danach[nummer]) for nummer in NUMMERN)
    assert gedruckt["EA-06"] == danach["EA-06"]  # Treffen sind keine Menschen

    seite.goto("/finanzen/verwendungsnachweise/")
    seite.get_by_role("link", name=re.compile("Verwendungsnachweis 2026, Fassung")).first.click()
    pruefe(seite, breiten=(1280, 390))


def test_stadt_sieht_stellen_auslastung_und_mittel(seite, anmelden, pruefe):
    anmelden(seite, "steuerung@stadt.example")
    for pfad, text in [
        ("/traeger/stellenplan/?am=2026-03-01", "2,7"),
        ("/integrationsmanagement/auslastung/", "1:90"),
        ("/finanzen/uebersicht/", "15.000,00"),
    ]:
        seite.goto(pfad)
        expect(seite.locator("main")).to_contain_text(text)
        pruefe(seite, breiten=(1280, 390))
