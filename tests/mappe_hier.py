"""Fremde Mappen liest im Betrieb ein eigener Prozess; für Tabellen mit vielen Dateien liest sie derselbe Code hier (tests/arge/test_einlesen_prozess.py startet ihn)."""

import pytest

from arge.seite import einlesen, xlsx_lesen


@pytest.fixture
def mappe_hier(monkeypatch):
    monkeypatch.setattr(einlesen, "_im_kind", xlsx_lesen.antwort)
