"""Was das Zählen eines Jahres kostet: alle Kennzahlen je Träger in einer Abfrage (`gemeinsam`) gegen dasselbe als Hand geschriebenes SQL.

    eval "$(bin/test --umgebung)"; .venv/bin/python bench/zaehlen.py 2026 100

Beides in derselben Rolle (`arge_zahlen`), mit Row-Level-Security und Zugang, im Wechsel A B A B …; gedruckt wird die Zeit von Aufruf bis
Ergebnis (Abfrage aufbauen, ausführen, lesen), dann nur die Datenbank (dieselbe Abfrage, fertig aufgebaut), je mit dem Verhältnis zum
SQL. Vorher wird verglichen, dass beide dasselbe zählen.
"""

# ruff: noqa: S603, S608 – SQL und Befehle stehen fest in dieser Datei
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg

WURZEL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(WURZEL))
RUNDEN = 41
#: Jede Zahl mit ihren Regeln: Finanzierung, Grenztage, Abschlüsse und Wiederaufnahmen. {von}, {bis}, {davor} setzt der Lauf ein.
STADT = "f.finanzierung = 'stadt'"
OFFEN = "a.fall_id = f.id and a.traeger_id = f.traeger_id and a.von <= '{bis}' and (a.bis is null or a.bis >= '{bis}')"
ZU = OFFEN + " and a.von >= '{von}'"
GANZ = "a.fall_id = f.id and a.traeger_id = f.traeger_id and a.von < '{von}' and (a.bis is null or a.bis >= '{bis}')"
SQL = {
    "MBE-01": f"select f.traeger_id, count(*) from beratung_fall f where {STADT} and f.begonnen_am <= '{{bis}}'"
    f" and not exists (select from beratung_abschluss a where {OFFEN}) group by 1",
    "MBE-02": f"select f.traeger_id, count(*) from beratung_fall f where {STADT} and f.begonnen_am between '{{von}}' and '{{bis}}' group by 1",
    "MBE-03": f"select f.traeger_id, count(*) from beratung_fall f where {STADT} and exists (select from beratung_abschluss a where {ZU}) group by 1",
    "MBE-10": f"select f.traeger_id, count(*) from beratung_fall f where {STADT} and f.begonnen_am <= '{{bis}}'"
    f" and not exists (select from beratung_abschluss a where {GANZ}) group by 1",
    "MBE-05": f"select k.traeger_id, count(*) from beratung_kontakt k join beratung_fall f on f.id = k.fall_id where {STADT}"
    " and k.am between '{von}' and '{bis}' and k.storniert_am is null group by 1",
    "MBE-07": f"select k.traeger_id, sum(k.anzahl_angehoerige) from beratung_kontakt k join beratung_fall f on f.id = k.fall_id where {STADT}"
    " and k.am between '{von}' and '{bis}' and k.storniert_am is null group by 1",
    "IM-01": "select f.traeger_id, count(*) from integrationsmanagement_imfall f where f.begonnen_am <= '{bis}'"
    f" and not exists (select from integrationsmanagement_imabschluss a where {OFFEN}) group by 1",
    "IM-02": "select f.traeger_id, count(*) from integrationsmanagement_imfall f where f.herkunft = 'neu'"
    " and f.begonnen_am between '{von}' and '{bis}' group by 1",
    "IM-04": "select traeger_id, count(*) from integrationsmanagement_gespraech where am between '{von}' and '{bis}' and storniert_am is null group by 1",
    "IM-07": "select traeger_id, sum(anzahl_angehoerige) from integrationsmanagement_gespraech where am between '{von}' and '{bis}' and storniert_am is null group by 1",
    "EA-02": "select traeger_id, count(*) from ehrenamt_ehrenamtliche where gewonnen_am between '{von}' and '{bis}' group by 1",
    "EA-06": "select traeger_id, count(*) from ehrenamt_treffen where am between '{von}' and '{bis}' and storniert_am is null group by 1",
    "EA-07": "select traeger_id, sum(anzahl_teilnehmende) from ehrenamt_treffen where am between '{von}' and '{bis}' and storniert_am is null group by 1",
    "FI-05": "select traeger_id, sum(betrag) from finanzen_beleg where beleg_am between '{von}' and '{bis}' group by 1",
}


def messen(jahr: int) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from arge.zahlen.kennzahl import Art, Zaehlung, gemeinsam, nach_nummer
    from arge.zahlen.zeitraum import Zeitraum
    from traeger.zugang import technisch, zahlen

    von, bis = date(jahr, 1, 1), date(jahr, 12, 31)
    teile = [f"select {n}, z.* from ({sql.format(von=von, bis=bis)}) z" for n, sql in enumerate(SQL.values())]
    von_hand = " union all ".join(teile)

    def aus_kennzahlen() -> list[dict[int, int]]:
        zahl = map(nach_nummer, SQL)
        zeiten = [(k, Zeitraum(bis if k.art == Art.STICHTAG else von, bis)) for k in zahl]
        return [dict(je) for je in gemeinsam(*(Zaehlung(k, zeit, ("traeger",)) for k, zeit in zeiten))]

    def aus_sql() -> list[dict[int, int]]:
        je: list[dict[int, int]] = [{} for _ in SQL]
        with connection.cursor() as cursor:
            cursor.execute(von_hand)
            for nummer, traeger, wert in cursor.fetchall():
                je[nummer][traeger] = wert
        return je

    with technisch(), zahlen():
        eins, zwei = aus_kennzahlen(), aus_sql()
        for nummer, a, b in zip(SQL, eins, zwei, strict=True):
            if a != b:
                sys.exit(f"{nummer}: {a} gegen {b}")
        with CaptureQueriesContext(connection) as abfragen:
            aus_kennzahlen()
        (aufgebaut,) = [q["sql"] for q in abfragen if q["sql"].startswith("(SELECT")]

        def nur_datenbank() -> None:
            with connection.cursor() as cursor:
                cursor.execute(aufgebaut)
                cursor.fetchall()

        for wort, lauf in (("mit Aufbau", aus_kennzahlen), ("nur Datenbank", nur_datenbank)):
            paare = [(dauer(lauf), dauer(aus_sql)) for _ in range(RUNDEN)]
            kennzahlen, hand = (statistics.median(p[n] for p in paare) for n in (0, 1))
            verhaeltnis = statistics.median(a / b for a, b in paare)
            print(f"| {jahr}, {len(SQL)} Kennzahlen, {wort} | {kennzahlen:.1f} | {hand:.1f} | {verhaeltnis:.2f} |")


def dauer(lauf: Callable[[], object]) -> float:
    """Millisekunden eines Aufrufs."""
    beginn = time.perf_counter()
    lauf()
    return (time.perf_counter() - beginn) * 1000


def main() -> None:
    from tests.uhr import heute
    from tests.vorlage import DEMO_PASSWORT, eigene_datenbank, umgebung_fuer

    tag = heute()
    angaben = dict(zip(("jahr", "faktor"), sys.argv[1:], strict=False))
    with eigene_datenbank("test_arge_bench") as name:
        os.environ |= umgebung_fuer(name) | {"ARGE_DEMO": "1", "ARGE_DEMO_PASSWORT": DEMO_PASSWORT}
        for befehl in (
            ["stammdaten"],
            ["demodaten", "--jahr", str(tag.year), "--heute", str(tag), "--faktor", angaben.get("faktor", "1")],
        ):
            subprocess.run([sys.executable, "manage.py", *befehl], cwd=WURZEL, check=True, stdout=subprocess.DEVNULL)
        with psycopg.connect(os.environ["DATABASE_URL_EIGNER"], autocommit=True) as eigner:
            eigner.execute("vacuum analyze")
        messen(int(angaben.get("jahr", tag.year)))
        from django.db import connection

        connection.close()
        connection.close_pool()


if __name__ == "__main__":
    main()
