"""Reisen der MBE-Fachkraft: ein Kontakt in unter einer Minute, nur mit der Tastatur; dasselbe ohne JavaScript."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.uhr import heute

FACHKRAFT = "fachkraft@caritas.example"


class Tastatur:
    """Zählt jeden Anschlag außer dem Text der Notiz."""

    def __init__(self, seite):
        self.seite, self.anschlaege = seite, 0

    def __call__(self, taste, mal=1):
        for _ in range(mal):
            self.seite.keyboard.press(taste)
            self.anschlaege += 1

    def fokus(self):
        return self.seite.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")


def test_kontakt_nur_mit_der_tastatur_in_hoechstens_dreissig_anschlaegen(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/kontakte/neu/")
    pruefe(seite)
    taste = Tastatur(seite)
    assert taste.fokus() == "id_suche"  # vorgewählt ist niemand; der erste Vorschlag ist zwei Griffe weit
    taste("Tab", 2)
    taste("Enter")
    seite.wait_for_url(re.compile(r"/faelle/\d+/kontakte/neu/"))
    pruefe(seite)
    assert taste.fokus() == "id_am"  # heute steht schon da
    taste("Tab")
    taste("ArrowRight")  # 30 Minuten
    expect(seite.locator("#id_dauer_minuten_1")).to_be_checked()
    taste("Tab", 2)
    assert taste.fokus() == "id_form"
    taste("t")  # Telefon
    taste("Tab", 2)
    assert taste.fokus() == "id_themen_0"
    taste("Tab", 3)
    taste("Space")  # Sprachförderung und Integrationskurse
    taste("Tab", 7)
    assert taste.fokus() == "id_notiz"
    seite.keyboard.type("Kursplatz ab Dezember gefunden.")
    taste("Tab")
    taste("Enter")  # im Feld „Angehörige“: die Eingabetaste schickt ab
    seite.wait_for_url(re.compile(r"/faelle/\d+/$"))
    assert taste.anschlaege <= 30
    assert "Der Kontakt ist gespeichert." in taste.fokus(), "die Meldung wird vorgelesen"
    pruefe(seite)
    expect(seite.get_by_role("status")).to_contain_text("Der Kontakt ist gespeichert.")
    erster = seite.locator(".arge-zeitleiste__punkt").first
    expect(erster).to_contain_text("Telefon, 30 Minuten")
    expect(erster).to_contain_text("Sprachförderung und Integrationskurse")
    expect(erster).to_contain_text("Kursplatz ab Dezember gefunden.")


def test_fehler_setzt_den_fokus_auf_die_uebersicht_und_behaelt_den_text(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/faelle/")
    pruefe(seite)
    seite.locator("#liste tbody a").first.click()
    pruefe(seite)
    seite.locator(".arge-seitenkopf").get_by_role("link", name="Kontakt erfassen").click()
    seite.fill("#id_am", "1.1.2099")
    seite.fill("#id_dauer_minuten_andere", "25")
    seite.fill("#id_notiz", "Dieser Text bleibt.")
    seite.get_by_role("button", name="Kontakt speichern").click()
    expect(seite.locator("#fehleruebersicht")).to_be_focused()
    pruefe(seite)
    expect(seite.locator("#fehleruebersicht")).to_contain_text("Das Datum liegt in der Zukunft.")
    expect(seite.locator("#id_notiz")).to_have_value("Dieser Text bleibt.")
    expect(seite.locator("#id_dauer_minuten_andere")).to_have_value("25")


def test_kurzberatung_mit_zwei_griffen(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/kurzberatungen/neu/")
    pruefe(seite)
    seite.get_by_label("Aufenthaltsrecht").check()
    seite.get_by_role("button", name="Kurzberatung speichern").click()
    expect(seite.get_by_role("status").first).to_contain_text("Die Kurzberatung ist gespeichert.")
    pruefe(seite)


def test_der_tag_mit_maus_kalender_und_pfeiltaste(seite, anmelden, pruefe):
    """Getippt bleibt er Text; „Gestern“ ist ein Griff, und mit der Tastatur hält keiner der Knöpfe auf."""
    hier = heute()
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/kontakte/neu/")
    seite.locator(".arge-wahl a").first.click()
    tag = seite.locator("#id_am")
    seite.get_by_role("button", name="Gestern für Datum").click()
    expect(tag).to_have_value(f"{hier - timedelta(1):%d.%m.%Y}")
    tag.press("ArrowDown")
    expect(tag).to_have_value(f"{hier - timedelta(2):%d.%m.%Y}")
    tag.fill("28.2.2024")
    tag.press("ArrowUp")
    expect(tag).to_have_value("29.02.2024")
    tag.fill("bald")
    tag.press("ArrowUp")
    expect(tag).to_have_value("bald")
    seite.get_by_role("button", name="Heute für Datum").click()
    expect(tag).to_have_value(f"{hier:%d.%m.%Y}")
    seite.locator(".arge-datumshilfe__kalender").evaluate(
        "k => { k.value = '2026-01-07'; k.dispatchEvent(new Event('change')); }"
    )
    expect(tag).to_have_value("07.01.2026")
    tag.focus()
    tag.press("Tab")
    expect(seite.locator("input[name=dauer_minuten]").first).to_be_focused()
    pruefe(seite)
    seite.goto("/beratung/faelle/neu/")
    geburt = seite.locator(".arge-feld", has=seite.locator("#id_person-geburtsdatum"))
    expect(geburt.get_by_role("button", name="Kalender für Geburtsdatum")).to_be_visible()
    expect(geburt.get_by_role("button", name="Heute")).to_have_count(0)
    pruefe(seite)


def test_dublette_erscheint_beim_tippen_und_fuehrt_zum_fall_der_vorhandenen_person(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/faelle/?stand=alle")
    name = seite.locator("#liste tbody a").first.text_content().split(" (")[0]
    nachname, vorname = name.split(", ")
    seite.goto("/beratung/faelle/neu/")
    pruefe(seite)
    seite.locator("#id_person-vorname").press_sequentially(vorname)
    seite.locator("#id_person-nachname").press_sequentially(nachname)
    treffer = seite.locator("#dubletten").get_by_role("link").first
    expect(treffer).to_contain_text(nachname)
    pruefe(seite)
    assert nachname not in seite.url
    treffer.click()
    seite.wait_for_url(re.compile(r"\?person=\d+"))
    pruefe(seite)
    expect(seite.locator("h1")).to_have_text("MBE-Fall anlegen")


def test_kontakt_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/kontakte/neu/")
    seite.get_by_label("Name, Fallnummer oder Geburtsjahr").fill("gibtesnicht")
    seite.locator("main").get_by_role("button", name="Suchen").click()
    expect(seite.locator("#wahl")).to_contain_text("Niemand passt zu dieser Suche.")
    assert "gibtesnicht" not in seite.url
    seite.goto("/beratung/kontakte/neu/")
    seite.locator(".arge-wahl a").first.click()
    seite.get_by_label("45", exact=True).check()
    seite.get_by_label("Familiennachzug").check()
    seite.get_by_role("button", name="Kontakt speichern").click()
    expect(seite.locator(".arge-zeitleiste__punkt").first).to_contain_text("Persönlich, 45 Minuten")


def test_zwei_fenster_zugleich_zeigen_beide_staende_und_verlieren_nichts(seite, anmelden, pruefe):
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/faelle/?stand=alle")
    seite.locator("#liste tbody a").first.click()
    seite.locator(".arge-zeitleiste a[href$='/bearbeiten/']").first.click()  # Storniertes einer anderen Reise hat keinen
    seite.wait_for_url(re.compile(r"/kontakte/\d+/bearbeiten/"))
    zweites = seite.context.new_page()
    zweites.goto(seite.url)
    zweites.fill("#id_notiz", "Stand aus dem zweiten Fenster")
    zweites.get_by_role("button", name="Speichern").click()
    expect(zweites.get_by_role("status").first).to_contain_text("gespeichert")
    seite.fill("#id_notiz", "Mein Text aus dem ersten Fenster")
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.locator("#konflikt")).to_contain_text("Stand aus dem zweiten Fenster")
    expect(seite.locator("#id_notiz")).to_have_value("Mein Text aus dem ersten Fenster")
    pruefe(seite)
    seite.get_by_role("button", name="Speichern").click()
    expect(seite.locator(".arge-zeitleiste")).to_contain_text("Mein Text aus dem ersten Fenster")


def test_ein_langes_wort_bricht_keine_seite_und_langer_text_klappt(seite, anmelden, pruefe):
    """Eine eingefügte Adresse ohne Leerzeichen machte die Akte 194.473 px breit."""
    anmelden(seite, FACHKRAFT)
    seite.goto("/beratung/kontakte/neu/")
    seite.locator(".arge-wahl a").first.click()
    seite.get_by_label("30", exact=True).check()
    seite.get_by_label("Familiennachzug").check()
    seite.fill("#id_notiz", "Anfang " + "x" * 9000 + " Ende")
    seite.get_by_role("button", name="Kontakt speichern").click()
    seite.wait_for_url(re.compile(r"/faelle/\d+/$"))
    pruefe(seite)
    erster = seite.locator(".arge-zeitleiste__punkt").first
    expect(erster.get_by_text("Ende", exact=False)).to_be_hidden()
    erster.get_by_text("Ganzen Text lesen").click()
    expect(erster).to_contain_text("xxx Ende")
    pruefe(seite)
    seite.get_by_role("button", name="Rückgängig").click()
    expect(seite.get_by_role("status").first).to_contain_text("ist storniert.")
    expect(erster).to_contain_text("storniert: aus Versehen gespeichert")
    pruefe(seite)
