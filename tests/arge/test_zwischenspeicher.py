"""Nichts Gespeichertes wird ausgeführt (F6): Zwischenspeicher, Sitzung, Meldungen und Broker tragen JSON; Zähler sind genau."""

import base64
import json
import math
import pickle
import threading
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from arge.betrieb.gesund import HERZSCHLAG, herzschlag
from arge.betrieb.zwischenspeicher import als_json
from arge.celery import app
from tests.uhr import BERLIN
from tests.zufall import beispiele

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda innen: st.lists(innen, max_size=4) | st.dictionaries(st.text(), innen, max_size=4),
    max_leaves=10,
)
MITTAG = datetime(2026, 11, 22, 12, tzinfo=BERLIN)
ausgefuehrt = []


def ausfuehren(was):
    ausgefuehrt.append(was)


class Boese:
    """Was pickle beim Laden ausführt."""

    def __reduce__(self):
        return ausfuehren, ("ja",)


def unterschieben(schluessel, text):
    """Eine Zeile, wie sie jemand mit Schreibrecht in der Datenbank hinterlässt."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into zwischenspeicher values (%s, %s, '2099-01-01') on conflict (cache_key)"
            " do update set value = excluded.value, expires = excluded.expires",
            [cache.make_key(schluessel), text],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("schluessel", [HERZSCHLAG, "zaehler"])
def test_eine_untergeschobene_pickle_zeile_wird_nie_geladen(client, schluessel):
    gift = base64.b64encode(pickle.dumps(Boese())).decode()
    pickle.loads(base64.b64decode(gift))  # noqa: S301 – die Waffe ist geladen, sonst prüfte das Folgende nichts
    assert ausgefuehrt.pop() == "ja"
    unterschieben(schluessel, gift)
    client.get("/gesund/")
    assert cache.get(schluessel) is None
    assert cache.get_many([schluessel]) == {}
    assert not cache.has_key(schluessel)
    assert not cache.add(schluessel, 1)
    with pytest.raises(ValueError, match="nicht"):
        cache.incr(schluessel)
    assert cache.zaehlen(schluessel, 60) == 1
    unterschieben(schluessel, "[" * 100_000)
    assert cache.get(schluessel) is None
    assert ausgefuehrt == []


def test_kein_bauteil_speichert_etwas_ausfuehrbares():
    assert {c["BACKEND"] for c in settings.CACHES.values()} == {"arge.betrieb.zwischenspeicher.JsonZwischenspeicher"}
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert list(app.conf.accept_content) == list(app.conf.result_accept_content) == ["json"]
    assert {app.conf.task_serializer, app.conf.result_serializer, app.conf.event_serializer} == {"json"}
    assert settings.MESSAGE_STORAGE == "django.contrib.messages.storage.session.SessionStorage"  # in der Sitzung, als JSON


@pytest.mark.django_db
def test_der_herzschlag_bleibt_lesbar(uhr):
    uhr(MITTAG, laeuft=False)
    herzschlag()
    assert cache.get(HERZSCHLAG) == MITTAG.timestamp()
    uhr(MITTAG + timedelta(seconds=60), laeuft=False)
    assert cache.get(HERZSCHLAG, 0) == 0


@given(JSON)
def test_was_json_ist_kommt_unveraendert_zurueck(wert):
    assert json.loads(als_json(wert)) == wert


@pytest.mark.parametrize("wert", [(1, 2), {1: 2}, {1, 2}, date(2026, 1, 1), math.nan, b"x", object(), [(1,)]])
def test_anderes_als_json_wird_beim_schreiben_abgewiesen(wert):
    with pytest.raises((TypeError, ValueError)):
        als_json(wert)


@pytest.mark.django_db
@beispiele(25)
@given(
    st.lists(st.tuples(st.sampled_from(["set", "add", "incr", "delete", "touch"]), st.sampled_from("ab"), st.integers(0, 9)))
)
def test_verhaelt_sich_wie_ein_woerterbuch(schritte):
    cache.clear()
    soll: dict[str, int] = {}
    for art, name, zahl in schritte:
        if art == "set":
            cache.set(name, zahl)
            soll[name] = zahl
        elif art == "add":
            assert cache.add(name, zahl) is (name not in soll)
            soll.setdefault(name, zahl)
        elif art == "delete":
            assert cache.delete(name) is (soll.pop(name, None) is not None)
        elif art == "touch":
            assert cache.touch(name, 60) is (name in soll)
        elif name in soll:
            soll[name] += zahl
            assert cache.incr(name, zahl) == soll[name]
        else:
            with pytest.raises(ValueError, match="nicht"):
                cache.incr(name)
    assert cache.get_many("ab") == soll
    cache.delete_many("ab")
    assert cache.get_many("ab") == {}


@pytest.mark.django_db
def test_ein_fenster_beginnt_neu_und_abgelaufenes_verschwindet(uhr):
    uhr(MITTAG, laeuft=False)
    assert [cache.zaehlen("x", 60) for _ in range(3)] == [1, 2, 3]
    cache.set("bleibt", "für immer", None)
    uhr(MITTAG + timedelta(seconds=59), laeuft=False)
    assert cache.zaehlen("x", 60) == 4  # verlängert nichts: das Fenster hat ein festes Ende
    uhr(MITTAG + timedelta(seconds=60), laeuft=False)
    assert cache.get("x") is None
    cache.aufraeumen()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from zwischenspeicher")
        assert cursor.fetchone() == (1,)
    assert cache.zaehlen("x", 60) == 1


def test_gleichzeitig_zaehlt_jeder_zug_einmal(festgeschrieben):
    gezaehlt, neu = [], []

    def einer():
        try:
            gezaehlt.append(cache.zaehlen("zugleich", 60))
            neu.append(cache.add("einmal", 1))
        finally:
            connections.close_all()

    faeden = [threading.Thread(target=einer) for _ in range(24)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert sorted(gezaehlt) == list(range(1, 25))
    assert neu.count(True) == 1
