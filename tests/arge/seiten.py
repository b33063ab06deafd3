"""Seiten von arge: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import offen

SEITEN = {
    **offen("gesund-lebt", "seiten:barrierefreiheit", "seiten:datenschutz", "seiten:impressum", "seiten:leichte-sprache"),
    **offen("seiten:barriere-melden", post=200),
    **offen("gesund", get=frozenset({200, 503})),
}
