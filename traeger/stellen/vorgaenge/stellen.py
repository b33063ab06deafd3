"""Stellenanteile und Bewilligungen pflegen: Änderungen machen neue Zeiträume, der alte bleibt lesbar (Fachmodell 1)."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Q

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from arge.daten.zeitstand import NICHTS_ANDERS, pruefe_ende
from arge.zahlen.format import datum, spanne, vzae
from arge.zahlen.zeitraum import tag_danach, tag_davor
from traeger.models import Anteilmeldung, Besetzung, Bewilligung, Stellenanteil
from traeger.models.basis import haengt_an
from traeger.stammdaten.vorgaenge import freies_kuerzel
from traeger.zugang import Zugang, handeln

#: Zeilen mit Zeitraum und Umfang: Ein Wechsel mitten darin macht zwei daraus. Was sonst an einem Stellenanteil oder einer
#: Besetzung hängt (Bescheide, Personalkosten), nennt mit `GILT_AM` den Tag, nach dem es zum alten oder neuen Teil gehört.
GETEILT = (Besetzung, Bewilligung, Anteilmeldung)
#: Was eine Abschrift nicht mitnimmt.
NEU_JE_ZEILE = {"id", "kuerzel", "version", "absendung"}


def nacheinander(traeger_id: int) -> None:
    """Stellen eines Trägers ändert immer nur einer: dieselbe Sperre, unter der die Datenbank Besetzungen prüft (0007).

    Ohne sie warteten zwei Ausschluss-Constraints aufeinander, und statt eines Satzes käme ein Deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7301, %s)", [traeger_id])


def _beim_traeger(traeger_id: int, durch: Zugang) -> AbstractContextManager[Zugang]:
    """Die Stadt teilt Besetzungen eines Trägers, die sie nie liest: dessen Zeilen, aber im Protokoll die Person selbst."""
    return handeln(replace(durch, traeger_id=traeger_id))


def _kuerzel(anteil: Stellenanteil) -> str:
    text = f"{anteil.traeger.kuerzel} {anteil.aufgabe} {anteil.quelle} {anteil.von:%Y-%m}"
    return freies_kuerzel(Stellenanteil, text)


@transaction.atomic
def stellenanteil_anlegen(*, anteil: Stellenanteil) -> Stellenanteil:
    """Neuer Stellenanteil; überschneidet er einen, nennt die Datenbank dessen Zeitraum."""
    nacheinander(anteil.traeger_id)
    anteil.kuerzel = _kuerzel(anteil)
    return einmal_anlegen(anteil)[0]


@transaction.atomic
def stellenanteil_aendern(*, anteil: Stellenanteil, ab: date, werte: dict[str, Any], durch: Zugang) -> Stellenanteil:
    """Neue Werte ab einem Tag: der alte Zeitraum endet am Tag davor, ein neuer beginnt und übernimmt, was weiterläuft.

    Besetzungen, Bewilligungen und Meldungen, die über den Tag reichen, werden an ihm geteilt; kein Tag ändert seine
    Besetzung. Passt sie nicht mehr, weist die Datenbank mit ihrem Satz ab, und nichts ist geschrieben.
    """
    nacheinander(anteil.traeger_id)
    alt = gesperrt(anteil, vergleichen=True)
    if not any(getattr(alt, name) != wert for name, wert in werte.items()):
        raise ValidationError("Es ist nichts anders als bisher. Ändern Sie mindestens eine Angabe.")
    if ab <= alt.von:
        raise ValidationError(
            f"Die Änderung beginnt nach dem {datum(alt.von)}, dem ersten Tag dieses Zeitraums. Einen Schreibfehler korrigieren Sie."
        )
    if alt.bis and ab > alt.bis:
        raise ValidationError(f"Der Stellenanteil endet schon am {datum(alt.bis)}. Legen Sie einen neuen an.")
    neu = _abschrift(alt)
    for name, wert in werte.items():
        setattr(neu, name, wert)
    neu.von = ab
    if neu.bis and neu.bis < ab:
        raise ValidationError("Das Ende liegt vor dem Beginn.")
    neu.kuerzel = _kuerzel(neu)
    if alt.bis is None or (neu.bis and neu.bis < alt.bis):
        _bewilligung_reicht(alt, neu.bis)
    with connection.cursor() as cursor:
        cursor.execute("set constraints stellenanteil_je_tag deferred")  # alt und neu liegen einen Augenblick übereinander
    einmal_anlegen(neu)
    with _beim_traeger(alt.traeger_id, durch):
        for modell in GETEILT:
            _teilen(modell, alt, neu, ab)
        _nachziehen(alt, neu, ab)
    aendern(alt, bis=tag_davor(ab))
    with connection.cursor() as cursor:
        cursor.execute("set constraints stellenanteil_je_tag immediate")
    return neu


def _abschrift(zeile: Any) -> Any:
    """Dieselbe Zeile noch einmal, ungespeichert."""
    felder = [f.attname for f in zeile._meta.concrete_fields if f.name not in NEU_JE_ZEILE]
    return type(zeile)(**{name: getattr(zeile, name) for name in felder})


def _teilen(modell: Any, alt: Stellenanteil, neu: Stellenanteil, ab: date) -> None:
    """Was ab dem Tag beginnt, wechselt ganz; was über ihn reicht, endet am Tag davor und läuft als zweite Zeile weiter."""
    zeilen = modell.objects.filter(stellenanteil=alt, traeger=alt.traeger_id)
    ueber = list(zeilen.filter(Q(bis__isnull=True) | Q(bis__gte=ab), von__lt=ab).order_by("pk"))
    zeilen.filter(pk__in=[zeile.pk for zeile in ueber]).update(bis=tag_davor(ab), version=F("version") + 1)
    zeilen.filter(von__gte=ab).update(stellenanteil=neu, version=F("version") + 1)
    spaeter = [_abschrift(zeile) for zeile in ueber]
    for zeile in spaeter:
        zeile.stellenanteil, zeile.von = neu, ab
    modell.objects.bulk_create(spaeter)
    for frueher, danach in zip(ueber, spaeter, strict=True):
        angelegt = {f.attname: getattr(frueher, f.attname) for f in modell._meta.fields if getattr(f, "auto_now_add", False)}
        if angelegt:  # wer wann gemeldet hat, ändert sich durch das Teilen nicht
            modell.objects.filter(pk=danach.pk).update(**angelegt)
        _nachziehen(frueher, danach, ab)


def _nachziehen(frueher: models.Model, danach: models.Model, ab: date) -> None:
    """Zeilen, die sich nicht teilen lassen (Bescheid, Monat der Personalkosten), gehören nach ihrem Tag zu einem der Teile.

    Ein Bescheid, der über den Tag reicht, bleibt beim alten Zeitraum: Sein Betrag ist unteilbar.
    """
    for modell, feld in haengt_an(type(frueher)):
        if modell not in GETEILT:
            spaetere = modell._default_manager.filter(**{feld: frueher.pk, f"{modell.GILT_AM}__gte": ab})  # type: ignore[attr-defined]
            spaetere.update(**{feld: danach, "version": F("version") + 1})


def _bewilligung_reicht(anteil: Stellenanteil, bis: date | None) -> None:
    """Kürzer als seine Bewilligung wird kein Stellenanteil still: Den Bescheid beendet jemand ausdrücklich."""
    laenger = anteil.bewilligungen.filter(Q(bis__isnull=True) | Q(bis__gt=bis)).order_by("von") if bis else None
    if laenger and (eine := laenger.first()):
        raise ValidationError(
            f"Die Bewilligung {eine.aktenzeichen} über {vzae(eine.vzae)} VZÄ gilt {spanne(eine.von, eine.bis)}."
            f" Beenden Sie sie zuerst zum {datum(bis)}."
        )


@transaction.atomic
def stellenanteil_beenden(*, anteil: Stellenanteil, am: date) -> None:
    """Letzter Tag des Stellenanteils. Besetzungen beendet vorher der Träger, die Bewilligung die Stadt."""
    nacheinander(anteil.traeger_id)
    anteil = gesperrt(anteil, vergleichen=True)
    pruefe_ende(anteil, am, "Der Stellenanteil")
    _bewilligung_reicht(anteil, am)
    aendern(anteil, bis=am)


@transaction.atomic
def stellenanteil_korrigieren(*, anteil: Stellenanteil, grund: str, am: date, durch: Zugang) -> None:
    """Ein Schreibfehler: der Zeitraum selbst wird berichtigt, und warum, steht lesbar in der Bemerkung.

    Das Protokoll kennt jeden alten Wert, aber nicht den Grund; ohne ihn sähe die Prüfung nur geänderte Vergangenheit.
    Der Träger wechselt nur, solange nichts am Stellenanteil hängt.
    """
    beim = Stellenanteil.objects.values_list("traeger_id", flat=True).get(pk=anteil.pk)
    for traeger_id in sorted({beim, anteil.traeger_id}):
        nacheinander(traeger_id)  # vor der Zeile, in derselben Folge wie alle anderen
    alt = gesperrt(anteil, vergleichen=True)
    if alt.traeger_id != anteil.traeger_id:
        with _beim_traeger(alt.traeger_id, durch):
            for modell, feld in haengt_an(Stellenanteil):
                if modell._base_manager.filter(**{feld: alt.pk}).exists():
                    worte = modell._meta.verbose_name_plural
                    raise ValidationError(f"Am Stellenanteil hängen schon {worte}: Der Träger bleibt, wie er ist.")
    _begruendet(anteil, grund, am)
    aendern(anteil)


def _begruendet(zeile: Stellenanteil | Bewilligung, grund: str, am: date) -> None:
    zeile.bemerkung = f"{zeile.bemerkung} Berichtigt am {datum(am)}: {grund}".strip()
    laenge = zeile._meta.get_field("bemerkung").max_length or 0  # type: ignore[union-attr]
    if len(zeile.bemerkung) > laenge:
        zu_viel = len(zeile.bemerkung) - laenge
        raise ValidationError(f"Bemerkung und Begründung zusammen sind um {zu_viel} Zeichen zu lang.")


def _im_stellenanteil(bewilligung: Bewilligung, anteil: Stellenanteil) -> None:
    """Bewilligt wird, was vereinbart ist: nie davor, nie danach."""
    ende = date.max
    if bewilligung.von < anteil.von or (bewilligung.bis or ende) > (anteil.bis or ende):
        raise ValidationError(
            f"Der Stellenanteil gilt {spanne(anteil.von, anteil.bis)}; die Bewilligung reicht darüber hinaus."
        )


@transaction.atomic
def bewilligung_anlegen(*, bewilligung: Bewilligung, anteil: Stellenanteil) -> Bewilligung:
    """Umfang eines Bescheids zum Stellenanteil; je Tag gilt einer."""
    nacheinander(anteil.traeger_id)
    bewilligung.stellenanteil, bewilligung.traeger_id = anteil, anteil.traeger_id
    _im_stellenanteil(bewilligung, anteil)
    return einmal_anlegen(bewilligung)[0]


@transaction.atomic
def bewilligung_aendern(
    *, bewilligung: Bewilligung, ab: date, aktenzeichen: str, bewilligt_am: date, vzae: Decimal, bis: date | None
) -> Bewilligung:
    """Ein Änderungsbescheid: Der bisherige gilt bis zum Tag davor und bleibt lesbar, der neue ab dem Tag."""
    nacheinander(bewilligung.traeger_id)
    stand = gesperrt(bewilligung, vergleichen=True)
    if ab <= stand.von:
        raise ValidationError(
            f"Die Bewilligung gilt ab {datum(stand.von)}. Ein anderer Umfang beginnt frühestens am {datum(tag_danach(stand.von))};"
            " war sie von Anfang an falsch, korrigieren Sie sie."
        )
    if stand.bis and ab > stand.bis:
        raise ValidationError(f"Die Bewilligung endet am {datum(stand.bis)}. Tragen Sie für danach eine neue ein.")
    if (vzae, bis) == (stand.vzae, stand.bis):
        raise ValidationError(NICHTS_ANDERS)
    neu = Bewilligung(
        traeger_id=stand.traeger_id, stellenanteil=bewilligung.stellenanteil, aktenzeichen=aktenzeichen,
        bewilligt_am=bewilligt_am, vzae=vzae, von=ab, bis=bis,
    )  # fmt: skip
    _im_stellenanteil(neu, bewilligung.stellenanteil)
    aendern(stand, bis=tag_davor(ab))
    return einmal_anlegen(neu)[0]


@transaction.atomic
def bewilligung_beenden(*, bewilligung: Bewilligung, am: date) -> None:
    """Letzter Tag der Bewilligung; verlängert wird so nie."""
    nacheinander(bewilligung.traeger_id)
    stand = gesperrt(bewilligung, vergleichen=True)
    pruefe_ende(stand, am, "Die Bewilligung")
    aendern(stand, bis=am)


@transaction.atomic
def bewilligung_korrigieren(*, bewilligung: Bewilligung, grund: str, am: date) -> None:
    """Was vom Bescheid falsch abgeschrieben war, mit Begründung in der Bemerkung (`stellenanteil_korrigieren`)."""
    nacheinander(bewilligung.traeger_id)
    _im_stellenanteil(bewilligung, bewilligung.stellenanteil)
    _begruendet(bewilligung, grund, am)
    aendern(bewilligung)
