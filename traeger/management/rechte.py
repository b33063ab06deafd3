"""Rechte, die Migrationen nicht kennen: das Soll aus den Modellen, gegen den Katalog gehalten; geändert wird, was abweicht.

Auf den Protokolltabellen steht Schreiben nie im Soll. Beides läuft in der Transaktion von `einrichten`: Wer gleichzeitig
arbeitet, sieht entweder alles vorher oder alles nachher.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from psycopg.sql import Literal

from arge.daten.datenbank import ROLLE_PROTOKOLL, ROLLE_WEB, ROLLE_ZAHLEN
from traeger.models import Einsicht, MandantModell

LESEN = ("SELECT",)
SCHREIBEN = ("SELECT", "INSERT", "UPDATE", "DELETE")
IST = """
    select 'table', relname::text, '', grantee::regrole::text, privilege_type
      from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all
    select 'sequence', relname, '', grantee::regrole::text, privilege_type
      from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace and relkind = 'S'
    union all
    select 'table', relname, attname, grantee::regrole::text, privilege_type
      from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
     where relnamespace = 'public'::regnamespace
    union all
    select 'schema', nspname, '', grantee::regrole::text, privilege_type
      from pg_namespace, aclexplode(nspacl) where nspname = 'public'
"""


class Recht(NamedTuple):
    """Ein Recht einer Rolle an einer Tabelle, einer Spalte, einer Sequenz oder am Schema."""

    art: str
    name: str
    spalte: str
    rolle: str
    recht: str


def protokollmodelle() -> list:
    """Modelle der Protokolltabellen: pghistory-Ereignisse und Einsicht."""
    return [*(m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")), Einsicht]


def setzen(cursor) -> None:
    """Nur in einer Transaktion."""
    _eigentuemer(cursor)
    _leserecht(cursor)
    _funktionen(cursor)
    soll = set(_soll(cursor))
    _aendern(cursor, "revoke", "from", _ist(cursor) - soll)
    # Neu gelesen: mit dem Recht an einer Tabelle nimmt PostgreSQL auch das gleiche an ihren Spalten.
    _aendern(cursor, "grant", "to", soll - _ist(cursor))


def _soll(cursor) -> Iterator[Recht]:
    protokoll = {modell._meta.db_table for modell in protokollmodelle()}
    yield from (Recht("schema", "public", "", rolle, "USAGE") for rolle in (ROLLE_WEB, ROLLE_ZAHLEN, ROLLE_PROTOKOLL))
    yield Recht("schema", "public", "", ROLLE_PROTOKOLL, "CREATE")
    cursor.execute(
        "select relkind, relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')"
    )
    for art, name in cursor.fetchall():
        if art == "S":
            yield from (Recht("sequence", name, "", ROLLE_WEB, recht) for recht in ("USAGE", "SELECT"))
        else:
            yield from (Recht("table", name, "", ROLLE_WEB, r) for r in (LESEN if name in protokoll else SCHREIBEN))
    for tabelle, spalte in _fuer_zahlen():
        yield Recht("table", tabelle, spalte, ROLLE_ZAHLEN, "SELECT")


def _fuer_zahlen() -> Iterator[tuple[str, str]]:
    """Spalten aus `ZAHLEN_FELDER`; Tabellen ohne Personenbezug ganz (Spalte leer)."""
    for modell in apps.get_models():
        if issubclass(modell, MandantModell):
            yield from ((modell._meta.db_table, modell._meta.get_field(feld).column) for feld in modell.ZAHLEN_FELDER)
            for feld in modell._meta.local_many_to_many:  # Zwischentabelle: nur Nummern, das Ziel ist ohnehin offen
                if getattr(feld.related_model, "OFFEN_FUER_ZAHLEN", False):
                    yield feld.remote_field.through._meta.db_table, ""
        elif getattr(modell, "OFFEN_FUER_ZAHLEN", False):
            yield modell._meta.db_table, ""


def _ist(cursor) -> set[Recht]:
    cursor.execute(IST)
    alle = (Recht(*zeile) for zeile in cursor.fetchall())
    return {r for r in alle if r.rolle in (ROLLE_WEB, ROLLE_ZAHLEN) or (r.art == "schema" and r.rolle == ROLLE_PROTOKOLL)}


def _aendern(cursor, befehl: str, wort: str, rechte: set[Recht]) -> None:
    """Eine Anweisung je Gegenstand und Rolle."""
    gruppen = defaultdict(list)
    for recht in sorted(rechte):
        gruppen[recht.art, recht.name, recht.rolle].append(recht.recht + (f' ("{recht.spalte}")' if recht.spalte else ""))
    for (art, name, rolle), liste in gruppen.items():
        cursor.execute(f'{befehl} {", ".join(liste)} on {art} "{name}" {wort} {rolle}')


def _eigentuemer(cursor) -> None:
    """Sechs Angriffe abweisen (qualitaet 1.5): die Tabelle gehört `arge_protokoll`, ihre Zeilen liest nur, wer darf."""
    cursor.execute(
        "select relname, relowner::regrole::text, relrowsecurity, relforcerowsecurity from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind = 'r'"
    )
    stand = {name: rest for name, *rest in cursor.fetchall()}
    for tabelle in (modell._meta.db_table for modell in protokollmodelle()):
        eigner, geregelt, erzwungen = stand[tabelle]
        if eigner != ROLLE_PROTOKOLL:
            cursor.execute(f'alter table "{tabelle}" owner to {ROLLE_PROTOKOLL}')
        if not geregelt or erzwungen:
            cursor.execute(f'alter table "{tabelle}" enable row level security, no force row level security')


def _leserecht(cursor) -> None:
    """Policy `protokoll_lesen` je Tabelle; was gilt, steht als Kommentar daran, denn den Ausdruck schreibt PostgreSQL um."""
    cursor.execute(
        "select relname, obj_description(p.oid, 'pg_policy') from pg_policy p join pg_class c on c.oid = polrelid"
        " where relnamespace = 'public'::regnamespace and polname = 'protokoll_lesen'"
    )
    stand = dict(cursor.fetchall())
    for modell in protokollmodelle():
        tabelle, verfolgt = modell._meta.db_table, getattr(modell, "pgh_tracked_model", modell)
        eigen = any(f.name == "traeger" for f in modell._meta.fields) and issubclass(verfolgt, MandantModell)
        soll = verfolgt.mandant_grenze().lesbar() if eigen else None
        if tabelle in stand and (soll is None or stand[tabelle] != soll):
            cursor.execute(f'drop policy protokoll_lesen on "{tabelle}"')
        if soll and stand.get(tabelle) != soll:
            cursor.execute(f'create policy protokoll_lesen on "{tabelle}" for select to {ROLLE_WEB} using ({soll})')
            cursor.execute(f'comment on policy protokoll_lesen on "{tabelle}" is {Literal(soll).as_string()}')


def _funktionen(cursor) -> None:
    """Trigger-Funktionen, die Ereignisse schreiben, laufen als `arge_protokoll`."""
    cursor.execute(
        "select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace"
        " and proname like 'pgtrigger%%' and prosrc ilike '%%insert into %%event%%'"
        " and not (prosecdef and proowner = %s::regrole and coalesce('search_path=public' = any (proconfig), false))",
        [ROLLE_PROTOKOLL],
    )
    for (funktion,) in cursor.fetchall():
        cursor.execute(f"alter function {funktion} owner to {ROLLE_PROTOKOLL}")
        cursor.execute(f"alter function {funktion} security definer set search_path = public")
