"""`manage.py einrichten`: Datenbank auf den Stand des Programms bringen. Läuft beliebig oft, als Eigentümer."""

from django.apps import apps
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections, transaction

from arge.daten.datenbank import kalender_setzen
from arge.zusammensetzung import APPS
from traeger.management import funktionen, rechte, riegel

EIGNER = "eigner"
SPERRE = 4_711_006


class Command(BaseCommand):
    """Migrationen, Zwischenspeicher, Funktionen, Rechte in einer Transaktion, danach Stammdaten.

    Wer währenddessen arbeitet, sieht nie neue Tabellen mit alten Rechten; scheitert ein Schritt, bleibt alles, wie es war.
    """

    help = "Bringt die Datenbank auf den Stand des Programms (Migrationen, Rechte, Stammdaten)."

    def add_arguments(self, parser):
        parser.add_argument("--ohne-stammdaten", action="store_true", help="nur Schema und Rechte (für Tests)")

    def handle(self, *args, **optionen):
        verbindung = connections[EIGNER]
        with verbindung.cursor() as cursor:
            cursor.execute("select current_setting('server_version_num')::int, current_user")
            version, _ = cursor.fetchone()
        if version < 180000:
            raise CommandError("PostgreSQL 18 oder neuer wird gebraucht (Namenssuche über alle Schriften).")
        with transaction.atomic(EIGNER), verbindung.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [SPERRE])  # zwei gleichzeitige Starts nacheinander
            riegel.setzen(cursor)
            funktionen.einspielen(cursor, vor_den_tabellen=True)
            call_command("migrate", database=EIGNER, interactive=False, verbosity=optionen["verbosity"])
            call_command("createcachetable", database=EIGNER, verbosity=0)
            funktionen.einspielen(cursor)
            kalender_setzen(
                cursor, [m for m in apps.get_models() if m._meta.app_label in APPS and not hasattr(m, "pgh_tracked_model")]
            )
            rechte.setzen(cursor)
        verbindung.close()
        if not optionen["ohne_stammdaten"]:
            call_command("stammdaten", verbosity=optionen["verbosity"])
        self.stdout.write("Datenbank ist eingerichtet.")
