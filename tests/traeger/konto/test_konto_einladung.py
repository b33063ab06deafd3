"""Einladen, annehmen, beenden: Konten entstehen nur durch Einladung (Fachmodell 0)."""

import hashlib
import re
import uuid
from copy import copy
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import BenutzerFactory, MitgliedschaftFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import PASSWORT
from tests.lesen import text
from tests.sperren import waehrenddessen
from traeger.begriffe import Rolle, TraegerArt
from traeger.konto.vorgaenge import einladung as einladungen
from traeger.konto.vorgaenge import mitgliedschaft as vorgaenge
from traeger.models import Benutzer, Brief, Einladung, Mitgliedschaft
from traeger.zugang import handeln, postausgang, zugang_von

NEU = "/traeger/einladungen/neu/"
GESTERN, HEUTE = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE, laeuft=False)


@pytest.fixture
def leitung(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


@pytest.fixture
def betrieb(db):
    return MitgliedschaftFactory(rolle=Rolle.BETRIEB, traeger=None)


def einladen(client, von, **daten):
    client.force_login(von.benutzer)
    grund = {"name": "Kim Neu", "email": "Kim.Neu@beispiel.example", "rolle": "fachkraft", "arbeitsfelder": ["MBE", "IM"]}
    antwort = client.post(NEU, grund | {"absendung": str(uuid.uuid4())} | daten)
    client.logout()
    return antwort


def verweis():
    return re.search(r"https?://[^/]+(/traeger/einladung/\S+)", mail.outbox[-1].body)[1]


def alle(modell):
    with im_namen_von():
        return list(modell.objects.all())


def annehmen(client, **daten):
    return client.post(verweis(), {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT} | daten)


def test_einladung_ende_zu_ende(client, leitung):
    assert einladen(client, leitung).url == "/traeger/einladungen/"
    (post,) = mail.outbox
    assert post.to == ["kim.neu@beispiel.example"]
    assert "Fachkraft" in post.body
    (zeile,) = alle(Einladung)
    schluessel = verweis().rstrip("/").rpartition("/")[2]
    assert zeile.schluessel_hash == hashlib.sha256(schluessel.encode()).hexdigest()
    assert timedelta(days=6, hours=23) < zeile.gueltig_bis - timezone.now() <= timedelta(days=7)
    assert "Legen Sie Ihr Passwort fest" in text(client.get(verweis()))
    assert annehmen(client).url == "/konto/login/"
    konto_neu = Benutzer.objects.get(email="kim.neu@beispiel.example")
    assert EmailAddress.objects.get(user=konto_neu).verified
    with im_namen_von():
        (m,) = Mitgliedschaft.objects.filter(benutzer=konto_neu)
    assert (m.rolle, m.traeger_id, m.arbeitsfelder, m.von) == ("fachkraft", leitung.traeger_id, ["MBE", "IM"], HEUTE)
    (zeile,) = alle(Einladung)
    assert zeile.angenommen_von_id == konto_neu.pk
    antwort = client.post("/konto/login/", {"login": "kim.neu@beispiel.example", "password": PASSWORT})
    assert antwort.url == "/"
    assert "Fachkraft" in text(client.get("/konto/"))


def test_ein_verweis_gilt_nur_einmal_sieben_tage_und_nur_genau_so(client, leitung):
    einladen(client, leitung)
    ziel = verweis()
    falsch = client.get(ziel[:-3] + "00/")
    assert (falsch.status_code, "gibt es nicht" in text(falsch)) == (404, True)
    with im_namen_von():
        Einladung.objects.update(gueltig_bis=timezone.now() - timedelta(seconds=1))
    abgelaufen = annehmen(client)
    assert (abgelaufen.status_code, "abgelaufen" in text(abgelaufen)) == (410, True)
    assert not Benutzer.objects.filter(email="kim.neu@beispiel.example").exists()
    with im_namen_von():
        Einladung.objects.update(gueltig_bis=timezone.now() + timedelta(days=1))
    annehmen(client)
    benutzt = client.post(ziel, {"name": "Kim Neu", "passwort": PASSWORT, "wiederholung": PASSWORT})
    assert (benutzt.status_code, "schon angenommen" in text(benutzt)) == (410, True)


def test_doppelt_abgeschickt_ist_eine_einladung(client, leitung):
    absendung = str(uuid.uuid4())
    for _ in range(3):
        assert einladen(client, leitung, absendung=absendung).status_code == 302
    assert (len(alle(Einladung)), len(mail.outbox)) == (1, 1)
    assert "läuft schon eine Einladung" in text(einladen(client, leitung))
    assert len(mail.outbox) == 1


def test_geht_die_email_nicht_hinaus_wartet_sie_und_die_einladung_gilt(client, leitung, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert einladen(client, leitung).status_code == 302
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    (wartet,) = Brief.objects.all()
    postausgang.zustellen(brief_id=wartet.pk, jetzt=timezone.now())
    assert annehmen(client).url == "/konto/login/"


def test_leitung_laedt_nur_fuer_ihren_traeger_und_ihre_rollen_ein(client, leitung):
    for rolle in ("steuerung", "pruefung", "koordination", "betrieb"):
        assert einladen(client, leitung, rolle=rolle).status_code == 200
    fremder = TraegerFactory()
    assert einladen(client, leitung, rolle="verwaltung", traeger=fremder.pk).status_code == 302
    (zeile,) = alle(Einladung)
    assert zeile.traeger_id == leitung.traeger_id
    assert zeile.arbeitsfelder == [], "Arbeitsfelder führt nur eine Fachkraft"


def test_die_leitung_der_kommune_vergibt_deren_rollen_und_niemand_sonst(client, leitung, betrieb):
    kommunal = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger__art=TraegerArt.KOMMUNE)
    for rolle in ("steuerung", "pruefung"):
        daten = {"rolle": rolle, "email": f"{rolle}@neu.example", "traeger": kommunal.traeger_id}
        for von, status in ((leitung, 200), (betrieb, 200), (kommunal, 302)):
            assert einladen(client, von, **daten).status_code == status, (von, rolle)
    assert {(e.rolle, e.traeger_id) for e in alle(Einladung)} == {
        (r, kommunal.traeger_id) for r in ("steuerung", "pruefung")
    }


@pytest.mark.parametrize("rolle", set(Rolle) - {Rolle.LEITUNG, Rolle.BETRIEB})
def test_andere_rollen_laden_nicht_ein(client, db, rolle):
    traeger = None if rolle == Rolle.KOORDINATION else TraegerFactory()
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=traeger)
    assert einladen(client, mitglied).status_code == 403
    assert alle(Einladung) == []


def test_annahme_verlangt_ein_gutes_passwort(client, leitung):
    einladen(client, leitung)
    assert "zu kurz" in text(annehmen(client, passwort="kurz", wiederholung="kurz"))
    assert "verschieden" in text(annehmen(client, wiederholung="anders-als-oben-1"))
    assert "zu ähnlich" in text(annehmen(client, passwort="kim.neu@beispiel", wiederholung="kim.neu@beispiel"))
    assert not Benutzer.objects.filter(email="kim.neu@beispiel.example").exists()


def test_wer_schon_ein_konto_hat_bekommt_die_mitgliedschaft_nach_der_anmeldung_dazu(client, leitung):
    vorhanden = MitgliedschaftFactory(benutzer=BenutzerFactory(email="kim.neu@beispiel.example")).benutzer
    einladen(client, leitung)
    seite = client.get(verweis())
    assert "gibt es schon ein Konto" in text(seite)
    assert f"/konto/login/?next={verweis()}" in seite.content.decode()
    assert annehmen(client, passwort="Anderes-Passwort-99").status_code == 200
    assert Benutzer.objects.get(pk=vorhanden.pk).check_password(PASSWORT), "die Einladung ändert kein Passwort"
    client.force_login(BenutzerFactory())
    assert "Diese Einladung gilt kim.neu@" in text(client.get(verweis()))
    client.post(verweis(), {"absendung": str(uuid.uuid4())})
    assert not any(e.angenommen_am for e in alle(Einladung))
    client.force_login(vorhanden)
    seite = client.get(verweis())
    assert client.post(verweis(), {"absendung": str(uuid.uuid4())}).url == "/"
    with im_namen_von():
        assert Mitgliedschaft.objects.filter(benutzer=vorhanden, traeger=leitung.traeger_id).count() == 1
    assert Benutzer.objects.filter(email="kim.neu@beispiel.example").count() == 1


def test_neuer_verweis_ersetzt_den_alten_und_zurueckgezogen_gilt_keiner(client, leitung):
    einladen(client, leitung)
    erster, (zeile,) = verweis(), alle(Einladung)
    client.force_login(leitung.benutzer)
    assert client.post(f"/traeger/einladungen/{zeile.pk}/", {"absendung": str(uuid.uuid4())}).status_code == 302
    assert client.get(erster).status_code == 404
    assert client.get(verweis()).status_code == 200
    assert client.get(f"/traeger/einladungen/{zeile.pk}/zurueckziehen/").status_code == 405
    client.post(f"/traeger/einladungen/{zeile.pk}/zurueckziehen/")
    assert client.get(verweis()).status_code == 404


def test_fremde_mitglieder_und_einladungen_gibt_es_nicht(client, leitung):
    fremd = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    einladen(client, fremd)
    (einladung,) = alle(Einladung)
    der_arge = MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)
    client.force_login(leitung.benutzer)
    for pfad in (
        f"mitglieder/{fremd.pk}/", f"mitglieder/{fremd.pk}/beenden/", f"mitglieder/{der_arge.pk}/beenden/",
        f"einladungen/{einladung.pk}/",
    ):  # fmt: skip
        assert client.get(f"/traeger/{pfad}").status_code == 404
    assert client.post(f"/traeger/einladungen/{einladung.pk}/zurueckziehen/").status_code == 404
    assert fremd.benutzer.name not in text(client.get("/traeger/mitglieder/?stand="))
    assert "Kim Neu" not in text(client.get("/traeger/einladungen/"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_mitgliederliste_hat_immer_gleich_viele_abfragen(client, leitung, anzahl, django_assert_num_queries):
    for _ in range(anzahl):
        MitgliedschaftFactory(traeger=leitung.traeger)
    client.force_login(leitung.benutzer)
    client.get("/traeger/mitglieder/")
    with django_assert_num_queries(11):  # davon vier für die Transaktion, die im Test ein Sicherungspunkt ist
        antwort = client.get("/traeger/mitglieder/")
    assert f"{anzahl + 1} Mitglieder" in text(antwort)


def test_mitgliedschaft_sofort_beenden_wirkt_bei_der_naechsten_anfrage(client, leitung):
    from django.test import Client

    mitglied, ihr = MitgliedschaftFactory(traeger=leitung.traeger), Client()
    ihr.force_login(mitglied.benutzer)
    assert ihr.get("/traeger/stellenplan/").status_code == 200
    client.force_login(leitung.benutzer)
    assert client.post(f"/traeger/mitglieder/{mitglied.pk}/beenden/", {"wann": "sofort"}).url == "/traeger/mitglieder/"
    assert ihr.get("/traeger/stellenplan/").status_code == 403
    client.get("/traeger/mitglieder/")  # zeigt die Meldung mit dem Namen
    assert mitglied.benutzer.name not in text(client.get("/traeger/mitglieder/"))
    assert mitglied.benutzer.name in text(client.get("/traeger/mitglieder/?stand=beendet"))


def test_mitgliedschaft_endet_nicht_rueckwirkend_und_nicht_ohne_tag(client, leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger)
    client.force_login(leitung.benutzer)
    ziel = f"/traeger/mitglieder/{mitglied.pk}/beenden/"
    assert "nennen Sie den letzten Tag" in text(client.post(ziel, {"wann": "tag", "tag": ""}))
    assert "in der Vergangenheit" in text(client.post(ziel, {"wann": "tag", "tag": "1.1.2021"}))
    assert client.post(ziel, {"wann": "tag", "tag": f"{HEUTE:%d.%m.%Y}"}).status_code == 302


def test_wer_heute_begann_und_sofort_endet_hatte_nie_einen_ganzen_tag(leitung):
    mitglied = MitgliedschaftFactory(traeger=leitung.traeger, von=HEUTE)
    with handeln(zugang_von(leitung)):
        vorgaenge.mitgliedschaft_beenden(mitgliedschaft=mitglied, letzter_tag=GESTERN, heute=HEUTE)
        stand = Mitgliedschaft.objects.get(pk=mitglied.pk)
        assert (stand.galt_nie, stand.bis) == (True, GESTERN)
        assert not Mitgliedschaft.objects.am(HEUTE).filter(pk=mitglied.pk).exists()


def test_eine_organisation_bleibt_nie_ohne_leitung(client, leitung, betrieb):
    client.force_login(leitung.benutzer)
    ziel = f"/traeger/mitglieder/{leitung.pk}/beenden/"
    assert "nie ohne Leitung" in text(client.post(ziel, {"wann": "sofort"}))
    befristet = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, bis=HEUTE)
    gesperrt = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger, benutzer__is_active=False)
    assert {befristet.rolle, gesperrt.rolle} == {"leitung"}
    assert "nie ohne Leitung" in text(client.post(ziel, {"wann": "tag", "tag": f"{HEUTE:%d.%m.%Y}"}))
    MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    assert client.post(ziel, {"wann": "sofort"}).status_code == 302
    client.force_login(betrieb.benutzer)
    assert "nie ohne Betrieb" in text(client.post(f"/traeger/mitglieder/{betrieb.pk}/beenden/", {"wann": "sofort"}))


def test_zwei_leitungen_beenden_einander_nicht_gleichzeitig(festgeschrieben):
    """Ohne die Sperre gingen beide: jede sähe die andere noch."""
    eine = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=eine.traeger)

    def beenden(wen, von):
        with handeln(zugang_von(von)):
            vorgaenge.mitgliedschaft_beenden(mitgliedschaft=wen, letzter_tag=GESTERN, heute=HEUTE)

    with waehrenddessen(lambda: beenden(eine, andere)) as zweite:
        beenden(andere, eine)
    assert zweite.wartete
    assert "nie ohne Leitung" in str(zweite.ergebnis)


def test_eine_einladung_nimmt_genau_einer_an(festgeschrieben):
    """Zwei Reiter, zweimal abgeschickt: die zweite Annahme wartet auf die erste und findet die Einladung benutzt."""
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    with im_namen_von(leitung.traeger_id, leitung.benutzer_id):
        einladung = Einladung.objects.create(
            email="kim@beispiel.example", name="Kim", traeger=leitung.traeger, rolle=Rolle.VERWALTUNG,
            schluessel_hash="0" * 64, gueltig_bis=timezone.now() + timedelta(days=1), eingeladen_von=leitung.benutzer,
        )  # fmt: skip

    def annehmen(name):
        return einladungen.einladung_annehmen(
            einladung=einladung, jetzt=timezone.now(), heute=HEUTE, name=name, passwort=PASSWORT
        )

    with waehrenddessen(lambda: annehmen("Zweite")) as zweite:
        annehmen("Erste")
    assert zweite.wartete
    assert "gilt nicht mehr" in str(zweite.ergebnis)
    assert [b.name for b in Benutzer.objects.filter(email=einladung.email)] == ["Erste"]


def offene_einladung(leitung):
    with handeln(zugang_von(leitung)) as zugang:
        return einladungen.einladen(
            email="kim@beispiel.example", name="Kim Neu", rolle=Rolle.FACHKRAFT, traeger=leitung.traeger, arbeitsfelder=["MBE"],
            absendung=uuid.uuid4(), jetzt=timezone.now(), durch=zugang,
        )  # fmt: skip


@pytest.mark.parametrize("vorgang", ["zurueckziehen", "erneuern"])
def test_was_gerade_jemand_annimmt_bleibt_als_nachweis(festgeschrieben, vorgang):
    """Die Seite zeigte die Einladung noch offen: Der Knopf wartet auf die Annahme und sieht sie dann."""
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    einladung, absendung = offene_einladung(leitung), uuid.uuid4()
    gesehen = copy(einladung)

    def annehmen():
        einladungen.einladung_annehmen(
            einladung=einladung, jetzt=timezone.now(), heute=HEUTE, name="Kim Neu", passwort=PASSWORT
        )

    def druecken():
        with handeln(zugang_von(leitung)):
            if vorgang == "zurueckziehen":
                einladungen.einladung_zurueckziehen(einladung=gesehen)
            else:
                einladungen.einladung_erneuern(
                    einladung=gesehen, absendung=absendung, jetzt=timezone.now(), durch=zugang_von(leitung)
                )

    with waehrenddessen(druecken) as zweiter:
        annehmen()
    assert zweiter.wartete
    assert isinstance(zweiter.ergebnis, ValidationError)
    assert zweiter.ergebnis.message == "Diese Einladung wurde schon angenommen."
    with handeln(zugang_von(leitung)):
        assert Einladung.objects.get().angenommen_am is not None


@pytest.mark.parametrize(
    ("von", "bis", "gilt"), [(HEUTE, None, True), (date(2026, 1, 1), GESTERN, False), (date(2026, 11, 23), None, False)]
)
def test_kurz_nach_mitternacht_zaehlt_der_tag_in_heilbronn(leitung, uhr, von, bis, gilt):
    """Um 0:30 Uhr ist in UTC noch gestern: Wer heute beginnt, hat die Rolle schon, und wessen Zeit gestern endete, nicht mehr."""
    uhr(datetime(2026, 11, 22, 0, 30, tzinfo=ZoneInfo("Europe/Berlin")), laeuft=False)
    BenutzerFactory(email="kim@beispiel.example")
    kim = Benutzer.objects.get(email="kim@beispiel.example")
    MitgliedschaftFactory(benutzer=kim, traeger=leitung.traeger, rolle=Rolle.FACHKRAFT, von=von, bis=bis)
    if gilt:
        with pytest.raises(ValidationError, match="hat diese Rolle schon"):
            offene_einladung(leitung)
    else:
        assert offene_einladung(leitung).email == "kim@beispiel.example"
