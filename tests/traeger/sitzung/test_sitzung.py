"""Sitzungen, Beschlüsse, Aufgaben: wer darf was, was fest ist, was nie wandert (Konzept, Anlage Kommunikationsvereinbarung)."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import MitgliedschaftFactory, TraegerFactory, anlegen, setzen
from tests.factories.traeger import AufgabeFactory, BenutzerFactory, SitzungFactory, VereinbarungFactory
from tests.lesen import text
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle, VereinbarungArt
from traeger.models import Beschluss, Sitzung, Tagesordnungspunkt

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


def als(rolle, traeger=None):
    traeger = None if rolle in ROLLEN_OHNE_TRAEGER else traeger or TraegerFactory()
    browser = Client()
    browser.force_login(MitgliedschaftFactory(rolle=rolle, traeger=traeger).benutzer)
    return browser


@pytest.fixture
def koordination():
    return als(Rolle.KOORDINATION)


def ziel(name, pk):
    return reverse(f"traeger:{name}", args=[pk])


def mit_punkten(*titel, **mehr):
    sitzung = SitzungFactory(**mehr)
    for nummer, wort in enumerate(titel, 1):
        anlegen(Tagesordnungspunkt, sitzung=sitzung, nummer=nummer, titel=wort)
    return sitzung


def ordnung(sitzung):
    return [(p.nummer, p.titel) for p in Tagesordnungspunkt.objects.filter(sitzung=sitzung)]


# --- Einladen -----------------------------------------------------------------------------------------------------------


def einladung(**mehr):
    vereinbarung = VereinbarungFactory(art=VereinbarungArt.KOMMUNIKATION)
    return {
        "absendung": str(uuid.uuid4()), "art": "jour_fixe", "am": "1.12.2026", "beginn": "14.30", "ende": "16",
        "ort": "Rathaus", "tagesordnung": "1. Berichte\n- Belegung der Kurse\n\nTOP 3: Termine 2027", "vereinbarung": vereinbarung.pk,
    } | mehr  # fmt: skip


def test_einladen_mit_tagesordnung_ein_punkt_je_zeile_und_doppelt_bleibt_eine(koordination):
    einmal = einladung()
    for _ in range(3):
        antwort = koordination.post("/traeger/sitzungen/neu/", einmal)
        assert antwort.status_code == 302
    sitzung = Sitzung.objects.get()
    assert (sitzung.am, f"{sitzung.beginn:%H:%M}", f"{sitzung.ende:%H:%M}") == (date(2026, 12, 1), "14:30", "16:00")
    assert ordnung(sitzung) == [(1, "Berichte"), (2, "Belegung der Kurse"), (3, "Termine 2027")]
    assert "14:30 Uhr" in text(koordination.get(antwort.url))


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"am": ""}, "Datum"),
        ({"am": "31.12.2025"}, "Die Vereinbarung gilt erst ab 01.01.2026."),
        ({"am": "1.1.2096"}, "weit in der Zukunft"),
        ({"beginn": "halb drei"}, "Bitte geben Sie eine Uhrzeit ein"),
        ({"ende": "14:30"}, "Die Sitzung endet nach ihrem Beginn."),
        ({"beginn": ""}, "Bitte nennen Sie auch den Beginn."),
        ({"tagesordnung": "\n".join(f"Punkt {n}" for n in range(41))}, "Mehr als 40 Punkte"),
        ({"tagesordnung": "x" * 201}, "länger als 200 Zeichen"),
        ({"art": "stammtisch"}, "Bitte wählen Sie"),
    ],
)
def test_falsche_angaben_ergeben_einen_satz_und_keine_sitzung(koordination, falsch, satz):
    antwort = koordination.post("/traeger/sitzungen/neu/", einladung(**falsch))
    assert antwort.status_code == 200
    assert satz in text(antwort)
    assert "Rathaus" in antwort.content.decode(), "der Text bleibt stehen"
    assert not Sitzung.objects.exists()
    assert not Tagesordnungspunkt.objects.exists()


def test_zwei_gleiche_sitzungen_gibt_es_nicht(koordination):
    koordination.post("/traeger/sitzungen/neu/", einladung())
    assert "gibt es schon eine solche Sitzung" in text(koordination.post("/traeger/sitzungen/neu/", einladung()))
    assert Sitzung.objects.count() == 1


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.VERWALTUNG, Rolle.PRUEFUNG, Rolle.BETRIEB])
def test_andere_rollen_laden_nicht_ein(rolle):
    assert als(rolle).post("/traeger/sitzungen/neu/", einladung()).status_code == 403
    assert not Sitzung.objects.exists()


def test_liste_zeigt_kommende_zuerst_dann_vergangene(koordination):
    for tage in (-30, 40, -2, 5):
        SitzungFactory(am=HEUTE + timedelta(days=tage))
    seite = text(koordination.get("/traeger/sitzungen/"))
    tage = re.findall(r"Jour fixe am (\d\d\.\d\d\.\d{4})", seite)
    assert tage == ["27.11.2026", "01.01.2027", "20.11.2026", "23.10.2026"]
    assert "Niederschrift fehlt" in seite
    assert "01.01.2027" not in text(koordination.get("/traeger/sitzungen/", {"stand": "offen"}))


# --- Tagesordnung -------------------------------------------------------------------------------------------------------


def test_umordnen_ergaenzen_aendern_streichen(koordination):
    sitzung = mit_punkten("A", "B", "C", am=HEUTE + TAG)
    a, b, c = sitzung.punkte.all()
    koordination.post(ziel("punkt-verschieben", c.pk), {"wohin": "oben"})
    koordination.post(ziel("punkt-verschieben", a.pk), {"wohin": "unten"})
    koordination.post(ziel("punkt-verschieben", c.pk), {"wohin": "oben"})  # steht schon oben
    assert ordnung(sitzung) == [(1, "C"), (2, "A"), (3, "B")]
    neu = {"absendung": str(uuid.uuid4()), "titel": "D"}
    for _ in range(2):
        assert koordination.post(ziel("punkt-neu", sitzung.pk), neu).status_code == 302
    koordination.post(ziel("punkt-streichen", a.pk))
    assert ordnung(sitzung) == [(1, "C"), (2, "B"), (3, "D")]
    b.refresh_from_db()
    daten = {"version": b.version, "titel": "B neu"}
    assert koordination.post(ziel("punkt-bearbeiten", b.pk), daten).status_code == 302
    assert "B neu" in text(koordination.post(ziel("punkt-bearbeiten", b.pk), daten | {"titel": "B anders"}))
    assert ordnung(sitzung)[1] == (2, "B neu")


def test_punkt_mit_ergebnis_oder_beschluss_bleibt(koordination):
    sitzung = mit_punkten("A", "B", am=HEUTE)
    a, b = sitzung.punkte.all()
    setzen(a, ergebnis="besprochen")
    anlegen(Beschluss, sitzung=sitzung, punkt=b, nummer=1, text="Einig.")
    for punkt in (a, b):
        assert "Er bleibt stehen" in text(koordination.post(ziel("punkt-streichen", punkt.pk), follow=True))
    assert len(ordnung(sitzung)) == 2


def test_auch_stornierte_beschluesse_und_aufgaben_halten_den_punkt(koordination):
    """Die Datenbank behielte ihn ohnehin; hier steht, warum."""
    sitzung = mit_punkten("A", "B", am=HEUTE)
    storno = {"storniert_am": timezone.now(), "storniert_von": BenutzerFactory(), "storno_grund": "versehen"}
    a, b = sitzung.punkte.all()
    anlegen(Beschluss, sitzung=sitzung, punkt=a, nummer=1, text="Einig.", **storno)
    AufgabeFactory(sitzung=sitzung, punkt=b, **storno)
    for punkt in (a, b):
        assert "Er bleibt stehen" in text(koordination.post(ziel("punkt-streichen", punkt.pk), follow=True))


def test_unter_dem_punkt_stehen_ergebnis_beschluss_und_aufgaben(koordination):
    sitzung = mit_punkten("Kurse", "Räume", am=HEUTE)
    kurse = sitzung.punkte.first()
    setzen(kurse, ergebnis="Kurse sind voll.")
    seite = ziel("sitzung-detail", sitzung.pk)
    for name, titel, daten in (
        ("beschluss-neu", "Wortlaut A", {"text": "Wortlaut A"}),
        ("sitzung-aufgabe", "Liste prüfen", {"titel": "Liste prüfen", "faellig_am": "30.11.2026"}),
    ):
        adresse = f"{ziel(name, sitzung.pk)}?punkt={kurse.pk}"
        assert f'href="{adresse}"' in koordination.get(seite).content.decode()
        assert f'<option value="{kurse.pk}" selected' in koordination.get(adresse).content.decode()
        daten |= {"absendung": str(uuid.uuid4()), "punkt": kurse.pk}
        assert koordination.post(adresse, daten).status_code == 302, titel
    AufgabeFactory(sitzung=sitzung, beschluss=Beschluss.objects.get(), titel="Folgt dem Beschluss")
    AufgabeFactory(sitzung=sitzung, titel="Zu keinem Punkt")
    vor, _, rest = text(koordination.get(seite)).partition("1. Kurse")
    unter_kurse, _, danach = rest.partition("2. Räume")
    for wort in ("Kurse sind voll.", "Wortlaut A", "Liste prüfen", "Folgt dem Beschluss"):
        assert wort in unter_kurse
        assert wort not in vor + danach, "jedes steht einmal"
    assert "Zu keinem Punkt" in danach


def test_eine_aufgabe_gehoert_zu_keinem_punkt_einer_anderen_sitzung(koordination):
    sitzung, fremd = mit_punkten("A", am=HEUTE), mit_punkten("B", am=HEUTE - TAG).punkte.get()
    adresse = f"{ziel('sitzung-aufgabe', sitzung.pk)}?punkt={fremd.pk}"
    assert (
        "selected"
        not in re.findall(r'<select[^>]*name="punkt".*?</select>', koordination.get(adresse).content.decode(), re.S)[0]
    )
    daten = {"absendung": str(uuid.uuid4()), "titel": "X", "faellig_am": "30.11.2026", "punkt": fremd.pk}
    assert koordination.post(adresse, daten).status_code == 200
    assert koordination.get(f"{ziel('sitzung-aufgabe', sitzung.pk)}?punkt=x%00").status_code == 200


# --- Absagen und Niederschrift ----------------------------------------------------------------------------------------------


def test_absagen_nur_mit_post_und_zuruecknehmen(koordination):
    sitzung = SitzungFactory(am=HEUTE)
    assert koordination.get(ziel("sitzung-absagen", sitzung.pk)).status_code == 405
    assert "Diese Sitzung ist abgesagt" in text(koordination.post(ziel("sitzung-absagen", sitzung.pk), follow=True))
    assert "Diese Sitzung ist abgesagt" in text(
        koordination.post(ziel("sitzung-niederschrift", sitzung.pk), niederschrift(1, version=2))
    )
    koordination.post(ziel("sitzung-zusagen", sitzung.pk))
    sitzung.refresh_from_db()
    assert (sitzung.abgesagt_am, sitzung.abgesagt_von) == (None, None)
    assert "nicht abgesagt" in text(koordination.post(ziel("sitzung-zusagen", sitzung.pk), follow=True))


def niederschrift(*punkte, version=1, **mehr):
    return {
        "version": version,
        "niederschrift": "Alle waren da.",
        "teilnehmende": "vier Träger",
        **{f"ergebnis_{p}": "" for p in punkte},
        **mehr,
    }


def test_niederschrift_legt_termin_und_tagesordnung_fest(koordination):
    sitzung = mit_punkten("Berichte", am=HEUTE)
    (punkt,) = sitzung.punkte.all()
    antwort = koordination.post(
        ziel("sitzung-niederschrift", sitzung.pk), niederschrift(**{f"ergebnis_{punkt.pk}": "Kurse sind voll."}), follow=True
    )
    assert "Kurse sind voll." in text(antwort)
    sitzung.refresh_from_db()
    erster = (sitzung.niederschrift_am, sitzung.niederschrift_von)
    assert all(erster)
    for name, daten in (("sitzung-absagen", {}), ("sitzung-bearbeiten", einladung(version=2))):
        assert "stehen fest" in text(koordination.post(ziel(name, sitzung.pk), daten, follow=True))
    for name, pk, daten in (
        ("punkt-neu", sitzung.pk, {"absendung": str(uuid.uuid4()), "titel": "X"}),
        ("punkt-bearbeiten", punkt.pk, {"version": 2, "titel": "X"}), ("punkt-streichen", punkt.pk, {}),
        ("punkt-verschieben", punkt.pk, {"wohin": "oben"}),
    ):  # fmt: skip
        assert "stehen fest" in text(koordination.post(ziel(name, pk), daten, follow=True)), name
    assert ordnung(sitzung) == [(1, "Berichte")]
    berichtigt = niederschrift(version=2, niederschrift="Berichtigt.", **{f"ergebnis_{punkt.pk}": "Kurse sind fast voll."})
    assert koordination.post(ziel("sitzung-niederschrift", sitzung.pk), berichtigt).status_code == 302
    sitzung.refresh_from_db()
    assert (sitzung.niederschrift_am, sitzung.niederschrift_von) == erster
    assert sitzung.niederschrift == "Berichtigt."


def test_veraltete_niederschrift_zeigt_beide_ergebnisse(koordination):
    sitzung = mit_punkten("Berichte", am=HEUTE)
    (punkt,) = sitzung.punkte.all()
    feld = f"ergebnis_{punkt.pk}"
    koordination.post(ziel("sitzung-niederschrift", sitzung.pk), niederschrift(**{feld: "Stand der anderen"}))
    antwort = koordination.post(ziel("sitzung-niederschrift", sitzung.pk), niederschrift(**{feld: "Mein Stand"}))
    assert 'id="konflikt"' in antwort.content.decode()
    assert "Stand der anderen" in text(antwort)
    assert "Mein Stand" in text(antwort)
    punkt.refresh_from_db()
    assert punkt.ergebnis == "Stand der anderen"


def test_leere_niederschrift_und_kuenftige_sitzung_gehen_nicht(koordination):
    sitzung, morgen = SitzungFactory(am=HEUTE), SitzungFactory(am=HEUTE + TAG)
    assert "Bitte halten Sie" in text(
        koordination.post(ziel("sitzung-niederschrift", sitzung.pk), niederschrift(niederschrift=" "))
    )
    assert "ist erst am 23.11.2026" in text(koordination.post(ziel("sitzung-niederschrift", morgen.pk), niederschrift()))
    beschluss = {"absendung": str(uuid.uuid4()), "text": "Vorab."}
    assert "ist erst am 23.11.2026" in text(koordination.post(ziel("beschluss-neu", morgen.pk), beschluss))
    assert not Sitzung.objects.filter(niederschrift_am__isnull=False).exists()
    assert not Beschluss.objects.exists()


def test_was_nicht_geht_zeigt_kein_formular(koordination):
    """Ein altes Lesezeichen führt mit dem Satz zurück zur Sitzung, statt tippen zu lassen, was niemand speichern kann."""
    kuenftig, fest = SitzungFactory(am=HEUTE + TAG), mit_punkten("Berichte", am=HEUTE)
    koordination.post(ziel("sitzung-niederschrift", fest.pk), niederschrift(niederschrift="Einig."))
    for name, pk, sitzung, satz in (
        ("sitzung-niederschrift", kuenftig.pk, kuenftig, "ist erst am 23.11.2026"),
        ("beschluss-neu", kuenftig.pk, kuenftig, "ist erst am 23.11.2026"), ("sitzung-bearbeiten", fest.pk, fest, "stehen fest"),
        ("punkt-neu", fest.pk, fest, "stehen fest"), ("punkt-bearbeiten", fest.punkte.get().pk, fest, "stehen fest"),
    ):  # fmt: skip
        antwort = koordination.get(ziel(name, pk), follow=True)
        assert antwort.redirect_chain == [(ziel("sitzung-detail", sitzung.pk), 302)], name
        assert satz in text(antwort), name


@pytest.mark.parametrize(
    ("feld", "laenge", "hoechstens"), [("niederschrift", 20_001, "20000"), ("teilnehmende", 501, "500")]
)
def test_zu_lange_niederschrift_ist_ein_satz(koordination, feld, laenge, hoechstens):
    sitzung = SitzungFactory(am=HEUTE)
    punkt = anlegen(Tagesordnungspunkt, sitzung=sitzung, nummer=1, titel="Berichte")
    daten = niederschrift(**{feld: "a" * laenge, f"ergebnis_{punkt.pk}": "Kurse sind voll."})
    antwort = koordination.post(ziel("sitzung-niederschrift", sitzung.pk), daten)
    assert hoechstens in text(antwort)
    assert not Sitzung.objects.filter(niederschrift_am__isnull=False).exists()


def test_niederschrift_ist_maskiert(koordination):
    sitzung = SitzungFactory(am=HEUTE)
    koordination.post(ziel("sitzung-niederschrift", sitzung.pk), niederschrift(niederschrift="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in koordination.get(ziel("sitzung-detail", sitzung.pk)).content.decode()


# --- Beschlüsse ---------------------------------------------------------------------------------------------------------


def test_beschluesse_sind_nummeriert_durchsuchbar_und_nur_einmal(koordination):
    sitzung, andere = mit_punkten("Kurse", am=HEUTE), mit_punkten("Fremd", am=HEUTE - TAG)
    einmal = {
        "absendung": str(uuid.uuid4()),
        "text": "Der Newsletter erscheint vierteljährlich.",
        "punkt": sitzung.punkte.get().pk,
    }
    for _ in range(2):
        assert koordination.post(ziel("beschluss-neu", sitzung.pk), einmal).status_code == 302
    zweiter = {"absendung": str(uuid.uuid4()), "text": "Gemeinsame Vorlage für Verweise."}
    koordination.post(ziel("beschluss-neu", sitzung.pk), zweiter)
    fremder_punkt = zweiter | {"absendung": str(uuid.uuid4()), "punkt": andere.punkte.get().pk}
    assert koordination.post(ziel("beschluss-neu", sitzung.pk), fremder_punkt).status_code == 200
    assert list(Beschluss.objects.order_by("nummer").values_list("nummer", flat=True)) == [1, 2]
    seite = text(als(Rolle.FACHKRAFT).get("/traeger/beschluesse/", {"suche": "newsletter"}))
    assert "22.11.2026, Nr. 1" in seite
    assert "Gemeinsame Vorlage" not in seite


def test_beschluss_berichtigen_behaelt_die_nummer_und_zeigt_beide_staende(koordination):
    beschluss = anlegen(Beschluss, sitzung=SitzungFactory(am=HEUTE), nummer=4, text="Alt")
    adresse = ziel("beschluss-bearbeiten", beschluss.pk)
    assert koordination.post(adresse, {"version": 1, "text": "Neu"}).status_code == 302
    assert "Neu" in text(koordination.post(adresse, {"version": 1, "text": "Anders"}))
    beschluss.refresh_from_db()
    assert (beschluss.nummer, beschluss.text) == (4, "Neu")


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize(("adresse", "abfragen"), [("sitzungen/", 11), ("beschluesse/", 11), ("aufgaben/", 12)])
def test_listen_haben_immer_gleich_viele_abfragen(koordination, adresse, abfragen, anzahl, django_assert_num_queries):
    for _ in range(anzahl):
        sitzung = mit_punkten("A", am=HEUTE + timedelta(days=_))
        anlegen(Beschluss, sitzung=sitzung, nummer=1, text="Einig.")
        AufgabeFactory(sitzung=sitzung, traeger=TraegerFactory())
    koordination.get(f"/traeger/{adresse}")
    with django_assert_num_queries(abfragen):  # davon vier für die Transaktion, die im Test ein Sicherungspunkt ist
        koordination.get(f"/traeger/{adresse}")


@pytest.mark.parametrize("anzahl", [1, 3])
def test_detail_hat_immer_gleich_viele_abfragen(koordination, anzahl, django_assert_num_queries):
    sitzung = mit_punkten(*"ABC"[:anzahl], am=HEUTE)
    for nummer in range(1, anzahl + 1):
        anlegen(Beschluss, sitzung=sitzung, nummer=nummer, text="Einig.")
        AufgabeFactory(sitzung=sitzung, traeger=TraegerFactory())
        AufgabeFactory(traeger=TraegerFactory())
    koordination.get(ziel("sitzung-detail", sitzung.pk))
    with django_assert_num_queries(14):
        koordination.get(ziel("sitzung-detail", sitzung.pk))
