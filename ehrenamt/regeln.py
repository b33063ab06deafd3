"""Reine Regeln des Ehrenamts: welcher Tag für ein Treffen, einen Einsatz gilt. „Heute“ kommt herein (haus 3, Zeit)."""

from datetime import date


def satz_zum_treffen(am: date, *, heute: date, von: date, bis: date | None) -> str | None:
    """Ein Treffen liegt nicht in der Zukunft und in der Laufzeit seines Projekts, oder der Satz, warum nicht."""
    if am > heute:
        return "Das Datum liegt in der Zukunft."
    if am < von:
        return f"Das Projekt begann erst am {von:%d.%m.%Y}. Das Datum liegt davor."
    if bis is not None and am > bis:
        return f"Das Projekt endete am {bis:%d.%m.%Y}. Das Datum liegt danach."
    return None


def satz_zur_rueckkehr(ab: date, *, heute: date, ausgeschieden_am: date) -> str | None:
    """Wieder dabei ist jemand frühestens am Tag nach dem Ausscheiden, spätestens heute."""
    if ab > heute:
        return "Das Datum liegt in der Zukunft."
    if ab <= ausgeschieden_am:
        return f"Der letzte Tag war der {ausgeschieden_am:%d.%m.%Y}; wieder dabei sein kann die Person ab dem Tag danach."
    return None


def satz_zum_ausscheiden(letzter: date, *, letzte_stunden_am: date | None) -> str | None:
    """Niemand scheidet vor den eigenen letzten Stunden aus; der Tag selbst geht."""
    if letzte_stunden_am is not None and letzter < letzte_stunden_am:
        return f"Am {letzte_stunden_am:%d.%m.%Y} sind noch Stunden erfasst. Das Ausscheiden kann nicht davor liegen."
    return None


def satz_zum_einsatz(
    von: date, bis: date | None, *, gewonnen_am: date, ausgeschieden_am: date | None, projekt_bis: date | None
) -> str | None:
    """Ein Einsatz liegt im Engagement der Person und endet nicht nach dem Projekt."""
    if von < gewonnen_am:
        return f"Das Engagement begann erst am {gewonnen_am:%d.%m.%Y}."
    ende = min((tag for tag in (ausgeschieden_am, projekt_bis) if tag is not None), default=None)
    if ende is not None and von > ende:
        return f"Person oder Projekt sind nur bis {ende:%d.%m.%Y} dabei."
    if bis is not None and bis < von:
        return "Das Ende liegt vor dem Beginn."
    return None
