"""Modelle der Beratung, geteilt nach Fachgegenstand."""

from .basis import Akte, KontaktBasis, ZustaendigkeitBasis
from .fall import Fall, Kontakt, Zustaendigkeit
from .person import Person

__all__ = ["Akte", "Fall", "Kontakt", "KontaktBasis", "Person", "Zustaendigkeit", "ZustaendigkeitBasis"]
