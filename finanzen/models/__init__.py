"""Modelle der Finanzen, geteilt nach Fachgegenstand."""

from .foerderung import Auszahlung, Bescheid, Personalkosten
from .nachweis import Fassung
from .projektmittel import Beleg, Projektmittel

__all__ = ["Auszahlung", "Beleg", "Bescheid", "Fassung", "Personalkosten", "Projektmittel"]
