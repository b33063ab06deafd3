"""Kapitel „Integrationsmanagement“ (berichte 2, Nr. 5) und der Block der Stadt."""

from arge.zahlen.bericht import Bericht, Kapitel


def kapitel(bericht: Bericht) -> Kapitel:
    """Fälle, Gespräche, Angehörige, Stunden und Handlungsfelder der Träger."""
    felder = bericht.verteilung("IM-10", "handlungsfeld", "Nennungen je Handlungsfeld")
    return Kapitel(
        "Integrationsmanagement",
        "Gezählt werden Fälle der Träger am Stichtag und im Jahr, Einzelgespräche und mitberatene Angehörige. Zum externen"
        " Integrationsmanagement zählen Fälle nach dem Auszug aus der Gemeinschaftsunterkunft. Was ein Träger von der Stadt oder einem anderen übernimmt, ist nicht neu,"
        " und was er überleitet, nicht abgeschlossen. Fälle der Stadt stehen gesondert.",
        [
            *bericht.bewegung("Fälle", "IM-01", ["IM-02", "IM-11", "IM-13"], ["IM-03", "IM-12"], teile=("IM-06", "IM-08")),
            bericht.tafel("Gespräche", "IM-04"),
            bericht.tafel("Mitberatene Angehörige", "IM-07"),
            bericht.tafel("Gesprächsstunden", "IM-05"),
            felder,
        ],
        ("balken", felder),
    )


def stadt(bericht: Bericht) -> Kapitel:
    """Eigene Stellen und Fälle der Stadt: ein Block für sich, in keiner Summe der Träger."""
    tafeln = [
        bericht.eigene(titel, name, *nummern)
        for name in bericht.gesondert
        for titel, nummern in (
            ("Eigene Stellen am Stichtag", ("TR-09", "TR-10")),
            ("Fälle des Integrationsmanagements", ("IM-01", "IM-02", "IM-11", "IM-13", "IM-03", "IM-12", "IM-06", "IM-08")),
            ("Gespräche des Integrationsmanagements", ("IM-04",)),
            ("Mitberatene Angehörige", ("IM-07",)),
            ("Gesprächsstunden des Integrationsmanagements", ("IM-05",)),
        )
    ]
    return Kapitel(
        "Eigene Stellen und Fälle der Stadt",
        "Die Stadt Heilbronn hat eigene Stellen im Integrationsmanagement und berät eigene Fälle. Sie stehen hier für sich und in keiner"
        " Summe der Träger. Geht ein Fall von der Stadt an einen Träger über, ist er hier übergeleitet und dort übernommen, weder abgeschlossen noch neu.",
        tafeln,
    )
