"""Modelle des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .auftrag import Auftrag
from .grund import MandantModell, MandantQuerySet, Versioniert, mandant
from .konto import Benutzer, Einladung, Einsicht, Entwurf, Mitgliedschaft
from .ort import Quartier, Stadtteil, Standort, StandortAlias
from .stellen import (
    Besetzung,
    Bewilligung,
    Fachkraft,
    MandantZeitraumQuerySet,
    Stellenanteil,
    Vereinbarung,
    ZeitraumQuerySet,
    zeitraum_gueltig,
)
from .stammdatum import Stammdatum
from .traeger import Netzwerkarbeit, Parameter, Partner, Traeger

__all__ = [
    "Auftrag", "Benutzer", "Besetzung", "Bewilligung", "Einladung", "Einsicht", "Entwurf", "Fachkraft", "MandantModell",
    "MandantQuerySet", "Mitgliedschaft", "Netzwerkarbeit", "Parameter", "Partner", "Quartier", "Stadtteil", "Standort",
    "Stammdatum", "StandortAlias", "Stellenanteil", "Traeger", "Vereinbarung", "Versioniert", "MandantZeitraumQuerySet", "ZeitraumQuerySet", "mandant", "zeitraum_gueltig",
]  # fmt: skip
