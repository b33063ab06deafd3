"""Partnerverzeichnis pflegen: gelöscht wird nie, denn alte Verweise nennen den Partner weiter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from arge.daten.schreiben import einmal_anlegen
from arge.daten.suche import suchform
from traeger.models import Partner


@transaction.atomic
def partner_anlegen(*, partner: Partner) -> Partner:
    """Neuer Partner mit einem Kürzel aus seinem Namen; dieselbe Absendung legt nichts Zweites an."""
    stamm = slugify(suchform(partner.name))[:30].strip("-") or "partner"
    belegt = set(Partner.objects.filter(kuerzel__startswith=stamm).values_list("kuerzel", flat=True))
    kandidaten = (stamm if n == 1 else f"{stamm}-{n}" for n in range(1, 1000))
    partner.kuerzel = next(kuerzel for kuerzel in kandidaten if kuerzel not in belegt)
    return einmal_anlegen(partner)[0]


@transaction.atomic
def partner_anbieten(*, partner: Partner, ist_aktiv: bool) -> None:
    """Stilllegen nimmt den Partner aus der Auswahl neuer Einträge, wieder anbieten holt ihn zurück."""
    stand = Partner.objects.select_for_update(of=("self",), no_key=True).get(pk=partner.pk)
    if stand.ist_aktiv == ist_aktiv:
        raise ValidationError(
            "Dieser Partner wird schon angeboten." if ist_aktiv else "Dieser Partner ist schon stillgelegt."
        )
    stand.ist_aktiv, stand.version = ist_aktiv, F("version") + 1
    stand.save(update_fields=["ist_aktiv", "version"])
