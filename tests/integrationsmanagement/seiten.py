"""Seiten von integrationsmanagement: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from datetime import date

from tests.factories import GespraechFactory, IMFallFactory, IntegrationsplanFactory
from tests.factories.basis import abhaengig
from tests.rollen import AKTEN, F, K, L, S, Seite, knopf, lesen, seite

SEITEN = {
    **lesen({F, L, K, S}, "integrationsmanagement:auslastung"),
    **lesen(
        AKTEN,
        "integrationsmanagement:fall-angaben",
        "integrationsmanagement:fall-detail",
        "integrationsmanagement:fall-druck",
        "integrationsmanagement:fall-plan",
        "integrationsmanagement:fall-protokoll",
        "integrationsmanagement:fall-liste",
        "integrationsmanagement:gespraech-liste",
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
        "integrationsmanagement:gespraech-schnell",
        "integrationsmanagement:gespraech-stornieren",
        "integrationsmanagement:gespraech-verschieben",
        "integrationsmanagement:person-bearbeiten",
        "integrationsmanagement:plan-neu",
        "integrationsmanagement:umzug",
        "integrationsmanagement:wohnung-berichtigen",
    ),
    # ohne Angekreuztes geht es mit einem Satz zurück zur Liste
    "integrationsmanagement:faelle-uebergeben": Seite(AKTEN, get=302, post=302),
    **knopf(AKTEN, "integrationsmanagement:gespraech-wiederherstellen"),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    zu = IMFallFactory(traeger=traeger, zu=date(2026, 3, 1))
    return {
        "integrationsmanagement:": IMFallFactory(traeger=traeger),
        "integrationsmanagement:abschluss-berichtigen": abhaengig(zu, "abschluesse"),
        "integrationsmanagement:fall-wieder-aufnehmen": zu,
        "integrationsmanagement:wohnung-berichtigen": abhaengig(zu, "wohnungen"),
        **dict.fromkeys(
            [
                f"integrationsmanagement:gespraech-{tat}"
                for tat in ("bearbeiten", "stornieren", "verschieben", "wiederherstellen")
            ],
            GespraechFactory(traeger=traeger, fachkraft=fachkraft),
        ),
        "integrationsmanagement:plan-detail": IntegrationsplanFactory(traeger=traeger),
    }
