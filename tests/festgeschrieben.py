"""Festgeschriebene Daten für Tests mit mehreren Verbindungen oder Prozessen; danach ist die Testdatenbank wieder leer."""

from contextlib import contextmanager

import pytest
from django.db import connections


@contextmanager
def danach_leer(blocker):
    """Ohne umschließende Transaktion; geleert wird als Eigentümer, denn die Anwendung darf TRUNCATE nicht."""
    with blocker.unblock():
        yield
        for verbindung in connections.all():
            verbindung.close()
        with connections["eigner"].cursor() as cursor:
            cursor.execute(
                "select string_agg(format('%I', tablename), ', ') from pg_tables where schemaname = 'public'"
                " and tablename not in ('django_migrations', 'django_content_type')"
            )
            cursor.execute(f"truncate {cursor.fetchone()[0]} restart identity cascade")
        connections["eigner"].close()


@pytest.fixture
def festgeschrieben(django_db_setup, django_db_blocker):
    """Ein Test mit festgeschriebenen Daten."""
    with danach_leer(django_db_blocker):
        yield
