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
            bericht.tafel("Gesprächsdauer", "IM-05"),
            felder,
        ],
        ("balken", felder),
    )


def stadt(bericht: Bericht) -> Kapitel:
    """Eigene Stellen und Fälle der Stadt: ein Block für sich, in keiner Summe der Träger."""
    tafeln = [
        tafel
        for name in bericht.gesondert
        for zusatz in ([f" ({name})"] if len(bericht.gesondert) > 1 else [""])  # Tafeln eines Kapitels heißen verschieden
        for tafel in (
            bericht.eigene(f"Eigene Stellen am Stichtag{zusatz}", name, "TR-09", "TR-10"),
            bericht.eigene_bewegung(f"Fälle des Integrationsmanagements{zusatz}", name, *BEWEGUNG, teile=TEILE),
            bericht.eigene(f"Gespräche des Integrationsmanagements{zusatz}", name, "IM-04"),
            bericht.eigene(f"Mitberatene Angehörige{zusatz}", name, "IM-07"),
            bericht.eigene(f"Gesprächsdauer des Integrationsmanagements{zusatz}", name, "IM-05"),
        )
    ]
    return Kapitel(
        "Eigene Stellen und Fälle der Stadt",
        "Die Stadt Heilbronn hat eigene Stellen im Integrationsmanagement und berät eigene Fälle. Sie stehen hier für sich und in keiner"
        " Summe der Träger. Geht ein Fall von der Stadt an einen Träger über, ist er hier übergeleitet und dort übernommen, weder abgeschlossen noch neu.",
        tafeln,
    )
