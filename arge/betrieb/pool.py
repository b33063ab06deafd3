"""Was beim Zurückgeben einer Verbindung in den Pool endet (qualitaet 1.3): alles, was an der Verbindung hängt statt an der Transaktion."""

from typing import Any

#: Die nächste Anfrage auf derselben Verbindung beginnt, wie sie bei Django beginnt: eigene Rolle, UTC, kein Cursor, keine vorbereitete
#: Anweisung, keine Sperre, kein gesetzter Wert. In einem Zug, denn jede Anfrage zahlt es; `discard all` ginge nicht mit anderen zusammen.
ANFANG = (
    "close all; unlisten *; deallocate all; reset session authorization; reset role; reset all; set time zone 'UTC';"
    " select pg_advisory_unlock_all()"
)


def zuruecksetzen(verbindung: Any) -> None:
    """Für `psycopg_pool.ConnectionPool(reset=…)`: eingeschleuste Werte enden mit der Anfrage, die sie setzte."""
    verbindung.execute(ANFANG)
    if not verbindung.autocommit:
        verbindung.commit()
