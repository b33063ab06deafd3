"""Abfragen, die je Tag gleich aussehen, nur einmal aufbauen – ohne dass je eine Zeile im Prozess liegen bleibt."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.db.models import QuerySet


def gemerkt(funktion: Callable[..., QuerySet[Any]]) -> Callable[..., QuerySet[Any]]:
    """Merkt sich den Aufbau einer Abfrage für die letzten zwei Argumente (heute und der Stichtag daneben).

    Herausgegeben wird immer `.all()`: Ein QuerySet behält seine Zeilen, sobald jemand darüber läuft. Läge er selbst im
    Zwischenspeicher, sähe jede spätere Anfrage dieses Prozesses die Zeilen der ersten – an der Mandantengrenze vorbei.
    """
    aufgebaut = lru_cache(maxsize=2)(funktion)

    @wraps(funktion)
    def frisch(*argumente: Any) -> QuerySet[Any]:
        return aufgebaut(*argumente).all()

    return frisch
