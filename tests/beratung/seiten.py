"""Seiten von beratung: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from datetime import date

from tests.factories import FallFactory, KontaktFactory
from tests.factories.basis import abhaengig
from tests.rollen import AKTEN, Seite, knopf, lesen, seite

SEITEN = {
    **lesen(
        AKTEN,
        "beratung:fall-angaben",
        "beratung:fall-detail",
        "beratung:fall-druck",
        "beratung:fall-protokoll",
        "beratung:fall-liste",
        "beratung:kontakt-liste",
        "beratung:kurzberatung-liste",
    ),
    **seite(
        AKTEN,
        "beratung:abschluss-berichtigen",
        "beratung:fall-abschliessen",
        "beratung:fall-berichtigen",
        "beratung:fall-bearbeiten",
        "beratung:fall-neu",
        "beratung:fall-uebergeben",
        "beratung:fall-wieder-aufnehmen",
        "beratung:kontakt-bearbeiten",
        "beratung:kontakt-neu",
        "beratung:kontakt-schnell",
        "beratung:kontakt-stornieren",
        "beratung:kontakt-verschieben",
        "beratung:kurzberatung-neu",
        "beratung:person-bearbeiten",
    ),
    # ohne Angekreuztes geht es mit einem Satz zurück zur Liste
    "beratung:faelle-uebergeben": Seite(AKTEN, get=302, post=302),
    **knopf(AKTEN, "beratung:kontakt-wiederherstellen"),
    "beratung:person-dubletten": Seite(AKTEN, get=405),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    zu = FallFactory(traeger=traeger, zu=date(2026, 3, 1))
    return {
        "beratung:": FallFactory(traeger=traeger),
        "beratung:abschluss-berichtigen": abhaengig(zu, "abschluesse"),
        "beratung:fall-wieder-aufnehmen": zu,
        **dict.fromkeys(
            [f"beratung:kontakt-{tat}" for tat in ("bearbeiten", "stornieren", "verschieben", "wiederherstellen")],
            KontaktFactory(traeger=traeger, fachkraft=fachkraft),
        ),
    }
