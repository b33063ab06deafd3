"""Modelle der Beratung, geteilt nach Fachgegenstand."""

from .fall import Fall, Kontakt, Zustaendigkeit
from .grund import Akte, KontaktGrund, ZustaendigkeitGrund
from .person import Person

__all__ = ["Akte", "Fall", "Kontakt", "KontaktGrund", "Person", "Zustaendigkeit", "ZustaendigkeitGrund"]
