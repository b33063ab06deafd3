"""Reise: Die Leitung sieht, was endet und was daraus folgt, quittiert mit Notiz – und der Tag bleibt stehen."""

import re
import urllib.request

from playwright.sync_api import expect

KIDIFLUE = re.compile(r"Diakonie: Finanzierung „KiDiFlü“ ende")
NOTIZ = "Antrag auf Verlängerung ist gestellt; der Kirchenbezirk entscheidet im Dezember."


def test_warnung_mit_folge_quittieren_und_die_steuerung_liest_mit(seite, anmelden, pruefe):
    anmelden(seite, "leitung@diakonie.example")
    seite.goto("/")
    pruefe(seite)
    steht_an = seite.get_by_role("region", name="Das steht an")
    karte = steht_an.get_by_role("article").filter(has_text=KIDIFLUE)
    expect(karte).to_contain_text("01.01.2027")
    expect(karte).to_contain_text("die kirchliche Ehrenamtskoordination von 0,6 auf 0,4 VZÄ")
    expect(karte).to_contain_text("Mindestanteil der Stadt (0,1 VZÄ)")
    karte.get_by_role("link", name=KIDIFLUE).click()
    expect(seite.locator("dl")).to_contain_text("31.12.2026")
    pruefe(seite)

    seite.get_by_role("button", name="Quittieren").click()
    expect(seite.get_by_role("alert")).to_contain_text("Was geschieht nun?")
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_label("Was geschieht nun?").fill(NOTIZ)
    seite.get_by_role("button", name="Quittieren").click()
    seite.wait_for_url("**/traeger/warnungen/")
    expect(seite.get_by_role("status").first).to_contain_text("Ihr Tag bleibt der 31.12.2026.")
    zeile = seite.get_by_role("row").filter(has_text=NOTIZ)
    expect(zeile).to_contain_text("31.12.2026")
    expect(zeile).to_contain_text("Dorothee Sandmann")
    expect(seite.get_by_role("region", name=re.compile("Hier handeln Sie")).filter(has_text=KIDIFLUE)).to_have_count(0)
    pruefe(seite)
    seite.goto("/")
    expect(seite.locator("main").get_by_role("link", name=KIDIFLUE)).to_have_count(0)

    seite.context.clear_cookies()
    anmelden(seite, "steuerung@stadt.example")
    seite.goto("/traeger/warnungen/")
    expect(seite.get_by_role("row").filter(has_text=NOTIZ)).to_contain_text("31.12.2026")
    pruefe(seite)


def test_kalender_abonnieren_und_lesen(seite, anmelden, pruefe, haus):
    anmelden(seite, "leitung@diakonie.example")
    seite.goto("/konto/")
    seite.get_by_role("link", name="Kalender abonnieren").click()
    pruefe(seite)
    seite.get_by_role("button", name="Adresse erzeugen").click()
    adresse = seite.get_by_label(re.compile("Kopieren Sie diese Adresse")).input_value()
    assert adresse.startswith(haus.adresse)
    pruefe(seite)
    with urllib.request.urlopen(adresse, timeout=30) as antwort:  # noqa: S310 – eigene Adresse, ohne Anmeldung
        assert antwort.headers["Content-Type"].startswith("text/calendar")
        text = antwort.read().decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261231" in text
    assert "KiDiFlü" in text
    seite.goto("/traeger/kalender/")
    expect(seite.locator("main")).to_contain_text("Sie haben ein Abonnement")
    pruefe(seite)
    seite.get_by_role("button", name="Abonnement beenden").click()
    expect(seite.get_by_role("status").first).to_contain_text("beendet")
