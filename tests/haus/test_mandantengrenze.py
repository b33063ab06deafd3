"""Die Mandantengrenze hält auch dann, wenn der Code sie vergisst."""

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction

from beratung.models import Fall, Kontakt, Person
from tests.factories import FallFactory, KontaktFactory, MitgliedschaftFactory, PersonFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from traeger.begriffe import Rolle
from traeger.models import MandantModell
from traeger.zugang import handeln, technisch, zahlen, zugang_von

pytestmark = pytest.mark.django_db


def test_ohne_zugang_keine_zeile():
    PersonFactory()
    assert Person.objects.count() == 0


def test_vergessenes_fuer_zeigt_nur_eigene_zeilen():
    eigene, _fremde = PersonFactory(), PersonFactory()
    zugang = zugang_von(MitgliedschaftFactory(traeger=eigene.traeger))
    with handeln(zugang):
        assert list(Person.objects.all()) == [eigene] == list(Person.objects.fuer(zugang))


def test_rohes_sql_sieht_nur_eigene_zeilen():
    eigene, _fremde = PersonFactory(), PersonFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=eigene.traeger))), connection.cursor() as cursor:
        cursor.execute("select id from beratung_person")
        assert cursor.fetchall() == [(eigene.pk,)]


@pytest.mark.parametrize("rolle", [Rolle.VERWALTUNG, Rolle.STEUERUNG, Rolle.PRUEFUNG])
def test_rollen_ohne_akten_sehen_auch_eigene_akten_nicht(rolle):
    person = PersonFactory()
    zugang = zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle=rolle))
    with handeln(zugang):
        assert not Person.objects.exists()
        assert not Person.objects.fuer(zugang).exists()


def test_fachkraft_ohne_arbeitsfeld_sieht_die_akten_dieses_felds_nicht():
    fall = FallFactory()
    zugang = zugang_von(MitgliedschaftFactory(traeger=fall.traeger, arbeitsfelder=["IM"]))
    with handeln(zugang):
        assert not Fall.objects.exists()
        assert Person.objects.exists()


def test_kind_kann_nicht_an_fremdem_elternteil_haengen():
    fremder = FallFactory()
    traeger = TraegerFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        KontaktFactory(traeger=traeger, fall=fremder)
        connection.check_constraints()


def test_traeger_einer_zeile_ist_unveraenderlich():
    person = PersonFactory()
    with im_namen_von(person.traeger_id), pytest.raises(Exception, match="traeger_fest|read|Cannot"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(traeger=TraegerFactory())


def test_in_jeder_tabelle_eines_traegers_ist_er_unveraenderlich():
    """Wer in einem Modell eigene Trigger nennt, verliert sonst still den geerbten."""
    tabellen = {m._meta.db_table for m in apps.get_models() if issubclass(m, MandantModell)}
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_trigger join pg_class c on c.oid = tgrelid where tgname like 'pgtrigger_traeger_fest_%'"
        )
        assert tabellen - {name for (name,) in cursor.fetchall()} == set()


def test_zahlenrolle_zaehlt_alle_zeilen_aber_liest_keinen_namen():
    PersonFactory(), PersonFactory()
    with technisch(), zahlen():
        assert Person.objects.count() == 2
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Person.objects.values_list("nachname"))
    assert Person.objects.count() == 0


def test_zahlenrolle_schreibt_nicht():
    with zahlen(), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Kontakt.objects.update(dauer_minuten=1)


def test_zugang_endet_mit_der_transaktion():
    person = PersonFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=person.traeger))):
        assert Person.objects.count() == 1
    assert Person.objects.count() == 0


def _rolle():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


def test_zahlenrolle_endet_auch_nach_einem_fehler():
    """Ohne eigenen Sicherungspunkt: Fehler im Programm, Fehler der Datenbank innen und außen aufgefangen."""
    davor = _rolle()
    with pytest.raises(RuntimeError), zahlen():
        raise RuntimeError
    assert _rolle() == davor
    with zahlen():
        with pytest.raises(ProgrammingError), transaction.atomic():
            list(Person.objects.values_list("nachname"))
        assert _rolle() == "arge_zahlen"
    assert _rolle() == davor
    with pytest.raises(ProgrammingError), transaction.atomic(), zahlen():
        list(Person.objects.values_list("nachname"))
    assert _rolle() == davor


def test_zahlen_in_zahlen_gilt_bis_zum_ende_der_aeusseren():
    """Früher gab die innere die Rolle zurück: Danach zählte die äußere still nur noch, was der Zugang selbst sieht."""
    PersonFactory(), PersonFactory()
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))
    with handeln(zugang):
        with zahlen():
            assert Person.objects.count() == 2
            with zahlen():
                assert Person.objects.count() == 2
            assert Person.objects.count() == 2
        assert Person.objects.count() == 0


def test_zahlen_gilt_nach_einem_fehler_darin_nicht_weiter():
    PersonFactory()
    zugang = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))
    with handeln(zugang):
        with pytest.raises(ProgrammingError), transaction.atomic(), zahlen():
            Person.objects.values_list("nachname").first()  # Namen darf die Rolle nicht lesen
        assert Person.objects.count() == 0
        with zahlen():
            assert Person.objects.count() == 1


def test_gemerkte_abfrage_behaelt_keine_zeilen():
    erster, zweiter = FallFactory(), FallFactory()
    tag = erster.begonnen_am
    gesehen = []
    for fall in (erster, zweiter):
        with handeln(zugang_von(MitgliedschaftFactory(traeger=fall.traeger))):
            gesehen.append([zeile.pk for zeile in Fall.am(tag)])  # über die Abfrage selbst laufen, ohne sie einzugrenzen
    assert gesehen == [[erster.pk], [zweiter.pk]]


def test_kennzahl_ohne_grenze_gibt_keine_zeile_heraus():
    from dataclasses import replace

    from arge.zahlen.kennzahl import nach_nummer
    from arge.zahlen.zeitraum import Zeitraum
    from traeger.models import Benutzer

    zahl = replace(nach_nummer("MBE-01"), menge=lambda _: Benutzer.objects.all())
    tag = Zeitraum(FallFactory().begonnen_am, FallFactory().begonnen_am)
    with pytest.raises(TypeError, match="Grenze"):
        zahl.zeilen(zugang_von(MitgliedschaftFactory()), tag)
