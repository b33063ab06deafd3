"""Zwei Verbindungen, die einander begegnen: Die erste hält ihre Sperre offen, bis die zweite darauf wartet."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction


def waehrenddessen(erster: Callable[[], Any], zweiter: Callable[[], Any]) -> Any:
    """Führt `erster` aus und schreibt erst fest, wenn `zweiter` auf dessen Sperre wartet – oder ohne zu warten fertig ist.

    Liefert, was `zweiter` ergab, auch seine Ausnahme. Kein Zufall: Ob gewartet wird, sagt die Datenbank.
    """
    verbunden, nummer, ergebnis = threading.Event(), [], []

    def laufen() -> None:
        try:
            connection.ensure_connection()
            nummer.append(connection.connection.info.backend_pid)
            verbunden.set()
            with transaction.atomic():
                ergebnis.append(zweiter())
        except Exception as fehler:  # noqa: BLE001 – der Test vergleicht ihn
            ergebnis.append(fehler)
        finally:
            verbunden.set()
            connections.close_all()

    faden = threading.Thread(target=laufen)
    with transaction.atomic():
        erster()
        faden.start()
        verbunden.wait()
        while faden.is_alive() and not _wartet(nummer[0]):
            faden.join(0.01)
    faden.join()
    return ergebnis[0]


def _wartet(nummer: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_locks where pid = %s and not granted)", [nummer])
        return bool(cursor.fetchone()[0])
