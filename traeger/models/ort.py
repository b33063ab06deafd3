"""Orte: neun Stadtteile, Quartiere, Standorte mit Aliasen und Gültigkeit (fakten 0.2 Nr. 2, 8)."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q

from arge.daten.suche import Deutsch
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Recht

from .basis import Gemeinsam
from .pruefung import pruefung


class Stadtteil(models.Model):
    """Einer der neun Stadtteile Heilbronns (fakten 8)."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    name = models.CharField("Name", max_length=60, unique=True, error_messages={"unique": "Diesen Stadtteil gibt es schon."})
    einwohner = models.PositiveIntegerField("Einwohnerinnen und Einwohner", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "Stadtteil", "Stadtteile"
        ordering = [Deutsch("name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Quartier(Gemeinsam):
    """Quartier unterhalb eines Stadtteils (Nordstadt, Augärtle): kein Stadtteil, aber Ortsangabe des Konzepts."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    stadtteil = models.ForeignKey(Stadtteil, models.PROTECT, verbose_name="Stadtteil")
    name = models.CharField("Name", max_length=60)

    class Meta:
        verbose_name, verbose_name_plural = "Quartier", "Quartiere"
        constraints = [
            *Gemeinsam.bedingungen(),
            models.UniqueConstraint(
                fields=["stadtteil", "name"],
                name="quartier_eindeutig",
                violation_error_message="Dieses Quartier gibt es schon.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandortQuerySet(models.QuerySet):
    """Standorte nach Tag."""

    def da_am(self, tag):
        """Am Tag genutzt; ohne Beginn schon immer."""
        return self.filter(Q(von__isnull=True) | Q(von__lte=tag), Q(bis__isnull=True) | Q(bis__gte=tag))


@pghistory.track()
class Standort(Gemeinsam):
    """Ort, an dem gearbeitet wird; `ist_gu` = Gemeinschaftsunterkunft (Masernnachweis, städtische Sozialbetreuung)."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    kuerzel = models.SlugField("Kürzel", max_length=40, unique=True)
    name = models.CharField("Name", max_length=120)
    strasse = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    plz = models.CharField("Postleitzahl", max_length=5, blank=True)
    stadtteil = models.ForeignKey(Stadtteil, models.PROTECT, null=True, blank=True, verbose_name="Stadtteil")
    quartier = models.ForeignKey(Quartier, models.PROTECT, null=True, blank=True, verbose_name="Quartier")
    traeger = models.ForeignKey("traeger.Traeger", models.PROTECT, null=True, blank=True, verbose_name="Träger")
    ist_gu = models.BooleanField("Gemeinschaftsunterkunft", default=False)
    von = models.DateField("genutzt ab", null=True, blank=True)
    bis = models.DateField("genutzt bis einschließlich", null=True, blank=True)
    vorgaenger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="nachfolger", verbose_name="umgezogen von"
    )

    objects = StandortQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Standort", "Standorte"
        triggers = pruefung("standort_haelt", "stellen_am_standort_pruefen", "id", neu=False)
        ordering = [Deutsch("name")]
        constraints = [
            *Gemeinsam.bedingungen(),
            models.CheckConstraint(
                condition=Q(von__isnull=True) | Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="standort_zeitraum",
                violation_error_message="Das Ende der Nutzung liegt vor ihrem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(vorgaenger__isnull=True) | ~Q(vorgaenger=F("id")),
                name="standort_zieht_um",
                violation_error_message="Ein Standort zieht nicht an sich selbst um.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dabei(self):
        """Die Nutzung, als ein Zeitraum."""
        return [Zeitraum(self.von or date.min, self.bis)]


@pghistory.track()
class StandortAlias(models.Model):
    """Andere Schreibweise desselben Orts („Mönchsestr. 83“), damit Suche und Import ihn finden."""

    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    standort = models.ForeignKey(Standort, models.CASCADE, related_name="aliase", verbose_name="Standort")
    name = models.CharField("Schreibweise", max_length=120, unique=True)

    class Meta:
        verbose_name, verbose_name_plural = "Alias", "Aliase"

    def __str__(self) -> str:
        return self.name
