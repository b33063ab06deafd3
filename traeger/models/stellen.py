"""Vereinbarungen, Stellenanteile, Bewilligung, Fachkräfte, Besetzung: drei Kurven je Tag (Fachmodell 1)."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from arge.daten.datenbank import KeineUeberschneidung, MandantFremdschluessel
from arge.daten.suche import Deutsch
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import Arbeitsfeld, Loeschregel, Qualifikation, Quelle, Recht, VereinbarungArt

from .basis import Benannt, Gemeinsam, MandantModell, MandantQuerySet, Versioniert, mandant
from .ort import Standort
from .pruefung import pruefung
from .suche import Suchschluessel, suchbar
from .traeger import Traeger
from .upload import Hochgeladen


def zeitraum_gueltig(name: str) -> models.CheckConstraint:
    """Ein Zeitraum endet nicht, bevor er beginnt."""
    return models.CheckConstraint(
        condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
        name=name,
        violation_error_message="Das Ende liegt vor dem Beginn.",
    )


def vzae_feld(verbose: str = "VZÄ", **optionen) -> models.DecimalField:
    """Vollzeitäquivalente in Schritten von 0,05 (Fachmodell 1)."""
    return models.DecimalField(
        verbose, max_digits=4, decimal_places=2, validators=[MinValueValidator(Decimal("0.05"))], **optionen
    )


def vzae_schritt(feld: str, name: str) -> models.CheckConstraint:
    """VZÄ sind größer als null und ein Vielfaches von 0,05."""
    rest = Func(F(feld), Value(Decimal("0.05")), function="mod", output_field=models.DecimalField())
    return models.CheckConstraint(
        condition=Q(**{f"{feld}__gt": 0}) & Q(models.lookups.Exact(rest, Value(Decimal("0")))),
        name=name,
        violation_error_message="VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben.",
    )


class ZeitraumQuerySet(models.QuerySet):
    """Zeilen mit `von`/`bis` (einschließlich)."""

    def am(self, tag):
        """Zeilen, die an diesem Tag gelten."""
        return self.filter(von__lte=tag).filter(Q(bis__isnull=True) | Q(bis__gte=tag))

    def offen_ab(self, tag):
        """Zeilen, die an diesem Tag oder danach gelten."""
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=tag))

    def im(self, zeitraum):
        """Zeilen, die den Zeitraum berühren."""
        treffer = self.filter(Q(bis__isnull=True) | Q(bis__gte=zeitraum.von))
        return treffer if zeitraum.bis is None else treffer.filter(von__lte=zeitraum.bis)


class MandantZeitraumQuerySet(MandantQuerySet, ZeitraumQuerySet):
    """Zeilen eines Trägers mit Zeitraum."""


@pghistory.track()
class Vereinbarung(Gemeinsam):
    """Vertrag, Kommunikationsvereinbarung oder Stellenplan der Stadt, auf der Stellenanteile beruhen (Konzept 3.1, Anlage)."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STELLENPLAN_BEARBEITEN,)

    kuerzel = models.SlugField("Kürzel", max_length=40, unique=True)
    art = models.CharField("Art", max_length=14, choices=VereinbarungArt)
    titel = models.CharField("Titel", max_length=160)
    von = models.DateField("Beginn")
    bis = models.DateField("Ende einschließlich", null=True, blank=True)
    gekuendigt_am = models.DateField("gekündigt am", null=True, blank=True)
    bemerkung = models.CharField("Bemerkung", max_length=240, blank=True)
    annahme = models.CharField("Annahme", max_length=240, blank=True)

    objects = ZeitraumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Vereinbarung", "Vereinbarungen"
        ordering = ["-von", Deutsch("titel")]
        constraints = [
            *Gemeinsam.bedingungen(),
            zeitraum_gueltig("vereinbarung_zeitraum"),
            models.CheckConstraint(
                condition=Q(gekuendigt_am__isnull=True) | Q(bis__gte=F("gekuendigt_am")), name="vereinbarung_kuendigung",
                violation_error_message="Eine gekündigte Vereinbarung hat ein Ende, das nicht vor der Kündigung liegt.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.titel


@pghistory.track(exclude=["datei", "viren_versuch"])
class VereinbarungDokument(Hochgeladen, Gemeinsam):
    """Unterschriebene Fassung oder Anlage einer Vereinbarung; die Datei liegt unter Zufallsnamen in der Ablage."""

    LOESCHREGEL = Loeschregel.VEREINBARUNG
    SCHREIBT = (Recht.STELLENPLAN_BEARBEITEN,)
    GEHOERT = "vereinbarung"

    vereinbarung = models.ForeignKey(Vereinbarung, models.PROTECT, related_name="dokumente", verbose_name="Vereinbarung")
    titel = models.CharField("Titel", max_length=160)
    groesse = models.PositiveIntegerField("Größe in Byte")

    class Meta:
        verbose_name, verbose_name_plural = "Dokument", "Dokumente"
        ordering = ["-hochgeladen_am", "-pk"]
        triggers = Hochgeladen.upload_trigger()
        constraints = [*Gemeinsam.bedingungen(), *Hochgeladen.upload_bedingungen("vereinbarungdokument", "vereinbarung")]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Stellenanteil(Gemeinsam):
    """Vereinbarter Anteil: Träger × Aufgabe × Quelle × Standort × Zeitraum in VZÄ (Konzept 3.3).

    Kein Personenbezug, darum für alle Rollen der ARGE lesbar. `zaehlt_zum_kontingent=False` trägt die 0,5 VZÄ der
    Diakonie im Mehrgenerationenhaus, solange die Stadt nicht entschieden hat (fakten 0.2 Nr. 1).
    """

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STELLENPLAN_BEARBEITEN,)

    kuerzel = models.SlugField("Kürzel", max_length=60, unique=True)
    vereinbarung = models.ForeignKey(Vereinbarung, models.PROTECT, verbose_name="Vereinbarung")
    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="stellenanteile", verbose_name="Träger")
    aufgabe = models.CharField("Aufgabe", max_length=3, choices=Arbeitsfeld)
    quelle = models.CharField("Quelle", max_length=10, choices=Quelle)
    standort = models.ForeignKey(Standort, models.PROTECT, null=True, blank=True, verbose_name="Standort")
    vzae = vzae_feld()
    ist_obergrenze = models.BooleanField("„bis zu“", default=False)
    mindestanteil_stadt = models.DecimalField(
        "Mindestanteil für die Stadt in VZÄ", max_digits=4, decimal_places=2, null=True, blank=True
    )
    zaehlt_zum_kontingent = models.BooleanField("zählt zum Kontingent der ARGE", default=True)
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)
    befristet_bis = models.DateField("Finanzierung befristet bis", null=True, blank=True)
    bemerkung = models.CharField("Bemerkung", max_length=240, blank=True)
    annahme = models.CharField("Annahme", max_length=240, blank=True)

    objects = ZeitraumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Stellenanteil", "Stellenanteile"
        triggers = [
            *pruefung("stellenanteil_haelt", "besetzung_je_stelle_pruefen", "id", neu=False),
            *pruefung("stellenanteil_am_standort", "stellen_am_standort_pruefen", "standort_id"),
        ]
        constraints = [
            *Gemeinsam.bedingungen(),
            models.UniqueConstraint(fields=["traeger", "id"], name="stellenanteil_eigen"),
            KeineUeberschneidung(
                "traeger", "aufgabe", "quelle", "standort", "zaehlt_zum_kontingent",
                name="stellenanteil_je_tag",
                violation_error_message="Für diesen Träger, diese Aufgabe, Quelle und diesen Standort ist in diesem Zeitraum"
                " schon ein Stellenanteil vereinbart.",
            ),
            models.CheckConstraint(
                condition=Q(befristet_bis__isnull=True) | Q(befristet_bis__gte=F("von")), name="stellenanteil_befristung",
                violation_error_message="Die Finanzierung endet vor dem Beginn des Stellenanteils.",
            ),
            zeitraum_gueltig("stellenanteil_zeitraum"),
            vzae_schritt("vzae", "stellenanteil_vzae"),
            models.CheckConstraint(
                condition=Q(mindestanteil_stadt__isnull=True) | Q(mindestanteil_stadt__lte=F("vzae")),
                name="stellenanteil_mindestanteil",
                violation_error_message="Der Mindestanteil der Stadt ist größer als der Stellenanteil.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.traeger} · {self.get_aufgabe_display()} · {self.get_quelle_display()}"


@pghistory.track()
class Bewilligung(Gemeinsam):
    """Bewilligter Umfang eines Stellenanteils nach einem Bescheid: die zweite der drei Kurven (Fachmodell 1)."""

    OFFEN_FUER_ZAHLEN = True
    SCHREIBT = (Recht.STELLENPLAN_BEARBEITEN,)

    traeger = models.ForeignKey(Traeger, models.PROTECT, related_name="+", verbose_name="Träger")
    stellenanteil = models.ForeignKey(
        Stellenanteil, models.PROTECT, db_constraint=False, related_name="bewilligungen", verbose_name="Stellenanteil"
    )
    aktenzeichen = models.CharField("Aktenzeichen", max_length=60)
    bewilligt_am = models.DateField("Datum des Bescheids")
    vzae = vzae_feld()
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)
    bemerkung = models.CharField("Bemerkung", max_length=240, blank=True)

    objects = ZeitraumQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "Bewilligung", "Bewilligungen"
        constraints = [
            *Gemeinsam.bedingungen(),
            models.UniqueConstraint(fields=["traeger", "id"], name="bewilligung_eigen"),
            MandantFremdschluessel("stellenanteil", name="bewilligung_stellenanteil_traeger"),
            KeineUeberschneidung(
                "stellenanteil",
                name="bewilligung_je_tag",
                violation_error_message="Für diesen Stellenanteil gibt es in diesem Zeitraum schon eine Bewilligung.",
            ),
            zeitraum_gueltig("bewilligung_zeitraum"),
            vzae_schritt("vzae", "bewilligung_vzae"),
        ]

    def __str__(self) -> str:
        return f"{self.aktenzeichen}: {self.vzae} VZÄ"


class FachkraftQuerySet(MandantQuerySet):
    """Fachkräfte nach Tag."""

    def da_am(self, tag):
        """Am Tag beschäftigt (`arge.zahlen.zeitraum.satz_wer_da_war` sagt es für eine)."""
        return self.filter(beschaeftigt_von__lte=tag).filter(Q(beschaeftigt_bis__isnull=True) | Q(beschaeftigt_bis__gte=tag))


SUCHE = {"namen": ("nachname", "vorname")}


@pghistory.track(exclude=["suchname"])
class Fachkraft(Benannt, Versioniert, MandantModell):
    """Beschäftigte Person eines Trägers, mit oder ohne eigenes Konto."""

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG
    SCHREIBT = (Recht.BESETZUNG_BEARBEITEN,)
    #: Woran man jemanden findet.
    SUCHE = SUCHE

    ZAHLEN_FELDER = ("id", "traeger", "qualifikation", "beschaeftigt_von", "beschaeftigt_bis")
    REGEL_FELDER = ("benutzer",)

    qualifikation = models.CharField("Abschluss", max_length=12, choices=Qualifikation, default=Qualifikation.HOCHSCHULE)
    beschaeftigt_von = models.DateField("beschäftigt ab")
    beschaeftigt_bis = models.DateField("beschäftigt bis einschließlich", null=True, blank=True)
    benutzer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Konto"
    )

    objects = FachkraftQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Fachkraft", "Fachkräfte"
        ordering = ["suchname", "pk"]
        triggers = [
            *MandantModell.Meta.triggers,
            *suchbar("traeger_fachkraftschluessel", **SUCHE),
            *pruefung("fachkraft_haelt", "besetzung_je_kraft_pruefen", "id", neu=False),
            *(
                trigger
                for funktion in ("abwesend_je_kraft_pruefen", *settings.AN_FACHKRAFT)
                for trigger in pruefung(funktion.removesuffix("_pruefen"), funktion, "id", neu=False)
            ),
        ]
        constraints = [
            *mandant(),
            *Versioniert.bedingungen(),
            *Benannt.namensbedingungen(),
            models.UniqueConstraint(
                fields=["traeger", "benutzer"],
                name="fachkraft_konto",
                violation_error_message="Dieses Konto gehört schon zu einer Fachkraft.",
            ),
            models.CheckConstraint(
                condition=Q(beschaeftigt_bis__isnull=True) | Q(beschaeftigt_bis__gte=F("beschaeftigt_von")),
                name="fachkraft_zeitraum",
                violation_error_message="Die Beschäftigung endet vor ihrem Beginn.",
            ),
        ]
        indexes = Benannt.namensindex()

    @property
    def dabei(self):
        """Die Beschäftigung, als ein Zeitraum."""
        return [Zeitraum(self.beschaeftigt_von, self.beschaeftigt_bis)]


class Fachkraftschluessel(Suchschluessel):
    """Woran eine Fachkraft zu finden ist; lesbar, wo ihre Zeile es ist."""

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG

    zeile = models.ForeignKey(
        Fachkraft, models.DO_NOTHING, db_constraint=False, related_name="suchschluessel", verbose_name="Fachkraft"
    )

    class Meta(Suchschluessel.Meta):
        verbose_name, verbose_name_plural = "Suchschlüssel", "Suchschlüssel"
        constraints = mandant("zeile", eindeutig=False)
        indexes = Suchschluessel.schluesselindex("fachkraft")


@pghistory.track()
class Besetzung(Versioniert, MandantModell):
    """Wer welchen Stellenanteil in welchem Umfang besetzt: die dritte der drei Kurven."""

    LOESCHREGEL = Loeschregel.BESCHAEFTIGUNG
    SCHREIBT = (
        Recht.BESETZUNG_BEARBEITEN,
        Recht.STELLENPLAN_BEARBEITEN,
    )  # ändert sich eine Stelle, teilt sich ihre Besetzung

    ZAHLEN_FELDER = ("id", "traeger", "stellenanteil", "fachkraft", "vzae", "von", "bis")

    stellenanteil = models.ForeignKey(
        Stellenanteil, models.PROTECT, db_constraint=False, related_name="besetzungen", verbose_name="Stellenanteil"
    )
    fachkraft = models.ForeignKey(
        Fachkraft, models.PROTECT, db_constraint=False, related_name="besetzungen", verbose_name="Fachkraft"
    )
    vzae = vzae_feld()
    von = models.DateField("ab")
    bis = models.DateField("bis einschließlich", null=True, blank=True)

    objects = MandantZeitraumQuerySet.as_manager()

    class Meta(MandantModell.Meta):
        verbose_name, verbose_name_plural = "Besetzung", "Besetzungen"
        triggers = [
            *MandantModell.Meta.triggers,
            *pruefung("besetzung_stelle", "besetzung_je_stelle_pruefen", "stellenanteil_id"),
            *pruefung("besetzung_kraft", "besetzung_je_kraft_pruefen", "fachkraft_id"),
        ]
        constraints = [
            *Versioniert.bedingungen(),
            *mandant("stellenanteil", "fachkraft"),
            zeitraum_gueltig("besetzung_zeitraum"),
            vzae_schritt("vzae", "besetzung_vzae"),
            models.CheckConstraint(
                condition=Q(vzae__lte=1), name="besetzung_hoechstens_eins",
                violation_error_message="Eine Fachkraft besetzt höchstens 1,0 VZÄ.",
            ),
            KeineUeberschneidung(
                "stellenanteil", "fachkraft", name="besetzung_je_tag",
                violation_error_message="Diese Fachkraft besetzt den Stellenanteil in diesem Zeitraum schon.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.vzae} VZÄ ab {self.von:%d.%m.%Y}"
