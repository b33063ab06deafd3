"""„Fehler berichtigen“ verweist nur dann auf „Ab einem Tag ändern“, wenn dieser Knopf auf der Seite der Sache steht (Entscheidung 42)."""

import re

import pytest

from tests.factories import MitgliedschaftFactory
from tests.haus.test_abfragen import _browser
from tests.haus.test_urls import SEITEN, adresse, zeilen
from traeger.begriffe import Rolle

BERICHTIGEN = [name for name in sorted(SEITEN) if name.endswith(("-berichtigen", "-korrigieren"))]


@pytest.mark.parametrize("name", BERICHTIGEN)
def test_der_genannte_knopf_steht_auf_der_seite_davor(db, name):
    rolle = Rolle.LEITUNG if Rolle.LEITUNG in SEITEN[name].wer else next(iter(SEITEN[name].wer))
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle)
    browser = _browser(mitgliedschaft.benutzer)
    seite = browser.get(adresse(name, zeilen(mitgliedschaft.traeger, mitgliedschaft))).content.decode()
    davor = re.search(r'href="([^"]+)"[^>]*>\s*(?:<span[^>]*>)?\s*Abbrechen', seite)[1]
    knopf = re.search(
        r"(?:<a|<button)[^>]*>(?:(?!</a>|</button>).)*b einem Tag ändern", browser.get(davor).content.decode(), re.DOTALL
    )
    assert bool(knopf) or "„Ab einem Tag ändern“" not in seite


def test_es_gibt_beide_arten():
    assert len(BERICHTIGEN) >= 8
