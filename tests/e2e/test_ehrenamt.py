"""Reisen der Ehrenamtskoordination: ein Treffen in zehn Sekunden am Telefon, Stunden bestätigt jemand anderes."""

import re

from playwright.sync_api import expect

from tests.e2e.treffen import treffen_speichern

FACHKRAFT, LEITUNG = "fachkraft@awo.example", "leitung@awo.example"


def test_treffen_am_telefon_mit_drei_griffen_und_bestaetigung_zu_zweit(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/ehrenamt/treffen/neu/")
    pruefe(seite)
    seite.set_viewport_size({"width": 390, "height": 844})
    seite.locator(".arge-wahl a").first.click()
    seite.wait_for_url(re.compile(r"/projekte/\d+/treffen/neu/"))
    pruefe(seite)
    seite.set_viewport_size({"width": 390, "height": 844})
    anwesend = seite.locator("input[name=anwesend]:checked").count()  # wie beim letzten Treffen
    knopf = seite.get_by_role("button", name="Treffen speichern")
    expect(knopf).to_be_in_viewport()
    seite.keyboard.type("487")  # der Fokus steht schon auf der Zahl
    treffen_speichern(seite)
    seite.wait_for_url(re.compile(r"/projekte/\d+/$"))
    expect(seite.locator(".arge-zeitleiste__punkt").first).to_contain_text("487 Teilnehmende")
    pruefe(seite)

    seite.context.clear_cookies()
    anmelden(seite, LEITUNG)
    seite.goto("/ehrenamt/stunden/bestaetigen/")
    pruefe(seite)
    assert anwesend > 0
    knopf = seite.get_by_role("button", name=re.compile("bestätigen$"))
    expect(knopf).to_have_text("Angekreuzte bestätigen")
    seite.locator("input[name=stunden]").first.check()
    expect(knopf).to_have_text("1 Eintrag bestätigen")
    seite.get_by_label("Alle auf dieser Seite ankreuzen").check()
    expect(knopf).to_have_text(re.compile(r"^\d+ Einträge bestätigen$"))
    knopf.click()
    expect(seite.get_by_role("status").first).to_contain_text("bestätigt.")
    pruefe(seite)


def test_abweichende_minuten_je_person_und_fehler(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/ehrenamt/projekte/")
    pruefe(seite)
    seite.locator("#liste tbody a").first.click()
    seite.locator(".arge-seitenkopf").get_by_role("link", name="Treffen erfassen").click()
    seite.get_by_text("Jemand war kürzer oder länger da").click()
    seite.locator("details[open] input[inputmode=numeric]").first.fill("3")
    seite.get_by_role("button", name="Treffen speichern").click()
    expect(seite.locator("#fehleruebersicht")).to_be_focused()
    expect(seite.locator("details[open]").filter(has_text="Jemand war")).to_be_visible()
    pruefe(seite)


def test_person_anlegen_und_einsetzen_nur_mit_der_tastatur(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/ehrenamt/ehrenamtliche/")
    pruefe(seite)
    seite.get_by_role("link", name="Person anlegen").press("Enter")
    seite.locator("#id_vorname").press_sequentially("Wilma")
    seite.keyboard.press("Tab")
    seite.keyboard.type("Zehnder-Probe")
    pruefe(seite)
    seite.locator("#id_nachname").press("Enter")
    expect(seite.locator("h1")).to_have_text("Wilma Zehnder-Probe")
    pruefe(seite)
    seite.get_by_role("link", name="Einsatz eintragen").press("Enter")
    seite.locator("#id_projekt").select_option(index=1)
    pruefe(seite)
    seite.locator("#id_ab").press("Enter")
    expect(seite.locator("#einsaetze + ul li")).to_have_count(1)


def test_treffen_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, FACHKRAFT)
    seite.goto("/ehrenamt/treffen/neu/")
    seite.locator(".arge-wahl a").first.click()
    seite.locator("#id_anzahl_teilnehmende").fill("488")
    treffen_speichern(seite)
    expect(seite.locator(".arge-zeitleiste__punkt").first).to_contain_text("488 Teilnehmende")


def test_koordination_sieht_projekte_aller_traeger_aber_keine_person(seite, anmelden, pruefe):
    anmelden(seite, "koordination@arge.example")
    seite.goto("/ehrenamt/projekte/")
    pruefe(seite)
    expect(seite.locator("#liste tbody tr")).to_have_count(15)
    seite.locator("#liste tbody a").first.click()
    pruefe(seite)
    expect(seite.locator("#ehrenamtliche")).to_have_count(0)
    seite.goto("/ehrenamt/ehrenamtliche/")
    expect(seite.locator("h1")).to_contain_text("nicht freigegeben")
