"""Stornieren und wiederherstellen: Der Eintrag bleibt lesbar, er zählt nur nicht mehr mit."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from arge.daten.schreiben import aendern, gesperrt

Zeile = TypeVar("Zeile", bound=models.Model)
SCHON = "Dieser Eintrag ist schon storniert."
NICHT = "Dieser Eintrag ist nicht storniert."


@transaction.atomic
def stornieren(zeile: Zeile, *, grund: str, durch: Any, jetzt: datetime) -> Zeile:
    """Ab jetzt zählt der Eintrag nicht mehr; wer, wann und warum steht an ihm. `ValidationError`, wenn er es schon ist."""
    stand: Any = gesperrt(zeile, vergleichen=hasattr(zeile, "version"))
    if stand.storniert_am is not None:
        raise ValidationError(SCHON)
    return aendern(stand, storniert_am=jetzt, storniert_von_id=durch.benutzer_id, storno_grund=grund)  # type: ignore[no-any-return]


@transaction.atomic
def wiederherstellen(zeile: Zeile) -> Zeile:
    """Der Eintrag zählt wieder mit; was inzwischen dagegen spricht, weisen die Bedingungen der Datenbank ab."""
    stand: Any = gesperrt(zeile)
    if stand.storniert_am is None:
        raise ValidationError(NICHT)
    return aendern(stand, storniert_am=None, storniert_von_id=None, storno_grund="")  # type: ignore[no-any-return]
