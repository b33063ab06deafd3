"""Diagramme: aus derselben Tafel wie die Tabelle, ohne Netz und Skript, Gesperrtes ohne Balken."""

import base64
import re
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from arge.zahlen.diagramm import SVG, balken, gestapelt, stufen
from arge.zahlen.schutz import schuetzen
from arge.zahlen.statistik import Tafel

STADTTEILE = {"Innenstadt": 84, "Böckingen": 71, "Biberach": 7, "Horkheim": 2, "Klingenberg": 0}


def tafel(**merkmale):
    return Tafel.liste(STADTTEILE, titel="Laufende Fälle", zaehlgroesse="Fälle", zeilenkopf="Stadtteil", **merkmale)


def vzae():
    werte = {}
    for monat, bewilligt, besetzt in [("Jan", "2.7", "2.7"), ("Feb", "2.7", "1.9"), ("Mär", "2.4", None)]:
        werte[monat, "bewilligt"] = Decimal(bewilligt)
        werte[monat, "besetzt"] = Decimal(besetzt) if besetzt else None
    return Tafel.aus(werte, titel="Stellenanteile", zaehlgroesse="VZÄ", schreibweise="vzae", summen="keine")


def svg(diagramm):
    vorspann, inhalt = diagramm.bild.split(",")
    assert vorspann == "data:image/svg+xml;base64"
    return ET.fromstring(base64.b64decode(inhalt))  # noqa: S314 – unser eigenes Bild


def texte(diagramm):
    return [text.text for text in svg(diagramm).iter(f"{SVG}text")]


def flaechen(diagramm):
    """Gezeichnete Balken (Breite über null)."""
    return [
        r
        for r in svg(diagramm).iter(f"{SVG}rect")
        if "rect" in r.get("class", "").split() and float(r.get("width", 0)) > 0.01
    ]


ALLE = [
    lambda: balken(tafel()),
    lambda: balken(schuetzen(tafel(), 3), grenze=(50, "Richtwert")),
    lambda: gestapelt(Tafel.aus({("a", "x"): 3, ("a", "y"): 9}, titel="T", zaehlgroesse="Fälle")),
    lambda: stufen(vzae()),
]


@pytest.mark.parametrize("baue", ALLE)
def test_kein_netz_kein_skript_keine_spur(baue):
    """Ein Bild unter `img-src data:`: nichts darin lädt nach, läuft oder ändert sich von Tag zu Tag."""
    quelle = base64.b64decode(baue().bild.split(",")[1]).decode()
    assert re.findall(r"https?://[^\"' ]+", quelle) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<!--|@import|href|pygal|[^-]on\w+=|\d{4}-\d\d-\d\d", quelle, re.IGNORECASE)
    assert set(re.findall(r"url\(([^)]*)\)", quelle)) <= {f"#muster-{i}" for i in range(1, 6)}
    assert baue() == baue()


def test_balken_tragen_deutsche_zahlen_und_alle_namen():
    diagramm = balken(tafel())
    assert set(STADTTEILE) | {"84", "71", "7", "2", "0"} <= set(texte(diagramm))
    assert len(flaechen(diagramm)) == 4
    geld = Tafel.liste({"AWO": Decimal("21500.40")}, titel="Mittel", zaehlgroesse="Euro", schreibweise="euro")
    assert {"21.500,40\N{NO-BREAK SPACE}€", "20.000\N{NO-BREAK SPACE}€"} <= set(texte(balken(geld)))


def test_gesperrte_werte_haben_keinen_balken():
    diagramm = balken(schuetzen(tafel(), 3))
    assert texte(diagramm).count("· gesperrt") == 2
    assert {"2", "7"}.isdisjoint(texte(diagramm))
    assert len(flaechen(diagramm)) == 2
    assert "Gesperrte Werte sind ohne Balken" in diagramm.alt


def test_alternativtext_nennt_spannweite_und_verweist_auf_die_tabelle():
    diagramm = balken(tafel(), grenze=(90, "Richtwert 1 : 90"))
    assert diagramm.alt == (
        "Balkendiagramm: Laufende Fälle. Fälle: von 0 (Klingenberg) bis 84 (Innenstadt). "
        "Alle Zahlen stehen in der Tabelle. Linie bei 90: Richtwert 1 : 90."
    )
    assert diagramm.tafel == tafel()


def test_stufen_haben_nur_waagrechte_und_senkrechte_strecken():
    linien = [p.get("d") for p in svg(stufen(vzae())).iter(f"{SVG}path") if "line reactive" in p.get("class", "")]
    assert len(linien) == 2
    for linie in linien:
        punkte = [tuple(map(float, paar.split())) for paar in re.findall(r"[\d.]+ [\d.]+", linie)]
        assert len(punkte) > 2
        for (x1, y1), (x2, y2) in pairwise(punkte):
            assert x1 == x2 or y1 == y2


def test_fehlender_wert_ist_eine_luecke_keine_null():
    """Im März ist „besetzt“ unbekannt: die Linie endet Ende Februar, zwei Drittel der Breite."""
    bewilligt, besetzt = (
        p.get("d") for p in svg(stufen(vzae())).iter(f"{SVG}path") if "line reactive" in p.get("class", "")
    )
    enden = [max(float(x) for x in re.findall(r"([\d.]+) [\d.]+", linie)) for linie in (bewilligt, besetzt)]
    anfang = min(float(x) for x in re.findall(r"([\d.]+) [\d.]+", bewilligt))
    assert (enden[1] - anfang) / (enden[0] - anfang) == pytest.approx(2 / 3, abs=0.01)


def test_gestapelt_zeichnet_im_verhaeltnis():
    roh = {("AWO", "verausgabt"): 30, ("AWO", "frei"): 10, ("Caritas", "verausgabt"): 20, ("Caritas", "frei"): 0}
    diagramm = gestapelt(Tafel.aus(roh, titel="T", zaehlgroesse="Euro", summen="keine"))
    breiten = sorted(float(r.get("width")) for r in flaechen(diagramm))
    assert breiten == pytest.approx([breiten[0], breiten[0] * 2, breiten[0] * 3], rel=0.01)


def test_gestapelt_kennzeichnet_zeilen_mit_gesperrtem():
    roh = Tafel.aus({("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 9}, titel="T", zaehlgroesse="Fälle")
    assert {"a ·", "b ·"} <= set(texte(gestapelt(schuetzen(roh, 3))))


@pytest.mark.parametrize("werte", [{}, {"a": 0}, {"a": None}])
def test_leere_tafeln_ergeben_ein_bild(werte):
    leer = Tafel.liste(werte, titel="Leer", zaehlgroesse="Fälle", summe=False)
    for art in (balken, gestapelt, stufen):
        assert art(leer).bild.startswith("data:image/svg+xml")


def test_negative_betraege_gehen_nach_links():
    saldo = Tafel.liste(
        {"AWO": Decimal(-50), "Caritas": Decimal(80)}, titel="Saldo", zaehlgroesse="Euro", schreibweise="euro"
    )
    links, rechts = sorted(flaechen(balken(saldo)), key=lambda r: float(r.get("x")))
    assert float(links.get("x")) + float(links.get("width")) == pytest.approx(float(rechts.get("x")), abs=1)
    assert "−50,00\N{NO-BREAK SPACE}€" in texte(balken(saldo))
