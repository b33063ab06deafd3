"""Treffen eines Projekts und die Stunden der Ehrenamtlichen (Fachmodell 2)."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from traeger.begriffe import Loeschregel
from traeger.models import MandantModell, MandantQuerySet, Stornierbar, Verschiebbar, Versioniert, gueltige, mandant
from traeger.models.stellen import pruefung

from .ehrenamtliche import Ehrenamtliche
from .projekt import Projekt


@pghistory.track()
class Treffen(Verschiebbar, Versioniert, MandantModell):
    """Ein Termin eines Projekts: Datum, Dauer, Zahl der Teilnehmenden."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    ZAHLEN_FELDER = (
        "id", "traeger", "projekt", "am", "dauer_minuten", "anzahl_teilnehmende", "erfasst_am", "storniert_am", "verschoben_am",
    )  # fmt: skip

    projekt = models.ForeignKey(Projekt, models.PROTECT, db_constraint=False, related_name="treffen", verbose_name="Projekt")
    am = models.DateField("Datum")
    dauer_minuten = models.PositiveSmallIntegerField(
        "Dauer in Minuten", validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    anzahl_teilnehmende = models.PositiveSmallIntegerField("Teilnehmende", validators=[MaxValueValidator(500)])
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="erfasst von")

    objects = gueltige(MandantQuerySet)
    auch_stornierte = MandantQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Treffen", "Treffen"
        triggers = [*MandantModell.Meta.triggers, *pruefung("treffen_projekt", "im_projekt_pruefen", "projekt_id")]
        ordering = ["-am", "-pk"]
        constraints = [
            *mandant("projekt", alle_lesen="projekte"),
            *Versioniert.bedingungen(),
            *Verschiebbar.storno_bedingungen(),
            models.CheckConstraint(
                condition=Q(dauer_minuten__gte=5, dauer_minuten__lte=720), name="treffen_dauer",
                violation_error_message="Die Dauer liegt zwischen 5 und 720 Minuten.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "am"]), models.Index(fields=["traeger", "projekt", "am"])]

    def __str__(self) -> str:
        return f"Treffen am {self.am:%d.%m.%Y}"


@pghistory.track()
class Stunden(Stornierbar, MandantModell):
    """Zeit einer ehrenamtlichen Person bei einem Treffen oder sonst; bestätigt durch eine andere Person als die erfassende."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    ZAHLEN_FELDER = (
        "id",
        "traeger",
        "ehrenamtliche",
        "projekt",
        "treffen",
        "am",
        "minuten",
        "bestaetigt_am",
        "erfasst_am",
        "storniert_am",
    )

    ehrenamtliche = models.ForeignKey(
        Ehrenamtliche, models.PROTECT, db_constraint=False, related_name="stunden", verbose_name="Ehrenamtliche Person"
    )
    projekt = models.ForeignKey(Projekt, models.PROTECT, db_constraint=False, related_name="stunden", verbose_name="Projekt")
    treffen = models.ForeignKey(
        Treffen, models.CASCADE, null=True, blank=True, db_constraint=False, related_name="stunden", verbose_name="Treffen"
    )
    am = models.DateField("Datum")
    minuten = models.PositiveSmallIntegerField("Minuten")
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="erfasst von")
    bestaetigt_am = models.DateTimeField("bestätigt am", null=True, blank=True)
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bestätigt von"
    )

    objects = gueltige(MandantQuerySet)
    auch_stornierte = MandantQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Stunden", "Stunden"
        triggers = [
            *MandantModell.Meta.triggers, *pruefung("stunden_tag", "stunden_je_tag_pruefen", "ehrenamtliche_id"),
            *pruefung("stunden_person", "im_engagement_pruefen", "ehrenamtliche_id"),
            *pruefung("stunden_projekt", "im_projekt_pruefen", "projekt_id"),
        ]  # fmt: skip
        constraints = [
            *mandant("ehrenamtliche", "projekt", "treffen"),
            *Stornierbar.storno_bedingungen(),
            models.CheckConstraint(
                condition=Q(minuten__gte=5, minuten__lte=1440), name="stunden_minuten",
                violation_error_message="Je Eintrag zwischen 5 Minuten und 24 Stunden.",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_am__isnull=True) | Q(bestaetigt_am__gte=models.F("erfasst_am")),
                name="stunden_bestaetigt_danach",
                violation_error_message="Bestätigt werden Stunden erst, wenn sie erfasst sind.",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_am__isnull=True, bestaetigt_von__isnull=True)
                | (Q(bestaetigt_am__isnull=False, bestaetigt_von__isnull=False) & ~Q(bestaetigt_von=models.F("erfasst_von"))),
                name="stunden_bestaetigung",
                violation_error_message="Stunden bestätigt eine andere Person als die, die sie erfasst hat.",
            ),
            models.UniqueConstraint(
                fields=["traeger", "treffen", "ehrenamtliche"], name="stunden_je_treffen",
                condition=Q(storniert_am__isnull=True),
                violation_error_message="Für dieses Treffen sind die Stunden dieser Person schon erfasst.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "am"]), models.Index(fields=["traeger", "ehrenamtliche", "am"])]

    @property
    def stand(self) -> str:
        """Was jemand bestätigt, der diese Zeile sieht: Ändert sich etwas davon, gilt die Bestätigung nicht."""
        return f"{self.pk}-{self.minuten}-{self.am.toordinal()}-{self.projekt_id}-{self.ehrenamtliche_id}"

    def __str__(self) -> str:
        return f"{self.minuten} Minuten am {self.am:%d.%m.%Y}"
