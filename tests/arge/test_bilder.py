"""Ein Bild auf der Seite, als Datei und im PDF: dieselbe Zeichnung, ohne Stil und Skript, lesbar hell und dunkel."""

import re
from base64 import b64decode
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.template import engines
from django.test import RequestFactory

from arge.dokument.bilddatei import NUR_SEITE, als_adresse, als_svg, stil
from arge.seite.bilder import seite_mit_bildern
from arge.zahlen.diagramm import Grenze, balken, gebiete, gestapelt, stufen
from arge.zahlen.statistik import Tafel
from arge.zahlen.zeichnung import MASSE, TRAEGER, UEBRIGE

SVG = "{http://www.w3.org/2000/svg}"
WERTE = {
    (z, s): Decimal(w) for w, (z, s) in enumerate([(z, s) for z in ("AWO", "Caritas") for s in ("vereinbart", "Rest")], 3)
}
TAFEL = Tafel.aus(WERTE, titel="VZÄ je Träger & Maß", zaehlgroesse="VZÄ", schreibweise="vzae", zeilenkopf="Träger")
EINE = Tafel.liste({"AWO <b>": 12, "Caritas": 7, "Diakonie": None}, titel="Fälle", zaehlgroesse="Fälle")
BILDER = {
    "balken": balken(EINE, grenze=Grenze(9, "1:9", "über 1:9")),
    "gruppen": balken(TAFEL, bezug={"Rest": ("vereinbart", "über vereinbart")}),
    "gestapelt": gestapelt(TAFEL, kuenftig=["Caritas"]),
    "stufen": stufen(TAFEL, heute=1.2),
    "gebiete": gebiete(TAFEL, {"AWO": (0, 0), "Caritas": (1, 0)}),
}
ALLE = pytest.mark.parametrize("bild", BILDER.values(), ids=BILDER)


def auf_der_seite(bild):
    return str(engines["jinja2"].env.get_template("bausteine/zahlen.jinja").module.diagramm(bild))


def baum(svg):
    return ET.fromstring(svg)  # noqa: S314 – unser eigenes Bild


def inline(bild):
    return baum(re.search(r"<svg class=\"arge-bild.*</svg>", auf_der_seite(bild), re.DOTALL)[0])


def css():
    return Path(finders.find("css/bild.css")).read_text(encoding="utf-8")


@ALLE
def test_auf_der_seite_ohne_stil_skript_und_adresse(bild):
    html = auf_der_seite(bild)
    assert not re.search(r"<style|style=|<script|\bon\w+=|url\(|href=|fill=|stroke=", html)
    assert "<b>" not in html


@ALLE
def test_jeder_punkt_ist_ansteuerbar_und_nennt_seinen_wert(bild):
    """Sonst liest niemand etwas doppelt: Was kein Punkt ist, ist für Vorleseprogramme nicht da."""
    svg = inline(bild)
    punkte = [g for g in svg if g.get("class") == "punkt"]
    assert [g.get("aria-label") for g in punkte] == [p.name for p in bild.zeichnung.punkte]
    assert {(g.get("tabindex"), g.get("role")) for g in punkte} == {("0", "img")}
    rest = [kind for kind in svg if kind not in punkte and kind.tag not in {"title", "desc"}]
    assert {kind.get("aria-hidden") for kind in rest} == {"true"}
    kennungen = {kind.get("id") for kind in svg if kind.get("id")}
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} == kennungen
    assert svg.find("title").text == bild.titel
    assert svg.find("desc").text == bild.alt


@ALLE
def test_jede_klasse_hat_ihre_regel(bild):
    regeln = set(re.findall(r"\.([a-z][\w-]*)", css()))
    klassen = {k for knoten in inline(bild).iter() for k in knoten.get("class", "").split()}
    assert klassen - regeln == set()


@ALLE
def test_datei_ist_eigenstaendig_und_jedes_mal_gleich(bild):
    """Ein Bild unter `img-src data:`: nichts darin lädt nach, läuft oder ändert sich von Tag zu Tag."""
    quelle = als_svg(bild, titel=True)
    assert re.findall(r"https?://[^\"' ]+", quelle) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<!--|@|href|var\(|rem|url\(|[^-]on\w+=", quelle)
    assert quelle == als_svg(bild, titel=True)
    assert b64decode(als_adresse(bild).partition(",")[2]).decode() == als_svg(bild)
    svg = baum(quelle)
    (titel,) = [text for text in svg.iter(f"{SVG}text") if text.text == bild.titel]
    links, oben, *_ = map(float, svg.get("viewBox").split())
    assert float(titel.get("x")) >= links + 20
    assert oben + 20 < float(titel.get("y")) < 0  # über der Zeichnung, die bei 0 beginnt


@ALLE
def test_seite_und_datei_zeigen_dieselben_woerter(bild):
    seite = [t.text for t in inline(bild).iter("tspan")]
    ablesen = [w for p in bild.zeichnung.punkte for t in p.ablesen for w, _ in getattr(t, "stuecke", ())]
    datei = [t.text for t in baum(als_svg(bild)).iter(f"{SVG}tspan")]
    assert sorted(datei + ablesen) == sorted(seite)


@ALLE
def test_nichts_ragt_aus_der_datei(bild):
    svg = baum(als_svg(bild))
    x, _, weite, hoehe = map(float, svg.get("viewBox").split())
    for rechteck in list(svg.iter(f"{SVG}rect"))[1:]:
        ort = {name: float(rechteck.get(name)) for name in ("x", "y", "width", "height")}
        assert ort["x"] >= x
        assert ort["x"] + ort["width"] <= x + weite + 0.2
        assert ort["y"] + ort["height"] <= hoehe + 0.2


# --- Farben: eine Stelle, hell und dunkel -------------------------------------------------------------------------------

KENNUNGEN = [*TRAEGER.values(), UEBRIGE, *dict.fromkeys(MASSE.values()), *(f"k{i}" for i in range(1, 7))]


def farben(schema):
    hell, _, seite = css().partition(NUR_SEITE)
    werte = dict(re.findall(r"--bild-([\w-]+): (#\w+);", hell))
    if schema == "dunkel":
        werte |= dict(re.findall(r"--bild-([\w-]+): (#\w+);", seite)) | {"text": "#ffffff", "leise": "#b8bcc7"}
    return werte


def helligkeit(farbe):
    ganz = farbe.lstrip("#")
    ganz = "".join(z * 2 for z in ganz) if len(ganz) == 3 else ganz
    kanal = [int(ganz[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanal]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def kontrast(a, b):
    hell, dunkel = sorted((helligkeit(a), helligkeit(b)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


@pytest.mark.parametrize("schema", ["hell", "dunkel"])
def test_jede_farbe_hebt_sich_vom_grund_ab(schema):
    """Formen brauchen 3:1 (WCAG 1.4.11); Flächen tragen Zahlen und Linien ihren Namen, darum 4,5:1 (1.4.3)."""
    werte = farben(schema)
    assert {
        name: kontrast(werte[name], werte["grund"]) for name in KENNUNGEN if kontrast(werte[name], werte["grund"]) < 4.5
    } == {}
    assert kontrast(werte["achse"], werte["grund"]) >= 3
    assert kontrast(werte["warnung"], werte["grund"]) >= 4.5


@pytest.mark.parametrize("schema", ["hell", "dunkel"])
def test_keine_farbe_kommt_zweimal_vor(schema):
    werte = farben(schema)
    assert len({werte[name] for name in [*KENNUNGEN, "warnung"]}) == len(KENNUNGEN) + 1


def test_datei_nimmt_die_hellen_farben_der_seite():
    hell = farben("hell")
    assert f".arge-bild .f-t2 {{ fill: {hell['t2']}; }}" in stil()
    assert farben("dunkel")["t2"] not in stil()


# --- Herunterladen ------------------------------------------------------------------------------------------------------


def antwort(adresse):
    return seite_mit_bildern(RequestFactory().get(adresse), "bausteine/bild.jinja", {}, [*BILDER.values()])


def test_jedes_bild_laesst_sich_herunterladen():
    datei = antwort("/x/?am=1.3.2026&bild=2")
    assert datei["Content-Disposition"] == 'attachment; filename="vzae-je-traeger-mass.svg"'
    assert datei["Content-Type"].startswith("image/svg+xml")
    assert datei.content.decode() == als_svg(BILDER["gruppen"], titel=True)


@pytest.mark.parametrize("nummer", ["0", "6", "-1", "", "x", "02"])
def test_ein_bild_das_es_nicht_gibt(nummer):
    with pytest.raises(Http404):
        antwort(f"/x/?bild={nummer}")


def test_die_adresse_des_bilds_behaelt_die_auswahl(monkeypatch):
    kontexte = []
    monkeypatch.setattr("arge.seite.bilder.render", lambda _, __, kontext: kontexte.append(kontext))
    antwort("/x/?am=1.3.2026&traeger=a%26b")
    (kontext,) = kontexte
    assert [bild.ziel for bild in kontext["bilder"]][:2] == [f"?am=1.3.2026&traeger=a%26b&bild={n}" for n in (1, 2)]
    html = auf_der_seite(kontext["bilder"][0])
    assert 'href="?am=1.3.2026&amp;traeger=a%26b&amp;bild=1" download hx-boost="false"' in html
    assert "Bild herunterladen" not in auf_der_seite(BILDER["balken"])
