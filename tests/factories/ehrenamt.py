"""Factories des Ehrenamts."""

from datetime import date

import factory

from ehrenamt import models
from ehrenamt.begriffe import ProjektBereich
from tests.factories.basis import MandantFactory, eigen


class ProjektFactory(MandantFactory):
    _zeilen = {"status": lambda projekt, status: projekt.staende.create(traeger=projekt.traeger, status=status)}

    class Meta:
        model = models.Projekt

    kuerzel = factory.Sequence(lambda n: f"projekt-{n}")
    name = factory.Sequence(lambda n: f"Projekt {n}")
    bereiche = [ProjektBereich.TEILHABE]
    von = date(2024, 1, 1)


def ausscheiden(person, am):
    """`weg=Tag` oder `weg=(Tag, letzter Tag vor der Rückkehr)`."""
    von, bis = am if isinstance(am, tuple) else (am, None)
    person.ausscheiden.create(traeger=person.traeger, von=von, bis=bis, grund="Umzug")


class EhrenamtlicheFactory(MandantFactory):
    _gerechnet = ("ausgeschieden_am",)
    _zeilen = {
        "weg": ausscheiden,
        "erfahrung": lambda person, angabe: person.angaben.create(traeger=person.traeger, erfahrung=angabe),
    }

    class Meta:
        model = models.Ehrenamtliche

    vorname = "Gerda"
    nachname = factory.Sequence(lambda n: f"Engagiert{n}")
    geburtsdatum = date(1957, 3, 3)
    gewonnen_am = date(2024, 4, 1)


class EinsatzFactory(MandantFactory):
    class Meta:
        model = models.Einsatz

    ehrenamtliche = eigen("tests.factories.ehrenamt.EhrenamtlicheFactory")
    projekt = eigen("tests.factories.ehrenamt.ProjektFactory")
    von = date(2025, 1, 1)


class TreffenFactory(MandantFactory):
    class Meta:
        model = models.Treffen

    projekt = eigen("tests.factories.ehrenamt.ProjektFactory")
    am = date(2026, 3, 3)
    dauer_minuten = 120
    anzahl_teilnehmende = 12
    erfasst_von = factory.SubFactory("tests.factories.traeger.BenutzerFactory")


class StundenFactory(MandantFactory):
    class Meta:
        model = models.Stunden

    ehrenamtliche = eigen("tests.factories.ehrenamt.EhrenamtlicheFactory")
    projekt = eigen("tests.factories.ehrenamt.ProjektFactory")
    am = date(2026, 3, 3)
    minuten = 120
    erfasst_von = factory.SubFactory("tests.factories.traeger.BenutzerFactory")
