"""Wer als Nächstes drankommt (rein)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

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
