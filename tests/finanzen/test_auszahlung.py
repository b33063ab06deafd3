"""Auszahlungen bleiben im Bescheid, auch gleichzeitig, und gehen nie an die Stadt selbst."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from finanzen.begriffe import BescheidArt
from finanzen.models import Auszahlung, Bescheid
from tests.factories import AuszahlungFactory, BescheidFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.sperren import waehrenddessen
from traeger.begriffe import TraegerArt


def satz(tun) -> str:
    """Womit die Datenbank abweist; nichts davon bleibt."""
    with pytest.raises(IntegrityError) as fehler, transaction.atomic():
        tun()
    return str(fehler.value).splitlines()[0]


def test_zusammen_nie_mehr_als_bewilligt_auch_nach_einer_aenderung(db):
    bescheid = BescheidFactory(betrag=Decimal("31034.48"), aktenzeichen="50-WL-1")
    zahlung = {"traeger": bescheid.traeger, "bescheid": bescheid}
    erste = AuszahlungFactory(**zahlung, betrag=Decimal("31000.00"))
    AuszahlungFactory(**zahlung, betrag=Decimal("34.48"))  # genau ausgezahlt ist erlaubt
    mehr = "Auf den Bescheid 50-WL-1 wären {} € ausgezahlt, bewilligt sind {} €."
    assert satz(lambda: AuszahlungFactory(**zahlung, betrag=Decimal("0.01"))) == mehr.format("31.034,49", "31.034,48")
    with im_namen_von(bescheid.traeger_id):
        assert satz(lambda: Auszahlung.objects.filter(pk=erste.pk).update(betrag=999_999)) == mehr.format(
            "1.000.033,48", "31.034,48"
        )
        assert satz(lambda: Bescheid.objects.filter(pk=bescheid.pk).update(betrag=31034)) == mehr.format(
            "31.034,48", "31.034,00"
        )


def test_die_stadt_zahlt_und_bewilligt_sich_selbst_nichts(db):
    stadt = TraegerFactory(art=TraegerArt.KOMMUNE)
    richtig = "Der Bescheid des Landes geht an die Stadt, jeder andere an einen freien Träger."
    assert satz(lambda: BescheidFactory(traeger=stadt, art=BescheidArt.STADT)) == richtig
    assert satz(lambda: BescheidFactory(traeger=TraegerFactory(), art=BescheidArt.LAND)) == richtig
    land = BescheidFactory(traeger=stadt, art=BescheidArt.LAND, aktenzeichen="15.2-HN")
    assert satz(lambda: AuszahlungFactory(traeger=stadt, bescheid=land)) == (
        "Der Bescheid 15.2-HN geht an die Stadt selbst. Auszahlungen der Stadt gehen an die Träger."
    )


def test_zwei_gleichzeitige_zahlungen_sehen_einander(festgeschrieben):
    """Jede allein passt; ohne die Sperre stünden beide da."""
    bescheid = BescheidFactory(betrag=Decimal("100.00"))

    def zahlen(betrag):
        with im_namen_von(bescheid.traeger_id), transaction.atomic():
            Auszahlung.objects.create(traeger_id=bescheid.traeger_id, bescheid=bescheid, am=date(2026, 2, 16), betrag=betrag)

    with waehrenddessen(lambda: zahlen(60)) as zweite, im_namen_von(bescheid.traeger_id), transaction.atomic():
        Auszahlung.objects.create(traeger_id=bescheid.traeger_id, bescheid=bescheid, am=date(2026, 2, 16), betrag=50)
    assert zweite.wartete
    assert "110,00" in str(zweite.ergebnis)
    with im_namen_von(bescheid.traeger_id):
        assert [a.betrag for a in Auszahlung.objects.all()] == [50]
