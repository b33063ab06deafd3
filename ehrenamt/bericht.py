"""Kapitel „Ehrenamtskoordination“ (berichte 2, Nr. 3)."""

from arge.zahlen.bericht import Bericht, Kapitel


def kapitel(bericht: Bericht) -> Kapitel:
    """Menschen, Stunden, Treffen und Projekte des Ehrenamts."""
    erfahrung = bericht.aufgeteilt("EA-01", "erfahrung", "Eigene Flucht- oder Migrationserfahrung am Stichtag")
    alter = bericht.aufgeteilt("EA-01", "altersgruppe", "Altersgruppen am Stichtag")
    menschen = bericht.bewegung("Ehrenamtliche", "EA-01", ["EA-02", "EA-08"], ["EA-03"], verteilungen=[erfahrung, alter])
    projekte = bericht.verteilung("EA-05", "bereich", "Projekte je Bereich am Stichtag")
    return Kapitel(
        "Ehrenamtskoordination",
        "Gezählt werden ehrenamtlich tätige Menschen am Stichtag, im Jahr gewonnene und ausgeschiedene, Stunden, Treffen und"
        " Teilnahmen. Wer sich bei zwei Trägern engagiert, zählt zweimal; wer an zwei Treffen teilnimmt, zählt zwei Teilnahmen. Ein"
        " Projekt kann zu mehreren Bereichen gehören und zählt dann in jedem.",
        [
            *menschen,
            bericht.tafel("Ehrenamtliche Stunden", "EA-04"),
            bericht.verteilung("EA-04", "bestaetigt", "Davon bestätigt und noch nicht bestätigt"),
            bericht.tafel("Treffen der Projekte", "EA-06"),
            bericht.tafel("Teilnahmen an Treffen", "EA-07"),
            projekte,
        ],
        ("balken", projekte),
    )
