import arge.daten.datenbank
import arge.daten.migration
import arge.daten.verschluesselung
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
        ('ehrenamt', '0001_initial'),
        ('traeger', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        arge.daten.migration.Anfang(
            operations=[
                migrations.CreateModel(
                    name='Auszahlung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('am', models.DateField(verbose_name='ausgezahlt am')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Auszahlung',
                        'verbose_name_plural': 'Auszahlungen',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Beleg',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('beleg_am', models.DateField(verbose_name='Belegdatum')),
                        ('bezahlt_am', models.DateField(blank=True, null=True, verbose_name='bezahlt am (Wertstellung)')),
                        ('empfaenger', models.CharField(max_length=120, verbose_name='Empfänger oder Einzahler')),
                        ('grund', models.CharField(max_length=200, verbose_name='Grund')),
                        ('kostenart', models.CharField(choices=[('material', 'Material'), ('raum', 'Raum und Bewirtung'), ('honorar', 'Honorar'), ('fahrt', 'Fahrtkosten und Auslagen'), ('schulung', 'Schulung'), ('oeffentlichkeit', 'Öffentlichkeitsarbeit'), ('sonstiges', 'Sonstiges')], max_length=16, verbose_name='Kostenart')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('projekt', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Beleg',
                        'verbose_name_plural': 'Belege',
                        'ordering': ['beleg_am', 'pk'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BelegEvent',
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
                        ('beleg_am', models.DateField(verbose_name='Belegdatum')),
                        ('bezahlt_am', models.DateField(blank=True, null=True, verbose_name='bezahlt am (Wertstellung)')),
                        ('empfaenger', models.CharField(max_length=120, verbose_name='Empfänger oder Einzahler')),
                        ('grund', models.CharField(max_length=200, verbose_name='Grund')),
                        ('kostenart', models.CharField(choices=[('material', 'Material'), ('raum', 'Raum und Bewirtung'), ('honorar', 'Honorar'), ('fahrt', 'Fahrtkosten und Auslagen'), ('schulung', 'Schulung'), ('oeffentlichkeit', 'Öffentlichkeitsarbeit'), ('sonstiges', 'Sonstiges')], max_length=16, verbose_name='Kostenart')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finanzen.beleg')),
                        ('projekt', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ehrenamt.projekt', verbose_name='Projekt')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Bescheid',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('art', models.CharField(choices=[('land', 'Bescheid des Landes an die Stadt'), ('weiterleitung', 'Weiterleitungsbescheid an den Träger'), ('stadt', 'städtischer Zuschussbescheid')], max_length=14, verbose_name='Art')),
                        ('mittel', models.CharField(choices=[('land_im', 'Landesmittel VwV Integrationsmanagement'), ('sachkosten_im', 'städtischer Zuschuss Sach- und Gemeinkosten (5.2.2)'), ('personal_ea_mbe', 'städtischer Personalkostenzuschuss (5.1.4)'), ('projekte', 'Projektmittel der ARGE')], max_length=16, verbose_name='Mittel')),
                        ('aktenzeichen', models.CharField(max_length=60, verbose_name='Aktenzeichen')),
                        ('beschieden_am', models.DateField(verbose_name='Datum des Bescheids')),
                        ('von', models.DateField(verbose_name='Bewilligung ab')),
                        ('bis', models.DateField(verbose_name='Bewilligung bis einschließlich')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('nachweis_bis', models.DateField(blank=True, null=True, verbose_name='Verwendungsnachweis bis')),
                        ('stellenanteil', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.stellenanteil', verbose_name='Stellenanteil')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Bescheid',
                        'verbose_name_plural': 'Bescheide',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AuszahlungEvent',
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
                        ('am', models.DateField(verbose_name='ausgezahlt am')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finanzen.auszahlung')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                        ('bescheid', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='finanzen.bescheid', verbose_name='Bescheid')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='auszahlung',
                    name='bescheid',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='auszahlungen', to='finanzen.bescheid', verbose_name='Bescheid'),
                ),
                migrations.CreateModel(
                    name='BescheidEvent',
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
                        ('art', models.CharField(choices=[('land', 'Bescheid des Landes an die Stadt'), ('weiterleitung', 'Weiterleitungsbescheid an den Träger'), ('stadt', 'städtischer Zuschussbescheid')], max_length=14, verbose_name='Art')),
                        ('mittel', models.CharField(choices=[('land_im', 'Landesmittel VwV Integrationsmanagement'), ('sachkosten_im', 'städtischer Zuschuss Sach- und Gemeinkosten (5.2.2)'), ('personal_ea_mbe', 'städtischer Personalkostenzuschuss (5.1.4)'), ('projekte', 'Projektmittel der ARGE')], max_length=16, verbose_name='Mittel')),
                        ('aktenzeichen', models.CharField(max_length=60, verbose_name='Aktenzeichen')),
                        ('beschieden_am', models.DateField(verbose_name='Datum des Bescheids')),
                        ('von', models.DateField(verbose_name='Bewilligung ab')),
                        ('bis', models.DateField(verbose_name='Bewilligung bis einschließlich')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('nachweis_bis', models.DateField(blank=True, null=True, verbose_name='Verwendungsnachweis bis')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finanzen.bescheid')),
                        ('stellenanteil', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.stellenanteil', verbose_name='Stellenanteil')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Fassung',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('jahr', models.PositiveSmallIntegerField(verbose_name='Berichtsjahr')),
                        ('nummer', models.PositiveSmallIntegerField(verbose_name='Fassung')),
                        ('daten', models.JSONField(verbose_name='Zahlen und Texte')),
                        ('stand', models.JSONField(default=dict, verbose_name='Stand des Änderungsprotokolls')),
                        ('pruefsumme', models.CharField(max_length=64, verbose_name='SHA-256 der Daten')),
                        ('schluessel', models.CharField(max_length=120, unique=True, verbose_name='Auftrag')),
                        ('erstellt_am', models.DateTimeField(verbose_name='erstellt am')),
                        ('erstellt_von', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='erstellt von')),
                    ],
                    options={
                        'verbose_name': 'Fassung',
                        'verbose_name_plural': 'Fassungen',
                        'ordering': ['-jahr', '-nummer'],
                    },
                ),
                migrations.CreateModel(
                    name='Beitraege',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kennung', models.UUIDField(default=uuid.uuid4, editable=False)),
                        ('inhalt', arge.daten.verschluesselung.VerschluesselterText(blank=True, editable=True, verbose_name='Beiträge (JSON)')),
                        ('fassung', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='beitraege', to='finanzen.fassung', verbose_name='Fassung')),
                    ],
                    options={
                        'verbose_name': 'Beiträge einer Fassung',
                        'verbose_name_plural': 'Beiträge der Fassungen',
                    },
                ),
                migrations.CreateModel(
                    name='Personalkosten',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('monat', models.DateField(verbose_name='Monat (erster Tag)')),
                        ('brutto', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Bruttopersonalkosten in Euro')),
                        ('besetzung', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.besetzung', verbose_name='Besetzung')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Personalkosten',
                        'verbose_name_plural': 'Personalkosten',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PersonalkostenEvent',
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
                        ('monat', models.DateField(verbose_name='Monat (erster Tag)')),
                        ('brutto', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Bruttopersonalkosten in Euro')),
                        ('besetzung', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.besetzung', verbose_name='Besetzung')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finanzen.personalkosten')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Projektmittel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('absendung', models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4, editable=False)),
                        ('absendung_summe', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='Prüfsumme der Absendung')),
                        ('jahr', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('traeger', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'verbose_name': 'Projektmittel',
                        'verbose_name_plural': 'Projektmittel',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjektmittelEvent',
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
                        ('jahr', models.PositiveSmallIntegerField(verbose_name='Jahr')),
                        ('betrag', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='Betrag in Euro')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='finanzen.projektmittel')),
                        ('traeger', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='traeger.traeger', verbose_name='Träger')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddIndex(
                    model_name='beleg',
                    index=models.Index(fields=['traeger', 'beleg_am'], name='finanzen_be_traeger_4d9a50_idx'),
                ),
                migrations.AddIndex(
                    model_name='beleg',
                    index=models.Index(fields=['traeger', 'projekt'], name='finanzen_be_traeger_ba99a1_idx'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='geld_lesen', name='beleg_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='beleg_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('projekt', name='beleg_projekt_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='beleg_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=models.CheckConstraint(condition=models.Q(('betrag__gt', 0)), name='beleg_betrag', violation_error_message='Ein Beleg ist größer als 0 €.'),
                ),
                migrations.AddConstraint(
                    model_name='beleg',
                    constraint=models.CheckConstraint(condition=models.Q(('bezahlt_am__isnull', True), ('bezahlt_am__gte', models.F('beleg_am')), _connector='OR'), name='beleg_zahltag', violation_error_message='Der Zahltag liegt vor dem Belegdatum.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beleg',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='29644b0b82e2df679d94b2ae9d22ca6da8705dd1', operation='UPDATE', pgid='pgtrigger_traeger_fest_f3a45', table='finanzen_beleg', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beleg',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_belegevent" ("absendung", "absendung_summe", "beleg_am", "betrag", "bezahlt_am", "empfaenger", "grund", "id", "kostenart", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."beleg_am", NEW."betrag", NEW."bezahlt_am", NEW."empfaenger", NEW."grund", NEW."id", NEW."kostenart", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='18bf2d46bb9efa5c75247fbea8c57d2c64ef0e9a', operation='INSERT', pgid='pgtrigger_insert_insert_ccc33', table='finanzen_beleg', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beleg',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finanzen_belegevent" ("absendung", "absendung_summe", "beleg_am", "betrag", "bezahlt_am", "empfaenger", "grund", "id", "kostenart", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."beleg_am", NEW."betrag", NEW."bezahlt_am", NEW."empfaenger", NEW."grund", NEW."id", NEW."kostenart", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."projekt_id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='b470570e2b3ca805ab7d5c07b3802025b73359c6', operation='UPDATE', pgid='pgtrigger_update_update_e2b29', table='finanzen_beleg', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='beleg',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_belegevent" ("absendung", "absendung_summe", "beleg_am", "betrag", "bezahlt_am", "empfaenger", "grund", "id", "kostenart", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projekt_id", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."beleg_am", OLD."betrag", OLD."bezahlt_am", OLD."empfaenger", OLD."grund", OLD."id", OLD."kostenart", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."projekt_id", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='ff9ea183b3895817d480d72c4b2e15ae6c573fe8', operation='DELETE', pgid='pgtrigger_delete_delete_60652', table='finanzen_beleg', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='belegevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='finanzen_be_traeger_5f75f4_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='belegevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba8985422c3e5b218e88695305290bb127ab20bc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19616', table='finanzen_belegevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='bescheid',
                    index=models.Index(fields=['traeger', 'stellenanteil'], name='finanzen_be_traeger_62c3d9_idx'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='geld_lesen', name='bescheid_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='bescheid_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('stellenanteil', name='bescheid_stellenanteil_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='bescheid_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=models.CheckConstraint(condition=models.Q(('bis__isnull', True), ('bis__gte', models.F('von')), _connector='OR'), name='bescheid_zeitraum', violation_error_message='Das Ende liegt vor dem Beginn.'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=models.CheckConstraint(condition=models.Q(('betrag__gte', 0)), name='bescheid_betrag', violation_error_message='Der Betrag ist nicht negativ.'),
                ),
                migrations.AddConstraint(
                    model_name='bescheid',
                    constraint=models.UniqueConstraint(fields=('traeger', 'aktenzeichen'), name='bescheid_aktenzeichen', violation_error_message='Dieses Aktenzeichen gibt es bei diesem Träger schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dc341153fb67db8125f16b6f309a0e8f3d35a3e2', operation='UPDATE', pgid='pgtrigger_traeger_fest_743be', table='finanzen_bescheid', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='bescheid_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform auszahlungen_je_bescheid_pruefen(id) from (select distinct id from neu) as betroffen; return null;', hash='e3ea1877c4f51798d2ece2904795fc697796be3f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_bescheid_haelt_anders_5d3d6', referencing='REFERENCING NEW TABLE AS neu ', table='finanzen_bescheid', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='empfaenger', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    if (new.art = 'land') <> exists (\n                        select 1 from traeger_traeger where id = new.traeger_id and art = 'kommune'\n                    ) then\n                        raise exception using errcode = '23514', constraint = 'regel_bescheid_empfaenger',\n                            message = 'Der Bescheid des Landes geht an die Stadt, jeder andere an einen freien Träger.';\n                    end if;\n                    return new;\n                ", hash='3b413ea46e37cd862575d9dceab7ea117837cf44', operation='INSERT OR UPDATE', pgid='pgtrigger_empfaenger_4c57c', table='finanzen_bescheid', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_bescheidevent" ("absendung", "absendung_summe", "aktenzeichen", "art", "beschieden_am", "betrag", "bis", "id", "mittel", "nachweis_bis", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aktenzeichen", NEW."art", NEW."beschieden_am", NEW."betrag", NEW."bis", NEW."id", NEW."mittel", NEW."nachweis_bis", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von"); RETURN NULL;', hash='c528e357d6da08c9fda31c6a880a57ec1f5a202d', operation='INSERT', pgid='pgtrigger_insert_insert_aaa60', table='finanzen_bescheid', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finanzen_bescheidevent" ("absendung", "absendung_summe", "aktenzeichen", "art", "beschieden_am", "betrag", "bis", "id", "mittel", "nachweis_bis", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von") VALUES (NEW."absendung", NEW."absendung_summe", NEW."aktenzeichen", NEW."art", NEW."beschieden_am", NEW."betrag", NEW."bis", NEW."id", NEW."mittel", NEW."nachweis_bis", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stellenanteil_id", NEW."traeger_id", NEW."version", NEW."von"); RETURN NULL;', hash='f7105d393ab84637f439ce46a7a4c7388ba96e8a', operation='UPDATE', pgid='pgtrigger_update_update_1768b', table='finanzen_bescheid', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheid',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_bescheidevent" ("absendung", "absendung_summe", "aktenzeichen", "art", "beschieden_am", "betrag", "bis", "id", "mittel", "nachweis_bis", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stellenanteil_id", "traeger_id", "version", "von") VALUES (OLD."absendung", OLD."absendung_summe", OLD."aktenzeichen", OLD."art", OLD."beschieden_am", OLD."betrag", OLD."bis", OLD."id", OLD."mittel", OLD."nachweis_bis", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stellenanteil_id", OLD."traeger_id", OLD."version", OLD."von"); RETURN NULL;', hash='ae774350df322ed531198a2444cd27ec0db448f7', operation='DELETE', pgid='pgtrigger_delete_delete_a0356', table='finanzen_bescheid', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='auszahlungevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='finanzen_au_traeger_179d8b_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlungevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cca889300b4597d8cfe1fbda52a05dbc55592c5c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce426', table='finanzen_auszahlungevent', when='BEFORE')),
                ),
                migrations.AddIndex(
                    model_name='auszahlung',
                    index=models.Index(fields=['traeger', 'bescheid'], name='finanzen_au_traeger_f0e973_idx'),
                ),
                migrations.AddConstraint(
                    model_name='auszahlung',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='geld_lesen', name='auszahlung_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='auszahlung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='auszahlung_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='auszahlung',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('bescheid', name='auszahlung_bescheid_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='auszahlung',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='auszahlung_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='auszahlung',
                    constraint=models.CheckConstraint(condition=models.Q(('betrag__gt', 0)), name='auszahlung_betrag', violation_error_message='Eine Auszahlung ist größer als 0 €.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6619cca5f742094b0f49050a10dd9e7f9f57179f', operation='UPDATE', pgid='pgtrigger_traeger_fest_951f2', table='finanzen_auszahlung', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='auszahlung_haelt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform auszahlungen_je_bescheid_pruefen(bescheid_id) from (select distinct bescheid_id from neu) as betroffen; return null;', hash='1c72494832a54aee47d6df69ab01c93a7b508a15', level='STATEMENT', operation='INSERT', pgid='pgtrigger_auszahlung_haelt_neu_341c3', referencing='REFERENCING NEW TABLE AS neu ', table='finanzen_auszahlung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='auszahlung_haelt_anders', sql=pgtrigger.compiler.UpsertTriggerSql(func='perform auszahlungen_je_bescheid_pruefen(bescheid_id) from (select distinct bescheid_id from neu) as betroffen; return null;', hash='d3771ecf918a143f710abdc9ac89aeb967890513', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_auszahlung_haelt_anders_30299', referencing='REFERENCING NEW TABLE AS neu ', table='finanzen_auszahlung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_auszahlungevent" ("absendung", "absendung_summe", "am", "bescheid_id", "betrag", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."bescheid_id", NEW."betrag", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='fba1e3a3c4514fd6e7b3b5a6d5a6a04795466657', operation='INSERT', pgid='pgtrigger_insert_insert_4c7ec', table='finanzen_auszahlung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finanzen_auszahlungevent" ("absendung", "absendung_summe", "am", "bescheid_id", "betrag", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."am", NEW."bescheid_id", NEW."betrag", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='aa27b258a257999f7592ffe291cefa72636f8ff7', operation='UPDATE', pgid='pgtrigger_update_update_52dd6', table='finanzen_auszahlung', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='auszahlung',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_auszahlungevent" ("absendung", "absendung_summe", "am", "bescheid_id", "betrag", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."am", OLD."bescheid_id", OLD."betrag", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='d9148bb6882544952c211094677731acfc2bf790', operation='DELETE', pgid='pgtrigger_delete_delete_610c2', table='finanzen_auszahlung', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='bescheidevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='finanzen_be_traeger_8087cb_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bescheidevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee324444b9c2bfd95ad27b0346aafffac9a9758c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_654d0', table='finanzen_bescheidevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='fassung',
                    constraint=models.UniqueConstraint(fields=('jahr', 'nummer'), name='fassung_nummer', violation_error_message='Diese Fassung gibt es schon.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fassung',
                    trigger=pgtrigger.compiler.Trigger(name='anhaengend', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7311de5ad5f13147acf2a4ef5b7d6a2d56485f07', operation='UPDATE OR DELETE', pgid='pgtrigger_anhaengend_4a260', table='finanzen_fassung', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='geld_lesen', name='personalkosten_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='personalkosten_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=arge.daten.datenbank.MandantFremdschluessel('besetzung', name='personalkosten_besetzung_traeger'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='personalkosten_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=models.UniqueConstraint(fields=('traeger', 'besetzung', 'monat'), name='personalkosten_monat', violation_error_message='Für diesen Monat sind die Personalkosten schon gemeldet.'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=models.CheckConstraint(condition=models.Q(('monat__day', 1)), name='personalkosten_erster', violation_error_message='Als Monat steht der erste Tag des Monats.'),
                ),
                migrations.AddConstraint(
                    model_name='personalkosten',
                    constraint=models.CheckConstraint(condition=models.Q(('brutto__gte', 0)), name='personalkosten_brutto', violation_error_message='Personalkosten sind nicht negativ.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personalkosten',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3a8194afdfdb9a0906db1f5228b7d2bca575bd7d', operation='UPDATE', pgid='pgtrigger_traeger_fest_b93bf', table='finanzen_personalkosten', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personalkosten',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_personalkostenevent" ("absendung", "absendung_summe", "besetzung_id", "brutto", "id", "monat", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."besetzung_id", NEW."brutto", NEW."id", NEW."monat", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='7f93b51c05f29a06b267fa16febcac32bf175829', operation='INSERT', pgid='pgtrigger_insert_insert_e2ea7', table='finanzen_personalkosten', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personalkosten',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finanzen_personalkostenevent" ("absendung", "absendung_summe", "besetzung_id", "brutto", "id", "monat", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."besetzung_id", NEW."brutto", NEW."id", NEW."monat", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='744d8f0c7ef0852ae02c958e231b4188162892c9', operation='UPDATE', pgid='pgtrigger_update_update_5de84', table='finanzen_personalkosten', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personalkosten',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_personalkostenevent" ("absendung", "absendung_summe", "besetzung_id", "brutto", "id", "monat", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."besetzung_id", OLD."brutto", OLD."id", OLD."monat", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='8a8a9e5eceb28c98c63c2b97b58d22f2b5675651', operation='DELETE', pgid='pgtrigger_delete_delete_35e50', table='finanzen_personalkosten', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='personalkostenevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='finanzen_pe_traeger_4a458c_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='personalkostenevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85c85c835f5b35a0be900c4ff8dda07896b886be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_17cf1', table='finanzen_personalkostenevent', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='projektmittel',
                    constraint=arge.daten.datenbank.MandantGrenze(alle='geld', alle_lesen='geld_lesen', name='projektmittel_grenze'),
                ),
                migrations.AddConstraint(
                    model_name='projektmittel',
                    constraint=models.UniqueConstraint(fields=('traeger', 'id'), name='projektmittel_eigen'),
                ),
                migrations.AddConstraint(
                    model_name='projektmittel',
                    constraint=models.UniqueConstraint(fields=('traeger', 'absendung'), name='projektmittel_absendung', violation_error_message='Dieses Formular wurde schon abgeschickt.'),
                ),
                migrations.AddConstraint(
                    model_name='projektmittel',
                    constraint=models.UniqueConstraint(fields=('traeger', 'jahr'), name='projektmittel_jahr', violation_error_message='Für dieses Jahr sind die Projektmittel schon eingetragen.'),
                ),
                migrations.AddConstraint(
                    model_name='projektmittel',
                    constraint=models.CheckConstraint(condition=models.Q(('betrag__gte', 0)), name='projektmittel_betrag', violation_error_message='Der Betrag ist nicht negativ.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektmittel',
                    trigger=pgtrigger.compiler.Trigger(name='traeger_fest', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."traeger_id" IS DISTINCT FROM (NEW."traeger_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4e096db93350bb922e9169c45450ce9b2d5d9116', operation='UPDATE', pgid='pgtrigger_traeger_fest_eeb62', table='finanzen_projektmittel', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektmittel',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_projektmittelevent" ("absendung", "absendung_summe", "betrag", "id", "jahr", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."betrag", NEW."id", NEW."jahr", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='270407214731e7422b5e676d3436ffcc738fa7a4', operation='INSERT', pgid='pgtrigger_insert_insert_8cda7', table='finanzen_projektmittel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektmittel',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "finanzen_projektmittelevent" ("absendung", "absendung_summe", "betrag", "id", "jahr", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (NEW."absendung", NEW."absendung_summe", NEW."betrag", NEW."id", NEW."jahr", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."traeger_id", NEW."version"); RETURN NULL;', hash='c2ee6090800f6e41ff1b9b10cadca1608fb7c9c3', operation='UPDATE', pgid='pgtrigger_update_update_1aa92', table='finanzen_projektmittel', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektmittel',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "finanzen_projektmittelevent" ("absendung", "absendung_summe", "betrag", "id", "jahr", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "traeger_id", "version") VALUES (OLD."absendung", OLD."absendung_summe", OLD."betrag", OLD."id", OLD."jahr", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."traeger_id", OLD."version"); RETURN NULL;', hash='9ae03c7ad3e1ee09f399d2ef6240199e8479ad75', operation='DELETE', pgid='pgtrigger_delete_delete_1178e', table='finanzen_projektmittel', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='projektmittelevent',
                    index=models.Index(fields=['traeger', 'pgh_obj', 'pgh_id'], name='finanzen_pr_traeger_4cbe53_idx'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projektmittelevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2d04e8c073d58530594e54cd10dbb590454457ce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1af74', table='finanzen_projektmittelevent', when='BEFORE')),
                ),
            ],
        ),
    ]
