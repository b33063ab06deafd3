"""Betriebsprotokoll und Fehler-Mails: eine JSON-Zeile je Anfrage, nie ein Wert aus Eingabe oder Datenbank (qualitaet S2)."""

import io
import json
import logging
import threading

import pytest
from django.conf import settings as einstellungen
from django.contrib.auth.decorators import login_not_required
from django.core import mail
from django.core.mail import mail_admins
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from arge.betrieb.protokoll import FehlerPost, JsonZeile, vorgang
from arge.celery import app
from tests.factories import BenutzerFactory, MitgliedschaftFactory
from traeger.auftrag.vorgaenge.auftrag import auftrag_anlegen
from traeger.models import Benutzer
from traeger.zugang import handeln, zugang_von

KANARIE = "Kanarie-Samira-4711"


@login_not_required
def ruhig(request):
    return HttpResponse("gut")


@login_not_required
def stuerzt(request):
    name = request.POST.get("name", "")
    raise ValueError(f"Für {name} gibt es nichts")


@login_not_required
def doppelt(request):
    Benutzer.objects.create(email=request.POST["email"], name=request.POST["name"])
    return HttpResponse()


urlpatterns = [
    path("ruhig/", ruhig, name="ruhig"),
    path("stuerzt/", stuerzt, name="stuerzt"),
    path("doppelt/", doppelt, name="doppelt"),
    path("", include("arge.urls")),
]


@pytest.fixture
def zeilen():
    """Alles, was die wirkliche Einstellung ins Protokoll schriebe, als Text."""
    ausgabe = io.StringIO()
    handler = logging.StreamHandler(ausgabe)
    handler.setFormatter(JsonZeile())
    wurzel = logging.getLogger()
    wurzel.addHandler(handler)
    yield lambda: [json.loads(zeile) for zeile in ausgabe.getvalue().splitlines()]
    wurzel.removeHandler(handler)
    assert KANARIE not in ausgabe.getvalue()


@pytest.fixture
def ruhiger_client():
    return Client(raise_request_exception=False)


def hinaus():
    """Bis jede Fehler-Mail ihren Faden verlassen hat."""
    for faden in threading.enumerate():
        if faden.name == "fehlerpost":
            faden.join(10)


@pytest.fixture
def post(settings):
    """Fehler-Mails an eine Adresse; die Einstellung hängt schon am Protokoll."""
    settings.ADMINS = [("Betrieb", "betrieb@arge.example")]
    (handler,) = (h for h in logging.getLogger().handlers if isinstance(h, FehlerPost))
    handler._zuletzt.clear()
    yield hinaus
    hinaus()
    for nachricht in mail.outbox:
        assert KANARIE not in nachricht.subject + nachricht.body


pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.arge.test_protokoll")]


def test_eine_zeile_je_anfrage_mit_route_statt_pfad(zeilen, client):
    antwort = client.get(f"/ruhig/?name={KANARIE}", headers={"Referer": f"http://x/{KANARIE}", "User-Agent": KANARIE})
    (zeile,) = zeilen()
    assert (zeile["route"], zeile["methode"], zeile["status"]) == ("ruhig", "GET", 200)
    assert zeile["vorgang"] == antwort.headers["X-Vorgang"]
    assert zeile["dauer_ms"] >= 0
    assert "benutzer" not in zeile


def test_angemeldete_stehen_als_nummer_im_protokoll(zeilen, client):
    mitgliedschaft = MitgliedschaftFactory(
        rolle="leitung", benutzer__name=KANARIE, benutzer__email=f"{KANARIE.lower()}@x.example"
    )
    client.force_login(mitgliedschaft.benutzer)
    client.get("/barrierefreiheit/")
    assert zeilen()[-1]["benutzer"] == mitgliedschaft.benutzer_id


def test_vertippte_adresse_mit_namen_erscheint_nicht(zeilen, client):
    assert client.get(f"/beratung/{KANARIE}/").status_code in {302, 404}
    assert [zeile["ereignis"] for zeile in zeilen()] == ["Anfrage beantwortet"]


def test_absturz_nennt_ort_und_art_aber_keine_werte(zeilen, post, ruhiger_client):
    antwort = ruhiger_client.post(f"/stuerzt/?q={KANARIE}", {"name": KANARIE})
    assert antwort.status_code == 500
    fehler = next(zeile for zeile in zeilen() if zeile["stufe"] == "ERROR")
    assert fehler["fehler"] == ["ValueError"]
    assert fehler["route"] == "stuerzt"
    assert any("test_protokoll.py" in ort and ort.endswith("stuerzt") for ort in fehler["stapel"])
    post()
    (nachricht,) = mail.outbox
    assert "ValueError" in nachricht.subject
    assert fehler["vorgang"] in nachricht.body


def test_fehlerpost_haelt_keine_anfrage_an_und_kommt_je_stelle_einmal(post, ruhiger_client, monkeypatch):
    """Ein langsamer Mailserver: Die Antworten sind da, bevor die erste Mail draußen ist; danach kommt zum selben Fehler keine mehr."""
    los = threading.Event()
    monkeypatch.setattr("arge.betrieb.protokoll.mail_admins", lambda *a, **k: (los.wait(10), mail_admins(*a, **k)))
    for _ in range(3):
        assert ruhiger_client.post("/stuerzt/").status_code == 500
    assert ruhiger_client.post("/doppelt/", {"email": "", "name": "x" * 200}).status_code == 500
    assert mail.outbox == []
    los.set()
    post()
    assert sorted(m.subject.rpartition(" ")[2] for m in mail.outbox) == ["ValueError", "django.db.utils.DataError"]


def test_datenbankmeldung_mit_werten_erscheint_nicht(zeilen, post, ruhiger_client):
    BenutzerFactory(email="doppelt-kanarie@x.example")
    antwort = ruhiger_client.post("/doppelt/", {"email": "doppelt-kanarie@x.example", "name": KANARIE})
    assert antwort.status_code == 500
    post()
    text = json.dumps(zeilen()) + mail.outbox[0].body
    assert "IntegrityError" in text
    assert "doppelt-kanarie" not in text


def test_falscher_host_erscheint_nicht(zeilen, post, ruhiger_client):
    ruhiger_client.get("/ruhig/", headers={"Host": f"{KANARIE}.example"})
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("name", "vorlage", "werte", "satz"),
    [
        ("celery.app.trace", "Task %(name)s[%(id)s] %(args)s", {"name": "t", "id": "1", "args": KANARIE}, "Task t[1] …"),
        ("fremdes.paket", "%s kam %d-mal", (KANARIE, 3), "… kam 3-mal"),
        ("fremdes.paket", "nur %5.1f %%", (1.5,), "nur 1.5 %"),
        ("arge.auftrag", "Auftrag %d ist fertig.", (7,), "Auftrag 7 ist fertig."),
    ],
)
def test_fremde_meldungen_verlieren_ihre_texte(zeilen, name, vorlage, werte, satz):
    logging.getLogger(name).error(vorlage, *([werte] if isinstance(werte, dict) else werte))
    assert zeilen()[-1]["ereignis"] == satz


def test_vorgang_gilt_fuer_alle_zeilen_darin(zeilen):
    with vorgang("nummer-1", 42):
        logging.getLogger("arge.auftrag").error("Etwas geschah.")
    logging.getLogger("arge.auftrag").error("Danach.")
    drin, danach = zeilen()
    assert (drin["vorgang"], drin["benutzer"]) == ("nummer-1", 42)
    assert "vorgang" not in danach


def test_weckruf_traegt_nichts(settings, django_capture_on_commit_callbacks):
    """Im Broker steht, dass es Arbeit gibt: keine Nummer, nie ein Name und nie der Schlüssel oder die Parameter des Auftrags."""
    settings.AUFTRAEGE = {"kurz": ("tests.traeger.auftrag.auftragsarten.kurz", None)}
    zugang = zugang_von(MitgliedschaftFactory(rolle="leitung"))
    vorher, app.conf.broker_url = app.conf.broker_url, "memory://"
    app.amqp._producer_pool = None
    try:
        with django_capture_on_commit_callbacks(execute=True), handeln(zugang):
            auftrag_anlegen(art="kurz", schluessel=KANARIE, parameter={"wer": KANARIE}, zugang=zugang)
        with app.connection_for_read() as verbindung, verbindung.SimpleQueue("celery") as schlange:
            nachricht = schlange.get(block=False)
            assert nachricht.headers["task"] == "traeger.tasks.naechsten_auftrag_ausfuehren"
            assert nachricht.payload[:2] == [[], {}]
            assert KANARIE not in f"{nachricht.payload} {nachricht.headers} {nachricht.properties}"
            nachricht.ack()
    finally:
        app.conf.broker_url = vorher
        app.amqp._producer_pool = None


def test_einstellung_schreibt_json_und_post_an_der_wurzel():
    assert einstellungen.LOGGING["root"]["handlers"] == ["ausgabe", "post"]
    assert {type(h) for h in logging.getLogger().handlers} >= {FehlerPost}
