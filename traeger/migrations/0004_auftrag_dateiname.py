from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("traeger", "0003_stammdatum")]

    operations = [
        migrations.AddField(
            model_name="auftrag",
            name="dateiname",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="Dateiname"),
            preserve_default=False,
        ),
    ]
