"""Schreiben in der Beratung: atomar, `durch=` ist der Zugang der handelnden Person.

Jeder Vorgang prüft an der gesperrten Zeile noch einmal, was das Formular schon geprüft hat: Dazwischen kann jemand
anderes gespeichert haben. Was nicht geht, ist ein `ValidationError` mit einem Satz (`arge.daten.schreiben.saetze_im`).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Min
from django.urls import reverse

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, gesperrte, nachfragen, pruefe, weitergezaehlt
from arge.daten.storno import wiederherstellen
from arge.daten.zeitstand import ENTFAELLT, NICHTS_ANDERS, unterschied, vermerken
from arge.zahlen.zeitraum import satz_wer_da_war, tag_danach, tag_davor
from beratung import regeln
from beratung.models import AbschlussBasis, Akte, Fall, Kontakt, KontaktBasis, Person, Zustaendigkeit, ZustaendigkeitBasis
from traeger.begriffe import Anlass
from traeger.mitteilung.briefe import Sache
from traeger.mitteilung.vorgaenge import an_fachkraft, erledigt, mitteilen
from traeger.models import Fachkraft
from traeger.personal.regeln import Uebergabe, ende_in_beschaeftigung
from traeger.zugang import Zugang

AkteT = TypeVar("AkteT", bound=Akte)
KontaktT = TypeVar("KontaktT", bound=KontaktBasis)
#: Dieselbe Kurzberatung desselben Kontos in dieser Zeit fragt nach: kürzer als die kürzeste Beratung einer Sprechstunde.
DOPPELT_ERFASST = timedelta(minutes=5)
#: So viele Fälle, die nicht gehen, nennt ein Vorgang über viele mit Namen.
SAETZE = 8


# --- gemeinsam mit dem Integrationsmanagement ---------------------------------------------------------------------------


def _pruefe_fachkraft(fachkraft: Fachkraft, am: date) -> None:
    """Zuständig ist und berät nur, wer an dem Tag beschäftigt war."""
    pruefe(satz_wer_da_war(str(fachkraft), am, *fachkraft.dabei))


def _zustaendig_bis(zeilen: Any, bis: date | None, heute: date) -> bool:
    """Diese Zuständigkeiten gelten bis zum Tag (ohne: bis auf Weiteres), längstens aber, wie ihre Fachkraft da ist.

    Ob eine mit der Beschäftigung endet: Dann hat der Fall danach niemanden, bis ihn jemand übernimmt.
    """
    je_ende: dict[date | None, list[Any]] = defaultdict(list)
    for zeile in zeilen.select_related("fachkraft") if isinstance(zeilen, models.QuerySet) else zeilen:
        je_ende[ende_in_beschaeftigung(bis, zeile.fachkraft.dabei, heute=heute)].append(zeile)
    for ende, gleiche in je_ende.items():
        type(gleiche[0])._base_manager.filter(pk__in=[zeile.pk for zeile in gleiche]).update(bis=ende)
    return bool(je_ende.keys() - {bis})


def sache(akte: Akte) -> Sache:
    """Ein Fall, wie ihn eine Mitteilung nennt: Art und Nummer, nie ein Name."""
    return Sache(str(akte), reverse(f"{akte._meta.app_label}:fall-detail", args=[akte.pk]), akte.LIEST)


def _seine_faelle(akte: type[Akte], anzahl: int) -> Sache:
    """Mehrere Fälle auf einmal: wie viele, und der Weg zur Liste der eigenen."""
    meta = akte._meta
    name = f"{anzahl} {meta.verbose_name if anzahl == 1 else meta.verbose_name_plural}"
    return Sache(name, f"{reverse(f'{meta.app_label}:fall-liste')}?stand=laufend&meine=ja", akte.LIEST)


NEUER_STAND = "Jemand hat den Fall geändert, seit Sie ihn gewählt haben. Sehen Sie noch einmal hin."
OHNE_ZUSTAENDIGE = "die Zuständigkeit endete mit der Beschäftigung"


@transaction.atomic
def person_anlegen(*, person: Person, durch: Zugang) -> Person:
    """Neue Person des eigenen Trägers; dieselbe Absendung liefert die schon angelegte."""
    person.traeger_id = durch.traeger_id
    return einmal_anlegen(person)[0]


@transaction.atomic
def akte_eroeffnen(
    *, akte: AkteT, person: Person, zustaendigkeit: type[ZustaendigkeitBasis], fachkraft: Fachkraft, durch: Zugang
) -> AkteT:
    """Fall einer Person mit der ersten Zuständigkeit; gilt für MBE- und IM-Fälle.

    Einen zweiten offenen Fall weist die Datenbank ab (`…_ein_offener`), auch wenn zwei zugleich anlegen.
    """
    akte.traeger_id, akte.person = durch.traeger_id, person
    _pruefe_fachkraft(fachkraft, akte.begonnen_am)
    akte, ist_neu = einmal_anlegen(akte)
    if ist_neu:
        anfang = {"traeger_id": akte.traeger_id, "fachkraft": fachkraft, "von": akte.begonnen_am}
        zustaendigkeit._default_manager.create(fall=akte, **anfang)
        mitteilen(an_fachkraft(fachkraft), Anlass.ZUGEWIESEN, sache(akte), tag=akte.begonnen_am, durch=durch)
    return akte


def _pruefe_tag(kontakt: KontaktBasis, fall: Akte | None, heute: date) -> None:
    begonnen_am = fall.begonnen_am if fall else None
    pruefe(
        regeln.satz_zum_kontakt(
            kontakt.am, heute=heute, begonnen_am=begonnen_am, abgeschlossen=geschlossen(fall, kontakt.am)
        )
    )


def geschlossen(fall: Akte | None, am: date) -> tuple[date, date | None] | None:
    """Der Abschluss, in dessen Zeit dieser Tag liegt, wie ihn `regeln.satz_zum_kontakt` braucht."""
    abschluss = fall.abschluss_um(am) if fall else None
    return (abschluss.von, abschluss.bis) if abschluss else None


def _steht_schon_da(kontakt: KontaktBasis, jetzt: datetime | None = None) -> str | None:
    """Die Frage, wenn in diesem Fall schon genau dasselbe steht.

    Zwei gleiche Kurzberatungen sind üblich; zweimal erfasst ist eine, die dasselbe Konto in wenigen Minuten noch einmal einträgt.
    """
    gleiche = type(kontakt)._default_manager.filter(
        traeger=kontakt.traeger_id, fall=kontakt.fall_id, **{name: getattr(kontakt, name) for name in kontakt.GLEICH}
    ).exclude(models.Q(pk=kontakt.pk) | models.Q(absendung=kontakt.absendung))  # fmt: skip
    if kontakt.fall_id is None:
        um = kontakt.erfasst_am or jetzt
        gleiche = gleiche.filter(
            erfasst_von=kontakt.erfasst_von_id, erfasst_am__range=(um - DOPPELT_ERFASST, um + DOPPELT_ERFASST),
            partner=kontakt.partner_id, finanzierung=kontakt.finanzierung,
        )  # fmt: skip
    if not gleiche.exists():
        return None
    if kontakt.fall_id is None:
        return "Genau dieselbe Kurzberatung haben Sie eben erfasst. Waren es wirklich zwei?"
    return f"Am {kontakt.am:%d.%m.%Y} steht in diesem Fall schon genau dasselbe. Waren es wirklich zwei?"


@transaction.atomic
def kontakt_anlegen(
    *, kontakt: KontaktT, fall: Akte | None, durch: Zugang, heute: date, jetzt: datetime, trotzdem: bool = False
) -> KontaktT:
    """Kontakt oder Gespräch erfassen; ohne Fall eine anonyme Kurzberatung. Doppelt abgesendet bleibt es eine Zeile."""
    stand = gesperrt(fall) if fall is not None else None
    _pruefe_tag(kontakt, stand, heute)
    _pruefe_fachkraft(kontakt.fachkraft, kontakt.am)
    kontakt.traeger_id, kontakt.fall, kontakt.erfasst_von_id = durch.traeger_id, fall, durch.benutzer_id
    nachfragen(kontakt, _steht_schon_da(kontakt, jetzt), trotzdem=trotzdem)
    return einmal_anlegen(kontakt)[0]


@transaction.atomic
def kontakt_aendern(*, kontakt: KontaktT, heute: date, trotzdem: bool = False) -> KontaktT:
    """Kontakt berichtigen; der Fall bleibt derselbe. Gefragt wird nur nach dem, was sich ändert."""
    stand = gesperrt(kontakt.fall) if kontakt.fall_id else None
    _pruefe_tag(kontakt, stand, heute)
    bisher = type(kontakt)._base_manager.filter(pk=kontakt.pk)
    if not bisher.filter(**{name: getattr(kontakt, name) for name in kontakt.GLEICH}).exists():
        nachfragen(kontakt, _steht_schon_da(kontakt), trotzdem=trotzdem)
    if not bisher.filter(fachkraft=kontakt.fachkraft_id, am=kontakt.am).exists():
        _pruefe_fachkraft(
            kontakt.fachkraft, kontakt.am
        )  # wer schon dasteht, bleibt: nur die Notiz zu berichtigen muss gehen
    return aendern(kontakt)


@transaction.atomic
def kontakt_wiederherstellen(kontakt: KontaktT, *, heute: date, trotzdem: bool = False) -> KontaktT:
    """Ein storniertes Gespräch zählt wieder, wenn es noch in den Fall passt; steht inzwischen dasselbe da, fragt es nach."""
    stand = gesperrt(kontakt.fall) if kontakt.fall_id else None
    _pruefe_tag(kontakt, stand, heute)
    _pruefe_fachkraft(kontakt.fachkraft, kontakt.am)
    nachfragen(kontakt, _steht_schon_da(kontakt), trotzdem=trotzdem)
    return wiederherstellen(kontakt)


@transaction.atomic
def kontakt_verschieben(*, kontakt: KontaktT, fall: Akte, heute: date, jetzt: datetime, trotzdem: bool = False) -> KontaktT:
    """Das Gespräch gehört zu einem anderen Fall desselben Trägers; an seinem Tag muss der andere gelaufen sein."""
    if fall.pk == kontakt.fall_id:
        raise ValidationError("Der Eintrag gehört schon zu diesem Fall.")
    staende = {akte.pk: gesperrt(akte) for akte in sorted((kontakt.fall, fall), key=lambda akte: akte.pk)}
    _pruefe_tag(kontakt, staende[fall.pk], heute)
    kontakt.fall = fall
    nachfragen(kontakt, _steht_schon_da(kontakt), trotzdem=trotzdem)
    return aendern(kontakt, fall_id=fall.pk, verschoben_am=jetzt)


@transaction.atomic
def akte_abschliessen(*, akte: Akte, am: date, grund: str, durch: Zugang, heute: date, kontakte: str = "kontakte") -> None:
    """Abschluss mit Datum, Grund und Handelndem; offene Zuständigkeiten enden an diesem Tag, künftige entfallen."""
    stand = gesperrt(akte, vergleichen=True)
    if stand.abgeschlossen_am is not None:
        raise ValidationError(f"Der Fall ist schon seit {stand.abgeschlossen_am:%d.%m.%Y} abgeschlossen.")
    letzter = getattr(stand, kontakte).aggregate(am=Max("am"))["am"]
    pruefe(regeln.satz_zum_abschluss(am, heute=heute, begonnen_am=stand.begonnen_am, letzter_kontakt_am=letzter))
    stand.abschluesse.create(traeger_id=stand.traeger_id, von=am, grund=grund, durch_id=durch.benutzer_id)
    stand.zustaendigkeiten.filter(von__gt=am).delete()
    _zustaendig_bis(stand.zustaendigkeiten.filter(models.Q(bis__isnull=True) | models.Q(bis__gt=am)), am, heute)
    aendern(stand)
    erledigt(sache(stand).pfad)


@transaction.atomic
def akte_wieder_aufnehmen(*, akte: Akte, fachkraft: Fachkraft, ab: date, durch: Zugang, heute: date) -> None:
    """Derselbe Fall läuft ab dem Tag weiter, zuständig ist die genannte Fachkraft; der Abschluss bleibt und gilt bis zum Tag davor."""
    stand = gesperrt(akte, vergleichen=True)
    abschluss = stand.abschluesse.filter(bis__isnull=True).first()
    if abschluss is None:
        raise ValidationError("Der Fall ist nicht abgeschlossen.")
    pruefe(regeln.satz_zur_wiederaufnahme(ab, heute=heute, abgeschlossen_am=abschluss.von))
    _pruefe_fachkraft(fachkraft, ab)
    aendern(abschluss, bis=tag_davor(ab))
    stand.zustaendigkeiten.create(traeger_id=stand.traeger_id, fachkraft=fachkraft, von=ab)
    aendern(stand)
    mitteilen(an_fachkraft(fachkraft), Anlass.ZUGEWIESEN, sache(stand), tag=ab, durch=durch)


@transaction.atomic
def abschluss_berichtigen(
    *, akte: Akte, abschluss: AbschlussBasis, von: date, grund: str, entfaellt: bool, begruendung: str, durch: Zugang,
    heute: date, kontakte: str = "kontakte",
) -> None:  # fmt: skip
    """Ein Abschluss, der nie so war: anderer Tag, anderer Grund, oder es gab ihn nicht (dann lief der Fall durch).

    Die Zuständigkeit, die mit ihm endete, endet mit ihm am neuen Tag oder läuft weiter – solange die Fachkraft noch da war.
    """
    stand = gesperrt(akte, vergleichen=True)
    abschluss = stand.abschluesse.get(pk=abschluss.pk)
    alt = stand.abschluesse.get(pk=abschluss.pk)
    if entfaellt:
        was = f"Abschluss am {alt.von:%d.%m.%Y}: {ENTFAELLT}"
        abschluss.delete()
        gekuerzt = _zustaendig_bis(stand.zustaendigkeiten.filter(bis=alt.von), alt.bis, heute)
    else:
        abschluss.von, abschluss.grund = von, grund
        was = unterschied(alt, abschluss, ("von", "grund"))
        pruefe(None if was else NICHTS_ANDERS)
        letzter = getattr(stand, kontakte).filter(am__lte=alt.bis or date.max).aggregate(am=Max("am"))["am"]
        pruefe(regeln.satz_zum_abschluss(von, heute=heute, begonnen_am=stand.begonnen_am, letzter_kontakt_am=letzter))
        if alt.bis and von > alt.bis:
            raise ValidationError(
                f"Am {tag_danach(alt.bis):%d.%m.%Y} wurde der Fall wieder aufgenommen, der Abschluss liegt davor."
            )
        aendern(abschluss, "von", "grund")
        stand.zustaendigkeiten.filter(von__gt=von, von__lte=alt.von).delete()
        betroffen = stand.zustaendigkeiten.filter(bis__gt=min(von, tag_davor(alt.von)), bis__lte=alt.von)
        gekuerzt = _zustaendig_bis(betroffen, von, heute)
    vermerken(stand, f"{was}; {OHNE_ZUSTAENDIGE}" if gekuerzt else was, begruendung, durch, heute)
    aendern(stand)


@transaction.atomic
def akte_berichtigen(*, akte: Akte, begruendung: str, durch: Zugang, heute: date, kontakte: str = "kontakte") -> None:
    """Was an einem Fall nie so war (`Akte.BERICHTIGT`), mit Grund; ändert die Zahlen vergangener Tage.

    Die erste Zuständigkeit beginnt mit dem Fall und zieht mit um; war die Fachkraft da noch nicht beschäftigt, geht es nicht.
    """
    alt = gesperrt(akte, vergleichen=True)
    was = unterschied(alt, akte, akte.BERICHTIGT)
    pruefe(None if was else NICHTS_ANDERS)
    erster = getattr(alt, kontakte).aggregate(am=Min("am"))["am"]
    pruefe(regeln.satz_zum_beginn(akte.begonnen_am, heute=heute, erster_kontakt_am=erster))
    erste = alt.zustaendigkeiten.filter(von=alt.begonnen_am)
    for zeile in erste.select_related("fachkraft"):
        _pruefe_fachkraft(zeile.fachkraft, akte.begonnen_am)
    erste.update(von=akte.begonnen_am)
    vermerken(akte, was, begruendung, durch, heute)
    aendern(akte)


@transaction.atomic
def zustaendigkeit_uebergeben(*, akte: Akte, fachkraft: Fachkraft, ab: date, durch: Zugang) -> None:
    """Neue Zuständigkeit ab einem Tag; die vorige endet am Vortag, am selben Tag begonnene wird berichtigt.

    Die neue Fachkraft erfährt es; war sie unmittelbar davor zuständig, als Rückgabe.
    """
    stand = gesperrt(akte, vergleichen=True)
    folge = _folgen([stand])[stand.pk]
    pruefe(_satz_zur_uebergabe(stand, folge, ab))
    _pruefe_fachkraft(fachkraft, ab)
    if folge and folge[0].fachkraft_id == fachkraft.pk:
        raise ValidationError("Diese Fachkraft ist schon zuständig.")
    aendern(stand)
    _uebergeben({stand: folge}, fachkraft=fachkraft, ab=ab, durch=durch)


@transaction.atomic
def mehrere_uebergeben(akten: Sequence[Akte], *, fachkraft: Fachkraft, ab: date, durch: Zugang) -> int:
    """Dasselbe für viele, in ebenso vielen Abfragen wie für einen: alle oder keiner, und ein Satz je Fall, der nicht geht.

    Wen die Fachkraft ab dem Tag schon führt, der bleibt, wie er ist: Zweimal abgesendet ist einmal. Wie viele den Besitz wechseln.
    """
    _pruefe_fachkraft(fachkraft, ab)
    staende = gesperrte(akten)
    folgen = _folgen(list(staende.values()))
    geht, saetze = {}, []
    for akte in akten:
        stand, folge, satz = staende.get(akte.pk), folgen[akte.pk], None
        if stand is None:
            satz = "Der Fall wurde inzwischen gelöscht."
        elif not _fuehrt_schon(folge, fachkraft, ab):
            satz = NEUER_STAND if stand.version != akte.version else _satz_zur_uebergabe(stand, folge, ab)
            geht[stand] = folge
        saetze += [f"{akte}: {satz}"] if satz else []
    if saetze:
        mehr = len(saetze) - SAETZE
        raise ValidationError(["Es ist nichts übergeben.", *saetze[:SAETZE], *([f"und {mehr} weitere"] if mehr > 0 else [])])
    if geht:
        weitergezaehlt(list(geht))
        _uebergeben(geht, fachkraft=fachkraft, ab=ab, durch=durch)
    return len(geht)


def _folgen(staende: Sequence[Akte]) -> dict[int, list[Any]]:
    """Je Fall die jetzige (offene) Zuständigkeit und die unmittelbar davor; leer, wo niemand zuständig ist."""
    folgen: dict[int, list[Any]] = defaultdict(list)
    if staende:
        zeilen = staende[0].zustaendigkeiten.model._default_manager.filter(fall__in=staende)  # type: ignore[attr-defined]
        for zeile in zeilen.select_related("fachkraft").order_by("fall", "-von"):
            folge = folgen[zeile.fall_id]
            if (zeile.bis is None or folge) and len(folge) < 2:
                folge.append(zeile)
    return folgen


def _fuehrt_schon(folge: Sequence[Any], fachkraft: Fachkraft, ab: date) -> bool:
    return bool(folge) and folge[0].fachkraft_id == fachkraft.pk and folge[0].von <= ab


def _satz_zur_uebergabe(stand: Akte, folge: Sequence[Any], ab: date) -> str | None:
    if stand.abgeschlossen_am is not None:
        return "Der Fall ist abgeschlossen. Nehmen Sie ihn erst wieder auf."
    return regeln.satz_zur_uebergabe(ab, begonnen_am=stand.begonnen_am, zustaendig_seit=folge[0].von if folge else None)


def _uebergeben(folgen: dict[Any, list[Any]], *, fachkraft: Fachkraft, ab: date, durch: Zugang) -> None:
    """Gesperrte Fälle mit ihren Zuständigkeiten an eine Fachkraft; sie erfährt es einmal, gleich, wie viele es sind."""
    faelle = list(folgen)
    zustaendigkeiten = faelle[0].zustaendigkeiten.model._default_manager
    jetzige = {fall.pk: folge[0] for fall, folge in folgen.items() if folge}
    am_tag = {nummer: zeile.pk for nummer, zeile in jetzige.items() if zeile.von == ab}
    zustaendigkeiten.filter(pk__in=am_tag.values()).update(fachkraft=fachkraft)
    _zustaendig_bis([zeile for nummer, zeile in jetzige.items() if nummer not in am_tag], tag_davor(ab), ab)
    neue = [fall for fall in faelle if fall.pk not in am_tag]
    zustaendigkeiten.bulk_create(
        zustaendigkeiten.model(traeger_id=fall.traeger_id, fall=fall, fachkraft=fachkraft, von=ab) for fall in neue
    )
    erledigt(*(sache(fall).pfad for fall in faelle))
    zurueck = all(len(folge) > 1 and folge[1].fachkraft_id == fachkraft.pk for folge in folgen.values())
    worum = sache(faelle[0]) if len(faelle) == 1 else _seine_faelle(type(faelle[0]), len(faelle))
    mitteilen(an_fachkraft(fachkraft), Anlass.ZURUECK if zurueck else Anlass.UEBERGEBEN, worum, tag=ab, durch=durch)


def gesammelt_uebergeben(zustaendigkeiten: Any, *, fachkraft: Fachkraft, an: Fachkraft, ab: date, durch: Zugang) -> int:
    """Alles, wofür `fachkraft` ab dem Tag noch zuständig wäre, geht an `an`; wie viele Fälle es sind. Dieselben Abfragen für alle, eine Mitteilung.

    `zustaendigkeiten`: Abfrage des Bereichs. Eine Zuständigkeit, die vorher begann, wird am Tag geteilt; die Vergangenheit bleibt.
    """
    _pruefe_fachkraft(an, ab)
    offen = list(zustaendigkeiten.filter(fachkraft=fachkraft).offen_ab(ab).select_for_update(of=("self",), no_key=True))
    geteilt = [zeile for zeile in offen if zeile.von < ab]
    modell = zustaendigkeiten.model
    zustaendigkeiten.filter(pk__in=[zeile.pk for zeile in offen if zeile.von >= ab]).update(fachkraft=an)
    neue = [modell(traeger_id=z.traeger_id, fall_id=z.fall_id, fachkraft=an, von=ab, bis=z.bis) for z in geteilt]
    zustaendigkeiten.filter(pk__in=[zeile.pk for zeile in geteilt]).update(bis=tag_davor(ab))
    modell.objects.bulk_create(neue)
    if offen:
        akte = modell._meta.get_field("fall").related_model
        mitteilen(an_fachkraft(an), Anlass.UEBERGEBEN, _seine_faelle(akte, len(offen)), tag=ab, durch=durch)
    return len(offen)


def _mbe(zugang: Zugang) -> Any:
    return Zustaendigkeit.objects.fuer(zugang)


#: Was an einer Fachkraft hängt, die geht (`settings.UEBERGABEN`).
UEBERGABE = Uebergabe("MBE-Fall", "MBE-Fälle", _mbe, gesammelt_uebergeben)


# --- MBE ----------------------------------------------------------------------------------------------------------------


def fall_anlegen(*, fall: Fall, person: Person, fachkraft: Fachkraft, durch: Zugang) -> Fall:
    """MBE-Fall für eine Person des eigenen Trägers."""
    return akte_eroeffnen(akte=fall, person=person, zustaendigkeit=Zustaendigkeit, fachkraft=fachkraft, durch=durch)


@transaction.atomic
def fall_mit_person_anlegen(*, person: Person, fall: Fall, fachkraft: Fachkraft, durch: Zugang) -> Fall:
    """Neue Person und ihr Fall in einem Schritt: entweder beides oder keins."""
    return fall_anlegen(fall=fall, person=person_anlegen(person=person, durch=durch), fachkraft=fachkraft, durch=durch)


def kontakt_erfassen(
    *, kontakt: Kontakt, fall: Fall | None, durch: Zugang, heute: date, jetzt: datetime, trotzdem: bool = False
) -> Kontakt:
    """MBE-Kontakt mit oder ohne Fall."""
    return kontakt_anlegen(kontakt=kontakt, fall=fall, durch=durch, heute=heute, jetzt=jetzt, trotzdem=trotzdem)
