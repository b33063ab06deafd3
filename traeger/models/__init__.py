"""Modelle des ersten Stockwerks, geteilt nach Fachgegenstand."""

from .ansicht import Ansicht
from .auftrag import Auftrag
from .basis import Benannt, Gemeinsam, MandantModell, MandantQuerySet, Versioniert, mandant
from .besetzung import Abwesenheit, Anteilmeldung, Fachkraftberichtigung, Importlauf, Vertretung
from .brief import Brief
from .entwurf import Entwurf
from .konto import WARTET, Benutzer, Einladung, Einsicht, Mitgliedschaft
from .mitteilung import Mitteilung, Mitteilungswahl
from .ort import Quartier, Stadtteil, Standort, StandortAlias
from .pruefung import in_beschaeftigung
from .sitzung import Aufgabe, Beschluss, Fristberichtigung, Ladung, Sitzung, Tagesordnungspunkt
from .stammdatum import Stammdatum
from .stellen import (
    Besetzung,
    Bewilligung,
    Fachkraft,
    Fachkraftschluessel,
    MandantZeitraumQuerySet,
    Stellenanteil,
    Vereinbarung,
    VereinbarungDokument,
    ZeitraumQuerySet,
    zeitraum_gueltig,
)
from .storno import Stornierbar, Verschiebbar, gueltige
from .suche import Suchschluessel, suchbar
from .traeger import Netzwerkarbeit, Parameter, Partner, Traeger
from .upload import Hochgeladen
from .vergangenheit import BerichtigungBasis, Zeitstand, ZeitstandQuerySet, ende_aus, ende_melden
from .warnung import Kalenderabo, Warnmeldung

__all__ = [
    "WARTET",
    "Abwesenheit",
    "Ansicht",
    "Anteilmeldung",
    "Aufgabe",
    "Auftrag",
    "Benannt",
    "Benutzer",
    "BerichtigungBasis",
    "Beschluss",
    "Besetzung",
    "Bewilligung",
    "Brief",
    "Einladung",
    "Einsicht",
    "Entwurf",
    "Fachkraft",
    "Fachkraftberichtigung",
    "Fachkraftschluessel",
    "Fristberichtigung",
    "Gemeinsam",
    "Hochgeladen",
    "Importlauf",
    "Kalenderabo",
    "Ladung",
    "MandantModell",
    "MandantQuerySet",
    "MandantZeitraumQuerySet",
    "Mitgliedschaft",
    "Mitteilung",
    "Mitteilungswahl",
    "Netzwerkarbeit",
    "Parameter",
    "Partner",
    "Quartier",
    "Sitzung",
    "Stadtteil",
    "Stammdatum",
    "Standort",
    "StandortAlias",
    "Stellenanteil",
    "Stornierbar",
    "Suchschluessel",
    "Tagesordnungspunkt",
    "Traeger",
    "Vereinbarung",
    "VereinbarungDokument",
    "Verschiebbar",
    "Versioniert",
    "Vertretung",
    "Warnmeldung",
    "ZeitraumQuerySet",
    "Zeitstand",
    "ZeitstandQuerySet",
    "ende_aus",
    "ende_melden",
    "gueltige",
    "in_beschaeftigung",
    "mandant",
    "suchbar",
    "zeitraum_gueltig",
]  # fmt: skip
