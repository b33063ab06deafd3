"""Testdatenbanken aus einer Vorlage: das Schema wird je Maschine einmal gebaut, jeder Prozess kopiert es (0,5 s statt 24 s CPU).

Die Vorlage heißt nach der Prüfsumme von allem, was `einrichten` bestimmt; ändert sich davon etwas, entsteht eine neue.
Gebaut wird unter einer Sperre im Cluster aus DATABASE_URL_EIGNER und erst am Ende umbenannt: eine halbe Vorlage gibt es
nicht. Die vier jüngsten jeder Art bleiben (für wechselnde Zweige), ältere und Datenbanken getöteter Läufe räumt der nächste weg.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connections

WURZEL = Path(__file__).resolve().parents[1]
SPERRE = 4_711_007  # pg_advisory_lock: eine Nummer für alle Testläufe an diesem Cluster
BEHALTEN = 4
#: Pfadteile, an denen hängt, wie das Schema wird; lieber zu viel (ein Bau zu oft) als zu wenig (ein falsches Schema).
BESTIMMEND = {
    "arge",
    "models",
    "models.py",
    "migrations",
    "begriffe",
    "begriffe.py",
    "zugang",
    "zugang.py",
    "apps.py",
    "regeln",
    "regeln.py",
    "einrichten.py",
    "funktionen.py",
    "rechte.py",
    "riegel.py",
    "schreibgrenze.py",
}
DEMO_PASSWORT = "Neckar-Brücke-1896!"
DEMO_HEUTE = date(2026, 11, 15)  # Demodaten der Prüfungen enden an diesem Tag, die der Reisen am heutigen
BEFEHLE = (("einrichten", "--ohne-stammdaten"),)


def pruefsumme(taugt: Callable[[Path], bool]) -> str:
    """Über Namen und Inhalt der Quelldateien aller Apps, für die `taugt` gilt, und über die gesperrten Pakete."""
    apps = [datei.parent for datei in WURZEL.glob("*/__init__.py") if datei.parent.name != "tests"]
    dateien = [WURZEL / "uv.lock", *(WURZEL / "bin/datenbank").iterdir(), *(d for app in apps for d in app.rglob("*.*"))]
    summe = hashlib.sha256()
    for datei in sorted(d.relative_to(WURZEL) for d in dateien if d.is_file() and d.suffix != ".pyc"):
        if datei.parts[0] in ("uv.lock", "bin") or taugt(datei):
            inhalt = (WURZEL / datei).read_bytes()
            summe.update(f"{datei} {len(inhalt)}\n".encode() + inhalt)
    return summe.hexdigest()[:16]


def bestimmt_schema(datei: Path) -> bool:
    return datei.suffix in (".py", ".sql") and (datei.suffix == ".sql" or not BESTIMMEND.isdisjoint(datei.parts))


def mit_datenbank(adresse: str, name: str) -> str:
    return urlsplit(adresse)._replace(path=f"/{name}").geturl()


def umgebung_fuer(name: str) -> dict[str, str]:
    """Umgebung für Prozesse, die in dieser Datenbank desselben Clusters arbeiten."""
    eigner = os.environ["DATABASE_URL_EIGNER"]
    return {
        **os.environ,
        "DATABASE_URL": mit_datenbank(os.environ["DATABASE_URL"], name),
        "DATABASE_URL_EIGNER": mit_datenbank(eigner, name),
        "DJANGO_SETTINGS_MODULE": "arge.settings",
    }


@contextmanager
def eigene_datenbank(name: str, vorlage: Callable[[psycopg.Connection], str] | None = None) -> Iterator[str]:
    """Legt die Datenbank `name` aus der Vorlage an und wirft sie am Ende weg.

    Die Verbindung bleibt so lange offen und trägt den Namen: was keine solche Verbindung hat, gehört einem getöteten Lauf.
    """
    with closing(psycopg.connect(os.environ["DATABASE_URL_EIGNER"], autocommit=True, application_name=name)) as cluster:
        with _gesperrt(cluster):
            _verwaiste_entfernen(cluster)
            quelle = (vorlage or schema)(cluster)
            cluster.execute(f'drop database if exists "{name}" with (force)')
            cluster.execute(f'create database "{name}" template "{quelle}"')
        try:
            yield name
        finally:
            cluster.execute(f'drop database if exists "{name}" with (force)')


def schema(cluster: psycopg.Connection) -> str:
    """Vorlage mit Schema und Rechten, ohne Zeilen. Nur unter der Sperre aufrufen."""
    return vorlage(cluster, f"vorlage_schema_{pruefsumme(bestimmt_schema)}{_geheim()}", BEFEHLE)


def _geheim() -> str:
    """Kennung der Geheimnisse, mit denen eine Vorlage gesiegelt und verschlüsselt ist."""
    return hashlib.sha256(f"{os.environ['ARGE_GEHEIMNIS']} {os.environ['ARGE_SCHLUESSEL']}".encode()).hexdigest()[:8]


def demo(heute: date) -> Callable[[psycopg.Connection], str]:
    """Vorlage mit Stammdaten und Demodaten bis `heute`, verschlüsselt mit dem Schlüssel dieses Laufs."""

    def bauen(cluster: psycopg.Connection) -> str:
        name = f"vorlage_demo_{pruefsumme(lambda datei: datei.suffix in ('.py', '.sql', '.toml'))}{_geheim()}{heute:%Y%m%d}"
        befehle = (("stammdaten",), ("demodaten", "--jahr", "2026", "--heute", str(heute)))
        return vorlage(cluster, name, befehle, aus=schema(cluster), ARGE_DEMO="1", ARGE_DEMO_PASSWORT=DEMO_PASSWORT)

    return bauen


def vorlage(cluster: psycopg.Connection, name: str, befehle, *, aus: str = "template1", **mehr: str) -> str:
    """Name einer fertigen Vorlage; fehlt sie, entsteht sie aus der Vorlage `aus` durch Verwaltungsbefehle."""
    if not cluster.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
        bau = f"{name}_bau"
        cluster.execute(f'drop database if exists "{bau}" with (force)')
        cluster.execute(f'create database "{bau}" template "{aus}"')
        for befehl in befehle:
            lauf = subprocess.run(
                [sys.executable, "manage.py", *befehl], cwd=WURZEL, env=umgebung_fuer(bau) | mehr,
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if lauf.returncode:
                pytest.exit(f"Vorlage {name}: manage.py {' '.join(befehl)} scheitert:\n{lauf.stderr[-3000:]}", 3)
        cluster.execute(f'alter database "{bau}" rename to "{name}"')
        _alte_entfernen(cluster, name.rpartition("_")[0])
    return name


@contextmanager
def verbunden(name: str) -> Iterator[None]:
    """Djangos Verbindungen in diesem Prozess führen in die Datenbank `name`; danach wieder dorthin, wo sie vorher waren."""
    vorher = {verbindung.alias: verbindung.settings_dict["NAME"] for verbindung in connections.all()}
    _umstellen(dict.fromkeys(vorher, name))
    try:
        yield
    finally:
        _umstellen(vorher)


def _umstellen(namen: dict[str, str]) -> None:
    for verbindung in connections.all():
        verbindung.close()
        if verbindung.settings_dict["OPTIONS"].get("pool"):
            verbindung.close_pool()
        verbindung.settings_dict["NAME"] = namen[verbindung.alias]


@contextmanager
def _gesperrt(cluster: psycopg.Connection) -> Iterator[None]:
    cluster.execute("select pg_advisory_lock(%s)", [SPERRE])
    try:
        yield
    finally:
        cluster.execute("select pg_advisory_unlock(%s)", [SPERRE])


def _alte_entfernen(cluster: psycopg.Connection, art: str) -> None:
    zeilen = cluster.execute(
        "select datname from pg_database where datname ~ %s order by oid desc", [f"^{art}_[0-9a-f]+(_bau)?$"]
    ).fetchall()
    fertig = [name for (name,) in zeilen if not name.endswith("_bau")]
    for name in [*fertig[BEHALTEN:], *(name for (name,) in zeilen if name.endswith("_bau"))]:
        cluster.execute(f'drop database "{name}" with (force)')


def _verwaiste_entfernen(cluster: psycopg.Connection) -> None:
    verwaist = cluster.execute(
        "select d.datname from pg_database d where d.datname like 'test\\_arge\\_%'"
        " and not exists (select from pg_stat_activity a where a.application_name = d.datname)"
    ).fetchall()
    for (name,) in verwaist:
        with suppress(psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):  # ein Prozess arbeitet noch darin
            cluster.execute(f'drop database if exists "{name}" with (force)')
