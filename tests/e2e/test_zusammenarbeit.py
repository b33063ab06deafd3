"""Reise der Zusammenarbeit: Koordination lädt ein und verteilt, die Leitung erledigt, die Fachkraft erfasst Netzwerkarbeit."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.uhr import heute

PARTNER = "Welcome-Center"


def _genannt(seite):
    seite.goto("/traeger/partner/")
    zeile = seite.locator("#liste tbody tr").filter(has=seite.get_by_role("link", name=PARTNER))
    return int(zeile.locator("td").nth(2).text_content().replace(".", ""))


def test_von_der_einladung_bis_zur_erledigten_aufgabe(seite, anmelden, pruefe):
    tag = f"{heute():%d.%m.%Y}"
    anmelden(seite, "koordination@arge.example")
    seite.get_by_role("link", name="Zusammenarbeit").first.click()
    pruefe(seite)
    seite.get_by_role("link", name="Zur Sitzung einladen").click()
    pruefe(seite)
    seite.fill("#id_am", tag)
    seite.fill("#id_beginn", "8:15")
    seite.fill("#id_tagesordnung", "Kursplätze\nSchlüssel für den Raum")
    seite.get_by_role("button", name="Sitzung eintragen").click()
    expect(seite.get_by_role("heading", name="Was noch offen ist")).to_be_visible()
    pruefe(seite)
    seite.get_by_role("button", name="Nach oben Punkt 2").click()
    expect(seite.locator(".arge-punkte h3").first).to_have_text("1. Schlüssel für den Raum")
    seite.get_by_role("link", name="Niederschrift schreiben").click()
    pruefe(seite)
    seite.get_by_label("1. Schlüssel für den Raum").fill("Die Caritas kümmert sich.")
    seite.get_by_role("button", name="Niederschrift speichern").click()
    expect(seite.locator("main")).to_contain_text("Die Caritas kümmert sich.")
    seite.get_by_role("link", name="Beschluss fassen").click()
    pruefe(seite)
    seite.get_by_label("Beschluss").fill("Jeder Träger bekommt einen eigenen Schlüssel.")
    seite.get_by_role("button", name="Beschluss festhalten").click()
    seite.get_by_role("link", name="Aufgabe verteilen").click()
    pruefe(seite)
    seite.get_by_label("Aufgabe", exact=True).fill("Vier Schlüssel bestellen")
    seite.get_by_label("Verantwortlich").select_option(label="Caritas")
    seite.get_by_role("textbox", name="fällig am").fill(f"{heute() + timedelta(days=3):%d.%m.%Y}")
    seite.get_by_role("button", name="Aufgabe verteilen").click()
    expect(seite.locator("main")).to_contain_text("Die Aufgabe ist verteilt.")
    pruefe(seite)
    seite.context.clear_cookies()

    anmelden(seite, "leitung@caritas.example")
    seite.goto("/traeger/aufgaben/")
    pruefe(seite)
    staende = seite.locator("#liste tbody tr td:nth-child(5)").all_text_contents()
    assert "überfällig" in staende[0], "Überfälliges steht oben"
    seite.get_by_role("link", name="Vier Schlüssel bestellen").click()
    pruefe(seite)
    seite.get_by_role("link", name="Erledigen").click()
    pruefe(seite)
    seite.get_by_label("Was ist herausgekommen?").fill("Bestellt, kommen am Montag.")
    seite.get_by_role("button", name="Erledigt").click()
    seite.wait_for_url(re.compile("/traeger/aufgaben/$"))
    expect(seite.locator("#liste")).not_to_contain_text("Vier Schlüssel bestellen")


def test_die_verlegte_sitzung_verschicken_und_absagen(seite, anmelden, pruefe):
    anmelden(seite, "koordination@arge.example")
    seite.goto("/traeger/sitzungen/")
    seite.locator("#liste tbody tr").filter(has_text="kommt").first.get_by_role("link").click()
    expect(seite.locator("main")).to_contain_text("Die Eingeladenen wissen von der Änderung noch nichts.")
    pruefe(seite)
    seite.get_by_role("link", name="Personen wählen").click()
    pruefe(seite)
    seite.get_by_label("Nora Wieland").uncheck()
    seite.get_by_label("Salome Kirchner").check()
    seite.get_by_role("button", name="Auswahl speichern").click()
    seite.get_by_role("button", name="Änderung an 6 Personen verschicken").click()
    expect(seite.locator("main")).to_contain_text("Die E-Mail an 6 Personen geht jetzt hinaus.")
    expect(seite.locator("main")).not_to_contain_text("Von der Änderung")
    pruefe(seite)
    seite.get_by_role("button", name="Sitzung absagen").click()
    expect(seite.locator("main")).to_contain_text("Die Absage an 6 Personen geht jetzt hinaus.")
    pruefe(seite)
    seite.get_by_role("button", name="Absage zurücknehmen").click()
    expect(seite.get_by_role("button", name="Änderung an 6 Personen verschicken")).to_be_visible()


def test_netzwerkarbeit_nur_mit_der_tastatur_und_die_nutzungszahl_steigt_um_eins(seite, anmelden, pruefe):
    anmelden(seite, "fachkraft@caritas.example")
    vorher = _genannt(seite)
    pruefe(seite)
    seite.goto("/")
    seite.get_by_role("link", name="Netzwerkarbeit erfassen").focus()
    seite.keyboard.press("Enter")
    seite.wait_for_url(re.compile("/traeger/netzwerk/neu/$"))
    pruefe(seite)

    def fokus():
        return seite.evaluate("() => document.activeElement.id")

    assert fokus() == "id_am"  # heute steht schon da
    seite.keyboard.press("Tab")
    seite.keyboard.press("Space")  # Gremium
    seite.keyboard.press("Tab")
    assert fokus() == "id_thema"
    seite.keyboard.type("Beratung für Fachkräfte aus dem Ausland")
    seite.keyboard.press("Tab")
    seite.keyboard.press("ArrowRight")
    for _ in range(40):
        seite.keyboard.press("Tab")
        if seite.evaluate("() => document.activeElement.labels?.[0]?.textContent.trim()") == PARTNER:
            break
    seite.keyboard.press("Space")
    seite.keyboard.press("Enter")
    expect(seite.get_by_role("status").first).to_contain_text("Der Eintrag ist gespeichert.")
    pruefe(seite)
    seite.locator(".arge-filter__weitere > summary").press("Enter")
    seite.get_by_role("search", name="Einträge filtern").get_by_label("Art", exact=True).select_option(
        label="Gremium oder Arbeitskreis"
    )
    expect(seite.locator("#summen table").first.locator("tbody tr")).to_have_count(1)  # die Summen filtern mit
    assert _genannt(seite) == vorher + 1
