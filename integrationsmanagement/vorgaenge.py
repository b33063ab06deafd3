"""Schreiben im Integrationsmanagement: atomar, im Zugang der Anfrage; das Gemeinsame steht in `beratung.vorgaenge`."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, pruefe
from arge.daten.zeitstand import ab_tag_aendern, stand_berichtigen, vermerken
from arge.zahlen.zeitraum import tag_davor
from beratung import vorgaenge as beratung
from beratung.models import Person
from beratung.regeln import satz_zum_tag
from integrationsmanagement.begriffe import Wohnform, ZielStatus
from integrationsmanagement.kennzahlen import vorgaben
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit, Integrationsplan, Planziel, Wohnung
from integrationsmanagement.regeln import Wohnen, anker, fristuhr, satz_zum_auszug
from traeger.begriffe import Arbeitsfeld
from traeger.mitteilung.briefe import Frist
from traeger.mitteilung.vorgaenge import an_fachkraft, an_konto
from traeger.models import Fachkraft, Stadtteil, Traeger, Vertretung
from traeger.personal.regeln import Uebergabe
from traeger.zugang import Zugang, wartung


def _im(zugang: Zugang) -> Any:
    return IMZustaendigkeit.objects.fuer(zugang)


#: Was an einer Fachkraft hängt, die geht (`settings.UEBERGABEN`).
UEBERGABE = Uebergabe("IM-Fall", "IM-Fälle", _im, beratung.gesammelt_uebergeben)


@transaction.atomic
def fall_anlegen(*, fall: IMFall, person: Person, fachkraft: Fachkraft, durch: Zugang, wohnen: Wohnen) -> IMFall:
    """IM-Fall für eine Person des eigenen Trägers; sie kann dort auch einen MBE-Fall haben.

    Zog sie aus einer Gemeinschaftsunterkunft aus, stehen beide Wohnungen da: die Unterkunft bis zum Tag davor.
    """
    fall = beratung.akte_eroeffnen(
        akte=fall, person=person, zustaendigkeit=IMZustaendigkeit, fachkraft=fachkraft, durch=durch
    )
    if not fall.wohnungen.exists():  # dieselbe Absendung noch einmal: schon da
        Wohnung.objects.bulk_create(erste_wohnungen(fall, wohnen))
    return fall


def erste_wohnungen(fall: IMFall, wohnen: Wohnen) -> list[Wohnung]:
    """Die Wohnungen, mit denen ein Fall beginnt."""
    jetzt = Wohnung(
        traeger_id=fall.traeger_id,
        fall=fall,
        von=wohnen.auszug_gu_am,
        wohnform=wohnen.wohnform,
        stadtteil_id=wohnen.stadtteil,
    )
    if wohnen.auszug_gu_am is None:
        return [jetzt]
    davor = Wohnung(traeger_id=fall.traeger_id, fall=fall, bis=tag_davor(wohnen.auszug_gu_am), wohnform=Wohnform.GU)
    return [davor, jetzt]


@transaction.atomic
def fall_mit_person_anlegen(*, person: Person, fall: IMFall, fachkraft: Fachkraft, durch: Zugang, wohnen: Wohnen) -> IMFall:
    """Neue Person und ihr Fall in einem Schritt: entweder beides oder keins. Nach dem Stadtteil wird nur einmal gefragt."""
    stadtteil = wohnen.stadtteil or person.stadtteil_id
    person.stadtteil_id = stadtteil
    angelegt = beratung.person_anlegen(person=person, durch=durch)
    wohnen = wohnen._replace(stadtteil=stadtteil)
    return fall_anlegen(fall=fall, person=angelegt, fachkraft=fachkraft, durch=durch, wohnen=wohnen)


@transaction.atomic
def umziehen(*, fall: IMFall, ab: date, wohnform: str, stadtteil: Stadtteil | None, heute: date) -> Wohnung:
    """Neue Wohnung ab einem Tag; die bisherige bleibt bis zum Tag davor. Zieht die Person zuletzt dorthin, ist es auch ihre Adresse."""
    stand = gesperrt(fall, vergleichen=True)
    pruefe(satz_zum_tag(ab, heute=heute))
    if wohnform == Wohnform.PRIVAT and stand.wohnungen.am(ab).filter(wohnform=Wohnform.GU).exists():
        pruefe(satz_zum_auszug(ab, heute=heute, au_zuteilung_am=stand.au_zuteilung_am))
    neu = ab_tag_aendern(
        stand.wohnungen, ab, traeger_id=stand.traeger_id, wohnform=wohnform, stadtteil_id=stadtteil.pk if stadtteil else None
    )
    person = gesperrt(stand.person)
    if neu.bis is None and person.stadtteil_id != neu.stadtteil_id:
        aendern(person, stadtteil_id=neu.stadtteil_id, quartier_id=None)
    aendern(stand)
    return neu


@transaction.atomic
def wohnung_berichtigen(
    *, wohnung: Wohnung, von: date | None, wohnform: str, stadtteil: Stadtteil | None, entfaellt: bool, begruendung: str,
    durch: Zugang, heute: date, fall: IMFall,
) -> None:  # fmt: skip
    """Eine Wohnung, die nie so war: andere Angaben, ein anderer erster Tag, oder den Umzug gab es nicht."""
    stand = gesperrt(fall, vergleichen=True)
    pruefe(satz_zum_tag(von, heute=heute) if von else None)
    wohnung = stand.wohnungen.select_related("stadtteil").get(pk=wohnung.pk)
    was = stand_berichtigen(stand.wohnungen, wohnung, entfaellt=entfaellt, von=von, wohnform=wohnform, stadtteil=stadtteil)
    vermerken(stand, was, begruendung, durch, heute)
    aendern(stand)


def gespraech_erfassen(
    *, gespraech: Gespraech, fall: IMFall, durch: Zugang, heute: date, jetzt: datetime, trotzdem: bool = False
) -> Gespraech:
    """Gespräch mit Datum zwischen Fallbeginn und Abschluss; dieselbe Absendung bleibt eine Zeile."""
    return beratung.kontakt_anlegen(kontakt=gespraech, fall=fall, durch=durch, heute=heute, jetzt=jetzt, trotzdem=trotzdem)


def gespraech_aendern(*, gespraech: Gespraech, heute: date, trotzdem: bool = False) -> Gespraech:
    """Gespräch berichtigen; der Fall bleibt derselbe."""
    return beratung.kontakt_aendern(kontakt=gespraech, heute=heute, trotzdem=trotzdem)


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


# --- Fristen --------------------------------------------------------------------------------------------------------------


def fristen(*, ab: date, bis: date) -> Iterator[Frist]:
    """Offene Ziele geltender Pläne und das Ende der Beratung, in diesen Tagen (`settings.FRISTEN`).

    An die am letzten Tag zuständige Fachkraft und, solange sie fehlt, an die, die sie vertritt: Die Vertretung führt dann die Fälle.
    """
    for traeger in Traeger.objects.values_list("pk", flat=True):
        with wartung(traeger_id=traeger):
            faellige = [*_ziele(traeger, ab, bis), *_enden(traeger, ab, bis)]
            zustaendig = _zustaendige(traeger, {fall.pk for fall, _, _ in faellige}, bis)
        for fall, was, tag in faellige:
            sache = beratung.sache(fall)
            sache = sache._replace(name=f"{sache.name}, {was}")
            for kraft, vertretende in zustaendig.get(fall.pk, ()):
                yield Frist(sache, tag, [an_fachkraft(kraft)])
                yield Frist(sache._replace(recht=None), tag, [an_konto(konto, traeger) for konto in vertretende])


def _ziele(traeger: int, ab: date, bis: date) -> Iterator[tuple[IMFall, str, date]]:
    neuere = Integrationsplan.objects.filter(fall=OuterRef("plan__fall"), nummer__gt=OuterRef("plan__nummer"))
    ziele = Planziel.objects.filter(
        ~Exists(neuere), traeger=traeger, status=ZielStatus.OFFEN, frist_am__range=(ab, bis),
        plan__fall__abgeschlossen_am__isnull=True,
    )  # fmt: skip
    for ziel in ziele.select_related("plan__fall"):
        yield ziel.plan.fall, "Ziel im Plan", ziel.frist_am


def _enden(traeger: int, ab: date, bis: date) -> Iterator[tuple[IMFall, str, date]]:
    werte = vorgaben(bis)
    for fall in IMFall.objects.filter(traeger=traeger, abgeschlossen_am__isnull=True):
        beginn = anker(au_zuteilung_am=fall.au_zuteilung_am, beratungsbeginn_am=fall.begonnen_am, vorgaben=werte)
        ende = fristuhr(beginn, bis, werte).ende
        if ende is not None and ab <= ende <= bis:
            yield fall, "Ende der Beratung", ende


def _zustaendige(traeger: int, faelle: set[int], am: date) -> dict[int, list[tuple[Fachkraft, list[int]]]]:
    """Fall → (zuständige Fachkraft, Konten derer, die sie an dem Tag vertreten)."""
    vertretungen: dict[int, list[int]] = {}
    for wen, konto in (
        Vertretung.objects.filter(traeger=traeger, arbeitsfelder__contains=[Arbeitsfeld.IM])
        .am(am)
        .values_list("vertreten", "benutzer")
    ):
        vertretungen.setdefault(wen, []).append(konto)
    je: dict[int, list[tuple[Fachkraft, list[int]]]] = {}
    for zeile in IMZustaendigkeit.objects.filter(traeger=traeger, fall__in=faelle).am(am).select_related("fachkraft"):
        je.setdefault(zeile.fall_id, []).append((zeile.fachkraft, vertretungen.get(zeile.fachkraft_id, [])))
    return je
