"""Einzugsgebiete des externen Integrationsmanagements (Konzept 3.2, Zuständigkeitsstruktur)."""

from django.db import models

from arge.daten.datenbank import KeineUeberschneidung
from traeger.begriffe import Recht
from traeger.models import Stadtteil, Traeger, ZeitraumQuerySet, zeitraum_gueltig


class Gebiet(models.Model):
    """Stadtteil × Träger × Zeitraum; `nur_bei_bedarf` = Biberach. Kein Personenbezug, für alle lesbar."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    stadtteil = models.ForeignKey(Stadtteil, models.PROTECT, related_name="gebiete", verbose_name="Stadtteil")
    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="+", verbose_name="Träger")
    nur_bei_bedarf = models.BooleanField("nur bei Bedarf", default=False)
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    objects = ZeitraumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Gebiet", "Gebiete"
        constraints = [
            zeitraum_gueltig("gebiet_zeitraum"),
            KeineUeberschneidung(
                "stadtteil", "traeger", name="gebiet_je_tag",
                violation_error_message="Dieser Träger ist in diesem Zeitraum schon für den Stadtteil eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.stadtteil} · {self.traeger}"
