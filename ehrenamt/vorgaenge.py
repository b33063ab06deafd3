"""Schreiben im Ehrenamt: atomar, im Zugang der Anfrage, `von=` ist die handelnde Person (request.user)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from arge.daten.schreiben import einmal_anlegen
from ehrenamt import regeln
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Stunden, Treffen


def _pruefe(satz: str | None) -> None:
    if satz:
        raise ValidationError(satz)


def _pruefe_treffen(treffen: Treffen, heute: date) -> None:
    projekt = Projekt.objects.select_for_update(of=("self",), no_key=True).get(pk=treffen.projekt_id)
    _pruefe(regeln.satz_zum_treffen(treffen.am, heute=heute, von=projekt.von, bis=projekt.bis))


@transaction.atomic
def treffen_erfassen(*, treffen: Treffen, projekt: Projekt, minuten: Mapping[int, int], von: Any, heute: date) -> Treffen:
    """Treffen mit einer Stundenzeile je anwesender Person; `minuten` = Nummer der Person → Minuten.

    Doppelt abgesendet bleibt es ein Treffen, und auch die Stunden entstehen nur einmal.
    """
    treffen.traeger_id, treffen.projekt, treffen.erfasst_von = von.zugang.traeger_id, projekt, von
    _pruefe_treffen(treffen, heute)
    treffen, ist_neu = einmal_anlegen(treffen)
    if ist_neu:
        Stunden.objects.bulk_create(_stunden(treffen, person, dauer, von) for person, dauer in minuten.items())
    return treffen


@transaction.atomic
def treffen_aendern(*, treffen: Treffen, minuten: Mapping[int, int], von: Any, heute: date) -> Treffen:
    """Treffen und Anwesenheit berichtigen. Geänderte Stunden sind wieder unbestätigt, erfasst von der ändernden Person:
    Sonst könnte jemand bestätigen, was er selbst zuletzt geschrieben hat."""
    _pruefe_treffen(treffen, heute)
    treffen.save()
    gesperrt = Stunden.objects.select_for_update(of=("self",)).filter(treffen=treffen)
    bisher = {zeile.ehrenamtliche_id: zeile for zeile in gesperrt}
    treffen.stunden.exclude(ehrenamtliche__in=minuten).delete()
    for person, dauer in minuten.items():
        zeile = bisher.get(person)
        if zeile is None:
            _stunden(treffen, person, dauer, von).save()
        elif (zeile.minuten, zeile.am) != (dauer, treffen.am):
            zeile.minuten, zeile.am, zeile.erfasst_von = dauer, treffen.am, von
            zeile.bestaetigt_am = zeile.bestaetigt_von = None
            zeile.save()
    return treffen


def _stunden(treffen: Treffen, person: int, dauer: int, von: Any) -> Stunden:
    return Stunden(
        traeger_id=treffen.traeger_id, ehrenamtliche_id=person, projekt_id=treffen.projekt_id, treffen=treffen,
        am=treffen.am, minuten=dauer, erfasst_von=von,
    )  # fmt: skip


@transaction.atomic
def stunden_bestaetigen(*, stunden: Iterable[int], von: Any, jetzt: datetime) -> int:
    """Sammelbestätigung; wie viele es wurden. Eigene und schon bestätigte bleiben, wie sie sind (Vier-Augen)."""
    offen = Stunden.objects.fuer(von.zugang).filter(pk__in=list(stunden), bestaetigt_am__isnull=True)
    return offen.exclude(erfasst_von=von).update(bestaetigt_am=jetzt, bestaetigt_von=von)


@transaction.atomic
def person_anlegen(*, person: Ehrenamtliche, von: Any) -> Ehrenamtliche:
    """Neue ehrenamtliche Person des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    person.traeger_id = von.zugang.traeger_id
    return einmal_anlegen(person)[0]


@transaction.atomic
def einsatz_anlegen(*, person: Ehrenamtliche, projekt: Projekt, ab: date, bis: date | None, von: Any) -> Einsatz:
    """Person in einem Projekt einsetzen; Überschneidungen weist die Datenbank ab (`einsatz_je_tag`)."""
    _pruefe(
        regeln.satz_zum_einsatz(
            ab, bis, gewonnen_am=person.gewonnen_am, ausgeschieden_am=person.ausgeschieden_am, projekt_bis=projekt.bis
        )
    )
    return Einsatz.objects.create(traeger_id=von.zugang.traeger_id, ehrenamtliche=person, projekt=projekt, von=ab, bis=bis)


@transaction.atomic
def einsatz_beenden(*, einsatz: Einsatz, bis: date, von: Any) -> None:
    """Der letzte Tag eines Einsatzes."""
    if bis < einsatz.von:
        raise ValidationError("Das Ende liegt vor dem Beginn.")
    Einsatz.objects.fuer(von.zugang).filter(pk=einsatz.pk).update(bis=bis)
