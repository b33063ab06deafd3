"""Wie viele E-Mails aus Vorgängen entstehen: dieselbe Sache einmal am Tag, und von einer Person nicht beliebig viele."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.factories.traeger import PASSWORT
from tests.haus.test_quelltext import aufrufe, funktionen, module
from tests.traeger.mitteilung.hilfe import glocke, mitglied, will, zeilen
from traeger.begriffe import Anlass, Arbeitsfeld, Rolle
from traeger.konto.vorgaenge import mitgliedschaft as mitgliedschaften
from traeger.mitteilung import vorgaenge
from traeger.mitteilung.briefe import Sache
from traeger.models import Aufgabe, Mitgliedschaft
from traeger.sitzung import vorgaenge as sitzung
from traeger.zugang import handeln

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def koordination():
    return mitglied(Rolle.KOORDINATION)


@pytest.fixture
def leitung():
    return mitglied()


def hin_und_her(wer, an, mal):
    """Dieselbe Aufgabe so oft erledigt und wieder geöffnet."""
    with handeln(wer.zugang):
        aufgabe = sitzung.aufgabe_verteilen(
            aufgabe=Aufgabe(titel="Liste", faellig_am=HEUTE + timedelta(30), traeger=an.traeger),
            durch=wer.zugang,
            heute=HEUTE,
        )
        for _ in range(mal):
            sitzung.aufgabe_erledigen(aufgabe=aufgabe, ergebnis="", durch=wer.zugang, jetzt=aufgabe.angelegt_am)
            sitzung.aufgabe_oeffnen(aufgabe=aufgabe, durch=wer.zugang, heute=HEUTE)
            aufgabe.refresh_from_db()


@pytest.mark.parametrize("in_der_glocke", [Anlass.values, []])
def test_hin_und_her_ist_eine_email_am_tag_und_die_glocke_sagt_es_wieder(koordination, leitung, in_der_glocke):
    will(leitung, glocke=in_der_glocke, email=Anlass.values)
    hin_und_her(koordination, leitung, mal=4)
    assert [brief.to for brief in mail.outbox] == [[leitung.benutzer.email]] * 2  # zugewiesen, zurückgegeben
    assert (Anlass.ZURUECK in [anlass for anlass, _ in glocke(leitung)]) is bool(in_der_glocke)
    assert len(zeilen(leitung)) == 2


def test_am_naechsten_tag_kommt_wieder_eine(koordination, leitung, uhr):
    will(leitung, glocke=Anlass.values, email=Anlass.values)
    sache = Sache("Aufgabe 1", "/traeger/aufgaben/1/")
    for tag in (HEUTE, HEUTE, HEUTE + timedelta(1)):
        with handeln(koordination.zugang):
            vorgaenge.mitteilen(
                vorgaenge.an_konto(leitung.benutzer_id, leitung.traeger_id),
                Anlass.ZURUECK,
                sache,
                tag=tag,
                durch=koordination.zugang,
            )
    assert len(mail.outbox) == 2


def test_von_einer_person_gehen_nicht_beliebig_viele_hinaus(koordination, leitung, monkeypatch):
    """Was darüber hinausgeht, steht in der Glocke; andere Personen und der tägliche Lauf bremst es nicht."""
    monkeypatch.setattr(vorgaenge, "MAILS_JE_STUNDE", 3)
    will(leitung, glocke=Anlass.values, email=Anlass.values)
    an, andere = vorgaenge.an_konto(leitung.benutzer_id, leitung.traeger_id), mitglied(Rolle.KOORDINATION)

    def teile_mit(nummer, durch):
        sache = Sache(f"Aufgabe {nummer}", f"/traeger/aufgaben/{nummer}/")
        with handeln(koordination.zugang):
            vorgaenge.mitteilen(an, Anlass.ZUGEWIESEN, sache, tag=HEUTE, durch=durch)

    for nummer in range(5):
        teile_mit(nummer, koordination.zugang)
    assert (len(mail.outbox), len(glocke(leitung))) == (3, 5)
    teile_mit(5, andere.zugang)
    teile_mit(6, None)
    assert (len(mail.outbox), len(glocke(leitung))) == (5, 7)


def test_rollen_hin_und_her_haben_eine_grenze(leitung, monkeypatch):
    """Jede Änderung schreibt den Leitungen und, wo niemand sonst freigibt, der Steuerung."""
    monkeypatch.setattr(mitgliedschaften, "AENDERUNGEN_JE_STUNDE", 3)
    andere = mitglied(Rolle.VERWALTUNG, leitung.traeger)
    for nummer in range(4):
        felder = [Arbeitsfeld.EA, Arbeitsfeld.IM, Arbeitsfeld.MBE][: nummer % 3 + 1]
        geht = pytest.raises(ValidationError, match="schon 3 Mitgliedschaften geändert") if nummer == 3 else nullcontext()
        with geht, handeln(leitung.zugang):
            mitgliedschaften.mitgliedschaft_aendern(
                mitgliedschaft=andere, rolle=Rolle.FACHKRAFT, arbeitsfelder=felder, ab=HEUTE, jetzt=timezone.now(), heute=HEUTE,
                durch=leitung.zugang,
            )  # fmt: skip
            andere = Mitgliedschaft.objects.latest("pk")


def test_allauth_schreibt_niemandem_beliebig_oft(leitung):
    """Weitere E-Mail-Adressen bestätigen: zehn in der Stunde, gleich wem sie gehören."""
    browser, email = Client(), leitung.benutzer.email
    EmailAddress.objects.create(user=leitung.benutzer, email=email, verified=True, primary=True)
    browser.post("/konto/login/", {"login": email, "password": PASSWORT})
    browser.post("/konto/reauthenticate/", {"password": PASSWORT})
    for nummer in range(12):
        browser.post("/konto/email/", {"action_add": "", "email": f"opfer+{nummer}@fremd.example"})
    assert len([brief for brief in mail.outbox if "fremd.example" in brief.to[0]]) == 10
    mail.outbox.clear()
    for _ in range(8):
        Client().post("/konto/password/reset/", {"email": leitung.benutzer.email})
    assert len(mail.outbox) == 5


#: Wer Briefe aufgibt, und was ihn hindert, ein Postfach zu füllen.
GIBT_AUF = {
    "traeger/mitteilung/vorgaenge:_brief": "je Sache und Tag einmal, je Person und Stunde `MAILS_JE_STUNDE`; Fristen einmal am Tag",
    "traeger/sitzung/vorgaenge:_verschicken": "je Fassung einmal, und von einer Person an jemanden `VERSAND_JE_STUNDE`",
    "traeger/konto/vorgaenge/einladung:_verschicken": "gebremst je Person und je Adresse",
    "traeger/konto/vorgaenge/konto:_faktor_melden": "nur nach frischem Ausweis, einmal je vorhandenem Faktor",
    "traeger/konto/vorgaenge/mitgliedschaft:melden": "je Änderung einmal, und die sind je Person und Stunde `AENDERUNGEN_JE_STUNDE`; Einladungen sind es selbst",
    "traeger/konto/vorgaenge/mitgliedschaft:freigeben": "einmal je Mitgliedschaft, nach frischem Ausweis",
    "traeger/zugang/anmeldung:send_mail": "allauth: ACCOUNT_RATE_LIMITS je Adresse und Konto (test_allauth_schreibt_niemandem_beliebig_oft)",
}


def test_jeder_weg_in_den_postausgang_hat_eine_grenze():
    wer = {f"{pfad}:{f.name}" for pfad, baum in module() for f in funktionen(baum) if list(aufrufe(f, "aufgeben"))}
    assert wer == set(GIBT_AUF)
