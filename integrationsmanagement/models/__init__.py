"""Modelle des Integrationsmanagements, geteilt nach Fachgegenstand."""

from .fall import Gespraech, IMFall, IMZustaendigkeit
from .gebiet import Gebiet
from .plan import Integrationsplan, Planziel

__all__ = ["Gebiet", "Gespraech", "IMFall", "IMZustaendigkeit", "Integrationsplan", "Planziel"]
