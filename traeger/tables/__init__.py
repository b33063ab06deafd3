"""Ausgabeform der Seiten des ersten Stockwerks, je Thema ein Modul."""

from .etikett import bausteine, stand_etikett
from .konto import EINLADUNGEN, MITGLIEDER, rechte_tabelle
from .stellen import STELLEN_KOPF, stellenplan_tabellen

__all__ = [
    "EINLADUNGEN",
    "MITGLIEDER",
    "STELLEN_KOPF",
    "bausteine",
    "rechte_tabelle",
    "stand_etikett",
    "stellenplan_tabellen",
]
