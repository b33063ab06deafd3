"""Die Dokumentvorlage: ein ganzes Musterdokument, wie ein Nachweis es ist, durch Vorlage, PDF und veraPDF."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.template import engines
from pypdf import PdfReader

from arge.dokument.gliederung import gliedern
from arge.dokument.pdf import erzeuge
from arge.zahlen.diagramm import balken, gestapelt, stufen
from arge.zahlen.schutz import schuetzen
from arge.zahlen.statistik import Tafel

MUSTER = Path(__file__).with_name("musterdokument.jinja").read_text(encoding="utf-8")
STADTTEILE = {
    "Innenstadt": 84, "Böckingen": 71, "Neckargartach": 49, "Sontheim": 38, "Frankenbach": 22, "Kirchhausen": 9,
    "Biberach": 7, "Horkheim": 2, "Klingenberg": 0,
}  # fmt: skip
ALTER = {"18 bis 26": (14, 9, 2), "27 bis 45": (30, 22, 6), "46 bis 65": (28, 31, 5), "über 65": (11, 17, 0)}
TRAEGER = ("AWO", "Caritas", "Diakonie")
MITTEL = [("21500.40", "3400", "1200"), ("18000", "2500.50", "300"), ("9000", "4100", "900")]
MONATE = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]


def kontext():
    stellen = {}
    for nummer, monat in enumerate(MONATE):
        stellen[monat, "vereinbart"] = Decimal("2.7")
        stellen[monat, "bewilligt"] = Decimal("2.7") if nummer < 6 else Decimal("2.4")
        stellen[monat, "besetzt"] = Decimal("1.9") if 2 <= nummer < 5 else stellen[monat, "bewilligt"]
    alter = {(gruppe, name): wert for gruppe, reihe in ALTER.items() for name, wert in zip(TRAEGER, reihe, strict=True)}
    geld = {
        (name, art): Decimal(wert)
        for name, reihe in zip(TRAEGER, MITTEL, strict=True)
        for art, wert in zip(("ausgegeben", "beantragt", "frei"), reihe, strict=True)
    }  # fmt: skip
    return {
        "erstellt": datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        "stichtag": date(2026, 11, 22),
        "stellen": stufen(
            Tafel.aus(stellen, titel="Stellenanteile je Monat", zaehlgroesse="VZÄ", kuerzel="TR-04", schreibweise="vzae",
                      summen="keine", zeilenkopf="Monat")
        ),
        "alter": balken(
            schuetzen(Tafel.aus(alter, titel="Ehrenamtliche nach Alter und Träger", zaehlgroesse="Ehrenamtliche",
                                kuerzel="EA-02", zeilenkopf="Alter am Stichtag"), 3)
        ),
        "stadtteile": balken(
            schuetzen(Tafel.liste(STADTTEILE, titel="Laufende Fälle je Stadtteil", zaehlgroesse="Fälle", kuerzel="IM-01",
                                  zeilenkopf="Stadtteil"), 3)
        ),
        "mittel": gestapelt(
            Tafel.aus(geld, titel="Projektmittel je Träger", zaehlgroesse="Euro", kuerzel="FI-04", schreibweise="euro",
                      zeilenkopf="Träger")
        ),
    }  # fmt: skip


def musterdokument():
    html = engines["jinja2"].env.from_string(MUSTER).render(kontext())
    return erzeuge(html, titel="Verwendungsnachweis 2026", erstellt=kontext()["erstellt"], anhaenge={"zahlen.json": b"{}"})


@pytest.fixture(scope="module")
def muster():
    return musterdokument()


def test_musterdokument_erfuellt_beide_normen(muster, pruefe_pdf):
    pruefe_pdf(muster)


def test_kopf_fuss_und_seitenzahlen(muster):
    seiten = [seite.extract_text() for seite in PdfReader(BytesIO(muster)).pages]
    assert "Seite" not in seiten[0]
    for nummer, text in enumerate(seiten[1:], start=2):
        assert f"Seite {nummer} von {len(seiten)}" in text
        assert "Fassung 1 vom 22.11.2026" in text
        assert "Verwendungsnachweis 2026" in text


def test_verzeichnis_nennt_jede_ueberschrift_mit_ihrer_seite(muster):
    seiten = [seite.extract_text() for seite in PdfReader(BytesIO(muster)).pages]
    verzeichnis = seiten[1]
    for titel in ["Zusammenfassung", "1 Struktur und Stellenanteile", "2.2 Stadtteile", "3 Finanzierung", "Anhang"]:
        (seite,) = re.findall(rf"{re.escape(titel)}[ .]+(\d+)\n", verzeichnis)
        assert titel in " ".join(seiten[int(seite) - 1].split())


def test_lesezeichen_heissen_wie_die_ueberschriften(muster):
    def flach(eintraege):
        for eintrag in eintraege:
            if isinstance(eintrag, list):
                yield from flach(eintrag)
            else:
                yield eintrag.title

    titel = list(flach(PdfReader(BytesIO(muster)).outline))
    assert titel[0] == "Verwendungsnachweis 2026"
    assert {"Zusammenfassung", "1 Struktur und Stellenanteile", "1.1 Nachbesetzung", "2.1 Altersgruppen"} <= set(titel)


def test_gesperrtes_steht_nirgends_im_dokument(muster):
    """Weder Tabelle noch Diagramm noch Anhang nennen die zwei Fälle in Horkheim."""
    text = " ".join(seite.extract_text() for seite in PdfReader(BytesIO(muster)).pages)
    assert re.search(r"Horkheim\s+·", text)
    assert not re.search(r"Horkheim\s+2\b", text)
    assert "geheim zu halten: Zahlen von 1 bis 2" in text


def test_fussnote_steht_auf_der_seite_ihres_zeichens(muster):
    seiten = [seite.extract_text() for seite in PdfReader(BytesIO(muster)).pages]
    (stelle,) = [nummer for nummer, text in enumerate(seiten) if "Die Auslastung lag" in text]
    assert "eine Vollzeitstelle auf 90 Fälle" in seiten[stelle]


def test_jede_zelle_kennt_ihre_kopfzellen(muster):
    """Im Strukturbaum verweist jede Datenzelle auf die Köpfe ihrer Zeile und Spalte (PDF/UA 7.5)."""
    leser = PdfReader(BytesIO(muster))
    koepfe = {zelle["/ID"] for zelle in _strukturelemente(leser, "/TH")}
    zellen = _strukturelemente(leser, "/TD")
    assert len(zellen) > 60
    for zelle in zellen:
        verweise = {verweis for attribut in _attribute(zelle) for verweis in attribut.get("/Headers", [])}
        assert len(verweise) == 2
        assert verweise <= koepfe


def _attribute(element):
    angaben = element["/A"].get_object()
    return [a.get_object() for a in angaben] if isinstance(angaben, list) else [angaben]


def _strukturelemente(leser, art):
    gefunden, offen = [], [leser.root_object["/StructTreeRoot"].get_object()]
    while offen:
        element = offen.pop()
        if not isinstance(element, dict):
            continue
        if element.get("/S") == art:
            gefunden.append(element)
        kinder = element.get("/K", [])
        kinder = kinder.get_object() if hasattr(kinder, "get_object") else kinder
        offen += [kind.get_object() for kind in kinder] if isinstance(kinder, list) else [kinder]
    return gefunden


# ---- Gliederung ---------------------------------------------------------------------------------------------------


def test_gliedern_nummeriert_und_verweist():
    html = gliedern(
        '<nav class="verzeichnis"></nav><h2>Eins</h2><h3>Eins a</h3>'
        '<h2 class="ohne-nummer">Frei</h2><h2>Zwei &amp; mehr</h2>'
    )
    assert '<h2 id="abschnitt-1"><span class="nummer">1</span> Eins</h2>' in html
    assert '<h3 id="abschnitt-2"><span class="nummer">1.1</span> Eins a</h3>' in html
    assert '<h2 id="abschnitt-3" class="ohne-nummer">Frei</h2>' in html
    assert '<li><span class="nummer">2</span> <a href="#abschnitt-4">Zwei &amp; mehr</a></li>' in html
    assert html.count("<li>") == html.count("</li>") == 4
    assert html.count("<ol>") == html.count("</ol>") == 2


def test_gliedern_laesst_ungelistete_aus_dem_verzeichnis():
    html = gliedern('<h2 class="ohne-eintrag">Inhalt</h2><nav class="verzeichnis"></nav><h3>Nur ein Abschnitt</h3>')
    assert 'href="#abschnitt-1"' not in html
    assert html.count("<ol>") == html.count("</ol>") == 1
