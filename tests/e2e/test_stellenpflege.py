"""Reise der Steuerung: Stellenanteil anlegen, ab 1.7. ändern, den alten Zeitraum lesen, beide Tage im Stellenplan sehen."""

import re

from playwright.sync_api import expect

from traeger.management.demo_stellen import blatt

STEUERUNG = "steuerung@stadt.example"


def zeile_im_stellenplan(seite, haus_tag):
    """Zeile „AWO · Migrationsberatung · Stadt“ im Kontingent an diesem Tag."""
    seite.goto(f"/traeger/stellenplan/?am={haus_tag}")
    tabelle = seite.get_by_role("table", name=re.compile("Je Träger, Aufgabe und Quelle"))
    return tabelle.locator("tr", has_text="AWO").filter(has_text="Migrationsberatung")


def test_steuerung_aendert_einen_stellenanteil_und_die_vergangenheit_bleibt(seite, anmelden, pruefe):
    anmelden(seite, STEUERUNG)
    seite.goto("/traeger/stellenanteile/")
    pruefe(seite)
    seite.get_by_role("link", name="Stellenanteil anlegen").click()
    pruefe(seite)
    seite.get_by_label("Vereinbarung").select_option(label="Vertrag ARGE Integration")
    seite.get_by_label("Träger", exact=True).select_option(label="AWO")
    seite.get_by_label("Aufgabe").select_option(label="Migrationsberatung (MBE)")
    seite.get_by_label("Quelle").select_option(label="Stadt Heilbronn")
    seite.fill("#id_vzae", "0,03")
    seite.fill("#id_von", "1.1.2031")
    seite.get_by_role("button", name="Stellenanteil anlegen").click()
    expect(seite.locator("#fehleruebersicht")).to_contain_text("in Schritten von 0,05")
    pruefe(seite)
    seite.fill("#id_vzae", "0,25")
    seite.get_by_role("button", name="Stellenanteil anlegen").click()
    expect(seite.get_by_role("status").first).to_contain_text("Der Stellenanteil ist angelegt.")
    pruefe(seite)

    seite.get_by_role("link", name="Ab einem Tag ändern").click()
    pruefe(seite)
    seite.fill("#id_ab", "1.7.2031")
    seite.fill("#id_vzae", "0,5")
    seite.get_by_role("button", name="Änderung speichern").click()
    expect(seite.get_by_role("status").first).to_contain_text("Die Änderung gilt ab 01.07.2031.")
    expect(seite.locator("h1")).to_contain_text("AWO")
    pruefe(seite)

    seite.get_by_role("link", name=re.compile("01.01.2031 bis 30.06.2031")).click()
    expect(seite.locator("main")).to_contain_text("0,25 VZÄ")
    pruefe(seite)

    expect(zeile_im_stellenplan(seite, "2031-06-30")).to_contain_text("0,25")
    expect(zeile_im_stellenplan(seite, "2031-07-01")).to_contain_text("0,5")
    seite.goto("/traeger/vereinbarungen/")
    pruefe(seite)
    seite.get_by_role("link", name=re.compile("^Vertrag ARGE Integration")).click()
    pruefe(seite)
    seite.get_by_role("link", name="Dokument ablegen").click()
    seite.fill("#id_titel", "Anlage 1, Stellen")
    seite.set_input_files("#id_datei", {"name": "vertrag.pdf", "mimeType": "application/pdf", "buffer": blatt("Demo")})
    pruefe(seite)
    seite.get_by_role("button", name="Dokument ablegen").click()
    with seite.expect_download() as download:
        seite.get_by_role("link", name=re.compile("Anlage 1, Stellen")).click()
    assert download.value.suggested_filename == "vertrag.pdf"


def test_steuerung_traegt_einen_umzug_ein(seite, anmelden, pruefe):
    anmelden(seite, STEUERUNG)
    for liste in ("traeger", "standorte", "quartiere"):
        seite.goto(f"/traeger/{liste}/")
        pruefe(seite)
    seite.goto("/traeger/standorte/")
    seite.get_by_role("link", name="ARGE-Büro").click()
    pruefe(seite)
    seite.get_by_role("link", name="Umzug eintragen").click()
    pruefe(seite)
    seite.fill("#id_am", "1.12.2026")
    seite.fill("#id_strasse", "Kaiserstraße 1")
    seite.get_by_role("button", name="Umzug eintragen").click()
    expect(seite.locator("main")).to_contain_text("umgezogen von")
    pruefe(seite)
    seite.get_by_role("link", name=re.compile("ARGE-Büro .bis 30.11.2026")).click()
    expect(seite.locator("main")).to_contain_text("Stellenanteile")
    pruefe(seite)
