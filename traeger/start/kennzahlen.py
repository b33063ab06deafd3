"""Die Zahlen der Kacheln: alle in einer Abfrage, eigene oder geschützte über alle Träger (Entscheidung 12)."""

from datetime import date
from typing import Any

from django.conf import settings

from arge.zahlen.format import GESPERRT
from arge.zahlen.kennzahl import Kennzahl, Zaehlung, nach_nummer, werte
from arge.zahlen.zeitraum import Zeitraum
from traeger.zugang import Zugang, zahlen


def kachelwerte(zugang: Zugang, heute: date, kacheln: list[tuple[str, str]]) -> list[tuple[Kennzahl, Any]]:
    """(Kennzahl, Wert) je (Nummer, „heute“ | „jahr“): Wer Akten führt, sieht die des eigenen Trägers; alle anderen Summen.

    Summen über alle Träger sind unter der Mindestfallzahl gesperrt.
    """
    eigene = zugang if zugang.akten else None
    posten = [Zaehlung(nach_nummer(nummer), _zeitraum(wann, heute), zugang=eigene) for nummer, wann in kacheln]
    if eigene:
        return [(p.kennzahl, wert) for p, wert in zip(posten, werte(*posten), strict=True)]
    with zahlen():
        summen = werte(*posten)
    return [(p.kennzahl, _geschuetzt(p.kennzahl, wert)) for p, wert in zip(posten, summen, strict=True)]


def _geschuetzt(kennzahl: Kennzahl, wert: Any) -> Any:
    return GESPERRT if kennzahl.schutz and 0 < wert < settings.MINDESTFALLZAHL else wert


def _zeitraum(wann: str, heute: date) -> Zeitraum:
    return Zeitraum(heute, heute) if wann == "heute" else Zeitraum(date(heute.year, 1, 1), heute)
