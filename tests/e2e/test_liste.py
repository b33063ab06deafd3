"""Die Liste im Browser: filtern ohne Seitenwechsel und ohne JavaScript, sortieren, blättern, herunterladen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.haus.test_listen import LISTEN

LISTE = "/integrationsmanagement/faelle/"
#: Diese Seite zeigt zuerst anderes; ihre Liste ist der Verlauf darunter.
DARUNTER = {"traeger:warnung-liste"}
#: Wie viele Karten ganz zu sehen sind, wie viele es gibt, ob etwas über den Rand steht.
KARTEN = """() => {
  const karten = [...document.querySelectorAll("#liste tbody tr")].map((k) => k.getBoundingClientRect().bottom);
  return {alle: karten.length, ganz: karten.filter((unten) => unten <= innerHeight).length, breit: document.documentElement.scrollWidth > innerWidth};
}"""
WEITERE = ".arge-filter__weitere > summary"


@pytest.fixture
def faelle(seite, anmelden):
    anmelden(seite, "leitung@stadt.example")
    seite.goto(LISTE)
    return seite


def anzahl(seite):
    return int(seite.inner_text(".arge-liste__anzahl").split()[0].replace(".", ""))


def zeilen(seite):
    return seite.evaluate("() => [...document.querySelectorAll('#liste tbody a')].map(a => a.getAttribute('href'))")


def test_filter_ohne_seitenwechsel_haelt_den_fokus_und_steht_in_der_adresse(faelle, pruefe):
    alle = anzahl(faelle)
    faelle.evaluate("window.geblieben = true")
    faelle.click(WEITERE)
    faelle.select_option("select[name=stadtteil]", label="Böckingen")
    faelle.wait_for_url("**stadtteil=*")
    faelle.wait_for_function(f"parseInt(document.querySelector('.arge-liste__anzahl').innerText) < {alle}")
    assert faelle.evaluate("window.geblieben")
    assert set(faelle.locator("#liste tbody td[data-titel=Stadtteil]").all_inner_texts()) == {"Böckingen"}
    pruefe(faelle, breiten=(1280, 390))
    faelle.reload()
    assert anzahl(faelle) < alle


def test_marken_nennen_die_filter_und_nehmen_einzeln_weg(faelle, pruefe):
    """„laufende ✕“: Auch die Vorgabe lässt sich wegnehmen und bleibt es; jede Marke steht in der Adresse."""
    laufende = anzahl(faelle)
    marken = faelle.get_by_role("list", name="Gesetzte Filter").get_by_role("link")
    expect(marken).to_have_text([re.compile("laufende ✕")])
    faelle.click(WEITERE)
    faelle.select_option("select[name=stadtteil]", label="Böckingen")
    expect(marken).to_have_count(2)
    marken.filter(has_text="laufende").click()
    faelle.wait_for_url("**stand=*")
    expect(marken).to_have_text([re.compile("Böckingen ✕")])
    pruefe(faelle, breiten=(1280, 390))
    marken.click()
    faelle.wait_for_url(lambda adresse: "stadtteil" not in adresse)
    assert anzahl(faelle) > laufende


@pytest.mark.parametrize("pfad", [LISTE, "/beratung/faelle/", "/ehrenamt/ehrenamtliche/", "/traeger/aufgaben/"])
def test_die_erste_zeile_steht_oben(seite, anmelden, pfad):
    """Höchstens 400 px bei 1280 × 800 (oberflaeche)."""
    anmelden(seite, "leitung@caritas.example")
    seite.goto(pfad)
    zeilen = [z.bounding_box() for z in seite.locator("#liste tbody tr").all()[:6]]
    assert zeilen[0]["y"] <= 400
    assert zeilen[-1]["y"] + zeilen[-1]["height"] <= 800


@pytest.mark.parametrize("wer", ["leitung@caritas.example", "koordination@arge.example", "verwaltung@awo.example"])
def test_am_telefon_stehen_drei_karten_ohne_rollen(seite, anmelden, wer):
    """Auf jeder Liste, die diese Rolle sieht, bei 390 × 844 (oberflaeche); was nur kurz dasteht, ist ganz zu haben."""
    anmelden(seite, wer)
    seite.set_viewport_size({"width": 390, "height": 844})
    gemessen = {}
    for name in sorted(LISTEN):
        if name not in DARUNTER and seite.goto(pfad := reverse(name)).status == 200:
            gemessen[pfad] = seite.evaluate(KARTEN)
    assert {pfad: karten for pfad, karten in gemessen.items() if karten["ganz"] < min(3, karten["alle"])} == {}
    assert {pfad for pfad, karten in gemessen.items() if karten["breit"]} == set()
    assert sum(karten["alle"] >= 3 for karten in gemessen.values()) >= 3


def test_alle_angaben_zeigen_was_die_karte_kuerzt(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, "leitung@stadt.example")
    seite.set_viewport_size({"width": 390, "height": 844})
    seite.goto(LISTE)
    beginn = seite.locator("#liste td[data-titel=Beginn]").first
    assert not beginn.is_visible()
    seite.get_by_label("alle Angaben").check()
    assert beginn.is_visible()


def test_mehrere_uebergeben(seite, anmelden, pruefe):
    """Ankreuzen, der Knopf zählt mit, nachsehen, absenden; nach dem Filtern zählt er weiter."""
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/beratung/faelle/")
    knopf = seite.locator("[data-zahl]")
    seite.click(WEITERE)
    seite.select_option("select[name=finanzierung]", index=1)
    expect(seite.get_by_role("list", name="Gesetzte Filter").get_by_role("link")).to_have_count(2)
    seite.locator("input[name=zeile]").nth(0).press("Space")
    expect(knopf).to_have_text("1 Fall übergeben")
    seite.locator("input[name=zeile]").nth(1).press("Space")
    expect(knopf).to_have_text("2 Fälle übergeben")
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_label("alle auf dieser Seite").check()
    alle = seite.locator("input[name=zeile]").count()
    expect(knopf).to_have_text(f"{alle} Fälle übergeben")
    seite.get_by_label("alle auf dieser Seite").uncheck()
    seite.locator("input[name=zeile]").nth(1).check()
    knopf.press("Enter")
    seite.wait_for_selector("h1:has-text('1 Fall übergeben')")
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("button", name="1 Fall übergeben").click()
    seite.wait_for_selector("#fehleruebersicht")
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("link", name="Abbrechen").click()
    seite.wait_for_url("**/beratung/faelle/?*finanzierung=*")


def test_mehrere_uebergeben_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/beratung/faelle/")
    assert not seite.get_by_label("alle auf dieser Seite").is_visible()
    zeilen_ = seite.locator("input[name=zeile]")
    wer = [zeilen_.nth(n).get_attribute("aria-label").removesuffix(" auswählen") for n in (0, 2)]
    zeilen_.nth(0).check()
    zeilen_.nth(2).check()
    seite.get_by_role("button", name="Gewählte übergeben").click()
    assert seite.inner_text("h1") == "2 Fälle übergeben"
    sturm = seite.locator("#id_fachkraft option", has_text="Sturm").get_attribute("value")
    seite.select_option("#id_fachkraft", sturm)
    seite.get_by_role("button", name="2 Fälle übergeben").click()
    assert "für 2 Fälle zuständig" in seite.inner_text(".arge-meldung")
    for name in wer:
        zeile = seite.locator("#liste tr", has_text=name).first
        assert zeile.locator("td[data-titel=Zuständig]").inner_text() == "Sturm"


def test_filter_ohne_javascript(ohne_javascript, anmelden):
    seite = ohne_javascript
    anmelden(seite, "leitung@stadt.example")
    seite.goto(LISTE)
    alle = anzahl(seite)
    seite.click(WEITERE)
    seite.select_option("select[name=stadtteil]", label="Böckingen")
    seite.click("text=Filtern")
    assert 0 < anzahl(seite) < alle
    seite.click("text=Filter zurücksetzen")
    assert anzahl(seite) == alle


def test_sortieren_und_blaettern_nur_mit_der_tastatur(faelle):
    faelle.get_by_role("link", name="Beginn").press("Enter")
    faelle.wait_for_url("**sortierung=begonnen_am*")
    assert faelle.locator("th[aria-sort=ascending]").inner_text().strip() == "Beginn"
    erste = zeilen(faelle)
    faelle.get_by_role("link", name="Nächste Seite").press("Enter")
    faelle.wait_for_url("**seite=2*")
    assert "Seite 2 von" in faelle.inner_text(".arge-seiten")
    assert not set(zeilen(faelle)) & set(erste)
    faelle.get_by_role("link", name="Vorherige Seite").press("Enter")
    faelle.wait_for_url("**seite=1*")
    assert zeilen(faelle) == erste


def test_karten_bei_390_px_nennen_jede_angabe(faelle):
    faelle.set_viewport_size({"width": 390, "height": 844})
    faelle.goto(LISTE)
    assert not faelle.locator("select[name=stadtteil]").is_visible()
    faelle.click(WEITERE)
    assert faelle.locator("select[name=stadtteil]").is_visible()
    titel = faelle.evaluate("getComputedStyle(document.querySelector('#liste td[data-titel=Beginn]'), '::before').content")
    assert titel == '"Beginn"'
    assert faelle.locator("#liste [role=row]").count() > 10


@pytest.mark.parametrize(("art", "anfang"), [("CSV", b"\xef\xbb\xbf"), ("Excel", b"PK")])
def test_herunterladen(faelle, art, anfang):
    with faelle.expect_download() as herunter:
        faelle.click(f".arge-liste__export a:has-text('{art}')")
    assert herunter.value.suggested_filename.startswith("im-faelle-")
    with open(herunter.value.path(), "rb") as datei:
        assert datei.read(4).startswith(anfang)


def test_unlesbarer_tag_steht_am_feld_und_die_liste_ist_leer(seite, anmelden, pruefe):
    """Ohne Seitenwechsel: HTMX tauscht die Liste und die Fehlerzeilen, nicht die Felder (fehler.md F7)."""
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/beratung/kontakte/")
    alle = anzahl(seite)
    seite.evaluate("window.geblieben = true")
    seite.click(WEITERE)
    seite.fill("#id_von", "31.11.2026")
    seite.press("#id_von", "Tab")
    seite.wait_for_selector("#liste [role=alert]")
    assert "Den 31.11.2026 gibt es nicht" in seite.inner_text("#id_von_error")
    assert seite.get_attribute("#id_von", "aria-invalid") == "true"
    assert "id_von_error" in seite.get_attribute("#id_von", "aria-describedby")
    assert seite.locator("#liste tbody tr").count() == 0
    assert seite.locator(".arge-liste__export").count() == 0
    pruefe(seite, breiten=(1280, 390))
    seite.fill("#id_von", "01.11.2026")
    seite.press("#id_von", "Tab")
    seite.wait_for_selector("#liste tbody tr")
    assert seite.inner_text("#id_von_error") == ""
    assert seite.get_attribute("#id_von", "aria-invalid") is None
    assert 0 < anzahl(seite) < alle
    assert seite.evaluate("window.geblieben")
