"""Seiten von traeger/sitzung: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import F, K, L, S, knopf, lesen, seite

SEITEN = {
    **seite(
        {L, K, S},
        "traeger:aufgabe-bearbeiten",
        "traeger:aufgabe-frist",
        "traeger:aufgabe-neu",
        "traeger:aufgabe-stornieren",
        "traeger:beschluss-bearbeiten",
        "traeger:beschluss-neu",
        "traeger:beschluss-stornieren",
        "traeger:punkt-bearbeiten",
        "traeger:punkt-neu",
        "traeger:sitzung-aufgabe",
        "traeger:sitzung-bearbeiten",
        "traeger:sitzung-eingeladene",
        "traeger:sitzung-neu",
        "traeger:sitzung-niederschrift",
    ),
    **lesen({F, L, K, S}, "traeger:aufgabe-detail", "traeger:sitzung-detail"),
    **lesen(
        {F, L, K, S},
        "traeger:aufgabe-liste",
        "traeger:beschluss-liste",
        "traeger:sitzung-liste",
    ),
    **seite({F, L, K, S}, "traeger:aufgabe-erledigen"),
    **knopf({F, L, K, S}, "traeger:aufgabe-oeffnen", "traeger:sitzung-druck"),
    **knopf(
        {L, K, S},
        "traeger:aufgabe-wiederherstellen",
        "traeger:beschluss-wiederherstellen",
        "traeger:punkt-streichen",
        "traeger:punkt-verschieben",
        "traeger:sitzung-absagen",
        "traeger:sitzung-einladung",
        "traeger:sitzung-zusagen",
    ),
}
