"""Seiten von ehrenamt: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from datetime import date

from ehrenamt.begriffe import Erfahrung, ProjektStatus
from tests.factories import EhrenamtlicheFactory, EinsatzFactory, ProjektFactory, StundenFactory, TreffenFactory
from tests.factories.basis import abhaengig
from tests.rollen import AKTEN, F, K, L, knopf, lesen, seite

SEITEN = {
    **lesen(
        AKTEN,
        "ehrenamt:person-detail",
        "ehrenamt:person-liste",
        "ehrenamt:stunden-liste",
        "ehrenamt:treffen-liste",
        "ehrenamt:treffen-schnell",
    ),
    **seite(
        AKTEN,
        "ehrenamt:ausscheiden-berichtigen",
        "ehrenamt:einsatz-beenden",
        "ehrenamt:einsatz-neu",
        "ehrenamt:erfahrung-aendern",
        "ehrenamt:erfahrung-berichtigen",
        "ehrenamt:person-ausscheiden",
        "ehrenamt:person-bearbeiten",
        "ehrenamt:person-berichtigen",
        "ehrenamt:person-neu",
        "ehrenamt:person-rueckkehr",
        "ehrenamt:projekt-status",
        "ehrenamt:status-berichtigen",
        "ehrenamt:stunden-bestaetigen",
        "ehrenamt:stunden-stornieren",
        "ehrenamt:treffen-bearbeiten",
        "ehrenamt:treffen-neu",
        "ehrenamt:treffen-stornieren",
    ),
    **knopf(
        AKTEN, "ehrenamt:stunden-wiederherstellen", "ehrenamt:stunden-zuruecknehmen", "ehrenamt:treffen-wiederherstellen"
    ),
    **seite(AKTEN, "ehrenamt:treffen-verschieben"),
    **lesen({F, L, K}, "ehrenamt:projekt-detail", "ehrenamt:projekt-liste"),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    weg = EhrenamtlicheFactory(traeger=traeger, weg=date(2026, 3, 1), erfahrung=Erfahrung.JA)
    return {
        "ehrenamt:": EhrenamtlicheFactory(traeger=traeger),
        "ehrenamt:person-rueckkehr": weg,
        "ehrenamt:ausscheiden-berichtigen": abhaengig(weg, "ausscheiden"),
        "ehrenamt:erfahrung-berichtigen": abhaengig(weg, "angaben"),
        "ehrenamt:status-berichtigen": abhaengig(ProjektFactory(traeger=traeger, status=ProjektStatus.RUHT), "staende"),
        "ehrenamt:projekt": ProjektFactory(traeger=traeger),
        "ehrenamt:treffen-neu": ProjektFactory(traeger=traeger),
        **dict.fromkeys(
            [f"ehrenamt:treffen-{tat}" for tat in ("bearbeiten", "stornieren", "verschieben", "wiederherstellen")],
            TreffenFactory(traeger=traeger),
        ),
        "ehrenamt:stunden-": StundenFactory(traeger=traeger),
        "ehrenamt:einsatz-beenden": EinsatzFactory(traeger=traeger),
    }
