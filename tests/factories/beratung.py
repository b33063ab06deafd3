"""Factories der Beratung."""

from datetime import date

import factory

from beratung import models
from beratung.begriffe import Abschlussgrund, Finanzierung, Thema
from tests.factories.basis import MandantFactory, eigen
from tests.factories.traeger import BenutzerFactory


class PersonFactory(MandantFactory):
    class Meta:
        model = models.Person

    vorname = "Samira"
    nachname = factory.Sequence(lambda n: f"Haidari{n}")
    geburtsdatum = date(1990, 5, 17)
    einreise_am = date(2024, 9, 1)


def abschliessen(fall, am):
    """`zu=Tag` oder `zu=(Tag, letzter Tag vor der Wiederaufnahme[, Grund])`."""
    von, bis, grund = (*am, Abschlussgrund.ZIEL)[:3] if isinstance(am, tuple) else (am, None, Abschlussgrund.ZIEL)
    fall.abschluesse.create(traeger=fall.traeger, von=von, bis=bis, grund=grund, durch=BenutzerFactory())


class FallFactory(MandantFactory):
    _gerechnet = ("abgeschlossen_am",)
    _zeilen = {"zu": abschliessen}

    class Meta:
        model = models.Fall

    person = eigen("tests.factories.beratung.PersonFactory")
    begonnen_am = date(2026, 1, 15)


class KontaktFactory(MandantFactory):
    class Meta:
        model = models.Kontakt

    fall = eigen("tests.factories.beratung.FallFactory")
    fachkraft = eigen("tests.factories.traeger.FachkraftFactory")
    erfasst_von = factory.SubFactory("tests.factories.traeger.BenutzerFactory")
    am = date(2026, 3, 2)
    dauer_minuten = 45
    themen = [Thema.SPRACHE]
    finanzierung = factory.LazyAttribute(lambda o: "" if o.fall else Finanzierung.STADT)
