"""Seiten des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .auftrag import auftrag_abbrechen, auftrag_detail, auftrag_ergebnis, auftrag_wiederholen
from .start import start
from .stellen import stellenplan

__all__ = [
    "auftrag_abbrechen", "auftrag_detail", "auftrag_ergebnis", "auftrag_wiederholen",
    "start", "stellenplan",
]  # fmt: skip
