"""Was der signierte Zugang eine Anfrage kostet: Aufrufe und Zeit der Funktionen in PostgreSQL, gezählt vom Server selbst; dann
die CPU der ganzen Anfrage (Anwendung und Datenbank) mit und ohne Siegel, im Wechsel A B A B …

    eval "$(bin/test --umgebung)"; .venv/bin/python bench/zugang.py leitung@stadt.example / /beratung/faelle/

Legt eine Datenbank aus der Vorlage mit Demodaten an und wirft sie wieder weg. Braucht die eingebettete Datenbank von bin/test:
`track_functions` stellt nur ihr Superuser.
"""

import logging
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psycopg

WURZEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WURZEL), str(WURZEL / "bin")]
RUNDEN = 50
PAARE, JE_PAAR = 9, 40
TAKT = os.sysconf("SC_CLK_TCK")
#: Derselbe Zugang, ungeprüft: So wäre es ohne Siegel.
OHNE_SIEGEL = """
create or replace function zugang_setzen(p_zugang text, p_siegel text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin perform set_config('app.zugang', p_zugang, true); end $$;
create or replace function zugang() returns jsonb
language plpgsql stable parallel restricted security definer set search_path = pg_catalog as $$
begin return nullif(current_setting('app.zugang', true), '')::jsonb; end $$
"""


def messen(email: str, pfade: list[str], verwaltung: psycopg.Connection) -> None:
    import django

    django.setup()
    import_module("arge.wsgi")
    logging.disable(logging.CRITICAL)
    from django.db import connection, transaction
    from django.test import Client

    from traeger.models import Benutzer

    client = Client()
    transaction.atomic(client.force_login)(Benutzer.objects.get(email=email))

    def stand() -> dict[str, tuple[int, float]]:
        verwaltung.execute("grant execute on function pg_stat_force_next_flush() to arge_web")  # rechte.psql nimmt es ihr
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_force_next_flush()")
        verwaltung.execute("revoke execute on function pg_stat_force_next_flush() from arge_web")
        zeilen = verwaltung.execute("select funcname, calls, total_time from pg_stat_user_functions").fetchall()
        return {name: (rufe, zeit) for name, rufe, zeit in zeilen}

    print("| Seite | zugang(): Aufrufe | zugang(): µs | zugang_setzen(): µs | Anfrage: ms | Anteil |")
    for pfad in pfade:
        for _ in range(5):
            if client.get(pfad).status_code != 200:
                sys.exit(f"{pfad} antwortet nicht.")
        vorher, beginn = stand(), time.perf_counter()
        for _ in range(RUNDEN):
            client.get(pfad)
        dauer, nachher = (time.perf_counter() - beginn) / RUNDEN * 1000, stand()
        rufe, lesen = ((nachher["zugang"][n] - vorher.get("zugang", (0, 0))[n]) / RUNDEN for n in (0, 1))
        setzen = (nachher["zugang_setzen"][1] - vorher.get("zugang_setzen", (0, 0))[1]) / RUNDEN
        print(
            f"| {pfad} | {rufe:.1f} | {lesen * 1000:.0f} | {setzen * 1000:.0f} | {dauer:.1f} | {(lesen + setzen) / dauer:.1%} |"
        )


@contextmanager
def ohne_siegel(verwaltung: psycopg.Connection) -> Iterator[None]:
    namen = "'zugang()'::regprocedure, 'zugang_setzen(text, text)'::regprocedure"
    vorher = verwaltung.execute(f"select pg_get_functiondef(oid) from pg_proc where oid in ({namen})").fetchall()  # noqa: S608
    verwaltung.execute(OHNE_SIEGEL)
    try:
        yield
    finally:
        for (definition,) in vorher:
            verwaltung.execute(definition)


def vergleichen(email: str, pfade: list[str], verwaltung: psycopg.Connection) -> None:
    """CPU je Anfrage aus der eigenen Prozesszeit und der des einen Datenbankprozesses, der für uns arbeitet."""
    from django.db import connection, transaction
    from django.test import Client

    from traeger.models import Benutzer

    client = Client()
    transaction.atomic(client.force_login)(Benutzer.objects.get(email=email))

    def cpu() -> tuple[float, float]:
        connection.ensure_connection()
        felder = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
        return time.process_time(), (int(felder[11]) + int(felder[12])) / TAKT

    def lauf(pfad: str) -> tuple[float, float]:
        client.get(pfad)
        vorher = cpu()
        for _ in range(JE_PAAR):
            client.get(pfad)
        return tuple((n - v) / JE_PAAR * 1000 for n, v in zip(cpu(), vorher, strict=True))  # type: ignore[return-value]

    print("\n| Seite | mit Siegel: Anwendung + Datenbank, CPU ms | ohne Siegel, CPU ms | Verhältnis |")
    for pfad in pfade:
        paare = []
        for _ in range(PAARE):
            mit = lauf(pfad)
            with ohne_siegel(verwaltung):
                paare.append((mit, lauf(pfad)))
        mitte = [[statistics.median(p[seite][teil] for p in paare) for teil in (0, 1)] for seite in (0, 1)]
        verhaeltnis = statistics.median(sum(mit) / sum(ohne) for mit, ohne in paare)
        texte = [f"{a:.1f} + {d:.1f}" for a, d in mitte]
        print(f"| {pfad} | {texte[0]} | {texte[1]} | {verhaeltnis:.2f} |")


def main() -> None:
    from dienste import geheimnisse

    from tests.uhr import heute
    from tests.vorlage import demo, eigene_datenbank, umgebung_fuer

    daten = Path(os.environ["ARGE_DATEN"])
    port = (daten / "pg/postmaster.pid").read_text().splitlines()[3]
    with eigene_datenbank("test_arge_bench", demo(heute())) as name:
        os.environ |= umgebung_fuer(name)
        zugang = f"host=127.0.0.1 port={port} user=postgres password={geheimnisse(daten)['ARGE_PG_PASSWORT']} dbname={name}"
        with psycopg.connect(zugang, autocommit=True) as verwaltung:
            verwaltung.execute("alter role arge_web set track_functions = 'all'")
            try:
                messen(sys.argv[1], sys.argv[2:], verwaltung)
                verwaltung.execute("alter role arge_web reset track_functions")
                _neu_verbinden()
                vergleichen(sys.argv[1], sys.argv[2:], verwaltung)
            finally:
                verwaltung.execute("alter role arge_web reset track_functions")
                _neu_verbinden()
        # Der Eigentümer darf die Datenbank nicht wegwerfen, solange der Prozess des Superusers darin noch endet.
        with psycopg.connect(zugang.rpartition(" ")[0] + " dbname=postgres", autocommit=True) as danach:
            frage = "select 1 from pg_stat_activity where datname = %s and usename = 'postgres'"
            while danach.execute(frage, [name]).fetchone():
                time.sleep(0.05)


def _neu_verbinden() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()


if __name__ == "__main__":
    main()
