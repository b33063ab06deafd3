"""Projekte in den neun Bereichen (Konzept 1 und 3.1)."""

from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from arge.daten.abfragen import gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import Deutsch
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import regeln
from ehrenamt.begriffe import ProjektBereich, ProjektStatus
from traeger.begriffe import Loeschregel
from traeger.models import (
    BerichtigungBasis,
    MandantModell,
    MandantZeitraumQuerySet,
    Standort,
    Versioniert,
    Zeitstand,
    mandant,
    zeitraum_gueltig,
)


def einsaetze_folgen(sache: str, spalte: str, *, wann: Any = None) -> list[pgtrigger.Trigger]:
    """Trigger dessen, was ein Engagement oder eine Laufzeit bestimmt: Die Einsätze enden mit, und was dann nicht passt, wird abgewiesen.

    `sache`: „engagement“ oder „projekt“; `spalte`: woran die Zeile erkennt, wessen; `wann`: nur bei dieser Änderung.
    """
    wessen = f"new.{spalte}, null" if sache == "engagement" else f"null, new.{spalte}"
    return [
        pgtrigger.Trigger(
            name="einsaetze_folgen", when=pgtrigger.After, condition=wann,
            operation=pgtrigger.Update if wann else pgtrigger.Insert | pgtrigger.Update,
            func=f"perform einsaetze_beschneiden({wessen}); perform im_{sache}_pruefen(new.{spalte}); return null;",
        )
    ]  # fmt: skip


@gemerkt
def _beendet(am):
    staende = Projektstand.objects.filter(traeger=OuterRef("traeger"), projekt=OuterRef("pk"), status=ProjektStatus.BEENDET)
    return staende.am(am)


class ProjektQuerySet(MandantZeitraumQuerySet):
    """Projekte mit dem, was eine Liste zeigt."""

    def _je_projekt(self, verwandt):
        """Zeilen einer Tabelle, die auf dieses Projekt zeigen."""
        modell = self.model._meta.get_field(verwandt).related_model
        return modell.objects.filter(traeger=OuterRef("traeger"), projekt=OuterRef("pk"))

    def da_am(self, am):
        """Am Tag laufend und an ihm nicht beendet: hier gibt es Treffen und Einsätze. Der heutige Status sagt nichts über einen Tag davor."""
        return self.am(am).filter(~Exists(_beendet(am)))

    def mit_status(self, am):
        """Dazu der Status, der am Tag galt (`status`)."""
        staende = Projektstand.objects.filter(traeger=OuterRef("traeger"), projekt=OuterRef("pk")).am(am)
        return self.annotate(status=Coalesce(Subquery(staende.values("status")[:1]), Value(ProjektStatus.STABIL.value)))

    def mit_treffen(self, am):
        """Dazu das Datum des letzten Treffens bis zum Tag (`treffen_am`)."""
        bis_dahin = self._je_projekt("treffen").filter(am__lte=am)
        return self.annotate(treffen_am=Subquery(bis_dahin.order_by("-am").values("am")[:1]))

    def mit_ehrenamtlichen(self, am):
        """Dazu, wie viele Ehrenamtliche am Tag eingesetzt sind (`eingesetzt`); nur für den eigenen Träger lesbar."""
        einsaetze = self._je_projekt("einsaetze").am(am).order_by().values("projekt")
        anzahl = Subquery(einsaetze.annotate(n=Count("ehrenamtliche", distinct=True)).values("n"))
        return self.annotate(eingesetzt=Coalesce(anzahl, 0), fehlen=F("bedarf") - Coalesce(anzahl, 0))


@pghistory.track()
class Projekt(Versioniert, MandantModell):
    """Angebot mit Ehrenamtlichen; Bereiche n:m. Kein Personenbezug, darum auch für die Koordination lesbar."""

    ZAHLEN_FELDER = (
        "id", "traeger", "name", "bereiche", "standort", "von", "bis", "bedarf", "mit_minderjaehrigen", "in_gu",
    )  # fmt: skip

    kuerzel = models.SlugField("Kürzel", max_length=60)
    name = models.CharField("Name", max_length=120)
    bereiche = ArrayField(models.CharField(max_length=14, choices=ProjektBereich), verbose_name="Bereiche")
    standort = models.ForeignKey(Standort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Standort")
    von = models.DateField("seit")
    bis = models.DateField("bis einschließlich", null=True, blank=True)
    bedarf = models.PositiveSmallIntegerField("Bedarf an Ehrenamtlichen", default=0)
    mit_minderjaehrigen = models.BooleanField("mit Minderjährigen", default=False)
    in_gu = models.BooleanField("in einer Gemeinschaftsunterkunft", default=False)
    treffen_dauer_minuten = models.PositiveSmallIntegerField("übliche Dauer eines Treffens in Minuten", default=120)

    objects = ProjektQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Projekt", "Projekte"
        ordering = [Deutsch("name")]
        triggers = [
            *MandantModell.Meta.triggers,
            *einsaetze_folgen("projekt", "id", wann=pgtrigger.AnyChange("von", "bis")),
        ]
        constraints = [
            *mandant(alle_lesen="projekte"),
            *Versioniert.bedingungen(),
            zeitraum_gueltig("projekt_zeitraum"),
            models.UniqueConstraint(
                fields=["traeger", "kuerzel"], name="projekt_kuerzel",
                violation_error_message="Dieses Kürzel hat schon ein anderes Projekt.",
            ),
            models.CheckConstraint(
                condition=Q(bereiche__len__gte=1), name="projekt_bereiche",
                violation_error_message="Ein Projekt gehört zu mindestens einem Bereich.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def dabei(self):
        """Die Zeiten, in denen das Projekt lief: beendet ist es nicht mehr dabei. Dieselbe Antwort wie `da_am`."""
        beendet = [(stand.von, stand.bis) for stand in self.staende.all() if stand.status == ProjektStatus.BEENDET]
        return regeln.laufzeit(Zeitraum(self.von, self.bis), beendet)


@pghistory.track()
class Projektstand(Zeitstand):
    """Wie es einem Projekt von … bis ging; ohne Zeile gilt es als stabil."""

    ZAHLEN_FELDER = ("id", "traeger", "projekt", "von", "bis", "status")
    WERTE = ("status",)

    projekt = models.ForeignKey(Projekt, models.CASCADE, db_constraint=False, related_name="staende", verbose_name="Projekt")
    status = models.CharField("Status", max_length=10, choices=ProjektStatus)

    class Meta(Zeitstand.Meta):
        verbose_name, verbose_name_plural = "Status eines Projekts", "Status der Projekte"
        triggers = [*MandantModell.Meta.triggers, *einsaetze_folgen("projekt", "projekt_id")]
        constraints = [
            *mandant("projekt", alle_lesen="projekte"),
            zeitraum_gueltig("projektstand_zeitraum"),
            KeineUeberschneidung(
                "projekt", name="projektstand_je_tag", violation_error_message="In diesem Zeitraum steht schon ein Status.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "projekt"])]

    def __str__(self) -> str:
        return str(self.get_status_display())


@pghistory.track(exclude=["grund"])
class Projektberichtigung(BerichtigungBasis):
    """Was am Status eines Projekts im Nachhinein berichtigt wurde, und warum."""

    LOESCHREGEL = Loeschregel.EHRENAMT

    projekt = models.ForeignKey(
        Projekt, models.CASCADE, db_constraint=False, related_name="berichtigungen", verbose_name="Projekt"
    )

    class Meta(BerichtigungBasis.Meta):
        verbose_name, verbose_name_plural = "Berichtigung eines Projekts", "Berichtigungen eines Projekts"
        constraints = mandant(
            "projekt"
        )  # Begründung und Zahl gehören dem Träger: Die Koordination sieht Projekte, keine Menschen
