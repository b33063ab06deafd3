"""Was vor der Zeilensicherheit gerechnet wird, verrät fremde Zeilen: Vergleiche sind teurer als die Policy (SICHERHEIT).

PostgreSQL prüft leck-freie Bedingungen zuerst, wenn sie billiger sind; ob die Policy danach noch gefragt wird, sieht man an EXPLAIN.
"""

import pytest
from django.db import ProgrammingError, connection

from beratung.models import Person
from tests.factories import MitgliedschaftFactory, PersonFactory
from tests.factories.traeger import VertretungFactory
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.django_db


@pytest.fixture
def fremde(db):
    return PersonFactory(nachname="Golestani", vorname="Golnaz", geburtsdatum="1967-07-19", telefon="0176 04069048")


def gerechnet(bedingung, *werte):
    """Welche Teile der Policy PostgreSQL ausgerechnet hat und welche nie: Das darf nicht daran hängen, ob eine fremde Zeile passt."""
    with connection.cursor() as cursor:
        for art in ("indexscan", "bitmapscan", "indexonlyscan"):
            cursor.execute(f"set local enable_{art} = off")
        cursor.execute(
            f"explain (analyze, costs off, timing off, summary off, buffers off) select 1 from beratung_person where {bedingung}",
            werte,
        )
        plan = [zeile.strip() for (zeile,) in cursor.fetchall()]
    return [zeile for zeile in plan if not zeile.startswith("Filter") and "Rows Removed" not in zeile]


@pytest.mark.parametrize(
    ("spalte", "trifft", "daneben"),
    [("nachname", "Golestani", "Gibtsnicht"), ("vorname", "Golnaz", "Niemand"), ("telefon", "0176 04069048", "0"),
     ("geburtsdatum", "1967-07-19", "1950-01-01"), ("suchname", "golestani golnaz", "x")],
)  # fmt: skip
@pytest.mark.parametrize("vergleich", ["{} = any(%s)", "{} <= all(%s)", "{} = %s"])
def test_kein_vergleich_laeuft_vor_der_policy(fremde, spalte, trifft, daneben, vergleich):
    art = "::date" if spalte == "geburtsdatum" else "::text"
    feld = vergleich.format(spalte).replace("%s", f"%s{art}[]" if "(" in vergleich else f"%s{art}")
    wert = (lambda w: [w]) if "(" in vergleich else (lambda w: w)
    with handeln(zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))):
        assert not Person.objects.exists()
        assert gerechnet(feld, wert(trifft)) == gerechnet(feld, wert(daneben))


def test_keine_leckfreie_funktion_ist_billiger_als_die_policy():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proleakproof and procost < 100"
        )
        assert cursor.fetchall() == []


def test_in_jsonb_greift_niemand():
    """`('{"Golestani": 1}'::jsonb)[nachname] is not null` kostete nichts, lief vor der Policy und fand fremde Namen."""
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="subscript"):
        cursor.execute("""select 1 from beratung_person where (('{"Golestani": 1}'::jsonb)[nachname]) is not null""")


#: Ganze Zahlen in Tabellen mit Zeilensicherheit: Ein Griff in ein Feld (`(array[…])[spalte]`) läuft vor der Policy. Sie nennen niemanden.
GRIFFIG = {"version", "pgh_id", "zaun", "anzahl", "anzahl_erreicht", "dauer_minuten", "groesse", "zeilen", "zeilen_falsch"}


def test_ganze_zahlen_die_vor_der_policy_zu_lesen_sind_nennen_niemanden():
    """Kleine (smallint) und große Zahlen (bigint) braucht eine Umwandlung, und die kostet; `integer` nicht."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname || '.' || attname, attname from pg_attribute a join pg_class c on c.oid = attrelid"
            " where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity and attnum > 0"
            " and atttypid in ('int4'::regtype, 'int4[]'::regtype)"
        )
        assert [ort for ort, spalte in cursor.fetchall() if spalte not in GRIFFIG] == []


def test_kein_index_fuehrt_eine_statistik_ueber_tage():
    with connection.cursor() as cursor:
        cursor.execute(
            "select i.relname from pg_attribute a join pg_class i on i.oid = attrelid join pg_index x on x.indexrelid = i.oid"
            " join pg_class c on c.oid = x.indrelid where c.relnamespace = 'public'::regnamespace and c.relrowsecurity"
            " and x.indkey[attnum - 1] = 0 and attstattarget is distinct from 0"
        )
        assert cursor.fetchall() == []


def test_was_eine_fremde_vertretung_oeffnet_erfaehrt_niemand():
    vertretung = VertretungFactory()
    frage = "select vertretung_felder(%s, %s)", [vertretung.pk, vertretung.von]

    def gefragt(wer):
        with handeln(zugang_von(wer)), connection.cursor() as cursor:
            cursor.execute(*frage)
            return cursor.fetchone()[0]

    assert gefragt(MitgliedschaftFactory(rolle=Rolle.LEITUNG)) is None
    assert gefragt(MitgliedschaftFactory(rolle=Rolle.LEITUNG, traeger=vertretung.traeger)) is not None
