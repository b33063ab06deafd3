"""Reine Regeln des ersten Stockwerks (ohne Django, ohne Uhr): Summen und Stufen der Stellenanteile, Warnungen."""

from .stellen import (
    NULL,
    Abschnitt,
    Posten,
    Stufe,
    Treppe,
    Umfang,
    Wechsel,
    monatserste,
    posten_am,
    stand,
    summe,
    wechsel,
)

__all__ = [
    "NULL", "Abschnitt", "Posten", "Stufe", "Treppe", "Umfang", "Wechsel", "monatserste", "posten_am", "stand", "summe", "wechsel",
]  # fmt: skip
