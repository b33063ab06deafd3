"""Bescheide, Auszahlungen, Personalkosten. Geld sieht keine Fälle (haus 1)."""

import pghistory
import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from finanzen.begriffe import BescheidArt, Mittel
from traeger.begriffe import Loeschregel
from traeger.models import (
    Besetzung,
    MandantModell,
    MandantZeitraumQuerySet,
    Stellenanteil,
    Versioniert,
    mandant,
    zeitraum_gueltig,
)
from traeger.models.stellen import pruefung

#: Steuerung sieht und schreibt Geld aller Träger, Prüfung liest es (Fachmodell 0).
GELD = {"alle": "geld", "alle_lesen": "geld_lesen"}


def betrag_feld(verbose: str = "Betrag in Euro") -> models.DecimalField:
    """Geldbetrag in Euro und Cent."""
    return models.DecimalField(verbose, max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])


@pghistory.track()
class Bescheid(Versioniert, MandantModell):
    """Bewilligung von Geld an einen Träger für einen Zeitraum; `traeger` ist der Empfänger."""

    ZAHLEN_FELDER = (
        "id", "traeger", "art", "mittel", "aktenzeichen", "stellenanteil", "von", "bis", "betrag", "nachweis_bis",
    )  # fmt: skip
    #: Ändert sich der Stellenanteil ab einem Tag, gehört ein Bescheid zu dem Zeitraum, in dem er beginnt.
    GILT_AM = "von"

    art = models.CharField("Art", max_length=14, choices=BescheidArt)
    mittel = models.CharField("Mittel", max_length=16, choices=Mittel)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=60)
    beschieden_am = models.DateField("Datum des Bescheids")
    stellenanteil = models.ForeignKey(
        Stellenanteil,
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
        verbose_name="Stellenanteil",
    )
    von = models.DateField("Bewilligung ab")
    bis = models.DateField("Bewilligung bis einschließlich")
    betrag = betrag_feld()
    nachweis_bis = models.DateField("Verwendungsnachweis bis", null=True, blank=True)

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Bescheid", "Bescheide"
        constraints = [
            *mandant("stellenanteil", **GELD),
            *Versioniert.bedingungen(),
            zeitraum_gueltig("bescheid_zeitraum"),
            models.CheckConstraint(
                condition=Q(betrag__gte=0), name="bescheid_betrag", violation_error_message="Der Betrag ist nicht negativ."
            ),
            models.UniqueConstraint(
                fields=["traeger", "aktenzeichen"], name="bescheid_aktenzeichen",
                violation_error_message="Dieses Aktenzeichen gibt es bei diesem Träger schon.",
            ),
        ]  # fmt: skip
        triggers = [
            *MandantModell.Meta.triggers,
            *pruefung("bescheid_haelt", "auszahlungen_je_bescheid_pruefen", "id", neu=False),
            pgtrigger.Trigger(  # das Land fördert die Stadt, die Stadt die Träger; an sich selbst bewilligt sie nichts (Konzept 4)
                name="empfaenger", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    if (new.art = 'land') <> exists (
                        select 1 from traeger_traeger where id = new.traeger_id and art = 'kommune'
                    ) then
                        raise exception using errcode = '23514', constraint = 'regel_bescheid_empfaenger',
                            message = 'Der Bescheid des Landes geht an die Stadt, jeder andere an einen freien Träger.';
                    end if;
                    return new;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.aktenzeichen


@pghistory.track()
class Auszahlung(Versioniert, MandantModell):
    """Zahlung der Stadt auf einen Bescheid an einen Träger; zusammen nie mehr, als der Bescheid bewilligt (Konzept 4)."""

    ZAHLEN_FELDER = ("id", "traeger", "bescheid", "am", "betrag")

    bescheid = models.ForeignKey(
        Bescheid, models.PROTECT, db_constraint=False, related_name="auszahlungen", verbose_name="Bescheid"
    )
    am = models.DateField("ausgezahlt am")
    betrag = betrag_feld()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Auszahlung", "Auszahlungen"
        constraints = [
            *mandant("bescheid", **GELD),
            *Versioniert.bedingungen(),
            models.CheckConstraint(
                condition=Q(betrag__gt=0), name="auszahlung_betrag", violation_error_message="Eine Auszahlung ist größer als 0 €."
            ),
        ]  # fmt: skip
        triggers = [
            *MandantModell.Meta.triggers,
            *pruefung("auszahlung_haelt", "auszahlungen_je_bescheid_pruefen", "bescheid_id"),
        ]

    def __str__(self) -> str:
        return f"Auszahlung vom {self.am:%d.%m.%Y}"


@pghistory.track()
class Personalkosten(Versioniert, MandantModell):
    """Ist-Bruttopersonalkosten einer Besetzung in einem Monat, vom Träger gemeldet (Konzept 4)."""

    LOESCHREGEL = Loeschregel.FINANZEN

    #: Ohne Betrag: Über alle Träger gibt es nur die Summe je Träger (`personalkosten_summe`), nie ein Gehalt.
    ZAHLEN_FELDER = ("id", "traeger", "monat")
    REGEL_FELDER = ("brutto",)
    #: Wird die Besetzung an einem Tag geteilt, gehört ein Monat zu dem Teil, in dem sein erster Tag liegt.
    GILT_AM = "monat"

    besetzung = models.ForeignKey(Besetzung, models.PROTECT, db_constraint=False, related_name="+", verbose_name="Besetzung")
    monat = models.DateField("Monat (erster Tag)")
    brutto = betrag_feld("Bruttopersonalkosten in Euro")

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Personalkosten", "Personalkosten"
        constraints = [
            *mandant("besetzung", **GELD),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "besetzung", "monat"], name="personalkosten_monat",
                violation_error_message="Für diesen Monat sind die Personalkosten schon gemeldet.",
            ),
            models.CheckConstraint(
                condition=Q(monat__day=1), name="personalkosten_erster",
                violation_error_message="Als Monat steht der erste Tag des Monats.",
            ),
            models.CheckConstraint(
                condition=Q(brutto__gte=0), name="personalkosten_brutto",
                violation_error_message="Personalkosten sind nicht negativ.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Personalkosten {self.monat:%m/%Y}"
