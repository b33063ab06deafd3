"""Was dem Betrieb auffallen muss: gescheiterte Aufträge aller Träger und Briefe, die nicht hinausgehen – nie, was darin steht.

Aufträge gehören der Person, die sie ausgelöst hat, auch gegenüber dem Betrieb: Gelesen wird für eine Abfrage mit `nachsehen`, und nur die
Spalten, die hier stehen. Parameter, Angaben, Dateinamen und Personen gehören nie dazu; die Vorgangsnummer führt ins Protokoll.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Value

from traeger.begriffe import AuftragStatus, Bereich
from traeger.models import Auftrag, Brief
from traeger.zugang import nachsehen

#: So weit zurück sieht der Betrieb Gescheitertes; was älter ist, hat die Person längst neu versucht oder aufgegeben.
ZURUECK = timedelta(days=7)
#: Ein Brief, der einmal nicht hinausging, geht meist beim nächsten Mal; ab dem zweiten liegt es selten am Zufall.
MEHRMALS = 2
#: Zeilen der Seite; wo mehr scheitert, hilft keine längere Liste.
ZEILEN = 100


def _gescheitert(jetzt: datetime):
    return Auftrag.objects.filter(status=AuftragStatus.GESCHEITERT, beendet_am__gt=jetzt - ZURUECK)


def _liegend():
    return Brief.objects.filter(versuche__gte=MEHRMALS)


def anzahlen(jetzt: datetime) -> dict[str, tuple[int, datetime | None]]:
    """{„auftraege“, „post“: (Anzahl, seit wann der älteste)}: Gescheitertes, das niemand wiederholt hat, und Briefe, die liegen."""
    posten = (("auftraege", _gescheitert(jetzt), "beendet_am"), ("post", _liegend(), "angelegt_am"))
    je = [
        menge.order_by().annotate(was=Value(was)).values_list("was").annotate(anzahl=Count("pk"), seit=Min(seit))
        for was, menge, seit in posten
    ]
    with nachsehen(Bereich.AUFTRAEGE):
        return {was: (anzahl, seit) for was, anzahl, seit in je[0].union(je[1], all=True)}


def gescheiterte(jetzt: datetime) -> list[dict[str, Any]]:
    """Die jüngsten davon: Art in Worten, wann, welcher Träger, Versuche, unser Satz, Vorgangsnummer."""
    with nachsehen(Bereich.AUFTRAEGE):
        zeilen = list(
            _gescheitert(jetzt)
            .order_by("-beendet_am", "-pk")
            .values("art", "beendet_am", "traeger__kurzname", "versuche", "fehler", "kennung")[:ZEILEN]
        )
    return [zeile | {"wort": settings.AUFTRAG_WORTE.get(zeile["art"], "Auftrag")} for zeile in zeilen]


def liegende_post() -> tuple[int, datetime | None]:
    """Dasselbe für die Briefe allein; sie gehören niemandem und brauchen keinen Bereich."""
    stand = _liegend().aggregate(anzahl=Count("pk"), seit=Min("angelegt_am"))
    return stand["anzahl"], stand["seit"]
