"""Wer wovon erfährt: zugewiesen, übergeben, zurückgegeben, fertig – und wer nicht."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from beratung import vorgaenge as beratung
from beratung.begriffe import Abschlussgrund
from beratung.models import Fall, Zustaendigkeit
from tests.factories import FachkraftFactory, FallFactory, PersonFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, ImportlaufFactory
from tests.traeger.mitteilung.hilfe import fachkraft, glocke, mitglied, will, zeilen
from traeger.begriffe import Anlass, Arbeitsfeld, Rolle
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import an_fachkraft, mitteilen
from traeger.models import Aufgabe, Vertretung
from traeger.personal.vorgaenge import abwesenheit as abwesenheiten
from traeger.personal.vorgaenge import einlesen
from traeger.personal.vorgaenge.uebergabe import alles_uebergeben
from traeger.sitzung import vorgaenge as sitzung
from traeger.zugang import handeln, wartung

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
TAG = timedelta(1)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def leitung():
    return mitglied()


@pytest.fixture
def kraft(leitung):
    return fachkraft(leitung.traeger)


def fall_von(kraft, von=date(2026, 1, 15)):
    fall = FallFactory(traeger=kraft.traeger, begonnen_am=von)
    with im_namen_von(kraft.traeger_id):
        Zustaendigkeit.objects.create(traeger=kraft.traeger, fall=fall, fachkraft=kraft, von=von)
    return fall


def neuer_fall(kraft, durch):
    person = PersonFactory(traeger=kraft.traeger)
    with handeln(durch):
        fall = Fall(begonnen_am=HEUTE)
        return beratung.fall_anlegen(fall=fall, person=person, fachkraft=kraft, durch=durch)


def uebergeben(fall, an, durch, ab=HEUTE):
    with handeln(durch):
        fall.refresh_from_db()
        beratung.zustaendigkeit_uebergeben(akte=fall, fachkraft=an, ab=ab, durch=durch)


def test_ein_fall_wird_zugewiesen_und_der_weg_fuehrt_dorthin(leitung, kraft):
    fall = neuer_fall(kraft, leitung.zugang)
    assert glocke(kraft.mitglied) == [(Anlass.ZUGEWIESEN, f"MBE-Fall {fall.pk}")]
    assert zeilen(kraft.mitglied)[0].pfad == f"/beratung/faelle/{fall.pk}/"
    assert glocke(leitung) == []
    assert mail.outbox == [], "zugewiesen kommt ohne eigene Wahl nicht per E-Mail"


def test_wer_sich_selbst_etwas_zuweist_bekommt_nichts(kraft):
    neuer_fall(kraft, kraft.mitglied.zugang)
    assert glocke(kraft.mitglied) == []


def test_dieselbe_absendung_teilt_einmal_mit(leitung, kraft):
    person = PersonFactory(traeger=kraft.traeger)
    fall = Fall(begonnen_am=HEUTE)
    for _ in range(2):
        noch_einmal = Fall(begonnen_am=HEUTE, absendung=fall.absendung)
        with handeln(leitung.zugang):
            beratung.fall_anlegen(fall=noch_einmal, person=person, fachkraft=kraft, durch=leitung.zugang)
    assert len(zeilen(kraft.mitglied)) == 1


def test_uebergeben_kommt_an_und_beim_vorigen_ist_es_erledigt(leitung, kraft):
    fall, andere = neuer_fall(kraft, leitung.zugang), fachkraft(leitung.traeger)
    uebergeben(fall, andere, leitung.zugang)
    assert glocke(andere.mitglied) == [(Anlass.UEBERGEBEN, f"MBE-Fall {fall.pk}")]
    assert glocke(kraft.mitglied) == []
    (brief,) = mail.outbox
    assert brief.to == [andere.benutzer.email]
    assert brief.subject == f"ARGE Integration: MBE-Fall {fall.pk} übergeben"
    assert f"/beratung/faelle/{fall.pk}/" in brief.body
    with im_namen_von(leitung.traeger_id):
        assert fall.person.nachname not in brief.body + brief.subject
        assert fall.person.vorname not in brief.body + brief.subject


def test_zurueck_an_die_vorige_ist_eine_rueckgabe(leitung, kraft):
    andere, fall = fachkraft(leitung.traeger), fall_von(kraft)
    uebergeben(fall, andere, leitung.zugang, ab=HEUTE - TAG)
    uebergeben(fall, kraft, andere.mitglied.zugang)
    assert glocke(kraft.mitglied) == [(Anlass.ZURUECK, f"MBE-Fall {fall.pk}")]
    assert [brief.to for brief in mail.outbox] == [[andere.benutzer.email], [kraft.benutzer.email]]


def test_dasselbe_noch_einmal_am_selben_tag_ist_wieder_ungelesen_und_eine_zeile(leitung, kraft):
    andere, fall = fachkraft(leitung.traeger), fall_von(kraft)
    for an in (andere, kraft, andere):
        uebergeben(fall, an, leitung.zugang)
    assert glocke(andere.mitglied) == [(Anlass.UEBERGEBEN, f"MBE-Fall {fall.pk}")]
    assert len(zeilen(andere.mitglied)) == 1


def test_alles_einer_fachkraft_ist_eine_mitteilung(leitung, kraft):
    an = fachkraft(leitung.traeger)
    for _ in range(3):
        fall_von(kraft)
    with handeln(leitung.zugang):
        assert alles_uebergeben(fachkraft=kraft, an=an, ab=HEUTE, durch=leitung.zugang) == 3
    assert glocke(an.mitglied) == [(Anlass.UEBERGEBEN, "3 MBE-Fälle")]
    assert zeilen(an.mitglied)[0].pfad == "/beratung/faelle/?stand=laufend&meine=ja"
    assert len(mail.outbox) == 1


def test_abgeschlossen_ist_erledigt_und_wieder_aufgenommen_zugewiesen(leitung, kraft):
    fall, durch = neuer_fall(kraft, leitung.zugang), leitung.zugang
    with handeln(durch):
        beratung.akte_abschliessen(akte=fall, am=HEUTE, grund=Abschlussgrund.ZIEL, durch=durch, heute=HEUTE)
    assert glocke(kraft.mitglied) == []
    with handeln(durch):
        fall.refresh_from_db()
        morgen = HEUTE + TAG
        beratung.akte_wieder_aufnehmen(akte=fall, fachkraft=kraft, ab=morgen, durch=durch, heute=morgen)
    assert glocke(kraft.mitglied) == [(Anlass.ZUGEWIESEN, f"MBE-Fall {fall.pk}")]


@pytest.mark.parametrize(
    "felder",
    [
        {"bis": HEUTE - TAG},  # beendet
        {"arbeitsfelder": ["EA"]},  # darf den Fall nicht öffnen
    ],
)
def test_wer_die_sache_nicht_oeffnen_darf_erfaehrt_nichts(leitung, felder):
    kraft = fachkraft(leitung.traeger, **felder)
    uebergeben(fall_von(fachkraft(leitung.traeger)), kraft, leitung.zugang)
    assert zeilen(kraft.mitglied) == []
    assert mail.outbox == []


def test_ein_konto_mit_zwei_rollen_bekommt_es_als_fachkraft(leitung, kraft):
    zweite = mitglied(Rolle.LEITUNG, leitung.traeger, benutzer=kraft.benutzer)
    uebergeben(fall_von(fachkraft(leitung.traeger)), kraft, leitung.zugang)
    assert (len(glocke(kraft.mitglied)), glocke(zweite), len(mail.outbox)) == (1, [], 1)


def test_ohne_konto_fragt_niemand_die_datenbank(leitung, kraft, django_assert_num_queries):
    with django_assert_num_queries(0):
        an = an_fachkraft(FachkraftFactory.build(traeger=leitung.traeger))
        assert mitteilen(an, Anlass.UEBERGEBEN, Sache("MBE-Fall 1", "/"), tag=HEUTE, durch=None) == 0


@pytest.mark.parametrize(
    ("glocke_an", "email", "erwartet"), [([], [], (0, 0)), (["uebergeben"], [], (1, 0)), ([], ["uebergeben"], (0, 1))]
)
def test_glocke_und_email_lassen_sich_je_anlass_abschalten(leitung, kraft, glocke_an, email, erwartet):
    will(kraft.mitglied, glocke=glocke_an, email=email)
    uebergeben(fall_von(fachkraft(leitung.traeger)), kraft, leitung.zugang)
    assert (len(glocke(kraft.mitglied)), len(mail.outbox)) == erwartet


def test_nimmt_der_vorgang_alles_zurueck_geht_auch_nichts_hinaus(leitung, kraft):
    fall = fall_von(fachkraft(leitung.traeger))
    with pytest.raises(ZeroDivisionError), handeln(leitung.zugang):
        beratung.zustaendigkeit_uebergeben(akte=fall, fachkraft=kraft, ab=HEUTE, durch=leitung.zugang)
        raise ZeroDivisionError
    assert zeilen(kraft.mitglied) == []


def test_nach_dem_mitteilen_gilt_wieder_der_zugang_der_anfrage(leitung, kraft):
    """Technisch geschrieben, aber danach sieht die Leitung wieder nur, was sie sieht."""
    fremd, fall = FallFactory(), fall_von(fachkraft(leitung.traeger))
    with handeln(leitung.zugang):
        beratung.zustaendigkeit_uebergeben(akte=fall, fachkraft=kraft, ab=HEUTE, durch=leitung.zugang)
        assert set(Fall.objects.values_list("pk", flat=True)) == {fall.pk}
        assert not Fall.objects.filter(pk=fremd.pk).exists()


# --- Vertretung, Aufgaben, Importe ----------------------------------------------------------------------------------------


def test_eine_vertretung_ist_uebergeben(leitung, kraft):
    weg = fachkraft(leitung.traeger)
    abwesend = AbwesenheitFactory(traeger=leitung.traeger, fachkraft=weg, von=HEUTE, bis=HEUTE + 5 * TAG)
    vertretung = Vertretung(
        abwesenheit=abwesend, vertreten=weg, fachkraft=kraft, arbeitsfelder=[Arbeitsfeld.MBE], von=HEUTE, bis=HEUTE + TAG
    )
    with handeln(leitung.zugang):
        vertretung = abwesenheiten.vertretung_einrichten(vertretung=vertretung, durch=leitung.zugang)
    assert glocke(kraft.mitglied) == [(Anlass.UEBERGEBEN, f"Vertretung {vertretung.pk}")]
    assert glocke(weg.mitglied) == []


@pytest.fixture
def koordination():
    return mitglied(Rolle.KOORDINATION)


def verteilen(durch, **felder):
    with handeln(durch):
        aufgabe = Aufgabe(**{"titel": "Frau Haidari anrufen", "faellig_am": HEUTE} | felder)
        return sitzung.aufgabe_verteilen(aufgabe=aufgabe, durch=durch, heute=HEUTE)


def test_eine_aufgabe_erfahren_die_leitungen_des_traegers_ohne_ihren_wortlaut(leitung, koordination):
    zweite, andere = mitglied(Rolle.LEITUNG, leitung.traeger), mitglied()
    will(leitung, glocke=Anlass.values, email=Anlass.values)
    aufgabe = verteilen(koordination.zugang, traeger=leitung.traeger)
    assert glocke(leitung) == glocke(zweite) == [(Anlass.ZUGEWIESEN, f"Aufgabe {aufgabe.pk}")]
    assert glocke(andere) == glocke(koordination) == []
    (brief,) = mail.outbox
    assert "Haidari" not in brief.body + brief.subject, "der Wortlaut ist frei geschrieben"


def test_eine_aufgabe_wandert_und_ist_beim_vorigen_erledigt(leitung, koordination):
    andere, aufgabe = mitglied(), verteilen(koordination.zugang, traeger=leitung.traeger)
    aufgabe.traeger = andere.traeger
    with handeln(koordination.zugang):
        sitzung.aufgabe_aendern(aufgabe=aufgabe, durch=koordination.zugang, heute=HEUTE)
    assert glocke(leitung) == []
    assert glocke(andere) == [(Anlass.UEBERGEBEN, f"Aufgabe {aufgabe.pk}")]
    aufgabe.titel = "Nur ein anderes Wort"
    with handeln(koordination.zugang):
        aufgabe.refresh_from_db(fields=["version"])
        sitzung.aufgabe_aendern(aufgabe=aufgabe, durch=koordination.zugang, heute=HEUTE)
    assert len(zeilen(andere)) == 1


def test_erledigt_verschwindet_und_wieder_geoeffnet_kommt_zurueck(leitung, koordination):
    kraft = fachkraft(leitung.traeger)
    aufgabe = verteilen(koordination.zugang, traeger=leitung.traeger)
    with handeln(kraft.mitglied.zugang):
        jetzt = aufgabe.angelegt_am
        sitzung.aufgabe_erledigen(aufgabe=aufgabe, ergebnis="Ja.", durch=kraft.mitglied.zugang, jetzt=jetzt)
    assert glocke(leitung) == []
    with handeln(koordination.zugang):
        sitzung.aufgabe_oeffnen(aufgabe=aufgabe, durch=koordination.zugang, heute=HEUTE)
    zurueck = [(Anlass.ZURUECK, f"Aufgabe {aufgabe.pk}")]
    assert glocke(leitung) == glocke(kraft.mitglied) == zurueck


def test_ohne_traeger_geht_die_aufgabe_an_die_koordination(leitung, koordination):
    aufgabe = verteilen(leitung.zugang, traeger=None)
    assert glocke(koordination) == [(Anlass.ZUGEWIESEN, f"Aufgabe {aufgabe.pk}")]
    assert reverse("traeger:aufgabe-detail", args=[aufgabe.pk]) == zeilen(koordination)[0].pfad


def test_ein_import_ist_fertig_oder_kommt_zurueck(leitung):
    lauf = ImportlaufFactory(traeger=leitung.traeger, hochgeladen_von=leitung.benutzer)
    with wartung(traeger_id=leitung.traeger_id):
        einlesen._mitteilen(lauf, Anlass.FERTIG, timezone.now())
        einlesen._abweisen(lauf, "Die Datei ist leer.", timezone.now())
    assert glocke(leitung) == [(Anlass.FERTIG, f"Import {lauf.pk}"), (Anlass.ZURUECK, f"Import {lauf.pk}")]
