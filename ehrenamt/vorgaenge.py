"""Schreiben im Ehrenamt: atomar, `durch=` ist der Zugang der handelnden Person."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, nachfragen, pruefe
from arge.daten.storno import stornieren, wiederherstellen
from arge.daten.zeitstand import ENTFAELLT, NICHTS_ANDERS, ab_tag_aendern, stand_berichtigen, unterschied, vermerken
from arge.zahlen.zeitraum import satz_wer_da_war, tag_danach, tag_davor
from ehrenamt import regeln
from ehrenamt.begriffe import Erfahrung
from ehrenamt.models import Ausscheiden, Ehrenamtliche, Einsatz, Projekt, Stunden, Treffen
from traeger.models import Zeitstand
from traeger.zugang import Zugang


def _pruefe_treffen(treffen: Treffen, heute: date) -> None:
    projekt = gesperrt(treffen.projekt)
    pruefe(regeln.satz_zum_treffen(treffen.am, heute=heute, projekt=projekt.dabei))


def _pruefe_anwesende(treffen: Treffen, personen: Iterable[int]) -> None:
    """Da war nur, wer an dem Tag engagiert und in diesem Projekt eingesetzt war – am Tag des Treffens, nicht heute."""
    menschen = Ehrenamtliche.objects.filter(traeger=treffen.traeger_id, pk__in=personen).prefetch_related("ausscheiden")
    zeilen = {p.pk: p for p in menschen}
    if fehlen := set(personen) - zeilen.keys():
        raise ValidationError(f"Diese Person gibt es nicht (mehr): {', '.join(map(str, sorted(fehlen)))}.")
    for person in zeilen.values():
        pruefe(satz_wer_da_war(str(person), treffen.am, *person.dabei))
    einsaetze = Einsatz.objects.filter(traeger=treffen.traeger_id, projekt=treffen.projekt_id, ehrenamtliche__in=zeilen)
    dabei = set(einsaetze.am(treffen.am).values_list("ehrenamtliche", flat=True))
    if ohne := [str(zeilen[nummer]) for nummer in sorted(zeilen.keys() - dabei)]:
        raise ValidationError(f"Am {treffen.am:%d.%m.%Y} nicht in diesem Projekt eingesetzt: {', '.join(ohne)}.")


def _steht_schon_da(treffen: Treffen) -> str | None:
    """Die Frage, wenn an dem Tag schon ein Treffen dieses Projekts steht."""
    andere = Treffen.objects.filter(traeger=treffen.traeger_id, projekt=treffen.projekt_id, am=treffen.am)
    if not andere.exclude(Q(pk=treffen.pk) | Q(absendung=treffen.absendung)).exists():
        return None
    return f"Für den {treffen.am:%d.%m.%Y} steht schon ein Treffen dieses Projekts da. War es ein zweites?"


def _laenger_als_das_treffen(treffen: Treffen, personen: Iterable[int]) -> str | None:
    """Die Frage, wenn jemand länger da gewesen sein soll, als das Treffen dauerte: Auf- und Abbau gibt es, Tippfehler auch."""
    if not (nummern := list(personen)):
        return None
    namen = Ehrenamtliche.objects.filter(traeger=treffen.traeger_id, pk__in=nummern).order_by("suchname", "pk")
    wer = ", ".join(map(str, namen))
    return f"Das Treffen dauerte {treffen.dauer_minuten} Minuten, für {wer} stehen mehr da. War es so?"


@transaction.atomic
def treffen_erfassen(
    *, treffen: Treffen, projekt: Projekt, minuten: Mapping[int, int], durch: Zugang, heute: date, trotzdem: bool = False
) -> Treffen:
    """Treffen mit einer Stundenzeile je anwesender Person; `minuten` = Nummer der Person → Minuten.

    Doppelt abgesendet bleibt es ein Treffen, und auch die Stunden entstehen nur einmal.
    """
    treffen.traeger_id, treffen.projekt, treffen.erfasst_von_id = durch.traeger_id, projekt, durch.benutzer_id
    _pruefe_treffen(treffen, heute)
    _pruefe_anwesende(treffen, minuten)
    laenger = (person for person, dauer in minuten.items() if dauer > treffen.dauer_minuten)
    nachfragen(treffen, _steht_schon_da(treffen), _laenger_als_das_treffen(treffen, laenger), trotzdem=trotzdem)
    treffen, ist_neu = einmal_anlegen(treffen)
    if ist_neu:
        Stunden.objects.bulk_create(_stunden(treffen, person, dauer, durch) for person, dauer in minuten.items())
    return treffen


@transaction.atomic
def treffen_aendern(
    *, treffen: Treffen, minuten: Mapping[int, int], durch: Zugang, heute: date, trotzdem: bool = False
) -> Treffen:
    """Treffen und Anwesenheit berichtigen. Geänderte Stunden sind wieder unbestätigt, erfasst von der ändernden Person:
    Sonst könnte jemand bestätigen, was er selbst zuletzt geschrieben hat. Gefragt wird nur nach dem, was sich ändert."""
    _pruefe_treffen(treffen, heute)
    _pruefe_anwesende(treffen, minuten)
    _fragen_zur_aenderung(treffen, minuten, trotzdem)
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


def _fragen_zur_aenderung(treffen: Treffen, minuten: Mapping[int, int], trotzdem: bool) -> None:
    alt = Treffen.objects.get(pk=treffen.pk)
    schon = (
        dict(treffen.stunden.values_list("ehrenamtliche", "minuten")) if alt.dauer_minuten == treffen.dauer_minuten else {}
    )
    laenger = (p for p, dauer in minuten.items() if dauer > treffen.dauer_minuten and schon.get(p) != dauer)
    zweites = _steht_schon_da(treffen) if alt.am != treffen.am else None
    nachfragen(treffen, zweites, _laenger_als_das_treffen(treffen, laenger), trotzdem=trotzdem)


@transaction.atomic
def treffen_stornieren(treffen: Treffen, *, grund: str, durch: Zugang, jetzt: datetime) -> Treffen:
    """Ein Treffen zählt nicht mehr, und mit ihm keine seiner Stunden."""
    stornieren(treffen, grund=grund, durch=durch, jetzt=jetzt)
    treffen.stunden.update(storniert_am=jetzt, storniert_von=durch.benutzer_id, storno_grund=grund)
    return treffen


@transaction.atomic
def treffen_wiederherstellen(treffen: Treffen, *, heute: date, trotzdem: bool = False) -> Treffen:
    """Das Treffen zählt wieder, mit den Stunden, die mit ihm storniert wurden; vorher einzeln stornierte bleiben es.

    Steht an dem Tag inzwischen ein anderes da, fragt es nach.
    """
    _pruefe_treffen(treffen, heute)
    mit_ihm = Stunden.auch_stornierte.filter(treffen=treffen, storniert_am=treffen.storniert_am)
    _pruefe_anwesende(treffen, list(mit_ihm.values_list("ehrenamtliche", flat=True)))
    nachfragen(treffen, _steht_schon_da(treffen), trotzdem=trotzdem)
    mit_ihm.update(storniert_am=None, storniert_von=None, storno_grund="")
    return wiederherstellen(treffen)


@transaction.atomic
def treffen_verschieben(
    *, treffen: Treffen, projekt: Projekt, heute: date, jetzt: datetime, trotzdem: bool = False
) -> Treffen:
    """Das Treffen gehört zu einem anderen Projekt desselben Trägers; wer da war, muss auch dort eingesetzt gewesen sein."""
    if projekt.pk == treffen.projekt_id:
        raise ValidationError("Das Treffen gehört schon zu diesem Projekt.")
    stand = gesperrt(treffen, vergleichen=True)
    stand.projekt = projekt
    _pruefe_treffen(stand, heute)
    _pruefe_anwesende(stand, list(stand.stunden.values_list("ehrenamtliche", flat=True)))
    nachfragen(stand, _steht_schon_da(stand), trotzdem=trotzdem)
    aendern(stand, projekt_id=projekt.pk, verschoben_am=jetzt)
    Stunden.auch_stornierte.filter(treffen=stand).update(projekt=projekt)
    return stand


@transaction.atomic
def stunden_wiederherstellen(stunden: Stunden) -> Stunden:
    """Ein Stundeneintrag zählt wieder, solange sein Treffen zählt."""
    if stunden.treffen_id and not Treffen.objects.filter(pk=stunden.treffen_id).exists():
        raise ValidationError("Das Treffen ist storniert. Stellen Sie zuerst das Treffen wieder her.")
    return wiederherstellen(stunden)


def _stunden(treffen: Treffen, person: int, dauer: int, durch: Zugang) -> Stunden:
    return Stunden(
        traeger_id=treffen.traeger_id, ehrenamtliche_id=person, projekt_id=treffen.projekt_id, treffen=treffen,
        am=treffen.am, minuten=dauer, erfasst_von_id=durch.benutzer_id,
    )  # fmt: skip


class Bestaetigt(NamedTuple):
    """Wie viele Einträge bestätigt sind, und wie viele nicht, weil sie sich seither geändert haben."""

    anzahl: int
    geaendert: int


@transaction.atomic
def stunden_bestaetigen(*, staende: Iterable[str], durch: Zugang, jetzt: datetime) -> Bestaetigt:
    """Sammelbestätigung dessen, was auf der Seite stand (`Stunden.stand`). Eigene und schon bestätigte bleiben, wie sie sind (Vier-Augen)."""
    gesehen = set(staende)
    nummern = [int(stand.partition("-")[0]) for stand in gesehen]
    offen = Stunden.objects.fuer(durch).filter(pk__in=nummern, bestaetigt_am__isnull=True)
    fremde = list(offen.exclude(erfasst_von=durch.benutzer_id).select_for_update(no_key=True).order_by("pk"))
    if not fremde:
        raise ValidationError(
            "Keiner dieser Einträge wartet noch: Jemand hat sie schon bestätigt, oder Sie haben sie selbst erfasst."
        )
    if not (gleiche := [zeile.pk for zeile in fremde if zeile.stand in gesehen]):
        raise ValidationError(
            "Diese Einträge haben sich geändert, seit Sie die Seite geöffnet haben. Bitte sehen Sie noch einmal hin."
        )
    Stunden.objects.filter(pk__in=gleiche).update(bestaetigt_am=jetzt, bestaetigt_von=durch.benutzer_id)
    return Bestaetigt(len(gleiche), len(fremde) - len(gleiche))


@transaction.atomic
def bestaetigung_zuruecknehmen(*, am: datetime, durch: Zugang) -> int:
    """Was dieses Konto in genau diesem Augenblick bestätigt hat, ist wieder offen; wie viele es waren."""
    eigene = Stunden.objects.fuer(durch).filter(bestaetigt_am=am, bestaetigt_von=durch.benutzer_id)
    if not (anzahl := eigene.update(bestaetigt_am=None, bestaetigt_von=None)):
        raise ValidationError("Diese Bestätigung ist schon zurückgenommen.")
    return anzahl


@transaction.atomic
def person_anlegen(*, person: Ehrenamtliche, erfahrung: str, durch: Zugang) -> Ehrenamtliche:
    """Neue ehrenamtliche Person des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    person.traeger_id = durch.traeger_id
    person, ist_neu = einmal_anlegen(person)
    if ist_neu and erfahrung != Erfahrung.KEINE_ANGABE:
        person.angaben.create(traeger_id=person.traeger_id, erfahrung=erfahrung)
    return person


def _nicht_morgen(tag: date | None, heute: date) -> None:
    pruefe("Das Datum liegt in der Zukunft." if tag is not None and tag > heute else None)


Zeiten = set[tuple[int, date, date | None]]


def _einsaetze(sache: Ehrenamtliche | Projekt) -> Zeiten:
    """Die Einsätze vor einer Änderung; wie viele mit ihr enden, sagt `_geendet`. Enden lässt sie die Datenbank (`einsaetze_folgen`)."""
    return set(sache.einsaetze.values_list("pk", "von", "bis"))


def _geendet(sache: Ehrenamtliche | Projekt, vorher: Zeiten) -> int:
    return len(vorher - _einsaetze(sache))


def _mit_einsaetzen(was: str, beendet: int) -> str:
    """Was berichtigt wurde, mit dem, was daraus für die Einsätze folgt."""
    return f"{was}; dadurch gekürzte oder entfallene Einsätze: {beendet}" if beendet else was


@transaction.atomic
def ausscheiden(*, person: Ehrenamtliche, am: date, grund: str, heute: date) -> int:
    """Letzter Tag des Engagements, nicht vor den letzten Stunden; wie viele Einsätze damit enden."""
    stand = gesperrt(person, vergleichen=True)
    if stand.ausgeschieden_am is not None:
        raise ValidationError(f"Die Person ist schon am {stand.ausgeschieden_am:%d.%m.%Y} ausgeschieden.")
    _nicht_morgen(am, heute)
    pruefe(regeln.satz_zum_ausscheiden(am, letzte_stunden_am=stand.stunden.aggregate(am=Max("am"))["am"]))
    vorher = _einsaetze(stand)
    stand.ausscheiden.create(traeger_id=stand.traeger_id, von=am, grund=grund)
    aendern(stand)
    return _geendet(stand, vorher)


@transaction.atomic
def zurueckkehren(*, person: Ehrenamtliche, ab: date, heute: date) -> None:
    """Dieselbe Person engagiert sich wieder; ihr Ausscheiden bleibt stehen und zählt bis zum Tag davor."""
    stand = gesperrt(person, vergleichen=True)
    weg = stand.ausscheiden.filter(bis__isnull=True).first()
    if weg is None:
        raise ValidationError("Die Person ist nicht ausgeschieden.")
    pruefe(regeln.satz_zur_rueckkehr(ab, heute=heute, ausgeschieden_am=weg.von))
    aendern(weg, bis=tag_davor(ab))
    aendern(stand)


@transaction.atomic
def ausscheiden_berichtigen(
    *, person: Ehrenamtliche, weg: Ausscheiden, von: date, grund: str, entfaellt: bool, begruendung: str, durch: Zugang,
    heute: date,
) -> None:  # fmt: skip
    """Ein Ausscheiden, das nie so war: anderer Tag, anderer Grund, oder es gab es nicht. Einsätze davor verlängert es nicht."""
    stand = gesperrt(person, vergleichen=True)
    vorher = _einsaetze(stand)
    alt, weg = stand.ausscheiden.get(pk=weg.pk), stand.ausscheiden.get(pk=weg.pk)
    if entfaellt:
        was = f"Ausscheiden am {alt.von:%d.%m.%Y}: {ENTFAELLT}"
        weg.delete()
    else:
        weg.von, weg.grund = von, grund
        was = unterschied(alt, weg, ("von", "grund"))
        pruefe(None if was else NICHTS_ANDERS)
        _nicht_morgen(von, heute)
        stunden = stand.stunden.filter(am__lte=alt.bis or date.max)
        pruefe(regeln.satz_zum_ausscheiden(von, letzte_stunden_am=stunden.aggregate(am=Max("am"))["am"]))
        if alt.bis and von > alt.bis:
            raise ValidationError(f"Am {tag_danach(alt.bis):%d.%m.%Y} kam die Person wieder, das Ausscheiden liegt davor.")
        aendern(weg, "von", "grund")
    vermerken(stand, _mit_einsaetzen(was, _geendet(stand, vorher)), begruendung, durch, heute)
    aendern(stand)


@transaction.atomic
def person_berichtigen(*, person: Ehrenamtliche, begruendung: str, durch: Zugang, heute: date) -> None:
    """Was an einer Person nie so war (`Ehrenamtliche.BERICHTIGT`), mit Grund; ändert die Zahlen vergangener Tage.

    Ein Einsatz vor einem späteren Beginn beginnt mit ihm; liegt er ganz davor, gab es ihn nicht.
    """
    alt = gesperrt(person, vergleichen=True)
    was = unterschied(alt, person, person.BERICHTIGT)
    pruefe(None if was else NICHTS_ANDERS)
    _nicht_morgen(person.gewonnen_am, heute)
    _nicht_morgen(person.geburtsdatum, heute)
    erste = alt.stunden.aggregate(am=Min("am"))["am"]
    if erste is not None and person.gewonnen_am > erste:
        raise ValidationError(f"Am {erste:%d.%m.%Y} sind schon Stunden erfasst. Das Engagement kann nicht danach beginnen.")
    vorher = _einsaetze(alt)
    aendern(person)
    vermerken(person, _mit_einsaetzen(was, _geendet(alt, vorher)), begruendung, durch, heute)


@transaction.atomic
def stand_aendern(*, sache: Ehrenamtliche | Projekt, zeilen: str, ab: date, heute: date, **werte: str) -> int:
    """Eine neue Angabe (Erfahrung einer Person, Status eines Projekts) ab einem Tag; `zeilen` heißt sie an der Sache.

    Mit einem beendeten Projekt enden seine Einsätze; wie viele es sind.
    """
    stand = gesperrt(sache, vergleichen=True)
    vorher = _einsaetze(stand)
    _nicht_morgen(ab, heute)
    ab_tag_aendern(getattr(stand, zeilen), ab, traeger_id=stand.traeger_id, **werte)
    aendern(stand)
    return _geendet(stand, vorher)


@transaction.atomic
def angabe_berichtigen(
    *,
    sache: Ehrenamtliche | Projekt,
    zeilen: str,
    zeile: Zeitstand,
    begruendung: str,
    durch: Zugang,
    heute: date,
    **angaben: Any,
) -> None:
    """Eine Angabe, die nie so war, mit Begründung."""
    stand = gesperrt(sache, vergleichen=True)
    vorher = _einsaetze(stand)
    _nicht_morgen(angaben["von"], heute)
    alle = getattr(stand, zeilen)
    was = stand_berichtigen(alle, alle.get(pk=zeile.pk), **angaben)
    vermerken(stand, _mit_einsaetzen(was, _geendet(stand, vorher)), begruendung, durch, heute)
    aendern(stand)


@transaction.atomic
def einsatz_anlegen(*, person: Ehrenamtliche, projekt: Projekt, ab: date, bis: date | None, durch: Zugang) -> Einsatz:
    """Person in einem Projekt einsetzen; Überschneidungen weist die Datenbank ab (`einsatz_je_tag`).

    Ohne eigenes Ende endet der Einsatz mit dem Engagement oder dem Projekt, sobald eines davon ein Ende hat.
    """
    person, projekt = gesperrt(person), gesperrt(projekt)  # sie scheidet nicht zugleich aus, es endet nicht zugleich
    zeiten = {"person": person.dabei, "projekt": projekt.dabei}
    pruefe(regeln.satz_zum_einsatz(ab, bis, **zeiten))
    bis = bis or regeln.ende_von_selbst(ab, *zeiten.values())
    return Einsatz.objects.create(traeger_id=durch.traeger_id, ehrenamtliche=person, projekt=projekt, von=ab, bis=bis)


@transaction.atomic
def einsatz_beenden(*, einsatz: Einsatz, bis: date) -> None:
    """Der letzte Tag eines Einsatzes, nicht vor den letzten Stunden darin und nicht nach Engagement oder Projekt."""
    person = gesperrt(einsatz.ehrenamtliche)
    pruefe(regeln.satz_zum_einsatz(einsatz.von, bis, person=person.dabei, projekt=einsatz.projekt.dabei))
    stunden = Stunden.objects.filter(
        traeger=einsatz.traeger_id, ehrenamtliche=einsatz.ehrenamtliche_id, projekt=einsatz.projekt_id, am__gt=bis
    )
    if letzte := stunden.filter(am__gte=einsatz.von).aggregate(am=Max("am"))["am"]:
        raise ValidationError(f"Am {letzte:%d.%m.%Y} sind in diesem Projekt noch Stunden erfasst.")
    aendern(einsatz, bis=bis)
