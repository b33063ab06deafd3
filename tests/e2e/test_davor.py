"""Der Proxy des Betriebs vor dem laufenden Haus, mit der Caddyfile, wie sie ausgeliefert wird: Wer langsam ist, hält niemanden auf."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.arge.pdf_bau import Bau
from tests.demo import freier_port

WURZEL = Path(__file__).resolve().parents[2]
#: Mehr, als das Haus Fäden hat, und so groß, dass es in keinen Puffer des Netzes passt.
LANGSAME, GROSS = 8, 9_500_000


@pytest.fixture(scope="module")
def web(haus):
    """Ein zweiter Web-Prozess desselben Hauses, mit so wenigen Fäden wie im Betrieb; sein Port."""
    port = freier_port()
    faeden = re.search(r"--blocking-threads \d+", (WURZEL / "docker-compose.yml").read_text())[0].split()
    granian = Path(sys.executable).with_name("granian")
    befehl = [granian, "--interface", "wsgi", "--port", str(port), *faeden, "arge.wsgi:application"]
    with laufend(befehl, haus.umgebung | {"ARGE_PORT": str(port)}, port):
        yield port


@pytest.fixture(scope="module")
def davor(haus, web, tmp_path_factory):
    """Der Port des Proxys; geändert ist nur, wo er lauscht und wo das Haus und seine Ablage liegen."""
    caddy = shutil.which("caddy", path=str(Path(sys.executable).parent))
    port, ordner = freier_port(), tmp_path_factory.mktemp("davor")
    umgebung = os.environ | {
        "ARGE_DOMAENE": f"http://127.0.0.1:{port}", "ARGE_WEB": "127.0.0.1", "ARGE_WEB_PORT": str(web),
        "ARGE_ABLAGE_ORDNER": haus.umgebung["ARGE_ABLAGE"].removeprefix("file://"), "XDG_DATA_HOME": str(ordner),
        "XDG_CONFIG_HOME": str(ordner),
    }  # fmt: skip
    konfiguration = ordner / "Caddyfile"
    text = (WURZEL / "Caddyfile").read_text()
    konfiguration.write_text(text.replace("{\n\tservers", "{\n\tadmin off\n\tservers", 1))
    with laufend([caddy, "run", "--config", konfiguration, "--adapter", "caddyfile"], umgebung, port):
        yield port


@contextmanager
def laufend(befehl, umgebung, port):
    prozess = subprocess.Popen(befehl, cwd=WURZEL, env=umgebung, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            assert prozess.poll() is None, befehl[0]
            try:
                if hole(port, "/impressum/").status == 200:
                    break
            except OSError:
                pass
            time.sleep(0.1)
        yield
    finally:
        prozess.terminate()
        prozess.wait(10)


def hole(port, pfad, methode="GET", rumpf=None, **kopf):
    """Wartet höchstens zwanzig Sekunden: Wer dann keine Antwort hat, bekommt keine."""
    verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    verbindung.request(methode, pfad, rumpf, {"Connection": "close"} | {n.replace("_", "-"): w for n, w in kopf.items()})
    antwort = verbindung.getresponse()
    antwort.inhalt = antwort.read()
    verbindung.close()
    return antwort


@contextmanager
def offen(port, anfang):
    """Verbindungen, die so viel schicken und dann weder schreiben noch lesen."""
    verbindungen = []
    try:
        for _ in range(LANGSAME):
            verbindung = socket.create_connection(("127.0.0.1", port), timeout=20)
            verbindung.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            verbindung.sendall(anfang)
            verbindungen.append(verbindung)
        time.sleep(1)  # das Haus nimmt sie an
        yield
    finally:
        for verbindung in verbindungen:
            verbindung.close()


def keks(seite):
    return "; ".join(f"{k['name']}={k['value']}" for k in seite.context.cookies())


@pytest.fixture(scope="module")
def dokument(haus, davor, fenster, anmelden):
    """Ein großes Dokument, durch den Proxy hochgeladen; sein Pfad."""
    grosses = Bau().grund().strom(4, b"x" * GROSS).tabelle().ende().fertig()
    with fenster() as seite:
        anmelden(seite, "steuerung@stadt.example")
        seite.goto(f"http://127.0.0.1:{davor}/traeger/vereinbarungen/")
        seite.click("main tbody a >> nth=0")
        seite.click("text=Dokument ablegen")
        seite.fill("#id_titel", "Großer Scan")
        seite.set_input_files("#id_datei", {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": grosses})
        seite.click("main form button[type=submit]")
        verweis = seite.get_by_role("link", name=re.compile("Großer Scan"))
        return verweis.get_attribute("href"), grosses


def test_wer_langsam_laedt_haelt_niemanden_auf(davor, dokument, fenster, anmelden):
    """Die Datei schickt der Proxy selbst, ganz, als Download und nur dem, dem die Anwendung sie freigibt."""
    pfad, grosses = dokument
    with fenster() as seite:
        anmelden(seite, "leitung@awo.example")
        wer = keks(seite)
    antwort = hole(davor, pfad, Cookie=wer)
    assert antwort.inhalt == grosses
    assert antwort.getheader("Content-Type") == "application/pdf"
    assert antwort.getheader("Content-Disposition").startswith("attachment")
    assert antwort.getheader("X-Content-Type-Options") == "nosniff"
    assert antwort.getheader("X-Accel-Redirect") is None
    assert hole(davor, pfad).status == 302, "ohne Anmeldung keine Datei"
    anfrage = f"GET {pfad} HTTP/1.1\r\nHost: 127.0.0.1:{davor}\r\nCookie: {wer}\r\n\r\n".encode()
    with offen(davor, anfrage):
        assert hole(davor, "/impressum/").status == 200


def test_wer_langsam_schickt_haelt_niemanden_auf(davor):
    """Mit dem Keks liest die Anwendung den Rumpf; ohne ihn wiese sie schon am Kopf ab."""
    kopf = f"POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1:{davor}\r\nCookie: csrftoken={'a' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500000\r\n\r\nlogin=".encode()
    with offen(davor, kopf):
        assert hole(davor, "/impressum/").status == 200


def test_grosse_ruempfe_nimmt_der_proxy_nur_von_angemeldeten(davor):
    """Was er annimmt, liegt in seinem Speicher: Mit 20 MB je Verbindung genügten ohne Anmeldung fünfzig, ihn zu beenden."""
    zu_gross = b"x" * 1_500_000
    assert hole(davor, "/konto/login/", "POST", zu_gross).status == 413
    assert hole(davor, "/barriere-melden/", "POST", zu_gross).status == 413
    # Hochladen: Gefragt wird mit dem Kopf, vor dem Rumpf; wer nicht angemeldet ist, wird ihn nie los.
    kopf = f"POST /traeger/fachkraefte/einlesen/ HTTP/1.1\r\nHost: 127.0.0.1:{davor}\r\nHX-Request: true\r\nContent-Length: 19000000\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", davor), timeout=20) as verbindung:
        verbindung.sendall(kopf)
        antwort = verbindung.recv(4096).decode()
    assert antwort.startswith("HTTP/1.1 302"), antwort
    assert "/konto/login/" in antwort
