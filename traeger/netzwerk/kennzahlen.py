"""Netzwerk- und Öffentlichkeitsarbeit in Zahlen; wie oft ein Partner genannt ist (Konzept 1, 3.2)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from arge.zahlen.kennzahl import Art, Kennzahl
from arge.zahlen.zeitraum import Zeitraum
from traeger.models import Netzwerkarbeit, Partner
from traeger.netzwerk.regeln import Nennung
from traeger.zugang import Zugang, zahlen


def netzwerk_im(zeitraum: Zeitraum) -> QuerySet[Any]:
    """Netzwerkarbeit mit Datum im Zeitraum."""
    return Netzwerkarbeit.objects.filter(am__gte=zeitraum.von, am__lte=zeitraum.ende)


def _stunden(feld: str) -> Any:
    zahl = DecimalField(max_digits=14, decimal_places=6)
    return Cast(Sum(feld), zahl) / Value(Decimal(60), zahl)


NETZWERK_STUNDEN = Kennzahl(
    "TR-07", "Netzwerk- und Öffentlichkeitsarbeit", "Stunden",
    "Dauer aller Einträge der Netzwerk- und Öffentlichkeitsarbeit mit Datum im Zeitraum, in Stunden.",
    "Konzept 1, 3.2", Art.ZEITRAUM, netzwerk_im, lambda _: _stunden("dauer_minuten"), Decimal(0), schutz=False,
    schreibweise="stunden",
)  # fmt: skip
NETZWERK_ERREICHT = Kennzahl(
    "TR-08", "durch Netzwerk- und Öffentlichkeitsarbeit Erreichte", "erreichte Menschen",
    "Summe der je Eintrag geschätzten erreichten Menschen mit Datum im Zeitraum; wer öfter kommt, zählt öfter. Keine"
    " dieser Zahlen gehört zu einer Akte, darum gilt die Mindestfallzahl nicht.",
    "Konzept 1, 3.2", Art.ZEITRAUM, netzwerk_im, lambda _: Sum("anzahl_erreicht"), schutz=False,
)  # fmt: skip
KENNZAHLEN: tuple[Kennzahl, ...] = (NETZWERK_STUNDEN, NETZWERK_ERREICHT)


def _nennende() -> Iterator[tuple[Any, str, str, Any]]:
    """(Modell, Feld, Weg zum Träger, Modell der Zeile) von allem, was auf einen Partner verweist – auch aus oberen
    Stockwerken, die dieses nicht kennt; Ereignistabellen zählen nicht."""
    for bezug in Partner._meta.get_fields(include_hidden=True):
        if bezug.auto_created and bezug.one_to_many and not hasattr(bezug.related_model, "pgh_tracked_model"):
            zeile = bezug.related_model._meta.auto_created or bezug.related_model
            weg = "traeger_id" if zeile is bezug.related_model else f"{zeile._meta.model_name}__traeger_id"
            yield bezug.related_model, bezug.field.attname, weg, zeile


def partner_nutzung(zugang: Zugang, **filter_: Any) -> dict[int, list[Nennung]]:
    """Wie oft jeder Partner genannt ist (Verweise, Netzwerkarbeit …), über alle Träger und davon beim eigenen.

    Eigene Akten zählen nur als eigene, wenn dieser Zugang sie auch lesen darf. Welche Zeilen eines Modells zählen, sagt
    dessen `NENNT_PARTNER` (Beratung auf Kosten des Bundes nicht). `filter_`: `partner=pk` für einen allein.
    """
    teile, zeilen = [], {}
    for modell, feld, weg, zeile in _nennende():
        zeilen[zeile._meta.label] = zeile
        zaehlt = getattr(modell, "NENNT_PARTNER", Q())
        menge = modell._base_manager.filter(zaehlt, **{f"{feld}__isnull": False}, **filter_).order_by()
        menge = menge.annotate(quelle=Value(zeile._meta.label), wer=F(weg), wen=F(feld)).values("quelle", "wer", "wen")
        teile.append(menge.annotate(n=Count("pk")).values_list("quelle", "wer", "wen", "n"))
    with zahlen():
        gezaehlt = list(teile[0].union(*teile[1:], all=True))
    alle: Counter[tuple[int, str]] = Counter()
    eigene: Counter[tuple[int, str]] = Counter()
    for quelle, wer, wen, anzahl in gezaehlt:
        alle[wen, quelle] += anzahl
        akten = set(zeilen[quelle].mandant_grenze().akten)
        if wer == zugang.traeger_id and (not akten or akten & zugang.akten):
            eigene[wen, quelle] += anzahl
    nutzung: dict[int, list[Nennung]] = {}
    for (wen, quelle), anzahl in sorted(alle.items()):
        zeile = zeilen[quelle]
        schutz = bool(zeile.mandant_grenze().akten)
        wort = str(zeile._meta.verbose_name_plural)
        nutzung.setdefault(wen, []).append(Nennung(wort, anzahl, eigene[wen, quelle], schutz))
    return nutzung
