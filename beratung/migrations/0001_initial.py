import arge.daten.datenbank
import arge.daten.migration
import arge.daten.suche
import arge.daten.verschluesselung
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
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
                    name='Abschluss',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='abgeschlossen am')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis vor der Wiederaufnahme')),
                        ('grund', models.CharField(choices=[('ziel', 'Ziele erreicht'), ('verwiesen', 'an andere Stelle verwiesen'), ('wegzug', 'weggezogen'), ('abgebrochen', 'Kontakt abgebrochen'), ('frist', 'Förderdauer erreicht'), ('uebergeleitet', 'an einen anderen Träger übergeleitet'), ('sonstiges', 'sonstiger Grund')], max_length=13, verbose_name='Grund des Abschlusses')),
                        ('durch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='abgeschlossen von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Abschluss',
                        'verbose_name_plural': 'Abschlüsse',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Fall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('begonnen_am', models.DateField(verbose_name='begonnen am')),
                        ('abgeschlossen_am', models.DateField(blank=True, editable=False, null=True, verbose_name='abgeschlossen am')),
                        ('finanzierung', models.CharField(choices=[('stadt', 'Stadt (ARGE Integration)'), ('bund', 'Bund (MBE-Förderrichtlinie)')], default='stadt', max_length=6, verbose_name='Finanzierung')),
                        ('arbeitsform', models.CharField(choices=[('erst', 'Erstberatung'), ('einzelfall', 'Einzelfallberatung'), ('case', 'Case Management')], default='erst', max_length=12, verbose_name='Arbeitsform')),
                        ('zielgruppe', models.CharField(choices=[('bvfg', 'Spätaussiedler und Angehörige (§ 9 BVFG)'), ('kurs', 'Integrationskurs (§§ 44, 44a AufenthG)'), ('arbeitsuche', 'Arbeitsplatzsuche (§ 20 AufenthG)'), ('chancenkarte', 'Chancenkarte (§§ 20a, 20b AufenthG)'), ('flucht', 'Flucht: Asyl oder Ukraine'), ('andere', 'andere Zugewanderte'), ('unbekannt', 'nicht erhoben')], default='unbekannt', max_length=12, verbose_name='Zielgruppe')),
                        ('nachholbedarf', models.CharField(blank=True, choices=[('sprache', 'Deutschkenntnisse reichen nicht aus'), ('zugang', 'bisher ohne Kurs, Arbeit oder Beratung'), ('lebenslage', 'neue Lebenslage, vergleichbar mit Neuzugewanderten')], max_length=10, verbose_name='Bedarf nach drei Jahren')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'MBE-Fall',
                        'verbose_name_plural': 'MBE-Fälle',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Berichtigung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('berichtigt_am', models.DateField(verbose_name='berichtigt am')),
                        ('was', models.CharField(max_length=400, verbose_name='Was')),
                        ('grund', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Begründung')),
                        ('berichtigt_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='berichtigt von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='berichtigungen', to='beratung.fall', verbose_name='Fall')),
                    ],
                    options={
                        'verbose_name': 'Berichtigung',
                        'verbose_name_plural': 'Berichtigungen',
                        'ordering': ['-berichtigt_am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AbschlussEvent',
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
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.abschluss')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.fall', verbose_name='Fall')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='abschluss',
                    name='fall',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='abschluesse', to='beratung.fall', verbose_name='Fall'),
                ),
                migrations.CreateModel(
                    name='Kontakt',
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
                        ('themen', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('arbeit', 'Arbeitsmarktintegration'), ('anerkennung', 'Anerkennung beruflicher Abschlüsse'), ('bildung', 'Qualifizierungsbedarf und Bildung'), ('sprache', 'Sprachförderung und Integrationskurse'), ('soziales', 'soziale Integration'), ('gesundheit', 'gesundheitliche, familiäre, psychosoziale Situation'), ('finanzen', 'wirtschaftliche Situation, finanzielle Absicherung'), ('aufenthalt', 'Aufenthaltsrecht'), ('nachzug', 'Familiennachzug')], max_length=14), blank=True, default=list, size=None, verbose_name='Themen')),
                        ('finanzierung', models.CharField(blank=True, choices=[('stadt', 'Stadt (ARGE Integration)'), ('bund', 'Bund (MBE-Förderrichtlinie)')], max_length=6, verbose_name='Finanzierung')),
                        ('erfasst_von', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('fall', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kontakte', to='beratung.fall', verbose_name='Fall')),
                        ('partner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.partner', verbose_name='Verweis an')),
                        ('storniert_von', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Kontakt',
                        'verbose_name_plural': 'Kontakte',
                        'ordering': ['-am', '-pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='KontaktEvent',
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
                        ('themen', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('arbeit', 'Arbeitsmarktintegration'), ('anerkennung', 'Anerkennung beruflicher Abschlüsse'), ('bildung', 'Qualifizierungsbedarf und Bildung'), ('sprache', 'Sprachförderung und Integrationskurse'), ('soziales', 'soziale Integration'), ('gesundheit', 'gesundheitliche, familiäre, psychosoziale Situation'), ('finanzen', 'wirtschaftliche Situation, finanzielle Absicherung'), ('aufenthalt', 'Aufenthaltsrecht'), ('nachzug', 'Familiennachzug')], max_length=14), blank=True, default=list, size=None, verbose_name='Themen')),
                        ('finanzierung', models.CharField(blank=True, choices=[('stadt', 'Stadt (ARGE Integration)'), ('bund', 'Bund (MBE-Förderrichtlinie)')], max_length=6, verbose_name='Finanzierung')),
                        ('erfasst_von', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erfasst von')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('fall', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.fall', verbose_name='Fall')),
                        ('partner', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.partner', verbose_name='Verweis an')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.kontakt')),
                        ('storniert_von', models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='storniert von')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('vorname', models.CharField(blank=True, max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Vorname')),
                        ('nachname', models.CharField(blank=True, help_text='Hat die Person nur einen Namen, genügt der eine.', max_length=80, validators=[traeger.models.basis.ist_name], verbose_name='Nachname')),
                        ('suchname', models.GeneratedField(db_persist=True, expression=arge.daten.suche.Suchname(), output_field=models.TextField(db_collation='C'))),
                        ('geburtsdatum', models.DateField(blank=True, null=True, verbose_name='Geburtsdatum')),
                        ('geschlecht', models.CharField(choices=[('w', 'weiblich'), ('m', 'männlich'), ('d', 'divers'), ('k', 'keine Angabe')], default='k', max_length=1, verbose_name='Geschlecht')),
                        ('staatsangehoerigkeit', models.CharField(blank=True, max_length=60, verbose_name='Staatsangehörigkeit')),
                        ('sprachen', models.CharField(blank=True, max_length=120, verbose_name='Sprachen')),
                        ('dolmetschbedarf', models.BooleanField(default=False, verbose_name='Dolmetschen nötig')),
                        ('deutschniveau', models.CharField(blank=True, choices=[('A0', 'A0 (keine Kenntnisse)'), ('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2, verbose_name='Deutschniveau')),
                        ('aufenthaltsstatus', models.CharField(choices=[('gestattung', 'Aufenthaltsgestattung (Asylverfahren)'), ('duldung', 'Duldung'), ('erlaubnis24', 'Aufenthaltserlaubnis § 24 AufenthG (Ukraine)'), ('erlaubnis25', 'Aufenthaltserlaubnis nach Schutzgewährung'), ('familie', 'Familiennachzug'), ('arbeit', 'Erwerb, Ausbildung, Chancenkarte'), ('niederlassung', 'Niederlassungserlaubnis'), ('eu', 'EU-Freizügigkeit'), ('spaetaussiedler', 'Spätaussiedlerin oder Spätaussiedler'), ('unbekannt', 'nicht erhoben')], default='unbekannt', max_length=16, verbose_name='Aufenthaltsstatus')),
                        ('einreise_am', models.DateField(blank=True, null=True, verbose_name='Einreise am')),
                        ('erster_titel_am', models.DateField(blank=True, null=True, verbose_name='erster Aufenthaltstitel am')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('quartier', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.quartier', verbose_name='Quartier')),
                        ('stadtteil', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.stadtteil', verbose_name='Stadtteil')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Person',
                        'verbose_name_plural': 'Personen',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FallEvent',
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
                        ('finanzierung', models.CharField(choices=[('stadt', 'Stadt (ARGE Integration)'), ('bund', 'Bund (MBE-Förderrichtlinie)')], default='stadt', max_length=6, verbose_name='Finanzierung')),
                        ('arbeitsform', models.CharField(choices=[('erst', 'Erstberatung'), ('einzelfall', 'Einzelfallberatung'), ('case', 'Case Management')], default='erst', max_length=12, verbose_name='Arbeitsform')),
                        ('zielgruppe', models.CharField(choices=[('bvfg', 'Spätaussiedler und Angehörige (§ 9 BVFG)'), ('kurs', 'Integrationskurs (§§ 44, 44a AufenthG)'), ('arbeitsuche', 'Arbeitsplatzsuche (§ 20 AufenthG)'), ('chancenkarte', 'Chancenkarte (§§ 20a, 20b AufenthG)'), ('flucht', 'Flucht: Asyl oder Ukraine'), ('andere', 'andere Zugewanderte'), ('unbekannt', 'nicht erhoben')], default='unbekannt', max_length=12, verbose_name='Zielgruppe')),
                        ('nachholbedarf', models.CharField(blank=True, choices=[('sprache', 'Deutschkenntnisse reichen nicht aus'), ('zugang', 'bisher ohne Kurs, Arbeit oder Beratung'), ('lebenslage', 'neue Lebenslage, vergleichbar mit Neuzugewanderten')], max_length=10, verbose_name='Bedarf nach drei Jahren')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.fall')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.person', verbose_name='Person')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='fall',
                    name='person',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_akten', to='beratung.person', verbose_name='Person'),
                ),
                migrations.CreateModel(
                    name='PersonEvent',
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
                        ('geschlecht', models.CharField(choices=[('w', 'weiblich'), ('m', 'männlich'), ('d', 'divers'), ('k', 'keine Angabe')], default='k', max_length=1, verbose_name='Geschlecht')),
                        ('staatsangehoerigkeit', models.CharField(blank=True, max_length=60, verbose_name='Staatsangehörigkeit')),
                        ('sprachen', models.CharField(blank=True, max_length=120, verbose_name='Sprachen')),
                        ('dolmetschbedarf', models.BooleanField(default=False, verbose_name='Dolmetschen nötig')),
                        ('deutschniveau', models.CharField(blank=True, choices=[('A0', 'A0 (keine Kenntnisse)'), ('A1', 'A1'), ('A2', 'A2'), ('B1', 'B1'), ('B2', 'B2'), ('C1', 'C1'), ('C2', 'C2')], max_length=2, verbose_name='Deutschniveau')),
                        ('aufenthaltsstatus', models.CharField(choices=[('gestattung', 'Aufenthaltsgestattung (Asylverfahren)'), ('duldung', 'Duldung'), ('erlaubnis24', 'Aufenthaltserlaubnis § 24 AufenthG (Ukraine)'), ('erlaubnis25', 'Aufenthaltserlaubnis nach Schutzgewährung'), ('familie', 'Familiennachzug'), ('arbeit', 'Erwerb, Ausbildung, Chancenkarte'), ('niederlassung', 'Niederlassungserlaubnis'), ('eu', 'EU-Freizügigkeit'), ('spaetaussiedler', 'Spätaussiedlerin oder Spätaussiedler'), ('unbekannt', 'nicht erhoben')], default='unbekannt', max_length=16, verbose_name='Aufenthaltsstatus')),
                        ('einreise_am', models.DateField(blank=True, null=True, verbose_name='Einreise am')),
                        ('erster_titel_am', models.DateField(blank=True, null=True, verbose_name='erster Aufenthaltstitel am')),
                        ('telefon', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-Mail')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.person')),
                        ('quartier', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.quartier', verbose_name='Quartier')),
                        ('stadtteil', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stadtteil', verbose_name='Stadtteil')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Personschluessel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('schluessel', models.TextField(db_collation='C', verbose_name='Schlüssel')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('zeile', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='suchschluessel', to='beratung.person', verbose_name='Person')),
                    ],
                    options={
                        'verbose_name': 'Suchschlüssel',
                        'verbose_name_plural': 'Suchschlüssel',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Zustaendigkeit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('von', models.DateField(verbose_name='ab')),
                        ('bis', models.DateField(blank=True, null=True, verbose_name='bis einschließlich')),
                        ('fachkraft', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.fachkraft', verbose_name='Fachkraft')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='zustaendigkeiten', to='beratung.fall', verbose_name='Fall')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Zuständigkeit',
                        'verbose_name_plural': 'Zuständigkeiten',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ZustaendigkeitEvent',
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
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.fall', verbose_name='Fall')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.zustaendigkeit')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BerichtigungEvent',
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
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='beratung.berichtigung')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('fall', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='beratung.fall', verbose_name='Fall')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_be_traeger_5d998d_idx')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='berichtigungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='33ec201e5b7e2d9313737a986a8032cc6328baf1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f78bc', table='beratung_berichtigungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='berichtigung',
                    index=models.Index(fields=['traeger', 'berichtigt_von'], name='beratung_be_traeger_ce2bdb_idx'),
                ),
                migrations.AddIndex(
                    model_name='berichtigung',
                    index=models.Index(fields=['traeger', 'fall'], name='beratung_be_traeger_059aae_idx'),
                ),
                migrations.AddConstraint(
                    model_name='berichtigung',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE',), name='berichtigung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='berichtigung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='berichtigung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='berichtigung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='berichtigung_fall_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='berichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a2af5674f87978576b7a816fc30a7a3de6e8201c', operation='UPDATE', pgid='pgtrigger_traeger_fest_f037f', table='beratung_berichtigung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='berichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_berichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fall_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='3f6cdedda9480201f17283ff7177e2557f6fb70a', operation='INSERT', pgid='pgtrigger_insert_insert_b89f1', table='beratung_berichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='berichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berichtigt_am" IS DISTINCT FROM (NEW."berichtigt_am") OR OLD."berichtigt_von_id" IS DISTINCT FROM (NEW."berichtigt_von_id") OR OLD."fall_id" IS DISTINCT FROM (NEW."fall_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."was" IS DISTINCT FROM (NEW."was"))', func='INSERT INTO "beratung_berichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (NEW."berichtigt_am", NEW."berichtigt_von_id", NEW."fall_id", NEW."id", NEW."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."was"); RETURN NULL;', hash='2f89496030221c4dd526566b2b7abad9f93a2b75', operation='UPDATE', pgid='pgtrigger_update_update_8db9a', table='beratung_berichtigung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='berichtigung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_berichtigungevent" ("berichtigt_am", "berichtigt_von_id", "fall_id", "id", "kennung", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "was") VALUES (OLD."berichtigt_am", OLD."berichtigt_von_id", OLD."fall_id", OLD."id", OLD."kennung", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."was"); RETURN NULL;', hash='9d3e69d4297375ae978fd9b6d6213f809262f5a1', operation='DELETE', pgid='pgtrigger_delete_delete_4c692', table='beratung_berichtigung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='abschlussevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_ab_traeger_f1ef3a_idx'),
                ),
                migrations.AddIndex(
                    model_name='abschlussevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='beratung_ab_traeger_dada94_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschlussevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9746c6ab49ca4608d30c3be9b8784de99005a09d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5ed5c', table='beratung_abschlussevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='abschluss',
                    index=models.Index(fields=['traeger', 'fall'], name='beratung_ab_traeger_922360_idx'),
                ),
                migrations.AddIndex(
                    model_name='abschluss',
                    index=models.Index(fields=['traeger', 'durch'], name='beratung_ab_traeger_be2b14_idx'),
                ),
                migrations.AddConstraint(
                    model_name='abschluss',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE',), name='abschluss_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='abschluss',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='abschluss_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='abschluss',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='abschluss_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='abschluss',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='abschluss_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='abschluss',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fall', name='abschluss_je_tag', violation_error_message='In diesem Zeitraum ist der Fall schon abgeschlossen.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='57a81fe1220b4f3e1f445abee40f5909b9de6bc3', operation='UPDATE', pgid='pgtrigger_traeger_fest_5b84e', table='beratung_abschluss', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='fall_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."fall_id" IS DISTINCT FROM (NEW."fall_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='15e09e63db307a42c967a14037e74c4b4979ab76', operation='UPDATE', pgid='pgtrigger_fall_fest_e1fa9', table='beratung_abschluss', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='ende_melden', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                update beratung_fall set abgeschlossen_am = abgeschlossen_am\n                 where traeger_id = coalesce(new.traeger_id, old.traeger_id) and id = coalesce(new.fall_id, old.fall_id);\n                return null;\n            ', hash='a83b258659abed54ef7dbad6c8711bbdd5aaa7ca', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_ende_melden_3aaa4', table='beratung_abschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_abschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."durch_id", NEW."fall_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='4bd7db9621e9b776bc2941641f6b1402918e850d', operation='INSERT', pgid='pgtrigger_insert_insert_cf9e2', table='beratung_abschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beratung_abschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."durch_id", NEW."fall_id", NEW."grund", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='4891096a7ba4e26b47b1d14a52d02a6bbbd01716', operation='UPDATE', pgid='pgtrigger_update_update_67811', table='beratung_abschluss', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='abschluss',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_abschlussevent" ("bis", "durch_id", "fall_id", "grund", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."durch_id", OLD."fall_id", OLD."grund", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='3ba143f9ebc5ae60d5634d33c01eed52eddba234', operation='DELETE', pgid='pgtrigger_delete_delete_857e6', table='beratung_abschluss', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'am'], name='beratung_ko_traeger_022029_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'fall', 'am'], name='beratung_ko_traeger_d22f83_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'storniert_von'], name='beratung_ko_traeger_f6e2f3_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='beratung_ko_traeger_d9ea68_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'erfasst_von'], name='beratung_ko_traeger_26b147_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontakt',
                    index=models.Index(fields=['traeger', 'partner'], name='beratung_ko_traeger_2178a5_idx'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE',), name='kontakt_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='kontakt_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='kontakt_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='kontakt_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='kontakt_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('storniert_am__isnull', True), ('storniert_von__isnull', True), ('storno_grund', '')), models.Q(('storniert_am__isnull', False), ('storniert_von__isnull', False), ('storno_grund__in', ['doppelt', 'falsch', 'nicht', 'versehen', 'sonstig'])), _connector='OR'), name='kontakt_storno', violation_error_message='Ein Storno hat Zeitpunkt, Person und Grund.'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.CheckConstraint(condition=models.Q(('dauer_minuten__gte', 1), ('dauer_minuten__lte', 600)), name='kontakt_dauer', violation_error_message='Die Dauer liegt zwischen 1 und 600 Minuten.'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.CheckConstraint(condition=models.Q(('anzahl_angehoerige__lte', 30)), name='kontakt_angehoerige', violation_error_message='Höchstens 30 mitberatene Angehörige.'),
                ),
                migrations.AddConstraint(
                    model_name='kontakt',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('fall__isnull', False), ('finanzierung', '')), models.Q(('fall__isnull', True), ('finanzierung__in', ['stadt', 'bund'])), _connector='OR'), name='kontakt_finanzierung', violation_error_message='Eine Kurzberatung braucht ihre Finanzierung; in einem Fall gilt die des Falls.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='bcb61a54bc9c13934dd4a63616fed578d937f23f', operation='UPDATE', pgid='pgtrigger_traeger_fest_0f806', table='beratung_kontakt', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='kontakt_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(am), max(am), bool_or(am is null), 'Kontakt') from neu where storniert_am is null group by fachkraft_id; return null;", hash='0af6d11472e7b480fc05408800e5d47b5030ebc2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_kontakt_da_neu_99dc3', referencing='REFERENCING NEW TABLE AS neu ', table='beratung_kontakt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='kontakt_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(am), max(am), bool_or(am is null), 'Kontakt') from neu where storniert_am is null group by fachkraft_id; return null;", hash='128a98cf068f9e3e5f8015b97cd3713516b30629', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_kontakt_da_anders_b9141', referencing='REFERENCING NEW TABLE AS neu ', table='beratung_kontakt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_kontaktevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "finanzierung", "form", "id", "kennung", "mit_dolmetschen", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "themen", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_angehoerige", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."fachkraft_id", NEW."fall_id", NEW."finanzierung", NEW."form", NEW."id", NEW."kennung", NEW."mit_dolmetschen", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."themen", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='0e00376f438edf10b5dce1c5d9334aabeb481818', operation='INSERT', pgid='pgtrigger_insert_insert_0f183', table='beratung_kontakt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."am" IS DISTINCT FROM (NEW."am") OR OLD."anzahl_angehoerige" IS DISTINCT FROM (NEW."anzahl_angehoerige") OR OLD."dauer_minuten" IS DISTINCT FROM (NEW."dauer_minuten") OR OLD."erfasst_am" IS DISTINCT FROM (NEW."erfasst_am") OR OLD."erfasst_von_id" IS DISTINCT FROM (NEW."erfasst_von_id") OR OLD."fachkraft_id" IS DISTINCT FROM (NEW."fachkraft_id") OR OLD."fall_id" IS DISTINCT FROM (NEW."fall_id") OR OLD."finanzierung" IS DISTINCT FROM (NEW."finanzierung") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kennung" IS DISTINCT FROM (NEW."kennung") OR OLD."mit_dolmetschen" IS DISTINCT FROM (NEW."mit_dolmetschen") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."storniert_am" IS DISTINCT FROM (NEW."storniert_am") OR OLD."storniert_von_id" IS DISTINCT FROM (NEW."storniert_von_id") OR OLD."storno_grund" IS DISTINCT FROM (NEW."storno_grund") OR OLD."themen" IS DISTINCT FROM (NEW."themen") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."verschoben_am" IS DISTINCT FROM (NEW."verschoben_am") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "beratung_kontaktevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "finanzierung", "form", "id", "kennung", "mit_dolmetschen", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "themen", "traeger_id", "verschoben_am", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."anzahl_angehoerige", NEW."dauer_minuten", NEW."erfasst_am", NEW."erfasst_von_id", NEW."fachkraft_id", NEW."fall_id", NEW."finanzierung", NEW."form", NEW."id", NEW."kennung", NEW."mit_dolmetschen", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."storniert_am", NEW."storniert_von_id", NEW."storno_grund", NEW."themen", NEW."traeger_id", NEW."verschoben_am", NEW."version"); RETURN NULL;', hash='25354aecc42fa96da06714c9b54449b02e84522d', operation='UPDATE', pgid='pgtrigger_update_update_f3761', table='beratung_kontakt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontakt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_kontaktevent" ("absendung", "absendung_summe", "am", "anzahl_angehoerige", "dauer_minuten", "erfasst_am", "erfasst_von_id", "fachkraft_id", "fall_id", "finanzierung", "form", "id", "kennung", "mit_dolmetschen", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "storniert_am", "storniert_von_id", "storno_grund", "themen", "traeger_id", "verschoben_am", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."am", OLD."anzahl_angehoerige", OLD."dauer_minuten", OLD."erfasst_am", OLD."erfasst_von_id", OLD."fachkraft_id", OLD."fall_id", OLD."finanzierung", OLD."form", OLD."id", OLD."kennung", OLD."mit_dolmetschen", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."storniert_am", OLD."storniert_von_id", OLD."storno_grund", OLD."themen", OLD."traeger_id", OLD."verschoben_am", OLD."version"); RETURN NULL;', hash='3e4cd0440cb8d2e4030d48711634628814bbfcd6', operation='DELETE', pgid='pgtrigger_delete_delete_e3607', table='beratung_kontakt', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='kontaktevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_ko_traeger_00130e_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontaktevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_created_at', 'pgh_id'], name='beratung_ko_traeger_bf2d04_idx'),
                ),
                migrations.AddIndex(
                    model_name='kontaktevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='beratung_ko_traeger_60ff57_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='kontaktevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6394fdd3ebb8c20995ea1d14b2d40b7493fe1445', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe2c7', table='beratung_kontaktevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='person',
                    index=models.Index(fields=['traeger', 'suchname'], name='beratung_pe_traeger_775f62_idx'),
                ),
                migrations.AddIndex(
                    model_name='person',
                    index=models.Index(fields=['traeger', 'stadtteil'], name='beratung_pe_traeger_266352_idx'),
                ),
                migrations.AddIndex(
                    model_name='person',
                    index=models.Index(fields=['traeger', 'quartier'], name='beratung_pe_traeger_2b18dc_idx'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE', 'IM'), name='person_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='person_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('suchname', ''), _negated=True), name='person_name', violation_error_message='Bitte geben Sie einen Namen an; hat die Person nur einen, bleibt das andere Feld leer.'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='person_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('geburtsdatum__isnull', True), ('einreise_am__isnull', True), ('einreise_am__gte', models.F('geburtsdatum')), _connector='OR'), name='person_einreise_nach_geburt', violation_error_message='Die Einreise liegt vor der Geburt.'),
                ),
                migrations.AddConstraint(
                    model_name='person',
                    constraint=models.CheckConstraint(condition=models.Q(('geburtsdatum__isnull', True), ('erster_titel_am__isnull', True), ('erster_titel_am__gte', models.F('geburtsdatum')), _connector='OR'), name='person_titel_nach_geburt', violation_error_message='Der erste Aufenthaltstitel liegt vor der Geburt.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='803d05ff5399b3f5a7d2668a85364095d3e47a92', operation='UPDATE', pgid='pgtrigger_traeger_fest_47654', table='beratung_person', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='suche_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='with zeilen as (table neu) insert into beratung_personschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), (select array_agg(telefon order by id) from zeilen), (select array_agg(geburtsdatum order by id) from zeilen)) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='8243314e33abfcb6e93a0eac10874aa4be300636', level='STATEMENT', operation='INSERT', pgid='pgtrigger_suche_neu_6b51a', referencing='REFERENCING NEW TABLE AS neu ', table='beratung_person', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='suche_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from beratung_personschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname, neu.telefon, neu.geburtsdatum) is distinct from (alt.nachname, alt.vorname, alt.telefon, alt.geburtsdatum)) as zeilen); with zeilen as (select neu.* from neu join alt using (id) where (neu.nachname, neu.vorname, neu.telefon, neu.geburtsdatum) is distinct from (alt.nachname, alt.vorname, alt.telefon, alt.geburtsdatum)) insert into beratung_personschluessel (traeger_id, zeile_id, schluessel) select zeilen.traeger_id, zeilen.id, neue.schluessel from suchschluessel((select array_agg(id order by id) from zeilen), (select array_agg(nachname order by id) from zeilen), (select array_agg(vorname order by id) from zeilen), (select array_agg(telefon order by id) from zeilen), (select array_agg(geburtsdatum order by id) from zeilen)) as neue join zeilen on zeilen.id = neue.zeile; return null;', hash='a14f7ebb392d5973a8ebdae601c2c245852dccbc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_suche_anders_a3fcb', referencing='REFERENCING OLD TABLE AS alt  NEW TABLE AS neu ', table='beratung_person', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='suche_weg', sql=pgtrigger.compiler.UpsertTriggerSql(func='delete from beratung_personschluessel where (traeger_id, zeile_id) in (select traeger_id, id from (table alt) as zeilen); return null;', hash='d47f196c95a06c18fdde6c931a0823d7f2d4d1dc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_suche_weg_75eca', referencing='REFERENCING OLD TABLE AS alt ', table='beratung_person', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_personevent" ("absendung", "absendung_summe", "aufenthaltsstatus", "deutschniveau", "dolmetschbedarf", "einreise_am", "email", "erster_titel_am", "geburtsdatum", "geschlecht", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quartier_id", "sprachen", "staatsangehoerigkeit", "stadtteil_id", "telefon", "traeger_id", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aufenthaltsstatus", NEW."deutschniveau", NEW."dolmetschbedarf", NEW."einreise_am", NEW."email", NEW."erster_titel_am", NEW."geburtsdatum", NEW."geschlecht", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quartier_id", NEW."sprachen", NEW."staatsangehoerigkeit", NEW."stadtteil_id", NEW."telefon", NEW."traeger_id", NEW."version", NEW."vorname"); RETURN NULL;', hash='90a7027191ad07d79fb099849a07a2573f1e22f0', operation='INSERT', pgid='pgtrigger_insert_insert_725b7', table='beratung_person', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."absendung" IS DISTINCT FROM (NEW."absendung") OR OLD."absendung_summe" IS DISTINCT FROM (NEW."absendung_summe") OR OLD."aufenthaltsstatus" IS DISTINCT FROM (NEW."aufenthaltsstatus") OR OLD."deutschniveau" IS DISTINCT FROM (NEW."deutschniveau") OR OLD."dolmetschbedarf" IS DISTINCT FROM (NEW."dolmetschbedarf") OR OLD."einreise_am" IS DISTINCT FROM (NEW."einreise_am") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erster_titel_am" IS DISTINCT FROM (NEW."erster_titel_am") OR OLD."geburtsdatum" IS DISTINCT FROM (NEW."geburtsdatum") OR OLD."geschlecht" IS DISTINCT FROM (NEW."geschlecht") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nachname" IS DISTINCT FROM (NEW."nachname") OR OLD."quartier_id" IS DISTINCT FROM (NEW."quartier_id") OR OLD."sprachen" IS DISTINCT FROM (NEW."sprachen") OR OLD."staatsangehoerigkeit" IS DISTINCT FROM (NEW."staatsangehoerigkeit") OR OLD."stadtteil_id" IS DISTINCT FROM (NEW."stadtteil_id") OR OLD."telefon" IS DISTINCT FROM (NEW."telefon") OR OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."vorname" IS DISTINCT FROM (NEW."vorname"))', func='INSERT INTO "beratung_personevent" ("absendung", "absendung_summe", "aufenthaltsstatus", "deutschniveau", "dolmetschbedarf", "einreise_am", "email", "erster_titel_am", "geburtsdatum", "geschlecht", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quartier_id", "sprachen", "staatsangehoerigkeit", "stadtteil_id", "telefon", "traeger_id", "version", "vorname") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aufenthaltsstatus", NEW."deutschniveau", NEW."dolmetschbedarf", NEW."einreise_am", NEW."email", NEW."erster_titel_am", NEW."geburtsdatum", NEW."geschlecht", NEW."id", NEW."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quartier_id", NEW."sprachen", NEW."staatsangehoerigkeit", NEW."stadtteil_id", NEW."telefon", NEW."traeger_id", NEW."version", NEW."vorname"); RETURN NULL;', hash='34bd4754d690242399f97fa5efc480af12509b01', operation='UPDATE', pgid='pgtrigger_update_update_c6c7a', table='beratung_person', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_personevent" ("absendung", "absendung_summe", "aufenthaltsstatus", "deutschniveau", "dolmetschbedarf", "einreise_am", "email", "erster_titel_am", "geburtsdatum", "geschlecht", "id", "nachname", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quartier_id", "sprachen", "staatsangehoerigkeit", "stadtteil_id", "telefon", "traeger_id", "version", "vorname") VALUES (OLD."absendung", OLD."absendung_summe", OLD."aufenthaltsstatus", OLD."deutschniveau", OLD."dolmetschbedarf", OLD."einreise_am", OLD."email", OLD."erster_titel_am", OLD."geburtsdatum", OLD."geschlecht", OLD."id", OLD."nachname", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quartier_id", OLD."sprachen", OLD."staatsangehoerigkeit", OLD."stadtteil_id", OLD."telefon", OLD."traeger_id", OLD."version", OLD."vorname"); RETURN NULL;', hash='604e766315569037cdd5da2723222a9903d42898', operation='DELETE', pgid='pgtrigger_delete_delete_1eff6', table='beratung_person', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='fallevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_fa_traeger_0921c0_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fallevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='82c98e714eb7f434c80f8257e0c8e7f672cbb876', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5bff', table='beratung_fallevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='fall',
                    index=models.Index(fields=['traeger', 'begonnen_am'], name='beratung_fa_traeger_be011b_idx'),
                ),
                migrations.AddIndex(
                    model_name='fall',
                    index=models.Index(fields=['traeger', 'person'], name='beratung_fa_traeger_b256a7_idx'),
                ),
                migrations.AddConstraint(
                    model_name='fall',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE',), name='fall_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='fall',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='fall_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='fall',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('person', name='fall_person_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='fall',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='fall_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='fall',
                    constraint=models.UniqueConstraint(condition=models.Q(('abgeschlossen_am__isnull', True)), fields=('traeger', 'person', 'finanzierung'), name='fall_ein_offener', violation_error_message='Für diese Person gibt es schon einen offenen MBE-Fall mit dieser Finanzierung.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fall',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6d37eaeb3bb0b6d4bc919a20d69c29a625cad966', operation='UPDATE', pgid='pgtrigger_traeger_fest_aeada', table='beratung_fall', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fall',
                    trigger=pgtrigger.compiler.Trigger(name='ende_aus_zeilen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                new.abgeschlossen_am := (select von from beratung_abschluss where traeger_id = new.traeger_id and fall_id = new.id and bis is null);\n                if exists (select from beratung_abschluss where traeger_id = new.traeger_id and fall_id = new.id and von < new.begonnen_am) then\n                    raise exception using errcode = '23514', constraint = 'regel_abgeschlossen_am', message = 'Der Abschluss liegt vor dem Beginn.';\n                end if;\n                return new;\n            ", hash='8f357b0191505fad210ab39ca51199678b15df4e', operation='INSERT OR UPDATE', pgid='pgtrigger_ende_aus_zeilen_5a74f', table='beratung_fall', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fall',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_fallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "arbeitsform", "begonnen_am", "finanzierung", "id", "nachholbedarf", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "zielgruppe") VALUES (NEW."abgeschlossen_am", NEW."absendung", NEW."absendung_summe", NEW."arbeitsform", NEW."begonnen_am", NEW."finanzierung", NEW."id", NEW."nachholbedarf", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version", NEW."zielgruppe"); RETURN NULL;', hash='b2d606456f4d795b5f88364d991cf95020fe43bc', operation='INSERT', pgid='pgtrigger_insert_insert_42338', table='beratung_fall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fall',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beratung_fallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "arbeitsform", "begonnen_am", "finanzierung", "id", "nachholbedarf", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "zielgruppe") VALUES (NEW."abgeschlossen_am", NEW."absendung", NEW."absendung_summe", NEW."arbeitsform", NEW."begonnen_am", NEW."finanzierung", NEW."id", NEW."nachholbedarf", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version", NEW."zielgruppe"); RETURN NULL;', hash='4ac5b0ca261bec90cc742a4a6a8dc4388db1ca73', operation='UPDATE', pgid='pgtrigger_update_update_1dead', table='beratung_fall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fall',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_fallevent" ("abgeschlossen_am", "absendung", "absendung_summe", "arbeitsform", "begonnen_am", "finanzierung", "id", "nachholbedarf", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version", "zielgruppe") VALUES (OLD."abgeschlossen_am", OLD."absendung", OLD."absendung_summe", OLD."arbeitsform", OLD."begonnen_am", OLD."finanzierung", OLD."id", OLD."nachholbedarf", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version", OLD."zielgruppe"); RETURN NULL;', hash='a7112b9fc1ba1b3885ec1ebf348a370748b882ed', operation='DELETE', pgid='pgtrigger_delete_delete_e128e', table='beratung_fall', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='personevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_pe_traeger_a789f1_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1a027be3af047ccd726bfc429bbfc6e73b95b87c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9dda2', table='beratung_personevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='personschluessel',
                    index=models.Index(fields=['traeger', 'schluessel'], include=('zeile',), name='person_suche'),
                ),
                migrations.AddIndex(
                    model_name='personschluessel',
                    index=models.Index(fields=['traeger', 'zeile'], name='person_zeile'),
                ),
                migrations.AddConstraint(
                    model_name='personschluessel',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE', 'IM'), name='personschluessel_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='personschluessel',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('zeile', name='personschluessel_zeile_traeger'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personschluessel',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a3fbdb14e6edb440fa80e97a8cf4c7c955e655c0', operation='UPDATE', pgid='pgtrigger_traeger_fest_d5810', table='beratung_personschluessel', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='zustaendigkeit',
                    index=models.Index(fields=['traeger', 'fachkraft'], name='beratung_zu_traeger_89aae4_idx'),
                ),
                migrations.AddIndex(
                    model_name='zustaendigkeit',
                    index=models.Index(fields=['traeger', 'fall'], name='beratung_zu_traeger_90b3c1_idx'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=arge.daten.datenbank.MandantGrenze(akten=('MBE',), name='zustaendigkeit_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='zustaendigkeit_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fall', name='zustaendigkeit_fall_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('fachkraft', name='zustaendigkeit_fachkraft_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='zustaendigkeit_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='zustaendigkeit',
                    constraint=arge.daten.datenbank.KeineUeberschneidung('fall', name='zustaendigkeit_je_tag', violation_error_message='In diesem Zeitraum ist schon eine Fachkraft zuständig.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f66e48fd4077b8b4b5ffb68b46619017cb787ac3', operation='UPDATE', pgid='pgtrigger_traeger_fest_802f0', table='beratung_zustaendigkeit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='zustaendigkeit_da_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Zuständigkeit für einen MBE-Fall') from neu  group by fachkraft_id; return null;", hash='b9207d22e3291c51e51c17fe07adced42a839460', level='STATEMENT', operation='INSERT', pgid='pgtrigger_zustaendigkeit_da_neu_f9d17', referencing='REFERENCING NEW TABLE AS neu ', table='beratung_zustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='zustaendigkeit_da_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func="perform beschaeftigung_pruefen(fachkraft_id, min(von), max(bis), bool_or(bis is null), 'Zuständigkeit für einen MBE-Fall') from neu  group by fachkraft_id; return null;", hash='ec76fd2b90f826b6de730d52c3de43ec4b7c1f2d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_zustaendigkeit_da_anders_4e60e', referencing='REFERENCING NEW TABLE AS neu ', table='beratung_zustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_zustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."fachkraft_id", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='e82323746a31f437aa242c93ac3fb4266bd06a26', operation='INSERT', pgid='pgtrigger_insert_insert_c18fe', table='beratung_zustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "beratung_zustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (NEW."bis", NEW."fachkraft_id", NEW."fall_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."von"); RETURN NULL;', hash='95b4a2a7edabdd6470526b2c237e19c60962d86a', operation='UPDATE', pgid='pgtrigger_update_update_614eb', table='beratung_zustaendigkeit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "beratung_zustaendigkeitevent" ("bis", "fachkraft_id", "fall_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "von") VALUES (OLD."bis", OLD."fachkraft_id", OLD."fall_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."von"); RETURN NULL;', hash='fa3405ac86b060469dee7a335375bf127bbfebae', operation='DELETE', pgid='pgtrigger_delete_delete_cdd06', table='beratung_zustaendigkeit', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='zustaendigkeitevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='beratung_zu_traeger_5c82c2_idx'),
                ),
                migrations.AddIndex(
                    model_name='zustaendigkeitevent',
                    index=models.Index(fields=['traeger', 'fall', 'pgh_id'], name='beratung_zu_traeger_320e6a_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='zustaendigkeitevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc8b08fc156f0025c4993965d484d94378463f4b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_011e5', table='beratung_zustaendigkeitevent', when='BEFORE')),
                ),
            ],
        ),
    ]
