"""Führt ein Programm, das fremde Bytes liest, in engen Grenzen aus: `python -I fremd_kind.py programm.py Speicher Sekunden < datei`.

Ein eigener Prozess (`arge.seite.fremd`): Er sieht keine Umgebung, schreibt keine Datei und darf an seiner Eingabe sterben.
"""

import os
import resource
import runpy
import sys


def begrenzen(speicher: int, sekunden: int) -> None:
    """Byte und Sekunden Rechenzeit, die der Prozess haben darf; zurück geht es nicht. Wer ihn startet (ein Worker), kann selbst weniger haben."""
    for was, grenze in (
        (resource.RLIMIT_DATA, speicher),
        (resource.RLIMIT_CPU, sekunden),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hart = resource.getrlimit(was)[1]
        erlaubt = grenze if hart == resource.RLIM_INFINITY else min(grenze, hart)
        resource.setrlimit(was, (erlaubt, erlaubt))
    os.nice(10)  # wer nur blättert, wartet nicht auf einen Upload


if __name__ == "__main__":
    programm, speicher, sekunden = sys.argv[1:]
    begrenzen(int(speicher), int(sekunden))
    runpy.run_path(programm, run_name="__main__")
