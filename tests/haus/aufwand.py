"""Wie viel PostgreSQL für eine Abfrage anfasst: gezählt, nicht gestoppt – das Maß, an dem ein Quadrat auffällt."""

from typing import Any

from django.db import connection


def angefasst(sql: str) -> float:
    """Zeilen aller Knoten des Plans, jeder so oft, wie er lief, auch die verworfenen; führt die Abfrage aus."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, timing off, format json) {sql}")
        return _knoten(cursor.fetchone()[0][0]["Plan"])


def _knoten(plan: dict[str, Any]) -> float:
    verworfen = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Join Filter", 0)
    return float((plan["Actual Rows"] + verworfen) * plan["Actual Loops"] + sum(map(_knoten, plan.get("Plans", []))))
