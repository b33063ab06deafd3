"""Wer gemeint sein könnte: ein Vergleich für die Warnung vor doppelt angelegten Menschen, derselbe wie in der Suche."""

from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from arge.daten.anfrage import namensanfrage
from arge.daten.suche import haupt, kern, suchform, worte_passen


def _genau(name: str, pfad: str) -> Q:
    teile = suchform(name).split()
    schreibweisen = {kern("".join(teile)), kern("".join(haupt(teile)))}
    passt = Q()
    for wort in schreibweisen:
        passt |= Q(**{f"{pfad}__contains": f" {wort} "})
    return passt


def aehnliche(personen: QuerySet[Any], *, vorname: str, nachname: str, geburtsdatum: date | None = None) -> QuerySet[Any]:
    """Wer gemeint sein könnte, der genau gleiche Mensch zuerst.

    Gleicher Name, auch mit vertauschtem Vor- und Nachnamen (bei übersetzten Papieren häufig), gleiches Geburtsdatum und
    ähnlicher Name, oder anders und falsch geschrieben wie in der Suche des Hauses („Mohammed Chaled“, „Muhamed Khaled“). Ein Wort aus
    einem Zeichen („Cédric O“) muss ganz passen.
    """
    namen = [name for name in (nachname, vorname) if suchform(name)]
    if not namen:
        return personen.none()
    gleich, anfang = Q(), Q()
    for name in namen:
        genau = _genau(name, "suchname")
        gleich &= genau
        anfang &= genau if len(suchform(name)) == 1 else worte_passen(name, "suchname")
    treffer = anfang
    am_tag = Q(pk__in=())
    if geburtsdatum:
        am_tag = Q(geburtsdatum=geburtsdatum)
        aehnlich = Q()
        for name in namen:
            aehnlich |= worte_passen(suchform(name).split()[-1][:3], "suchname")
        treffer |= am_tag & aehnlich
    schluessel = personen.model._meta.get_field("suchschluessel").related_model._meta.db_table
    klingt = Q(pk__in=[zeile for _, zeile, _ in namensanfrage(" ".join(namen)).kandidaten(schluessel)])
    rang = Case(
        When(gleich & am_tag, then=Value(0)), When(gleich, then=Value(1)), When(klingt & am_tag, then=Value(1)),
        When(treffer, then=Value(2)), default=Value(3),
    )  # fmt: skip
    return personen.filter(treffer | klingt).order_by(rang, "suchname", "pk")
