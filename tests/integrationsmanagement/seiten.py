"""Seiten von integrationsmanagement: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from datetime import date

from tests.factories import GespraechFactory, IMFallFactory, IntegrationsplanFactory
from tests.factories.basis import abhaengig
from tests.rollen import AKTEN, F, K, L, S, lesen, seite

SEITEN = {
    **lesen({F, L, K, S}, "integrationsmanagement:auslastung"),
    **lesen(
        AKTEN,
        "integrationsmanagement:fall-detail",
        "integrationsmanagement:fall-liste",
        "integrationsmanagement:gespraech-liste",
        "integrationsmanagement:gespraech-schnell",
        "integrationsmanagement:plan-detail",
    ),
    **seite(
        AKTEN,
        "integrationsmanagement:abschluss-berichtigen",
        "integrationsmanagement:fall-abschliessen",
        "integrationsmanagement:fall-berichtigen",
        "integrationsmanagement:fall-bearbeiten",
        "integrationsmanagement:fall-neu",
        "integrationsmanagement:fall-uebergeben",
        "integrationsmanagement:fall-wieder-aufnehmen",
        "integrationsmanagement:gespraech-bearbeiten",
        "integrationsmanagement:gespraech-neu",
        "integrationsmanagement:person-bearbeiten",
        "integrationsmanagement:plan-neu",
        "integrationsmanagement:umzug",
        "integrationsmanagement:wohnung-berichtigen",
    ),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    zu = IMFallFactory(traeger=traeger, zu=date(2026, 3, 1))
    return {
        "integrationsmanagement:": IMFallFactory(traeger=traeger),
        "integrationsmanagement:abschluss-berichtigen": abhaengig(zu, "abschluesse"),
        "integrationsmanagement:wohnung-berichtigen": abhaengig(zu, "wohnungen"),
        "integrationsmanagement:gespraech-bearbeiten": GespraechFactory(traeger=traeger, fachkraft=fachkraft),
        "integrationsmanagement:plan-detail": IntegrationsplanFactory(traeger=traeger),
    }
