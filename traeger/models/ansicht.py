"""Gemerkte Ansichten: Filter, Ordnung und Spalten einer Liste, die eine Person unter einem Namen wiederfindet."""

from typing import Any

from django.db import models
from django.db.models import Q

from arge.daten.datenbank import MandantGrenze
from arge.daten.suche import Deutsch
from arge.seite.ansichten import LAENGSTE_ANGABEN
from traeger.begriffe import Loeschregel

from .konto import Benutzer, Mitgliedschaft
from .traeger import Traeger

#: So viele behält eine Mitgliedschaft.
ANSICHTEN_JE_MITGLIEDSCHAFT = 40


class AnsichtQuerySet(models.QuerySet[Any]):
    """Ansichten einer Person in ihrer aktiven Mitgliedschaft."""

    def fuer(self, zugang: Any) -> "AnsichtQuerySet":
        return self.filter(benutzer=zugang.benutzer_id, mitgliedschaft=zugang.mitgliedschaft_id)


class Ansicht(models.Model):
    """Eine gemerkte Auswahl einer Liste; gehört nur ihrer Person und nur in dieser Mitgliedschaft.

    `angaben` sind die der Adresse (`arge.seite.ansichten`): Schlüssel, Tage, Spalten, nie ein Suchwort – es wäre der Name eines
    Menschen. `immer`: Mit ihr geht die Liste auf; davon gibt es je Liste eine.
    """

    LOESCHREGEL = Loeschregel.KONTO

    traeger = models.ForeignKey(Traeger, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, models.CASCADE, related_name="+", verbose_name="in der Rolle")
    adresse = models.CharField("Adresse der Liste", max_length=200)
    liste = models.CharField("Liste", max_length=100)
    name = models.CharField("Name", max_length=40)
    angaben = models.CharField("Angaben", max_length=LAENGSTE_ANGABEN, blank=True)
    immer = models.BooleanField(
        "Die Liste geht immer so auf", default=False, db_default=False,
        help_text="Filter, Ordnung und Spalten gelten dann, sobald Sie die Liste öffnen. Über „Filter zurücksetzen“ sehen Sie wieder alles.",
    )  # fmt: skip

    objects = AnsichtQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "gemerkte Ansicht", "gemerkte Ansichten"
        ordering = [Deutsch("liste"), Deutsch("name"), "pk"]
        constraints = [
            MandantGrenze(name="ansicht_grenze", nach="benutzer"),
            models.UniqueConstraint(
                fields=["benutzer", "mitgliedschaft", "adresse", "name"], name="ansicht_name",
                violation_error_message="Unter diesem Namen haben Sie hier schon eine Ansicht gemerkt. Bitte wählen Sie einen anderen.",
            ),
            models.UniqueConstraint(
                fields=["benutzer", "mitgliedschaft", "adresse"], condition=Q(immer=True), name="ansicht_eine_immer",
                violation_error_message="Mit einer anderen Ansicht geht diese Liste schon auf.",
            ),
            models.CheckConstraint(
                condition=Q(adresse__regex=r"^/[a-z]"), name="ansicht_im_haus",
                violation_error_message="Zu dieser Adresse gibt es keine Liste.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="ansicht_hat_name", violation_error_message="Bitte geben Sie der Ansicht einen Namen."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def ziel(self) -> str:
        """Die Liste in dieser Ansicht."""
        return f"{self.adresse}?{self.angaben or 'ansicht='}"
