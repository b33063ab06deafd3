"""Abfragen, die je Tag gleich aussehen, nur einmal aufbauen – ohne dass je eine Zeile im Prozess liegen bleibt."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, wraps
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler


def gemerkt(funktion: Callable[..., QuerySet[Any]]) -> Callable[..., QuerySet[Any]]:
    """Merkt sich den Aufbau einer Abfrage für die letzten Argumente (je Modell heute und der Stichtag daneben).

    Herausgegeben wird immer `.all()`: Ein QuerySet behält seine Zeilen, sobald jemand darüber läuft. Läge er selbst im
    Zwischenspeicher, sähe jede spätere Anfrage dieses Prozesses die Zeilen der ersten – an der Mandantengrenze vorbei.
    """
    aufgebaut = lru_cache(maxsize=4)(funktion)

    @wraps(funktion)
    def frisch(*argumente: Any) -> QuerySet[Any]:
        return aufgebaut(*argumente).all()

    return frisch


class _Uebersetzt(SQLCompiler):
    """Ein Compiler, der seine Anweisung schon geschrieben hat; was er darüber weiß (Spalten, Umwandlungen), gilt für jede Ausführung."""

    def __init__(self, vorlage: SQLCompiler, anweisung: tuple[str, tuple[Any, ...]]) -> None:
        self.__dict__ |= vorlage.__dict__
        self.connection, self._anweisung = connections[vorlage.using], anweisung

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        return self._anweisung


def _fragt(*_: Any) -> Any:
    raise RuntimeError(
        "Wer beim Bauen einer vorbereiteten Abfrage die Datenbank fragt, dessen Antwort gälte für alle danach."
    )


def vorbereitet(*plaetze: Any, merken: int = 2) -> Callable[[Callable[..., QuerySet[Any]]], Callable[..., list[Any]]]:
    """Eine Abfrage, die immer gleich aussieht: je Merkmalen einmal gebaut und übersetzt, danach nur noch ausgeführt.

    `plaetze` sind Werte, die es nicht gibt (eine Nummer unter null): Mit ihnen wird `funktion(*werte, *merkmale)` übersetzt, dann stehen
    an ihrer Stelle die Werte der Anfrage, so wie die Datenbank sie liest. `merkmale` (Tag, Zugang) bestimmen die Anweisung sonst ganz;
    die letzten `merken` bleiben. Das ORM schreibt die Mitgliedschaften einer Anfrage sonst in 1,1 ms, ausführen kostet 0,2.

    Im Prozess bleibt nur die Anweisung, nie eine Zeile. `RuntimeError`, wenn `funktion` die Datenbank fragt; `ValueError`, wenn ein Platz
    nicht als Parameter vorkommt.
    """

    def vorbereiten(funktion: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
        @lru_cache(maxsize=merken)
        def uebersetzt(*merkmale: Any) -> tuple[QuerySet[Any], SQLCompiler, str, list[tuple[Any, int | None]]] | None:
            with connection.execute_wrapper(_fragt):
                abfrage = funktion(*plaetze, *merkmale)
                vorlage = abfrage.query.get_compiler(abfrage.db)
                try:
                    sql, parameter = vorlage.as_sql()
                except EmptyResultSet:
                    return None
            vorlage.using, vorlage.connection = abfrage.db, None
            if fehlen := [platz for platz in plaetze if platz not in parameter]:
                raise ValueError(f"{funktion.__qualname__}: {fehlen} steht nicht als Parameter in der Abfrage.")
            return abfrage, vorlage, sql, [(p, plaetze.index(p) if p in plaetze else None) for p in parameter]

        @wraps(funktion)
        def zeilen(*werte_und_merkmale: Any) -> list[Any]:
            werte, merkmale = werte_und_merkmale[: len(plaetze)], werte_und_merkmale[len(plaetze) :]
            if (fertig := uebersetzt(*merkmale)) is None:
                return []
            abfrage, vorlage, sql, parameter = fertig
            anweisung = sql, tuple(p if platz is None else werte[platz] for p, platz in parameter)
            diese = abfrage.all()
            diese.query.get_compiler = lambda *_, **__: _Uebersetzt(vorlage, anweisung)
            return list(diese)

        return zeilen

    return vorbereiten


def daneben(zeilen: QuerySet[Any], *felder: str, **mehr: Any) -> ArraySubquery:
    """Die Zeilen einer anderen Tabelle als Spalte dieser Abfrage, statt in einer eigenen; zu lesen mit `gelesen`."""
    return ArraySubquery(zeilen.values(z=JSONObject(**{feld: feld for feld in felder}, **mehr)))


def gelesen(zeilen: Iterable[dict[str, Any]], *tage: str) -> list[SimpleNamespace]:
    """Was `daneben` geladen hat, als Zeilen mit Feldern; JSON kennt keine Tage, darum stehen sie als `tage` dabei."""
    return [
        SimpleNamespace(**zeile | {tag: zeile[tag] and date.fromisoformat(zeile[tag]) for tag in tage}) for zeile in zeilen
    ]
