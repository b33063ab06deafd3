"""Kalender-Abonnement: Geheimnis nur einmal und nur als Hash, gültiges iCalendar, endet mit der Mitgliedschaft."""

import hashlib
import re
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

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
from tests.factories.traeger import AufgabeFactory, BenutzerFactory, SitzungFactory
from traeger.begriffe import Quelle, Rolle, TraegerArt
from traeger.models import Kalenderabo, Mitgliedschaft
from traeger.warnung.vorgaenge.kalender import erneuern
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db

SEITE = "/traeger/kalender/"
HEUTE = date(2026, 11, 22)
ENDE = monate_spaeter(HEUTE, 2)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def diakonie():
    TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    traeger = TraegerFactory(kurzname="Diakonie")
    StellenanteilFactory(
        traeger=traeger,
        aufgabe="EA",
        quelle=Quelle.KIDIFLUE,
        vzae=Decimal("0.20"),
        ist_obergrenze=True,
        von=date(2025, 1, 1),
        bis=ENDE,
    )
    im = StellenanteilFactory(traeger=traeger, von=date(2025, 1, 1), ist_obergrenze=True)
    kraft = FachkraftFactory(traeger=traeger, vorname="Geheime", nachname="Fachkraft")
    BesetzungFactory(traeger=traeger, stellenanteil=im, fachkraft=kraft, vzae=Decimal("0.10"), von=date(2025, 1, 1))
    return traeger


@pytest.fixture
def leitung(diakonie):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=diakonie)


@pytest.fixture
def abonnieren(client):
    """Adresse (ohne Rechner), wie sie die Seite genau einmal zeigt; danach abgemeldet."""

    def abonnieren(mitgliedschaft, absendung=None):
        client.force_login(mitgliedschaft.benutzer)
        antwort = client.post(SEITE, {"absendung": absendung or str(uuid.uuid4())})
        client.logout()
        return re.search(r'value="https?://[^/]+(/traeger/kalender/\w+\.ics)"', antwort.content.decode())[1]

    return abonnieren


def abos(benutzer):
    with im_namen_von(benutzer_id=benutzer.pk):
        return list(Kalenderabo.objects.filter(benutzer=benutzer))


def lesen(client, adresse):
    antwort = client.get(adresse)
    assert antwort.status_code == 200
    return antwort, Calendar.from_ical(antwort.content)


def titel(plan):
    return [str(t["SUMMARY"]) for t in plan.walk("VEVENT")]


def test_geheimnis_steht_einmal_auf_der_seite_und_nur_sein_hash_in_der_datenbank(client, leitung, abonnieren):
    adresse = abonnieren(leitung)
    geheimnis = adresse.removesuffix(".ics").rpartition("/")[2]
    assert len(geheimnis) == 64
    (abo,) = abos(leitung.benutzer)
    assert abo.schluessel_hash == hashlib.sha256(geheimnis.encode()).hexdigest() != geheimnis
    client.force_login(leitung.benutzer)
    seite = client.get(SEITE).content.decode()
    assert geheimnis not in seite
    assert "Sie haben ein Abonnement" in seite


def test_kalender_ist_gueltig_nach_rfc_5545(client, leitung, diakonie, abonnieren):
    SitzungFactory(am=HEUTE + TAG, beginn=time(14, 0), ende=time(15, 30), ort="Rathaus; Zimmer 3, Süd " + "lang " * 20)
    antwort, plan = lesen(client, abonnieren(leitung))
    assert antwort["Content-Type"] == "text/calendar; charset=utf-8"
    roh = antwort.content
    assert roh.replace(b"\r\n", b"").count(b"\n") == 0, "jede Zeile endet mit CRLF"
    assert max(len(zeile) for zeile in roh.split(b"\r\n")) <= 75
    assert plan["VERSION"] == "2.0"
    assert plan["PRODID"] == "-//ARGE Integration Heilbronn//Kalender//DE"
    assert not plan.errors
    termine = plan.walk("VEVENT")
    assert len({str(t["UID"]) for t in termine}) == len(termine) >= 4
    for t in termine:
        assert t["DTSTAMP"].dt.tzinfo
        assert not t.errors
    sitzung = next(t for t in termine if t["SUMMARY"] == "Jour fixe")
    beginn = timezone.make_aware(datetime.combine(HEUTE + TAG, time(14, 0)))
    assert sitzung["DTSTART"].dt == beginn.astimezone(UTC)
    assert sitzung["LOCATION"].startswith("Rathaus; Zimmer 3, Süd lang")


def test_warnung_ist_ganztaegig_am_faelligen_tag_und_behaelt_ihre_kennung(client, leitung, abonnieren):
    adresse = abonnieren(leitung)
    _, plan = lesen(client, adresse)
    t = next(t for t in plan.walk("VEVENT") if "KiDiFlü" in t["SUMMARY"])
    assert (t["DTSTART"].dt, t["DTEND"].dt) == (ENDE, ENDE + TAG)
    assert t["DTSTART"].params["VALUE"] == "DATE"
    assert "fällt die kirchliche Ehrenamtskoordination" in t["DESCRIPTION"]
    assert not re.search(r":\d+@", str(t["UID"])), "ohne Stufe: derselbe Termin bis zum Tag"
    _, noch_einmal = lesen(client, adresse)
    assert [str(x["UID"]) for x in plan.walk("VEVENT")] == [str(x["UID"]) for x in noch_einmal.walk("VEVENT")]


def test_nichts_fremdes_und_keine_namen(client, leitung, diakonie, abonnieren):
    fremd = TraegerFactory(kurzname="Fremd")
    StellenanteilFactory(traeger=fremd, von=date(2025, 1, 1))
    AufgabeFactory(titel="Eigene", traeger=diakonie, faellig_am=HEUTE, ansprechperson="Kim Person")
    AufgabeFactory(titel="Fremde", traeger=fremd, faellig_am=HEUTE)
    erledigt = AufgabeFactory(titel="Erledigte", traeger=diakonie, faellig_am=HEUTE)
    setzen(erledigt, erledigt_am=timezone.now(), erledigt_von=BenutzerFactory())
    SitzungFactory(am=HEUTE + 2 * TAG, abgesagt_am=timezone.now(), abgesagt_von=BenutzerFactory())
    SitzungFactory(am=HEUTE - timedelta(days=91))
    antwort, plan = lesen(client, abonnieren(leitung))
    alle = " ".join(titel(plan))
    assert "Aufgabe: Eigene" in alle
    assert "Entfällt: Jour fixe" in alle
    assert alle.count("Jour fixe") == 1
    for verboten in ("Fremd", "Erledigte", "Geheime", "Kim Person"):
        assert verboten not in antwort.content.decode()


def test_verlegen_absagen_und_zuruecknehmen_zaehlen_die_folge_weiter(client, leitung, abonnieren):
    """RFC 5545, 3.8.7.4: Kalender ersetzen einen Termin nur durch einen mit höherer SEQUENCE."""
    adresse, sitzung = abonnieren(leitung), SitzungFactory(am=HEUTE + 2 * TAG)

    def stand():
        termin = next(t for t in lesen(client, adresse)[1].walk("VEVENT") if str(t["UID"]).startswith("sitzung-"))
        return termin["SEQUENCE"], termin["DTSTART"].dt, str(termin["STATUS"])

    assert stand() == (0, HEUTE + 2 * TAG, "CONFIRMED")
    browser = Client()
    browser.force_login(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None).benutzer)
    angaben = {
        "art": sitzung.art,
        "am": f"{HEUTE + 3 * TAG:%d.%m.%Y}",
        "vereinbarung": sitzung.vereinbarung_id,
        "version": 1,
    }
    assert browser.post(f"/traeger/sitzungen/{sitzung.pk}/bearbeiten/", angaben).status_code == 302
    assert stand() == (1, HEUTE + 3 * TAG, "CONFIRMED")
    browser.post(f"/traeger/sitzungen/{sitzung.pk}/absagen/")
    assert stand() == (2, HEUTE + 3 * TAG, "CANCELLED")
    browser.post(f"/traeger/sitzungen/{sitzung.pk}/zusagen/")
    assert stand() == (3, HEUTE + 3 * TAG, "CONFIRMED")


def test_fachkraft_bekommt_sitzungen_und_aufgaben_aber_keine_warnungen(client, diakonie, abonnieren):
    AufgabeFactory(titel="Eigene", traeger=diakonie, faellig_am=HEUTE)
    SitzungFactory(am=HEUTE)
    _, plan = lesen(client, abonnieren(MitgliedschaftFactory(rolle=Rolle.FACHKRAFT, traeger=diakonie)))
    assert sorted(titel(plan)) == ["Aufgabe: Eigene", "Jour fixe"]


def test_koordination_sieht_alle_warnungen_und_ihre_aufgaben(client, diakonie, abonnieren):
    AufgabeFactory(titel="Der Koordination", traeger=None, faellig_am=HEUTE)
    AufgabeFactory(titel="Der Diakonie", traeger=diakonie, faellig_am=HEUTE)
    _, plan = lesen(client, abonnieren(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)))
    assert "Aufgabe: Der Koordination" in titel(plan)
    assert "Aufgabe: Der Diakonie" not in titel(plan)
    assert any("KiDiFlü" in t for t in titel(plan))


def test_erneuern_und_beenden_machen_die_alte_adresse_ungueltig(client, leitung, abonnieren):
    alt, neu = abonnieren(leitung), abonnieren(leitung)
    assert client.get(alt).status_code == 404
    assert client.get(neu).status_code == 200
    client.force_login(leitung.benutzer)
    client.post(SEITE + "beenden/")
    client.logout()
    assert client.get(neu).status_code == 404
    assert abos(leitung.benutzer) == []


def test_doppelt_abgeschickt_ist_es_dieselbe_adresse(leitung, abonnieren):
    absendung = str(uuid.uuid4())
    assert abonnieren(leitung, absendung) == abonnieren(leitung, absendung)
    assert len(abos(leitung.benutzer)) == 1
    andere = MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=leitung.traeger)
    assert abonnieren(andere, absendung) != abonnieren(leitung, absendung)


def test_kalender_zeigt_die_mitgliedschaft_die_ihn_bestellt_hat(client, leitung, diakonie, abonnieren):
    """Wer bei zwei Trägern Mitglied ist, hat zwei Kalender; keiner zeigt etwas vom anderen."""
    caritas = TraegerFactory(kurzname="Caritas")
    andere = MitgliedschaftFactory(benutzer=leitung.benutzer, rolle=Rolle.LEITUNG, traeger=caritas)
    for traeger in (diakonie, caritas):
        AufgabeFactory(traeger=traeger, titel=f"Aufgabe der {traeger.kurzname}", faellig_am=HEUTE + TAG)
    geheimnisse = {}
    for mitgliedschaft in (leitung, andere):
        with handeln(zugang_von(mitgliedschaft)) as zugang:
            geheimnisse[mitgliedschaft] = erneuern(durch=zugang, absendung=uuid.uuid4())
    for mitgliedschaft, hier, dort in ((leitung, diakonie, caritas), (andere, caritas, diakonie)):
        adresse = f"/traeger/kalender/{geheimnisse[mitgliedschaft]}.ics"
        _, plan = lesen(client, adresse)
        assert hier.kurzname in plan["X-WR-CALNAME"]
        assert f"Aufgabe: Aufgabe der {hier.kurzname}" in titel(plan)
        assert not [t for t in titel(plan) if dort.kurzname in t]
    with im_namen_von(caritas.pk):
        Mitgliedschaft.objects.filter(pk=andere.pk).update(bis=HEUTE - TAG)
    assert client.get(f"/traeger/kalender/{geheimnisse[andere]}.ics").status_code == 404
    assert client.get(f"/traeger/kalender/{geheimnisse[leitung]}.ics").status_code == 200


@pytest.mark.parametrize("wie", ["beendet", "gesperrt", "ohne_recht"])
def test_endet_mit_mitgliedschaft_konto_und_recht(client, leitung, abonnieren, wie):
    adresse = abonnieren(leitung)
    with im_namen_von(leitung.traeger_id):
        if wie == "beendet":
            Mitgliedschaft.objects.filter(pk=leitung.pk).update(bis=HEUTE - TAG)
        elif wie == "gesperrt":
            setzen(leitung.benutzer, is_active=False)
        else:
            Mitgliedschaft.objects.filter(pk=leitung.pk).update(rolle=Rolle.VERWALTUNG)
    assert client.get(adresse).status_code == 404


@pytest.mark.parametrize("geheimnis", ["0" * 64, "x", "a" * 500])
def test_ohne_geheimnis_kommt_nichts(client, leitung, abonnieren, geheimnis):
    abonnieren(leitung)
    antwort = client.get(f"/traeger/kalender/{geheimnis}.ics")
    assert antwort.status_code == 404
    assert b"VCALENDAR" not in antwort.content
    assert client.post(f"/traeger/kalender/{geheimnis}.ics").status_code == 405


def test_der_hash_selbst_ist_kein_geheimnis(client, leitung, abonnieren):
    abonnieren(leitung)
    assert client.get(f"/traeger/kalender/{abos(leitung.benutzer)[0].schluessel_hash}.ics").status_code == 404


def test_kalender_schreibt_nichts_und_bleibt_im_budget(client, leitung, abonnieren, django_assert_max_num_queries):
    adresse = abonnieren(leitung)
    with django_assert_max_num_queries(30) as abfragen:
        client.get(adresse)
    sql = [q["sql"] for q in abfragen.captured_queries]
    assert not [q for q in sql if q.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len([q for q in sql if q.startswith(("SELECT", "(SELECT"))]) <= 12
