"""Spalten der Stammdaten, und was an einem Ort hängt."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from arge.seite.etikett import stand_etikett
from arge.seite.liste import Spalte
from traeger.models import Standort, StandortAlias
from traeger.models.basis import haengt_an
from traeger.zugang import zahlen

TRAEGER = [
    Spalte("kurzname", "Kurzname", link="traeger:traeger-detail", sortierbar=True),
    Spalte("name", "Name", sortierbar=True),
    Spalte("art", "Art"),
    Spalte("ansprechperson", "Ansprechperson"),
    Spalte("datenschutzregime", "Datenschutz"),
]


def _ort_stand(von: Any, bis: Any) -> Any:
    """Ein Ort ohne Beginn gilt schon immer."""
    return stand_etikett(von or date.min, bis)


STANDORTE = [
    Spalte("name", "Standort", link="traeger:standort-detail", sortierbar=True),
    Spalte(("strasse", "plz"), "Anschrift"),
    Spalte("stadtteil__name", "Stadtteil", sortierbar=True),
    Spalte("quartier__name", "Quartier"),
    Spalte("traeger__kurzname", "Träger"),
    Spalte("ist_gu", "Gemeinschaftsunterkunft"),
    Spalte(("von", "bis"), "Stand", format=_ort_stand),
]

QUARTIERE = [
    Spalte("name", "Quartier", link="traeger:quartier-bearbeiten", sortierbar=True),
    Spalte("stadtteil__name", "Stadtteil", sortierbar=True),
    Spalte("orte", "Standorte", zahl=True),
]


def ort_mit_anhang(pk: int) -> tuple[Standort | None, list[Standort], list[tuple[str, int]]]:
    """(Ort, Orte, in die er umzog, (Wort, Anzahl) je Tabelle, die auf ihn verweist) – über alle Träger, darum nur gezählt."""
    anhang = [(m, feld) for m, feld in haengt_an(Standort) if m not in (Standort, StandortAlias)]
    zaehler = {f"haengt_{n}": _anzahl(modell, feld) for n, (modell, feld) in enumerate(anhang)}
    orte = Standort.objects.select_related("stadtteil", "quartier", "traeger", "vorgaenger").annotate(**zaehler)
    with zahlen():
        zeilen = list(orte.filter(Q(pk=pk) | Q(vorgaenger=pk)).order_by("von", "pk"))
    ort = next((zeile for zeile in zeilen if zeile.pk == pk), None)
    worte = [str(modell._meta.verbose_name_plural) for modell, _ in anhang]
    return ort, [z for z in zeilen if z.pk != pk], [(w, getattr(ort, f"haengt_{n}", 0)) for n, w in enumerate(worte)]


def _anzahl(modell: Any, feld: str) -> Coalesce:
    zeilen = modell._default_manager.filter(**{feld: OuterRef("pk")}).order_by().values(feld)
    return Coalesce(Subquery(zeilen.annotate(n=Count("pk")).values("n")), 0)
