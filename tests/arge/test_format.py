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
        (f.stunden, D("12.50"), "12,5~Std."),
        (f.stunden, 1200, "1.200~Std."),
    ],
)
def test_schreibweise(funktion, wert, text):
    assert funktion(wert) == fest(text)


@pytest.mark.parametrize("funktion", [f.zahl, f.euro, f.vzae, f.prozent, f.stunden])
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
