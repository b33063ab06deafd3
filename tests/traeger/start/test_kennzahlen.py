"""Eine Zahl, eine Zeilenmenge, eine Adresse: Kachel, Seite „Kennzahlen“, Liste und Datei sagen dasselbe, für jeden Zeitraum."""

import csv
import html
import io
import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from arge.seite.zeilen import adresse
from arge.zahlen.kennzahl import Art, Kennzahl, nach_nummer
from arge.zahlen.zeitraum import Zeitraum
from tests.factories.basis import im_namen_von
from tests.haus.test_abfragen import ANMELDUNG, _browser
from traeger.begriffe import Rolle
from traeger.models import Benutzer
from traeger.zugang import handeln, mitgliedschaften, zugang_von

HEUTE = date(2026, 11, 22)
ZEITRAEUME = {"heute": HEUTE, "im Juni": date(2026, 6, 30), "im Vorjahr": date(2025, 12, 31)}
#: Die Zahl verdichtet ihre Zeilen (Stunden, Angehörige, Nennungen, Personen); jede andere ist ihre Anzahl.
VERDICHTET = {"MBE-04", "MBE-06", "MBE-07", "MBE-09", "IM-05", "IM-07", "IM-10", "TR-07", "TR-08"}


@pytest.fixture(scope="module")
def leitung(demodaten, django_db_blocker):
    with django_db_blocker.unblock():
        konto = Benutzer.objects.get(email=ANMELDUNG[Rolle.LEITUNG])
        with im_namen_von(benutzer_id=konto.pk):
            zugang = zugang_von(mitgliedschaften(konto.pk, HEUTE)[0])
        yield _browser(konto), zugang


def _zeitraum(kennzahl, tag):
    return Zeitraum(tag, tag) if kennzahl.art == Art.STICHTAG else Zeitraum(date(tag.year, 1, 1), tag)


@pytest.mark.parametrize("wann", ZEITRAEUME)
@pytest.mark.parametrize("nummer", [n for nummern in settings.ZEILEN.values() for n in nummern])
def test_hinter_jeder_zahl_stehen_genau_ihre_zeilen_auch_in_der_datei(leitung, settings, nummer, wann):
    settings.EXPORT_SOFORT = 10**6
    browser, zugang = leitung
    kennzahl = nach_nummer(nummer)
    zeitraum = _zeitraum(kennzahl, ZEITRAEUME[wann])
    ziel = adresse(kennzahl, zeitraum, zugang)
    with handeln(zugang):
        wert, zeilen = kennzahl.fuer(zugang, zeitraum), kennzahl.zeilen(zugang, zeitraum).count()
    seite = browser.get(ziel).content.decode()
    anzahl = int(re.search(r'arge-liste__anzahl" role="status">([\d.]+)', seite)[1].replace(".", ""))
    datei = b"".join(browser.get(f"{ziel}&export=csv").streaming_content).decode("utf-8-sig") if zeilen else "Kopf\n"
    assert anzahl == zeilen == len(list(csv.reader(io.StringIO(datei), delimiter=";"))) - 1
    assert nummer in VERDICHTET or wert == zeilen
    assert f"{kennzahl.name} ({nummer})" in seite
    assert kennzahl.definition_am(zeitraum.ende) in seite


def test_keine_zahl_ist_verdichtet_ohne_zeilen(leitung):
    """Sonst prüfte der Test darüber leere Listen."""
    _, zugang = leitung
    with handeln(zugang):
        leer = [
            n
            for ns in settings.ZEILEN.values()
            for n in ns
            if not nach_nummer(n).zeilen(zugang, _zeitraum(nach_nummer(n), HEUTE)).exists()
        ]
    assert leer == []


def test_die_seite_zeigt_der_leitung_ihre_zahlen_und_fuehrt_zu_den_zeilen(leitung):
    browser, _ = leitung
    seite = browser.get(reverse("kennzahlen")).content.decode()
    for nummer in ("MBE-01", "IM-01", "EA-02"):
        kennzahl = nach_nummer(nummer)
        assert f"Zeilen hinter {nummer}" in seite
        assert kennzahl.name in seite
    assert "FI-03" in seite
    assert "{" not in "".join(re.findall(r'data-titel="Definition">([^<]*)', seite)), "Einstellungen sind eingesetzt"


@pytest.mark.parametrize(
    ("angaben", "status"),
    [("kennzahl=MBE-05", 404), ("kennzahl=GIBT-ES-NICHT", 404), ("kennzahl=", 200), ("kennzahl=MBE-01&von=gestern&bis=heute", 200),
     ("kennzahl=MBE-01&von=02.05.2026&bis=01.05.2026", 200)],
)  # fmt: skip
def test_was_niemand_lesen_kann_zeigt_keine_zeile(leitung, angaben, status):
    browser, _ = leitung
    voll = angaben if "von=" in angaben else f"{angaben}&von=01.01.2026&bis=31.12.2026"
    antwort = browser.get(f"{reverse('beratung:fall-liste')}?{voll}")
    assert antwort.status_code == status
    assert "arge-liste__anzahl" not in antwort.content.decode()


def test_koordination_sieht_gerundete_summen_und_keinen_weg_zu_zeilen(demodaten, django_db_blocker):
    with django_db_blocker.unblock():
        seite = (
            _browser(Benutzer.objects.get(email=ANMELDUNG[Rolle.KOORDINATION])).get(reverse("kennzahlen")).content.decode()
        )
    assert "Zeilen hinter" not in seite
    zahlen = dict(re.findall(r'data-titel="Kürzel">([A-Z]+-\d+)</th>.*?data-titel="Wert">([\d.]+)<', seite, re.DOTALL))
    menschen = [
        n
        for n in zahlen
        if isinstance(nach_nummer(n), Kennzahl) and nach_nummer(n).schutz and nach_nummer(n).schreibweise == "zahl"
    ]
    assert len(menschen) > 10
    assert {int(zahlen[n].replace(".", "")) % 3 for n in menschen} == {0}


@pytest.mark.parametrize("rolle", Rolle.values)
def test_jeder_weg_zu_zeilen_steht_der_rolle_offen(demodaten, django_db_blocker, rolle):
    with django_db_blocker.unblock():
        browser = _browser(Benutzer.objects.get(email=ANMELDUNG[rolle]))
        seiten = "".join(browser.get(reverse(name)).content.decode() for name in ("kennzahlen", "start"))
        ziele = {html.unescape(ziel) for ziel in re.findall(r'href="([^"]*[?&;]kennzahl=[^"]*)"', seiten)}
        verschlossen = {ziel for ziel in ziele if browser.get(ziel).status_code != 200}
    assert verschlossen == set()
    assert bool(ziele) == (rolle in (Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.KOORDINATION)), (
        "wer eine Liste lesen darf, findet hin"
    )
