"""Zeiträume: `bis` zählt mit, offen ist länger als alles, Monate und Jahre nach dem Kalender."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arge.zahlen.zeitraum import (
    Zeitraum,
    alter_am,
    anteil_am,
    jahre_spaeter,
    monate_spaeter,
    monatsende,
    ohne,
    satz_wer_da_war,
    tag_danach,
    tag_davor,
    tage_spaeter,
)

TAGE = st.dates(date(2019, 1, 1), date(2029, 12, 31))


@st.composite
def zeitraeume(draw, offen=True):
    von = draw(TAGE)
    if offen and draw(st.booleans()):
        return Zeitraum(von)
    return Zeitraum(von, von + timedelta(days=draw(st.integers(0, 900))))


def menge(zeitraum):
    """Unabhängige Gegenprobe: der Zeitraum als Menge seiner Tage (offen: bis Ende 2032)."""
    bis = zeitraum.bis or date(2032, 12, 31)
    return {zeitraum.von + timedelta(days=i) for i in range((bis - zeitraum.von).days + 1)}


def test_bis_zaehlt_mit():
    halbjahr = Zeitraum(date(2026, 1, 1), date(2026, 6, 30))
    assert halbjahr.tage == 181
    assert date(2026, 6, 30) in halbjahr
    assert date(2026, 7, 1) not in halbjahr
    assert not halbjahr.ueberschneidet(Zeitraum(date(2026, 7, 1)))
    assert Zeitraum(date(2026, 1, 1), date(2026, 1, 1)).tage == 1


def test_ende_vor_beginn_ist_kein_zeitraum():
    with pytest.raises(ValueError, match="bevor"):
        Zeitraum(date(2026, 1, 2), date(2026, 1, 1))


def test_offener_zeitraum_hat_keine_laenge():
    offen = Zeitraum(date(2026, 1, 1))
    assert offen.ist_offen
    assert date(9000, 1, 1) in offen
    with pytest.raises(ValueError, match="offener"):
        _ = offen.tage
    with pytest.raises(ValueError, match="offener"):
        list(offen.monate())


def test_jahr_quartal_monat():
    assert Zeitraum.jahr(2024).tage == 366
    assert Zeitraum.quartal(2026, 1) == Zeitraum(date(2026, 1, 1), date(2026, 3, 31))
    assert Zeitraum.quartal(2026, 4).bis == date(2026, 12, 31)
    assert Zeitraum.monat(2024, 2).tage == 29
    with pytest.raises(ValueError, match="Quartale"):
        Zeitraum.quartal(2026, 5)


def test_text():
    assert str(Zeitraum.jahr(2026)) == "01.01.2026 bis 31.12.2026"
    assert str(Zeitraum(date(2026, 3, 1))) == "ab 01.03.2026"


def test_monate_mit_tagesanteil():
    anteile = list(Zeitraum(date(2026, 1, 16), date(2026, 3, 10)).monate())
    assert [(m.jahr, m.monat, m.anteil) for m in anteile] == [
        (2026, 1, Fraction(16, 31)),
        (2026, 2, Fraction(1)),
        (2026, 3, Fraction(10, 31)),
    ]
    assert anteile[0].erster == date(2026, 1, 1)


def test_monate_bis_zum_ende_der_zeit():
    assert [m.monat for m in Zeitraum(date(9999, 11, 5), date.max).monate()] == [11, 12]


@given(zeitraeume(), zeitraeume())
def test_mengenlehre(a, b):
    gemeinsam = menge(a) & menge(b)
    assert a.ueberschneidet(b) == bool(gemeinsam) == b.ueberschneidet(a)
    schnitt = a.schnitt(b)
    assert (menge(schnitt) if schnitt else set()) == gemeinsam
    if a.bis is not None or b.bis is None:
        assert b.umfasst(a) == (menge(a) <= menge(b))


@given(zeitraeume(offen=False))
def test_monate_zaehlen_jeden_tag_einmal(zeitraum):
    monate = list(zeitraum.monate())
    assert sum(m.tage for m in monate) == zeitraum.tage
    assert {(m.jahr, m.monat) for m in monate} == {(t.year, t.month) for t in menge(zeitraum)}
    assert {m.jahr for m in monate} == set(zeitraum.jahre())


@given(st.integers(2000, 2100))
def test_ein_jahr_sind_zwoelf_volle_monate(jahr):
    assert sum(m.anteil for m in Zeitraum.jahr(jahr).monate()) == 12
    assert anteil_am(Zeitraum(date(jahr, 1, 1)), Zeitraum.jahr(jahr)) == 1


def test_anteil_am_jahr():
    assert anteil_am(Zeitraum(date(2026, 7, 1)), Zeitraum.jahr(2026)) == Fraction(184, 365)
    assert anteil_am(Zeitraum(date(2027, 1, 1)), Zeitraum.jahr(2026)) == 0


@pytest.mark.parametrize(
    ("tag", "monate", "ziel"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_monate_spaeter(tag, monate, ziel):
    assert monate_spaeter(tag, monate) == ziel


def test_schalttag_jahre_spaeter():
    assert jahre_spaeter(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert jahre_spaeter(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert jahre_spaeter(date(2024, 2, 28), 1) == date(2025, 2, 28)


@given(TAGE, st.integers(-40, 40))
def test_jahre_spaeter_bleibt_im_monat(tag, jahre):
    ziel = jahre_spaeter(tag, jahre)
    assert (ziel.year - tag.year, ziel.month) == (jahre, tag.month)
    assert ziel.day == tag.day or (tag.day == 29 and ziel == monatsende(ziel))


@pytest.mark.parametrize(
    ("geburt", "am", "alter"),
    [
        (date(2008, 5, 1), date(2026, 4, 30), 17),
        (date(2008, 5, 1), date(2026, 5, 1), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_alter_in_vollendeten_lebensjahren(geburt, am, alter):
    assert alter_am(geburt, am) == alter


def test_vor_der_geburt_gibt_es_kein_alter():
    with pytest.raises(ValueError, match="Geburt"):
        alter_am(date(2026, 1, 2), date(2026, 1, 1))


@given(TAGE, TAGE)
def test_alter_waechst_nur_am_geburtstag(geburt, am):
    assume(geburt < am)
    gewachsen = alter_am(geburt, am) - alter_am(geburt, am - timedelta(days=1))
    geburtstag = (am.month, am.day) == (geburt.month, geburt.day)
    ersatz = (geburt.month, geburt.day) == (2, 29) and (am.month, am.day) == (3, 1) and am.year % 4
    assert gewachsen == (1 if geburtstag or ersatz else 0)


@given(st.dates(), st.integers(-200_000, 200_000))
def test_keine_rechnung_verlaesst_den_kalender(tag, anzahl):
    assert date.min <= monate_spaeter(tag, anzahl) <= date.max
    assert date.min <= jahre_spaeter(tag, anzahl) <= date.max
    assert date.min <= tage_spaeter(tag, anzahl * 30) <= date.max


def test_am_rand_des_kalenders_bleibt_der_letzte_tag():
    assert tag_danach(date.max) == date.max
    assert tag_davor(date.min) == date.min
    assert monate_spaeter(date.max, 1) == date.max
    assert monate_spaeter(date.min, -1) == date.min
    assert (tag_danach(date(2026, 2, 28)), tag_davor(date(2026, 3, 1))) == (date(2026, 3, 1), date(2026, 2, 28))


VON, BIS = date(2026, 3, 10), date(2026, 9, 30)


@pytest.mark.parametrize(
    ("tag", "bis", "satz"),
    [
        (date(2026, 3, 9), BIS, "Kim ist erst seit dem 10.03.2026 dabei, nicht schon am 09.03.2026."),
        (VON, BIS, None),
        (date(2026, 3, 11), None, None),
        (date(2026, 9, 29), BIS, None),
        (BIS, BIS, None),
        (date(2026, 10, 1), BIS, "Kim war nur bis zum 30.09.2026 dabei, nicht mehr am 01.10.2026."),
        (date(2030, 1, 1), None, None),
    ],
)
def test_wer_an_dem_tag_da_war(tag, bis, satz):
    assert satz_wer_da_war("Kim", tag, Zeitraum(VON, bis)) == satz


@pytest.mark.parametrize(
    ("tag", "satz"),
    [
        (BIS, None),
        (date(2026, 10, 1), "Kim war vom 01.10.2026 bis zum 31.10.2026 nicht dabei, auch nicht am 01.10.2026."),
        (date(2026, 10, 31), "Kim war vom 01.10.2026 bis zum 31.10.2026 nicht dabei, auch nicht am 31.10.2026."),
        (date(2026, 11, 1), None),
    ],
)
def test_eine_pause_ist_kein_dabeisein(tag, satz):
    assert satz_wer_da_war("Kim", tag, Zeitraum(VON, BIS), Zeitraum(date(2026, 11, 1))) == satz


def test_wer_nie_da_war_war_nie_da():
    assert satz_wer_da_war("Kim", VON) == "Kim war nie dabei."


@pytest.mark.parametrize(
    ("luecken", "rest"),
    [
        ([], [(1, 30)]), ([(1, 30)], []), ([(1, 1)], [(2, 30)]), ([(30, 30)], [(1, 29)]), ([(10, 20)], [(1, 9), (21, 30)]),
        ([(20, None), (5, 9)], [(1, 4), (10, 19)]), ([(5, 12), (10, 14)], [(1, 4), (15, 30)]),
    ],
)  # fmt: skip
def test_was_von_einem_zeitraum_ohne_luecken_bleibt(luecken, rest):
    def zeit(von, bis):
        return Zeitraum(date(2026, 6, von), date(2026, 6, bis) if bis else None)

    assert ohne(zeit(1, 30), [zeit(*paar) for paar in luecken]) == [zeit(*paar) for paar in rest]


def test_ein_offener_zeitraum_bleibt_hinten_offen():
    assert ohne(Zeitraum(VON), [Zeitraum(date(2026, 4, 1), BIS)]) == [
        Zeitraum(VON, date(2026, 3, 31)),
        Zeitraum(date(2026, 10, 1)),
    ]
    assert ohne(Zeitraum(VON), [Zeitraum(date(2026, 4, 1))]) == [Zeitraum(VON, date(2026, 3, 31))]


@pytest.mark.parametrize(
    ("tag", "drin"),
    [(date(2026, 3, 9), False), (VON, True), (date(2026, 3, 11), True), (date(2026, 9, 29), True), (BIS, True), (date(2026, 10, 1), False)],
)  # fmt: skip
def test_erster_und_letzter_tag_gehoeren_dazu(tag, drin):
    zeitraum, einer = Zeitraum(VON, BIS), Zeitraum(tag, tag)
    assert (tag in zeitraum) is zeitraum.enthaelt(tag) is zeitraum.umfasst(einer) is zeitraum.ueberschneidet(einer) is drin
    assert einer.ueberschneidet(zeitraum) is drin
    assert (zeitraum.schnitt(einer) == einer) is drin
    assert Zeitraum(VON).enthaelt(tag) is (tag >= VON)
    assert zeitraum.umfasst(zeitraum)
    assert not zeitraum.umfasst(Zeitraum(VON))


@pytest.mark.parametrize(
    ("quartal", "von", "bis"), [(1, (1, 1), (3, 31)), (2, (4, 1), (6, 30)), (3, (7, 1), (9, 30)), (4, (10, 1), (12, 31))]
)
def test_jedes_quartal_und_jahr_hat_seine_tage(quartal, von, bis):
    assert Zeitraum.quartal(2026, quartal) == Zeitraum(date(2026, *von), date(2026, *bis))
    assert Zeitraum.jahr(2026) == Zeitraum(date(2026, 1, 1), date(2026, 12, 31))
    assert Zeitraum.monat(2026, quartal) == Zeitraum(date(2026, quartal, 1), monatsende(date(2026, quartal, 15)))
    for falsch in (0, 5):
        with pytest.raises(ValueError, match="Quartale"):
            Zeitraum.quartal(2026, falsch)


def test_jahre_und_schnitt_mit_offenem_ende():
    assert list(Zeitraum(date(2025, 12, 31), date(2027, 1, 1)).jahre()) == [2025, 2026, 2027]
    offen = Zeitraum(VON)
    assert offen.schnitt(Zeitraum(BIS)) == Zeitraum(BIS)
    assert (
        offen.schnitt(Zeitraum(date(2026, 1, 1), BIS))
        == Zeitraum(date(2026, 1, 1), BIS).schnitt(offen)
        == Zeitraum(VON, BIS)
    )
    assert (offen.ist_offen, Zeitraum(VON, BIS).ist_offen, offen.ende, Zeitraum(VON, BIS).ende) == (
        True,
        False,
        date.max,
        BIS,
    )
    assert anteil_am(Zeitraum(date(2026, 1, 1)), Zeitraum.monat(2026, 2)) == 1
    assert anteil_am(Zeitraum(date(2026, 3, 1)), Zeitraum.monat(2026, 2)) == 0
