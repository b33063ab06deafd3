"""bin/start sagt, was fehlt, und räumt auf, was ein Absturz hinterließ; wie es läuft, prüft test_sicherung."""

import os
import subprocess

import pytest

from tests.demo import scheitert


@pytest.mark.parametrize(
    ("mehr", "satz"),
    [
        (
            {
                "DATABASE_URL": "postgres://arge_web:x@127.0.0.1:1/arge",
                "DATABASE_URL_EIGNER": "postgres://arge_eigner:x@127.0.0.1:1/arge",
            },
            "Die Datenbank aus DATABASE_URL (127.0.0.1:1/arge) ist nicht erreichbar",
        ),
        ({"DATABASE_URL": "postgres://arge_web:x@127.0.0.1:1/arge"}, "DATABASE_URL_EIGNER"),
        ({"ARGE_PORT": "achtzig"}, "ARGE_PORT muss eine Zahl"),
    ],
)
def test_start_sagt_in_einem_satz_was_fehlt(tmp_path, mehr, satz):
    assert satz in scheitert(tmp_path, **mehr)


def test_start_nennt_den_toten_broker(tmp_path):
    """Die Datenbank läuft da schon: auch sie ist nach dem Abbruch wieder weg."""
    assert "Der Broker aus REDIS_URL ist nicht erreichbar" in scheitert(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    assert not (tmp_path / "pg/postmaster.pid").exists()


def test_start_ersetzt_eine_halb_angelegte_datenbank(tmp_path):
    """Ein beim Anlegen getöteter Start hinterlässt pg.neu; der nächste beginnt von vorn statt zu scheitern."""
    (tmp_path / "pg.neu/base").mkdir(parents=True)
    (tmp_path / "pg.neu/PG_VERSION").write_text("18")
    scheitert(tmp_path, REDIS_URL="redis://127.0.0.1:1/0")
    assert (tmp_path / "pg/global/pg_control").exists()
    assert not (tmp_path / "pg.neu").exists()


def test_start_uebergeht_die_sperre_eines_toten_servers(tmp_path):
    """Die Prozessnummer aus postmaster.pid gehört nach einem Absturz einem anderen Prozess desselben Kontos, oder einem Zombie."""
    ohne_broker = {"REDIS_URL": "redis://127.0.0.1:1/0"}
    scheitert(tmp_path, **ohne_broker)
    konto = ["setpriv", "--reuid", "arge-pg"] if os.geteuid() == 0 else []
    fremder = subprocess.Popen([*konto, "sleep", "300"])
    try:
        (tmp_path / "pg/postmaster.pid").write_text(f"{fremder.pid}\n{tmp_path}/pg\n")
        assert "Der Broker aus REDIS_URL" in scheitert(tmp_path, **ohne_broker)
        assert fremder.poll() is None
    finally:
        fremder.kill()
        fremder.wait()
    assert not (tmp_path / "pg/postmaster.pid").exists()
