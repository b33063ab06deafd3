"""`einrichten` und seine Rechte: eine Transaktion, nur was abweicht, nie Schreibrecht auf dem Protokoll."""

import os
import re
from contextlib import closing

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from psycopg.sql import SQL, Identifier

from arge.daten.datenbank import ROLLE_PROTOKOLL, ROLLE_WEB, ROLLE_ZAHLEN
from tests.vorlage import eigene_datenbank, mit_datenbank
from traeger.management import funktionen, rechte
from traeger.models import Einsicht, Fachkraft, Traeger

PROTOKOLLE = sorted(modell._meta.db_table for modell in rechte.protokollmodelle())
#: Was eine andere Verbindung sehen kann: jedes Schreibrecht auf dem Protokoll, jede lesbare Spalte der Zahlenrolle.
SICHT = """
    select 'Protokoll', c.relname || ' ' || r from pg_class c, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) r
     where relnamespace = 'public'::regnamespace and c.relname = any (%s) and has_table_privilege('arge_web', c.oid, r)
    union all
    select 'Zahlen', c.relname || '.' || attname from pg_class c join pg_attribute a on attrelid = c.oid
     where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
       and has_column_privilege('arge_zahlen', c.oid, attnum, 'SELECT')
    union all
    select 'Web', relname from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
       and has_table_privilege('arge_web', c.oid, 'SELECT')
    union all
    select 'anlegen', r from unnest(array['arge_web', 'arge_zahlen']) r where has_schema_privilege(r, 'public', 'CREATE')
"""


class Beobachtet:
    """Ein Cursor, der nach jeder Anweisung mit einer zweiten Verbindung nachsieht, was jetzt gilt."""

    def __init__(self, cursor, zweite):
        self.cursor, self.zweite, self.anweisungen, self.gesehen = cursor, zweite, [], set()

    def execute(self, sql, parameter=None):
        self.cursor.execute(sql, parameter)
        self.anweisungen.append(sql)
        self.gesehen.add(frozenset(self.zweite.execute(SICHT, [PROTOKOLLE]).fetchall()))

    def __getattr__(self, name):
        return getattr(self.cursor, name)

    @property
    def aendernd(self):
        return [sql for sql in self.anweisungen if not sql.strip().lower().startswith("select")]


@pytest.fixture(scope="module")
def verbindungen():
    """Zwei Verbindungen des Eigentümers zu einer eigenen, fertig eingerichteten Datenbank."""
    with eigene_datenbank(f"test_arge_rechte_{os.getpid()}") as name:
        adresse = mit_datenbank(os.environ["DATABASE_URL_EIGNER"], name)
        with (
            closing(psycopg.connect(adresse, autocommit=True)) as a,
            closing(psycopg.connect(adresse, autocommit=True)) as b,
        ):
            yield a, b


def einrichten(verbindungen):
    erste, zweite = verbindungen
    with erste.transaction():
        beobachtet = Beobachtet(erste.cursor(), zweite)
        funktionen.einspielen(beobachtet)
        rechte.setzen(beobachtet)
    return beobachtet, frozenset(zweite.execute(SICHT, [PROTOKOLLE]).fetchall())


def test_zweiter_lauf_aendert_nichts(verbindungen):
    einrichten(verbindungen)
    beobachtet, _ = einrichten(verbindungen)
    assert len(beobachtet.anweisungen) > 5
    assert beobachtet.aendernd == []


def test_wer_gleichzeitig_arbeitet_sieht_nur_vorher_oder_nachher(verbindungen):
    """Verstellt an jeder Stelle; danach stimmt alles wieder, und dazwischen sah die zweite Verbindung nie etwas anderes."""
    erste, zweite = verbindungen
    _, richtig = einrichten(verbindungen)
    assert not [was for art, was in richtig if art in ("Protokoll", "anlegen")]
    kraft, ereignis = Fachkraft._meta.db_table, Fachkraft._meta.get_field("events").related_model._meta.db_table
    for sql in (
        f"grant insert, update, delete on {ereignis}, {Einsicht._meta.db_table} to {ROLLE_WEB}",
        f"alter table {ereignis} owner to arge_eigner",
        f"alter table {ereignis} disable row level security",
        f"drop policy protokoll_lesen on {ereignis}",
        f"grant select on {kraft} to {ROLLE_ZAHLEN}",
        f"revoke select on {Traeger._meta.db_table} from {ROLLE_WEB}",
        f"grant create on schema public to {ROLLE_ZAHLEN}",
        "drop function vzae_wort(numeric)",
    ):
        erste.execute(sql)
    verstellt = frozenset(zweite.execute(SICHT, [PROTOKOLLE]).fetchall())
    beobachtet, danach = einrichten(verbindungen)
    assert danach == richtig
    assert beobachtet.gesehen == {verstellt}
    schreiben = re.compile(rf"grant .*(insert|update|delete|truncate|all).* on .*({'|'.join(PROTOKOLLE)})\b", re.IGNORECASE)
    assert beobachtet.aendernd
    assert [sql for sql in beobachtet.aendernd if schreiben.search(sql)] == []
    eigentuemer = zweite.execute(
        "select relowner::regrole::text, relrowsecurity from pg_class where relname = %s", [ereignis]
    )
    assert eigentuemer.fetchone() == (ROLLE_PROTOKOLL, True)


def test_neue_tabelle_ist_bis_zum_einrichten_geschlossen(verbindungen):
    """Auch wer nur `migrate` ruft, öffnet keine Tabelle: Vorgaberechte gäben auf Protokolltabellen ein Schreibrecht."""
    erste, zweite = verbindungen
    try:
        erste.execute("create table neu (id int)")
        sicht = SQL("select has_table_privilege('arge_web', {}::regclass, %s)").format("neu")
        assert [zweite.execute(sicht, [recht]).fetchone()[0] for recht in ("SELECT", "INSERT", "DELETE")] == [False] * 3
        _, danach = einrichten(verbindungen)
        assert ("Web", "neu") in danach
    finally:
        erste.execute(SQL("drop table if exists {}").format(Identifier("neu")))


def test_einrichten_ist_eine_transaktion(django_db_setup, django_db_blocker):
    """Migrationen, Zwischenspeicher, Funktionen, Rechte: Solange der Befehl läuft, ist alles unter derselben Nummer."""
    nummern = set()

    def merken(execute, sql, *args):
        ergebnis = execute(sql, *args)
        with connections["eigner"].cursor() as cursor:
            cursor.cursor.execute("select pg_current_xact_id()::text")
            nummern.add((cursor.cursor.fetchone()[0], sql.startswith("select current_setting")))
        return ergebnis

    with django_db_blocker.unblock(), connections["eigner"].execute_wrapper(merken):
        call_command("einrichten", "--ohne-stammdaten", verbosity=0)
        connections["eigner"].close()
    assert len({nummer for nummer, anfang in nummern if not anfang}) == 1
