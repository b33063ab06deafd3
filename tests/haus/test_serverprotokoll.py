"""Kein Wert eines Menschen steht im Protokoll des Datenbankservers – gerade dann nicht, wenn etwas schiefgeht (qualitaet S2)."""

import os
import threading
import uuid
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

PROTOKOLLE = Path(os.environ.get("ARGE_DATEN", ".daten-test")) / "protokoll"
GLEICH = "insert into kanarie (id, name) values (1, %(name)s)"
FEHLER = {
    "zweimal abgesendet": [GLEICH, GLEICH],
    "Prüfregel verletzt": ["insert into kanarie (id, name, tag) values (2, %(name)s, '1800-01-01')"],
    "zu lang": ["insert into kanarie (id, name) values (3, %(name)s || repeat('x', 400))"],
    "unlesbar": ["select %(name)s::int"],
    "keine solche Spalte": ["select unbekannt from kanarie where name = %(name)s"],
    "Zeitgrenze": ["set statement_timeout = 5", "select pg_sleep(5), %(name)s"],
    "abgewiesen": ["set role arge_protokoll; select %(name)s"],
}


@pytest.fixture
def name():
    return f"Kanarie-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def tafel():
    """Eine eigene Tabelle mit Regeln, die Anwendungsrolle darf sie beschreiben."""
    with closing(psycopg.connect(os.environ["DATABASE_URL_EIGNER"], autocommit=True)) as eigner:
        eigner.execute("drop table if exists kanarie")
        eigner.execute(
            "create table kanarie (id int primary key, name varchar(200) unique, tag date check (tag > '1900-01-01'))"
        )
        eigner.execute("grant all on kanarie to arge_web")
        yield
        eigner.execute("drop table kanarie")


def steht_im_protokoll(name):
    return [datei.name for datei in PROTOKOLLE.glob("*") if datei.is_file() and name in datei.read_text(errors="replace")]


def anweisungen(rolle, liste, name):
    with closing(psycopg.connect(os.environ[rolle], autocommit=True, cursor_factory=psycopg.ClientCursor)) as verbindung:
        for sql in liste:
            with suppress(psycopg.Error):
                verbindung.execute(sql, {"name": name} if "%(name)s" in sql else None)


def test_protokoll_wird_geschrieben():
    """Sonst bewiese das Fehlen eines Namens nichts: Der Server schreibt in genau diese Datei."""
    assert "database system is ready" in (PROTOKOLLE / "postgres.log").read_text(errors="replace")


@pytest.mark.parametrize("fall", FEHLER)
@pytest.mark.parametrize("rolle", ["DATABASE_URL", "DATABASE_URL_EIGNER"])
def test_fehler_nennt_keinen_wert(tafel, name, rolle, fall):
    anweisungen(rolle, FEHLER[fall], name)
    assert steht_im_protokoll(name) == []


def test_verklemmung_nennt_keinen_wert(tafel, name):
    bereit = threading.Barrier(2, timeout=20)
    anweisungen("DATABASE_URL", ["insert into kanarie (id, name) values (1, 'a'), (2, 'b')"], name)
    abgewiesen = []

    def sperren(erst, dann):
        with closing(psycopg.connect(os.environ["DATABASE_URL"], cursor_factory=psycopg.ClientCursor)) as verbindung:
            verbindung.execute("update kanarie set name = %s where id = %s", [f"{name}{erst}", erst])
            bereit.wait()
            try:
                verbindung.execute("update kanarie set name = %s where id = %s", [f"{name}{dann}x", dann])
            except psycopg.errors.DeadlockDetected as fehler:
                abgewiesen.append(fehler)

    faeden = [threading.Thread(target=sperren, args=reihe) for reihe in ((1, 2), (2, 1))]
    [faden.start() for faden in faeden]
    [faden.join() for faden in faeden]
    assert len(abgewiesen) == 1
    assert steht_im_protokoll(name) == []


@pytest.mark.parametrize("einstellung", ["log_min_error_statement", "log_min_messages", "log_statement", "log_lock_waits"])
def test_die_anwendungsrolle_schaltet_das_protokoll_nicht_ein(einstellung):
    with closing(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)) as verbindung:
        for sql in (f"set {einstellung} = 'error'", f"alter role arge_web set {einstellung} = 'error'"):
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
                verbindung.execute(sql)


def test_protokolle_liest_nur_wer_startet():
    offen = [p.name for p in (PROTOKOLLE, *PROTOKOLLE.iterdir()) if p.stat().st_mode & 0o077]
    assert offen == []


def test_den_datenordner_betritt_nur_wer_startet():
    """Als root läuft PostgreSQL unter eigenem Konto; dessen Gruppe darf hindurch, sehen darf sie nichts."""
    rechte = PROTOKOLLE.parent.stat()
    assert rechte.st_mode & 0o067 == 0
    if rechte.st_mode & 0o010:
        assert rechte.st_gid == (PROTOKOLLE.parent / "pg").stat().st_gid
