"""Das PDF-Fundament: eine Datei, zwei Normen, keine Tür nach außen, gleiche Eingabe – gleiche Bytes."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from datetime import UTC, datetime
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from pypdf import PdfReader
from weasyprint import HTML

from arge.dokument.bestand import DokumentFehler
from arge.dokument.bilddatei import als_adresse
from arge.dokument.pdf import _umbrechbar, erzeuge
from arge.zahlen.diagramm import balken
from arge.zahlen.statistik import Tafel

ERSTELLT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ZAHLEN = {"IM-03": 41, "MBE-01": "·"}
DOKUMENT = """<!doctype html><html lang="de"><head><title>egal</title><style>
@font-face { font-family: "Fira Sans"; src: url(/static/kern/fonts/fira-sans/FiraSans-Regular.woff2) }
body { font-family: "Fira Sans" }</style></head><body>
<h1>Verwendungsnachweis</h1><p>Größe, Maß und 1.234,56 €</p>
<h2>Ehrenamt</h2><p>Text</p><h2>Beratung</h2>
<table><caption>Fälle</caption><thead><tr><th scope="col">Bereich</th><th scope="col">Fälle</th></tr></thead>
<tbody><tr><th scope="row">Beratung</th><td>41</td></tr></tbody></table>%s</body></html>"""


def pdf(zusatz="", **merkmale):
    return erzeuge(DOKUMENT % zusatz, **{"titel": "Nachweis 2026", "erstellt": ERSTELLT} | merkmale)


def test_eine_datei_ist_pdf_ua_1_und_pdf_a_3a(pruefe_pdf):
    svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    bild = f'<img alt="Ein Quadrat" src="data:image/svg+xml;base64,{svg.decode()}">'
    link = '<p><a href="https://www.heilbronn.de/">Stadt Heilbronn</a></p>'
    pruefe_pdf(pdf(bild + link, anhaenge={"zahlen.json": json.dumps(ZAHLEN).encode()}))


def test_der_pruefer_erkennt_ein_schlechtes_dokument(pruefe_pdf):
    """Gegenprobe: dasselbe Dokument ohne unser Zutun verletzt beide Normen."""
    with pytest.raises(AssertionError, match=r"(?s)ua1:.*3a:"):
        pruefe_pdf(HTML(string=DOKUMENT % "", url_fetcher=lambda url: {"string": ""}).write_pdf())


def test_bild_ohne_alternativtext_wird_kein_dokument():
    with pytest.raises(DokumentFehler, match="alt description"):
        pdf('<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 9%22/%3E">')


def test_text_sprache_titel_lesezeichen_und_anhang_lassen_sich_zuruecklesen():
    leser = PdfReader(BytesIO(pdf(anhaenge={"zahlen.json": json.dumps(ZAHLEN).encode()})))
    assert "Größe, Maß und 1.234,56 €" in leser.pages[0].extract_text()
    assert leser.root_object["/Lang"] == "de"
    assert leser.metadata.title == "Nachweis 2026"
    assert leser.metadata.creation_date == ERSTELLT
    oberste, darunter = leser.outline
    assert oberste.title == "Verwendungsnachweis"
    assert [lesezeichen.title for lesezeichen in darunter] == ["Ehrenamt", "Beratung"]
    assert json.loads(leser.attachments["zahlen.json"][0]) == ZAHLEN
    beilage = leser.root_object["/AF"][0].get_object()
    assert beilage["/AFRelationship"] == "/Data"
    assert beilage["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_schrift_ist_eingebettet():
    leser = PdfReader(BytesIO(pdf()))
    schriften = leser.pages[0]["/Resources"]["/Font"].values()
    assert all("Fira-Sans" in schrift.get_object()["/BaseFont"] for schrift in schriften)


SPRACHEN = ("العربية فارسی کوردی", "Українська Їжак", "ትግርኛ አማርኛ")


def mit_stil(text):
    return erzeuge(
        '<!doctype html><html lang="de"><head><title>T</title><link rel="stylesheet" href="/static/css/dokument.css"></head>'
        f"<body><h1>T</h1><p>{text}</p><p><strong>{text}</strong></p></body></html>",
        titel="T", erstellt=ERSTELLT,
    )  # fmt: skip


def gedruckt(inhalt):
    """(Text, Namen der Schriften) der ersten Seite."""
    seite = PdfReader(BytesIO(inhalt)).pages[0]
    schriften = {s.get_object()["/BaseFont"].partition("+")[2] for s in seite["/Resources"]["/Font"].values()}
    return seite.extract_text(), schriften


def test_arabisch_ukrainisch_und_tigrinisch_haben_ihre_schrift(pruefe_pdf):
    """Überall dieselben eingebetteten Schriften, nie die zufälligen der Maschine; PDF/UA verbietet Kästchen (.notdef)."""
    inhalt = mit_stil(" · ".join(SPRACHEN))
    text, schriften = gedruckt(inhalt)
    assert [sprache for sprache in SPRACHEN if text.count(sprache) != 2] == []
    assert {name.split("-")[0] for name in schriften} == {"Fira", "Noto"}
    pruefe_pdf(inhalt)


def test_im_diagramm_steht_arabisch_verbunden_und_von_rechts(pruefe_pdf):
    """WeasyPrint setzt Text in SVG Zeichen für Zeichen von links; ohne Zutun stünde die Legende rückwärts da (fehler.md F26)."""
    tafel = Tafel("T", ("12 مكتب & AWO",), ("A",), ((3,),), "Fälle")
    bild = als_adresse(balken(tafel))
    inhalt = mit_stil(f'<img alt="Bild" src="{bild}">')
    text, schriften = gedruckt(inhalt)
    # mim am Anfang, kaf und ta in der Mitte, ba am Ende; beim Zurücklesen dreht pypdf, was von rechts dasteht
    assert "12 \ufee3\ufedc\ufe98\ufe90 & AWO" in text
    assert "مكتب" in base64.b64decode(bild.partition(",")[2]).decode()  # im Browser ordnet der Browser
    assert {name.split("-")[0] for name in schriften} == {"Fira", "Noto"}
    pruefe_pdf(inhalt)


def test_was_keine_schrift_zeichnet_steht_als_nummer_da(pruefe_pdf, caplog):
    """Auch im Diagramm; ein Name aus ungewohnten Zeichen hält den Nachweis der anderen nicht auf."""
    fremd = "\U000f1234"  # privat: dafür hat keine Schrift ein Zeichen
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 30"><text x="1" y="20">B{fremd}</text></svg>'
    bild = f'<img alt="B" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
    inhalt = mit_stil(f"A{fremd} {bild}")
    text, _ = gedruckt(inhalt)
    assert fremd not in text
    assert "A[U+F1234]" in text
    assert "B[U+F1234]" in text
    assert "[U+F1234]" in caplog.text
    pruefe_pdf(inhalt)


def test_im_abbild_kommen_schriften_aus_dem_gesammelten_ordner(settings, tmp_path):
    """Dort fehlt node_modules; collectstatic hat alles nach STATIC_ROOT gelegt."""
    ziel = tmp_path / "kern/fonts/fira-sans/FiraSans-Regular.woff2"
    ziel.parent.mkdir(parents=True)
    ziel.write_bytes(Path(finders.find("kern/fonts/fira-sans/FiraSans-Regular.woff2")).read_bytes())
    vorher = pdf()
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [], str(tmp_path)
    assert pdf() == vorher


def test_fehlende_schrift_ist_ein_fehler_statt_einer_fremden_schrift(settings, tmp_path):
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [], str(tmp_path)
    with pytest.raises(DokumentFehler, match="FiraSans-Regular"):
        pdf()


def test_gleiche_eingabe_gibt_gleiche_bytes_auch_in_einem_anderen_prozess():
    befehl = (
        "import sys, hashlib; from arge.dokument.pdf import erzeuge; from datetime import datetime;"
        "html, zeit = sys.argv[1:];"
        "inhalt = erzeuge(html, titel='T', erstellt=datetime.fromisoformat(zeit), anhaenge={'a.json': b'{}'});"
        "print(hashlib.sha256(inhalt).hexdigest())"
    )
    umgebung = os.environ | {"DJANGO_SETTINGS_MODULE": "arge.settings", "PYTHONHASHSEED": "7"}
    lauf = subprocess.run(
        [sys.executable, "-c", befehl, DOKUMENT % "", ERSTELLT.isoformat()],
        cwd=Path(__file__).parents[2],
        env=umgebung,
        capture_output=True,
        text=True,
        check=True,
    )
    hier = pdf(titel="T", anhaenge={"a.json": b"{}"})
    assert lauf.stdout.strip() == hashlib.sha256(hier).hexdigest()
    assert hier != pdf(titel="T", anhaenge={"a.json": b"{}"}, erstellt=datetime(2026, 11, 23, tzinfo=UTC))


def test_der_web_prozess_kann_kein_pdf_setzen():
    """Was er beim Laden aller Routen einzieht, kennt weder WeasyPrint noch das Modul davor; den Rest hält der Importvertrag."""
    befehl = (
        "import sys, arge.wsgi; from django.urls import get_resolver;"
        "laden = lambda r: [laden(e) if hasattr(e, 'url_patterns') else e.callback for e in r.url_patterns];"
        "laden(get_resolver());"
        "from arge.celery import app; app.tasks;"
        "print([m for m in sys.modules if m.startswith(('weasyprint', 'arge.dokument.pdf')) or m.endswith('.dokumente')])"
    )
    umgebung = os.environ | {"DJANGO_SETTINGS_MODULE": "arge.settings"}
    wurzel = Path(__file__).parents[2]
    lauf = subprocess.run(
        [sys.executable, "-c", befehl], cwd=wurzel, env=umgebung, capture_output=True, text=True, check=True
    )
    assert lauf.stdout.strip() == "[]"


@pytest.fixture
def lauscher():
    """Ein echter Server auf localhost, der jede Anfrage zählt."""
    anfragen = []

    class Antwort(BaseHTTPRequestHandler):
        def do_GET(self):
            anfragen.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Antwort)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", anfragen
    server.shutdown()
    server.server_close()


SVG_MIT_BILD = (
    '<img alt="x" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 9%22%3E'
    '%3Cimage href=%22{url}d.png%22 width=%229%22 height=%229%22/%3E%3C/svg%3E">'
)
ANGRIFFE = [
    '<img alt="x" src="{url}">',
    '<img alt="x" src="file:///etc/passwd">',
    '<link rel="stylesheet" href="{url}a.css">',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    "<style>@import url({url}b.css);</style>",
    "<style>p {{ background: url(file:///etc/passwd) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({url}x.woff2) }} p {{ font-family: x }}</style>",
    '<a rel="attachment" href="file:///etc/passwd">Anhang</a>',
    '<object data="{url}c.svg" type="image/svg+xml"></object>',
    '<img alt="x" src="/static/../arge/settings.py">',
    '<img alt="x" src="/static/css/../../manage.py">',
    '<img alt="x" src="ftp://127.0.0.1/x">',
    SVG_MIT_BILD,
]


@pytest.mark.parametrize("angriff", ANGRIFFE)
def test_nichts_wird_von_aussen_geladen(angriff, lauscher):
    url, anfragen = lauscher
    with pytest.raises(DokumentFehler):
        pdf(angriff.format(url=url))
    assert anfragen == []


def test_anhang_im_kopf_wird_nicht_mitgenommen():
    """`<link rel=attachment>` ist WeasyPrints Weg, Dateien einzubetten; bei uns kommen Anhänge nur als Argument."""
    html = DOKUMENT.replace("<style>", '<link rel="attachment" href="file:///etc/passwd"><style>') % ""
    leser = PdfReader(BytesIO(erzeuge(html, titel="T", erstellt=ERSTELLT)))
    assert not leser.attachments


def test_kaputtes_bild_ist_ein_fehler_statt_einer_luecke():
    with pytest.raises(DokumentFehler, match="image"):
        pdf('<img alt="x" src="data:image/png;base64,AAAA">')


@pytest.mark.parametrize(
    "getippt", ["data:image/svg+xml;base64,A", 'src="data:image/svg+xml;base64,/w=="', "data:image/svg+xml;base64,/////w=="]
)
def test_getippter_text_ist_nie_ein_bild(getippt):
    """Vorlagen maskieren, was jemand tippt; es hält kein Dokument auf und steht da, wie es getippt ist."""
    assert getippt[:20] in PdfReader(BytesIO(pdf(f"<p>{escape(getippt)}</p>"))).pages[0].extract_text()


@pytest.mark.parametrize("zeichen", ["a", "&amp;", "ب"])
def test_ein_endloses_wort_bekommt_stellen_zum_umbrechen_und_bleibt_sonst_es_selbst(zeichen, pruefe_pdf):
    """Ohne sie wüchse die Rechenzeit mit dem Quadrat; das Zeichen dazwischen ist keines, das jemand sieht."""
    text = _umbrechbar(
        f"<html><head><style>{'x' * 500}</style></head><body><p title='{'y' * 500}'>{zeichen * 950} kurz</p></body></html>"
    )
    assert text.count("\u200b") == 9
    assert text.replace("\u200b", "").count(zeichen) >= 950
    assert max(map(len, re.split(r"[\u200b\s]", unescape(re.search("<p[^>]*>(.*)</p>", text)[1])))) <= 100
    assert "\u200b" not in text.partition("<p")[0] + re.search("<p[^>]*>", text)[0]
    inhalt = mit_stil(f"{zeichen * 950} kurz")
    assert "U+200B" not in PdfReader(BytesIO(inhalt)).pages[0].extract_text()
    pruefe_pdf(inhalt)
