"""Feiertage in Baden-Württemberg gegen den veröffentlichten Kalender."""

from datetime import date

import pytest
from dateutil.easter import easter

from arge.zahlen.feiertage import arbeitstag_ab, feiertage, ist_arbeitstag, ostersonntag

OSTERN = {
    1818: "03-22", 1943: "04-25", 1954: "04-18", 1981: "04-19", 2019: "04-21", 2024: "03-31", 2025: "04-20", 2026: "04-05",
    2027: "03-28", 2028: "04-16", 2029: "04-01", 2030: "04-21", 2038: "04-25", 2049: "04-18", 2076: "04-19", 2100: "03-28",
}  # fmt: skip
JAHR_2026 = "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26"  # Innenministerium BW, Feiertage 2026


@pytest.mark.parametrize("jahr", OSTERN)
def test_ostersonntag(jahr):
    assert f"{ostersonntag(jahr):%m-%d}" == OSTERN[jahr]


def test_ostersonntag_ueber_vier_jahrhunderte():
    """Gegen eine zweite, unabhängige Rechnung; die wenigen Beispiele oben treffen nicht jede Ausnahme."""
    assert {jahr: ostersonntag(jahr) for jahr in range(1900, 2300)} == {jahr: easter(jahr) for jahr in range(1900, 2300)}


def test_zwoelf_feiertage_2026():
    assert " ".join(f"{tag:%m-%d}" for tag in sorted(feiertage(2026))) == JAHR_2026


def test_arbeitstage():
    assert not ist_arbeitstag(date(2026, 6, 4))  # Fronleichnam
    assert ist_arbeitstag(date(2026, 6, 5))
    assert arbeitstag_ab(date(2026, 4, 3)) == date(2026, 4, 7)  # Karfreitag bis Ostermontag
    assert arbeitstag_ab(date(2026, 4, 7)) == date(2026, 4, 7)
