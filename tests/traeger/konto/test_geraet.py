"""Aktive Anmeldungen nennen das Gerät, nicht die Kennung des Browsers; das Geheimnis der App steht ganz da."""

import pytest

from traeger.templatetags.huelle import geraet, vierergruppen

WIN = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("kennung", "wort"),
    [
        (f"{WIN} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome auf Windows"),
        (f"{WIN} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge auf Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox auf Linux"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.0 Safari/605.1.15", "Safari auf Mac"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {WEBKIT} CriOS/140.0 Safari/604.1", "Chrome auf iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome auf Android"),
        ("", "Unbekannter Browser"),
        ("curl/8.0", "Unbekannter Browser"),
    ],
)
def test_das_geraet_in_einem_wort(kennung, wort):
    assert geraet(kennung) == wort


def test_das_geheimnis_bricht_um_und_verliert_nichts():
    assert vierergruppen("ABCDEFGHIJ") == "ABCD EFGH IJ"
