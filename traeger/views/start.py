"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from contextlib import nullcontext
from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.format import GESPERRT, SCHREIBWEISEN
from arge.kennzahl import nach_nummer
from arge.vorlagen import url_oder_leer
from arge.zeitraum import Zeitraum
from traeger.zugang import zahlen


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.darf(recht)]
    # Wer Akten führt, sieht die Zahlen des eigenen Trägers; alle anderen Summen über alle.
    with nullcontext() if zugang.akten else zahlen():
        kacheln = [_kachel(zugang, heute, *kachel) for *kachel, recht in settings.KACHELN if zugang.darf(recht)]
    return render(request, "start.jinja", {"griffe": griffe, "kacheln": kacheln, "heute": heute})


def _kachel(zugang, heute: date, nummer: str, wann: str, ziel: tuple[str, str] | None) -> dict[str, str]:
    """Zahl, Wort und Ziel; Rollen ohne eigenen Träger und die Stadt bekommen Summen, unter der Mindestfallzahl gesperrt."""
    kennzahl = nach_nummer(nummer)
    zeitraum = Zeitraum(heute, heute) if wann == "heute" else Zeitraum(date(heute.year, 1, 1), heute)
    if zugang.akten:
        wert = kennzahl.fuer(zugang, zeitraum)
    else:
        wert = kennzahl.wert(zeitraum)
        if kennzahl.schutz and 0 < wert < settings.MINDESTFALLZAHL:
            wert = GESPERRT
    schreibweise = {"Euro": "euro", "VZÄ": "vzae", "Stunden": "stunden"}.get(kennzahl.zaehlgroesse, "zahl")
    adresse = url_oder_leer(ziel[0]) if ziel else ""
    return {
        "wert": SCHREIBWEISEN[schreibweise](wert),
        "name": f"{kennzahl.name}, {'heute' if wann == 'heute' else heute.year}",
        "ziel": f"{adresse}?{ziel[1].format(jahr=heute.year)}" if ziel and adresse and ziel[1] else adresse,
    }
