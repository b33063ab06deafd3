"""Fremde Bytes (PDF, XLSX) liest nie die Anwendung selbst, sondern ein eigener Prozess mit Grenzen (OWASP ASVS 5.0 V5.2)."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from types import ModuleType

from django.core.exceptions import ValidationError

from arge.seite import fremd_kind

#: Sekunden, bis niemand mehr auf die Antwort wartet; rechnen darf der Prozess kürzer (`SEKUNDEN` des Programms).
WARTEN = 20
#: Mehr Prozesse je Webprozess nicht: Sie teilen sich den Speicher des Containers.
_ZUGLEICH = threading.BoundedSemaphore(2)
#: Sekunden, die eine Datei auf einen freien Prozess wartet; länger hielte sie einen Faden, den andere brauchen.
ANSTEHEN = 2
BESCHAEFTIGT = "Gerade werden viele Dateien geprüft. Bitte speichern Sie in einer Minute noch einmal."


def gelesen(programm: ModuleType, inhalt: bytes) -> bytes | None:
    """Was das Programm (mit `SPEICHER` und `SEKUNDEN`) zu diesen Bytes schreibt; None, wenn es daran stirbt oder zu lange braucht."""
    befehl = [
        sys.executable, "-I", fremd_kind.__file__, str(programm.__file__), str(programm.SPEICHER), str(programm.SEKUNDEN),
    ]  # fmt: skip
    if not _ZUGLEICH.acquire(timeout=ANSTEHEN):
        raise ValidationError(BESCHAEFTIGT)
    try:
        kind = subprocess.run(befehl, input=inhalt, capture_output=True, env={}, cwd="/", timeout=WARTEN, check=False)  # noqa: S603 – fester Aufruf
    except subprocess.TimeoutExpired:
        return None
    finally:
        _ZUGLEICH.release()
    if kind.returncode:
        logging.getLogger("arge.fremd").warning(
            "%s nicht zu Ende gelesen (%s): %s", programm.__name__, kind.returncode, kind.stderr[-200:]
        )
        return None
    return kind.stdout
