"""PDF-Uploads nach Struktur: eine Tabelle selbst gemachter Dateien, je Verstoß ein Satz."""

import io
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject, StreamObject, TextStringObject

from arge.seite import pdf_lesen
from arge.seite.pdf_pruefen import (
    ANHANG,
    BEIM_OEFFNEN,
    BESCHAEDIGT,
    GESCHUETZT,
    KEIN_PDF,
    PROGRAMM,
    VERWEIS,
    ZU_VIEL,
    pruefe_pdf,
)
from traeger.management.demo_stellen import blatt

pytestmark = pytest.mark.usefixtures("pdf_hier")


def woerter(angaben):
    """Python → PDF: Wörterbücher, Listen, `/Namen`, Zahlen, Text."""
    match angaben:
        case dict():
            return DictionaryObject({NameObject(k): woerter(v) for k, v in angaben.items()})
        case list():
            return ArrayObject([woerter(w) for w in angaben])
        case int():
            return NumberObject(angaben)
        case str() if angaben.startswith("/"):
            return NameObject(angaben)
        case str():
            return TextStringObject(angaben)
    return NullObject()


def pdf(aendern=None, **optionen):
    schreiber = PdfWriter(**optionen)
    schreiber.add_blank_page(100, 100)
    if aendern:
        aendern(schreiber)
    datei = io.BytesIO()
    schreiber.write(datei)
    return datei.getvalue()


def wurzel(angaben):
    return lambda schreiber: schreiber._root_object.update(woerter(angaben))


def seite(angaben):
    return lambda schreiber: schreiber.pages[0].update(woerter(angaben))


def los(angaben):
    """Ein Objekt, auf das nichts zeigt."""
    return lambda schreiber: schreiber._add_object(woerter(angaben))


def strom(angaben):
    """Ein Datenstrom mit diesen Angaben."""

    def aendern(schreiber):
        objekt = StreamObject()
        objekt.update(woerter(angaben))
        objekt.set_data(b"x")
        schreiber._add_object(objekt)

    return aendern


def mit_javascript():
    return pdf(wurzel({"/Names": {"/JavaScript": {"/Names": ["x", {"/S": "/JavaScript", "/JS": "app.alert(1)"}]}}}))


GUT = pdf()

ERLAUBT = {
    "leer": GUT,
    "Demo": blatt("Vertrag mit der Stadt"),
    "LibreOffice springt auf Seite 1": pdf(wurzel({"/OpenAction": [0, "/XYZ", None, None, 0]})),
    "Sprung als Aktion": pdf(wurzel({"/OpenAction": {"/S": "/GoTo", "/D": [0, "/Fit"]}})),
    "Verweis ins Netz": pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": "https://www.heilbronn.de"}}]})),
    "Verweis auf eine E-Mail": pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": "mailto:a@b.example"}}]})),
    "Verweis ohne Schema": pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": "www.heilbronn.de/a:b"}}]})),
    "BOM davor": b"\xef\xbb\xbf" + GUT,
    "Leerzeilen davor": b"\r\n\r\n" + GUT,
    "Nullbyte davor": b"\x00" + GUT,
    "Text heißt JavaScript": pdf(lambda s: s.add_metadata({"/Title": "/JavaScript und /Launch"})),
    "Struktur mit S und A": pdf(wurzel({"/StructTreeRoot": {"/S": "/Document", "/A": {"/O": "/Layout", "/S": "/URI"}}})),
}  # fmt: skip

VERBOTEN = {
    "HTML mit Kopf": (b"%PDF-<script>alert(1)</script><html></html>", BESCHAEDIGT),
    "Text davor": (b"x" + GUT, KEIN_PDF),
    "zu viel davor": (b" " * 64 + GUT, KEIN_PDF),
    "Programm": (b"MZ\x90", KEIN_PDF),
    "nur der Kopf": (b"%PDF-1.7\n%%EOF", BESCHAEDIGT),
    "Ende fehlt": (GUT[:-60], BESCHAEDIGT),
    "Verzeichnis fehlt": (GUT.replace(b"xref", b"xxxx"), BESCHAEDIGT),
    "Stellen stimmen nicht": (GUT.replace(b"%PDF-1.3\n", b"%PDF-1.3\n" + b"%" * 30 + b"\n"), BESCHAEDIGT),
    "Passwort": (pdf(lambda s: s.encrypt("geheim")), GESCHUETZT),
    "leeres Passwort": (pdf(lambda s: s.encrypt("")), GESCHUETZT),
    "JavaScript im Namensbaum": (mit_javascript(), PROGRAMM),
    "JavaScript beim Öffnen": (pdf(wurzel({"/OpenAction": {"/S": "/JavaScript", "/JS": "x"}})), PROGRAMM),
    "JavaScript an der Seite": (pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/JavaScript", "/JS": "x"}}]})), PROGRAMM),
    **{
        f"Verweis {ziel!r}": (pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": ziel}}]})), VERWEIS)
        for ziel in ("javascript:alert(1)", "JAVA\nSCRIPT:x", "file:///etc/passwd", "data:text/html,x", "vbscript:x")
    },
    "Verweis auf einen Rechner": (
        pdf(seite({"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": "\\\\boese.example\\x"}}]})), VERWEIS,
    ),
    "Grundadresse für Verweise": (pdf(wurzel({"/URI": {"/Base": "file:///etc/"}})), VERWEIS),
    "Schlüssel doppelt, Namen": (
        pdf(wurzel({"/Names": {"/Dests": {}}, "/Namez": {"/JavaScript_": 1}})).replace(b"/Namez", b"/Names"), BESCHAEDIGT,
    ),
    "Schlüssel doppelt, Öffnen": (
        pdf(wurzel({"/OpenAction": [0, "/Fit"], "/OpenActioz": {"/S": "/GoTo"}})).replace(b"/OpenActioz", b"/OpenAction"), BESCHAEDIGT,
    ),
    "fremde Datei als Bild": (pdf(strom({"/Subtype": "/Form", "/Ref": {"/F": "fremd.pdf", "/Page": 0}})), ANHANG),
    "OPI": (pdf(strom({"/Subtype": "/Form", "/OPI": {"/2.0": {"/F": {"/F": "x"}}}})), ANHANG),
    "Dateiangabe": (pdf(los({"/Type": "/Filespec", "/F": "x.exe"})), ANHANG),
    "Formular leeren in einer Liste": (pdf(seite({"/Annots": [{"/A": [{"/S": "/ResetForm"}]}]})), BEIM_OEFFNEN),
    "Daten in anderer Datei": (pdf(strom({"/F": "http://fremd.example/x"})), ANHANG),
    "Sammelmappe": (pdf(wurzel({"/Collection": {"/View": "/D"}})), ANHANG),
    "zugehörige Dateien": (pdf(wurzel({"/AF": [{"/Type": "/Filespec"}]})), ANHANG),
    "Name verschleiert": (pdf(wurzel({"/X": {"/ABCDE": 1}})).replace(b"/ABCDE", b"/#4aS  "), PROGRAMM),
    "XFA": (pdf(wurzel({"/AcroForm": {"/XFA": []}})), PROGRAMM),
    "Programm starten": (pdf(wurzel({"/OpenAction": {"/S": "/Launch", "/F": "calc.exe"}})), BEIM_OEFFNEN),
    "Starten hinter einem Sprung": (pdf(wurzel({"/OpenAction": {"/S": "/GoTo", "/Next": {"/S": "/Launch"}}})), BEIM_OEFFNEN),
    "Adresse beim Öffnen": (pdf(wurzel({"/OpenAction": {"/S": "/URI", "/URI": "http://evil.example/"}})), BEIM_OEFFNEN),
    "Drucken beim Öffnen": (pdf(wurzel({"/OpenAction": {"/S": "/Named", "/N": "/Print"}})), BEIM_OEFFNEN),
    "Adresse hinter einem Sprung": (
        pdf(wurzel({"/OpenAction": {"/S": "/GoTo", "/D": [0, "/Fit"], "/Next": {"/S": "/URI", "/URI": "http://evil.example/"}}})), BEIM_OEFFNEN,
    ),
    "unbekannte Aktion": (pdf(wurzel({"/OpenAction": {"/S": "/Neuartig"}})), BEIM_OEFFNEN),
    "Formular absenden": (pdf(seite({"/Annots": [{"/A": {"/S": "/SubmitForm"}}]})), BEIM_OEFFNEN),
    "beim Blättern": (pdf(seite({"/AA": {"/O": {"/S": "/URI", "/URI": "https://evil.example"}}})), BEIM_OEFFNEN),
    "beim Schließen": (pdf(wurzel({"/AA": {}})), BEIM_OEFFNEN),
    "Anhang": (pdf(lambda s: s.add_attachment("liste.xlsx", b"PK")), ANHANG),
    "Anhang als Notiz": (pdf(seite({"/Annots": [{"/Subtype": "/FileAttachment", "/FS": {"/Type": "/Filespec"}}]})), ANHANG),
    "Film": (pdf(seite({"/Annots": [{"/Subtype": "/RichMedia"}]})), ANHANG),
    "unverbunden": (pdf(los({"/S": "/JavaScript", "/JS": "x"})), PROGRAMM),
    "ohne Seite": (pdf(lambda s: s.remove_page(0)), BESCHAEDIGT),
}  # fmt: skip


@pytest.mark.parametrize("inhalt", ERLAUBT.values(), ids=ERLAUBT)
def test_was_sich_oeffnen_laesst_und_nichts_tut_darf_hinein(inhalt):
    pruefe_pdf(inhalt)


@pytest.mark.parametrize(("inhalt", "satz"), VERBOTEN.values(), ids=VERBOTEN)
def test_jeder_verstoss_ist_ein_satz(inhalt, satz):
    with pytest.raises(ValidationError) as fehler:
        pruefe_pdf(inhalt)
    assert fehler.value.message == satz


def test_tiefe_und_menge_haben_eine_grenze(monkeypatch):
    viele = pdf(lambda s: [los([n])(s) for n in range(500)])
    pruefe_pdf(viele)
    monkeypatch.setattr(pdf_lesen, "OBJEKTE", 400)
    with pytest.raises(ValidationError, match=ZU_VIEL[:20]):
        pruefe_pdf(viele)


def test_ein_kreis_endet():
    def kreis(schreiber):
        ring = DictionaryObject()
        ring[NameObject("/X")] = schreiber._add_object(ring)
        schreiber._root_object[NameObject("/X")] = ring

    pruefe_pdf(pdf(kreis))


@given(st.binary(max_size=200), st.integers(0, len(GUT)))
def test_beliebiger_muell_ist_ein_satz_oder_ein_pdf(muell, stelle):
    with suppress(ValidationError):
        pruefe_pdf(GUT[:stelle] + muell + GUT[stelle:])
