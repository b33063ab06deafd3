"""Projekte in den neun Bereichen (Konzept 1 und 3.1)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ehrenamt.begriffe import ProjektBereich, ProjektStatus
from traeger.models import MandantModell, MandantZeitraumQuerySet, Standort, Versioniert, mandant, zeitraum_gueltig


@pghistory.track()
class Projekt(Versioniert, MandantModell):
    """Angebot mit Ehrenamtlichen; Bereiche n:m. Kein Personenbezug, darum auch für die Koordination lesbar."""

    ZAHLEN_FELDER = (
        "id", "traeger", "name", "bereiche", "standort", "von", "bis", "status", "bedarf", "mit_minderjaehrigen", "in_gu",
    )  # fmt: skip

    kuerzel = models.SlugField("Kürzel", max_length=60)
    name = models.CharField("Name", max_length=120)
    bereiche = ArrayField(models.CharField(max_length=14, choices=ProjektBereich), verbose_name="Bereiche")
    standort = models.ForeignKey(Standort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Standort")
    von = models.DateField("seit")
    bis = models.DateField("bis einschließlich", null=True, blank=True)
    status = models.CharField("Status", max_length=10, choices=ProjektStatus, default=ProjektStatus.STABIL)
    bedarf = models.PositiveSmallIntegerField("Bedarf an Ehrenamtlichen", default=0)
    mit_minderjaehrigen = models.BooleanField("mit Minderjährigen", default=False)
    in_gu = models.BooleanField("in einer Gemeinschaftsunterkunft", default=False)
    treffen_dauer_minuten = models.PositiveSmallIntegerField("übliche Dauer eines Treffens in Minuten", default=120)

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Projekt", "Projekte"
        ordering = ["name"]
        constraints = [
            *mandant(alle_lesen="projekte"),
            *Versioniert.bedingungen(),
            zeitraum_gueltig("projekt_zeitraum"),
            models.UniqueConstraint(
                fields=["traeger", "kuerzel"], name="projekt_kuerzel",
                violation_error_message="Dieses Kürzel hat schon ein anderes Projekt.",
            ),
            models.CheckConstraint(
                condition=Q(bereiche__len__gte=1), name="projekt_bereiche",
                violation_error_message="Ein Projekt gehört zu mindestens einem Bereich.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
