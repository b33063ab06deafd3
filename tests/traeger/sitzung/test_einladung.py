"""Einladungen gehen wirklich hinaus: Kalenderdatei mit Fassung, Änderung, Absage, einmal je Fassung und Person (RFC 5545, 5546)."""

import re
import uuid
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.factories import MitgliedschaftFactory, TraegerFactory, anlegen, setzen
from tests.factories.traeger import SitzungFactory
from tests.lesen import text
from tests.uhr import BERLIN
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Bereich, Rolle
from traeger.models import Ladung, Mitgliedschaft, Tagesordnungspunkt
from traeger.sitzung import vorgaenge
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


def person(rolle=Rolle.FACHKRAFT, **mehr):
    traeger = None if rolle in ROLLEN_OHNE_TRAEGER else TraegerFactory()
    return MitgliedschaftFactory(rolle=rolle, traeger=traeger, **mehr).benutzer


def als(rolle):
    browser = Client()
    browser.force_login(person(rolle))
    return browser


@pytest.fixture
def koordination():
    return als(Rolle.KOORDINATION)


@pytest.fixture
def sitzung():
    return SitzungFactory(am=HEUTE + 9 * TAG, beginn=time(14, 30), ende=time(16), ort="Rathaus; Saal 2, Süd")


def ziel(name, pk):
    return reverse(f"traeger:{name}", args=[pk])


def waehlen(browser, sitzung, *personen):
    sitzung.refresh_from_db()
    daten = {"version": sitzung.version, "personen": [p.pk for p in personen]}
    assert browser.post(ziel("sitzung-eingeladene", sitzung.pk), daten).status_code == 302


def verschicken(browser, sitzung):
    """Der Satz danach und die Briefe dieses Mals."""
    vorher = len(mail.outbox)
    satz = text(browser.post(ziel("sitzung-einladung", sitzung.pk), follow=True))
    return satz, mail.outbox[vorher:]


def verlegen(browser, sitzung, **mehr):
    sitzung.refresh_from_db()
    daten = {
        "version": sitzung.version, "art": sitzung.art, "am": f"{sitzung.am:%d.%m.%Y}", "beginn": f"{sitzung.beginn:%H:%M}",
        "ende": f"{sitzung.ende:%H:%M}", "ort": sitzung.ort, "vereinbarung": sitzung.vereinbarung_id,
    }  # fmt: skip
    assert browser.post(ziel("sitzung-bearbeiten", sitzung.pk), daten | mehr).status_code == 302


def datei(brief):
    """(METHOD, Termin) der Kalenderdatei; sie steht zweimal gleich im Brief."""
    (fassung,), (anhang,) = brief.alternatives, brief.attachments
    assert fassung.content == anhang.content
    plan = Calendar.from_ical(anhang.content)
    assert fassung.mimetype == f"text/calendar; method={plan['METHOD']}"
    assert (anhang.filename, anhang.mimetype) == ("einladung.ics", "application/ics")
    (termin,) = plan.walk("VEVENT")
    assert not plan.errors
    assert not termin.errors
    return str(plan["METHOD"]), termin


def stand(brief):
    methode, termin = datei(brief)
    return methode, int(termin["SEQUENCE"])


# --- Die Datei --------------------------------------------------------------------------------------------------------------


def test_jede_person_bekommt_ihre_eigene_gueltige_einladung(koordination, sitzung, settings):
    settings.DEFAULT_FROM_EMAIL = "ARGE Integration <haus@arge.example>"
    anna, bela = person(), person(Rolle.LEITUNG)
    waehlen(koordination, sitzung, anna, bela)
    assert mail.outbox == [], "wählen verschickt nichts"
    assert "Einladung an 2 Personen verschicken" in text(koordination.get(ziel("sitzung-detail", sitzung.pk)))
    satz, briefe = verschicken(koordination, sitzung)
    assert "Die E-Mail an 2 Personen geht jetzt hinaus." in satz
    assert sorted(b.to for b in briefe) == sorted([[anna.email], [bela.email]])
    for brief in briefe:
        methode, termin = datei(brief)
        assert methode == "REQUEST"
        assert str(termin["ATTENDEE"]) == f"mailto:{brief.to[0]}", "wer sonst eingeladen ist, steht nicht im Netz"
        assert str(termin["ORGANIZER"]) == "mailto:haus@arge.example"
        assert termin["DTSTART"].params["TZID"] == "Europe/Berlin"
        assert termin["DTSTART"].dt == datetime(2026, 12, 1, 14, 30, tzinfo=BERLIN)
        assert termin["DTEND"].dt == datetime(2026, 12, 1, 16, tzinfo=BERLIN)
        assert (termin["LOCATION"], termin["STATUS"], termin["SEQUENCE"]) == ("Rathaus; Saal 2, Süd", "CONFIRMED", 0)
        assert brief.subject == "Einladung: Jour fixe am 01.12.2026"
        assert "14:30 bis 16:00 Uhr" in brief.body
        assert ziel("sitzung-detail", sitzung.pk) in brief.body
        teile = [teil for teil in brief.message().walk() if teil.get_content_type() == "text/calendar"]
        assert [teil.get_param("method") for teil in teile] == ["REQUEST"], (
            "so erkennt ein Programm die Einladung (RFC 6047)"
        )


@pytest.mark.parametrize(
    "tag", [date(2026, 7, 1), date(2027, 3, 20), date(2027, 3, 28), date(2027, 10, 10), date(2027, 10, 31)]
)
def test_die_mitgeschickte_zeitzone_rechnet_wie_berlin(tag):
    """Ein Programm ohne eigene Zeitzonen liest nur, was in der Datei steht; die Regel darin ist die der EU."""
    zeile, wer = SitzungFactory(am=tag, beginn=time(14)), person()
    plan = Calendar.from_ical(
        vorgaenge.brief(zeile, wer, vorgaenge.Sendung.EINLADUNG, jetzt=datetime.now(BERLIN)).alternatives[0].content
    )
    zone = plan.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    soll = datetime.combine(tag, time(14), BERLIN)
    assert datetime.combine(tag, time(14), zone).utcoffset() == soll.utcoffset()


def test_ohne_uhrzeit_ist_es_der_ganze_tag(koordination):
    zeile = SitzungFactory(am=HEUTE + TAG)
    waehlen(koordination, zeile, person())
    _, (brief,) = verschicken(koordination, zeile)
    _, termin = datei(brief)
    assert (termin["DTSTART"].dt, termin["DTEND"].dt) == (HEUTE + TAG, HEUTE + 2 * TAG)


def test_die_einladung_nennt_nur_art_zeit_und_ort(koordination, sitzung):
    setzen(sitzung, teilnehmende="Herr Extern")
    anlegen(Tagesordnungspunkt, sitzung=sitzung, nummer=1, titel="Familie Geheim")
    anna, bela = person(), person()
    waehlen(koordination, sitzung, anna, bela)
    for brief in verschicken(koordination, sitzung)[1]:
        roh = brief.body + brief.alternatives[0].content + brief.subject
        assert "Geheim" not in roh
        assert "Extern" not in roh
        assert not {anna.email, bela.email} - set(brief.to) & set(roh.split())


# --- Ändern, absagen, noch einmal -------------------------------------------------------------------------------------------


def test_doppelt_gedrueckt_geht_jede_fassung_einmal_hinaus(koordination, sitzung):
    waehlen(koordination, sitzung, person())
    assert len(verschicken(koordination, sitzung)[1]) == 1
    satz, briefe = verschicken(koordination, sitzung)
    assert briefe == []
    assert "Alle Eingeladenen haben den jetzigen Stand." in satz


def test_fassung_steigt_mit_zeit_und_ort_und_die_seite_sagt_dass_es_noch_niemand_weiss(koordination, sitzung):
    anna, bela = person(), person()
    waehlen(koordination, sitzung, anna)
    _, (erster,) = verschicken(koordination, sitzung)
    verlegen(koordination, sitzung, teilnehmende="zwei Gäste")
    assert "Von der Änderung" not in text(koordination.get(ziel("sitzung-detail", sitzung.pk))), (
        "nichts, was eingeladen hätte"
    )
    for neu in ({"ort": "Haus der Caritas"}, {"beginn": "14:00"}, {"am": "02.12.2026"}, {"art": "steuerungsgruppe"}):
        verlegen(koordination, sitzung, **neu)
        seite = text(koordination.get(ziel("sitzung-detail", sitzung.pk)))
        assert "Die Eingeladenen wissen von der Änderung noch nichts." in seite
        assert "Änderung an 1 Person verschicken" in seite
    assert len(mail.outbox) == 1, "ändern verschickt nichts"
    waehlen(koordination, sitzung, anna, bela)
    _, briefe = verschicken(koordination, sitzung)
    assert {(b.to[0], b.subject.partition(":")[0], *stand(b)) for b in briefe} == {
        (anna.email, "Geändert", "REQUEST", 4), (bela.email, "Einladung", "REQUEST", 4),
    }  # fmt: skip
    assert len({str(datei(b)[1]["UID"]) for b in [erster, *briefe]}) == 1, "derselbe Termin"
    assert "Von der Änderung" not in text(koordination.get(ziel("sitzung-detail", sitzung.pk)))


def test_absage_geht_an_alle_die_eingeladen_wurden_und_die_zusage_wieder(koordination, sitzung):
    anna, bela = person(), person()
    waehlen(koordination, sitzung, anna)
    verschicken(koordination, sitzung)
    waehlen(koordination, sitzung, anna, bela)
    mail.outbox.clear()
    for _ in range(2):
        satz = text(koordination.post(ziel("sitzung-absagen", sitzung.pk), follow=True))
    assert "Nehmen Sie zuerst die Absage zurück." in satz
    (absage,) = mail.outbox
    methode, termin = datei(absage)
    assert (absage.to, absage.subject.partition(":")[0]) == ([anna.email], "Abgesagt")
    assert (methode, termin["SEQUENCE"], termin["STATUS"]) == ("CANCEL", 1, "CANCELLED")
    assert verschicken(koordination, sitzung)[1] == []
    koordination.post(ziel("sitzung-zusagen", sitzung.pk))
    _, briefe = verschicken(koordination, sitzung)
    assert {(b.to[0], *stand(b)) for b in briefe} == {(anna.email, "REQUEST", 2), (bela.email, "REQUEST", 2)}


def test_wer_wegfaellt_bekommt_eine_absage_und_die_anderen_nichts(koordination, sitzung):
    anna, bela, carl = person(), person(), person()
    waehlen(koordination, sitzung, anna, bela)
    verschicken(koordination, sitzung)
    waehlen(koordination, sitzung, anna, bela, carl)
    mail.outbox.clear()
    waehlen(koordination, sitzung, anna)
    (brief,) = mail.outbox
    assert (brief.to, brief.subject.partition(":")[0], stand(brief)) == (
        [bela.email],
        "Nicht mehr eingeladen",
        ("CANCEL", 1),
    )
    assert verschicken(koordination, sitzung)[1] == [], "für Anna ändert sich nichts"
    assert list(Ladung.objects.values_list("benutzer", flat=True)) == [anna.pk]


def test_wer_keinen_zugang_mehr_hat_bekommt_nichts_und_faellt_von_der_liste(koordination, sitzung):
    anna, bela = person(), MitgliedschaftFactory(rolle=Rolle.LEITUNG, von=HEUTE - 9 * TAG)
    waehlen(koordination, sitzung, anna, bela.benutzer)
    with technisch(Bereich.KONTEN):
        Mitgliedschaft.objects.filter(pk=bela.pk).update(bis=HEUTE - TAG)
    satz, briefe = verschicken(koordination, sitzung)
    assert [b.to for b in briefe] == [[anna.email]]
    assert "Nicht mehr eingeladen, weil ohne Zugang: 1 Person." in satz


def test_zu_einer_vergangenen_sitzung_laedt_niemand_ein(koordination, sitzung):
    waehlen(koordination, sitzung, person())
    verschicken(koordination, sitzung)
    mail.outbox.clear()
    setzen(sitzung, am=HEUTE - TAG, folge=1)
    satz, briefe = verschicken(koordination, sitzung)
    assert briefe == []
    assert "Dazu lädt niemand mehr ein." in satz
    assert "Dazu lädt niemand mehr ein." in text(koordination.get(ziel("sitzung-eingeladene", sitzung.pk), follow=True))
    koordination.post(ziel("sitzung-absagen", sitzung.pk))
    assert mail.outbox == []


@pytest.mark.parametrize("wie", ["abgesagt", "ausgeladen"])
def test_wer_nicht_mehr_dabei_ist_erfaehrt_nichts_neues(koordination, sitzung, wie):
    """Verlegt, aber niemandem geschickt: Die Absage nennt den Termin, den die Person kennt, und keinen Ort."""
    anna, alt = person(), sitzung.am
    waehlen(koordination, sitzung, anna)
    verschicken(koordination, sitzung)
    verlegen(koordination, sitzung, am=f"{alt + 7 * TAG:%d.%m.%Y}", beginn="11:11", ende="12:12", ort="Nur für die anderen")
    mail.outbox.clear()
    if wie == "abgesagt":
        koordination.post(ziel("sitzung-absagen", sitzung.pk))
    else:
        waehlen(koordination, sitzung)
    (brief,) = mail.outbox
    methode, termin = datei(brief)
    assert (methode, int(termin["SEQUENCE"]), termin.decoded("DTSTART").date(), "LOCATION" in termin) == (
        "CANCEL",
        2,
        alt,
        False,
    )
    assert f"{alt:%d.%m.%Y}" in brief.body + brief.subject
    assert not any(neu in brief.body + brief.subject for neu in ("Nur für", "11:11", f"{alt + 7 * TAG:%d.%m.%Y}"))


def test_hin_und_her_ist_eine_absage(koordination, sitzung):
    """Absagen, zurücknehmen, absagen: Wer von der Zusage nichts weiß, bekommt keine zweite, und die Seite nennt sie nicht „alter Termin“."""
    anna = person()
    waehlen(koordination, sitzung, anna)
    verschicken(koordination, sitzung)
    mail.outbox.clear()
    for _ in range(3):
        koordination.post(ziel("sitzung-absagen", sitzung.pk))
        koordination.post(ziel("sitzung-zusagen", sitzung.pk))
    koordination.post(ziel("sitzung-absagen", sitzung.pk))
    assert [b.to for b in mail.outbox] == [[anna.email]]
    assert "alten Termin" not in text(koordination.get(ziel("sitzung-detail", sitzung.pk)))
    koordination.post(ziel("sitzung-zusagen", sitzung.pk))
    assert [stand(b) for b in verschicken(koordination, sitzung)[1]] == [("REQUEST", 8)]
    koordination.post(ziel("sitzung-absagen", sitzung.pk))
    assert stand(mail.outbox[-1]) == ("CANCEL", 9)


def test_wer_zu_oft_verschickt_wartet(koordination, sitzung, monkeypatch):
    """Gezählt wird je Person, an die es geht, über alle Sitzungen und Arten von Briefen; gebremst ändert sich nichts."""
    monkeypatch.setattr(vorgaenge, "VERSAND_JE_STUNDE", 2)
    anna, bela = person(), person()
    waehlen(koordination, sitzung, anna)
    assert len(verschicken(koordination, sitzung)[1]) == 1
    verlegen(koordination, sitzung, ort="Anderswo")
    waehlen(koordination, sitzung, anna, bela)
    assert len(verschicken(koordination, sitzung)[1]) == 2
    verlegen(koordination, sitzung, ort="Noch woanders")
    satz, briefe = verschicken(koordination, sitzung)
    assert briefe == []
    assert f"An {anna} gingen in dieser Stunde schon 2 Briefe von Ihnen. Bitte warten Sie etwas." in satz
    assert "Bitte warten Sie etwas." in text(koordination.post(ziel("sitzung-absagen", sitzung.pk), follow=True))
    sitzung.refresh_from_db()
    assert sitzung.abgesagt_am is None
    assert [b.to for b in verschicken(als(Rolle.STEUERUNG), sitzung)[1]] == [[anna.email], [bela.email]]


# --- Wer wählt, wen man wählen kann -----------------------------------------------------------------------------------------


def test_waehlbar_ist_wer_sitzungen_lesen_darf_ueber_alle_traeger(koordination, sitzung):
    dabei = [person(r) for r in (Rolle.FACHKRAFT, Rolle.LEITUNG, Rolle.STEUERUNG)]
    nicht = [person(r) for r in (Rolle.VERWALTUNG, Rolle.PRUEFUNG, Rolle.BETRIEB)]
    ehemalig, gesperrt = person(von=HEUTE - 9 * TAG, bis=HEUTE - TAG), person()
    setzen(gesperrt, is_active=False)
    angeboten = angebot(koordination, sitzung)
    assert {p.pk for p in dabei} <= angeboten
    assert not angeboten & {p.pk for p in [*nicht, ehemalig, gesperrt]}
    sitzung.refresh_from_db()
    daten = {"version": sitzung.version, "personen": [nicht[0].pk]}
    assert koordination.post(ziel("sitzung-eingeladene", sitzung.pk), daten).status_code == 200
    assert not Ladung.objects.exists()


def angebot(browser, sitzung, nur=""):
    """Konten, die das Formular anbietet; mit `nur="checked"` die vorgeschlagenen."""
    seite = browser.get(ziel("sitzung-eingeladene", sitzung.pk)).content.decode()
    kaestchen = re.findall(r'<input[^>]*name="personen"[^>]*>', seite)
    return {int(re.search(r'value="(\d+)"', eins)[1]) for eins in kaestchen if nur in eins}


def test_vorgeschlagen_sind_die_der_letzten_sitzung_derselben_art(koordination, sitzung):
    anna = person()
    waehlen(koordination, sitzung, anna)
    naechste = SitzungFactory(am=sitzung.am + TAG, vereinbarung=sitzung.vereinbarung)
    assert angebot(koordination, naechste, nur="checked") == {anna.pk}
    assert not Ladung.objects.filter(sitzung=naechste).exists(), "ein Vorschlag, mehr nicht"


def test_wer_auf_altem_stand_waehlt_sieht_es(koordination, sitzung):
    anna, bela = person(), person()
    waehlen(koordination, sitzung, anna)
    antwort = koordination.post(ziel("sitzung-eingeladene", sitzung.pk), {"version": 1, "personen": [bela.pk]})
    assert "hat jemand diesen Eintrag geändert" in text(antwort)
    assert list(Ladung.objects.values_list("benutzer", flat=True)) == [anna.pk]


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.VERWALTUNG, Rolle.PRUEFUNG, Rolle.BETRIEB])
def test_andere_rollen_verschicken_nichts(rolle, koordination, sitzung):
    waehlen(koordination, sitzung, person())
    browser = als(rolle)
    assert browser.post(ziel("sitzung-einladung", sitzung.pk)).status_code == 403
    assert browser.post(ziel("sitzung-eingeladene", sitzung.pk), {"absendung": str(uuid.uuid4())}).status_code == 403
    assert mail.outbox == []
    seite = browser.get(ziel("sitzung-detail", sitzung.pk))
    assert "verschicken" not in seite.content.decode()
