"""Ein echter clamd aus Debian mit eigenen Signaturen – die Fixtures `clamd` und `pruefdienst` für alle Apps.

Ohne Netz und ohne freshclam: Seine Datenbank sind zwei Zeilen, die Prüfdatei EICAR als Muster (`.ndb`) und unsere eigene als Prüfsumme
(`.hdb`). Eingestellt ist er wie im Betrieb (bin/clamd/clamd.conf). Fehlt clamd, wird sichtbar übersprungen, in der CI nie.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from arge.betrieb import viren

WURZEL = Path(__file__).resolve().parent.parent
#: In zwei Teilen, damit kein Virenwächter diesen Quelltext anschlägt.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def clamd_befehl() -> str | None:
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@pytest.fixture(scope="session")
def clamd_eigene() -> bytes:
    """Eine harmlose Datei, die nur unsere Signatur kennt."""
    from traeger.management.demo_stellen import blatt

    return blatt("Eigene Signatur")


@pytest.fixture(scope="session")
def clamd(clamd_eigene):
    """Adresse des laufenden Dienstes."""
    befehl = clamd_befehl()
    if befehl is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("clamd fehlt (apt install clamav-daemon).")
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        ordner = Path(name)
        (ordner / "daten").mkdir()
        (ordner / "daten/eicar.ndb").write_text(f"Haus.Eicar:0:*:{EICAR.hex()}\n")
        summe = hashlib.md5(clamd_eigene, usedforsecurity=False).hexdigest()
        (ordner / "daten/eigene.hdb").write_text(f"{summe}:{len(clamd_eigene)}:Haus.Eigene\n")
        ersetzt = {
            "TCPSocket",
            "LocalSocket",
            "DatabaseDirectory",
        }  # nicht der Anschluss und nicht die Datenbank des Betriebs
        zeilen = (WURZEL / "bin/clamd/clamd.conf").read_text().splitlines()
        behalten = [z for z in zeilen if z.partition(" ")[0] not in ersetzt]
        eigene = [f"LocalSocket {ordner}/c", f"DatabaseDirectory {ordner}/daten"]
        (ordner / "clamd.conf").write_text("\n".join([*behalten, *eigene]) + "\n")
        with (ordner / "protokoll").open("w") as ausgabe:
            prozess = subprocess.Popen([befehl, "-c", ordner / "clamd.conf"], stdout=ausgabe, stderr=ausgabe)
        adresse = f"unix:{ordner}/c"
        try:
            while not _da(adresse):
                assert prozess.poll() is None, (ordner / "protokoll").read_text()
                time.sleep(0.05)
            yield adresse
        finally:
            prozess.terminate()
            prozess.wait(30)


def _da(adresse: str) -> bool:
    from django.test import override_settings

    with override_settings(CLAMD=adresse):
        return viren.antwortet()


@pytest.fixture
def pruefdienst(clamd, settings):
    """Die Virenprüfung ist eingerichtet."""
    settings.CLAMD = clamd
    return clamd


@pytest.fixture
def nach_commit(django_capture_on_commit_callbacks):
    """Was nach dem Festschreiben geschähe (die Datei löschen), geschieht am Ende dieses Blocks."""
    return django_capture_on_commit_callbacks
