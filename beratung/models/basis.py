"""Gemeinsame Grundlagen von MBE- und IM-Akten (haus 1): Akte, Zuständigkeit als Zeitraum, Kontakt."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from arge.daten.abfragen import gemerkt
from arge.daten.datenbank import KeineUeberschneidung
from arge.daten.verschluesselung import VerschluesselterText
from arge.zahlen.zeitraum import tag_davor
from beratung.begriffe import Abschlussgrund, KontaktForm
from traeger.begriffe import Loeschregel, Recht
from traeger.models import (
    Fachkraft,
    MandantModell,
    MandantQuerySet,
    MandantZeitraumQuerySet,
    Verschiebbar,
    Versioniert,
    ende_aus,
    ende_melden,
    gueltige,
    zeitraum_gueltig,
)

from .person import Person


@gemerkt
def _abgeschlossen(modell, am):
    return modell.objects.none()._abschluesse().am(am)


class AkteQuerySet(MandantQuerySet):
    """Akten nach Stand an einem Tag; liest Beginn und Abschlüsse, nie eine Spalte „aktuell“.

    Am Tag des Abschlusses läuft ein Fall nicht mehr, am Tag der Wiederaufnahme wieder: Bestand = Bestand davor + neue
    − abgeschlossene, und kein Fall steht zugleich unter „laufende“ und „abgeschlossene“.
    """

    def _abschluesse(self):
        modell = self.model._meta.get_field("abschluesse").related_model
        return modell.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk"))

    def laufend(self, am):
        """Am Tag begonnen und nicht abgeschlossen."""
        return self.filter(~Exists(_abgeschlossen(self.model, am)), begonnen_am__lte=am)

    def beraten_im(self, zeitraum):
        """An mindestens einem Tag des Zeitraums beraten; der Tag des Abschlusses gehört noch dazu.

        Darum gilt beraten = Bestand am Tag vor dem Zeitraum + neue + wieder aufgenommene, auch für den, der am ersten Tag endet.
        """
        durchgehend = self._abschluesse().filter(Q(bis__isnull=True) | Q(bis__gte=zeitraum.ende), von__lt=zeitraum.von)
        return self.filter(~Exists(durchgehend), begonnen_am__lte=zeitraum.ende)

    def abgeschlossen_im(self, zeitraum, *gruende):
        """Im Zeitraum abgeschlossen und an seinem Ende nicht wieder aufgenommen; auf Wunsch nur aus diesen Gründen.

        So ist Bestand = Bestand davor + neue + wieder aufgenommene − abgeschlossene, und eine spätere Wiederaufnahme ändert nichts daran.
        """
        am_ende = Q(bis__isnull=True) | Q(bis__gte=zeitraum.ende)
        abschluesse = self._abschluesse().filter(am_ende, von__gte=zeitraum.von, von__lte=zeitraum.ende)
        return self.filter(Exists(abschluesse.filter(grund__in=gruende) if gruende else abschluesse))

    def wieder_im(self, zeitraum):
        """Vor dem Zeitraum abgeschlossen und in ihm wieder aufgenommen."""
        davor = tag_davor(zeitraum.von)
        return self.filter(Exists(self._abschluesse().filter(von__lte=davor, bis__gte=davor, bis__lt=zeitraum.ende)))

    def _zustaendigkeiten(self, am, **welche):
        modell = self.model._meta.get_field("zustaendigkeiten").related_model
        return Exists(modell.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk"), **welche).am(am))

    def zustaendig(self, benutzer_id, am):
        """Fälle, für die dieses Konto am Tag zuständig ist."""
        return self.filter(self._zustaendigkeiten(am, fachkraft__benutzer=benutzer_id))

    def bei_fachkraft(self, fachkraefte, am):
        """Fälle, für die am Tag eine dieser Fachkräfte zuständig ist (Vertretung, Liste der Leitung)."""
        return self.filter(self._zustaendigkeiten(am, fachkraft__in=fachkraefte))

    def ohne_fachkraft(self, am):
        """Fälle, für die am Tag niemand zuständig ist."""
        return self.filter(~self._zustaendigkeiten(am))


class Akte(Versioniert, MandantModell):
    """Abstrakt: Fall einer Person mit Beginn und seinen Abschlüssen (`abschluesse`, Zeilen von `AbschlussBasis`)."""

    LOESCHREGEL = Loeschregel.AKTE
    #: Was die Seite der Akte mitlädt, und wie der Tag des letzten Kontakts in `mit_stand` heißt.
    ORTE: tuple[str, ...] = ()
    ZULETZT = ""
    #: Mit welchem Recht jemand sie öffnet.
    LIEST: Recht
    #: Womit eine solche Akte enden kann.
    GRUENDE: list[tuple[str, str]] = list(Abschlussgrund.choices)
    #: Was nur „Fehler berichtigen“ ändert, weil es die Zahlen vergangener Tage ändert.
    BERICHTIGT: tuple[str, ...] = ("begonnen_am",)

    person = models.ForeignKey(
        Person, models.PROTECT, db_constraint=False, related_name="%(class)s_akten", verbose_name="Person"
    )
    begonnen_am = models.DateField("begonnen am")
    #: Der offene Abschluss; die Datenbank hält die Spalte aus den Zeilen (`ende_aus`).
    abgeschlossen_am = models.DateField("abgeschlossen am", null=True, blank=True, editable=False)

    objects = AkteQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        abstract = True

    @property
    def ist_laufend(self) -> bool:
        return self.abgeschlossen_am is None

    def abschluss_um(self, am):
        """Der Abschluss, nach dem und vor dessen Wiederaufnahme dieser Tag liegt; sein eigener Tag gehört noch zum Fall."""
        return self.abschluesse.filter(Q(bis__isnull=True) | Q(bis__gte=am), von__lt=am).first()


def akte_endet(tabelle: str, abschluesse: str) -> tuple[list, list]:
    """Trigger der Akte und ihrer Abschlüsse."""
    satz = "Der Abschluss liegt vor dem Beginn."
    return (
        ende_aus(abschluesse, "fall_id", spalte="abgeschlossen_am", beginn="begonnen_am", satz=satz),
        ende_melden(tabelle, "fall_id", spalte="abgeschlossen_am"),
    )


class AbschlussBasis(MandantModell):
    """Abstrakt: Ein Fall ist ab `von` (Tag des Abschlusses) abgeschlossen, bis er wieder aufgenommen wird (`bis` = Tag davor).

    Wird ein Fall wieder aufgenommen, bleibt die Zeile: Die Tage dazwischen lief er nicht. Als abgeschlossen zählt, wer es am Ende eines Zeitraums war.
    """

    LOESCHREGEL = Loeschregel.AKTE
    PROTOKOLL_NACH = "fall"
    ZAHLEN_FELDER = ("id", "traeger", "fall", "von", "bis", "grund")

    von = models.DateField("abgeschlossen am")
    bis = models.DateField("bis vor der Wiederaufnahme", null=True, blank=True)
    grund = models.CharField("Grund des Abschlusses", max_length=13, choices=Abschlussgrund)
    durch = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="abgeschlossen von")

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"Abschluss am {self.von:%d.%m.%Y}"

    @staticmethod
    def bedingungen(name: str) -> list[models.BaseConstraint]:
        """Höchstens ein offener Abschluss, keine zwei übereinander."""
        return [
            zeitraum_gueltig(f"{name}_zeitraum"),
            KeineUeberschneidung(
                "fall", name=f"{name}_je_tag", violation_error_message="In diesem Zeitraum ist der Fall schon abgeschlossen.",
            ),
        ]  # fmt: skip


class ZustaendigkeitBasis(MandantModell):
    """Abstrakt: Welche Fachkraft von … bis zuständig ist; an jedem Tag höchstens eine (Ausschluss-Constraint)."""

    LOESCHREGEL = Loeschregel.AKTE
    PROTOKOLL_NACH = "fall"

    fachkraft = models.ForeignKey(Fachkraft, models.PROTECT, db_constraint=False, related_name="+", verbose_name="Fachkraft")
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    class Meta(MandantModell.Meta):
        abstract = True


class KontaktBasis(Verschiebbar, Versioniert, MandantModell):
    """Abstrakt: ein Gespräch mit Datum, Dauer, Form und verschlüsselter Notiz. Kontakt ≠ Fall ≠ Person (Fachmodell 6)."""

    LOESCHREGEL = Loeschregel.AKTE
    PROTOKOLL_NACH = "fall"
    #: Woran „genau dasselbe Gespräch“ zu erkennen ist; Notizen sind verschlüsselt. Die Unterklasse nennt dazu ihre Themen.
    GLEICH: tuple[str, ...] = ("am", "dauer_minuten", "form", "fachkraft_id")

    kennung = models.UUIDField(default=uuid.uuid4, editable=False)
    am = models.DateField("Datum")
    dauer_minuten = models.PositiveSmallIntegerField(
        "Dauer in Minuten", validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    form = models.CharField("Form", max_length=12, choices=KontaktForm, default=KontaktForm.PERSOENLICH)
    mit_dolmetschen = models.BooleanField("mit Dolmetschen", default=False)
    anzahl_angehoerige = models.PositiveSmallIntegerField("mitberatene Angehörige", default=0)
    notiz = VerschluesselterText("Notiz")
    fachkraft = models.ForeignKey(Fachkraft, models.PROTECT, db_constraint=False, related_name="+", verbose_name="Fachkraft")
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="erfasst von")

    objects = gueltige(MandantQuerySet)
    auch_stornierte = MandantQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        abstract = True

    @staticmethod
    def bedingungen() -> list[models.BaseConstraint]:
        """Was ein Kontakt über sich selbst weiß."""
        return [
            *Versioniert.bedingungen(),
            *Verschiebbar.storno_bedingungen(),
            models.CheckConstraint(
                condition=Q(dauer_minuten__gte=1, dauer_minuten__lte=600), name="%(class)s_dauer",
                violation_error_message="Die Dauer liegt zwischen 1 und 600 Minuten.",
            ),
            models.CheckConstraint(
                condition=Q(anzahl_angehoerige__lte=30), name="%(class)s_angehoerige",
                violation_error_message="Höchstens 30 mitberatene Angehörige.",
            ),
        ]  # fmt: skip


def themen_feld(begriff, verbose: str) -> ArrayField:
    """Mehrfachauswahl aus einem Wortschatz; als Kästchen im Formular, ohne eigene Tabelle."""
    return ArrayField(models.CharField(max_length=14, choices=begriff), default=list, blank=True, verbose_name=verbose)
