"""Seiten von finanzen: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

import uuid

from django.utils import timezone

from finanzen.vorgaenge import fassung_einfrieren
from tests.rollen import K, L, P, S, V, knopf, lesen, seite
from traeger.zugang import technisch

SEITEN = {
    **lesen({L, V, K, S, P}, "finanzen:nachweis-detail", "finanzen:nachweis-liste"),
    **knopf({L, V, K, S, P}, "finanzen:nachweis-pdf"),
    **lesen({S, P}, "finanzen:uebersicht"),
    **lesen(
        {L, V, S, P},
        "finanzen:auszahlung-liste",
        "finanzen:beleg-liste",
        "finanzen:bescheid-liste",
        "finanzen:personalkosten-liste",
        "finanzen:projektmittel-liste",
    ),
    **seite({K}, "finanzen:nachweis-neu"),
}


def zeilen(traeger, fachkraft):
    """{Anfang des Routennamens: Zeile dieses Trägers}."""
    daten = {"kapitel": [], "zeitraum": "2026", "programmstand": "0", "mindestfallzahl": 3}
    with technisch():
        return {
            "finanzen:": fassung_einfrieren(
                schluessel=f"test:{uuid.uuid4()}", jahr=2026, daten=daten, am=timezone.now(), durch=None
            )
        }
