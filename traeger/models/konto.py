"""Konten: Benutzer mit E-Mail-Anmeldung, Mitgliedschaft mit Rolle, Einladung, Einsicht, Entwurf (Fachmodell 0)."""

import uuid

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from arge.datenbank import MandantGrenze
from arge.verschluesselung import VerschluesselterText
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Arbeitsfeld, Rolle

from .stellen import ZeitraumQuerySet, zeitraum_gueltig
from .traeger import Traeger


class BenutzerManager(BaseUserManager):
    """Legt Konten an; die E-Mail ist der Anmeldename und steht immer klein geschrieben."""

    def create_user(self, email: str, password: str | None = None, **felder):
        """Neues Konto; ohne Passwort nur über Einladung oder Zurücksetzen nutzbar."""
        benutzer = self.model(email=email.strip().lower(), **felder)
        benutzer.set_password(password)
        benutzer.save(using=self._db)
        return benutzer

    def get_by_natural_key(self, email: str):
        return self.get(email=email.strip().lower())


@pghistory.track(exclude=["password", "last_login"])
class Benutzer(AbstractBaseUser):
    """Konto einer Person; was sie darf, sagt allein ihre aktive Mitgliedschaft."""

    email = models.EmailField("E-Mail-Adresse", unique=True, error_messages={"unique": "Zu dieser Adresse gibt es schon ein Konto."})
    name = models.CharField("Name", max_length=120)
    is_active = models.BooleanField("aktiv", default=True)
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = BenutzerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = "Benutzer", "Benutzer"
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))), name="benutzer_email_klein",
                violation_error_message="Die E-Mail-Adresse ist klein zu schreiben.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or self.email

    # Django und allauth fragen diese beiden; sie gehen an das RechteBackend und damit an die eine Rechtetabelle.
    def has_perm(self, perm: str, obj=None) -> bool:
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and _user_has_module_perms(self, app_label)


@pghistory.track()
class Mitgliedschaft(models.Model):
    """Ein Konto in einer Rolle bei einem Träger (oder trägerübergreifend), von … bis (Fachmodell 0)."""

    benutzer = models.ForeignKey(Benutzer, models.PROTECT, related_name="mitgliedschaften", verbose_name="Konto")
    traeger = models.ForeignKey(Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger")
    rolle = models.CharField("Rolle", max_length=14, choices=Rolle)
    arbeitsfelder = ArrayField(
        models.CharField(max_length=3, choices=Arbeitsfeld), default=list, blank=True, verbose_name="Arbeitsfelder"
    )
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    objects = ZeitraumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Mitgliedschaft", "Mitgliedschaften"
        constraints = [
            MandantGrenze(name="mitgliedschaft_grenze", alle="konten", eigene=True),
            zeitraum_gueltig("mitgliedschaft_zeitraum"),
            models.CheckConstraint(
                condition=Q(traeger__isnull=True, rolle__in=sorted(ROLLEN_OHNE_TRAEGER))
                | (Q(traeger__isnull=False) & ~Q(rolle__in=sorted(ROLLEN_OHNE_TRAEGER))),
                name="mitgliedschaft_sitz",
                violation_error_message="Koordination und Betrieb haben keinen Träger, alle anderen Rollen brauchen einen.",
            ),
            models.CheckConstraint(
                condition=Q(arbeitsfelder=[]) | Q(rolle__in=[Rolle.FACHKRAFT]),
                name="mitgliedschaft_arbeitsfelder",
                violation_error_message="Arbeitsfelder führt nur eine Fachkraft; die Leitung hat alle.",
            ),
            models.UniqueConstraint(
                fields=["benutzer", "traeger", "rolle", "von"],
                nulls_distinct=False,
                name="mitgliedschaft_eindeutig",
                violation_error_message="Diese Mitgliedschaft gibt es schon.",
            ),
        ]

    def __str__(self) -> str:
        sitz = self.traeger.kurzname if self.traeger_id else "ARGE"
        return f"{self.get_rolle_display()} · {sitz}"


@pghistory.track(exclude=["schluessel_hash"])
class Einladung(models.Model):
    """Einladung zu einem Konto: kein Selbst-Anmelden, sondern Leitung oder Betrieb lädt ein. Gespeichert wird nur der Hash."""

    email = models.EmailField("E-Mail-Adresse")
    name = models.CharField("Name", max_length=120)
    traeger = models.ForeignKey(Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger")
    rolle = models.CharField("Rolle", max_length=14, choices=Rolle)
    arbeitsfelder = ArrayField(
        models.CharField(max_length=3, choices=Arbeitsfeld), default=list, blank=True, verbose_name="Arbeitsfelder"
    )
    schluessel_hash = models.CharField(max_length=64, unique=True)
    gueltig_bis = models.DateTimeField("gültig bis")
    eingeladen_am = models.DateTimeField("eingeladen am", auto_now_add=True)
    eingeladen_von = models.ForeignKey(Benutzer, models.PROTECT, related_name="+", verbose_name="eingeladen von")
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True)
    angenommen_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="angenommen von"
    )

    class Meta:
        verbose_name, verbose_name_plural = "Einladung", "Einladungen"
        constraints = [
            MandantGrenze(name="einladung_grenze", alle="konten"),
            models.CheckConstraint(
                condition=Q(angenommen_am__isnull=True, angenommen_von__isnull=True)
                | Q(angenommen_am__isnull=False, angenommen_von__isnull=False),
                name="einladung_angenommen_paar",
                violation_error_message="Zeitpunkt und Person der Annahme gehören zusammen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Einladung an {self.email}"


class Einsicht(models.Model):
    """Wer wann welche Akte gelesen hat (fakten 6.3, Art. 32). Geschrieben nur über `einsicht_schreiben()` in der Datenbank."""

    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.PROTECT, related_name="+", verbose_name="Konto")
    akte_art = models.CharField("Art der Akte", max_length=40)
    akte_id = models.BigIntegerField("Nummer der Akte")
    gelesen_am = models.DateTimeField("gelesen am")

    class Meta:
        verbose_name, verbose_name_plural = "Einsicht", "Einsichten"
        constraints = [MandantGrenze(name="einsicht_grenze")]
        indexes = [models.Index(fields=["traeger", "akte_art", "akte_id"])]

    def __str__(self) -> str:
        return f"{self.akte_art} {self.akte_id}, {self.gelesen_am:%d.%m.%Y %H:%M}"


class Entwurf(models.Model):
    """Gesicherter, noch nicht abgeschickter Formulartext einer Person; verschlüsselt, gehört nur ihr."""

    traeger = models.ForeignKey(Traeger, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.CASCADE, related_name="+", verbose_name="Konto")
    schluessel = models.CharField("Formular", max_length=200)
    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    inhalt = VerschluesselterText("Inhalt (JSON)")
    gesichert_am = models.DateTimeField("gesichert am", auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = "Entwurf", "Entwürfe"
        constraints = [
            MandantGrenze(name="entwurf_grenze", nach="benutzer"),
            models.UniqueConstraint(fields=["benutzer", "schluessel"], name="entwurf_je_formular"),
        ]

    def __str__(self) -> str:
        return f"Entwurf {self.schluessel}"
