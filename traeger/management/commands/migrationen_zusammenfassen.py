"""`manage.py migrationen_zusammenfassen`: je App wieder eine einzige erste Migration aus den heutigen Modellen.

Erlaubt, solange keine Datenbank im Betrieb ist: eine bestehende müsste danach leer neu entstehen. Was eine gelöschte Migration
außer Tabellen, Bedingungen und Triggern anlegte (Daten, eigenes SQL), gehört in Stammdaten oder `<app>/management/sql/*.sql`.
"""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands.makemigrations import Command as Makemigrations

from arge.daten.migration import Anfang


class Command(Makemigrations):
    """Löscht die Migrationen der eigenen Apps und schreibt sie als `Anfang` neu."""

    help = "Fasst die Migrationen jeder eigenen App zu einer zusammen (nur vor dem Betrieb)."

    def add_arguments(self, parser):
        """Keine: es geht immer um alle eigenen Apps."""

    def handle(self, *args, **optionen):
        ordner = {app.label: Path(app.path, "migrations") for app in apps.get_app_configs() if eigene(app)}
        dateien = [datei for migrationen in ordner.values() for datei in sorted(migrationen.glob("[0-9]*.py"))]
        if eigen := [datei.name for datei in dateien if "migrations.Run" in datei.read_text()]:
            raise CommandError(f"Eigenes SQL oder Python kann ein Anfang nicht ersetzen, erst umziehen: {', '.join(eigen)}")
        for datei in dateien:
            datei.unlink()
        vorgaben = {"merge": False, "empty": False, "name": "initial", "check_changes": False, "scriptable": False}
        vorgaben |= {"verbosity": 0, "dry_run": False, "interactive": False, "include_header": False, "update": False}
        super().handle(*ordner, **optionen | vorgaben)
        self.stdout.write(f"Neu geschrieben: {', '.join(ordner)}. Eine bestehende Datenbank muss neu angelegt werden.")

    def write_migration_files(self, changes, *args, **mehr):
        for migration in (m for migrationen in changes.values() for m in migrationen):
            migration.operations = [Anfang(migration.operations)]
        super().write_migration_files(changes, *args, **mehr)


def eigene(app) -> bool:
    return Path(app.path).parent == settings.WURZEL
