"""Kapitel „Präventions- und Individualberatung“ (berichte 2, Nr. 4)."""

from arge.zahlen.bericht import Bericht, Kapitel


def kapitel(bericht: Bericht) -> Kapitel:
    """Fälle, Kontakte, Angehörige, Stunden, Kurzberatungen und Themen der MBE."""
    themen = bericht.verteilung("MBE-09", "thema", "Nennungen je Thema")
    return Kapitel(
        "Präventions- und Individualberatung in Form der MBE",
        "Gezählt werden Fälle, Personen, Kontakte und mitberatene Angehörige – vier verschiedene Größen. Personen gleicht die ARGE"
        " über Träger hinweg nicht ab; wer bei zwei Trägern beraten wird, zählt zweimal. Fälle und Kurzberatungen der"
        " bundesgeförderten MBE zählen nicht mit.",
        [
            *bericht.bewegung("Fälle", "MBE-01", ["MBE-02", "MBE-11"], ["MBE-03"], beraten="MBE-10", personen="MBE-04"),
            bericht.tafel("Beratungskontakte", "MBE-05"),
            bericht.tafel("Mitberatene Angehörige", "MBE-07"),
            bericht.tafel("Beratungsdauer", "MBE-06"),
            bericht.tafel("Kurzberatungen ohne Namen", "MBE-08"),
            themen,
        ],
        ("balken", themen),
    )
