"""Eigene SQL-Funktionen aus `<app>/management/sql/<rolle>.sql`; sie gehören der Rolle, nach der die Datei heißt.

`einrichten` spielt sie bei jedem Lauf ein: Wer eine ändert, ändert nur die Datei. Eine Funktion, die in keiner Datei mehr
steht, verschwindet; pgtrigger… und _… gehören den Migrationen der Pakete. Was `VORAB` nennt, kommt vor den Migrationen:
Erzeugte Spalten rechnen damit, Policies fragen danach.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from arge.daten.datenbank import ROLLE_EIGNER, ROLLE_PROTOKOLL, ROLLE_REGELN

ROLLEN = (ROLLE_EIGNER, ROLLE_REGELN, ROLLE_PROTOKOLL)  # in dieser Reihenfolge: spätere rufen Funktionen der früheren
VORAB = {"spalten": ROLLE_EIGNER, "zugang": ROLLE_PROTOKOLL}
ANFANG = re.compile(r"^(?=create or replace function )", re.MULTILINE)
NAME = re.compile(r"function (\w+)\(")
UNSERE = """
    select proname, proowner::regrole::text, obj_description(oid, 'pg_proc'), oid::regprocedure::text from pg_proc
     where pronamespace = 'public'::regnamespace and proname !~ '^(pgtrigger|_)' and proowner::regrole::text = any (%s)
"""


def _dateien(rollen: dict[str, str]) -> Iterator[tuple[str, Path]]:
    for name, rolle in rollen.items():
        for app in apps.get_app_configs():
            if (datei := Path(app.path, "management/sql", f"{name}.sql")).exists():
                yield rolle, datei


def dateien() -> Iterator[tuple[str, Path]]:
    """(Rolle, Datei) aller eigenen Funktionen in der Reihenfolge, in der sie entstehen."""
    yield from _dateien(VORAB)
    yield from _dateien({rolle: rolle for rolle in ROLLEN})


def einspielen(cursor, *, vor_den_tabellen: bool = False) -> None:
    """Nur in einer Transaktion. Was sich nicht geändert hat, erkennt die Prüfsumme im Kommentar der Funktion."""
    cursor.execute(UNSERE, [list(ROLLEN)])
    stand = {(name, rolle): (summe, funktion) for name, rolle, summe, funktion in cursor.fetchall()}
    soll = {}
    for rolle, datei in _dateien(VORAB) if vor_den_tabellen else dateien():
        for anweisung in ANFANG.split(datei.read_text(encoding="utf-8"))[1:]:
            soll[NAME.search(anweisung)[1], rolle] = anweisung, hashlib.sha256(anweisung.encode()).hexdigest()
    for schluessel in () if vor_den_tabellen else stand.keys() - soll.keys():
        _als(cursor, schluessel[1], f"drop function {stand[schluessel][1]}")
    for (name, rolle), (anweisung, summe) in soll.items():
        if stand.get((name, rolle), ("", ""))[0] != summe:
            _als(cursor, rolle, anweisung, f"comment on function {name} is '{summe}'")


def _als(cursor, rolle: str, *anweisungen: str) -> None:
    """Als Eigentümer der Funktion; anlegen darf die Rolle der Regeln in `public` nur hier, niemand sonst sieht es."""
    if rolle == ROLLE_REGELN:
        cursor.execute(f"grant create on schema public to {rolle}")
    cursor.execute(f"set local role {rolle}")
    for anweisung in anweisungen:
        cursor.execute(anweisung, None)
    cursor.execute("reset role")
    if rolle == ROLLE_REGELN:
        cursor.execute(f"revoke create on schema public from {rolle}")
