"""Wer Zugang vergibt, gibt ihn nie sich selbst und nie allein: vergeben, annehmen, freigeben – und wer davon erfährt (Fachmodell 0)."""

import re
import uuid
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from arge.daten.schreiben import satz_zur_bedingung
from tests.factories import BenutzerFactory, MitgliedschaftFactory, TraegerFactory, setzen
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from traeger.begriffe import ROLLEN_MIT_FREIGABE, ROLLEN_OHNE_TRAEGER, Rolle, TraegerArt
from traeger.konto.vorgaenge import mitgliedschaft as vorgaenge
from traeger.models import Benutzer, Einladung, Mitgliedschaft
from traeger.zugang import handeln, mitgliedschaften, zugang_von

HEUTE, TAG = date(2026, 11, 22), timedelta(days=1)
NEU, FREIGABEN = "/traeger/einladungen/neu/", "/traeger/freigaben/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def betrieb():
    return MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None)


@pytest.fixture
def steuerung():
    return MitgliedschaftFactory(rolle=Rolle.STEUERUNG, traeger__art=TraegerArt.KOMMUNE)


@pytest.fixture
def leitung():
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Führt aus und gibt die Mails, die danach hinausgingen."""

    def post(tun):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tun()
        return list(mail.outbox)

    return post


def browser(wer):
    client = Client()
    client.force_login(getattr(wer, "benutzer", wer))
    return client


def tag(am):
    return f"{am:%d.%m.%Y}"


def laden(von, **daten):
    grund = {"name": "Kim Neu", "email": "kim.neu@beispiel.example", "rolle": "fachkraft", "arbeitsfelder": ["MBE"]}
    return browser(von).post(NEU, grund | {"absendung": str(uuid.uuid4())} | daten)


def verweis():
    return re.search(r"https?://[^/]+(/traeger/einladung/\S+)", mail.outbox[-1].body)[1]


def annehmen(client=None, wo=None):
    daten = {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT, "absendung": str(uuid.uuid4())}
    return (client or Client()).post(wo or verweis(), daten)


def alle(modell, **wo):
    with im_namen_von():
        return list(modell.objects.filter(**wo).order_by("pk"))


def kim():
    return Benutzer.objects.get(email="kim.neu@beispiel.example")


def erste_leitung(betrieb):
    """Eine erste Leitung, vom Betrieb eingeladen, angenommen und noch nicht freigegeben."""
    traeger = TraegerFactory()
    assert laden(betrieb, rolle="leitung", traeger=traeger.pk).status_code == 302
    assert annehmen().status_code == 302
    return alle(Mitgliedschaft, traeger=traeger)[0]


def freigeben(wer, mitglied):
    (zeile,) = alle(Mitgliedschaft, pk=mitglied.pk)
    gezeigt = vorgaenge.gesehen(zeile)
    return browser(wer).post(f"{FREIGABEN}{mitglied.pk}/", {"absendung": str(uuid.uuid4()), "stand": gezeigt})


def wartende(traeger, durch, **mehr):
    sitz = {"rolle": Rolle.LEITUNG, "traeger": traeger} | mehr
    return MitgliedschaftFactory(**sitz, vergeben_von=durch.benutzer, vergeben_am=timezone.now())


# --- Nie sich selbst ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bestaetigt", [True, False])
def test_niemand_laedt_sich_selbst_ein_auch_nicht_ueber_eine_zweite_adresse(betrieb, leitung, bestaetigt):
    for wer, daten in ((betrieb, {"rolle": "koordination"}), (leitung, {})):
        zweite = f"zweite{wer.pk}@beispiel.example"
        EmailAddress.objects.create(user=wer.benutzer, email=zweite, verified=bestaetigt)
        for email in (wer.benutzer.email, wer.benutzer.email.upper(), zweite, zweite.title()):
            assert "Niemand gibt sich selbst eine Rolle" in text(laden(wer, **daten, email=email))
    assert alle(Einladung) == []


def test_wer_die_eingeladene_adresse_danach_zu_seiner_macht_nimmt_sie_nicht_an(leitung):
    laden(leitung, rolle="verwaltung")
    ziel = verweis()
    setzen(leitung.benutzer, email="kim.neu@beispiel.example")
    assert "Niemand gibt sich selbst eine Rolle" in text(annehmen(browser(leitung.benutzer), ziel))
    assert len(alle(Mitgliedschaft)) == 1


@pytest.mark.parametrize("was", ["vergeben", "selbst freigegeben", "vom Einladenden freigegeben"])
def test_die_datenbank_laesst_niemanden_allein(leitung, was):
    """Auch am Programm vorbei: mit einem deutschen Satz."""
    andere, jetzt = BenutzerFactory(), timezone.now()
    mitglied = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    werte = {
        "vergeben": {"vergeben_von": mitglied.benutzer},
        "selbst freigegeben": {"vergeben_von": andere, "freigegeben_von": mitglied.benutzer, "freigegeben_am": jetzt},
        "vom Einladenden freigegeben": {"vergeben_von": andere, "freigegeben_von": andere, "freigegeben_am": jetzt},
    }[was]
    with pytest.raises(IntegrityError) as fehler, im_namen_von(leitung.traeger_id), transaction.atomic():
        Mitgliedschaft.objects.filter(pk=mitglied.pk).update(**werte, vergeben_am=jetzt)
    satz = satz_zur_bedingung(fehler.value)
    assert satz in {
        "Niemand gibt sich selbst eine Mitgliedschaft.",
        "Freigeben kann nur, wer weder eingeladen hat noch selbst eingeladen ist.",
    }


def test_die_eigene_rolle_aendert_jemand_anderes(betrieb, leitung):
    MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None)
    for wer, rolle in ((betrieb, "koordination"), (leitung, "verwaltung")):
        client, ziel = browser(wer), f"/traeger/mitglieder/{wer.pk}/aendern/"
        assert "Niemand gibt sich selbst" in text(client.get(ziel, follow=True))
        assert "Niemand gibt sich selbst" in text(client.post(ziel, {"rolle": rolle, "ab": tag(HEUTE)}))
        assert "Rolle oder Arbeitsfelder ändern" not in text(client.get(f"/traeger/mitglieder/{wer.pk}/"))


# --- Rollen bei einem Träger vergibt nur dessen Leitung --------------------------------------------------------------------


def test_der_betrieb_holt_nur_die_erste_leitung(betrieb, leitung):
    ohne = TraegerFactory()
    wahl = re.findall(r'<option value="(\d+)"', browser(betrieb).get(NEU).content.decode())
    assert str(ohne.pk) in wahl
    assert str(leitung.traeger_id) not in wahl
    for daten in ({"rolle": "leitung", "traeger": leitung.traeger_id}, {"rolle": "fachkraft", "traeger": ohne.pk},
                  {"rolle": "verwaltung", "traeger": leitung.traeger_id}, {"rolle": "leitung", "traeger": ""}):  # fmt: skip
        assert laden(betrieb, **daten).status_code == 200, daten
    assert alle(Einladung) == []
    with handeln(zugang_von(betrieb)) as zugang:
        for rolle in Rolle:
            satz = vorgaenge.vergabe_satz(rolle=rolle, traeger_id=leitung.traeger_id, heute=HEUTE, durch=zugang)
            assert bool(satz) == (rolle not in ROLLEN_OHNE_TRAEGER), rolle


def test_eine_leitung_vergibt_nichts_bei_einem_anderen_traeger(leitung):
    with handeln(zugang_von(leitung)) as zugang:
        for rolle in Rolle:
            assert vorgaenge.vergabe_satz(rolle=rolle, traeger_id=TraegerFactory().pk, heute=HEUTE, durch=zugang)


def test_der_betrieb_macht_keine_einladung_einer_leitung_wieder_gueltig(betrieb, leitung):
    laden(leitung)
    (einladung,) = alle(Einladung)
    antwort = browser(betrieb).post(f"/traeger/einladungen/{einladung.pk}/", {"absendung": str(uuid.uuid4())})
    assert "vergibt und ändert nur dessen Leitung" in text(antwort)
    assert alle(Einladung)[0].schluessel_hash == einladung.schluessel_hash


def test_beenden_macht_nie_laenger(betrieb):
    """Wer früher einmal Leitung war, bekommt das nicht zurück, indem jemand das Ende verschiebt."""
    alt = MitgliedschaftFactory(rolle=Rolle.LEITUNG, benutzer=betrieb.benutzer, bis=HEUTE - 30 * TAG)
    befristet = MitgliedschaftFactory(rolle=Rolle.FACHKRAFT, bis=HEUTE + TAG)
    for mitglied in (alt, befristet):
        daten = {"wann": "tag", "tag": tag(HEUTE + 90 * TAG)}
        antwort = browser(betrieb).post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", daten)
        assert "endet schon am" in text(antwort)
        assert alle(Mitgliedschaft, pk=mitglied.pk)[0].bis == mitglied.bis


# --- Nie allein -----------------------------------------------------------------------------------------------------------


def test_die_erste_leitung_arbeitet_erst_nach_der_freigabe_durch_die_steuerung(betrieb, steuerung):
    mitglied = erste_leitung(betrieb)
    ihr = browser(kim())
    assert "Ihre Mitgliedschaft wartet auf Freigabe: Leitung" in text(ihr.get("/"))
    assert ihr.get("/beratung/faelle/").status_code == 403
    wechsel = ihr.post("/traeger/mitgliedschaft/", {"mitgliedschaft": mitglied.pk})
    assert wechsel.status_code == 404
    for wer in (kim(), betrieb):
        assert freigeben(wer, mitglied).status_code == 403
    chef = browser(steuerung)
    assert f'href="{FREIGABEN}"' in chef.get("/").content.decode(), "im Hauptmenü"
    assert f"Kim Neu Leitung · {mitglied.traeger.kurzname}. Vergeben von {betrieb.benutzer.name}" in text(
        chef.get(FREIGABEN)
    )
    assert "kim.neu@beispiel.example" in text(chef.get(f"{FREIGABEN}{mitglied.pk}/"))
    assert freigeben(steuerung, mitglied).url == FREIGABEN
    assert ihr.get("/beratung/faelle/").status_code == 200
    assert "Nichts wartet auf Sie" in text(chef.get(FREIGABEN))
    assert freigeben(steuerung, mitglied).status_code == 404, "nur einmal"
    mitglied = alle(Mitgliedschaft, pk=mitglied.pk)[0]
    assert (mitglied.vergeben_von, mitglied.freigegeben_von) == (betrieb.benutzer, steuerung.benutzer)


def test_gibt_es_eine_andere_leitung_gibt_sie_frei_und_nicht_die_steuerung(leitung, steuerung):
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    fremde = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    mitglied = wartende(leitung.traeger, leitung)
    for wer in (steuerung, fremde, leitung):
        assert "Nichts wartet auf Sie" in text(browser(wer).get(FREIGABEN))
        assert freigeben(wer, mitglied).status_code == 404, wer
    assert "Eine Mitgliedschaft wartet auf Ihre Freigabe" in text(browser(andere).get("/"))
    assert "Prüfen und freigeben" in text(browser(andere).get(f"/traeger/mitglieder/{mitglied.pk}/"))
    assert "wartet auf Freigabe" in text(browser(leitung).get("/traeger/mitglieder/?stand=wartet"))
    assert freigeben(andere, mitglied).status_code == 302


def test_wo_keine_andere_leitung_da_ist_springt_die_steuerung_ein(leitung, steuerung):
    """Die einzige Leitung holt eine zweite; eine beendete, gesperrte oder selbst wartende zählt nicht."""
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, bis=HEUTE - TAG)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, benutzer__is_active=False)
    mitglied, zweite = (wartende(leitung.traeger, leitung) for _ in range(2))
    assert text(browser(steuerung).get(FREIGABEN)).count("Prüfen und freigeben") == 2
    assert freigeben(steuerung, mitglied).status_code == 302
    assert freigeben(mitglied, zweite).status_code == 302


def test_die_freigabe_laeuft_nicht_zurueck(leitung, steuerung):
    """Bis zur Freigabe galt sie nie; was davor liegt, soll auch später nicht so aussehen."""
    mitglied = wartende(leitung.traeger, leitung, von=HEUTE - 5 * TAG)
    freigeben(steuerung, mitglied)
    assert alle(Mitgliedschaft, pk=mitglied.pk)[0].von == HEUTE


@pytest.mark.parametrize("rolle", list(Rolle))
def test_was_wartet_gilt_nirgends_und_nur_rollen_die_zugang_vergeben_warten(leitung, rolle):
    """Die eine Stelle, durch die jeder Zugang geht: Anmeldung, Aufträge, Kalender, Warnmail, Vertretung."""
    mitglied = wartende(None if rolle in ROLLEN_OHNE_TRAEGER else leitung.traeger, leitung, rolle=rolle)
    wartet = rolle in ROLLEN_MIT_FREIGABE
    with im_namen_von(leitung.traeger_id):
        assert bool(mitgliedschaften(mitglied.benutzer_id, HEUTE)) != wartet
        assert Mitgliedschaft.objects.am(HEUTE).filter(pk=mitglied.pk).exists() != wartet
        assert Mitgliedschaft.objects.wartend().filter(pk=mitglied.pk).exists() == wartet == mitglied.wartet
    assert (browser(mitglied).get("/traeger/stellenplan/").status_code == 200) == (not wartet and rolle != Rolle.BETRIEB)


def test_eine_fachkraft_die_ihre_leitung_einlaedt_gilt_sofort(leitung):
    laden(leitung)
    assert annehmen().status_code == 302
    assert browser(kim()).get("/beratung/faelle/").status_code == 200


@pytest.mark.parametrize("von", [HEUTE - 90 * TAG, HEUTE], ids=["neue Zeile", "berichtigt"])
def test_wer_zur_leitung_ernannt_wird_wartet_auch(leitung, steuerung, von):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, von=von)
    ihr = browser(mitglied)
    antwort = browser(leitung).post(f"/traeger/mitglieder/{mitglied.pk}/aendern/", {"rolle": "leitung", "ab": tag(HEUTE)})
    assert antwort.status_code == 302
    neu = alle(Mitgliedschaft, benutzer=mitglied.benutzer)[-1]
    assert (neu.rolle, neu.wartet, neu.vergeben_von) == ("leitung", True, leitung.benutzer)
    assert ihr.get("/beratung/faelle/").status_code == 403
    freigeben(steuerung, neu)
    assert ihr.get("/traeger/mitglieder/").status_code == 200


def test_eine_freigabe_gilt_fuer_die_rolle_fuer_die_sie_gegeben_wurde(leitung):
    """Am ersten Tag wird die Zeile selbst berichtigt: hin und zurück, und die alte Freigabe ist weg."""
    freigabe = {"vergeben_von": leitung.benutzer, "freigegeben_von": BenutzerFactory()}
    am = {"vergeben_am": timezone.now(), "freigegeben_am": timezone.now()}
    mitglied = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, von=HEUTE, **freigabe, **am)
    assert not mitglied.wartet
    for rolle in ("verwaltung", "leitung"):
        daten = {"rolle": rolle, "ab": tag(HEUTE)}
        assert browser(leitung).post(f"/traeger/mitglieder/{mitglied.pk}/aendern/", daten).status_code == 302
    assert alle(Mitgliedschaft, pk=mitglied.pk)[0].wartet


def test_eine_wartende_leitung_ist_keine(leitung):
    """Sonst beendete sich die letzte Leitung, und die Nachfolge gibt niemand frei."""
    wartende(leitung.traeger, leitung)
    antwort = browser(leitung).post(f"/traeger/mitglieder/{leitung.pk}/beenden/", {"wann": "sofort"})
    assert "nie ohne Leitung" in text(antwort)


def test_freigeben_prueft_noch_einmal_wenn_inzwischen_alles_anders_ist(leitung, steuerung):
    """Die Seite stand offen: Inzwischen gibt es eine andere Leitung, oder jemand war schneller."""
    mitglied = wartende(leitung.traeger, leitung)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    wann = {"jetzt": timezone.now(), "heute": HEUTE}
    with pytest.raises(ValidationError, match="wartet nicht mehr"), handeln(zugang_von(steuerung)) as zugang:
        vorgaenge.freigeben(mitgliedschaft=mitglied, gezeigt=vorgaenge.gesehen(mitglied), durch=zugang, **wann)
    assert alle(Mitgliedschaft, pk=mitglied.pk)[0].wartet


# --- Wer davon erfährt ----------------------------------------------------------------------------------------------------


def test_alle_leitungen_erfahren_von_jeder_neuen_mitgliedschaft(leitung, steuerung, post):
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, bis=HEUTE - TAG)
    MitgliedschaftFactory(rolle=Rolle.VERWALTUNG, traeger=leitung.traeger)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    setzen(leitung.benutzer, name="Lena Muster")
    laden(leitung)
    ziel = verweis()
    mails = post(lambda: annehmen(wo=ziel))
    assert {m.to[0] for m in mails} == {leitung.benutzer.email, andere.benutzer.email}
    for m in mails:
        assert re.search(r"Kim Neu\nRolle: Fachkraft für .*\nArbeitsfelder: MBE\nVergeben von: Lena Muster", m.body)
        assert "/einladung/" not in m.body
    mitglied = alle(Mitgliedschaft, benutzer=kim())[0]
    daten = {"rolle": "leitung", "ab": tag(HEUTE)}
    mails = post(lambda: browser(leitung).post(f"/traeger/mitglieder/{mitglied.pk}/aendern/", daten))
    assert {m.to[0] for m in mails} == {leitung.benutzer.email, andere.benutzer.email}
    assert all(FREIGABEN in m.body for m in mails)
    (mail_an_kim,) = post(lambda: freigeben(andere, alle(Mitgliedschaft, benutzer=kim())[-1]))
    assert mail_an_kim.to == [kim().email]


def test_die_steuerung_bekommt_post_wo_nur_sie_freigeben_kann(betrieb, leitung, steuerung, post):
    traeger = TraegerFactory()
    for wer, daten in ((betrieb, {"rolle": "leitung", "traeger": traeger.pk}), (leitung, {"rolle": "leitung"}),
                       (betrieb, {"rolle": "koordination"})):  # fmt: skip
        laden(wer, **daten)
        ziel, neu = verweis(), Client()
        if Benutzer.objects.filter(email="kim.neu@beispiel.example").exists():
            neu = browser(kim())
        empfaenger = {m.to[0] for m in post(lambda neu=neu, ziel=ziel: annehmen(neu, ziel))}
        assert empfaenger == {steuerung.benutzer.email} | ({leitung.benutzer.email} if wer is leitung else set())
