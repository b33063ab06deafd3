import arge.daten.datenbank
import arge.daten.migration
import arge.daten.suche
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
                        ('erfahrung', models.CharField(choices=[('ja', 'ja'), ('nein', 'nein'), ('keine', 'keine Angabe')], default='keine', max_length=5, verbose_name='eigene Flucht- oder Migrationserfahrung (freiwillig)')),
                        ('anbindung', models.CharField(choices=[('arge', 'ARGE'), ('cadifa', 'CaDiFa'), ('kidiflue', 'KiDiFlü'), ('kirchlich', 'kirchlich sonst')], default='arge', max_length=10, verbose_name='Anbindung')),
                        ('verfuegbarkeit', models.CharField(choices=[('regelmaessig', 'regelmäßig'), ('kurzfristig', 'nur kurzfristig')], default='regelmaessig', max_length=14, verbose_name='Verfügbarkeit')),
                        ('gewonnen_am', models.DateField(verbose_name='gewonnen am')),
                        ('gewonnen_ueber', models.CharField(blank=True, max_length=80, verbose_name='gewonnen über')),
                        ('ausgeschieden_am', models.DateField(blank=True, null=True, verbose_name='ausgeschieden am')),
                        ('austrittsgrund', models.CharField(blank=True, max_length=120, verbose_name='Grund des Ausscheidens')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Ehrenamtliche Person',
                        'verbose_name_plural': 'Ehrenamtliche',
                        'abstract': False,
                    },
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
                        ('erfahrung', models.CharField(choices=[('ja', 'ja'), ('nein', 'nein'), ('keine', 'keine Angabe')], default='keine', max_length=5, verbose_name='eigene Flucht- oder Migrationserfahrung (freiwillig)')),
                        ('anbindung', models.CharField(choices=[('arge', 'ARGE'), ('cadifa', 'CaDiFa'), ('kidiflue', 'KiDiFlü'), ('kirchlich', 'kirchlich sonst')], default='arge', max_length=10, verbose_name='Anbindung')),
                        ('verfuegbarkeit', models.CharField(choices=[('regelmaessig', 'regelmäßig'), ('kurzfristig', 'nur kurzfristig')], default='regelmaessig', max_length=14, verbose_name='Verfügbarkeit')),
                        ('gewonnen_am', models.DateField(verbose_name='gewonnen am')),
                        ('gewonnen_ueber', models.CharField(blank=True, max_length=80, verbose_name='gewonnen über')),
                        ('ausgeschieden_am', models.DateField(blank=True, null=True, verbose_name='ausgeschieden am')),
                        ('austrittsgrund', models.CharField(blank=True, max_length=120, verbose_name='Grund des Ausscheidens')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.ehrenamtliche')),
                        ('traeger', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Einsatz',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='einsaetze', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Einsatz',
                        'verbose_name_plural': 'Einsätze',
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
                        ('kuerzel', models.SlugField(max_length=60, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('bereiche', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('arbeit', 'Arbeitsmarktzugang'), ('wohnen', 'Wohnraumvermittlung'), ('formulare', 'Formularunterstützung'), ('teilhabe', 'Soziale Teilhabe'), ('sprache', 'Sprachgruppen'), ('schulden', 'Schuldenprävention'), ('hausaufgaben', 'Hausaufgabenunterstützung'), ('kinder', 'Kinderbetreuung'), ('fahrrad', 'Fahrradwerkstatt')], max_length=14), size=None, verbose_name='Bereiche')),
                        ('von', models.DateField(verbose_name='seit')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('status', models.CharField(choices=[('stabil', 'stabil'), ('begleitet', 'begleitet'), ('gefaehrdet', 'gefährdet'), ('ruht', 'ruht'), ('beendet', 'beendet')], default='stabil', max_length=10, verbose_name='Status')),
                        ('bedarf', models.PositiveSmallIntegerField(default=0, verbose_name='Bedarf an Ehrenamtlichen')),
                        ('mit_minderjaehrigen', models.BooleanField(default=False, verbose_name='mit Minderjährigen')),
                        ('in_gu', models.BooleanField(default=False, verbose_name='in einer Gemeinschaftsunterkunft')),
                        ('treffen_dauer_minuten', models.PositiveSmallIntegerField(default=120, verbose_name='übliche Dauer eines Treffens in Minuten')),
                        ('standort', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.standort', verbose_name='Standort')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
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
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.einsatz')),
                        ('traeger', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('projekt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='einsatz',
                    name='projekt',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='einsaetze', to='ehrenamt.projekt', verbose_name='Projekt'),
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
                        ('status', models.CharField(choices=[('stabil', 'stabil'), ('begleitet', 'begleitet'), ('gefaehrdet', 'gefährdet'), ('ruht', 'ruht'), ('beendet', 'beendet')], default='stabil', max_length=10, verbose_name='Status')),
                        ('bedarf', models.PositiveSmallIntegerField(default=0, verbose_name='Bedarf an Ehrenamtlichen')),
                        ('mit_minderjaehrigen', models.BooleanField(default=False, verbose_name='mit Minderjährigen')),
                        ('in_gu', models.BooleanField(default=False, verbose_name='in einer Gemeinschaftsunterkunft')),
                        ('treffen_dauer_minuten', models.PositiveSmallIntegerField(default=120, verbose_name='übliche Dauer eines Treffens in Minuten')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.projekt')),
                        ('standort', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.standort', verbose_name='Standort')),
                        ('traeger', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Stunden',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('minuten', models.PositiveSmallIntegerField(verbose_name='Minuten')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('bestaetigt_am', models.DateTimeField(blank=True, null=True, verbose_name='bestätigt am')),
                        ('bestaetigt_von', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt von')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='stunden', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('erfasst_von', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('projekt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='stunden', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
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
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(720)], verbose_name='Dauer in Minuten')),
                        ('anzahl_teilnehmende', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Teilnehmende')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('erfasst_von', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('projekt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='treffen', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
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
                        ('am', models.DateField(verbose_name='Datum')),
                        ('minuten', models.PositiveSmallIntegerField(verbose_name='Minuten')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('bestaetigt_am', models.DateTimeField(blank=True, null=True, verbose_name='bestätigt am')),
                        ('bestaetigt_von', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bestätigt von')),
                        ('ehrenamtliche', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.ehrenamtliche', verbose_name='Ehrenamtliche Person')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.stunden')),
                        ('projekt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('treffen', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.treffen', verbose_name='Treffen')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='stunden',
                    name='treffen',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stunden', to='ehrenamt.treffen', verbose_name='Treffen'),
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
                        ('am', models.DateField(verbose_name='Datum')),
                        ('dauer_minuten', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(720)], verbose_name='Dauer in Minuten')),
                        ('anzahl_teilnehmende', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(500)], verbose_name='Teilnehmende')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, verbose_name='erfasst am')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ehrenamt.treffen')),
                        ('projekt', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
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
                migrations.AddConstraint(
                    model_name='ehrenamtliche',
                    constraint=models.CheckConstraint(condition=models.Q(('ausgeschieden_am__isnull', True), ('ausgeschieden_am__gte', models.F('gewonnen_am')), _connector='OR'), name='ehrenamtliche_zeitraum', violation_error_message='Das Ausscheiden liegt vor dem Beginn des Engagements.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='57f1c3a06df1b6cf28a1eb632812ad5adc2fd410', operation='UPDATE', pgid='pgtrigger_traeger_fest_68de0', table='ehrenamt_ehrenamtliche', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "austrittsgrund", "email", "erfahrung", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."anbindung", NEW."ausgeschieden_am", NEW."austrittsgrund", NEW."email", NEW."erfahrung", NEW."geburtsdatum", NEW."gewonnen_am", NEW."gewonnen_ueber", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sprachen", NEW."telefon", NEW."traeger_id", NEW."verfuegbarkeit", NEW."version", NEW."vorname"); RETURN NULL;', hash='4553797c9c3b188faf432021c993e75c61d7ad8a', operation='INSERT', pgid='pgtrigger_insert_insert_767cc', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."anbindung" IS DISTINCT FROM (NEW."anbindung") OR OLD."ausgeschieden_am" IS DISTINCT FROM (NEW."ausgeschieden_am") OR OLD."austrittsgrund" IS DISTINCT FROM (NEW."austrittsgrund") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erfahrung" IS DISTINCT FROM (NEW."erfahrung") OR OLD."geburtsdatum" IS DISTINCT FROM (NEW."geburtsdatum") OR OLD."geburtsjahr" IS DISTINCT FROM (NEW."geburtsjahr") OR OLD."gewonnen_am" IS DISTINCT FROM (NEW."gewonnen_am") OR OLD."gewonnen_ueber" IS DISTINCT FROM (NEW."gewonnen_ueber") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nachname" IS DISTINCT FROM (NEW."nachname") OR OLD."sprachen" IS DISTINCT FROM (NEW."sprachen") OR OLD."telefon" IS DISTINCT FROM (NEW."telefon") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."verfuegbarkeit" IS DISTINCT FROM (NEW."verfuegbarkeit") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."vorname" IS DISTINCT FROM (NEW."vorname"))', func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "austrittsgrund", "email", "erfahrung", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."anbindung", NEW."ausgeschieden_am", NEW."austrittsgrund", NEW."email", NEW."erfahrung", NEW."geburtsdatum", NEW."gewonnen_am", NEW."gewonnen_ueber", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sprachen", NEW."telefon", NEW."traeger_id", NEW."verfuegbarkeit", NEW."version", NEW."vorname"); RETURN NULL;', hash='ecb413a11f034c900e894002a2beb966a55449d2', operation='UPDATE', pgid='pgtrigger_update_update_1e4a1', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtliche',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_ehrenamtlicheevent" ("absendung", "absendung_summe", "anbindung", "ausgeschieden_am", "austrittsgrund", "email", "erfahrung", "geburtsdatum", "gewonnen_am", "gewonnen_ueber", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sprachen", "telefon", "traeger_id", "verfuegbarkeit", "version", "vorname") VALUES (OLD."absendung", OLD."absendung_summe", OLD."anbindung", OLD."ausgeschieden_am", OLD."austrittsgrund", OLD."email", OLD."erfahrung", OLD."geburtsdatum", OLD."gewonnen_am", OLD."gewonnen_ueber", OLD."id", OLD."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sprachen", OLD."telefon", OLD."traeger_id", OLD."verfuegbarkeit", OLD."version", OLD."vorname"); RETURN NULL;', hash='580f3eada047e1253890a64daa45964f6c4aa04c', operation='DELETE', pgid='pgtrigger_delete_delete_63e77', table='ehrenamt_ehrenamtliche', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ehrenamtlicheevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4478b3aacb16cbe0ed638798bd97484d16f95125', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1db4', table='ehrenamt_ehrenamtlicheevent', when='BEFORE')),
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
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "status", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bedarf", NEW."bereiche", NEW."bis", NEW."id", NEW."in_gu", NEW."kuerzel", NEW."mit_minderjaehrigen", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."standort_id", NEW."status", NEW."traeger_id", NEW."treffen_dauer_minuten", NEW."version", NEW."von"); RETURN NULL;', hash='fcc5a5ce56332bc0067dd29697957c9898e256ee', operation='INSERT', pgid='pgtrigger_insert_insert_38f04', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "status", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bedarf", NEW."bereiche", NEW."bis", NEW."id", NEW."in_gu", NEW."kuerzel", NEW."mit_minderjaehrigen", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."standort_id", NEW."status", NEW."traeger_id", NEW."treffen_dauer_minuten", NEW."version", NEW."von"); RETURN NULL;', hash='87f60d1f7f137ee551e264457a07f329998bd5cd', operation='UPDATE', pgid='pgtrigger_update_update_bb063', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projekt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_projektevent" ("absendung", "absendung_summe", "bedarf", "bereiche", "bis", "id", "in_gu", "kuerzel", "mit_minderjaehrigen", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id", "status", "traeger_id", "treffen_dauer_minuten", "version", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."bedarf", OLD."bereiche", OLD."bis", OLD."id", OLD."in_gu", OLD."kuerzel", OLD."mit_minderjaehrigen", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."standort_id", OLD."status", OLD."traeger_id", OLD."treffen_dauer_minuten", OLD."version", OLD."von"); RETURN NULL;', hash='abaf015c1732159e11693f3ef8ec72b132dfd1b9', operation='DELETE', pgid='pgtrigger_delete_delete_649a0', table='ehrenamt_projekt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einsatzevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='820d79fc784e78ecfecef52f936764ef660c6319', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a8616', table='ehrenamt_einsatzevent', when='BEFORE')),
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
                pgtrigger.migrations.AddTrigger(
                    model_name='projektevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='30a6c45b29822d9e4c87b3ce921281235f3f5643', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d1732', table='ehrenamt_projektevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'am'], name='ehrenamt_tr_traeger_b7c3fb_idx'),
                ),
                migrations.AddIndex(
                    model_name='treffen',
                    index=models.Index(fields=['traeger', 'projekt', 'am'], name='ehrenamt_tr_traeger_7a0b1c_idx'),
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
                    constraint=models.CheckConstraint(condition=models.Q(('dauer_minuten__gte', 5), ('dauer_minuten__lte', 720)), name='treffen_dauer', violation_error_message='Die Dauer liegt zwischen 5 und 720 Minuten.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9b9be614dbb28953bb3541da401627e69d7c47f6', operation='UPDATE', pgid='pgtrigger_traeger_fest_257f7', table='ehrenamt_treffen', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_teilnehmende", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='807f0ff7de780972a76e3ad51618638d3460beab', operation='INSERT', pgid='pgtrigger_insert_insert_6062e', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_teilnehmende", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='4afeb3500390dfdf49df7f20d3de5b9b59667c39', operation='UPDATE', pgid='pgtrigger_update_update_33dd6', table='ehrenamt_treffen', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffen',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_treffenevent" ("absendung", "absendung_summe", "am", "anzahl_teilnehmende", "dauer_minuten", "erfasst_am", "erfasst_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."am", OLD."anzahl_teilnehmende", OLD."dauer_minuten", OLD."erfasst_am", OLD."erfasst_von_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='6d05ab755d4e2eb14431d97754eaf2f5c240931d', operation='DELETE', pgid='pgtrigger_delete_delete_ad766', table='ehrenamt_treffen', when='AFTER')),
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
                    constraint=models.CheckConstraint(condition=models.Q(('minuten__gte', 5), ('minuten__lte', 1440)), name='stunden_minuten', violation_error_message='Je Eintrag zwischen 5 Minuten und 24 Stunden.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('bestaetigt_am__isnull', True), ('bestaetigt_von__isnull', True)), models.Q(('bestaetigt_am__isnull', False), ('bestaetigt_von__isnull', False), models.Q(('bestaetigt_von', models.F('erfasst_von')), _negated=True)), _connector='OR'), name='stunden_bestaetigung', violation_error_message='Stunden bestätigt eine andere Person als die, die sie erfasst hat.'),
                ),
                migrations.AddConstraint(
                    model_name='stunden',
                    constraint=models.UniqueConstraint(fields=('traeger', 'treffen', 'ehrenamtliche'), name='stunden_je_treffen', violation_error_message='Für dieses Treffen sind die Stunden dieser Person schon erfasst.'),
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
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "treffen_id") VALUES (NEW."am", NEW."bestaetigt_am", NEW."bestaetigt_von_id", NEW."ehrenamtliche_id", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", NEW."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."treffen_id"); RETURN NULL;', hash='4d87cadda29f408745116bde78065d759659197b', operation='INSERT', pgid='pgtrigger_insert_insert_c50ce', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "treffen_id") VALUES (NEW."am", NEW."bestaetigt_am", NEW."bestaetigt_von_id", NEW."ehrenamtliche_id", NEW."erfasst_am", NEW."erfasst_von_id", NEW."id", NEW."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."treffen_id"); RETURN NULL;', hash='48f9cf5a2f2401a922957fb4f98e408a02342ad6', operation='UPDATE', pgid='pgtrigger_update_update_ee498', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stunden',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "ehrenamt_stundenevent" ("am", "bestaetigt_am", "bestaetigt_von_id", "ehrenamtliche_id", "erfasst_am", "erfasst_von_id", "id", "minuten", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "treffen_id") VALUES (OLD."am", OLD."bestaetigt_am", OLD."bestaetigt_von_id", OLD."ehrenamtliche_id", OLD."erfasst_am", OLD."erfasst_von_id", OLD."id", OLD."minuten", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."traeger_id", OLD."treffen_id"); RETURN NULL;', hash='b8c8f3eee351c9246c36922109d0af4676e760dd', operation='DELETE', pgid='pgtrigger_delete_delete_55cd2', table='ehrenamt_stunden', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='treffenevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2940ecb0e34e3627c5cabd8cdd2234d254ed4e2a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4565d', table='ehrenamt_treffenevent', when='BEFORE')),
                ),
            ],
        ),
    ]
