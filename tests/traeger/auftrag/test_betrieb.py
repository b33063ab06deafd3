"""Was dem Betrieb auffällt: Gescheitertes aller Träger, liegende Post, alte Sicherung – nie, worum es ging oder um wen."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arge import zusammensetzung
from tests.factories import MitgliedschaftFactory, TraegerFactory
from tests.lesen import text
from tests.traeger.auftrag.hilfe import aendern
from traeger.auftrag.vorgaenge.betrieb import MEHRMALS, ZEILEN, gescheiterte
from traeger.begriffe import AuftragStatus, BriefArt, Rolle
from traeger.models import Auftrag, Brief, Traeger
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 28)
SATZ = "Der Auftrag ist nach drei Versuchen nicht gelungen. Die Vorgangsnummer führt den Betrieb zur Ursache."


@pytest.fixture(autouse=True)
def fester_tag(uhr):
    uhr(HEUTE)


@pytest.fixture
def betrieb():
    client = Client()
    client.force_login(MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None).benutzer)
    return client


def gescheitert(traeger=None, vor=timedelta(hours=1), **felder):
    mitglied = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=traeger or TraegerFactory())
    mitglied.benutzer.name = "Samira Haidari"
    mitglied.benutzer.save()
    zugang = zugang_von(mitglied)
    with handeln(zugang):
        auftrag = Auftrag.objects.create(
            art="ausfuhr", schluessel=f"x{mitglied.pk}", parameter={"liste": "beratung:fall-liste"}, angaben="?q=Schewtschenko",
            traeger_id=zugang.traeger_id, benutzer_id=zugang.benutzer_id, mitgliedschaft_id=zugang.mitgliedschaft_id,
            dateiname="Akte Haidari.csv",
        )  # fmt: skip
    stand = {"status": AuftragStatus.GESCHEITERT, "beendet_am": timezone.now() - vor, "versuche": 3, "fehler": SATZ}
    aendern(auftrag, **stand | felder)
    return auftrag


def kasten(client):
    """Was auf der Startseite unter „Läuft alles?“ steht; leer, wenn nichts."""
    teil = re.search(r'aria-labelledby="betrieb">(.*?)</section>', client.get("/").content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", teil[1])).strip() if teil else ""


def test_jede_art_hat_ein_wort():
    assert zusammensetzung.AUFTRAG_WORTE.keys() == zusammensetzung.AUFTRAEGE.keys()


def test_gescheitertes_aller_traeger_steht_da_ohne_inhalt(betrieb):
    awo = TraegerFactory(kurzname="Nordhaus")
    auftraege = [gescheitert(awo), gescheitert(TraegerFactory(kurzname="Südhaus"))]
    gescheitert(vor=timedelta(days=7, minutes=1))
    gescheitert(status=AuftragStatus.WARTET, beendet_am=None)
    assert "2 Aufträge sind gescheitert" in kasten(betrieb)
    antwort = betrieb.get(reverse("traeger:betrieb"))
    seite = text(antwort)
    for auftrag, traeger in zip(auftraege, ("Nordhaus", "Südhaus"), strict=True):
        assert str(auftrag.kennung) in seite
        assert traeger in seite
    assert seite.count("Datei einer Liste") == seite.count(SATZ) == 2
    roh = antwort.content.decode() + betrieb.get("/").content.decode()
    assert not [geheim for geheim in ("Haidari", "Schewtschenko", "fall-liste", "beratung:") if geheim in roh]


def test_danach_gilt_wieder_der_zugang_des_betriebs(betrieb):
    """Der Betrieb liest Aufträge nur für diese eine Abfrage."""
    gescheitert()
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None))
    with handeln(zugang):
        assert len(gescheiterte(timezone.now())) == 1
        assert not Auftrag.objects.exists()
        assert Traeger.objects.exists()


def test_die_liste_endet(betrieb, monkeypatch):
    monkeypatch.setattr("traeger.auftrag.vorgaenge.betrieb.ZEILEN", 2)
    for minuten in (3, 1, 2):
        gescheitert(vor=timedelta(minutes=minuten), fehler=f"vor {minuten}")
    assert [a["fehler"] for a in gescheiterte(timezone.now())] == ["vor 1", "vor 2"]
    gelesen = {"art", "wort", "beendet_am", "traeger__kurzname", "versuche", "fehler", "kennung"}
    assert {name for a in gescheiterte(timezone.now()) for name in a} == gelesen, "mehr verlässt die Abfrage nie"
    assert "höchstens 2" in text(betrieb.get(reverse("traeger:betrieb")))
    assert ZEILEN == 100


def test_liegende_post_ist_eine_anzahl_und_ein_tag(betrieb):
    for versuche in (0, MEHRMALS - 1, MEHRMALS, 7):
        brief = Brief.objects.anlegen(BriefArt.BRIEF, {"an": ["haidari@example.org"], "betreff": "Geheim", "text": ""})
        Brief.objects.filter(pk=brief.pk).update(
            versuche=versuche, angelegt_am=datetime(2026, 11, 20 + versuche, 8, tzinfo=UTC)
        )
    assert "2 E-Mails gehen nicht hinaus die älteste seit 22.11.2026, 09:00 Uhr" in kasten(betrieb).replace("\xa0", " ")
    seite = text(betrieb.get(reverse("traeger:betrieb"))).replace("\xa0", " ")
    assert "2 E-Mails gingen schon mindestens 2-mal nicht hinaus, die älteste liegt seit 22.11.2026, 09:00 Uhr" in seite
    assert "haidari" not in seite


def test_ohne_vorgesehene_datei_sagt_die_startseite_nichts_von_sicherungen(betrieb):
    assert settings.SICHERUNG_STAND == ""
    assert kasten(betrieb) == ""
    assert "Noch nie" not in text(betrieb.get(reverse("traeger:betrieb")))


@pytest.mark.parametrize(
    ("inhalt", "steht"),
    [
        (None, "Noch nie gesichert keine Sicherung"),
        ({"am": "2026-11-28T02:00:00+00:00", "groesse": 12_600_000}, "Die letzte Sicherung ist von heute 28.11.2026, 03:00 Uhr, 13 MB aktuell"),
        ({"am": "2026-11-27T23:30:00+00:00", "groesse": 1}, "ist von heute"),  # nach Berliner Zeit schon heute
        ({"am": "2026-11-26T22:00:00+00:00", "groesse": 1}, "ist 2 Tage alt 26.11.2026, 23:00 Uhr, 0 MB zu alt"),
        ("kein JSON", "lässt sich nicht lesen unbekannt"), ({"am": "2026-11-26"}, "lässt sich nicht lesen"),
        ({"am": 7, "groesse": 1}, "lässt sich nicht lesen"), ([], "lässt sich nicht lesen"),
        ({"am": "2026-11-26T22:00:00", "groesse": 1}, "lässt sich nicht lesen"),  # ohne Zeitzone
    ],
)  # fmt: skip
def test_die_startseite_sagt_wie_alt_die_letzte_sicherung_ist(betrieb, settings, tmp_path, inhalt, steht):
    datei = tmp_path / "gesichert.stand"
    settings.SICHERUNG_STAND = str(datei)
    if inhalt is not None:
        datei.write_text(inhalt if isinstance(inhalt, str) else json.dumps(inhalt))
    assert steht in kasten(betrieb).replace("\xa0", " ")
    seite = text(betrieb.get(reverse("traeger:betrieb")))
    assert re.search(r"Letzte Sicherung (Noch nie|Die letzte Sicherung ist|Wann zuletzt)", seite)


def test_nur_der_betrieb_liest_es(client):
    client.force_login(MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer)
    assert client.get(reverse("traeger:betrieb")).status_code == 403
    assert "Läuft alles?" not in client.get("/").content.decode()
