"""Bremsen (F15, F17): nach der wirklichen Adresse, gleichzeitig genau, und niemand sperrt einen anderen aus."""

import re
import threading
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.utils import timezone

from arge.seite import seiten
from tests.factories import MitgliedschaftFactory, setzen
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from tests.uhr import BERLIN
from traeger.begriffe import Rolle
from traeger.konto.vorgaenge import einladung as einladungen
from traeger.zugang import anmeldung, handeln, zugang_von

MITTAG = datetime(2026, 11, 22, 12, tzinfo=BERLIN)
ZU_VIELE = "zu viele Fehlversuche"


@pytest.fixture(autouse=True)
def angehalten(uhr, settings):
    """Die Uhr steht, und der Hash ist billig: Hier zählen Hunderte Versuche, nicht ihre Kosten."""
    uhr(date(2026, 11, 22), laeuft=False)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def konto(**mehr):
    benutzer = MitgliedschaftFactory(rolle=Rolle.LEITUNG, **mehr).benutzer
    benutzer.set_password(PASSWORT)
    setzen(benutzer, password=benutzer.password)
    return benutzer


@pytest.fixture
def person():
    return konto()


def anmelden(client, email, passwort=PASSWORT, von="192.0.2.1", **mehr):
    return client.post("/konto/login/", {"login": email, "password": passwort}, REMOTE_ADDR=von, **mehr)


def angreifen(client, email, mal, von):
    """Wie oft von so vielen Versuchen das Passwort überhaupt geprüft wurde."""
    return sum(ZU_VIELE not in text(anmelden(client, email, "falsch", von)) for _ in range(mal))


@pytest.mark.django_db
def test_fuenf_falsche_sperren_das_konto_nur_fuer_diese_adresse(client, person):
    assert angreifen(client, person.email, 7, "192.0.2.66") == 5
    assert ZU_VIELE in text(anmelden(client, person.email, von="192.0.2.66")), "auch mit richtigem Passwort"
    assert "_auth_user_id" not in client.session
    assert anmelden(client, person.email, von="192.0.2.7").status_code == 302


@pytest.mark.django_db
def test_die_sperre_eines_kontos_trifft_kein_anderes_und_endet(client, person, uhr):
    angreifen(client, person.email, 20, "192.0.2.66")
    assert anmelden(client, konto().email, von="192.0.2.66").status_code == 302
    client.logout()
    uhr(MITTAG + timedelta(seconds=599), laeuft=False)
    assert anmelden(client, person.email, von="192.0.2.66").status_code == 200
    uhr(MITTAG + timedelta(seconds=601), laeuft=False)
    assert anmelden(client, person.email, von="192.0.2.66").status_code == 302


@pytest.mark.django_db
def test_ein_bedraengtes_konto_ist_langsamer_und_laesst_seinen_besitzer_hinein(client, person, uhr):
    """Von vielen Adressen: Ab der Schwelle hat jede neue nur noch drei Versuche und wartet eine Stunde."""
    for nummer in range(anmeldung.BEDRAENGT // 5):
        assert angreifen(client, person.email, 6, f"198.51.100.{nummer}") == 5
    assert angreifen(client, person.email, 6, "203.0.113.1") == 3
    assert anmelden(client, person.email, von="192.0.2.7").status_code == 302
    client.logout()
    uhr(MITTAG + timedelta(seconds=700), laeuft=False)
    assert angreifen(client, person.email, 6, "203.0.113.1") == 0
    assert anmelden(client, person.email, von="192.0.2.7").status_code == 302


@pytest.mark.django_db
def test_ein_richtiges_passwort_verbraucht_keinen_versuch(client, person):
    for _ in range(12):
        angreifen(client, person.email, 1, "192.0.2.8") if _ % 3 == 0 else None
        assert anmelden(client, person.email, von="192.0.2.8").status_code == 302
        client.logout()


@pytest.mark.django_db
def test_zuruecksetzen_loest_die_eigene_sperre(client, person):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    angreifen(client, person.email, 6, "192.0.2.9")
    client.post("/konto/password/reset/", {"email": person.email}, REMOTE_ADDR="192.0.2.9")
    verweis = re.search(r"https?://[^/]+(/konto/password/reset/key/\S+)", mail.outbox[0].body)[1]
    neu = "Wein-Steg-Turm-77"
    client.post(client.get(verweis).url, {"password1": neu, "password2": neu}, REMOTE_ADDR="192.0.2.9")
    assert anmelden(client, person.email, neu, "192.0.2.9").status_code == 302


@pytest.mark.django_db
def test_viele_konten_von_einem_anschluss_bremsen_den_anschluss(client, person):
    for nummer in range(30):
        anmelden(client, f"unbekannt{nummer}@beispiel.example", "falsch", "192.0.2.4")
    assert ZU_VIELE in text(anmelden(client, person.email, von="192.0.2.4"))
    assert anmelden(client, person.email, von="10.9.8.7").status_code == 302


@pytest.mark.django_db
def test_wer_gesperrt_ist_verbraucht_nicht_die_versuche_seines_bueros(client, person):
    angreifen(client, "kollege@beispiel.example", 40, "192.0.2.4")
    assert anmelden(client, person.email, von="192.0.2.4").status_code == 302


@pytest.mark.django_db
def test_ipv6_zaehlt_den_anschluss_nicht_die_adresse(client, person):
    erste = [ZU_VIELE not in text(anmelden(client, person.email, "falsch", f"2001:db8:1:2::{n:x}")) for n in range(1, 9)]
    assert erste.count(True) == 5
    assert anmelden(client, person.email, von="2001:db8:1:3::1").status_code == 302


@pytest.mark.django_db
def test_hinter_dem_proxy_zaehlt_die_adresse_der_person(client, person, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for nummer in range(30):
        anmelden(client, f"unbekannt{nummer}@beispiel.example", "falsch", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.5")
    assert anmelden(client, person.email, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 302


@pytest.mark.django_db
def test_barriere_hinter_dem_proxy_bremst_nicht_alle_zusammen(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def melden(adresse):
        daten = {"beschreibung": "Der Fokus fehlt.", "seite": "", "email": ""}
        return client.post("/barriere-melden/", daten, HTTP_X_FORWARDED_FOR=f"6.6.6.6, {adresse}").status_code

    assert [melden("203.0.113.5") for _ in range(seiten.BREMSE + 1)] == [302] * seiten.BREMSE + [429]
    assert melden("203.0.113.6") == 302


@pytest.mark.django_db
def test_einladungen_je_person_und_je_adresse(uhr, monkeypatch):
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    monkeypatch.setattr(einladungen, "EINLADUNGEN_JE_STUNDE", (4, 2))
    zugang = zugang_von(leitung)

    def einladen(email):
        with handeln(zugang):
            return einladungen.einladen(
                email=email, name="Kim", rolle="verwaltung", traeger=leitung.traeger, arbeitsfelder=[],
                absendung=uuid.uuid4(), jetzt=timezone.now(), durch=zugang,
            )  # fmt: skip

    def erneuern(einladung):
        with handeln(zugang):
            einladungen.einladung_erneuern(einladung=einladung, absendung=uuid.uuid4(), jetzt=timezone.now(), durch=zugang)

    erste = einladen("a@beispiel.example")
    erneuern(erste)
    with pytest.raises(ValidationError, match="An diese Adresse gingen"):
        erneuern(erste)
    einladen("b@beispiel.example")
    einladen("c@beispiel.example")
    with pytest.raises(ValidationError, match="schon 4 Einladungen"):
        einladen("d@beispiel.example")
    uhr(MITTAG + timedelta(hours=2), laeuft=False)
    einladen("d@beispiel.example")


# --- gleichzeitig: 24 echte Verbindungen, höchstens die erlaubte Zahl ----------------------------------------------------


def zugleich(tun, mal=24):
    """Wie oft `tun` wahr war, wenn alle auf einmal loslaufen."""
    tor, ergebnisse = threading.Barrier(mal), []

    def einer():
        try:
            tor.wait()
            ergebnisse.append(tun())
        except Exception as fehler:  # noqa: BLE001 – ein gescheiterter Faden darf nicht als „gebremst“ gelten
            ergebnisse.append(fehler)
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=einer) for _ in range(mal)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert [e for e in ergebnisse if not isinstance(e, bool)] == []
    return ergebnisse.count(True)


@pytest.fixture
def geduldig():
    """Vierundzwanzig zugleich teilen sich acht Verbindungen; auf einer langsamen Maschine warten sie länger als fünf Sekunden."""
    einstellung = connections["default"].settings_dict["OPTIONS"]["pool"]
    vorher = einstellung["timeout"]
    connections["default"].close_pool()
    einstellung["timeout"] = 60
    yield
    connections["default"].close_pool()
    einstellung["timeout"] = vorher


def test_gleichzeitige_fehlversuche(geduldig, festgeschrieben):
    konto(benutzer__email="opfer@beispiel.example")
    assert zugleich(lambda: ZU_VIELE not in text(anmelden(Client(), "opfer@beispiel.example", "falsch"))) == 5


def test_gleichzeitige_meldungen(geduldig, festgeschrieben):
    daten = {"beschreibung": "Der Fokus fehlt.", "seite": "", "email": ""}
    assert zugleich(lambda: Client().post("/barriere-melden/", daten).status_code == 302) == seiten.BREMSE


def test_gleichzeitiges_zuruecksetzen(geduldig, festgeschrieben):
    daten = {"email": MitgliedschaftFactory().benutzer.email}
    assert zugleich(lambda: Client().post("/konto/password/reset/", daten).status_code == 302) == 5


def test_gleichzeitige_einladungen(geduldig, festgeschrieben, monkeypatch):
    monkeypatch.setattr(einladungen, "EINLADUNGEN_JE_STUNDE", (5, 5))
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)

    def einladen():
        client = Client()
        client.force_login(leitung.benutzer)
        nummer = uuid.uuid4()
        daten = {"name": "Kim", "email": f"{nummer}@beispiel.example", "rolle": "verwaltung", "absendung": str(nummer)}
        return client.post("/traeger/einladungen/neu/", daten).status_code == 302

    assert zugleich(einladen) == 5


@pytest.mark.django_db
def test_passwort_aendern_bremst_wie_die_anmeldung(client, person, uhr):
    """Fünf falsche alte Passwörter in zehn Minuten, auch mit Pausen; danach wird keines mehr geprüft."""
    anmelden(client, person.email)
    neu = {"password1": "Ein-neues-Wort-2026!", "password2": "Ein-neues-Wort-2026!"}
    status = []
    for minute in range(7):
        uhr(MITTAG + timedelta(seconds=80 * minute), laeuft=False)
        status.append(client.post("/konto/password/change/", {"oldpassword": "falsch"} | neu).status_code)
    assert status == [200] * 5 + [429] * 2
    uhr(MITTAG + timedelta(seconds=80 * 4 + 601), laeuft=False)
    assert client.post("/konto/password/change/", {"oldpassword": PASSWORT} | neu).status_code == 302


@pytest.mark.django_db
def test_meldungen_liegen_in_der_sitzung_nicht_im_cookie(client, person):
    antwort = anmelden(client, person.email)
    assert "messages" not in antwort.cookies
    client.post(
        "/konto/password/change/",
        {"oldpassword": PASSWORT, "password1": "Ein-neues-Wort-2026!", "password2": "Ein-neues-Wort-2026!"},
    )
    assert "messages" not in client.cookies
    assert "_messages" in client.session
