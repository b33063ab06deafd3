"""Zwei Transaktionen, deren Überlappung der Test erzwingt: die erste hält ihre Sperre, bis die zweite an ihr wartet oder fertig ist."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction

WARTET = "select exists(select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))"


class Zweiter(threading.Thread):
    """Ein Vorgang auf eigener Verbindung; `ergebnis` ist sein Rückgabewert oder seine Ausnahme, `wartete`, ob er warten musste."""

    def __init__(self, tun: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.tun, self.ergebnis, self.wartete = tun, None, False

    def run(self) -> None:
        try:
            self.ergebnis = self.tun()
        except Exception as fehler:  # noqa: BLE001 – der Test sieht nach, welche
            self.ergebnis = fehler
        finally:
            connections.close_all()

    def bis_er_wartet(self) -> None:
        """Kehrt zurück, wenn der Faden an einer Sperre dieser Verbindung steht – oder ohne Sperre durchgelaufen ist."""
        while self.is_alive():
            with connection.cursor() as cursor:
                cursor.execute(WARTET)
                if cursor.fetchone()[0]:
                    self.wartete = True
                    return
            self.join(0.01)


@contextmanager
def waehrenddessen(tun: Callable[[], Any], *, danach: Callable[[], Any] | None = None):
    """`with waehrenddessen(zweiter_vorgang) as zweiter: erster_vorgang()` – schreibt der erste fest, ist der zweite mitten darin.

    `danach`: was der erste noch tut, während der zweite schon wartet. Danach ist `zweiter.ergebnis` da. Braucht
    festgeschriebene Daten.
    """
    zweiter = Zweiter(tun)
    try:
        with transaction.atomic():
            yield zweiter
            zweiter.start()
            zweiter.bis_er_wartet()
            if danach:
                danach()
    finally:
        if zweiter.ident:
            zweiter.join()
