"""Vor dem Ablauf der Sitzung wird gewarnt, und kein Text geht verloren – mit vorgestellter Uhr im Browser."""

import re

import pytest
from playwright.sync_api import expect

TEXT = "Bescheid des Jobcenters besprochen, Widerspruch bis 30.3. vorbereiten."


@pytest.fixture
def am_kontakt(seite, anmelden):
    """Das Formular „Kontakt erfassen“ zum ersten Fall der Liste, mit angefangener Notiz."""
    anmelden(seite, "leitung@caritas.example")
    seite.goto("/beratung/faelle/")
    seite.click("#liste tbody a >> nth=0")
    seite.click("a:has-text('Kontakt erfassen') >> nth=0")
    seite.wait_for_url("**/kontakte/neu/")
    return seite


def notiz(seite):
    return seite.locator("form[data-entwurf] textarea").first


def test_warnung_vor_ablauf_und_angemeldet_bleiben(am_kontakt, pruefe):
    seite = am_kontakt
    seite.clock.install()
    seite.reload()
    notiz(seite).fill(TEXT)
    seite.clock.fast_forward("28:05")
    dialog = seite.locator("#anmeldedauer")
    dialog.wait_for(state="visible")
    assert "Minuten" in dialog.inner_text()
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("button", name="Angemeldet bleiben").click()
    dialog.wait_for(state="hidden")
    assert notiz(seite).input_value() == TEXT
    seite.clock.fast_forward("27:00")
    assert not dialog.is_visible()


def test_nach_ablauf_wird_nichts_ins_leere_geschickt(am_kontakt):
    seite = am_kontakt
    seite.clock.install()
    seite.reload()
    notiz(seite).fill(TEXT)
    seite.clock.fast_forward("31:00")
    assert "abgelaufen" in seite.locator("#anmeldedauer").inner_text()
    seite.keyboard.press("Escape")
    seite.click("form[data-entwurf] button[type=submit]")
    assert seite.locator("#anmeldedauer").is_visible()
    assert seite.url.endswith("/kontakte/neu/")
    assert notiz(seite).input_value() == TEXT


def test_entwurf_wird_gesichert_angeboten_und_erst_auf_wunsch_eingesetzt(am_kontakt, pruefe):
    """Das ganze Formular, gesichert beim Verlassen eines Feldes; „Weiterschreiben“ führt auch aus der Liste dorthin."""
    seite = am_kontakt
    seite.get_by_label("60", exact=True).check()
    notiz(seite).fill(TEXT)
    with seite.expect_response("**/entwurf/") as antwort:
        notiz(seite).blur()
    assert antwort.value.status == 204
    seite.get_by_text("Entwurf gesichert um").wait_for()
    seite.reload()
    seite.get_by_role("button", name="Wieder einsetzen").wait_for()
    assert notiz(seite).input_value() == ""
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("button", name="Wieder einsetzen").click()
    seite.get_by_text("wieder eingesetzt").wait_for()
    assert notiz(seite).input_value() == TEXT
    assert seite.get_by_label("60", exact=True).is_checked()
    seite.goto("/traeger/entwuerfe/")
    expect(seite.get_by_role("heading", name="Kontakt erfassen – ")).to_be_visible()
    pruefe(seite, breiten=(1280, 390))
    seite.get_by_role("button", name="Weiterschreiben").first.click()
    assert notiz(seite).input_value() == TEXT
    seite.get_by_label("Familiennachzug").check()
    seite.get_by_label("Beratende Fachkraft").select_option(index=1)
    seite.get_by_role("button", name="Kontakt speichern").click()
    seite.wait_for_url(re.compile(r"/faelle/\d+/$"))
    seite.goto("/traeger/entwuerfe/")
    expect(seite.get_by_text("Keine Entwürfe.")).to_be_visible()


def test_wer_mit_ungespeichertem_text_geht_wird_gefragt(am_kontakt):
    seite, gefragt = am_kontakt, []
    adresse = seite.url
    seite.on("dialog", lambda dialog: (gefragt.append(dialog.type), dialog.dismiss()))
    seite.get_by_role("link", name="Abbrechen").click()  # nichts geschrieben: niemand fragt
    seite.wait_for_url(re.compile(r"/faelle/\d+/$"))
    seite.goto(adresse)
    notiz(seite).fill(TEXT)
    seite.get_by_role("link", name="Abbrechen").click(no_wait_after=True)
    expect(notiz(seite)).to_have_value(TEXT)
    assert gefragt == ["beforeunload"]
    assert seite.url == adresse


def test_nach_abgelaufener_anmeldung_kommt_das_formular_von_selbst_gefuellt_zurueck(am_kontakt):
    """Dass der Server diesen Entwurf so kennzeichnet, prüft tests/traeger/konto/test_entwurf.py; hier setzt der Browser ihn ein."""
    seite = am_kontakt
    notiz(seite).fill(TEXT)
    seite.get_by_text("Entwurf gesichert um").wait_for()

    def gekennzeichnet(weg):
        antwort = weg.fetch()
        kennzeichen = '<form data-sofort method="post" action="/beratung/'
        weg.fulfill(response=antwort, body=antwort.text().replace('<form method="post" action="/beratung/', kennzeichen))

    seite.route("**/kontakte/neu/", lambda weg: gekennzeichnet(weg) if weg.request.method == "GET" else weg.continue_())
    seite.reload()
    seite.get_by_text("wieder eingesetzt").wait_for()
    assert notiz(seite).input_value() == TEXT
