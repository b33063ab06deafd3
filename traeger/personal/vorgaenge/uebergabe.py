"""Was an einer Fachkraft hängt, die geht: zeigen, wie viel, und gesammelt übergeben (Fachmodell 3; haus 1: durch Namen)."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from traeger.models import Fachkraft
from traeger.personal.regeln import Uebergabe
from traeger.zugang import Zugang


def _bereiche() -> list[Uebergabe]:
    return [import_string(name) for name in settings.UEBERGABEN]


def offenes(*, fachkraft: Fachkraft, ab: date, zugang: Zugang) -> str:
    """Wofür die Fachkraft ab diesem Tag noch zuständig wäre („2 MBE-Fälle und 1 IM-Fall“); leer, wenn für nichts."""
    gezaehlt = [(b, b.zeilen(zugang).filter(fachkraft=fachkraft).offen_ab(ab).count()) for b in _bereiche()]
    return " und ".join(bereich.in_worten(anzahl) for bereich, anzahl in gezaehlt if anzahl)


@transaction.atomic
def alles_uebergeben(*, fachkraft: Fachkraft, an: Fachkraft, ab: date, durch: Zugang) -> int:
    """Alle Zuständigkeiten ab dem Tag an eine andere Fachkraft; wie viele Fälle es waren."""
    wie = {"fachkraft": fachkraft, "an": an, "ab": ab, "durch": durch}
    return sum(bereich.uebergeben(bereich.zeilen(durch), **wie) for bereich in _bereiche())
