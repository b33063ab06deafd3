"""Was jede hochgeladene Datei mitbringt: wer sie wann ablegte, und ob sie auf Schadsoftware geprüft ist."""

from datetime import datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat

from arge.daten.absage import Verboten
from arge.daten.upload import NAME, Uploadfeld
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

    Wo sie liegt, sagt der Ort selbst: Ordner des Modells, darin die Nummer dessen, wem die Zeile gehört (`GEHOERT`). Die Datenbank lässt
    keine Zeile eine Datei nennen, die nicht in diesem Ordner liegt, zwei nie dieselbe, und tauscht keine aus: Gelöscht wird, was die
    Zeile nennt. Abgelegt wird mit `traeger.auftrag.vorgaenge.virenpruefung.ablegen`; geprüft wird danach, neben der Anfrage. Leer ist
    `datei`, wenn sie gelöscht ist: abgewiesen, entschieden, abgelaufen.
    """

    #: Verweis, nach dessen Nummer der Ordner heißt.
    GEHOERT = "traeger"

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
    def upload_bedingungen(modell: str, gehoert: str = "traeger") -> list[models.BaseConstraint]:
        """Die Datei liegt im Ordner ihrer Zeile; ein Urteil hat einen Zeitpunkt, und was Schadsoftware enthält, bleibt nicht liegen."""
        text = models.TextField()
        ort = Concat(
            Value(f"^hochgeladen/{modell}/", text), Cast(f"{gehoert}_id", text), Value(f"/{NAME}$", text), output_field=text,
        )  # fmt: skip
        return [
            models.CheckConstraint(
                condition=Q(datei="") | Q(datei__regex=ort), name="%(class)s_datei",
                violation_error_message="Diese Datei gehört nicht zu dieser Zeile.",
            ),
            models.UniqueConstraint(
                fields=[gehoert, "datei"], condition=~Q(datei=""), name="%(class)s_eine_datei",
                violation_error_message="Diese Datei gehört schon zu einer anderen Zeile.",
            ),
            models.CheckConstraint(
                condition=Q(viren_stand__in=sorted(VIREN_WARTEND))
                | Q(viren_stand=Virenstand.SAUBER, viren_versuch__isnull=False)
                | Q(viren_stand=Virenstand.BEFALLEN, viren_versuch__isnull=False, datei=""),
                name="%(class)s_viren",
                violation_error_message="Geprüft ist eine Datei zu einem Zeitpunkt; was Schadsoftware enthält, wird gelöscht.",
            ),
        ]  # fmt: skip

    @staticmethod
    def upload_trigger() -> list[pgtrigger.Trigger]:
        """Nach dem Anlegen wird das Feld nur geleert; erlaubt bleibt dieselbe Datei in anderer Form (`Uploaddatei.ersetzen`)."""
        return [
            pgtrigger.Trigger(
                name="datei_bleibt", when=pgtrigger.Before, operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.datei <> '' and split_part(NEW.datei, '.', 1) is distinct from split_part(OLD.datei, '.', 1)"
                ),
                func="""
                    raise exception using errcode = '23514', constraint = 'regel_datei',
                        message = 'Eine hochgeladene Datei wird nie durch eine andere ersetzt.';
                """,
            )
        ]  # fmt: skip

    def ablageordner(self) -> str:
        """Wo die Datei dieser Zeile liegt (`arge.daten.upload.ablageort`)."""
        return f"hochgeladen/{self._meta.model_name}/{getattr(self, f'{self.GEHOERT}_id')}/"

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
