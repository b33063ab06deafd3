"""bin/start hält, was die README verspricht: echte Prozesse, echte Datenbank, eigener Datenordner."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]
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


def leben_noch(pids: set[int]) -> set[int]:
    def lebt(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return {pid for pid in pids if lebt(pid)}


def lebenszeichen(port: int) -> int:
    """Der Healthcheck der Container: 0, wenn und nur wenn der Web-Prozess antwortet."""
    befehl = [sys.executable, WURZEL / "bin/lebt.py", "web"]
    lauf = subprocess.run(befehl, env={"ARGE_PORT": str(port)}, capture_output=True, text=True, check=False)
    assert lauf.stderr == ""
    return lauf.returncode


def test_start_lebenslauf(tmp_path):
    """Bereit heißt beantwortet; SIGKILL heilt der nächste Start; SIGTERM hinterlässt keinen Prozess und alle Daten."""
    daten, ausgabe = tmp_path / "daten", tmp_path / "ausgabe"
    mitgabe = umgebung(daten)
    demo = Demo(mitgabe, ausgabe)
    try:
        text = demo.warte_auf_bereit()
        assert f"Bereit: http://127.0.0.1:{demo.port}\n" in text
        passwort = re.search(r"^Passwort: (\S{12,})$", text, re.MULTILINE)[1]
        for adresse in ("fachkraft@awo", "leitung@stadt", "steuerung@stadt", "koordination@arge", "betrieb@arge"):
            assert f"{adresse}.example" in text
        assert (demo.status("/gesund/"), demo.status("/konto/login/")) == (200, 200)
        assert lebenszeichen(demo.port) == 0
        assert "Hier läuft schon ein Start" in scheitert(daten)
        assert f"Port {demo.port} ist belegt" in scheitert(tmp_path / "anderer", ARGE_PORT=str(demo.port))

        demo.prozess.kill()
        demo.prozess.wait()
        demo = Demo(mitgabe, ausgabe)
        assert f"Passwort: {passwort}\n" in demo.warte_auf_bereit()

        kinder = demo.kinder()
        assert len(kinder) >= 6
        demo.prozess.send_signal(signal.SIGTERM)
        assert demo.prozess.wait(60) == 0
        assert leben_noch(kinder) == set()
        with socket.socket() as s:
            assert s.connect_ex(("127.0.0.1", demo.port)) != 0
        assert lebenszeichen(demo.port) == 1
        assert (daten / "geheim.env").stat().st_mode & 0o077 == 0
    finally:
        if demo.prozess.poll() is None:
            demo.prozess.terminate()
            demo.prozess.wait(60)


@pytest.mark.parametrize(
    ("mehr", "satz"),
    [
        (
            {
                "DATABASE_URL": "postgres://arge_web:x@127.0.0.1:1/arge",
                "DATABASE_URL_EIGNER": "postgres://arge_eigner:x@127.0.0.1:1/arge",
            },
            "Die Datenbank aus DATABASE_URL (127.0.0.1:1/arge) ist nicht erreichbar",
        ),
        ({"DATABASE_URL": "postgres://arge_web:x@127.0.0.1:1/arge"}, "DATABASE_URL_EIGNER"),
        ({"ARGE_PORT": "achtzig"}, "ARGE_PORT muss eine Zahl"),
    ],
)
def test_start_sagt_in_einem_satz_was_fehlt(tmp_path, mehr, satz):
    assert satz in scheitert(tmp_path, **mehr)


def test_start_nennt_den_toten_broker(tmp_path):
    """Die Datenbank läuft da schon: auch sie ist nach dem Abbruch wieder weg."""
    assert "Der Broker aus REDIS_URL ist nicht erreichbar" in scheitert(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    assert not (tmp_path / "pg/postmaster.pid").exists()


def test_start_ersetzt_eine_halb_angelegte_datenbank(tmp_path):
    """Ein beim Anlegen getöteter Start hinterlässt pg.neu; der nächste beginnt von vorn statt zu scheitern."""
    (tmp_path / "pg.neu/base").mkdir(parents=True)
    (tmp_path / "pg.neu/PG_VERSION").write_text("18")
    scheitert(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    assert (tmp_path / "pg/global/pg_control").exists()
    assert not (tmp_path / "pg.neu").exists()
