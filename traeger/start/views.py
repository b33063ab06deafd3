"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from contextlib import nullcontext
from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.vorlagen import url_oder_leer
from arge.zahlen.format import GESPERRT, SCHREIBWEISEN
from arge.zahlen.kennzahl import Zaehlung, nach_nummer, werte
from arge.zahlen.zeitraum import Zeitraum
from traeger.personal.views.abwesenheit import vertretungen_heute
from traeger.warnung.views.warnung import anstehend
from traeger.zugang import zahlen


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.darf(recht)]
    kacheln = _kacheln(zugang, heute, [kachel for *kachel, recht in settings.KACHELN if zugang.darf(recht)])
    kontext = {"griffe": griffe, "kacheln": kacheln, "heute": heute, "vertretungen": vertretungen_heute(zugang)}
    return render(request, "start.jinja", kontext | {"anstehend": anstehend(zugang, heute)})


def _kacheln(zugang, heute: date, kacheln: list[tuple[str, str, tuple[str, str] | None]]) -> list[dict[str, str]]:
    """Alle Zahlen in einer Abfrage: Wer Akten führt, sieht die des eigenen Trägers; alle anderen Summen über alle."""
    eigene = zugang if zugang.akten else None
    posten = [Zaehlung(nach_nummer(nummer), _zeitraum(wann, heute), zugang=eigene) for nummer, wann, _ in kacheln]
    with nullcontext() if eigene else zahlen():
        zahl_je_kachel = werte(*posten)
    return [
        _kachel(p.kennzahl, wert, heute, wann, ziel, offen=bool(eigene))
        for p, wert, (_, wann, ziel) in zip(posten, zahl_je_kachel, kacheln, strict=True)
    ]


def _zeitraum(wann: str, heute: date) -> Zeitraum:
    return Zeitraum(heute, heute) if wann == "heute" else Zeitraum(date(heute.year, 1, 1), heute)


def _kachel(kennzahl, wert, heute: date, wann: str, ziel: tuple[str, str] | None, *, offen: bool) -> dict[str, str]:
    """Zahl, Wort und Ziel; Rollen ohne eigenen Träger und die Stadt bekommen Summen, unter der Mindestfallzahl gesperrt."""
    if not offen and kennzahl.schutz and 0 < wert < settings.MINDESTFALLZAHL:
        wert = GESPERRT
    schreibweise = {"Euro": "euro", "VZÄ": "vzae", "Stunden": "stunden"}.get(kennzahl.zaehlgroesse, "zahl")
    adresse = url_oder_leer(ziel[0]) if ziel else ""
    return {
        "wert": SCHREIBWEISEN[schreibweise](wert),
        "name": f"{kennzahl.name}, {'heute' if wann == 'heute' else heute.year}",
        "ziel": f"{adresse}?{ziel[1].format(jahr=heute.year)}" if ziel and adresse and ziel[1] else adresse,
    }
