"""Reise der Glocke: Eine Aufgabe kommt an, die Zahl steht im Kopf, der Weg führt hin, und wer nichts hören will, stellt es ein."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.uhr import heute


def _zahl(seite):
    wort = seite.locator(".arge-glocke").text_content()
    return int(wort.split("ungelesen")[0].split(",")[-1]) if "ungelesen" in wort else 0


def test_von_der_verteilten_aufgabe_bis_zur_gelesenen_mitteilung(seite, anmelden, pruefe):
    anmelden(seite, "leitung@diakonie.example")
    vorher = _zahl(seite)
    seite.context.clear_cookies()

    anmelden(seite, "koordination@arge.example")
    seite.goto("/traeger/aufgaben/neu/")
    seite.get_by_label("Aufgabe", exact=True).fill("Schlüssel zählen")
    seite.get_by_label("Verantwortlich").select_option(label="Diakonie")
    seite.get_by_role("textbox", name="fällig am").fill(f"{heute() + timedelta(days=3):%d.%m.%Y}")
    seite.get_by_role("button", name="Aufgabe verteilen").click()
    expect(seite.locator("main")).to_contain_text("Die Aufgabe ist verteilt.")
    seite.context.clear_cookies()

    anmelden(seite, "leitung@diakonie.example")
    assert _zahl(seite) == vorher + 1
    assert seite.locator("header.arge-kopf").bounding_box()["height"] <= 110
    seite.get_by_role("link", name="Mitteilungen").click()
    pruefe(seite)
    expect(seite.get_by_role("heading", name=f"Neu ({vorher + 1})")).to_be_visible()
    seite.locator("section[aria-labelledby=neue-titel] li").filter(has_text="Aufgabe").first.get_by_role("button").click()
    expect(seite.get_by_role("heading", name="Schlüssel zählen")).to_be_visible()
    assert _zahl(seite) == vorher

    seite.get_by_role("link", name="Mitteilungen").click()
    if vorher:
        seite.get_by_role("button", name="Alle als gelesen").click()
        expect(seite.locator("main")).to_contain_text("Alle Mitteilungen sind gelesen.")
    assert _zahl(seite) == 0
    seite.get_by_role("link", name="Einstellen").click()
    pruefe(seite)
    seite.get_by_role("group", name="Per E-Mail").get_by_label("fertig").check()
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.locator("main")).to_contain_text("Ihre Wahl gilt ab jetzt.")


def test_auch_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, "steuerung@stadt.example")
    seite.get_by_role("link", name="Mitteilungen").click()
    vorher = _zahl(seite)
    assert vorher, "die Stadt hat eine überfällige Aufgabe"
    seite.locator("section[aria-labelledby=neue-titel] li").filter(has_text="Aufgabe").first.get_by_role("button").click()
    assert "/traeger/aufgaben/" in seite.url
    assert _zahl(seite) == vorher - 1
