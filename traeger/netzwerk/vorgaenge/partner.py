"""Partnerverzeichnis pflegen: gelöscht wird nie, denn alte Verweise nennen den Partner weiter."""

from django.core.exceptions import ValidationError
from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from traeger.models import Partner
from traeger.stammdaten.vorgaenge import freies_kuerzel


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
