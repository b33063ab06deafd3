"""Kapitel „Struktur und Stellenanteile“ (berichte 2, Nr. 2)."""

from arge.zahlen.bericht import Bericht, Kapitel


def kapitel(bericht: Bericht) -> Kapitel:
    """Vereinbart, bewilligt, besetzt am Stichtag und im Mittel."""
    tafel = bericht.tafel("Stellen am Stichtag", "TR-01", "TR-02", "TR-03")
    return Kapitel(
        "Struktur und Stellenanteile",
        "Gezählt werden Vollzeitäquivalente (VZÄ) der Stellenanteile im Kontingent der ARGE Integration: vereinbart im"
        " Vertrag, bewilligt durch Bescheid, besetzt mit Fachkräften.",
        [tafel, bericht.tafel("Stellen im Jahresmittel", "TR-04", "TR-05", "TR-06")],
        ("balken", tafel),
    )
