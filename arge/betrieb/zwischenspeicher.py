"""Zwischenspeicher in PostgreSQL, dessen Werte nur Daten sind: JSON statt pickle (SICHERHEIT, „Nichts Gespeichertes wird ausgeführt“).

Djangos DatabaseCache legt pickle ab: Wer in die Tabelle schreibt, führt beim nächsten Lesen Programm aus. Hier kommt nur
zurück, was JSON ist; alles andere gilt als nicht vorhanden. Jede Änderung ist eine Anweisung, also auch gleichzeitig genau.
Verdrängt wird nie: Eine Bremse, die man durch viele Schlüssel herausdrängen kann, ist keine. Abgelaufenes räumt der Zeitplan.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection

#: Ohne Ablauf: weiter, als irgendeine Uhr stellt, und für PostgreSQL wie für Python lesbar.
NIE = datetime(9000, 1, 1, tzinfo=UTC)
#: Zahlen, die `zaehlen` und `incr` fortschreiben; anderes beginnt von vorn oder ist ein Fehler.
ZAHL = "'^-?[0-9]{1,18}$'"


def als_json(wert: Any) -> str:
    """Der Wert als JSON; TypeError, wenn er nicht genauso zurückkäme (Tupel, Zeitpunkte, Zahlen als Schlüssel)."""
    text = json.dumps(wert, ensure_ascii=False, allow_nan=False)
    if json.loads(text) != wert:
        raise TypeError("In den Zwischenspeicher kommen nur Werte, die JSON unverändert trägt.")
    return text


class JsonZwischenspeicher(BaseDatabaseCache):
    """Djangos Schnittstelle über die Tabelle, die `createcachetable` anlegt; immer auf der Verbindung der Anfrage."""

    def _jetzt(self) -> datetime:
        return datetime.now(UTC)

    def _ablauf(self, timeout: Any) -> datetime:
        sekunden = self.get_backend_timeout(timeout)
        return NIE if sekunden is None else datetime.fromtimestamp(sekunden, UTC)

    def _sql(self, anweisung: str, werte: Iterable[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            tabelle = connection.ops.quote_name(self._table)
            cursor.execute(anweisung.replace("{tabelle}", tabelle).replace("{zahl}", ZAHL), list(werte))
            return cursor.fetchall() if cursor.description else []

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.get_many([key], version).get(key, default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        namen = {self.make_and_validate_key(key, version=version): key for key in keys}
        zeilen = self._sql(
            "select cache_key, value from {tabelle} where cache_key = any(%s) and expires > %s",
            [list(namen), self._jetzt()],
        )
        werte = {}
        for name, text in zeilen:
            try:
                werte[namen[name]] = json.loads(text)
            except (ValueError, RecursionError):  # Fremdes, etwa pickle: gilt als nicht vorhanden
                continue
        return werte

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.set_many({key: value}, timeout, version)

    def set_many(self, data: Mapping[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        ablauf = self._ablauf(timeout)
        for key, wert in sorted(data.items()):
            self._sql(
                "insert into {tabelle} (cache_key, value, expires) values (%s, %s, %s)"
                " on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires",
                [self.make_and_validate_key(key, version=version), als_json(wert), ablauf],
            )
        return []

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(
            self._sql(
                "insert into {tabelle} as z (cache_key, value, expires) values (%s, %s, %s) on conflict (cache_key)"
                " do update set value = excluded.value, expires = excluded.expires where z.expires <= %s returning 1",
                [self.make_and_validate_key(key, version=version), als_json(value), self._ablauf(timeout), self._jetzt()],
            )
        )

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        zeilen = self._sql(
            "update {tabelle} set value = (value::bigint + %s)::text where cache_key = %s and expires > %s and value ~ {zahl}"
            " returning value::bigint",
            [delta, self.make_and_validate_key(key, version=version), self._jetzt()],
        )
        if not zeilen:
            raise ValueError(f"Der Zähler {key!r} ist nicht (mehr) da.")
        return int(zeilen[0][0])

    def zaehlen(self, key: Any, timeout: int) -> int:
        """Zähler um eins erhöhen und lesen; der erste Aufruf öffnet ein Fenster von `timeout` Sekunden, danach beginnt er neu."""
        zeilen = self._sql(
            "insert into {tabelle} as z (cache_key, value, expires) values (%s, '1', %s) on conflict (cache_key) do update set"
            " value = case when z.expires > %s and z.value ~ {zahl} then (z.value::bigint + 1)::text else '1' end,"
            " expires = case when z.expires > %s then z.expires else excluded.expires end returning value::bigint",
            [self.make_and_validate_key(key), self._ablauf(timeout), jetzt := self._jetzt(), jetzt],
        )
        return int(zeilen[0][0])

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(
            self._sql(
                "update {tabelle} set expires = %s where cache_key = %s and expires > %s returning 1",
                [self._ablauf(timeout), self.make_and_validate_key(key, version=version), self._jetzt()],
            )
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(
            self._sql(
                "delete from {tabelle} where cache_key = %s returning 1", [self.make_and_validate_key(key, version=version)]
            )
        )

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        namen = [self.make_and_validate_key(key, version=version) for key in keys]
        self._sql("delete from {tabelle} where cache_key = any(%s)", [namen])

    def clear(self) -> None:
        self._sql("delete from {tabelle}", [])

    def aufraeumen(self) -> None:
        """Täglich: Abgelaufenes löschen. Vorher stört es nicht, denn kein Lesen sieht es."""
        self._sql("delete from {tabelle} where expires <= %s", [self._jetzt()])
