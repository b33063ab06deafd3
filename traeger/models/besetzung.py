"""Um die Besetzung herum: Abwesenheit, Vertretung, Meldung des Stadtanteils, eingelesene Dateien (Fachmodell 1)."""

from datetime import datetime, timedelta
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from arge.daten.datenbank import KeineUeberschneidung
from traeger.begriffe import IMPORT_OFFEN, AbwesenheitArt, Arbeitsfeld, ImportStand, Loeschregel, Recht, Virenstand

from .basis import Gemeinsam, MandantModell, Versioniert, mandant
from .pruefung import in_beschaeftigung, pruefung
from .stellen import Fachkraft, MandantZeitraumQuerySet, Stellenanteil, zeitraum_gueltig
from .storno import Stornierbar, gueltige
from .upload import Hochgeladen
from .vergangenheit import BerichtigungBasis


@pghistory.track()
class Abwesenheit(Versioniert, MandantModell):
    """Eine Fachkraft fehlt von … bis; der Grund steht nur so genau da, wie die Vertretung ihn braucht."""

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG
    SCHREIBT = (Recht.BESETZUNG_BEARBEITEN,)

    ZAHLEN_FELDER = ("id", "traeger", "fachkraft", "von", "bis")

    fachkraft = models.ForeignKey(
        Fachkraft, models.PROTECT, db_constraint=False, related_name="abwesenheiten", verbose_name="Fachkraft"
    )
    art = models.CharField("Art", max_length=12, choices=AbwesenheitArt, default=AbwesenheitArt.URLAUB)
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich")

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Abwesenheit", "Abwesenheiten"
        ordering = ["-von", "pk"]
        triggers = [
            *MandantModell.Meta.triggers,
            *pruefung("abwesenheit_haelt", "vertretung_pruefen", "id", neu=False),
            *in_beschaeftigung("abwesenheit_da", "Abwesenheit"),
        ]
        constraints = [
            *mandant("fachkraft"),
            *Versioniert.bedingungen(),
            zeitraum_gueltig("abwesenheit_zeitraum"),
            KeineUeberschneidung(
                "fachkraft", name="abwesenheit_je_tag",
                violation_error_message="Diese Fachkraft ist in diesem Zeitraum schon als abwesend eingetragen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"


@pghistory.track()
class Vertretung(Versioniert, MandantModell):
    """Wer eine abwesende Fachkraft in welchen Arbeitsfeldern vertritt: befristeter, protokollierter Zugriff (Fachmodell 0).

    Sie liegt immer in der Abwesenheit (Datenbank) und endet darum von selbst. `benutzer` ist das Konto der vertretenden
    Fachkraft: So sieht die Anmeldung die Vertretung, bevor ein Träger gewählt ist.
    """

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG
    SCHREIBT = (Recht.BESETZUNG_BEARBEITEN,)
    REGEL_FELDER = ("id", "traeger", "benutzer", "vertreten", "fachkraft", "arbeitsfelder", "von", "bis")

    abwesenheit = models.ForeignKey(
        Abwesenheit, models.PROTECT, db_constraint=False, related_name="vertretungen", verbose_name="Abwesenheit"
    )
    vertreten = models.ForeignKey(
        Fachkraft, models.PROTECT, db_constraint=False, related_name="wird_vertreten", verbose_name="abwesend"
    )
    fachkraft = models.ForeignKey(
        Fachkraft, models.PROTECT, db_constraint=False, related_name="vertretungen", verbose_name="wird vertreten durch"
    )
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Konto")
    arbeitsfelder = ArrayField(models.CharField(max_length=3, choices=Arbeitsfeld), verbose_name="Arbeitsfelder")
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich")
    eingerichtet_am = models.DateTimeField("eingerichtet am", auto_now_add=True)
    eingerichtet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eingerichtet von"
    )

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Vertretung", "Vertretungen"
        ordering = ["-von", "pk"]
        triggers = [
            *MandantModell.Meta.triggers,
            *pruefung("vertretung_passt", "vertretung_pruefen", "abwesenheit_id"),
            *in_beschaeftigung("vertretung_da", "Vertretung"),
        ]
        constraints = [
            # Ihre Policy sieht auf zwei Spalten: nur Eindeutigkeiten, die niemand errät (arge.daten.indizes).
            *mandant("abwesenheit", "vertreten", "fachkraft", eindeutig=False, eigene=True),
            *Gemeinsam.bedingungen(),
            zeitraum_gueltig("vertretung_zeitraum"),
            models.CheckConstraint(
                condition=Q(arbeitsfelder__len__gte=1), name="vertretung_arbeitsfelder",
                violation_error_message="Eine Vertretung nennt mindestens ein Arbeitsfeld.",
            ),
            models.CheckConstraint(
                condition=~Q(vertreten=F("fachkraft")), name="vertretung_andere",
                violation_error_message="Niemand vertritt sich selbst.",
            ),
            models.CheckConstraint(
                condition=Q(bis__lte=F("von") + timedelta(days=366)), name="vertretung_befristet",
                violation_error_message="Eine Vertretung gilt höchstens ein Jahr.",
            ),
            KeineUeberschneidung(
                "abwesenheit", "fachkraft", name="vertretung_je_tag",
                violation_error_message="Diese Fachkraft vertritt in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Vertretung {self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}"


@pghistory.track()
class Fachkraftberichtigung(BerichtigungBasis):
    """Was an Beschäftigung oder Besetzung einer Fachkraft im Nachhinein anders wurde, und warum.

    Die Begründung handelt von der Stelle, nicht von Ratsuchenden: Sie ist lesbar für alle, die die Besetzung lesen.
    """

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG
    SCHREIBT = (Recht.BESETZUNG_BEARBEITEN,)

    fachkraft = models.ForeignKey(
        Fachkraft, models.CASCADE, db_constraint=False, related_name="berichtigungen", verbose_name="Fachkraft"
    )
    grund = models.CharField("Begründung", max_length=500)

    class Meta(BerichtigungBasis.Meta):
        verbose_name, verbose_name_plural = "Berichtigung einer Fachkraft", "Berichtigungen einer Fachkraft"
        constraints = mandant("fachkraft")


@pghistory.track()
class Anteilmeldung(Stornierbar, Versioniert, MandantModell):
    """Was von einem kirchlichen Stellenanteil auf die Stadt entfiel; geprüft gegen ihren Mindestanteil (Konzept 3.1, 3.3)."""

    LOESCHREGEL = Loeschregel.FINANZEN

    ZAHLEN_FELDER = ("id", "traeger", "stellenanteil", "vzae", "von", "bis", "gemeldet_am", "storniert_am")
    GILT_FUER, ERFASST = "von", "gemeldet_am"

    stellenanteil = models.ForeignKey(
        Stellenanteil, models.PROTECT, db_constraint=False, related_name="meldungen", verbose_name="Stellenanteil"
    )
    vzae = models.DecimalField("davon für die Stadt, in VZÄ", max_digits=4, decimal_places=2)
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich")
    gemeldet_am = models.DateTimeField("gemeldet am", auto_now_add=True)
    gemeldet_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gemeldet von")

    objects = gueltige(MandantZeitraumQuerySet)
    auch_stornierte = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Meldung des Stadtanteils", "Meldungen des Stadtanteils"
        ordering = ["-von", "pk"]
        constraints = [
            *mandant("stellenanteil", alle_lesen="geld_lesen"),
            *Versioniert.bedingungen(),
            *Stornierbar.storno_bedingungen(),
            zeitraum_gueltig("anteilmeldung_zeitraum"),
            models.CheckConstraint(
                condition=Q(vzae__gte=0) & Q(vzae__lte=10), name="anteilmeldung_vzae",
                violation_error_message="Der gemeldete Anteil ist nicht negativ und höchstens 10 VZÄ.",
            ),
            KeineUeberschneidung(
                "stellenanteil", name="anteilmeldung_je_tag", ausser="storniert_am",
                violation_error_message="Für diesen Stellenanteil ist in diesem Zeitraum schon etwas gemeldet.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.vzae} VZÄ für die Stadt ab {self.von:%d.%m.%Y}"


@pghistory.track(exclude=["datei", "viren_versuch"])
class Importlauf(Hochgeladen, Versioniert, MandantModell):
    """Eine hochgeladene Datei: erst geprüft und gezeigt, dann als Ganzes übernommen oder verworfen – genau einmal.

    Geöffnet wird sie erst nach der Virenprüfung; danach liegt in `datei` nur noch, was in ihr stand. Entscheidet niemand, läuft sie ab (`IMPORT_FRIST`): In der Datei stehen Beschäftigte.
    """

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG

    art = models.CharField("Art", max_length=20)
    zeilen = models.PositiveIntegerField("Zeilen", default=0)
    zeilen_falsch = models.PositiveIntegerField("Zeilen mit Fehlern", default=0)
    stand = models.CharField("Stand", max_length=12, choices=ImportStand, default=ImportStand.GEPRUEFT)
    grund = models.CharField("warum abgewiesen", max_length=300, blank=True)
    entschieden_am = models.DateTimeField("entschieden am", null=True, blank=True)
    entschieden_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="entschieden von"
    )

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Import", "Importe"
        ordering = ["-hochgeladen_am", "-pk"]
        triggers = [*MandantModell.Meta.triggers, *Hochgeladen.upload_trigger()]
        constraints = [
            *mandant(alle_lesen="auftraege"),  # der Kehrer sucht, was auf Prüfung wartet
            *Versioniert.bedingungen(),
            *Hochgeladen.upload_bedingungen("importlauf"),
            models.CheckConstraint(
                condition=Q(stand__in=sorted(IMPORT_OFFEN), entschieden_am__isnull=True, entschieden_von__isnull=True)
                | Q(
                    stand__in=[ImportStand.ABGELAUFEN, ImportStand.ABGEWIESEN],
                    entschieden_am__isnull=False, entschieden_von__isnull=True,
                )
                | Q(
                    stand__in=[ImportStand.UEBERNOMMEN, ImportStand.VERWORFEN],
                    entschieden_am__isnull=False, entschieden_von__isnull=False,
                ),
                name="importlauf_entschieden",
                violation_error_message="Übernommen oder verworfen hat jemand, zu einem Zeitpunkt; abgelaufen ist von selbst.",
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=[ImportStand.GEPRUEFT, ImportStand.UEBERNOMMEN])
                | Q(viren_stand__in=[Virenstand.SAUBER, Virenstand.UNGEPRUEFT]),
                name="importlauf_virenfrei",
                violation_error_message="Eingelesen und übernommen wird keine Datei, deren Virenprüfung noch läuft oder etwas fand.",
            ),
            models.CheckConstraint(
                condition=~Q(stand=ImportStand.UEBERNOMMEN) | Q(zeilen_falsch=0), name="importlauf_fehlerfrei",
                violation_error_message="Eine Datei mit falschen Zeilen wird nicht übernommen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.dateiname

    def bei_befall(self, jetzt: datetime) -> dict[str, Any]:
        """Abgewiesen ist abgewiesen: Niemand entscheidet mehr darüber."""
        return {"stand": ImportStand.ABGEWIESEN, "entschieden_am": jetzt}
