"""Jeder Lauf von `bin/test` prüft dieselben Beispiele: Rot wird nur, was sich geändert hat. Freien Zufall gibt es auf Wunsch."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.zufall import MAL, ZUFALL, beispiele

TESTS = Path(__file__).resolve().parents[1]


def test_die_beispiele_stehen_fest():
    gezogen = []

    def ziehen():
        @given(st.integers())
        def sammeln(zahl):
            gezogen.append(zahl)

        gezogen.clear()
        sammeln()
        return list(gezogen)

    assert settings.default.derandomize is not bool(ZUFALL)
    assert ZUFALL or ziehen() == ziehen()
    assert beispiele(30).max_examples == 30 * MAL


def test_niemand_legt_zahl_oder_zufall_selbst_fest():
    """Ein eigenes `settings(…)` entgeht `bin/test --zufall`."""
    eigene = re.compile(r"from hypothesis import .*\bsettings\b")
    wer = {str(p.relative_to(TESTS)) for p in TESTS.rglob("*.py") if eigene.search(p.read_text())}
    assert wer == {"conftest.py", "zufall.py", "haus/test_zufall.py"}
