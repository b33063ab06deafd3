"""Netzwerk- und Öffentlichkeitsarbeit festhalten (Konzept 1, 3.2)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from arge.daten.schreiben import einmal_anlegen
from traeger.models import Netzwerkarbeit, Partner


@transaction.atomic
def netzwerk_erfassen(*, zeile: Netzwerkarbeit, partner: Iterable[Partner], von: Any) -> Netzwerkarbeit:
    """Neuer Eintrag des eigenen Trägers; dieselbe Absendung legt nichts Zweites an."""
    zeile.traeger_id, zeile.erfasst_von = von.zugang.traeger_id, von
    zeile, ist_neu = einmal_anlegen(zeile)
    if ist_neu:
        zeile.partner.set(partner)
    return zeile


@transaction.atomic
def netzwerk_aendern(*, zeile: Netzwerkarbeit, partner: Iterable[Partner]) -> None:
    """Eintrag berichtigen; das Formular hat die Zeile gesperrt und `version` erhöht."""
    zeile.save(update_fields=["am", "art", "thema", "dauer_minuten", "anzahl_erreicht", "version"])
    zeile.partner.set(partner)
