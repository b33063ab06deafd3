"""Vorbereitete Abfragen: dieselben Zeilen wie das ORM, in jedem Faden, und nie die einer früheren Anfrage."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from arge.daten.abfragen import vorbereitet
from tests.factories import FallFactory, MitgliedschaftFactory
from traeger.begriffe import Rolle
from traeger.models import Benutzer, Mitgliedschaft
from traeger.start.kennzahlen import kachelwerte
from traeger.zugang import handeln, mitgliedschaften, ohne_zugang, zugang_von
from traeger.zugang.anfrage import HAT_FAKTOR, MIT_ENTWURF, _gueltige

pytestmark = pytest.mark.django_db
KEINER = -8_150


@vorbereitet(KEINER, "niemand")
def _konten(nummer, email, tag):
    return Benutzer.objects.filter(pk=nummer, angelegt_am__date__gte=tag) | Benutzer.objects.filter(email=email)


def _wie_das_orm(konto, am):
    return list(mitgliedschaften(konto.pk, am).annotate(hat_faktor=HAT_FAKTOR, mit_entwurf=MIT_ENTWURF))


@pytest.mark.parametrize("anzahl", [0, 1, 3])
def test_dieselben_zeilen_wie_das_orm_mit_allem_was_daran_haengt(anzahl):
    andere = MitgliedschaftFactory()
    konto = MitgliedschaftFactory().benutzer if anzahl else MitgliedschaftFactory(von=date(2099, 1, 1)).benutzer
    for _ in range(anzahl - 1):
        MitgliedschaftFactory(benutzer=konto)
    heute = timezone.localdate()
    with handeln(ohne_zugang(konto.pk)):
        erwartet = _wie_das_orm(konto, heute)
        with CaptureQueriesContext(
            connection,
        ) as abfragen:
            gelesen = _gueltige(konto.pk, heute)
            assert [(m.pk, m.traeger.kurzname) for m in gelesen] == [(m.pk, m.traeger.kurzname) for m in erwartet]
        assert len(abfragen) == 1  # der Träger ist mitgeladen
        felder = [f.attname for f in Mitgliedschaft._meta.concrete_fields] + ["vertretungen", "hat_faktor", "mit_entwurf"]
        assert [[getattr(m, f) for f in felder] for m in gelesen] == [[getattr(m, f) for f in felder] for m in erwartet]
    assert len(gelesen) == anzahl
    assert andere not in gelesen


def test_die_naechste_anfrage_sieht_ihre_eigenen_und_neue_zeilen():
    eine, andere = MitgliedschaftFactory(), MitgliedschaftFactory()
    heute = timezone.localdate()
    for m in (eine, andere, eine):
        with handeln(ohne_zugang(m.benutzer_id)):
            assert _gueltige(m.benutzer_id, heute) == [m]
    neu = MitgliedschaftFactory(benutzer=eine.benutzer)
    with handeln(ohne_zugang(eine.benutzer_id)):
        assert _gueltige(eine.benutzer_id, heute) == [eine, neu]
        assert _gueltige(eine.benutzer_id, eine.von - timedelta(1)) == []


def test_jeder_platz_bekommt_seinen_wert():
    eins, zwei, drei = (MitgliedschaftFactory().benutzer for _ in range(3))
    tag = timezone.localdate() - timedelta(1)
    assert {k.pk for k in _konten(eins.pk, zwei.email, tag)} == {eins.pk, zwei.pk}
    assert {k.pk for k in _konten(drei.pk, eins.email, tag)} == {drei.pk, eins.pk}
    assert {k.pk for k in _konten(drei.pk, eins.email, tag + timedelta(9))} == {eins.pk}


def test_ein_platz_der_nicht_in_der_abfrage_steht_ist_ein_fehler():
    @vorbereitet(KEINER)
    def alle(nummer):
        return Benutzer.objects.all()

    with pytest.raises(ValueError, match="steht nicht als Parameter"):
        alle(1)


def test_jeder_faden_fragt_auf_seiner_verbindung():
    konto = MitgliedschaftFactory().benutzer
    tag = timezone.localdate() - timedelta(1)
    assert [k.pk for k in _konten(konto.pk, "", tag)] == [konto.pk]
    drueben = []

    def fragen():
        try:
            drueben.append([k.pk for k in _konten(konto.pk, "", tag)])
        finally:
            connection.close()

    faden = threading.Thread(target=fragen)
    faden.start()
    faden.join()
    assert drueben == [[]]  # drüben ist die Zeile dieser offenen Transaktion noch nicht zu sehen


def test_wer_beim_bauen_die_datenbank_fragt_wird_nicht_gemerkt():
    """Ein gelesener Parameter gälte sonst weiter, nachdem ihn jemand geändert hat."""

    @vorbereitet()
    def neueste(tag):
        return Benutzer.objects.filter(pk=Benutzer.objects.latest("pk").pk)

    MitgliedschaftFactory()
    with pytest.raises(RuntimeError, match="gälte für alle danach"):
        neueste(date(2026, 11, 28))


def test_eine_abfrage_die_nie_etwas_findet_fragt_gar_nicht(django_assert_num_queries):
    @vorbereitet()
    def niemand():
        return Benutzer.objects.none()

    with django_assert_num_queries(0):
        assert niemand() == []


def test_die_startseite_zaehlt_was_seit_dem_letzten_besuch_dazukam(client):
    """Gemerkt ist, wie gefragt wird, nie was herauskam."""
    fall = FallFactory(begonnen_am=date(2026, 1, 5))
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=fall.traeger))
    heute, kachel = timezone.localdate(), [("MBE-01", "heute")]

    def zahl():
        with handeln(zugang):
            ((_, _, wert),), _ = kachelwerte(zugang, heute, kachel)
        return wert

    assert zahl() == 1
    FallFactory(traeger=fall.traeger, begonnen_am=date(2026, 1, 5))
    FallFactory(begonnen_am=date(2026, 1, 5))
    assert zahl() == 2
