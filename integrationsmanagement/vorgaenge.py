"""Schreiben im Integrationsmanagement: atomar, im Zugang der Anfrage; das Gemeinsame steht in `beratung.vorgaenge`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from arge.daten.schreiben import einmal_anlegen, gesperrt, pruefe
from beratung import vorgaenge as beratung
from beratung.models import Person
from beratung.regeln import satz_zum_tag
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan, Planziel
from traeger.models import Fachkraft
from traeger.personal.regeln import Uebergabe
from traeger.zugang import Zugang


def _im(zugang: Zugang) -> Any:
    return IMZustaendigkeit.objects.fuer(zugang)


#: Was an einer Fachkraft hängt, die geht (`settings.UEBERGABEN`).
UEBERGABE = Uebergabe("IM-Fall", "IM-Fälle", _im, beratung.gesammelt_uebergeben)


def fall_anlegen(*, fall: IMFall, person: Person, fachkraft: Fachkraft, durch: Zugang) -> IMFall:
    """IM-Fall für eine Person des eigenen Trägers; sie kann dort auch einen MBE-Fall haben."""
    return beratung.akte_eroeffnen(
        akte=fall, person=person, zustaendigkeit=IMZustaendigkeit, fachkraft=fachkraft, durch=durch
    )


@transaction.atomic
def fall_mit_person_anlegen(*, person: Person, fall: IMFall, fachkraft: Fachkraft, durch: Zugang) -> IMFall:
    """Neue Person und ihr Fall in einem Schritt: entweder beides oder keins. Nach dem Stadtteil wird nur einmal gefragt."""
    fall.stadtteil = person.stadtteil = fall.stadtteil or person.stadtteil
    angelegt = beratung.person_anlegen(person=person, durch=durch)
    return fall_anlegen(fall=fall, person=angelegt, fachkraft=fachkraft, durch=durch)


def gespraech_erfassen(*, gespraech: Gespraech, fall: IMFall, durch: Zugang, heute: date) -> Gespraech:
    """Gespräch mit Datum zwischen Fallbeginn und Abschluss; dieselbe Absendung bleibt eine Zeile."""
    return beratung.kontakt_anlegen(kontakt=gespraech, fall=fall, durch=durch, heute=heute)


def gespraech_aendern(*, gespraech: Gespraech, heute: date) -> Gespraech:
    """Gespräch berichtigen; der Fall bleibt derselbe."""
    return beratung.kontakt_aendern(kontakt=gespraech, heute=heute)


@transaction.atomic
def plan_vereinbaren(
    *, plan: Integrationsplan, ziele: Sequence[Planziel], fall: IMFall, durch: Zugang, heute: date
) -> Integrationsplan:
    """Nächste Fassung des Integrationsplans mit ihren Zielen; ältere Fassungen bleiben, wie sie vereinbart wurden (VwV)."""
    stand = gesperrt(fall)
    if stand.abgeschlossen_am is not None:
        raise ValidationError("Der Fall ist abgeschlossen. Nehmen Sie ihn erst wieder auf.")
    pruefe(satz_zum_tag(plan.vereinbart_am, heute=heute))
    if plan.vereinbart_am < stand.begonnen_am:
        raise ValidationError(f"Der Fall begann erst am {stand.begonnen_am:%d.%m.%Y}. Der Plan kann nicht davor liegen.")
    plan.traeger_id, plan.fall, plan.vereinbart_von_id = durch.traeger_id, fall, durch.benutzer_id
    plan.nummer = (stand.plaene.aggregate(nummer=Max("nummer"))["nummer"] or 0) + 1
    plan, ist_neu = einmal_anlegen(plan)
    if ist_neu:
        for ziel in ziele:
            ziel.traeger_id, ziel.plan = plan.traeger_id, plan
        Planziel.objects.bulk_create(ziele)
    return plan
