"""Eine neue Fassung gegen die alte: kleine Änderungen bleiben stehen, Gesperrtes bleibt gesperrt, große sind zu sehen."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.fortschreibung import fortgeschrieben
from arge.zahlen.statistik import GESPERRT, Tafel


def tafel(*zahlen, summen="beide", mindest=3, **mehr):
    zellen = {(f"z{i}", f"s{j}"): wert for i, reihe in enumerate(zahlen) for j, wert in enumerate(reihe)}
    return replace(Tafel.aus(zellen, titel="T", zaehlgroesse="Fälle", summen=summen, **mehr), mindestfallzahl=mindest)


@pytest.mark.parametrize(
    ("alt", "neu", "steht"),
    [(5, 5, 5), (5, 6, 5), (5, 7, 5), (5, 8, 8), (8, 6, 8), (8, 5, 5), (0, 2, 0), (0, 3, 3), (GESPERRT, 9, GESPERRT),
     (9, GESPERRT, GESPERRT), (None, 4, 4), (4, None, None)],
)  # fmt: skip
def test_eine_zelle(alt, neu, steht):
    assert fortgeschrieben(tafel([neu], summen="keine"), tafel([alt], summen="keine"), 1).werte == ((steht,),)


def test_zeilen_spalten_und_gesamtsumme_jede_fuer_sich():
    stand = fortgeschrieben(tafel([6, 10], [10, 10]), tafel([5, 10], [9, 10]), 2)
    assert stand.werte == ((5, 10), (9, 10))
    assert (stand.zeilensummen, stand.spaltensummen, stand.gesamt) == ((15, 19), (14, 20), 34)
    gross = fortgeschrieben(tafel([7, 10], [11, 10]), tafel([5, 10], [9, 10]), 2)
    assert (gross.werte, gross.gesamt) == (((5, 10), (9, 10)), 38)
    assert gross.spaltensummen == (18, 20)
    assert "seit Fassung 2 um weniger als 3" in gross.legende
    assert Tafel.from_json(gross.to_json()) == gross


def test_was_gleich_blieb_ungeschuetzt_oder_neu_ist_bleibt_wie_es_ist():
    neu = tafel([6, 10])
    assert fortgeschrieben(neu, neu, 1) is neu
    assert fortgeschrieben(neu, None, 1) is neu
    assert fortgeschrieben(neu, tafel([5]), 1) is neu, "andere Spalten"
    geld = tafel([Decimal("5.00")], mindest=None)
    assert fortgeschrieben(geld, tafel([Decimal("4.00")], mindest=None), 1) is geld
    dazu = fortgeschrieben(tafel([6], [4], summen="spalten"), tafel([5], summen="spalten"), 1)
    assert dazu.werte == ((5,), (4,)), "eine neue Zeile hat nichts, wogegen sie stünde"


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.lists(st.integers(-4, 4), min_size=5, max_size=5))
def test_nie_ein_unterschied_von_eins_oder_zwei(zahlen, schritte):
    alt = tafel(*([n] for n in zahlen), summen="spalten")
    neu = tafel(*([max(0, n + s)] for n, s in zip(zahlen, schritte, strict=False)), summen="spalten")
    stand = fortgeschrieben(neu, alt, 1)
    for vorher, nachher in zip(alt.alle_werte(), stand.alle_werte(), strict=True):
        assert vorher is None or abs(nachher - vorher) not in (1, 2)
