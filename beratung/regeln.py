"""Reine Regeln der Beratung: welcher Tag wofür gilt. „Heute“ kommt herein (haus 3, Zeit)."""

from datetime import date

#: Längste Nacherfassung ohne Nachfrage; älter ist fast immer ein Tippfehler im Jahr.
FRUEHESTENS = date(2015, 1, 1)


#: Was nicht vor der Geburt liegen kann: Feld der Person → Satz, am Feld und aus der Datenbank.
VOR_DER_GEBURT = {
    "einreise_am": "Die Einreise liegt vor der Geburt.",
    "erster_titel_am": "Der erste Aufenthaltstitel liegt vor der Geburt.",
}


def frage_zum_titel(erster_titel_am: date, *, einreise_am: date) -> str | None:
    """Ein Titel vor der Einreise kommt vor – das Visum ist einer (§ 4 Abs. 1 AufenthG) –, aber selten: lieber einmal fragen."""
    if erster_titel_am >= einreise_am:
        return None
    return (
        f"Der erste Aufenthaltstitel ({erster_titel_am:%d.%m.%Y}) liegt vor der Einreise ({einreise_am:%d.%m.%Y}). "
        "Das geht mit einem Visum. War es so?"
    )


def satz_zum_tag(am: date, *, heute: date) -> str | None:
    """Warum an diesem Tag nichts stattgefunden haben kann, oder None."""
    if am > heute:
        return "Das Datum liegt in der Zukunft."
    if am < FRUEHESTENS:
        return f"Das Datum liegt vor dem {FRUEHESTENS:%d.%m.%Y}. Bitte prüfen Sie das Jahr."
    return None


def satz_zum_kontakt(
    am: date, *, heute: date, begonnen_am: date | None, abgeschlossen: tuple[date, date | None] | None
) -> str | None:
    """Ein Kontakt liegt nicht in der Zukunft, nicht vor Fallbeginn und nicht, während der Fall abgeschlossen ist (Fachmodell 3).

    `abgeschlossen`: Tag des Abschlusses und letzter Tag vor der Wiederaufnahme; am Tag des Abschlusses selbst geht es noch.
    """
    if satz := satz_zum_tag(am, heute=heute):
        return satz
    if begonnen_am is not None and am < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Das Datum liegt davor."
    von, bis = abgeschlossen or (None, None)
    if von is None or am <= von or (bis is not None and am > bis):
        return None
    if bis is not None:
        return f"Der Fall war vom {von:%d.%m.%Y} bis zum {bis:%d.%m.%Y} abgeschlossen."
    return f"Der Fall wurde am {von:%d.%m.%Y} abgeschlossen. Für spätere Kontakte nehmen Sie ihn bitte wieder auf."


def satz_zum_abschluss(am: date, *, heute: date, begonnen_am: date, letzter_kontakt_am: date | None) -> str | None:
    """Ein Abschluss liegt zwischen letztem Kontakt und heute: Sonst hingen Kontakte hinter dem Ende des Falls."""
    if satz := satz_zum_tag(am, heute=heute):
        return satz
    if am < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Der Abschluss liegt davor."
    if letzter_kontakt_am is not None and am < letzter_kontakt_am:
        return f"Der letzte Kontakt war am {letzter_kontakt_am:%d.%m.%Y}. Der Abschluss kann nicht davor liegen."
    return None


def satz_zur_wiederaufnahme(ab: date, *, heute: date, abgeschlossen_am: date) -> str | None:
    """Frühestens am Tag nach dem Abschluss, spätestens heute: Die Tage dazwischen lief der Fall nicht."""
    if satz := satz_zum_tag(ab, heute=heute):
        return satz
    if ab <= abgeschlossen_am:
        return (
            f"Der Abschluss war am {abgeschlossen_am:%d.%m.%Y}; wieder laufen kann der Fall ab dem Tag danach. War der Abschluss ein"
            " Versehen, berichtigen Sie ihn."
        )
    return None


def satz_zum_beginn(am: date, *, heute: date, erster_kontakt_am: date | None) -> str | None:
    """Ein Fall beginnt nicht nach seinem ersten Kontakt."""
    if satz := satz_zum_tag(am, heute=heute):
        return satz
    if erster_kontakt_am is not None and am > erster_kontakt_am:
        return f"Der erste Kontakt war am {erster_kontakt_am:%d.%m.%Y}. Der Beginn kann nicht danach liegen."
    return None


def satz_zur_uebergabe(ab: date, *, begonnen_am: date, zustaendig_seit: date | None) -> str | None:
    """Zuständigkeiten folgen aufeinander: eine neue beginnt nicht vor der jetzigen; geplant werden darf sie voraus."""
    if ab < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Das Datum liegt davor."
    if zustaendig_seit is not None and ab < zustaendig_seit:
        return f"Die jetzige Zuständigkeit begann am {zustaendig_seit:%d.%m.%Y}. Das Datum liegt davor."
    return None
