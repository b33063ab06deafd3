import arge.daten.datenbank
import arge.daten.migration
import arge.daten.suche
import arge.daten.upload
import arge.daten.verschluesselung
import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import traeger.models.basis
import traeger.models.mitteilung
import traeger.models.upload
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        arge.daten.migration.Anfang(
            operations=[
                migrations.CreateModel(
                    name='Abwesenheit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('art', models.CharField(choices=[('urlaub', 'Urlaub'), ('fortbildung', 'Fortbildung'), ('elternzeit', 'Mutterschutz oder Elternzeit'), ('sonstige', 'sonstige Abwesenheit')], default='urlaub', max_length=12, verbose_name='Art')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                    ],
                    options={
                        'verbose_name': 'Abwesenheit',
                        'verbose_name_plural': 'Abwesenheiten',
                        'ordering': ['-von', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AbwesenheitEvent',
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
                        ('art', models.CharField(choices=[('urlaub', 'Urlaub'), ('fortbildung', 'Fortbildung'), ('elternzeit', 'Mutterschutz oder Elternzeit'), ('sonstige', 'sonstige Abwesenheit')], default='urlaub', max_length=12, verbose_name='Art')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ansicht',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('adresse', models.CharField(max_length=200, verbose_name='Adresse der Liste')),
                        ('liste', models.CharField(max_length=100, verbose_name='Liste')),
                        ('name', models.CharField(max_length=40, verbose_name='Name')),
                        ('angaben', models.CharField(blank=True, max_length=1000, verbose_name='Angaben')),
                        ('immer', models.BooleanField(db_default=False, default=False, help_text='Filter, Ordnung und Spalten gelten dann, sobald Sie die Liste öffnen. Über „Filter zurücksetzen“ sehen Sie wieder alles.', verbose_name='Die Liste geht immer so auf')),
                    ],
                    options={
                        'verbose_name': 'gemerkte Ansicht',
                        'verbose_name_plural': 'gemerkte Ansichten',
                        'ordering': [arge.daten.suche.Deutsch('liste'), arge.daten.suche.Deutsch('name'), 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Anteilmeldung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='davon für die Stadt, in VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                        ('gemeldet_am', models.DateTimeField(auto_now_add=True, verbose_name='gemeldet am')),
                    ],
                    options={
                        'verbose_name': 'Meldung des Stadtanteils',
                        'verbose_name_plural': 'Meldungen des Stadtanteils',
                        'ordering': ['-von', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AnteilmeldungEvent',
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
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='davon für die Stadt, in VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                        ('gemeldet_am', models.DateTimeField(auto_now_add=True, verbose_name='gemeldet am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Aufgabe',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('titel', models.CharField(max_length=200, verbose_name='Aufgabe')),
                        ('beschreibung', models.TextField(blank=True, max_length=2000, verbose_name='Beschreibung')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson')),
                        ('faellig_am', models.DateField(verbose_name='fällig am')),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                        ('erledigt_am', models.DateTimeField(blank=True, null=True, verbose_name='erledigt am')),
                        ('ergebnis', models.CharField(blank=True, max_length=500, verbose_name='Ergebnis')),
                    ],
                    options={
                        'verbose_name': 'Aufgabe',
                        'verbose_name_plural': 'Aufgaben',
                        'ordering': ['faellig_am', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='AufgabeEvent',
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
                        ('titel', models.CharField(max_length=200, verbose_name='Aufgabe')),
                        ('beschreibung', models.TextField(blank=True, max_length=2000, verbose_name='Beschreibung')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson')),
                        ('faellig_am', models.DateField(verbose_name='fällig am')),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                        ('erledigt_am', models.DateTimeField(blank=True, null=True, verbose_name='erledigt am')),
                        ('ergebnis', models.CharField(blank=True, max_length=500, verbose_name='Ergebnis')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Auftrag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('art', models.CharField(max_length=60, verbose_name='Art')),
                        ('schluessel', models.CharField(max_length=120, verbose_name='Schlüssel')),
                        ('parameter', models.JSONField(default=dict, verbose_name='Parameter')),
                        ('angaben', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Angaben')),
                        ('ausgeloest_am', models.DateTimeField(auto_now_add=True, verbose_name='ausgelöst am')),
                        ('begonnen_am', models.DateTimeField(blank=True, null=True, verbose_name='zuletzt begonnen am')),
                        ('fruehestens_am', models.DateTimeField(blank=True, null=True, verbose_name='nächster Versuch frühestens am')),
                        ('status', models.CharField(choices=[('wartet', 'wartet'), ('laeuft', 'läuft'), ('fertig', 'fertig'), ('gescheitert', 'gescheitert'), ('abgebrochen', 'abgebrochen'), ('abgelaufen', 'abgelaufen')], default='wartet', max_length=12, verbose_name='Status')),
                        ('schritt', models.CharField(blank=True, max_length=120, verbose_name='Schritt')),
                        ('prozent', models.PositiveSmallIntegerField(default=0, verbose_name='Fortschritt in Prozent')),
                        ('versuche', models.PositiveSmallIntegerField(default=0, verbose_name='Versuche')),
                        ('zaun', models.PositiveIntegerField(default=0, verbose_name='Zaun-Nummer')),
                        ('pacht_bis', models.DateTimeField(blank=True, null=True, verbose_name='Pacht bis')),
                        ('beendet_am', models.DateTimeField(blank=True, null=True, verbose_name='beendet am')),
                        ('fehler', models.CharField(blank=True, max_length=300, verbose_name='Fehler')),
                        ('ergebnis', models.FileField(blank=True, max_length=200, upload_to='', verbose_name='Ergebnis')),
                        ('dateiname', models.CharField(blank=True, max_length=120, verbose_name='Dateiname')),
                        ('pruefsumme', models.CharField(blank=True, max_length=64, verbose_name='SHA-256 des Ergebnisses')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ],
                    options={
                        'verbose_name': 'Auftrag',
                        'verbose_name_plural': 'Aufträge',
                        'ordering': ['-ausgeloest_am', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='BenutzerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(error_messages={'unique': 'Zu dieser Adresse gibt es schon ein Konto.'}, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Beschluss',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                        ('text', models.TextField(max_length=2000, verbose_name='Beschluss')),
                    ],
                    options={
                        'verbose_name': 'Beschluss',
                        'verbose_name_plural': 'Beschlüsse',
                        'ordering': ['sitzung', 'nummer'],
                    },
                ),
                migrations.CreateModel(
                    name='BeschlussEvent',
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
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                        ('text', models.TextField(max_length=2000, verbose_name='Beschluss')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Besetzung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                    ],
                    options={
                        'verbose_name': 'Besetzung',
                        'verbose_name_plural': 'Besetzungen',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BesetzungEvent',
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
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Bewilligung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('aktenzeichen', models.CharField(max_length=60, verbose_name='Aktenzeichen')),
                        ('bewilligt_am', models.DateField(verbose_name='Datum des Bescheids')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                    ],
                    options={
                        'verbose_name': 'Bewilligung',
                        'verbose_name_plural': 'Bewilligungen',
                    },
                ),
                migrations.CreateModel(
                    name='BewilligungEvent',
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
                        ('aktenzeichen', models.CharField(max_length=60, verbose_name='Aktenzeichen')),
                        ('bewilligt_am', models.DateField(verbose_name='Datum des Bescheids')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Brief',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('art', models.CharField(choices=[('brief', 'Brief'), ('zuruecksetzen', 'Passwort zurücksetzen')], max_length=20, verbose_name='Art')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('geheim', models.BinaryField(verbose_name='Inhalt (JSON, verschlüsselt)')),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                        ('faellig_am', models.DateTimeField(auto_now_add=True, verbose_name='nächster Versuch')),
                        ('versuche', models.PositiveSmallIntegerField(default=0, verbose_name='Versuche')),
                    ],
                    options={
                        'verbose_name': 'Brief',
                        'verbose_name_plural': 'Briefe',
                    },
                ),
                migrations.CreateModel(
                    name='Einladung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254, verbose_name='E-Mail-Adresse')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('rolle', models.CharField(choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('verwaltung', 'Verwaltung'), ('koordination', 'Koordination'), ('steuerung', 'Steuerung'), ('pruefung', 'Prüfung'), ('betrieb', 'Betrieb')], max_length=14, verbose_name='Rolle')),
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), blank=True, default=list, size=None, verbose_name='Arbeitsfelder')),
                        ('schluessel_hash', models.CharField(max_length=64, unique=True)),
                        ('absendung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('gueltig_bis', models.DateTimeField(verbose_name='gültig bis')),
                        ('eingeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='eingeladen am')),
                        ('angenommen_am', models.DateTimeField(blank=True, null=True, verbose_name='angenommen am')),
                    ],
                    options={
                        'verbose_name': 'Einladung',
                        'verbose_name_plural': 'Einladungen',
                    },
                ),
                migrations.CreateModel(
                    name='EinladungEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('email', models.EmailField(max_length=254, verbose_name='E-Mail-Adresse')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('rolle', models.CharField(choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('verwaltung', 'Verwaltung'), ('koordination', 'Koordination'), ('steuerung', 'Steuerung'), ('pruefung', 'Prüfung'), ('betrieb', 'Betrieb')], max_length=14, verbose_name='Rolle')),
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), blank=True, default=list, size=None, verbose_name='Arbeitsfelder')),
                        ('absendung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('gueltig_bis', models.DateTimeField(verbose_name='gültig bis')),
                        ('eingeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='eingeladen am')),
                        ('angenommen_am', models.DateTimeField(blank=True, null=True, verbose_name='angenommen am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Einsicht',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('akte_art', models.CharField(max_length=40, verbose_name='Art der Akte')),
                        ('akte_id', models.BigIntegerField(null=True, verbose_name='Nummer der Akte')),
                        ('umfang', models.CharField(blank=True, max_length=200, verbose_name='Umfang')),
                        ('anzahl', models.PositiveIntegerField(default=1, verbose_name='gezeigte Zeilen')),
                        ('gelesen_am', models.DateTimeField(verbose_name='gelesen am')),
                        ('vertretung_id', models.BigIntegerField(null=True, verbose_name='während der Vertretung')),
                    ],
                    options={
                        'verbose_name': 'Einsicht',
                        'verbose_name_plural': 'Einsichten',
                    },
                ),
                migrations.CreateModel(
                    name='Entwurf',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('adresse', models.CharField(max_length=200, verbose_name='Adresse des Formulars')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('inhalt', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Inhalt (JSON)')),
                        ('gesichert_am', models.DateTimeField(auto_now=True, verbose_name='gesichert am')),
                    ],
                    options={
                        'verbose_name': 'Entwurf',
                        'verbose_name_plural': 'Entwürfe',
                    },
                ),
                migrations.CreateModel(
                    name='Fachkraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('vorname', models.CharField(blank=True, max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Vorname')),
                        ('nachname', models.CharField(blank=True, help_text='Hat die Person nur einen Namen, genügt der eine.', max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Nachname')),
                        ('suchname', models.GeneratedField(db_persist=True, expression=arge.daten.suche.Suchname(), output_field=models.TextField(db_collation='C'))),
                        ('qualifikation', models.CharField(choices=[('hochschule', 'Hochschulabschluss'), ('mittlerer', 'mittlerer Abschluss')], default='hochschule', max_length=12, verbose_name='Abschluss')),
                        ('beschaeftigt_von', models.DateField(verbose_name='beschäftigt ab')),
                        ('beschaeftigt_bis', models.DateField(blank=True, null=True, verbose_name='beschäftigt bis einschließlich')),
                    ],
                    options={
                        'verbose_name': 'Fachkraft',
                        'verbose_name_plural': 'Fachkräfte',
                        'ordering': ['suchname', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Fachkraftberichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('grund', models.CharField(max_length=500, verbose_name='Begründung')),
                    ],
                    options={
                        'verbose_name': 'Berichtigung einer Fachkraft',
                        'verbose_name_plural': 'Berichtigungen einer Fachkraft',
                        'ordering': ['-berichtigt_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FachkraftberichtigungEvent',
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
                        ('grund', models.CharField(max_length=500, verbose_name='Begründung')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FachkraftEvent',
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
                        ('qualifikation', models.CharField(choices=[('hochschule', 'Hochschulabschluss'), ('mittlerer', 'mittlerer Abschluss')], default='hochschule', max_length=12, verbose_name='Abschluss')),
                        ('beschaeftigt_von', models.DateField(verbose_name='beschäftigt ab')),
                        ('beschaeftigt_bis', models.DateField(blank=True, null=True, verbose_name='beschäftigt bis einschließlich')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Fachkraftschluessel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('schluessel', models.TextField(db_collation='C', verbose_name='Schlüssel')),
                    ],
                    options={
                        'verbose_name': 'Suchschlüssel',
                        'verbose_name_plural': 'Suchschlüssel',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Fristberichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('alt', models.DateField(verbose_name='bisherige Frist')),
                        ('neu', models.DateField(verbose_name='neue Frist')),
                        ('grund', models.CharField(max_length=500, verbose_name='Begründung')),
                        ('berichtigt_am', models.DateTimeField(auto_now_add=True, verbose_name='berichtigt am')),
                    ],
                    options={
                        'verbose_name': 'Berichtigung einer Frist',
                        'verbose_name_plural': 'Berichtigungen von Fristen',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Importlauf',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('datei', arge.daten.upload.Uploadfeld(max_length=200, upload_to=arge.daten.upload.ablageort, verbose_name='Datei')),
                        ('dateiname', models.CharField(max_length=120, verbose_name='Dateiname')),
                        ('pruefsumme', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('hochgeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='hochgeladen am')),
                        ('viren_stand', models.CharField(choices=[('offen', 'wird geprüft'), ('sauber', 'geprüft'), ('befallen', 'abgewiesen: Schadsoftware'), ('ungeprueft', 'nicht auf Schadsoftware geprüft')], default=traeger.models.upload.anfangsstand, max_length=10, verbose_name='Virenprüfung')),
                        ('viren_versuch', models.DateTimeField(blank=True, null=True, verbose_name='letzter Versuch der Virenprüfung')),
                        ('art', models.CharField(max_length=20, verbose_name='Art')),
                        ('zeilen', models.PositiveIntegerField(default=0, verbose_name='Zeilen')),
                        ('zeilen_falsch', models.PositiveIntegerField(default=0, verbose_name='Zeilen mit Fehlern')),
                        ('stand', models.CharField(choices=[('hochgeladen', 'wird geprüft'), ('geprueft', 'geprüft'), ('uebernommen', 'übernommen'), ('verworfen', 'verworfen'), ('abgelaufen', 'abgelaufen'), ('abgewiesen', 'abgewiesen')], default='geprueft', max_length=12, verbose_name='Stand')),
                        ('grund', models.CharField(blank=True, max_length=300, verbose_name='warum abgewiesen')),
                        ('entschieden_am', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                    ],
                    options={
                        'verbose_name': 'Import',
                        'verbose_name_plural': 'Importe',
                        'ordering': ['-hochgeladen_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ImportlaufEvent',
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
                        ('dateiname', models.CharField(max_length=120, verbose_name='Dateiname')),
                        ('pruefsumme', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('hochgeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='hochgeladen am')),
                        ('viren_stand', models.CharField(choices=[('offen', 'wird geprüft'), ('sauber', 'geprüft'), ('befallen', 'abgewiesen: Schadsoftware'), ('ungeprueft', 'nicht auf Schadsoftware geprüft')], default=traeger.models.upload.anfangsstand, max_length=10, verbose_name='Virenprüfung')),
                        ('art', models.CharField(max_length=20, verbose_name='Art')),
                        ('zeilen', models.PositiveIntegerField(default=0, verbose_name='Zeilen')),
                        ('zeilen_falsch', models.PositiveIntegerField(default=0, verbose_name='Zeilen mit Fehlern')),
                        ('stand', models.CharField(choices=[('hochgeladen', 'wird geprüft'), ('geprueft', 'geprüft'), ('uebernommen', 'übernommen'), ('verworfen', 'verworfen'), ('abgelaufen', 'abgelaufen'), ('abgewiesen', 'abgewiesen')], default='geprueft', max_length=12, verbose_name='Stand')),
                        ('grund', models.CharField(blank=True, max_length=300, verbose_name='warum abgewiesen')),
                        ('entschieden_am', models.DateTimeField(blank=True, null=True, verbose_name='entschieden am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Kalenderabo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('schluessel_hash', models.CharField(max_length=64, unique=True)),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                    ],
                    options={
                        'verbose_name': 'Kalender-Abonnement',
                        'verbose_name_plural': 'Kalender-Abonnements',
                    },
                ),
                migrations.CreateModel(
                    name='Ladung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('folge', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='kennt die Fassung')),
                        ('geschickt_am', models.DateTimeField(blank=True, null=True, verbose_name='geschickt am')),
                        ('am', models.DateField(blank=True, null=True, verbose_name='kennt den Tag')),
                        ('beginn', models.TimeField(blank=True, null=True, verbose_name='kennt den Beginn')),
                        ('ende', models.TimeField(blank=True, null=True, verbose_name='kennt das Ende')),
                        ('abgesagt', models.BooleanField(db_default=False, default=False, verbose_name='kennt die Absage')),
                    ],
                    options={
                        'verbose_name': 'Ladung',
                        'verbose_name_plural': 'Ladungen',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='LadungEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('folge', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='kennt die Fassung')),
                        ('geschickt_am', models.DateTimeField(blank=True, null=True, verbose_name='geschickt am')),
                        ('am', models.DateField(blank=True, null=True, verbose_name='kennt den Tag')),
                        ('beginn', models.TimeField(blank=True, null=True, verbose_name='kennt den Beginn')),
                        ('ende', models.TimeField(blank=True, null=True, verbose_name='kennt das Ende')),
                        ('abgesagt', models.BooleanField(db_default=False, default=False, verbose_name='kennt die Absage')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Mitgliedschaft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rolle', models.CharField(choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('verwaltung', 'Verwaltung'), ('koordination', 'Koordination'), ('steuerung', 'Steuerung'), ('pruefung', 'Prüfung'), ('betrieb', 'Betrieb')], max_length=14, verbose_name='Rolle')),
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), blank=True, default=list, size=None, verbose_name='Arbeitsfelder')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('galt_nie', models.BooleanField(db_default=False, default=False, verbose_name='galt nie einen ganzen Tag')),
                        ('vergeben_am', models.DateTimeField(blank=True, null=True, verbose_name='vergeben am')),
                        ('freigegeben_am', models.DateTimeField(blank=True, null=True, verbose_name='freigegeben am')),
                    ],
                    options={
                        'verbose_name': 'Mitgliedschaft',
                        'verbose_name_plural': 'Mitgliedschaften',
                    },
                ),
                migrations.CreateModel(
                    name='MitgliedschaftEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('rolle', models.CharField(choices=[('fachkraft', 'Fachkraft'), ('leitung', 'Leitung'), ('verwaltung', 'Verwaltung'), ('koordination', 'Koordination'), ('steuerung', 'Steuerung'), ('pruefung', 'Prüfung'), ('betrieb', 'Betrieb')], max_length=14, verbose_name='Rolle')),
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), blank=True, default=list, size=None, verbose_name='Arbeitsfelder')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('galt_nie', models.BooleanField(db_default=False, default=False, verbose_name='galt nie einen ganzen Tag')),
                        ('vergeben_am', models.DateTimeField(blank=True, null=True, verbose_name='vergeben am')),
                        ('freigegeben_am', models.DateTimeField(blank=True, null=True, verbose_name='freigegeben am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Mitteilung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('anlass', models.CharField(choices=[('zugewiesen', 'zugewiesen'), ('uebergeben', 'übergeben'), ('faellig', 'fällig'), ('ueberfaellig', 'überfällig'), ('fertig', 'fertig'), ('zurueck', 'zurückgegeben'), ('frist', 'Frist berichtigt')], max_length=12, verbose_name='Anlass')),
                        ('sache', models.CharField(max_length=60, verbose_name='Sache')),
                        ('pfad', models.CharField(max_length=200, verbose_name='Weg zur Sache')),
                        ('tag', models.DateField(verbose_name='Tag')),
                        ('glocke', models.BooleanField(default=True, verbose_name='steht in der Glocke')),
                        ('in_sammelmail', models.BooleanField(default=False, verbose_name='steht in der E-Mail des Tages')),
                        ('entstanden_am', models.DateTimeField(verbose_name='entstanden am')),
                        ('gelesen_am', models.DateTimeField(blank=True, null=True, verbose_name='gelesen am')),
                        ('gemailt_am', models.DateTimeField(blank=True, null=True, verbose_name='in der E-Mail des Tages gestanden am')),
                    ],
                    options={
                        'verbose_name': 'Mitteilung',
                        'verbose_name_plural': 'Mitteilungen',
                    },
                ),
                migrations.CreateModel(
                    name='Mitteilungswahl',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('glocke', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('zugewiesen', 'zugewiesen'), ('uebergeben', 'übergeben'), ('faellig', 'fällig'), ('ueberfaellig', 'überfällig'), ('fertig', 'fertig'), ('zurueck', 'zurückgegeben'), ('frist', 'Frist berichtigt')], max_length=12), blank=True, default=traeger.models.mitteilung.glocke_vorgabe, size=None, verbose_name='in der Glocke')),
                        ('email', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('zugewiesen', 'zugewiesen'), ('uebergeben', 'übergeben'), ('faellig', 'fällig'), ('ueberfaellig', 'überfällig'), ('fertig', 'fertig'), ('zurueck', 'zurückgegeben'), ('frist', 'Frist berichtigt')], max_length=12), blank=True, default=traeger.models.mitteilung.mail_vorgabe, size=None, verbose_name='per E-Mail')),
                    ],
                    options={
                        'verbose_name': 'Wahl der Mitteilungen',
                        'verbose_name_plural': 'Wahlen der Mitteilungen',
                    },
                ),
                migrations.CreateModel(
                    name='Netzwerkarbeit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('storniert_am', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='storniert am')),
                        ('storno_grund', models.CharField(blank=True, choices=[('doppelt', 'doppelt erfasst'), ('falsch', 'bei der falschen Person oder Sache erfasst'), ('nicht', 'hat nicht stattgefunden'), ('versehen', 'aus Versehen gespeichert'), ('sonstig', 'anderer Grund')], editable=False, max_length=8, verbose_name='Grund des Stornos')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('art', models.CharField(choices=[('gremium', 'Gremium oder Arbeitskreis'), ('kooperation', 'Kooperationsgespräch'), ('oeffentlich', 'Öffentlichkeitsarbeit'), ('veranstaltung', 'Veranstaltung')], max_length=14, verbose_name='Art')),
                        ('thema', models.CharField(max_length=200, verbose_name='Thema')),
                        ('dauer_minuten', models.PositiveIntegerField(verbose_name='Dauer in Minuten')),
                        ('anzahl_erreicht', models.PositiveIntegerField(default=0, verbose_name='erreichte Menschen')),
                        ('erfasst_am', models.DateTimeField(auto_now_add=True, null=True, verbose_name='erfasst am')),
                    ],
                    options={
                        'verbose_name': 'Netzwerkarbeit',
                        'verbose_name_plural': 'Netzwerkarbeit',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Parameter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('schluessel', models.SlugField(max_length=60, verbose_name='Schlüssel')),
                        ('bezeichnung', models.CharField(max_length=200, verbose_name='Bezeichnung')),
                        ('wert', models.DecimalField(decimal_places=4, max_digits=14, verbose_name='Wert')),
                        ('einheit', models.CharField(max_length=30, verbose_name='Einheit')),
                        ('gueltig_ab', models.DateField(verbose_name='gültig ab')),
                        ('gueltig_bis', models.DateField(blank=True, null=True, verbose_name='gültig bis einschließlich')),
                        ('quelle', models.CharField(max_length=240, verbose_name='Quelle')),
                        ('ist_annahme', models.BooleanField(default=False, verbose_name='Annahme, nicht bestätigt')),
                    ],
                    options={
                        'verbose_name': 'Parameter',
                        'verbose_name_plural': 'Parameter',
                        'ordering': ['schluessel', 'gueltig_ab'],
                    },
                ),
                migrations.CreateModel(
                    name='Partner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(max_length=40, unique=True, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=160, verbose_name='Name')),
                        ('beschreibung', models.CharField(blank=True, max_length=240, verbose_name='wofür')),
                        ('ist_aktiv', models.BooleanField(default=True, verbose_name='wird angeboten')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('webseite', models.URLField(blank=True, verbose_name='Webseite')),
                    ],
                    options={
                        'verbose_name': 'Partner',
                        'verbose_name_plural': 'Partner',
                        'ordering': [arge.daten.suche.Deutsch('name')],
                    },
                ),
                migrations.CreateModel(
                    name='PartnerEvent',
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
                        ('kuerzel', models.SlugField(db_index=False, max_length=40, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=160, verbose_name='Name')),
                        ('beschreibung', models.CharField(blank=True, max_length=240, verbose_name='wofür')),
                        ('ist_aktiv', models.BooleanField(default=True, verbose_name='wird angeboten')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                        ('webseite', models.URLField(blank=True, verbose_name='Webseite')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Quartier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('name', models.CharField(max_length=60, verbose_name='Name')),
                    ],
                    options={
                        'verbose_name': 'Quartier',
                        'verbose_name_plural': 'Quartiere',
                    },
                ),
                migrations.CreateModel(
                    name='QuartierEvent',
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
                        ('name', models.CharField(max_length=60, verbose_name='Name')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Sitzung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('art', models.CharField(choices=[('jour_fixe', 'Jour fixe'), ('steuerungsgruppe', 'Steuerungsgruppe'), ('weitere', 'weitere Sitzung')], default='jour_fixe', max_length=16, verbose_name='Art')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('beginn', models.TimeField(blank=True, null=True, verbose_name='Beginn')),
                        ('ende', models.TimeField(blank=True, null=True, verbose_name='Ende')),
                        ('ort', models.CharField(blank=True, max_length=160, verbose_name='Ort')),
                        ('teilnehmende', models.CharField(blank=True, max_length=500, verbose_name='Teilnehmende')),
                        ('folge', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='Fassung der Einladung')),
                        ('niederschrift', models.TextField(blank=True, verbose_name='Niederschrift')),
                        ('niederschrift_am', models.DateTimeField(blank=True, null=True, verbose_name='Niederschrift vom')),
                        ('abgesagt_am', models.DateTimeField(blank=True, null=True, verbose_name='abgesagt am')),
                    ],
                    options={
                        'verbose_name': 'Sitzung',
                        'verbose_name_plural': 'Sitzungen',
                        'ordering': ['-am', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='SitzungEvent',
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
                        ('art', models.CharField(choices=[('jour_fixe', 'Jour fixe'), ('steuerungsgruppe', 'Steuerungsgruppe'), ('weitere', 'weitere Sitzung')], default='jour_fixe', max_length=16, verbose_name='Art')),
                        ('am', models.DateField(verbose_name='Datum')),
                        ('beginn', models.TimeField(blank=True, null=True, verbose_name='Beginn')),
                        ('ende', models.TimeField(blank=True, null=True, verbose_name='Ende')),
                        ('ort', models.CharField(blank=True, max_length=160, verbose_name='Ort')),
                        ('teilnehmende', models.CharField(blank=True, max_length=500, verbose_name='Teilnehmende')),
                        ('folge', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='Fassung der Einladung')),
                        ('niederschrift', models.TextField(blank=True, verbose_name='Niederschrift')),
                        ('niederschrift_am', models.DateTimeField(blank=True, null=True, verbose_name='Niederschrift vom')),
                        ('abgesagt_am', models.DateTimeField(blank=True, null=True, verbose_name='abgesagt am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Stadtteil',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(error_messages={'unique': 'Diesen Stadtteil gibt es schon.'}, max_length=60, unique=True, verbose_name='Name')),
                        ('einwohner', models.PositiveIntegerField(null=True, verbose_name='Einwohnerinnen und Einwohner')),
                    ],
                    options={
                        'verbose_name': 'Stadtteil',
                        'verbose_name_plural': 'Stadtteile',
                        'ordering': [arge.daten.suche.Deutsch('name')],
                    },
                ),
                migrations.CreateModel(
                    name='Stammdatum',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('modell', models.CharField(max_length=80, verbose_name='Modell')),
                        ('schluessel', models.CharField(max_length=240, verbose_name='Schlüssel')),
                        ('werte', models.JSONField(verbose_name='zuletzt eingespielte Werte')),
                        ('eingespielt_am', models.DateTimeField(auto_now=True, verbose_name='eingespielt am')),
                    ],
                    options={
                        'verbose_name': 'Stammdatum',
                        'verbose_name_plural': 'Stammdaten',
                    },
                ),
                migrations.CreateModel(
                    name='Standort',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(max_length=40, unique=True, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('strasse', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                        ('plz', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('ist_gu', models.BooleanField(default=False, verbose_name='Gemeinschaftsunterkunft')),
                        ('von', models.DateField(blank=True, null=True, verbose_name='genutzt ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='genutzt bis einschließlich')),
                    ],
                    options={
                        'verbose_name': 'Standort',
                        'verbose_name_plural': 'Standorte',
                        'ordering': [arge.daten.suche.Deutsch('name')],
                    },
                ),
                migrations.CreateModel(
                    name='StandortAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, unique=True, verbose_name='Schreibweise')),
                    ],
                    options={
                        'verbose_name': 'Alias',
                        'verbose_name_plural': 'Aliase',
                    },
                ),
                migrations.CreateModel(
                    name='StandortAliasEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('pgh_context', pghistory.utils.JSONField(null=True)),
                        ('pgh_context_id', models.UUIDField(null=True)),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='Schreibweise')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StandortEvent',
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
                        ('kuerzel', models.SlugField(db_index=False, max_length=40, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('strasse', models.CharField(blank=True, max_length=120, verbose_name='Straße und Hausnummer')),
                        ('plz', models.CharField(blank=True, max_length=5, verbose_name='Postleitzahl')),
                        ('ist_gu', models.BooleanField(default=False, verbose_name='Gemeinschaftsunterkunft')),
                        ('von', models.DateField(blank=True, null=True, verbose_name='genutzt ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='genutzt bis einschließlich')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Stellenanteil',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(max_length=60, unique=True, verbose_name='Kürzel')),
                        ('aufgabe', models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3, verbose_name='Aufgabe')),
                        ('quelle', models.CharField(choices=[('stadt', 'Stadt Heilbronn'), ('land', 'Land, VwV Integrationsmanagement'), ('cadifa', 'CaDiFa (kirchlich, Caritas)'), ('kidiflue', 'KiDiFlü (kirchlich, Diakonie)'), ('flueag', 'Stadt, FlüAG (bis 2025)')], max_length=10, verbose_name='Quelle')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('ist_obergrenze', models.BooleanField(default=False, verbose_name='„bis zu“')),
                        ('mindestanteil_stadt', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Mindestanteil für die Stadt in VZÄ')),
                        ('zaehlt_zum_kontingent', models.BooleanField(default=True, verbose_name='zählt zum Kontingent der ARGE')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('befristet_bis', models.DateField(blank=True, null=True, verbose_name='Finanzierung befristet bis')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                        ('annahme', models.CharField(blank=True, max_length=240, verbose_name='Annahme')),
                    ],
                    options={
                        'verbose_name': 'Stellenanteil',
                        'verbose_name_plural': 'Stellenanteile',
                    },
                ),
                migrations.CreateModel(
                    name='StellenanteilEvent',
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
                        ('aufgabe', models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3, verbose_name='Aufgabe')),
                        ('quelle', models.CharField(choices=[('stadt', 'Stadt Heilbronn'), ('land', 'Land, VwV Integrationsmanagement'), ('cadifa', 'CaDiFa (kirchlich, Caritas)'), ('kidiflue', 'KiDiFlü (kirchlich, Diakonie)'), ('flueag', 'Stadt, FlüAG (bis 2025)')], max_length=10, verbose_name='Quelle')),
                        ('vzae', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.05'))], verbose_name='VZÄ')),
                        ('ist_obergrenze', models.BooleanField(default=False, verbose_name='„bis zu“')),
                        ('mindestanteil_stadt', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Mindestanteil für die Stadt in VZÄ')),
                        ('zaehlt_zum_kontingent', models.BooleanField(default=True, verbose_name='zählt zum Kontingent der ARGE')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('befristet_bis', models.DateField(blank=True, null=True, verbose_name='Finanzierung befristet bis')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                        ('annahme', models.CharField(blank=True, max_length=240, verbose_name='Annahme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Tagesordnungspunkt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                        ('titel', models.CharField(max_length=200, verbose_name='Thema')),
                        ('ergebnis', models.TextField(blank=True, verbose_name='Ergebnis')),
                    ],
                    options={
                        'verbose_name': 'Tagesordnungspunkt',
                        'verbose_name_plural': 'Tagesordnungspunkte',
                        'ordering': ['nummer'],
                    },
                ),
                migrations.CreateModel(
                    name='TagesordnungspunktEvent',
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
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                        ('titel', models.CharField(max_length=200, verbose_name='Thema')),
                        ('ergebnis', models.TextField(blank=True, verbose_name='Ergebnis')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Traeger',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(max_length=20, unique=True, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('kurzname', models.CharField(max_length=30, verbose_name='Kurzname')),
                        ('art', models.CharField(choices=[('frei', 'freier Träger'), ('kommune', 'Kommune')], max_length=10, verbose_name='Art')),
                        ('datenschutzregime', models.CharField(choices=[('dsgvo_bdsg', 'DSGVO und BDSG'), ('kdg', 'Gesetz über den Kirchlichen Datenschutz (KDG)'), ('dsg_ekd', 'Datenschutzgesetz der EKD (DSG-EKD)'), ('dsgvo_ldsg', 'DSGVO und LDSG Baden-Württemberg')], max_length=12, verbose_name='Datenschutzregime')),
                        ('aufsicht', models.CharField(max_length=160, verbose_name='Datenschutzaufsicht')),
                        ('auskunftsfrist_monate', models.PositiveSmallIntegerField(default=1, verbose_name='Auskunftsfrist in Monaten')),
                        ('datenschutzbeauftragte', models.CharField(blank=True, max_length=160, verbose_name='Datenschutzbeauftragte')),
                        ('aufbewahrung_jahre', models.PositiveSmallIntegerField(default=3, verbose_name='Aufbewahrung der Akten in Jahren')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson der ARGE')),
                        ('ansprechperson_vertretung', models.CharField(blank=True, max_length=120, verbose_name='Vertretung der Ansprechperson')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                    ],
                    options={
                        'verbose_name': 'Träger',
                        'verbose_name_plural': 'Träger',
                        'ordering': [arge.daten.suche.Deutsch('kurzname')],
                    },
                ),
                migrations.CreateModel(
                    name='TraegerEvent',
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
                        ('kuerzel', models.SlugField(db_index=False, max_length=20, verbose_name='Kürzel')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('kurzname', models.CharField(max_length=30, verbose_name='Kurzname')),
                        ('art', models.CharField(choices=[('frei', 'freier Träger'), ('kommune', 'Kommune')], max_length=10, verbose_name='Art')),
                        ('datenschutzregime', models.CharField(choices=[('dsgvo_bdsg', 'DSGVO und BDSG'), ('kdg', 'Gesetz über den Kirchlichen Datenschutz (KDG)'), ('dsg_ekd', 'Datenschutzgesetz der EKD (DSG-EKD)'), ('dsgvo_ldsg', 'DSGVO und LDSG Baden-Württemberg')], max_length=12, verbose_name='Datenschutzregime')),
                        ('aufsicht', models.CharField(max_length=160, verbose_name='Datenschutzaufsicht')),
                        ('auskunftsfrist_monate', models.PositiveSmallIntegerField(default=1, verbose_name='Auskunftsfrist in Monaten')),
                        ('datenschutzbeauftragte', models.CharField(blank=True, max_length=160, verbose_name='Datenschutzbeauftragte')),
                        ('aufbewahrung_jahre', models.PositiveSmallIntegerField(default=3, verbose_name='Aufbewahrung der Akten in Jahren')),
                        ('ansprechperson', models.CharField(blank=True, max_length=120, verbose_name='Ansprechperson der ARGE')),
                        ('ansprechperson_vertretung', models.CharField(blank=True, max_length=120, verbose_name='Vertretung der Ansprechperson')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail-Adresse')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Vereinbarung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('kuerzel', models.SlugField(max_length=40, unique=True, verbose_name='Kürzel')),
                        ('art', models.CharField(choices=[('vertrag', 'Vertrag'), ('kommunikation', 'Kommunikationsvereinbarung'), ('stellenplan', 'Stellenplan der Stadt')], max_length=14, verbose_name='Art')),
                        ('titel', models.CharField(max_length=160, verbose_name='Titel')),
                        ('von', models.DateField(verbose_name='Beginn')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='Ende einschließlich')),
                        ('gekuendigt_am', models.DateField(blank=True, null=True, verbose_name='gekündigt am')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                        ('annahme', models.CharField(blank=True, max_length=240, verbose_name='Annahme')),
                    ],
                    options={
                        'verbose_name': 'Vereinbarung',
                        'verbose_name_plural': 'Vereinbarungen',
                        'ordering': ['-von', arge.daten.suche.Deutsch('titel')],
                    },
                ),
                migrations.CreateModel(
                    name='VereinbarungDokument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('datei', arge.daten.upload.Uploadfeld(max_length=200, upload_to=arge.daten.upload.ablageort, verbose_name='Datei')),
                        ('dateiname', models.CharField(max_length=120, verbose_name='Dateiname')),
                        ('pruefsumme', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('hochgeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='hochgeladen am')),
                        ('viren_stand', models.CharField(choices=[('offen', 'wird geprüft'), ('sauber', 'geprüft'), ('befallen', 'abgewiesen: Schadsoftware'), ('ungeprueft', 'nicht auf Schadsoftware geprüft')], default=traeger.models.upload.anfangsstand, max_length=10, verbose_name='Virenprüfung')),
                        ('viren_versuch', models.DateTimeField(blank=True, null=True, verbose_name='letzter Versuch der Virenprüfung')),
                        ('titel', models.CharField(max_length=160, verbose_name='Titel')),
                        ('groesse', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                    ],
                    options={
                        'verbose_name': 'Dokument',
                        'verbose_name_plural': 'Dokumente',
                        'ordering': ['-hochgeladen_am', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='VereinbarungDokumentEvent',
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
                        ('dateiname', models.CharField(max_length=120, verbose_name='Dateiname')),
                        ('pruefsumme', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('hochgeladen_am', models.DateTimeField(auto_now_add=True, verbose_name='hochgeladen am')),
                        ('viren_stand', models.CharField(choices=[('offen', 'wird geprüft'), ('sauber', 'geprüft'), ('befallen', 'abgewiesen: Schadsoftware'), ('ungeprueft', 'nicht auf Schadsoftware geprüft')], default=traeger.models.upload.anfangsstand, max_length=10, verbose_name='Virenprüfung')),
                        ('titel', models.CharField(max_length=160, verbose_name='Titel')),
                        ('groesse', models.PositiveIntegerField(verbose_name='Größe in Byte')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VereinbarungEvent',
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
                        ('kuerzel', models.SlugField(db_index=False, max_length=40, verbose_name='Kürzel')),
                        ('art', models.CharField(choices=[('vertrag', 'Vertrag'), ('kommunikation', 'Kommunikationsvereinbarung'), ('stellenplan', 'Stellenplan der Stadt')], max_length=14, verbose_name='Art')),
                        ('titel', models.CharField(max_length=160, verbose_name='Titel')),
                        ('von', models.DateField(verbose_name='Beginn')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='Ende einschließlich')),
                        ('gekuendigt_am', models.DateField(blank=True, null=True, verbose_name='gekündigt am')),
                        ('bemerkung', models.CharField(blank=True, max_length=240, verbose_name='Bemerkung')),
                        ('annahme', models.CharField(blank=True, max_length=240, verbose_name='Annahme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Vertretung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), size=None, verbose_name='Arbeitsfelder')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                        ('eingerichtet_am', models.DateTimeField(auto_now_add=True, verbose_name='eingerichtet am')),
                    ],
                    options={
                        'verbose_name': 'Vertretung',
                        'verbose_name_plural': 'Vertretungen',
                        'ordering': ['-von', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VertretungEvent',
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
                        ('arbeitsfelder', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('EA', 'Ehrenamtskoordination'), ('MBE', 'Migrationsberatung (MBE)'), ('IM', 'Integrationsmanagement')], max_length=3), size=None, verbose_name='Arbeitsfelder')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(verbose_name='bis einschließlich')),
                        ('eingerichtet_am', models.DateTimeField(auto_now_add=True, verbose_name='eingerichtet am')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Warnmeldung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('art', models.CharField(choices=[('finanzierung', 'Finanzierung endet'), ('vereinbarung', 'Vereinbarung endet'), ('mindestanteil', 'Mindestanteil der Stadt gefährdet'), ('vakanz', 'Stellenanteil unbesetzt'), ('kleinanteil', 'weniger als 0,25 VZÄ im Integrationsmanagement'), ('ueber_bewilligt', 'mehr besetzt als bewilligt')], max_length=16, verbose_name='Art')),
                        ('schluessel', models.CharField(max_length=120, verbose_name='Schlüssel')),
                        ('faellig_am', models.DateField(verbose_name='fällig am')),
                        ('gemeldet_am', models.DateTimeField(blank=True, null=True, verbose_name='per E-Mail gemeldet am')),
                        ('quittiert_am', models.DateTimeField(blank=True, null=True, verbose_name='quittiert am')),
                        ('notiz', models.CharField(blank=True, max_length=500, verbose_name='Notiz')),
                    ],
                    options={
                        'verbose_name': 'Warnmeldung',
                        'verbose_name_plural': 'Warnmeldungen',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='WarnmeldungEvent',
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
                        ('art', models.CharField(choices=[('finanzierung', 'Finanzierung endet'), ('vereinbarung', 'Vereinbarung endet'), ('mindestanteil', 'Mindestanteil der Stadt gefährdet'), ('vakanz', 'Stellenanteil unbesetzt'), ('kleinanteil', 'weniger als 0,25 VZÄ im Integrationsmanagement'), ('ueber_bewilligt', 'mehr besetzt als bewilligt')], max_length=16, verbose_name='Art')),
                        ('schluessel', models.CharField(max_length=120, verbose_name='Schlüssel')),
                        ('faellig_am', models.DateField(verbose_name='fällig am')),
                        ('gemeldet_am', models.DateTimeField(blank=True, null=True, verbose_name='per E-Mail gemeldet am')),
                        ('quittiert_am', models.DateTimeField(blank=True, null=True, verbose_name='quittiert am')),
                        ('notiz', models.CharField(blank=True, max_length=500, verbose_name='Notiz')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Benutzer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(error_messages={'unique': 'Zu dieser Adresse gibt es schon ein Konto.'}, max_length=254, unique=True, verbose_name='E-Mail-Adresse')),
                        ('name', models.CharField(max_length=120, verbose_name='Name')),
                        ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                        ('angelegt_am', models.DateTimeField(auto_now_add=True, verbose_name='angelegt am')),
                    ],
                    options={
                        'verbose_name': 'Benutzer',
                        'verbose_name_plural': 'Benutzer',
                        'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower(models.F('email')))), name='benutzer_email_klein', violation_error_message='Die E-Mail-Adresse ist klein zu schreiben.'), models.CheckConstraint(condition=models.Q(('name__regex', '[[:cntrl:]]|/|www\\.|@'), _negated=True), name='benutzer_nur_name', violation_error_message='Bitte geben Sie nur den Namen an, ohne Verweis oder Adresse.')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='benutzer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_benutzerevent" ("angelegt_am", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."angelegt_am", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='7343b44454c52000aba68d6cb1dc9c9cdc727282', operation='INSERT', pgid='pgtrigger_insert_insert_119d9', table='traeger_benutzer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='benutzer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."angelegt_am" IS DISTINCT FROM (NEW."angelegt_am") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='INSERT INTO "traeger_benutzerevent" ("angelegt_am", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."angelegt_am", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='cc6f80113c1384e293a4bc48c6241babb7e36251', operation='UPDATE', pgid='pgtrigger_update_update_7336c', table='traeger_benutzer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='benutzer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_benutzerevent" ("angelegt_am", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."angelegt_am", OLD."email", OLD."id", OLD."is_active", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f19d1e79be5a02fb31259af40d1f942fff6c6729', operation='DELETE', pgid='pgtrigger_delete_delete_0fd6a', table='traeger_benutzer', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='abwesenheitevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.abwesenheit'),
                ),
                migrations.AddField(
                    model_name='ansicht',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='anteilmeldung',
                    name='gemeldet_von',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemeldet von'),
                ),
                migrations.AddField(
                    model_name='anteilmeldung',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='anteilmeldungevent',
                    name='gemeldet_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gemeldet von'),
                ),
                migrations.AddField(
                    model_name='anteilmeldungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.anteilmeldung'),
                ),
                migrations.AddField(
                    model_name='anteilmeldungevent',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='angelegt_von',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='erledigt_von',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erledigt von'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='angelegt_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angelegt von'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='erledigt_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erledigt von'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.aufgabe'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='auftrag',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ausgelöst von'),
                ),
                migrations.AddField(
                    model_name='benutzerevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='beschluss',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='beschluss',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.beschluss', verbose_name='aus dem Beschluss'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='beschluss',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aufgaben', to='traeger.beschluss', verbose_name='aus dem Beschluss'),
                ),
                migrations.AddField(
                    model_name='beschlussevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.beschluss'),
                ),
                migrations.AddField(
                    model_name='beschlussevent',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddField(
                    model_name='besetzungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.besetzung'),
                ),
                migrations.AddField(
                    model_name='bewilligungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.bewilligung'),
                ),
                migrations.AddIndex(
                    model_name='brief',
                    index=models.Index(fields=['faellig_am'], name='traeger_bri_faellig_1c21f9_idx'),
                ),
                migrations.AddField(
                    model_name='einladung',
                    name='angenommen_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angenommen von'),
                ),
                migrations.AddField(
                    model_name='einladung',
                    name='eingeladen_von',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingeladen von'),
                ),
                migrations.AddField(
                    model_name='einladungevent',
                    name='angenommen_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='angenommen von'),
                ),
                migrations.AddField(
                    model_name='einladungevent',
                    name='eingeladen_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingeladen von'),
                ),
                migrations.AddField(
                    model_name='einladungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.einladung'),
                ),
                migrations.AddField(
                    model_name='einsicht',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='entwurf',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='fachkraft',
                    name='benutzer',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='besetzungevent',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='besetzung',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='besetzungen', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='abwesenheitevent',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='abwesenheit',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='abwesenheiten', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigung',
                    name='berichtigt_von',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigung',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='berichtigungen', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigungevent',
                    name='berichtigt_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigungevent',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.fachkraftberichtigung'),
                ),
                migrations.AddField(
                    model_name='fachkraftevent',
                    name='benutzer',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='fachkraftevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.fachkraft'),
                ),
                migrations.AddField(
                    model_name='fachkraftschluessel',
                    name='zeile',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='suchschluessel', to='traeger.fachkraft', verbose_name='Fachkraft'),
                ),
                migrations.AddField(
                    model_name='fristberichtigung',
                    name='aufgabe',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fristberichtigungen', to='traeger.aufgabe', verbose_name='Aufgabe'),
                ),
                migrations.AddField(
                    model_name='fristberichtigung',
                    name='berichtigt_von',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von'),
                ),
                migrations.AddField(
                    model_name='importlauf',
                    name='entschieden_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von'),
                ),
                migrations.AddField(
                    model_name='importlauf',
                    name='hochgeladen_von',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von'),
                ),
                migrations.AddField(
                    model_name='importlaufevent',
                    name='entschieden_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entschieden von'),
                ),
                migrations.AddField(
                    model_name='importlaufevent',
                    name='hochgeladen_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von'),
                ),
                migrations.AddField(
                    model_name='importlaufevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.importlauf'),
                ),
                migrations.AddField(
                    model_name='kalenderabo',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='ladung',
                    name='benutzer',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingeladen'),
                ),
                migrations.AddField(
                    model_name='ladungevent',
                    name='benutzer',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingeladen'),
                ),
                migrations.AddField(
                    model_name='ladungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.ladung'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaft',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mitgliedschaften', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaft',
                    name='freigegeben_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='freigegeben von'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaft',
                    name='vergeben_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vergeben von'),
                ),
                migrations.AddField(
                    model_name='kalenderabo',
                    name='mitgliedschaft',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.mitgliedschaft', verbose_name='in der Rolle'),
                ),
                migrations.AddField(
                    model_name='entwurf',
                    name='mitgliedschaft',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.mitgliedschaft', verbose_name='in der Rolle'),
                ),
                migrations.AddField(
                    model_name='auftrag',
                    name='mitgliedschaft',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.mitgliedschaft', verbose_name='in der Rolle'),
                ),
                migrations.AddField(
                    model_name='ansicht',
                    name='mitgliedschaft',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.mitgliedschaft', verbose_name='in der Rolle'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaftevent',
                    name='benutzer',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaftevent',
                    name='freigegeben_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='freigegeben von'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaftevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.mitgliedschaft'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaftevent',
                    name='vergeben_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vergeben von'),
                ),
                migrations.AddField(
                    model_name='mitteilung',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='mitteilung',
                    name='mitgliedschaft',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.mitgliedschaft', verbose_name='in der Rolle'),
                ),
                migrations.AddField(
                    model_name='mitteilungswahl',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='netzwerkarbeit',
                    name='erfasst_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von'),
                ),
                migrations.AddField(
                    model_name='netzwerkarbeit',
                    name='storniert_von',
                    field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von'),
                ),
                migrations.AddConstraint(
                    model_name='parameter',
                    constraint=models.UniqueConstraint(fields=('schluessel', 'gueltig_ab'), name='parameter_eindeutig', violation_error_message='Für diesen Tag gibt es schon einen Wert.'),
                ),
                migrations.AddConstraint(
                    model_name='parameter',
                    constraint=models.CheckConstraint(condition=models.Q(('gueltig_bis__isnull', True), ('gueltig_bis__gte', models.F('gueltig_ab')), _connector='OR'), name='parameter_zeitraum', violation_error_message='Das Ende der Gültigkeit liegt vor ihrem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='partner',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='partner_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddField(
                    model_name='netzwerkarbeit',
                    name='partner',
                    field=models.ManyToManyField(blank=True, to='traeger.partner', verbose_name='Partner'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='partner',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_partnerevent" ("absendung", "absendung_summe", "ansprechperson", "beschreibung", "email", "id", "ist_aktiv", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version", "webseite") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ansprechperson", NEW."beschreibung", NEW."email", NEW."id", NEW."ist_aktiv", NEW."kuerzel", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."telefon", NEW."version", NEW."webseite"); RETURN NULL;', hash='f6864aa4b3d240cdaa65edf4e46c749149e37375', operation='INSERT', pgid='pgtrigger_insert_insert_dd9cc', table='traeger_partner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='partner',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_partnerevent" ("absendung", "absendung_summe", "ansprechperson", "beschreibung", "email", "id", "ist_aktiv", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version", "webseite") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ansprechperson", NEW."beschreibung", NEW."email", NEW."id", NEW."ist_aktiv", NEW."kuerzel", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."telefon", NEW."version", NEW."webseite"); RETURN NULL;', hash='de4ffce99a1c996fe36cc4c077d6473050079e07', operation='UPDATE', pgid='pgtrigger_update_update_e17b8', table='traeger_partner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='partner',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_partnerevent" ("absendung", "absendung_summe", "ansprechperson", "beschreibung", "email", "id", "ist_aktiv", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version", "webseite") VALUES (OLD."absendung", OLD."absendung_summe", OLD."ansprechperson", OLD."beschreibung", OLD."email", OLD."id", OLD."ist_aktiv", OLD."kuerzel", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."telefon", OLD."version", OLD."webseite"); RETURN NULL;', hash='426a687741390c600eda669c4c525d0cc9889c6d', operation='DELETE', pgid='pgtrigger_delete_delete_117b6', table='traeger_partner', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='partnerevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.partner'),
                ),
                migrations.AddField(
                    model_name='quartierevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.quartier'),
                ),
                migrations.AddField(
                    model_name='sitzung',
                    name='abgesagt_von',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='abgesagt von'),
                ),
                migrations.AddField(
                    model_name='sitzung',
                    name='niederschrift_von',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Niederschrift von'),
                ),
                migrations.AddField(
                    model_name='ladungevent',
                    name='sitzung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddField(
                    model_name='ladung',
                    name='sitzung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ladungen', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddField(
                    model_name='beschlussevent',
                    name='sitzung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddField(
                    model_name='beschluss',
                    name='sitzung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beschluesse', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='sitzung',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.sitzung', verbose_name='aus der Sitzung'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='sitzung',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aufgaben', to='traeger.sitzung', verbose_name='aus der Sitzung'),
                ),
                migrations.AddField(
                    model_name='sitzungevent',
                    name='abgesagt_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='abgesagt von'),
                ),
                migrations.AddField(
                    model_name='sitzungevent',
                    name='niederschrift_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Niederschrift von'),
                ),
                migrations.AddField(
                    model_name='sitzungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.sitzung'),
                ),
                migrations.AddField(
                    model_name='quartierevent',
                    name='stadtteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stadtteil', verbose_name='Stadtteil'),
                ),
                migrations.AddField(
                    model_name='quartier',
                    name='stadtteil',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='traeger.stadtteil', verbose_name='Stadtteil'),
                ),
                migrations.AddConstraint(
                    model_name='stammdatum',
                    constraint=models.UniqueConstraint(fields=('modell', 'schluessel'), name='stammdatum_eindeutig', violation_error_message='Diese Zeile der Stammdaten ist schon eingespielt.'),
                ),
                migrations.AddField(
                    model_name='standort',
                    name='quartier',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='traeger.quartier', verbose_name='Quartier'),
                ),
                migrations.AddField(
                    model_name='standort',
                    name='stadtteil',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='traeger.stadtteil', verbose_name='Stadtteil'),
                ),
                migrations.AddField(
                    model_name='standort',
                    name='vorgaenger',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nachfolger', to='traeger.standort', verbose_name='umgezogen von'),
                ),
                migrations.AddField(
                    model_name='standortalias',
                    name='standort',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliase', to='traeger.standort', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='standortaliasevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.standortalias'),
                ),
                migrations.AddField(
                    model_name='standortaliasevent',
                    name='standort',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.standort', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='standortevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.standort'),
                ),
                migrations.AddField(
                    model_name='standortevent',
                    name='quartier',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.quartier', verbose_name='Quartier'),
                ),
                migrations.AddField(
                    model_name='standortevent',
                    name='stadtteil',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stadtteil', verbose_name='Stadtteil'),
                ),
                migrations.AddField(
                    model_name='standortevent',
                    name='vorgaenger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.standort', verbose_name='umgezogen von'),
                ),
                migrations.AddField(
                    model_name='stellenanteil',
                    name='standort',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='traeger.standort', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='bewilligungevent',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='bewilligung',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='bewilligungen', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='besetzungevent',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='besetzung',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='besetzungen', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='anteilmeldungevent',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='anteilmeldung',
                    name='stellenanteil',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='meldungen', to='traeger.stellenanteil', verbose_name='Stellenanteil'),
                ),
                migrations.AddField(
                    model_name='stellenanteilevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.stellenanteil'),
                ),
                migrations.AddField(
                    model_name='stellenanteilevent',
                    name='standort',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.standort', verbose_name='Standort'),
                ),
                migrations.AddField(
                    model_name='tagesordnungspunkt',
                    name='sitzung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='punkte', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddField(
                    model_name='beschlussevent',
                    name='punkt',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.tagesordnungspunkt', verbose_name='zum Punkt'),
                ),
                migrations.AddField(
                    model_name='beschluss',
                    name='punkt',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='beschluesse', to='traeger.tagesordnungspunkt', verbose_name='zum Punkt'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='punkt',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.tagesordnungspunkt', verbose_name='zum Punkt'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='punkt',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='aufgaben', to='traeger.tagesordnungspunkt', verbose_name='zum Punkt'),
                ),
                migrations.AddField(
                    model_name='tagesordnungspunktevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.tagesordnungspunkt'),
                ),
                migrations.AddField(
                    model_name='tagesordnungspunktevent',
                    name='sitzung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.sitzung', verbose_name='Sitzung'),
                ),
                migrations.AddConstraint(
                    model_name='traeger',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='traeger_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='traeger',
                    constraint=models.CheckConstraint(condition=models.Q(('auskunftsfrist_monate__gte', 1), ('aufbewahrung_jahre__gte', 1)), name='traeger_fristen', violation_error_message='Auskunftsfrist und Aufbewahrung betragen mindestens 1.'),
                ),
                migrations.AddField(
                    model_name='tagesordnungspunktevent',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='eingebracht von'),
                ),
                migrations.AddField(
                    model_name='tagesordnungspunkt',
                    name='traeger',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='eingebracht von'),
                ),
                migrations.AddField(
                    model_name='stellenanteilevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='stellenanteil',
                    name='traeger',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stellenanteile', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='standortevent',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='standort',
                    name='traeger',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='netzwerkarbeit',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaftevent',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='mitgliedschaft',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='importlaufevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='importlauf',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='fachkraftschluessel',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='fachkraftevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='fachkraftberichtigung',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='fachkraft',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='entwurf',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='einsicht',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='einladungevent',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='einladung',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='bewilligungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='bewilligung',
                    name='traeger',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='besetzungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='besetzung',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='auftrag',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='aufgabeevent',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='verantwortlich'),
                ),
                migrations.AddField(
                    model_name='aufgabe',
                    name='traeger',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='verantwortlich'),
                ),
                migrations.AddField(
                    model_name='anteilmeldungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='anteilmeldung',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='ansicht',
                    name='traeger',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='abwesenheitevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='abwesenheit',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='traeger',
                    trigger=pgtrigger.compiler.Trigger(name='art_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."art" IS DISTINCT FROM (NEW."art"))', func="\n                    if current_user = 'arge_web' and coalesce(zugang() ->> 'rolle', '') <> 'technisch' then\n                        raise exception using errcode = '23514', constraint = 'regel_traeger_art',\n                            message = 'Ob ein Träger frei oder die Kommune ist, steht nach dem Anlegen fest.';\n                    end if;\n                    return new;\n                ", hash='c15ee8a6fa0fb23eb3162e095d9e7cbfae25ac65', operation='UPDATE', pgid='pgtrigger_art_fest_79d9f', table='traeger_traeger', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='traeger',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_traegerevent" ("absendung", "absendung_summe", "ansprechperson", "ansprechperson_vertretung", "art", "aufbewahrung_jahre", "aufsicht", "auskunftsfrist_monate", "datenschutzbeauftragte", "datenschutzregime", "email", "id", "kuerzel", "kurzname", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ansprechperson", NEW."ansprechperson_vertretung", NEW."art", NEW."aufbewahrung_jahre", NEW."aufsicht", NEW."auskunftsfrist_monate", NEW."datenschutzbeauftragte", NEW."datenschutzregime", NEW."email", NEW."id", NEW."kuerzel", NEW."kurzname", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."telefon", NEW."version"); RETURN NULL;', hash='e85d6a3d88ef4c3dfc5010e7abc591d669924b4d', operation='INSERT', pgid='pgtrigger_insert_insert_4679d', table='traeger_traeger', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='traeger',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_traegerevent" ("absendung", "absendung_summe", "ansprechperson", "ansprechperson_vertretung", "art", "aufbewahrung_jahre", "aufsicht", "auskunftsfrist_monate", "datenschutzbeauftragte", "datenschutzregime", "email", "id", "kuerzel", "kurzname", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ansprechperson", NEW."ansprechperson_vertretung", NEW."art", NEW."aufbewahrung_jahre", NEW."aufsicht", NEW."auskunftsfrist_monate", NEW."datenschutzbeauftragte", NEW."datenschutzregime", NEW."email", NEW."id", NEW."kuerzel", NEW."kurzname", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."telefon", NEW."version"); RETURN NULL;', hash='f2e7f2cc26f53181d9bf20e3c4f60f3bc4eae4a3', operation='UPDATE', pgid='pgtrigger_update_update_520f6', table='traeger_traeger', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='traeger',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_traegerevent" ("absendung", "absendung_summe", "ansprechperson", "ansprechperson_vertretung", "art", "aufbewahrung_jahre", "aufsicht", "auskunftsfrist_monate", "datenschutzbeauftragte", "datenschutzregime", "email", "id", "kuerzel", "kurzname", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telefon", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."ansprechperson", OLD."ansprechperson_vertretung", OLD."art", OLD."aufbewahrung_jahre", OLD."aufsicht", OLD."auskunftsfrist_monate", OLD."datenschutzbeauftragte", OLD."datenschutzregime", OLD."email", OLD."id", OLD."kuerzel", OLD."kurzname", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."telefon", OLD."version"); RETURN NULL;', hash='fc14ffae0224a3100c2341ccbe865f95ca6cbf35', operation='DELETE', pgid='pgtrigger_delete_delete_736b1', table='traeger_traeger', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='traegerevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.traeger'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarung',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='vereinbarung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='vereinbarung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarung',
                    constraint=models.CheckConstraint(condition=models.Q(('gekuendigt_am__isnull', True), ('bis__gte', models.F('gekuendigt_am')), _connector='OR'), name='vereinbarung_kuendigung', violation_error_message='Eine gekündigte Vereinbarung hat ein Ende, das nicht vor der Kündigung liegt.'),
                ),
                migrations.AddField(
                    model_name='stellenanteilevent',
                    name='vereinbarung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                migrations.AddField(
                    model_name='stellenanteil',
                    name='vereinbarung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                migrations.AddField(
                    model_name='sitzungevent',
                    name='vereinbarung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                migrations.AddField(
                    model_name='sitzung',
                    name='vereinbarung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sitzungen', to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vereinbarungevent" ("absendung", "absendung_summe", "annahme", "art", "bemerkung", "bis", "gekuendigt_am", "id", "kuerzel", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "titel", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."annahme", NEW."art", NEW."bemerkung", NEW."bis", NEW."gekuendigt_am", NEW."id", NEW."kuerzel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."titel", NEW."version", NEW."von"); RETURN NULL;', hash='e5f4ca324c0bdc87f334fe793e060cba3066932e', operation='INSERT', pgid='pgtrigger_insert_insert_02197', table='traeger_vereinbarung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_vereinbarungevent" ("absendung", "absendung_summe", "annahme", "art", "bemerkung", "bis", "gekuendigt_am", "id", "kuerzel", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "titel", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."annahme", NEW."art", NEW."bemerkung", NEW."bis", NEW."gekuendigt_am", NEW."id", NEW."kuerzel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."titel", NEW."version", NEW."von"); RETURN NULL;', hash='00a60515e17e45d93994551c4e8ebf2bd0b9d03b', operation='UPDATE', pgid='pgtrigger_update_update_abde3', table='traeger_vereinbarung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vereinbarungevent" ("absendung", "absendung_summe", "annahme", "art", "bemerkung", "bis", "gekuendigt_am", "id", "kuerzel", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "titel", "version", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."annahme", OLD."art", OLD."bemerkung", OLD."bis", OLD."gekuendigt_am", OLD."id", OLD."kuerzel", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."titel", OLD."version", OLD."von"); RETURN NULL;', hash='be7cd32b95508b9e5662c81dac37eb592d1cefa7', operation='DELETE', pgid='pgtrigger_delete_delete_2a0fa', table='traeger_vereinbarung', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='vereinbarungdokument',
                    name='hochgeladen_von',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von'),
                ),
                migrations.AddField(
                    model_name='vereinbarungdokument',
                    name='vereinbarung',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dokumente', to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                migrations.AddField(
                    model_name='vereinbarungdokumentevent',
                    name='hochgeladen_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hochgeladen von'),
                ),
                migrations.AddField(
                    model_name='vereinbarungdokumentevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.vereinbarungdokument'),
                ),
                migrations.AddField(
                    model_name='vereinbarungdokumentevent',
                    name='vereinbarung',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.vereinbarung', verbose_name='Vereinbarung'),
                ),
                migrations.AddField(
                    model_name='vereinbarungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.vereinbarung'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='abwesenheit',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vertretungen', to='traeger.abwesenheit', verbose_name='Abwesenheit'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='benutzer',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='eingerichtet_von',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingerichtet von'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='vertretungen', to='traeger.fachkraft', verbose_name='wird vertreten durch'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='vertretung',
                    name='vertreten',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='wird_vertreten', to='traeger.fachkraft', verbose_name='abwesend'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='abwesenheit',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.abwesenheit', verbose_name='Abwesenheit'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='benutzer',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Konto'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='eingerichtet_von',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eingerichtet von'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='fachkraft',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='wird vertreten durch'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.vertretung'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='vertretungevent',
                    name='vertreten',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='abwesend'),
                ),
                migrations.AddField(
                    model_name='warnmeldung',
                    name='quittiert_von',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='quittiert von'),
                ),
                migrations.AddField(
                    model_name='warnmeldung',
                    name='traeger',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddField(
                    model_name='warnmeldungevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='traeger.warnmeldung'),
                ),
                migrations.AddField(
                    model_name='warnmeldungevent',
                    name='quittiert_von',
                    field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='quittiert von'),
                ),
                migrations.AddField(
                    model_name='warnmeldungevent',
                    name='traeger',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger'),
                ),
                migrations.AddIndex(
                    model_name='benutzerevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_ben_pgh_obj_00d61c_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='benutzerevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4695bfcd022bc1349d275802c13c5f5245bbb776', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_90b8c', table='traeger_benutzerevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='fristberichtigung',
                    constraint=models.CheckConstraint(condition=models.Q(('alt', models.F('neu')), _negated=True), name='fristberichtigung_anders', violation_error_message='Das ist schon die Frist.'),
                ),
                migrations.AddConstraint(
                    model_name='fristberichtigung',
                    constraint=models.CheckConstraint(condition=models.Q(('grund__regex', '\\S')), name='fristberichtigung_grund', violation_error_message='Eine Frist wird nur mit Begründung berichtigt.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fristberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='anhaengend', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5ea6879132e8fa228f6c554592af0f8a06134b1', operation='UPDATE OR DELETE', pgid='pgtrigger_anhaengend_3c59d', table='traeger_fristberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fristberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='frist_gilt', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE stand traeger_aufgabe%ROWTYPE; satz text;', func="\n                    select * into stand from traeger_aufgabe where id = new.aufgabe_id for no key update;\n                    satz := case\n                        when new.berichtigt_von_id <> coalesce((zugang() ->> 'benutzer')::bigint, new.berichtigt_von_id)\n                            then 'Berichtigt wird nur im eigenen Namen.'\n                        when new.id <> currval(pg_get_serial_sequence('traeger_fristberichtigung', 'id'))\n                            then 'Die Nummer vergibt die Datenbank.'\n                        when stand.erledigt_am is not null or stand.storniert_am is not null\n                            then 'Berichtigt wird nur die Frist einer offenen Aufgabe.'\n                        when stand.faellig_am <> new.alt\n                            then 'Die Frist ist inzwischen eine andere.'\n                        when new.neu < (stand.angelegt_am at time zone 'Europe/Berlin')::date\n                            then 'Die Frist liegt vor dem Tag, an dem die Aufgabe verteilt wurde.'\n                    end;\n                    if satz is not null then\n                        raise exception using errcode = '23514', constraint = 'regel_frist', message = satz;\n                    end if;\n                    return new;\n                ", hash='f79baec37ddc090ea2dc01b50b7a3aa790bb3a7c', operation='INSERT', pgid='pgtrigger_frist_gilt_06f15', table='traeger_fristberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fristberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='frist_setzen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    update traeger_aufgabe set faellig_am = new.neu, version = version + 1 where id = new.aufgabe_id;\n                    return null;\n                ', hash='eecb4e2cb301b7e19741e91897150f960a46945f', operation='INSERT', pgid='pgtrigger_frist_setzen_7e759', table='traeger_fristberichtigung', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='kalenderabo',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='konten', nach='benutzer', name='kalenderabo_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='kalenderabo',
                    constraint=models.UniqueConstraint(fields=('benutzer', 'mitgliedschaft'), name='kalenderabo_eindeutig', violation_error_message='Es gibt schon ein Abonnement.'),
                ),
                migrations.AddIndex(
                    model_name='mitteilung',
                    index=models.Index(condition=models.Q(('gelesen_am__isnull', True), ('glocke', True)), fields=['benutzer', 'mitgliedschaft'], name='mitteilung_ungelesen'),
                ),
                migrations.AddConstraint(
                    model_name='mitteilung',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='mitteilungen', nach='benutzer', name='mitteilung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='mitteilung',
                    constraint=models.UniqueConstraint(fields=('benutzer', 'mitgliedschaft', 'anlass', 'pfad', 'tag'), name='mitteilung_einmal', violation_error_message='Das ist schon mitgeteilt.'),
                ),
                migrations.AddConstraint(
                    model_name='mitteilung',
                    constraint=models.CheckConstraint(condition=models.Q(('pfad__regex', '^/([a-z][!-~]*)?\\Z')), name='mitteilung_im_haus', violation_error_message='Eine Mitteilung führt nur zu einer Seite dieses Hauses.'),
                ),
                migrations.AddConstraint(
                    model_name='mitteilungswahl',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='mitteilungen', nach='benutzer', name='mitteilungswahl_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='mitteilungswahl',
                    constraint=models.UniqueConstraint(fields=('benutzer',), name='mitteilungswahl_eindeutig', violation_error_message='Zu diesem Konto gibt es schon eine Wahl.'),
                ),
                migrations.AddIndex(
                    model_name='partnerevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_par_pgh_obj_121527_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='partnerevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b88e81280370ae887e8c6874f411adebb0975a14', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e10c7', table='traeger_partnerevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='ladungevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_lad_pgh_obj_e4f2ad_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ladungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4b73113e2c8cc9a750999800469c2c50cf2ec0d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_10fbf', table='traeger_ladungevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='ladung',
                    constraint=models.UniqueConstraint(fields=('sitzung', 'benutzer'), name='ladung_einmal', violation_error_message='Diese Person ist schon eingeladen.'),
                ),
                migrations.AddConstraint(
                    model_name='ladung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('abgesagt', False), ('am__isnull', True), ('beginn__isnull', True), ('folge__isnull', True), ('geschickt_am__isnull', True)), models.Q(('am__isnull', False), ('folge__isnull', False), ('geschickt_am__isnull', False)), _connector='OR'), name='ladung_geschickt', violation_error_message='Fassung und Zeitpunkt der Einladung gehören zusammen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ladung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_ladungevent" ("abgesagt", "am", "beginn", "benutzer_id", "ende", "folge", "geschickt_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id") VALUES (NEW."abgesagt", NEW."am", NEW."beginn", NEW."benutzer_id", NEW."ende", NEW."folge", NEW."geschickt_am", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sitzung_id"); RETURN NULL;', hash='34a39b37e05c61ec3bb7471a76b626d97f156ac7', operation='INSERT', pgid='pgtrigger_insert_insert_96877', table='traeger_ladung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ladung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_ladungevent" ("abgesagt", "am", "beginn", "benutzer_id", "ende", "folge", "geschickt_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id") VALUES (NEW."abgesagt", NEW."am", NEW."beginn", NEW."benutzer_id", NEW."ende", NEW."folge", NEW."geschickt_am", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sitzung_id"); RETURN NULL;', hash='ce41764d92d0e65f41c8435b039fbbe3aa6b6e81', operation='UPDATE', pgid='pgtrigger_update_update_1cd3d', table='traeger_ladung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ladung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_ladungevent" ("abgesagt", "am", "beginn", "benutzer_id", "ende", "folge", "geschickt_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id") VALUES (OLD."abgesagt", OLD."am", OLD."beginn", OLD."benutzer_id", OLD."ende", OLD."folge", OLD."geschickt_am", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sitzung_id"); RETURN NULL;', hash='7d943f34e784ab0a48bd49ee78f40c953c17f34c', operation='DELETE', pgid='pgtrigger_delete_delete_03e3d', table='traeger_ladung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='quartierevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_qua_pgh_obj_7f5074_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='quartierevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab3b068aad6a111f1761df6a82b6dc299bbd36f3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f017', table='traeger_quartierevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='quartier',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='quartier_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='quartier',
                    constraint=models.UniqueConstraint(fields=('stadtteil', 'name'), name='quartier_eindeutig', violation_error_message='Dieses Quartier gibt es schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='quartier',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_quartierevent" ("absendung", "absendung_summe", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stadtteil_id", NEW."version"); RETURN NULL;', hash='efe89c88cd00e43b9fcb1644f32178295dd4ec2c', operation='INSERT', pgid='pgtrigger_insert_insert_3e250', table='traeger_quartier', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='quartier',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_quartierevent" ("absendung", "absendung_summe", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stadtteil_id", NEW."version"); RETURN NULL;', hash='753d8325b0599e1c8248f1c6dc231e3595c5d81e', operation='UPDATE', pgid='pgtrigger_update_update_1bc97', table='traeger_quartier', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='quartier',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_quartierevent" ("absendung", "absendung_summe", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stadtteil_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stadtteil_id", OLD."version"); RETURN NULL;', hash='c98f20a882cd169635003b0d2bff0c92f8e10d29', operation='DELETE', pgid='pgtrigger_delete_delete_4811f', table='traeger_quartier', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standortalias',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_standortaliasevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."standort_id"); RETURN NULL;', hash='5f2ad22e49c90661e7ded4d26fd89134ecbbee70', operation='INSERT', pgid='pgtrigger_insert_insert_8be88', table='traeger_standortalias', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standortalias',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_standortaliasevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."standort_id"); RETURN NULL;', hash='7e8f4d58812b0bbcdeccef0683569b28b7bd3a21', operation='UPDATE', pgid='pgtrigger_update_update_6a991', table='traeger_standortalias', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standortalias',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_standortaliasevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standort_id") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."standort_id"); RETURN NULL;', hash='e8d1a6019c7cce2cb6407f3f8c0bb9d93fb53358', operation='DELETE', pgid='pgtrigger_delete_delete_a9056', table='traeger_standortalias', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='standortaliasevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_sta_pgh_obj_396d02_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standortaliasevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9cea26a88125b957b8f5a1c400f727834691cd44', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce704', table='traeger_standortaliasevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='beschlussevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_bes_pgh_obj_481afe_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beschlussevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a11007198560f3abaa84423bde70d6151e61bfd3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4443', table='traeger_beschlussevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='beschluss',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='beschluss_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='beschluss',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='beschluss_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='beschluss',
                    constraint=models.UniqueConstraint(fields=('sitzung', 'nummer'), name='beschluss_nummer', violation_error_message='Diese Nummer trägt schon ein Beschluss der Sitzung.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beschluss',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_beschlussevent" ("absendung", "absendung_summe", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "text", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."id", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."punkt_id", NEW."sitzung_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."text", NEW."version"); RETURN NULL;', hash='1b8a324087cb951c2082de6d4c169af72b3a9dc6', operation='INSERT', pgid='pgtrigger_insert_insert_b7cba', table='traeger_beschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beschluss',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_beschlussevent" ("absendung", "absendung_summe", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "text", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."id", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."punkt_id", NEW."sitzung_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."text", NEW."version"); RETURN NULL;', hash='1bbb6f83adb3941167bbe7ec35dcfd8eccf5b7d2', operation='UPDATE', pgid='pgtrigger_update_update_07f57', table='traeger_beschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beschluss',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_beschlussevent" ("absendung", "absendung_summe", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "text", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."id", OLD."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."punkt_id", OLD."sitzung_id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."text", OLD."version"); RETURN NULL;', hash='63fd257b0ff44741294e1459ff6e0baaa637ddf0', operation='DELETE', pgid='pgtrigger_delete_delete_c5d7a', table='traeger_beschluss', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='tagesordnungspunktevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_tag_traeger_654baf_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tagesordnungspunktevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f20e8c70d4e6ea8390c08c3d782963ed3399b0d7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7e3af', table='traeger_tagesordnungspunktevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='tagesordnungspunkt',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='tagesordnungspunkt_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='tagesordnungspunkt',
                    constraint=models.UniqueConstraint(fields=('sitzung', 'nummer'), name='tagesordnungspunkt_nummer', violation_error_message='Diese Nummer gibt es auf der Tagesordnung schon.'),
                ),
                migrations.AddConstraint(
                    model_name='tagesordnungspunkt',
                    constraint=models.CheckConstraint(condition=models.Q(('nummer__gte', 1)), name='tagesordnungspunkt_ab_eins', violation_error_message='Die Tagesordnung beginnt bei 1.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tagesordnungspunkt',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_tagesordnungspunktevent" ("absendung", "absendung_summe", "ergebnis", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id", "titel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ergebnis", NEW."id", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sitzung_id", NEW."titel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='2fe1ec2268813fa96e4f8b96b6e3f363a423d893', operation='INSERT', pgid='pgtrigger_insert_insert_d366d', table='traeger_tagesordnungspunkt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tagesordnungspunkt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_tagesordnungspunktevent" ("absendung", "absendung_summe", "ergebnis", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id", "titel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."ergebnis", NEW."id", NEW."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sitzung_id", NEW."titel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='e3c04f2ff6754aa122ce40814e80bee6f2b4a29c', operation='UPDATE', pgid='pgtrigger_update_update_08c1a', table='traeger_tagesordnungspunkt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='tagesordnungspunkt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_tagesordnungspunktevent" ("absendung", "absendung_summe", "ergebnis", "id", "nummer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sitzung_id", "titel", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."ergebnis", OLD."id", OLD."nummer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sitzung_id", OLD."titel", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='3e022528ef86bef12612500e578a8fcb8496641e', operation='DELETE', pgid='pgtrigger_delete_delete_3daed', table='traeger_tagesordnungspunkt', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='standortevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_sta_traeger_b4591f_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standortevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e0406dfcfb6ceaecf99c19e8d5f2dd72244c823e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec038', table='traeger_standortevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='standort',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='standort_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='standort',
                    constraint=models.CheckConstraint(condition=models.Q(('von__isnull', True), ('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='standort_zeitraum', violation_error_message='Das Ende der Nutzung liegt vor ihrem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='standort',
                    constraint=models.CheckConstraint(condition=models.Q(('vorgaenger__isnull', True), models.Q(('vorgaenger', models.F('id')), _negated=True), _connector='OR'), name='standort_zieht_um', violation_error_message='Ein Standort zieht nicht an sich selbst um.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standort',
                    trigger=pgtrigger.compiler.Trigger(name='standort_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform stellen_am_standort_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='fba61e7588b77c25f5164d87be65c61dd8344985', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_standort_haelt_anders_fca00', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_standort', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standort',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_standortevent" ("absendung", "absendung_summe", "bis", "id", "ist_gu", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plz", "quartier_id", "stadtteil_id", "strasse", "traeger_id", "version", "von", "vorgaenger_id") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."id", NEW."ist_gu", NEW."kuerzel", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plz", NEW."quartier_id", NEW."stadtteil_id", NEW."strasse", NEW."traeger_id", NEW."version", NEW."von", NEW."vorgaenger_id"); RETURN NULL;', hash='0870376aa2f3ce538ca53f5aa886c1a89298d5a6', operation='INSERT', pgid='pgtrigger_insert_insert_f1234', table='traeger_standort', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standort',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_standortevent" ("absendung", "absendung_summe", "bis", "id", "ist_gu", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plz", "quartier_id", "stadtteil_id", "strasse", "traeger_id", "version", "von", "vorgaenger_id") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."id", NEW."ist_gu", NEW."kuerzel", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plz", NEW."quartier_id", NEW."stadtteil_id", NEW."strasse", NEW."traeger_id", NEW."version", NEW."von", NEW."vorgaenger_id"); RETURN NULL;', hash='1cf2a0ffdb5e1ed0e8f723c60a9b9417bb38a0a9', operation='UPDATE', pgid='pgtrigger_update_update_19b7f', table='traeger_standort', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standort',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_standortevent" ("absendung", "absendung_summe", "bis", "id", "ist_gu", "kuerzel", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plz", "quartier_id", "stadtteil_id", "strasse", "traeger_id", "version", "von", "vorgaenger_id") VALUES (OLD."absendung", OLD."absendung_summe", OLD."bis", OLD."id", OLD."ist_gu", OLD."kuerzel", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plz", OLD."quartier_id", OLD."stadtteil_id", OLD."strasse", OLD."traeger_id", OLD."version", OLD."von", OLD."vorgaenger_id"); RETURN NULL;', hash='921b5479c672b325ab985f2dcc12bd16cde9d1ab', operation='DELETE', pgid='pgtrigger_delete_delete_c52cf', table='traeger_standort', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='netzwerkarbeit',
                    index=models.Index(fields=['traeger', 'am'], name='traeger_net_traeger_65fc66_idx'),
                ),
                migrations.AddIndex(
                    model_name='netzwerkarbeit',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='traeger_net_traeger_358454_idx'),
                ),
                migrations.AddIndex(
                    model_name='netzwerkarbeit',
                    index=models.Index(fields=['traeger', 'erfasst_von'], name='traeger_net_traeger_c21deb_idx'),
                ),
                migrations.AddConstraint(
                    model_name='netzwerkarbeit',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='projekte', name='netzwerkarbeit_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='netzwerkarbeit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='netzwerkarbeit_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='netzwerkarbeit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='netzwerkarbeit_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='netzwerkarbeit',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='netzwerkarbeit_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='netzwerkarbeit',
                    constraint=models.CheckConstraint(condition=models.Q(('dauer_minuten__gte', 5), ('dauer_minuten__lte', 1440)), name='netzwerkarbeit_dauer', violation_error_message='Die Dauer liegt zwischen 5 Minuten und 24 Stunden.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='netzwerkarbeit',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0685531f22210b15737cfc42d02bc1e171d3e14c', operation='UPDATE', pgid='pgtrigger_traeger_fest_b4de4', table='traeger_netzwerkarbeit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mitgliedschaftevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b9e609e96c3880ce5f35113cd1e80d2156ca13b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b672', table='traeger_mitgliedschaftevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='konten', eigene=True, leer=True, name='mitgliedschaft_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('bis__isnull', True), ('galt_nie', False)), models.Q(('bis__gte', models.F('von')), ('galt_nie', False)), models.Q(('bis__isnull', False), ('bis__lt', models.F('von')), ('galt_nie', True)), _connector='OR'), name='mitgliedschaft_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('rolle__in', ['betrieb', 'koordination']), ('traeger__isnull', True)), models.Q(('traeger__isnull', False), models.Q(('rolle__in', ['betrieb', 'koordination']), _negated=True)), _connector='OR'), name='mitgliedschaft_sitz', violation_error_message='Koordination und Betrieb haben keinen Träger, alle anderen Rollen brauchen einen.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(('arbeitsfelder', []), ('rolle__in', ['fachkraft']), _connector='OR'), name='mitgliedschaft_arbeitsfelder', violation_error_message='Arbeitsfelder führt nur eine Fachkraft; die Leitung hat alle.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('benutzer', 'traeger', 'rolle', bis='von', name='mitgliedschaft_eindeutig', violation_error_message='Diese Mitgliedschaft gibt es schon.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('vergeben_am__isnull', True), ('vergeben_von__isnull', True)), models.Q(('vergeben_am__isnull', False), ('vergeben_von__isnull', False)), _connector='OR'), name='mitgliedschaft_vergeben_paar', violation_error_message='Zeitpunkt und Person der Vergabe gehören zusammen.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('freigegeben_am__isnull', True), ('freigegeben_von__isnull', True)), models.Q(('freigegeben_am__isnull', False), ('freigegeben_von__isnull', False), ('vergeben_von__isnull', False)), _connector='OR'), name='mitgliedschaft_freigegeben_paar', violation_error_message='Freigegeben wird mit Zeitpunkt und Person, und nur, was jemand vergeben hat.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(('vergeben_von__isnull', True), models.Q(('vergeben_von', models.F('benutzer')), _negated=True), _connector='OR'), name='mitgliedschaft_nie_sich_selbst', violation_error_message='Niemand gibt sich selbst eine Mitgliedschaft.'),
                ),
                migrations.AddConstraint(
                    model_name='mitgliedschaft',
                    constraint=models.CheckConstraint(condition=models.Q(('freigegeben_von__isnull', True), models.Q(models.Q(('freigegeben_von', models.F('benutzer')), _negated=True), models.Q(('freigegeben_von', models.F('vergeben_von')), _negated=True)), _connector='OR'), name='mitgliedschaft_freigabe_zu_zweit', violation_error_message='Freigeben kann nur, wer weder eingeladen hat noch selbst eingeladen ist.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mitgliedschaft',
                    trigger=pgtrigger.compiler.Trigger(name='kommune', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."rolle" IN (\'pruefung\', \'steuerung\'))', func="\n                    if not exists (select 1 from traeger_traeger where id = new.traeger_id and art = 'kommune') then\n                        raise exception using errcode = '23514', constraint = 'regel_mitgliedschaft_kommune',\n                            message = 'Steuerung und Prüfung gibt es nur bei der Kommune.';\n                    end if;\n                    return new;\n                ", hash='58c07a4a7850f552d875e17bbbcae6f88ea569bd', operation='INSERT OR UPDATE', pgid='pgtrigger_kommune_cdec3', table='traeger_mitgliedschaft', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mitgliedschaft',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_mitgliedschaftevent" ("arbeitsfelder", "benutzer_id", "bis", "freigegeben_am", "freigegeben_von_id", "galt_nie", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id", "vergeben_am", "vergeben_von_id", "von") VALUES (NEW."arbeitsfelder", NEW."benutzer_id", NEW."bis", NEW."freigegeben_am", NEW."freigegeben_von_id", NEW."galt_nie", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rolle", NEW."traeger_id", NEW."vergeben_am", NEW."vergeben_von_id", NEW."von"); RETURN NULL;', hash='75f23128c17af8a1de5c9044ef28ba0906fe3f4b', operation='INSERT', pgid='pgtrigger_insert_insert_18ff1', table='traeger_mitgliedschaft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mitgliedschaft',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_mitgliedschaftevent" ("arbeitsfelder", "benutzer_id", "bis", "freigegeben_am", "freigegeben_von_id", "galt_nie", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id", "vergeben_am", "vergeben_von_id", "von") VALUES (NEW."arbeitsfelder", NEW."benutzer_id", NEW."bis", NEW."freigegeben_am", NEW."freigegeben_von_id", NEW."galt_nie", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rolle", NEW."traeger_id", NEW."vergeben_am", NEW."vergeben_von_id", NEW."von"); RETURN NULL;', hash='95b5289e7515077dc8363c5670882319446efabb', operation='UPDATE', pgid='pgtrigger_update_update_e7a6d', table='traeger_mitgliedschaft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mitgliedschaft',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_mitgliedschaftevent" ("arbeitsfelder", "benutzer_id", "bis", "freigegeben_am", "freigegeben_von_id", "galt_nie", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id", "vergeben_am", "vergeben_von_id", "von") VALUES (OLD."arbeitsfelder", OLD."benutzer_id", OLD."bis", OLD."freigegeben_am", OLD."freigegeben_von_id", OLD."galt_nie", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rolle", OLD."traeger_id", OLD."vergeben_am", OLD."vergeben_von_id", OLD."von"); RETURN NULL;', hash='4594e4d0650d95b484aec42d56d9238b7ac1bc2a', operation='DELETE', pgid='pgtrigger_delete_delete_2a0d0', table='traeger_mitgliedschaft', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='importlaufevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_imp_traeger_1ec04e_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlaufevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0c679aa0b413dafa6839085100428417fa7a0b3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_34b03', table='traeger_importlaufevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='importlauf',
                    index=models.Index(fields=['traeger', 'hochgeladen_von'], name='traeger_imp_traeger_3c5c4b_idx'),
                ),
                migrations.AddIndex(
                    model_name='importlauf',
                    index=models.Index(fields=['traeger', 'entschieden_von'], name='traeger_imp_traeger_766bad_idx'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='auftraege', name='importlauf_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='importlauf_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='importlauf_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.CheckConstraint(condition=models.Q(('datei', ''), ('datei__regex', django.db.models.functions.text.Concat(models.Value('^hochgeladen/importlauf/', models.TextField()), django.db.models.functions.comparison.Cast('traeger_id', models.TextField()), models.Value('/[0-9a-f]{32}(\\.[a-z0-9]{1,7})?$', models.TextField()), output_field=models.TextField())), _connector='OR'), name='importlauf_datei', violation_error_message='Diese Datei gehört nicht zu dieser Zeile.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.UniqueConstraint(condition=models.Q(('datei', ''), _negated=True), fields=('traeger', 'datei'), name='importlauf_eine_datei', violation_error_message='Diese Datei gehört schon zu einer anderen Zeile.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.CheckConstraint(condition=models.Q(('viren_stand__in', ['offen', 'ungeprueft']), models.Q(('viren_stand', 'sauber'), ('viren_versuch__isnull', False)), models.Q(('datei', ''), ('viren_stand', 'befallen'), ('viren_versuch__isnull', False)), _connector='OR'), name='importlauf_viren', violation_error_message='Geprüft ist eine Datei zu einem Zeitpunkt; was Schadsoftware enthält, wird gelöscht.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('entschieden_am__isnull', True), ('entschieden_von__isnull', True), ('stand__in', ['geprueft', 'hochgeladen'])), models.Q(('entschieden_am__isnull', False), ('entschieden_von__isnull', True), ('stand__in', ['abgelaufen', 'abgewiesen'])), models.Q(('entschieden_am__isnull', False), ('entschieden_von__isnull', False), ('stand__in', ['uebernommen', 'verworfen'])), _connector='OR'), name='importlauf_entschieden', violation_error_message='Übernommen oder verworfen hat jemand, zu einem Zeitpunkt; abgelaufen ist von selbst.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand__in', ['geprueft', 'uebernommen']), _negated=True), ('viren_stand__in', ['sauber', 'ungeprueft']), _connector='OR'), name='importlauf_virenfrei', violation_error_message='Eingelesen und übernommen wird keine Datei, deren Virenprüfung noch läuft oder etwas fand.'),
                ),
                migrations.AddConstraint(
                    model_name='importlauf',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('stand', 'uebernommen'), _negated=True), ('zeilen_falsch', 0), _connector='OR'), name='importlauf_fehlerfrei', violation_error_message='Eine Datei mit falschen Zeilen wird nicht übernommen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlauf',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='abd2de9574c241cfb66e4108ac360a6eab81b44a', operation='UPDATE', pgid='pgtrigger_traeger_fest_e3346', table='traeger_importlauf', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlauf',
                    trigger=pgtrigger.compiler.Trigger(name='datei_bleibt', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.datei <> '' and split_part(NEW.datei, '.', 1) is distinct from split_part(OLD.datei, '.', 1))", func="\n                    raise exception using errcode = '23514', constraint = 'regel_datei',\n                        message = 'Eine hochgeladene Datei wird nie durch eine andere ersetzt.';\n                ", hash='063c424abdaa6e1c95312bdc88f292ef5870830d', operation='UPDATE', pgid='pgtrigger_datei_bleibt_bdd5a', table='traeger_importlauf', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlauf',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_importlaufevent" ("absendung", "absendung_summe", "art", "dateiname", "entschieden_am", "entschieden_von_id", "grund", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "stand", "traeger_id", "version", "viren_stand", "zeilen", "zeilen_falsch") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."dateiname", NEW."entschieden_am", NEW."entschieden_von_id", NEW."grund", NEW."hochgeladen_am", NEW."hochgeladen_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pruefsumme", NEW."stand", NEW."traeger_id", NEW."version", NEW."viren_stand", NEW."zeilen", NEW."zeilen_falsch"); RETURN NULL;', hash='9915376d95e81b17121ab24845a5b950ed35aa0c', operation='INSERT', pgid='pgtrigger_insert_insert_6b12e', table='traeger_importlauf', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlauf',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."art" IS DISTINCT FROM (NEW."art") OR OLD."dateiname" IS DISTINCT FROM (NEW."dateiname") OR OLD."entschieden_am" IS DISTINCT FROM (NEW."entschieden_am") OR OLD."entschieden_von_id" IS DISTINCT FROM (NEW."entschieden_von_id") OR OLD."grund" IS DISTINCT FROM (NEW."grund") OR OLD."hochgeladen_am" IS DISTINCT FROM (NEW."hochgeladen_am") OR OLD."hochgeladen_von_id" IS DISTINCT FROM (NEW."hochgeladen_von_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pruefsumme" IS DISTINCT FROM (NEW."pruefsumme") OR OLD."stand" IS DISTINCT FROM (NEW."stand") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."viren_stand" IS DISTINCT FROM (NEW."viren_stand") OR OLD."zeilen" IS DISTINCT FROM (NEW."zeilen") OR OLD."zeilen_falsch" IS DISTINCT FROM (NEW."zeilen_falsch"))', func='INSERT INTO "traeger_importlaufevent" ("absendung", "absendung_summe", "art", "dateiname", "entschieden_am", "entschieden_von_id", "grund", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "stand", "traeger_id", "version", "viren_stand", "zeilen", "zeilen_falsch") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."dateiname", NEW."entschieden_am", NEW."entschieden_von_id", NEW."grund", NEW."hochgeladen_am", NEW."hochgeladen_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pruefsumme", NEW."stand", NEW."traeger_id", NEW."version", NEW."viren_stand", NEW."zeilen", NEW."zeilen_falsch"); RETURN NULL;', hash='72cd9ba978ee73b05ccad5b71fa6a310dd6081c5', operation='UPDATE', pgid='pgtrigger_update_update_259b3', table='traeger_importlauf', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='importlauf',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_importlaufevent" ("absendung", "absendung_summe", "art", "dateiname", "entschieden_am", "entschieden_von_id", "grund", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "stand", "traeger_id", "version", "viren_stand", "zeilen", "zeilen_falsch") VALUES (OLD."absendung", OLD."absendung_summe", OLD."art", OLD."dateiname", OLD."entschieden_am", OLD."entschieden_von_id", OLD."grund", OLD."hochgeladen_am", OLD."hochgeladen_von_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pruefsumme", OLD."stand", OLD."traeger_id", OLD."version", OLD."viren_stand", OLD."zeilen", OLD."zeilen_falsch"); RETURN NULL;', hash='8261e02aed10023de26adb9f190947375feaa376', operation='DELETE', pgid='pgtrigger_delete_delete_2e346', table='traeger_importlauf', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='fachkraftschluessel',
                    index=models.Index(fields=['traeger', 'schluessel'], include=('zeile',), name='fachkraft_suche'),
                ),
                migrations.AddIndex(
                    model_name='fachkraftschluessel',
                    index=models.Index(fields=['traeger', 'zeile'], name='fachkraft_zeile'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraftschluessel',
                    constraint=arge.daten.datenbank.MandantGrenze(name='fachkraftschluessel_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraftschluessel',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('zeile', name='fachkraftschluessel_zeile_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftschluessel',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1ddbfa8e13bc5ebdb6d96b528806ebae000e967d', operation='UPDATE', pgid='pgtrigger_traeger_fest_bc139', table='traeger_fachkraftschluessel', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='fachkraftevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_fac_traeger_e47131_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='036877d98be3264f01fe32fa5e1717a8cc86897f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_efc70', table='traeger_fachkraftevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='fachkraftberichtigungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_fac_traeger_62d5a2_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftberichtigungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5426d0220e95169f4d90c7d350b44a68528821c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_13593', table='traeger_fachkraftberichtigungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='fachkraftberichtigung',
                    index=models.Index(fields=['traeger', 'berichtigt_von'], name='traeger_fac_traeger_da5806_idx'),
                ),
                migrations.AddIndex(
                    model_name='fachkraftberichtigung',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='traeger_fac_traeger_bac458_idx'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraftberichtigung',
                    constraint=arge.daten.datenbank.MandantGrenze(name='fachkraftberichtigung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraftberichtigung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='fachkraftberichtigung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraftberichtigung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='fachkraftberichtigung_fachkraft_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bf80de0a1ebc84dff23561864617490bcd17e7ee', operation='UPDATE', pgid='pgtrigger_traeger_fest_03a82', table='traeger_fachkraftberichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_fachkraftberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fachkraft_id", "grund", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fachkraft_id", NEW."grund", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='67a02a7df31ebd041974a089f353446578e6a454', operation='INSERT', pgid='pgtrigger_insert_insert_61bb8', table='traeger_fachkraftberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_fachkraftberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fachkraft_id", "grund", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fachkraft_id", NEW."grund", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='6ad63a034d25609ce7235939b28780b4103fba5d', operation='UPDATE', pgid='pgtrigger_update_update_4c491', table='traeger_fachkraftberichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraftberichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_fachkraftberichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fachkraft_id", "grund", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (OLD."berichtigt_am", OLD."berichtigt_von_id", OLD."fachkraft_id", OLD."grund", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."was"); RETURN NULL;', hash='a3dfe3da0d82125a9f972634634362f02583bc49', operation='DELETE', pgid='pgtrigger_delete_delete_88997', table='traeger_fachkraftberichtigung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='fachkraft',
                    index=models.Index(fields=['traeger', 'suchname'], name='traeger_fac_traeger_c82c9a_idx'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=arge.daten.datenbank.MandantGrenze(name='fachkraft_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='fachkraft_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='fachkraft_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=models.CheckConstraint(condition=models.Q(('suchname', ''), _negated=True), name='fachkraft_name', violation_error_message='Bitte geben Sie einen Namen an; hat die Person nur einen, bleibt das andere Feld leer.'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=models.UniqueConstraint(fields=('traeger', 'benutzer'), name='fachkraft_konto', violation_error_message='Dieses Konto gehört schon zu einer Fachkraft.'),
                ),
                migrations.AddConstraint(
                    model_name='fachkraft',
                    constraint=models.CheckConstraint(condition=models.Q(('beschaeftigt_bis__isnull', True), ('beschaeftigt_bis__gte', models.F('beschaeftigt_von')), _connector='OR'), name='fachkraft_zeitraum', violation_error_message='Die Beschäftigung endet vor ihrem Beginn.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c843109968af05b619ea0cfc29bd4b1ca645db8c', operation='UPDATE', pgid='pgtrigger_traeger_fest_66f2e', table='traeger_fachkraft', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='suche_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='with zeilen as (table neu) insert into traeger_fachkraftschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), null, null) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='3354987f5cc1db3faae6911017af810a21da9bc7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_suche_neu_10110', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='suche_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from traeger_fachkraftschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname) is distinct from (alt.nachname, alt.vorname)) as zeilen); with zeilen as (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname) is distinct from (alt.nachname, alt.vorname)) insert into traeger_fachkraftschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), null, null) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='d173146fe8c8f5ad3ad8d736b1bb45454986fd65', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_suche_anders_582ee', referencing='REFERENCING OLD TABLE AS alt  NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='suche_weg', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from traeger_fachkraftschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (table alt) as zeilen); return null;', hash='a287ae3c5c72b547e1ad2550a50f365f810da323', level='STATEMENT', operation='DELETE', pgid='pgtrigger_suche_weg_601f9', referencing='REFERENCING OLD TABLE AS alt ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='fachkraft_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_kraft_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='276594555840827801c243b9a5fcd6f605a79fa7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_fachkraft_haelt_anders_51639', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='abwesend_je_kraft_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform abwesend_je_kraft_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='4aabbce27615aee49babf29caf6c4ba62a4cdefe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_abwesend_je_kraft_anders_4c313', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='beratung_je_kraft_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform beratung_je_kraft_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='a6bb988539ad4c30f403a698c3e43e33421ae19c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_beratung_je_kraft_anders_3a993', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='integrationsmanagement_je_kraft_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform integrationsmanagement_je_kraft_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='915d6c87072007f5099f1ecd2aedfdf46082a888', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_integrationsmanagement_je_kraft_anders_30c52', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_fachkraftevent" ("absendung", "absendung_summe", "benutzer_id", "beschaeftigt_bis", "beschaeftigt_von", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifikation", "traeger_id", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."benutzer_id", NEW."beschaeftigt_bis", NEW."beschaeftigt_von", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."qualifikation", NEW."traeger_id", NEW."version", NEW."vorname"); RETURN NULL;', hash='7ee1b0aa26c4fc167cec4e3f0847c8f1ed0be760', operation='INSERT', pgid='pgtrigger_insert_insert_cea61', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."benutzer_id" IS DISTINCT FROM (NEW."benutzer_id") OR OLD."beschaeftigt_bis" IS DISTINCT FROM (NEW."beschaeftigt_bis") OR OLD."beschaeftigt_von" IS DISTINCT FROM (NEW."beschaeftigt_von") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nachname" IS DISTINCT FROM (NEW."nachname") OR OLD."qualifikation" IS DISTINCT FROM (NEW."qualifikation") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."vorname" IS DISTINCT FROM (NEW."vorname"))', func='INSERT INTO "traeger_fachkraftevent" ("absendung", "absendung_summe", "benutzer_id", "beschaeftigt_bis", "beschaeftigt_von", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifikation", "traeger_id", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."benutzer_id", NEW."beschaeftigt_bis", NEW."beschaeftigt_von", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."qualifikation", NEW."traeger_id", NEW."version", NEW."vorname"); RETURN NULL;', hash='ed24ae17c9917fdd929eb507a0737bbd056f12c1', operation='UPDATE', pgid='pgtrigger_update_update_bf890', table='traeger_fachkraft', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fachkraft',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_fachkraftevent" ("absendung", "absendung_summe", "benutzer_id", "beschaeftigt_bis", "beschaeftigt_von", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifikation", "traeger_id", "version", "vorname") VALUES (OLD."absendung", OLD."absendung_summe", OLD."benutzer_id", OLD."beschaeftigt_bis", OLD."beschaeftigt_von", OLD."id", OLD."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."qualifikation", OLD."traeger_id", OLD."version", OLD."vorname"); RETURN NULL;', hash='87ddff60ff8700a0e0240f9804086182715d6dfb', operation='DELETE', pgid='pgtrigger_delete_delete_fd375', table='traeger_fachkraft', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='entwurf',
                    index=models.Index(fields=['benutzer', 'traeger'], name='traeger_ent_benutze_4434e3_idx'),
                ),
                migrations.AddIndex(
                    model_name='entwurf',
                    index=models.Index(fields=['benutzer', 'mitgliedschaft'], name='traeger_ent_benutze_8208fa_idx'),
                ),
                migrations.AddConstraint(
                    model_name='entwurf',
                    constraint=arge.daten.datenbank.MandantGrenze(nach='benutzer', name='entwurf_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='entwurf',
                    constraint=models.UniqueConstraint(fields=('benutzer', 'adresse'), name='entwurf_je_formular'),
                ),
                migrations.AddConstraint(
                    model_name='entwurf',
                    constraint=models.CheckConstraint(condition=models.Q(('adresse__regex', '^/([a-z][!-~]*)?\\Z')), name='entwurf_im_haus', violation_error_message='Zu dieser Adresse gibt es kein Formular.'),
                ),
                migrations.AddIndex(
                    model_name='einsicht',
                    index=models.Index(fields=['traeger', 'akte_art', 'akte_id'], name='traeger_ein_traeger_bc25d7_idx'),
                ),
                migrations.AddIndex(
                    model_name='einsicht',
                    index=models.Index(fields=['traeger', 'benutzer', 'akte_art', '-gelesen_am'], name='einsicht_zuletzt'),
                ),
                migrations.AddIndex(
                    model_name='einsicht',
                    index=models.Index(condition=models.Q(('vertretung_id__isnull', False)), fields=['traeger', 'vertretung_id'], name='einsicht_vertretung'),
                ),
                migrations.AddConstraint(
                    model_name='einsicht',
                    constraint=arge.daten.datenbank.MandantGrenze(name='einsicht_grenze'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einladungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2b23777d6d857b702b051abc3096bc6bec63387b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c95b3', table='traeger_einladungevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='einladung',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='konten', leer=True, name='einladung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='einladung',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='einladung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='einladung',
                    constraint=models.CheckConstraint(condition=models.Q(('name__regex', '[[:cntrl:]]|/|www\\.|@'), _negated=True), name='einladung_nur_name', violation_error_message='Bitte geben Sie nur den Namen an, ohne Verweis oder Adresse.'),
                ),
                migrations.AddConstraint(
                    model_name='einladung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('angenommen_am__isnull', True), ('angenommen_von__isnull', True)), models.Q(('angenommen_am__isnull', False), ('angenommen_von__isnull', False)), _connector='OR'), name='einladung_angenommen_paar', violation_error_message='Zeitpunkt und Person der Annahme gehören zusammen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einladung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_einladungevent" ("absendung", "angenommen_am", "angenommen_von_id", "arbeitsfelder", "eingeladen_am", "eingeladen_von_id", "email", "gueltig_bis", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id") VALUES (NEW."absendung", NEW."angenommen_am", NEW."angenommen_von_id", NEW."arbeitsfelder", NEW."eingeladen_am", NEW."eingeladen_von_id", NEW."email", NEW."gueltig_bis", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rolle", NEW."traeger_id"); RETURN NULL;', hash='b16e2704b0ec72dacec15ff225e87bee372fba0c', operation='INSERT', pgid='pgtrigger_insert_insert_7389a', table='traeger_einladung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einladung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."angenommen_am" IS DISTINCT FROM (NEW."angenommen_am") OR OLD."angenommen_von_id" IS DISTINCT FROM (NEW."angenommen_von_id") OR OLD."arbeitsfelder" IS DISTINCT FROM (NEW."arbeitsfelder") OR OLD."eingeladen_am" IS DISTINCT FROM (NEW."eingeladen_am") OR OLD."eingeladen_von_id" IS DISTINCT FROM (NEW."eingeladen_von_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."gueltig_bis" IS DISTINCT FROM (NEW."gueltig_bis") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."rolle" IS DISTINCT FROM (NEW."rolle") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func='INSERT INTO "traeger_einladungevent" ("absendung", "angenommen_am", "angenommen_von_id", "arbeitsfelder", "eingeladen_am", "eingeladen_von_id", "email", "gueltig_bis", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id") VALUES (NEW."absendung", NEW."angenommen_am", NEW."angenommen_von_id", NEW."arbeitsfelder", NEW."eingeladen_am", NEW."eingeladen_von_id", NEW."email", NEW."gueltig_bis", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rolle", NEW."traeger_id"); RETURN NULL;', hash='8fa6355c6792179a9d47ea3e09a7cb1c12c67efa', operation='UPDATE', pgid='pgtrigger_update_update_7c278', table='traeger_einladung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='einladung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_einladungevent" ("absendung", "angenommen_am", "angenommen_von_id", "arbeitsfelder", "eingeladen_am", "eingeladen_von_id", "email", "gueltig_bis", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rolle", "traeger_id") VALUES (OLD."absendung", OLD."angenommen_am", OLD."angenommen_von_id", OLD."arbeitsfelder", OLD."eingeladen_am", OLD."eingeladen_von_id", OLD."email", OLD."gueltig_bis", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rolle", OLD."traeger_id"); RETURN NULL;', hash='eb8f01e301fa6f7fbbfac3a3bdc7ea47e6122c51', operation='DELETE', pgid='pgtrigger_delete_delete_0cddb', table='traeger_einladung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='bewilligungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_bew_traeger_0d9ddd_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bewilligungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c368bee8f4c803217342af863e51d1812be8c412', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b663', table='traeger_bewilligungevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='bewilligung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='bewilligung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('stellenanteil', name='bewilligung_stellenanteil_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('stellenanteil', name='bewilligung_je_tag', violation_error_message='Für diesen Stellenanteil gibt es in diesem Zeitraum schon eine Bewilligung.'),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='bewilligung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='bewilligung',
                    constraint=models.CheckConstraint(condition=models.Q(('vzae__gt', 0), django.db.models.lookups.Exact(models.Func(models.F('vzae'), models.Value(Decimal('0.05')), function='mod', output_field=models.DecimalField()), models.Value(Decimal('0')))), name='bewilligung_vzae', violation_error_message='VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bewilligung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_bewilligungevent" ("absendung", "absendung_summe", "aktenzeichen", "bemerkung", "bewilligt_am", "bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aktenzeichen", NEW."bemerkung", NEW."bewilligt_am", NEW."bis", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='84bf722349bac95b121f8ed7ca9262675e5e6bc9', operation='INSERT', pgid='pgtrigger_insert_insert_dd6bc', table='traeger_bewilligung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bewilligung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_bewilligungevent" ("absendung", "absendung_summe", "aktenzeichen", "bemerkung", "bewilligt_am", "bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aktenzeichen", NEW."bemerkung", NEW."bewilligt_am", NEW."bis", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='f2f4c9aee55c8f60b973a1739a0defbed987de91', operation='UPDATE', pgid='pgtrigger_update_update_45758', table='traeger_bewilligung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bewilligung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_bewilligungevent" ("absendung", "absendung_summe", "aktenzeichen", "bemerkung", "bewilligt_am", "bis", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (OLD."absendung", OLD."absendung_summe", OLD."aktenzeichen", OLD."bemerkung", OLD."bewilligt_am", OLD."bis", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stellenanteil_id", OLD."traeger_id", OLD."version", OLD."von", OLD."vzae"); RETURN NULL;', hash='89b54c30137440342fd9e4a9fe4fdfce79e2a44b', operation='DELETE', pgid='pgtrigger_delete_delete_516be', table='traeger_bewilligung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='besetzungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_bes_traeger_c6e0fc_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4892de58a1ce37c66819061939f9b941251b5eec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2de17', table='traeger_besetzungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='besetzung',
                    index=models.Index(fields=['traeger', 'stellenanteil'], name='traeger_bes_traeger_667f43_idx'),
                ),
                migrations.AddIndex(
                    model_name='besetzung',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='traeger_bes_traeger_c088be_idx'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='besetzung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=arge.daten.datenbank.MandantGrenze(name='besetzung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='besetzung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('stellenanteil', name='besetzung_stellenanteil_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='besetzung_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='besetzung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=models.CheckConstraint(condition=models.Q(('vzae__gt', 0), django.db.models.lookups.Exact(models.Func(models.F('vzae'), models.Value(Decimal('0.05')), function='mod', output_field=models.DecimalField()), models.Value(Decimal('0')))), name='besetzung_vzae', violation_error_message='VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben.'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=models.CheckConstraint(condition=models.Q(('vzae__lte', 1)), name='besetzung_hoechstens_eins', violation_error_message='Eine Fachkraft besetzt höchstens 1,0 VZÄ.'),
                ),
                migrations.AddConstraint(
                    model_name='besetzung',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('stellenanteil', 'fachkraft', name='besetzung_je_tag', violation_error_message='Diese Fachkraft besetzt den Stellenanteil in diesem Zeitraum schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8fd76078cdc6d454dc1c44029a35b2e7306877ec', operation='UPDATE', pgid='pgtrigger_traeger_fest_48ea1', table='traeger_besetzung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='besetzung_stelle_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_stelle_pruefen(stellenanteil_id) from (select distinct stellenanteil_id from neu) as betroffen; return null;', hash='9532c6a63f67865b7f4fc35a107642060cd7e25d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_besetzung_stelle_neu_4a53f', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='besetzung_stelle_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_stelle_pruefen(stellenanteil_id) from (select distinct stellenanteil_id from neu) as betroffen; return null;', hash='060a5c1a788d2a79a3d2c8796695885551a5b621', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_besetzung_stelle_anders_e5749', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='besetzung_kraft_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_kraft_pruefen(fachkraft_id) from (select distinct fachkraft_id from neu) as betroffen; return null;', hash='c16408b2482c1106123f02e051b067aab0f0750a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_besetzung_kraft_neu_b1826', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='besetzung_kraft_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_kraft_pruefen(fachkraft_id) from (select distinct fachkraft_id from neu) as betroffen; return null;', hash='e293ec3268ff3cc5689e19d83d25d544402e3b6b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_besetzung_kraft_anders_1f9ec', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_besetzungevent" ("absendung", "absendung_summe", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='62970eb27e6b285e03d39d5e3feb4fac89653a56', operation='INSERT', pgid='pgtrigger_insert_insert_bedc7', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_besetzungevent" ("absendung", "absendung_summe", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='7ecd1a4154391d6c13447b8ba423be8b6702f95a', operation='UPDATE', pgid='pgtrigger_update_update_c3155', table='traeger_besetzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='besetzung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_besetzungevent" ("absendung", "absendung_summe", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von", "vzae") VALUES (OLD."absendung", OLD."absendung_summe", OLD."bis", OLD."fachkraft_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stellenanteil_id", OLD."traeger_id", OLD."version", OLD."von", OLD."vzae"); RETURN NULL;', hash='fe1a2d4525d31e91156c60112d665e5000fa8442', operation='DELETE', pgid='pgtrigger_delete_delete_4ab29', table='traeger_besetzung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='auftrag',
                    index=models.Index(fields=['benutzer', 'status', 'pacht_bis'], name='traeger_auf_benutze_0398b7_idx'),
                ),
                migrations.AddIndex(
                    model_name='auftrag',
                    index=models.Index(fields=['benutzer', 'begonnen_am'], name='traeger_auf_benutze_74834b_idx'),
                ),
                migrations.AddIndex(
                    model_name='auftrag',
                    index=models.Index(fields=['benutzer', 'traeger'], name='traeger_auf_benutze_753d38_idx'),
                ),
                migrations.AddIndex(
                    model_name='auftrag',
                    index=models.Index(fields=['benutzer', 'mitgliedschaft'], name='traeger_auf_benutze_ae5548_idx'),
                ),
                migrations.AddConstraint(
                    model_name='auftrag',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='auftraege', nach='benutzer', name='auftrag_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='auftrag',
                    constraint=models.UniqueConstraint(fields=('benutzer', 'schluessel'), name='auftrag_schluessel', violation_error_message='Das ist schon beauftragt.'),
                ),
                migrations.AddConstraint(
                    model_name='auftrag',
                    constraint=models.CheckConstraint(condition=models.Q(('ergebnis', ''), ('ergebnis__regex', '^auftraege/[0-9a-f]{32}$'), _connector='OR'), name='auftrag_ergebnis', violation_error_message='Ein Ergebnis ist immer die Datei eines Auftrags.'),
                ),
                migrations.AddConstraint(
                    model_name='auftrag',
                    constraint=models.CheckConstraint(condition=models.Q(('prozent__lte', 100)), name='auftrag_prozent', violation_error_message='Der Fortschritt liegt zwischen 0 und 100 Prozent.'),
                ),
                migrations.AddConstraint(
                    model_name='auftrag',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'laeuft'), _negated=True), ('pacht_bis__isnull', False), _connector='OR'), name='auftrag_pacht', violation_error_message='Ein laufender Auftrag hat eine Pacht.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auftrag',
                    trigger=pgtrigger.compiler.Trigger(name='auftrag_offen_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform auftrag_offen_pruefen(benutzer_id) from (select distinct benutzer_id from neu where status = 'wartet') as wartend; return null;", hash='83d774af1803ae8b39e5eabe125e12881c342d5a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_auftrag_offen_neu_e2da6', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_auftrag', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auftrag',
                    trigger=pgtrigger.compiler.Trigger(name='auftrag_offen_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform auftrag_offen_pruefen(benutzer_id) from (select distinct benutzer_id from neu where status = 'wartet') as wartend; return null;", hash='da62a38e643d5c03eafe0ee4ae287e990c3a6999', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_auftrag_offen_anders_79913', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_auftrag', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='aufgabeevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_auf_traeger_dfdbce_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabeevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='17ce0974a66df6e85986daef7fe943586e20b9ed', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e6208', table='traeger_aufgabeevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='aufgabe',
                    index=models.Index(condition=models.Q(('erledigt_am__isnull', True)), fields=['faellig_am'], name='aufgabe_offen'),
                ),
                migrations.AddConstraint(
                    model_name='aufgabe',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='aufgabe_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='aufgabe',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='aufgabe_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='aufgabe',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('erledigt_am__isnull', True), ('erledigt_von__isnull', True)), models.Q(('erledigt_am__isnull', False), ('erledigt_von__isnull', False)), _connector='OR'), name='aufgabe_erledigt', violation_error_message='Zeitpunkt und Person der Erledigung gehören zusammen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabe',
                    trigger=pgtrigger.compiler.Trigger(name='aufgabe_bleibt', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='237686d1955b90590db51257436b689791d75f7b', operation='DELETE', pgid='pgtrigger_aufgabe_bleibt_0eb21', table='traeger_aufgabe', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabe',
                    trigger=pgtrigger.compiler.Trigger(name='frist_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."faellig_am" IS DISTINCT FROM (NEW."faellig_am"))', func="\n                    if not exists (\n                        select from (\n                            select alt, neu from traeger_fristberichtigung where aufgabe_id = old.id order by id desc limit 1\n                        ) as letzte where alt = old.faellig_am and neu = new.faellig_am\n                    ) then\n                        raise exception using errcode = '23514', constraint = 'regel_frist',\n                            message = 'Eine Frist ändert sich nur durch eine Berichtigung mit Begründung.';\n                    end if;\n                    return new;\n                ", hash='bcab0ebc5dd028a7b47129e18e909439d6c3d141', operation='UPDATE', pgid='pgtrigger_frist_fest_05582', table='traeger_aufgabe', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabe',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_aufgabeevent" ("absendung", "absendung_summe", "angelegt_am", "angelegt_von_id", "ansprechperson", "beschluss_id", "beschreibung", "ergebnis", "erledigt_am", "erledigt_von_id", "faellig_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "titel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."angelegt_am", NEW."angelegt_von_id", NEW."ansprechperson", NEW."beschluss_id", NEW."beschreibung", NEW."ergebnis", NEW."erledigt_am", NEW."erledigt_von_id", NEW."faellig_am", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."punkt_id", NEW."sitzung_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."titel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='42f1ed1487725e411a844bde41c2ad276f7cf18f', operation='INSERT', pgid='pgtrigger_insert_insert_7e43c', table='traeger_aufgabe', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabe',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_aufgabeevent" ("absendung", "absendung_summe", "angelegt_am", "angelegt_von_id", "ansprechperson", "beschluss_id", "beschreibung", "ergebnis", "erledigt_am", "erledigt_von_id", "faellig_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "titel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."angelegt_am", NEW."angelegt_von_id", NEW."ansprechperson", NEW."beschluss_id", NEW."beschreibung", NEW."ergebnis", NEW."erledigt_am", NEW."erledigt_von_id", NEW."faellig_am", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."punkt_id", NEW."sitzung_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."titel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='d487d82ddaf842ce4fe6fef30612f0cb50e18f48', operation='UPDATE', pgid='pgtrigger_update_update_3fb99', table='traeger_aufgabe', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='aufgabe',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_aufgabeevent" ("absendung", "absendung_summe", "angelegt_am", "angelegt_von_id", "ansprechperson", "beschluss_id", "beschreibung", "ergebnis", "erledigt_am", "erledigt_von_id", "faellig_am", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "punkt_id", "sitzung_id", "storniert_am", "storniert_von_id", "storno_grund", "titel", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."angelegt_am", OLD."angelegt_von_id", OLD."ansprechperson", OLD."beschluss_id", OLD."beschreibung", OLD."ergebnis", OLD."erledigt_am", OLD."erledigt_von_id", OLD."faellig_am", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."punkt_id", OLD."sitzung_id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."titel", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='92891298f5d9aeff29f7e3b9426421e06bc42267', operation='DELETE', pgid='pgtrigger_delete_delete_62350', table='traeger_aufgabe', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='anteilmeldungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_ant_traeger_69b83f_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='anteilmeldungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='52349573e06c29ad34de42048a26fbd77c43b21f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_316ed', table='traeger_anteilmeldungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='anteilmeldung',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='traeger_ant_traeger_5b8ab0_idx'),
                ),
                migrations.AddIndex(
                    model_name='anteilmeldung',
                    index=models.Index(fields=['traeger', 'stellenanteil'], name='traeger_ant_traeger_e31810_idx'),
                ),
                migrations.AddIndex(
                    model_name='anteilmeldung',
                    index=models.Index(fields=['traeger', 'gemeldet_von'], name='traeger_ant_traeger_29c4bd_idx'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=arge.daten.datenbank.MandantGrenze(alle_lesen='geld_lesen', name='anteilmeldung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='anteilmeldung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('stellenanteil', name='anteilmeldung_stellenanteil_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='anteilmeldung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='anteilmeldung_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='anteilmeldung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=models.CheckConstraint(condition=models.Q(('vzae__gte', 0), ('vzae__lte', 10)), name='anteilmeldung_vzae', violation_error_message='Der gemeldete Anteil ist nicht negativ und höchstens 10 VZÄ.'),
                ),
                migrations.AddConstraint(
                    model_name='anteilmeldung',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('stellenanteil', ausser='storniert_am', name='anteilmeldung_je_tag', violation_error_message='Für diesen Stellenanteil ist in diesem Zeitraum schon etwas gemeldet.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='anteilmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='26d0f5f52c8a448410ae5efcf0e49658ababb9a6', operation='UPDATE', pgid='pgtrigger_traeger_fest_3b51e', table='traeger_anteilmeldung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='anteilmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_anteilmeldungevent" ("absendung", "absendung_summe", "bis", "gemeldet_am", "gemeldet_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."gemeldet_am", NEW."gemeldet_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stellenanteil_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='a83489473bc0221d76b80bd13baf7801259ba0be', operation='INSERT', pgid='pgtrigger_insert_insert_a6c7e', table='traeger_anteilmeldung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='anteilmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_anteilmeldungevent" ("absendung", "absendung_summe", "bis", "gemeldet_am", "gemeldet_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "version", "von", "vzae") VALUES (NEW."absendung", NEW."absendung_summe", NEW."bis", NEW."gemeldet_am", NEW."gemeldet_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stellenanteil_id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."traeger_id", NEW."version", NEW."von", NEW."vzae"); RETURN NULL;', hash='39a5c8664ad9df67d22f9f3cf3c3d89d6780af0e', operation='UPDATE', pgid='pgtrigger_update_update_9dd34', table='traeger_anteilmeldung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='anteilmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_anteilmeldungevent" ("absendung", "absendung_summe", "bis", "gemeldet_am", "gemeldet_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "storniert_am", "storniert_von_id", "storno_grund", "traeger_id", "version", "von", "vzae") VALUES (OLD."absendung", OLD."absendung_summe", OLD."bis", OLD."gemeldet_am", OLD."gemeldet_von_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stellenanteil_id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."traeger_id", OLD."version", OLD."von", OLD."vzae"); RETURN NULL;', hash='ad4afd3618c84d7f91a0797a1fe8efe6e57b12c1', operation='DELETE', pgid='pgtrigger_delete_delete_e6801', table='traeger_anteilmeldung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='ansicht',
                    index=models.Index(fields=['benutzer', 'traeger'], name='traeger_ans_benutze_be53df_idx'),
                ),
                migrations.AddConstraint(
                    model_name='ansicht',
                    constraint=arge.daten.datenbank.MandantGrenze(nach='benutzer', name='ansicht_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='ansicht',
                    constraint=models.UniqueConstraint(fields=('benutzer', 'mitgliedschaft', 'adresse', 'name'), name='ansicht_name', violation_error_message='Unter diesem Namen haben Sie hier schon eine Ansicht gemerkt. Bitte wählen Sie einen anderen.'),
                ),
                migrations.AddConstraint(
                    model_name='ansicht',
                    constraint=models.UniqueConstraint(condition=models.Q(('immer', True)), fields=('benutzer', 'mitgliedschaft', 'adresse'), name='ansicht_eine_immer', violation_error_message='Mit einer anderen Ansicht geht diese Liste schon auf.'),
                ),
                migrations.AddConstraint(
                    model_name='ansicht',
                    constraint=models.CheckConstraint(condition=models.Q(('adresse__regex', '^/[a-z]')), name='ansicht_im_haus', violation_error_message='Zu dieser Adresse gibt es keine Liste.'),
                ),
                migrations.AddConstraint(
                    model_name='ansicht',
                    constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='ansicht_hat_name', violation_error_message='Bitte geben Sie der Ansicht einen Namen.'),
                ),
                migrations.AddIndex(
                    model_name='abwesenheitevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_abw_traeger_c3a75b_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheitevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37a9d5176e9d1744d45c1b9092e826b583e5734d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dba01', table='traeger_abwesenheitevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='abwesenheit',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='traeger_abw_traeger_840239_idx'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=arge.daten.datenbank.MandantGrenze(name='abwesenheit_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='abwesenheit_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='abwesenheit_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='abwesenheit_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='abwesenheit_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='abwesenheit',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fachkraft', name='abwesenheit_je_tag', violation_error_message='Diese Fachkraft ist in diesem Zeitraum schon als abwesend eingetragen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e62796b7e0e5e0d32bff3a4b1b00273dad0ac347', operation='UPDATE', pgid='pgtrigger_traeger_fest_cf9a6', table='traeger_abwesenheit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='abwesenheit_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform vertretung_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='b4eb831cbf305b9ad82525a6f64736b8050734fb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_abwesenheit_haelt_anders_d90eb', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_abwesenheit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='abwesenheit_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Abwesenheit') from neu  group by fachkraft_id; return null;", hash='e27107b74b67852db24eeb56ad58033e3c1bb36a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_abwesenheit_da_neu_b7040', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_abwesenheit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='abwesenheit_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Abwesenheit') from neu  group by fachkraft_id; return null;", hash='a78cf35611e78e19fa6da23c1f832032abcb778f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_abwesenheit_da_anders_b9988', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_abwesenheit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_abwesenheitevent" ("absendung", "absendung_summe", "art", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."bis", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version", NEW."von"); RETURN NULL;', hash='ad0c0e397e1b974bcf8403a82aa66eb90e9575ca', operation='INSERT', pgid='pgtrigger_insert_insert_ce5ea', table='traeger_abwesenheit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_abwesenheitevent" ("absendung", "absendung_summe", "art", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."bis", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version", NEW."von"); RETURN NULL;', hash='573c29c0bfd5be741650e8fde0b14976f6e4543e', operation='UPDATE', pgid='pgtrigger_update_update_b77bf', table='traeger_abwesenheit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abwesenheit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_abwesenheitevent" ("absendung", "absendung_summe", "art", "bis", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."art", OLD."bis", OLD."fachkraft_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version", OLD."von"); RETURN NULL;', hash='c1fe1710f71f3611cba1e82f6d2551918b40acb5', operation='DELETE', pgid='pgtrigger_delete_delete_4da36', table='traeger_abwesenheit', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='traegerevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_tra_pgh_obj_d2ccd6_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='traegerevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ae0fb4043bfdaa92db699de12bb1e0d965f4aac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c393c', table='traeger_traegerevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='stellenanteilevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_ste_traeger_ccf98d_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteilevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5efcaf217e557e0f3e56f64c75f77eefb77bfae8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5a6ed', table='traeger_stellenanteilevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='stellenanteil_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='stellenanteil_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('traeger', 'aufgabe', 'quelle', 'standort', 'zaehlt_zum_kontingent', name='stellenanteil_je_tag', violation_error_message='Für diesen Träger, diese Aufgabe, Quelle und diesen Standort ist in diesem Zeitraum schon ein Stellenanteil vereinbart.'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.CheckConstraint(condition=models.Q(('befristet_bis__isnull', True), ('befristet_bis__gte', models.F('von')), _connector='OR'), name='stellenanteil_befristung', violation_error_message='Die Finanzierung endet vor dem Beginn des Stellenanteils.'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='stellenanteil_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.CheckConstraint(condition=models.Q(('vzae__gt', 0), django.db.models.lookups.Exact(models.Func(models.F('vzae'), models.Value(Decimal('0.05')), function='mod', output_field=models.DecimalField()), models.Value(Decimal('0')))), name='stellenanteil_vzae', violation_error_message='VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben.'),
                ),
                migrations.AddConstraint(
                    model_name='stellenanteil',
                    constraint=models.CheckConstraint(condition=models.Q(('mindestanteil_stadt__isnull', True), ('mindestanteil_stadt__lte', models.F('vzae')), _connector='OR'), name='stellenanteil_mindestanteil', violation_error_message='Der Mindestanteil der Stadt ist größer als der Stellenanteil.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='stellenanteil_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform besetzung_je_stelle_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='930519959d24feb27b4d2acda28fdbe68b4eacd9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stellenanteil_haelt_anders_e607d', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_stellenanteil', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='stellenanteil_am_standort_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform stellen_am_standort_pruefen(standort_id) from (select distinct standort_id from neu) as betroffen; return null;', hash='eec26eca87b1e1c24eafb0cda37a2ab2afe89dbe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stellenanteil_am_standort_neu_9c437', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_stellenanteil', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='stellenanteil_am_standort_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform stellen_am_standort_pruefen(standort_id) from (select distinct standort_id from neu) as betroffen; return null;', hash='cfdcc8678068eabdcf7d30e7be3d2fc947b2b6ee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stellenanteil_am_standort_anders_54996', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_stellenanteil', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_stellenanteilevent" ("absendung", "absendung_summe", "annahme", "aufgabe", "befristet_bis", "bemerkung", "bis", "id", "ist_obergrenze", "kuerzel", "mindestanteil_stadt", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelle", "standort_id", "traeger_id", "vereinbarung_id", "version", "von", "vzae", "zaehlt_zum_kontingent") VALUES (NEW."absendung", NEW."absendung_summe", NEW."annahme", NEW."aufgabe", NEW."befristet_bis", NEW."bemerkung", NEW."bis", NEW."id", NEW."ist_obergrenze", NEW."kuerzel", NEW."mindestanteil_stadt", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quelle", NEW."standort_id", NEW."traeger_id", NEW."vereinbarung_id", NEW."version", NEW."von", NEW."vzae", NEW."zaehlt_zum_kontingent"); RETURN NULL;', hash='d109e8f7f7d75f22de9db70f8f55c21012d69c81', operation='INSERT', pgid='pgtrigger_insert_insert_7bd79', table='traeger_stellenanteil', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_stellenanteilevent" ("absendung", "absendung_summe", "annahme", "aufgabe", "befristet_bis", "bemerkung", "bis", "id", "ist_obergrenze", "kuerzel", "mindestanteil_stadt", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelle", "standort_id", "traeger_id", "vereinbarung_id", "version", "von", "vzae", "zaehlt_zum_kontingent") VALUES (NEW."absendung", NEW."absendung_summe", NEW."annahme", NEW."aufgabe", NEW."befristet_bis", NEW."bemerkung", NEW."bis", NEW."id", NEW."ist_obergrenze", NEW."kuerzel", NEW."mindestanteil_stadt", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quelle", NEW."standort_id", NEW."traeger_id", NEW."vereinbarung_id", NEW."version", NEW."von", NEW."vzae", NEW."zaehlt_zum_kontingent"); RETURN NULL;', hash='393e3f7543fdfe38f42251ec51fed82dc6c95234', operation='UPDATE', pgid='pgtrigger_update_update_7be58', table='traeger_stellenanteil', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='stellenanteil',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_stellenanteilevent" ("absendung", "absendung_summe", "annahme", "aufgabe", "befristet_bis", "bemerkung", "bis", "id", "ist_obergrenze", "kuerzel", "mindestanteil_stadt", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quelle", "standort_id", "traeger_id", "vereinbarung_id", "version", "von", "vzae", "zaehlt_zum_kontingent") VALUES (OLD."absendung", OLD."absendung_summe", OLD."annahme", OLD."aufgabe", OLD."befristet_bis", OLD."bemerkung", OLD."bis", OLD."id", OLD."ist_obergrenze", OLD."kuerzel", OLD."mindestanteil_stadt", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quelle", OLD."standort_id", OLD."traeger_id", OLD."vereinbarung_id", OLD."version", OLD."von", OLD."vzae", OLD."zaehlt_zum_kontingent"); RETURN NULL;', hash='221914bafe627a753537c69897c3520ae3d13bc0', operation='DELETE', pgid='pgtrigger_delete_delete_c655a', table='traeger_stellenanteil', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='sitzungevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_sit_pgh_obj_c38f43_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitzungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='905fba666b746e444cba3df23a4312acfc0b125b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a8ed', table='traeger_sitzungevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='sitzung',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='sitzung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='sitzung',
                    constraint=models.UniqueConstraint(fields=('art', 'am', 'beginn'), name='sitzung_eindeutig', nulls_distinct=False, violation_error_message='Zu diesem Zeitpunkt gibt es schon eine solche Sitzung.'),
                ),
                migrations.AddConstraint(
                    model_name='sitzung',
                    constraint=models.CheckConstraint(condition=models.Q(('ende__isnull', True), ('ende__gt', models.F('beginn')), _connector='OR'), name='sitzung_uhrzeit', violation_error_message='Die Sitzung endet nach ihrem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='sitzung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('niederschrift_am__isnull', True), ('niederschrift_von__isnull', True)), models.Q(('abgesagt_am__isnull', True), ('niederschrift_am__isnull', False), ('niederschrift_von__isnull', False)), _connector='OR'), name='sitzung_niederschrift', violation_error_message='Eine Niederschrift hat Zeitpunkt und Person, und die Sitzung fand statt.'),
                ),
                migrations.AddConstraint(
                    model_name='sitzung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('abgesagt_am__isnull', True), ('abgesagt_von__isnull', True)), models.Q(('abgesagt_am__isnull', False), ('abgesagt_von__isnull', False)), _connector='OR'), name='sitzung_abgesagt', violation_error_message='Zeitpunkt und Person der Absage gehören zusammen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitzung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_sitzungevent" ("abgesagt_am", "abgesagt_von_id", "absendung", "absendung_summe", "am", "art", "beginn", "ende", "folge", "id", "niederschrift", "niederschrift_am", "niederschrift_von_id", "ort", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "teilnehmende", "vereinbarung_id", "version") VALUES (NEW."abgesagt_am", NEW."abgesagt_von_id", NEW."absendung", NEW."absendung_summe", NEW."am", NEW."art", NEW."beginn", NEW."ende", NEW."folge", NEW."id", NEW."niederschrift", NEW."niederschrift_am", NEW."niederschrift_von_id", NEW."ort", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."teilnehmende", NEW."vereinbarung_id", NEW."version"); RETURN NULL;', hash='41acecad81bd32e4efdf0e42cc2b5b3a6c5e96d9', operation='INSERT', pgid='pgtrigger_insert_insert_3f99c', table='traeger_sitzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitzung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_sitzungevent" ("abgesagt_am", "abgesagt_von_id", "absendung", "absendung_summe", "am", "art", "beginn", "ende", "folge", "id", "niederschrift", "niederschrift_am", "niederschrift_von_id", "ort", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "teilnehmende", "vereinbarung_id", "version") VALUES (NEW."abgesagt_am", NEW."abgesagt_von_id", NEW."absendung", NEW."absendung_summe", NEW."am", NEW."art", NEW."beginn", NEW."ende", NEW."folge", NEW."id", NEW."niederschrift", NEW."niederschrift_am", NEW."niederschrift_von_id", NEW."ort", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."teilnehmende", NEW."vereinbarung_id", NEW."version"); RETURN NULL;', hash='7eae185c72ace4e9407149ac5366ca2b6c4859d2', operation='UPDATE', pgid='pgtrigger_update_update_1d2b2', table='traeger_sitzung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitzung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_sitzungevent" ("abgesagt_am", "abgesagt_von_id", "absendung", "absendung_summe", "am", "art", "beginn", "ende", "folge", "id", "niederschrift", "niederschrift_am", "niederschrift_von_id", "ort", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "teilnehmende", "vereinbarung_id", "version") VALUES (OLD."abgesagt_am", OLD."abgesagt_von_id", OLD."absendung", OLD."absendung_summe", OLD."am", OLD."art", OLD."beginn", OLD."ende", OLD."folge", OLD."id", OLD."niederschrift", OLD."niederschrift_am", OLD."niederschrift_von_id", OLD."ort", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."teilnehmende", OLD."vereinbarung_id", OLD."version"); RETURN NULL;', hash='3991875598fe0d89de545b42fcebac9ff46cb92e', operation='DELETE', pgid='pgtrigger_delete_delete_dafad', table='traeger_sitzung', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarungdokument',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='vereinbarungdokument_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarungdokument',
                    constraint=models.CheckConstraint(condition=models.Q(('datei', ''), ('datei__regex', django.db.models.functions.text.Concat(models.Value('^hochgeladen/vereinbarungdokument/', models.TextField()), django.db.models.functions.comparison.Cast('vereinbarung_id', models.TextField()), models.Value('/[0-9a-f]{32}(\\.[a-z0-9]{1,7})?$', models.TextField()), output_field=models.TextField())), _connector='OR'), name='vereinbarungdokument_datei', violation_error_message='Diese Datei gehört nicht zu dieser Zeile.'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarungdokument',
                    constraint=models.UniqueConstraint(condition=models.Q(('datei', ''), _negated=True), fields=('vereinbarung', 'datei'), name='vereinbarungdokument_eine_datei', violation_error_message='Diese Datei gehört schon zu einer anderen Zeile.'),
                ),
                migrations.AddConstraint(
                    model_name='vereinbarungdokument',
                    constraint=models.CheckConstraint(condition=models.Q(('viren_stand__in', ['offen', 'ungeprueft']), models.Q(('viren_stand', 'sauber'), ('viren_versuch__isnull', False)), models.Q(('datei', ''), ('viren_stand', 'befallen'), ('viren_versuch__isnull', False)), _connector='OR'), name='vereinbarungdokument_viren', violation_error_message='Geprüft ist eine Datei zu einem Zeitpunkt; was Schadsoftware enthält, wird gelöscht.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungdokument',
                    trigger=pgtrigger.compiler.Trigger(name='datei_bleibt', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.datei <> '' and split_part(NEW.datei, '.', 1) is distinct from split_part(OLD.datei, '.', 1))", func="\n                    raise exception using errcode = '23514', constraint = 'regel_datei',\n                        message = 'Eine hochgeladene Datei wird nie durch eine andere ersetzt.';\n                ", hash='66513de0163949462a90af99073179c2053e4a10', operation='UPDATE', pgid='pgtrigger_datei_bleibt_716df', table='traeger_vereinbarungdokument', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungdokument',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vereinbarungdokumentevent" ("absendung", "absendung_summe", "dateiname", "groesse", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "titel", "vereinbarung_id", "version", "viren_stand") VALUES (NEW."absendung", NEW."absendung_summe", NEW."dateiname", NEW."groesse", NEW."hochgeladen_am", NEW."hochgeladen_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."pruefsumme", NEW."titel", NEW."vereinbarung_id", NEW."version", NEW."viren_stand"); RETURN NULL;', hash='36e1864b19dc3dd1623a1e2c1d588ced1a850576', operation='INSERT', pgid='pgtrigger_insert_insert_73297', table='traeger_vereinbarungdokument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungdokument',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."dateiname" IS DISTINCT FROM (NEW."dateiname") OR OLD."groesse" IS DISTINCT FROM (NEW."groesse") OR OLD."hochgeladen_am" IS DISTINCT FROM (NEW."hochgeladen_am") OR OLD."hochgeladen_von_id" IS DISTINCT FROM (NEW."hochgeladen_von_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pruefsumme" IS DISTINCT FROM (NEW."pruefsumme") OR OLD."titel" IS DISTINCT FROM (NEW."titel") OR OLD."vereinbarung_id" IS DISTINCT FROM (NEW."vereinbarung_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."viren_stand" IS DISTINCT FROM (NEW."viren_stand"))', func='INSERT INTO "traeger_vereinbarungdokumentevent" ("absendung", "absendung_summe", "dateiname", "groesse", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "titel", "vereinbarung_id", "version", "viren_stand") VALUES (NEW."absendung", NEW."absendung_summe", NEW."dateiname", NEW."groesse", NEW."hochgeladen_am", NEW."hochgeladen_von_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pruefsumme", NEW."titel", NEW."vereinbarung_id", NEW."version", NEW."viren_stand"); RETURN NULL;', hash='846a7988b930f830dc80665a81a62618e55440cb', operation='UPDATE', pgid='pgtrigger_update_update_b0ba0', table='traeger_vereinbarungdokument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungdokument',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vereinbarungdokumentevent" ("absendung", "absendung_summe", "dateiname", "groesse", "hochgeladen_am", "hochgeladen_von_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pruefsumme", "titel", "vereinbarung_id", "version", "viren_stand") VALUES (OLD."absendung", OLD."absendung_summe", OLD."dateiname", OLD."groesse", OLD."hochgeladen_am", OLD."hochgeladen_von_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pruefsumme", OLD."titel", OLD."vereinbarung_id", OLD."version", OLD."viren_stand"); RETURN NULL;', hash='ec978a753bb821c01278dad94e0314bff2b2b104', operation='DELETE', pgid='pgtrigger_delete_delete_0d08a', table='traeger_vereinbarungdokument', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='vereinbarungdokumentevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_ver_pgh_obj_56cec2_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungdokumentevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4d6245200d96f1fe515f3d91414b66496c92fcc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0b1c', table='traeger_vereinbarungdokumentevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='vereinbarungevent',
                    index=models.Index(fields=['pgh_obj', 'pgh_id'], name='traeger_ver_pgh_obj_d55644_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vereinbarungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e5e414eeab0a9b2be956c638362c44aaddcce79', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0f6f3', table='traeger_vereinbarungevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=arge.daten.datenbank.MandantGrenze(eigene=True, name='vertretung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('abwesenheit', name='vertretung_abwesenheit_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('vertreten', name='vertretung_vertreten_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='vertretung_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=models.UniqueConstraint(fields=('absendung',), name='vertretung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='vertretung_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=models.CheckConstraint(condition=models.Q(('arbeitsfelder__len__gte', 1)), name='vertretung_arbeitsfelder', violation_error_message='Eine Vertretung nennt mindestens ein Arbeitsfeld.'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=models.CheckConstraint(condition=models.Q(('vertreten', models.F('fachkraft')), _negated=True), name='vertretung_andere', violation_error_message='Niemand vertritt sich selbst.'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__lte', django.db.models.expressions.CombinedExpression(models.F('von'), '+', models.Value(datetime.timedelta(days=366))))), name='vertretung_befristet', violation_error_message='Eine Vertretung gilt höchstens ein Jahr.'),
                ),
                migrations.AddConstraint(
                    model_name='vertretung',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('abwesenheit', 'fachkraft', name='vertretung_je_tag', violation_error_message='Diese Fachkraft vertritt in diesem Zeitraum schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='601deae535606f04ec98e9ed39d16d7e45a080b1', operation='UPDATE', pgid='pgtrigger_traeger_fest_c0731', table='traeger_vertretung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='vertretung_passt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform vertretung_pruefen(abwesenheit_id) from (select distinct abwesenheit_id from neu) as betroffen; return null;', hash='0001e228b457ce30276e3eede66f86a7962fad95', level='STATEMENT', operation='INSERT', pgid='pgtrigger_vertretung_passt_neu_413e1', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='vertretung_passt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform vertretung_pruefen(abwesenheit_id) from (select distinct abwesenheit_id from neu) as betroffen; return null;', hash='669c0b0a3e46805884cc60f99794b4841cdf40e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_vertretung_passt_anders_61733', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='vertretung_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Vertretung') from neu  group by fachkraft_id; return null;", hash='39e8275a1e2594846c7229f1ae96c5b2c057d37f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_vertretung_da_neu_3cbb0', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='vertretung_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Vertretung') from neu  group by fachkraft_id; return null;", hash='189736ecdf0c4409d2ac53ca5c5130809b9b1dda', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_vertretung_da_anders_ecc05', referencing='REFERENCING NEW TABLE AS neu ', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vertretungevent" ("absendung", "absendung_summe", "abwesenheit_id", "arbeitsfelder", "benutzer_id", "bis", "eingerichtet_am", "eingerichtet_von_id", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "vertreten_id", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."abwesenheit_id", NEW."arbeitsfelder", NEW."benutzer_id", NEW."bis", NEW."eingerichtet_am", NEW."eingerichtet_von_id", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version", NEW."vertreten_id", NEW."von"); RETURN NULL;', hash='fd9e982006ffa1ea85115fa089d7c0729cf5df0e', operation='INSERT', pgid='pgtrigger_insert_insert_9d72e', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_vertretungevent" ("absendung", "absendung_summe", "abwesenheit_id", "arbeitsfelder", "benutzer_id", "bis", "eingerichtet_am", "eingerichtet_von_id", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "vertreten_id", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."abwesenheit_id", NEW."arbeitsfelder", NEW."benutzer_id", NEW."bis", NEW."eingerichtet_am", NEW."eingerichtet_von_id", NEW."fachkraft_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version", NEW."vertreten_id", NEW."von"); RETURN NULL;', hash='78c96837e91b5741699d32fd1dd1420219609c7e', operation='UPDATE', pgid='pgtrigger_update_update_0625b', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_vertretungevent" ("absendung", "absendung_summe", "abwesenheit_id", "arbeitsfelder", "benutzer_id", "bis", "eingerichtet_am", "eingerichtet_von_id", "fachkraft_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "vertreten_id", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."abwesenheit_id", OLD."arbeitsfelder", OLD."benutzer_id", OLD."bis", OLD."eingerichtet_am", OLD."eingerichtet_von_id", OLD."fachkraft_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version", OLD."vertreten_id", OLD."von"); RETURN NULL;', hash='3cc3f727a23ce50786401eae3c67362e5fdd9590', operation='DELETE', pgid='pgtrigger_delete_delete_e469a', table='traeger_vertretung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='vertretungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2abea3f3fc1eeda63037871e3337d78b53191a8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e227b', table='traeger_vertretungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='warnmeldung',
                    index=models.Index(fields=['traeger', 'quittiert_von'], name='traeger_war_traeger_47cbc6_idx'),
                ),
                migrations.AddConstraint(
                    model_name='warnmeldung',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='projekte', name='warnmeldung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='warnmeldung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='warnmeldung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='warnmeldung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='warnmeldung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='warnmeldung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'schluessel'), name='warnmeldung_eindeutig', violation_error_message='Diese Warnung ist schon festgehalten.'),
                ),
                migrations.AddConstraint(
                    model_name='warnmeldung',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('notiz', ''), ('quittiert_am__isnull', True), ('quittiert_von__isnull', True)), models.Q(('quittiert_am__isnull', False), ('quittiert_von__isnull', False), models.Q(('notiz', ''), _negated=True)), _connector='OR'), name='warnmeldung_quittung', violation_error_message='Wer eine Warnung quittiert, schreibt dazu, was geschieht.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='warnmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='9b2fb6d781e81685209f7a24325ca1718557666f', operation='UPDATE', pgid='pgtrigger_traeger_fest_cdf06', table='traeger_warnmeldung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='warnmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_warnmeldungevent" ("absendung", "absendung_summe", "art", "faellig_am", "gemeldet_am", "id", "notiz", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quittiert_am", "quittiert_von_id", "schluessel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."faellig_am", NEW."gemeldet_am", NEW."id", NEW."notiz", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quittiert_am", NEW."quittiert_von_id", NEW."schluessel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='3fc3ce398cecc96e3e986ccc13292c10d0bc830d', operation='INSERT', pgid='pgtrigger_insert_insert_e612c', table='traeger_warnmeldung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='warnmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "traeger_warnmeldungevent" ("absendung", "absendung_summe", "art", "faellig_am", "gemeldet_am", "id", "notiz", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quittiert_am", "quittiert_von_id", "schluessel", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."art", NEW."faellig_am", NEW."gemeldet_am", NEW."id", NEW."notiz", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quittiert_am", NEW."quittiert_von_id", NEW."schluessel", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='45e0a64098934c51ce285f99cf21e1061c36d76e', operation='UPDATE', pgid='pgtrigger_update_update_b7ede', table='traeger_warnmeldung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='warnmeldung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "traeger_warnmeldungevent" ("absendung", "absendung_summe", "art", "faellig_am", "gemeldet_am", "id", "notiz", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quittiert_am", "quittiert_von_id", "schluessel", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."art", OLD."faellig_am", OLD."gemeldet_am", OLD."id", OLD."notiz", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quittiert_am", OLD."quittiert_von_id", OLD."schluessel", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='24131b3b10f80199ad68dc6bcb24fc1bc5ce4c27', operation='DELETE', pgid='pgtrigger_delete_delete_ca25b', table='traeger_warnmeldung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='warnmeldungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='traeger_war_traeger_1e18f2_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='warnmeldungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='864a7821dbbeb566e2877ec2acb690a01c656e07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9f798', table='traeger_warnmeldungevent', when='BEFORE')),
                ),
            ],
        ),
    ]
