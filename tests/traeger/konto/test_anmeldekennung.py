"""Sitzungskennungen stehen nur als Prüfsumme in der Datenbank (F11): Wer sie liest, meldet sich damit nicht an."""

import base64
import hashlib

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client

from arge.betrieb.anmeldekennung import Gespeichert
from tests.factories import MitgliedschaftFactory
from tests.factories.traeger import PASSWORT
from traeger.begriffe import Rolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer


def angemeldet(person):
    client = Client()
    assert client.post("/konto/login/", {"login": person.email, "password": PASSWORT}).status_code == 302
    assert client.get("/konto/").status_code == 200
    return client


def kennung(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def spalten(tabelle):
    with connection.cursor() as cursor:
        cursor.execute(f"select session_key from {tabelle}")
        return {wert for (wert,) in cursor.fetchall()}


def test_beide_tabellen_enthalten_nur_die_pruefsumme(person):
    client = angemeldet(person)
    erwartet = hashlib.sha256(kennung(client).encode()).hexdigest()[:40]
    assert spalten("django_session") == spalten("usersessions_usersession") == {erwartet}


def test_was_eine_anmeldung_sich_merkt_steht_verschluesselt_und_gilt_nur_unter_ihrer_kennung(person):
    """allauth legt dort Geheimnisse ab, auch eine aufgehobene Absendung samt Cookie."""
    client = angemeldet(person)
    anmeldung = client.session
    anmeldung["mfa.totp.secret"] = "KANARIE"
    anmeldung.save()
    with connection.cursor() as cursor:
        cursor.execute("select session_data from django_session")
        (daten,) = [wert for (wert,) in cursor.fetchall()]
    klar = base64.b64decode(daten)
    for geheim in (b"KANARIE", kennung(client).encode(), str(person.pk).encode() + b'"', b"_auth_user_id"):
        assert geheim not in klar
        assert geheim not in daten.encode()
    assert client.session["mfa.totp.secret"] == "KANARIE"
    andere = type(anmeldung)("x" * 32)
    assert andere.decode(daten) == andere.decode("kein base64!") == andere.decode("") == {}


def test_in_keiner_tabelle_steht_eine_benutzbare_kennung(person):
    """Alles, was Text ist, in jeder Tabelle: nichts davon ist das Cookie, und nichts davon meldet an."""
    client = angemeldet(person)
    gelesen = spalten("django_session") | spalten("usersessions_usersession")
    with connection.cursor() as cursor:
        for tabelle in connection.introspection.table_names(cursor):
            cursor.execute(f"select count(*) from {tabelle} t where t::text like %s", [f"%{kennung(client)}%"])
            assert cursor.fetchone() == (0,), tabelle
    for wert in gelesen:
        dieb = Client()
        dieb.cookies[settings.SESSION_COOKIE_NAME] = wert
        assert dieb.get("/konto/").status_code == 302


def test_aktive_anmeldungen_kennen_die_eigene_und_beenden_alle_anderen(person):
    hier, dort, anderswo = angemeldet(person), angemeldet(person), angemeldet(person)
    assert UserSession.objects.filter(user=person).count() == 3
    hier.post("/konto/sessions/")
    assert [c.get("/konto/").status_code for c in (hier, dort, anderswo)] == [200, 302, 302]
    assert UserSession.objects.filter(user=person).count() == Session.objects.count() == 1


def test_passwortwechsel_und_abmelden_finden_ihre_zeile(person):
    client = angemeldet(person)
    neu = "Wein-Steg-Turm-77"
    daten = {"oldpassword": PASSWORT, "password1": neu, "password2": neu}
    assert client.post("/konto/password/change/", daten).url == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert client.get("/konto/sessions/").status_code == 200
    assert Session.objects.count() == 1
    client.post("/konto/logout/")
    client.get("/konto/")
    uebrig = [zeile.get_decoded() for zeile in Session.objects.all()]
    assert not [daten for daten in uebrig if "_auth_user_id" in daten], "höchstens die Meldung „abgemeldet“"


def test_aktivitaet_findet_ihre_zeile(person, uhr):
    from datetime import datetime, timedelta

    from tests.uhr import BERLIN

    mittag = datetime(2026, 11, 22, 12, tzinfo=BERLIN)
    uhr(mittag, laeuft=False)
    client = angemeldet(person)
    uhr(mittag + timedelta(minutes=5), laeuft=False)
    client.get("/konto/")
    assert UserSession.objects.get().last_seen_at == mittag + timedelta(minutes=5)
    uhr(mittag + timedelta(hours=11), laeuft=False)
    call_command("clearsessions")
    assert Session.objects.count() == 0


def test_gespeichert_ist_gleich_der_kennung_aus_der_sie_entstand(person):
    client = angemeldet(person)
    zeile = UserSession.objects.get()
    assert isinstance(zeile.session_key, Gespeichert)
    assert zeile.session_key == kennung(client)
    assert zeile.session_key == Gespeichert(zeile.session_key)
    assert zeile.session_key != "etwas anderes"
    assert zeile.session_key != str.__str__(zeile.session_key)[:], "als Kennung vorgezeigt ist die Prüfsumme eine andere"


def test_fuer_migrationen_aendert_sich_nichts():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    andere = {
        f"{m._meta.label}.{f.name}"
        for m in apps.get_models() for f in m._meta.fields if f.name == "session_key"
    }  # fmt: skip
    assert andere == {"sessions.Session.session_key", "usersessions.UserSession.session_key"}, (
        "eine neue Spalte mit Kennungen"
    )
