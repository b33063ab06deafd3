"""Wann eine Rolle unbesetzt wäre: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date, timedelta

import pytest

from traeger.konto.regeln import entsteht_luecke, erste_luecke

TAG = timedelta(days=1)
T = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("zeitraeume", "luecke"),
    [
        ([], T), ([(T, None)], None), ([(T + TAG, None)], T), ([(T, T + 9 * TAG)], T + 10 * TAG),
        ([(T, T + 9 * TAG), (T + 10 * TAG, None)], None), ([(T, T + 9 * TAG), (T + 11 * TAG, None)], T + 10 * TAG),
        ([(T - 9 * TAG, T - TAG)], T), ([(T - 9 * TAG, T)], T + TAG), ([(T - 9 * TAG, T + TAG)], T + 2 * TAG),
        ([(T, T), (T + TAG, T + TAG)], T + 2 * TAG), ([(T - TAG, T - TAG), (T, None)], None),
        ([(T + TAG, None), (T, T)], None), ([(T, T + 30 * TAG), (T + TAG, T + 5 * TAG), (T + 6 * TAG, None)], None),
    ],
)  # fmt: skip
def test_erste_luecke(zeitraeume, luecke):
    assert erste_luecke(zeitraeume, T) == luecke


def test_nur_eine_neue_luecke_zaehlt():
    befristet, offen = (T, T + 9 * TAG), (T, None)
    assert entsteht_luecke([befristet, offen], [befristet], T) == T + 10 * TAG
    assert entsteht_luecke([befristet, (T, T + TAG)], [befristet], T) is None, "die Lücke am Ende gab es schon"
    assert entsteht_luecke([befristet], [(T, T + 3 * TAG)], T) == T + 4 * TAG
    assert entsteht_luecke([offen], [offen], T) is None
    assert entsteht_luecke([offen], [], T) == T
    assert entsteht_luecke([], [], T) is None
    assert entsteht_luecke([], [befristet], T) is None, "eine spätere Lücke ist besser als gar niemand"
