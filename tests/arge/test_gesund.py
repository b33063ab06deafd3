"""Auskunft und Seiten, wenn die Datenbank weg ist; Broker und Worker prüft tests/traeger/test_auftrag_dienste.py."""

import os

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client

from arge.betrieb.kopfzeilen import KOPFZEILEN


@pytest.fixture
def ohne_datenbank(festgeschrieben):
    """Die Verbindung zeigt auf einen Anschluss, an dem niemand hört; danach wieder auf die Testdatenbank."""
    einstellung = connections["default"].settings_dict
    vorher, optionen = einstellung["PORT"], einstellung["OPTIONS"]
    geduld = optionen["pool"]["timeout"]

    def umstellen(port, timeout):
        connection.close()
        connections["default"].close_pool()
        einstellung["PORT"], optionen["pool"]["timeout"] = port, timeout

    umstellen("1", 1)
    yield
    umstellen(vorher, geduld)


def test_gesund_ohne_datenbank_ist_503_ohne_interna(ohne_datenbank):
    antwort = Client().get("/gesund/", headers={"Host": "unbekannt.example"})
    assert antwort.status_code == 503
    stand = antwort.json()
    assert (stand["bereit"], stand["datenbank"], stand["migrationen"], stand["worker"]) == (False, False, False, False)
    assert "127.0.0.1" not in antwort.text


def test_lebt_braucht_keine_datenbank(ohne_datenbank):
    assert Client().get("/gesund/lebt/").json() == {"lebt": True}


def test_seite_ohne_datenbank_ist_eine_freundliche_503(ohne_datenbank):
    antwort = Client(raise_request_exception=False).get("/barrierefreiheit/")
    assert antwort.status_code == 503
    assert "Die Datenbank ist gerade nicht erreichbar" in antwort.text
    assert antwort.headers["Retry-After"] == "60"
    assert antwort.headers["Content-Security-Policy"] == KOPFZEILEN["Content-Security-Policy"]


def test_nach_der_rueckkehr_geht_es_ohne_neustart_weiter(festgeschrieben):
    """Der Server bricht die Verbindung ab, wie bei einem Neustart: Die nächste Anfrage bekommt eine frische (1.8)."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        pid = cursor.fetchone()[0]
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"]) as andere:  # dieselbe Rolle darf ihre eigenen Sitzungen beenden
        assert andere.execute("select pg_terminate_backend(%s)", [pid]).fetchone() == (True,)
    assert Client().get("/barrierefreiheit/").status_code == 200


@pytest.mark.parametrize("methode", ["post", "put", "delete"])
def test_gesund_ist_nur_lesbar(client, db, methode):
    assert getattr(client, methode)("/gesund/").status_code == 405
