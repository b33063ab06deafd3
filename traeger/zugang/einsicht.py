"""Lesen einer Akte wird vermerkt, in derselben Transaktion wie das Anzeigen (fakten 6.3, Art. 32 DSGVO)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import BooleanField, Count, F, Func, Max, Q, Subquery
from django.db.models.functions import TruncDate
from django.db.models.lookups import Exact
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from traeger.models import Einsicht
from traeger.zugang.grenze import Zugang

RUECKBLICK = 60
#: `umfang` einer Einsicht, bei der die ganze Akte auf Papier kam.
DRUCK = "Druck"


def akte_oder_404(request: HttpRequest, menge: Any, pk: int, *, art: str, umfang: str = "") -> Any:
    """Die Zeile im Zugang der Anfrage, und dass sie gelesen wird – ein Schritt, damit niemand den zweiten vergisst.

    Fremde und unbekannte Nummern sind dieselbe 404. `menge`: Manager oder Abfrage mit `.fuer(zugang)`; `art`: das Wort
    für die Akte in der Einsicht („MBE-Fall“, höchstens 40 Zeichen), `umfang`: was davon es mehr ist als eine Seite (`DRUCK`).
    """
    zugang = request.user.zugang  # type: ignore[union-attr]
    akte = get_object_or_404(menge.fuer(zugang), pk=pk)
    einsicht_vermerken(akte_art=art, akte=akte, umfang=umfang)
    return akte


def sammel_einsicht(zugang: Zugang, art: str, anzahl: int, umfang: str = "") -> None:
    """Viele auf einmal: eine Liste, eine Datei, ähnliche Personen. `umfang` sagt, welche – nie mit Namen."""
    if anzahl:
        _schreiben(zugang.traeger_id, art[:40], None, umfang[:200], anzahl)


def einsicht_vermerken(*, akte_art: str, akte: models.Model, umfang: str = "") -> None:
    """Schreibt, wer welche Akte liest; scheitert das, wird die Akte nicht gezeigt (qualitaet S4).

    `akte` trägt `traeger_id`. Geschrieben wird über die Datenbankfunktion: Die Anwendungsrolle hat auf der Tabelle kein
    INSERT (qualitaet 1.5). Seiten rufen `akte_oder_404`.
    """
    _schreiben(akte.traeger_id, akte_art, akte.pk, umfang, 1)  # type: ignore[attr-defined]


def zuletzt_geoeffnet(zugang: Zugang, art: str, *, hoechstens: int) -> list[int]:
    """Nummern der Akten dieser Art, die dieses Konto zuletzt einzeln geöffnet hat, die jüngste zuerst.

    Gelesen werden höchstens die letzten `RUECKBLICK` Einsichten: Wer sechzigmal dieselbe Akte öffnete, sieht nur sie.
    """
    eigene = Einsicht.objects.filter(
        traeger=zugang.traeger_id, benutzer=zugang.benutzer_id, akte_art=art, akte_id__isnull=False
    )
    nummern = eigene.order_by("-gelesen_am").values_list("akte_id", flat=True)[:RUECKBLICK]
    return list(dict.fromkeys(nummern))[:hoechstens]


class Darin(NamedTuple):
    """Was in einer Akte liegt und eine eigene Seite hat: Art der Einsicht, Nummern als Abfrage, und wo es wandern kann, in welcher Akte
    es lag, als jemand es las (zu `akte_id` und `gelesen_am` der Einsicht).
    """

    art: str
    nummern: Any
    damals: Any = None


def gelesen_von(akte: Any, akte_art: str, teile: Iterable[Darin], seite: int, je_seite: int) -> tuple[list[Any], bool]:
    """Wer diese Akte an welchem Tag öffnete, neueste zuerst, und ob es Ältere gibt; eine Abfrage, eine Zeile je Mensch und Tag.

    `teile`: was in ihr liegt. Listen, Suche und Startseite zeigen viele auf einmal; ihre Sammel-Einsichten nennen keine Nummer und
    stehen hier nicht.
    """
    hier = Q(akte_art=akte_art, akte_id=akte.pk) | Q(akte_art="Person", akte_id=akte.person_id)
    for art, nummern, damals in teile:  # als Feld gelesen, damit jedes „oder“ den Index nimmt
        darin = Func(
            "akte_id",
            ArraySubquery(nummern),
            template="(%(expressions)s))",
            arg_joiner=" = any(",
            output_field=BooleanField(),
        )
        hier |= Q(darin, akte_art=art) & (Q() if damals is None else Q(Exact(Subquery(damals), akte.pk)))
    je_tag = (
        Einsicht.objects.filter(hier, traeger=akte.traeger_id)
        .annotate(tag=TruncDate("gelesen_am"))
        .values("tag", "benutzer", wer=F("benutzer__name"))
        .annotate(
            mal=Count("pk"),
            zuletzt=Max("gelesen_am"),
            gedruckt=Count("pk", filter=Q(umfang=DRUCK)),
            vertretung=Count("vertretung_id"),
        )
        .order_by("-tag", "-zuletzt")
    )
    ab = (seite - 1) * je_seite
    zeilen = list(je_tag[ab : ab + je_seite + 1])
    return zeilen[:je_seite], len(zeilen) > je_seite


def _schreiben(traeger_id: int | None, art: str, akte_id: int | None, umfang: str, anzahl: int) -> None:
    """Wer liest, weiß die Datenbank aus dem signierten Zugang."""
    with connection.cursor() as cursor:
        cursor.execute("select einsicht_schreiben(%s, %s, %s, %s, %s)", [traeger_id, art, akte_id, umfang, anzahl])
