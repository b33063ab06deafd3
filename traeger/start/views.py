"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.vorlagen import url_oder_leer
from arge.zahlen.format import SCHREIBWEISEN
from traeger.konto.vorgaenge.mitgliedschaft import erinnerung
from traeger.models import Mitgliedschaft
from traeger.personal.views.abwesenheit import vertretungen_heute
from traeger.start.kennzahlen import kachelwerte
from traeger.warnung.views import anstehend


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.darf(recht)]
    kacheln = _kacheln(zugang, heute, [kachel for *kachel, recht in settings.KACHELN if zugang.darf(recht)])
    kontext = {"griffe": griffe, "kacheln": kacheln, "heute": heute, "vertretungen": vertretungen_heute(zugang)}
    kontext |= {"freigaben": erinnerung(durch=zugang, heute=heute)}
    if zugang.rolle is None:
        eigene = Mitgliedschaft.objects.wartend().offen_ab(heute).filter(benutzer=zugang.benutzer_id)
        kontext |= {"wartend": list(eigene.select_related("traeger"))}
    return render(request, "start.jinja", kontext | {"anstehend": anstehend(zugang, heute)})


def _kacheln(zugang, heute: date, kacheln: list[tuple[str, str, tuple[str, str] | None]]) -> list[dict[str, str]]:
    zahlen = kachelwerte(zugang, heute, [(nummer, wann) for nummer, wann, _ in kacheln])
    return [
        _kachel(kennzahl, wert, heute, wann, ziel) for (kennzahl, wert), (_, wann, ziel) in zip(zahlen, kacheln, strict=True)
    ]


def _kachel(kennzahl, wert, heute: date, wann: str, ziel: tuple[str, str] | None) -> dict[str, str]:
    """Zahl, Wort und Ziel."""
    adresse = url_oder_leer(ziel[0]) if ziel else ""
    return {
        "wert": SCHREIBWEISEN[kennzahl.schreibweise](wert),
        "name": f"{kennzahl.name}, {'heute' if wann == 'heute' else heute.year}",
        "ziel": f"{adresse}?{ziel[1].format(jahr=heute.year)}" if ziel and adresse and ziel[1] else adresse,
    }
