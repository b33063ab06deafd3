"""Die Startseite zeigt nur, was man darf, und keine Zahl, die anderswo anders steht."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from arge.zahlen.kennzahl import alle, nach_nummer
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory, TraegerFactory
from tests.lesen import text
from traeger.begriffe import Recht, Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def angemeldet(client):
    def angemeldet(**merkmale):
        mitgliedschaft = MitgliedschaftFactory(**merkmale)
        client.force_login(mitgliedschaft.benutzer)
        return client

    return angemeldet


def test_kacheln_nennen_bekannte_kennzahlen_und_rechte():
    for nummer, wann, recht, uebersicht in settings.KACHELN:
        assert nach_nummer(nummer)
        assert wann in {"heute", "jahr"}
        assert Recht(recht)
        assert not uebersicht or reverse(uebersicht)
    for route, nummern in settings.ZEILEN.items():
        assert reverse(route)
        assert all(map(nach_nummer, nummern))
    assert {k.nummer.partition("-")[0] for k in alle()} == settings.ZAHLENGRUPPEN.keys()
    assert all(Recht(recht) for _, recht in settings.ZAHLENGRUPPEN.values())
    for name, _titel, recht in [*settings.SCHNELLZUGRIFF, *settings.NAVIGATION]:
        assert reverse(name)
        assert recht is None or Recht(recht)


def test_kachel_und_liste_zeigen_dieselbe_zahl(angemeldet):
    traeger = TraegerFactory()
    for _ in range(3):
        FallFactory(traeger=traeger)
    FallFactory(traeger=traeger, finanzierung="bund")
    FallFactory()
    client = angemeldet(traeger=traeger, arbeitsfelder=["MBE"])
    start = text(client.get("/"))
    assert re.search(r"3 laufende MBE-Fälle, heute", start)
    liste = text(client.get(reverse("beratung:fall-liste") + "?stand=laufend&finanzierung=stadt"))
    assert re.search(r"\b3 MBE-Fälle", liste)


def test_kachel_der_kontakte_fuehrt_zu_genau_diesen_kontakten(angemeldet):
    traeger = TraegerFactory()
    fall, bund = FallFactory(traeger=traeger), FallFactory(traeger=traeger, finanzierung="bund")
    heute = timezone.localdate()
    for tag in (heute, date(heute.year, 1, 1), date(heute.year - 1, 12, 31)):
        KontaktFactory(traeger=traeger, fall=fall, am=tag)
    KontaktFactory(traeger=traeger, fall=bund, am=heute)
    client = angemeldet(traeger=traeger, arbeitsfelder=["MBE"])
    seite = client.get("/").content.decode()
    assert f"2 Beratungskontakte, {heute.year}" in text(client.get("/"))
    ziel = re.search(r'href="(/beratung/kontakte/[^"]*)"[^>]*>\s*Beratungskontakte', seite)[1].replace("&amp;", "&")
    assert re.search(r"\b2 (Beratungsk|K)ontakte", text(client.get(ziel)))


def test_verwaltung_sieht_keine_akten_kacheln(angemeldet):
    traeger = TraegerFactory()
    KontaktFactory(traeger=traeger)
    seite = text(angemeldet(traeger=traeger, rolle=Rolle.VERWALTUNG).get("/"))
    assert "MBE-Fälle" not in seite
    assert "Kontakt erfassen" not in seite


def test_ohne_gueltige_mitgliedschaft_steht_da_was_zu_tun_ist(angemeldet):
    antwort = angemeldet(bis=date(2020, 2, 1)).get("/")
    assert antwort.status_code == 200
    assert "keine gültige Mitgliedschaft" in text(antwort)


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.STEUERUNG])
def test_startseite_bleibt_im_abfragebudget(angemeldet, rolle, django_assert_max_num_queries):
    client = angemeldet(rolle=rolle)
    client.get("/")
    # 12 im Betrieb; im Test kommen vier für die Schachtelung in der Testtransaktion dazu (Sicherungspunkt, Zugang merken).
    with django_assert_max_num_queries(12 + 4):
        client.get("/")
