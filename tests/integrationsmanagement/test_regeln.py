"""Fristuhr, Ampeln, Auslastung: Beispiele aus dem Konzept und Eigenschaften, die immer gelten."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.zeitraum import TAG, jahre_spaeter, monate_spaeter
from integrationsmanagement.regeln import (
    Auslastung,
    Vorgaben,
    anker,
    auszug,
    fristuhr,
    kontakt_ampel,
    plan_ampel,
    plan_gueltig,
    satz_zum_auszug,
)

VOR = Vorgaben()
AB = date(2023, 11, 30)
ENDE = date(2026, 11, 30)
STAENDE = {"gut": 0, "bald": 1, "ueberfaellig": 2}
tage = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("am", "stufe", "stand"),
    [
        (date(2026, 5, 29), None, "gut"),
        (date(2026, 5, 30), 6, "bald"),
        (date(2026, 8, 29), 6, "bald"),
        (date(2026, 8, 30), 3, "bald"),
        (date(2026, 10, 30), 1, "ueberfaellig"),
        (ENDE, 1, "ueberfaellig"),
        (ENDE + TAG, 0, "ueberfaellig"),
        (date(2027, 11, 30), 0, "ueberfaellig"),
        (date(2027, 12, 1), 0, "ueberfaellig"),
    ],
)
def test_fristuhr_drei_jahre_und_ampel_6_3_1(am, stufe, stand):
    uhr = fristuhr(AB, am, VOR)
    assert (uhr.ende, uhr.hoechstens, uhr.stufe, uhr.ampel.stand) == (ENDE, date(2027, 11, 30), stufe, stand)


def test_fristuhr_sagt_ob_noch_begruendet_weiter_beraten_werden_darf():
    assert "Begründung bis 30.11.2027 fehlt" in fristuhr(AB, date(2027, 11, 30), VOR).ampel.text
    mit = fristuhr(AB, date(2027, 11, 30), VOR, "Ausbildung läuft noch").ampel
    assert mit == ("bald", "Frist am 30.11.2026 abgelaufen, begründet bis 30.11.2027: Ausbildung läuft noch")
    assert "Höchstdauer erreicht" in fristuhr(AB, date(2027, 12, 1), VOR).ampel.text


def test_fristuhr_am_29_februar_endet_im_gemeinjahr_am_28():
    assert fristuhr(date(2024, 2, 29), date(2026, 1, 1), VOR).ende == date(2027, 2, 28)


def test_ohne_anker_keine_frist_aber_ein_satz():
    uhr = fristuhr(None, ENDE, VOR)
    assert (uhr.ende, uhr.ampel.stand) == (None, "offen")
    assert "Zuteilung" in uhr.ampel.text


@pytest.mark.parametrize(("ist_beratung", "erwartet"), [(False, date(2025, 11, 1)), (True, date(2026, 1, 15))])
def test_anker_ist_einstellung(ist_beratung, erwartet):
    vorgaben = Vorgaben(anker_ist_beratung=ist_beratung)
    ab = anker(au_zuteilung_am=date(2025, 11, 1), beratungsbeginn_am=date(2026, 1, 15), vorgaben=vorgaben)
    assert ab == erwartet


@given(tage, tage, st.integers(0, 40))
def test_fristuhr_wird_mit_der_zeit_nie_ruhiger(ab, am, weiter):
    frueher, spaeter = fristuhr(ab, am, VOR), fristuhr(ab, am + timedelta(days=weiter), VOR)
    assert STAENDE[frueher.ampel.stand] <= STAENDE[spaeter.ampel.stand]
    assert frueher.ende == jahre_spaeter(ab, 3) < frueher.hoechstens == jahre_spaeter(ab, 4)
    assert (frueher.stufe == 0) == (am > frueher.ende)


@pytest.mark.parametrize(
    ("vereinbart_am", "am", "stand"),
    [
        (None, date(2026, 8, 1), "ueberfaellig"),
        (date(2026, 2, 1), date(2026, 6, 30), "gut"),
        (date(2026, 2, 1), date(2026, 7, 1), "bald"),
        (date(2026, 2, 1), date(2026, 8, 1), "bald"),
        (date(2026, 2, 1), date(2026, 8, 2), "ueberfaellig"),
    ],
)
def test_plan_gilt_hoechstens_sechs_monate(vereinbart_am, am, stand):
    assert plan_ampel(vereinbart_am, am, VOR).stand == stand


@given(tage, tage)
def test_plan_ampel_und_plan_gueltig_sind_einig(vereinbart_am, am):
    gueltig = plan_gueltig(vereinbart_am, am, 6)
    assert gueltig == (plan_ampel(vereinbart_am, am, VOR).stand != "ueberfaellig")
    assert gueltig == (vereinbart_am <= am <= monate_spaeter(vereinbart_am, 6))


@pytest.mark.parametrize(
    ("letztes", "stand", "wort"),
    [
        (0, "gut", "heute"), (1, "gut", "gestern"), (44, "gut", "vor 44 Tagen"), (45, "bald", "vor 45 Tagen"),
        (60, "bald", "vor 60 Tagen"), (61, "ueberfaellig", "seit 61 Tagen"),
    ],
)  # fmt: skip
def test_kontakt_ampel_nach_60_tagen(letztes, stand, wort):
    ampel = kontakt_ampel(ENDE - timedelta(days=letztes), AB, ENDE, VOR)
    assert ampel.stand == stand
    assert wort in ampel.text


@pytest.mark.parametrize(("seit", "stand"), [(60, "offen"), (61, "ueberfaellig")])
def test_ohne_gespraech_zaehlt_der_beginn(seit, stand):
    assert kontakt_ampel(None, ENDE - timedelta(days=seit), ENDE, VOR) == (stand, "noch kein Gespräch")


@pytest.mark.parametrize(
    ("faelle", "vzae", "formel", "urteil"),
    [
        (300, "2.0", "300 / 2,0 = 1:150", "für 1:90 fehlen 1,33 VZÄ"),
        (300, "3.0", "300 / 3,0 = 1:100", "für 1:90 fehlen 0,33 VZÄ"),
        (180, "2.0", "180 / 2,0 = 1:90", "1:90 genau erreicht"),
        (0, "0.5", "0 / 0,5 = 1:0", "Platz für 45 Fälle bis 1:90"),
        (100, "1.5", "100 / 1,5 = 1:66,7", "Platz für 35 Fälle bis 1:90"),
        (12, "0", "12 / 0,0 – keine Stelle besetzt, darum kein Verhältnis", "für 1:90 fehlen 0,13 VZÄ"),
        (0, "0", "0 / 0,0 – keine Stelle besetzt, darum kein Verhältnis", "1:90 genau erreicht"),
    ],
)
def test_auslastung_zeigt_zaehler_nenner_und_formel(faelle, vzae, formel, urteil):
    auslastung = Auslastung(faelle, Decimal(vzae), Decimal(90))
    assert (auslastung.formel, auslastung.urteil) == (formel, urteil)


@given(st.integers(0, 2000), st.integers(0, 200), st.integers(1, 300))
def test_auslastung_fehlende_stellen_erreichen_genau_den_schluessel(faelle, zwanzigstel, schluessel):
    a = Auslastung(faelle, Decimal(zwanzigstel) / 20, Decimal(schluessel))
    assert a.ist_ueber_schluessel == (a.noetig > a.vzae)
    assert ("fehlen" in a.urteil) == a.ist_ueber_schluessel
    if not a.ist_ueber_schluessel and "Platz" in a.urteil:
        frei = int((a.schluessel * a.vzae).to_integral_value(rounding="ROUND_FLOOR")) - faelle
        assert f"Platz für {frei:,}".replace(",", ".") in a.urteil
    if a.vzae:
        assert a.je_vzae * a.vzae - faelle < Decimal("0.0001")


@pytest.mark.parametrize(
    ("am", "gilt"),
    [
        (date(2026, 1, 31), False), (date(2026, 2, 1), True), (date(2026, 2, 2), True),
        (date(2026, 7, 31), True), (date(2026, 8, 1), True), (date(2026, 8, 2), False),
    ],
)  # fmt: skip
def test_plan_gilt_vom_tag_der_vereinbarung_bis_sechs_monate_spaeter(am, gilt):
    assert plan_gueltig(date(2026, 2, 1), am, 6) is gilt


def test_fristuhr_nennt_ihre_tage_und_monate_im_satz():
    assert fristuhr(AB, ENDE, VOR).ampel.text == "Frist endet am 30.11.2026, in höchstens 1 Monat"
    assert fristuhr(AB, date(2026, 8, 30), VOR).ampel.text == "Frist endet am 30.11.2026, in höchstens 3 Monaten"
    assert fristuhr(AB, ENDE, VOR).anker == AB
    assert fristuhr(None, ENDE, VOR).anker is fristuhr(None, ENDE, VOR).stufe is fristuhr(None, ENDE, VOR).hoechstens is None


@pytest.mark.parametrize(("faelle", "ueber"), [(179, False), (180, False), (181, True)])
def test_auslastung_am_schluessel(faelle, ueber):
    a = Auslastung(faelle, Decimal(2), Decimal(90))
    assert a.ist_ueber_schluessel is ueber
    assert (
        a.urteil == {179: "Platz für 1 Fälle bis 1:90", 180: "1:90 genau erreicht", 181: "für 1:90 fehlen 0,01 VZÄ"}[faelle]
    )
    assert a.fehlende_vzae == {179: Decimal("-0.01"), 180: Decimal("0.00"), 181: Decimal("0.01")}[faelle]
    assert Auslastung(faelle, Decimal(0), Decimal(90)).je_vzae is None


@pytest.mark.parametrize(
    ("am", "zuteilung", "satz"),
    [
        (None, AB, None), (AB - TAG, AB, "Der Auszug aus der Gemeinschaftsunterkunft liegt vor der Zuteilung."), (AB, AB, None),
        (AB + TAG, AB, None), (AB - TAG, None, None), (ENDE, AB, None), (ENDE + TAG, AB, "Das Datum liegt in der Zukunft."),
        (ENDE + TAG, None, "Das Datum liegt in der Zukunft."),
    ],
)  # fmt: skip
def test_ausziehen_kann_nur_wer_zugeteilt_war_und_nicht_morgen(am, zuteilung, satz):
    assert satz_zum_auszug(am, heute=ENDE, au_zuteilung_am=zuteilung) == satz


@pytest.mark.parametrize(
    ("wohnorte", "erwartet"),
    [
        ([], None), ([("gu", AB)], None), ([("privat", AB)], None), ([("privat", ENDE), ("gu", AB)], ENDE),
        ([("gu", ENDE), ("privat", AB)], None), ([("privat", ENDE), ("au", AB), ("gu", None)], AB),
        ([("privat", ENDE), ("gu", AB), ("privat", None)], ENDE), ([("gu", ENDE + TAG), ("privat", ENDE), ("gu", AB)], ENDE),
        ([("privat", ENDE), ("gu", AB), ("au", AB - TAG), ("gu", None)], ENDE),
    ],
)  # fmt: skip
def test_der_letzte_auszug_aus_einer_unterkunft(wohnorte, erwartet):
    assert auszug(wohnorte, "gu") == erwartet


def test_vorgaben_sind_die_des_konzepts():
    """1:90, drei bis vier Jahre ab der Zuteilung, Plan alle sechs Monate, Kontakt alle sechzig Tage, Mindestfallzahl drei."""
    assert Vorgaben() == Vorgaben(Decimal(90), 3, 4, False, 6, 60, 3)


@pytest.mark.parametrize(
    ("faelle", "rund", "urteil"),
    [
        (177, 2, "Platz für rund 3 Fälle bis 1:90"), (178, 2, "rund 1:90"), (180, 2, "rund 1:90"), (182, 2, "rund 1:90"),
        (183, 2, "für 1:90 fehlen rund 0,03 VZÄ"), (182, 0, "für 1:90 fehlen 0,02 VZÄ"), (181, 0, "für 1:90 fehlen 0,01 VZÄ"),
        (180, 0, "1:90 genau erreicht"), (179, 0, "Platz für 1 Fälle bis 1:90"),
    ],
)  # fmt: skip
def test_urteil_um_den_schluessel(faelle, rund, urteil):
    assert Auslastung(faelle, Decimal(2), Decimal(90), rund).urteil == urteil


@pytest.mark.parametrize(
    ("schluessel", "wort"), [(Decimal("87.5"), "1:87,5"), (Decimal("87.25"), "1:87,3"), (Decimal(90), "1:90")]
)
def test_ein_schluessel_steht_mit_hoechstens_einer_stelle_da(schluessel, wort):
    assert Auslastung(0, Decimal(0), schluessel).urteil == f"{wort} genau erreicht"
