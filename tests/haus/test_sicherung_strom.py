"""Was beim Ver- und Entschlüsseln einer Sicherung scheitert, sagt der Befehl: nie „Gesichert“ ohne Sicherung, nie ein Warten ohne Ende."""

import ast
import subprocess
import sys

import pytest

from arge.zusammensetzung import APPS
from tests.demo import WURZEL
from tests.haus.test_quelltext import module

#: Schreibt und liest wie die Befehle, in einem eigenen Prozess mit einer Grenze für die Größe jeder Datei (wie eine volle Platte).
SCHREIBEN = """
import resource, sys
from pathlib import Path
sys.path.insert(0, "bin")
import pyrage
from dienste import Abbruch
from sicherung import ausfuehren, verschluesselt
grenze, menge, ziel = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (grenze, grenze))
an = pyrage.x25519.Identity.generate().to_public()
try:
    with verschluesselt(ziel, an) as ausgabe:
        ausfuehren(["head", "-c", menge, "/dev/zero"], "Der Schreiber ist gescheitert:", {"PATH": "/usr/bin:/bin"}, ausgabe=ausgabe)
except Abbruch as satz:
    sys.exit(str(satz))
"""
LESEN = """
import sys
from pathlib import Path
sys.path.insert(0, "bin")
import pyrage
from dienste import Abbruch
from sicherung import ausfuehren
from wiederherstellung import entschluesselt
ziel, schaden = Path(sys.argv[1]), sys.argv[2]
schluessel, andere = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
geheim = pyrage.encrypt(b"x" * 300_000, [schluessel.to_public()])
ziel.write_bytes(geheim if schaden in ("keiner", "leser geht") else geheim[:-5000] if schaden == "kurz" else geheim)
nimmt = {"ARGE_SICHERUNG_SCHLUESSEL": str(andere if schaden == "fremd" else schluessel)}
befehl = ["head", "-c", "10"] if schaden == "leser geht" else ["cat"]
try:
    with entschluesselt(ziel, nimmt) as eingabe:
        gelesen = ausfuehren(befehl, "Der Leser ist gescheitert:", {"PATH": "/usr/bin:/bin"}, eingabe=eingabe)
        if schaden == "leser geht":
            raise Abbruch("Der Leser sagt selbst, warum.")
    print(len(gelesen))
except Abbruch as satz:
    sys.exit(str(satz))
"""


def lauf(programm: str, *argumente: object) -> tuple[int, str]:
    fertig = subprocess.run(
        [sys.executable, "-c", programm, *map(str, argumente)],
        cwd=WURZEL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in fertig.stderr, fertig.stderr
    return fertig.returncode, (fertig.stdout + fertig.stderr).strip()


@pytest.mark.parametrize("menge", [150_000, 50_000_000])
def test_volle_platte_haelt_nicht_an_und_meldet_keinen_erfolg(tmp_path, menge):
    """Das letzte Stück passt nicht mehr; oder lange davor, während der Schreiber noch viel vor sich hat."""
    status, satz = lauf(SCHREIBEN, 100_000, menge, tmp_path / "datenbank.dump.age")
    assert status == 1
    assert satz.startswith("Die Sicherung ließ sich nicht schreiben: ")
    assert satz.endswith("(datenbank.dump.age)")


def test_wo_platz_ist_kommt_alles_an(tmp_path):
    assert lauf(SCHREIBEN, 10_000_000, 150_000, tmp_path / "ziel") == (0, "")
    assert (tmp_path / "ziel").stat().st_size > 150_000


@pytest.mark.parametrize(
    ("schaden", "erwartet"),
    [
        ("keiner", (0, "300000")),
        ("kurz", (1, "Die Sicherung ist beschädigt: ziel ist mit diesem Schlüssel lesbar, aber nicht bis zum Ende.")),
        ("fremd", (1, "Die Sicherung lässt sich mit ARGE_SICHERUNG_SCHLUESSEL aus geheim.env nicht entschlüsseln.")),
        ("leser geht", (1, "Der Leser sagt selbst, warum.")),
    ],
)
def test_wer_nicht_lesen_kann_sagt_warum(tmp_path, schaden, erwartet):
    assert lauf(LESEN, tmp_path / "ziel", schaden) == erwartet


#: Fäden ohne Rückweg, und warum niemand ihren Fehler vermisst.
OHNE_RUECKWEG = {
    "arge/betrieb/protokoll": "meldet selbst einen Fehler; der steht schon im Protokoll",
    "traeger/auftrag/vorgaenge/auftragslauf": "Lebenszeichen: bleibt es aus, endet die Pacht, und der Zaun verwirft die Arbeit",
}


def test_kein_faden_verliert_seinen_fehler():
    """Eine Ausnahme in `Thread` sieht niemand. Ein `ThreadPoolExecutor` hebt sie auf, bis jemand nach dem Ergebnis fragt."""
    wer = {
        pfad for pfad, baum in module(ordner=(*APPS, "arge", "bin"))
        if any(isinstance(k, ast.Name | ast.Attribute) and (getattr(k, "attr", None) or getattr(k, "id", None)) in ("Thread", "Timer") for k in ast.walk(baum))
    }  # fmt: skip
    assert wer == set(OHNE_RUECKWEG)
