"""Excel-Dateien lesen: nur echtes XLSX in festen Grenzen; was die Datei behauptet, zählt nicht (OWASP ASVS 5.0 V5.2)."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from arge.seite import einlesen, xlsx_lesen
from arge.seite.einlesen import FORMEL, Unbrauchbar, Wortfeld, Zeilenform, lesen, zeilen_lesen
from arge.seite.felder import Datumsfeld, Dezimalfeld

pytestmark = pytest.mark.usefixtures("mappe_hier")


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
    assert tabelle.zeilen == [[1, "x"], [2, "y z"]]
    assert tabelle.nummern == [2, 5]
    assert tabelle.spalten == ["A", "B"]
    assert tabelle.hinweise == []


def test_formeln_werden_nie_zum_wert():
    (zeile,) = lesen(mappe([["A", "B"], ["=1+1", '=HYPERLINK("http://x","y")']]), ["A", "B"]).zeilen
    assert zeile == [FORMEL, FORMEL]


@pytest.mark.parametrize("wert", ["#N/A", "#NV", "#nv", "#BEZUG!", "#DIV/0!", " #WERT! ", "#NAME?", "#REF!"])
def test_excel_fehler_sind_nie_ein_wert(wert):
    (zeile,) = lesen(mappe([["A", "B"], [wert, "x"]]), ["A", "B"]).zeilen
    assert isinstance(zeile[0], Unbrauchbar)
    assert wert.strip() in zeile[0].satz


def test_kopf_in_jeder_schreibweise():
    tabelle = lesen(mappe([["VZA\u0308*", "bescha\u0308ftigt\nab:"], [1, 2]]), ["beschäftigt ab", "VZÄ"])
    assert tabelle.zeilen == [[2, 1]]


def test_unsichtbares_in_zellen_faellt_weg():
    (zeile,) = lesen(mappe([["A", "B"], ["Probe_x000D_", "\u200b"]]), ["A", "B"]).zeilen
    assert zeile == ["Probe", None]


def buch_mit(aendern):
    buch = Workbook()
    for zeile in (["A", "B"], [1, "x"], [2, "y"], [3, "z"]):
        buch.active.append(zeile)
    buch.active.title = "Liste"
    aendern(buch)
    datei = io.BytesIO()
    buch.save(datei)
    return datei.getvalue()


def verstecktes_blatt_vorn(buch):
    blatt = buch.create_sheet("Alt", 0)
    blatt.append(["A", "B"])
    blatt.append([9, "alt"])
    blatt.sheet_state = "hidden"


def zwei_zeilen_ausblenden(buch):
    for nummer in (2, 4, 50):
        buch.active.row_dimensions[nummer].hidden = True


def filter_setzen(buch):
    buch.active.auto_filter.ref = "A1:B4"
    buch.active.auto_filter.add_filter_column(1, ["x"])


@pytest.mark.parametrize(
    ("aendern", "hinweise"),
    [
        (lambda buch: None, []),
        (lambda buch: buch.create_sheet("Mehr"), ["Gelesen ist das Blatt „Liste“."]),
        (verstecktes_blatt_vorn, ["Gelesen ist das Blatt „Liste“.", "Ausgeblendet und darum nicht gelesen: „Alt“."]),
        (zwei_zeilen_ausblenden, ["Die Zeilen 2 und 4 sind in Excel ausgeblendet, aber mitgelesen."]),
        (filter_setzen, ["In der Datei ist ein Filter gesetzt. Gelesen ist auch, was er ausblendet."]),
    ],
)
def test_was_man_nicht_sieht_steht_in_den_hinweisen(aendern, hinweise):
    tabelle = lesen(buch_mit(aendern), ["A", "B"])
    assert tabelle.zeilen == [[1, "x"], [2, "y"], [3, "z"]]
    assert tabelle.hinweise == hinweise


# --- Der zweite Import --------------------------------------------------------------------------------------------------


class BelegZeile(Zeilenform):
    """Mehr kostet ein Import nicht: je Spalte ein Feld, Regeln der Zeile in `clean`."""

    partner = Wortfeld({"jobcenter": 7}, label="Partner", satz="Diesen Partner gibt es nicht.")
    betrag = Dezimalfeld(label="Betrag", max_digits=9, decimal_places=2)
    anzahl = forms.IntegerField(label="Anzahl", min_value=1)
    am = Datumsfeld(label="Datum")


def test_ein_zweiter_import_ist_ein_formular():
    gelesen = zeilen_lesen(
        mappe([["Datum", "Betrag", "Partner", "Anzahl"], ["20260301", "1.234,50", "JOBCENTER", "1.000"], ["31.2.2026", "1e5", "x", 0], [None, "#NV", None, 2.5]]),
        BelegZeile(),
    )  # fmt: skip
    assert gelesen.zeilen == [(2, {"partner": 7, "betrag": Decimal("1234.50"), "anzahl": 1000, "am": date(2026, 3, 1)})]
    assert {(nummer, spalte) for nummer, spalte, _ in gelesen.funde} == {
        (3, "Partner"), (3, "Betrag"), (3, "Anzahl"), (3, "Datum"), (4, "Partner"), (4, "Betrag"), (4, "Anzahl"), (4, "Datum"),
    }  # fmt: skip
    assert (
        4,
        "Betrag",
        "Hier steht der Excel-Fehler „#NV“. Tragen Sie den Wert ein oder leeren Sie die Zelle.",
    ) in gelesen.funde
    assert (4, "Datum", "Die Angabe fehlt.") in gelesen.funde


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
        (umgepackt(GUT, xl__worksheets__sheet1_P_xml=BOMBE), "Excel selbst nicht schreibt"),
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
    monkeypatch.setattr(xlsx_lesen, "ZEILEN", 3)
    assert len(lesen(mappe([["A", "B"], *[[n, n] for n in range(3)]]), ["A", "B"]).nummern) == 3
    assert "mehr als 5.000 Zeilen" in satz(mappe([["A", "B"], *[[n, n] for n in range(4)]]))
    kopf = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    blatt = f'{kopf}<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert "auch leere zählen" in satz(umgepackt(GUT, xl__worksheets__sheet1_P_xml=blatt))


# --- Bremsen vor dem Lesen ----------------------------------------------------------------------------------------------

BLATT = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
STILE = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</styleSheet>'
PRAEFIX = '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>%s</x:row></x:sheetData></x:worksheet>'


@pytest.mark.parametrize(
    ("teile", "grund"),
    [
        ({"xl__worksheets__sheet1_P_xml": BLATT % f"<row>{'<c/>' * 1_000_000}</row>"}, "mehr als 250.000 Zellen"),
        ({"xl__worksheets__sheet1_P_xml": PRAEFIX % ("<x:c\n/>" * 250_001)}, "mehr als 250.000 Zellen"),
        ({"xl__worksheets__sheet1_P_xml": (BLATT % f"<row>{'<c/>' * 250_001}</row>").encode("utf-16")}, "nicht in UTF-8"),
        ({"xl__woanders_P_bin": "<c/>" * 250_001}, "mehr als 250.000 Zellen"),  # welcher Teil das Blatt ist, sagt die Datei
        ({"xl__styles_P_xml": STILE % f"<cellXfs>{'<xf/>' * 300_000}</cellXfs>"}, "mehr als 30.000 Formate"),
        ({"xl__styles_P_xml": STILE % f"<numFmts>{'<numFmt/>' * 15_001}</numFmts><fonts>{'<font/>' * 15_001}</fonts>"}, "mehr als 30.000 Formate"),
        ({"xl__worksheets__sheet1_P_xml": BLATT % ("<row/>" * 50_001)}, "mehr als 50.000 Zeilen"),
        ({"xl__sharedStrings_P_xml": "<a/>" * 2_000_001}, "mehr, als sich lesen lässt"),
    ],
    ids=["Zellen", "Präfix", "UTF-16", "anderer Teil", "Formate", "viele Arten", "Zeilen", "Elemente"],
)  # fmt: skip
def test_zu_viel_kostet_einen_satz_und_kein_oeffnen(monkeypatch, teile, grund):
    """Gepackt sind das 5 bis 51 KB; openpyxl brauchte dafür bis zu fünf Sekunden und sieht die Datei darum nie."""
    geoeffnet = []
    monkeypatch.setattr(xlsx_lesen, "load_workbook", lambda *a, **k: geoeffnet.append(1))
    assert grund in satz(umgepackt(GUT, **teile))
    assert geoeffnet == []


def test_eine_volle_ehrliche_datei_liegt_in_den_grenzen(monkeypatch):
    """10.000 Zeilen mit 20 Spalten, jede gefüllt: so groß ist keine Besetzungshistorie. Gezählt ist an einem Hundertstel."""
    monkeypatch.setattr(xlsx_lesen, "ZELLEN", xlsx_lesen.ZELLEN // 100)
    monkeypatch.setattr(xlsx_lesen, "ELEMENTE", xlsx_lesen.ELEMENTE // 100)
    lesen(mappe([["A", "B", *map(str, range(18))], *[[f"Text {n} {s}" for s in range(20)] for n in range(100)]]), ["A", "B"])


def test_eine_gelesene_tabelle_ist_abgelegt_dieselbe():
    werte = [
        "x",
        1,
        1.5,
        True,
        None,
        date(2026, 3, 1),
        datetime.fromisoformat("2026-03-01T08:00"),
        time(8),
        timedelta(hours=30, seconds=1),
        FORMEL,
    ]
    tabelle = einlesen.Tabelle(["A"] * len(werte), ["Hinweis"], [2], [werte])
    zurueck = einlesen.Tabelle.aus_json(tabelle.als_json())
    assert zurueck == tabelle
    assert [type(w) for w in zurueck.zeilen[0]] == [type(w) for w in werte]


def test_ein_blattname_ist_kurz_und_ohne_richtungszeichen():
    """Ein Programm schreibt hinein, was Excel nicht zuließe; die Seite bleibt lesbar."""
    assert einlesen._titel("A\u202eb\u200b" * 40_000) == "Ab" * 15 + "A"
