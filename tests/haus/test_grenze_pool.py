"""Der Zugang leckt nicht durch den echten Verbindungs-Pool, und als Eigner startet nichts (qualitaet 1.3, S3)."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection, connections
from django.http import JsonResponse
from django.urls import path

from arge.betrieb.grenze import SATZ, grenze_umgehbar
from beratung.models import Person
from tests.factories import MitgliedschaftFactory, PersonFactory
from traeger.zugang import handeln, technisch, zahlen, zugang_von

WURZEL = Path(__file__).resolve().parents[2]


def personen(request):
    """Die vergessliche View: ohne `.fuer`; meldet auch, auf welcher Verbindung sie lief."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return JsonResponse({"personen": list(Person.objects.values_list("pk", flat=True)), "pid": pid})


def stuerzt(request):
    Person.objects.count()
    raise RuntimeError


urlpatterns = [path("personen/", personen), path("stuerzt/", stuerzt)]
handler500 = "arge.seite.seiten.fehler_500"


@pytest.fixture
def ein_pool(festgeschrieben, settings):
    """Alle Anfragen teilen sich eine einzige Verbindung."""
    optionen = connections["default"].settings_dict["OPTIONS"]
    vorher = optionen["pool"]
    connection.close()
    connections["default"].close_pool()
    optionen["pool"] = settings.POOL | {"max_size": 1, "timeout": 30}
    yield
    connection.close()
    connections["default"].close_pool()
    optionen["pool"] = vorher


@pytest.fixture
def zwei(festgeschrieben, client_class):
    """Je Träger eine Person und ein angemeldeter Browser."""
    browser = []
    for _ in range(2):
        person = PersonFactory()
        client = client_class(raise_request_exception=False)
        benutzer = MitgliedschaftFactory(traeger=person.traeger, rolle="leitung").benutzer
        client.force_login(benutzer)
        browser.append((client, person))
    return browser


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


@pytest.mark.urls("tests.haus.test_grenze_pool")
def test_nacheinander_ueber_dieselbe_verbindung(ein_pool, zwei, client_class):
    pids = set()
    for client, person in zwei * 3:
        antwort = client.get("/personen/").json()
        assert antwort["personen"] == [person.pk]
        pids.add(antwort["pid"])
        assert Person.objects.count() == 0  # dieselbe Verbindung, ohne Zugang
        connection.close()
    assert len(pids) == 1


@pytest.mark.urls("tests.haus.test_grenze_pool")
def test_ein_absturz_hinterlaesst_keinen_zugang(ein_pool, zwei):
    (eins, _), (zwei_, person) = zwei
    assert eins.get("/stuerzt/").status_code == 500
    assert Person.objects.count() == 0
    connection.close()
    assert zwei_.get("/personen/").json()["personen"] == [person.pk]


@pytest.mark.urls("tests.haus.test_grenze_pool")
def test_nebenlaeufig_sieht_jeder_nur_das_seine(zwei):
    falsch, start = [], threading.Barrier(6)

    def fragen(client, person):
        try:
            start.wait()
            gesehen = [client.get("/personen/").json()["personen"] for _ in range(15)]
            falsch.extend(g for g in gesehen if g != [person.pk])
        finally:
            connection.close()

    faeden = [threading.Thread(target=fragen, args=zwei[n % 2]) for n in range(6)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert falsch == []


def test_zahlenrolle_leckt_nicht_in_die_naechste_anfrage(ein_pool, zwei):
    for _ in range(2):
        with technisch(), zahlen():
            assert Person.objects.count() == 2
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("arge_web",)
        assert Person.objects.count() == 0


def test_zugang_gilt_nicht_nach_abgebrochener_transaktion(ein_pool, zwei):
    person = zwei[0][1]
    zugang = zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle="leitung"))
    with pytest.raises(DatabaseError), handeln(zugang), connection.cursor() as cursor:
        cursor.execute("select 1 / (select count(*) - 1 from beratung_person)")  # sieht genau die eine Person
    assert Person.objects.count() == 0


def test_kein_cursor_und_keine_anweisung_ueberlebt_die_anfrage(ein_pool, zwei):
    """„with hold“ trüge fremde Zeilen in die nächste Anfrage derselben Verbindung."""
    person = zwei[0][1]
    zugang = zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle="leitung"))
    with handeln(zugang), connection.cursor() as cursor:
        cursor.execute("declare spaeh cursor with hold for select nachname from beratung_person")
        cursor.execute("prepare spaeher as select 1")
        cursor.execute("listen horch")
    connection.close()
    with connection.cursor() as cursor:
        for frage in (
            "select name from pg_cursors", "select name from pg_prepared_statements where name = 'spaeher'",
            "select * from pg_listening_channels()",
        ):  # fmt: skip
            cursor.execute(frage)
            assert cursor.fetchall() == [], frage


# --- Grenze beim Start -------------------------------------------------------------------------------------------------


@pytest.mark.django_db(databases=["default", "eigner"])
def test_nur_die_anwendungsrolle_kann_die_grenze_nicht_umgehen():
    assert not grenze_umgehbar(connections["default"])
    assert grenze_umgehbar(connections["eigner"])


@pytest.mark.django_db
def test_check_ist_mit_der_anwendungsrolle_ohne_befund():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


def als_eigner(*befehl):
    """Befehl mit den Rechten, die Web und Worker nie haben dürfen, gegen die eingerichtete Testdatenbank."""
    eigner, name = os.environ["DATABASE_URL_EIGNER"], connections["default"].settings_dict["NAME"]
    umgebung = {**os.environ, "DATABASE_URL": f"{eigner.rsplit('/', 1)[0]}/{name}"}
    lauf = subprocess.run(
        [sys.executable, *befehl], cwd=WURZEL, env=umgebung, capture_output=True, text=True, timeout=60, check=False
    )
    assert SATZ in lauf.stdout + lauf.stderr
    return lauf.returncode


@pytest.mark.parametrize(
    "befehl",
    [
        ["-c", "import arge.wsgi"],
        ["-m", "celery", "-A", "arge", "worker", "-c", "1"],
        ["manage.py", "check", "--database", "default"],
    ],
    ids=["web", "worker", "check"],
)
def test_als_eigner_startet_nichts(django_db_setup, befehl):
    assert als_eigner(*befehl) != 0


def _rolle():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


def test_zahlenrolle_endet_ohne_umschliessende_transaktion(ein_pool):
    """So öffnen sie Worker und Befehle: mit eigener Transaktion; auf derselben Verbindung geht es nach einem Fehler weiter."""
    davor = _rolle()
    with pytest.raises(ZeroDivisionError), zahlen():
        _ = 1 / 0
    assert _rolle() == davor
    with pytest.raises(DatabaseError), zahlen():
        list(Person.objects.values_list("nachname"))
    assert _rolle() == davor


@pytest.mark.parametrize(
    "anweisung",
    [
        "set role arge_zahlen", "set time zone 'Asia/Kabul'", "set default_transaction_read_only = on", "set search_path = pg_temp",
        "select pg_advisory_lock(7301, 2)", "select set_config('app.zugang', '{}', false)", "set statement_timeout = 1",
    ],
)  # fmt: skip
def test_was_eine_anfrage_an_der_sitzung_aendert_endet_mit_ihr(ein_pool, anweisung):
    """Eine festgeschriebene Anweisung hinge sonst an der Verbindung und träfe die nächste Anfrage, wessen auch immer."""
    frage = (
        "select pg_backend_pid(), current_user, current_setting('TimeZone'), current_setting('default_transaction_read_only'),"
        " current_setting('search_path'), current_setting('statement_timeout'), coalesce(current_setting('app.zugang', true), ''),"
        " (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())"
    )

    def stand():
        with connection.cursor() as cursor:
            cursor.execute(frage)
            return cursor.fetchone()

    vorher = stand()
    with connection.cursor() as cursor:
        cursor.execute(anweisung)
    connection.close()
    assert stand() == vorher
