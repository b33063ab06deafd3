"""Was der Befehl `stammdaten` zuletzt eingespielt hat."""

from django.db import models


class Stammdatum(models.Model):
    """Eine eingespielte Zeile der Stammdaten mit ihren Werten von damals.

    Erneut geschrieben wird nur, was sich seither in der Datei geändert hat: sonst nähme jeder Start der Anwendung
    zurück, was Steuerung und Betrieb an Stellenanteilen oder Parametern gepflegt haben.
    """

    SCHREIBT = ()  # kein Mensch, nur der Befehl

    modell = models.CharField("Modell", max_length=80)
    schluessel = models.CharField("Schlüssel", max_length=240)
    werte = models.JSONField("zuletzt eingespielte Werte")
    eingespielt_am = models.DateTimeField("eingespielt am", auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = "Stammdatum", "Stammdaten"
        constraints = [
            models.UniqueConstraint(
                fields=["modell", "schluessel"], name="stammdatum_eindeutig",
                violation_error_message="Diese Zeile der Stammdaten ist schon eingespielt.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.modell} {self.schluessel}"
