"""Factories für Träger, Konten und Stellen."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from arge.daten.upload import ablageort
from tests.factories.basis import GemeinsamFactory, MandantFactory, eigen, im_namen_von, setzen
from traeger import models
from traeger.begriffe import (
    ROLLEN_DER_KOMMUNE,
    Arbeitsfeld,
    Datenschutzregime,
    NetzwerkArt,
    Quelle,
    Rolle,
    TraegerArt,
    VereinbarungArt,
)

PASSWORT = "Neckar-Brücke-1896!"


class TraegerFactory(GemeinsamFactory):
    class Meta:
        model = models.Traeger

    kuerzel = factory.Sequence(lambda n: f"traeger-{n}")
    name = factory.Sequence(lambda n: f"Träger {n} e. V.")
    kurzname = factory.Sequence(lambda n: f"Träger {n}")
    art = TraegerArt.FREI
    datenschutzregime = Datenschutzregime.DSGVO_BDSG
    aufsicht = "LfDI BW"


@cache
def passwort_hash() -> str:
    """Einmal je Prozess gerechnet: Argon2 kostet mit Absicht eine Fünftelsekunde, und Konten braucht fast jeder Test."""
    return make_password(PASSWORT)


class BenutzerFactory(GemeinsamFactory):
    class Meta:
        model = models.Benutzer
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@beispiel.example")
    name = factory.Sequence(lambda n: f"Kim Muster {n}")
    password = factory.LazyFunction(passwort_hash)


class MitgliedschaftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Mitgliedschaft

    benutzer = factory.SubFactory(BenutzerFactory)
    traeger = factory.SubFactory(TraegerFactory)
    rolle = Rolle.FACHKRAFT
    arbeitsfelder = factory.LazyAttribute(lambda o: Arbeitsfeld.values if o.rolle == Rolle.FACHKRAFT else [])
    von = date(2020, 1, 1)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        traeger = kwargs["traeger"]
        with im_namen_von(traeger and traeger.pk):
            if kwargs["rolle"] in ROLLEN_DER_KOMMUNE and traeger.art != TraegerArt.KOMMUNE:
                setzen(traeger, art=TraegerArt.KOMMUNE)  # nur dort gibt es diese Rollen
                traeger.art = TraegerArt.KOMMUNE
            return super()._create(model_class, *args, **kwargs)


class StadtteilFactory(GemeinsamFactory):
    class Meta:
        model = models.Stadtteil
        django_get_or_create = ("name",)

    name = "Böckingen"


class StandortFactory(GemeinsamFactory):
    class Meta:
        model = models.Standort

    kuerzel = factory.Sequence(lambda n: f"standort-{n}")
    name = factory.Sequence(lambda n: f"Standort {n}")


class QuartierFactory(GemeinsamFactory):
    class Meta:
        model = models.Quartier

    stadtteil = factory.SubFactory(StadtteilFactory)
    name = factory.Sequence(lambda n: f"Quartier {n}")


class VereinbarungFactory(GemeinsamFactory):
    class Meta:
        model = models.Vereinbarung

    kuerzel = factory.Sequence(lambda n: f"vertrag-{n}")
    art = VereinbarungArt.VERTRAG
    titel = "Vertrag ARGE Integration"
    von = date(2026, 1, 1)


class DokumentFactory(GemeinsamFactory):
    """Zeile ohne Datei; Dateien legt der Vorgang ab."""

    class Meta:
        model = models.VereinbarungDokument

    vereinbarung = factory.SubFactory(VereinbarungFactory)
    titel = "Vertrag, unterschrieben"
    datei = factory.LazyAttribute(lambda z: ablageort(models.VereinbarungDokument(vereinbarung=z.vereinbarung), "fehlt.pdf"))
    dateiname = "vertrag.pdf"
    groesse = 1000
    pruefsumme = factory.Sequence(lambda n: f"{n:064d}")
    hochgeladen_von = factory.SubFactory(BenutzerFactory)


class StellenanteilFactory(GemeinsamFactory):
    class Meta:
        model = models.Stellenanteil

    kuerzel = factory.Sequence(lambda n: f"anteil-{n}")
    vereinbarung = factory.SubFactory(VereinbarungFactory)
    traeger = factory.SubFactory(TraegerFactory)
    aufgabe = Arbeitsfeld.IM
    quelle = Quelle.LAND
    vzae = Decimal("1.00")
    von = date(2026, 1, 1)


class BewilligungFactory(GemeinsamFactory):
    class Meta:
        model = models.Bewilligung

    traeger = factory.SelfAttribute("stellenanteil.traeger")
    stellenanteil = factory.SubFactory(StellenanteilFactory)
    aktenzeichen = factory.Sequence(lambda n: f"VwV-{n}")
    bewilligt_am = date(2025, 12, 15)
    vzae = Decimal("1.00")
    von = date(2026, 1, 1)


class FachkraftFactory(MandantFactory):
    class Meta:
        model = models.Fachkraft

    vorname = "Alex"
    nachname = factory.Sequence(lambda n: f"Fachkraft{n}")
    beschaeftigt_von = date(2020, 1, 1)


class BesetzungFactory(MandantFactory):
    class Meta:
        model = models.Besetzung

    stellenanteil = eigen("tests.factories.traeger.StellenanteilFactory")
    fachkraft = eigen("tests.factories.traeger.FachkraftFactory")
    vzae = Decimal("0.50")
    von = date(2026, 1, 1)


class AbwesenheitFactory(MandantFactory):
    class Meta:
        model = models.Abwesenheit

    fachkraft = eigen("tests.factories.traeger.FachkraftFactory")
    von = date(2026, 7, 1)
    bis = date(2026, 7, 31)


class VertretungFactory(MandantFactory):
    class Meta:
        model = models.Vertretung

    abwesenheit = eigen("tests.factories.traeger.AbwesenheitFactory")
    vertreten = factory.SelfAttribute("abwesenheit.fachkraft")
    fachkraft = eigen("tests.factories.traeger.FachkraftFactory")
    benutzer = factory.SubFactory(BenutzerFactory)
    arbeitsfelder = [Arbeitsfeld.MBE]
    von = factory.SelfAttribute("abwesenheit.von")
    bis = factory.SelfAttribute("abwesenheit.bis")
    eingerichtet_von = factory.SubFactory(BenutzerFactory)


class AnteilmeldungFactory(MandantFactory):
    class Meta:
        model = models.Anteilmeldung

    stellenanteil = eigen("tests.factories.traeger.StellenanteilFactory", aufgabe=Arbeitsfeld.EA, quelle=Quelle.KIDIFLUE)
    vzae = Decimal("0.20")
    von = date(2026, 1, 1)
    bis = date(2026, 6, 30)
    gemeldet_von = factory.SubFactory(BenutzerFactory)


class ImportlaufFactory(MandantFactory):
    class Meta:
        model = models.Importlauf

    art = "besetzung"
    datei = factory.LazyAttribute(lambda z: ablageort(models.Importlauf(traeger=z.traeger), "fehlt.xlsx"))
    dateiname = "historie.xlsx"
    pruefsumme = "0" * 64
    hochgeladen_von = factory.SubFactory(BenutzerFactory)


class PartnerFactory(GemeinsamFactory):
    class Meta:
        model = models.Partner

    kuerzel = factory.Sequence(lambda n: f"partner-{n}")
    name = factory.Sequence(lambda n: f"Beratungsstelle {n}")


class SitzungFactory(GemeinsamFactory):
    class Meta:
        model = models.Sitzung

    vereinbarung = factory.SubFactory(VereinbarungFactory, art=VereinbarungArt.KOMMUNIKATION)
    am = factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n % 3000))


class BeschlussFactory(GemeinsamFactory):
    class Meta:
        model = models.Beschluss

    sitzung = factory.SubFactory(SitzungFactory)
    nummer = factory.Sequence(lambda n: n + 1)
    text = "Die Träger stimmen sich monatlich ab."


class AufgabeFactory(GemeinsamFactory):
    class Meta:
        model = models.Aufgabe

    titel = factory.Sequence(lambda n: f"Liste {n} abstimmen")
    faellig_am = date(2026, 6, 30)
    angelegt_von = factory.SubFactory(BenutzerFactory)


class NetzwerkarbeitFactory(MandantFactory):
    class Meta:
        model = models.Netzwerkarbeit

    am = date(2026, 3, 2)
    art = NetzwerkArt.GREMIUM
    thema = "Runder Tisch"
    dauer_minuten = 60
