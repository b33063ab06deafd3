"""Träger, Standorte und Quartiere pflegen: Kürzel entsteht einmal, ein Umzug ist ein neuer Ort (Fachmodell 1)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.text import slugify

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt, nachfragen, pruefe
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_davor
from traeger.models import Quartier, Standort, StandortAlias, Traeger
from traeger.stammdaten.kennzahlen import haengt_danach
from traeger.stammdaten.regeln import satz_haengt_danach

_UMSCHRIFT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def nacheinander(was: str) -> None:
    """Wer dasselbe sucht und dann schreibt, wartet bis zum Ende der anderen Transaktion."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [was])


def freies_kuerzel(modell: type[models.Model], text: str) -> str:
    """Kürzel aus dem Namen, bei Gleichheit mit Nummer; es steht in Adressen und Dateien und ändert sich nie wieder."""
    nacheinander(f"kuerzel:{modell._meta.db_table}")
    laenge = modell._meta.get_field("kuerzel").max_length
    anfang = slugify(text.translate(_UMSCHRIFT))[: laenge - 4].strip("-") or modell._meta.model_name
    vergeben = set(modell._default_manager.filter(kuerzel__startswith=anfang).values_list("kuerzel", flat=True))
    nummer = 1
    while (kuerzel := anfang if nummer == 1 else f"{anfang}-{nummer}") in vergeben:
        nummer += 1
    return kuerzel


@transaction.atomic
def traeger_anlegen(*, traeger: Traeger) -> Traeger:
    """Neuer Träger der ARGE; sein Kürzel entsteht aus dem Kurznamen."""
    traeger.kuerzel = freies_kuerzel(Traeger, traeger.kurzname)
    return einmal_anlegen(traeger)[0]


def quartier_anlegen(*, quartier: Quartier) -> Quartier:
    """Neues Quartier unter einem der neun Stadtteile."""
    return einmal_anlegen(quartier)[0]


@transaction.atomic
def standort_anlegen(*, standort: Standort, aliase: Iterable[str]) -> Standort:
    """Neuer Ort mit seinen Schreibweisen."""
    standort.kuerzel = freies_kuerzel(Standort, standort.name)
    standort, ist_neu = einmal_anlegen(standort)
    if ist_neu:
        _aliase_setzen(standort, aliase)
    return standort


@transaction.atomic
def standort_aendern(*, standort: Standort, aliase: Iterable[str], trotzdem: bool) -> None:
    """Angaben und Schreibweisen in einem Zug; schließen lässt sich ein Ort erst, wenn die Stadt seine Stellen geordnet hat.

    Was einem Träger gehört (Projekte), ordnet er; danach wird einmal gefragt (`trotzdem`).
    """
    vorher = gesperrt(standort, vergleichen=True)
    if standort.bis and standort.bis < (vorher.bis or date.max):
        eigene = haengt_danach(standort, standort.bis, eigenes_der_traeger=False)
        pruefe(satz_haengt_danach(standort.bis, eigene, ERST_ORDNEN))
        fremde = haengt_danach(standort, standort.bis, eigenes_der_traeger=True)
        nachfragen(standort, satz_haengt_danach(standort.bis, fremde, ORDNET_DER_TRAEGER), trotzdem=trotzdem)
    aendern(standort)
    _aliase_setzen(standort, aliase)


ERST_ORDNEN = (
    "Beenden Sie sie vorher oder stellen Sie sie ab dem Tag danach auf einen anderen Ort um. Ist der Standort umgezogen, tragen Sie"
    " den Umzug ein."
)


ORDNET_DER_TRAEGER = "Was einem Träger gehört, ordnet er. Schließt der Standort trotzdem?"


def _aliase_setzen(standort: Standort, namen: Iterable[str]) -> None:
    """Genau diese Schreibweisen; eine gehört nur einem Ort, sonst fände der Import zwei."""
    nacheinander("standortalias")
    soll = list(dict.fromkeys(namen))
    fremd = StandortAlias.objects.filter(name__in=soll).exclude(standort=standort).select_related("standort").first()
    if fremd is not None:
        raise ValidationError(f"„{fremd.name}“ ist schon eine Schreibweise von {fremd.standort}.")
    vorhanden = set(standort.aliase.values_list("name", flat=True))
    standort.aliase.exclude(name__in=soll).delete()
    StandortAlias.objects.bulk_create(StandortAlias(standort=standort, name=n) for n in soll if n not in vorhanden)


@transaction.atomic
def standort_umziehen(*, standort: Standort, am: date, anschrift: dict[str, Any]) -> Standort:
    """Ab dem Tag gilt ein neuer Ort, der den alten als Vorgänger nennt; der alte endet am Tag davor und behält alles.

    Was am alten Ort hängt, zieht nicht still mit: Stellenanteile ändert man ab dem Tag, damit der alte Zeitraum bleibt.
    """
    standort = gesperrt(standort, vergleichen=True)
    if standort.bis and standort.bis < am:
        raise ValidationError(f"Der Standort ist schon am {datum(standort.bis)} geschlossen.")
    if standort.von and am <= standort.von:
        raise ValidationError(f"Der Umzug liegt nach dem ersten Tag am alten Ort, dem {datum(standort.von)}.")
    if standort.nachfolger.exists():
        raise ValidationError("Dieser Standort ist schon umgezogen.")
    neu = Standort.objects.create(
        kuerzel=freies_kuerzel(Standort, anschrift["name"]), von=am, vorgaenger=standort,
        traeger_id=standort.traeger_id, ist_gu=standort.ist_gu, **anschrift,
    )  # fmt: skip
    aendern(standort, bis=tag_davor(am))
    return neu
