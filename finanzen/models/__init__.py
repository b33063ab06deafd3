"""Modelle der Finanzen, geteilt nach Fachgegenstand."""

from .foerderung import Auszahlung, Bescheid, Personalkosten
from .nachweis import Beitraege, Fassung
from .projektmittel import Beleg, Projektmittel

__all__ = ["Auszahlung", "Beitraege", "Beleg", "Bescheid", "Fassung", "Personalkosten", "Projektmittel"]
