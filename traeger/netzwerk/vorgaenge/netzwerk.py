"""Netzwerk- und Öffentlichkeitsarbeit festhalten (Konzept 1, 3.2)."""

from collections.abc import Iterable

from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen
from traeger.models import Netzwerkarbeit, Partner
from traeger.zugang import Zugang


@transaction.atomic
def netzwerk_erfassen(*, zeile: Netzwerkarbeit, partner: Iterable[Partner], durch: Zugang) -> Netzwerkarbeit:
    """Neuer Eintrag des eigenen Trägers; dieselbe Absendung legt nichts Zweites an."""
    zeile.traeger_id, zeile.erfasst_von_id = durch.traeger_id, durch.benutzer_id
    zeile, ist_neu = einmal_anlegen(zeile)
    if ist_neu:
        zeile.partner.set(partner)
    return zeile


@transaction.atomic
def netzwerk_aendern(*, zeile: Netzwerkarbeit, partner: Iterable[Partner]) -> None:
    """Eintrag berichtigen, auf dem Stand, den `zeile.version` nennt."""
    aendern(zeile, "am", "art", "thema", "dauer_minuten", "anzahl_erreicht")
    zeile.partner.set(partner)
