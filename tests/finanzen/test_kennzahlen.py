"""Geldkennzahlen gegen eine unabhängige Nachzählung."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection, transaction

from arge.zahlen.zeitraum import Zeitraum
from finanzen.begriffe import BescheidArt, Mittel
from finanzen.kennzahlen import AUSGEZAHLT, BEWILLIGT, PERSONALKOSTEN, PROJEKTAUSGABEN, PROJEKTMITTEL, PROJEKTREST
from tests.factories import (
    AuszahlungFactory,
    BelegFactory,
    BescheidFactory,
    MitgliedschaftFactory,
    PersonalkostenFactory,
    ProjektmittelFactory,
    TraegerFactory,
)
from tests.factories.basis import zahlen
from traeger.begriffe import Rolle, TraegerArt
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
JAHR = Zeitraum.jahr(2026)


def test_bewilligt_zaehlt_weiterleitung_und_stadt_aber_nicht_den_landesbescheid():
    bescheid = BescheidFactory(betrag=Decimal("60000.00"))
    BescheidFactory(traeger=bescheid.traeger, art=BescheidArt.STADT, betrag=Decimal("9000.50"))
    BescheidFactory(traeger=bescheid.traeger, art=BescheidArt.STADT, mittel=Mittel.PROJEKTE)  # steht in FI-04
    BescheidFactory(traeger=TraegerFactory(art=TraegerArt.KOMMUNE), art=BescheidArt.LAND, betrag=Decimal("120000.00"))
    BescheidFactory(traeger=bescheid.traeger, von=date(2025, 1, 1), bis=date(2025, 12, 31))
    with zahlen():
        assert BEWILLIGT.wert(JAHR) == Decimal("69000.50")
        assert BEWILLIGT.je(JAHR, "traeger") == {bescheid.traeger_id: Decimal("69000.50")}


def test_ausgezahlt_und_personalkosten_nach_ihrem_datum():
    zahlung = AuszahlungFactory(am=date(2026, 12, 31), betrag=Decimal("100.01"))
    AuszahlungFactory(traeger=zahlung.traeger, bescheid=zahlung.bescheid, am=date(2027, 1, 1))
    AuszahlungFactory(bescheid__mittel=Mittel.PROJEKTE)  # FI-01 zählt sie auch nicht
    PersonalkostenFactory(monat=date(2026, 12, 1), brutto=Decimal("3000.10"))
    PersonalkostenFactory(monat=date(2025, 12, 1))
    with zahlen():
        assert AUSGEZAHLT.wert(JAHR) == Decimal("100.01")
        assert PERSONALKOSTEN.wert(JAHR) == Decimal("3000.10")


def test_ueber_alle_traeger_nennt_die_datenbank_nur_die_summe_und_nur_mit_zugang():
    """Die Zeilen sieht, wem sie gehören; die Anwendungsrolle ruft die Summe nie, die Zahlenrolle nie ohne Zugang."""
    eine = PersonalkostenFactory(monat=date(2026, 3, 1), brutto=Decimal("3000.10"))
    PersonalkostenFactory(traeger=eine.traeger, besetzung=eine.besetzung, monat=date(2026, 4, 1), brutto=Decimal("2000.00"))
    PersonalkostenFactory(monat=date(2026, 4, 1), brutto=Decimal("1.00"))
    wer = zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=eine.traeger))
    with handeln(wer):
        assert (
            PERSONALKOSTEN.fuer(wer, JAHR)
            == sum(PERSONALKOSTEN.zeilen(wer, JAHR).values_list("brutto", flat=True))
            == Decimal("5000.10")
        )
        with pytest.raises(ProgrammingError, match="personalkosten_summe"), transaction.atomic():
            PERSONALKOSTEN.wert(JAHR)
        with zahlen():
            assert PERSONALKOSTEN.wert(JAHR) == Decimal("5001.10")
            assert PERSONALKOSTEN.wert(JAHR, traeger=eine.traeger_id) == Decimal("5000.10")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role arge_zahlen")
        cursor.execute("select personalkosten_summe(%s, '2026-01-01', '2026-12-31')", [eine.traeger_id])
        assert cursor.fetchone() == (None,)


def test_bewilligt_und_ausgezahlt_sind_heute_dieselben_wie_auf_der_seite_des_jahres():
    """Die Kachel endet heute, die Seite am 31.12.: Auch was danach beginnt oder fließt, gehört zum selben Haushaltsjahr."""
    BescheidFactory(von=date(2026, 12, 1), betrag=Decimal("9000.00"))
    AuszahlungFactory(am=date(2026, 12, 15), betrag=Decimal("100.00"), bescheid__betrag=Decimal("500.00"))
    bis_heute = Zeitraum(date(2026, 1, 1), date(2026, 11, 22))
    with zahlen():
        assert BEWILLIGT.wert(bis_heute) == BEWILLIGT.wert(JAHR) == Decimal("9500.00")
        assert AUSGEZAHLT.wert(bis_heute) == AUSGEZAHLT.wert(JAHR) == Decimal("100.00")


def test_rest_der_projektmittel_ist_bewilligt_minus_ausgegeben_und_darf_negativ_sein():
    mittel = ProjektmittelFactory(betrag=Decimal("5000.00"))
    BelegFactory(traeger=mittel.traeger, betrag=Decimal("5100.00"))
    ohne_mittel = BelegFactory(betrag=Decimal("10.00"))
    with zahlen():
        assert PROJEKTMITTEL.wert(JAHR) - PROJEKTAUSGABEN.wert(JAHR) == PROJEKTREST.wert(JAHR) == Decimal("-110.00")
        assert PROJEKTREST.je(JAHR, "traeger") == {
            mittel.traeger_id: Decimal("-100.00"), ohne_mittel.traeger_id: Decimal("-10.00"),
        }  # fmt: skip


def test_ohne_zeilen_ist_geld_null_euro():
    with zahlen():
        assert BEWILLIGT.wert(JAHR) == Decimal("0.00")


def test_steuerung_sieht_geld_aller_traeger_verwaltung_nur_eigenes():
    eigen, _fremd = BescheidFactory(), BescheidFactory()
    steuerung = zugang_von(MitgliedschaftFactory(rolle=Rolle.STEUERUNG))
    verwaltung = zugang_von(MitgliedschaftFactory(rolle=Rolle.VERWALTUNG, traeger=eigen.traeger))
    with handeln(steuerung):
        assert BEWILLIGT.zeilen(steuerung, JAHR).count() == 2
    with handeln(verwaltung):
        assert list(BEWILLIGT.zeilen(verwaltung, JAHR)) == [eigen]


def test_pruefung_liest_geld_aber_schreibt_nicht():
    bescheid = BescheidFactory()
    with handeln(zugang_von(MitgliedschaftFactory(rolle=Rolle.PRUEFUNG))):
        assert type(bescheid).objects.filter(pk=bescheid.pk).exists()
        assert type(bescheid).objects.filter(pk=bescheid.pk).update(betrag=1) == 0


RAENDER = [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)]


@pytest.mark.parametrize(("am", "zaehlt"), RAENDER)
def test_jeder_betrag_zaehlt_vom_ersten_bis_zum_letzten_tag_des_jahres(am, zaehlt):
    traeger, betrag = TraegerFactory(), Decimal("10.00")
    BescheidFactory(traeger=traeger, von=am, bis=date(2028, 1, 1), betrag=betrag)
    AuszahlungFactory(traeger=traeger, am=am, betrag=betrag, bescheid__von=date(2020, 1, 1), bescheid__bis=date(2028, 1, 1))
    BelegFactory(traeger=traeger, beleg_am=am, bezahlt_am=None, betrag=betrag)
    ProjektmittelFactory(traeger=traeger, jahr=am.year, betrag=betrag)
    with zahlen():
        einzeln = {k.nummer: k.wert(JAHR) for k in (BEWILLIGT, AUSGEZAHLT, PROJEKTAUSGABEN, PROJEKTMITTEL)}
        je = {k.nummer: k.je(JAHR, "traeger").get(traeger.pk, 0) for k in (BEWILLIGT, AUSGEZAHLT, PROJEKTAUSGABEN)}
    assert set(einzeln.values()) == {zaehlt * betrag} == set(je.values())


@pytest.mark.parametrize(
    ("monat", "zaehlt"), [(date(2025, 12, 1), 0), (date(2026, 1, 1), 1), (date(2026, 12, 1), 1), (date(2027, 1, 1), 0)]
)
def test_personalkosten_zaehlen_nach_ihrem_monat(monat, zaehlt):
    PersonalkostenFactory(
        monat=monat, brutto=Decimal("10.00"), besetzung__von=date(2025, 1, 1), besetzung__stellenanteil__von=date(2025, 1, 1)
    )
    with zahlen():
        assert PERSONALKOSTEN.wert(JAHR) == zaehlt * 10
