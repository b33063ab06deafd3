"""Seiten von traeger/suche: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, seite

SEITEN = {
    **seite(ALLE, "suche"),
}
