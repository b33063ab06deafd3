"""Über alle Träger gezählt: ein Sammler mit ihren Namen; was an einem Ort hängt."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from arge.daten.suche import Deutsch
from arge.zahlen.sammler import Sammler
from arge.zahlen.statistik import KLEINSTE_SCHWELLE
from arge.zahlen.zeitraum import Zeitraum
from traeger.begriffe import TraegerArt
from traeger.models import MandantModell, Parameter, Standort, StandortAlias, Traeger
from traeger.models.basis import haengt_an
from traeger.zugang import zahlen


def mindestfallzahl(am: date) -> int:
    """Unter so vielen Menschen steht an diesem Tag keine Zahl; nie weniger als drei."""
    return max([KLEINSTE_SCHWELLE, *map(int, _schwellen(am)[:1])])


def _schwellen(am: date) -> Any:
    gilt = Parameter.objects.am(am).filter(schluessel="mindestfallzahl")
    return gilt.order_by("-gueltig_ab").values_list("wert", flat=True)


@contextmanager
def sammeln(zeitraum: Zeitraum, stichtag: date, art: type[Sammler] = Sammler, **mehr: Any) -> Iterator[Any]:
    """Ein Sammler über alle Träger, die Stadt gesondert; gilt nur innerhalb, danach liest niemand mehr als `zahlen()`."""
    with zahlen():
        mit_schwelle = Traeger.objects.annotate(schwelle=Subquery(_schwellen(stichtag)[:1]))
        zeilen = list(mit_schwelle.order_by(Deutsch("kurzname")).values_list("pk", "kurzname", "art", "schwelle"))
        gesondert = [name for _, name, was, _ in zeilen if was == TraegerArt.KOMMUNE]
        sammler = art(zeitraum, stichtag, {pk: name for pk, name, _, _ in zeilen}, gesondert, **mehr)
        sammler.schwelle = max([KLEINSTE_SCHWELLE, *(int(wert) for *_, wert in zeilen if wert is not None)])
        yield sammler


#: Vom Träger nur, wie er heißt: Ansprechpersonen liest die Zahlenrolle nicht.
GEZEIGT = (
    *(feld.name for feld in Standort._meta.concrete_fields if feld.name != "absendung_summe"), "stadtteil__name", "quartier__name", "traeger__kurzname",
    "vorgaenger__name", "vorgaenger__bis",
)  # fmt: skip


def ort_mit_anhang(pk: int) -> tuple[Standort | None, list[Standort], list[tuple[str, int]]]:
    """(Ort, Orte, in die er umzog, (Wort, Anzahl) je Tabelle, die auf ihn verweist) – über alle Träger, darum nur gezählt.

    Tabellen mit Akten zählen nie mit: Ihre Zahl wäre ungeschützt eine Aussage über Menschen, auch wenn es sie heute nicht gibt.
    """
    anhang = _anhang()
    zaehler = {f"haengt_{n}": _anzahl(modell, feld) for n, (modell, feld) in enumerate(anhang)}
    orte = (
        Standort.objects.select_related("stadtteil", "quartier", "traeger", "vorgaenger").only(*GEZEIGT).annotate(**zaehler)
    )
    with zahlen():
        zeilen = list(orte.filter(Q(pk=pk) | Q(vorgaenger=pk)).order_by("von", "pk"))
    ort = next((zeile for zeile in zeilen if zeile.pk == pk), None)
    worte = [str(modell._meta.verbose_name_plural) for modell, _ in anhang]
    return ort, [z for z in zeilen if z.pk != pk], [(w, getattr(ort, f"haengt_{n}", 0)) for n, w in enumerate(worte)]


def haengt_danach(ort: Standort, tag: date, *, eigenes_der_traeger: bool) -> list[str]:
    """Was an diesem Ort über den Tag hinaus gilt („1 Stellenanteil“), aus denselben Tabellen und auch nur gezählt.

    `eigenes_der_traeger`: ob gefragt ist, was einem Träger gehört, oder was die Stadt selbst pflegt.
    """
    with zahlen():
        gezaehlt = [
            (modell, modell._default_manager.filter(Q(bis__isnull=True) | Q(bis__gt=tag), **{feld: ort.pk}).count())
            for modell, feld in _anhang()
            if {"von", "bis"} <= {f.name for f in modell._meta.concrete_fields}
            and issubclass(modell, MandantModell) == eigenes_der_traeger
        ]
    return [
        f"{anzahl} {modell._meta.verbose_name if anzahl == 1 else modell._meta.verbose_name_plural}"
        for modell, anzahl in gezaehlt
        if anzahl
    ]


def _anhang() -> list[tuple[Any, str]]:
    return [(m, feld) for m, feld in haengt_an(Standort) if m not in (Standort, StandortAlias) and not _hat_akten(m)]


def _hat_akten(modell: Any) -> bool:
    return hasattr(modell, "mandant_grenze") and bool(modell.mandant_grenze().akten)


def _anzahl(modell: Any, feld: str) -> Coalesce:
    zeilen = modell._default_manager.filter(**{feld: OuterRef("pk")}).order_by().values(feld)
    return Coalesce(Subquery(zeilen.annotate(n=Count("pk")).values("n")), 0)
