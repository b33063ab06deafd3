"""Factories des Integrationsmanagements."""

from datetime import date

import factory

from integrationsmanagement import models
from integrationsmanagement.begriffe import Handlungsfeld, Wohnform
from integrationsmanagement.regeln import Wohnen
from integrationsmanagement.vorgaenge import erste_wohnungen
from tests.factories.basis import MandantFactory, eigen
from tests.factories.beratung import abschliessen


def wohnen(fall, wohnung):
    """`wohnen=(Wohnform, Stadtteil, Auszug)`, wie ein Fall beginnt."""
    models.Wohnung.objects.bulk_create(erste_wohnungen(fall, Wohnen(*wohnung)))


class IMFallFactory(MandantFactory):
    _gerechnet = ("abgeschlossen_am",)
    _zeilen = {"zu": abschliessen, "wohnen": wohnen}

    class Meta:
        model = models.IMFall

    person = eigen("tests.factories.beratung.PersonFactory")
    begonnen_am = date(2026, 1, 15)
    au_zuteilung_am = date(2025, 11, 1)
    wohnen = (Wohnform.PRIVAT, None, date(2026, 1, 10))


class GespraechFactory(MandantFactory):
    class Meta:
        model = models.Gespraech

    fall = eigen("tests.factories.integrationsmanagement.IMFallFactory")
    fachkraft = eigen("tests.factories.traeger.FachkraftFactory")
    erfasst_von = factory.SubFactory("tests.factories.traeger.BenutzerFactory")
    am = date(2026, 3, 2)
    dauer_minuten = 60
    handlungsfelder = [Handlungsfeld.ARBEIT]


class IntegrationsplanFactory(MandantFactory):
    class Meta:
        model = models.Integrationsplan

    fall = eigen("tests.factories.integrationsmanagement.IMFallFactory")
    nummer = 1
    vereinbart_am = date(2026, 2, 1)
    vereinbart_von = factory.SubFactory("tests.factories.traeger.BenutzerFactory")
    ausgangslage = "Sucht Arbeit in der Pflege."
