"""`manage.py demodaten`: eine Stadt voller erfundener Menschen, damit man das Haus sehen und messen kann."""

import os
import secrets
import time
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from traeger.management.erfunden import VERTRAGSBEGINN, Demo
from traeger.models import Benutzer, Stellenanteil

ERKENNUNG = "fachkraft@awo.example"


def _teile() -> Iterator[tuple[str, ModuleType]]:
    """`<app>/management/demodaten.py` jeder App, untere Stockwerke zuerst; gefunden durch Namen (haus 1)."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.management") and find_spec(f"{app.name}.management.demodaten"):
            yield app.name, import_module(f"{app.name}.management.demodaten")


class Command(BaseCommand):
    """Alles in einer Transaktion: ein abgebrochener Lauf hinterlässt nichts und darf einfach noch einmal laufen."""

    help = "Legt erfundene Demodaten an, wenn es noch keine gibt (braucht Stammdaten und ARGE_DEMO=1)."

    def add_arguments(self, parser):
        parser.add_argument("--jahr", type=int, default=VERTRAGSBEGINN.year, help="Berichtsjahr; das Vorjahr kommt dazu")
        parser.add_argument(
            "--faktor",
            type=int,
            default=1,
            help="Vielfaches der Menge für Lasttests; der Bestand an IM-Fällen und damit 1:150 und 1:100 bleiben",
        )
        parser.add_argument("--heute", type=date.fromisoformat, default=None, help="letzter Tag der Daten (JJJJ-MM-TT)")
        parser.add_argument("--auch-ohne-demo", action="store_true", help="auch anlegen, wenn ARGE_DEMO nicht gesetzt ist")

    def handle(self, *args, jahr, faktor, heute, auch_ohne_demo, verbosity, **optionen):
        if not (settings.DEMO or settings.DEBUG or auch_ohne_demo):
            raise CommandError(
                "Erfundene Daten gehören nicht in den Betrieb: ARGE_DEMO=1 setzen oder --auch-ohne-demo angeben."
            )
        if jahr < VERTRAGSBEGINN.year or faktor < 1:
            raise CommandError(f"Die ARGE Integration beginnt {VERTRAGSBEGINN.year}; der Faktor ist mindestens 1.")
        if Benutzer.objects.filter(email=ERKENNUNG).exists():
            self.stdout.write("Demodaten sind schon da; es wurde nichts geändert.")
            return
        if not Stellenanteil.objects.filter(kuerzel="awo-im").exists():
            raise CommandError("Zuerst die Stammdaten: manage.py stammdaten")
        passwort = os.environ.get("ARGE_DEMO_PASSWORT") or secrets.token_urlsafe(12)
        demo = Demo(jahr=jahr, heute=heute or timezone.localdate(), faktor=faktor, passwort=passwort)
        self._anlegen(demo, verbosity)
        self.stdout.write(f"Anmeldungen (erfundene Personen), Passwort: {passwort}")
        for email, wozu in demo.konten:
            self.stdout.write(f"  {email:<28} {wozu}")

    def _anlegen(self, demo: Demo, verbosity: int) -> None:
        """Alle Teile nacheinander; die Module sind geladen, bevor die Transaktion beginnt."""
        teile = list(_teile())
        with transaction.atomic():
            # Fremdschlüssel sofort prüfen: aufgeschoben hielte PostgreSQL Millionen Prüfungen bis zum Ende im Speicher.
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
            for name, teil in teile:
                beginn = time.perf_counter()
                anzahl = teil.anlegen(demo)
                if verbosity:
                    liste = ", ".join(f"{zahl} {was}" for was, zahl in anzahl.items())
                    self.stdout.write(f"{name}: {liste} ({time.perf_counter() - beginn:.1f} s)")
