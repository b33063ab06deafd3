"""Was ein XML-Leser von einer fremden Mappe zu sehen bekommt: UTF-8, kurze Stücke, keine Kommentare – geprüft, bevor er anfängt."""

import io
import zipfile
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from arge.seite import xlsx_lesen
from arge.seite.einlesen import lesen
from arge.seite.xlsx_lesen import FREMD, KODIERUNG, STUECK, UNLESBAR, ZU_LANG, ZU_VIEL, einwand, geprueft
from tests.arge.test_einlesen import BLATT, GUT, mappe, umgepackt

pytestmark = pytest.mark.usefixtures("mappe_hier")

SPALTEN = ["A", "B"]
TEXT = '<?xml version="1.0" encoding="%s"?><a>%s</a>'


def in_utf_7(xml):
    return (TEXT % ("utf-7", xml.replace("<", "+ADw-"))).encode()


#: Jeder Weg, einen Leser teuer oder anders lesen zu lassen, als gezählt wurde → der Satz.
VERSTOESSE = {
    "Kommentar": (b"<a><!-- x --></a>", FREMD),
    "Kommentar voller Zeichen": (b"<a><!--" + (b"<" + b"a" * 3000) * 50 + b"--></a>", FREMD),
    "Anweisung": (b"<a><?x y?></a>", FREMD),
    "Anweisung vorn": (b"<?x y?><a/>", FREMD),
    "CDATA": (b"<a><![CDATA[x]]></a>", FREMD),
    "DOCTYPE": (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', FREMD),
    "zwei Erklärungen": (b'<?xml version="1.0"?><?xml version="1.0"?><a/>', FREMD),
    "langes Attribut": (b'<a b="' + b"c" * STUECK + b'"/>', ZU_LANG),
    "langes Attribut aus Klammern": (b'<a b="' + b">" * STUECK + b'"/>', ZU_LANG),
    "langer Name": (b"<" + b"a" * STUECK + b"/>", ZU_LANG),
    "langer Text": (b"<a>" + b"c" * STUECK + b"</a>", ZU_LANG),
    "langer Kommentar": (b"<a><!--" + b"c" * STUECK + b"--></a>", ZU_LANG),
    "UTF-7": (in_utf_7("<xf/>"), KODIERUNG),
    "UTF-7 mit Leerzeichen": (b"<?xml version = '1.0'  encoding\n=\n'UTF-7' ?><a/>", KODIERUNG),
    "UTF-8 und noch eine": (b'<?xml version="1.0" encoding="utf-8" encoding="utf-7"?><a/>', KODIERUNG),
    "Latin-1": (b'<?xml version="1.0" encoding="iso-8859-1"?><a/>', KODIERUNG),
    "EBCDIC": ((TEXT % ("cp037", "x")).encode("cp037"), KODIERUNG),
    "UTF-16 mit BOM": ((TEXT % ("utf-16", "x")).encode("utf-16"), KODIERUNG),
    "UTF-16 ohne BOM": ("<a>x</a>".encode("utf-16-le"), KODIERUNG),
    "UTF-32": ("<a>x</a>".encode("utf-32"), KODIERUNG),
    "kein XML": (b"\x89PNG\r\n", KODIERUNG),
    "leer": (b"", KODIERUNG),
}
#: So schreiben Excel, LibreOffice und openpyxl; eine volle Zelle aus dreibytigen Zeichen geht gerade noch.
ERLAUBT = {
    "Excel": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<a/>',
    "openpyxl": b"<?xml version='1.0' encoding='utf-8'?>\n<a/>",
    "ohne Erklärung": b"<a/>",
    "ohne Kodierung": b'<?xml version="1.0"?><a/>',
    "BOM": b'\xef\xbb\xbf<?xml version="1.0"?><a/>',
    "volle Zelle": "<t>{}</t>".format("€" * 32_767).encode(),
}
#: Teile, die ein Leser braucht.
NOETIG = [
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
]
#: Teile, die Excel und SharePoint mitschreiben und niemand liest.
UNNOETIG = {
    "customXml/item1.xml": b'<?mso-contentType?><FormTemplates xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms"/>',
    "xl/printerSettings/printerSettings1.bin": "Drucker".encode("utf-16-le") + b"\0" * 200,
    "xl/media/image1.png": b"\x89PNG\r\n\x1a\n",
    "xl/drawings/vmlDrawing1.vml": b"<xml><![if mso]><br></xml>",
    "docProps/custom.xml": VERSTOESSE["UTF-16 mit BOM"][0],
}


def mit(**teile):
    return umgepackt(GUT, **teile)


def ersetzt(name, inhalt):
    return mit(**{name.replace("/", "__").replace(".", "_P_"): inhalt})


@pytest.fixture
def geoeffnet(monkeypatch):
    """Was der Leser bekam."""
    behaelter, oeffnen = [], xlsx_lesen.load_workbook
    monkeypatch.setattr(xlsx_lesen, "load_workbook", lambda datei, **k: behaelter.append(datei) or oeffnen(datei, **k))
    return behaelter


@pytest.mark.parametrize(("xml", "satz"), VERSTOESSE.values(), ids=VERSTOESSE)
def test_kein_leser_sieht_was_teuer_oder_anders_zu_lesen_waere(xml, satz, geoeffnet):
    """In jedem Teil, den ein Leser braucht; abgewiesen wird vorher, mit einem Satz."""
    assert einwand(xml) == satz
    for teil in NOETIG:
        with pytest.raises(ValidationError) as fehler:
            lesen(ersetzt(teil, xml), SPALTEN)
        assert fehler.value.message == satz, teil
    assert geoeffnet == []


@pytest.mark.parametrize("xml", ERLAUBT.values(), ids=ERLAUBT)
def test_was_ehrliche_programme_schreiben_geht(xml):
    assert einwand(xml) is None


def test_was_niemand_liest_faellt_weg_und_haelt_nichts_auf(geoeffnet):
    """SharePoint, Drucker, Bilder, Notizen: in jeder zweiten Datei aus einem Büro."""
    inhalt = GUT
    for name, teil in UNNOETIG.items():
        assert einwand(teil)
        datei = io.BytesIO(inhalt)
        with zipfile.ZipFile(datei, "a") as neu:
            neu.writestr(name, teil)
        inhalt = datei.getvalue()
    assert lesen(inhalt, SPALTEN).zeilen == [[1, "x"]]
    (behaelter,) = geoeffnet
    with zipfile.ZipFile(behaelter) as rein:
        assert set(rein.namelist()) == set(zipfile.ZipFile(io.BytesIO(GUT)).namelist())
        assert {einwand(rein.read(name)) for name in rein.namelist()} == {None}


def test_auf_einen_ungeprueften_teil_fuehrt_kein_weg():
    """Welcher Teil das Blatt ist, sagt die Datei: Zeigt sie auf einen, der nicht bestanden hat, ist er nicht da."""
    blatt = (BLATT % '<row r="1"><c t="inlineStr"><is><t>A</t></is></c></row>').encode("utf-16")
    verweise = (
        zipfile.ZipFile(io.BytesIO(GUT))
        .read("xl/_rels/workbook.xml.rels")
        .replace(b"/xl/worksheets/sheet1.xml", b"/xl/woanders.bin")
    )
    with pytest.raises(ValidationError) as fehler:
        lesen(mit(xl___rels__workbook_P_xml_P_rels=verweise, xl__woanders_P_bin=blatt), SPALTEN)
    assert fehler.value.message == UNLESBAR


def test_zwei_teile_mit_demselben_namen_sind_einer(geoeffnet):
    """Gelesen wird, was geprüft ist: Der Leser bekommt von jedem Namen nur den einen, und zwar den geprüften."""
    blatt = "xl/worksheets/sheet1.xml"
    datei = io.BytesIO(ersetzt(blatt, VERSTOESSE["Kommentar"][0]))
    with zipfile.ZipFile(datei, "a") as neu, pytest.warns(UserWarning, match="Duplicate"):
        neu.writestr(blatt, zipfile.ZipFile(io.BytesIO(GUT)).read(blatt))
    assert lesen(datei.getvalue(), SPALTEN).zeilen == [[1, "x"]]
    with zipfile.ZipFile(*geoeffnet) as rein:
        assert sorted(rein.namelist()) == sorted(set(rein.namelist()))


def test_was_auf_eine_zeichenkette_zeigt_zaehlt_jedes_mal(monkeypatch):
    """Elf Kilobyte, zweitausend Zeilen, eine gemeinsame Zeichenkette: Ausgeschrieben wären es 540 Millionen Zeichen."""
    monkeypatch.setattr(xlsx_lesen, "TEXT", 1000)
    zeilen = [["A", "B"], *[["x" * 30, "y"] for _ in range(40)]]
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        lesen(mappe(zeilen), SPALTEN)
    assert len(lesen(mappe(zeilen[:30]), SPALTEN).zeilen) == 29


def test_mehr_als_excel_in_eine_zelle_laesst_liest_niemand():
    def blatt(n):
        zellen = [
            "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in paar) for paar in (("A", "B"), ("x" * n, "y"))
        ]
        return (BLATT % "".join(f"<row>{z}</row>" for z in zellen)).encode()

    assert lesen(mit(xl__worksheets__sheet1_P_xml=blatt(1_000)), SPALTEN).zeilen[0][0] == "x" * 1_000
    for n in (1_001, 32_767):  # so lang ist kein Feld: die Zelle ist ein Fund, die Datei bleibt lesbar
        assert "mehr als 1.000 Zeichen" in lesen(mit(xl__worksheets__sheet1_P_xml=blatt(n)), SPALTEN).zeilen[0][0].satz
    with pytest.raises(ValidationError, match=ZU_LANG[:20]):
        lesen(mit(xl__worksheets__sheet1_P_xml=blatt(32_768)), SPALTEN)


def test_kein_stueck_im_behaelter_ist_laenger_als_erlaubt():
    """Die Zusage selbst, an einer Datei gemessen: zwischen zwei „<“ nie mehr als `STUECK`."""
    with zipfile.ZipFile(geprueft(GUT)) as rein:
        for name in rein.namelist():
            stellen = [n for n, zeichen in enumerate(rein.read(name)) if zeichen == ord("<")]
            assert max((b - a for a, b in pairwise(stellen)), default=0) <= STUECK
