"""Rechte, die Migrationen nicht kennen: das Soll aus den Modellen, gegen den Katalog gehalten; geändert wird, was abweicht.

Auf den Protokolltabellen steht Schreiben nie im Soll. Beides läuft in der Transaktion von `einrichten`: Wer gleichzeitig
arbeitet, sieht entweder alles vorher oder alles nachher.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import models
from psycopg.sql import Literal

from arge.daten.datenbank import ROLLE_PROTOKOLL, ROLLE_REGELN, ROLLE_WEB, ROLLE_ZAHLEN, TRAEGER, MandantGrenze
from arge.daten.verschluesselung import VerschluesselterText
from arge.zahlen.seither import beobachtete
from traeger.begriffe import Loeschregel
from traeger.management import schreibgrenze
from traeger.models import Einsicht, MandantModell

LESEN = ("SELECT",)
ANHAENGEN = ("SELECT", "INSERT")
SCHREIBEN = ("SELECT", "INSERT", "UPDATE", "DELETE")
#: Was die Zahlenrolle an Text in Tabellen ohne Personenbezug liest; Ansprechpersonen, Telefon und Bemerkungen gehören nicht dazu.
OFFENER_TEXT = {
    "kuerzel",
    "name",
    "kurzname",
    "titel",
    "schluessel",
    "bezeichnung",
    "einheit",
    "quelle",
    "aktenzeichen",
    "plz",
    "strasse",
}
IST = """
    select 'table', relname::text, '', grantee::regrole::text, privilege_type
      from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all
    select 'sequence', relname, '', grantee::regrole::text, privilege_type
      from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace and relkind = 'S'
    union all
    select 'table', relname, attname, grantee::regrole::text, privilege_type
      from pg_attribute join pg_class c on c.oid = attrelid, aclexplode(attacl)
     where relnamespace = 'public'::regnamespace
    union all
    select 'schema', nspname, '', grantee::regrole::text, privilege_type
      from pg_namespace, aclexplode(nspacl) where nspname = 'public'
"""


class Recht(NamedTuple):
    """Ein Recht einer Rolle an einer Tabelle, einer Spalte, einer Sequenz oder am Schema."""

    art: str
    name: str
    spalte: str
    rolle: str
    recht: str


def protokollmodelle() -> list:
    """Modelle der Protokolltabellen: pghistory-Ereignisse und Einsicht."""
    return [*(m for m in apps.get_models() if hasattr(m, "pgh_tracked_model")), Einsicht]


def setzen(cursor) -> None:
    """Nur in einer Transaktion."""
    _eigentuemer(cursor)
    _trigger_haerten(cursor)
    _leserecht(cursor)
    _funktionen(cursor)
    _ohne_statistik(cursor)
    schreibgrenze.setzen(cursor)
    soll = set(_soll(cursor))
    _aendern(cursor, "revoke", "from", _ist(cursor) - soll)
    # Neu gelesen: mit dem Recht an einer Tabelle nimmt PostgreSQL auch das gleiche an ihren Spalten.
    _aendern(cursor, "grant", "to", soll - _ist(cursor))


def _soll(cursor) -> Iterator[Recht]:
    web = {modell._meta.db_table: LESEN for modell in protokollmodelle()} | dict.fromkeys(schreibgrenze.nur_lesbar(), LESEN)
    web |= dict.fromkeys(schreibgrenze.NUR_LOESCHEN, ("SELECT", "DELETE"))
    web |= {modell._meta.db_table: ANHAENGEN for modell in apps.get_models() if getattr(modell, "NUR_ANHAENGEN", False)}
    yield from (
        Recht("schema", "public", "", rolle, "USAGE") for rolle in (ROLLE_WEB, ROLLE_ZAHLEN, ROLLE_PROTOKOLL, ROLLE_REGELN)
    )
    yield Recht("schema", "public", "", ROLLE_PROTOKOLL, "CREATE")
    cursor.execute(
        "select relkind, relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')"
    )
    for art, name in cursor.fetchall():
        if art == "S":
            yield from (Recht("sequence", name, "", ROLLE_WEB, recht) for recht in ("USAGE", "SELECT"))
        else:
            yield from (Recht("table", name, "", ROLLE_WEB, r) for r in web.get(name, SCHREIBEN))
    for modell in apps.get_models():
        if getattr(modell, "NUR_ANHAENGEN", False):  # nur der Schlüsselwechsel schreibt den Geheimtext noch einmal
            geheim = (f.column for f in modell._meta.local_fields if isinstance(f, VerschluesselterText))
            yield from (Recht("table", modell._meta.db_table, spalte, ROLLE_WEB, "UPDATE") for spalte in geheim)
    for beobachtet in beobachtete():
        ereignis = beobachtet.ereignis._meta
        yield from (
            Recht("table", ereignis.db_table, ereignis.get_field(f).column, ROLLE_ZAHLEN, "SELECT")
            for f in beobachtet.gelesen
        )
    for tabelle, spalte in _fuer_zahlen():
        yield Recht("table", tabelle, spalte, ROLLE_ZAHLEN, "SELECT")
    for modell in apps.get_models():
        for feld in getattr(modell, "REGEL_FELDER", ()):
            yield Recht("table", modell._meta.db_table, modell._meta.get_field(feld).column, ROLLE_REGELN, "SELECT")


def _fuer_zahlen() -> Iterator[tuple[str, str]]:
    """Spalten aus `ZAHLEN_FELDER`; von Tabellen ohne Personenbezug alle, die kein freier Text sind (Spalte leer: die ganze)."""
    for modell in apps.get_models():
        if issubclass(modell, MandantModell):
            yield from ((modell._meta.db_table, modell._meta.get_field(feld).column) for feld in modell.ZAHLEN_FELDER)
            for feld in modell._meta.local_many_to_many:  # Zwischentabelle: nur Nummern, das Ziel ist ohnehin offen
                if getattr(feld.related_model, "OFFEN_FUER_ZAHLEN", False):
                    yield feld.remote_field.through._meta.db_table, ""
        elif getattr(modell, "OFFEN_FUER_ZAHLEN", False):
            frei = [f for f in modell._meta.concrete_fields if not _ist_freitext(f)]
            ganz = len(frei) == len(modell._meta.concrete_fields)
            yield from ((modell._meta.db_table, spalte) for spalte in ([""] if ganz else [f.column for f in frei]))


def _ist_freitext(feld) -> bool:
    text = isinstance(feld, models.CharField | models.TextField) and not feld.choices
    return text and feld.name not in OFFENER_TEXT


def _ist(cursor) -> set[Recht]:
    cursor.execute(IST)
    alle = (Recht(*zeile) for zeile in cursor.fetchall())
    ganz = (ROLLE_WEB, ROLLE_ZAHLEN, ROLLE_REGELN)
    return {r for r in alle if r.rolle in ganz or (r.art == "schema" and r.rolle == ROLLE_PROTOKOLL)}


def _aendern(cursor, befehl: str, wort: str, rechte: set[Recht]) -> None:
    """Eine Anweisung je Gegenstand und Rolle."""
    gruppen = defaultdict(list)
    for recht in sorted(rechte):
        gruppen[recht.art, recht.name, recht.rolle].append(recht.recht + (f' ("{recht.spalte}")' if recht.spalte else ""))
    for (art, name, rolle), liste in gruppen.items():
        cursor.execute(f'{befehl} {", ".join(liste)} on {art} "{name}" {wort} {rolle}')


def _eigentuemer(cursor) -> None:
    """Sechs Angriffe abweisen (qualitaet 1.5): die Tabelle gehört `arge_protokoll`, ihre Zeilen liest nur, wer darf."""
    cursor.execute(
        "select relname, relowner::regrole::text, relrowsecurity, relforcerowsecurity from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind = 'r'"
    )
    stand = {name: rest for name, *rest in cursor.fetchall()}
    for tabelle in (modell._meta.db_table for modell in protokollmodelle()):
        eigner, geregelt, erzwungen = stand[tabelle]
        if eigner != ROLLE_PROTOKOLL:
            cursor.execute(f'alter table "{tabelle}" owner to {ROLLE_PROTOKOLL}')
        if not geregelt or erzwungen:
            cursor.execute(f'alter table "{tabelle}" enable row level security, no force row level security')


def _leserecht(cursor) -> None:
    """Policies je Tabelle: `protokoll_lesen` für die Anwendung, `protokoll_zahlen` für die Zahlen eines Nachweises – nur die des eigenen Trägers.

    Was ohnehin alle lesen (Stellenanteile), lesen sie auch hier: Sonst sähe niemand, dass eine Zeile den Träger gewechselt hat.
    """
    gezaehlt = {beobachtet.ereignis for beobachtet in beobachtete()}
    for modell in protokollmodelle():
        verfolgt = getattr(modell, "pgh_tracked_model", modell)
        eigen = any(f.name == "traeger" for f in modell._meta.fields) and issubclass(verfolgt, MandantModell)
        _policy(cursor, modell, "protokoll_lesen", ROLLE_WEB, verfolgt.mandant_grenze().lesbar() if eigen else None)
        wessen = f"traeger_id = {TRAEGER}" if eigen else "true"
        _policy(cursor, modell, "protokoll_zahlen", ROLLE_ZAHLEN, wessen if modell in gezaehlt else None)


def _policy(cursor, modell, name: str, rolle: str, soll: str | None) -> None:
    """Was gilt, steht als Kommentar an der Policy, denn den Ausdruck schreibt PostgreSQL um."""
    tabelle = modell._meta.db_table
    cursor.execute(
        "select obj_description(oid, 'pg_policy') from pg_policy where polrelid = %s::regclass and polname = %s",
        [tabelle, name],
    )
    stand = [zeile for (zeile,) in cursor.fetchall()]
    if stand and stand != [soll]:
        cursor.execute(f'drop policy {name} on "{tabelle}"')
    if soll and stand != [soll]:
        cursor.execute(f'create policy {name} on "{tabelle}" for select to {rolle} using ({soll})')
        cursor.execute(f'comment on policy {name} on "{tabelle}" is {Literal(soll).as_string()}')


#: pgtrigger lässt sich mit einem Sitzungswert abschalten, und pghistory glaubt einem, wer gehandelt hat. Beides endet hier.
ERSATZ = {
    "_pgtrigger_should_ignore(trigger_name name) returns boolean": " begin return false; end ",
    "_pgh_attach_context() returns uuid": " begin return null; end ",
}
WER = {
    "COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), ''), NULL)::JSONB": "(zugang() -> 'wer')",
    "COALESCE(NULLIF(CURRENT_SETTING('pghistory.context_id', TRUE), ''), NULL)::UUID": "(zugang() ->> 'vorgang')::uuid",
}


def _trigger_haerten(cursor) -> None:
    """Trigger schalten sich nicht ab, und wer gehandelt hat, sagt der signierte Zugang."""
    cursor.execute("select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and proname ~ '^_'")
    stand = dict(cursor.fetchall())
    for kopf, rumpf in ERSATZ.items():
        if stand[kopf.partition("(")[0]] != rumpf:
            cursor.execute(f"create or replace function {kopf} language plpgsql as $${rumpf}$$", None)
    cursor.execute(
        "select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace"
        " and proname like 'pgtrigger%%' and prosrc ~* 'current_setting'"
    )
    for (anweisung,) in cursor.fetchall():
        for ihres, unseres in WER.items():
            anweisung = anweisung.replace(ihres, unseres)
        cursor.execute(anweisung, None)


#: Spalten, über die der Planer etwas wissen könnte, das ein Mensch ist: Text, Tage, Verschachteltes. Zahlen und Zeitpunkte nicht.
UEBER_MENSCHEN = ("text", "varchar", "bpchar", "date", "jsonb", "json", "inet", "bytea", "_text", "_varchar")


def _ohne_statistik(cursor) -> None:
    """Über Namen, Adressen und Tage von Menschen führt der Planer keine Statistik: Sie gilt der ganzen Tabelle, und EXPLAIN
    verriete an seiner Schätzung, ob ein Name bei einem anderen Träger vorkommt – auch im Änderungsprotokoll. Über Verweise
    ebenso: Die Schätzung für `fall_id = 5` wäre die Zahl der Kontakte in diesem Fall.

    Gefragt wird der Katalog, nicht die Modelle: jede Tabelle mit Zeilensicherheit oder im Besitz des Protokolls.
    """
    cursor.execute(
        "select relname, attname from pg_attribute a join pg_class c on c.oid = attrelid join pg_type t on t.oid = atttypid"
        " where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped"
        " and (relrowsecurity or relowner = %s::regrole) and attstattarget is distinct from 0"
        " and (typname = any (%s) or (attname like '%%\\_id' and attname <> 'pgh_id'))",
        [ROLLE_PROTOKOLL, list(UEBER_MENSCHEN)],
    )
    for tabelle, spalte in sorted(set(cursor.fetchall()) - mit_statistik()):
        cursor.execute(f'alter table "{tabelle}" alter column "{spalte}" set statistics 0')
        cursor.execute("select pg_clear_attribute_stats('public', %s, %s, false)", [tabelle, spalte])
    # Statt der gezählten Streuung eine erfundene, sonst hielte der Planer jeden Verweis für selten und läse Listen ohne ihren Index.
    for tabelle, spalte, streuung in _verweise():
        cursor.execute(
            "select pg_restore_attribute_stats('schemaname', 'public', 'relname', %s::text, 'attname', %s::text, 'inherited', false,"
            " 'null_frac', 0::real, 'avg_width', 8, 'n_distinct', %s::real)",
            [tabelle, spalte, streuung],
        )
    # Was ein Index aus Spalten rechnet (Zeiträume der Ausschlüsse), führt sonst eine eigene Statistik.
    cursor.execute(
        "select i.relname, attnum from pg_attribute a join pg_class i on i.oid = attrelid join pg_index x on x.indexrelid = i.oid"
        " join pg_class c on c.oid = x.indrelid where c.relnamespace = 'public'::regnamespace and i.relkind = 'i'"
        " and (c.relrowsecurity or c.relowner = %s::regrole) and x.indkey[attnum - 1] = 0 and attstattarget is distinct from 0",
        [ROLLE_PROTOKOLL],
    )
    for index, nummer in cursor.fetchall():
        cursor.execute(f'alter index "{index}" alter column {nummer} set statistics 0')


def _verweise() -> Iterator[tuple[str, str, float]]:
    """(Tabelle, Spalte, Streuung) aller Verweise unter einer Grenze: zehn Zeilen je Akte, sonst zwanzig Ziele.

    Zwei Träger, obwohl es mehr sind: Wer zu wenige Zeilen schätzt, sortiert alle, statt den geordneten Index zu lesen (gemessen).
    """
    for modell in (m for m in apps.get_models() if any(isinstance(c, MandantGrenze) for c in m._meta.constraints)):
        for feld in (feld for feld in modell._meta.local_fields if feld.is_relation):
            je_akte = getattr(feld.related_model, "LOESCHREGEL", None) in (Loeschregel.AKTE, Loeschregel.EHRENAMT)
            yield modell._meta.db_table, feld.column, 2 if feld.name == "traeger" else -0.1 if je_akte else 20


def mit_statistik() -> set[tuple[str, str]]:
    """(Tabelle, Spalte) der Zeilen eines Trägers, die gezählt werden oder eine Auswahl sind: Sie nennen niemanden."""
    return {
        (modell._meta.db_table, feld.column)
        for modell in apps.get_models()
        if issubclass(modell, MandantModell)
        for feld in modell._meta.concrete_fields
        if feld.choices or (feld.name in modell.ZAHLEN_FELDER and not feld.is_relation)
    }


def _funktionen(cursor) -> None:
    """Trigger-Funktionen, die Ereignisse schreiben, laufen als `arge_protokoll`."""
    cursor.execute(
        "select oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace"
        " and proname like 'pgtrigger%%' and prosrc ilike '%%insert into %%event%%'"
        " and not (prosecdef and proowner = %s::regrole and coalesce('search_path=public' = any (proconfig), false))",
        [ROLLE_PROTOKOLL],
    )
    for (funktion,) in cursor.fetchall():
        cursor.execute(f"alter function {funktion} owner to {ROLLE_PROTOKOLL}")
        cursor.execute(f"alter function {funktion} security definer set search_path = public")
