"""Wer als Nächstes drankommt, und was die letzte Sicherung bedeutet (rein)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

#: (Nummer des Auftrags, Träger oder None für die ARGE, Person)
Wartend = tuple[int, int | None, int]


def reihum(
    wartende: Iterable[Wartend], traeger_zuletzt: Mapping[int | None, datetime], person_zuletzt: Mapping[int, datetime]
) -> list[int]:
    """Nummern in der Reihenfolge, in der sie drankommen: reihum je Träger, darin je Person, dann nach Eingang.

    Zuerst kommt, wer noch nie oder am längsten nicht dran war. So wartet niemand auf mehr als das, was gerade läuft, und je
    einen Auftrag jedes anderen Trägers – gleich wie viele Aufträge davor eingingen. `wartende` stehen in der Folge des Eingangs.
    """

    def rang(zuletzt: datetime | None) -> tuple[bool, float]:
        return zuletzt is not None, zuletzt.timestamp() if zuletzt else 0.0

    return [
        nummer
        for nummer, _, _ in sorted(wartende, key=lambda w: (rang(traeger_zuletzt.get(w[1])), rang(person_zuletzt.get(w[2]))))
    ]


#: Gesichert wird täglich (README): Die letzte Sicherung ist dann von heute oder gestern. Ab dem zweiten Tag fehlt ein Lauf, und was seither
#: eingetragen wurde, gibt es nur einmal.
SICHERUNG_ALT = 2


def sicherung_stand(am: date | None, heute: date, *, lesbar: bool = True) -> tuple[str, str, str]:
    """(Satz, Stand der Ampel, ihr Wort) zur letzten Sicherung; eine Uhr, die vorgeht, macht sie nicht älter."""
    if not lesbar:
        return "Wann zuletzt gesichert wurde, lässt sich nicht lesen", "bald", "unbekannt"
    if am is None:
        return "Noch nie gesichert", "ueberfaellig", "keine Sicherung"
    alter = max(0, (heute - am).days)
    satz = f"Die letzte Sicherung ist {'von heute' if not alter else 'einen Tag alt' if alter == 1 else f'{alter} Tage alt'}"
    return (satz, "bald", "zu alt") if alter >= SICHERUNG_ALT else (satz, "gut", "aktuell")
