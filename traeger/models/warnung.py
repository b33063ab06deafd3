"""Was zu einer Warnung festgehalten wird; die Warnung selbst rechnet `traeger.warnung.regeln` jeden Tag neu (Fachmodell 1)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from arge.daten.datenbank import MandantGrenze
from traeger.begriffe import Loeschregel, WarnungArt

from .basis import MandantModell, Versioniert, mandant
from .konto import Benutzer, Mitgliedschaft


@pghistory.track()
class Warnmeldung(Versioniert, MandantModell):
    """Eine Warnung, einmal per E-Mail gemeldet und höchstens einmal quittiert; ihr Tag wandert nie.

    `schluessel` benennt die Warnung unverwechselbar (Art, Gegenstand, Tag, Stufe). `traeger` ist der, den sie betrifft;
    betrifft sie die ganze Vereinbarung, die Kommune.
    """

    LOESCHREGEL = Loeschregel.VEREINBARUNG

    ZAHLEN_FELDER = ("id", "traeger", "art", "schluessel", "faellig_am", "gemeldet_am", "quittiert_am")

    art = models.CharField("Art", max_length=16, choices=WarnungArt)
    schluessel = models.CharField("Schlüssel", max_length=120)
    faellig_am = models.DateField("fällig am")
    gemeldet_am = models.DateTimeField("per E-Mail gemeldet am", null=True, blank=True)
    quittiert_am = models.DateTimeField("quittiert am", null=True, blank=True)
    quittiert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quittiert von"
    )
    notiz = models.CharField("Notiz", max_length=500, blank=True)

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Warnmeldung", "Warnmeldungen"
        constraints = [
            *mandant(alle="geld", alle_lesen="projekte"),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "schluessel"], name="warnmeldung_eindeutig",
                violation_error_message="Diese Warnung ist schon festgehalten.",
            ),
            models.CheckConstraint(
                condition=Q(quittiert_am__isnull=True, quittiert_von__isnull=True, notiz="")
                | (Q(quittiert_am__isnull=False, quittiert_von__isnull=False) & ~Q(notiz="")),
                name="warnmeldung_quittung",
                violation_error_message="Wer eine Warnung quittiert, schreibt dazu, was geschieht.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.faellig_am:%d.%m.%Y}"


class KalenderaboQuerySet(models.QuerySet):
    """Abonnements gehören der Person."""

    def fuer(self, zugang):
        return self.filter(benutzer=zugang.benutzer_id, mitgliedschaft=zugang.mitgliedschaft_id)


class Kalenderabo(models.Model):
    """Kalender-Abonnement (ICS) einer Person in einer Mitgliedschaft; die Adresse enthält ein Geheimnis, gespeichert ist sein Hash."""

    LOESCHREGEL = Loeschregel.KONTO

    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, models.CASCADE, related_name="+", verbose_name="in der Rolle")
    schluessel_hash = models.CharField(max_length=64, unique=True)
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = KalenderaboQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Kalender-Abonnement", "Kalender-Abonnements"
        constraints = [
            MandantGrenze(name="kalenderabo_grenze", nach="benutzer", alle="konten"),
            models.UniqueConstraint(
                fields=["benutzer", "mitgliedschaft"], name="kalenderabo_eindeutig",
                violation_error_message="Es gibt schon ein Abonnement.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Kalender von {self.benutzer}"
