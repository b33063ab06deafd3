"""Seiten von traeger/mitteilung: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, knopf, lesen, seite

SEITEN = {
    **lesen(ALLE, "mitteilungen"),
    **knopf(ALLE, "traeger:mitteilung-oeffnen", "traeger:mitteilungen-gelesen"),
    **seite(ALLE, "traeger:mitteilungswahl"),
}
