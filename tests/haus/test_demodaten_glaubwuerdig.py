"""Die Demo erzählt die Geschichte des Konzepts, und nichts an ihr widerspricht dem Kalender oder dem Ausländerrecht."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.haus.demoregeln import REGELN, geschichte
from tests.uhr import gestellt
from tests.vorlage import DEMO_HEUTE
from traeger.models import Benutzer

pytestmark = pytest.mark.django_db


def test_dreihundert_faelle_auf_zwei_stellen_und_mit_der_caritas_eins_zu_hundert(demodaten, db):
    geschichte(DEMO_HEUTE)


@pytest.mark.parametrize("regel", REGELN, ids=lambda r: r.__name__)
def test_regel(regel, demodaten, db):
    assert regel(DEMO_HEUTE)[:5] == []


def test_erfundenes_steht_als_annahme_auf_der_seite_und_der_stellenplan_ist_keine_vereinbarung(demodaten, db):
    browser = Client()
    with gestellt(DEMO_HEUTE):
        browser.force_login(
            Benutzer.objects.get(email="steuerung@stadt.example"),
        )
        plan, liste = (
            browser.get(reverse(f"traeger:{name}")).content.decode() for name in ("stellenplan", "vereinbarung-liste")
        )
    for quelle, mindest in (("CaDiFa", "0,2"), ("KiDiFlü", "0,1")):
        assert re.search(rf"Annahme \([^<]*{quelle}[^<]*Beginn 1\.1\.2026[^<]*Mindestanteil {mindest} VZÄ erfunden", plan)
    arten = dict(re.findall(r"<a[^>]*>([^<]*)(?:<[^>]*>[^<]*)*?</a>.*?<td[^>]*>\s*([^<]+?)\s*</td>", liste, re.S))
    assert [art for titel, art in arten.items() if "Eigene Stellen" in titel] == ["Stellenplan der Stadt"]
    assert list(arten.values()).count("Kommunikationsvereinbarung") == 1
