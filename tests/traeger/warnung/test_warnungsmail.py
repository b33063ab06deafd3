"""Warnungen per E-Mail: einmal, gesammelt, ohne Namen; ein toter Postausgang verliert nichts."""

import re
import smtplib
import threading
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from arge.zahlen.zeitraum import TAG, monate_spaeter
from tests.factories import (
    BesetzungFactory,
    FachkraftFactory,
    MitgliedschaftFactory,
    StellenanteilFactory,
    TraegerFactory,
    setzen,
)
from tests.factories.basis import im_namen_von
from traeger.begriffe import Quelle, Rolle, TraegerArt
from traeger.models import Warnmeldung
from traeger.tasks import warnungen_melden
from traeger.warnung.kennzahlen import lage_fuer
from traeger.warnung.vorgaenge import warnung, warnungsmail
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db

HEUTE = date(2026, 11, 22)
ENDE = monate_spaeter(HEUTE, 2)
VORJAHR = date(HEUTE.year - 1, 1, 1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def stadt():
    return TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)


@pytest.fixture
def diakonie(stadt):
    """Ein kirchlicher Anteil, der endet, und eine Fachkraft mit zu kleinem Anteil: beides handelt die Leitung."""
    traeger = TraegerFactory(kurzname="Diakonie")
    StellenanteilFactory(
        traeger=traeger,
        aufgabe="EA",
        quelle=Quelle.KIDIFLUE,
        vzae=Decimal("0.20"),
        ist_obergrenze=True,
        von=VORJAHR,
        bis=ENDE,
    )
    im = StellenanteilFactory(traeger=traeger, von=VORJAHR, ist_obergrenze=True)
    kraft = FachkraftFactory(traeger=traeger, vorname="Geheime", nachname="Fachkraft")
    BesetzungFactory(traeger=traeger, stellenanteil=im, fachkraft=kraft, vzae=Decimal("0.10"), von=VORJAHR)
    return traeger


@pytest.fixture
def leitung(diakonie):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)


def melden(heute=HEUTE):
    return warnungsmail.melden(heute=heute, jetzt=timezone.now())


def an():
    return sorted(m.to[0] for m in mail.outbox)


def gemeldet(traeger):
    with im_namen_von(traeger.pk):
        return sorted(Warnmeldung.objects.filter(gemeldet_am__isnull=False).values_list("art", flat=True))


def test_eine_mail_je_person_mit_folge_und_verweis_ohne_namen(leitung, diakonie):
    assert melden() == 1
    brief = mail.outbox[0]
    assert brief.to == [leitung.benutzer.email]
    assert brief.subject == "ARGE Integration: 3 neue Warnungen"
    assert "Finanzierung „KiDiFlü“ endet am" in brief.body
    assert "fällt die kirchliche Ehrenamtskoordination von 0,2 auf 0,0 VZÄ" in brief.body
    assert "eine Fachkraft mit 0,1 VZÄ" in brief.body
    assert "Geheime" not in brief.body
    assert f"{settings.BASIS_URL}/traeger/warnungen/finanzierung:" in brief.body
    assert gemeldet(diakonie) == ["finanzierung", "kleinanteil", "ueber_bewilligt"]


def test_noch_einmal_gerufen_kommt_nichts_und_die_naechste_stufe_meldet_sich_neu(leitung, diakonie):
    melden()
    mail.outbox.clear()
    assert melden() == 0
    assert mail.outbox == []
    assert melden(monate_spaeter(ENDE, -1)) == 1
    assert re.findall(r"Fällig am ([\d.]+)", mail.outbox[0].body) == [f"{ENDE:%d.%m.%Y}"]


def test_alle_verantwortlichen_bekommen_sie_und_sonst_niemand(leitung, diakonie, stadt):
    zweite = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)
    steuerung = MitgliedschaftFactory(rolle=Rolle.STEUERUNG, traeger=stadt)
    StellenanteilFactory(traeger=diakonie, aufgabe="MBE", quelle=Quelle.STADT, ist_obergrenze=True, von=VORJAHR, bis=ENDE)
    for rolle, traeger in (
        (Rolle.FACHKRAFT, diakonie),
        (Rolle.VERWALTUNG, diakonie),
        (Rolle.KOORDINATION, None),
        (Rolle.LEITUNG, TraegerFactory()),
    ):
        MitgliedschaftFactory(rolle=rolle, traeger=traeger)
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie, bis=HEUTE - TAG)
    gesperrt = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie).benutzer
    setzen(gesperrt, is_active=False)
    melden()
    assert an() == sorted(m.benutzer.email for m in (leitung, zweite, steuerung))
    assert "Migrationsberatung" in next(m for m in mail.outbox if m.to == [steuerung.benutzer.email]).body


def test_wer_zwei_traeger_leitet_bekommt_eine_mail(leitung, diakonie):
    anderer = TraegerFactory()
    StellenanteilFactory(traeger=anderer, von=VORJAHR)
    MitgliedschaftFactory(benutzer=leitung.benutzer, rolle=Rolle.LEITUNG, traeger=anderer)
    assert melden() == 1
    assert gemeldet(anderer) == ["vakanz"]


def test_ohne_verantwortliche_wird_gemeldet_sobald_es_jemanden_gibt(diakonie):
    assert melden() == 0
    assert gemeldet(diakonie) == []
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)
    assert melden() == 1


def test_schon_quittiert_braucht_keine_mail_und_gemeldet_bleibt_quittierbar(leitung, diakonie):
    with handeln(zugang_von(leitung)) as zugang:
        schluessel = next(w.schluessel for w in lage_fuer(zugang, HEUTE).warnungen if w.ist_frist)
        wie = {"schluessel": schluessel, "notiz": "läuft", "jetzt": timezone.now(), "heute": HEUTE, "durch": zugang}
        warnung.quittieren(**wie, absendung=uuid.uuid4())
    melden()
    assert "KiDiFlü" not in mail.outbox[0].body.replace("„KiDiFlü“ – ", "")
    with handeln(zugang_von(leitung)) as zugang:
        for w in lage_fuer(zugang, HEUTE).offen():
            warnung.quittieren(**wie | {"schluessel": w.schluessel}, absendung=uuid.uuid4())
        assert lage_fuer(zugang, HEUTE).offen() == []


class Kaputt(EmailBackend):
    """Ein Postausgang, der nach `gut` Mails nicht mehr antwortet oder eine Adresse ablehnt."""

    gut = 0
    abgelehnt = ""

    def send_messages(self, nachrichten):
        if Kaputt.abgelehnt and nachrichten[0].to == [Kaputt.abgelehnt]:
            raise smtplib.SMTPRecipientsRefused({Kaputt.abgelehnt: (550, b"unbekannt")})
        if not Kaputt.abgelehnt and Kaputt.gut <= 0:
            raise smtplib.SMTPServerDisconnected("weg")
        Kaputt.gut -= 1
        return super().send_messages(nachrichten)


@pytest.fixture
def postausgang(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Kaputt"
    monkeypatch.setattr("django.core.mail.import_string", lambda _: Kaputt)
    Kaputt.gut, Kaputt.abgelehnt = 0, ""
    return Kaputt


def test_toter_postausgang_der_naechste_lauf_holt_alles_nach(leitung, diakonie, postausgang):
    assert melden() == 0
    assert gemeldet(diakonie) == []
    postausgang.gut = 9
    assert melden() == 1
    assert len(gemeldet(diakonie)) == 3


def test_faellt_er_mittendrin_aus_gilt_erst_gemeldet_wenn_alle_ihre_mail_haben(leitung, diakonie, postausgang):
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)
    postausgang.gut = 1
    assert melden() == 1
    assert gemeldet(diakonie) == [], "lieber zweimal als nie"
    postausgang.gut = 9
    assert melden() == 2
    assert len(gemeldet(diakonie)) == 3


def test_eine_falsche_adresse_haelt_niemanden_auf_und_laesst_andere_nicht_taeglich_lesen(leitung, diakonie, postausgang):
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)
    postausgang.abgelehnt = leitung.benutzer.email
    assert melden() == 1
    assert len(gemeldet(diakonie)) == 3
    assert melden() == 0


def test_erreicht_die_falsche_adresse_niemanden_wird_es_morgen_wieder_versucht(leitung, diakonie, postausgang):
    postausgang.abgelehnt = leitung.benutzer.email
    assert melden() == 0
    assert gemeldet(diakonie) == []


def test_befehl_und_zeitplan_rufen_dasselbe(leitung, capsys):
    call_command("warnungen_melden")
    assert "1 E-Mails verschickt." in capsys.readouterr().out
    warnungen_melden()
    call_command("warnungen_melden")
    assert "Nichts Neues zu melden." in capsys.readouterr().out
    assert len(mail.outbox) == 1
    assert settings.CELERY_BEAT_SCHEDULE["warnungen-melden"]["task"] == warnungen_melden.name


def test_laeuft_schon_ein_lauf_tut_der_zweite_nichts(leitung):
    """Die Sperre liegt auf der Verbindung: Ein anderer Prozess hält sie, bis er fertig oder tot ist."""
    gehalten, weiter = threading.Event(), threading.Event()

    def anderer():
        with connections["default"].cursor() as cursor:
            cursor.execute(warnungsmail.SPERRE)
            gehalten.set()
            weiter.wait(30)
            cursor.execute(warnungsmail.FREI)  # schließen gibt die Verbindung nur dem Pool zurück, samt Sperre
        connections["default"].close()

    faden = threading.Thread(target=anderer)
    faden.start()
    assert gehalten.wait(30)
    try:
        assert melden() == 0
        assert mail.outbox == []
    finally:
        weiter.set()
        faden.join()
    assert melden() == 1
