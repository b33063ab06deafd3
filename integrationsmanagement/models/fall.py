"""IM-Fall, Zuständigkeit, Gespräch (Konzept 3.2, Fachmodell 4)."""

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from arge.daten.abfragen import gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import kurzer_name, voller_name
from beratung.models import Akte, KontaktBasis, ZustaendigkeitBasis
from beratung.models.basis import AkteQuerySet, themen_feld
from integrationsmanagement.begriffe import Handlungsfeld, Intensitaet, Schwerpunkt, Verlaengerung, Wohnform
from traeger.models import MandantModell, MandantZeitraumQuerySet, Stadtteil, mandant, zeitraum_gueltig

IM = ("IM",)


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
        )

    def mit_werdegang(self):
        """Dazu `fassungen` des Plans und `zeitraeume` der Zuständigkeit, neueste zuerst, ohne Texte: eine Abfrage statt drei."""
        eigen = {"traeger": OuterRef("traeger"), "fall": OuterRef("pk")}
        plaene = self.model._meta.get_field("plaene").related_model.objects.filter(**eigen).order_by("-nummer")
        name = voller_name("fachkraft__")
        zustaendigkeiten = IMZustaendigkeit.objects.filter(**eigen).order_by("-von")
        return self.annotate(
            fassungen=ArraySubquery(plaene.values(z=JSONObject(pk="pk", nummer="nummer", am="vereinbart_am"))),
            zeitraeume=ArraySubquery(zustaendigkeiten.values(z=JSONObject(fachkraft=name, von="von", bis="bis"))),
        )

    def zustaendig(self, benutzer_id, am):
        """Fälle, für die dieses Konto am Tag zuständig ist."""
        meine = IMZustaendigkeit.objects.filter(
            traeger=OuterRef("traeger"), fall=OuterRef("pk"), fachkraft__benutzer=benutzer_id
        )
        return self.filter(Exists(meine.am(am)))

    def bei_fachkraft(self, fachkraefte, am):
        """Fälle, für die am Tag eine dieser Fachkräfte zuständig ist (Vertretung)."""
        ihre = IMZustaendigkeit.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk"), fachkraft__in=fachkraefte)
        return self.filter(Exists(ihre.am(am)))


@pghistory.track()
class IMFall(Akte):
    """Fall des Integrationsmanagements.

    Drei verschiedene Ereignisse (fakten 0.2 Nr. 4): Zuteilung in die Anschlussunterbringung, Beginn der Beratung
    (`begonnen_am`), Auszug aus der Gemeinschaftsunterkunft. Zum externen IM zählt nur, wer ausgezogen ist.
    """

    ORTE = ("stadtteil",)
    ZULETZT = "gespraech_am"

    ZAHLEN_FELDER = (
        "id", "traeger", "person", "begonnen_am", "abgeschlossen_am", "abschlussgrund", "au_zuteilung_am", "auszug_gu_am",
        "wohnform", "stadtteil", "intensitaet", "schwerpunkt", "verlaengerung",
    )  # fmt: skip

    au_zuteilung_am = models.DateField("Zuteilung in die Anschlussunterbringung am", null=True, blank=True)
    auszug_gu_am = models.DateField("Auszug aus der Gemeinschaftsunterkunft am", null=True, blank=True)
    wohnform = models.CharField("Wohnform", max_length=6, choices=Wohnform, default=Wohnform.PRIVAT)
    stadtteil = models.ForeignKey(
        Stadtteil, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtteil"
    )
    intensitaet = models.CharField("Intensität", max_length=7, choices=Intensitaet, default=Intensitaet.MITTEL)
    schwerpunkt = models.CharField("Schwerpunkt", max_length=12, choices=Schwerpunkt, default=Schwerpunkt.ALLGEMEIN)
    verlaengerung = models.CharField("Begründung über drei Jahre", max_length=9, choices=Verlaengerung, blank=True)

    objects = IMFallQuerySet.as_manager()

    class Meta(Akte.Meta):
        verbose_name, verbose_name_plural = "IM-Fall", "IM-Fälle"
        constraints = [
            *mandant("person", akten=IM),
            *Akte.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "person"],
                condition=Q(abgeschlossen_am__isnull=True),
                name="imfall_ein_offener",
                violation_error_message="Für diese Person gibt es schon einen offenen IM-Fall.",
            ),
            models.CheckConstraint(
                condition=Q(auszug_gu_am__isnull=True)
                | Q(au_zuteilung_am__isnull=True)
                | Q(auszug_gu_am__gte=F("au_zuteilung_am")),
                name="imfall_auszug_nach_zuteilung",
                violation_error_message="Der Auszug aus der Gemeinschaftsunterkunft liegt vor der Zuteilung.",
            ),
        ]
        indexes = [models.Index(fields=["traeger", "begonnen_am"]), models.Index(fields=["traeger", "person"])]

    def __str__(self) -> str:
        return f"IM-Fall {self.pk}"

    @classmethod
    @gemerkt
    def am(cls, am):
        """Alle Fälle mit Stand am Tag, zum Eingrenzen mit `.fuer()`; je Tag einmal aufgebaut, das kostet mehr als die Abfrage."""
        return cls.objects.mit_stand(am)


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
        "fachkraft",
    )  # fmt: skip

    fall = models.ForeignKey(IMFall, models.PROTECT, db_constraint=False, related_name="gespraeche", verbose_name="IM-Fall")
    handlungsfelder = themen_feld(Handlungsfeld, "Handlungsfelder")

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Gespräch", "Gespräche"
        ordering = ["-am", "-pk"]
        constraints = [*mandant("fall", "fachkraft", akten=IM), *KontaktBasis.bedingungen()]
        indexes = [models.Index(fields=["traeger", "am"]), models.Index(fields=["traeger", "fall", "am"])]

    def __str__(self) -> str:
        return f"Gespräch vom {self.am:%d.%m.%Y}"
