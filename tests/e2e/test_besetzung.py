"""Reise der Leitung: Fachkraft, Besetzung mit Abweisung, Vertretung bis in die Fälle, Besetzungshistorie aus Excel."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.traeger.personal.mappe import mappe, zeile
from tests.uhr import heute

LEITUNG, VERTRETUNG = "leitung@diakonie.example", "fachkraft2@diakonie.example"
HEUTE = heute()


def deutsch(tag):
    return f"{tag:%d.%m.%Y}"


def waehle(seite, feld, text):
    """Auswahlfeld: die Möglichkeit, in der dieser Text steht."""
    wert = seite.locator(f"{feld} option", has_text=text).first.get_attribute("value")
    seite.select_option(feld, wert)


def sende(seite, name):
    with seite.expect_navigation():
        seite.get_by_role("button", name=name, exact=True).click()


def test_fachkraft_besetzung_und_vertretung(seite, browser, haus, anmelden, pruefe):
    anmelden(seite, LEITUNG)
    seite.goto("/traeger/fachkraefte/")
    pruefe(seite)
    seite.get_by_role("link", name="Fachkraft anlegen").click()
    pruefe(seite)
    seite.fill("#id_vorname", "Ronja")
    seite.fill("#id_nachname", "Wolkenstein")
    seite.fill("#id_beschaeftigt_von", "1.1.2026")
    sende(seite, "Speichern")
    expect(seite.locator("h1")).to_have_text("Ronja Wolkenstein")
    pruefe(seite)

    # Überbesetzung: ein Satz, die Eingabe bleibt, danach passt sie.
    seite.get_by_role("link", name="Besetzung eintragen", exact=True).click()
    pruefe(seite)
    waehle(seite, "#id_stellenanteil", "Migrationsberatung")
    seite.fill("#id_vzae", "0,2")
    seite.fill("#id_von", "1.1.2026")
    sende(seite, "Speichern")
    expect(seite.locator("#fehleruebersicht")).to_be_focused()
    expect(seite.locator("#fehleruebersicht")).to_contain_text("wären 0,35 VZÄ besetzt, der Stellenanteil hat 0,20 VZÄ")
    expect(seite.locator("#id_vzae")).to_have_value("0,2")
    pruefe(seite)
    seite.fill("#id_vzae", "0,05")
    sende(seite, "Speichern")
    expect(seite.locator("main")).to_contain_text("heute besetzt: 0,05 VZÄ")
    pruefe(seite)
    seite.get_by_role("link", name=re.compile("^Umfang ändern")).click()
    pruefe(seite)
    seite.go_back()

    # Abwesenheit und Vertretung: Salome Kirchner sieht sonst keine Beratung.
    seite.goto("/traeger/abwesenheiten/")
    pruefe(seite)
    seite.get_by_role("link", name="Abwesenheit eintragen").click()
    pruefe(seite)
    waehle(seite, "#id_fachkraft", "Hartlieb")
    seite.fill("#id_von", deutsch(HEUTE - timedelta(1)))
    seite.fill("#id_bis", deutsch(HEUTE + timedelta(9)))
    sende(seite, "Speichern")
    pruefe(seite)
    seite.get_by_role("link", name="Vertretung einrichten").click()
    pruefe(seite)
    waehle(seite, "#id_fachkraft", "Kirchner")
    sende(seite, "Vertretung einrichten")
    expect(seite.locator("main")).to_contain_text("der Zugang endet von selbst")
    pruefe(seite)

    rahmen = browser.new_context(base_url=haus.adresse, locale="de-DE")
    andere = rahmen.new_page()
    anmelden(andere, VERTRETUNG)
    pruefe(andere)
    expect(andere.locator("main")).to_contain_text(f"Sie vertreten Ruben Hartlieb bis {deutsch(HEUTE + timedelta(9))}")
    andere.get_by_role("link", name="MBE-Fälle von Ruben Hartlieb").click()
    pruefe(andere)
    andere.locator("#liste tbody a").first.click()
    expect(andere.locator(".arge-vorzeile").first).to_contain_text("MBE-Fall")
    akte = andere.url

    # Die Leitung sieht, was gelesen wurde, und entzieht den Zugang; die nächste Anfrage scheitert.
    seite.get_by_role("link", name=re.compile("gelesene Akten")).click()
    expect(seite.locator("#liste tbody")).to_contain_text("MBE-Fall")
    pruefe(seite)
    seite.get_by_role("link", name="Vertretung beenden").click()
    pruefe(seite)
    seite.get_by_label("Sofort").check()
    sende(seite, "Vertretung beenden")
    expect(seite.locator("main")).to_contain_text("ist beendet")
    assert andere.goto(akte).status == 403
    rahmen.close()


def test_besetzungshistorie_aus_excel(seite, anmelden, pruefe, tmp_path):
    anmelden(seite, "leitung@awo.example")
    seite.goto("/traeger/fachkraefte/einlesen/")
    pruefe(seite)
    with seite.expect_download() as vorlage:
        seite.get_by_role("link", name="Vorlage herunterladen").click()
    assert vorlage.value.suggested_filename.startswith("besetzung-vorlage-2")
    datei = tmp_path / "historie.xlsx"

    def hochladen(*zeilen):
        datei.write_bytes(mappe(zeilen))
        seite.set_input_files("#id_datei", datei)
        sende(seite, "Datei prüfen")
        pruefe(seite)

    alt = {
        "Nachname": "Altmann",
        "Vorname": "Greta",
        "beschäftigt_ab": date(2010, 1, 1),
        "beschäftigt_bis": date(2018, 12, 31),
    }
    gut = zeile("awo-ea-flueag", **alt, VZÄ=0.4, ab=date(2018, 1, 1), bis=date(2018, 12, 31))
    hochladen(gut, zeile("awo-ea-vwv", **alt, VZÄ=1.2, ab=date(2018, 1, 1), bis=date(2018, 12, 31)))
    expect(seite.locator("main")).to_contain_text("In 1 von 2 Zeilen stimmt etwas nicht")
    expect(seite.locator("main")).to_contain_text("VZÄ sind größer als 0, höchstens 1,0")
    assert seite.get_by_role("button", name="Alles übernehmen").count() == 0
    with seite.expect_download():
        seite.get_by_role("link", name="Fehlerliste herunterladen").click()
    sende(seite, "Verwerfen")
    hochladen(gut, zeile("awo-ea-vwv", **alt, VZÄ=0.5, ab=date(2018, 1, 1), bis=date(2018, 12, 31)))
    expect(seite.locator("main")).to_contain_text("Die Datei ist in Ordnung")
    sende(seite, "Alles übernehmen")
    expect(seite.locator("main")).to_contain_text("2 Besetzungen sind übernommen.")
    pruefe(seite)
    seite.goto("/traeger/fachkraefte/?stand=weg")
    expect(seite.locator("#liste")).to_contain_text("Altmann, Greta")
    seite.goto("/traeger/fachkraefte/einlesen/")
    hochladen(gut)
    expect(seite.locator("main")).to_contain_text("Alles aus dieser Datei ist schon eingetragen")


@pytest.mark.parametrize("wer", ["leitung@caritas.example", "steuerung@stadt.example"])
def test_stadtanteil_zeigt_wer_unter_dem_mindestanteil_liegt(seite, anmelden, pruefe, wer):
    anmelden(seite, wer)
    seite.goto("/traeger/stadtanteil/")
    expect(seite.locator("#liste")).to_contain_text("unter dem Mindestanteil")
    pruefe(seite)
