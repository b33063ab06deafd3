"""Die ratsuchende Person eines Trägers; einen Abgleich über Träger hinweg gibt es nicht (Fachmodell 6)."""

import pghistory
from django.db import models
from django.db.models import F, Q

from beratung.begriffe import Aufenthaltsstatus, Deutschniveau, Geschlecht
from beratung.regeln import VOR_DER_GEBURT
from traeger.begriffe import Loeschregel
from traeger.models import Benannt, MandantModell, Quartier, Stadtteil, Suchschluessel, Versioniert, mandant, suchbar


def _nach_der_geburt(feld: str, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(geburtsdatum__isnull=True) | Q(**{f"{feld}__isnull": True}) | Q(**{f"{feld}__gte": F("geburtsdatum")}),
        name=name, violation_error_message=VOR_DER_GEBURT[feld],
    )  # fmt: skip


SUCHE = {"namen": ("nachname", "vorname"), "telefon": "telefon", "geboren": "geburtsdatum"}


@pghistory.track(exclude=["suchname"])
class Person(Benannt, Versioniert, MandantModell):
    """Ratsuchende Person; gehört einem Träger, kann dort einen MBE- und einen IM-Fall haben (haus 1)."""

    LOESCHREGEL = Loeschregel.AKTE
    #: Woran man jemanden findet.
    SUCHE = SUCHE

    ZAHLEN_FELDER = ("id", "traeger")

    geburtsdatum = models.DateField("Geburtsdatum", null=True, blank=True)
    geschlecht = models.CharField("Geschlecht", max_length=1, choices=Geschlecht, default=Geschlecht.KEINE)
    staatsangehoerigkeit = models.CharField("Staatsangehörigkeit", max_length=60, blank=True)
    sprachen = models.CharField("Sprachen", max_length=120, blank=True)
    dolmetschbedarf = models.BooleanField("Dolmetschen nötig", default=False)
    deutschniveau = models.CharField("Deutschniveau", max_length=2, choices=Deutschniveau, blank=True)
    aufenthaltsstatus = models.CharField(
        "Aufenthaltsstatus", max_length=16, choices=Aufenthaltsstatus, default=Aufenthaltsstatus.UNBEKANNT
    )
    einreise_am = models.DateField("Einreise am", null=True, blank=True)
    erster_titel_am = models.DateField("erster Aufenthaltstitel am", null=True, blank=True)
    stadtteil = models.ForeignKey(
        Stadtteil, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stadtteil"
    )
    quartier = models.ForeignKey(Quartier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Quartier")
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Person", "Personen"
        triggers = [*MandantModell.Meta.triggers, *suchbar("beratung_personschluessel", **SUCHE)]
        constraints = [
            *mandant(akten=("MBE", "IM")),
            *Benannt.namensbedingungen(),
            *Versioniert.bedingungen(),
            _nach_der_geburt("einreise_am", "person_einreise_nach_geburt"),
            _nach_der_geburt("erster_titel_am", "person_titel_nach_geburt"),
        ]
        indexes = Benannt.namensindex()


class Personschluessel(Suchschluessel):
    """Woran eine ratsuchende Person zu finden ist; lesbar, wo ihre Zeile es ist."""

    LOESCHREGEL = Loeschregel.AKTE

    zeile = models.ForeignKey(
        Person, models.DO_NOTHING, db_constraint=False, related_name="suchschluessel", verbose_name="Person"
    )

    class Meta(Suchschluessel.Meta):
        verbose_name, verbose_name_plural = "Suchschlüssel", "Suchschlüssel"
        constraints = mandant("zeile", eindeutig=False, akten=("MBE", "IM"))
        indexes = Suchschluessel.schluesselindex("person")
