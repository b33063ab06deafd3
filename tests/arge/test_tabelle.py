"""Die Tabelle als Struktur, und dass der Baustein genau sie setzt: jede Zeile, die Summe zuletzt, Zahlen rechtsbündig."""

import re

import pytest
from django.template import engines

from arge.zahlen.tabelle import Tabelle

ZWEI = Tabelle(
    ["Träger", "VZÄ", "Bemerkung"], [["AWO", "1,0", "a"], ["Caritas", "0,5", "b"]], ["VZÄ"], ["zusammen", "1,5", ""]
)


def gesetzt(tabelle):
    """(Kopf, Rumpf, Fuß) des gesetzten Bausteins als Text der Zellen je Reihe."""
    html = str(engines["jinja2"].env.globals["b"].tabelle(tabelle))
    teile = [re.search(rf"<{teil}.*?</{teil}>", html, re.S) for teil in ("thead", "tbody", "tfoot")]
    reihen = [re.findall(r"<tr.*?</tr>", teil[0], re.S) if teil else [] for teil in teile]
    return [[re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", reihe, re.S) for reihe in gruppe] for gruppe in reihen], html


def test_baustein_setzt_kopf_zeilen_und_summe():
    (kopf, rumpf, fuss), _ = gesetzt(ZWEI)
    assert kopf == [ZWEI.kopf]
    assert rumpf == ZWEI.zeilen
    assert fuss == [ZWEI.summe]


def test_ohne_summe_gibt_es_keinen_fuss():
    (_, rumpf, fuss), html = gesetzt(Tabelle(["Was", "Anzahl"], [["Fälle", 3]], ["Anzahl"]))
    assert rumpf == [["Fälle", "3"]]
    assert fuss == []
    assert "<tfoot" not in html


def test_nur_genannte_spalten_sind_zahlen():
    _, html = gesetzt(ZWEI)
    rechts = re.findall(r'<t[hd] class="[^"]*--numeric"[^>]*>(.*?)<', html)
    assert rechts == ["VZÄ", "1,0", "0,5", "1,5"]


def test_html_in_werten_wird_maskiert():
    _, html = gesetzt(Tabelle(["Name", "Wert"], [["<b>", "<i>"]], titel="<u>"))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<u>" not in html


@pytest.mark.parametrize(
    ("zeilen", "zahlen", "summe"),
    [([["eins"]], [], None), ([["a", "b", "c"]], [], None), ([["a", "b"]], [], ["nur eins"]), ([["a", "b"]], ["VZÄ"], None)],
)
def test_was_nicht_zusammenpasst_entsteht_nicht(zeilen, zahlen, summe):
    with pytest.raises(ValueError, match="Tabelle „Probe“"):
        Tabelle(["Träger", "Fälle"], zeilen, zahlen, summe, "Probe")
