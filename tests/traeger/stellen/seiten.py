"""Seiten von traeger/stellen: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, B, S, Seite, knopf, lesen, seite

SEITEN = {
    **seite(
        {S},
        "traeger:bewilligung-aendern",
        "traeger:bewilligung-beenden",
        "traeger:bewilligung-korrigieren",
        "traeger:bewilligung-neu",
        "traeger:stellenanteil-aendern",
        "traeger:stellenanteil-beenden",
        "traeger:stellenanteil-korrigieren",
        "traeger:stellenanteil-neu",
        "traeger:vereinbarung-bearbeiten",
        "traeger:vereinbarung-dokument-neu",
        "traeger:vereinbarung-kuendigen",
        "traeger:vereinbarung-neu",
    ),
    **lesen(ALLE - {B}, "traeger:stellenanteil-detail", "traeger:vereinbarung-detail"),
    **lesen(
        ALLE - {B},
        "traeger:bewilligung-liste",
        "traeger:stellenanteil-liste",
        "traeger:stellenplan",
        "traeger:vereinbarung-liste",
        "traeger:vzae",
        "traeger:vzae-xlsx",
    ),
    **knopf(ALLE - {B}, "traeger:vzae-pdf"),
    "traeger:vereinbarung-dokument": Seite(ALLE - {B}, get=404, post=405),  # die Datei liegt nicht in der Ablage
}
