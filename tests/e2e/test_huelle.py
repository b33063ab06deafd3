"""Die Hülle im Browser: barrierefrei in jedem Zustand, mit Tastatur, ohne JavaScript, hell und dunkel."""

import pytest
from playwright.sync_api import expect

OEFFENTLICH = ["/barrierefreiheit/", "/barriere-melden/", "/leichte-sprache/", "/datenschutz/", "/impressum/"]


@pytest.mark.parametrize("pfad", [*OEFFENTLICH, "/gibt-es-nicht/"])
def test_oeffentliche_seite_ist_barrierefrei(seite, pruefe, pfad):
    seite.goto(pfad)
    pruefe(seite)


@pytest.mark.parametrize("farben", ["light", "dark"])
@pytest.mark.parametrize("zustand", ["", "?zustand=fehler"])
def test_jeder_baustein_ist_barrierefrei(seite, pruefe, farben, zustand):
    seite.emulate_media(color_scheme=farben)
    seite.goto(f"/muster/{zustand}")
    pruefe(seite)


def test_muster_bei_vierfacher_vergroesserung_ohne_waagerechtes_rollen(seite):
    seite.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 bei 400 % (WCAG 1.4.10)
    seite.goto("/muster/?zustand=fehler")
    assert seite.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_fokus_steht_nach_fehlern_auf_der_uebersicht_und_springt_ins_feld(ohne_javascript):
    seite = ohne_javascript
    seite.goto("/barriere-melden/")
    seite.fill("#id_email", "ohne-at")
    seite.click("main button[type=submit]")
    expect(seite.locator("#fehleruebersicht")).to_be_focused()  # der Browser setzt ihn erst beim Zeichnen
    assert seite.title().startswith("Fehler: ")
    seite.keyboard.press("Tab")
    seite.keyboard.press("Enter")
    expect(seite.locator("#id_beschreibung")).to_be_focused()  # der Browser setzt ihn erst beim Zeichnen
    assert seite.input_value("#id_email") == "ohne-at"


def test_barriere_melden_ohne_javascript(ohne_javascript):
    seite = ohne_javascript
    seite.goto("/barriere-melden/")
    seite.fill("#id_beschreibung", "Der Kontrast ist zu schwach.")
    seite.click("main button[type=submit]")
    assert "Ihre Meldung ist angekommen" in seite.inner_text("main")


def test_erster_tabulator_ist_der_sprunglink(seite):
    seite.goto("/impressum/")
    seite.keyboard.press("Tab")
    expect(seite.locator(".arge-sprunglink")).to_be_focused()  # der Browser setzt ihn erst beim Zeichnen
    assert seite.locator(".arge-sprunglink").is_visible()
    seite.keyboard.press("Enter")
    expect(seite.locator("main")).to_be_focused()  # der Browser setzt ihn erst beim Zeichnen


def test_anmelden_zeigt_rolle_und_menue_und_abmelden_geht(seite, anmelden, pruefe):
    anmelden(seite, "fachkraft@awo.example")
    pruefe(seite)
    assert "Fachkraft" in seite.inner_text(".arge-kopf__konto")
    seite.click(".arge-kopf__konto summary")
    pruefe(seite, breiten=(1280, 390))
    seite.click("text=Abmelden")
    assert seite.locator(".arge-kopf__konto summary").count() == 0


def test_anmelden_und_menue_ohne_javascript_bei_390_px(ohne_javascript, anmelden):
    seite = ohne_javascript
    seite.set_viewport_size({"width": 390, "height": 844})
    anmelden(seite, "fachkraft@awo.example")
    seite.click(".arge-menue--haupt summary")
    assert seite.locator(".arge-menue--haupt nav a").first.is_visible()


def test_der_verlauf_kommt_in_die_kacheln_und_fuehrt_ohne_javascript_auf_seine_seite(
    seite, anmelden, pruefe, ohne_javascript
):
    anmelden(seite, "leitung@caritas.example")
    kachel = seite.locator(".arge-kennzahl", has=seite.locator("#verlauf-MBE-01"))
    seite.keyboard.press("End")
    expect(kachel.locator("svg")).to_be_visible()
    expect(kachel).to_contain_text("Ende ")
    pruefe(seite, breiten=(1280, 390))
    anmelden(ohne_javascript, "leitung@caritas.example")
    ohne_javascript.click("text=Verlauf der letzten zwölf Monate")
    assert ohne_javascript.locator("main tbody tr").count() == 12
