"""MBE-Fall, Zuständigkeit und Kontakt (Konzept 3.1, Fachmodell 3)."""

import pghistory
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from arge.daten.abfragen import daneben, gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.suche import kurzer_name
from beratung.begriffe import ABSCHLUSS_MBE, Arbeitsform, Finanzierung, Nachholbedarf, Thema, Zielgruppe
from traeger.begriffe import Loeschregel, Recht
from traeger.models import (
    BerichtigungBasis,
    MandantModell,
    MandantZeitraumQuerySet,
    Partner,
    Versioniert,
    in_beschaeftigung,
    mandant,
    zeitraum_gueltig,
)

from .basis import AbschlussBasis, Akte, AkteQuerySet, KontaktBasis, ZustaendigkeitBasis, akte_endet, themen_feld

MBE = ("MBE",)
ENDET, MELDET = akte_endet("beratung_fall", "beratung_abschluss")


class FallQuerySet(AkteQuerySet):
    """MBE-Fälle mit dem, was eine Liste zeigt, und nach Zuständigkeit."""

    def mit_stand(self, am):
        """Dazu der letzte Kontakt und die am Tag zuständige Fachkraft (`kontakt_am`, `zustaendig`)."""
        kontakte = Kontakt.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk")).order_by("-am")
        zustaendig = Zustaendigkeit.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk")).am(am)
        return self.annotate(
            kontakt_am=Subquery(kontakte.values("am")[:1]),
            zustaendig=Subquery(zustaendig.values(name=kurzer_name("fachkraft__"))[:1]),
        )

    def mit_werdegang(self):
        """Dazu `enden` (Abschlüsse) und `berichtigt`: eine Abfrage statt drei."""
        abschluesse = Abschluss.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk")).order_by("-von")
        return self.annotate(
            enden=daneben(abschluesse, "pk", "von", "bis", "grund"), berichtigt=Berichtigung.daneben("fall")
        )


@pghistory.track()
class Fall(Akte):
    """Fall der Präventions- und Individualberatung in Form der MBE."""

    ZULETZT = "kontakt_am"
    LIEST = Recht.FALL_LESEN
    GRUENDE = ABSCHLUSS_MBE

    ZAHLEN_FELDER = (
        "id", "traeger", "person", "begonnen_am", "abgeschlossen_am", "finanzierung", "arbeitsform", "zielgruppe",
        "nachholbedarf",
    )  # fmt: skip
    BERICHTIGT = ("begonnen_am", "finanzierung")

    finanzierung = models.CharField("Finanzierung", max_length=6, choices=Finanzierung, default=Finanzierung.STADT)
    arbeitsform = models.CharField("Arbeitsform", max_length=12, choices=Arbeitsform, default=Arbeitsform.ERST)
    zielgruppe = models.CharField("Zielgruppe", max_length=12, choices=Zielgruppe, default=Zielgruppe.UNBEKANNT)
    nachholbedarf = models.CharField("Bedarf nach drei Jahren", max_length=10, choices=Nachholbedarf, blank=True)

    objects = FallQuerySet.as_manager()

    class Meta(Akte.Meta):
        verbose_name, verbose_name_plural = "MBE-Fall", "MBE-Fälle"
        triggers = [*Akte.Meta.triggers, *ENDET]
        constraints = [
            *mandant("person", akten=MBE),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "person", "finanzierung"],
                condition=Q(abgeschlossen_am__isnull=True),
                name="fall_ein_offener",
                violation_error_message="Für diese Person gibt es schon einen offenen MBE-Fall mit dieser Finanzierung.",
            ),
        ]
        indexes = [models.Index(fields=["traeger", "begonnen_am"]), models.Index(fields=["traeger", "person"])]

    def __str__(self) -> str:
        return f"MBE-Fall {self.pk}"

    @classmethod
    @gemerkt
    def am(cls, am):
        """Alle Fälle mit Stand am Tag, zum Eingrenzen mit `.fuer()`; je Tag einmal aufgebaut, das kostet mehr als die Abfrage."""
        return cls.objects.mit_stand(am)


@pghistory.track()
class Abschluss(AbschlussBasis):
    """Abschluss eines MBE-Falls, bis er wieder aufgenommen wird."""

    fall = models.ForeignKey(Fall, models.CASCADE, db_constraint=False, related_name="abschluesse", verbose_name="Fall")

    class Meta(AbschlussBasis.Meta):
        verbose_name, verbose_name_plural = "Abschluss", "Abschlüsse"
        triggers = [*AbschlussBasis.Meta.triggers, *MELDET]
        constraints = [*mandant("fall", akten=MBE), *AbschlussBasis.bedingungen("abschluss")]
        indexes = [models.Index(fields=["traeger", "fall"])]


@pghistory.track(exclude=["grund"])
class Berichtigung(BerichtigungBasis):
    """Was an einem MBE-Fall im Nachhinein berichtigt wurde, und warum."""

    LOESCHREGEL = Loeschregel.AKTE

    fall = models.ForeignKey(Fall, models.CASCADE, db_constraint=False, related_name="berichtigungen", verbose_name="Fall")

    class Meta(BerichtigungBasis.Meta):
        verbose_name, verbose_name_plural = "Berichtigung", "Berichtigungen"
        constraints = mandant("fall", akten=MBE)


@pghistory.track()
class Zustaendigkeit(ZustaendigkeitBasis):
    """Zuständige Fachkraft eines MBE-Falls von … bis."""

    ZAHLEN_FELDER = ("id", "traeger", "fall", "fachkraft", "von", "bis")

    fall = models.ForeignKey(Fall, models.CASCADE, db_constraint=False, related_name="zustaendigkeiten", verbose_name="Fall")

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Zuständigkeit", "Zuständigkeiten"
        triggers = [
            *MandantModell.Meta.triggers,
            *in_beschaeftigung("zustaendigkeit_da", "Zuständigkeit für einen MBE-Fall"),
        ]
        constraints = [
            *mandant("fall", "fachkraft", akten=MBE),
            zeitraum_gueltig("zustaendigkeit_zeitraum"),
            KeineUeberschneidung(
                "fall", name="zustaendigkeit_je_tag",
                violation_error_message="In diesem Zeitraum ist schon eine Fachkraft zuständig.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"ab {self.von:%d.%m.%Y}"


@pghistory.track(exclude=["notiz"])
class Kontakt(KontaktBasis):
    """Beratungskontakt der MBE; ohne `fall` eine anonyme Kurzberatung mit eigener Finanzierung (Fachmodell 3)."""

    ZAHLEN_FELDER = (
        "id", "traeger", "fall", "am", "dauer_minuten", "form", "mit_dolmetschen", "anzahl_angehoerige", "themen",
        "fachkraft", "partner", "finanzierung", "erfasst_am", "storniert_am", "verschoben_am",
    )  # fmt: skip

    GLEICH = (*KontaktBasis.GLEICH, "themen")
    #: Nur städtische Beratung zählt für die ARGE, auch bei den Nennungen im Partnerverzeichnis (fakten 0.2 Nr. 10).
    NENNT_PARTNER = Q(finanzierung=Finanzierung.STADT) | Q(fall__finanzierung=Finanzierung.STADT)

    fall = models.ForeignKey(
        Fall, models.PROTECT, null=True, blank=True, db_constraint=False, related_name="kontakte", verbose_name="Fall"
    )
    themen = themen_feld(Thema, "Themen")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Verweis an")
    finanzierung = models.CharField("Finanzierung", max_length=6, choices=Finanzierung, blank=True)

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Kontakt", "Kontakte"
        triggers = [
            *MandantModell.Meta.triggers,
            *in_beschaeftigung("kontakt_da", "Kontakt", tage=("am", "am"), storno=True),
        ]
        ordering = ["-am", "-pk"]
        constraints = [
            *mandant("fall", "fachkraft", akten=MBE), *KontaktBasis.bedingungen(),
            models.CheckConstraint(
                condition=Q(fall__isnull=False, finanzierung="") | Q(fall__isnull=True, finanzierung__in=Finanzierung.values),
                name="kontakt_finanzierung",
                violation_error_message="Eine Kurzberatung braucht ihre Finanzierung; in einem Fall gilt die des Falls.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "am"]), models.Index(fields=["traeger", "fall", "am"])]

    def __str__(self) -> str:
        return f"Kontakt vom {self.am:%d.%m.%Y}"
