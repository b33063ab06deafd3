"""Reine Regeln des ersten Stockwerks (ohne Django, ohne Uhr): Summen und Stufen der Stellenanteile, Warnungen."""

from .stellen import NULL, Posten, Stufe, Umfang, Wechsel, monatserste, stand, summe, wechsel

__all__ = ["NULL", "Posten", "Stufe", "Umfang", "Wechsel", "monatserste", "stand", "summe", "wechsel"]
