"""Integrationsplan: mit jedem Geflüchteten Pflicht, versioniert, ausgewertet (VwV, fakten 1; Konzept 3.2)."""

import uuid

import pghistory
from django.conf import settings
from django.db import models

from arge.daten.verschluesselung import VerschluesselterText
from integrationsmanagement.begriffe import Handlungsfeld, ZielStatus
from traeger.begriffe import Loeschregel
from traeger.models import MandantModell, Versioniert, mandant

from .fall import IM, IMFall


@pghistory.track(exclude=["ausgangslage"])
class Integrationsplan(Versioniert, MandantModell):
    """Eine Fassung des Integrationsplans eines Falls; die höchste Nummer gilt."""

    LOESCHREGEL = Loeschregel.AKTE
    PROTOKOLL_NACH = "fall"

    ZAHLEN_FELDER = ("id", "traeger", "fall", "nummer", "vereinbart_am")

    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    fall = models.ForeignKey(IMFall, models.PROTECT, db_constraint=False, related_name="plaene", verbose_name="IM-Fall")
    nummer = models.PositiveSmallIntegerField("Fassung")
    vereinbart_am = models.DateField("vereinbart am")
    vereinbart_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vereinbart von"
    )
    ausgangslage = VerschluesselterText("Ausgangslage")

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Integrationsplan", "Integrationspläne"
        ordering = ["-nummer"]
        constraints = [
            *mandant("fall", akten=IM),
            *Versioniert.bedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "fall", "nummer"], name="integrationsplan_nummer",
                violation_error_message="Diese Fassung des Integrationsplans gibt es schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Integrationsplan, Fassung {self.nummer}"


@pghistory.track(exclude=["ziel", "massnahme", "auswertung"])
class Planziel(MandantModell):
    """Ziel → Maßnahme → Frist → Auswertung in einem Handlungsfeld."""

    LOESCHREGEL = Loeschregel.AKTE

    ZAHLEN_FELDER = ("id", "traeger", "plan", "handlungsfeld", "frist_am", "status")

    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        Integrationsplan, models.CASCADE, db_constraint=False, related_name="ziele", verbose_name="Plan"
    )
    handlungsfeld = models.CharField("Handlungsfeld", max_length=12, choices=Handlungsfeld)
    ziel = VerschluesselterText("Ziel", blank=False)
    massnahme = VerschluesselterText("Maßnahme")
    frist_am = models.DateField("Frist", null=True, blank=True)
    status = models.CharField("Stand", max_length=10, choices=ZielStatus, default=ZielStatus.OFFEN)
    auswertung = VerschluesselterText("Auswertung")

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Ziel", "Ziele"
        constraints = mandant("plan", akten=IM)

    def __str__(self) -> str:
        return f"Ziel im Feld {self.get_handlungsfeld_display()}"
