"""Kapitel „Finanzierung und Projektmittel“ (berichte 2, zahlenmäßiger Nachweis)."""

from arge.zahlen.bericht import Bericht, Kapitel


def kapitel(bericht: Bericht) -> Kapitel:
    """Beträge je Träger; Geld hat keine Mindestfallzahl."""
    foerderung = bericht.tafel("Förderung", "FI-01", "FI-02", "FI-03")
    return Kapitel(
        "Finanzierung und Projektmittel",
        "Beträge in Euro. Gemeldete Personalkosten sind die Angaben der Träger, noch nicht auf die Entgeltgruppe S 11b"
        " gekappt. Von den Projektmitteln steht jedem Träger ein Drittel zu.",
        [foerderung, bericht.tafel("Projektmittel", "FI-04", "FI-07", "FI-05", "FI-06")],
        ("balken", foerderung),
    )
