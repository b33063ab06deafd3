"""Vor dem Ablauf der Sitzung wird gewarnt, und kein Text geht verloren – mit vorgestellter Uhr im Browser."""

import pytest

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
    seite = am_kontakt
    notiz(seite).fill(TEXT)
    with seite.expect_response("**/entwurf/") as antwort:
        pass
    assert antwort.value.status == 204
    seite.get_by_text("Entwurf gesichert um").wait_for()
    seite.reload()
    knopf = seite.get_by_role("button", name="Gesicherten Entwurf einsetzen")
    knopf.wait_for()
    assert notiz(seite).input_value() == ""
    pruefe(seite, breiten=(1280, 390))
    knopf.click()
    assert notiz(seite).input_value() == TEXT
