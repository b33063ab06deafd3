"""Grundlage aller Tabellen mit Zeilen eines Trägers: dieselbe Grenze als `.fuer(zugang)` und als Datenbank-Policy."""

import uuid
from collections.abc import Iterator

import pghistory
import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from arge.daten.datenbank import MandantFremdschluessel, MandantGrenze


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
