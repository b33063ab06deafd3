"""SICHERHEIT.md verspricht nur, was ein Test hält: jede Zusage nennt mindestens einen, und den gibt es."""

import re
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]
ZEILEN = [
    [teil.strip() for teil in zeile.strip("|").split("|")]
    for zeile in (WURZEL / "SICHERHEIT.md").read_text().splitlines()
    if zeile.startswith("| ") and not zeile.startswith(("| Gefahr |", "| --- |"))
]


def genannte(zelle: str) -> list[str]:
    return re.findall(r"`(tests/[^`]+)`", zelle)


def fehlt(test: str) -> bool:
    """`tests/datei.py::name` oder `tests/datei.py`; mit Stern ein Muster, das mindestens eine Datei trifft."""
    datei, _, name = test.partition("::")
    treffer = sorted(WURZEL.glob(datei))
    return not treffer or (bool(name) and not any(f"def {name}(" in d.read_text() for d in treffer))


def test_die_tafel_wird_gelesen():
    assert len(ZEILEN) > 20
    assert all(len(zeile) == 3 for zeile in ZEILEN), "ein Strich zu viel"


@pytest.mark.parametrize("zeile", ZEILEN, ids=lambda zeile: zeile[0][:40])
def test_jede_zusage_nennt_ihren_test(zeile):
    tests = genannte(zeile[2])
    assert tests, f"ohne Test: {zeile[0]}"
    assert [test for test in tests if fehlt(test)] == []


def test_ein_erfundener_test_faellt_auf():
    assert fehlt("tests/haus/test_gibt_es_nicht.py")
    assert fehlt("tests/haus/test_sicherheit.py::test_gibt_es_nicht")
    assert not fehlt("tests/haus/test_sicherheit.py::test_die_tafel_wird_gelesen")
