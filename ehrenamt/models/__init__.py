"""Modelle des Ehrenamts, geteilt nach Fachgegenstand."""

from .ehrenamtliche import Ehrenamtliche, Einsatz
from .projekt import Projekt
from .treffen import Stunden, Treffen

__all__ = ["Ehrenamtliche", "Einsatz", "Projekt", "Stunden", "Treffen"]
