"""Was der signierte Zugang eine Anfrage kostet: Aufrufe und Zeit der Funktionen in PostgreSQL, gezählt vom Server selbst.

    eval "$(bin/test --umgebung)"; .venv/bin/python bench/zugang.py leitung@stadt.example / /beratung/faelle/

Legt eine Datenbank aus der Vorlage mit Demodaten an und wirft sie wieder weg. Braucht die eingebettete Datenbank von bin/test:
`track_functions` stellt nur ihr Superuser.
"""

import logging
import os
import sys
import time
from datetime import date
from importlib import import_module
from pathlib import Path

import psycopg

WURZEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WURZEL), str(WURZEL / "bin")]
RUNDEN = 50
FUNKTIONEN = ("zugang", "zugang_setzen", "siegel")


def messen(email: str, pfade: list[str], verwaltung: psycopg.Connection) -> None:
    import django

    django.setup()
    import_module("arge.wsgi")
    logging.disable(logging.CRITICAL)
    from django.db import connection
    from django.test import Client

    from traeger.models import Benutzer

    client = Client()
    client.force_login(Benutzer.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend")

    def stand() -> dict[str, tuple[int, float]]:
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_force_next_flush()")
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


def main() -> None:
    from dienste import geheimnisse

    from tests.vorlage import demo, eigene_datenbank, umgebung_fuer

    daten = Path(os.environ["ARGE_DATEN"])
    port = (daten / "pg/postmaster.pid").read_text().splitlines()[3]
    with eigene_datenbank("test_arge_bench", demo(date.today())) as name:  # noqa: DTZ011 – wie die Reisen
        os.environ |= umgebung_fuer(name)
        zugang = f"host=127.0.0.1 port={port} user=postgres password={geheimnisse(daten)['ARGE_PG_PASSWORT']} dbname={name}"
        with psycopg.connect(zugang, autocommit=True) as verwaltung:
            verwaltung.execute("alter role arge_web set track_functions = 'all'")
            try:
                messen(sys.argv[1], sys.argv[2:], verwaltung)
            finally:
                verwaltung.execute("alter role arge_web reset track_functions")
                from django.db import connection

                connection.close()
                connection.close_pool()


if __name__ == "__main__":
    main()
