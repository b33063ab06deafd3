"""Reine Regeln des Ehrenamts: welcher Tag für ein Treffen, einen Einsatz gilt. „Heute“ kommt herein (haus 3, Zeit)."""

from collections.abc import Iterable, Sequence
from datetime import date

from arge.zahlen.zeitraum import Zeitraum, ohne, satz_wer_da_war, tag_danach, tag_davor


def engagement(gewonnen_am: date, ausgeschieden: Iterable[tuple[date, date | None]]) -> list[Zeitraum]:
    """Wann jemand dabei war: ab dem ersten Tag, ohne die Zeiten nach einem letzten Tag (er zählt mit) bis vor der Rückkehr."""
    weg = [Zeitraum(tag_danach(von), bis) for von, bis in ausgeschieden if bis is None or bis > von]
    return ohne(Zeitraum(gewonnen_am), weg)


def laufzeit(ganze: Zeitraum, beendet: Iterable[tuple[date | None, date | None]]) -> list[Zeitraum]:
    """Wann ein Projekt lief: seine Laufzeit ohne die Zeiten, in denen sein Status „beendet“ war."""
    return ohne(ganze, [Zeitraum(von or date.min, bis) for von, bis in beendet])


def satz_zum_treffen(am: date, *, heute: date, projekt: Sequence[Zeitraum]) -> str | None:
    """Ein Treffen liegt nicht in der Zukunft und in den Zeiten, in denen sein Projekt lief, oder der Satz, warum nicht."""
    if am > heute:
        return "Das Datum liegt in der Zukunft."
    return _satz_zum_projekt(am, projekt)


def _satz_zum_projekt(tag: date, zeiten: Sequence[Zeitraum]) -> str | None:
    """Ob das Projekt an dem Tag lief; ein Angebot ist nicht „dabei“, darum eigene Worte."""
    if _teil(tag, zeiten):
        return None
    davor = [zeit for zeit in zeiten if zeit.ende < tag]
    if not davor:
        return (
            f"Das Projekt begann erst am {zeiten[0].von:%d.%m.%Y}. Das Datum liegt davor."
            if zeiten
            else "Das Projekt ist beendet."
        )
    if davor == list(zeiten):
        return f"Das Projekt endete am {davor[-1].ende:%d.%m.%Y}. Das Datum liegt danach."
    return f"Das Projekt war vom {tag_danach(davor[-1].ende):%d.%m.%Y} bis zum {tag_davor(zeiten[len(davor)].von):%d.%m.%Y} beendet."


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


def _teil(tag: date, zeiten: Sequence[Zeitraum]) -> Zeitraum | None:
    return next((zeit for zeit in zeiten if tag in zeit), None)


def ende_von_selbst(von: date, *zeiten: Sequence[Zeitraum]) -> date | None:
    """Wann ein Einsatz ohne eigenes Ende endet: mit dem Engagement oder der Laufzeit, in denen er beginnt, oder nie."""
    teile = [teil for zeit in zeiten if (teil := _teil(von, zeit))]
    return min((teil.bis for teil in teile if teil.bis is not None), default=None)


def satz_zum_einsatz(von: date, bis: date | None, *, person: Sequence[Zeitraum], projekt: Sequence[Zeitraum]) -> str | None:
    """Ein Einsatz liegt ganz im Engagement der Person und ganz in der Laufzeit des Projekts. `bis` None: er endet mit ihnen."""
    if bis is not None and bis < von:
        return "Das Ende liegt vor dem Beginn."
    if satz := satz_wer_da_war("Die Person", von, *person) or _satz_zum_projekt(von, projekt):
        return satz
    for was, zeiten in (("Das Engagement", person), ("Das Projekt", projekt)):
        teil = _teil(von, zeiten)
        if bis is not None and teil is not None and bis > teil.ende:
            return f"{was} endet am {teil.ende:%d.%m.%Y}. Ohne eigenes Ende endet der Einsatz mit."
    return None
