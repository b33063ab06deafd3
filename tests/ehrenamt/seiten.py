"""Seiten von ehrenamt: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.factories import EhrenamtlicheFactory, EinsatzFactory, ProjektFactory, TreffenFactory
from tests.rollen import AKTEN, F, K, L, lesen, seite

SEITEN = {
    **lesen(
        AKTEN,
        "ehrenamt:person-detail",
        "ehrenamt:person-liste",
        "ehrenamt:treffen-schnell",
    ),
    **seite(
        AKTEN,
        "ehrenamt:einsatz-beenden",
        "ehrenamt:einsatz-neu",
        "ehrenamt:person-bearbeiten",
        "ehrenamt:person-neu",
        "ehrenamt:stunden-bestaetigen",
        "ehrenamt:treffen-bearbeiten",
        "ehrenamt:treffen-neu",
    ),
    **lesen({F, L, K}, "ehrenamt:projekt-detail", "ehrenamt:projekt-liste"),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    return {
        "ehrenamt:": EhrenamtlicheFactory(traeger=traeger),
        "ehrenamt:projekt": ProjektFactory(traeger=traeger),
        "ehrenamt:treffen-neu": ProjektFactory(traeger=traeger),
        "ehrenamt:treffen-bearbeiten": TreffenFactory(traeger=traeger),
        "ehrenamt:einsatz-beenden": EinsatzFactory(traeger=traeger),
    }
