"""Die Auftragszeile: Wahrheit über eine Arbeit neben der Anfrage; Celery weckt nur (qualitaet 1.6)."""

import uuid
from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import Q

from arge.daten.datenbank import MandantGrenze
from arge.daten.verschluesselung import VerschluesselterText
from traeger.begriffe import AUFTRAG_OFFEN, ERGEBNIS_FRIST, AuftragStatus, Loeschregel

from .konto import Benutzer, Mitgliedschaft
from .traeger import Traeger


class AuftragQuerySet(models.QuerySet):
    """Aufträge gehören der Person, die sie ausgelöst hat."""

    def fuer(self, zugang):
        """Eigene Aufträge in der aktiven Mitgliedschaft."""
        return self.filter(benutzer=zugang.benutzer_id, mitgliedschaft=zugang.mitgliedschaft_id)


class Auftrag(models.Model):
    """Was zu tun ist, in wessen Zugang, wie weit es ist und was herauskam.

    `schluessel` ist eindeutig: derselbe Wunsch zweimal abgeschickt ist eine Zeile. Wer arbeitet, hält eine Pacht
    bis `pacht_bis` und die Zaun-Nummer `zaun`; schreiben darf nur, wessen Zaun noch gilt. Läuft die Pacht ab
    (Worker tot), stellt der Kehrer den Auftrag neu ein. Jeder Auftrag darf zweimal laufen. Höchstens zwei einer Person
    sind zugleich offen; die Datenbank zählt. Wer zuletzt drankam (`begonnen_am`), kommt als Letzter wieder dran.
    Was Namen enthalten kann (ein Suchwort), steht nie in `parameter`, nur verschlüsselt in `angaben`, bis der Auftrag fertig ist.
    """

    LOESCHREGEL = Loeschregel.KONTO

    art = models.CharField("Art", max_length=60)
    schluessel = models.CharField("Schlüssel", max_length=120)
    traeger = models.ForeignKey(Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.PROTECT, related_name="+", verbose_name="ausgelöst von")
    mitgliedschaft = models.ForeignKey(Mitgliedschaft, models.PROTECT, related_name="+", verbose_name="in der Rolle")
    parameter = models.JSONField("Parameter", default=dict)
    angaben = VerschluesselterText("Angaben")
    ausgeloest_am = models.DateTimeField("ausgelöst am", auto_now_add=True)
    begonnen_am = models.DateTimeField("zuletzt begonnen am", null=True, blank=True)
    fruehestens_am = models.DateTimeField("nächster Versuch frühestens am", null=True, blank=True)
    status = models.CharField("Status", max_length=12, choices=AuftragStatus, default=AuftragStatus.WARTET)
    schritt = models.CharField("Schritt", max_length=120, blank=True)
    prozent = models.PositiveSmallIntegerField("Fortschritt in Prozent", default=0)
    versuche = models.PositiveSmallIntegerField("Versuche", default=0)
    zaun = models.PositiveIntegerField("Zaun-Nummer", default=0)
    pacht_bis = models.DateTimeField("Pacht bis", null=True, blank=True)
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    fehler = models.CharField("Fehler", max_length=300, blank=True)
    ergebnis = models.FileField("Ergebnis", max_length=200, blank=True)
    dateiname = models.CharField("Dateiname", max_length=120, blank=True)
    pruefsumme = models.CharField("SHA-256 des Ergebnisses", max_length=64, blank=True)
    kennung = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    objects = AuftragQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Auftrag", "Aufträge"
        ordering = ["-ausgeloest_am", "-pk"]
        constraints = [
            MandantGrenze(name="auftrag_grenze", nach="benutzer", alle="auftraege"),
            models.UniqueConstraint(
                fields=["benutzer", "schluessel"], name="auftrag_schluessel",
                violation_error_message="Das ist schon beauftragt.",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="") | Q(ergebnis__regex=r"^auftraege/[0-9a-f]{32}$"), name="auftrag_ergebnis",
                violation_error_message="Ein Ergebnis ist immer die Datei eines Auftrags.",
            ),
            models.CheckConstraint(
                condition=Q(prozent__lte=100), name="auftrag_prozent",
                violation_error_message="Der Fortschritt liegt zwischen 0 und 100 Prozent.",
            ),
            models.CheckConstraint(
                condition=~Q(status=AuftragStatus.LAEUFT) | Q(pacht_bis__isnull=False), name="auftrag_pacht",
                violation_error_message="Ein laufender Auftrag hat eine Pacht.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["benutzer", "status", "pacht_bis"]),
            models.Index(fields=["benutzer", "begonnen_am"]),
        ]
        triggers = [
            pgtrigger.Trigger(
                name=f"auftrag_offen_{teil}", level=pgtrigger.Statement, when=pgtrigger.After, operation=tun,
                referencing=pgtrigger.Referencing(new="neu"),
                func="perform auftrag_offen_pruefen(benutzer_id) from"
                " (select distinct benutzer_id from neu where status = 'wartet') as wartend; return null;",
            )
            for teil, tun in (("neu", pgtrigger.Insert), ("anders", pgtrigger.Update))
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.art} ({self.get_status_display()})"

    @property
    def ist_offen(self) -> bool:
        """Wartet oder läuft noch."""
        return self.status in AUFTRAG_OFFEN

    @property
    def abrufbar_bis(self) -> datetime | None:
        """Bis dahin liegt das Ergebnis bereit; dann räumt es der Kehrer weg."""
        return self.beendet_am + ERGEBNIS_FRIST if self.ergebnis and self.beendet_am else None
