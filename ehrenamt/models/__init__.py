"""Modelle des Ehrenamts, geteilt nach Fachgegenstand."""

from .ehrenamtliche import (
    Ausscheiden,
    Ehrenamtliche,
    Ehrenamtlichenschluessel,
    Einsatz,
    Erfahrungsangabe,
    Personberichtigung,
)
from .projekt import Projekt, Projektberichtigung, Projektstand
from .treffen import Stunden, Treffen

__all__ = [
    "Ausscheiden",
    "Ehrenamtliche",
    "Ehrenamtlichenschluessel",
    "Einsatz",
    "Erfahrungsangabe",
    "Personberichtigung",
    "Projekt",
    "Projektberichtigung",
    "Projektstand",
    "Stunden",
    "Treffen",
]
