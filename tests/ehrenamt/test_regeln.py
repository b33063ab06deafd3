"""Welcher Tag im Ehrenamt wofür gilt: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date

import pytest

from ehrenamt.regeln import satz_zum_ausscheiden, satz_zum_einsatz, satz_zum_treffen, satz_zur_rueckkehr

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
    assert satz_zum_treffen(am, heute=HEUTE, von=VON, bis=bis) == satz


SPAETER = date(2026, 12, 31)
ZU_SPAET = "Person oder Projekt sind nur bis 31.08.2026 dabei."


@pytest.mark.parametrize(
    ("von", "ausgeschieden", "projekt_bis", "satz"),
    [
        (date(2026, 1, 31), None, None, "Das Engagement begann erst am 01.02.2026."),
        (VON, None, None, None),
        (date(2026, 2, 2), None, None, None),
        *((date(2026, 8, 30), a, p, None) for a, p in ((BIS, None), (None, BIS), (BIS, SPAETER), (SPAETER, BIS))),
        *((BIS, a, p, None) for a, p in ((BIS, None), (None, BIS), (BIS, SPAETER), (SPAETER, BIS))),
        *((date(2026, 9, 1), a, p, ZU_SPAET) for a, p in ((BIS, None), (None, BIS), (BIS, SPAETER), (SPAETER, BIS))),
    ],
)
def test_einsatz_beginnt_im_engagement_und_nicht_nach_dem_frueheren_ende(von, ausgeschieden, projekt_bis, satz):
    assert satz_zum_einsatz(von, None, gewonnen_am=VON, ausgeschieden_am=ausgeschieden, projekt_bis=projekt_bis) == satz


@pytest.mark.parametrize(
    ("bis", "satz"),
    [
        (date(2026, 3, 31), "Das Ende liegt vor dem Beginn."),
        (date(2026, 4, 1), None),
        (date(2026, 4, 2), None),
        (None, None),
    ],
)
def test_einsatz_endet_nicht_vor_seinem_beginn(bis, satz):
    assert satz_zum_einsatz(date(2026, 4, 1), bis, gewonnen_am=VON, ausgeschieden_am=None, projekt_bis=None) == satz


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
