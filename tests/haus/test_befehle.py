"""bin/start hält, was die README verspricht: echte Prozesse, echte Datenbank, eigener Datenordner."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo import START, WURZEL, Browser, Demo, umgebung


def scheitert(daten: Path, **mehr: str) -> str:
    lauf = subprocess.run(START, env=umgebung(daten, **mehr), capture_output=True, text=True, timeout=120, check=False)
    assert lauf.returncode == 1, lauf.stdout + lauf.stderr
    assert "Traceback" not in lauf.stdout + lauf.stderr
    return lauf.stdout


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
        passwort = demo.passwort()
        assert (demo.status("/gesund/"), demo.status("/konto/login/")) == (200, 200)
        assert lebenszeichen(demo.port) == 0
        alle_melden_sich_an(demo)
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
        demo.beenden()


def alle_melden_sich_an(demo: Demo) -> None:
    """Jede gedruckte Anmeldung kommt auf ihre Startseite, und jeder Punkt ihrer Navigation öffnet sich."""
    anmeldungen = demo.anmeldungen()
    assert len(anmeldungen) == 15
    for email in anmeldungen:
        browser = Browser(demo.port)
        punkte = browser.melde_an(email, demo.passwort()).navigation
        assert len(punkte) >= 4
        for punkt in punkte:
            browser.hole(punkt)


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


def test_start_uebergeht_die_sperre_eines_toten_servers(tmp_path):
    """Die Prozessnummer aus postmaster.pid gehört nach einem Absturz einem anderen Prozess desselben Kontos, oder einem Zombie."""
    ohne_broker = {"REDIS_URL": "redis://127.0.0.1:1/0"}
    scheitert(tmp_path, **ohne_broker)
    konto = ["setpriv", "--reuid", "arge-pg"] if os.geteuid() == 0 else []
    fremder = subprocess.Popen([*konto, "sleep", "300"])
    try:
        (tmp_path / "pg/postmaster.pid").write_text(f"{fremder.pid}\n{tmp_path}/pg\n")
        assert "Der Broker aus REDIS_URL" in scheitert(tmp_path, **ohne_broker)
        assert fremder.poll() is None
    finally:
        fremder.kill()
        fremder.wait()
    assert not (tmp_path / "pg/postmaster.pid").exists()
