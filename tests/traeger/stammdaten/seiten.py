"""Seiten von traeger/stammdaten: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import B, S, lesen, seite

SEITEN = {
    **lesen(
        {S, B},
        "traeger:quartier-liste",
        "traeger:standort-liste",
        "traeger:traeger-liste",
    ),
    **seite(
        {S, B},
        "traeger:quartier-bearbeiten",
        "traeger:quartier-neu",
        "traeger:standort-bearbeiten",
        "traeger:standort-neu",
        "traeger:standort-umziehen",
        "traeger:traeger-bearbeiten",
        "traeger:traeger-neu",
    ),
    **lesen({S, B}, "traeger:standort-detail", "traeger:traeger-detail"),
}
