"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.format import GESPERRT, SCHREIBWEISEN
from arge.kennzahl import Art, nach_nummer
from arge.vorlagen import url_oder_leer
from arge.zeitraum import Zeitraum
from traeger.zugang import zahlen


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.darf(recht)]
    kacheln = [_kachel(zugang, heute, *kachel) for kachel in settings.KACHELN if zugang.darf(kachel[2])]
    return render(request, "start.jinja", {"griffe": griffe, "kacheln": kacheln, "heute": heute})


def _kachel(zugang, heute: date, nummer: str, route: str, recht: str) -> dict[str, str]:
    """Zahl, Wort und Ziel; Rollen ohne eigenen Träger und die Stadt bekommen Summen, unter der Mindestfallzahl gesperrt."""
    kennzahl = nach_nummer(nummer)
    zeitraum = Zeitraum(heute, heute) if kennzahl.art == Art.STICHTAG else Zeitraum(date(heute.year, 1, 1), heute)
    wann = "heute" if kennzahl.art == Art.STICHTAG else str(heute.year)
    if zugang.akten:
        wert = kennzahl.fuer(zugang, zeitraum)
    else:
        with zahlen():
            wert = kennzahl.wert(zeitraum)
        if kennzahl.schutz and 0 < wert < settings.MINDESTFALLZAHL:
            wert = GESPERRT
    schreibweise = {"Euro": "euro", "VZÄ": "vzae", "Stunden": "stunden"}.get(kennzahl.zaehlgroesse, "zahl")
    return {"wert": SCHREIBWEISEN[schreibweise](wert), "name": f"{kennzahl.name}, {wann}", "ziel": url_oder_leer(route)}
