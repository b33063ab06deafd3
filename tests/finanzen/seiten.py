"""Seiten von finanzen: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import K, L, P, S, V, knopf, lesen, seite

SEITEN = {
    **lesen({L, V, K, S, P}, "finanzen:nachweis-detail", "finanzen:nachweis-liste"),
    **knopf({L, V, K, S, P}, "finanzen:nachweis-pdf"),
    **lesen({S, P}, "finanzen:uebersicht"),
    **seite({K}, "finanzen:nachweis-neu"),
}
