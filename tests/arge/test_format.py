"""Deutsche Schreibweisen: eine Stelle für Web, PDF und Diagramm."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen import format as f

D = Decimal


def fest(text):
    """`~` steht in diesen Tests für das geschützte Leerzeichen, damit man es sieht."""
    return text.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("funktion", "wert", "text"),
    [
        (f.zahl, 1234567, "1.234.567"),
        (f.zahl, 0, "0"),
        (f.zahl, -1234, "−1.234"),
        (f.euro, D("1234.56"), "1.234,56~€"),
        (f.euro, D("0.005"), "0,01~€"),
        (f.euro, D("-0.001"), "0,00~€"),
        (f.euro, 3, "3,00~€"),
        (f.vzae, D("0.40"), "0,4"),
        (f.vzae, D("2"), "2,0"),
        (f.vzae, D("0.25"), "0,25"),
        (f.vzae, Fraction(1, 3), "0,333"),
        (f.prozent, D("0.125"), "12,5~%"),
        (f.prozent, Fraction(1, 1), "100~%"),
    ],
)
def test_schreibweise(funktion, wert, text):
    assert funktion(wert) == fest(text)


@pytest.mark.parametrize("funktion", [f.zahl, f.euro, f.vzae, f.prozent, f.std_min])
def test_fehlendes_und_gesperrtes_haben_eigene_zeichen(funktion):
    assert funktion(None) == "–"
    assert funktion(f.GESPERRT) == "·"


def test_geld_aus_float_wird_abgewiesen():
    with pytest.raises(TypeError, match="float"):
        f.euro(1.5)


def test_wahrheitswert_ist_keine_zahl():
    with pytest.raises(TypeError):
        f.zahl(True)


def test_datum_zeitpunkt_und_spanne():
    assert f.datum(date(2026, 3, 1)) == "01.03.2026"
    assert f.datum(None) == "–"
    silvester = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert f.datum(silvester) == "01.01.2026"
    assert f.zeitpunkt(silvester) == fest("01.01.2026, 00:30~Uhr")
    assert f.spanne(date(2026, 1, 1), date(2026, 12, 31)) == "01.01.2026 bis 31.12.2026"
    assert f.spanne(date(2026, 1, 1), None) == "ab 01.01.2026"


@given(st.decimals(-(10**9), 10**9, places=2))
def test_euro_laesst_sich_zuruecklesen(betrag):
    text = f.euro(betrag).removesuffix(fest("~€")).replace(".", "").replace(",", ".").replace("−", "-")
    assert D(text) == betrag


@pytest.mark.parametrize(
    ("funktion", "werte", "text"),
    [
        (f.zahl, (D("1.5"),), "2"), (f.zahl, (D("2.5"),), "3"), (f.zahl, (D("-2.5"),), "−3"), (f.zahl, (D("1.25"), 1), "1,3"), (f.zahl, (2, 1), "2,0"),
        (f.zahl, (999,), "999"), (f.zahl, (1000,), "1.000"), (f.zahl, (D("-0.4"),), "0"), (f.zahl, (0.5,), "1"),
        (f.dezimal, (D("1.5"), 0, 1), "1,5"), (f.dezimal, (D("1.0"), 0, 1), "1"), (f.dezimal, (D("1.0"), 1, 3), "1,0"),
        (f.dezimal, (D("1.2345"), 1, 3), "1,235"), (f.dezimal, (D("1.2000"), 2, 3), "1,20"), (f.dezimal, (D(10), 0, 0), "10"),
        (f.vzae, (D("0.1234"),), "0,123"), (f.vzae, (D("0.1235"),), "0,124"), (f.euro, (D("1.005"),), "1,01~€"),
        (f.prozent, (D("0.12345"),), "12,3~%"),
        (f.prozent, (D("0.12345"), 2), "12,35~%"), (f.prozent, (D("1.001"),), "100,1~%"), (f.prozent, (0,), "0~%"),
    ],
)  # fmt: skip
def test_rundung_und_stellen(funktion, werte, text):
    assert funktion(*werte) == fest(text)


@pytest.mark.parametrize(
    ("nachname", "vorname", "ganz", "kurz"),
    [("Haidari", "Samira", "Haidari, Samira", "Haidari"), ("Haidari", "", "Haidari", "Haidari"), ("", "Samira", "Samira", "Samira"),
     (None, "Samira", "Samira", "Samira"), ("", None, "–", "–")],
)  # fmt: skip
def test_name_und_kurzname(nachname, vorname, ganz, kurz):
    assert (f.name(nachname, vorname), f.kurzname(nachname, vorname)) == (ganz, kurz)


def test_tag_ohne_zone_bleibt_und_das_jahr_hat_vier_ziffern():
    ohne = datetime(2026, 3, 1, 23, 59)  # noqa: DTZ001 – ein Wert ohne Zone gilt als Berliner Zeit
    assert (f.datum(ohne), f.zeitpunkt(ohne)) == ("01.03.2026", fest("01.03.2026, 23:59~Uhr"))
    assert f.datum(date(198, 5, 1)) == "01.05.0198"
    assert f.zeitpunkt(None) == "–"


@pytest.mark.parametrize(
    ("name", "wert", "text"),
    [("zahl", 12, "12"), ("dezimal", D("1.25"), "1,3"), ("dezimal", 2, "2,0"), ("euro", 1, "1,00~€"), ("vzae", D("0.4"), "0,4"),
     ("prozent", D("0.5"), "50~%"),
     ("std_min", D("1.5"), "1:30~Std."), ("std_min", D("1170.7166666666667"), "1.170:43~Std."), ("std_min", D(0), "0:00~Std."),
     ("std_min", D("-0.25"), "−0:15~Std."), ("std_min", None, "–"), ("std_min", f.GESPERRT, "·")],
)  # fmt: skip
def test_schreibweisen_der_tafeln(name, wert, text):
    assert f.SCHREIBWEISEN[name](wert) == fest(text)


@pytest.mark.parametrize("falsch", [True, False])
@pytest.mark.parametrize("funktion", [f.zahl, f.euro, f.vzae, f.prozent, f.std_min])
def test_kein_wahrheitswert_wird_zur_zahl(funktion, falsch):
    with pytest.raises(TypeError, match="Wahrheitswert"):
        funktion(falsch)
