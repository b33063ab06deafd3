"""Ein neuer Bericht neben den eingefrorenen desselben Jahres: Was er zeigt, verrät neben keinem von ihnen einen Menschen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from arge.zahlen.beitraege import aus_json, gehalten, nach_json, unbewegt
from arge.zahlen.bericht import Kapitel
from arge.zahlen.fortschreibung import Gleichung, fortgeschrieben
from arge.zahlen.statistik import Beitraege, Tafel
from arge.zahlen.zusammenhang import Fruehere


def fortschreiben(
    kapitel: Iterable[Kapitel], fruehere: Sequence[Fruehere], danach: Sequence[Fruehere] = ()
) -> list[Kapitel]:
    """Jedes Kapitel gegen dasselbe der früheren Fassungen gehalten und gegen die des nächsten Jahrs; das Diagramm zeigt, was dann in der Tafel steht."""
    davor = [
        {k["titel"]: {tafel.titel: tafel for tafel in map(Tafel.from_json, k["tafeln"])} for k in fassung.daten["kapitel"]}
        for fassung in fruehere
    ]
    fertig = []
    for k in kapitel:
        beitraege = [
            [{tafel.titel: aus_json(f.beitraege.get(k.titel, {}), tafel.titel) for tafel in k.tafeln} for f in jahr]
            for jahr in (fruehere, danach)
        ]
        gehaltene = {
            tafel.titel: gehalten(tafel, *([stand[tafel.titel] for stand in jahr] for jahr in beitraege))
            for tafel in k.tafeln
        }
        gleichungen = [_mit_stand(gleichung, gehaltene, beitraege[0][-1]) for gleichung in k.gleichungen]
        *aeltere, alt = [fassung.get(k.titel, {}) for fassung in davor]
        tafeln = fortgeschrieben([*gehaltene.values()], alt, gleichungen, fruehere[-1].nummer, aeltere)
        bild = k.bild and (k.bild[0], next(t for t in tafeln if t.titel == k.bild[1].titel))
        fertig.append(replace(k, tafeln=tafeln, bild=bild))
    return fertig


def _mit_stand(gleichung: Gleichung, tafeln: Mapping[str, Tafel], letzte: Mapping[str, Beitraege]) -> Gleichung:
    """Die Gleichung; was in ihr niemand zeigt, steht fest, wenn es zurückgehalten ist."""
    stelle = gleichung.glieder[0][0]
    fest = unbewegt(tafeln[stelle.titel], letzte[stelle.titel], stelle.zeile, gleichung.verborgen)
    return replace(gleichung, fest=True) if fest else gleichung


def beitraege_aus(kapitel: Iterable[Kapitel]) -> dict[str, Any]:
    """Kapitel → Tafel → was jeder Mensch zu ihren Zahlen beitrug; nur für die nächste Fassung (`beitraege`)."""
    return {k.titel: nach_json(k.tafeln) for k in kapitel}
