"""Netzwerkarbeit festhalten, Partnerverzeichnis pflegen: gelöscht wird nie, denn alte Verweise nennen den Partner weiter (Konzept 1, 3.2)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from traeger.models import Netzwerkarbeit, Partner
from traeger.stammdaten.vorgaenge import freies_kuerzel
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


@transaction.atomic
def partner_anlegen(*, partner: Partner) -> Partner:
    """Neuer Partner mit einem Kürzel aus seinem Namen; dieselbe Absendung legt nichts Zweites an."""
    partner.kuerzel = freies_kuerzel(Partner, partner.name)
    return einmal_anlegen(partner)[0]


@transaction.atomic
def partner_anbieten(*, partner: Partner, ist_aktiv: bool) -> None:
    """Stilllegen nimmt den Partner aus der Auswahl neuer Einträge, wieder anbieten holt ihn zurück."""
    stand = gesperrt(partner)
    if stand.ist_aktiv == ist_aktiv:
        raise ValidationError(
            "Dieser Partner wird schon angeboten." if ist_aktiv else "Dieser Partner ist schon stillgelegt."
        )
    aendern(stand, ist_aktiv=ist_aktiv)
