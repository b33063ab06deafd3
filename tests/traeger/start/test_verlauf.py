"""Der kleine Verlauf unter den Kacheln: dieselben Zahlen wie die Kachel, Monat für Monat, auf eigener Adresse."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from arge.zahlen.kennzahl import nach_nummer
from arge.zahlen.zeichnung import verlauf as zeichnen
from arge.zahlen.zeitraum import Zeitraum, monatsende
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.finanzen import AuszahlungFactory, BescheidFactory
from tests.lesen import text
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.start import kennzahlen
from traeger.start.kennzahlen import _monate, verlauf
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 28)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def fester_tag(uhr):
    uhr(HEUTE)


def angemeldet(rolle, traeger=None, **felder):
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=None if rolle in ROLLEN_OHNE_TRAEGER else traeger, **felder)
    client = Client()
    client.force_login(mitglied.benutzer)
    client.zugang = zugang_von(mitglied)
    return client


@pytest.mark.parametrize(
    ("heute", "von", "bis"),
    [
        (date(2026, 11, 28), date(2025, 11, 1), date(2026, 10, 31)), (date(2026, 11, 30), date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 1, 1), date(2025, 1, 1), date(2025, 12, 31)), (date(2028, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_gezeigt_sind_die_letzten_zwoelf_vollen_monate(heute, von, bis):
    monate = _monate(heute)
    assert len(monate) == 12
    assert (monate[0].von, monate[-1].ende) == (von, bis)
    assert all(monat.von.day == 1 and monat.ende == monatsende(monat.von) for monat in monate)


def test_jeder_monat_zaehlt_was_die_kachel_zaehlt_und_nur_eigenes():
    traeger, anderer = TraegerFactory(), TraegerFactory()
    for einer, beginn in (
        (traeger, date(2025, 1, 1)),
        (traeger, date(2026, 3, 31)),
        (traeger, date(2026, 4, 1)),
        (anderer, date(2025, 1, 1)),
    ):
        fall = FallFactory(traeger=einer, begonnen_am=beginn)
        for tag in (date(2026, 4, 30), date(2026, 5, 1), date(2026, 11, 2)):
            KontaktFactory(traeger=einer, fall=fall, am=tag)
    zugang = angemeldet(Rolle.LEITUNG, traeger).zugang
    with handeln(zugang):
        monate, zahlen = verlauf(zugang, HEUTE, [("MBE-01", "heute"), ("MBE-05", "jahr")])
        einzeln = [
            [nach_nummer("MBE-01").fuer(zugang, Zeitraum(m.ende, m.ende), traeger.pk) for m in monate],
            [nach_nummer("MBE-05").fuer(zugang, m, traeger.pk) for m in monate],
        ]
    assert [werte for *_, werte in zahlen] == einzeln
    assert einzeln == [[1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3], [0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0]]


def test_menschen_anderer_zaehlt_auch_der_verlauf_nie():
    zugang = angemeldet(Rolle.STEUERUNG, TraegerFactory()).zugang
    with handeln(zugang), pytest.raises(ValueError, match="zählt keine Seite Menschen: MBE-01"):
        verlauf(zugang, HEUTE, [("MBE-01", "heute")])


def test_was_nach_kalenderjahren_zaehlt_hat_keinen_verlauf():
    steuerung = angemeldet(Rolle.STEUERUNG, TraegerFactory())
    bescheid = BescheidFactory(traeger=TraegerFactory(), von=date(2026, 1, 1), betrag=Decimal("5000.00"))
    AuszahlungFactory(traeger=bescheid.traeger, bescheid=bescheid, am=date(2026, 3, 1), betrag=Decimal("1000.00"))
    assert "Ausgezahlte Mittel" in text(steuerung.get("/"))
    assert "Ausgezahlte Mittel" not in text(steuerung.get(reverse("verlauf")))
    assert "verlauf-FI-02" not in steuerung.get("/").content.decode()


@pytest.mark.parametrize("rolle", list(Rolle))
def test_jedes_bild_findet_seine_kachel(rolle):
    """Die Teile kommen einzeln in die Kacheln, die schon da sind; ohne JavaScript führt ein Verweis auf dieselben Zahlen."""
    client = angemeldet(rolle, TraegerFactory(), arbeitsfelder=["MBE", "IM", "EA"] if rolle == Rolle.FACHKRAFT else [])
    start, teil = (client.get(ziel, **kopf).content.decode() for ziel, kopf in (("/", {}), (reverse("verlauf"), HTMX)))
    plaetze = re.findall(r'id="(verlauf-[^"]+)"', start)
    assert plaetze == re.findall(r'id="(verlauf-[^"]+)" hx-swap-oob="innerHTML"', teil)
    assert bool(plaetze) == (f'hx-get="{reverse("verlauf")}"' in start) == (f'href="{reverse("verlauf")}"' in start)
    assert bool(plaetze) == (rolle != Rolle.BETRIEB)
    assert "<html" not in teil


def test_bild_und_text_sagen_dasselbe_und_die_seite_jeden_monat():
    traeger = TraegerFactory()
    fall = FallFactory(traeger=traeger, begonnen_am=date(2025, 1, 1))
    for tag in (date(2025, 11, 3), date(2026, 10, 5), date(2026, 10, 6)):
        KontaktFactory(traeger=traeger, fall=fall, am=tag)
    client = angemeldet(Rolle.LEITUNG, traeger)
    teil = client.get(reverse("verlauf"), **HTMX).content.decode()
    assert "November 2025: 1, Oktober 2026: 2" in teil
    assert "Ende November 2025: 1, Ende Oktober 2026: 1" in teil
    assert teil.count("<svg") == teil.count('aria-hidden="true"') == 2, "wo es nichts gab, ist kein Bild"
    seite = text(client.get(reverse("verlauf")))
    assert re.search(r"Oktober 2026 1 2 .*November 2025 1 1 ", seite)


def test_wer_dasselbe_sieht_schreibt_die_abfrage_nur_einmal(monkeypatch):
    traeger, gebaut = TraegerFactory(), []
    vereint = kennzahlen.vereint
    monkeypatch.setattr(kennzahlen, "vereint", lambda posten: gebaut.append(len(posten)) or vereint(posten))
    for rolle in (Rolle.LEITUNG, Rolle.LEITUNG, Rolle.VERWALTUNG):
        angemeldet(rolle, traeger).get(reverse("verlauf"))
    assert len(gebaut) == 2


def test_balken_beginnen_bei_null_und_der_letzte_ist_hervorgehoben():
    werte = [0, 50, Decimal(100), -25]
    bild = zeichnen(werte, 100)
    null = bild.oben[0].y
    assert null == pytest.approx(80)
    assert [b.hoehe for b in bild.grund] == pytest.approx([0, 40, 80, 20])
    assert [b.y for b in bild.grund] == pytest.approx([80, 40, 0, 80])
    assert [b.klasse for b in bild.grund] == ["f-t0", "f-t0", "f-t0", "f-m2"]
    assert all(b.x >= 0 and b.x + b.breite <= 1 for b in bild.grund)
    assert zeichnen([0, 0]).grund[0].hoehe == 0
