"""Bildschirmfotos der README aus der laufenden Demo: `.venv/bin/python bin/bilder.py http://127.0.0.1:8000 <Passwort>`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ZIEL = Path(__file__).resolve().parent.parent / "bilder"
BILDER = [
    ("fachkraft@diakonie.example", "start", "/", 1280),
    ("fachkraft@diakonie.example", "kontakt", "/beratung/kontakte/neu/", 1280),
    ("fachkraft@diakonie.example", "faelle-schmal", "/beratung/faelle/", 390),
    ("fachkraft@caritas.example", "im-faelle", "/integrationsmanagement/faelle/", 1280),
    ("fachkraft@awo.example", "ehrenamt", "/ehrenamt/projekte/", 1280),
    ("steuerung@stadt.example", "stellenplan", "/traeger/stellenplan/?am=2026-03-01", 1280),
    ("steuerung@stadt.example", "vzae", "/traeger/vzae/?am=01.03.2027&von=2024&bis=2031&lesart=mit_kirchlich", 1280),
    ("leitung@diakonie.example", "warnungen", "/traeger/warnungen/", 1280),
    ("koordination@arge.example", "sitzungen", "/traeger/sitzungen/", 390),
    ("steuerung@stadt.example", "auslastung", "/integrationsmanagement/auslastung/", 1280),
    ("steuerung@stadt.example", "mittel", "/finanzen/uebersicht/", 1280),
    ("koordination@arge.example", "nachweise", "/finanzen/verwendungsnachweise/", 1280),
]


def anmelden(seite: Page, email: str, passwort: str) -> None:
    seite.goto("/konto/login/")
    seite.fill("#id_login", email)
    seite.fill("#id_password", passwort)
    seite.click("main button[type=submit]")
    seite.wait_for_url(lambda ziel: "/konto/login/" not in ziel)


def main(adresse: str, passwort: str) -> None:
    ZIEL.mkdir(exist_ok=True)
    with sync_playwright() as p:
        chromium = p.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        for email in dict.fromkeys(email for email, *_ in BILDER):
            rahmen = chromium.new_context(base_url=adresse, locale="de-DE", reduced_motion="reduce")
            seite = rahmen.new_page()
            anmelden(seite, email, passwort)
            for konto, name, pfad, breite in BILDER:
                if konto == email:
                    seite.set_viewport_size({"width": breite, "height": 900})
                    seite.goto(pfad)
                    seite.screenshot(path=ZIEL / f"{name}.png")
                    print(f"bilder/{name}.png")
            rahmen.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Aufruf: bin/bilder.py ADRESSE PASSWORT (beides druckt bin/start)")
    main(*sys.argv[1:])
