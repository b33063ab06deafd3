"""Das eine Suchfeld im Browser: mit der Tastatur, ohne JavaScript, am Telefon – und nie ein Name in einer Adresse."""

import re

import pytest
from playwright.sync_api import expect

FELD, TREFFER = "#kopfsuche", "#kopftreffer li a:visible"


@pytest.fixture
def start(seite, anmelden):
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/")
    return seite


def test_schraegstrich_tippen_pfeil_eingabe(start, pruefe):
    """Neun Tasten bis in die Akte; „Oezdemir“ findet Özdemir, und keine Adresse nennt ihn."""
    adressen = []
    start.on("request", lambda anfrage: adressen.append(anfrage.url))
    start.keyboard.press("/")
    expect(start.locator(FELD)).to_be_focused()
    assert start.input_value(FELD) == ""
    start.keyboard.type("Oezdemir")
    erster = start.locator(TREFFER).first
    expect(erster).to_contain_text("Özdemir")
    pruefe(start, breiten=(1280,))
    start.keyboard.press("ArrowDown")
    expect(start.locator("#kopftreffer summary").first).to_be_focused()  # „auch abgeschlossene (1)“
    start.keyboard.press("ArrowDown")
    expect(erster).to_be_focused()
    start.keyboard.press("ArrowUp")
    start.keyboard.press("ArrowUp")
    expect(start.locator(FELD)).to_be_focused()
    start.keyboard.press("Escape")
    expect(erster).to_be_hidden()
    expect(start.locator(FELD)).to_be_focused()
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    expect(erster).to_be_focused()
    start.keyboard.press("Enter")
    start.wait_for_url(re.compile(r"/(faelle|ehrenamtliche)/\d+/"))
    assert "Özdemir" in start.title() + start.inner_text("main")
    assert not [adresse for adresse in adressen if "zdemir" in adresse.lower()]


def test_schraegstrich_in_einem_feld_ist_ein_schraegstrich(start):
    start.goto("/ehrenamt/ehrenamtliche/neu/")
    start.focus("#id_nachname")
    start.keyboard.type("A/B")
    assert start.input_value("#id_nachname") == "A/B"


def test_kopf_bleibt_niedrig_und_das_menue_geht(start):
    assert start.locator("header.arge-kopf").bounding_box()["height"] <= 110
    start.fill(FELD, "Oezdemir")
    expect(start.locator(TREFFER).first).to_be_visible()
    start.mouse.click(5, 700)
    expect(start.locator(TREFFER).first).to_be_hidden()


def test_seite_ohne_javascript(ohne_javascript, anmelden, pruefe):
    seite = ohne_javascript
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/")
    seite.fill(FELD, "Oezdemir")
    seite.click(".arge-kopfsuche__knopf")
    assert seite.url.endswith("/suche/")
    assert "Özdemir" in seite.inner_text("main")
    assert seite.input_value("#id_suche") == "Oezdemir"
    seite.fill("#id_suche", "Qxyzzt")
    seite.click("main button[type=submit]")
    assert "Nichts gefunden" in seite.inner_text("main")


@pytest.mark.parametrize("farben", ["light", "dark"])
def test_seite_ist_barrierefrei(start, pruefe, farben):
    start.emulate_media(color_scheme=farben)
    for text in ("Oezdemir", "Ozdehmir", "Qxyzzt", "treffen"):
        start.goto("/suche/")
        expect(start.locator("#id_suche")).to_be_focused()
        start.fill("#id_suche", text)
        start.keyboard.press("Enter")
        expect(start.locator("main [role=status]")).to_contain_text("Treffer")
        pruefe(start, breiten=(1280, 390, 320))


def test_am_telefon_fuehrt_die_lupe_zur_suche(start, pruefe):
    for breite in (390, 360, 320):
        start.set_viewport_size({"width": breite, "height": 844})
        assert start.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), breite
    start.set_viewport_size({"width": 390, "height": 844})
    lupe = start.locator("header").get_by_role("link", name="Suchen")
    assert min(lupe.bounding_box()["width"], lupe.bounding_box()["height"]) >= 44
    lupe.click()
    start.wait_for_url("**/suche/")
    start.fill("#id_suche", "Oezdemir")
    start.keyboard.press("Enter")
    expect(start.locator(".arge-fund__weg").first).to_contain_text("Özdemir")
    assert start.locator("header.arge-kopf").bounding_box()["height"] <= 110
