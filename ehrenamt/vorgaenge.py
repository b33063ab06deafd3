"""Schreiben im Ehrenamt: atomar, `durch=` ist der Zugang der handelnden Person."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, pruefe
from arge.zahlen.zeitraum import satz_wer_da_war
from ehrenamt import regeln
from ehrenamt.models import Ehrenamtliche, Einsatz, Projekt, Stunden, Treffen
from traeger.zugang import Zugang


def _pruefe_treffen(treffen: Treffen, heute: date) -> None:
    projekt = gesperrt(treffen.projekt)
    pruefe(regeln.satz_zum_treffen(treffen.am, heute=heute, von=projekt.von, bis=projekt.bis))


def _pruefe_anwesende(treffen: Treffen, personen: Iterable[int]) -> None:
    """Da war nur, wer an dem Tag engagiert und in diesem Projekt eingesetzt war – am Tag des Treffens, nicht heute."""
    zeilen = {p.pk: p for p in Ehrenamtliche.objects.filter(traeger=treffen.traeger_id, pk__in=personen)}
    if fehlen := set(personen) - zeilen.keys():
        raise ValidationError(f"Diese Person gibt es nicht (mehr): {', '.join(map(str, sorted(fehlen)))}.")
    for person in zeilen.values():
        pruefe(satz_wer_da_war(str(person), treffen.am, *person.dabei))
    einsaetze = Einsatz.objects.filter(traeger=treffen.traeger_id, projekt=treffen.projekt_id, ehrenamtliche__in=zeilen)
    dabei = set(einsaetze.am(treffen.am).values_list("ehrenamtliche", flat=True))
    if ohne := [str(zeilen[nummer]) for nummer in sorted(zeilen.keys() - dabei)]:
        raise ValidationError(f"Am {treffen.am:%d.%m.%Y} nicht in diesem Projekt eingesetzt: {', '.join(ohne)}.")


@transaction.atomic
def treffen_erfassen(
    *, treffen: Treffen, projekt: Projekt, minuten: Mapping[int, int], durch: Zugang, heute: date
) -> Treffen:
    """Treffen mit einer Stundenzeile je anwesender Person; `minuten` = Nummer der Person → Minuten.

    Doppelt abgesendet bleibt es ein Treffen, und auch die Stunden entstehen nur einmal.
    """
    treffen.traeger_id, treffen.projekt, treffen.erfasst_von_id = durch.traeger_id, projekt, durch.benutzer_id
    _pruefe_treffen(treffen, heute)
    _pruefe_anwesende(treffen, minuten)
    treffen, ist_neu = einmal_anlegen(treffen)
    if ist_neu:
        Stunden.objects.bulk_create(_stunden(treffen, person, dauer, durch) for person, dauer in minuten.items())
    return treffen


@transaction.atomic
def treffen_aendern(*, treffen: Treffen, minuten: Mapping[int, int], durch: Zugang, heute: date) -> Treffen:
    """Treffen und Anwesenheit berichtigen. Geänderte Stunden sind wieder unbestätigt, erfasst von der ändernden Person:
    Sonst könnte jemand bestätigen, was er selbst zuletzt geschrieben hat."""
    _pruefe_treffen(treffen, heute)
    _pruefe_anwesende(treffen, minuten)
    aendern(treffen)
    bisher = {z.ehrenamtliche_id: z for z in Stunden.objects.select_for_update(of=("self",)).filter(treffen=treffen)}
    treffen.stunden.exclude(ehrenamtliche__in=minuten).delete()
    for person, dauer in minuten.items():
        zeile = bisher.get(person)
        if zeile is None:
            _stunden(treffen, person, dauer, durch).save()
        elif (zeile.minuten, zeile.am) != (dauer, treffen.am):
            zeile.minuten, zeile.am, zeile.erfasst_von_id = dauer, treffen.am, durch.benutzer_id
            zeile.bestaetigt_am = zeile.bestaetigt_von = None
            zeile.save()
    return treffen


def _stunden(treffen: Treffen, person: int, dauer: int, durch: Zugang) -> Stunden:
    return Stunden(
        traeger_id=treffen.traeger_id, ehrenamtliche_id=person, projekt_id=treffen.projekt_id, treffen=treffen,
        am=treffen.am, minuten=dauer, erfasst_von_id=durch.benutzer_id,
    )  # fmt: skip


@transaction.atomic
def stunden_bestaetigen(*, stunden: Iterable[int], durch: Zugang, jetzt: datetime) -> int:
    """Sammelbestätigung; wie viele es wurden. Eigene und schon bestätigte bleiben, wie sie sind (Vier-Augen)."""
    offen = Stunden.objects.fuer(durch).filter(pk__in=list(stunden), bestaetigt_am__isnull=True)
    fremde = offen.exclude(erfasst_von=durch.benutzer_id)
    return fremde.update(bestaetigt_am=jetzt, bestaetigt_von=durch.benutzer_id)


@transaction.atomic
def person_anlegen(*, person: Ehrenamtliche, durch: Zugang) -> Ehrenamtliche:
    """Neue ehrenamtliche Person des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    person.traeger_id = durch.traeger_id
    return einmal_anlegen(person)[0]


@transaction.atomic
def person_aendern(*, person: Ehrenamtliche) -> int:
    """Angaben ändern; wer ausscheidet, scheidet auch aus seinen Einsätzen aus. Wie viele dadurch enden.

    Nicht vor den letzten erfassten Stunden: Sie wären sonst Stunden von niemandem.
    """
    gesperrt(person)
    letzter = person.ausgeschieden_am
    beendet = 0
    if letzter is not None:
        letzte = person.stunden.aggregate(am=Max("am"))["am"]
        pruefe(regeln.satz_zum_ausscheiden(letzter, letzte_stunden_am=letzte))
        offene = person.einsaetze.offen_ab(letzter).exclude(bis=letzter)
        beendet = offene.count()
        offene.filter(von__gt=letzter).delete()
        offene.filter(Q(bis__isnull=True) | Q(bis__gt=letzter)).update(bis=letzter)
    aendern(person)
    return beendet


@transaction.atomic
def einsatz_anlegen(*, person: Ehrenamtliche, projekt: Projekt, ab: date, bis: date | None, durch: Zugang) -> Einsatz:
    """Person in einem Projekt einsetzen; Überschneidungen weist die Datenbank ab (`einsatz_je_tag`)."""
    person = gesperrt(person)  # sie scheidet nicht zugleich aus
    pruefe(
        regeln.satz_zum_einsatz(
            ab, bis, gewonnen_am=person.gewonnen_am, ausgeschieden_am=person.ausgeschieden_am, projekt_bis=projekt.bis
        )
    )
    return Einsatz.objects.create(traeger_id=durch.traeger_id, ehrenamtliche=person, projekt=projekt, von=ab, bis=bis)


@transaction.atomic
def einsatz_beenden(*, einsatz: Einsatz, bis: date) -> None:
    """Der letzte Tag eines Einsatzes, nicht vor den letzten Stunden darin."""
    if bis < einsatz.von:
        raise ValidationError("Das Ende liegt vor dem Beginn.")
    stunden = Stunden.objects.filter(
        traeger=einsatz.traeger_id, ehrenamtliche=einsatz.ehrenamtliche_id, projekt=einsatz.projekt_id, am__gt=bis
    )
    if letzte := stunden.filter(am__gte=einsatz.von).aggregate(am=Max("am"))["am"]:
        raise ValidationError(f"Am {letzte:%d.%m.%Y} sind in diesem Projekt noch Stunden erfasst.")
    aendern(einsatz, bis=bis)
