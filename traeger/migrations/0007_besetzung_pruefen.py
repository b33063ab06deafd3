"""Regeln über mehrere Zeilen als Datenbankfunktionen."""

from django.db import migrations

from traeger.migrations._funktionen import ANLEGEN, WEG


class Migration(migrations.Migration):
    dependencies = [("traeger", "0006_stellen_pflegen")]
    operations = [migrations.RunSQL(ANLEGEN, WEG)]
