"""Ehrenamtliche eines Trägers und ihre Einsätze (Fachmodell 2)."""

import pghistory
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractYear

from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import Deutsch
from ehrenamt.begriffe import Anbindung, Erfahrung, Verfuegbarkeit
from traeger.begriffe import Loeschregel
from traeger.models import (
    Benannt,
    MandantModell,
    MandantQuerySet,
    MandantZeitraumQuerySet,
    Versioniert,
    mandant,
    zeitraum_gueltig,
)

from .projekt import Projekt


class EhrenamtlicheQuerySet(MandantQuerySet):
    """Ehrenamtliche nach Stand an einem Tag."""

    def da_am(self, am):
        """Am Tag gewonnen und nicht ausgeschieden."""
        return self.filter(gewonnen_am__lte=am).filter(Q(ausgeschieden_am__isnull=True) | Q(ausgeschieden_am__gte=am))

    def mit_einsatz(self, projekt, zeitraum):
        """Im Zeitraum in diesem Projekt eingesetzt."""
        einsaetze = Einsatz.objects.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk"), projekt=projekt)
        return self.filter(Exists(einsaetze.im(zeitraum)))

    def mit_stunden(self, zeitraum):
        """Dazu die Minuten im Zeitraum (`minuten`) und die Projekte am letzten Tag (`projekte`)."""
        stunden = self.model._meta.get_field("stunden").related_model.objects
        eigene = stunden.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk"))
        summe = eigene.filter(am__gte=zeitraum.von, am__lte=zeitraum.ende).order_by().values("ehrenamtliche")
        einsaetze = Einsatz.objects.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk")).am(zeitraum.ende)
        gruppen = einsaetze.order_by().values("ehrenamtliche")
        namen = gruppen.annotate(n=StringAgg("projekt__name", ", ", order_by=Deutsch("projekt__name")))
        return self.annotate(
            minuten=Coalesce(Subquery(summe.annotate(n=Sum("minuten")).values("n")), 0), projekte=Subquery(namen.values("n"))
        )


@pghistory.track(exclude=["suchname"])
class Ehrenamtliche(Benannt, Versioniert, MandantModell):
    """Freiwillig engagierte Person; Daten ihres Trägers (fakten 5). Die Stadt sieht Anzahl, Stunden, Altersgruppen."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    ZAHLEN_FELDER = (
        "id", "traeger", "geburtsjahr", "erfahrung", "anbindung", "verfuegbarkeit", "gewonnen_am", "ausgeschieden_am",
    )  # fmt: skip

    geburtsdatum = models.DateField("Geburtsdatum", null=True, blank=True)
    #: Zahlen über Träger hinweg rechnen mit dem Jahr; den Tag liest nur der eigene Träger.
    geburtsjahr = models.GeneratedField(
        expression=ExtractYear("geburtsdatum"), output_field=models.SmallIntegerField(null=True), db_persist=True
    )
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    sprachen = models.CharField("Sprachen", max_length=120, blank=True)
    erfahrung = models.CharField(
        "eigene Flucht- oder Migrationserfahrung (freiwillig)",
        max_length=5,
        choices=Erfahrung,
        default=Erfahrung.KEINE_ANGABE,
    )
    anbindung = models.CharField("Anbindung", max_length=10, choices=Anbindung, default=Anbindung.ARGE)
    verfuegbarkeit = models.CharField(
        "Verfügbarkeit", max_length=14, choices=Verfuegbarkeit, default=Verfuegbarkeit.REGELMAESSIG
    )
    gewonnen_am = models.DateField("gewonnen am")
    gewonnen_ueber = models.CharField("gewonnen über", max_length=80, blank=True)
    ausgeschieden_am = models.DateField("ausgeschieden am", null=True, blank=True)
    austrittsgrund = models.CharField("Grund des Ausscheidens", max_length=120, blank=True)

    objects = EhrenamtlicheQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Ehrenamtliche Person", "Ehrenamtliche"
        constraints = [
            *mandant(),
            *Benannt.namensbedingungen(),
            *Versioniert.bedingungen(),
            models.CheckConstraint(
                condition=Q(ausgeschieden_am__isnull=True) | Q(ausgeschieden_am__gte=F("gewonnen_am")),
                name="ehrenamtliche_zeitraum",
                violation_error_message="Das Ausscheiden liegt vor dem Beginn des Engagements.",
            ),
        ]
        indexes = Benannt.namensindex()

    @property
    def dabei(self):
        """Erster und letzter Tag des Engagements."""
        return self.gewonnen_am, self.ausgeschieden_am


@pghistory.track()
class Einsatz(MandantModell):
    """Ehrenamtliche × Projekt von … bis; aus ihm folgen die Pflichtnachweise (Fachmodell 2)."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    ZAHLEN_FELDER = ("id", "traeger", "ehrenamtliche", "projekt", "von", "bis")

    ehrenamtliche = models.ForeignKey(
        Ehrenamtliche, models.PROTECT, db_constraint=False, related_name="einsaetze", verbose_name="Ehrenamtliche Person"
    )
    projekt = models.ForeignKey(
        Projekt, models.PROTECT, db_constraint=False, related_name="einsaetze", verbose_name="Projekt"
    )
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Einsatz", "Einsätze"
        constraints = [
            *mandant("ehrenamtliche", "projekt"),
            zeitraum_gueltig("einsatz_zeitraum"),
            KeineUeberschneidung(
                "ehrenamtliche", "projekt", name="einsatz_je_tag",
                violation_error_message="Diese Person ist in diesem Zeitraum schon in dem Projekt eingesetzt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Einsatz ab {self.von:%d.%m.%Y}"
