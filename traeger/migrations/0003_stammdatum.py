"""Merkt sich eingespielte Stammdaten, damit nur Änderungen der Dateien ankommen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("traeger", "0002_einsicht_schreiben")]
    operations = [
        migrations.CreateModel(
            name="Stammdatum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("modell", models.CharField(max_length=80, verbose_name="Modell")),
                ("schluessel", models.CharField(max_length=240, verbose_name="Schlüssel")),
                ("werte", models.JSONField(verbose_name="zuletzt eingespielte Werte")),
                ("eingespielt_am", models.DateTimeField(auto_now=True, verbose_name="eingespielt am")),
            ],
            options={"verbose_name": "Stammdatum", "verbose_name_plural": "Stammdaten"},
        ),
        migrations.AddConstraint(
            model_name="stammdatum",
            constraint=models.UniqueConstraint(
                fields=("modell", "schluessel"),
                name="stammdatum_eindeutig",
                violation_error_message="Diese Zeile der Stammdaten ist schon eingespielt.",
            ),
        ),
    ]
