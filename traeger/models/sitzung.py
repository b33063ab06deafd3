"""Kommunikationsvereinbarung als lebendes Dokument: Sitzungen, Beschlüsse, Aufgaben über alle Träger (Konzept, Anlage)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from traeger.begriffe import Loeschregel, Recht, SitzungArt

from .basis import Gemeinsam
from .stellen import Vereinbarung
from .storno import Stornierbar, gueltige
from .traeger import Traeger


@pghistory.track()
class Sitzung(Gemeinsam):
    """Jour fixe oder Steuerungsgruppe: Einladung mit Tagesordnung, danach Niederschrift. Nie Angaben über Ratsuchende."""

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN,)

    vereinbarung = models.ForeignKey(Vereinbarung, models.PROTECT, related_name="sitzungen", verbose_name="Vereinbarung")
    art = models.CharField("Art", max_length=16, choices=SitzungArt, default=SitzungArt.JOUR_FIXE)
    am = models.DateField("Datum")
    beginn = models.TimeField("Beginn", null=True, blank=True)
    ende = models.TimeField("Ende", null=True, blank=True)
    ort = models.CharField("Ort", max_length=160, blank=True)
    teilnehmende = models.CharField("Teilnehmende", max_length=500, blank=True)
    #: SEQUENCE der Einladung (RFC 5545): steigt mit jeder Änderung von Art, Zeit und Ort, mit Absage und Zusage; sonst nie.
    folge = models.PositiveSmallIntegerField("Fassung der Einladung", default=0, db_default=0, editable=False)
    niederschrift = models.TextField("Niederschrift", blank=True)
    niederschrift_am = models.DateTimeField("Niederschrift vom", null=True, blank=True)
    niederschrift_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Niederschrift von"
    )
    abgesagt_am = models.DateTimeField("abgesagt am", null=True, blank=True)
    abgesagt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="abgesagt von"
    )

    class Meta:
        verbose_name, verbose_name_plural = "Sitzung", "Sitzungen"
        ordering = ["-am", "-pk"]
        constraints = [
            *Gemeinsam.bedingungen(),
            models.UniqueConstraint(
                fields=["art", "am", "beginn"], name="sitzung_eindeutig", nulls_distinct=False,
                violation_error_message="Zu diesem Zeitpunkt gibt es schon eine solche Sitzung.",
            ),
            models.CheckConstraint(
                condition=Q(ende__isnull=True) | Q(ende__gt=F("beginn")), name="sitzung_uhrzeit",
                violation_error_message="Die Sitzung endet nach ihrem Beginn.",
            ),
            models.CheckConstraint(
                condition=Q(niederschrift_am__isnull=True, niederschrift_von__isnull=True)
                | Q(niederschrift_am__isnull=False, niederschrift_von__isnull=False, abgesagt_am__isnull=True),
                name="sitzung_niederschrift",
                violation_error_message="Eine Niederschrift hat Zeitpunkt und Person, und die Sitzung fand statt.",
            ),
            models.CheckConstraint(
                condition=Q(abgesagt_am__isnull=True, abgesagt_von__isnull=True)
                | Q(abgesagt_am__isnull=False, abgesagt_von__isnull=False),
                name="sitzung_abgesagt",
                violation_error_message="Zeitpunkt und Person der Absage gehören zusammen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_art_display()} am {self.am:%d.%m.%Y}"


@pghistory.track()
class Ladung(models.Model):
    """Wer zu einer Sitzung eingeladen ist und welche Fassung der Einladung (`Sitzung.folge`) er per E-Mail hat."""

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN,)

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="ladungen", verbose_name="Sitzung")
    benutzer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eingeladen")
    folge = models.PositiveSmallIntegerField("kennt die Fassung", null=True, blank=True)
    geschickt_am = models.DateTimeField("geschickt am", null=True, blank=True)
    #: Wann die Sitzung nach dieser Fassung ist: Eine Absage nennt, was die Person kennt, nicht, was danach niemand verschickt hat.
    am = models.DateField("kennt den Tag", null=True, blank=True)
    beginn = models.TimeField("kennt den Beginn", null=True, blank=True)
    ende = models.TimeField("kennt das Ende", null=True, blank=True)
    abgesagt = models.BooleanField("kennt die Absage", default=False, db_default=False)

    class Meta:
        verbose_name, verbose_name_plural = "Ladung", "Ladungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "benutzer"], name="ladung_einmal",
                violation_error_message="Diese Person ist schon eingeladen.",
            ),
            models.CheckConstraint(
                condition=Q(folge__isnull=True, geschickt_am__isnull=True, am__isnull=True, beginn__isnull=True, abgesagt=False)
                | Q(folge__isnull=False, geschickt_am__isnull=False, am__isnull=False),
                name="ladung_geschickt",
                violation_error_message="Fassung und Zeitpunkt der Einladung gehören zusammen.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.benutzer} zu {self.sitzung}"


@pghistory.track()
class Tagesordnungspunkt(Gemeinsam):
    """Ein Punkt der Tagesordnung mit dem, was dazu besprochen wurde."""

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN,)

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="punkte", verbose_name="Sitzung")
    nummer = models.PositiveSmallIntegerField("Nummer")
    titel = models.CharField("Thema", max_length=200)
    traeger = models.ForeignKey(
        Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eingebracht von"
    )
    ergebnis = models.TextField("Ergebnis", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "Tagesordnungspunkt", "Tagesordnungspunkte"
        ordering = ["nummer"]
        constraints = [
            *Gemeinsam.bedingungen(),
            models.UniqueConstraint(
                fields=["sitzung", "nummer"], name="tagesordnungspunkt_nummer",
                violation_error_message="Diese Nummer gibt es auf der Tagesordnung schon.",
            ),
            models.CheckConstraint(
                condition=Q(nummer__gte=1), name="tagesordnungspunkt_ab_eins",
                violation_error_message="Die Tagesordnung beginnt bei 1.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"TOP {self.nummer}: {self.titel}"


@pghistory.track()
class Beschluss(Stornierbar, Gemeinsam):
    """Was eine Sitzung beschlossen hat; gilt, bis ein späterer Beschluss etwas anderes sagt."""

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN,)

    sitzung = models.ForeignKey(Sitzung, models.PROTECT, related_name="beschluesse", verbose_name="Sitzung")
    punkt = models.ForeignKey(
        Tagesordnungspunkt, models.PROTECT, null=True, blank=True, related_name="beschluesse", verbose_name="zum Punkt"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    text = models.TextField("Beschluss", max_length=2000)

    objects = gueltige(models.QuerySet)
    auch_stornierte = models.Manager()

    class Meta:
        verbose_name, verbose_name_plural = "Beschluss", "Beschlüsse"
        ordering = ["sitzung", "nummer"]
        constraints = [
            *Gemeinsam.bedingungen(),
            *Stornierbar.storno_bedingungen(),
            models.UniqueConstraint(
                fields=["sitzung", "nummer"], name="beschluss_nummer",
                violation_error_message="Diese Nummer trägt schon ein Beschluss der Sitzung.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Beschluss {self.nummer}"


@pghistory.track()
class Aufgabe(Stornierbar, Gemeinsam):
    """Wer bis wann was tut – über Trägergrenzen hinweg; ohne Träger ist die Koordination verantwortlich.

    `faellig_am` ist die geltende Frist, die alle Listen, Erinnerungen und Kalender lesen; berichtigt wird sie mit einer
    `Fristberichtigung`, und die erste davon kennt die ursprüngliche.
    """

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN, Recht.SITZUNG_LESEN)

    titel = models.CharField("Aufgabe", max_length=200)
    beschreibung = models.TextField("Beschreibung", max_length=2000, blank=True)
    sitzung = models.ForeignKey(
        Sitzung, models.PROTECT, null=True, blank=True, related_name="aufgaben", verbose_name="aus der Sitzung"
    )
    beschluss = models.ForeignKey(
        Beschluss, models.PROTECT, null=True, blank=True, related_name="aufgaben", verbose_name="aus dem Beschluss"
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt, models.PROTECT, null=True, blank=True, related_name="aufgaben", verbose_name="zum Punkt"
    )
    traeger = models.ForeignKey(
        Traeger, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="verantwortlich"
    )
    ansprechperson = models.CharField("Ansprechperson", max_length=120, blank=True)
    faellig_am = models.DateField("fällig am")
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="angelegt von")
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    erledigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="erledigt von"
    )
    ergebnis = models.CharField("Ergebnis", max_length=500, blank=True)

    objects = gueltige(models.QuerySet)
    auch_stornierte = models.Manager()

    class Meta:
        verbose_name, verbose_name_plural = "Aufgabe", "Aufgaben"
        ordering = ["faellig_am", "pk"]
        triggers = [
            # Auch nicht über Löschen und Neuanlegen: Eine Aufgabe wird storniert, nie gelöscht.
            pgtrigger.Protect(name="aufgabe_bleibt", operation=pgtrigger.Delete),
            pgtrigger.Trigger(  # Fristen wandern nie von selbst (Fachmodell 6): nur mit der Berichtigung, die diesen Schritt nennt
                name="frist_fest", when=pgtrigger.Before, operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("faellig_am"),
                func="""
                    if not exists (
                        select from (
                            select alt, neu from traeger_fristberichtigung where aufgabe_id = old.id order by id desc limit 1
                        ) as letzte where alt = old.faellig_am and neu = new.faellig_am
                    ) then
                        raise exception using errcode = '23514', constraint = 'regel_frist',
                            message = 'Eine Frist ändert sich nur durch eine Berichtigung mit Begründung.';
                    end if;
                    return new;
                """,
            )
        ]  # fmt: skip
        constraints = [
            *Gemeinsam.bedingungen(),
            *Stornierbar.storno_bedingungen(),
            models.CheckConstraint(
                condition=Q(erledigt_am__isnull=True, erledigt_von__isnull=True)
                | Q(erledigt_am__isnull=False, erledigt_von__isnull=False),
                name="aufgabe_erledigt",
                violation_error_message="Zeitpunkt und Person der Erledigung gehören zusammen.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["faellig_am"], condition=Q(erledigt_am__isnull=True), name="aufgabe_offen")]

    def __str__(self) -> str:
        return self.titel


class Fristberichtigung(models.Model):
    """Die Frist einer offenen Aufgabe war falsch oder ist neu vereinbart: von wann auf wann, warum, wer, wann; unveränderlich.

    Wer eine Zeile anlegt, setzt damit die Frist der Aufgabe; einen anderen Weg lässt die Datenbank nicht (`frist_fest`).
    """

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    NUR_ANHAENGEN = True
    SCHREIBT = (Recht.SITZUNG_BEARBEITEN,)

    aufgabe = models.ForeignKey(Aufgabe, models.PROTECT, related_name="fristberichtigungen", verbose_name="Aufgabe")
    alt = models.DateField("bisherige Frist")
    neu = models.DateField("neue Frist")
    grund = models.CharField("Begründung", max_length=500)
    berichtigt_am = models.DateTimeField("berichtigt am", auto_now_add=True)
    berichtigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="berichtigt von"
    )

    class Meta:
        verbose_name, verbose_name_plural = "Berichtigung einer Frist", "Berichtigungen von Fristen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=F("neu")), name="fristberichtigung_anders",
                violation_error_message="Das ist schon die Frist.",
            ),
            models.CheckConstraint(
                condition=Q(grund__regex=r"\S"), name="fristberichtigung_grund",
                violation_error_message="Eine Frist wird nur mit Begründung berichtigt.",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="anhaengend", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="frist_gilt", when=pgtrigger.Before, operation=pgtrigger.Insert,
                declare=[("stand", "traeger_aufgabe%ROWTYPE"), ("satz", "text")],
                func="""
                    select * into stand from traeger_aufgabe where id = new.aufgabe_id for no key update;
                    satz := case
                        when new.berichtigt_von_id <> coalesce((zugang() ->> 'benutzer')::bigint, new.berichtigt_von_id)
                            then 'Berichtigt wird nur im eigenen Namen.'
                        when new.id <> currval(pg_get_serial_sequence('traeger_fristberichtigung', 'id'))
                            then 'Die Nummer vergibt die Datenbank.'
                        when stand.erledigt_am is not null or stand.storniert_am is not null
                            then 'Berichtigt wird nur die Frist einer offenen Aufgabe.'
                        when stand.faellig_am <> new.alt
                            then 'Die Frist ist inzwischen eine andere.'
                        when new.neu < (stand.angelegt_am at time zone 'Europe/Berlin')::date
                            then 'Die Frist liegt vor dem Tag, an dem die Aufgabe verteilt wurde.'
                    end;
                    if satz is not null then
                        raise exception using errcode = '23514', constraint = 'regel_frist', message = satz;
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="frist_setzen", when=pgtrigger.After, operation=pgtrigger.Insert,
                func="""
                    update traeger_aufgabe set faellig_am = new.neu, version = version + 1 where id = new.aufgabe_id;
                    return null;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Frist berichtigt am {self.berichtigt_am:%d.%m.%Y}"

    @classmethod
    def urspruenglich(cls) -> models.Subquery:
        """Die erste Frist einer Aufgabe als Spalte ihrer Abfrage; leer, wenn sie nie berichtigt wurde."""
        return models.Subquery(cls.objects.filter(aufgabe=models.OuterRef("pk")).order_by("pk").values("alt")[:1])
