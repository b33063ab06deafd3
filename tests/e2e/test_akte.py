"""Reise durch die Reiter einer Akte: ändern, im Protokoll wiederfinden, drucken – mit der Tastatur und ohne JavaScript."""

import re

import pytest
from playwright.sync_api import expect

FACHKRAFT = "fachkraft@caritas.example"


@pytest.mark.parametrize("bereich", ["beratung", "integrationsmanagement"])
def test_jeder_reiter_ist_barrierefrei_und_nennt_die_person(seite, anmelden, pruefe, bereich):
    anmelden(seite, FACHKRAFT)
    seite.goto(f"/{bereich}/faelle/")
    seite.locator("#liste tbody a").first.click()
    reiter = seite.get_by_role("navigation", name="Akte")
    name, namen = seite.locator("h1").inner_text(), reiter.get_by_role("link").all_inner_texts()
    assert len(namen) >= 3
    for titel in namen:
        reiter.get_by_role("link", name=titel, exact=True).press("Enter")
        expect(reiter.locator("[aria-current=page]")).to_have_text(titel)
        expect(seite).to_have_title(re.compile(re.escape(name)))
        expect(seite.locator("h1")).to_have_text(name)
        pruefe(seite)
    seite.get_by_role("link", name="Akte drucken").click()
    expect(seite.get_by_role("button", name="Drucken")).to_be_visible()
    pruefe(seite)


def test_wer_aendert_steht_im_protokoll_und_die_akte_geht_ohne_javascript_aufs_papier(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/faelle/?stand=laufend&meine=ja")
    seite.locator("#liste tbody a").first.click()
    seite.get_by_role("link", name="Angaben", exact=True).click()
    seite.get_by_role("link", name="Angaben zum Fall ändern").click()
    form = seite.locator("#id_arbeitsform")
    andere = "erst" if form.input_value() == "case" else "case"
    form.select_option(andere)
    seite.get_by_role("button", name="Speichern").click()
    seite.wait_for_url(re.compile(r"/faelle/\d+/angaben/$"))
    seite.get_by_role("link", name="Alle Änderungen").click()
    erste = seite.locator("section[aria-labelledby=geaendert] li").first
    expect(erste).to_contain_text("Theresa Vogelmann")
    expect(erste).to_contain_text(re.compile(r"MBE-Fall – Arbeitsform: .+ → (Erstberatung|Case Management)"))
    expect(seite.locator("section[aria-labelledby=gelesen]")).to_contain_text("Theresa Vogelmann")
    seite.get_by_role("link", name="Akte drucken").click()
    expect(seite.get_by_role("button", name="Drucken")).to_be_hidden()  # ohne JavaScript druckt das Menü des Browsers
    seite.emulate_media(media="print")
    for weg in (".arge-kopf", ".arge-fuss", ".arge-nur-schirm", ".arge-reiter"):
        expect(seite.locator(weg).first).to_be_hidden()
    expect(seite.locator(".arge-druck__kopf")).to_contain_text(
        re.compile(r"MBE-Fall \d+ · gedruckt am .+ von Theresa Vogelmann")
    )
    expect(seite.get_by_role("heading", name="Verlauf")).to_be_visible()
