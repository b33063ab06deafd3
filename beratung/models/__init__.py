"""Modelle der Beratung, geteilt nach Fachgegenstand."""

from .basis import AbschlussBasis, Akte, KontaktBasis, ZustaendigkeitBasis
from .fall import Abschluss, Berichtigung, Fall, Kontakt, Zustaendigkeit
from .person import Person, Personschluessel

__all__ = [
    "Abschluss",
    "AbschlussBasis",
    "Akte",
    "Berichtigung",
    "Fall",
    "Kontakt",
    "KontaktBasis",
    "Person",
    "Personschluessel",
    "Zustaendigkeit",
    "ZustaendigkeitBasis",
]
