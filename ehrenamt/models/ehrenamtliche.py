"""Ehrenamtliche eines Trägers und ihre Einsätze (Fachmodell 2)."""

import pghistory
import pgtrigger
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear

from arge.daten.abfragen import daneben, gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import Deutsch
from arge.zahlen.zeitraum import tag_davor
from ehrenamt import regeln
from ehrenamt.begriffe import Anbindung, Erfahrung, Verfuegbarkeit
from traeger.begriffe import Loeschregel
from traeger.models import (
    Benannt,
    BerichtigungBasis,
    MandantModell,
    MandantQuerySet,
    MandantZeitraumQuerySet,
    Suchschluessel,
    Versioniert,
    Zeitstand,
    ende_aus,
    ende_melden,
    mandant,
    suchbar,
    zeitraum_gueltig,
)
from traeger.models.stellen import pruefung

from .projekt import Projekt, einsaetze_folgen


@gemerkt
def _ausgeschieden(am):
    weg = Ausscheiden.objects.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk"), von__lt=am)
    return weg.offen_ab(am)


class EhrenamtlicheQuerySet(MandantQuerySet):
    """Ehrenamtliche nach Stand an einem Tag; liest die Zeiträume, nie eine Spalte „aktuell“."""

    def da_am(self, am):
        """Am Tag gewonnen und nicht ausgeschieden; der letzte Tag zählt mit."""
        return self.filter(~Exists(_ausgeschieden(am)), gewonnen_am__lte=am)

    def ausgeschieden_im(self, zeitraum):
        """Am ersten Tag ohne Engagement im Zeitraum, und an seinem Ende nicht zurück; der letzte Tag selbst zählt noch als dabei.

        So ist Bestand = Bestand davor + neue + zurückgekehrte − ausgeschiedene.
        """
        davor, am_ende = tag_davor(zeitraum.von), Q(bis__isnull=True) | Q(bis__gte=zeitraum.ende)
        weg = Ausscheiden.objects.filter(am_ende, traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk"))
        return self.filter(Exists(weg.filter(von__gte=davor, von__lt=zeitraum.ende)))

    def zurueck_im(self, zeitraum):
        """Vor dem Zeitraum ausgeschieden und in ihm zurückgekehrt."""
        davor = tag_davor(zeitraum.von)
        weg = Ausscheiden.objects.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk"))
        return self.filter(Exists(weg.filter(von__lt=davor, bis__gte=davor, bis__lt=zeitraum.ende)))

    def mit_erfahrung(self, am):
        """Dazu die Angabe, die am Tag galt (`erfahrung`)."""
        angaben = Erfahrungsangabe.objects.filter(traeger=OuterRef("traeger"), ehrenamtliche=OuterRef("pk")).am(am)
        angabe = Coalesce(Subquery(angaben.values("erfahrung")[:1]), Value(Erfahrung.KEINE_ANGABE.value))
        return self.annotate(erfahrung=angabe)

    def mit_werdegang(self):
        """Dazu `enden` (Ausscheiden), `angaben_je` (Erfahrung) und `berichtigt`, neueste zuerst: eine Abfrage statt vier."""
        eigen = {"traeger": OuterRef("traeger"), "ehrenamtliche": OuterRef("pk")}
        angaben = Erfahrungsangabe.objects.filter(**eigen).order_by(F("von").desc(nulls_last=True))
        return self.annotate(
            enden=daneben(Ausscheiden.objects.filter(**eigen).order_by("-von"), "pk", "von", "bis", "grund"),
            angaben_je=daneben(angaben, "pk", "von", "bis", "erfahrung"),
            berichtigt=Personberichtigung.daneben("ehrenamtliche"),
        )

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


SUCHE = {"namen": ("nachname", "vorname"), "telefon": "telefon", "geboren": "geburtsdatum"}


@pghistory.track(exclude=["suchname"])
class Ehrenamtliche(Benannt, Versioniert, MandantModell):
    """Freiwillig engagierte Person; Daten ihres Trägers (fakten 5). Die Stadt sieht Anzahl, Stunden, Altersgruppen."""

    LOESCHREGEL = Loeschregel.EHRENAMT
    #: Woran man jemanden findet.
    SUCHE = SUCHE

    ZAHLEN_FELDER = (
        "id", "traeger", "geburtsjahr", "anbindung", "verfuegbarkeit", "gewonnen_am", "ausgeschieden_am",
    )  # fmt: skip
    #: Was nur „Fehler berichtigen“ ändert, weil es die Zahlen vergangener Tage ändert.
    BERICHTIGT = ("gewonnen_am", "geburtsdatum")

    geburtsdatum = models.DateField("Geburtsdatum", null=True, blank=True)
    #: Zahlen über Träger hinweg rechnen mit dem Jahr; den Tag liest nur der eigene Träger.
    geburtsjahr = models.GeneratedField(
        expression=ExtractYear("geburtsdatum"), output_field=models.SmallIntegerField(null=True), db_persist=True
    )
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    sprachen = models.CharField("Sprachen", max_length=120, blank=True)
    anbindung = models.CharField("Anbindung", max_length=10, choices=Anbindung, default=Anbindung.ARGE)
    verfuegbarkeit = models.CharField(
        "Verfügbarkeit", max_length=14, choices=Verfuegbarkeit, default=Verfuegbarkeit.REGELMAESSIG
    )
    gewonnen_am = models.DateField("gewonnen am")
    gewonnen_ueber = models.CharField("gewonnen über", max_length=80, blank=True)
    #: Das offene Ausscheiden; die Datenbank hält die Spalte aus den Zeilen (`ende_aus`).
    ausgeschieden_am = models.DateField("ausgeschieden am", null=True, blank=True, editable=False)

    objects = EhrenamtlicheQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Ehrenamtliche Person", "Ehrenamtliche"
        triggers = [
            *MandantModell.Meta.triggers,
            *ende_aus(
                "ehrenamt_ausscheiden", "ehrenamtliche_id", spalte="ausgeschieden_am", beginn="gewonnen_am",
                satz="Das Ausscheiden liegt vor dem Beginn des Engagements.",
            ),
            *einsaetze_folgen("engagement", "id", wann=pgtrigger.AnyChange("gewonnen_am")),
            *suchbar("ehrenamt_ehrenamtlichenschluessel", **SUCHE),
        ]  # fmt: skip
        constraints = [*mandant(), *Benannt.namensbedingungen(), *Versioniert.bedingungen()]
        indexes = Benannt.namensindex()

    @property
    def dabei(self):
        """Die Zeiten des Engagements: zwischen Ausscheiden und Rückkehr liegt eine Pause. Dieselbe Antwort wie `da_am`."""
        return regeln.engagement(self.gewonnen_am, [(weg.von, weg.bis) for weg in self.ausscheiden.all()])


class Ehrenamtlichenschluessel(Suchschluessel):
    """Woran eine ehrenamtliche Person zu finden ist; lesbar, wo ihre Zeile es ist."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    zeile = models.ForeignKey(
        Ehrenamtliche, models.DO_NOTHING, db_constraint=False, related_name="suchschluessel", verbose_name="Ehrenamtliche"
    )

    class Meta(Suchschluessel.Meta):
        verbose_name, verbose_name_plural = "Suchschlüssel", "Suchschlüssel"
        constraints = mandant("zeile", eindeutig=False)
        indexes = Suchschluessel.schluesselindex("ehrenamtliche")


@pghistory.track()
class Ausscheiden(MandantModell):
    """Letzter Tag eines Engagements (`von`), bis die Person wiederkommt (`bis` = Tag davor); die Zeile bleibt auch dann."""

    LOESCHREGEL = Loeschregel.EHRENAMT
    ZAHLEN_FELDER = ("id", "traeger", "ehrenamtliche", "von", "bis")

    ehrenamtliche = models.ForeignKey(
        Ehrenamtliche, models.CASCADE, db_constraint=False, related_name="ausscheiden", verbose_name="Ehrenamtliche Person"
    )
    von = models.DateField("ausgeschieden am")
    bis = models.DateField("bis vor der Rückkehr", null=True, blank=True)
    grund = models.CharField("Grund des Ausscheidens", max_length=120)

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Ausscheiden", "Ausscheiden"
        triggers = [
            *MandantModell.Meta.triggers,
            *ende_melden("ehrenamt_ehrenamtliche", "ehrenamtliche_id", spalte="ausgeschieden_am"),
            *einsaetze_folgen("engagement", "ehrenamtliche_id"),
        ]
        constraints = [
            *mandant("ehrenamtliche"),
            zeitraum_gueltig("ausscheiden_zeitraum"),
            KeineUeberschneidung(
                "ehrenamtliche", name="ausscheiden_je_tag",
                violation_error_message="In diesem Zeitraum ist die Person schon ausgeschieden.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "ehrenamtliche"])]

    def __str__(self) -> str:
        return f"Ausgeschieden am {self.von:%d.%m.%Y}"


@pghistory.track()
class Erfahrungsangabe(Zeitstand):
    """Was eine Person zu eigener Flucht- oder Migrationserfahrung von … bis angab; ohne Zeile: keine Angabe."""

    LOESCHREGEL = Loeschregel.EHRENAMT
    ZAHLEN_FELDER = ("id", "traeger", "ehrenamtliche", "von", "bis", "erfahrung")
    WERTE = ("erfahrung",)

    ehrenamtliche = models.ForeignKey(
        Ehrenamtliche, models.CASCADE, db_constraint=False, related_name="angaben", verbose_name="Ehrenamtliche Person"
    )
    erfahrung = models.CharField("eigene Flucht- oder Migrationserfahrung (freiwillig)", max_length=5, choices=Erfahrung)

    class Meta(Zeitstand.Meta):
        verbose_name, verbose_name_plural = "Angabe zur Erfahrung", "Angaben zur Erfahrung"
        constraints = [
            *mandant("ehrenamtliche"),
            zeitraum_gueltig("erfahrungsangabe_zeitraum"),
            KeineUeberschneidung(
                "ehrenamtliche", name="erfahrungsangabe_je_tag",
                violation_error_message="In diesem Zeitraum steht schon eine Angabe.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "ehrenamtliche"])]

    def __str__(self) -> str:
        return str(self.get_erfahrung_display())


@pghistory.track(exclude=["grund"])
class Personberichtigung(BerichtigungBasis):
    """Was an einer ehrenamtlichen Person im Nachhinein berichtigt wurde, und warum."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    ehrenamtliche = models.ForeignKey(
        Ehrenamtliche,
        models.CASCADE,
        db_constraint=False,
        related_name="berichtigungen",
        verbose_name="Ehrenamtliche Person",
    )

    class Meta(BerichtigungBasis.Meta):
        verbose_name, verbose_name_plural = "Berichtigung einer Person", "Berichtigungen einer Person"
        constraints = mandant("ehrenamtliche")


@pghistory.track()
class Einsatz(MandantModell):
    """Ehrenamtliche × Projekt von … bis; aus ihm folgen die Pflichtnachweise (Fachmodell 2).

    Er liegt ganz im Engagement der Person und in der Laufzeit des Projekts und endet mit ihnen, auch ohne eigenes Ende.
    """

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
        triggers = [
            *MandantModell.Meta.triggers, *pruefung("einsatz_person", "im_engagement_pruefen", "ehrenamtliche_id"),
            *pruefung("einsatz_projekt", "im_projekt_pruefen", "projekt_id"),
        ]  # fmt: skip
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
