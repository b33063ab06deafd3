"""Reise der Steuerung durch die Übersicht VZÄ: wählen, Bild vor Tabelle, beide Lesarten, Mappe und PDF herunterladen."""

import re
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e.test_auftrag import GEDULD, worker  # noqa: F401 – die Fixture startet Worker und Zeitplan


def test_steuerung_liest_die_kurven_und_nimmt_sie_mit(seite, anmelden, pruefe, worker):  # noqa: F811
    anmelden(seite, "steuerung@stadt.example")
    seite.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Stellen", exact=True).click()
    seite.get_by_role("navigation", name="Abschnitt").get_by_role("link", name="Übersicht VZÄ").click()
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_label("Stichtag").fill("1.3.2026")
    seite.get_by_role("button", name="Anzeigen").click()
    zahlen = seite.locator(".arge-kennzahl__zahl")
    expect(zahlen.first).to_have_text("2,7")
    seite.get_by_label("Gezählt wird").select_option(label="Kontingent mit den offenen Anteilen")
    seite.get_by_role("button", name="Anzeigen").click()
    expect(zahlen.first).to_have_text("3,2")
    bild, tabelle = seite.locator("figure svg.arge-bild").first, seite.get_by_role("heading", name="Einzelne Posten")
    assert bild.bounding_box()["y"] < tabelle.bounding_box()["y"]
    abschnitt = bild.get_by_role("img", name=re.compile("ab 01.2030: vereinbart"))
    abschnitt.focus()
    expect(abschnitt.locator(".ablesen")).to_be_visible()  # was die Tastatur ansteuert, liest das Auge ab
    expect(bild.locator(".vorgabe")).to_be_hidden()
    pruefe(seite, breiten=(390,))
    with seite.expect_download() as datei:
        seite.get_by_role("link", name="Bild herunterladen").first.click()
    assert datei.value.suggested_filename.endswith(".svg")
    with seite.expect_download() as mappe:
        seite.get_by_role("link", name="XLSX").click()
    posten = list(load_workbook(BytesIO(mappe.value.path().read_bytes()))["Posten am Stichtag"].values)
    assert round(sum(zeile[3] for zeile in posten[1:]), 2) == 3.2
    uebersicht = seite.url
    seite.get_by_role("button", name="PDF").click()
    seite.wait_for_url(re.compile(r"/traeger/auftraege/\d+/$"))
    expect(seite.locator("main")).to_contain_text("Der Auftrag wartet")
    worker()
    expect(seite.locator("[role=alert]")).to_contain_text("Der Auftrag ist fertig", timeout=GEDULD)
    with seite.expect_download() as druck:
        seite.get_by_role("link", name="herunterladen").click()
    text = PdfReader(druck.value.path()).pages[0].extract_text()
    assert "Kontingent mit den offenen Anteilen" in text
    assert "01.03.2026" in text
    seite.goto(uebersicht)
    seite.get_by_label("bis Jahr").fill("1990")
    seite.get_by_role("button", name="Anzeigen").click()
    expect(seite.get_by_role("alert").or_(seite.locator(".kern-alert--danger")).first).to_be_visible()
    expect(seite.get_by_label("bis Jahr")).to_have_value("1990")
    pruefe(seite, breiten=(1280, 390))
