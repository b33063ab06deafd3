"""Vorlage der Testdatenbanken: ihr Name ändert sich mit allem, was das Schema bestimmt; Reste getöteter Läufe verschwinden."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests import vorlage
from tests.vorlage import bestimmt_schema, eigene_datenbank

GELADEN = """
import sys, django
django.setup()
from django.core.management import load_command_class
from django.db.migrations.loader import MigrationLoader
load_command_class("traeger", "einrichten"), MigrationLoader(None)
print(*(d for m in sys.modules.values() if (d := getattr(m, "__file__", None))), sep="\\n")
"""


def test_pruefsumme_umfasst_alles_was_einrichten_laedt():
    """In einem frischen Prozess: jedes eigene Modul, das Migrationen und Rechte mitlädt, gehört zum Namen der Vorlage."""
    lauf = subprocess.run(
        [sys.executable, "-c", GELADEN], cwd=settings.WURZEL, capture_output=True, text=True, check=True
    )  # fmt: skip
    eigene = [Path(d).relative_to(settings.WURZEL) for d in lauf.stdout.split() if d.startswith(f"{settings.WURZEL}/")]
    eigene = [d for d in eigene if d.parts[0] not in (".venv", "tests") and (settings.WURZEL / d).stat().st_size]
    assert len(eigene) > 50
    assert [str(d) for d in eigene if not bestimmt_schema(d)] == []


def test_geaenderte_migration_aendert_den_namen(tmp_path, monkeypatch):
    for name in ("uv.lock", "bin/datenbank/rollen.sql", "app/__init__.py", "app/migrations/0001_initial.py", "app/views.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.setattr(vorlage, "WURZEL", tmp_path)
    namen = [vorlage.pruefsumme(bestimmt_schema)]
    for name in ("app/views.py", "app/migrations/0001_initial.py", "uv.lock", "bin/datenbank/rollen.sql"):
        (tmp_path / name).write_text("anders")
        namen.append(vorlage.pruefsumme(bestimmt_schema))
    assert namen[0] == namen[1]
    assert len(set(namen)) == 4


@pytest.fixture
def cluster():
    with closing(psycopg.connect(os.environ["DATABASE_URL_EIGNER"], autocommit=True)) as verbindung:
        yield verbindung


def datenbanken(cluster):
    return {name for (name,) in cluster.execute("select datname from pg_database")}


def test_datenbank_eines_getoeteten_laufs_raeumt_der_naechste_weg(cluster):
    """Die eines laufenden bleibt: ihr Lauf hält eine Verbindung mit ihrem Namen."""
    tot, neu, lebend = (f"test_arge_{wer}_{os.getpid()}" for wer in ("tot", "neu", "lebend"))
    cluster.execute(f'create database "{tot}"')
    with eigene_datenbank(lebend), eigene_datenbank(neu):
        assert datenbanken(cluster) & {tot, neu, lebend} == {neu, lebend}
    assert not datenbanken(cluster) & {tot, neu, lebend}


def test_halbe_vorlage_wird_neu_gebaut_und_alte_verschwinden(cluster):
    art = f"vorlage_pruefung{os.getpid()}"
    for nummer in range(vorlage.BEHALTEN + 2):
        cluster.execute(f'create database "{art}_{nummer}_bau"')  # ein getöteter Bau
        assert vorlage.vorlage(cluster, f"{art}_{nummer}", ()) == f"{art}_{nummer}"
    try:
        vorhanden = {name for name in datenbanken(cluster) if name.startswith(art)}
        assert vorhanden == {f"{art}_{nummer}" for nummer in range(2, vorlage.BEHALTEN + 2)}
    finally:
        for name in vorhanden:
            cluster.execute(f'drop database "{name}"')
