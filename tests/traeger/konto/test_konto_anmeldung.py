"""Anmeldung, Bremse, Anmeldedauer, Entzug (qualitaet S6)."""

import re
import time
import unicodedata
import uuid
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.messages import get_messages
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import BenutzerFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.models import Brief, Einladung, Entwurf
from traeger.zugang import postausgang

pytestmark = pytest.mark.django_db
ANMELDEN = "/konto/login/"


@pytest.fixture(autouse=True)
def angehalten(uhr):
    """Fristen der Sitzung auf die Sekunde: Die Uhr steht, damit eine langsame Maschine keine überschreitet."""
    uhr(date(2026, 11, 22), laeuft=False)


def anmelden(client, email, passwort=PASSWORT, **mehr):
    return client.post(ANMELDEN, {"login": email, "password": passwort}, **mehr)


@pytest.fixture
def person():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer


@pytest.mark.parametrize("rolle", list(Rolle))
def test_jede_rolle_meldet_sich_mit_email_und_passwort_an(client, rolle):
    traeger = None if rolle in ROLLEN_OHNE_TRAEGER else TraegerFactory()
    benutzer = MitgliedschaftFactory(rolle=rolle, traeger=traeger).benutzer
    antwort = anmelden(client, benutzer.email.upper())
    assert (antwort.status_code, antwort.url) == (302, "/")
    seite = client.get("/konto/")
    assert rolle.label in text(seite)


def test_ohne_anmeldung_kommt_die_anmeldeseite_mit_rueckkehr(client):
    antwort = client.get("/konto/?a=1")
    assert antwort.url == f"{ANMELDEN}?next=/konto/%3Fa%3D1"


def test_anmeldung_fuehrt_zurueck_aber_nie_auf_fremde_adressen(client, person):
    assert anmelden(client, person.email, QUERY_STRING="next=/traeger/rechte/").url == "/traeger/rechte/"
    client.logout()
    assert anmelden(client, person.email, QUERY_STRING="next=https://boese.example/").url == "/"


def test_die_anmeldung_verraet_nicht_ob_es_ein_konto_gibt(client, person):
    falsch, fremd = anmelden(client, person.email, "falsch"), anmelden(client, "niemand@beispiel.example", "falsch")
    ohne = [re.sub(r"csrf\S*|value=\"[^\"]*\"", "", a.content.decode()) for a in (falsch, fremd)]
    assert ohne[0] == ohne[1]


def test_zuruecksetzen_verraet_nicht_ob_es_ein_konto_gibt_und_schreibt_unbekannten_nicht(client, person):
    antworten = [client.post("/konto/password/reset/", {"email": e}) for e in (person.email, "niemand@beispiel.example")]
    assert {a.url for a in antworten} == {"/konto/password/reset/done/"}
    assert [m.to for m in mail.outbox] == [[person.email]]


def test_niemand_legt_sich_selbst_ein_konto_an(client):
    antwort = client.get("/konto/signup/")
    assert "Einladung" in text(antwort)
    daten = {"email": "neu@beispiel.example", "password1": PASSWORT, "password2": PASSWORT}
    client.post("/konto/signup/", daten)
    assert "_auth_user_id" not in client.session


def test_gesperrtes_konto_kommt_nicht_hinein_und_eine_offene_anmeldung_endet_sofort(client, person):
    client.force_login(person)
    assert client.get("/konto/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/konto/").url.startswith(ANMELDEN)
    assert anmelden(client, person.email).url == reverse("account_inactive")


def test_beendete_mitgliedschaft_wirkt_bei_der_naechsten_anfrage(client):
    mitgliedschaft = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(mitgliedschaft.benutzer)
    assert client.get("/traeger/mitglieder/").status_code == 200
    with im_namen_von(mitgliedschaft.traeger_id):
        mitgliedschaft.bis = timezone.localdate() - timedelta(days=1)
        mitgliedschaft.save()
    assert client.get("/traeger/mitglieder/").status_code == 403
    assert "keine Mitgliedschaft" in text(client.get("/konto/"))


def test_wechsel_der_mitgliedschaft_nur_in_eigene_gueltige(client):
    erste = MitgliedschaftFactory()
    zweite = MitgliedschaftFactory(benutzer=erste.benutzer, rolle=Rolle.LEITUNG)
    gestern = timezone.localdate() - timedelta(days=1)
    vorbei = MitgliedschaftFactory(benutzer=erste.benutzer, rolle=Rolle.VERWALTUNG, bis=gestern)
    fremde = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    client.force_login(erste.benutzer)
    for unerlaubt in (vorbei.pk, fremde.pk, "x", ""):
        assert client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": unerlaubt}).status_code == 404
    assert client.get("/traeger/mitglieder/").status_code == 403
    assert client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": zweite.pk}).url == "/"
    assert client.get("/traeger/mitglieder/").status_code == 200
    assert client.get("/traeger/mitgliedschaft/").status_code == 405


def zurueckstellen(client, *, beginn, aktiv):
    """Die Uhr der Anmeldung zurückstellen, statt zu warten."""
    anmeldung, jetzt = client.session, int(time.time())
    anmeldung["anmeldung"] = (jetzt - beginn, jetzt - aktiv)
    anmeldung.save()


@pytest.mark.parametrize(
    ("beginn", "aktiv", "satz"),
    [(1800, 1800, "30 Minuten ohne Eingabe"), (36_000, 10, "Nach 10 Stunden")],
)
def test_anmeldung_endet_nach_leerlauf_und_nach_zehn_stunden(client, person, beginn, aktiv, satz):
    client.force_login(person)
    client.get("/konto/")
    zurueckstellen(client, beginn=beginn - 5, aktiv=aktiv - 5)
    assert client.get("/konto/").status_code == 200
    zurueckstellen(client, beginn=beginn, aktiv=aktiv)
    antwort = client.get("/traeger/rechte/?x=1")
    assert antwort.url == f"{ANMELDEN}?next=/traeger/rechte/%3Fx%3D1"
    assert satz in str(*get_messages(antwort.wsgi_request))
    assert satz in text(client.get(antwort.url))
    assert client.get("/konto/").status_code == 302


def test_abgelaufene_teilanfrage_laedt_die_ganze_seite_neu(client, person):
    client.force_login(person)
    zurueckstellen(client, beginn=9000, aktiv=9000)
    antwort = client.get(
        "/traeger/mitglieder/?stand=beendet",
        HTTP_HX_REQUEST="true",
        HTTP_HX_CURRENT_URL="http://testserver/traeger/mitglieder/",
    )
    assert antwort.headers["HX-Redirect"] == f"{ANMELDEN}?next=/traeger/mitglieder/"


def test_aktivitaet_steht_hoechstens_einmal_je_minute_in_der_anmeldung(client, person, django_assert_num_queries):
    client.force_login(person)
    client.get("/traeger/rechte/")
    stand = client.session["anmeldung"]
    client.get("/traeger/rechte/")
    assert client.session["anmeldung"] == stand
    zurueckstellen(client, beginn=600, aktiv=61)
    client.get("/traeger/rechte/")
    beginn, aktiv = client.session["anmeldung"]
    assert (aktiv - beginn) >= 600


def test_angemeldet_bleiben_verlaengert_bis_zur_hoechstdauer(client, person):
    client.force_login(person)
    zurueckstellen(client, beginn=4000, aktiv=1790)
    assert client.post("/traeger/anmeldung/").status_code == 204
    beginn, aktiv = client.session["anmeldung"]
    assert aktiv - beginn >= 4000
    zurueckstellen(client, beginn=settings.ANMELDUNG_HOECHSTENS, aktiv=1)
    assert client.post("/traeger/anmeldung/").status_code == 302


KOEPFE = (
    "HX-Request",
    "HX-Boosted",
    "HX-Current-URL",
    "HX-Target",
    "X-Von-Selbst",
    "X-Requested-With",
    "Accept",
    "X-HTTP-Method-Override",
    "Authorization",
)


def test_dem_proxy_sagt_kein_kopf_dass_jemand_angemeldet_ist(client, person):
    """Jedes 2xx heißt dort ja: Wer nicht angemeldet ist, bekommt 302 und lädt nichts Großes in den Speicher."""
    for kopf in KOEPFE:
        assert client.get("/traeger/anmeldung/gilt/", headers={kopf: "true"}).status_code == 302, kopf
    client.force_login(person)
    assert client.get("/traeger/anmeldung/gilt/").status_code == 204
    zurueckstellen(client, beginn=settings.ANMELDUNG_HOECHSTENS, aktiv=1)
    assert client.get("/traeger/anmeldung/gilt/").status_code == 302


@pytest.mark.parametrize(("gesetzt", "getippt"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_umlaut_im_passwort_gilt_von_jeder_tastatur(client, person, gesetzt, getippt):
    """macOS tippt „ü“ zerlegt, Windows zusammengesetzt: derselbe Mensch, dasselbe Passwort."""
    passwort = "Grüne Möhren für Süßmäuler"
    person.set_password(unicodedata.normalize(gesetzt, passwort))
    person.save()
    assert anmelden(client, person.email, unicodedata.normalize(getippt, passwort)).status_code == 302
    assert person.check_password(unicodedata.normalize(getippt, passwort))
    assert not person.check_password(passwort.replace("ü", "u"))


def test_passwortregeln(client, person):
    client.force_login(person)
    for passwort, satz in [("kurz-1!", "zu kurz"), ("493817264508", "numerisch"), (person.email, "zu ähnlich")]:
        client.post("/konto/reauthenticate/", {"password": PASSWORT})
        daten = {"oldpassword": PASSWORT, "password1": passwort, "password2": passwort}
        assert satz in text(client.post("/konto/password/change/", daten))


def test_passwortwechsel_beendet_alle_anderen_anmeldungen_und_benachrichtigt(client, person):
    from django.test import Client

    anderswo = Client()
    anmelden(client, person.email)
    anmelden(anderswo, person.email)
    neu = "Wein-Steg-Turm-77"
    antwort = client.post("/konto/password/change/", {"oldpassword": PASSWORT, "password1": neu, "password2": neu})
    assert antwort.url == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert anderswo.get("/konto/").status_code == 302
    assert [m.to for m in mail.outbox] == [[person.email]]
    assert "Passwort" in mail.outbox[0].subject


def test_aktive_anmeldungen_zeigen_und_beenden(client, person):
    from django.test import Client

    anderswo = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    anmelden(client, person.email)
    anmelden(anderswo, person.email)
    assert "Firefox auf Linux" in text(client.get("/konto/sessions/"))
    client.post("/konto/sessions/")
    assert "Firefox auf Linux" not in text(client.get("/konto/sessions/"))
    assert anderswo.get("/konto/").status_code == 302


def test_entwuerfe_und_alte_einladungen_werden_nach_frist_geloescht(client, person):
    from traeger.tasks import konten_aufraeumen

    client.force_login(person)
    for schluessel in ("alt", "neu"):
        client.post("/traeger/entwurf/", {"entwurf": f"/{schluessel}/", "notiz": "Text"})
    with im_namen_von(benutzer_id=person.pk):
        Entwurf.objects.filter(adresse="/alt/").update(gesichert_am=timezone.now() - timedelta(days=8))
    konten_aufraeumen()
    with im_namen_von(benutzer_id=person.pk):
        assert [e.adresse for e in Entwurf.objects.all()] == ["/neu/"]


def test_rechteseite_zeigt_die_rechtetabelle(client):
    from traeger.begriffe import RECHT_WORT, Recht

    assert set(RECHT_WORT) == set(Recht)
    client.force_login(BenutzerFactory())
    seite = text(client.get("/traeger/rechte/"))
    assert all(wort in seite for wort in [*RECHT_WORT.values(), *Rolle.labels])


def test_neue_adresse_gilt_erst_nach_dem_verweis_und_die_alte_erfaehrt_davon(client, person):
    alte = person.email
    EmailAddress.objects.create(user=person, email=alte, verified=True, primary=True)
    anmelden(client, alte)
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    client.post("/konto/email/", {"action_add": "", "email": "neu@beispiel.example"})
    person.refresh_from_db()
    assert person.email == alte
    verweis = re.search(r"https?://[^/]+(/konto/confirm-email/\S+)", mail.outbox[0].body)[1]
    client.post(verweis)
    person.refresh_from_db()
    assert person.email == "neu@beispiel.example"
    assert mail.outbox[-1].to == [alte]
    assert all("testserver!" not in m.body and "Guten Tag" in m.body for m in mail.outbox)


def test_scheitert_eine_schreibende_anfrage_bleibt_nichts_zurueck(client, person, monkeypatch):
    monkeypatch.setattr(postausgang, "_nach_commit", lambda nummer: 1 / 0)
    client.raise_request_exception = False
    client.force_login(person)
    daten = {"name": "Kim", "email": "kim@neu.example", "rolle": "verwaltung", "absendung": str(uuid.uuid4())}
    assert client.post("/traeger/einladungen/neu/", daten).status_code == 500
    with im_namen_von():
        assert not Einladung.objects.exists()
    assert not Brief.objects.exists()
