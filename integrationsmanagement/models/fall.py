"""IM-Fall, Zuständigkeit, Gespräch (Konzept 3.2, Fachmodell 4)."""

import pghistory
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from arge.daten.abfragen import daneben, gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import kurzer_name, voller_name
from beratung.models import Akte, KontaktBasis, ZustaendigkeitBasis
from beratung.models.basis import AbschlussBasis, AkteQuerySet, akte_endet, themen_feld
from integrationsmanagement.begriffe import Handlungsfeld, Herkunft, Intensitaet, Schwerpunkt, Verlaengerung, Wohnform
from integrationsmanagement.regeln import auszug
from traeger.begriffe import Loeschregel, Recht
from traeger.models import (
    BerichtigungBasis,
    MandantModell,
    MandantZeitraumQuerySet,
    Stadtteil,
    Versioniert,
    Zeitstand,
    in_beschaeftigung,
    mandant,
    zeitraum_gueltig,
)

IM = ("IM",)
ENDET, MELDET = akte_endet("integrationsmanagement_imfall", "integrationsmanagement_imabschluss")


class IMFallQuerySet(AkteQuerySet):
    """IM-Fälle mit dem, was eine Liste zeigt, und nach Zuständigkeit."""

    def mit_stand(self, am):
        """Dazu letztes Gespräch, letzter Plan und am Tag zuständige Fachkraft (`gespraech_am`, `plan_am`, `zustaendig`)."""
        eigen = {"traeger": OuterRef("traeger"), "fall": OuterRef("pk")}
        plaene = self.model._meta.get_field("plaene").related_model.objects.filter(**eigen, vereinbart_am__lte=am)
        zustaendig = IMZustaendigkeit.objects.filter(**eigen).am(am)
        return self.annotate(
            gespraech_am=Subquery(Gespraech.objects.filter(**eigen, am__lte=am).order_by("-am").values("am")[:1]),
            plan_am=Subquery(plaene.order_by("-nummer").values("vereinbart_am")[:1]),
            zustaendig=Subquery(zustaendig.values(name=kurzer_name("fachkraft__"))[:1]),
            wohnort=Subquery(Wohnung.objects.filter(**eigen).am(am).values("stadtteil__name")[:1]),
        )

    def mit_wohnung(self, am):
        """Dazu die Wohnung, die am Tag gilt (`wohnt`); höchstens eine, denn an jedem Tag gilt eine."""
        gilt = Q(wohnungen__von__isnull=True) | Q(wohnungen__von__lte=am)
        gilt &= Q(wohnungen__bis__isnull=True) | Q(wohnungen__bis__gte=am)
        return self.annotate(wohnt=FilteredRelation("wohnungen", condition=gilt))

    def mit_werdegang(self):
        """Dazu `fassungen` des Plans, `zeitraeume` der Zuständigkeit, `wohnorte`, `enden` und `berichtigt`: eine Abfrage statt sechs."""
        eigen = {"traeger": OuterRef("traeger"), "fall": OuterRef("pk")}
        plaene = self.model._meta.get_field("plaene").related_model.objects.filter(**eigen).order_by("-nummer")
        name = voller_name("fachkraft__")
        zustaendigkeiten = IMZustaendigkeit.objects.filter(**eigen).order_by("-von")
        wohnungen = Wohnung.objects.filter(**eigen).order_by(F("von").desc(nulls_last=True))
        abschluesse = IMAbschluss.objects.filter(**eigen).order_by("-von")
        return self.annotate(
            fassungen=daneben(plaene, "pk", "nummer", am="vereinbart_am"),
            zeitraeume=daneben(zustaendigkeiten, "von", "bis", fachkraft=name),
            wohnorte=daneben(wohnungen, "pk", "von", "bis", "wohnform", stadtteil="stadtteil__name"),
            enden=daneben(abschluesse, "pk", "von", "bis", "grund"),
            berichtigt=IMBerichtigung.daneben("fall"),
        )


@pghistory.track()
class IMFall(Akte):
    """Fall des Integrationsmanagements.

    Drei verschiedene Ereignisse (fakten 0.2 Nr. 4): Zuteilung in die Anschlussunterbringung, Beginn der Beratung
    (`begonnen_am`), Auszug aus der Gemeinschaftsunterkunft (eine neue `Wohnung`). Zum externen IM zählt nur, wer nicht dort wohnt.
    """

    ZULETZT = "gespraech_am"
    LIEST = Recht.IM_LESEN

    ZAHLEN_FELDER = (
        "id", "traeger", "person", "begonnen_am", "abgeschlossen_am", "au_zuteilung_am", "intensitaet", "schwerpunkt",
        "verlaengerung", "herkunft",
    )  # fmt: skip
    BERICHTIGT = (*Akte.BERICHTIGT, "herkunft")

    herkunft = models.CharField("Herkunft", max_length=11, choices=Herkunft, default=Herkunft.NEU)
    au_zuteilung_am = models.DateField("Zuteilung in die Anschlussunterbringung am", null=True, blank=True)
    intensitaet = models.CharField("Intensität", max_length=7, choices=Intensitaet, default=Intensitaet.MITTEL)
    schwerpunkt = models.CharField("Schwerpunkt", max_length=12, choices=Schwerpunkt, default=Schwerpunkt.ALLGEMEIN)
    verlaengerung = models.CharField("Begründung über drei Jahre", max_length=9, choices=Verlaengerung, blank=True)

    objects = IMFallQuerySet.as_manager()

    class Meta(Akte.Meta):
        verbose_name, verbose_name_plural = "IM-Fall", "IM-Fälle"
        triggers = [*Akte.Meta.triggers, *ENDET]
        constraints = [
            *mandant("person", akten=IM),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "person"],
                condition=Q(abgeschlossen_am__isnull=True),
                name="imfall_ein_offener",
                violation_error_message="Für diese Person gibt es schon einen offenen IM-Fall.",
            ),
        ]
        indexes = [models.Index(fields=["traeger", "begonnen_am"]), models.Index(fields=["traeger", "person"])]

    def __str__(self) -> str:
        return f"IM-Fall {self.pk}"

    @property
    def ausgezogen_am(self):
        """Wann die Person zuletzt aus einer Gemeinschaftsunterkunft auszog; eine Abfrage."""
        neueste = self.wohnungen.order_by(F("von").desc(nulls_last=True))
        return auszug(list(neueste.values_list("wohnform", "von")), Wohnform.GU)

    @classmethod
    @gemerkt
    def am(cls, am):
        """Alle Fälle mit Stand am Tag, zum Eingrenzen mit `.fuer()`; je Tag einmal aufgebaut, das kostet mehr als die Abfrage."""
        return cls.objects.mit_stand(am)


@pghistory.track()
class IMAbschluss(AbschlussBasis):
    """Abschluss eines IM-Falls, bis er wieder aufgenommen wird."""

    fall = models.ForeignKey(IMFall, models.CASCADE, db_constraint=False, related_name="abschluesse", verbose_name="IM-Fall")

    class Meta(AbschlussBasis.Meta):
        verbose_name, verbose_name_plural = "IM-Abschluss", "IM-Abschlüsse"
        triggers = [*AbschlussBasis.Meta.triggers, *MELDET]
        constraints = [*mandant("fall", akten=IM), *AbschlussBasis.bedingungen("imabschluss")]
        indexes = [models.Index(fields=["traeger", "fall"])]


@pghistory.track(exclude=["grund"])
class IMBerichtigung(BerichtigungBasis):
    """Was an einem IM-Fall im Nachhinein berichtigt wurde, und warum."""

    LOESCHREGEL = Loeschregel.AKTE

    fall = models.ForeignKey(
        IMFall, models.CASCADE, db_constraint=False, related_name="berichtigungen", verbose_name="IM-Fall"
    )

    class Meta(BerichtigungBasis.Meta):
        verbose_name, verbose_name_plural = "IM-Berichtigung", "IM-Berichtigungen"
        constraints = mandant("fall", akten=IM)


@pghistory.track()
class Wohnung(Zeitstand):
    """Wo die Person eines IM-Falls von … bis wohnt; daraus folgt, ob der Fall extern zählt, und in welchem Gebiet.

    Der Auszug aus der Gemeinschaftsunterkunft ist der erste Tag einer privaten Wohnung, der eine Unterkunft vorausging.
    """

    LOESCHREGEL = Loeschregel.AKTE
    PROTOKOLL_NACH = "fall"
    ZAHLEN_FELDER = ("id", "traeger", "fall", "von", "bis", "wohnform", "stadtteil")
    WERTE = ("wohnform", "stadtteil")

    fall = models.ForeignKey(IMFall, models.CASCADE, db_constraint=False, related_name="wohnungen", verbose_name="IM-Fall")
    wohnform = models.CharField("Wohnform", max_length=6, choices=Wohnform)
    stadtteil = models.ForeignKey(
        Stadtteil, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtteil"
    )

    class Meta(Zeitstand.Meta):
        verbose_name, verbose_name_plural = "Wohnung", "Wohnungen"
        constraints = [
            *mandant("fall", akten=IM),
            zeitraum_gueltig("wohnung_zeitraum"),
            KeineUeberschneidung(
                "fall", name="wohnung_je_tag", violation_error_message="In diesem Zeitraum steht schon eine Wohnung.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "fall"])]

    def __str__(self) -> str:
        return f"{self.get_wohnform_display()} ab {self.von:%d.%m.%Y}" if self.von else self.get_wohnform_display()


@pghistory.track()
class IMZustaendigkeit(ZustaendigkeitBasis):
    """Zuständige Fachkraft eines IM-Falls von … bis."""

    ZAHLEN_FELDER = ("id", "traeger", "fall", "fachkraft", "von", "bis")

    fall = models.ForeignKey(
        IMFall, models.CASCADE, db_constraint=False, related_name="zustaendigkeiten", verbose_name="Fall"
    )

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "IM-Zuständigkeit", "IM-Zuständigkeiten"
        triggers = [
            *MandantModell.Meta.triggers,
            *in_beschaeftigung("imzustaendigkeit_da", "Zuständigkeit für einen IM-Fall"),
        ]
        constraints = [
            *mandant("fall", "fachkraft", akten=IM),
            zeitraum_gueltig("imzustaendigkeit_zeitraum"),
            KeineUeberschneidung(
                "fall", name="imzustaendigkeit_je_tag",
                violation_error_message="In diesem Zeitraum ist schon eine Fachkraft zuständig.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"ab {self.von:%d.%m.%Y}"


@pghistory.track(exclude=["notiz"])
class Gespraech(KontaktBasis):
    """Einzelgespräch im Integrationsmanagement mit Handlungsfeldern; dem Land zu dokumentieren (Konzept 3.2)."""

    ZAHLEN_FELDER = (
        "id", "traeger", "fall", "am", "dauer_minuten", "form", "mit_dolmetschen", "anzahl_angehoerige", "handlungsfelder",
        "fachkraft", "erfasst_am", "storniert_am", "verschoben_am",
    )  # fmt: skip
    GLEICH = (*KontaktBasis.GLEICH, "handlungsfelder")

    fall = models.ForeignKey(IMFall, models.PROTECT, db_constraint=False, related_name="gespraeche", verbose_name="IM-Fall")
    handlungsfelder = themen_feld(Handlungsfeld, "Handlungsfelder")

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Gespräch", "Gespräche"
        triggers = [
            *MandantModell.Meta.triggers,
            *in_beschaeftigung("gespraech_da", "Gespräch", tage=("am", "am"), storno=True),
        ]
        ordering = ["-am", "-pk"]
        constraints = [*mandant("fall", "fachkraft", akten=IM), *KontaktBasis.bedingungen()]
        indexes = [models.Index(fields=["traeger", "am"]), models.Index(fields=["traeger", "fall", "am"])]

    def __str__(self) -> str:
        return f"Gespräch vom {self.am:%d.%m.%Y}"
