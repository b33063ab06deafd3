"""Ein echtes bin/start für Tests: eigener Datenordner, eigener Port, und ein Mensch, der sich im Browser anmeldet."""

import http.client
import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from tests.lesen import Leser

WURZEL = Path(__file__).resolve().parents[1]
START = [sys.executable, str(WURZEL / "bin/start.py")]


def freier_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def umgebung(daten: Path, **mehr: str) -> dict[str, str]:
    """Nur das Nötigste der Maschine: die Datenbank der Tests darf bin/start nicht sehen."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "ARGE_DATEN": str(daten),
        "ARGE_PORT": str(freier_port()),
        **mehr,
    }


def scheitert(daten: Path, **mehr: str) -> str:
    """Ein bin/start, das mit einem Satz endet; seine Ausgabe."""
    lauf = subprocess.run(START, env=umgebung(daten, **mehr), capture_output=True, text=True, timeout=120, check=False)
    assert lauf.returncode == 1, lauf.stdout + lauf.stderr
    assert "Traceback" not in lauf.stdout + lauf.stderr
    return lauf.stdout


class Demo:
    """Ein laufendes bin/start mit seiner Ausgabe."""

    def __init__(self, umgebung: dict[str, str], ausgabe: Path):
        self.port, self.ausgabe = int(umgebung["ARGE_PORT"]), ausgabe
        with ausgabe.open("w") as ziel:
            self.prozess = subprocess.Popen(START, env=umgebung, stdout=ziel, stderr=subprocess.STDOUT)

    def warte_auf_bereit(self) -> str:
        ende = time.monotonic() + 300
        while "Beenden: Strg-C" not in (text := self.ausgabe.read_text()):
            assert self.prozess.poll() is None, text
            assert time.monotonic() < ende, text
            time.sleep(0.1)
        return text

    def beenden(self) -> None:
        if self.prozess.poll() is None:
            self.prozess.terminate()
            self.prozess.wait(60)

    def passwort(self) -> str:
        return re.search(r"^Passwort: (\S{12,})$", self.ausgabe.read_text(), re.MULTILINE)[1]

    def anmeldungen(self) -> list[str]:
        """Die Adressen, die bin/start gedruckt hat."""
        return re.findall(r"^  (\S+@\S+\.example)$", self.ausgabe.read_text(), re.MULTILINE)

    def status(self, pfad: str) -> int:
        verbindung = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        verbindung.request("GET", pfad)
        return verbindung.getresponse().status

    def kinder(self) -> set[int]:
        """Alle Nachkommen, auch die von Web, Worker und Datenbank."""
        eltern = {}
        for datei in Path("/proc").glob("[0-9]*/stat"):
            try:
                felder = datei.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            eltern[int(datei.parent.name)] = int(felder[1])
        gefunden, neu = set(), {self.prozess.pid}
        while neu:
            neu = {pid for pid, von in eltern.items() if von in neu} - gefunden
            gefunden |= neu
        return gefunden


class Seite(Leser):
    """Formularmarke und Verweise einer Seite; `navigation` sind die im Kopf."""

    def __init__(self, text: str):
        self.marke, self.navigation, self._tiefe = "", set(), 0
        self.lies(text)

    def start(self, tag, werte):
        if tag in ("header", "nav"):
            self._tiefe += 1
        if tag == "input" and werte.get("name") == "csrfmiddlewaretoken":
            self.marke = werte["value"]
        if tag == "a" and self._tiefe and (ziel := werte.get("href", "")).startswith("/"):
            self.navigation.add(ziel)

    def end(self, tag):
        if tag in ("header", "nav"):
            self._tiefe -= 1


class Browser:
    """Nur HTTP und Cookies; Weiterleitungen folgt er, eine Antwort ab 400 ist eine Ausnahme."""

    def __init__(self, port: int):
        self.adresse = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.oeffner = urllib.request.build_opener(cookies)

    def hole(self, pfad: str, **felder: str) -> tuple[str, str]:
        """Pfad, auf dem man ankommt, und Text; mit Feldern wird abgeschickt."""
        daten = urllib.parse.urlencode(felder).encode() if felder else None
        anfrage = urllib.request.Request(self.adresse + pfad, daten, {"Referer": self.adresse + pfad})  # noqa: S310
        with self.oeffner.open(anfrage, timeout=60) as antwort:
            return urllib.parse.urlsplit(antwort.url).path, antwort.read().decode()

    def melde_an(self, email: str, passwort: str) -> Seite:
        """Die Startseite nach der Anmeldung."""
        marke = Seite(self.hole("/konto/login/")[1]).marke
        pfad, text = self.hole("/konto/login/", login=email, password=passwort, csrfmiddlewaretoken=marke)
        assert (pfad, "Guten Tag" in text) == ("/", True), email
        return Seite(text)
