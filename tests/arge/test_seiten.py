"""Öffentliche Seiten, Fehlerseiten und Kopfzeilen auf jeder Antwort (qualitaet S5)."""

import pytest
from django.core import mail
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from arge.betrieb.kopfzeilen import CSP
from arge.daten.absage import Verboten
from arge.seite import seiten
from tests.factories import BenutzerFactory, MitgliedschaftFactory

pytestmark = pytest.mark.django_db

GEHEIM = "Zeile 42 in traeger_person gehört Amal Haddad"


def kopfzeilen_pruefen(response):
    assert response["Content-Security-Policy"] == CSP
    assert "unsafe" not in CSP
    assert "default-src 'none'" in CSP
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cache-Control"] == "no-store, private"


def anfrage_die_scheitert(fehler):
    """Dieselbe Kette wie im Betrieb, nur mit einer Ansicht, die wirft."""
    client = Client(raise_request_exception=False)

    def ansicht(request):
        raise fehler

    with override_settings(ROOT_URLCONF=_routen(ansicht)):
        return client.get("/scheitert/")


def _routen(ansicht):
    from types import ModuleType

    from django.contrib.auth.decorators import login_not_required
    from django.urls import include, path

    modul = ModuleType("routen")
    modul.urlpatterns = [
        path("scheitert/", login_not_required(ansicht)), path("", include("arge.seite.seiten")),
        path("konto/", include("allauth.urls")), path("traeger/", include("traeger.urls")),
    ]  # fmt: skip
    for status in (400, 403, 404, 500):
        setattr(modul, f"handler{status}", f"arge.seite.seiten.fehler_{status}")
    return modul


@pytest.mark.parametrize(
    ("fehler", "status", "titel"),
    [
        (BadRequest(GEHEIM), 400, "Das haben wir nicht verstanden"),
        (PermissionDenied(GEHEIM), 403, "nicht für Sie freigegeben"),
        (Http404(GEHEIM), 404, "Diese Seite gibt es nicht"),
        (RuntimeError(GEHEIM), 500, "Da ist uns ein Fehler passiert"),
    ],
)
def test_fehlerseite_sagt_wie_es_weitergeht_und_verraet_nichts(fehler, status, titel):
    response = anfrage_die_scheitert(fehler)
    assert response.status_code == status
    html = response.content.decode()
    assert "freigegeben" in html if status == 403 else titel in html
    assert 'href="/"' in html
    assert "Haddad" not in html
    kopfzeilen_pruefen(response)


def test_fehlender_zugriff_nennt_den_eigenen_satz():
    response = anfrage_die_scheitert(Verboten("In Ihrer Rolle gehört diese Seite nicht zu Ihren Aufgaben."))
    assert "In Ihrer Rolle" in response.content.decode()


def test_fehlerseite_500_fragt_keine_datenbank(django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = BenutzerFactory()
    with django_assert_num_queries(0):
        assert seiten.fehler_500(request).status_code == 500


def test_abgelaufenes_formular_ist_eine_freundliche_403():
    response = Client(enforce_csrf_checks=True).post("/barriere-melden/", {"beschreibung": "x"})
    assert response.status_code == 403
    assert "Das Formular ist abgelaufen" in response.content.decode()
    kopfzeilen_pruefen(response)


@pytest.mark.parametrize("name", ["barrierefreiheit", "barriere-melden", "leichte-sprache", "datenschutz", "impressum"])
def test_oeffentliche_seite_ohne_anmeldung(client, name):
    response = client.get(reverse(f"seiten:{name}"))
    assert response.status_code == 200
    kopfzeilen_pruefen(response)


def test_jede_seite_fuehrt_zu_barrierefreiheit_und_meldung(client):
    html = client.get(reverse("seiten:impressum")).content.decode()
    for name in ("barrierefreiheit", "barriere-melden", "leichte-sprache", "datenschutz", "impressum"):
        assert f'href="{reverse(f"seiten:{name}")}"' in html


def test_musterseite_gibt_es_nur_wenn_eingeschaltet(client, settings):
    settings.MUSTERSEITE = False
    assert client.get("/muster/").status_code == 404
    settings.MUSTERSEITE = True
    assert client.get("/muster/").status_code == 200


@pytest.fixture
def meldung():
    return {"beschreibung": "Der Fokus fehlt.", "seite": "Stellenplan", "email": "kim@beispiel.example"}


def test_barriere_melden_schickt_eine_nachricht_und_speichert_nichts(client, meldung, settings):
    response = client.post("/barriere-melden/", meldung, REMOTE_ADDR="198.51.100.1")
    assert response.status_code == 302
    (nachricht,) = mail.outbox
    assert nachricht.to == [settings.BARRIERE_ADRESSE]
    assert nachricht.reply_to == ["kim@beispiel.example"]
    assert "Der Fokus fehlt." in nachricht.body


def test_barriere_melden_wird_gebremst_und_behaelt_den_text(client, meldung):
    for _ in range(seiten.BREMSE):
        assert client.post("/barriere-melden/", meldung, REMOTE_ADDR="198.51.100.2").status_code == 302
    response = client.post("/barriere-melden/", meldung, REMOTE_ADDR="198.51.100.2")
    assert response.status_code == 429
    assert "Der Fokus fehlt." in response.content.decode()
    assert len(mail.outbox) == seiten.BREMSE


def test_zeilenumbruch_in_der_adresse_schmuggelt_keine_kopfzeile(client, meldung):
    response = client.post("/barriere-melden/", meldung | {"email": "a@b.example\nBcc: c@d.example"})
    assert response.status_code == 200
    assert mail.outbox == []


def test_hinter_der_anmeldung_wird_nichts_gespeichert(client):
    client.force_login(MitgliedschaftFactory().benutzer)
    kopfzeilen_pruefen(client.get(reverse("mfa_index")))


def test_statische_dateien_duerfen_gespeichert_werden(client, settings):
    settings.WHITENOISE_USE_FINDERS = True
    response = client.get("/static/css/arge.css")
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == CSP
    assert "no-store" not in response["Cache-Control"]


def test_hsts_mit_https(client, settings):
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    response = Client().get("/impressum/", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
