"""Seiten von traeger/start: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, lesen

SEITEN = {
    **lesen(ALLE, "start", "kennzahlen", "verlauf"),
}
