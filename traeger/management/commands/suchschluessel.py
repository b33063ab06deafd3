"""`manage.py suchschluessel`: Suchschlüssel aller Zeilen neu rechnen, nachdem sich die Regel geändert hat (arge.daten.klang)."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management import BaseCommand
from django.db import connection

from traeger.models import Suchschluessel, Traeger
from traeger.models.suche import schreiben
from traeger.zugang import wartung


def tabellen() -> Iterator[tuple[type[Suchschluessel], str, dict]]:
    """(Schlüsseltabelle, Tabelle der Zeilen, deren `SUCHE`)."""
    for modell in apps.get_models():
        if issubclass(modell, Suchschluessel):
            zeile = modell._meta.get_field("zeile").related_model
            yield modell, zeile._meta.db_table, zeile.SUCHE


class Command(BaseCommand):
    """Träger für Träger, jeder in einer Transaktion: Wer währenddessen sucht, findet vorher oder nachher, nie nichts."""

    help = "Rechnet die Suchschlüssel aller Zeilen neu."

    def handle(self, *args, **optionen):
        anzahl = 0
        for traeger in Traeger.objects.order_by("pk").values_list("pk", flat=True):
            with wartung(traeger_id=traeger), connection.cursor() as cursor:
                for modell, zeilen, suche in tabellen():
                    modell.objects.filter(traeger=traeger)._raw_delete("default")
                    eigene = f'select * from "{zeilen}" where traeger_id = {traeger:d}'  # noqa: S608 – Namen aus den Modellen
                    cursor.execute(schreiben(modell._meta.db_table, eigene, **suche))
                    anzahl += cursor.rowcount
        self.stdout.write(f"{anzahl} Suchschlüssel.")
