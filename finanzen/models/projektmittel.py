"""Projektmittel der ARGE und ihre Belege (Konzept 5)."""

import pghistory
from django.db import models
from django.db.models import F, Q

from ehrenamt.models import Projekt
from finanzen.begriffe import Kostenart
from traeger.begriffe import Loeschregel
from traeger.models import MandantModell, Versioniert, mandant

from .foerderung import GELD, betrag_feld


@pghistory.track()
class Projektmittel(Versioniert, MandantModell):
    """Anteil eines Trägers an den 15.000 € eines Jahres; ein Drittel, Umverteilung hat ihr eigenes Verfahren (Konzept 5)."""

    ZAHLEN_FELDER = ("id", "traeger", "jahr", "betrag")

    jahr = models.PositiveSmallIntegerField("Jahr")
    betrag = betrag_feld()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Projektmittel", "Projektmittel"
        constraints = [
            *mandant(**GELD),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "jahr"], name="projektmittel_jahr",
                violation_error_message="Für dieses Jahr sind die Projektmittel schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(betrag__gte=0), name="projektmittel_betrag", violation_error_message="Der Betrag ist nicht negativ."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Projektmittel {self.jahr}"


@pghistory.track()
class Beleg(Versioniert, MandantModell):
    """Beleg über eine Ausgabe aus Projektmitteln; Tag, Zahltag, Empfänger, Grund, Kostenart, Betrag (fakten 3)."""

    LOESCHREGEL = Loeschregel.FINANZEN

    ZAHLEN_FELDER = ("id", "traeger", "projekt", "beleg_am", "bezahlt_am", "kostenart", "betrag")

    projekt = models.ForeignKey(
        Projekt, models.PROTECT, null=True, blank=True, db_constraint=False, related_name="+", verbose_name="Projekt"
    )
    beleg_am = models.DateField("Belegdatum")
    bezahlt_am = models.DateField("bezahlt am (Wertstellung)", null=True, blank=True)
    empfaenger = models.CharField("Empfänger oder Einzahler", max_length=120)
    grund = models.CharField("Grund", max_length=200)
    kostenart = models.CharField("Kostenart", max_length=16, choices=Kostenart)
    betrag = betrag_feld()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Beleg", "Belege"
        ordering = ["beleg_am", "pk"]
        constraints = [
            *mandant("projekt", **GELD),
            *Versioniert.bedingungen(),
            models.CheckConstraint(
                condition=Q(betrag__gt=0), name="beleg_betrag", violation_error_message="Ein Beleg ist größer als 0 €."
            ),
            models.CheckConstraint(
                condition=Q(bezahlt_am__isnull=True) | Q(bezahlt_am__gte=F("beleg_am")), name="beleg_zahltag",
                violation_error_message="Der Zahltag liegt vor dem Belegdatum.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "beleg_am"])]

    def __str__(self) -> str:
        return f"{self.empfaenger}, {self.beleg_am:%d.%m.%Y}"
