"""Factories der Finanzen."""

from datetime import date
from decimal import Decimal

import factory

from finanzen import models
from finanzen.begriffe import BescheidArt, Kostenart, Mittel
from tests.factories.basis import MandantFactory, eigen


class BescheidFactory(MandantFactory):
    class Meta:
        model = models.Bescheid

    art = BescheidArt.WEITERLEITUNG
    mittel = Mittel.LAND_IM
    aktenzeichen = factory.Sequence(lambda n: f"AZ-{n}")
    beschieden_am = date(2026, 1, 20)
    von = date(2026, 1, 1)
    bis = date(2026, 12, 31)
    betrag = Decimal("60000.00")


class AuszahlungFactory(MandantFactory):
    class Meta:
        model = models.Auszahlung

    bescheid = eigen("tests.factories.finanzen.BescheidFactory")
    am = date(2026, 2, 15)
    betrag = Decimal("15000.00")


class PersonalkostenFactory(MandantFactory):
    class Meta:
        model = models.Personalkosten

    besetzung = eigen("tests.factories.traeger.BesetzungFactory")
    monat = date(2026, 1, 1)
    brutto = Decimal("2950.00")


class ProjektmittelFactory(MandantFactory):
    class Meta:
        model = models.Projektmittel

    jahr = 2026
    betrag = Decimal("5000.00")


class BelegFactory(MandantFactory):
    class Meta:
        model = models.Beleg

    projekt = eigen("tests.factories.ehrenamt.ProjektFactory")
    beleg_am = date(2026, 3, 1)
    bezahlt_am = date(2026, 3, 5)
    empfaenger = "Fahrradhaus Neckar"
    grund = "Schläuche und Flickzeug"
    kostenart = Kostenart.MATERIAL
    betrag = Decimal("84.30")
