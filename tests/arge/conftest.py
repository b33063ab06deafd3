"""Fremde PDF liest im Betrieb ein eigener Prozess; für Tabellen mit hunderten Dateien liest sie derselbe Code hier (`tests/arge/test_pdf_kind.py` startet ihn)."""

import pytest

from arge.seite import pdf_lesen, pdf_pruefen


@pytest.fixture(scope="module")
def pdf_hier():
    with pytest.MonkeyPatch.context() as stelle:
        stelle.setattr(pdf_pruefen, "_im_kind", pdf_lesen.grund)
        yield
