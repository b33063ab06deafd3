"""Träger, Partner, Netzwerkarbeit und datierte Parameter."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from arge.daten.suche import Deutsch
from traeger.begriffe import Datenschutzregime, Loeschregel, NetzwerkArt, Recht, TraegerArt

from .basis import Gemeinsam, MandantModell, MandantQuerySet, Versioniert, mandant
from .storno import Stornierbar, gueltige


@pghistory.track()
class Traeger(Gemeinsam):
    """Organisation, der Akten, Stellen und Ehrenamtliche gehören: AWO, Caritas, Diakonie, Stadt (Konzept 1)."""

    OFFEN_FUER_ZAHLEN = True
    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    kuerzel = models.SlugField("Kürzel", max_length=20, unique=True)
    name = models.CharField("Name", max_length=120)
    kurzname = models.CharField("Kurzname", max_length=30)
    art = models.CharField("Art", max_length=10, choices=TraegerArt)
    datenschutzregime = models.CharField("Datenschutzregime", max_length=12, choices=Datenschutzregime)
    aufsicht = models.CharField("Datenschutzaufsicht", max_length=160)
    auskunftsfrist_monate = models.PositiveSmallIntegerField("Auskunftsfrist in Monaten", default=1)
    datenschutzbeauftragte = models.CharField("Datenschutzbeauftragte", max_length=160, blank=True)
    aufbewahrung_jahre = models.PositiveSmallIntegerField("Aufbewahrung der Akten in Jahren", default=3)
    ansprechperson = models.CharField("Ansprechperson der ARGE", max_length=120, blank=True)
    ansprechperson_vertretung = models.CharField("Vertretung der Ansprechperson", max_length=120, blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "Träger", "Träger"
        triggers = [
            pgtrigger.Trigger(  # an ihr hängen Rollen (nur die Kommune hat Steuerung und Prüfung) und der Stellenplan
                name="art_fest", when=pgtrigger.Before, operation=pgtrigger.Update, condition=pgtrigger.AnyChange("art"),
                func="""
                    if current_user = 'arge_web' and coalesce(zugang() ->> 'rolle', '') <> 'technisch' then
                        raise exception using errcode = '23514', constraint = 'regel_traeger_art',
                            message = 'Ob ein Träger frei oder die Kommune ist, steht nach dem Anlegen fest.';
                    end if;
                    return new;
                """,
            )
        ]  # fmt: skip
        ordering = [Deutsch("kurzname")]
        constraints = [
            *Gemeinsam.bedingungen(),
            models.CheckConstraint(
                condition=Q(auskunftsfrist_monate__gte=1) & Q(aufbewahrung_jahre__gte=1), name="traeger_fristen",
                violation_error_message="Auskunftsfrist und Aufbewahrung betragen mindestens 1.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kurzname


@pghistory.track()
class Partner(Gemeinsam):
    """Stelle außerhalb der ARGE, an die verwiesen oder mit der kooperiert wird (Konzept 3.1 Aufgaben)."""

    OFFEN_FUER_ZAHLEN = True
    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.PARTNER_BEARBEITEN,)

    kuerzel = models.SlugField("Kürzel", max_length=40, unique=True)
    name = models.CharField("Name", max_length=160)
    beschreibung = models.CharField("wofür", max_length=240, blank=True)
    ist_aktiv = models.BooleanField("wird angeboten", default=True)
    ansprechperson = models.CharField("Ansprechperson", max_length=120, blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    webseite = models.URLField("Webseite", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "Partner", "Partner"
        ordering = [Deutsch("name")]
        constraints = Gemeinsam.bedingungen()

    def __str__(self) -> str:
        return self.name


class Netzwerkarbeit(Stornierbar, Versioniert, MandantModell):
    """Ein Eintrag Netzwerk- oder Öffentlichkeitsarbeit eines Trägers (Konzept 1 und 3.2)."""

    LOESCHREGEL = Loeschregel.FINANZEN

    ZAHLEN_FELDER = ("id", "traeger", "am", "art", "dauer_minuten", "anzahl_erreicht", "erfasst_am", "storniert_am")

    am = models.DateField("Datum")
    art = models.CharField("Art", max_length=14, choices=NetzwerkArt)
    thema = models.CharField("Thema", max_length=200)
    partner = models.ManyToManyField(Partner, blank=True, verbose_name="Partner")
    dauer_minuten = models.PositiveIntegerField("Dauer in Minuten")
    anzahl_erreicht = models.PositiveIntegerField("erreichte Menschen", default=0)
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True, null=True)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="erfasst von"
    )

    objects = gueltige(MandantQuerySet)
    auch_stornierte = MandantQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Netzwerkarbeit", "Netzwerkarbeit"
        constraints = [
            *mandant(alle_lesen="projekte"),
            *Versioniert.bedingungen(),
            *Stornierbar.storno_bedingungen(),
            models.CheckConstraint(
                condition=Q(dauer_minuten__gte=5) & Q(dauer_minuten__lte=1440), name="netzwerkarbeit_dauer",
                violation_error_message="Die Dauer liegt zwischen 5 Minuten und 24 Stunden.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["traeger", "am"])]

    def __str__(self) -> str:
        return f"{self.am:%d.%m.%Y}: {self.thema}"


class ParameterQuerySet(models.QuerySet):
    """Werte mit Gültigkeit; „gilt am“ steht nur hier."""

    def am(self, tag):
        """Die am Tag gültigen Werte, das jüngste `gueltig_ab` zuletzt."""
        return self.filter(Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=tag), gueltig_ab__lte=tag).order_by("gueltig_ab")


class Parameter(models.Model):
    """Ein Wert mit Gültigkeit (Fördersatz, Tarif, Schlüssel, Frist); was nicht belegt ist, trägt `ist_annahme`.

    `wert` ist eine Zahl in der genannten Einheit. Je Schlüssel gilt an jedem Tag höchstens ein Wert (Trigger der
    Eindeutigkeit: `gueltig_ab`; das nächste `gueltig_ab` beendet das vorige).
    """

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STAMMDATEN_BEARBEITEN,)

    schluessel = models.SlugField("Schlüssel", max_length=60)
    bezeichnung = models.CharField("Bezeichnung", max_length=200)
    wert = models.DecimalField("Wert", max_digits=14, decimal_places=4)
    einheit = models.CharField("Einheit", max_length=30)
    gueltig_ab = models.DateField("gültig ab")
    gueltig_bis = models.DateField("gültig bis einschließlich", null=True, blank=True)
    quelle = models.CharField("Quelle", max_length=240)
    ist_annahme = models.BooleanField("Annahme, nicht bestätigt", default=False)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Parameter", "Parameter"
        ordering = ["schluessel", "gueltig_ab"]
        constraints = [
            models.UniqueConstraint(
                fields=["schluessel", "gueltig_ab"],
                name="parameter_eindeutig",
                violation_error_message="Für diesen Tag gibt es schon einen Wert.",
            ),
            models.CheckConstraint(
                condition=Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=F("gueltig_ab")),
                name="parameter_zeitraum",
                violation_error_message="Das Ende der Gültigkeit liegt vor ihrem Beginn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bezeichnung} ab {self.gueltig_ab:%d.%m.%Y}"
