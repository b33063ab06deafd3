"""Migrationen und SQL-Funktionen: in einem Zug anlegen, neu zusammenfassen, Funktionen ohne Migration ändern."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, migrations, models, transaction
from pgtrigger.migrations import RemoveTrigger

from arge.daten.migration import Anfang
from tests.vorlage import umgebung_fuer
from traeger.management import funktionen

TABELLE = migrations.CreateModel("Sache", [("id", models.BigAutoField(primary_key=True))])


@pytest.mark.parametrize(
    "schritt",
    [
        migrations.RunSQL("select 1"),
        migrations.DeleteModel("Sache"),
        migrations.AddField("Andere", "zahl", models.IntegerField()),
        RemoveTrigger("Sache", "fest"),
    ],
    ids=lambda schritt: type(schritt).__name__,
)
def test_anfang_nimmt_nur_was_neue_tabellen_ergibt(schritt):
    """Alles andere fiele still weg: angelegt wird nur der Stand am Ende."""
    Anfang([TABELLE, migrations.AddField("sache", "zahl", models.IntegerField())])
    with pytest.raises(ValueError, match="nur neue Tabellen"):
        Anfang([TABELLE, schritt])


def test_zusammenfassen_ergibt_je_app_eine_vollstaendige_migration(tmp_path):
    """Am Abbild des Hauses; danach findet makemigrations nichts, was fehlt."""
    apps = [datei.parent for datei in settings.WURZEL.glob("*/apps.py")]
    for ordner in [*apps, settings.WURZEL / "arge"]:
        shutil.copytree(ordner, tmp_path / ordner.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(settings.WURZEL / "manage.py", tmp_path)
    apps = [tmp_path / app.name for app in apps]
    (apps[0] / "migrations/0900_weg.py").write_text("halb")
    for befehl in (["migrationen_zusammenfassen"], ["makemigrations", "--check", "--dry-run"]):
        lauf = subprocess.run(
            [sys.executable, "manage.py", *befehl],
            cwd=tmp_path, env=umgebung_fuer("arge"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    assert {str(datei.relative_to(tmp_path)) for app in apps for datei in app.glob("migrations/0*.py")} == {
        f"{app.name}/migrations/0001_initial.py" for app in apps
    }


@pytest.fixture
def als_eigner(django_db_setup, django_db_blocker):
    """Eine Transaktion des Eigentümers, die nichts hinterlässt."""
    with django_db_blocker.unblock(), transaction.atomic("eigner"), connections["eigner"].cursor() as cursor:
        yield cursor
        transaction.set_rollback(True, using="eigner")


@pytest.fixture
def zweites_haus(tmp_path, monkeypatch):
    """Die Dateien der Funktionen in einem Ordner, in dem man sie ändern darf."""
    kopien = []
    for rolle, datei in list(funktionen.dateien()):
        kopien.append((rolle, Path(shutil.copy(datei, tmp_path / f"{len(kopien)}-{rolle}.sql"))))
    monkeypatch.setattr(funktionen, "dateien", lambda: kopien)
    return [datei for _, datei in kopien]


def test_geaenderte_funktion_gilt_nach_dem_naechsten_einrichten(als_eigner, zweites_haus):
    """Ohne Migration; eine gestrichene Funktion verschwindet, die der Pakete bleiben, die Zahlenrolle legt danach nichts mehr an."""
    (datei,) = (d for d in zweites_haus if "besetzung_je_stelle_pruefen(p_anteil" in d.read_text())
    erste, trenner, zweite = datei.read_text().partition("create or replace function besetzung_je_kraft_pruefen")
    datei.write_text(erste.replace("Der Stellenanteil gilt", "Vereinbart ist der Stellenanteil"))
    assert trenner
    assert zweite
    funktionen.einspielen(als_eigner)
    als_eigner.execute(
        "select proname, proowner::regrole::text, prosrc from pg_proc where pronamespace = 'public'::regnamespace"
        " and proname !~ '^pgtrigger'"
    )
    stand = {name: (rolle, text) for name, rolle, text in als_eigner.fetchall()}
    assert "besetzung_je_kraft_pruefen" not in stand
    rolle, text = stand["besetzung_je_stelle_pruefen"]
    assert rolle == "arge_regeln"
    assert "Vereinbart ist der Stellenanteil" in text
    assert {"_pgh_attach_context", "vzae_wort", "einsicht_schreiben"} <= stand.keys()
    als_eigner.execute("select has_schema_privilege('arge_regeln', 'public', 'create')")
    assert als_eigner.fetchone() == (False,)


def test_migrationen_enthalten_kein_eigenes_sql():
    """Funktionen stehen in `<app>/management/sql`, Bedingungen in Modellen, Zeilen in Stammdaten: sonst ginge es beim Zusammenfassen verloren."""
    funde = [str(datei) for datei in settings.WURZEL.glob("*/migrations/*.py") if "migrations.Run" in datei.read_text()]
    assert funde == []
