"""E-Mails der Anmeldung gehen nach der Antwort hinaus, verschlüsselt bis dahin, und verraten keine Konten (F14)."""

import json
import logging
import re
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from kombu.exceptions import OperationalError

from arge.celery import app
from tests.factories import MitgliedschaftFactory
from tests.sperren import waehrenddessen
from tests.uhr import BERLIN
from traeger.begriffe import BriefArt, Rolle
from traeger.models import Brief
from traeger.tasks import post_kehren
from traeger.zugang import postausgang

MITTAG = datetime(2026, 11, 22, 12, tzinfo=BERLIN)
WIRKLICH = postausgang._nach_commit
RESET = "/konto/password/reset/"


@pytest.fixture(autouse=True)
def angehalten(uhr):
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def gerufen(monkeypatch):
    """Der Postausgang wie im Betrieb; der Broker schreibt nur auf, was bei ihm ankäme."""
    rufe = []
    monkeypatch.setattr(postausgang, "_nach_commit", WIRKLICH)
    monkeypatch.setattr(app, "send_task", lambda name, **mehr: rufe.append((name, mehr)))
    return rufe


@pytest.fixture
def person(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer


def zustellen(brief):
    postausgang.zustellen(brief_id=brief.pk, jetzt=timezone.now())


def brief(an="kim@beispiel.example"):
    postausgang.aufgeben(EmailMessage("Betreff", "Text mit https://arge.example/geheim/", None, [an]))
    return Brief.objects.get()


def test_zuruecksetzen_tut_fuer_jede_adresse_dasselbe_und_fragt_erst_spaeter(client, person, gerufen):
    """Gleich viele gleiche Anweisungen, gleich viele Rufe: In der Antwortzeit steht nichts über Konten."""
    spuren = []
    for adresse in (person.email, "niemand@beispiel.example"):
        with CaptureQueriesContext(connection) as abfragen:
            antwort = client.post(RESET, {"email": adresse})
        assert antwort.url == "/konto/password/reset/done/"
        spuren.append([re.sub(r"'[^']*'|\d+", "…", a["sql"]) for a in abfragen])
        assert not [a for a in abfragen if "traeger_benutzer" in a["sql"] or "account_emailaddress" in a["sql"]]
    assert spuren[0] == spuren[1]
    assert mail.outbox == []
    for zeile in Brief.objects.order_by("pk"):
        zustellen(zeile)
    assert [m.to for m in mail.outbox] == [[person.email]]
    assert not Brief.objects.exists()


def test_eine_barriere_meldung_wartet_nicht_auf_den_postausgang(client, gerufen, db):
    """Die Antwort ist da, bevor die E-Mail hinaus ist; die Antwortadresse geht mit."""
    daten = {"beschreibung": "Der Fokus fehlt.", "email": "kim@beispiel.example"}
    assert client.post("/barriere-melden/", daten, REMOTE_ADDR="198.51.100.9").status_code == 302
    assert mail.outbox == []
    zeile = Brief.objects.get()
    assert b"Fokus" not in bytes(zeile.geheim)
    zustellen(zeile)
    assert [(m.reply_to, "Der Fokus fehlt." in m.body) for m in mail.outbox] == [(["kim@beispiel.example"], True)]
    assert not Brief.objects.exists()


def test_was_der_postausgang_nicht_traegt_geht_nicht_still_verloren(gerufen, db):
    for mehr in (
        {"cc": ["a@b.example"]},
        {"bcc": ["a@b.example"]},
        {"attachments": [("a.bin", b"\xff", "application/octet-stream")]},
        {"headers": {"X-A": "b"}},
    ):
        with pytest.raises(ValueError, match="nur Text"):
            postausgang.aufgeben(EmailMessage("Betreff", "Text", None, ["kim@beispiel.example"], **mehr))


def test_eine_kalenderdatei_liegt_verschluesselt_wie_der_text_und_kommt_ganz_an(gerufen, db):
    post = EmailMultiAlternatives("Betreff", "Text", None, ["kim@beispiel.example"])
    post.attach_alternative("BEGIN:VCALENDAR Süd", "text/calendar; method=REQUEST")
    post.attach("einladung.ics", "BEGIN:VCALENDAR Süd", "application/ics")
    postausgang.aufgeben(post)
    zeile = Brief.objects.get()
    assert b"VCALENDAR" not in bytes(zeile.geheim)
    assert "einladung" not in json.dumps(gerufen, default=str)
    zustellen(zeile)
    (brief,) = mail.outbox
    assert [(f.content, f.mimetype) for f in brief.alternatives] == [
        ("BEGIN:VCALENDAR Süd", "text/calendar; method=REQUEST")
    ]
    assert [tuple(a) for a in brief.attachments] == [("einladung.ics", "BEGIN:VCALENDAR Süd", "application/ics")]
    assert not Brief.objects.exists()


def test_der_verweis_beginnt_mit_arge_url_und_nicht_mit_dem_genannten_host(client, person, settings):
    settings.BASIS_URL = "https://arge.example"
    client.post(RESET, {"email": person.email}, headers={"host": "testserver"})
    assert "https://arge.example/konto/password/reset/key/" in mail.outbox[0].body
    assert "testserver" not in mail.outbox[0].body


def test_im_broker_und_in_der_tabelle_steht_nichts_lesbares(client, gerufen, festgeschrieben, caplog):
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(leitung.benutzer)
    caplog.set_level(logging.INFO)
    daten = {"name": "Kim Neu", "email": "kim@beispiel.example", "rolle": "verwaltung", "absendung": str(uuid.uuid4())}
    assert client.post("/traeger/einladungen/neu/", daten).status_code == 302
    assert client.post(RESET, {"email": leitung.benutzer.email}).status_code == 302
    einladung, bitte = Brief.objects.order_by("pk")
    namen = ["traeger.tasks.brief_zustellen"] * 2
    assert gerufen == [
        (name, {"args": [zeile.pk], "countdown": None, "retry": False})
        for name, zeile in zip(namen, (einladung, bitte), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute("select t::text, encode(t.geheim, 'escape') from traeger_brief t")
        tabelle = str(cursor.fetchall())
    zustellen(einladung)
    zustellen(bitte)
    verweise = [re.search(r"/(?:einladung|key)/(\S+?)/", m.body)[1] for m in mail.outbox]
    assert len(verweise) == 2
    for geheim in (*verweise, "kim@beispiel.example", leitung.benutzer.email, "Kim Neu"):
        assert geheim not in tabelle
        assert geheim not in json.dumps(gerufen)
        assert geheim not in caplog.text
    assert not Brief.objects.exists()


@pytest.mark.parametrize("fehler", [OperationalError("weg"), ConnectionRefusedError()])
def test_ohne_broker_gelingt_die_antwort_und_der_kehrer_holt_es_nach(
    client, gerufen, festgeschrieben, monkeypatch, uhr, fehler
):
    person = MitgliedschaftFactory().benutzer

    def weg(*_, **__):
        raise fehler

    ruf = app.send_task
    monkeypatch.setattr(app, "send_task", weg)
    assert client.post(RESET, {"email": person.email}).status_code == 302
    assert postausgang.kehren(jetzt=MITTAG + timedelta(minutes=1)) == 0
    monkeypatch.setattr(app, "send_task", ruf)
    post_kehren()
    assert gerufen == [], "ganz frisch: der erste Ruf ist vielleicht noch unterwegs"
    uhr(MITTAG + timedelta(seconds=11), laeuft=False)
    post_kehren()
    assert [r[1]["args"] for r in gerufen] == [[Brief.objects.get().pk]]


def test_was_die_anfrage_zuruecknimmt_geht_nie_hinaus(gerufen, festgeschrieben):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        brief()
        raise ZeroDivisionError
    assert gerufen == []
    assert not Brief.objects.exists()


def test_antwortet_der_postausgang_nicht_wird_es_immer_seltener_versucht(db, gerufen, settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    zeile, jetzt = brief(), MITTAG
    for versuch in range(postausgang.VERSUCHE):
        zeile.refresh_from_db()
        assert zeile.versuche == versuch
        assert postausgang.kehren(jetzt=zeile.faellig_am) == 0
        assert postausgang.kehren(jetzt=zeile.faellig_am + timedelta(seconds=11)) == 1
        jetzt = zeile.faellig_am + timedelta(seconds=11)
        postausgang.zustellen(brief_id=zeile.pk, jetzt=jetzt)
    assert timedelta(hours=12) < jetzt - MITTAG < timedelta(days=1), "nach einem Tag gilt keine Einladung mehr als unterwegs"
    assert not Brief.objects.exists()
    assert "verworfen" in caplog.text
    assert "kim@beispiel.example" not in caplog.text


def test_ein_brief_der_sich_nicht_lesen_laesst_wird_verworfen(db, gerufen, caplog):
    zeile = brief()
    Brief.objects.update(kennung=uuid.uuid4())
    zustellen(zeile)
    assert mail.outbox == []
    assert not Brief.objects.exists()
    assert "verworfen" in caplog.text


def test_zwei_worker_mit_demselben_brief_schreiben_einmal(festgeschrieben, gerufen):
    zeile = brief()
    with waehrenddessen(lambda: zustellen(zeile)) as zweiter:
        zustellen(zeile)
    assert not zweiter.wartete
    assert zweiter.ergebnis is None
    assert len(mail.outbox) == 1
    zustellen(zeile)
    assert len(mail.outbox) == 1


def test_ein_fehler_im_programm_laesst_den_brief_liegen_und_meldet_sich(db, gerufen, monkeypatch, caplog):
    zeile = brief()
    monkeypatch.setitem(postausgang._VERSAND, BriefArt.BRIEF, lambda inhalt: 1 / 0)
    zustellen(zeile)
    assert Brief.objects.get().versuche == 1
    assert [r.levelname for r in caplog.records if r.name == "arge.post"] == ["ERROR"]


def test_jede_art_hat_ihren_versand():
    assert set(postausgang._VERSAND) == set(BriefArt)
