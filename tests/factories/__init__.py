"""Testzeilen; jede entsteht im Namen ihres Trägers, denn die Datenbank lässt es anders nicht zu."""

from .basis import anlegen, setzen
from .beratung import FallFactory, KontaktFactory, PersonFactory
from .ehrenamt import EhrenamtlicheFactory, EinsatzFactory, ProjektFactory, StundenFactory, TreffenFactory
from .finanzen import AuszahlungFactory, BelegFactory, BescheidFactory, PersonalkostenFactory, ProjektmittelFactory
from .integrationsmanagement import GespraechFactory, IMFallFactory, IntegrationsplanFactory
from .traeger import (
    BenutzerFactory,
    BesetzungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    StadtteilFactory,
    StandortFactory,
    StellenanteilFactory,
    TraegerFactory,
)

__all__ = [
    "AuszahlungFactory",
    "BelegFactory",
    "BenutzerFactory",
    "BescheidFactory",
    "BesetzungFactory",
    "EhrenamtlicheFactory",
    "EinsatzFactory",
    "FachkraftFactory",
    "FallFactory",
    "GespraechFactory",
    "IMFallFactory",
    "IntegrationsplanFactory",
    "KontaktFactory",
    "MitgliedschaftFactory",
    "PersonFactory",
    "PersonalkostenFactory",
    "ProjektFactory",
    "ProjektmittelFactory",
    "StadtteilFactory",
    "StandortFactory",
    "StellenanteilFactory",
    "StundenFactory",
    "TraegerFactory",
    "TreffenFactory",
    "anlegen",
    "setzen",
]  # fmt: skip
