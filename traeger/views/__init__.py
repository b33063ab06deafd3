"""Seiten des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .start import start

__all__ = ["start"]
