"""Auftragsarten für Tests. `spur` ist eine Datei, in die jeder Lauf seine Prozessnummer schreibt."""

import os
import time
from pathlib import Path

from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert
from traeger.models import Entwurf


def _spuren(auftrag):
    with Path(auftrag.parameter["spur"]).open("a") as spur:
        spur.write(f"{os.getpid()}\n")


def _wirken(auftrag):
    """Eine Zeile in der Datenbank: Läuft der Auftrag zweimal, darf trotzdem nur eine bleiben."""
    Entwurf.objects.create(
        benutzer_id=auftrag.benutzer_id, traeger_id=auftrag.traeger_id, adresse=f"/wirkung-{auftrag.pk}-{auftrag.zaun}/"
    )


def kurz(auftrag, fortschritt):
    _wirken(auftrag)
    fortschritt(50, "Die Hälfte")
    return "Ergebnis Übung.txt", b"fertig"


def ohne_ergebnis(auftrag, fortschritt):
    fortschritt(10)


def lang(auftrag, fortschritt):
    """Wirkt früh und arbeitet dann weiter, damit ein SIGKILL halbe Arbeit trifft."""
    _wirken(auftrag)
    _spuren(auftrag)
    for schritt in range(int(auftrag.parameter["sekunden"] * 20)):
        time.sleep(0.05)
        fortschritt(schritt % 100, "Es wird gearbeitet")
    return "lang.txt", f"zaun {auftrag.zaun}".encode()


def scheitert(auftrag, fortschritt):
    _wirken(auftrag)
    raise AuftragScheitert("Für dieses Jahr gibt es noch keine Zahlen.")


def gierig(auftrag, fortschritt):
    """Belegt so viel Speicher; ohne Angabe so viel, wie es nirgends gibt."""
    _wirken(auftrag)
    megabyte = auftrag.parameter["megabyte"] or 2**40
    return "gross.bin", b"%d" % len(bytearray(megabyte << 20))


def stuerzt(auftrag, fortschritt):
    _wirken(auftrag)
    raise ValueError("Samira Haidari kommt in dieser Meldung vor")
