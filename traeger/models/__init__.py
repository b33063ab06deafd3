"""Modelle des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .auftrag import Auftrag
from .grund import MandantModell, MandantQuerySet, Versioniert, mandant
from .konto import Benutzer, Einladung, Einsicht, Entwurf, Mitgliedschaft
from .ort import Quartier, Stadtteil, Standort, StandortAlias
from .stammdatum import Stammdatum
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
from .traeger import Netzwerkarbeit, Parameter, Partner, Traeger

__all__ = [
    "Auftrag",
    "Benutzer",
    "Besetzung",
    "Bewilligung",
    "Einladung",
    "Einsicht",
    "Entwurf",
    "Fachkraft",
    "MandantModell",
    "MandantQuerySet",
    "MandantZeitraumQuerySet",
    "Mitgliedschaft",
    "Netzwerkarbeit",
    "Parameter",
    "Partner",
    "Quartier",
    "Stadtteil",
    "Stammdatum",
    "Standort",
    "StandortAlias",
    "Stellenanteil",
    "Traeger",
    "Vereinbarung",
    "Versioniert",
    "ZeitraumQuerySet",
    "mandant",
    "zeitraum_gueltig",
]  # fmt: skip
