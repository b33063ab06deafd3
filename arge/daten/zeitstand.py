"""Zwei Arten zu ändern, was von … bis galt: ab einem Tag (die Vergangenheit bleibt), oder als Fehler mit Grund.

`zeilen` sind alle Zeilen einer Sache (Wohnungen eines Falls): `von`/`bis` einschließlich, die erste ohne `von`. Ein Tag ohne
Zeile gilt nach der Vorgabe des Modells. Wer ruft, hält die Sperre auf der Sache und öffnet die Transaktion.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from arge.zahlen.format import FEHLT, datum, seit, zeitpunkt
from arge.zahlen.zeitraum import tag_davor

NICHTS_ANDERS = "Es ist nichts anders als bisher. Ändern Sie mindestens eine Angabe."
ENTFAELLT = "gab es nicht"


def eingetragene(modell: type[models.Model]) -> list[Any]:
    """Was jemand an einer Zeile einträgt: alle Felder, die ein Formular ändern kann; wer und wann erfasst hat, gehört nicht dazu."""
    felder = (f for f in modell._meta.concrete_fields if f.editable and not f.primary_key and f.name != "traeger")
    return [f for f in felder if not isinstance(f, models.DateTimeField) and not f.name.endswith("_von")]


def lesbar(zeile: models.Model, feld: str) -> str:
    """Der Wert eines Feldes, wie Menschen ihn lesen."""
    wert, art = getattr(zeile, feld), zeile._meta.get_field(feld)
    if isinstance(wert, date):
        return zeitpunkt(wert) if isinstance(wert, datetime) else datum(wert)
    if isinstance(wert, Decimal):
        return f"{wert.normalize():f}".replace(".", ",")
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(art, ArrayField):
        worte = dict(art.base_field.choices or ())
        wert = ", ".join(str(worte.get(w, w)) for w in wert or [])
    elif getattr(art, "choices", None):
        wert = getattr(zeile, f"get_{feld}_display")()
    return FEHLT if wert in (None, "") else str(wert)


def unterschied(alt: models.Model, neu: models.Model, felder: tuple[str, ...]) -> str:
    """„Beginn: 15.01.2026 → 10.01.2026; …“; leer, wenn nichts anders ist."""
    gleich = {
        feld: neu._meta.get_field(feld).attname for feld in felder
    }  # Verweise nach ihrer Nummer: Namen gibt es zweimal
    anders = [feld for feld, spalte in gleich.items() if getattr(alt, spalte) != getattr(neu, spalte)]
    wort = {feld: str(neu._meta.get_field(feld).verbose_name) for feld in anders}
    return "; ".join(f"{wort[feld]}: {lesbar(alt, feld)} → {lesbar(neu, feld)}" for feld in anders)


def _worte(zeile: Any) -> str:
    return ", ".join(lesbar(zeile, feld) for feld in zeile.WERTE)


def ab_tag_aendern(zeilen: Any, ab: date, **werte: Any) -> Any:
    """Neue Werte ab einem Tag: Was bis dahin galt, endet am Tag davor und bleibt. Die neue Zeile kommt zurück.

    Reicht die bisherige nur bis zu einer späteren Änderung, gilt das Neue auch nur bis dorthin. Am selben Tag Begonnenes wird
    abgewiesen: Es zu überschreiben änderte diesen Tag, und das ist eine Berichtigung.
    """
    gilt = zeilen.am(ab).first()
    if gilt is None:
        naechste = zeilen.filter(von__gt=ab).order_by("von").values_list("von", flat=True).first()
        return zeilen.create(von=ab, bis=tag_davor(naechste) if naechste else None, **werte)
    if all(getattr(gilt, feld) == wert for feld, wert in werte.items() if feld != "traeger_id"):
        raise ValidationError(NICHTS_ANDERS)
    if gilt.von == ab:
        raise ValidationError(f"Am {datum(ab)} beginnt schon „{_worte(gilt)}“. Einen Fehler darin berichtigen Sie.")
    bis, gilt.bis = gilt.bis, tag_davor(ab)
    gilt.save(update_fields=["bis"])
    return zeilen.create(von=ab, bis=bis, **werte)


def stand_berichtigen(zeilen: Any, zeile: Any, *, entfaellt: bool, von: date | None, **werte: Any) -> str:
    """Was nie so galt: andere Werte, ein anderer erster Tag, oder die Zeile gab es nicht. Was geschah, als Satz.

    Die Zeile davor endet am Tag vor dem neuen ersten; entfällt eine, gilt die davor bis zu ihrem Ende. Die erste hat keinen
    ersten Tag, der sich berichtigen ließe, und entfällt nicht.
    """
    vorige = zeilen.filter(bis=tag_davor(zeile.von)).first() if zeile.von else None
    wann = seit(zeile.von, zeile.bis)
    if entfaellt:
        if zeile.von is None:
            raise ValidationError("Die erste Angabe kann nicht entfallen. Berichtigen Sie ihren Wert.")
        worte = _worte(zeile)
        zeile.delete()
        if vorige is not None:
            vorige.bis = zeile.bis
            vorige.save(update_fields=["bis"])
        return f"{worte}, {wann}: {ENTFAELLT}"
    alt = type(zeile)._base_manager.get(pk=zeile.pk)
    for feld, wert in werte.items():
        setattr(zeile, feld, wert)
    zeile.von = von if zeile.von is not None and von is not None else zeile.von
    was = unterschied(alt, zeile, ("von", *zeile.WERTE))
    if not was:
        raise ValidationError(NICHTS_ANDERS)
    if zeile.von and zeile.bis and zeile.von > zeile.bis:
        raise ValidationError(f"Am {datum(zeile.bis)} endet dieser Zeitraum. Sein erster Tag liegt nicht danach.")
    if vorige is not None and zeile.von <= (vorige.von or date.min):
        raise ValidationError(f"Am {datum(vorige.von)} beginnt der Zeitraum davor. Der erste Tag liegt danach.")
    nach_hinten = alt.von is not None and zeile.von > alt.von
    for eine in (zeile, vorige) if nach_hinten else (vorige, zeile):  # nie zwei übereinander
        if eine is None:
            continue
        if eine is vorige:
            eine.bis = tag_davor(zeile.von)
        eine.save()
    return f"{_worte(alt)}, {wann}: {was}"


def pruefe_ende(zeile: Any, letzter_tag: date, was: str) -> None:
    """Beenden kürzt: nie vor den Beginn, nie über ein Ende hinaus, das schon gilt. `was`: „Die Bewilligung“."""
    if letzter_tag < zeile.von:
        raise ValidationError(f"{was} beginnt erst am {datum(zeile.von)}.")
    if zeile.bis and letzter_tag > zeile.bis:
        raise ValidationError(f"{was} endet schon am {datum(zeile.bis)}.")


def vermerken(sache: Any, was: str, begruendung: str, durch: Any, heute: date) -> None:
    """Die Zeile in `sache.berichtigungen`, die auf ihrer Seite sagt, was an der Vergangenheit anders wurde, und warum."""
    sache.berichtigungen.create(
        traeger_id=sache.traeger_id,
        was=was[:400],
        grund=begruendung,
        berichtigt_am=heute,
        berichtigt_von_id=durch.benutzer_id,
    )
