"""Wer Zugang gibt oder nimmt, weist sich noch einmal aus, wenn es länger als 15 Minuten her ist – auf jeder Seite, die das tut."""

import re
import uuid
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import pytest
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.urls import NoReverseMatch, resolve, reverse

from arge.betrieb.anmeldung import AUSGEWIESEN
from tests.ausweis import veralten
from tests.factories import MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT
from tests.haus.test_urls import ROUTEN, SEITEN, adresse, angemeldet, routen, rufe, zeilen
from tests.lesen import text
from traeger.begriffe import RECHTE_AUSGEWIESEN, Rolle
from traeger.models import Einladung, Kalenderabo
from traeger.zugang.anfrage import AUFGEHOBEN_GILT, MERKMAL, NICHT_AUSGEFUEHRT, WEITER_VON

pytestmark = pytest.mark.django_db

NEU, BESTAETIGEN = "/traeger/einladungen/neu/", "/konto/reauthenticate/"
#: Gibt Zugang ohne eigenes Recht: Wer die Adresse kennt, liest den Kalender ohne Anmeldung; wer vertritt, öffnet fremde Akten. Dass hier
#: keine Seite fehlt, prüft test_fuzz_folgen an den Zeilen, aus denen Zugang entsteht.
AUSSERDEM = {"traeger:kalender", "traeger:vertretung-neu", "traeger:vertretung-beenden"}
#: Zeigt schon etwas, bevor jemand absendet; gefragt wird erst dann.
ERST_BEIM_ABSENDEN = {"traeger:kalender", "traeger:einladung-detail"}


def view(name):
    return resolve(reverse(name, args=[1] if ROUTEN[name] else [])).func


#: Aus der Rechtetabelle: jede Seite, die mit einem solchen Recht schreibt. Eine Liste liest auch, wenn man sie absendet.
SCHREIBEND = sorted(
    {
        name
        for name, seite in SEITEN.items()
        if name.startswith("traeger:") and ROUTEN[name] in ((), ("pk",)) and not name.endswith("-liste")
        and RECHTE_AUSGEWIESEN & set(getattr(view(name), "rechte", ())) and seite.post != 405
    }
    | AUSSERDEM
)  # fmt: skip


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(date(2026, 11, 22), laeuft=False)


@pytest.fixture
def leitung(client):
    return angemeldet(client, Rolle.LEITUNG, TraegerFactory())


def person(**mehr):
    grund = {"name": "Kim Neu", "email": "kim.neu@beispiel.example", "rolle": "fachkraft", "arbeitsfelder": ["MBE"]}
    return grund | {"absendung": str(uuid.uuid4())} | mehr


def test_genau_diese_seiten_verlangen_es():
    alle = {name for name in ROUTEN if ROUTEN[name] in ((), ("pk",)) and hasattr(view(name), "frisch_ausgewiesen")}
    assert alle == set(SCHREIBEND)
    assert {
        "traeger:einladung-neu",
        "traeger:mitglied-aendern",
        "traeger:mitglied-beenden",
        "traeger:mitglied-faktor",
    } < alle


def test_ohne_frischen_ausweis_fragt_jede_dieser_seiten_und_schreibt_nichts(client, leitung):
    eigene = zeilen(leitung.traeger, leitung)
    veralten(client, AUSGEWIESEN)
    falsch = {}
    for name in SCHREIBEND:
        for methode in ("get", "post"):
            ziel = adresse(name, eigene)
            antwort = rufe(client, methode, ziel)
            fragt = antwort.status_code == 302 and antwort.url == f"{BESTAETIGEN}?{urlencode({'next': ziel})}"
            nur_zeigen = methode == "get" and (SEITEN[name].get == 405 or name in ERST_BEIM_ABSENDEN)
            if fragt == nur_zeigen:
                falsch[name, methode] = antwort.status_code
    assert falsch == {}
    with im_namen_von(leitung.traeger_id, leitung.benutzer_id):
        assert Kalenderabo.objects.count() == 0


def test_bis_zur_fuenfzehnten_minute_gilt_die_anmeldung(client, leitung):
    veralten(client, AUSGEWIESEN - 1)
    assert client.get(NEU).status_code == 200
    veralten(client, 1)
    assert client.get(NEU).status_code == 302


def test_ohne_vermerk_gilt_niemand_als_ausgewiesen(client, leitung):
    """So käme eine Anmeldung an, die nicht durch allauth ging."""
    sitzung = client.session
    for merker in set(sitzung.keys()) - {SESSION_KEY, "_auth_user_backend", "_auth_user_hash"}:
        del sitzung[merker]
    sitzung.save()
    assert client.get(NEU).url.startswith(BESTAETIGEN)


def test_was_jemand_abgeschickt_hat_geht_nach_der_bestaetigung_hinaus(client, leitung):
    veralten(client, AUSGEWIESEN)
    frage = client.post(NEU, person())
    assert client.post(frage.url, {"password": "falsch"}).status_code == 200
    assert mail.outbox == []
    assert client.post(frage.url, {"password": PASSWORT}).url == "/traeger/einladungen/"
    assert mail.outbox[-1].to == ["kim.neu@beispiel.example"]
    with im_namen_von():
        assert Einladung.objects.get().name == "Kim Neu"


def liegen_lassen(client, sekunden):
    """Was auf den Ausweis wartet, ist so viele Sekunden älter."""
    sitzung = client.session
    aufgehoben = sitzung[STATE_SESSION_KEY]
    sitzung[STATE_SESSION_KEY] = aufgehoben | {MERKMAL: [aufgehoben[MERKMAL][0] - sekunden, aufgehoben[MERKMAL][1]]}
    sitzung.save()


def test_was_jemand_liegen_liess_laeuft_beim_naechsten_ausweis_nicht(client, leitung):
    """Am offenen Rechner abgeschickt, nicht bestätigt: Der Ausweis für eine andere Seite führt es nie mit aus."""
    veralten(client, AUSGEWIESEN)
    client.post(NEU, person())
    client.get("/")
    frage = client.get(NEU)
    assert client.post(frage.url, {"password": PASSWORT}).url == NEU
    assert mail.outbox == []


def test_nach_fuenf_minuten_wird_nichts_mehr_ausgefuehrt(client, leitung):
    veralten(client, AUSGEWIESEN)
    frage = client.post(NEU, person())
    liegen_lassen(client, AUFGEHOBEN_GILT + 1)
    antwort = client.post(frage.url, {"password": PASSWORT}, follow=True)
    assert "Nicht ausgeführt: Sie haben sich zu spät" in text(antwort)
    assert mail.outbox == []


#: Seiten von allauth, die erst nach einem Ausweis etwas tun; was sie aufheben, geht durch dieselbe Frist wie unser eigenes.
def _ohne_nummer():
    for name, _ in routen():
        if name.startswith(("account_", "mfa_", "usersessions_")) and name not in WEITER_VON:
            with suppress(NoReverseMatch):
                yield name, reverse(name)


ALLAUTH = sorted(_ohne_nummer())
#: Von ihnen heben das hier auf; die übrigen tun nichts, was Zugang gibt, oder fragen schon beim Öffnen.
HEBT_AUF = {"account_email", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"}


@pytest.mark.parametrize(("route", "ziel"), ALLAUTH)
def test_auch_was_allauth_aufhebt_verfaellt_nach_fuenf_minuten(client, leitung, route, ziel):
    veralten(client, AUSGEWIESEN)
    frage = client.post(ziel, {"email": "fremd@beispiel.example", "action_add": ""})
    if STATE_SESSION_KEY not in client.session:
        assert route not in HEBT_AUF
        return
    assert route in HEBT_AUF
    liegen_lassen(client, AUFGEHOBEN_GILT + 1)
    assert NICHT_AUSGEFUEHRT in text(client.post(frage.url, {"password": PASSWORT}, follow=True))
    assert STATE_SESSION_KEY not in client.session
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.filter(email="fremd@beispiel.example").exists()
    assert mail.outbox == []


def test_ausgewiesen_in_einer_anderen_mitgliedschaft_wird_nichts_ausgefuehrt(client, leitung):
    veralten(client, AUSGEWIESEN)
    dort = MitgliedschaftFactory(benutzer=leitung.benutzer, rolle=Rolle.LEITUNG)
    frage = client.post(NEU, person())
    client.post("/traeger/mitgliedschaft/", {"mitgliedschaft": dort.pk})
    assert "Nicht ausgeführt" in text(client.post(frage.url, {"password": PASSWORT, "unter": dort.pk}, follow=True))
    assert mail.outbox == []


def test_war_es_ungueltig_steht_alles_wieder_da_und_das_formular_kennt_seine_adresse(client, leitung):
    veralten(client, AUSGEWIESEN)
    frage = client.post(NEU, person(arbeitsfelder=[]))
    seite = client.post(frage.url, {"password": PASSWORT})
    assert "mindestens ein Arbeitsfeld" in text(seite)
    assert 'value="Kim Neu"' in seite.content.decode()
    assert f'action="{NEU}"' in seite.content.decode()
    assert 'action="' not in re.search(r"<form[^>]*arge-formular[^>]*>", client.get(NEU).content.decode())[0]


def test_wer_sich_nicht_ausweisen_darf_erfaehrt_erst_das(client):
    """Das Recht steht vor der Frage: Niemand bestätigt sein Passwort für eine Seite, die er nicht öffnen darf."""
    client.force_login(MitgliedschaftFactory(rolle=Rolle.VERWALTUNG).benutzer)
    veralten(client, AUSGEWIESEN)
    assert client.get(NEU).status_code == 403
