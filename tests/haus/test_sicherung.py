"""Eine ganze Demo: bin/start hält, was die README verspricht; nach dem Verlust aller Daten steht auf einer neuen Maschine jede Zeile wieder da."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from beratung.management.demodaten import NOTIZEN
from tests.demo import WURZEL, Browser, Demo, scheitert, umgebung

PRUEFSUMMEN = """
import json, sys
from pathlib import Path
sys.path.insert(0, "bin")
import psycopg
from sicherung import datenbank
with datenbank(Path(sys.argv[1])) as u:
    zugang = f"host={u['PGHOST']} port={u['PGPORT']} user={u['PGUSER']} password={u['PGPASSWORD']} dbname=arge"
    with psycopg.connect(zugang) as c:
        ort = "relnamespace = 'public'::regnamespace"
        namen = c.execute(f"select oid::regclass::text, relkind from pg_class where relkind in ('r', 'S') and {ort}")
        quellen = {n: f"(select last_value, is_called from {n})" if art == "S" else n for n, art in namen}
        quellen |= {n: f"(select * from {n} where schemaname = 'public')" for n in ("pg_policies", "pg_tables")}
        summe = "select count(*), md5(string_agg(md5(z::text), '' order by md5(z::text))) from {} z"
        ergebnis = {name: c.execute(summe.format(quelle)).fetchone() for name, quelle in quellen.items()}
print(json.dumps(ergebnis))
"""


def befehl(name: str, daten: Path, *argumente: object, erwartet: int = 0) -> str:
    lauf = subprocess.run(
        [sys.executable, f"bin/{name}.py", *map(str, argumente)],
        cwd=WURZEL, env=umgebung(daten), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert lauf.returncode == erwartet, lauf.stdout + lauf.stderr
    assert "Traceback" not in lauf.stderr
    return lauf.stdout


#: Womit sich jemand ausgeben könnte: leer zurück, wie bin/sicherung es sagt.
OHNE_ZEILEN = ("django_session", "usersessions_usersession", "zwischenspeicher")


def pruefsummen(daten: Path) -> dict[str, list]:
    """Zeilenzahl und Prüfsumme jeder Tabelle und Sequenz, dazu Eigentümer und Zeilenregeln; unabhängig von der Sicherung."""
    lauf = subprocess.run(
        [sys.executable, "-c", PRUEFSUMMEN, daten], cwd=WURZEL, env=umgebung(daten), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert lauf.returncode == 0, lauf.stderr
    return json.loads(lauf.stdout.splitlines()[-1])


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


def lebenslauf(tmp_path, daten):
    """Bereit heißt beantwortet; SIGKILL heilt der nächste Start; gesichert wird auch, während sie läuft; SIGTERM hinterlässt
    keinen Prozess und alle Daten."""
    ausgabe = tmp_path / "ausgabe"
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

        laufend = tmp_path / "laufend"
        assert "Gesichert: " in befehl("sicherung", daten, laufend)  # auch während die Demo läuft
        assert "Hier läuft schon ein Start" in befehl("wiederherstellung", daten, *laufend.iterdir(), erwartet=1)

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


@pytest.fixture
def demo_von(tmp_path):
    """Startet die Demo eines Datenordners und beendet sie am Ende."""
    laufend = []

    def starten(daten: Path) -> Demo:
        demo = Demo(umgebung(daten), tmp_path / f"ausgabe{len(laufend)}")
        laufend.append(demo)
        demo.warte_auf_bereit()
        return demo

    yield starten
    for demo in laufend:
        demo.beenden()


def akten(demo: Demo) -> str:
    """Was die Fachkraft in den Akten ihrer ersten Seite liest, Freitexte entschlüsselt."""
    browser = Browser(demo.port)
    browser.melde_an("fachkraft@diakonie.example", demo.passwort())
    faelle = sorted(set(re.findall(r'"(/beratung/faelle/\d+/)"', browser.hole("/beratung/faelle/")[1])))
    assert faelle
    return "".join(browser.hole(fall)[1] for fall in faelle)


def test_nach_dem_verlust_steht_alles_wieder_da(tmp_path, demo_von):
    """Erst lebt eine Demo, dann geht sie verloren: ein Test, denn sie anzulegen kostet das meiste."""
    alt, neu, ziel = tmp_path / "daten", tmp_path / "neu", tmp_path / "ziel"
    lebenslauf(tmp_path, alt)
    passwort = dict(zeile.split("=", 1) for zeile in (alt / "geheim.env").read_text().split())["ARGE_DEMO_PASSWORT"]
    nachweis = alt / "ablage/nachweise/2026.pdf"
    nachweis.parent.mkdir(parents=True, exist_ok=True)
    nachweis.write_bytes(b"%PDF erzeugt")

    befehl("sicherung", alt, ziel)
    (sicherung,) = ziel.iterdir()
    vorher = pruefsummen(alt)
    assert vorher["traeger_benutzer"][0] > 15
    geheim = (alt / "geheim.env").read_bytes()
    assert not any(
        zeile.partition(b"=")[2] in datei.read_bytes() for datei in sicherung.iterdir() for zeile in geheim.split()
    )
    geheimtext = {d.name for d in sicherung.iterdir() if d.read_bytes().startswith(b"age-encryption.org/v1")}
    assert geheimtext == {"datenbank.dump.age", "ablage.tar.age"}
    vermerk = alt / "gesichert.stand"  # was die Startseite des Betriebs liest
    assert json.loads(vermerk.read_text())["groesse"] == sum(datei.stat().st_size for datei in sicherung.iterdir())
    assert all(datei.stat().st_mode & 0o077 == 0 for datei in [vermerk, sicherung, *sicherung.iterdir()])
    shutil.rmtree(alt)

    neu.mkdir()
    assert "Der Schlüssel k1 dieser Sicherung fehlt" in befehl("wiederherstellung", neu, sicherung, erwartet=1)
    (neu / "geheim.env").write_bytes(geheim)
    assert "Eingespielt: " in befehl("wiederherstellung", neu, sicherung)
    nachher = pruefsummen(neu)
    ohne = [vorher.pop(tabelle) and nachher.pop(tabelle) for tabelle in OHNE_ZEILEN]
    assert nachher == vorher
    assert [anzahl for anzahl, *_ in ohne] == [0] * len(OHNE_ZEILEN), "keine Anmeldung überlebt in einer Sicherung"
    assert (neu / "ablage/nachweise/2026.pdf").read_bytes() == b"%PDF erzeugt"

    demo = demo_von(neu)
    assert demo.passwort() == passwort
    assert any(notiz in akten(demo) for notizen in NOTIZEN.values() for notiz in notizen)  # der Schlüssel passt


def test_beschaedigte_oder_fremde_sicherung_wird_abgelehnt(tmp_path):
    """Vor dem ersten Zugriff auf die Datenbank: hier gibt es noch nicht einmal eine."""
    sicherung, daten = tmp_path / "sicherung", tmp_path / "daten"
    sicherung.mkdir()
    assert "ist keine Sicherung" in befehl("wiederherstellung", daten, sicherung, erwartet=1)
    (sicherung / "datenbank.dump.age").write_bytes(b"PGDMP")
    (sicherung / "SHA256SUMS").write_text(f"{'0' * 64}  datenbank.dump.age\n")
    assert "datenbank.dump.age fehlt oder passt nicht" in befehl("wiederherstellung", daten, sicherung, erwartet=1)
    assert "noch keine Datenbank" in befehl("sicherung", daten, tmp_path / "ziel", erwartet=1)
    assert not (daten / "pg").exists()


def untergeschoben(tmp_path, stand: bytes, mehr: str = ""):
    """Eine Sicherung, wie sie jeder bauen kann: alle Dateien, passende Prüfsummen, kein Siegel."""
    sicherung, daten = tmp_path / "sicherung", tmp_path / "daten"
    sicherung.mkdir(), daten.mkdir()
    (daten / "geheim.env").write_text("ARGE_GEHEIMNIS=unseres\nARGE_SCHLUESSEL=k1:x\n")
    inhalt = {"datenbank.dump.age": b"untergeschoben", "ablage.tar.age": b"auch", "stand.json": stand}
    for name, text in inhalt.items():
        (sicherung / name).write_bytes(text)
    summen = "".join(f"{hashlib.sha256(t).hexdigest()}  {n}\n" for n, t in inhalt.items())
    (sicherung / "SHA256SUMS").write_bytes(summen.encode() + mehr.encode("latin-1"))
    return sicherung, daten


@pytest.mark.parametrize(
    ("stand", "mehr"),
    [
        (b"[]", "0000  /proc/kmsg\n"),
        (b"{", "\xff\xfe\n"),
        (b'{"schluessel": 5}', "kurz\n"),
        (b'{"schluessel": ["k1"]}', ""),
        (b"\xff", ""),
    ],
)
def test_unsinn_ist_ein_satz_und_nichts_ausserhalb_wird_gelesen(tmp_path, stand, mehr):
    sicherung, daten = untergeschoben(tmp_path, stand, mehr)
    assert "Das Siegel dieser Sicherung stimmt nicht" in befehl("wiederherstellung", daten, sicherung, erwartet=1)


def test_ohne_siegel_von_hier_wird_nichts_eingespielt(tmp_path):
    """Passende Prüfsummen kann jeder rechnen: Eine untergeschobene Sicherung trägt kein Siegel mit unserem Schlüssel."""
    sicherung, daten = untergeschoben(tmp_path, json.dumps({"erstellt": "", "schluessel": {}}).encode())
    for siegel in (None, "0" * 64, "ü" * 64):
        if siegel:
            (sicherung / "SIEGEL").write_text(siegel)
        assert "Das Siegel dieser Sicherung stimmt nicht" in befehl("wiederherstellung", daten, sicherung, erwartet=1)


def test_eigene_datenbank_sichert_nicht_dieser_befehl(tmp_path):
    lauf = subprocess.run(
        [sys.executable, "bin/sicherung.py", tmp_path], cwd=WURZEL, capture_output=True, text=True, check=False,
        env=os.environ | {"DATABASE_URL": "postgres://x@127.0.0.1:1/x"},
    )  # fmt: skip
    assert lauf.returncode == 1
    assert "DATABASE_URL ist gesetzt" in lauf.stdout
