"""Stornieren statt löschen: Ein falscher Eintrag bleibt lesbar, zählt aber nirgends mehr mit (oberflaeche.md)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from traeger.begriffe import StornoGrund


class Gueltige(models.Manager[Any]):
    """Kennt nur, was nicht storniert ist."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(storniert_am__isnull=True)


def gueltige(menge: type[models.QuerySet[Any]]) -> Any:
    """Manager über die gültigen Einträge mit den Methoden dieser Abfrage."""
    return Gueltige.from_queryset(menge)()


class Stornierbar(models.Model):
    """Abstrakt: Eintrag, der storniert werden kann.

    `objects = gueltige(…)` steht am Modell vor `auch_stornierte`: Was zählt, prüft, anbietet oder über einen Rückverweis liest
    (`fall.kontakte`), sieht Storniertes nicht, ohne daran zu denken. Wer es zeigt, fragt `auch_stornierte`.
    `GILT_FUER` nennt das Feld mit dem Tag, für den der Eintrag zählt; `verschoben_am` steht, wo er zu einer anderen Sache kam.
    """

    GILT_FUER = "am"
    ERFASST = "erfasst_am"

    storniert_am = models.DateTimeField("storniert am", null=True, blank=True, editable=False)
    storniert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="storniert von",
    )  # fmt: skip
    storno_grund = models.CharField("Grund des Stornos", max_length=8, choices=StornoGrund, blank=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def storno_bedingungen() -> list[models.BaseConstraint]:
        """Zeitpunkt, Person und Grund gehören zusammen."""
        leer = Q(storniert_am__isnull=True, storniert_von__isnull=True, storno_grund="")
        ganz = Q(storniert_am__isnull=False, storniert_von__isnull=False, storno_grund__in=StornoGrund.values)
        return [
            models.CheckConstraint(
                condition=leer | ganz, name="%(class)s_storno",
                violation_error_message="Ein Storno hat Zeitpunkt, Person und Grund.",
            )
        ]  # fmt: skip


class Verschiebbar(Stornierbar):
    """Abstrakt: dazu der Zeitpunkt, zu dem der Eintrag zu einer anderen Akte oder einem anderen Projekt kam."""

    verschoben_am = models.DateTimeField("verschoben am", null=True, blank=True, editable=False)

    class Meta(Stornierbar.Meta):
        abstract = True
