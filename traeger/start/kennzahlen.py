"""Die Zahlen der Kacheln: alle in einer Abfrage, eigene oder gerundete über alle Träger (Entscheidung 12)."""

from datetime import date
from typing import Any

from arge.zahlen.kennzahl import Kennzahl, Zaehlung, nach_nummer, werte
from arge.zahlen.runden import gerundete_zahl
from arge.zahlen.zeitraum import Zeitraum
from traeger.stammdaten.kennzahlen import mindestfallzahl
from traeger.zugang import Zugang, zahlen


def kachelwerte(zugang: Zugang, heute: date, kacheln: list[tuple[str, str]]) -> list[tuple[Kennzahl, Any]]:
    """(Kennzahl, Wert) je (Nummer, „heute“ | „jahr“): Wer zu einem Träger gehört, sieht dessen Zahlen; alle anderen Summen.

    Summen über Menschen aller Träger sind gerundet (arge.zahlen.runden).
    """
    eigene = zugang if zugang.traeger_id is not None and not zugang.bereiche else None
    posten = [Zaehlung(nach_nummer(nummer), _zeitraum(wann, heute), zugang=eigene) for nummer, wann in kacheln]
    if eigene:
        return [(p.kennzahl, wert) for p, wert in zip(posten, werte(*posten), strict=True)]
    with zahlen():
        summen = werte(*posten)
        schwelle = mindestfallzahl(heute) if any(p.kennzahl.schutz for p in posten) else 0
    return [
        (p.kennzahl, gerundete_zahl(wert, schwelle, p.kennzahl.nummer) if p.kennzahl.schutz else wert)
        for p, wert in zip(posten, summen, strict=True)
    ]


def _zeitraum(wann: str, heute: date) -> Zeitraum:
    """Der Tag, oder das ganze Jahr: dieselben Grenzen wie auf der Seite, zu der die Kachel führt."""
    return Zeitraum(heute, heute) if wann == "heute" else Zeitraum.jahr(heute.year)
