"""Seiten von traeger/personal: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import L, S, Seite, V, knopf, lesen, seite

SEITEN = {
    **lesen({L}, "traeger:vertretung-detail"),
    **seite(
        {L},
        "traeger:abwesenheit-bearbeiten",
        "traeger:abwesenheit-neu",
        "traeger:anteilmeldung-bearbeiten",
        "traeger:anteilmeldung-neu",
        "traeger:anteilmeldung-stornieren",
        "traeger:besetzung-aendern",
        "traeger:besetzung-beenden",
        "traeger:besetzung-berichtigen",
        "traeger:besetzung-neu",
        "traeger:fachkraft-bearbeiten",
        "traeger:fachkraft-beenden",
        "traeger:fachkraft-berichtigen",
        "traeger:fachkraft-neu",
        "traeger:import-liste",
        "traeger:vertretung-beenden",
        "traeger:vertretung-neu",
    ),
    **lesen({L, V}, "traeger:abwesenheit-detail", "traeger:fachkraft-detail"),
    **lesen({L, V}, "traeger:abwesenheit-liste", "traeger:besetzung-liste", "traeger:fachkraft-liste"),
    **knopf(
        {L},
        "traeger:abwesenheit-zuruecknehmen",
        "traeger:anteilmeldung-wiederherstellen",
        "traeger:import-uebernehmen",
        "traeger:import-verwerfen",
    ),
    **lesen({L, V, S}, "traeger:anteilmeldung-liste"),
    **lesen({L}, "traeger:import-detail", "traeger:import-vorlage"),
    "traeger:import-fehler": Seite({L}, get=302, post=405),  # die Datei hat keine Fehler
}
