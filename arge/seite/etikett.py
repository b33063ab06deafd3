"""Etiketten in Zellen, die mehrere Listen des ersten Stockwerks zeigen."""

from datetime import date
from typing import Any

from django.template import engines
from django.utils import timezone


def bausteine() -> Any:
    """Die Makros der Oberfläche, für Etiketten in Zellen."""
    return engines["jinja2"].env.globals["b"]


def stand_etikett(von: date, bis: date | None) -> Any:
    """Ob ein Zeitraum heute gilt, noch beginnt oder beendet ist."""
    heute = timezone.localdate()
    if bis and bis < heute:
        return bausteine().badge("beendet", "neutral")
    return bausteine().badge("beginnt" if von > heute else "gültig", "info" if von > heute else "success")
