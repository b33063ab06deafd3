"""Seiten von traeger/auftrag: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import ALLE, B, Seite, knopf, lesen

SEITEN = {
    **knopf(ALLE, "traeger:auftrag-abbrechen", "traeger:auftrag-wiederholen"),
    **lesen(ALLE, "traeger:auftrag-detail"),
    **lesen({B}, "traeger:betrieb"),
    "traeger:auftrag-ergebnis": Seite(ALLE, get=404, post=405),  # noch keine Datei
    "traeger:ausfuhr-neu": Seite(ALLE, get=405, post=404),  # ohne Liste; deren Recht prüft test_ausfuhr
}
