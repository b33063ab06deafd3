"""Reine Regeln der Stammdaten (ohne Datenbank)."""

from datetime import date

import pytest

from traeger.stammdaten.regeln import satz_haengt_danach


@pytest.mark.parametrize(
    ("was", "satz"),
    [
        ([], None),
        (["1 Projekt"], "Nach dem 31.01.2026 hängen an diesem Standort noch: 1 Projekt. Bitte ordnen."),
        (["2 Stellenanteile", "1 Projekt"], "Nach dem 31.01.2026 hängen an diesem Standort noch: 2 Stellenanteile und 1 Projekt. Bitte ordnen."),
    ],
)  # fmt: skip
def test_was_an_einem_ort_noch_haengt_steht_in_einem_satz(was, satz):
    assert satz_haengt_danach(date(2026, 1, 31), was, "Bitte ordnen.") == satz
