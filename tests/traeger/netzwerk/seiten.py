"""Seiten von traeger/netzwerk: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import AKTEN, F, K, L, S, V, knopf, lesen, seite

SEITEN = {
    **seite(AKTEN, "traeger:netzwerk-bearbeiten", "traeger:netzwerk-neu", "traeger:netzwerk-stornieren"),
    **knopf(AKTEN, "traeger:netzwerk-wiederherstellen"),
    **lesen({F, L, K}, "traeger:netzwerk-liste"),
    **knopf({L, K, S}, "traeger:partner-angebot"),
    **seite({L, K, S}, "traeger:partner-bearbeiten", "traeger:partner-neu"),
    **lesen({F, L, V, K, S}, "traeger:partner-detail"),
    **lesen({F, L, V, K, S}, "traeger:partner-liste"),
}
