"""Reisen der IM-Fachkraft: ein Gespräch nur mit der Tastatur, Dublette, Plan, Auslastung – jede Seite mit axe."""

import re

import pytest
from playwright.sync_api import expect

FACHKRAFT = "fachkraft@caritas.example"


def fokus(seite):
    return seite.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")


@pytest.fixture
def taste(seite):
    """`taste(n)` springt n Felder weiter."""
    return lambda anzahl=1: [seite.keyboard.press("Tab") for _ in range(anzahl)]


def test_gespraech_nur_mit_der_tastatur(seite, anmelden, pruefe, taste):
    anmelden(seite, FACHKRAFT)
    seite.goto("/integrationsmanagement/gespraeche/neu/")
    pruefe(seite)
    taste(2)  # von der Suche zum ersten Vorschlag
    seite.keyboard.press("Enter")
    seite.wait_for_url(re.compile(r"/faelle/\d+/gespraeche/neu/"))
    pruefe(seite)
    assert fokus(seite) == "id_am"  # heute steht schon da
    taste()
    seite.keyboard.press("ArrowRight")  # 30 Minuten
    taste(2)
    assert fokus(seite) == "id_form"
    seite.keyboard.press("H")  # Hausbesuch
    taste(2)
    assert fokus(seite) == "id_handlungsfelder_0"
    taste(4)
    seite.keyboard.press("Space")  # Wohnung
    taste(5)
    assert fokus(seite) == "id_notiz"
    seite.keyboard.type("Mietvertrag gemeinsam gelesen.")
    taste()
    seite.keyboard.press("Enter")  # im Feld „Angehörige“ schickt die Eingabetaste ab
    seite.wait_for_url(re.compile(r"/faelle/\d+/$"))
    pruefe(seite)
    expect(seite.get_by_role("status")).to_contain_text("Das Gespräch ist gespeichert.")
    erster = seite.locator(".arge-zeitleiste__punkt").first
    for text in ("Hausbesuch, 30 Minuten", "Wohnung", "Mietvertrag gemeinsam gelesen."):
        expect(erster).to_contain_text(text)


def test_gespraech_aendern_und_fehler_behalten_den_text(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/integrationsmanagement/faelle/")
    pruefe(seite)
    seite.locator("#liste tbody a").first.click()
    pruefe(seite)
    seite.locator(".arge-zeitleiste__punkt a").first.click()
    pruefe(seite)
    seite.fill("#id_am", "1.1.2099")
    seite.fill("#id_notiz", "Dieser Text bleibt.")
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.locator("#fehleruebersicht")).to_be_focused()
    pruefe(seite)
    expect(seite.locator("#fehleruebersicht")).to_contain_text("Das Datum liegt in der Zukunft.")
    expect(seite.locator("#id_notiz")).to_have_value("Dieser Text bleibt.")


def test_dublette_beim_tippen_ist_ein_klick(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/integrationsmanagement/faelle/")
    erste = seite.locator("#liste tbody a").first
    nachname, vorname = erste.inner_text().split(", ")
    erste.click()
    geboren = re.search(r"geboren am ([\d.]{10})", seite.locator("main").inner_text())  # denselben Namen tragen mehrere
    seite.goto("/integrationsmanagement/faelle/neu/")
    pruefe(seite)
    seite.fill("#id_person-nachname", nachname)
    seite.locator("#id_person-vorname").press_sequentially(vorname)
    genau = f"{nachname}, {vorname}" + (f" (geb. {geboren[1]})" if geboren else "")
    seite.locator("#dubletten a", has_text=genau).first.click()  # beim Tippen stehen erst andere da
    seite.wait_for_url(re.compile(r"/faelle/neu/\?person=\d+"))
    expect(seite.locator("main")).to_contain_text("läuft schon ein Fall")
    pruefe(seite)


def test_plan_vereinbaren_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, FACHKRAFT)
    seite.goto("/integrationsmanagement/faelle/?fehlt=plan")
    seite.locator("#liste tbody a").first.click()
    seite.get_by_role("link", name="Plan", exact=True).click()
    seite.get_by_role("link", name=re.compile("Plan vereinbaren|Neue Fassung")).click()
    neu = seite.locator("fieldset:has(legend:text('Neues Ziel'))").first
    neu.locator("select").select_option("wohnung")
    neu.locator("textarea").first.fill("Eigene Wohnung")
    seite.get_by_role("button", name="Plan vereinbaren").click()
    expect(seite.locator("main")).to_contain_text("Der Integrationsplan ist vereinbart.")
    expect(seite.locator("main")).to_contain_text("Eigene Wohnung")


@pytest.mark.parametrize("wer", [FACHKRAFT, "steuerung@stadt.example", "koordination@arge.example"])
def test_auslastung_und_stellenplan_je_rolle(seite, anmelden, pruefe, wer):
    anmelden(seite, wer)
    seite.goto("/integrationsmanagement/auslastung/")
    pruefe(seite)
    expect(seite.locator("main")).to_contain_text("1:90")
    assert seite.locator("h2:has-text('je Fachkraft')").count() == int(wer == FACHKRAFT)
    seite.goto("/traeger/stellenplan/?am=2026-03-01")
    pruefe(seite)
    expect(seite.locator("main")).to_contain_text("2,7 → 2,7")
