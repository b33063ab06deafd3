"""Lebenszeichen eines Containers: `python bin/lebt.py web|worker|beat`, Exit 0 = gesund.

Jeder Dienst antwortet nur für sich: fällt der Worker aus, soll der Behälter des Webs nicht neu starten.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path


def web() -> bool:
    """Der Prozess beantwortet eine Anfrage; ob alles dahinter bereit ist, sagt /gesund/."""
    verbindung = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("ARGE_PORT", "8000")), timeout=8)
    try:
        verbindung.request("GET", "/gesund/lebt/", headers={"X-Forwarded-Proto": "https"})
        return verbindung.getresponse().status == 200
    except OSError:
        return False


def worker() -> bool:
    ziel = f"celery@{socket.gethostname()}"
    befehl = [sys.executable, "-m", "celery", "-A", "arge", "inspect", "ping", "-d", ziel, "-t", "8"]
    return subprocess.run(befehl, stdout=subprocess.DEVNULL, check=False).returncode == 0


def beat() -> bool:
    """Celery schreibt seinen Zeitplan mindestens alle drei Minuten."""
    staende = [datei.stat().st_mtime for datei in Path(os.environ["ARGE_DATEN"]).glob("beat*")]
    return bool(staende) and time.time() - max(staende) < 600


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
