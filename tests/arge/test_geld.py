"""Geld: kaufmännisch, auf den Cent, und beim Teilen geht nichts verloren."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.geld import auf_cent, gleich_teilen, nach_gewicht_teilen, summe

D = Decimal
BETRAEGE = st.integers(-(10**12), 10**12).map(lambda cent: D(cent).scaleb(-2))
GEWICHTE = st.lists(st.decimals(0, 500, places=3), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("roh", "cent"),
    [("2.665", "2.67"), ("2.675", "2.68"), ("-2.665", "-2.67"), ("0.0049", "0.00"), ("7", "7.00")],
)
def test_auf_cent_rundet_die_haelfte_weg_von_null(roh, cent):
    assert auf_cent(D(roh)) == D(cent)
    assert auf_cent(D(roh)).as_tuple().exponent == -2


@pytest.mark.parametrize("falsch", [1.1, "1,10", None, True])
def test_nur_decimal_und_int_sind_geld(falsch):
    with pytest.raises(TypeError):
        auf_cent(falsch)


@pytest.mark.parametrize("falsch", [D("NaN"), D("Infinity")])
def test_geld_ist_endlich(falsch):
    with pytest.raises(ValueError, match="endlich"):
        auf_cent(falsch)


def test_drittel_geben_den_restcent_dem_ersten():
    assert gleich_teilen(D("100.00"), 3) == [D("33.34"), D("33.33"), D("33.33")]
    assert gleich_teilen(D("-0.02"), 3) == [D("-0.01"), D("-0.01"), D("0.00")]


def test_nach_gewicht_bekommt_der_groesste_bruchteil_den_restcent():
    # 10,00 € nach 0,4 : 0,6 : 0,5 → 2,666… 4,0 3,333… – der Restcent gehört zu 2,666…
    assert nach_gewicht_teilen(D(10), [D("0.4"), D("0.6"), D("0.5")]) == [D("2.67"), D("4.00"), D("3.33")]


def test_unteilbares_wird_abgewiesen():
    with pytest.raises(ValueError, match="mindestens"):
        gleich_teilen(D(1), 0)
    with pytest.raises(ValueError, match="Gewichte"):
        nach_gewicht_teilen(D(1), [0, 0])
    with pytest.raises(ValueError, match="Gewichte"):
        nach_gewicht_teilen(D(1), [2, -1])
    with pytest.raises(ValueError, match="Cent"):
        gleich_teilen(D("0.005"), 2)


@given(BETRAEGE, st.integers(1, 60))
def test_gleich_teilen_erhaelt_die_summe_und_bleibt_gleich(betrag, anzahl):
    teile = gleich_teilen(betrag, anzahl)
    assert sum(teile) == betrag
    assert len(teile) == anzahl
    assert max(teile) - min(teile) <= D("0.01")
    assert [abs(teil) for teil in teile] == sorted((abs(teil) for teil in teile), reverse=True)


@given(BETRAEGE, GEWICHTE)
def test_nach_gewicht_liegt_jeder_teil_unter_einem_cent_neben_dem_genauen(betrag, gewichte):
    teile = nach_gewicht_teilen(betrag, gewichte)
    assert sum(teile) == betrag
    for teil, gewicht in zip(teile, gewichte, strict=True):
        assert abs(teil * sum(gewichte) - betrag * gewicht) < D("0.01") * sum(gewichte)


@given(st.lists(BETRAEGE))
def test_summe_hat_immer_zwei_stellen(betraege):
    assert summe(betraege) == sum(betraege)
    assert summe(betraege).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("betrag", "gewichte", "teile"),
    [
        # Gewichte mit verschieden vielen Stellen: die meisten Nachkommastellen bestimmen die Skala.
        ("3.00", ["1", "0.5"], ["2.00", "1.00"]),
        ("3.00", ["0.5", "1"], ["1.00", "2.00"]),
        ("0.03", ["1", "0.5", "0.25"], ["0.02", "0.01", "0.00"]),
        ("10.00", ["2", "0"], ["10.00", "0.00"]),
        ("9.00", ["1E+1", "5"], ["6.00", "3.00"]),
        ("-0.05", ["1", "1", "0.5"], ["-0.02", "-0.02", "-0.01"]),
        ("0.00", ["1", "0.5"], ["0.00", "0.00"]),
        ("-0.01", ["1", "0.5"], ["-0.01", "0.00"]),
        ("0.01", ["1", "0.5"], ["0.01", "0.00"]),
    ],
)
def test_ganze_und_gebrochene_gewichte_gemischt(betrag, gewichte, teile):
    assert nach_gewicht_teilen(D(betrag), [D(g) for g in gewichte]) == [D(t) for t in teile]
    assert gleich_teilen(D(betrag), 1) == [D(betrag)]
