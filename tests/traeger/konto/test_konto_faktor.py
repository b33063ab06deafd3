"""Zweiter Faktor: Pflicht, Einrichtung, Anmeldung, Verlust – jeder Weg endet mit zwei Faktoren (qualitaet S6)."""

import re
import time
from datetime import date
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import MitgliedschaftFactory
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from tests.traeger.konto.passkey import Passkey
from traeger.begriffe import Rolle
from traeger.zugang import anmeldung
from traeger.zugang.anfrage import ZweiterFaktorMiddleware
from traeger.zugang.anmeldung import FaktorAdapter

ANMELDEN, NACHWEIS, UEBERSICHT = "/konto/login/", "/konto/2fa/reauthenticate/", "/konto/2fa/"


@pytest.fixture(autouse=True)
def pflicht(settings):
    settings.MFA_PFLICHT = True


@pytest.fixture(autouse=True)
def angehalten(uhr):
    """Ein Code gilt 30 Sekunden: Die Uhr steht, damit keine Grenze in einen Test fällt."""
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def person(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer


def code(geheimnis, schritte=0):
    """Der Code, den die App jetzt zeigt."""
    return format_hotp_value(hotp_value(geheimnis, int(time.time()) // 30 + schritte))


def einrichten(benutzer):
    """Faktor samt Wiederherstellungscodes, wie allauth sie anlegt."""
    geheimnis = generate_totp_secret()
    TOTP.activate(benutzer, geheimnis)
    return geheimnis, RecoveryCodes.activate(benutzer).generate_codes()


def anmelden(client, benutzer, passwort=PASSWORT):
    return client.post(ANMELDEN, {"login": benutzer.email, "password": passwort})


def drin(client):
    return client.get("/traeger/rechte/").status_code == 200


def test_ohne_faktor_ist_nur_die_einrichtung_erreichbar(client, person):
    anmelden(client, person)
    for ziel in ("/", "/konto/", "/traeger/rechte/", "/traeger/mitglieder/", "/konto/password/change/", "/konto/email/"):
        assert client.get(ziel).url == UEBERSICHT, ziel
    assert client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": 1}).url == UEBERSICHT
    for name in ("mfa_index", "seiten:impressum", "account_reauthenticate", "account_logout"):
        assert client.get(reverse(name)).status_code == 200, name
    client.post("/konto/logout/")
    assert client.get("/").url.startswith(ANMELDEN)


def test_ohne_pflicht_geht_es_auch_ohne_faktor(client, person, settings):
    settings.MFA_PFLICHT = False
    anmelden(client, person)
    assert drin(client)


def test_totp_einrichten_oeffnet_die_anwendung_und_zeigt_die_codes_einmal(client, festgeschrieben):
    """Ohne umschließende Transaktion: allauth meldet den neuen Faktor erst nach dem Festschreiben."""
    person = MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer
    anmelden(client, person)
    antwort = client.get("/konto/2fa/totp/activate/")
    assert antwort.url.startswith("/konto/reauthenticate/")
    assert client.post(antwort.url, {"password": PASSWORT}).url == "/konto/2fa/totp/activate/"
    seite = client.get("/konto/2fa/totp/activate/")
    geheimnis = client.session["mfa.totp.secret"]
    assert geheimnis in seite.content.decode().replace(" ", "")  # in Vierergruppen
    assert "stimmt nicht" in text(client.post("/konto/2fa/totp/activate/", {"code": "000000"}))
    assert client.post("/konto/2fa/totp/activate/", {"code": code(geheimnis)}).url == "/konto/2fa/recovery-codes/"
    codes = RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes")).generate_codes()
    assert codes[0] in client.get("/konto/2fa/recovery-codes/").content.decode()
    assert codes[0] not in client.get("/konto/2fa/recovery-codes/").content.decode()
    assert drin(client)
    assert [m.to for m in mail.outbox] == [[person.email]]


def test_geheimnisse_liegen_verschluesselt(person):
    geheimnis, _ = einrichten(person)
    faktor = Authenticator.objects.get(user=person, type="totp")
    assert geheimnis not in str(faktor.data)
    assert Authenticator.objects.get(user=person, type="recovery_codes").data["seed"].startswith(faktor.data["secret"][:4])
    assert TOTP(faktor).validate_code(code(geheimnis))


def test_anmeldung_mit_totp(client, person):
    geheimnis, _ = einrichten(person)
    assert anmelden(client, person).url == "/konto/2fa/authenticate/"
    assert not drin(client)
    assert "stimmt nicht" in text(client.post("/konto/2fa/authenticate/", {"code": "000000"}))
    assert client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)}).url == "/"
    assert drin(client)


def test_ein_code_gilt_nur_einmal(client, person):
    geheimnis, _ = einrichten(person)
    zahl, zweiter = code(geheimnis), Client()
    for c in (client, zweiter):
        anmelden(c, person)
        c.post("/konto/2fa/authenticate/", {"code": zahl})
    assert drin(client)
    assert not drin(zweiter)


@pytest.fixture
def codeuhr(monkeypatch):
    """Die Uhr der Einmal-Codes, mitten in einem Schritt angehalten."""
    stand = SimpleNamespace(sekunden=1_800_000_015)
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: stand.sekunden))
    return stand


def code_im_schritt(geheimnis, codeuhr, schritte):
    return format_hotp_value(hotp_value(geheimnis, codeuhr.sekunden // 30 + schritte))


@pytest.mark.parametrize(("schritte", "gilt"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_ein_schritt_vorher_und_nachher_gilt_noch(client, person, codeuhr, schritte, gilt):
    """Wer bei Sekunde 29 abliest und bei Sekunde 31 tippt, kommt hinein (RFC 6238, 5.2)."""
    geheimnis, _ = einrichten(person)
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": code_im_schritt(geheimnis, codeuhr, schritte)})
    assert drin(client) == gilt


@pytest.mark.parametrize("trenner", [" ", "-", "."])
def test_ein_code_gilt_auch_im_naechsten_schritt_nicht_noch_einmal(client, person, codeuhr, trenner):
    """Die Toleranz öffnet kein zweites Mal: auch nicht, wenn allauth den benutzten Code nach einem Schritt vergessen hat."""
    geheimnis, _ = einrichten(person)
    zahl, zweiter = code_im_schritt(geheimnis, codeuhr, 1), Client()
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": zahl})
    faktor = Authenticator.objects.get(user=person, type="totp")
    cache.delete(TOTP(faktor)._get_used_cache_key(zahl))
    codeuhr.sekunden += 31
    anmelden(zweiter, person)
    assert "stimmt nicht" in text(zweiter.post("/konto/2fa/authenticate/", {"code": f"{zahl[:3]}{trenner}{zahl[3:]}"}))
    assert (drin(client), drin(zweiter)) == (True, False)


def test_geratene_codes_sperren(client, person):
    geheimnis, _ = einrichten(person)
    anmelden(client, person)
    for _ in range(5):
        client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert "zu viele Fehlversuche" in text(client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)}))
    assert not drin(client)


def test_wiederherstellungscode_meldet_an_gilt_einmal_und_erlaubt_den_ersatz(client, person):
    _, codes = einrichten(person)
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": codes[0]})
    assert drin(client)
    zweiter = Client()
    anmelden(zweiter, person)
    zweiter.post("/konto/2fa/authenticate/", {"code": codes[0]})
    assert not drin(zweiter)
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    assert client.post("/konto/2fa/totp/deactivate/").url == UEBERSICHT
    assert client.get("/traeger/rechte/").url == UEBERSICHT, "ohne Faktor ist wieder nur die Einrichtung offen"


def test_der_letzte_faktor_laesst_sich_sonst_nicht_entfernen(client, person):
    geheimnis, _ = einrichten(person)
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)})
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    assert client.post("/konto/2fa/totp/deactivate/").status_code == 200
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_zuruecksetzen_des_passworts_endet_mit_zwei_faktoren(client, person):
    geheimnis, _ = einrichten(person)
    client.post("/konto/password/reset/", {"email": person.email})
    verweis = re.search(r"https?://[^/]+(/konto/password/reset/key/\S+)", mail.outbox[0].body)[1]
    seite = client.get(verweis)
    neu = "Wein-Steg-Turm-77"
    assert client.post(seite.url, {"password1": neu, "password2": neu}).status_code == 302
    assert not drin(client), "das Zurücksetzen meldet nicht an"
    assert "password1" not in client.get(verweis).content.decode(), "der Verweis gilt nur einmal"
    anmelden(client, person, neu)
    assert not drin(client)
    client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)})
    assert drin(client)


def test_eine_anmeldung_von_vor_der_einrichtung_muss_den_faktor_zeigen(client, person):
    """Wer mit gestohlenem Passwort vorher hineinkam, kommt nach der Einrichtung nicht weiter und richtet nichts ein."""
    anmelden(client, person)
    geheimnis, _ = einrichten(person)
    assert client.get("/traeger/rechte/").url == f"{NACHWEIS}?next=/traeger/rechte/"
    assert client.get("/konto/2fa/webauthn/add/").url.startswith(NACHWEIS)
    assert client.get(NACHWEIS).status_code == 200
    assert client.post(f"{NACHWEIS}?next=/traeger/rechte/", {"code": code(geheimnis)}).url == "/traeger/rechte/"
    assert drin(client)


def https(client):
    client.defaults["wsgi.url_scheme"] = "https"
    return client


def passkey_einrichten(client, schluessel):
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    optionen = client.get("/konto/2fa/webauthn/add/").context["js_data"]["creation_options"]
    daten = {"name": "Diensthandy", "passwordless": "on", "credential": schluessel.anlegen(optionen)}
    return client.post("/konto/2fa/webauthn/add/", daten)


def passkey_zeigen(client, schluessel):
    optionen = client.get("/konto/2fa/webauthn/login/", HTTP_ACCEPT="application/json").json()["request_options"]
    assert optionen["publicKey"]["userVerification"] == "required"
    return client.post("/konto/2fa/webauthn/login/", {"credential": schluessel.zeigen(optionen)})


def test_passkey_einrichten_und_ohne_passwort_anmelden(client, person):
    anmelden(https(client), person)
    schluessel = Passkey()
    assert passkey_einrichten(client, schluessel).url == "/konto/2fa/recovery-codes/"
    assert drin(client), "wer einen Faktor einrichtet, hat ihn gezeigt"
    frisch = https(Client())
    assert passkey_zeigen(frisch, schluessel).url == "/"
    assert drin(frisch)
    assert "Diensthandy" in text(client.get("/konto/2fa/webauthn/"))


def test_der_letzte_passkey_laesst_sich_nicht_entfernen(client, person):
    """allauth fragt beim Entfernen eines Passkeys nicht, ob es der letzte Faktor ist; das Löschen selbst tut es."""
    anmelden(https(client), person)
    passkey_einrichten(client, Passkey())
    (nummer,) = Authenticator.objects.filter(user=person, type="webauthn").values_list("pk", flat=True)
    antwort = client.post(f"/konto/2fa/webauthn/keys/{nummer}/remove/")
    assert antwort.status_code == 403
    assert "Ihr letzter zweiter Faktor bleibt." in text(antwort)
    assert drin(client)
    passkey_einrichten(client, Passkey())
    assert client.post(f"/konto/2fa/webauthn/keys/{nummer}/remove/").status_code == 302
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1


def test_zwei_zugleich_entfernen_nicht_beide_letzten(client, person, monkeypatch):
    """Gezählt wird, was bleibt, erst unter der Sperre des Kontos: Sonst ließe jeder der beiden den anderen gelten."""
    folge, echt = [], FaktorAdapter.can_delete_authenticator
    monkeypatch.setattr(anmeldung, "gesperrt", lambda zeile: folge.append(zeile))
    monkeypatch.setattr(FaktorAdapter, "can_delete_authenticator", lambda *a: folge.append("gezählt") or echt(*a))
    anmelden(https(client), person)
    for _ in range(2):
        passkey_einrichten(client, Passkey())
    nummer = Authenticator.objects.filter(user=person, type="webauthn").first().pk
    assert client.post(f"/konto/2fa/webauthn/keys/{nummer}/remove/").status_code == 302
    assert folge[:2] == [person, "gezählt"]


def test_wer_einen_faktor_hat_zeigt_ihn_bevor_er_faktoren_aendert(client, person, settings):
    """Die offene Anmeldung und das Passwort reichen nicht: Sonst machte, wer beides hat, seinen Faktor zum einzigen."""
    anmelden(https(client), person)
    passkey_einrichten(client, Passkey())
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1  # gezeigt wurde er vorhin
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    nummer = Authenticator.objects.get(user=person, type="webauthn").pk
    aendern = {name for name in mfa_routen() if name not in ZEIGT_NUR}
    assert aendern == ZweiterFaktorMiddleware.AENDERN, (
        "eine neue Route von allauth gehört hierher oder zu denen, die nur zeigen"
    )
    for name in aendern:
        antwort = client.post(reverse(name, args=[nummer] if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else []))
        assert antwort.status_code == 302, name
        assert antwort.url.startswith(NACHWEIS), name


#: Routen unter /konto/2fa/, die keinen Faktor anlegen, ändern, entfernen oder zeigen.
ZEIGT_NUR = {
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn", "mfa_list_webauthn",
    "mfa_trust",
}  # fmt: skip


def mfa_routen():
    from allauth.mfa import urls

    def namen(muster):
        for eines in muster:
            yield from namen(eines.url_patterns) if hasattr(eines, "url_patterns") else [eines.name]

    return set(namen(urls.urlpatterns))


def test_passkey_ohne_pin_oder_fingerabdruck_ist_kein_zweiter_faktor(client, person):
    anmelden(https(client), person)
    assert passkey_einrichten(client, Passkey(geprueft=False)).status_code == 200
    schluessel = Passkey()
    passkey_einrichten(client, schluessel)
    schluessel.geprueft = False
    frisch = https(Client())
    passkey_zeigen(frisch, schluessel)
    assert not drin(frisch)


def test_passkey_einer_fremden_seite_wird_abgelehnt(client, person):
    anmelden(https(client), person)
    assert passkey_einrichten(client, Passkey(herkunft="https://testserver.boese.example")).status_code == 200
    assert not Authenticator.objects.filter(user=person).exists()


def test_leitung_setzt_den_faktor_zurueck_und_beendet_alle_anmeldungen(client, person):
    """Gerät und Codes verloren: danach bleibt nur das Passwort, also nur die Einrichtung."""
    geheimnis, _ = einrichten(person)
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)})
    fachkraft = MitgliedschaftFactory(traeger=client.get("/konto/").wsgi_request.mitgliedschaften[0].traeger)
    geheim, _ = einrichten(fachkraft.benutzer)
    ihr = Client()
    anmelden(ihr, fachkraft.benutzer)
    ihr.post("/konto/2fa/authenticate/", {"code": code(geheim)})
    assert drin(ihr)
    ziel = f"/traeger/mitglieder/{fachkraft.pk}/zweiter-faktor/"
    seite = client.get(ziel)
    daten = {"absendung": re.search(r'name="absendung" value="([^"]+)"', seite.content.decode())[1]}
    assert client.post(ziel, daten).url == f"/traeger/mitglieder/{fachkraft.pk}/"
    einrichten(fachkraft.benutzer)  # selbst mit neuem Faktor führt die alte Anmeldung nirgends mehr hin
    for ziel in ("/", "/traeger/rechte/", UEBERSICHT, NACHWEIS):
        assert ihr.get(ziel).url.startswith(ANMELDEN), ziel
    Authenticator.objects.filter(user=fachkraft.benutzer).delete()
    anmelden(ihr, fachkraft.benutzer)
    assert ihr.get("/traeger/rechte/").url == UEBERSICHT
    assert {brief.to[0] for brief in mail.outbox[-2:]} == {fachkraft.benutzer.email, person.email}


def test_eine_reauthentifizierung_schreibt_vorher_nichts_fest(client, person):
    """allauth bricht die View mit einer Ausnahme ab; daraus wird eine Weiterleitung, kein Fehler."""
    geheimnis, _ = einrichten(person)
    anmelden(client, person)
    client.post("/konto/2fa/authenticate/", {"code": code(geheimnis)})
    antwort = client.post("/konto/2fa/recovery-codes/generate/")
    assert antwort.status_code == 302
    assert "reauthenticate" in antwort.url


def test_ein_fremder_antrag_auf_zuruecksetzen_sperrt_die_einrichtung_nicht(client, person):
    """allauth legt dabei eine unbestätigte Adresse an; sie darf den Weg zum zweiten Faktor nicht versperren."""
    Client().post("/konto/password/reset/", {"email": person.email})
    anmelden(https(client), person)
    assert passkey_einrichten(client, Passkey()).url == "/konto/2fa/recovery-codes/"


def test_faktor_zuruecksetzen_geht_nur_bei_eigenen_mitgliedern(client, person, settings):
    settings.MFA_PFLICHT = False
    fremd = MitgliedschaftFactory()
    einrichten(fremd.benutzer)
    anmelden(client, person)
    client.post("/konto/reauthenticate/", {"password": PASSWORT})
    ziel = f"/traeger/mitglieder/{fremd.pk}/zweiter-faktor/"
    assert client.get(ziel).status_code == 404
    assert client.post(ziel, {"absendung": "6f9619ff-8b86-d011-b42d-00c04fc964ff"}).status_code == 404
    assert Authenticator.objects.filter(user=fremd.benutzer).count() == 2
