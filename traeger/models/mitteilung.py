"""Was jemandem in der Glocke steht, und was er dort und per E-Mail haben will."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from arge.daten.datenbank import MandantGrenze
from traeger.begriffe import MAIL_VORGABE, Anlass, Bereich, Loeschregel

from .entwurf import IM_HAUS
from .konto import Benutzer, Mitgliedschaft


class MitteilungQuerySet(models.QuerySet):
    """Mitteilungen gehören einer Person in einer Mitgliedschaft; niemand sonst sieht sie, auch keine Vertretung."""

    def fuer(self, zugang):
        """Was in der Glocke der aktiven Mitgliedschaft steht."""
        return self.filter(benutzer=zugang.benutzer_id, mitgliedschaft=zugang.mitgliedschaft_id, glocke=True)

    def ungelesen(self):
        return self.filter(gelesen_am__isnull=True)


class Mitteilung(models.Model):
    """Etwas ist bei jemandem angekommen: was (`anlass`), woran (`sache`: Art und Nummer, nie ein Name) und der Weg dorthin.

    Je Anlass, Sache und Tag gibt es bei einer Mitgliedschaft eine; geschieht dasselbe am selben Tag noch einmal, wird sie wieder
    ungelesen. `tag` ist der, um den es geht: ab wann etwas gilt, wann es fällig ist. `in_sammelmail`: steht in der einen E-Mail des Tages.
    """

    LOESCHREGEL = Loeschregel.KURZ

    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, models.CASCADE, related_name="+", verbose_name="in der Rolle")
    anlass = models.CharField("Anlass", max_length=12, choices=Anlass)
    sache = models.CharField("Sache", max_length=60)
    pfad = models.CharField("Weg zur Sache", max_length=200)
    tag = models.DateField("Tag")
    glocke = models.BooleanField("steht in der Glocke", default=True)
    in_sammelmail = models.BooleanField("steht in der E-Mail des Tages", default=False)
    entstanden_am = models.DateTimeField("entstanden am")
    gelesen_am = models.DateTimeField("gelesen am", null=True, blank=True)
    gemailt_am = models.DateTimeField("in der E-Mail des Tages gestanden am", null=True, blank=True)

    objects = MitteilungQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Mitteilung", "Mitteilungen"
        constraints = [
            MandantGrenze(name="mitteilung_grenze", nach="benutzer", alle=Bereich.MITTEILUNGEN.value),
            models.UniqueConstraint(
                fields=["benutzer", "mitgliedschaft", "anlass", "pfad", "tag"], name="mitteilung_einmal",
                violation_error_message="Das ist schon mitgeteilt.",
            ),
            models.CheckConstraint(
                condition=Q(pfad__regex=IM_HAUS.pattern), name="mitteilung_im_haus",
                violation_error_message="Eine Mitteilung führt nur zu einer Seite dieses Hauses.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["benutzer", "mitgliedschaft"], condition=Q(gelesen_am__isnull=True, glocke=True),
                name="mitteilung_ungelesen",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sache}: {self.get_anlass_display()}"


class MitteilungswahlQuerySet(models.QuerySet):
    """Die Wahl gehört dem Konto, nicht der Rolle."""

    def fuer(self, zugang):
        return self.filter(benutzer=zugang.benutzer_id)


def _anlaesse(vorgabe, wort: str) -> ArrayField:
    return ArrayField(models.CharField(max_length=12, choices=Anlass), default=vorgabe, blank=True, verbose_name=wort)


def glocke_vorgabe() -> list[str]:
    """Ohne eigene Wahl steht alles in der Glocke: Sie stört niemanden."""
    return list(Anlass.values)


def mail_vorgabe() -> list[str]:
    """Ohne eigene Wahl kommt als E-Mail nur, was liegen bliebe, wenn es niemand sieht."""
    return [anlass.value for anlass in Anlass if anlass in MAIL_VORGABE]


class Mitteilungswahl(models.Model):
    """Was ein Konto in der Glocke und per E-Mail haben will; ohne Zeile gilt die Vorgabe."""

    LOESCHREGEL = Loeschregel.KONTO

    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    glocke = _anlaesse(glocke_vorgabe, "in der Glocke")
    email = _anlaesse(mail_vorgabe, "per E-Mail")

    objects = MitteilungswahlQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Wahl der Mitteilungen", "Wahlen der Mitteilungen"
        constraints = [
            MandantGrenze(name="mitteilungswahl_grenze", nach="benutzer", alle=Bereich.MITTEILUNGEN.value),
            models.UniqueConstraint(
                fields=["benutzer"], name="mitteilungswahl_eindeutig",
                violation_error_message="Zu diesem Konto gibt es schon eine Wahl.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Mitteilungen an Konto {self.benutzer_id}"
