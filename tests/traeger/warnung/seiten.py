"""Seiten von traeger/warnung: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import F, K, L, S, Seite, knopf, lesen, offen, seite

SEITEN = {
    **seite({F, L, K, S}, "traeger:kalender"),
    **knopf({F, L, K, S}, "traeger:kalender-beenden"),
    **offen("traeger:kalender-datei", get=404),
    **lesen({L, K, S}, "traeger:warnung-liste"),
    "traeger:warnung-detail": Seite({K, L, S}, get=404, post=404),  # eine Warnung, die es nicht gibt
}
