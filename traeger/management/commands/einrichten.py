"""`manage.py einrichten`: Datenbank auf den Stand des Programms bringen. Läuft beliebig oft, als Eigentümer."""

from django.apps import apps
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections, transaction

from arge.daten.datenbank import ROLLE_PROTOKOLL, ROLLE_WEB, ROLLE_ZAHLEN
from traeger.management import funktionen
from traeger.models import Einsicht, MandantModell

EIGNER = "eigner"


def ereignismodelle():
    """Modelle der Protokolltabellen: pghistory-Ereignisse und Einsicht."""
    return [m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]


def rechte_setzen(verbindung) -> None:
    """Rechte, die Migrationen nicht kennen: Protokoll gehört eigener Rolle, Zahlenrolle sieht nur freigegebene Spalten."""
    with verbindung.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {ROLLE_WEB}, {ROLLE_ZAHLEN}")
        cursor.execute(f"grant usage, create on schema public to {ROLLE_PROTOKOLL}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {ROLLE_WEB}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {ROLLE_WEB}")
        _protokoll(cursor)
        _zahlen(cursor)


def _protokoll(cursor) -> None:
    """Sechs Angriffe abweisen (qualitaet 1.5): INSERT, UPDATE, DELETE, TRUNCATE, Trigger aus, Rolle wechseln."""
    for modell in [*ereignismodelle(), Einsicht]:
        tabelle = f'"{modell._meta.db_table}"'
        cursor.execute(f"alter table {tabelle} owner to {ROLLE_PROTOKOLL}")
        cursor.execute(f"revoke all on {tabelle} from {ROLLE_WEB}, {ROLLE_ZAHLEN}")
        cursor.execute(f"grant select on {tabelle} to {ROLLE_WEB}")
        cursor.execute(f"alter table {tabelle} enable row level security")
        cursor.execute(f"alter table {tabelle} no force row level security")
        verfolgt = getattr(modell, "pgh_tracked_model", modell)
        cursor.execute(f"drop policy if exists protokoll_lesen on {tabelle}")
        if any(f.name == "traeger" for f in modell._meta.fields) and issubclass(verfolgt, MandantModell):
            sicht = verfolgt.mandant_grenze().lesbar()
            cursor.execute(f"create policy protokoll_lesen on {tabelle} for select to {ROLLE_WEB} using ({sicht})")
    cursor.execute(
        "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = 'public' and p.proname like 'pgtrigger%%'"
        " and p.prosrc ilike '%%insert into %%event%%'"
    )
    for (funktion,) in cursor.fetchall():
        cursor.execute(f"alter function {funktion} owner to {ROLLE_PROTOKOLL}")
        cursor.execute(f"alter function {funktion} security definer")
        cursor.execute(f"alter function {funktion} set search_path = public")


def _zahlen(cursor) -> None:
    """Spaltenrechte der Zahlenrolle aus `ZAHLEN_FELDER`; Tabellen ohne Personenbezug ganz."""
    for modell in apps.get_models():
        tabelle = f'"{modell._meta.db_table}"'
        if issubclass(modell, MandantModell):
            spalten = ", ".join(f'"{modell._meta.get_field(feld).column}"' for feld in modell.ZAHLEN_FELDER)
            cursor.execute(f"revoke all on {tabelle} from {ROLLE_ZAHLEN}")
            if spalten:
                cursor.execute(f"grant select ({spalten}) on {tabelle} to {ROLLE_ZAHLEN}")
            for feld in modell._meta.local_many_to_many:  # Zwischentabelle: nur Nummern, das Ziel ist ohnehin offen
                if getattr(feld.related_model, "OFFEN_FUER_ZAHLEN", False):
                    zwischen = feld.remote_field.through._meta.db_table
                    cursor.execute(f'grant select on "{zwischen}" to {ROLLE_ZAHLEN}')
        elif getattr(modell, "OFFEN_FUER_ZAHLEN", False):
            cursor.execute(f"grant select on {tabelle} to {ROLLE_ZAHLEN}")


class Command(BaseCommand):
    """Migrationen, Rechte, Zwischenspeicher, Stammdaten – in dieser Reihenfolge."""

    help = "Bringt die Datenbank auf den Stand des Programms (Migrationen, Rechte, Stammdaten)."

    def add_arguments(self, parser):
        parser.add_argument("--ohne-stammdaten", action="store_true", help="nur Schema und Rechte (für Tests)")

    def handle(self, *args, **optionen):
        verbindung = connections[EIGNER]
        with verbindung.cursor() as cursor:
            cursor.execute("select current_setting('server_version_num')::int, current_user")
            version, _ = cursor.fetchone()
        if version < 160000:
            raise CommandError("PostgreSQL 16 oder neuer wird gebraucht (Rollen ohne geerbte Rechte).")
        call_command("migrate", database=EIGNER, interactive=False, verbosity=optionen["verbosity"])
        call_command("createcachetable", database=EIGNER, verbosity=0)
        with transaction.atomic(EIGNER), verbindung.cursor() as cursor:
            funktionen.einspielen(cursor)
        rechte_setzen(verbindung)
        verbindung.close()
        if not optionen["ohne_stammdaten"]:
            call_command("stammdaten", verbosity=optionen["verbosity"])
        self.stdout.write("Datenbank ist eingerichtet.")
