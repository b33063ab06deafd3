"""Lesen einer Akte wird vermerkt, in derselben Transaktion wie das Anzeigen (fakten 6.3, Art. 32 DSGVO)."""

from typing import Any

from django.db import connection, models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from traeger.models import Einsicht
from traeger.zugang.grenze import Zugang

RUECKBLICK = 60


def akte_oder_404(request: HttpRequest, menge: Any, pk: int, *, art: str) -> Any:
    """Die Zeile im Zugang der Anfrage, und dass sie gelesen wird – ein Schritt, damit niemand den zweiten vergisst.

    Fremde und unbekannte Nummern sind dieselbe 404. `menge`: Manager oder Abfrage mit `.fuer(zugang)`; `art`: das Wort
    für die Akte in der Einsicht („MBE-Fall“, höchstens 40 Zeichen).
    """
    zugang = request.user.zugang  # type: ignore[union-attr]
    akte = get_object_or_404(menge.fuer(zugang), pk=pk)
    einsicht_vermerken(akte_art=art, akte=akte)
    return akte


def sammel_einsicht(zugang: Zugang, art: str, anzahl: int, umfang: str = "") -> None:
    """Viele auf einmal: eine Liste, eine Datei, ähnliche Personen. `umfang` sagt, welche – nie mit Namen."""
    if anzahl:
        _schreiben(zugang.traeger_id, art[:40], None, umfang[:200], anzahl)


def einsicht_vermerken(*, akte_art: str, akte: models.Model) -> None:
    """Schreibt, wer welche Akte liest; scheitert das, wird die Akte nicht gezeigt (qualitaet S4).

    `akte` trägt `traeger_id`. Geschrieben wird über die Datenbankfunktion: Die Anwendungsrolle hat auf der Tabelle kein
    INSERT (qualitaet 1.5). Seiten rufen `akte_oder_404`.
    """
    _schreiben(akte.traeger_id, akte_art, akte.pk, "", 1)  # type: ignore[attr-defined]


def zuletzt_geoeffnet(zugang: Zugang, art: str, *, hoechstens: int) -> list[int]:
    """Nummern der Akten dieser Art, die dieses Konto zuletzt einzeln geöffnet hat, die jüngste zuerst.

    Gelesen werden höchstens die letzten `RUECKBLICK` Einsichten: Wer sechzigmal dieselbe Akte öffnete, sieht nur sie.
    """
    eigene = Einsicht.objects.filter(
        traeger=zugang.traeger_id, benutzer=zugang.benutzer_id, akte_art=art, akte_id__isnull=False
    )
    nummern = eigene.order_by("-gelesen_am").values_list("akte_id", flat=True)[:RUECKBLICK]
    return list(dict.fromkeys(nummern))[:hoechstens]


def _schreiben(traeger_id: int | None, art: str, akte_id: int | None, umfang: str, anzahl: int) -> None:
    """Wer liest, weiß die Datenbank aus dem signierten Zugang."""
    with connection.cursor() as cursor:
        cursor.execute("select einsicht_schreiben(%s, %s, %s, %s, %s)", [traeger_id, art, akte_id, umfang, anzahl])
