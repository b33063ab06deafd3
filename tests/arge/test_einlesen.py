"""Excel-Dateien lesen: nur echtes XLSX in festen Grenzen; was die Datei behauptet, zählt nicht (OWASP ASVS 5.0 V5.2)."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from arge.daten import einlesen
from arge.daten.einlesen import FORMEL, lesen


def mappe(zeilen):
    buch = Workbook()
    for zeile in zeilen:
        buch.active.append(zeile)
    datei = io.BytesIO()
    buch.save(datei)
    return datei.getvalue()


def umgepackt(inhalt, **teile):
    """Dieselbe Mappe, einzelne Teile ersetzt (`__` steht für `/`, `_P_` für den Punkt) oder mit None entfernt."""
    ersatz = {name.replace("__", "/").replace("_P_", "."): wert for name, wert in teile.items()}
    datei = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhalt)) as alt, zipfile.ZipFile(datei, "w", zipfile.ZIP_DEFLATED) as neu:
        for name in alt.namelist():
            if name not in ersatz:
                neu.writestr(name, alt.read(name))
        for name, wert in ersatz.items():
            if wert is not None:
                neu.writestr(name, wert)
    return datei.getvalue()


GUT = mappe([["A", "B"], [1, "x"]])


def satz(inhalt, spalten=("A", "B")):
    with pytest.raises(ValidationError) as fehler:
        lesen(inhalt, list(spalten))
    return fehler.value.message


def test_spalten_in_beliebiger_folge_leerzeilen_und_fremde_spalten():
    tabelle = lesen(
        mappe([["b ", "Bemerkung", "a"], ["x", "egal", 1], [None, "nur Bemerkung", None], [], [" y  z ", None, 2]]),
        ["A", "B"],
    )
    assert list(tabelle) == [(1, "x"), (2, "y z")]
    assert tabelle.nummern == [2, 5]
    assert tabelle.headers == ["A", "B"]


def test_formeln_werden_nie_zum_wert():
    (zeile,) = lesen(mappe([["A", "B"], ["=1+1", '=HYPERLINK("http://x","y")']]), ["A", "B"])
    assert zeile == (FORMEL, FORMEL)


BOMBE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"z" * 10_000 + b'">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 30}">'.encode() for n in range(6)
) + b"]><worksheet>&g;</worksheet>"  # fmt: skip


@pytest.mark.parametrize(
    ("inhalt", "grund"),
    [
        (b"PK\x03\x04kaputt", "keine Excel-Datei"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "keine Excel-Datei"),  # XLS oder mit Passwort
        (umgepackt(GUT, xl__workbook_P_xml=None), "keine Excel-Datei"),
        (umgepackt(GUT, xl__vbaProject_P_bin=b"x"), "enthält Makros"),
        (umgepackt(GUT, xl__worksheets__sheet1_P_xml=b"<kein xml"), "lässt sich nicht lesen"),
        (umgepackt(GUT, xl__worksheets__sheet1_P_xml=None), "lässt sich nicht lesen"),
        (umgepackt(GUT, xl__worksheets__sheet1_P_xml=BOMBE), "lässt sich nicht lesen"),
        (umgepackt(GUT, xl__media__gross_P_bin=b"0" * (51 * 1024 * 1024)), "entpackt größer als 50 MB"),
        (b"0" * (5 * 1024 * 1024 + 1), "größer als 5 MB"),
        (mappe([["A"], [1]]), "fehlt die Spalte „B“"),
        (mappe([]), "fehlen die Spalten „A“, „B“"),
        (mappe([["A", "B"]]), "steht keine Zeile"),
    ],
)  # fmt: skip
def test_jeder_grund_ist_ein_satz(inhalt, grund):
    assert grund in satz(inhalt)


def test_grenze_der_zeilen_und_gefaelschte_ausdehnung(monkeypatch):
    monkeypatch.setattr(einlesen, "ZEILEN", 3)
    assert len(lesen(mappe([["A", "B"], *[[n, n] for n in range(3)]]), ["A", "B"]).nummern) == 3
    assert "mehr als 10.000 Zeilen" in satz(mappe([["A", "B"], *[[n, n] for n in range(4)]]))
    kopf = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    blatt = f'{kopf}<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert "auch leere zählen" in satz(umgepackt(GUT, xl__worksheets__sheet1_P_xml=blatt))
