"""Eigene SQL-Funktionen aus `<app>/management/sql/<rolle>.sql`; sie gehören der Rolle, nach der die Datei heißt.

`einrichten` spielt sie bei jedem Lauf ein: Wer eine ändert, ändert nur die Datei. Eine Funktion, die in keiner Datei mehr
steht, verschwindet; pgtrigger… und _… gehören den Migrationen der Pakete.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from arge.daten.datenbank import ROLLE_EIGNER, ROLLE_PROTOKOLL, ROLLE_ZAHLEN

ROLLEN = (ROLLE_EIGNER, ROLLE_ZAHLEN, ROLLE_PROTOKOLL)  # in dieser Reihenfolge: spätere rufen Funktionen der früheren
NAME = re.compile(r"^create or replace function (\w+)\(", re.MULTILINE)


def dateien() -> Iterator[tuple[str, Path]]:
    for rolle in ROLLEN:
        for app in apps.get_app_configs():
            if (datei := Path(app.path, "management/sql", f"{rolle}.sql")).exists():
                yield rolle, datei


def einspielen(cursor) -> None:
    """Nur in einer Transaktion: anlegen darf die Zahlenrolle in `public` allein für deren Dauer."""
    namen = []
    cursor.execute(f"grant create on schema public to {ROLLE_ZAHLEN}")
    for rolle, datei in dateien():
        sql = datei.read_text(encoding="utf-8")
        namen += NAME.findall(sql)
        cursor.execute(f"set local role {rolle}")
        cursor.execute(sql, None)
        cursor.execute("reset role")
    cursor.execute(f"revoke create on schema public from {ROLLE_ZAHLEN}")
    cursor.execute(
        "select oid::regprocedure::text, proowner::regrole::text from pg_proc where pronamespace = 'public'::regnamespace"
        " and proname !~ '^(pgtrigger|_)' and proname <> all (%s) and proowner::regrole::text = any (%s)",
        [namen, list(ROLLEN)],
    )
    for funktion, rolle in cursor.fetchall():
        cursor.execute(f"set local role {rolle}")
        cursor.execute(f"drop function {funktion}")
        cursor.execute("reset role")
