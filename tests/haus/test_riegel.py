"""Was arge_web selbst setzen kann, schützt nichts und schaltet nichts ab (SICHERHEIT, „Signierter Zugang“)."""

import json
import re
from datetime import date

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.db.models import signals

from arge.daten.siegel import siegel
from beratung.models import Kontakt, Person, Zustaendigkeit
from tests.factories import (
    FachkraftFactory,
    FallFactory,
    KontaktFactory,
    MitgliedschaftFactory,
    PersonFactory,
    TraegerFactory,
)
from tests.factories.basis import im_namen_von
from tests.haus.test_protokoll import PersonEvent, ereignisse
from traeger.begriffe import Rolle
from traeger.models import Benutzer
from traeger.zugang import handeln, zahlen, zugang_von
from traeger.zugang.grenze import SIEGEL, ZUGANG, nutzlast

pytestmark = pytest.mark.django_db

#: Jeder Sitzungswert, den eine Funktion oder Policy liest, mit dem Grund, warum er nichts öffnet.
SITZUNGSWERTE = {
    ZUGANG: "gilt nur mit dem Siegel daneben",
    SIEGEL: "HMAC über Zugang, Verbindung und Transaktion; das Geheimnis liest nur arge_protokoll",
}


def sql(text, *werte):
    with connection.cursor() as cursor:
        cursor.execute(text, werte or None)
        return cursor.fetchall() if cursor.description else []


def setze(name, wert):
    sql("select set_config(%s, %s, true)", name, wert)


def test_jeder_gelesene_sitzungswert_hat_einen_grund():
    texte = [
        text
        for (text,) in sql(
            "select prosrc from pg_proc where pronamespace in ('public'::regnamespace, 'riegel'::regnamespace)"
        )
    ]
    texte += [f"{wenn} {mit}" for wenn, mit in sql("select qual, with_check from pg_policies")]
    gelesen = {name for text in texte for name in re.findall(r"current_setting\(\s*'([^']+)'", text, re.IGNORECASE)}
    aufrufe = sum(len(re.findall("current_setting", text, re.IGNORECASE)) for text in texte)
    assert gelesen == SITZUNGSWERTE.keys()
    assert aufrufe == 2, "mit zusammengesetztem Namen gelesen?"


@pytest.mark.parametrize("erfunden", ["", "0" * 64, siegel("gilt")])
def test_gesetzter_zugang_ohne_siegel_ist_keiner(erfunden):
    person = PersonFactory()
    with transaction.atomic():
        setze(ZUGANG, nutzlast(traeger=person.traeger_id, akten=["MBE", "IM"]))
        setze(SIEGEL, erfunden)
        assert sql("select count(*) from beratung_person") == [(0,)]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.create(traeger_id=person.traeger_id, vorname="A", nachname="B")


def test_kein_zugang_laesst_sich_in_der_transaktion_austauschen():
    """Eine eingeschleuste Anweisung mitten in einer Anfrage sieht sofort gar nichts mehr, statt eines anderen Trägers."""
    eigene, fremde = PersonFactory(), PersonFactory()
    with handeln(zugang_von(MitgliedschaftFactory(traeger=eigene.traeger))):
        assert Person.objects.count() == 1
        (gilt,) = sql("select current_setting(%s)", ZUGANG)
        setze(ZUGANG, json.dumps(json.loads(gilt[0]) | {"traeger": fremde.traeger_id}))
        assert Person.objects.count() == 0


def test_siegel_einer_anderen_transaktion_gilt_nicht(django_db_blocker):
    """An Verbindung und Transaktion gebunden: was eine Anfrage sah, nützt der nächsten im selben Prozess nichts."""
    verbindung = connections["default"]
    neu = verbindung.copy()
    try:
        with neu.cursor() as cursor:
            cursor.execute("begin")
            zugang = nutzlast(traeger=1, akten=["MBE"])
            cursor.execute("select zugang_setzen(%s, %s)", [zugang, siegel(f"{neu.connection.info.backend_pid} {zugang}")])
            cursor.execute("select zugang() ->> 'traeger', current_setting(%s), current_setting(%s)", [ZUGANG, SIEGEL])
            traeger, gesetzt, gesiegelt = cursor.fetchone()
            assert traeger == "1"
            cursor.execute("rollback")
            cursor.execute("begin")
            cursor.execute("select set_config(%s, %s, true), set_config(%s, %s, true)", [ZUGANG, gesetzt, SIEGEL, gesiegelt])
            cursor.execute("select zugang()")
            assert cursor.fetchone() == (None,)
            cursor.execute("rollback")
    finally:
        neu.close()


def test_keine_verbindung_liest_mit_was_eine_andere_gerade_ausfuehrt():
    """Sonst stünde das Siegel eines anderen für jede Verbindung derselben Rolle in pg_stat_activity: weder geschrieben noch gelesen."""
    assert sql("show track_activities") == [("off",)]
    for anweisung in ("set track_activities = on", "select query from pg_stat_activity"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(anweisung)


def test_teuer_geschaetzte_vergleiche_werden_nicht_uebersetzt():
    """Die Kosten in rechte.psql sind hoch, damit kein Vergleich vor der Policy läuft; JIT nähme sie für bare Münze."""
    assert sql("show jit") == [("off",)]


def test_siegel_einer_anderen_verbindung_wird_abgewiesen():
    zugang = nutzlast(traeger=1)
    with pytest.raises(ProgrammingError, match="Siegel"), transaction.atomic():
        sql("select zugang_setzen(%s, %s)", zugang, siegel(f"1 {zugang}"))


@pytest.mark.parametrize(
    "anweisung",
    [
        "select * from riegel.geheimnis", "select riegel.siegel('x')", "update riegel.geheimnis set innen = aussen",
        "create or replace function zugang() returns jsonb language sql as 'select null::jsonb'",
        "alter function zugang() security invoker", "set role arge_protokoll", "set role arge_regeln",
        "create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean language sql as 'select true'",
    ],
)  # fmt: skip
def test_an_das_siegel_kommt_die_anwendungsrolle_nicht(anweisung):
    for sicht in (None, "arge_zahlen"):
        with (
            pytest.raises(DatabaseError, match=r"permission denied|must be owner|Aufbau der Datenbank"),
            transaction.atomic(),
        ):
            if sicht:
                sql(f"set local role {sicht}")
            sql(anweisung)


def test_kein_sitzungswert_schaltet_trigger_ab():
    person = PersonFactory(vorname="A")
    with handeln(zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle=Rolle.LEITUNG))):
        sql(
            "select set_config('pgtrigger.ignore', (select array_agg(tgname)::text from pg_trigger where tgname like 'pgtrigger%%'), true)"
        )
        Person.objects.filter(pk=person.pk).update(vorname="Spurlos")
        assert ereignisse(person.pk) == [("insert", "A"), ("update", "Spurlos")]
        with pytest.raises(DatabaseError, match="traeger"), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(traeger=TraegerFactory())
        Person.objects.filter(pk=person.pk).delete()
        assert ereignisse(person.pk)[-1][0] == "delete"


def test_handelnder_kommt_aus_dem_zugang_nicht_aus_der_sitzung():
    person = PersonFactory(vorname="A")
    zugang = zugang_von(MitgliedschaftFactory(traeger=person.traeger, rolle=Rolle.LEITUNG))
    with handeln(zugang):
        setze("pghistory.context_metadata", '{"benutzer": 12}')
        setze("pghistory.context_id", "00000000-0000-0000-0000-000000000012")
        Person.objects.filter(pk=person.pk).update(vorname="B")
        ereignis = PersonEvent.objects.get(pgh_label="update")
        assert ereignis.pgh_context == {"benutzer": zugang.benutzer_id, "mitgliedschaft": zugang.mitgliedschaft_id}
        assert str(ereignis.pgh_context_id) != "00000000-0000-0000-0000-000000000012"


def test_einsicht_vermerkt_niemand_fuer_andere():
    with transaction.atomic():
        setze(ZUGANG, nutzlast(traeger=1, benutzer=2))
        with pytest.raises(DatabaseError, match="wer selbst liest"), transaction.atomic():
            sql("select einsicht_schreiben(1, 'MBE-Fall', 3, '', 1)")


@pytest.mark.parametrize(
    "anweisung", ["update finanzen_fassung set daten = '{}'", "delete from finanzen_fassung", "truncate finanzen_fassung"]
)
def test_eine_fassung_bleibt_wie_sie_ist(anweisung):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql(anweisung)


def test_grosse_objekte_legt_niemand_an():
    """Sie lägen neben Zeilensicherheit und Protokoll; gelesen aus dem Katalog, damit auch neue Funktionen dazu gehören."""
    funktionen = sql(
        "select p.oid::regprocedure::text, r.rolname from pg_proc p, pg_roles r where r.rolname like 'arge%'"
        " and p.pronamespace = 'pg_catalog'::regnamespace and (proname ~ '^lo_' or proname in ('loread', 'lowrite'))"
        " and has_function_privilege(r.oid, p.oid, 'execute')"
    )
    assert funktionen == []
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        sql("select lo_from_bytea(0, 'abc')")


#: Zähler und Größen, die unter der Zeilensicherheit hindurch zählen, und Funktionen, die einen Text als Anweisung ausführen.
VERBOTEN = r"^(pg_stat_|ts_stat$|ts_rewrite$|.*_to_xml|pg_.*_size$)"
#: Rechnen nur mit dem Wert, den man ihnen gibt.
HARMLOS = {'pg_column_size("any")', "pg_stat_file(text)", "pg_stat_file(text,boolean)"}


def test_keine_zaehler_und_keine_anweisung_als_text():
    """`ts_stat('select …')` machte aus einem eingeschleusten Ausdruck eine ganze Abfrage, die Zähler aus ihr ein Orakel."""
    offen = sql(
        "select p.oid::regprocedure::text from pg_proc p where pronamespace = 'pg_catalog'::regnamespace and proname ~ %s"
        " and (has_function_privilege('arge_web', p.oid, 'execute') or has_function_privilege('arge_zahlen', p.oid, 'execute'))",
        VERBOTEN,
    )
    assert {name for (name,) in offen} <= HARMLOS
    for anweisung in (
        "select * from ts_stat('select ''a''::tsvector')", "select query_to_xml('select 1', true, true, '')",
        "select * from pg_stat_xact_user_tables", "select * from pg_stat_user_tables", "do $$ begin end $$",
        "select pg_relation_size('beratung_person')",
    ):  # fmt: skip
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            sql(anweisung)


def test_die_anwendungsrolle_leert_keine_tabelle():
    """TRUNCATE schreibt keine Ereignisse; darum hat es niemand."""
    assert sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
               " and has_table_privilege('arge_web', oid, 'truncate')") == []  # fmt: skip


# --- Zahlenrolle ----------------------------------------------------------------------------------------------------------


def test_ein_selbst_gesetzter_zugang_kommt_nie_unter_ein_siegel():
    """Wer ein Konto speichert, siegelt neu; gesiegelt wird nur, was schon galt."""
    gesehen, mitglied, anderer = [], MitgliedschaftFactory(), MitgliedschaftFactory()

    def dazwischen(**_):
        gesehen.append(sql("select zugang() -> 'wer' ->> 'benutzer', zugang() ->> 'traeger'")[0])

    signals.pre_save.connect(dazwischen, sender=Benutzer)
    try:
        with handeln(zugang_von(mitglied)):
            setze(ZUGANG, nutzlast(traeger=anderer.traeger_id, wer={"benutzer": anderer.benutzer_id}))
            mitglied.benutzer.save()
    finally:
        signals.pre_save.disconnect(dazwischen, sender=Benutzer)
    assert gesehen == [(None, None)]


def test_auch_die_zahlenrolle_sieht_ohne_zugang_keine_zeile():
    KontaktFactory()
    with transaction.atomic():
        sql("set local role arge_zahlen")
        tabellen = [t for (t,) in sql("select tablename from pg_policies where policyname = 'grenze_zahlen'")]
        gesehen = {
            t: sql(f"select count(*) from {t}")[0][0]
            for t in tabellen
            if sql("select has_any_column_privilege(%s, 'select')", t)[0][0]
        }
        sql("reset role")
    assert len(gesehen) > 15
    assert {t: n for t, n in gesehen.items() if n} == {}
    with handeln(zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None))), zahlen():
        assert Kontakt.objects.count() == 1


@pytest.mark.parametrize(
    ("tabelle", "spalte"),
    [
        ("beratung_person", "geburtsdatum"), ("beratung_person", "einreise_am"), ("beratung_person", "aufenthaltsstatus"),
        ("ehrenamt_ehrenamtliche", "geburtsdatum"), ("traeger_partner", "ansprechperson"), ("traeger_traeger", "ansprechperson"),
        ("traeger_traeger", "email"), ("traeger_vereinbarung", "bemerkung"), ("traeger_stellenanteil", "bemerkung"),
        ("finanzen_personalkosten", "besetzung_id"), ("finanzen_personalkosten", "brutto"),
    ],
)  # fmt: skip
def test_zahlenrolle_liest_keinen_tag_und_keinen_namen_eines_menschen(tabelle, spalte):
    assert sql("select has_column_privilege('arge_zahlen', %s, %s, 'select')", tabelle, spalte) == [(False,)]


def test_zahlenrolle_besitzt_nichts():
    assert (
        sql(
            "select relname from pg_class where relowner = 'arge_zahlen'::regrole"
            " union all select proname from pg_proc where proowner = 'arge_zahlen'::regrole"
            " union all select proname from pg_proc where proowner = 'arge_web'::regrole"
        )
        == []
    )


#: (Tabelle, erste Spalte) ohne den Träger vorn: warum ihre Ablehnung trotzdem nichts über andere sagt.
OHNE_TRAEGER_VORN = {
    ("traeger_einladung", "absendung"): "zufällig: niemand kann eine fremde vorgeben",
    ("traeger_einladung", "schluessel_hash"): "Prüfsumme eines zufälligen Schlüssels: niemand kann einen fremden vorgeben",
    ("traeger_vertretung", "absendung"): "zufällig: niemand kann eine fremde vorgeben",
    ("traeger_auftrag", "kennung"): "zufällig",
    ("traeger_auftrag", "benutzer_id"): "gehört dem Benutzer, nicht dem Träger",
    (
        "traeger_mitgliedschaft",
        "int8range(benutzer_id, benutzer_id, '[]'::text)",
    ): "ein Konto hat bei einem Träger eine Rolle; die Zeile legt nur dessen Leitung an",
    ("traeger_entwurf", "benutzer_id"): "gehört dem Benutzer, nicht dem Träger",
    ("traeger_ansicht", "benutzer_id"): "gehört dem Benutzer, nicht dem Träger",
}

# --- Orakel ---------------------------------------------------------------------------------------------------------------


def test_jede_eindeutigkeit_einer_tabelle_mit_grenze_beginnt_mit_dem_traeger():
    """Eindeutige und ausschließende: Ihre Ablehnung verriete sonst, was bei einem anderen Träger steht (Ausnahme: die Nummer)."""
    indizes = sql(
        "select c.relname, i.relname, pg_get_indexdef(x.indexrelid, 1, true) from pg_index x"
        " join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid"
        " where (x.indisunique or x.indisexclusion) and not x.indisprimary and c.relrowsecurity"
        " and exists (select from pg_policy where polrelid = c.oid and polname = 'grenze_lesen')"
        " and exists (select from pg_attribute where attrelid = c.oid and attname = 'traeger_id')"
    )
    assert len(indizes) > 40
    assert {(tabelle, spalte) for tabelle, _, spalte in indizes if "traeger_id" not in spalte} == OHNE_TRAEGER_VORN.keys()


def test_ablehnung_verraet_keine_fremde_zustaendigkeit():
    """Früher war eine Überschneidung mit der Zeile eines anderen Trägers eine Ablehnung: 46 Fragen fanden den Tag."""
    fremder, eigener = FallFactory(), TraegerFactory()
    kraft = FachkraftFactory(traeger=eigener, beschaeftigt_von=date(1950, 1, 1))  # an beiden Tagen da
    fremde = FachkraftFactory(traeger=fremder.traeger)
    von = fremder.begonnen_am
    with im_namen_von(fremder.traeger_id):
        Zustaendigkeit.objects.create(traeger=fremder.traeger, fall=fremder, fachkraft=fremde, von=von, bis=von)
    for tag in (von, von.replace(year=von.year - 30)):
        with im_namen_von(eigener.pk):
            try:
                with transaction.atomic():
                    sql("insert into beratung_zustaendigkeit (traeger_id, fall_id, fachkraft_id, von) values (%s, %s, %s, %s)",
                        eigener.pk, fremder.pk, kraft.pk, tag)  # fmt: skip
                    sql("set constraints all immediate")
                antwort = "angenommen"
            except DatabaseError as fehler:
                antwort = fehler.__cause__.sqlstate
        assert antwort == "23503", "immer derselbe Fehler: Der Fall gehört einem anderen Träger"


def test_wer_besetzungen_nicht_liest_liest_sie_auch_in_keiner_meldung(db):
    """Die Stadt teilt Besetzungen eines Trägers, ohne sie zu lesen: Jede Prüfung, die Umfang oder Zeit nennen könnte, fragt danach."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, prosrc ~ 'liest_besetzung' from pg_proc where pronamespace = 'public'::regnamespace"
            " and prosrc ~ 'traeger_besetzung|traeger_fachkraft' and prosrc ~ '(vzae|zeitraum)_wort'"
        )
        fragt = dict(cursor.fetchall())
    assert set(fragt) >= {"besetzung_je_stelle_pruefen", "besetzung_je_kraft_pruefen", "beschaeftigung_pruefen"}
    assert {name for name, tut in fragt.items() if not tut} == set()
