"""Einstellungen der Worker-Prozesse in Tests: dieselben, dazu Auftragsarten, die man mitten in der Arbeit töten kann."""

from arge.settings import *  # noqa: F403

AUFTRAEGE = {
    name: (f"tests.traeger.auftrag.auftragsarten.{name}", None)
    for name in ("kurz", "lang", "scheitert", "stuerzt", "ohne_ergebnis", "gierig")
}
