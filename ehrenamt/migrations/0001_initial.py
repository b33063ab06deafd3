import arge.daten.datenbank
import arge.daten.migration
import arge.daten.suche
import arge.daten.verschluesselung
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import traeger.models.basis
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('traeger', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        arge.daten.migration.Anfang(
            operations=[
                migrations.CreateModel(
                    name='Ausscheiden',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='ausgeschieden am')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis vor der Rückkehr')),
                        ('grund', models.CharField(max_length=120, verbose_name='Grund des Ausscheidens')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Ausscheiden',
                        'verbose_name_plural': 'Ausscheiden',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ehrenamtliche',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('vorname', models.CharField(blank=True, max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Vorname')),
                        ('nachname', models.CharField(blank=True, help_text='Hat die Person nur einen Namen, genügt der eine.', max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Nachname')),
                        ('suchname', models.GeneratedField(db_persist=True, expression=arge.daten.suche.Suchname(), output_field=models.TextField(db_collation='C'))),
                        ('geburtsdatum', models.DateField(blank=True, null=True, verbose_name='Geburtsdatum')),
                        ('geburtsjahr', models.GeneratedField(db_persist=True, expression=django.db.models.functions.datetime.ExtractYear('geburtsdatum'), output_field=models.SmallIntegerField(null=True))),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('sprachen', models.CharField(blank=True, max_length=120, verbose_name='Sprachen')),
                        ('anbindung', models.CharField(choices=[('arge', 'ARGE'), ('cadifa', 'CaDiFa'), ('kidiflue', 'KiDiFlü'), ('kirchlich', 'kirchlich sonst')], default='arge', max_length=10, verbose_name='Anbindung')),
                        ('verfuegbarkeit', models.CharField(choices=[('regelmaessig', 'regelmäßig'), ('kurzfristig', 'nur kurzfristig')], default='regelmaessig', max_length=14, verbose_name='Verfügbarkeit')),
                        ('gewonnen_am', models.DateField(verbose_name='gewonnen am')),
                        ('gewonnen_ueber', models.CharField(blank=True, max_length=80, verbose_name='gewonnen über')),
                        ('ausgeschieden_am', models.DateField(blank=True, editable=False, null=True, verbose_name='ausgeschieden am')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Ehrenamtliche Person',
                        'verbose_name_plural': 'Ehrenamtliche',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AusscheidenEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(verbose_name='ausgeschieden am')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis vor der Rückkehr')),
                        ('grund', models.CharField(max_length=120, verbose_name='Grund des Ausscheidens')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.ausscheiden')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='ausscheiden',
                    name='ehrenamtliche',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ausscheiden', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person'),
                ),
                migrations.CreateModel(
                    name='EhrenamtlicheEvent',
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
                        ('vorname', models.CharField(blank=True, max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Vorname')),
                        ('nachname', models.CharField(blank=True, help_text='Hat die Person nur einen Namen, genügt der eine.', max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Nachname')),
                        ('geburtsdatum', models.DateField(blank=True, null=True, verbose_name='Geburtsdatum')),
                        ('geburtsjahr', models.GeneratedField(db_persist=True, expression=django.db.models.functions.datetime.ExtractYear('geburtsdatum'), output_field=models.SmallIntegerField(null=True))),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('sprachen', models.CharField(blank=True, max_length=120, verbose_name='Sprachen')),
                        ('anbindung', models.CharField(choices=[('arge', 'ARGE'), ('cadifa', 'CaDiFa'), ('kidiflue', 'KiDiFlü'), ('kirchlich', 'kirchlich sonst')], default='arge', max_length=10, verbose_name='Anbindung')),
                        ('verfuegbarkeit', models.CharField(choices=[('regelmaessig', 'regelmäßig'), ('kurzfristig', 'nur kurzfristig')], default='regelmaessig', max_length=14, verbose_name='Verfügbarkeit')),
                        ('gewonnen_am', models.DateField(verbose_name='gewonnen am')),
                        ('gewonnen_ueber', models.CharField(blank=True, max_length=80, verbose_name='gewonnen über')),
                        ('ausgeschieden_am', models.DateField(blank=True, editable=False, null=True, verbose_name='ausgeschieden am')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.ehrenamtliche')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ehrenamtlichenschluessel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('schluessel', models.TextField(db_collation='C', verbose_name='Schlüssel')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('zeile', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='suchschluessel', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche')),
                    ],
                    options={
                        'verbose_name': 'Suchschlüssel',
                        'verbose_name_plural': 'Suchschlüssel',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Einsatz',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='einsaetze', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Einsatz',
                        'verbose_name_plural': 'Einsätze',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Erfahrungsangabe',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('erfahrung', models.CharField(choices=[('ja', 'ja'), ('nein', 'nein'), ('keine', 'keine Angabe')], max_length=5, verbose_name='eigene Flucht- oder Migrationserfahrung (freiwillig)')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='angaben', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Angabe zur Erfahrung',
                        'verbose_name_plural': 'Angaben zur Erfahrung',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ErfahrungsangabeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('erfahrung', models.CharField(choices=[('ja', 'ja'), ('nein', 'nein'), ('keine', 'keine Angabe')], max_length=5, verbose_name='eigene Flucht- oder Migrationserfahrung (freiwillig)')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.erfahrungsangabe')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Personberichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('grund', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Begründung')),
                        ('berichtigt_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='berichtigungen', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Berichtigung einer Person',
                        'verbose_name_plural': 'Berichtigungen einer Person',
                        'ordering': ['-berichtigt_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PersonberichtigungEvent',
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
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.personberichtigung')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Projekt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(db_index=False, max_length=60, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('bereiche', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('arbeit', 'Arbeitsmarktzugang'), ('wohnen', 'Wohnraumvermittlung'), ('formulare', 'Formularunterstützung'), ('teilhabe', 'Soziale Teilhabe'), ('sprache', 'Sprachgruppen'), ('schulden', 'Schuldenprävention'), ('hausaufgaben', 'Hausaufgabenunterstützung'), ('kinder', 'Kinderbetreuung'), ('fahrrad', 'Fahrradwerkstatt')], max_length=14), size=None, verbose_name='Bereiche')),
                        ('von', models.DateField(verbose_name='seit')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('bedarf', models.PositiveSmallIntegerField(default=0, verbose_name='Bedarf an Ehrenamtlichen')),
                        ('mit_minderjaehrigen', models.BooleanField(default=False, verbose_name='mit Minderjährigen')),
                        ('in_gu', models.BooleanField(default=False, verbose_name='in einer Gemeinschaftsunterkunft')),
                        ('treffen_dauer_minuten', models.PositiveSmallIntegerField(default=120, verbose_name='übliche Dauer eines Treffens in Minuten')),
                        ('standort', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.standort', verbose_name='Standort')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Projekt',
                        'verbose_name_plural': 'Projekte',
                        'ordering': [arge.daten.suche.Deutsch('name')],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EinsatzEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.einsatz')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='einsatz',
                    name='projekt',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='einsaetze', to='ehrenamt.projekt', verbose_name='Projekt'),
                ),
                migrations.CreateModel(
                    name='Projektberichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('grund', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Begründung')),
                        ('berichtigt_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='berichtigungen', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Berichtigung eines Projekts',
                        'verbose_name_plural': 'Berichtigungen eines Projekts',
                        'ordering': ['-berichtigt_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjektberichtigungEvent',
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
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.projektberichtigung')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjektEvent',
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
                        ('kuerzel', models.SlugField(db_index=False, max_length=60, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('bereiche', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('arbeit', 'Arbeitsmarktzugang'), ('wohnen', 'Wohnraumvermittlung'), ('formulare', 'Formularunterstützung'), ('teilhabe', 'Soziale Teilhabe'), ('sprache', 'Sprachgruppen'), ('schulden', 'Schuldenprävention'), ('hausaufgaben', 'Hausaufgabenunterstützung'), ('kinder', 'Kinderbetreuung'), ('fahrrad', 'Fahrradwerkstatt')], max_length=14), size=None, verbose_name='Bereiche')),
                        ('von', models.DateField(verbose_name='seit')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('bedarf', models.PositiveSmallIntegerField(default=0, verbose_name='Bedarf an Ehrenamtlichen')),
                        ('mit_minderjaehrigen', models.BooleanField(default=False, verbose_name='mit Minderjährigen')),
                        ('in_gu', models.BooleanField(default=False, verbose_name='in einer Gemeinschaftsunterkunft')),
                        ('treffen_dauer_minuten', models.PositiveSmallIntegerField(default=120, verbose_name='übliche Dauer eines Treffens in Minuten')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.projekt')),
                        ('standort', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.standort', verbose_name='Standort')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Projektstand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('status', models.CharField(choices=[('stabil', 'stabil'), ('begleitet', 'begleitet'), ('gefaehrdet', 'gefährdet'), ('ruht', 'ruht'), ('beendet', 'beendet')], max_length=10, verbose_name='Status')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='staende', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Status eines Projekts',
                        'verbose_name_plural': 'Status der Projekte',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjektstandEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('von', models.DateField(blank=True, null=True, verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('status', models.CharField(choices=[('stabil', 'stabil'), ('begleitet', 'begleitet'), ('gefaehrdet', 'gefährdet'), ('ruht', 'ruht'), ('beendet', 'beendet')], max_length=10, verbose_name='Status')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.projektstand')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Stunden',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('minuten', models.PositiveSmallIntegerField(verbose_name='Minuten')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('bestaetigt_am', models.DateTimeField(blank=True, null=True, verbose_name='bestätigt am')),
                        ('bestaetigt_von', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt von')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stunden', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('erfasst_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stunden', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('storniert_von', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Stunden',
                        'verbose_name_plural': 'Stunden',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Treffen',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('verschoben_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='verschoben am')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(720)], verbose_name='Dauer in Minuten')),
                        ('anzahl_teilnehmende', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Teilnehmende')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('erfasst_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='treffen', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('storniert_von', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Treffen',
                        'verbose_name_plural': 'Treffen',
                        'ordering': ['-am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StundenEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('minuten', models.PositiveSmallIntegerField(verbose_name='Minuten')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('bestaetigt_am', models.DateTimeField(blank=True, null=True, verbose_name='bestätigt am')),
                        ('bestaetigt_von', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt von')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.stunden')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('storniert_von', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('treffen', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.treffen', verbose_name='Treffen')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='stunden',
                    name='treffen',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stunden', to='ehrenamt.treffen', verbose_name='Treffen'),
                ),
                migrations.CreateModel(
                    name='TreffenEvent',
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
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(720)], verbose_name='Dauer in Minuten')),
                        ('anzahl_teilnehmende', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Teilnehmende')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.treffen')),
                        ('projekt', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('storniert_von', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddIndex(
                    model_name='ehrenamtliche',
                    index=models.Index(fields=['traeger', 'suchname'], name='ehrenamt_eh_traeger_b097fa_idx'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtliche',
                    constraint=arge.daten.datenbank.MandantGrenze(name='ehrenamtliche_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtliche',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='ehrenamtliche_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtliche',
                    constraint=models.CheckConstraint(condition=models.Q(('suchname', ''), _negated=True), name='ehrenamtliche_name', violation_error_message='Bitte geben Sie einen Namen an; hat die Person nur einen, bleibt das andere Feld leer.'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtliche',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='ehrenamtliche_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='57f1c3a06df1b6cf28a1eb632812ad5adc2fd410', operation='UPDATE', pgid='pgtrigger_traeger_fest_68de0', table='ehrenamt_ehrenamtliche', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='ende_aus_zeilen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                new.ausgeschieden_am := (select von from ehrenamt_ausscheiden where traeger_id = new.traeger_id and ehrenamtliche_id = new.id and bis is null);\n                if exists (select from ehrenamt_ausscheiden where traeger_id = new.traeger_id and ehrenamtliche_id = new.id and von < new.gewonnen_am) then\n                    raise exception using errcode = '23514', constraint = 'regel_ausgeschieden_am', message = 'Das Ausscheiden liegt vor dem Beginn des Engagements.';\n                end if;\n                return new;\n            ", hash='0081a9b73cb44309ece5bb04a9925d63244a8a3f', operation='INSERT OR UPDATE', pgid='pgtrigger_ende_aus_zeilen_5e35c', table='ehrenamt_ehrenamtliche', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='einsaetze_folgen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."gewonnen_am" IS DISTINCT FROM (NEW."gewonnen_am"))', func='perform einsaetze_beschneiden(new.id, null); perform im_engagement_pruefen(new.id); return null;', hash='db1b39880e7e6ec0058bb340f0e79c3e1093c309', operation='UPDATE', pgid='pgtrigger_einsaetze_folgen_6a84d', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='suche_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='with zeilen as (table neu) insert into ehrenamt_ehrenamtlichenschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), (select array_agg(telefon order by id) from zeilen), (select array_agg(geburtsdatum order by id) from zeilen)) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='8d4d7bc9a7ed8bd2ca95b60707ae01167f7e0621', level='STATEMENT', operation='INSERT', pgid='pgtrigger_suche_neu_bf8ce', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='suche_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from ehrenamt_ehrenamtlichenschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname, neu.telefon, neu.geburtsdatum) is distinct from (alt.nachname, alt.vorname, alt.telefon, alt.geburtsdatum)) as zeilen); with zeilen as (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname, neu.telefon, neu.geburtsdatum) is distinct from (alt.nachname, alt.vorname, alt.telefon, alt.geburtsdatum)) insert into ehrenamt_ehrenamtlichenschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), (select array_agg(telefon order by id) from zeilen), (select array_agg(geburtsdatum order by id) from zeilen)) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='eea20342abede4f0c3f2d3518c57f5f9f9e2a724', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_suche_anders_5744e', referencing='REFERENCING OLD TABLE AS alt  NEW TABLE AS neu ', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='suche_weg', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from ehrenamt_ehrenamtlichenschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (table alt) as zeilen); return null;', hash='b1de83fc0de2b56ef4bce77365f1a555bd67fce5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_suche_weg_4c051', referencing='REFERENCING OLD TABLE AS alt ', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "email", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."anbindung", NEW."ausgeschieden_am", NEW."email", NEW."geburtsdatum", NEW."gewonnen_am", NEW."gewonnen_ueber", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sprachen", NEW."telefon", NEW."traeger_id", NEW."verfuegbarkeit", NEW."version", NEW."vorname"); RETURN NULL;', hash='2e2929866def9810273bb3851a3a3e1d4820ace4', operation='INSERT', pgid='pgtrigger_insert_insert_767cc', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."anbindung" IS DISTINCT FROM (NEW."anbindung") OR OLD."ausgeschieden_am" IS DISTINCT FROM (NEW."ausgeschieden_am") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."geburtsdatum" IS DISTINCT FROM (NEW."geburtsdatum") OR OLD."geburtsjahr" IS DISTINCT FROM (NEW."geburtsjahr") OR OLD."gewonnen_am" IS DISTINCT FROM (NEW."gewonnen_am") OR OLD."gewonnen_ueber" IS DISTINCT FROM (NEW."gewonnen_ueber") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nachname" IS DISTINCT FROM (NEW."nachname") OR OLD."sprachen" IS DISTINCT FROM (NEW."sprachen") OR OLD."telefon" IS DISTINCT FROM (NEW."telefon") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."verfuegbarkeit" IS DISTINCT FROM (NEW."verfuegbarkeit") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."vorname" IS DISTINCT FROM (NEW."vorname"))', func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "email", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."anbindung", NEW."ausgeschieden_am", NEW."email", NEW."geburtsdatum", NEW."gewonnen_am", NEW."gewonnen_ueber", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sprachen", NEW."telefon", NEW."traeger_id", NEW."verfuegbarkeit", NEW."version", NEW."vorname"); RETURN NULL;', hash='4e4a8808b416aacd697e3c32250e2b950bddbb96', operation='UPDATE', pgid='pgtrigger_update_update_1e4a1', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "email", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (OLD."absendung", OLD."absendung_summe", OLD."anbindung", OLD."ausgeschieden_am", OLD."email", OLD."geburtsdatum", OLD."gewonnen_am", OLD."gewonnen_ueber", OLD."id", OLD."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sprachen", OLD."telefon", OLD."traeger_id", OLD."verfuegbarkeit", OLD."version", OLD."vorname"); RETURN NULL;', hash='67220e84ad0a759424c67f0ddf397bd8d984ba76', operation='DELETE', pgid='pgtrigger_delete_delete_63e77', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='ausscheidenevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_au_traeger_f21ab1_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheidenevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5ef800f8c33c2c193e2e0b6a584c388623283fcf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b26a7', table='ehrenamt_ausscheidenevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='ausscheiden',
                    index=models.Index(fields=['traeger', 'ehrenamtliche'], name='ehrenamt_au_traeger_fb5bb6_idx'),
                ),
                migrations.AddConstraint(
                    model_name='ausscheiden',
                    constraint=arge.daten.datenbank.MandantGrenze(name='ausscheiden_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='ausscheiden',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='ausscheiden_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='ausscheiden',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('ehrenamtliche', name='ausscheiden_ehrenamtliche_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='ausscheiden',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='ausscheiden_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='ausscheiden',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('ehrenamtliche', name='ausscheiden_je_tag', violation_error_message='In diesem Zeitraum ist die Person schon ausgeschieden.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0a90c9cc16f180220f709bfb6d5164320b90efda', operation='UPDATE', pgid='pgtrigger_traeger_fest_7cdb3', table='ehrenamt_ausscheiden', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='ehrenamtliche_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ehrenamtliche_id" IS DISTINCT FROM (NEW."ehrenamtliche_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c15df35340e33ebdedf625f31a7c082d14bab86c', operation='UPDATE', pgid='pgtrigger_ehrenamtliche_fest_846bd', table='ehrenamt_ausscheiden', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='ende_melden', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                update ehrenamt_ehrenamtliche set ausgeschieden_am = ausgeschieden_am\n                 where traeger_id = coalesce(new.traeger_id, old.traeger_id) and id = coalesce(new.ehrenamtliche_id, old.ehrenamtliche_id);\n                return null;\n            ', hash='ad8f87dce4a3c789d8d2f7e84d0dc406293d0e05', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ende_melden_c54b0', table='ehrenamt_ausscheiden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='einsaetze_folgen', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform einsaetze_beschneiden(new.ehrenamtliche_id, null); perform im_engagement_pruefen(new.ehrenamtliche_id); return null;', hash='6f9627e72ed0777201b8485c7f33e042f75d4f7a', operation='INSERT OR UPDATE', pgid='pgtrigger_einsaetze_folgen_bb660', table='ehrenamt_ausscheiden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ausscheidenevent" ("bis", "ehrenamtliche_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='a1873570fdfc218b6f7676696a71db4b802b9f49', operation='INSERT', pgid='pgtrigger_insert_insert_7d3fa', table='ehrenamt_ausscheiden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_ausscheidenevent" ("bis", "ehrenamtliche_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='9c37035925982418507db5d1f36f4a5e643e41f6', operation='UPDATE', pgid='pgtrigger_update_update_05804', table='ehrenamt_ausscheiden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ausscheiden',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ausscheidenevent" ("bis", "ehrenamtliche_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."ehrenamtliche_id", OLD."grund", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='d7d0c5fd3f01092bf594c6ac203ecabf378bcbd9', operation='DELETE', pgid='pgtrigger_delete_delete_599a6', table='ehrenamt_ausscheiden', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='ehrenamtlicheevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_eh_traeger_687cdc_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtlicheevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4478b3aacb16cbe0ed638798bd97484d16f95125', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1db4', table='ehrenamt_ehrenamtlicheevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='ehrenamtlichenschluessel',
                    index=models.Index(fields=['traeger', 'schluessel'], include=('zeile',), name='ehrenamtliche_suche'),
                ),
                migrations.AddIndex(
                    model_name='ehrenamtlichenschluessel',
                    index=models.Index(fields=['traeger', 'zeile'], name='ehrenamtliche_zeile'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtlichenschluessel',
                    constraint=arge.daten.datenbank.MandantGrenze(name='ehrenamtlichenschluessel_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='ehrenamtlichenschluessel',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('zeile', name='ehrenamtlichenschluessel_zeile_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtlichenschluessel',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='65f4c16d177df54633127da1f2ab2555a426c5c7', operation='UPDATE', pgid='pgtrigger_traeger_fest_96515', table='ehrenamt_ehrenamtlichenschluessel', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='erfahrungsangabe',
                    index=models.Index(fields=['traeger', 'ehrenamtliche'], name='ehrenamt_er_traeger_499aa9_idx'),
                ),
                migrations.AddConstraint(
                    model_name='erfahrungsangabe',
                    constraint=arge.daten.datenbank.MandantGrenze(name='erfahrungsangabe_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='erfahrungsangabe',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='erfahrungsangabe_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='erfahrungsangabe',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('ehrenamtliche', name='erfahrungsangabe_ehrenamtliche_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='erfahrungsangabe',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='erfahrungsangabe_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='erfahrungsangabe',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('ehrenamtliche', name='erfahrungsangabe_je_tag', violation_error_message='In diesem Zeitraum steht schon eine Angabe.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erfahrungsangabe',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8ce094119f1d589b936ceafbd071a01adc22d8cb', operation='UPDATE', pgid='pgtrigger_traeger_fest_1d1ef', table='ehrenamt_erfahrungsangabe', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erfahrungsangabe',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_erfahrungsangabeevent" ("bis", "ehrenamtliche_id", "erfahrung", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."erfahrung", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='925f88beed21ffe1d121d95e2280c29b3fecee48', operation='INSERT', pgid='pgtrigger_insert_insert_eeb23', table='ehrenamt_erfahrungsangabe', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erfahrungsangabe',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_erfahrungsangabeevent" ("bis", "ehrenamtliche_id", "erfahrung", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."erfahrung", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='661dc597a513318949854b02a276da92ab997e38', operation='UPDATE', pgid='pgtrigger_update_update_30861', table='ehrenamt_erfahrungsangabe', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erfahrungsangabe',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_erfahrungsangabeevent" ("bis", "ehrenamtliche_id", "erfahrung", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."ehrenamtliche_id", OLD."erfahrung", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='0ad12bd8bab697085a5d40ad1089aff8c5e6738a', operation='DELETE', pgid='pgtrigger_delete_delete_f482a', table='ehrenamt_erfahrungsangabe', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='erfahrungsangabeevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_er_traeger_c938ea_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erfahrungsangabeevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b62e5f80e7dfce60cdcdf39047e94a86dc46ff46', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ff2b', table='ehrenamt_erfahrungsangabeevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='personberichtigung',
                    index=models.Index(fields=['traeger', 'berichtigt_von'], name='ehrenamt_pe_traeger_30088d_idx'),
                ),
                migrations.AddIndex(
                    model_name='personberichtigung',
                    index=models.Index(fields=['traeger', 'ehrenamtliche'], name='ehrenamt_pe_traeger_ea802b_idx'),
                ),
                migrations.AddConstraint(
                    model_name='personberichtigung',
                    constraint=arge.daten.datenbank.MandantGrenze(name='personberichtigung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='personberichtigung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='personberichtigung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='personberichtigung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('ehrenamtliche', name='personberichtigung_ehrenamtliche_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b4a48ea77df9da423bd256dd0d3868765f9b2f12', operation='UPDATE', pgid='pgtrigger_traeger_fest_212a6', table='ehrenamt_personberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_personberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "ehrenamtliche_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."ehrenamtliche_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='1117e70ac9b4f09ca0fe448b5ea70880f4f28f1d', operation='INSERT', pgid='pgtrigger_insert_insert_e0145', table='ehrenamt_personberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berichtigt_am" IS DISTINCT FROM (NEW."berichtigt_am") OR OLD."berichtigt_von_id" IS DISTINCT FROM (NEW."berichtigt_von_id") OR OLD."ehrenamtliche_id" IS DISTINCT FROM (NEW."ehrenamtliche_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."was" IS DISTINCT FROM (NEW."was"))', func='INSERT INTO "ehrenamt_personberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "ehrenamtliche_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."ehrenamtliche_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='10ceef3ac6dcb2ad4c2d0c8f0e318915fd211c82', operation='UPDATE', pgid='pgtrigger_update_update_9eb0f', table='ehrenamt_personberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_personberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "ehrenamtliche_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (OLD."berichtigt_am", OLD."berichtigt_von_id", OLD."ehrenamtliche_id", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."was"); RETURN NULL;', hash='2aa72bee6ab07de50c65622db4cb917c36a0d413', operation='DELETE', pgid='pgtrigger_delete_delete_74710', table='ehrenamt_personberichtigung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='personberichtigungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_pe_traeger_e543ff_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personberichtigungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='215cf09787b5aaffbb9a5707dfb2576ad3b70d51', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07795', table='ehrenamt_personberichtigungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='projekt',
                    index=models.Index(fields=['traeger', 'standort'], name='ehrenamt_pr_traeger_94542f_idx'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='projekte', name='projekt_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='projekt_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='projekt_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='projekt_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=models.UniqueConstraint(fields=('traeger', 'kuerzel'), name='projekt_kuerzel', violation_error_message='Dieses Kürzel hat schon ein anderes Projekt.'),
                ),
                migrations.AddConstraint(
                    model_name='projekt',
                    constraint=models.CheckConstraint(condition=models.Q(('bereiche__len__gte', 1)), name='projekt_bereiche', violation_error_message='Ein Projekt gehört zu mindestens einem Bereich.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='957869765fa32f686ade1746e334c279fdb51c95', operation='UPDATE', pgid='pgtrigger_traeger_fest_9f535', table='ehrenamt_projekt', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='einsaetze_folgen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."bis" IS DISTINCT FROM (NEW."bis") OR OLD."von" IS DISTINCT FROM (NEW."von"))', func='perform einsaetze_beschneiden(null, new.id); perform im_projekt_pruefen(new.id); return null;', hash='6d374c637d2b561d22bb0a6be69491aadebda1e9', operation='UPDATE', pgid='pgtrigger_einsaetze_folgen_f6d8a', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bedarf", NEW."bereiche", NEW."bis", NEW."id", NEW."in_gu", NEW."kuerzel", NEW."mit_minderjaehrigen", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."standort_id", NEW."traeger_id", NEW."treffen_dauer_minuten", NEW."version", NEW."von"); RETURN NULL;', hash='bd5daf5802b821379cbb17b8ebc193166b41eb29', operation='INSERT', pgid='pgtrigger_insert_insert_38f04', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bedarf", NEW."bereiche", NEW."bis", NEW."id", NEW."in_gu", NEW."kuerzel", NEW."mit_minderjaehrigen", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."standort_id", NEW."traeger_id", NEW."treffen_dauer_minuten", NEW."version", NEW."von"); RETURN NULL;', hash='73fcb023397a352ba8bc83adba4d50abd28c04b3', operation='UPDATE', pgid='pgtrigger_update_update_bb063', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."bedarf", OLD."bereiche", OLD."bis", OLD."id", OLD."in_gu", OLD."kuerzel", OLD."mit_minderjaehrigen", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."standort_id", OLD."traeger_id", OLD."treffen_dauer_minuten", OLD."version", OLD."von"); RETURN NULL;', hash='7e32486be6d258bd6505365cdb730f7c1c44089c', operation='DELETE', pgid='pgtrigger_delete_delete_649a0', table='ehrenamt_projekt', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='einsatzevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_ei_traeger_3f62f0_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatzevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='820d79fc784e78ecfecef52f936764ef660c6319', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a8616', table='ehrenamt_einsatzevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='einsatz',
                    index=models.Index(fields=['traeger', 'ehrenamtliche'], name='ehrenamt_ei_traeger_302de8_idx'),
                ),
                migrations.AddIndex(
                    model_name='einsatz',
                    index=models.Index(fields=['traeger', 'projekt'], name='ehrenamt_ei_traeger_7a8373_idx'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=arge.daten.datenbank.MandantGrenze(name='einsatz_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='einsatz_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('ehrenamtliche', name='einsatz_ehrenamtliche_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='einsatz_projekt_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='einsatz_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='einsatz',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('ehrenamtliche', 'projekt', name='einsatz_je_tag', violation_error_message='Diese Person ist in diesem Zeitraum schon in dem Projekt eingesetzt.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6229d9a9d49816d05560e2cf95f88c3c93ee342f', operation='UPDATE', pgid='pgtrigger_traeger_fest_0847d', table='ehrenamt_einsatz', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='einsatz_person_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_engagement_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='a6977d9471a88f2a19844cfec1253606343f4b1c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_einsatz_person_neu_0bab0', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='einsatz_person_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_engagement_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='d601686bee706fea768d47cbad2a69f221fe8c14', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_einsatz_person_anders_0ece6', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='einsatz_projekt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='415f73af385c90df5d5af145a8b73dcab3589afe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_einsatz_projekt_neu_39ca7', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='einsatz_projekt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='30cc95481c4a82f07b4b1e0b26726263e3da44b2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_einsatz_projekt_anders_e36dc', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_einsatzevent" ("bis", "ehrenamtliche_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='b72c1198f50d894b3d0a04478614cf27e0bd5ebd', operation='INSERT', pgid='pgtrigger_insert_insert_7ebf3', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_einsatzevent" ("bis", "ehrenamtliche_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "von") VALUES (NEW."bis", NEW."ehrenamtliche_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='481db6d44817f0caaf280fb5b11758482d66e90c', operation='UPDATE', pgid='pgtrigger_update_update_d8d82', table='ehrenamt_einsatz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatz',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_einsatzevent" ("bis", "ehrenamtliche_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "von") VALUES (OLD."bis", OLD."ehrenamtliche_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='967506e7bc1dc56d0a4e28ab265ba6682af6b679', operation='DELETE', pgid='pgtrigger_delete_delete_c17c9', table='ehrenamt_einsatz', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='projektberichtigung',
                    index=models.Index(fields=['traeger', 'berichtigt_von'], name='ehrenamt_pr_traeger_e28f50_idx'),
                ),
                migrations.AddIndex(
                    model_name='projektberichtigung',
                    index=models.Index(fields=['traeger', 'projekt'], name='ehrenamt_pr_traeger_f5e0eb_idx'),
                ),
                migrations.AddConstraint(
                    model_name='projektberichtigung',
                    constraint=arge.daten.datenbank.MandantGrenze(name='projektberichtigung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='projektberichtigung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='projektberichtigung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='projektberichtigung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='projektberichtigung_projekt_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='94da5b8c99438c7c643046eee46bf98f18b88f81', operation='UPDATE', pgid='pgtrigger_traeger_fest_6512f', table='ehrenamt_projektberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='592caf562dfb67aa08ecd01a062d50a1e3823c5a', operation='INSERT', pgid='pgtrigger_insert_insert_9c1a8', table='ehrenamt_projektberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berichtigt_am" IS DISTINCT FROM (NEW."berichtigt_am") OR OLD."berichtigt_von_id" IS DISTINCT FROM (NEW."berichtigt_von_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."projekt_id" IS DISTINCT FROM (NEW."projekt_id") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."was" IS DISTINCT FROM (NEW."was"))', func='INSERT INTO "ehrenamt_projektberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='dc343e76f2165f7fb80509dbd00b7995c2daa134', operation='UPDATE', pgid='pgtrigger_update_update_0a5af', table='ehrenamt_projektberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "was") VALUES (OLD."berichtigt_am", OLD."berichtigt_von_id", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."traeger_id", OLD."was"); RETURN NULL;', hash='ea33150884ad083cb0bc9224440a1d240c917e66', operation='DELETE', pgid='pgtrigger_delete_delete_de6c7', table='ehrenamt_projektberichtigung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='projektberichtigungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_pr_traeger_afadfe_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektberichtigungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d658a268c7ea3d0efe2613303689f813cc73a36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_15c90', table='ehrenamt_projektberichtigungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='projektevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_pr_traeger_b47275_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='30a6c45b29822d9e4c87b3ce921281235f3f5643', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d1732', table='ehrenamt_projektevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='projektstand',
                    index=models.Index(fields=['traeger', 'projekt'], name='ehrenamt_pr_traeger_2e4273_idx'),
                ),
                migrations.AddConstraint(
                    model_name='projektstand',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='projekte', name='projektstand_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='projektstand',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='projektstand_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='projektstand',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='projektstand_projekt_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='projektstand',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='projektstand_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='projektstand',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('projekt', name='projektstand_je_tag', violation_error_message='In diesem Zeitraum steht schon ein Status.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstand',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4d0df699584244a0f02a0d6eeb03c5d998f87b14', operation='UPDATE', pgid='pgtrigger_traeger_fest_cbbf0', table='ehrenamt_projektstand', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstand',
                    trigger=pgtrigger.compiler.Trigger(name='einsaetze_folgen', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform einsaetze_beschneiden(null, new.projekt_id); perform im_projekt_pruefen(new.projekt_id); return null;', hash='4e63cff7a8db860f9e466e8fa8eccf4020457695', operation='INSERT OR UPDATE', pgid='pgtrigger_einsaetze_folgen_a4991', table='ehrenamt_projektstand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstand',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektstandevent" ("bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "status", "traeger_id", "von") VALUES (NEW."bis", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."status", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='3e68bd1f8702c8f7b178a78052c53d948349c0aa', operation='INSERT', pgid='pgtrigger_insert_insert_d989f', table='ehrenamt_projektstand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstand',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_projektstandevent" ("bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "status", "traeger_id", "von") VALUES (NEW."bis", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."status", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='f9a95b4feef33246892070b5d358567e95efcb80', operation='UPDATE', pgid='pgtrigger_update_update_0b222', table='ehrenamt_projektstand', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstand',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektstandevent" ("bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "status", "traeger_id", "von") VALUES (OLD."bis", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."status", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='ce5389a15d6f4019f1d9398ff88b8dde3ebda6b4', operation='DELETE', pgid='pgtrigger_delete_delete_9b14c', table='ehrenamt_projektstand', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='projektstandevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_pr_traeger_6a9582_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektstandevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e3b6fdc791d5ffa8c782d8d5f962e5f659b3b9f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_33fb0', table='ehrenamt_projektstandevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'am'], name='ehrenamt_tr_traeger_b7c3fb_idx'),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'projekt', 'am'], name='ehrenamt_tr_traeger_7a0b1c_idx'),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='ehrenamt_tr_traeger_95dd02_idx'),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'erfasst_von'], name='ehrenamt_tr_traeger_630af2_idx'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='projekte', name='treffen_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='treffen_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='treffen_projekt_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='treffen_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='treffen_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='treffen',
                    constraint=models.CheckConstraint(condition=models.Q(('dauer_minuten__gte', 5), ('dauer_minuten__lte', 720)), name='treffen_dauer', violation_error_message='Die Dauer liegt zwischen 5 und 720 Minuten.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9b9be614dbb28953bb3541da401627e69d7c47f6', operation='UPDATE', pgid='pgtrigger_traeger_fest_257f7', table='ehrenamt_treffen', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='treffen_projekt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='05ae9bfec4a39c056c829fe5e8fdca27bf32da5d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_treffen_projekt_neu_1202d', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='treffen_projekt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='29edf2fc6a731690edc340cca3f829df1f7f42a1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_treffen_projekt_anders_f9c3b', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_teilnehmende", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='edca0a63b999107de8bcfa0530c53d088deac3c3', operation='INSERT', pgid='pgtrigger_insert_insert_6062e', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_teilnehmende", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='4e9414e3bf485922968cd4c06d098e7f214b0175', operation='UPDATE', pgid='pgtrigger_update_update_33dd6', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "verschoben_am", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."am", OLD."anzahl_teilnehmende", OLD."dauer_minuten", OLD."erfasst_am", OLD."erfasst_von_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."traeger_id", OLD."verschoben_am", OLD."version"); RETURN NULL;', hash='04487ce6f4b13dc47f36b08a32039469779cc552', operation='DELETE', pgid='pgtrigger_delete_delete_ad766', table='ehrenamt_treffen', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='stundenevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_st_traeger_756e85_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stundenevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='264e77ebc624007db015df2e24eeba1187c99ec4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5985b', table='ehrenamt_stundenevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'am'], name='ehrenamt_st_traeger_e022a8_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'ehrenamtliche', 'am'], name='ehrenamt_st_traeger_a06ea9_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='ehrenamt_st_traeger_9496dc_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'projekt'], name='ehrenamt_st_traeger_8ec371_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'treffen'], name='ehrenamt_st_traeger_418dd1_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'erfasst_von'], name='ehrenamt_st_traeger_abfc4c_idx'),
                ),
                migrations.AddIndex(
                    model_name='stunden',
                    index=models.Index(fields=['traeger', 'bestaetigt_von'], name='ehrenamt_st_traeger_aad7e1_idx'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=arge.daten.datenbank.MandantGrenze(name='stunden_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='stunden_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('ehrenamtliche', name='stunden_ehrenamtliche_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='stunden_projekt_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('treffen', name='stunden_treffen_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='stunden_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.CheckConstraint(condition=models.Q(('minuten__gte', 5), ('minuten__lte', 1440)), name='stunden_minuten', violation_error_message='Je Eintrag zwischen 5 Minuten und 24 Stunden.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.CheckConstraint(condition=models.Q(('bestaetigt_am__isnull', True), ('bestaetigt_am__gte', models.F('erfasst_am')), _connector='OR'), name='stunden_bestaetigt_danach', violation_error_message='Bestätigt werden Stunden erst, wenn sie erfasst sind.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('bestaetigt_am__isnull', True), ('bestaetigt_von__isnull', True)), models.Q(('bestaetigt_am__isnull', False), ('bestaetigt_von__isnull', False), models.Q(('bestaetigt_von', models.F('erfasst_von')), _negated=True)), _connector='OR'), name='stunden_bestaetigung', violation_error_message='Stunden bestätigt eine andere Person als die, die sie erfasst hat.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.UniqueConstraint(condition=models.Q(('storniert_am__isnull', True)), fields=('traeger', 'treffen', 'ehrenamtliche'), name='stunden_je_treffen', violation_error_message='Für dieses Treffen sind die Stunden dieser Person schon erfasst.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2a4be76c28b158fad1bc81c40955c4344cf041dc', operation='UPDATE', pgid='pgtrigger_traeger_fest_805da', table='ehrenamt_stunden', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_tag_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform stunden_je_tag_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='881ae5ee4891aa217b028a49bbfb57409a998f75', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stunden_tag_neu_5da4e', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_tag_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform stunden_je_tag_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='a8c017f8c9562d6f8aa1420d3449fd17fe16a20b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stunden_tag_anders_31608', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_person_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_engagement_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='4fceb05253538fe6f2c4c95e1ff92f17ff9e1b1e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stunden_person_neu_c0a51', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_person_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_engagement_pruefen(ehrenamtliche_id) from (select distinct ehrenamtliche_id from neu) as betroffen; return null;', hash='d7e51be2ed8ee23eb78f476f1f4085de256a69d0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stunden_person_anders_72de8', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_projekt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='1b0b05cd855b1217ea0edffdb10e02904cedf4b6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stunden_projekt_neu_e97ba', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='stunden_projekt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform im_projekt_pruefen(projekt_id) from (select distinct projekt_id from neu) as betroffen; return null;', hash='20f5cd35caaa4875004014c889a9539ab2afd3d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stunden_projekt_anders_a9629', referencing='REFERENCING NEW TABLE AS neu ', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "treffen_id") VALUES (NEW."am", NEW."bestaetigt_am", NEW."bestaetigt_von_id", NEW."ehrenamtliche_id", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", NEW."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."treffen_id"); RETURN NULL;', hash='8868f27978d01f41e4e9d70da16cbb202196fae5', operation='INSERT', pgid='pgtrigger_insert_insert_c50ce', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "treffen_id") VALUES (NEW."am", NEW."bestaetigt_am", NEW."bestaetigt_von_id", NEW."ehrenamtliche_id", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", NEW."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."treffen_id"); RETURN NULL;', hash='01e6948485277ddaaaae72a93f621c267a55c1a3', operation='UPDATE', pgid='pgtrigger_update_update_ee498', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "treffen_id") VALUES (OLD."am", OLD."bestaetigt_am", OLD."bestaetigt_von_id", OLD."ehrenamtliche_id", OLD."erfasst_am", OLD."erfasst_von_id", OLD."id", OLD."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."traeger_id", OLD."treffen_id"); RETURN NULL;', hash='5bbbeb6dd75b3863d1a39b555da88b3ed7086bbf', operation='DELETE', pgid='pgtrigger_delete_delete_55cd2', table='ehrenamt_stunden', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='treffenevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='ehrenamt_tr_traeger_837b81_idx'),
                ),
                migrations.AddIndex(
                    model_name='treffenevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_created_at', 'pgh_id'], name='ehrenamt_tr_traeger_f43d43_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffenevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2940ecb0e34e3627c5cabd8cdd2234d254ed4e2a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4565d', table='ehrenamt_treffenevent', when='BEFORE')),
                ),
            ],
        ),
    ]
