"""Was jede hochgeladene Datei mitbringt: wer sie wann ablegte, und ob sie auf Schadsoftware geprüft ist."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from arge.daten.absage import Verboten
from arge.daten.upload import Uploadfeld
from traeger.begriffe import VIREN_WARTEND, Virenstand

SPERRE = {
    Virenstand.BEFALLEN: "Diese Datei ist abgewiesen und gelöscht: In ihr steckt Schadsoftware.",
    **dict.fromkeys(VIREN_WARTEND, "Diese Datei wird noch auf Schadsoftware geprüft. Versuchen Sie es in einer Minute noch einmal."),
}  # fmt: skip


def anfangsstand() -> Virenstand:
    """Ist ein Prüfdienst eingestellt, wartet jede neue Datei auf ihn; sonst steht da, dass niemand sie geprüft hat."""
    return Virenstand.OFFEN if settings.CLAMD else Virenstand.UNGEPRUEFT


class Hochgeladen(models.Model):
    """Abstrakt: eine hochgeladene Datei. Ihr Inhalt ist nur zu haben, wenn `freigabe_pruefen` nichts einwendet.

    Abgelegt wird mit `traeger.auftrag.vorgaenge.virenpruefung.ablegen`; geprüft wird danach, neben der Anfrage. Leer ist
    `datei`, wenn sie gelöscht ist: abgewiesen, entschieden, abgelaufen.
    """

    datei = Uploadfeld("Datei")
    dateiname = models.CharField("Dateiname", max_length=120)
    pruefsumme = models.CharField("SHA-256", max_length=64)
    hochgeladen_am = models.DateTimeField("hochgeladen am", auto_now_add=True)
    hochgeladen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="hochgeladen von"
    )
    viren_stand = models.CharField("Virenprüfung", max_length=10, choices=Virenstand, default=anfangsstand)
    viren_versuch = models.DateTimeField("letzter Versuch der Virenprüfung", null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def upload_bedingungen() -> list[models.BaseConstraint]:
        """Ein Urteil hat einen Zeitpunkt, und was Schadsoftware enthält, bleibt nicht liegen."""
        return [
            models.CheckConstraint(
                condition=Q(viren_stand__in=sorted(VIREN_WARTEND))
                | Q(viren_stand=Virenstand.SAUBER, viren_versuch__isnull=False)
                | Q(viren_stand=Virenstand.BEFALLEN, viren_versuch__isnull=False, datei=""),
                name="%(class)s_viren",
                violation_error_message="Geprüft ist eine Datei zu einem Zeitpunkt; was Schadsoftware enthält, wird gelöscht.",
            )
        ]  # fmt: skip

    @property
    def ist_frei(self) -> bool:
        """Ob die Datei ausgeliefert und gelesen werden darf."""
        if self.viren_stand == Virenstand.UNGEPRUEFT:
            return not settings.CLAMD
        return self.viren_stand == Virenstand.SAUBER

    def freigabe_pruefen(self) -> None:
        """`Verboten` mit dem Grund, wenn der Inhalt nicht (oder noch nicht) zu haben ist."""
        if not self.ist_frei:
            raise Verboten(SPERRE[Virenstand(self.viren_stand)])

    def bei_befall(self, jetzt: datetime) -> dict[str, Any]:
        """Was sich an der Zeile noch ändert, wenn die Datei abgewiesen ist."""
        return {}
