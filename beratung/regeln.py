"""Reine Regeln der Beratung: welcher Tag wofür gilt. „Heute“ kommt herein (haus 3, Zeit)."""

from datetime import date

#: Längste Nacherfassung ohne Nachfrage; älter ist fast immer ein Tippfehler im Jahr.
FRUEHESTENS = date(2015, 1, 1)


def satz_zum_tag(am: date, *, heute: date) -> str | None:
    """Warum an diesem Tag nichts stattgefunden haben kann, oder None."""
    if am > heute:
        return "Das Datum liegt in der Zukunft."
    if am < FRUEHESTENS:
        return f"Das Datum liegt vor dem {FRUEHESTENS:%d.%m.%Y}. Bitte prüfen Sie das Jahr."
    return None


def satz_zum_kontakt(am: date, *, heute: date, begonnen_am: date | None, abgeschlossen_am: date | None) -> str | None:
    """Ein Kontakt liegt nicht in der Zukunft, nicht vor Fallbeginn und nicht nach dem Abschluss (Fachmodell 3)."""
    if satz := satz_zum_tag(am, heute=heute):
        return satz
    if begonnen_am is not None and am < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Das Datum liegt davor."
    if abgeschlossen_am is not None and am > abgeschlossen_am:
        ende = f"{abgeschlossen_am:%d.%m.%Y}"
        return f"Der Fall wurde am {ende} abgeschlossen. Für spätere Kontakte nehmen Sie ihn bitte wieder auf."
    return None


def satz_zum_abschluss(am: date, *, heute: date, begonnen_am: date, letzter_kontakt_am: date | None) -> str | None:
    """Ein Abschluss liegt zwischen letztem Kontakt und heute: Sonst hingen Kontakte hinter dem Ende des Falls."""
    if satz := satz_zum_tag(am, heute=heute):
        return satz
    if am < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Der Abschluss liegt davor."
    if letzter_kontakt_am is not None and am < letzter_kontakt_am:
        return f"Der letzte Kontakt war am {letzter_kontakt_am:%d.%m.%Y}. Der Abschluss kann nicht davor liegen."
    return None


def satz_zur_uebergabe(ab: date, *, begonnen_am: date, zustaendig_seit: date | None) -> str | None:
    """Zuständigkeiten folgen aufeinander: eine neue beginnt nicht vor der jetzigen; geplant werden darf sie voraus."""
    if ab < begonnen_am:
        return f"Der Fall begann erst am {begonnen_am:%d.%m.%Y}. Das Datum liegt davor."
    if zustaendig_seit is not None and ab < zustaendig_seit:
        return f"Die jetzige Zuständigkeit begann am {zustaendig_seit:%d.%m.%Y}. Das Datum liegt davor."
    return None
