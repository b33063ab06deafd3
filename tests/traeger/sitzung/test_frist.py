"""Eine Frist wandert nie von selbst: berichtigt mit Begründung, die ursprüngliche bleibt, die Datenbank erzwingt es (Fachmodell 6)."""

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from tests.factories import TraegerFactory, anlegen, setzen
from tests.factories.traeger import AufgabeFactory
from tests.lesen import text
from tests.traeger.mitteilung.hilfe import glocke, mitglied
from traeger.begriffe import Anlass, Rolle, StornoGrund
from traeger.mitteilung.vorgaenge import fristen_melden
from traeger.models import Aufgabe, Fristberichtigung
from traeger.sitzung import vorgaenge
from traeger.zugang import handeln, technisch

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def koordination():
    return mitglied(Rolle.KOORDINATION)


def ziel(name, aufgabe):
    return reverse(f"traeger:{name}", args=[aufgabe.pk])


def berichtigen(wer, aufgabe, neu, **mehr):
    daten = {"version": aufgabe.version, "faellig_am": f"{neu:%d.%m.%Y}", "begruendung": "Der Raum ist erst dann frei."}
    antwort = wer.browser.post(ziel("aufgabe-frist", aufgabe), daten | mehr)
    with technisch():
        aufgabe.refresh_from_db()
    return antwort


def roh(sql, *werte):
    with transaction.atomic():
        connection.cursor().execute(sql, werte)


def test_die_urspruengliche_frist_bleibt_und_jede_berichtigung_steht_mit_ihrem_grund_da(koordination):
    aufgabe = AufgabeFactory(faellig_am=HEUTE + 3 * TAG)
    assert "Berichtigungen" not in text(koordination.browser.get(ziel("aufgabe-detail", aufgabe)))
    for tage, grund in ((9, "Der Raum ist erst dann frei."), (6, "Es eilt doch.")):
        assert berichtigen(koordination, aufgabe, HEUTE + tage * TAG, begruendung=grund).status_code == 302
    assert (aufgabe.faellig_am, aufgabe.version) == (HEUTE + 6 * TAG, 3)
    seite = text(koordination.browser.get(ziel("aufgabe-detail", aufgabe)))
    assert "28.11.2026 (ursprünglich 25.11.2026)" in seite
    neueste, erste = (
        f"{koordination.benutzer}: Frist von {von} auf {auf}. Begründung: {grund}"
        for von, auf, grund in (
            ("01.12.2026", "28.11.2026", "Es eilt doch."), ("25.11.2026", "01.12.2026", "Der Raum ist erst dann frei."),
        )
    )  # fmt: skip
    assert neueste in seite
    assert erste in seite.partition(neueste)[2]


def test_liste_ueberfaelligkeit_und_startseite_lesen_die_geltende_frist(koordination):
    aufgabe, andere = (
        AufgabeFactory(titel="Frist A", faellig_am=HEUTE - TAG),
        AufgabeFactory(titel="Frist B", faellig_am=HEUTE + TAG),
    )

    def reihe(**filter_):
        return re.findall(r">(Frist [AB])</a>", koordination.browser.get("/traeger/aufgaben/", filter_).content.decode())

    assert (reihe(), reihe(stand="ueberfaellig")) == (["Frist A", "Frist B"], ["Frist A"])
    berichtigen(koordination, aufgabe, HEUTE + 9 * TAG)
    berichtigen(koordination, andere, HEUTE)
    assert (reihe(), reihe(stand="ueberfaellig")) == (["Frist B", "Frist A"], [])
    start = text(koordination.browser.get("/"))
    assert "fällig am 01.12.2026" in start
    assert "überfällig" not in start.partition("Sitzungen und Aufgaben")[2]


@pytest.mark.parametrize(
    ("mehr", "satz"),
    [
        ({"begruendung": " "}, "Begründung"),
        ({"faellig_am": "25.11.2026"}, "Die Frist ist schon der 25.11.2026."),
        ({"faellig_am": "21.11.2026"}, "Die Aufgabe ist erst am 22.11.2026 verteilt."),
        ({"faellig_am": ""}, "Neue Frist"),
        ({"version": 7}, "hat jemand diesen Eintrag geändert"),
    ],
)
def test_was_nicht_geht_ist_ein_satz_und_die_frist_bleibt(koordination, mehr, satz):
    aufgabe = AufgabeFactory(faellig_am=HEUTE + 3 * TAG)
    antwort = berichtigen(koordination, aufgabe, HEUTE + 9 * TAG, **mehr)
    assert (antwort.status_code, satz in text(antwort)) == (200, True)
    assert (aufgabe.faellig_am, Fristberichtigung.objects.count()) == (HEUTE + 3 * TAG, 0)


def test_zweimal_abgesendet_ist_einmal_berichtigt(koordination):
    aufgabe = AufgabeFactory(faellig_am=HEUTE + 3 * TAG)
    berichtigen(koordination, aufgabe, HEUTE + 9 * TAG)
    noch_einmal = berichtigen(koordination, aufgabe, HEUTE + 9 * TAG, version=1)
    assert "Die Frist ist schon der 01.12.2026." in text(noch_einmal)
    assert Fristberichtigung.objects.count() == 1


def test_nur_wer_sitzungen_bearbeitet_und_nur_bei_offenen(koordination):
    caritas = TraegerFactory()
    aufgabe, kraft = AufgabeFactory(traeger=caritas, faellig_am=HEUTE), mitglied(Rolle.FACHKRAFT, caritas)
    assert berichtigen(kraft, aufgabe, HEUTE + TAG).status_code == 403
    assert "Frist berichtigen" not in text(kraft.browser.get(ziel("aufgabe-detail", aufgabe)))
    assert "Frist berichtigen" in text(koordination.browser.get(ziel("aufgabe-detail", aufgabe)))
    with technisch():
        vorgaenge.aufgabe_erledigen(aufgabe=aufgabe, ergebnis="Ja.", durch=koordination.zugang, jetzt=timezone.now())
    assert "Frist berichtigen" not in text(koordination.browser.get(ziel("aufgabe-detail", aufgabe)))
    fort = koordination.browser.get(ziel("aufgabe-frist", aufgabe), follow=True)
    assert "Öffnen Sie sie zuerst wieder." in text(fort)
    aufgabe.refresh_from_db()
    assert "Öffnen Sie sie zuerst wieder." in text(berichtigen(koordination, aufgabe, HEUTE + TAG))
    storniert = AufgabeFactory(
        storniert_am=timezone.now(), storniert_von=koordination.benutzer, storno_grund=StornoGrund.DOPPELT
    )
    assert koordination.browser.get(ziel("aufgabe-frist", storniert)).status_code == 404
    assert not Fristberichtigung.objects.exists()


# --- Die Datenbank, auch für rohes SQL in der Rolle der Anwendung ----------------------------------------------------------------


ROH = "insert into traeger_fristberichtigung (aufgabe_id, alt, neu, grund, berichtigt_am, berichtigt_von_id) values (%s, %s, %s, %s, now(), %s)"


@pytest.mark.parametrize(
    ("stand", "alt", "neu", "grund", "satz"),
    [
        ({}, 0, 2, "Grund", None),
        ({}, 1, 2, "Grund", "inzwischen eine andere"),
        ({}, 0, 0, "Grund", "fristberichtigung_anders"),
        ({}, 0, 2, " ", "fristberichtigung_grund"),
        ({}, 0, -1, "Grund", "vor dem Tag, an dem die Aufgabe verteilt wurde"),
        ({"erledigt_am": timezone.now, "erledigt_von": "wer"}, 0, 2, "Grund", "nur die Frist einer offenen"),
        ({"storniert_am": timezone.now, "storniert_von": "wer", "storno_grund": "falsch"}, 0, 2, "Grund", "nur die Frist einer offenen"),
    ],
)  # fmt: skip
def test_roh_gilt_dieselbe_regel_und_die_zeile_setzt_die_frist(koordination, stand, alt, neu, grund, satz):
    werte = {n: w() if callable(w) else koordination.benutzer if w == "wer" else w for n, w in stand.items()}
    aufgabe = AufgabeFactory(faellig_am=HEUTE, **werte)
    angaben = (aufgabe.pk, HEUTE + alt * TAG, HEUTE + neu * TAG, grund, koordination.benutzer.pk)
    with handeln(koordination.zugang):
        if satz:
            with pytest.raises(DatabaseError, match=satz):
                roh(ROH, *angaben)
        else:
            roh(ROH, *angaben)
        frist = Aufgabe.auch_stornierte.values_list("faellig_am", flat=True).get(pk=aufgabe.pk)
    assert frist == (HEUTE if satz else HEUTE + neu * TAG)


def test_ohne_berichtigung_laesst_die_datenbank_keine_frist_wandern(koordination):
    aufgabe = AufgabeFactory(faellig_am=HEUTE)
    with handeln(koordination.zugang):
        for _ in range(2):
            for tage in (-1, 1, 2):
                with pytest.raises(DatabaseError, match="nur durch eine Berichtigung"):
                    roh("update traeger_aufgabe set faellig_am = %s where id = %s", HEUTE + tage * TAG, aufgabe.pk)
            roh(ROH, aufgabe.pk, HEUTE, HEUTE + 9 * TAG, "Grund", koordination.benutzer.pk)  # und danach gilt dasselbe
            roh(ROH, aufgabe.pk, HEUTE + 9 * TAG, HEUTE, "doch nicht", koordination.benutzer.pk)
    with pytest.raises(DatabaseError, match="nur durch eine Berichtigung"), transaction.atomic():
        setzen(aufgabe, faellig_am=HEUTE + 9 * TAG)


@pytest.mark.parametrize(
    "tat", ["update traeger_fristberichtigung set grund = 'anders'", "delete from traeger_fristberichtigung"]
)
def test_eine_berichtigung_bleibt_wie_sie_ist(koordination, tat):
    aufgabe = AufgabeFactory(faellig_am=HEUTE)
    anlegen(
        Fristberichtigung, aufgabe=aufgabe, alt=HEUTE, neu=HEUTE + TAG, grund="Grund", berichtigt_von=koordination.benutzer
    )
    with handeln(koordination.zugang), pytest.raises(DatabaseError, match="permission denied"):
        roh(tat)
    with technisch(), pytest.raises(DatabaseError, match="permission denied"):
        roh(tat)


def test_niemand_berichtigt_in_fremdem_namen_mit_eigener_nummer_oder_ueber_loeschen(koordination):
    aufgabe, andere = AufgabeFactory(faellig_am=HEUTE), mitglied(Rolle.LEITUNG)
    with handeln(koordination.zugang):
        with pytest.raises(DatabaseError, match="nur im eigenen Namen"):
            roh(ROH, aufgabe.pk, HEUTE, HEUTE + TAG, "Grund", andere.benutzer.pk)
        roh(ROH, aufgabe.pk, HEUTE, HEUTE + TAG, "Grund", koordination.benutzer.pk)
        mit_nummer = ROH.replace("(aufgabe_id,", "(id, aufgabe_id,").replace("values (", "values (9223372036854775807, ")
        with pytest.raises(DatabaseError, match="Nummer vergibt die Datenbank"):
            roh(mit_nummer, aufgabe.pk, HEUTE + TAG, HEUTE, "Grund", koordination.benutzer.pk)
        with pytest.raises(DatabaseError, match="Cannot delete"):
            roh("delete from traeger_aufgabe where id = %s", AufgabeFactory(faellig_am=HEUTE).pk)


# --- Wer es erfährt --------------------------------------------------------------------------------------------------------------


def test_die_verantwortlichen_erfahren_die_neue_frist_und_die_alte_mahnt_nicht_mehr(koordination):
    leitung, fremd = mitglied(Rolle.LEITUNG), mitglied(Rolle.LEITUNG)
    with handeln(koordination.zugang):
        aufgabe = Aufgabe(titel="Frau Haidari anrufen", faellig_am=HEUTE, traeger=leitung.traeger)
        aufgabe = vorgaenge.aufgabe_verteilen(aufgabe=aufgabe, durch=koordination.zugang, heute=HEUTE)
    fristen_melden(heute=HEUTE, jetzt=timezone.now())
    was = f"Aufgabe {aufgabe.pk}"
    assert glocke(leitung) == [(Anlass.ZUGEWIESEN, was), (Anlass.FAELLIG, was)]
    berichtigen(koordination, aufgabe, HEUTE + 9 * TAG)
    assert glocke(leitung) == [(Anlass.ZUGEWIESEN, was), (Anlass.FRIST, was)]
    assert glocke(fremd) == glocke(koordination) == []
    assert "Frist berichtigt, jetzt fällig am 01.12.2026" in text(leitung.browser.get("/mitteilungen/"))
    berichtigen(koordination, aufgabe, HEUTE + 8 * TAG)
    berichtigen(koordination, aufgabe, HEUTE + 9 * TAG)
    assert glocke(leitung) == [(Anlass.ZUGEWIESEN, was), (Anlass.FRIST, was)], "nur die Frist, die gilt"
    assert "jetzt fällig am 01.12.2026" in text(leitung.browser.get("/mitteilungen/"))
    fristen_melden(heute=HEUTE + 9 * TAG, jetzt=timezone.now())
    assert glocke(leitung)[-1] == (Anlass.FAELLIG, was)
