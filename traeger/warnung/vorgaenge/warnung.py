"""Warnungen quittieren (Fachmodell 1); gerechnet werden sie in `kennzahlen`, gemeldet in `warnungsmail`."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from arge.daten.absage import Verboten
from arge.daten.schreiben import aendern, gesperrt
from arge.zahlen.format import zeitpunkt
from traeger.models import Warnmeldung
from traeger.warnung.kennzahlen import lage_fuer, verantwortet
from traeger.zugang import Zugang

WEG = "Diese Warnung besteht nicht mehr: Die Lage hat sich geändert, oder die nächste Stufe ist erreicht."


def quittieren(*, schluessel: str, notiz: str, absendung: UUID, jetzt: datetime, heute: date, durch: Zugang) -> Warnmeldung:
    """Einmal quittieren, mit Notiz; der Tag der Warnung bleibt. Dieselbe Absendung ist dieselbe Quittung.

    ValidationError, wenn die Warnung nicht mehr besteht oder schon jemand anderes quittiert hat.
    """
    warnung = lage_fuer(durch, heute).finde(schluessel)
    if warnung is None:
        raise ValidationError(WEG)
    if not verantwortet(warnung, durch):
        raise Verboten("Diese Warnung quittiert, wer für sie verantwortlich ist.")
    werte = {"traeger_id": warnung.traeger_id, "schluessel": schluessel}
    with transaction.atomic():
        leer = Warnmeldung(**werte, art=warnung.art, faellig_am=warnung.faellig_am)
        Warnmeldung.objects.bulk_create([leer], ignore_conflicts=True)
        zeile = gesperrt(Warnmeldung.objects.get(**werte))
        if zeile.quittiert_am is None:
            quittung = {"quittiert_am": jetzt, "quittiert_von_id": durch.benutzer_id, "notiz": notiz}
            aendern(zeile, absendung=absendung, **quittung)
        elif zeile.absendung != absendung:
            wann = zeitpunkt(zeile.quittiert_am)
            raise ValidationError(f"{zeile.quittiert_von} hat diese Warnung schon quittiert, am {wann}: „{zeile.notiz}“")
    return zeile
