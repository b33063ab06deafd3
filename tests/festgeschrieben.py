"""Festgeschriebene Daten für Tests mit mehreren Verbindungen oder Prozessen; danach ist die Testdatenbank wieder leer."""

from contextlib import contextmanager

import pytest
from django.db import connections, transaction

TABELLEN = """
select format('%I', relname), relforcerowsecurity from pg_class
where relkind = 'r' and relnamespace = 'public'::regnamespace
and relname not in ('django_migrations', 'django_content_type')
"""
ZAEHLER = """
select format('alter sequence %%s restart', objid::regclass) from pg_depend
where classid = 'pg_class'::regclass and deptype in ('a', 'i') and refobjid = any(%s::regclass[])
and objid in (select oid from pg_class where relkind = 'S')
"""


@contextmanager
def danach_leer(blocker):
    """Ohne umschließende Transaktion; geleert wird als Eigentümer, denn die Anwendung darf vieles nicht löschen."""
    with blocker.unblock():
        yield
        for verbindung in connections.all():
            verbindung.close()
        with transaction.atomic("eigner"), connections["eigner"].cursor() as cursor:
            leeren(cursor)
        connections["eigner"].close()


def leeren(cursor) -> None:
    """Löscht die wenigen Zeilen, die ein Test hinterlässt, und stellt ihre Zähler zurück.

    TRUNCATE legte jedes Mal die Dateien aller 126 Tabellen neu an. Löschsperren und Zeilenregeln ruhen nur in dieser
    Transaktion; dass kein Verweis ins Leere zeigt, prüft die Datenbank an ihrem Ende.
    """

    def alle(namen, was):
        if namen:
            cursor.execute("; ".join(was.format(name) for name in namen))

    cursor.execute(TABELLEN)
    tabellen = dict(cursor.fetchall())
    erzwungen = [name for name, zwingend in tabellen.items() if zwingend]
    alle(erzwungen, "alter table {} no force row level security")
    cursor.execute(" union all ".join(f"(select '{name}' from {name} limit 1)" for name in tabellen))
    volle = [name for (name,) in cursor.fetchall()]
    alle(volle, "alter table {} disable trigger user")
    alle(volle, "delete from {}")
    cursor.execute("set constraints all immediate")
    cursor.execute(ZAEHLER, [volle])
    alle([befehl for (befehl,) in cursor.fetchall()], "{}")
    alle(volle, "alter table {} enable trigger user")
    alle(erzwungen, "alter table {} force row level security")


@pytest.fixture
def festgeschrieben(django_db_setup, django_db_blocker):
    """Ein Test mit festgeschriebenen Daten."""
    with danach_leer(django_db_blocker):
        yield
