"""Abfragen, die je Tag gleich aussehen, nur einmal aufbauen – ohne dass je eine Zeile im Prozess liegen bleibt."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, wraps
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject


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


def daneben(zeilen: QuerySet[Any], *felder: str, **mehr: Any) -> ArraySubquery:
    """Die Zeilen einer anderen Tabelle als Spalte dieser Abfrage, statt in einer eigenen; zu lesen mit `gelesen`."""
    return ArraySubquery(zeilen.values(z=JSONObject(**{feld: feld for feld in felder}, **mehr)))


def gelesen(zeilen: Iterable[dict[str, Any]], *tage: str) -> list[SimpleNamespace]:
    """Was `daneben` geladen hat, als Zeilen mit Feldern; JSON kennt keine Tage, darum stehen sie als `tage` dabei."""
    return [
        SimpleNamespace(**zeile | {tag: zeile[tag] and date.fromisoformat(zeile[tag]) for tag in tage}) for zeile in zeilen
    ]
