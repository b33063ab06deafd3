"""Grundlage aller Tabellen mit Zeilen eines Trägers: dieselbe Grenze als `.fuer(zugang)` und als Datenbank-Policy."""

import uuid
from collections.abc import Iterator

import pghistory
import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import ValidationError
from django.db import models

from arge.daten import indizes  # noqa: F401 – jedes Modell mit Grenze bekommt seine Indizes
from arge.daten.datenbank import MandantFremdschluessel, MandantGrenze
from arge.daten.eingang import hat_buchstaben
from arge.daten.suche import Suchname


def mandant(*fremd: str, eindeutig: bool = True, **grenze) -> list[models.BaseConstraint]:
    """Constraints eines MandantModells: RLS, Zielschlüssel `(traeger, id)` und je Fremdschlüssel der zusammengesetzte.

    `fremd` nennt jeden Fremdschlüssel auf eine Zeile desselben Trägers; `grenze` geht an `MandantGrenze`.
    """
    eigen = [models.UniqueConstraint(fields=["traeger", "id"], name="%(class)s_eigen")] if eindeutig else []
    fremde = [MandantFremdschluessel(feld, name=f"%(class)s_{feld}_traeger") for feld in fremd]
    return [MandantGrenze(name="%(class)s_grenze", **grenze), *eigen, *fremde]


def haengt_an(modell: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """(Modell, Feld) aller Tabellen, die auf dieses Modell verweisen; ohne das Protokoll."""
    for beziehung in modell._meta.get_fields(include_hidden=True):
        rueckwaerts = beziehung.auto_created and not beziehung.concrete
        if rueckwaerts and not issubclass(beziehung.related_model, pghistory.models.Event):
            yield beziehung.related_model, beziehung.remote_field.name


class MandantQuerySet(models.QuerySet):
    """Zeilen nur über den Zugang; die Datenbank zieht dieselbe Grenze noch einmal darunter."""

    def fuer(self, zugang):
        """Zeilen, die dieser Zugang sehen darf; liest die Regel aus `MandantGrenze` des Modells."""
        grenze = self.model.mandant_grenze()
        if {grenze.alle, grenze.alle_lesen} & zugang.bereiche:
            return self.all()
        if zugang.traeger_id is None or (grenze.akten and not zugang.akten & set(grenze.akten)):
            return self.none()
        return self.filter(traeger=zugang.traeger_id)


class MandantModell(models.Model):
    """Abstrakt: `traeger` ist nicht null und unveränderlich (Trigger), Zeilen gibt es nur über `.fuer(zugang)`."""

    #: Spalten, die die Rolle arge_zahlen über Träger hinweg lesen darf – nie Namen, nie Freitext.
    ZAHLEN_FELDER: tuple[str, ...] = ()
    #: Was darüber hinaus nur die Funktionen der Rolle arge_regeln lesen: Prüfungen über mehrere Zeilen und Summen.
    REGEL_FELDER: tuple[str, ...] = ()
    #: Verweis auf die Akte, in deren Protokoll die Änderungen dieser Zeile stehen (`arge.daten.aenderungen`).
    PROTOKOLL_NACH = ""

    traeger = models.ForeignKey("traeger.Traeger", models.PROTECT, related_name="+", verbose_name="Träger")

    objects = MandantQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [pgtrigger.ReadOnly(name="traeger_fest", fields=["traeger"])]

    @classmethod
    def mandant_grenze(cls) -> MandantGrenze:
        """Die eine Grenze dieses Modells."""
        return next(c for c in cls._meta.constraints if isinstance(c, MandantGrenze))


class Versioniert(models.Model):
    """Abstrakt: Stand einer Zeile, die mehrere bearbeiten, und Einmal-Schlüssel gegen doppeltes Absenden.

    Gespeichert wird mit `filter(pk, version=v)`: Wer auf veraltetem Stand speichert, sieht beide Stände (qualitaet 1.9).
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    absendung = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    #: Prüfsumme all dessen, was mit ihr abgeschickt wurde; leer, wo kein Formular die Zeile anlegte.
    absendung_summe = models.CharField("Prüfsumme der Absendung", max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def bedingungen() -> list[models.BaseConstraint]:
        """Dieselbe Absendung eines Formulars legt bei einem Träger nur eine Zeile an."""
        return [
            models.UniqueConstraint(
                fields=["traeger", "absendung"],
                name="%(class)s_absendung",
                violation_error_message="Dieses Formular wurde schon abgeschickt.",
            )
        ]


def ist_name(wert: str) -> None:
    """„-“ und „?“ sind kein Name; wer nur einen hat, hat nur einen."""
    if not hat_buchstaben(wert):
        raise ValidationError(
            "Hier steht kein Name. Hat die Person nur einen Namen, lassen Sie dieses Feld leer.", code="name"
        )


class Namensfeld(models.CharField):
    """Vor- oder Nachname: leer erlaubt, aber nicht „freiwillig“ – einer von beiden muss sein."""

    def __init__(self, *args, **optionen) -> None:
        super().__init__(*args, **({"max_length": 80, "blank": True, "validators": [ist_name]} | optionen))

    def deconstruct(self):
        name, _, args, optionen = super().deconstruct()
        return name, "django.db.models.CharField", args, optionen

    def formfield(self, **optionen):
        feld = super().formfield(**optionen)
        feld.freiwillig = False
        return feld


class Benannt(models.Model):
    """Abstrakt: ein Mensch mit Vor- und Nachnamen oder nur einem von beiden; `suchname` rechnet die Datenbank (arge.daten.suche)."""

    vorname = Namensfeld("Vorname")
    nachname = Namensfeld("Nachname", help_text="Hat die Person nur einen Namen, genügt der eine.")
    suchname = models.GeneratedField(expression=Suchname(), output_field=models.TextField(db_collation="C"), db_persist=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}".strip()

    @staticmethod
    def namensbedingungen() -> list[models.BaseConstraint]:
        """Ein Name genügt, einer muss sein."""
        return [
            models.CheckConstraint(
                condition=~models.Q(suchname=""), name="%(class)s_name",
                violation_error_message="Bitte geben Sie einen Namen an; hat die Person nur einen, bleibt das andere Feld leer.",
            )
        ]  # fmt: skip

    @staticmethod
    def namensindex() -> list[models.Index]:
        """Die Suche liest diesen Index des eigenen Trägers durch, Listen ordnen nach ihm."""
        return [models.Index(fields=["traeger", "suchname"])]


class Gemeinsam(Versioniert):
    """Abstrakt: Zeile der ganzen ARGE ohne Angaben über Ratsuchende; mehrere pflegen sie, gelöscht wird sie nicht."""

    class Meta(Versioniert.Meta):
        abstract = True

    @staticmethod
    def bedingungen() -> list[models.BaseConstraint]:
        """Dieselbe Absendung eines Formulars legt nur eine Zeile an."""
        return [
            models.UniqueConstraint(
                fields=["absendung"],
                name="%(class)s_absendung",
                violation_error_message="Dieses Formular wurde schon abgeschickt.",
            )
        ]
