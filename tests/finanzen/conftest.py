"""Zahlen der ARGE entstehen im Zugang einer Person oder eines Auftrags; ohne ihn sähe auch die Zahlenrolle nichts."""

import pytest

from traeger.zugang import technisch


@pytest.fixture
def ohne_person(db):
    """Wie ein Verwaltungsbefehl: ein Zugang ohne Person und ohne Akten."""
    with technisch():
        yield
