"""Konten: Benutzer mit E-Mail-Anmeldung, Mitgliedschaft mit Rolle, Einladung, Einsicht, Entwurf (Fachmodell 0)."""

import uuid

import pghistory
import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from arge.daten.datenbank import KeineUeberschneidung, MandantGrenze
from traeger.begriffe import (
    ROLLEN_DER_KOMMUNE,
    ROLLEN_MIT_FREIGABE,
    ROLLEN_OHNE_TRAEGER,
    ROLLEN_VERWALTBAR,
    Arbeitsfeld,
    Bereich,
    Loeschregel,
    Rolle,
)

from .stellen import ZeitraumQuerySet
from .traeger import Traeger


def _nur_name(constraint: str) -> models.CheckConstraint:
    """Ein Name ist eine Zeile und kein Verweis: Er steht in E-Mails unter dem Absender der ARGE (F19)."""
    return models.CheckConstraint(
        condition=~Q(name__regex=r"[[:cntrl:]]|/|www\.|@"),
        name=constraint,
        violation_error_message="Bitte geben Sie nur den Namen an, ohne Verweis oder Adresse.",
    )


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

    LOESCHREGEL = Loeschregel.KONTO

    email = models.EmailField(
        "E-Mail-Adresse", unique=True, error_messages={"unique": "Zu dieser Adresse gibt es schon ein Konto."}
    )
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
            ),
            _nur_name("benutzer_nur_name"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name or self.email

    # Django und allauth fragen diese beiden; sie gehen an das RechteBackend und damit an die eine Rechtetabelle.
    def has_perm(self, perm: str, obj=None) -> bool:
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and _user_has_module_perms(self, app_label)


#: Vergeben, aber noch von niemandem freigegeben. Ohne `vergeben_von` legte sie der Server selbst an (`konto_anlegen`, Demo).
WARTET = Q(rolle__in=sorted(ROLLEN_MIT_FREIGABE), vergeben_von__isnull=False, freigegeben_am__isnull=True)


class MitgliedschaftQuerySet(ZeitraumQuerySet):
    """Mitgliedschaften mit Zeitraum, für die Verwaltung der Konten nach Rolle begrenzt."""

    def am(self, tag):
        """Was an diesem Tag gilt – die eine Stelle, durch die jeder Zugang geht: Was auf Freigabe wartet, gilt nicht."""
        return super().am(tag).exclude(WARTET)

    def beendet(self, tag):
        """Was vor diesem Tag endete oder nie galt."""
        return self.filter(Q(bis__lt=tag) | Q(galt_nie=True))

    def wartend(self):
        """Was auf die Freigabe durch eine zweite Person wartet; was nie gilt, wartet nicht."""
        return self.filter(WARTET, galt_nie=False)

    def fuer(self, zugang):
        """Was dieser Zugang verwaltet: der Betrieb alles, eine Leitung die Rollen ihres Trägers (Auftrag 5)."""
        return _verwaltbar(self, zugang)


@pghistory.track()
class Mitgliedschaft(models.Model):
    """Ein Konto in einer Rolle bei einem Träger (oder trägerübergreifend), von … bis (Fachmodell 0)."""

    LOESCHREGEL = Loeschregel.KONTO
    REGEL_FELDER = ("benutzer", "traeger", "rolle", "arbeitsfelder", "von", "bis", "galt_nie")

    benutzer = models.ForeignKey(Benutzer, models.PROTECT, related_name="mitgliedschaften", verbose_name="Konto")
    traeger = models.ForeignKey(Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger")
    rolle = models.CharField("Rolle", max_length=14, choices=Rolle)
    arbeitsfelder = ArrayField(
        models.CharField(max_length=3, choices=Arbeitsfeld), default=list, blank=True, verbose_name="Arbeitsfelder"
    )
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)
    #: Beendet, bevor sie einen ganzen Tag galt; die Zeile bleibt, denn Aufträge und Entwürfe der Person nennen sie.
    galt_nie = models.BooleanField("galt nie einen ganzen Tag", default=False, db_default=False)
    vergeben_am = models.DateTimeField("vergeben am", null=True, blank=True)
    vergeben_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vergeben von"
    )
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, blank=True)
    freigegeben_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="freigegeben von"
    )

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Mitgliedschaft", "Mitgliedschaften"
        constraints = [
            MandantGrenze(name="mitgliedschaft_grenze", alle="konten", eigene=True, leer=True),
            models.CheckConstraint(
                condition=Q(galt_nie=False, bis__isnull=True)
                | Q(galt_nie=False, bis__gte=F("von"))
                | Q(galt_nie=True, bis__isnull=False, bis__lt=F("von")),
                name="mitgliedschaft_zeitraum",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
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
            # Ausschluss statt Eindeutigkeit: In seinen Index führt kein Vergleich an der Grenze vorbei (arge.daten.indizes).
            KeineUeberschneidung(
                "benutzer",
                "traeger",
                "rolle",
                bis="von",
                name="mitgliedschaft_eindeutig",
                violation_error_message="Diese Mitgliedschaft gibt es schon.",
            ),
            models.CheckConstraint(
                condition=Q(vergeben_am__isnull=True, vergeben_von__isnull=True)
                | Q(vergeben_am__isnull=False, vergeben_von__isnull=False),
                name="mitgliedschaft_vergeben_paar",
                violation_error_message="Zeitpunkt und Person der Vergabe gehören zusammen.",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_am__isnull=True, freigegeben_von__isnull=True)
                | Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False, vergeben_von__isnull=False),
                name="mitgliedschaft_freigegeben_paar",
                violation_error_message="Freigegeben wird mit Zeitpunkt und Person, und nur, was jemand vergeben hat.",
            ),
            models.CheckConstraint(
                condition=Q(vergeben_von__isnull=True) | ~Q(vergeben_von=F("benutzer")),
                name="mitgliedschaft_nie_sich_selbst",
                violation_error_message="Niemand gibt sich selbst eine Mitgliedschaft.",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True)
                | (~Q(freigegeben_von=F("benutzer")) & ~Q(freigegeben_von=F("vergeben_von"))),
                name="mitgliedschaft_freigabe_zu_zweit",
                violation_error_message="Freigeben kann nur, wer weder eingeladen hat noch selbst eingeladen ist.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="kommune", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__rolle__in=sorted(ROLLEN_DER_KOMMUNE)),
                func="""
                    if not exists (select 1 from traeger_traeger where id = new.traeger_id and art = 'kommune') then
                        raise exception using errcode = '23514', constraint = 'regel_mitgliedschaft_kommune',
                            message = 'Steuerung und Prüfung gibt es nur bei der Kommune.';
                    end if;
                    return new;
                """,
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        sitz = self.traeger.kurzname if self.traeger_id else "ARGE"
        return f"{self.get_rolle_display()} · {sitz}"

    @property
    def wartet(self) -> bool:
        """Ob eine zweite Person sie noch freigeben muss; dasselbe wie `WARTET`."""
        return self.rolle in ROLLEN_MIT_FREIGABE and self.vergeben_von_id is not None and self.freigegeben_am is None


def _verwaltbar(qs, zugang):
    rollen = ROLLEN_VERWALTBAR.get(zugang.rolle, frozenset())
    if Bereich.KONTEN in zugang.bereiche:
        return qs.filter(rolle__in=rollen)
    return qs.filter(traeger=zugang.traeger_id, rolle__in=rollen) if zugang.traeger_id and rollen else qs.none()


class EinladungQuerySet(models.QuerySet):
    """Einladungen, die ein Zugang verschicken und zurückziehen darf."""

    def fuer(self, zugang):
        return _verwaltbar(self, zugang)

    def offen(self, jetzt):
        """Noch nicht angenommen und nicht abgelaufen."""
        return self.filter(angenommen_am__isnull=True, gueltig_bis__gte=jetzt)


@pghistory.track(exclude=["schluessel_hash"])
class Einladung(models.Model):
    """Einladung zu einem Konto: kein Selbst-Anmelden, sondern Leitung oder Betrieb lädt ein. Gespeichert wird nur der Hash."""

    LOESCHREGEL = Loeschregel.KURZ

    email = models.EmailField("E-Mail-Adresse")
    name = models.CharField("Name", max_length=120)
    traeger = models.ForeignKey(Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger")
    rolle = models.CharField("Rolle", max_length=14, choices=Rolle)
    arbeitsfelder = ArrayField(
        models.CharField(max_length=3, choices=Arbeitsfeld), default=list, blank=True, verbose_name="Arbeitsfelder"
    )
    schluessel_hash = models.CharField(max_length=64, unique=True)
    absendung = models.UUIDField(default=uuid.uuid4, editable=False)
    gueltig_bis = models.DateTimeField("gültig bis")
    eingeladen_am = models.DateTimeField("eingeladen am", auto_now_add=True)
    eingeladen_von = models.ForeignKey(Benutzer, models.PROTECT, related_name="+", verbose_name="eingeladen von")
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True)
    angenommen_von = models.ForeignKey(
        Benutzer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="angenommen von"
    )

    objects = EinladungQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Einladung", "Einladungen"
        constraints = [
            MandantGrenze(name="einladung_grenze", alle="konten", leer=True),
            models.UniqueConstraint(
                fields=["absendung"],
                name="einladung_absendung",
                violation_error_message="Dieses Formular wurde schon abgeschickt.",
            ),
            _nur_name("einladung_nur_name"),
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
    """Wer wann welche Akte gelesen hat (fakten 6.3, Art. 32). Geschrieben nur über `einsicht_schreiben()` in der Datenbank.

    Listen, Dateien und die Frage nach Dubletten zeigen viele auf einmal: eine Sammel-Einsicht ohne Nummer, mit der Zahl der
    Zeilen und dem Filter als `umfang` (nie dem Suchwort: es ist ein Name).
    """

    LOESCHREGEL = Loeschregel.PROTOKOLL

    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="+", verbose_name="Träger")
    benutzer = models.ForeignKey(Benutzer, models.PROTECT, related_name="+", verbose_name="Konto")
    akte_art = models.CharField("Art der Akte", max_length=40)
    akte_id = models.BigIntegerField("Nummer der Akte", null=True)
    umfang = models.CharField("Umfang", max_length=200, blank=True)
    anzahl = models.PositiveIntegerField("gezeigte Zeilen", default=1)
    gelesen_am = models.DateTimeField("gelesen am")
    vertretung_id = models.BigIntegerField("während der Vertretung", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "Einsicht", "Einsichten"
        constraints = [MandantGrenze(name="einsicht_grenze")]
        indexes = [
            models.Index(fields=["traeger", "akte_art", "akte_id"]),
            models.Index(fields=["traeger", "benutzer", "akte_art", "-gelesen_am"], name="einsicht_zuletzt"),
            models.Index(
                fields=["traeger", "vertretung_id"], condition=Q(vertretung_id__isnull=False), name="einsicht_vertretung"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.akte_art} {self.akte_id or self.umfang}, {self.gelesen_am:%d.%m.%Y %H:%M}"
