"""Wie ein PDF gebaut ist: Objekte, Verzeichnisse, Stände. Was verschiedene Programme verschieden lesen, bleibt draußen."""

import io
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from arge.dokument.pdf import erzeuge
from arge.seite.pdf_lesen import Datei
from arge.seite.pdf_pruefen import BESCHAEDIGT, pruefe_pdf
from tests.arge.pdf_bau import KATALOG, SEITE, SEITEN, Bau, einfach, falsch_gezaehlt, gemischt, gepackt
from tests.arge.test_pdf import DOKUMENT, ERSTELLT

pytestmark = pytest.mark.usefixtures("pdf_hier")

GUT = einfach()


def weitergespeichert():
    """Ein zweiter Stand dahinter, wie ihn ein Programm schreibt, das nur anhängt."""
    schreiber = PdfWriter(io.BytesIO(GUT), incremental=True)
    schreiber.add_metadata({"/Title": "Zweiter Stand"})
    datei = io.BytesIO()
    schreiber.write(datei)
    return datei.getvalue()


def fuers_netz():
    """Das Verzeichnis der ersten Seite steht vorn, das der übrigen Objekte hinten; vorn ist `startxref` 0."""
    platz = b"0000000000"
    bau = Bau().dazu(b"xref\n1 1\n" + platz + b" 00000 n \n3 1\n" + platz + b" 00000 n \n")
    vorn = len(b"%PDF-1.7\n")
    bau.dazu(b"trailer\n<< /Size 4 /Root 1 0 R /Prev " + platz + b" >>\nstartxref\n0\n%%EOF\n")
    stellen = {1: bau.stelle}
    bau.objekt(1, KATALOG % "")
    stellen[3] = bau.stelle
    bau.objekt(3, SEITE % "")
    bau.stand = {}
    bau.objekt(2, SEITEN).tabelle().ende(vorn)
    for stelle in (stellen[1], stellen[3], bau.tabelle_bei):
        ort = bau.roh.index(platz)
        bau.roh[ort : ort + 10] = b"%010d" % stelle
    return bau.fertig()


def angehaengt(bau, ende=b""):
    """Hinter einem ganzen PDF ein zweites mit eigenem Verzeichnis, das keinen Vorgänger nennt."""
    bau.objekt(1, KATALOG % "").objekt(2, SEITEN).objekt(3, SEITE % "")
    bau.tabelle_bei = None
    return bau.tabelle().ende(schluss=ende).fertig()


def sauber():
    return Bau().grund().tabelle().ende()


def weit_davor(abstand):
    bau = Bau().grund().dazu(b" " * abstand)
    stelle = bau.stelle - abstand
    return bau.objekt(5, "1").tabelle(eintraege={5: (stelle, 0, "n")}).ende().fertig()


ERLAUBT = {
    "von Hand": GUT,
    "unser Dokument": erzeuge(DOKUMENT % "", titel="Nachweis", erstellt=ERSTELLT),
    "weitergespeichert": weitergespeichert(),
    "dreimal gespeichert": sauber().objekt(3, SEITE % "").tabelle().ende().objekt(5, "(x)").tabelle().ende().fertig(),
    "fürs Netz": fuers_netz(),
    "gemischt": gemischt(),
    "gepackt": gepackt(),
    "gepackt ohne Vorhersage": gepackt(vorhersage=False),
    "Strom ungepackt": gepackt(packen=False),
    "gepackt und weitergespeichert": Bau().objektstrom(8, {1: KATALOG % "", 2: SEITEN, 3: SEITE % ""})
    .verzeichnis(9, gepackt={1: (8, 0), 2: (8, 1), 3: (8, 2)}).ende().objekt(3, SEITE % "/Rotate 90").tabelle().ende().fertig(),
    "Kennung davor, ab dem Kopf gezählt": Bau(b"\xef\xbb\xbf").grund().tabelle().ende().fertig(),
    "Kennung davor, ab dem Anfang gezählt": Bau(b"\xef\xbb\xbf", ab_kopf=False).grund().tabelle().ende().fertig(),
    "Zeilen mit CR und LF": einfach().replace(b" \n", b"\r\n"),
    "Leerraum dahinter": GUT + b"\r\n\0\0 ",
    "Ende zweimal": GUT + b"%%EOF\n",
    "Bemerkung zwischen Objekten": Bau().dazu(b"%\xe2\xe3\xcf\xd3\n").grund().dazu(b"% fertig\n").tabelle().ende().fertig(),
    "Verzeichnis zeigt auf die Zeile davor": Bau().dazu(b"\n").grund().tabelle().ende().fertig().replace(b"0000000010", b"0000000009"),
    "Eintrag zeigt kurz davor": weit_davor(3),
    "Eintrag ohne Objekt": Bau().grund().tabelle(eintraege={7: (0, 0, "n")}).ende().fertig(),
    "Verweis ins Leere": einfach("/Lang 77 0 R"),
    "zweite Generation": Bau().grund("/X 5 1 R").objekt(5, "(x)", 1).tabelle().ende().fertig(),
    "Text mit Klammern und Zeichen": einfach("/X [(a\\)b(c)\\051\\\n) <FEFF 00e4> -.5 +3. .7]"),
    "Einträge einer Art, die niemand kennt": Bau().grund().verzeichnis(9, eintraege={7: (3, 9, 0)}).ende().fertig(),
    "zweite Tabelle nennt die erste": Bau().grund().tabelle().tabelle().ende().fertig(),
    "altes Verzeichnis als bloßes Objekt": Bau().grund().strom(7, b"x", "/Type /XRef").tabelle().ende().fertig(),
}  # fmt: skip


@pytest.mark.parametrize("inhalt", ERLAUBT.values(), ids=ERLAUBT)
def test_wie_programme_und_scanner_ein_pdf_schreiben_ist_erlaubt(inhalt):
    assert len(PdfReader(io.BytesIO(inhalt.lstrip(b"\xef\xbb\xbf"))).pages)  # ein anderer Leser findet die Seite auch
    pruefe_pdf(inhalt)


KAPUTT = {
    "Einträge zeigen auf ein anderes Objekt": falsch_gezaehlt(20),
    "Strom zeigt auf ein anderes Objekt": Bau().grund().verzeichnis(9, eintraege={7: (1, 9, 0)}).ende().fertig(),
    "andere Generation": Bau().grund().tabelle(eintraege={1: (9, 7, "n")}).ende().fertig(),
    "Eintrag zeigt weit davor": weit_davor(20),
    "zweites Verzeichnis eines gemischten führt ins Leere": Bau().grund().tabelle("/XRefStm 12").ende().fertig(),
    "gepackt, aber der Strom ist keiner": Bau().grund().strom(5, b"").verzeichnis(9, gepackt={7: (5, 0)}).ende().fertig(),
    "zweites Dokument hinter dem Ende": angehaengt(sauber()),
    "zweites Dokument mit eigenem Ende": angehaengt(sauber(), b"%%EOF\n"),
    "zweites Dokument und Text": angehaengt(sauber(), b"% ende\n"),
    "zweites Dokument mit eigenem Kopf": angehaengt(sauber().dazu(b"%PDF-1.7\n"), b"%%EOF\n"),
    "zweiter Kopf": Bau().grund().dazu(b"%PDF-1.4\n").tabelle().ende().fertig(),
    "Objekt hinter der Tabelle": Bau().grund().tabelle().objekt(5, "1").ende().fertig(),
    "Anfang zweimal": Bau().grund().tabelle().ende(schluss=b"").ende().fertig(),
    "zweites Verzeichnis davor": Bau().grund().tabelle().ende(0).grund().tabelle(prev=0).ende().fertig(),
    "Objekt hinter dem Ende": GUT + b"9 0 obj\n<< >>\nendobj\n",
    "Verzeichnis hinter dem Ende": GUT + b"xref\n0 0\ntrailer\n<< /Root 1 0 R >>\n",
    "Anfang hinter dem Ende": GUT + b"startxref\n9\n",
    "Zip hinter dem Ende": GUT + b"PK\3\4",
    "Anfang in einer Bemerkung": sauber().dazu(b"% startxref 9\n").ende().fertig(),
    "Anfang weit vor dem Ende": GUT.replace(b"%%EOF", b" " * 1024 + b"%%EOF"),
    "kein Anfang": GUT.replace(b"startxref", b"%"),
    "Anfang ohne Ende dazwischen": Bau().grund().tabelle().ende(schluss=b"").objekt(5, "1").tabelle().ende().fertig(),
    "alter Anfang führt ins Leere": Bau().grund().tabelle().ende(12).objekt(5, "1").tabelle().ende().fertig(),
    "Vorgänger führt ins Leere": Bau().grund().tabelle(prev=12).ende().fertig(),
    "Objekt im Strom": Bau().grund().strom(5, b"8 0 obj\n<< >>\nendobj").tabelle().ende().fertig(),
    "Objekt im Strom, seltsam geschrieben": Bau().grund().strom(5, b"8\x0b0\x0bobj\n<< >>\nendobj").tabelle().ende().fertig(),
    "Angaben im Strom": Bau().grund().strom(5, b"\ntrailer << /Root 8 0 R >>").tabelle().ende().fertig(),
    "Anfang im Strom": Bau().grund().strom(5, b"\nstartxref\n9\n").tabelle().ende().fertig(),
    "Objekt im Text": einfach("/X (8 0 obj << >> endobj)"),
    "Bemerkung im Kopf eines Objekts": Bau().dazu(b"8 %x\n0 obj << >> endobj\n").grund().tabelle().ende().fertig(),
    "zwei Werte in einem Objekt": einfach(o5="<< >> << /X 1 >>"),
    "Wort, das es nicht gibt": einfach("/X @ /Y 1"),
    "Wert fehlt": einfach("/X"),
    "Klammer fehlt": einfach("/X ["),
    "Klammern verkehrt": einfach("/X [ << ] >>"),
    "Text endet nicht": einfach("/X (a"),
    "Text endet hinter seinem Objekt": Bau().grund("/X (a").dazu(b"%) >>\n").tabelle().ende().fertig(),
    "Schlüssel ist kein Name": einfach("(a) 1"),
    "Schlüssel doppelt, einmal verschleiert": einfach("/Lang (a) /L#61ng (b)"),
    "Verweis, klebend": einfach("/X 3 0R"),
    "Nullbyte im Namen": einfach("/X /Java#00Script"),
    "Steuerzeichen im Namen": einfach("/X /Java\x01Script"),
    "Strom ohne Ende": einfach(o5="<< /Length 9 >>\nstream\nx"),
    "Strom endet im nächsten Objekt": Bau().grund().objekt(5, "<< >>\nstream\nx").strom(6, b"y").tabelle().ende().fertig(),
    "Objekt ist nur ein Verweis": einfach(o5="3 0 R"),
    "Tabelle zählt ab 1": GUT.replace(b"xref\n0 1\n", b"xref\n1 1\n", 1),
    "Objekte überlappen": Bau().grund().strom(5, b"6 0 7 1 << >>", "/Type /ObjStm /N 2 /First 8").tabelle().ende().fertig(),
    "Objekte rückwärts": Bau().grund().strom(5, b"6 2 7 0 1 2 ", "/Type /ObjStm /N 2 /First 8").tabelle().ende().fertig(),
    "zwei Werte im Strom": Bau().grund().strom(5, b"6 0 1 2", "/Type /ObjStm /N 1 /First 4").tabelle().ende().fertig(),
    "Objekte fehlen im Strom": Bau().grund().strom(5, b"6 0 1", "/Type /ObjStm /N 9 /First 4").tabelle().ende().fertig(),
    "Strom anders gepackt": Bau().grund().strom(5, b"6 0 1", "/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode").tabelle().ende().fertig(),
    "Strom bricht ab": Bau().grund().strom(5, zlib.compress(b"6 0 1")[:-4], "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode").tabelle().ende().fertig(),
    "Verzeichnis ohne Breiten": GUT[:9] + Bau().grund().verzeichnis(9).ende().fertig()[9:].replace(b"/W [1 4 2]", b"/W [0 0 0]"),
    "Verzeichnis kürzer als gesagt": Bau().grund().verzeichnis(9).ende().fertig().replace(b" 9 1]", b" 9 5]"),
    "Kreis im Seitenbaum": einfach(o5="1").replace(b"[3 0 R]", b"[2 0 R]"),
}  # fmt: skip


@pytest.mark.parametrize("inhalt", KAPUTT.values(), ids=KAPUTT)
def test_was_nicht_zusammenpasst_oder_zweierlei_heissen_kann_bleibt_draussen(inhalt):
    with pytest.raises(ValidationError) as fehler:
        pruefe_pdf(inhalt)
    assert fehler.value.message == BESCHAEDIGT


def test_ein_kreis_der_staende_endet():
    bau = Bau().grund()
    with pytest.raises(ValidationError, match="beschädigt"):
        pruefe_pdf(bau.tabelle(prev=bau.stelle).ende().fertig())


def test_gelesen_wird_jedes_objekt_in_jedem_stand():
    datei = Datei(ERLAUBT["dreimal gespeichert"])
    assert {nummer: len(werte) for nummer, werte in datei.nach_nummer.items()} == {1: 3, 2: 3, 3: 3, 5: 1}
    assert len(datei.gelesen) == 5
    assert len(datei.werte) == 3


STUECKE = [
    b"%%EOF\n",
    b"startxref\n9\n",
    b"1 0 obj\n",
    b"endobj\n",
    b"<< ",
    b" >>",
    b"[",
    b"(",
    b"stream\n",
    b"endstream",
    b"xref\n0 1\n",
    b"trailer\n",
    b"%",
]


@given(
    st.sampled_from(sorted(ERLAUBT)),
    st.integers(0, 4000),
    st.integers(0, 30),
    st.sampled_from(STUECKE) | st.binary(max_size=9),
)
def test_jede_beschaedigung_ist_ein_satz_oder_ein_pdf(name, stelle, weg, dafuer):
    inhalt = ERLAUBT[name]
    stelle %= len(inhalt)
    with suppress(ValidationError):
        pruefe_pdf(inhalt[:stelle] + dafuer + inhalt[stelle + weg :])
