"""Welcher Tag im Ehrenamt wofür gilt: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date

import pytest

from arge.zahlen.zeitraum import Zeitraum
from ehrenamt.regeln import (
    ende_von_selbst,
    engagement,
    laufzeit,
    satz_zum_ausscheiden,
    satz_zum_einsatz,
    satz_zum_treffen,
    satz_zur_rueckkehr,
)

HEUTE, VON, BIS = date(2026, 11, 22), date(2026, 2, 1), date(2026, 8, 31)


@pytest.mark.parametrize(
    ("am", "bis", "satz"),
    [
        (date(2026, 1, 31), BIS, "Das Projekt begann erst am 01.02.2026. Das Datum liegt davor."),
        (VON, BIS, None),
        (date(2026, 2, 2), BIS, None),
        (date(2026, 8, 30), BIS, None),
        (BIS, BIS, None),
        (date(2026, 9, 1), BIS, "Das Projekt endete am 31.08.2026. Das Datum liegt danach."),
        (date(2026, 11, 21), None, None),
        (HEUTE, None, None),
        (date(2026, 11, 23), None, "Das Datum liegt in der Zukunft."),
    ],
)
def test_treffen_in_der_laufzeit_des_projekts_und_nicht_in_der_zukunft(am, bis, satz):
    assert satz_zum_treffen(am, heute=HEUTE, projekt=[Zeitraum(VON, bis)]) == satz


@pytest.mark.parametrize(
    ("am", "satz"),
    [
        (date(2026, 4, 30), None), (date(2026, 5, 1), "Das Projekt war vom 01.05.2026 bis zum 31.05.2026 beendet."),
        (date(2026, 5, 31), "Das Projekt war vom 01.05.2026 bis zum 31.05.2026 beendet."), (date(2026, 6, 1), None),
    ],
)  # fmt: skip
def test_kein_treffen_in_der_zeit_in_der_das_projekt_beendet_war(am, satz):
    lief = laufzeit(Zeitraum(VON), [(date(2026, 5, 1), date(2026, 5, 31))])
    assert satz_zum_treffen(am, heute=HEUTE, projekt=lief) == satz


def test_ein_projekt_das_von_anfang_an_beendet_ist_hat_kein_treffen():
    assert satz_zum_treffen(VON, heute=HEUTE, projekt=laufzeit(Zeitraum(VON), [(None, None)])) == "Das Projekt ist beendet."


PAUSE = (date(2026, 3, 31), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("ausgeschieden", "zeiten"),
    [
        ([], [Zeitraum(VON)]),
        ([(BIS, None)], [Zeitraum(VON, BIS)]),
        ([PAUSE], [Zeitraum(VON, date(2026, 3, 31)), Zeitraum(date(2026, 6, 1))]),
        ([(BIS, None), PAUSE], [Zeitraum(VON, date(2026, 3, 31)), Zeitraum(date(2026, 6, 1), BIS)]),
        ([(VON, VON)], [Zeitraum(VON)]),  # am Tag danach wieder da: keine Pause
        ([(VON, None)], [Zeitraum(VON, VON)]),
    ],
)
def test_das_engagement_hat_pausen(ausgeschieden, zeiten):
    assert engagement(VON, ausgeschieden) == zeiten


SPAETER = date(2026, 12, 31)
ENGAGEMENT = "Das Engagement endet am 31.08.2026. Ohne eigenes Ende endet der Einsatz mit."
PROJEKT = "Das Projekt endet am 31.08.2026. Ohne eigenes Ende endet der Einsatz mit."


@pytest.mark.parametrize(
    ("von", "bis", "weg", "projekt_bis", "satz"),
    [
        (date(2026, 1, 31), None, None, None, "Die Person ist erst seit dem 01.02.2026 dabei, nicht schon am 31.01.2026."),
        (VON, None, None, None, None),
        (VON, date(2026, 1, 31), None, None, "Das Ende liegt vor dem Beginn."),
        (VON, VON, None, None, None),
        *((BIS, None, weg, projekt, None) for weg, projekt in ((BIS, None), (None, BIS), (BIS, SPAETER), (SPAETER, BIS))),
        *((VON, BIS, weg, projekt, None) for weg, projekt in ((BIS, None), (None, BIS), (BIS, SPAETER), (SPAETER, BIS))),
        (VON, date(2026, 9, 1), BIS, SPAETER, ENGAGEMENT),
        (VON, date(2026, 9, 1), SPAETER, BIS, PROJEKT),
        (VON, date(9999, 12, 30), BIS, None, ENGAGEMENT),
        (date(2026, 9, 1), None, BIS, None, "Die Person war nur bis zum 31.08.2026 dabei, nicht mehr am 01.09.2026."),
        (date(2026, 9, 1), None, None, BIS, "Das Projekt endete am 31.08.2026. Das Datum liegt danach."),
    ],
)  # fmt: skip
def test_ein_einsatz_liegt_ganz_im_engagement_und_ganz_im_projekt(von, bis, weg, projekt_bis, satz):
    person = engagement(VON, [(weg, None)] if weg else [])
    assert satz_zum_einsatz(von, bis, person=person, projekt=[Zeitraum(VON, projekt_bis)]) == satz


@pytest.mark.parametrize(
    ("von", "satz", "ende"),
    [
        (date(2026, 3, 31), None, date(2026, 3, 31)), (date(2026, 6, 1), None, BIS),
        (date(2026, 4, 15), "Die Person war vom 01.04.2026 bis zum 31.05.2026 nicht dabei, auch nicht am 15.04.2026.", BIS),
    ],
)  # fmt: skip
def test_in_einer_pause_beginnt_kein_einsatz_und_ohne_ende_endet_er_von_selbst(von, satz, ende):
    person, projekt = engagement(VON, [PAUSE]), [Zeitraum(VON, BIS)]
    assert satz_zum_einsatz(von, None, person=person, projekt=projekt) == satz
    assert ende_von_selbst(von, person, projekt) == ende
    assert ende_von_selbst(date(2026, 7, 1), person) is None


@pytest.mark.parametrize(
    ("letzter", "stunden", "satz"),
    [
        (date(2026, 5, 4), date(2026, 5, 5), "Am 05.05.2026 sind noch Stunden erfasst. Das Ausscheiden kann nicht davor liegen."),
        (date(2026, 5, 5), date(2026, 5, 5), None), (date(2026, 5, 6), date(2026, 5, 5), None), (date(2026, 5, 5), None, None),
    ],
)  # fmt: skip
def test_niemand_scheidet_vor_den_letzten_stunden_aus(letzter, stunden, satz):
    assert satz_zum_ausscheiden(letzter, letzte_stunden_am=stunden) == satz


@pytest.mark.parametrize(
    ("ab", "satz"),
    [
        (date(2026, 8, 30), "Der letzte Tag war der 31.08.2026; wieder dabei sein kann die Person ab dem Tag danach."),
        (BIS, "Der letzte Tag war der 31.08.2026; wieder dabei sein kann die Person ab dem Tag danach."),
        (date(2026, 9, 1), None), (HEUTE, None), (date(2026, 11, 23), "Das Datum liegt in der Zukunft."),
    ],
)  # fmt: skip
def test_wieder_dabei_ist_jemand_ab_dem_tag_nach_dem_ausscheiden(ab, satz):
    assert satz_zur_rueckkehr(ab, heute=HEUTE, ausgeschieden_am=BIS) == satz
