"""Ein Treffen speichern, wie es ein Mensch tut: Hatte das Projekt an dem Tag schon eines, fragt die Seite nach."""

from playwright.sync_api import Page, expect


def treffen_speichern(seite: Page) -> None:
    knopf = seite.get_by_role("button", name="Treffen speichern")
    frage = seite.get_by_label("Ja, so war es.")
    knopf.click()
    expect(frage.or_(seite.locator(".arge-zeitleiste")).first).to_be_visible()
    if frage.is_visible():
        frage.check()
        knopf.click()
