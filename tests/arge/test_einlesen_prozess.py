"""Eine fremde Datei liest ein eigener Prozess: ohne Umgebung, mit Grenzen, höchstens zwei zugleich; stirbt er, leben wir."""

import sys
import threading

import pytest
from django.core.exceptions import ValidationError

from arge.seite import fremd, pdf_lesen, xlsx_lesen
from arge.seite.einlesen import lesen
from arge.seite.xlsx_lesen import ZU_VIEL
from tests.arge.test_einlesen import GUT, mappe
from tests.arge.test_einlesen_xml import VERSTOESSE, ersetzt

SPALTEN = ["A", "B"]
ZEUGE = """
import json, os, resource, sys
grenzen = [resource.getrlimit(g)[0] for g in (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]
print(json.dumps([grenzen, sys.flags.isolated, sorted(set(os.environ) - {"LC_CTYPE"}), os.getcwd(), len(sys.stdin.buffer.read())]))
"""


def test_ein_eigener_prozess_liest_und_antwortet():
    tabelle = lesen(mappe([["B", "A"], ["ü", 1], ["=1", None]]), SPALTEN)
    assert (tabelle.nummern, tabelle.zeilen[0], str(tabelle.zeilen[1][1])) == ([2, 3], [1, "ü"], "(Formel)")
    xml, satz = VERSTOESSE["Kommentar voller Zeichen"]
    with pytest.raises(ValidationError) as fehler:
        lesen(ersetzt("xl/worksheets/sheet1.xml", xml), SPALTEN)
    assert fehler.value.message == satz


@pytest.mark.parametrize("programm", [xlsx_lesen, pdf_lesen], ids=lambda m: m.__name__)
def test_er_sieht_keine_umgebung_und_hat_die_grenzen_seines_programms(programm, tmp_path, monkeypatch):
    zeuge = tmp_path / "zeuge.py"
    zeuge.write_text(ZEUGE)
    monkeypatch.setattr(programm, "__file__", str(zeuge))
    erwartet = [[programm.SPEICHER, programm.SEKUNDEN, 0, 0], 1, [], "/", 3]
    assert fremd.gelesen(programm, b"abc") == f"{erwartet}\n".replace("'", '"').encode()


def test_er_liest_auch_unter_einem_prozess_mit_weniger_speicher(tmp_path, monkeypatch):
    """Ein Kind des Workers hat selbst eine Grenze (`ARGE_AUFTRAG_SPEICHER`): Höher kann der Prozess nicht, lesen soll er trotzdem."""
    begrenzt = tmp_path / "python"
    begrenzt.write_text(f'#!/bin/sh\nulimit -d 250000\nexec {sys.executable} "$@"\n')
    begrenzt.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(begrenzt))
    assert lesen(GUT, SPALTEN).zeilen == [[1, "x"]]


def test_stirbt_er_am_speicher_ist_die_datei_zu_viel(monkeypatch):
    monkeypatch.setattr(xlsx_lesen, "SPEICHER", 16 * 1024 * 1024)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        lesen(GUT, SPALTEN)


def test_ewig_wartet_niemand(monkeypatch):
    monkeypatch.setattr(fremd, "WARTEN", 0.001)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        lesen(GUT, SPALTEN)


def test_mehr_als_zwei_zugleich_liest_niemand(monkeypatch):
    """Der dritte bekommt einen Satz, kein Prozess beginnt; danach ist wieder Platz."""
    assert fremd._ZUGLEICH._initial_value == 2
    platz = threading.BoundedSemaphore(1)
    monkeypatch.setattr(fremd, "_ZUGLEICH", platz)
    monkeypatch.setattr(fremd, "ANSTEHEN", 0)
    with platz, pytest.raises(ValidationError, match="Gerade werden viele Dateien"):
        lesen(GUT, SPALTEN)
    assert lesen(GUT, SPALTEN).zeilen == [[1, "x"]]
