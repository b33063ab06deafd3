"""Die Kapitel eines Berichts aus allen Apps, ihre Summen und die Definitionen im Anhang (berichte 2)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from arge.zahlen.bericht import Bericht, Kapitel
from arge.zahlen.kennzahl import Art, alle
from arge.zahlen.statistik import summen_der
from arge.zahlen.zusammenhang import gleiche_zahlen


def kapitel(bericht: Bericht, fortschritt: Callable[[int, int], None]) -> list[Kapitel]:
    """Die Kapitel aller Apps in der Ordnung von `settings.KAPITEL`."""
    fertig = []
    for nummer, pfad in enumerate(settings.KAPITEL, start=1):
        fortschritt(nummer, len(settings.KAPITEL))
        teil = import_string(pfad)(bericht)
        fertig.append(replace(teil, gleichungen=[*bericht.gemerkte(), *gleiche_zahlen(teil.tafeln)]))
    return fertig


def summen(kapitel: Iterable[Kapitel]) -> dict[str, tuple[str, str]]:
    """Nummer → (Summe der Träger als Text, Name), aus den Tafeln, die im Bericht stehen: eine Zahl, eine Stelle."""
    return summen_der(tafel for k in kapitel for tafel in k.tafeln)


def definitionen(kapitel: Iterable[Kapitel], am: date) -> list[dict[str, str]]:
    """Was gezählt ist, mit den Einstellungen des Tages – genau der Zahlen, die in den Kapiteln stehen."""
    stehen = {
        wort.rstrip(")")
        for k in kapitel for tafel in k.tafeln
        for kopf in (*tafel.spalten, *tafel.zeilen, f"({tafel.kuerzel})") for wort in [kopf.rpartition("(")[2]]
    }  # fmt: skip
    return [
        {"nummer": k.nummer, "name": k.name, "definition": k.definition_am(am), "quelle": k.quelle,
         "art": "am Stichtag" if getattr(k, "art", Art.STICHTAG) == Art.STICHTAG else "im Zeitraum"}
        for k in alle() if k.nummer in stehen
    ]  # fmt: skip
