"""Was Zahlen mehrerer Tafeln und Fassungen verbindet: wo dieselbe Zahl steht, welche Gleichung gilt, wessen sie ist (rein)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from arge.zahlen.beitraege import VERBORGEN, teile_aus
from arge.zahlen.blatt import Stelle
from arge.zahlen.format import GESPERRT
from arge.zahlen.fortschreibung import Gleichung
from arge.zahlen.schutz import Bindung
from arge.zahlen.statistik import Anteile, Tafel


class Fruehere(NamedTuple):
    """Eine frühere Fassung: ihre Nummer, ihre Daten und, verborgen, was jeder Mensch zu ihren Zahlen beitrug."""

    nummer: int
    daten: Mapping[str, Any]
    beitraege: Mapping[str, Mapping[str, Any]]

    def anteile(self, nummer: str) -> dict[str, Anteile]:
        """Träger → Mensch → Anteil an einer Kennzahl, gleich ob der Träger als Zeile oder als Spalte steht."""
        gefunden: dict[str, Anteile] = {}
        for reihen in (tafel for kapitel in self.beitraege.values() for tafel in kapitel.values()):
            for zeile, spalte, teile in reihen:
                if any(kopf.endswith(f"({nummer})") and not kopf.startswith(VERBORGEN) for kopf in (zeile, spalte)):
                    gefunden |= teile_aus(teile)
        return gefunden


def gezeigte(fassungen: Sequence[Mapping[str, Any]], nummer: str) -> dict[str | None, Any]:
    """Was Fassungen je Träger von einer Zahl zeigt, gleich ob er als Zeile oder als Spalte steht; None steht für ihre Summe."""
    gefunden: dict[str | None, Any] = {}
    for tafel in (Tafel.from_json(t) for daten in fassungen for teil in daten["kapitel"] for t in teil["tafeln"]):
        zeilen: list[tuple[str | None, Any]] = [*zip(tafel.zeilen, tafel.werte, strict=True)]
        for zeile, reihe in [*zeilen, *([(None, tafel.spaltensummen)] if tafel.spaltensummen else [])]:
            for kopf, wert in zip(tafel.spalten, reihe, strict=True):
                if kopf.endswith(f"({nummer})") and tafel.spaltensummen:
                    gefunden[zeile] = GESPERRT if gefunden.get(zeile) is GESPERRT else wert
                if zeile and zeile.endswith(f"({nummer})"):
                    gefunden[kopf] = GESPERRT if gefunden.get(kopf) is GESPERRT else wert
    return gefunden


def gleichung_aus(bindung: Bindung, titel: Sequence[str], vorjahr: Sequence[Mapping[str, Any]]) -> Gleichung:
    """Die Bindung mit Titeln statt Nummern; was jenseits der eigenen Tafeln steht, steht im Bericht des Vorjahrs."""
    glieder = [
        (Stelle(titel[nummer], zeile, spalte), gewicht) for (nummer, zeile, spalte), gewicht in bindung.glieder
        if nummer < len(titel)
    ]  # fmt: skip
    davor = [(zeile, spalte) for (nummer, zeile, spalte), _ in bindung.glieder if nummer >= len(titel)]
    if not davor:
        return Gleichung(tuple(glieder), rest=bindung.rest, verborgen=bindung.verborgen)
    ((zeile, spalte),) = davor
    nummer = spalte.rpartition("(")[2].rstrip(")")
    gezeigt = [gezeigte([fassung], nummer).get(zeile) for fassung in vorjahr]
    return Gleichung(
        tuple(glieder), davor=f"{titel[0]} / {zeile} / {spalte}", verborgen=bindung.verborgen,
        gezeigt=tuple(dict.fromkeys(wert for wert in gezeigt if isinstance(wert, int))),
    )  # fmt: skip


def gleiche_zahlen(tafeln: Iterable[Tafel]) -> list[Gleichung]:
    """Steht die Summe einer Kennzahl in zwei Tafeln eines Kapitels (je Träger, dann aufgeteilt), ist es dieselbe Zahl."""
    erste: dict[str, Stelle] = {}
    gleichungen = []
    for tafel in tafeln:
        if tafel.spaltensummen is None or tafel.mindestfallzahl is None:
            continue
        for kopf in tafel.spalten:
            stelle = Stelle(tafel.titel, None, kopf)
            vorige = erste.setdefault(tafel.kuerzel or kopf.rpartition("(")[2].rstrip(")"), stelle)
            if vorige != stelle:
                gleichungen.append(Gleichung(((vorige, 1), (stelle, -1))))
    return gleichungen
