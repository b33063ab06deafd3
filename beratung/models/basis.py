"""Gemeinsame Grundlagen von MBE- und IM-Akten (haus 1): Akte, Zuständigkeit als Zeitraum, Kontakt."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from arge.daten.verschluesselung import VerschluesselterText
from beratung.begriffe import Abschlussgrund, KontaktForm
from traeger.begriffe import Loeschregel
from traeger.models import Fachkraft, MandantModell, MandantQuerySet, Versioniert

from .person import Person


class AkteQuerySet(MandantQuerySet):
    """Akten nach Stand an einem Tag; liest die Daten, nie eine Spalte „aktuell“."""

    def laufend(self, am):
        """Am Tag begonnen und nicht abgeschlossen (`abgeschlossen_am` zählt noch als laufender Tag)."""
        return self.filter(Q(abgeschlossen_am__isnull=True) | Q(abgeschlossen_am__gte=am), begonnen_am__lte=am)

    def laufend_im(self, zeitraum):
        """An mindestens einem Tag des Zeitraums laufend."""
        offen = Q(abgeschlossen_am__isnull=True) | Q(abgeschlossen_am__gte=zeitraum.von)
        return self.filter(offen, begonnen_am__lte=zeitraum.ende)


class Akte(Versioniert, MandantModell):
    """Abstrakt: Fall einer Person mit Beginn und Abschluss; Abschluss hat Datum, Grund und Handelnden oder nichts davon."""

    LOESCHREGEL = Loeschregel.AKTE
    #: Was die Seite der Akte mitlädt, und wie der Tag des letzten Kontakts in `mit_stand` heißt.
    ORTE: tuple[str, ...] = ()
    ZULETZT = ""

    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="%(class)s_akten", verbose_name="Person"
    )
    begonnen_am = models.DateField("begonnen am")
    abgeschlossen_am = models.DateField("abgeschlossen am", null=True, blank=True)
    abgeschlossen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="abgeschlossen von"
    )
    abschlussgrund = models.CharField("Grund des Abschlusses", max_length=12, choices=Abschlussgrund, blank=True)

    objects = AkteQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        abstract = True

    @staticmethod
    def bedingungen() -> list[models.BaseConstraint]:
        """Was eine Akte über sich selbst weiß."""
        offen = Q(abgeschlossen_am__isnull=True, abgeschlossen_von__isnull=True, abschlussgrund="")
        zu = Q(abgeschlossen_am__isnull=False, abgeschlossen_von__isnull=False) & ~Q(abschlussgrund="")
        return [
            *Versioniert.bedingungen(),
            models.CheckConstraint(
                condition=offen | zu, name="%(class)s_abschluss_vollstaendig",
                violation_error_message="Ein Abschluss braucht Datum, Grund und die handelnde Person.",
            ),
            models.CheckConstraint(
                condition=Q(abgeschlossen_am__isnull=True) | Q(abgeschlossen_am__gte=F("begonnen_am")),
                name="%(class)s_abschluss_nach_beginn",
                violation_error_message="Der Abschluss liegt vor dem Beginn.",
            ),
        ]  # fmt: skip

    @property
    def ist_laufend(self) -> bool:
        return self.abgeschlossen_am is None


class ZustaendigkeitBasis(MandantModell):
    """Abstrakt: Welche Fachkraft von … bis zuständig ist; an jedem Tag höchstens eine (Ausschluss-Constraint)."""

    LOESCHREGEL = Loeschregel.AKTE

    fachkraft = models.ForeignKey(Fachkraft, models.PROTECT, db_constraint=False, related_name="+", verbose_name="Fachkraft")
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    class Meta(MandantModell.Meta):
        abstract = True


class KontaktBasis(Versioniert, MandantModell):
    """Abstrakt: ein Gespräch mit Datum, Dauer, Form und verschlüsselter Notiz. Kontakt ≠ Fall ≠ Person (Fachmodell 6)."""

    LOESCHREGEL = Loeschregel.AKTE

    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    am = models.DateField("Datum")
    dauer_minuten = models.PositiveSmallIntegerField(
        "Dauer in Minuten", validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    form = models.CharField("Form", max_length=12, choices=KontaktForm, default=KontaktForm.PERSOENLICH)
    mit_dolmetschen = models.BooleanField("mit Dolmetschen", default=False)
    anzahl_angehoerige = models.PositiveSmallIntegerField("mitberatene Angehörige", default=0)
    notiz = VerschluesselterText("Notiz")
    fachkraft = models.ForeignKey(Fachkraft, models.PROTECT, db_constraint=False, related_name="+", verbose_name="Fachkraft")
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="erfasst von")

    class Meta(MandantModell.Meta):
        abstract = True

    @staticmethod
    def bedingungen() -> list[models.BaseConstraint]:
        """Was ein Kontakt über sich selbst weiß."""
        return [
            *Versioniert.bedingungen(),
            models.CheckConstraint(
                condition=Q(dauer_minuten__gte=1, dauer_minuten__lte=600), name="%(class)s_dauer",
                violation_error_message="Die Dauer liegt zwischen 1 und 600 Minuten.",
            ),
            models.CheckConstraint(
                condition=Q(anzahl_angehoerige__lte=30), name="%(class)s_angehoerige",
                violation_error_message="Höchstens 30 mitberatene Angehörige.",
            ),
        ]  # fmt: skip


def themen_feld(begriff, verbose: str) -> ArrayField:
    """Mehrfachauswahl aus einem Wortschatz; als Kästchen im Formular, ohne eigene Tabelle."""
    return ArrayField(models.CharField(max_length=14, choices=begriff), default=list, blank=True, verbose_name=verbose)
