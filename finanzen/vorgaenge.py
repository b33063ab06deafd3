"""Schreibende Vorgänge der Finanzen."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from finanzen.dokumente import kanonisch, nachweis_daten
from finanzen.kennzahlen import protokollstand
from finanzen.models import Beitraege, Fassung
from traeger.models import Benutzer

#: Kennung der Sperre, unter der Fassungen entstehen.
SPERRE = 740_201


def _nacheinander() -> None:
    """Fassungen aller Jahre entstehen eine nach der anderen; die Sperre endet mit der Transaktion.

    Wogegen eine gehalten wird, liest sie unter derselben Sperre, unter der sie entsteht: Zwei zugleich sähen einander nicht, und ihr Unterschied
    wäre der eine Mensch, der dazwischen kam. Für alle Jahre, denn gehalten wird auch gegen das davor und das danach.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, 0)", [SPERRE])


@transaction.atomic
def fassung_einfrieren(
    *, schluessel: str, jahr: int, daten: dict[str, Any], am: datetime, durch: Benutzer | None,
    beitraege: dict[str, Any] | None = None, stand: dict[str, int] | None = None,
) -> Fassung:  # fmt: skip
    """Neue Fassung mit nächster Nummer; derselbe Schlüssel (wiederholter Auftrag) gibt die schon eingefrorene zurück."""
    _nacheinander()
    if vorhanden := Fassung.objects.filter(schluessel=schluessel).first():
        return vorhanden
    letzte = Fassung.objects.filter(jahr=jahr).aggregate(n=Max("nummer"))["n"] or 0
    fassung = Fassung.objects.create(
        jahr=jahr, nummer=letzte + 1, daten=daten, pruefsumme=hashlib.sha256(kanonisch(daten)).hexdigest(),
        schluessel=schluessel, erstellt_am=am, erstellt_von=durch, stand=protokollstand() if stand is None else stand,
    )  # fmt: skip
    Beitraege.objects.create(fassung=fassung, inhalt=json.dumps(beitraege or {}))
    return fassung


def fruehere_fassungen(jahr: int) -> dict[int, list[Fassung]]:
    """Jahr → seine Fassungen: alle, neben denen eine neue dieses Jahres liegen kann."""
    jahre = (jahr - 1, jahr, jahr + 1)
    fassungen = Fassung.objects.filter(jahr__in=jahre).select_related("beitraege").order_by("nummer")
    return {j: [fassung for fassung in fassungen if fassung.jahr == j] for j in jahre}


@transaction.atomic
def nachweis_erstellen(
    *, schluessel: str, jahr: int, heute: date, am: datetime, durch: Benutzer | None, fortschritt: Any
) -> Fassung:
    """Zahlen sammeln und einfrieren; ein zweiter Lauf desselben Auftrags zählt nicht neu."""
    _nacheinander()
    if vorhanden := Fassung.objects.filter(schluessel=schluessel).first():
        return vorhanden
    stand = protokollstand()  # vor dem Zählen: Lieber steht etwas als geändert da, das schon mitzählt, als umgekehrt
    daten, beitraege = nachweis_daten(jahr=jahr, heute=heute, fruehere=fruehere_fassungen(jahr), fortschritt=fortschritt)
    fortschritt(65, "Fassung einfrieren")
    return fassung_einfrieren(
        schluessel=schluessel, jahr=jahr, daten=daten, am=am, durch=durch, beitraege=beitraege, stand=stand
    )
