"""Schutz kleiner Zahlen: ein Angreifer, der nur die veröffentlichte Tafel kennt, findet nichts heraus."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arge.zahlen.schutz import schuetzen, schuetzen_gemeinsam, wie
from arge.zahlen.statistik import GESPERRT, Tafel
from tests.angreifer import haelt_stand, namen_und_werte
from tests.zufall import beispiele

ZAHLEN = st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 40))


# ---- Eigenschaften ------------------------------------------------------------------------------------------------


@st.composite
def tafeln(draw, hoechstens=4, summen=("beide", "zeilen", "spalten", "keine"), zahlen=ZAHLEN):
    h, b = draw(st.integers(1, hoechstens)), draw(st.integers(1, hoechstens))
    werte = {(f"z{i}", f"s{j}"): draw(zahlen) for i in range(h) for j in range(b)}
    return Tafel.aus(werte, titel="T", zaehlgroesse="Fälle", summen=draw(st.sampled_from(summen)))


def listen(zahlen, titel="T"):
    return Tafel.liste({f"z{i}": wert for i, wert in enumerate(zahlen)}, titel=titel, zaehlgroesse="Fälle")


@beispiele(300)
@given(tafeln(), st.integers(3, 5))
def test_angreifer_findet_keine_gesperrte_zelle(roh, mindest):
    offen = schuetzen(roh, mindest)
    for (name, vorher), (_, nachher) in zip(namen_und_werte(0, roh), namen_und_werte(0, offen), strict=True):
        assert nachher in (vorher, GESPERRT), name
        if 0 < vorher < mindest:
            assert nachher is GESPERRT
    assert haelt_stand([roh], [offen], mindest)


@beispiele(100)
@given(tafeln(hoechstens=3, summen=("beide", "spalten")), st.integers(3, 4))
def test_keine_zusaetzliche_sperrung_ist_entbehrlich(roh, mindest):
    """Jede einzelne sekundäre Sperrung zurückgenommen, und der Angreifer hätte Erfolg."""
    offen = schuetzen(roh, mindest)
    for i, j in product(range(len(roh.zeilen)), range(len(roh.spalten))):
        wert = roh.werte[i][j]
        if offen.werte[i][j] is GESPERRT and not 0 < wert < mindest and not neben_kleiner_summe(roh, i, j, mindest):
            werte = [list(reihe) for reihe in offen.werte]
            werte[i][j] = wert
            gelockert = Tafel(**felder(offen) | {"werte": tuple(map(tuple, werte))})
            assert not haelt_stand([roh], [gelockert], mindest)


def neben_kleiner_summe(tafel, i, j, mindest):
    """Nullen neben einer kleinen Summe sind mit Absicht verborgen, siehe unten."""
    summen = [tafel.gesamtwert or 0, (tafel.zeilensummen or [0] * 9)[i], (tafel.spaltensummen or [0] * 9)[j]]
    return tafel.werte[i][j] == 0 and any(0 < summe < mindest for summe in summen)


def felder(tafel):
    return {name: getattr(tafel, name) for name in tafel.__slots__}


@beispiele(150)
@given(st.data(), st.lists(ZAHLEN, min_size=1, max_size=5), st.integers(3, 5))
def test_gemeinsame_gesamtsumme_verraet_nichts(data, erste, mindest):
    """Dieselbe Summe noch einmal anders und einmal zweidimensional aufgeteilt."""
    summe = sum(erste)
    schnitt = data.draw(st.integers(0, summe))
    zweite = [schnitt, summe - schnitt]
    tief = data.draw(st.integers(0, schnitt))
    dritte = {("a", "x"): tief, ("a", "y"): schnitt - tief, ("b", "x"): summe - schnitt, ("b", "y"): 0}
    roh = [listen(erste), listen(zweite), Tafel.aus(dritte, titel="T", zaehlgroesse="Fälle")]
    offen = schuetzen_gemeinsam(roh, mindest)
    gesamt = {tafel.gesamtwert for tafel in offen}
    assert len(gesamt) == 1, "eine Gesamtsumme darf nicht hier verborgen und dort gezeigt sein"
    assert haelt_stand(roh, offen, mindest)


@beispiele(100)
@given(tafeln(zahlen=st.one_of(st.just(0), st.integers(5, 90))))
def test_ohne_kleine_werte_wird_nichts_gesperrt(roh):
    assert not schuetzen(roh, 5).hat_gesperrte


@beispiele(100)
@given(tafeln(hoechstens=6), st.integers(3, 5))
def test_schutz_ist_eindeutig_und_json_treu(roh, mindest):
    offen = schuetzen(roh, mindest)
    assert offen == schuetzen(roh, mindest)
    assert Tafel.from_json(offen.to_json()) == offen
    assert Tafel.from_json(roh.to_json()) == roh


# ---- Beispiele, die man nachrechnen kann --------------------------------------------------------------------------


def test_eine_gesperrte_zelle_verlangt_eine_zweite():
    offen = schuetzen(listen([2, 7, 50]), 3)
    assert offen.werte == ((GESPERRT,), (GESPERRT,), (50,))
    assert offen.gesamtwert == 59


def test_zwei_einsen_brauchen_eine_dritte_zelle():
    """1 + 1 = 2: sonst stünde als Rest der Summe eine 2, und die ist geheim."""
    assert schuetzen(listen([1, 1, 50]), 3).werte == ((GESPERRT,), (GESPERRT,), (GESPERRT,))


def test_notfalls_weicht_die_null_der_summe():
    offen = schuetzen(
        Tafel.aus({("a", "x"): 2, ("a", "y"): 0, ("b", "x"): 5, ("b", "y"): 9}, titel="T", zaehlgroesse="Fälle"), 3
    )
    assert offen.werte[0][0] is GESPERRT
    assert offen.zeilensummen[0] is GESPERRT
    assert offen.gesamt == 16


def test_kleine_gesamtsumme_ist_selbst_gesperrt():
    offen = schuetzen(listen([0, 2, 0]), 3)
    assert offen.gesamtwert is GESPERRT
    assert offen.werte == ((GESPERRT,), (GESPERRT,), (GESPERRT,)), "Nullen verrieten, wo die zwei sind"


def test_null_weicht_nicht_wenn_eine_belegte_zelle_reicht():
    werte = {"a": (1, 10), "b": (20, 0), "c": (20, 30)}
    zellen = {(zeile, spalte): wert for zeile, reihe in werte.items() for spalte, wert in zip("xy", reihe, strict=True)}
    offen = schuetzen(Tafel.aus(zellen, titel="T", zaehlgroesse="Fälle"), 3)
    assert offen.werte == ((GESPERRT, GESPERRT), (20, 0), (GESPERRT, GESPERRT))


def test_nullen_duerfen_stehen():
    offen = schuetzen(listen([0, 1, 4, 0, 30]), 3)
    assert [reihe[0] for reihe in offen.werte] == [0, GESPERRT, GESPERRT, 0, 30]


def test_zweidimensional_bleibt_das_meiste_stehen():
    werte = {(f"z{i}", f"s{j}"): 10 + 3 * i + j for i in range(9) for j in range(6)}
    werte["z4", "s2"] = 1
    offen = schuetzen(Tafel.aus(werte, titel="T", zaehlgroesse="Fälle"), 3)
    gesperrt = sum(wert is GESPERRT for wert in offen.alle_werte())
    assert gesperrt == 4  # ein Rechteck: die kleine Zelle, je eine in Zeile und Spalte und deren Kreuzung
    assert GESPERRT not in offen.zeilensummen + offen.spaltensummen


def test_nicht_additive_summe_schuetzt_wie_eine_additive():
    """Personen mit mehreren Themen: 5 + 2 Nennungen von 6 Personen; ein einzelner Punkt wäre zu eng."""
    roh = Tafel.liste({"Wohnen": 5, "Arbeit": 2}, titel="T", zaehlgroesse="Personen", gesamt=6, additiv=False)
    assert schuetzen(roh, 3).werte == ((GESPERRT,), (GESPERRT,))


def test_grosse_tafel_mit_vielen_kleinen_zellen():
    """60 Herkunftsländer × 9 Stadtteile: läuft durch, jede Randsumme ab der Schwelle bleibt oder war nötig."""
    werte = {(f"z{i}", f"s{j}"): (i * 7 + j * 11) % 13 // (1 + i % 3) for i in range(60) for j in range(9)}
    roh = Tafel.aus(werte, titel="T", zaehlgroesse="Personen")
    offen = schuetzen(roh, 5)
    assert offen.gesamt == roh.gesamt
    assert all(wert is GESPERRT for wert, vorher in zip(offen.alle_werte(), roh.alle_werte(), strict=True) if 0 < vorher < 5)


def test_summen_von_stunden_folgen_ihrer_fallzahl():
    faelle = listen([2, 7, 50])
    stunden = Tafel.liste(
        {"z0": Decimal("12.5"), "z1": Decimal(40), "z2": Decimal(90)},
        titel="T",
        zaehlgroesse="Fälle",
        schreibweise="std_min",
    )
    offen = wie(stunden, schuetzen(faelle, 3))
    assert [offen.text(reihe[0]) for reihe in offen.werte] == ["·", "·", "90:00\N{NO-BREAK SPACE}Std."]
    with pytest.raises(ValueError, match="geschützt"):
        wie(stunden, faelle)
    ohne_summe = Tafel.liste({"z0": 2, "z1": 7, "z2": 50}, titel="T", zaehlgroesse="Fälle", summe=False)
    with pytest.raises(ValueError, match="Summe"):
        wie(stunden, schuetzen(ohne_summe, 3))


# ---- Grenzen der Eingabe ------------------------------------------------------------------------------------------


def test_tafel_mit_falscher_summe_entsteht_nicht():
    with pytest.raises(ValueError, match="additiv"):
        Tafel.liste({"a": 1, "b": 2}, titel="T", zaehlgroesse="Fälle", gesamt=4)


def test_tafel_aus_zellen_ergaenzt_null_und_haelt_die_reihenfolge():
    tafel = Tafel.aus(
        {("b", "x"): 4, ("a", "y"): 1},
        titel="T",
        zaehlgroesse="Fälle",
        zeilen=["a", "b"],
        spalten=["x", "y"],
    )
    assert tafel.werte == ((0, 1), (4, 0))
    assert (tafel.zeilensummen, tafel.spaltensummen, tafel.gesamt) == ((1, 4), (4, 1), 5)
    assert tafel.wert("b", "x") == 4
    with pytest.raises(ValueError, match="ohne Kopf"):
        Tafel.aus({("c", "x"): 1}, titel="T", zaehlgroesse="Fälle", zeilen=["a"])


@pytest.mark.parametrize("mindest", [0, 1, 2])
def test_schwelle_unter_drei_schuetzt_nicht(mindest):
    with pytest.raises(ValueError, match="mindestens 3"):
        schuetzen(listen([1]), mindest)


def test_nur_anzahlen_werden_geschuetzt():
    with pytest.raises(TypeError, match="Anzahlen"):
        schuetzen(listen([Decimal("1.5")]), 3)
    with pytest.raises(TypeError, match="float"):
        listen([1.5])


def test_zweimal_schuetzen_ist_ein_fehler():
    with pytest.raises(ValueError, match="schon geschützt"):
        schuetzen(schuetzen(listen([1, 5]), 3), 3)


def test_gemeinsam_nur_bei_gleicher_gesamtsumme():
    with pytest.raises(ValueError, match="derselben"):
        schuetzen_gemeinsam([listen([1, 5]), listen([7])], 3)


def test_nicht_vorhandene_zellen_bleiben_leer():
    roh = Tafel.aus({("a", "x"): 5, ("a", "y"): None, ("b", "x"): 1, ("b", "y"): 8}, titel="T", zaehlgroesse="Fälle")
    offen = schuetzen(roh, 3)
    assert offen.werte[0][1] is None
    assert offen.text(None) == "–"


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_eindimensional_hat_gesamtwert(zahlen):
    assume(zahlen)
    assert listen(zahlen).gesamtwert == sum(zahlen)


# ---- wie(): zwei Richtungen und drei Arten von Summen --------------------------------------------------------------


def zweidimensional(werte, **mehr):
    zellen = {(f"z{i}", f"s{j}"): wert for i, reihe in enumerate(werte) for j, wert in enumerate(reihe)}
    return Tafel.aus(zellen, titel="T", zaehlgroesse="Fälle", **mehr)


STUNDEN = [[Decimal(n) for n in reihe] for reihe in ((100, 200, 300), (400, 500, 600))]


@pytest.mark.parametrize(
    ("faelle", "zellen", "rechts", "unten", "gesamt"),
    [
        # eine kleine Zelle: ihre Zeile und Spalte brauchen Deckung, die Ränder bleiben
        ([[1, 40, 50], [30, 10, 20]], {(0, 0), (0, 1), (1, 0), (1, 1)}, set(), set(), False),
        # kleine Zeilensumme
        ([[0, 1, 0], [30, 20, 10]], None, {0}, None, None),
        # kleine Spaltensumme
        ([[0, 40, 50], [1, 20, 10]], None, None, {0}, None),
        # alles klein
        ([[1, 0, 0], [0, 1, 0]], None, None, None, True),
    ],
)
def test_wie_sperrt_zellen_zeilen_spalten_und_gesamt_genau_wie_das_vorbild(faelle, zellen, rechts, unten, gesamt):
    vorbild = schuetzen(zweidimensional(faelle), 3)
    offen, roh = wie(zweidimensional(STUNDEN), vorbild), zweidimensional(STUNDEN)
    gesperrt = [wert is GESPERRT for wert in vorbild.alle_werte()]
    assert [wert is GESPERRT for wert in offen.alle_werte()] == gesperrt
    assert any(gesperrt)
    for neu, alt in zip(offen.alle_werte(), roh.alle_werte(), strict=True):
        assert neu is GESPERRT or neu == alt
    assert offen.mindestfallzahl == 3
    if zellen is not None:
        assert {(i, j) for i in range(2) for j in range(3) if offen.werte[i][j] is GESPERRT} == zellen
    for erwartet, reihe in ((rechts, offen.zeilensummen), (unten, offen.spaltensummen)):
        if erwartet is not None:
            assert erwartet <= {i for i, wert in enumerate(reihe) if wert is GESPERRT}
            assert erwartet or GESPERRT not in reihe
    if gesamt is not None:
        assert (offen.gesamt is GESPERRT) is gesamt


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=4),
    st.sampled_from(["beide", "zeilen", "spalten", "keine"]),
)
def test_wie_uebertraegt_jede_sperre_und_keine_weitere(faelle, summen):
    vorbild = schuetzen(zweidimensional(faelle, summen=summen), 3)
    werte = [[Decimal(100 + 10 * i + j) for j in range(3)] for i in range(len(faelle))]
    roh = zweidimensional(werte, summen=summen)
    offen = wie(roh, vorbild)
    for muster, neu, alt in zip(vorbild.alle_werte(), offen.alle_werte(), roh.alle_werte(), strict=True):
        assert neu is GESPERRT if muster is GESPERRT else neu == alt


@pytest.mark.parametrize("summen", ["zeilen", "spalten"])
def test_wie_zeigt_keine_summe_ohne_vorbild_und_keine_fremden_koepfe(summen):
    vorbild = schuetzen(zweidimensional([[9, 9, 9], [9, 9, 9]], summen="keine"), 3)
    with pytest.raises(ValueError, match="Summe"):
        wie(zweidimensional(STUNDEN, summen=summen), vorbild)
    with pytest.raises(ValueError, match="Köpfe"):
        wie(zweidimensional(STUNDEN[:1], summen="keine"), vorbild)
    assert wie(zweidimensional(STUNDEN, summen="keine"), schuetzen(zweidimensional([[9] * 3, [9] * 3]), 3)).gesamt is None
