"""Seiten von ehrenamt: wer was öffnet, mit welcher Antwort auf GET und auf ein leeres POST."""

from tests.rollen import AKTEN, F, K, L, seite

SEITEN = {
    **seite(
        AKTEN,
        "ehrenamt:einsatz-beenden",
        "ehrenamt:einsatz-neu",
        "ehrenamt:person-bearbeiten",
        "ehrenamt:person-detail",
        "ehrenamt:person-liste",
        "ehrenamt:person-neu",
        "ehrenamt:stunden-bestaetigen",
        "ehrenamt:treffen-bearbeiten",
        "ehrenamt:treffen-neu",
        "ehrenamt:treffen-schnell",
    ),
    **seite({F, L, K}, "ehrenamt:projekt-detail", "ehrenamt:projekt-liste"),
}
