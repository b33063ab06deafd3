"""Kein Index führt an der Grenze vorbei: Mit eigenem SQL zählt niemand fremde Zeilen (SICHERHEIT, arge.daten.indizes)."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from tests.factories import MitgliedschaftFactory
from traeger.begriffe import Bereich, Rolle
from traeger.models import Mitgliedschaft
from traeger.zugang import handeln, technisch, zugang_von

pytestmark = pytest.mark.django_db

#: (Tabelle, erste Spalte) von Indizes, die nicht mit der Grenze beginnen, neben den Primärschlüsseln: warum sie nichts verraten.
OHNE_GRENZE_VORN = {
    ("traeger_auftrag", "kennung"): "zufällig (UUID)",
    ("traeger_einladung", "absendung"): "zufällig (UUID)",
    ("traeger_einladung", "schluessel_hash"): "Prüfsumme eines zufälligen Schlüssels",
    ("traeger_kalenderabo", "schluessel_hash"): "Prüfsumme eines zufälligen Schlüssels",
    ("traeger_vertretung", "absendung"): "zufällig (UUID)",
}
#: Tabellen, die die Anwendungsrolle überhaupt liest, mit den Spalten, auf die ihre Policy sieht. Ohne Policy liest niemand etwas.
GRENZEN = """
    select c.oid, c.relname, array(
        select distinct attname::text from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
          join pg_attribute on attrelid = c.oid and attnum = refobjsubid
         where polrelid = c.oid and refobjid = c.oid and polcmd in ('r', '*') and polroles @> array['arge_web'::regrole::oid])
      from pg_class c where relrowsecurity and relkind in ('r', 'p')
       and exists (select from pg_policy where polrelid = c.oid and polroles @> array['arge_web'::regrole::oid])
"""
#: Ein Ausschluss ist nie eine Bedingung vor der Policy: Keiner seiner Vergleiche gilt als leck-frei.
LECKFREI = """
    exists (select from unnest(x.indclass) as k join pg_opclass o on o.oid = k join pg_amop a on a.amopfamily = o.opcfamily
              join pg_operator v on v.oid = a.amopopr join pg_proc f on f.oid = v.oprcode where f.proleakproof)
"""


def sql(text, *werte):
    with connection.cursor() as cursor:
        cursor.execute(text, werte or None)
        return cursor.fetchall() if cursor.description else []


def test_jeder_index_beginnt_mit_der_spalte_der_grenze():
    """Sieht die Policy auf zwei Spalten („eigene oder die meines Trägers“), hilft keine vorn: Dann gibt es nur, was niemand errät."""
    grenzen = {oid: (tabelle, spalten) for oid, tabelle, spalten in sql(GRENZEN)}
    assert len(grenzen) > 75
    assert all(spalten for _, spalten in grenzen.values())
    ohne, geprueft = set(), 0
    for tabelle_oid, erste in sql(
        f"select indrelid, pg_get_indexdef(indexrelid, 1, true) from pg_index x where not indisprimary and {LECKFREI}"
    ):
        if tabelle_oid in grenzen:
            tabelle, spalten = grenzen[tabelle_oid]
            geprueft += 1
            if spalten != [erste]:
                ohne.add((tabelle, erste))
    assert geprueft > 150
    assert ohne == OHNE_GRENZE_VORN.keys()


def plan(frage, *werte, wie="format json"):
    (gelesen,) = sql(f"explain ({wie}) {frage}", *werte)[0]
    return gelesen[0]["Plan"]


def knoten(teil) -> Iterator[dict]:
    yield teil
    for unter in teil.get("Plans", []):
        yield from knoten(unter)


def test_keine_bedingung_erreicht_einen_index_ohne_die_grenze():
    """Gefragt wird der Planer: jede Spalte jeder Tabelle, mit allem, was ihn zum Index drängt. Die Nummer der Zeile nennt niemanden."""
    unverfaenglich = {"id", "pgh_id"} | {spalte for _, spalte in OHNE_GRENZE_VORN}
    indizes = dict(sql("select i.relname, indrelid from pg_index join pg_class i on i.oid = indexrelid"))
    gefragt, daneben = 0, []
    with handeln(zugang_von(MitgliedschaftFactory(rolle=Rolle.LEITUNG))):
        sql("set local enable_seqscan = off")
        for oid, tabelle, grenze in sql(GRENZEN):
            for spalte, art in sql(
                "select attname, format_type(atttypid, null) from pg_attribute where attrelid = %s and attnum > 0"
                " and not attisdropped and atttypid not in ('json'::regtype, 'xml'::regtype)", oid,
            ):  # fmt: skip
                if spalte in unverfaenglich:
                    continue
                gefragt += 1
                frage = f"""select 1 from "{tabelle}" where "{spalte}" = current_setting('gibt.es.nicht', true)::{art}"""
                for teil in knoten(plan(frage)):
                    bedingung = teil.get("Index Cond")
                    if bedingung and indizes[teil["Index Name"]] == oid and (len(grenze) > 1 or grenze[0] not in bedingung):
                        daneben.append((tabelle, bedingung))
    assert gefragt > 800
    assert daneben == []


# --- Der Angriff selbst ---------------------------------------------------------------------------------------------------

GESEHEN = ("Node Type", "Actual Rows", "Actual Loops", "Rows Removed by Filter", "Rows Removed by Index Recheck")
ANALYSE = "analyze, format json, costs off, timing off, summary off, buffers off"


def gesehen(frage, wert):
    """Was EXPLAIN ANALYZE von den gelesenen Zeilen erzählt, auf jedem Weg, zu dem man den Planer bringen kann."""
    plaene = []
    for wege in (("seqscan", "bitmapscan"), ("seqscan", "indexscan", "indexonlyscan"), ("indexscan", "bitmapscan")):
        for weg in wege:
            sql(f"set local enable_{weg} = off")
        plaene.append([[teil.get(name) for name in GESEHEN] for teil in knoten(plan(frage, wert, wie=ANALYSE))])
        for weg in wege:
            sql(f"set local enable_{weg} = on")
    return plaene


@pytest.fixture(scope="module")
def geplant(demodaten, django_db_blocker):
    """Demodaten mit Planstatistik: Erst mit ihr wählt der Planer den Index, der am wenigsten liest."""
    with django_db_blocker.unblock(), connections["eigner"].cursor() as cursor:
        for (tabelle,) in sorted({(frage.split()[3],) for frage, _ in FRAGEN}):
            cursor.execute(f"analyze {tabelle}")


#: Frage mit einer fremden Nummer, und wie ein Mitglied des anderen Trägers sie findet.
FRAGEN = [
    ("select 1 from beratung_fall where person_id = %s", "select max(person_id) from beratung_fall"),
    ("select 1 from beratung_fallevent where pgh_obj_id = %s", "select max(id) from beratung_fall"),
    ("select 1 from beratung_kontakt where fall_id = %s", "select max(fall_id) from beratung_kontakt"),
    ("select 1 from beratung_kontakt where fachkraft_id = %s", "select max(fachkraft_id) from beratung_kontakt"),
    ("select 1 from finanzen_beleg where projekt_id = %s", "select max(projekt_id) from finanzen_beleg"),
    ("select 1 from ehrenamt_stunden where treffen_id = %s", "select max(treffen_id) from ehrenamt_stunden"),
    ("select 1 from traeger_netzwerkarbeit_partner where partner_id = %s", "select max(partner_id) from traeger_netzwerkarbeit_partner"),
    ("select 1 from traeger_mitgliedschaft where benutzer_id = %s", "select (zugang() ->> 'benutzer')::bigint"),
    ("select 1 from traeger_mitgliedschaft where traeger_id = %s", "select (zugang() ->> 'traeger')::bigint"),
    ("select 1 from traeger_vertretung where benutzer_id = %s", "select max(benutzer_id) from traeger_vertretung"),
    ("select 1 from traeger_vertretung where traeger_id = %s", "select (zugang() ->> 'traeger')::bigint"),
    ("select 1 from traeger_vertretungevent where benutzer_id = %s", "select max(benutzer_id) from traeger_vertretung"),
]  # fmt: skip


@pytest.fixture
def fremd(geplant, db, request):
    """Eine Nummer, die es nur bei einem anderen Träger gibt."""
    ((nummer,),) = als("leitung@caritas.example", lambda: sql(request.param))
    assert nummer is not None
    return nummer


def als(email, tun):
    with technisch(Bereich.KONTEN):
        wer = Mitgliedschaft.objects.select_related("traeger").get(benutzer__email=email, rolle=Rolle.LEITUNG)
    with handeln(zugang_von(wer)):
        return tun()


@pytest.mark.parametrize(("frage", "fremd"), FRAGEN, indirect=["fremd"])
def test_explain_zaehlt_keine_fremde_zeile(frage, fremd):
    erzaehlt = [als("leitung@awo.example", lambda nr=nr: gesehen(frage, nr)) for nr in (fremd, 2**53)]
    assert erzaehlt[0] == erzaehlt[1]


@pytest.mark.parametrize(("frage", "fremd"), FRAGEN, indirect=["fremd"])
def test_explain_schaetzt_fuer_jede_nummer_dasselbe(frage, fremd):
    """Statistik über Verweise gälte allen Trägern: Die Schätzung wäre die Zahl der Kontakte einer fremden Fachkraft."""
    geschaetzt = [als("leitung@awo.example", lambda nr=nr: plan(frage, nr)["Plan Rows"]) for nr in (fremd, 2**53)]
    assert geschaetzt[0] == geschaetzt[1]
