"""Seiten von traeger/konto: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, B, L, S, Seite, knopf, lesen, offen, seite

SEITEN = {
    **lesen(ALLE, "konto", "traeger:ansichten", "traeger:entwurf-liste", "traeger:rechte"),
    **offen("traeger:einladung-annehmen", get=404, post=404),
    **lesen({L, B}, "traeger:einladung-liste", "traeger:mitglied-liste"),
    **seite(
        {L, B},
        "traeger:einladung-detail",
        "traeger:einladung-neu",
        "traeger:mitglied-beenden",
        "traeger:mitglied-faktor",
    ),
    **knopf({L, B}, "traeger:einladung-zurueckziehen"),
    **knopf(ALLE, "traeger:ansicht-loeschen", "traeger:entwurf-verwerfen"),
    **seite(ALLE, "traeger:ansicht-aendern"),
    "traeger:ansicht-neu": Seite(ALLE, get=404, post=404),  # ohne Liste in der Adresse
    **seite(ALLE, "traeger:konto-name"),
    **lesen({L, B}, "traeger:mitglied-detail"),
    **lesen({L, S}, "traeger:freigabe-liste"),
    **seite({L, S}, "traeger:mitglied-freigeben"),
    "traeger:mitglied-aendern": Seite({L, B}, get=frozenset({200, 302})),  # beim Träger ändert nur dessen Leitung
    "traeger:anmeldung-verlaengern": Seite(ALLE, get=405, post=204),
    "traeger:anmeldung-gilt": Seite(ALLE, get=204, post=405),
    "traeger:entwurf": Seite(ALLE, get=405, post=400),  # ohne Adresse
    "traeger:mitgliedschaft-wechseln": Seite(ALLE, get=405, post=404),  # eine Mitgliedschaft, die es nicht gibt
}
