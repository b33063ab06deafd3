"""Was die neue Fassung sperren würde, die alte aber zeigte: Es bleibt stehen oder wird null, und nichts wird neu gesperrt."""

from dataclasses import replace

import pytest

from arge.zahlen.blatt import Stelle
from arge.zahlen.fortschreibung import Gleichung
from arge.zahlen.schutz import Schutzgut, schuetzen_gemeinsam
from arge.zahlen.statistik import GESPERRT
from tests.arge.test_fortschreibung import MINDEST, eine, tafel


def geschuetzt(*zahlen, menschen=None, **mehr):
    roh, leute = (
        replace(tafel(*([n] for n in n_), summen="spalten", **mehr), mindestfallzahl=None)
        for n_ in (zahlen, menschen or zahlen)
    )
    return schuetzen_gemeinsam([Schutzgut(roh, leute, je_traeger=roh.zeilenkopf == "Träger")], MINDEST)[0]


@pytest.mark.parametrize(
    ("vorher", "nachher", "steht"),
    [((0, 9), (1, 9), (0, 9)), ((0, 9), (2, 19), (0, 19)), ((4, 9), (2, 9), (4, 9)), ((4, 9), (1, 9), (0, 9)),
     ((9, 9), (1, 22), (0, 22)), ((3, 9), (2, 9), (3, 9)), ((0, 0), (1, 1), (0, 0))],
)  # fmt: skip
def test_was_nun_gesperrt_waere_bleibt_oder_wird_null(vorher, nachher, steht):
    """Auch was neben ihm gesperrt wäre, ist eine Zahl wie jede; aus der Null folgt nichts, denn so stünde auch null da."""
    neu = geschuetzt(*nachher)
    assert neu.hat_gesperrte
    stand = eine(neu, geschuetzt(*vorher))
    assert tuple(wert for (wert,) in stand.werte) == steht
    assert stand.spaltensummen == (sum(steht),)


def test_viele_kontakte_eines_menschen_sind_auch_keine_zahl():
    neu = geschuetzt(40, 30, menschen=(1, 9))
    assert neu.hat_gesperrte
    assert eine(neu, geschuetzt(0, 30)).werte == ((0,), (30,))
    assert eine(neu, geschuetzt(100, 30)).werte == ((0,), (30,))
    assert eine(neu, geschuetzt(70, 30)).werte == ((70,), (30,))


def test_eine_neue_zeile_mit_einem_menschen_erscheint_nicht():
    assert eine(geschuetzt(9, 8, 1), geschuetzt(9, 8)).zeilen == ("z0", "z1")
    assert (
        eine(
            geschuetzt(9, 8, 1), geschuetzt(9, 8), gleichungen=[Gleichung(((Stelle("T", "z2", "s0"), 1),), rest=True)]
        ).zeilen[2:]
        == ()
    )


def test_mit_hoeherer_mindestfallzahl_wird_nach_ihr_gesperrt():
    alt, neu = geschuetzt(9, 4), replace(geschuetzt(9, 4), mindestfallzahl=5, werte=((GESPERRT,), (GESPERRT,)))
    assert eine(neu, alt).werte == ((GESPERRT,), (GESPERRT,))


def test_die_wahre_zahl_steht_in_keiner_ausgabe():
    neu = geschuetzt(17, 16, 2)
    assert neu.wahr is not None
    assert "wahr" not in neu.to_json()
    assert "17" not in repr(neu) or "wahr" not in repr(neu)
    assert eine(neu, geschuetzt(17, 16, 5)).wahr is None
    assert eine(neu, None).wahr is None
