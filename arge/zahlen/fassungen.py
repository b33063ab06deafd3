"""Ein neuer Bericht neben den eingefrorenen desselben Jahres: Was er zeigt, verrät neben keinem von ihnen einen Menschen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from arge.zahlen.beitraege import aus_json, gehalten, nach_json
from arge.zahlen.bericht import Kapitel
from arge.zahlen.fortschreibung import fortgeschrieben
from arge.zahlen.statistik import Tafel


class Fruehere(NamedTuple):
    """Eine frühere Fassung desselben Jahres: ihre Nummer, ihre Daten und, verborgen, was jeder Mensch zu ihren Zahlen beitrug."""

    nummer: int
    daten: Mapping[str, Any]
    beitraege: Mapping[str, Mapping[str, Any]]


def fortschreiben(kapitel: Iterable[Kapitel], fruehere: Sequence[Fruehere]) -> list[Kapitel]:
    """Jedes Kapitel gegen dasselbe der früheren Fassungen gehalten; das Diagramm zeigt, was dann in der Tafel steht."""
    davor = [
        {k["titel"]: {tafel.titel: tafel for tafel in map(Tafel.from_json, k["tafeln"])} for k in fassung.daten["kapitel"]}
        for fassung in fruehere
    ]
    fertig = []
    for k in kapitel:
        beitraege = [fassung.beitraege.get(k.titel, {}) for fassung in fruehere]
        gehaltene = [gehalten(tafel, [aus_json(stand, tafel.titel) for stand in beitraege]) for tafel in k.tafeln]
        *aeltere, alt = [fassung.get(k.titel, {}) for fassung in davor]
        tafeln = fortgeschrieben(gehaltene, alt, k.gleichungen, fruehere[-1].nummer, aeltere)
        bild = k.bild and (k.bild[0], next(t for t in tafeln if t.titel == k.bild[1].titel))
        fertig.append(replace(k, tafeln=tafeln, bild=bild))
    return fertig


def beitraege_aus(kapitel: Iterable[Kapitel]) -> dict[str, Any]:
    """Kapitel → Tafel → was jeder Mensch zu ihren Zahlen beitrug; nur für die nächste Fassung (`beitraege`)."""
    return {k.titel: nach_json(k.tafeln) for k in kapitel}
