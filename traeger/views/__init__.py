"""Seiten des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .start import start
from .stellen import stellenplan

__all__ = ["start", "stellenplan"]
