import arge.daten.datenbank
import arge.daten.migration
import arge.daten.verschluesselung
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('beratung', '0001_initial'),
        ('traeger', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        arge.daten.migration.Anfang(
            operations=[
                migrations.CreateModel(
                    name='Gespraech',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('verschoben_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='verschoben am')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='Dauer in Minuten')),
                        ('form', models.CharField(choices=[('persoenlich', 'persönlich'), ('telefon', 'Telefon'), ('video', 'Video'), ('hausbesuch', 'Hausbesuch'), ('schriftlich', 'schriftlich'), ('aufsuchend', 'aufsuchend')], default='persoenlich', max_length=12, verbose_name='Form')),
                        ('mit_dolmetschen', models.BooleanField(default=False, verbose_name='mit Dolmetschen')),
                        ('anzahl_angehoerige', models.PositiveSmallIntegerField(default=0, verbose_name='mitberatene Angehörige')),
                        ('notiz', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Notiz')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('handlungsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sprache', 'Sprache'), ('schule', 'Schule'), ('ausbildung', 'Ausbildung und Studium'), ('arbeit', 'Arbeit'), ('wohnung', 'Wohnung'), ('gesundheit', 'Gesundheit'), ('teilhabe', 'gesellschaftliche Teilhabe'), ('kinder', 'Kinder'), ('finanzen', 'Finanzen und Schulden')], max_length=14), blank=True, default=list, size=None, verbose_name='Handlungsfelder')),
                        ('erfasst_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('storniert_von', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Gespräch',
                        'verbose_name_plural': 'Gespräche',
                        'ordering': ['-am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMAbschluss',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='abgeschlossen am')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis vor der Wiederaufnahme')),
                        ('grund', models.CharField(choices=[('ziel', 'Ziele erreicht'), ('verwiesen', 'an andere Stelle verwiesen'), ('wegzug', 'weggezogen'), ('abgebrochen', 'Kontakt abgebrochen'), ('frist', 'Förderdauer erreicht'), ('uebergeleitet', 'an einen anderen Träger übergeleitet'), ('sonstiges', 'sonstiger Grund')], max_length=13, verbose_name='Grund des Abschlusses')),
                        ('durch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='abgeschlossen von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'IM-Abschluss',
                        'verbose_name_plural': 'IM-Abschlüsse',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMBerichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('grund', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Begründung')),
                        ('berichtigt_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'IM-Berichtigung',
                        'verbose_name_plural': 'IM-Berichtigungen',
                        'ordering': ['-berichtigt_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMFall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('begonnen_am', models.DateField(verbose_name='begonnen am')),
                        ('abgeschlossen_am', models.DateField(blank=True, editable=False, null=True, verbose_name='abgeschlossen am')),
                        ('herkunft', models.CharField(choices=[('neu', 'neu im Integrationsmanagement'), ('uebernommen', 'von der Stadt oder einem anderen Träger übernommen')], default='neu', max_length=11, verbose_name='Herkunft')),
                        ('au_zuteilung_am', models.DateField(blank=True, null=True, verbose_name='Zuteilung in die Anschlussunterbringung am')),
                        ('intensitaet', models.CharField(choices=[('hoch', 'hoch'), ('mittel', 'mittel'), ('niedrig', 'niedrig')], default='mittel', max_length=7, verbose_name='Intensität')),
                        ('schwerpunkt', models.CharField(choices=[('allgemein', 'allgemein'), ('schulden', 'Schuldenprävention'), ('arbeitsmarkt', 'Arbeitsmarktintegration')], default='allgemein', max_length=12, verbose_name='Schwerpunkt')),
                        ('verlaengerung', models.CharField(blank=True, choices=[('bildung', 'Ausbildung, Studium oder Kurs läuft noch'), ('familie', 'Familie kam erst später nach'), ('schutz', 'besonders schutzbedürftig'), ('sonstiges', 'anderer begründeter Einzelfall')], max_length=9, verbose_name='Begründung über drei Jahre')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_akten', to='beratung.person', verbose_name='Person')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'IM-Fall',
                        'verbose_name_plural': 'IM-Fälle',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMBerichtigungEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('berichtigt_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.imberichtigung')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='imberichtigung',
                    name='fall',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='berichtigungen', to='integrationsmanagement.imfall', verbose_name='IM-Fall'),
                ),
                migrations.CreateModel(
                    name='IMAbschlussEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(verbose_name='abgeschlossen am')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis vor der Wiederaufnahme')),
                        ('grund', models.CharField(choices=[('ziel', 'Ziele erreicht'), ('verwiesen', 'an andere Stelle verwiesen'), ('wegzug', 'weggezogen'), ('abgebrochen', 'Kontakt abgebrochen'), ('frist', 'Förderdauer erreicht'), ('uebergeleitet', 'an einen anderen Träger übergeleitet'), ('sonstiges', 'sonstiger Grund')], max_length=13, verbose_name='Grund des Abschlusses')),
                        ('durch', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='abgeschlossen von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.imabschluss')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='imabschluss',
                    name='fall',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='abschluesse', to='integrationsmanagement.imfall', verbose_name='IM-Fall'),
                ),
                migrations.CreateModel(
                    name='GespraechEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('verschoben_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='verschoben am')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='Dauer in Minuten')),
                        ('form', models.CharField(choices=[('persoenlich', 'persönlich'), ('telefon', 'Telefon'), ('video', 'Video'), ('hausbesuch', 'Hausbesuch'), ('schriftlich', 'schriftlich'), ('aufsuchend', 'aufsuchend')], default='persoenlich', max_length=12, verbose_name='Form')),
                        ('mit_dolmetschen', models.BooleanField(default=False, verbose_name='mit Dolmetschen')),
                        ('anzahl_angehoerige', models.PositiveSmallIntegerField(default=0, verbose_name='mitberatene Angehörige')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('handlungsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sprache', 'Sprache'), ('schule', 'Schule'), ('ausbildung', 'Ausbildung und Studium'), ('arbeit', 'Arbeit'), ('wohnung', 'Wohnung'), ('gesundheit', 'Gesundheit'), ('teilhabe', 'gesellschaftliche Teilhabe'), ('kinder', 'Kinder'), ('finanzen', 'Finanzen und Schulden')], max_length=14), blank=True, default=list, size=None, verbose_name='Handlungsfelder')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.gespraech')),
                        ('storniert_von', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='gespraech',
                    name='fall',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='gespraeche', to='integrationsmanagement.imfall', verbose_name='IM-Fall'),
                ),
                migrations.CreateModel(
                    name='IMFallEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('begonnen_am', models.DateField(verbose_name='begonnen am')),
                        ('abgeschlossen_am', models.DateField(blank=True, editable=False, null=True, verbose_name='abgeschlossen am')),
                        ('herkunft', models.CharField(choices=[('neu', 'neu im Integrationsmanagement'), ('uebernommen', 'von der Stadt oder einem anderen Träger übernommen')], default='neu', max_length=11, verbose_name='Herkunft')),
                        ('au_zuteilung_am', models.DateField(blank=True, null=True, verbose_name='Zuteilung in die Anschlussunterbringung am')),
                        ('intensitaet', models.CharField(choices=[('hoch', 'hoch'), ('mittel', 'mittel'), ('niedrig', 'niedrig')], default='mittel', max_length=7, verbose_name='Intensität')),
                        ('schwerpunkt', models.CharField(choices=[('allgemein', 'allgemein'), ('schulden', 'Schuldenprävention'), ('arbeitsmarkt', 'Arbeitsmarktintegration')], default='allgemein', max_length=12, verbose_name='Schwerpunkt')),
                        ('verlaengerung', models.CharField(blank=True, choices=[('bildung', 'Ausbildung, Studium oder Kurs läuft noch'), ('familie', 'Familie kam erst später nach'), ('schutz', 'besonders schutzbedürftig'), ('sonstiges', 'anderer begründeter Einzelfall')], max_length=9, verbose_name='Begründung über drei Jahre')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.person', verbose_name='Person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.imfall')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMZustaendigkeit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='zustaendigkeiten', to='integrationsmanagement.imfall', verbose_name='Fall')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'IM-Zuständigkeit',
                        'verbose_name_plural': 'IM-Zuständigkeiten',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IMZustaendigkeitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='Fall')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.imzustaendigkeit')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Integrationsplan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Fassung')),
                        ('vereinbart_am', models.DateField(verbose_name='vereinbart am')),
                        ('ausgangslage', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Ausgangslage')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='plaene', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('vereinbart_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vereinbart von')),
                    ],
                    options={
                        'verbose_name': 'Integrationsplan',
                        'verbose_name_plural': 'Integrationspläne',
                        'ordering': ['-nummer'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IntegrationsplanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Fassung')),
                        ('vereinbart_am', models.DateField(verbose_name='vereinbart am')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.integrationsplan')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('vereinbart_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vereinbart von')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Planziel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('handlungsfeld', models.CharField(choices=[('sprache', 'Sprache'), ('schule', 'Schule'), ('ausbildung', 'Ausbildung und Studium'), ('arbeit', 'Arbeit'), ('wohnung', 'Wohnung'), ('gesundheit', 'Gesundheit'), ('teilhabe', 'gesellschaftliche Teilhabe'), ('kinder', 'Kinder'), ('finanzen', 'Finanzen und Schulden')], max_length=12, verbose_name='Handlungsfeld')),
                        ('ziel', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Ziel')),
                        ('massnahme', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Maßnahme')),
                        ('frist_am', models.DateField(blank=True, null=True, verbose_name='Frist')),
                        ('status', models.CharField(choices=[('offen', 'offen'), ('erreicht', 'erreicht'), ('teilweise', 'teilweise erreicht'), ('verfehlt', 'nicht erreicht')], default='offen', max_length=10, verbose_name='Stand')),
                        ('auswertung', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Auswertung')),
                        ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ziele', to='integrationsmanagement.integrationsplan', verbose_name='Plan')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Ziel',
                        'verbose_name_plural': 'Ziele',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanzielEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('handlungsfeld', models.CharField(choices=[('sprache', 'Sprache'), ('schule', 'Schule'), ('ausbildung', 'Ausbildung und Studium'), ('arbeit', 'Arbeit'), ('wohnung', 'Wohnung'), ('gesundheit', 'Gesundheit'), ('teilhabe', 'gesellschaftliche Teilhabe'), ('kinder', 'Kinder'), ('finanzen', 'Finanzen und Schulden')], max_length=12, verbose_name='Handlungsfeld')),
                        ('frist_am', models.DateField(blank=True, null=True, verbose_name='Frist')),
                        ('status', models.CharField(choices=[('offen', 'offen'), ('erreicht', 'erreicht'), ('teilweise', 'teilweise erreicht'), ('verfehlt', 'nicht erreicht')], default='offen', max_length=10, verbose_name='Stand')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.planziel')),
                        ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.integrationsplan', verbose_name='Plan')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Wohnung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('wohnform', models.CharField(choices=[('gu', 'Gemeinschaftsunterkunft'), ('privat', 'privater Wohnraum')], max_length=6, verbose_name='Wohnform')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='wohnungen', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                        ('stadtteil', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.stadtteil', verbose_name='Stadtteil')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Wohnung',
                        'verbose_name_plural': 'Wohnungen',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WohnungEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('wohnform', models.CharField(choices=[('gu', 'Gemeinschaftsunterkunft'), ('privat', 'privater Wohnraum')], max_length=6, verbose_name='Wohnform')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='integrationsmanagement.imfall', verbose_name='IM-Fall')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='integrationsmanagement.wohnung')),
                        ('stadtteil', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stadtteil', verbose_name='Stadtteil')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Gebiet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('nur_bei_bedarf', models.BooleanField(default=False, verbose_name='nur bei Bedarf')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('stadtteil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gebiete', to='traeger.stadtteil', verbose_name='Stadtteil')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Gebiet',
                        'verbose_name_plural': 'Gebiete',
                        'constraints': [models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='gebiet_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'), arge.daten.datenbank.KeineUeberschneidung('stadtteil', 'traeger', name='gebiet_je_tag', violation_error_message='Dieser Träger ist in diesem Zeitraum schon für den Stadtteil eingetragen.')],
                    },
                ),
                migrations.AddIndex(
                    model_name='imfall',
                    index=models.Index(fields=['traeger', 'begonnen_am'], name='integration_traeger_b04bb7_idx'),
                ),
                migrations.AddIndex(
                    model_name='imfall',
                    index=models.Index(fields=['traeger', 'person'], name='integration_traeger_57e1e6_idx'),
                ),
                migrations.AddConstraint(
                    model_name='imfall',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='imfall_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='imfall',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='imfall_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='imfall',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('person', name='imfall_person_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='imfall',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='imfall_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='imfall',
                    constraint=models.UniqueConstraint(condition=models.Q(('abgeschlossen_am__isnull', True)), fields=('traeger', 'person'), name='imfall_ein_offener', violation_error_message='Für diese Person gibt es schon einen offenen IM-Fall.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfall',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fd3e8fc8fcef1d8206697ab7432ea519d671a1e9', operation='UPDATE', pgid='pgtrigger_traeger_fest_5f80e', table='integrationsmanagement_imfall', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfall',
                    trigger=pgtrigger.compiler.Trigger(name='ende_aus_zeilen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                new.abgeschlossen_am := (select von from integrationsmanagement_imabschluss where traeger_id = new.traeger_id and fall_id = new.id and bis is null);\n                if exists (select from integrationsmanagement_imabschluss where traeger_id = new.traeger_id and fall_id = new.id and von < new.begonnen_am) then\n                    raise exception using errcode = '23514', constraint = 'regel_abgeschlossen_am', message = 'Der Abschluss liegt vor dem Beginn.';\n                end if;\n                return new;\n            ", hash='4bce63cafe13cb98e4fc71aa928bad55d9ce0fee', operation='INSERT OR UPDATE', pgid='pgtrigger_ende_aus_zeilen_1aa45', table='integrationsmanagement_imfall', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfall',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imfallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "au_zuteilung_am", "begonnen_am", "herkunft", "id", "intensitaet", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schwerpunkt", "traeger_id", "verlaengerung", "version") VALUES (NEW."abgeschlossen_am", NEW."absendung", NEW."absendung_summe", NEW."au_zuteilung_am", NEW."begonnen_am", NEW."herkunft", NEW."id", NEW."intensitaet", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."schwerpunkt", NEW."traeger_id", NEW."verlaengerung", NEW."version"); RETURN NULL;', hash='2fc8491427087e9980efb8dd6fbb37ceaaa21c47', operation='INSERT', pgid='pgtrigger_insert_insert_4516f', table='integrationsmanagement_imfall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfall',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "integrationsmanagement_imfallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "au_zuteilung_am", "begonnen_am", "herkunft", "id", "intensitaet", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schwerpunkt", "traeger_id", "verlaengerung", "version") VALUES (NEW."abgeschlossen_am", NEW."absendung", NEW."absendung_summe", NEW."au_zuteilung_am", NEW."begonnen_am", NEW."herkunft", NEW."id", NEW."intensitaet", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."schwerpunkt", NEW."traeger_id", NEW."verlaengerung", NEW."version"); RETURN NULL;', hash='44676e809a462caaf27c09da7b206b9e665be99e', operation='UPDATE', pgid='pgtrigger_update_update_a38c7', table='integrationsmanagement_imfall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfall',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imfallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "au_zuteilung_am", "begonnen_am", "herkunft", "id", "intensitaet", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schwerpunkt", "traeger_id", "verlaengerung", "version") VALUES (OLD."abgeschlossen_am", OLD."absendung", OLD."absendung_summe", OLD."au_zuteilung_am", OLD."begonnen_am", OLD."herkunft", OLD."id", OLD."intensitaet", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."schwerpunkt", OLD."traeger_id", OLD."verlaengerung", OLD."version"); RETURN NULL;', hash='42ba9fb30d303b7308843df39e6cf09a62fbbdbf', operation='DELETE', pgid='pgtrigger_delete_delete_f24a7', table='integrationsmanagement_imfall', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='imberichtigungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_4f6b9f_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imberichtigungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc9427c019c07eaf91306f2c5430021593ab4ee2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e23d1', table='integrationsmanagement_imberichtigungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='imberichtigung',
                    index=models.Index(fields=['traeger', 'berichtigt_von'], name='integration_traeger_c6d6f5_idx'),
                ),
                migrations.AddIndex(
                    model_name='imberichtigung',
                    index=models.Index(fields=['traeger', 'fall'], name='integration_traeger_006984_idx'),
                ),
                migrations.AddConstraint(
                    model_name='imberichtigung',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='imberichtigung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='imberichtigung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='imberichtigung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='imberichtigung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='imberichtigung_fall_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ea78b9577382580372fd9f2d716bbe4b4bb6703d', operation='UPDATE', pgid='pgtrigger_traeger_fest_799eb', table='integrationsmanagement_imberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fall_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='294d10e6849d51f4af45d05bd8d337342ce2d79b', operation='INSERT', pgid='pgtrigger_insert_insert_1d004', table='integrationsmanagement_imberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berichtigt_am" IS DISTINCT FROM (NEW."berichtigt_am") OR OLD."berichtigt_von_id" IS DISTINCT FROM (NEW."berichtigt_von_id") OR OLD."fall_id" IS DISTINCT FROM (NEW."fall_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."was" IS DISTINCT FROM (NEW."was"))', func='INSERT INTO "integrationsmanagement_imberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fall_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='233520c305b48005ef4b0c2b0121afdda7646aa1', operation='UPDATE', pgid='pgtrigger_update_update_ea6e5', table='integrationsmanagement_imberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (OLD."berichtigt_am", OLD."berichtigt_von_id", OLD."fall_id", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."was"); RETURN NULL;', hash='bcc628b55219a54fe76fc6d40de0cefb752fc1ff', operation='DELETE', pgid='pgtrigger_delete_delete_b4d4b', table='integrationsmanagement_imberichtigung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='imabschlussevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_1f6b36_idx'),
                ),
                migrations.AddIndex(
                    model_name='imabschlussevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='integration_traeger_8ee08e_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschlussevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14ded1f19092860a3e7011d0296d96ea76d4a7d3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f765d', table='integrationsmanagement_imabschlussevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='imabschluss',
                    index=models.Index(fields=['traeger', 'fall'], name='integration_traeger_d0ee1f_idx'),
                ),
                migrations.AddIndex(
                    model_name='imabschluss',
                    index=models.Index(fields=['traeger', 'durch'], name='integration_traeger_d89c3b_idx'),
                ),
                migrations.AddConstraint(
                    model_name='imabschluss',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='imabschluss_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='imabschluss',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='imabschluss_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='imabschluss',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='imabschluss_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='imabschluss',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='imabschluss_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='imabschluss',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fall', name='imabschluss_je_tag', violation_error_message='In diesem Zeitraum ist der Fall schon abgeschlossen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3603bbf22e7e1af5943417eeacbf0d07251375ee', operation='UPDATE', pgid='pgtrigger_traeger_fest_3b85e', table='integrationsmanagement_imabschluss', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='fall_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."fall_id" IS DISTINCT FROM (NEW."fall_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='30e0b24f3b500268c820fe04c99d78516a29a714', operation='UPDATE', pgid='pgtrigger_fall_fest_c7d26', table='integrationsmanagement_imabschluss', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='ende_melden', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                update integrationsmanagement_imfall set abgeschlossen_am = abgeschlossen_am\n                 where traeger_id = coalesce(new.traeger_id, old.traeger_id) and id = coalesce(new.fall_id, old.fall_id);\n                return null;\n            ', hash='532752035002a51145c12c73c9fc8f6f46377539', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ende_melden_3a7cf', table='integrationsmanagement_imabschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imabschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."durch_id", NEW."fall_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='46183941fdb4487a80418e2309a25223a456ab66', operation='INSERT', pgid='pgtrigger_insert_insert_82508', table='integrationsmanagement_imabschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "integrationsmanagement_imabschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."durch_id", NEW."fall_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='4b741c54fadfad808f8657d63ed7392912815f69', operation='UPDATE', pgid='pgtrigger_update_update_cb8b2', table='integrationsmanagement_imabschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imabschluss',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imabschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."durch_id", OLD."fall_id", OLD."grund", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='ae5918c5f9b5bfe5e95772aa9fd61703dddeefec', operation='DELETE', pgid='pgtrigger_delete_delete_1941a', table='integrationsmanagement_imabschluss', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='gespraechevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_a6f4c6_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraechevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_created_at', 'pgh_id'], name='integration_traeger_61536a_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraechevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='integration_traeger_14e3d4_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraechevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='91e164bd4fb3b4c96b34fa83b68be14fe495a1a6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_33b28', table='integrationsmanagement_gespraechevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='gespraech',
                    index=models.Index(fields=['traeger', 'am'], name='integration_traeger_b5f979_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraech',
                    index=models.Index(fields=['traeger', 'fall', 'am'], name='integration_traeger_f3459f_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraech',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='integration_traeger_d08522_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraech',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='integration_traeger_34c4f2_idx'),
                ),
                migrations.AddIndex(
                    model_name='gespraech',
                    index=models.Index(fields=['traeger', 'erfasst_von'], name='integration_traeger_eb1d29_idx'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='gespraech_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='gespraech_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='gespraech_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='gespraech_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='gespraech_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='gespraech_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=models.CheckConstraint(condition=models.Q(('dauer_minuten__gte', 1), ('dauer_minuten__lte', 600)), name='gespraech_dauer', violation_error_message='Die Dauer liegt zwischen 1 und 600 Minuten.'),
                ),
                migrations.AddConstraint(
                    model_name='gespraech',
                    constraint=models.CheckConstraint(condition=models.Q(('anzahl_angehoerige__lte', 30)), name='gespraech_angehoerige', violation_error_message='Höchstens 30 mitberatene Angehörige.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f9bb0a250c669ede05734d3f3ea3607bac02d76d', operation='UPDATE', pgid='pgtrigger_traeger_fest_dc86e', table='integrationsmanagement_gespraech', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='gespraech_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(am), max(am), bool_or(am is null), 'Gespräch') from neu where storniert_am is null group by fachkraft_id; return null;", hash='7bd44c3a3244e76d8cb127cd17739be0f5b209bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_gespraech_da_neu_40178', referencing='REFERENCING NEW TABLE AS neu ', table='integrationsmanagement_gespraech', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='gespraech_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(am), max(am), bool_or(am is null), 'Gespräch') from neu where storniert_am is null group by fachkraft_id; return null;", hash='9c19361594086a9821aedbbd97a8d22dd96b6da1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_gespraech_da_anders_d8388', referencing='REFERENCING NEW TABLE AS neu ', table='integrationsmanagement_gespraech', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_gespraechevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "form", "handlungsfelder", "id", "kennung", "mit_dolmetschen", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_angehoerige", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."fachkraft_id", NEW."fall_id", NEW."form", NEW."handlungsfelder", NEW."id", NEW."kennung", NEW."mit_dolmetschen", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='e312d191ffae77d5b0570d79ced2babb24723cd5', operation='INSERT', pgid='pgtrigger_insert_insert_ecacc', table='integrationsmanagement_gespraech', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."am" IS DISTINCT FROM (NEW."am") OR OLD."anzahl_angehoerige" IS DISTINCT FROM (NEW."anzahl_angehoerige") OR OLD."dauer_minuten" IS DISTINCT FROM (NEW."dauer_minuten") OR OLD."erfasst_am" IS DISTINCT FROM (NEW."erfasst_am") OR OLD."erfasst_von_id" IS DISTINCT FROM (NEW."erfasst_von_id") OR OLD."fachkraft_id" IS DISTINCT FROM (NEW."fachkraft_id") OR OLD."fall_id" IS DISTINCT FROM (NEW."fall_id") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."handlungsfelder" IS DISTINCT FROM (NEW."handlungsfelder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."mit_dolmetschen" IS DISTINCT FROM (NEW."mit_dolmetschen") OR OLD."storniert_am" IS DISTINCT FROM (NEW."storniert_am") OR OLD."storniert_von_id" IS DISTINCT FROM (NEW."storniert_von_id") OR OLD."storno_grund" IS DISTINCT FROM (NEW."storno_grund") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."verschoben_am" IS DISTINCT FROM (NEW."verschoben_am") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "integrationsmanagement_gespraechevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "form", "handlungsfelder", "id", "kennung", "mit_dolmetschen", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_angehoerige", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."fachkraft_id", NEW."fall_id", NEW."form", NEW."handlungsfelder", NEW."id", NEW."kennung", NEW."mit_dolmetschen", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='5a235ba4f6437dfac3af6c41d8dc0db8f7482b4b', operation='UPDATE', pgid='pgtrigger_update_update_c8483', table='integrationsmanagement_gespraech', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='gespraech',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_gespraechevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "form", "handlungsfelder", "id", "kennung", "mit_dolmetschen", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."am", OLD."anzahl_angehoerige", OLD."dauer_minuten", OLD."erfasst_am", OLD."erfasst_von_id", OLD."fachkraft_id", OLD."fall_id", OLD."form", OLD."handlungsfelder", OLD."id", OLD."kennung", OLD."mit_dolmetschen", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."traeger_id", OLD."verschoben_am", OLD."version"); RETURN NULL;', hash='80b428003f60ce19efa599b843dd95973ec84016', operation='DELETE', pgid='pgtrigger_delete_delete_e92b5', table='integrationsmanagement_gespraech', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='imfallevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_3dad84_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imfallevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a3049cb735860df646f9a8b1720e296fc0ffcb9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96804', table='integrationsmanagement_imfallevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='imzustaendigkeit',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='integration_traeger_2d1a21_idx'),
                ),
                migrations.AddIndex(
                    model_name='imzustaendigkeit',
                    index=models.Index(fields=['traeger', 'fall'], name='integration_traeger_2d89b2_idx'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='imzustaendigkeit_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='imzustaendigkeit_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='imzustaendigkeit_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='imzustaendigkeit_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='imzustaendigkeit_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='imzustaendigkeit',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fall', name='imzustaendigkeit_je_tag', violation_error_message='In diesem Zeitraum ist schon eine Fachkraft zuständig.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f489bc95dc9ceacd05d9460b04fc29077ec9c898', operation='UPDATE', pgid='pgtrigger_traeger_fest_4b25b', table='integrationsmanagement_imzustaendigkeit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='imzustaendigkeit_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Zuständigkeit für einen IM-Fall') from neu  group by fachkraft_id; return null;", hash='d82a0d64654c45580c56c51f86934d28367a3788', level='STATEMENT', operation='INSERT', pgid='pgtrigger_imzustaendigkeit_da_neu_9ae7c', referencing='REFERENCING NEW TABLE AS neu ', table='integrationsmanagement_imzustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='imzustaendigkeit_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Zuständigkeit für einen IM-Fall') from neu  group by fachkraft_id; return null;", hash='176238faa377f340c16484db9c760e54921bbb09', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_imzustaendigkeit_da_anders_5ab85', referencing='REFERENCING NEW TABLE AS neu ', table='integrationsmanagement_imzustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imzustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."fachkraft_id", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='adb43a322ae2758b3e34a860d829a05534f23cdf', operation='INSERT', pgid='pgtrigger_insert_insert_ce436', table='integrationsmanagement_imzustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "integrationsmanagement_imzustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."fachkraft_id", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='edd49271796212bf3815f80d6a28537c734562aa', operation='UPDATE', pgid='pgtrigger_update_update_cd10a', table='integrationsmanagement_imzustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_imzustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."fachkraft_id", OLD."fall_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='e2045d9fb48eef99bb58cc04fccad04f0036d523', operation='DELETE', pgid='pgtrigger_delete_delete_65c42', table='integrationsmanagement_imzustaendigkeit', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='imzustaendigkeitevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_9f6bf0_idx'),
                ),
                migrations.AddIndex(
                    model_name='imzustaendigkeitevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='integration_traeger_3d663a_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='imzustaendigkeitevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb23d67d23cd6d86a81e1e32192936d7d7850fbc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e0bc2', table='integrationsmanagement_imzustaendigkeitevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='integrationsplan',
                    index=models.Index(fields=['traeger', 'vereinbart_von'], name='integration_traeger_a343b6_idx'),
                ),
                migrations.AddConstraint(
                    model_name='integrationsplan',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='integrationsplan_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='integrationsplan',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='integrationsplan_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='integrationsplan',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='integrationsplan_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='integrationsplan',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='integrationsplan_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='integrationsplan',
                    constraint=models.UniqueConstraint(fields=('traeger', 'fall', 'nummer'), name='integrationsplan_nummer', violation_error_message='Diese Fassung des Integrationsplans gibt es schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='integrationsplan',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0ddd3989547544592fdd62909da8b314d3babe16', operation='UPDATE', pgid='pgtrigger_traeger_fest_79cf4', table='integrationsmanagement_integrationsplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='integrationsplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_integrationsplanevent" ("absendung", "absendung_summe", "fall_id", "id", "kennung", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "vereinbart_am", "vereinbart_von_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."fall_id", NEW."id", NEW."kennung", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."vereinbart_am", NEW."vereinbart_von_id", NEW."version"); RETURN NULL;', hash='a1627793f6ed52d4b65a3508836bc6bb046c2263', operation='INSERT', pgid='pgtrigger_insert_insert_c7689', table='integrationsmanagement_integrationsplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='integrationsplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."fall_id" IS DISTINCT FROM (NEW."fall_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."nummer" IS DISTINCT FROM (NEW."nummer") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."vereinbart_am" IS DISTINCT FROM (NEW."vereinbart_am") OR OLD."vereinbart_von_id" IS DISTINCT FROM (NEW."vereinbart_von_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "integrationsmanagement_integrationsplanevent" ("absendung", "absendung_summe", "fall_id", "id", "kennung", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "vereinbart_am", "vereinbart_von_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."fall_id", NEW."id", NEW."kennung", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."vereinbart_am", NEW."vereinbart_von_id", NEW."version"); RETURN NULL;', hash='30cb7ed2d446dfa2fcdfa2141bd0266e75f9334c', operation='UPDATE', pgid='pgtrigger_update_update_1b5fa', table='integrationsmanagement_integrationsplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='integrationsplan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_integrationsplanevent" ("absendung", "absendung_summe", "fall_id", "id", "kennung", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "vereinbart_am", "vereinbart_von_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."fall_id", OLD."id", OLD."kennung", OLD."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."vereinbart_am", OLD."vereinbart_von_id", OLD."version"); RETURN NULL;', hash='d447895a2354a6b4f708d46c3a6d19dd162937e2', operation='DELETE', pgid='pgtrigger_delete_delete_dd234', table='integrationsmanagement_integrationsplan', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='integrationsplanevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_b5bc99_idx'),
                ),
                migrations.AddIndex(
                    model_name='integrationsplanevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='integration_traeger_90ca55_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='integrationsplanevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='aa8ed905d9395e5c538c5da4a88b283e66db7fc9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_10403', table='integrationsmanagement_integrationsplanevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='planziel',
                    index=models.Index(fields=['traeger', 'plan'], name='integration_traeger_271b88_idx'),
                ),
                migrations.AddConstraint(
                    model_name='planziel',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='planziel_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='planziel',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='planziel_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='planziel',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('plan', name='planziel_plan_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planziel',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='09735b3e69aa50e44de36e793dc56290bc2f7f3b', operation='UPDATE', pgid='pgtrigger_traeger_fest_53882', table='integrationsmanagement_planziel', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planziel',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_planzielevent" ("frist_am", "handlungsfeld", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "traeger_id") VALUES (NEW."frist_am", NEW."handlungsfeld", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."status", NEW."traeger_id"); RETURN NULL;', hash='b20acc5eb9723d879e65389502273bc5ab7175f8', operation='INSERT', pgid='pgtrigger_insert_insert_6ae61', table='integrationsmanagement_planziel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planziel',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."frist_am" IS DISTINCT FROM (NEW."frist_am") OR OLD."handlungsfeld" IS DISTINCT FROM (NEW."handlungsfeld") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."plan_id" IS DISTINCT FROM (NEW."plan_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func='INSERT INTO "integrationsmanagement_planzielevent" ("frist_am", "handlungsfeld", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "traeger_id") VALUES (NEW."frist_am", NEW."handlungsfeld", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."status", NEW."traeger_id"); RETURN NULL;', hash='c298a271746e9827670fa088837294d0d28e9c19', operation='UPDATE', pgid='pgtrigger_update_update_3c9d4', table='integrationsmanagement_planziel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planziel',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_planzielevent" ("frist_am", "handlungsfeld", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "traeger_id") VALUES (OLD."frist_am", OLD."handlungsfeld", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."status", OLD."traeger_id"); RETURN NULL;', hash='ef4ea4a64d4680a25deed33a51bb5ba42d2c4b9e', operation='DELETE', pgid='pgtrigger_delete_delete_cd61d', table='integrationsmanagement_planziel', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='planzielevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_94af5d_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planzielevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53c787fc97b31c0af1a3c94033c1eccf87e38a15', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e7ad', table='integrationsmanagement_planzielevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='wohnung',
                    index=models.Index(fields=['traeger', 'fall'], name='integration_traeger_6a3226_idx'),
                ),
                migrations.AddIndex(
                    model_name='wohnung',
                    index=models.Index(fields=['traeger', 'stadtteil'], name='integration_traeger_485d29_idx'),
                ),
                migrations.AddConstraint(
                    model_name='wohnung',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('IM',), name='wohnung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='wohnung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='wohnung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='wohnung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='wohnung_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='wohnung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='wohnung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='wohnung',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fall', name='wohnung_je_tag', violation_error_message='In diesem Zeitraum steht schon eine Wohnung.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wohnung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='726674578e2f3c4dd0175a1fb1ca1429b3edfaaf', operation='UPDATE', pgid='pgtrigger_traeger_fest_558c9', table='integrationsmanagement_wohnung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wohnung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_wohnungevent" ("bis", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "traeger_id", "von", "wohnform") VALUES (NEW."bis", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stadtteil_id", NEW."traeger_id", NEW."von", NEW."wohnform"); RETURN NULL;', hash='a42fa8ca152edb84a5fa7213a280356418abfac0', operation='INSERT', pgid='pgtrigger_insert_insert_f100d', table='integrationsmanagement_wohnung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wohnung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "integrationsmanagement_wohnungevent" ("bis", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "traeger_id", "von", "wohnform") VALUES (NEW."bis", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stadtteil_id", NEW."traeger_id", NEW."von", NEW."wohnform"); RETURN NULL;', hash='4e33284392bf1a7b6e456d543864596444859714', operation='UPDATE', pgid='pgtrigger_update_update_50799', table='integrationsmanagement_wohnung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wohnung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "integrationsmanagement_wohnungevent" ("bis", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "traeger_id", "von", "wohnform") VALUES (OLD."bis", OLD."fall_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stadtteil_id", OLD."traeger_id", OLD."von", OLD."wohnform"); RETURN NULL;', hash='85d1a00f3e7a6802137719f92242344f58fc0c6b', operation='DELETE', pgid='pgtrigger_delete_delete_fddf6', table='integrationsmanagement_wohnung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='wohnungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='integration_traeger_ea2ca1_idx'),
                ),
                migrations.AddIndex(
                    model_name='wohnungevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='integration_traeger_5f0834_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='wohnungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7dd1d1403c21d1145679a503cce448c51bb59d52', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1f042', table='integrationsmanagement_wohnungevent', when='BEFORE')),
                ),
            ],
        ),
    ]
