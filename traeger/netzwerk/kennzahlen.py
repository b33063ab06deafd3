"""Netzwerk- und Öffentlichkeitsarbeit in Zahlen; wie oft ein Partner genannt ist (Konzept 1, 3.2)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from arge.zahlen.kennzahl import Art, Kennzahl
from arge.zahlen.runden import gerundete_zahl, letzter_schluss
from arge.zahlen.statistik import KLEINSTE_SCHWELLE
from arge.zahlen.zeitraum import Zeitraum
from traeger.models import Netzwerkarbeit, Parameter, Partner
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
    schreibweise="std_min",
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


#: Unter diesem Namen steht die Mindestfallzahl in derselben Abfrage.
SCHWELLE = "mindestfallzahl"


def partner_nutzung(zugang: Zugang, am: date, **filter_: Any) -> tuple[dict[int, list[Nennung]], int]:
    """Wie oft jeder Partner genannt ist (Verweise, Netzwerkarbeit …), über alle Träger und davon beim eigenen.

    Eigene Akten zählen nur als eigene, wenn dieser Zugang sie auch lesen darf; fremde stehen am letzten Monatsende, auf Vielfache
    der am Tag gültigen Mindestfallzahl gerundet; sie kommt mit. Welche Zeilen eines Modells zählen, sagt dessen `NENNT_PARTNER` (Beratung auf Kosten
    des Bundes nicht). `filter_`: `partner=pk` für einen allein.
    """
    teile, zeilen = [], {}
    for modell, feld, weg, zeile in _nennende():
        zeilen[zeile._meta.label] = zeile
        zaehlt = getattr(modell, "NENNT_PARTNER", Q())
        menge = modell._default_manager.filter(zaehlt, **{f"{feld}__isnull": False}, **filter_).order_by()
        if (
            zeile.mandant_grenze().akten
        ):  # fremde Akten bis zum letzten Monatsende: ein Sprung heute wäre der eine Verweis von heute
            tag = weg.removesuffix("traeger_id") + zeile.GILT_FUER
            menge = menge.filter(Q(**{weg: zugang.traeger_id}) | Q(**{f"{tag}__lte": letzter_schluss(am, am)}))
        menge = menge.annotate(woher=Value(zeile._meta.label), wer=F(weg), wen=F(feld)).values("woher", "wer", "wen")
        teile.append(menge.annotate(n=Count("pk")).values_list("woher", "wer", "wen", "n"))
    nummer = Value(0, BigIntegerField())
    gilt = Parameter.objects.am(am).filter(schluessel="mindestfallzahl").order_by("-gueltig_ab")
    gilt = gilt.annotate(woher=Value(SCHWELLE), wer=nummer, wen=nummer, n=Cast("wert", BigIntegerField()))
    teile.append(gilt.values_list("woher", "wer", "wen", "n")[:1])
    with zahlen():
        gezaehlt = list(teile[0].union(*teile[1:], all=True))
    schwelle = max([KLEINSTE_SCHWELLE, *(n for woher, _, _, n in gezaehlt if woher == SCHWELLE)])
    je_traeger: dict[tuple[int, str], Counter[int]] = {}
    eigene: Counter[tuple[int, str]] = Counter()
    for woher, wer, wen, anzahl in gezaehlt:
        if woher == SCHWELLE:
            continue
        je_traeger.setdefault((wen, woher), Counter())[wer] += anzahl
        akten = set(zeilen[woher].mandant_grenze().akten)
        if wer == zugang.traeger_id and (not akten or akten & zugang.akten):
            eigene[wen, woher] += anzahl
    nutzung: dict[int, list[Nennung]] = {}
    for (wen, woher), je in sorted(je_traeger.items()):
        zeile, eigen, anzahl = zeilen[woher], eigene[wen, woher], sum(je.values())
        wort = str(zeile._meta.verbose_name_plural)
        if zeile.mandant_grenze().akten:
            # Je Träger gerundet, dann summiert: Wer mit einer Rolle die eigenen genau und mit einer anderen alle gerundet sieht, erfährt nichts.
            fremd = {wer: n for wer, n in je.items() if not (eigen and wer == zugang.traeger_id)}
            anzahl = eigen + sum(
                gerundete_zahl(n, schwelle, "Nennungen", woher, str(wen), str(wer)) for wer, n in fremd.items()
            )
        nutzung.setdefault(wen, []).append(Nennung(wort, anzahl, eigen))
    return nutzung, schwelle
