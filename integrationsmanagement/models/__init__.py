"""Modelle des Integrationsmanagements, geteilt nach Fachgegenstand."""

from .fall import Gespraech, IMAbschluss, IMBerichtigung, IMFall, IMZustaendigkeit, Wohnung
from .gebiet import Gebiet
from .plan import Integrationsplan, Planziel

__all__ = [
    "Gebiet",
    "Gespraech",
    "IMAbschluss",
    "IMBerichtigung",
    "IMFall",
    "IMZustaendigkeit",
    "Integrationsplan",
    "Planziel",
    "Wohnung",
]
