"""Stufen, Stände und Summen der Stellenanteile: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traeger.stellen.regeln import (
    Abschnitt,
    Bescheide,
    Posten,
    Stufe,
    Treppe,
    Umfang,
    monate_seit,
    monatserste,
    posten_am,
    stand,
    summe,
    wechsel,
)

D = Decimal
VON, BIS = date(2026, 3, 15), date(2026, 10, 31)
HALB = Stufe(VON, BIS, D("0.50"))
STUFEN = st.lists(
    st.builds(
        lambda von, tage, n: Stufe(von, None if tage is None else von + timedelta(days=tage), D(n) / 20),
        st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.none() | st.integers(0, 900), st.integers(1, 40),
    ),
    max_size=8,
)  # fmt: skip


@pytest.mark.parametrize(
    ("am", "gilt"),
    [
        (date(2026, 3, 14), False), (VON, True), (date(2026, 3, 16), True),
        (date(2026, 10, 30), True), (BIS, True), (date(2026, 11, 1), False),
    ],
)  # fmt: skip
def test_stufe_gilt_vom_ersten_bis_zum_letzten_tag(am, gilt):
    assert HALB.gilt(am) is gilt
    assert stand([HALB, HALB], am) == (1 if gilt else 0)
    assert Treppe([HALB]).am(am) == (D("0.50") if gilt else 0)
    assert Stufe(VON, None, D(1)).gilt(am) is (am >= VON)


def test_wechsel_nennt_ersten_tag_und_tag_nach_dem_letzten():
    erster, danach = (VON, 0, D("0.50")), (date(2026, 11, 1), D("0.50"), 0)
    assert wechsel([HALB], date(2026, 1, 1), date(2026, 12, 31)) == [erster, danach]
    assert wechsel([HALB], VON, date(2026, 11, 1)) == [danach]  # „nach“ zählt nicht mit, „bis“ schon
    assert wechsel([HALB], date(2026, 3, 14), BIS) == [erster]
    # Was an einem Tag endet und am nächsten gleich groß beginnt, ist kein Wechsel.
    assert wechsel([HALB, Stufe(date(2026, 11, 1), None, D("0.50"))], date(2026, 1, 1), date(2027, 1, 1)) == [erster]


@given(STUFEN, st.dates(date(2023, 1, 1), date(2032, 12, 31)))
def test_treppe_und_stand_sind_einig(stufen, tag):
    treppe = Treppe(stufen)
    assert treppe.am(tag) == stand(stufen, tag)
    for eins in treppe.wechsel(date(2023, 12, 31), date(2033, 12, 31)):
        assert eins.nachher != eins.vorher == stand(stufen, eins.ab - timedelta(days=1))
        assert eins.nachher == stand(stufen, eins.ab)


def test_treppe_reicht_bis_zum_letzten_tag_der_zeit():
    treppe = Treppe([Stufe(VON, date.max, D("0.5"))])
    assert [treppe.am(tag) for tag in (date(2026, 3, 14), VON, date.max)] == [0, D("0.5"), D("0.5")]
    assert treppe.tage == [VON]


@given(STUFEN, st.dates(date(2023, 1, 1), date(2030, 1, 1)), st.integers(0, 1500))
def test_wechsel_erzaehlen_die_ganze_kurve(stufen, nach, laenge):
    bis = nach + timedelta(days=laenge)
    erzaehlt, wert = {w.ab: w for w in wechsel(stufen, nach, bis)}, stand(stufen, nach)
    for n in range(1, laenge + 1):
        tag = nach + timedelta(days=n)
        if tag in erzaehlt:
            assert erzaehlt.pop(tag).vorher == wert
            wert = stand(stufen, tag)
        assert wert == stand(stufen, tag)
    assert not erzaehlt


@pytest.mark.parametrize(
    ("von", "bis", "erste"),
    [
        (date(2026, 11, 30), date(2027, 2, 1), [(2026, 11), (2026, 12), (2027, 1), (2027, 2)]),
        (date(2026, 12, 1), date(2026, 12, 31), [(2026, 12)]),
        (date(2026, 12, 31), date(2027, 1, 1), [(2026, 12), (2027, 1)]),
        (date(2026, 1, 31), date(2026, 1, 1), [(2026, 1)]),
        (date(2026, 2, 1), date(2026, 1, 31), []),
    ],
)
def test_monatserste_schliesst_beide_monate_ein(von, bis, erste):
    assert monatserste(von, bis) == [date(jahr, monat, 1) for jahr, monat in erste]


@pytest.mark.parametrize(
    ("tag", "monate"),
    [(date(2026, 1, 1), 0), (date(2026, 1, 17), 16 / 31), (date(2027, 3, 1), 14), (date(2026, 2, 28), 1 + 27 / 28)],
)
def test_ein_tag_liegt_im_bild_an_seiner_stelle_im_monat(tag, monate):
    assert monate_seit(date(2026, 1, 15), tag) == monate


def test_summe_nach_merkmalen_und_leere_summe():
    posten = [
        Posten("AWO", "IM", "land", "kontingent", Umfang(D("0.5"), D("0.4"), D("0.2"))),
        Posten("AWO", "EA", "stadt", "kontingent", Umfang(D("0.3"))),
        Posten("Caritas", "IM", "land", "kirchlich", Umfang(D("1.0"), D("1.0"), D("1.1"))),
    ]
    assert summe(posten) == Umfang(D("1.8"), D("1.4"), D("1.3"))
    assert summe(posten, traeger="AWO") == Umfang(D("0.8"), D("0.4"), D("0.2"))
    assert summe(posten, traeger="AWO", aufgabe="IM").unbesetzt == D("0.3")
    assert summe(posten, kreis="kirchlich").unbesetzt == D("-0.1")
    assert summe(posten, traeger="Stadt") == summe([]) == Umfang(D(0), D(0), D(0))


def test_posten_am_tag_summiert_je_kurve_in_fester_folge():
    def abschnitt(kurve, traeger, vzae, von=VON, bis=BIS):
        return Abschnitt(kurve, traeger, "IM", "land", "kontingent", Stufe(von, bis, D(vzae)))

    alle = [
        abschnitt("vereinbart", "Caritas", "1.0"), abschnitt("vereinbart", "AWO", "0.5"), abschnitt("besetzt", "AWO", "0.2"),
        abschnitt("besetzt", "AWO", "0.1"), abschnitt("bewilligt", "AWO", "0.4", bis=date(2026, 6, 30)),
    ]  # fmt: skip
    erfasst = Bescheide({"AWO": date(2026, 6, 1)})
    awo, caritas = posten_am(alle, date(2026, 6, 30), erfasst)
    assert awo == Posten("AWO", "IM", "land", "kontingent", Umfang(D("0.5"), D("0.4"), D("0.3")))
    assert caritas == Posten("Caritas", "IM", "land", "kontingent", Umfang(D("1.0"), None))
    assert posten_am(alle, date(2026, 7, 1), erfasst)[0].umfang == Umfang(D("0.5"), D(0), D("0.3"))
    assert posten_am(alle, date(2026, 11, 1), erfasst) == posten_am(alle, date(2026, 3, 14), erfasst) == []
