"""Reisen im echten Chromium gegen das echte Haus: eigene Datenbank, eigener Web-Prozess, Demodaten, echte Kopfzeilen.

`seite` ist ein Fenster (1280 px), `anmelden(seite, "fachkraft@awo.example")` meldet an, `pruefe(seite)` prüft den
jetzigen Zustand bei 1280, 390 und 320 px auf Überbreite und mehrdeutige Verweise, und mit axe (WCAG 2.2 AA), was es daran Neues gibt.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright

from tests.e2e.bau import Bau, Geprueft
from tests.uhr import heute
from tests.vorlage import DEMO_PASSWORT as PASSWORT
from tests.vorlage import demo, eigene_datenbank, umgebung_fuer

WURZEL = Path(__file__).resolve().parents[2]
CHROMIUM = (
    shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
AXE = WURZEL / "node_modules/axe-core"
REGELN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Bei der schmalsten geht es nur um Überbreite (WCAG 1.4.10); was axe findet, hat es bei 390 px schon gesehen.
SCHMALSTE = 320
BREITEN = (1280, 390, SCHMALSTE)
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.e2e)


@dataclass
class Haus:
    """Das laufende Haus: Adresse und die Umgebung seiner Prozesse (für weitere, etwa einen Worker)."""

    adresse: str
    umgebung: dict[str, str]

    def befehl(self, *args):
        """Verwaltungsbefehl in diesem Haus."""
        lauf = subprocess.run(
            [sys.executable, "manage.py", *args], cwd=WURZEL, env=self.umgebung, capture_output=True, text=True, check=False
        )
        if lauf.returncode:
            pytest.fail(f"manage.py {' '.join(args)}:\n{lauf.stderr[-3000:]}")


def _fehlt(was):
    if os.environ.get("CI") == "true":
        pytest.fail(f"{was} fehlt; in CI müssen die Reisen laufen.")
    pytest.skip(f"{was} fehlt: Reisen im Browser übersprungen.")


def _freier_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def _warten(adresse, prozess, log):
    for _ in range(300):
        if prozess.poll() is not None:
            pytest.fail(f"Der Web-Prozess ist beendet:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{adresse}/impressum/", timeout=5):  # noqa: S310 – eigene Adresse
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Der Web-Prozess antwortet nicht:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def haus(tmp_path_factory):
    """Eigene Datenbank mit Demodaten und ein Web-Prozess, wie `bin/start` ihn startet; danach alles wieder weg."""
    ordner = tmp_path_factory.mktemp("haus")
    with eigene_datenbank(f"test_arge_e2e_{os.getpid()}", demo(heute())) as name:
        yield from _laufendes(ordner, name)


def _laufendes(ordner, name):
    port = _freier_port()
    adresse = f"http://127.0.0.1:{port}"
    umgebung = {
        **umgebung_fuer(name),
        "ARGE_DEBUG": "0", "ARGE_DEMO": "1", "ARGE_MUSTER": "1", "ARGE_HTTPS": "0", "ARGE_MFA_PFLICHT": "0",
        "ARGE_HOSTS": "127.0.0.1,localhost", "ARGE_URL": adresse, "ARGE_PORT": str(port), "ARGE_DEMO_PASSWORT": PASSWORT,
        "ARGE_DATEN": str(ordner), "ARGE_ABLAGE": (ordner / "ablage").as_uri(), "EMAIL_URL": "dummymail://",
        # Eigene Schlange im gemeinsamen Broker: Ein Worker soll nicht die Rufe eines anderen Hauses hören.
        "REDIS_URL": os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{os.getpid() % 15 + 1}",
    }  # fmt: skip
    umgebung.pop("ARGE_STATISCH", None)  # statische Dateien aus den Quellen
    hier = Haus(adresse, umgebung)
    log = ordner / "web.log"
    prozess = None
    try:
        befehl = [
            Path(sys.executable).with_name("granian"),
            "--interface",
            "wsgi",
            "--port",
            str(port),
            "arge.wsgi:application",
        ]
        with log.open("w") as ausgabe:
            prozess = subprocess.Popen(befehl, cwd=WURZEL, env=umgebung, stdout=ausgabe, stderr=subprocess.STDOUT)
        _warten(adresse, prozess, log)
        yield hier
    finally:
        if prozess is not None:
            prozess.terminate()
            prozess.wait(10)


@pytest.fixture(scope="session")
def browser():
    """Ein Chromium für alle Reisen dieses Laufs."""
    if CHROMIUM is None:
        _fehlt("Chromium")
    if not AXE.exists():
        _fehlt("axe-core (npm ci)")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
            )
        except Error as fehler:
            _fehlt(f"Ein lauffähiges Chromium ({fehler.message.splitlines()[0]})")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def fenster(browser, haus):
    """Öffnet ein frisches Fenster; jede Verletzung der Inhaltsrichtlinie und jeder Skriptfehler lässt die Reise scheitern."""

    @contextmanager
    def fenster():
        rahmen = browser.new_context(
            base_url=haus.adresse, viewport={"width": 1280, "height": 900}, locale="de-DE", timezone_id="Europe/Berlin",
            reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        seite = rahmen.new_page()
        seite.set_default_timeout(30_000)  # zwei Browser auf zwei Kernen; eine Seite, die hängt, scheitert trotzdem
        verstoesse = []
        seite.on("pageerror", lambda fehler: verstoesse.append(str(fehler)))
        seite.on("console", lambda m: verstoesse.append(m.text) if "Content Security Policy" in m.text else None)
        try:
            yield seite
        finally:
            rahmen.close()
        assert verstoesse == []

    return fenster


@pytest.fixture
def seite(fenster):
    with fenster() as seite:
        yield seite


@pytest.fixture
def ohne_javascript(browser, haus):
    """Ein Fenster ohne JavaScript: jede Aufgabe muss auch so gehen (oberflaeche)."""
    rahmen = browser.new_context(base_url=haus.adresse, java_script_enabled=False, locale="de-DE")
    yield rahmen.new_page()
    rahmen.close()


@pytest.fixture(scope="session")
def anmelden():
    """Meldet ein Demokonto über die Anmeldeseite an."""

    def anmelden(seite, email, passwort=PASSWORT):
        seite.goto("/konto/login/")
        seite.fill("#id_login", email)
        seite.fill("#id_password", passwort)
        seite.click("main button[type=submit]")
        seite.wait_for_url(lambda ziel: "/konto/login/" not in ziel)

    return anmelden


#: Ein Gang zum Browser je Breite: was axe findet (mit `optionen`), Überbreite, mehrdeutige Verweise, Zahl der Hauptüberschriften.
ZUSTAND = """async optionen => {
  const funde = optionen ? (await axe.run(document, optionen)).violations : [];
  const ziele = new Map(), mehrdeutig = [];
  for (const a of document.querySelectorAll("a[href]")) {
    if (!a.checkVisibility()) continue;
    const text = a.textContent.replace(/\\s+/g, " ").trim();
    if (ziele.has(text) && ziele.get(text) !== a.href) mehrdeutig.push(text);
    ziele.set(text, a.href);
  }
  return {
    axe: funde.flatMap(v => v.nodes.map(k => `${v.id}: ${v.help} – ${k.html}`)),
    zuBreit: [...document.querySelectorAll(".kern-btn .kern-label")].filter((wort) => {
      const [innen, aussen] = [wort, wort.closest(".kern-btn")].map((teil) => teil.getBoundingClientRect());
      return innen.width > 2 && (innen.left < aussen.left - 1 || innen.right > aussen.right + 1);
    }).map((wort) => wort.textContent),
    ueberbreit: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    mehrdeutig,
    h1: document.querySelectorAll("h1").length,
  };
}"""


@pytest.fixture(scope="session")
def axe_quelle():
    """axe auf Deutsch, als Skript, das vor einer Seite oder in ihr läuft (ohne eingefügtes Skript-Tag)."""
    deutsch = json.dumps({"locale": json.loads((AXE / "locales/de.json").read_text())})
    return f"{(AXE / 'axe.min.js').read_text()};axe.configure({deutsch});"


@pytest.fixture(scope="session")
def geprueft():
    return Geprueft()


#: Nach einem Klick ist das neue Dokument da, aber vielleicht noch leer: Gelesen wird, was fertig geladen ist.
BAU = """async () => {
  if (document.readyState !== "complete") await new Promise((fertig) => addEventListener("load", fertig, { once: true }));
  return [document.documentElement.outerHTML, matchMedia("(prefers-color-scheme: dark)").matches];
}"""


@pytest.fixture(scope="session")
def pruefe(axe_quelle, geprueft):
    """Prüft den Zustand, den die Seite gerade zeigt, bei den genannten Breiten auf Überbreite, Verweise und Überschrift.

    axe läuft bei 390 px, wo alles am engsten ist und noch jede Regel gilt: auf jeder Art Seite einmal, danach wieder, sobald sie etwas
    zeigt, was es noch nirgends gab (ein Fehler am Feld, ein offener Dialog); dann auch am breiten Bildschirm, wenn der genannt ist.
    """
    optionen = {"runOnly": REGELN, "resultTypes": ["violations"]}

    def stelle(seite, breite):
        if seite.viewport_size["width"] != breite:
            seite.set_viewport_size({"width": breite, "height": 900})

    def pruefe(seite, breiten=BREITEN):
        html, dunkel = seite.evaluate(BAU)
        erstmals, neu = geprueft.neues(seite.url, Bau(html).elemente, dunkel)
        if (erstmals or neu) and not seite.evaluate("() => 'axe' in window"):
            seite.evaluate(axe_quelle)
        for breite in breiten:
            stelle(seite, breite)
            axe = (erstmals or neu) if breite == 390 else neu and breite == 1280 and breiten is not BREITEN
            zustand = seite.evaluate(ZUSTAND, optionen if axe else None)
            assert zustand["axe"] == [], f"{seite.url} bei {breite} px:\n" + "\n".join(zustand["axe"])
            assert zustand["zuBreit"] == [], f"{seite.url} bei {breite} px: Das Wort steht über seinen Knopf hinaus"
            assert not zustand["ueberbreit"], f"{seite.url} ist bei {breite} px überbreit"
            assert zustand["mehrdeutig"] == [], f"{seite.url}: gleicher Verweistext, anderes Ziel"
            assert zustand["h1"] == 1, f"{seite.url}: genau eine Hauptüberschrift"
        stelle(seite, 1280)

    return pruefe
