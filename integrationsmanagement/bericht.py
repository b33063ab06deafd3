"""Kapitel „Integrationsmanagement“ (berichte 2, Nr. 5) und der Block der Stadt."""

from arge.zahlen.bericht import Bericht, Kapitel

#: Bestand, Zugänge, Abgänge, und was zum Bestand gehört.
BEWEGUNG = ("IM-01", ("IM-02", "IM-11", "IM-13"), ("IM-03", "IM-12"))
TEILE = ("IM-06", "IM-08")


def kapitel(bericht: Bericht) -> Kapitel:
    """Fälle, Gespräche, Angehörige, Stunden und Handlungsfelder der Träger."""
    felder = bericht.verteilung("IM-10", "handlungsfeld", "Nennungen je Handlungsfeld")
    return Kapitel(
        "Integrationsmanagement",
        "Gezählt werden Fälle der Träger am Stichtag und im Jahr, Einzelgespräche und mitberatene Angehörige. Zum externen"
        " Integrationsmanagement zählen Fälle nach dem Auszug aus der Gemeinschaftsunterkunft. Was ein Träger von der Stadt oder einem anderen übernimmt, ist nicht neu,"
        " und was er überleitet, nicht abgeschlossen. Fälle der Stadt stehen gesondert.",
        [
            *bericht.bewegung("Fälle", *BEWEGUNG, teile=TEILE),
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
        tafel
        for name in bericht.gesondert
        for tafel in (
            bericht.eigene("Eigene Stellen am Stichtag", name, "TR-09", "TR-10"),
            bericht.eigene_bewegung("Fälle des Integrationsmanagements", name, *BEWEGUNG, teile=TEILE),
            bericht.eigene("Gespräche des Integrationsmanagements", name, "IM-04"),
            bericht.eigene("Mitberatene Angehörige", name, "IM-07"),
            bericht.eigene("Gesprächsstunden des Integrationsmanagements", name, "IM-05"),
        )
    ]
    return Kapitel(
        "Eigene Stellen und Fälle der Stadt",
        "Die Stadt Heilbronn hat eigene Stellen im Integrationsmanagement und berät eigene Fälle. Sie stehen hier für sich und in keiner"
        " Summe der Träger. Geht ein Fall von der Stadt an einen Träger über, ist er hier übergeleitet und dort übernommen, weder abgeschlossen noch neu.",
        tafeln,
    )
