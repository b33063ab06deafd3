"""Startseite je Rolle: was zu tun ist und wie es steht (Fachmodell 6)."""

from collections.abc import Callable, Iterator
from datetime import date

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from arge.seite.vorlagen import url_oder_leer
from arge.seite.zeilen import adresse, wann
from arge.zahlen.format import SCHREIBWEISEN, datum
from traeger.models import Mitgliedschaft
from traeger.personal.views.abwesenheit import vertretungen_heute
from traeger.start.kennzahlen import Veroeffentlicht, hat_eigene, kachelwerte, kennzahlen_heute, vorjahr, wessen
from traeger.warnung.views import anstehend


@require_safe
def start(request):
    """Schnellzugriff und Kacheln der aktiven Mitgliedschaft."""
    zugang, heute = request.user.zugang, timezone.localdate()
    griffe = [(titel, url_oder_leer(name)) for name, titel, recht in settings.SCHNELLZUGRIFF if zugang.darf(recht)]
    kacheln = _kacheln(zugang, heute, [(n, wann, seite) for n, wann, recht, seite in settings.KACHELN if zugang.darf(recht)])
    kontext = {"griffe": griffe, "kacheln": kacheln, "heute": heute, "vertretungen": vertretungen_heute(zugang)}
    abschnitte = [a for tun in _beitraege(zugang, settings.STARTSEITE) if (a := tun(request, heute))]
    if anzahl := sum(a.gelesen for a in abschnitte):  # Namen auf einer Seite sind gelesene Akten
        request.gelesen("Akten", anzahl, f"Startseite: {', '.join(a.titel for a in abschnitte if a.gelesen)}")
    wartet = [punkt for tun in _beitraege(zugang, settings.WARTET) for punkt in tun(request, heute)]
    kontext |= {"abschnitte": abschnitte, "wartet": wartet}
    if zugang.rolle is None:
        eigene = Mitgliedschaft.objects.wartend().offen_ab(heute).filter(benutzer=zugang.benutzer_id)
        kontext |= {"wartend": list(eigene.select_related("traeger"))}
    return render(request, "start.jinja", kontext | {"anstehend": anstehend(zugang, heute)})


def _beitraege(zugang, liste) -> Iterator[Callable]:
    """Was die Apps dieser Rolle beisteuern; Rechte entscheiden, Rollen sagen nur, wessen Arbeit es ist."""
    for pfad, recht, rollen in liste:
        if zugang.rolle and (rollen is None or zugang.rolle in rollen) and (recht is None or zugang.darf(recht)):
            yield import_string(pfad)


def _kacheln(zugang, heute: date, kacheln: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    fragen = [(nummer, wann) for nummer, wann, _ in kacheln]
    zahlen, davor = kachelwerte(zugang, heute, fragen)
    return [
        {
            "wert": SCHREIBWEISEN[kennzahl.schreibweise](wert),
            "name": f"{kennzahl.name}, {'heute' if wann == 'heute' else heute.year}",
            "vergleich": _vergleich(kennzahl, vorher, wann, vorjahr(heute)),
            "ziel": adresse(kennzahl, zeitraum, zugang, wessen(zugang)) or (url_oder_leer(uebersicht) if uebersicht else ""),
        }
        for (kennzahl, zeitraum, wert), vorher, (_, wann, uebersicht) in zip(zahlen, davor, kacheln, strict=True)
    ]


def _vergleich(kennzahl, wert, wann: str, tag: date) -> str:
    """„am 28.11.2025: 212“; nichts, wo es damals nichts gab: ein Vergleich mit null sagt nur, dass noch niemand erfasst hat."""
    text = SCHREIBWEISEN[kennzahl.schreibweise](wert) if wert else ""
    return f"{'am' if wann == 'heute' else f'{tag.year} bis zum'} {datum(tag)}: {text}" if text else ""


@require_safe
def kennzahlen(request):
    """Alle Kennzahlen des Hauses: Definition, Zeitraum, Wert für diese Rolle, Weg zu den Zeilen."""
    zugang, heute = request.user.zugang, timezone.localdate()
    gelesen: dict = {}
    gruppen = [
        (titel, [_kennzahl(zugang, heute, gelesen, *zeile) for zeile in zeilen])
        for titel, zeilen in kennzahlen_heute(zugang, heute).items()
    ]
    kontext = {"gruppen": gruppen, "eigene": hat_eigene(zugang), "traeger": zugang.traeger}
    return render(request, "traeger/start/kennzahlen.jinja", kontext)


def _kennzahl(zugang, heute: date, gelesen: dict, k, zeitraum, wert, ist_eigene: bool) -> dict[str, str]:
    angaben = {"nummer": k.nummer, "name": k.name, "definition": k.definition_am(heute, gelesen), "quelle": k.quelle}
    if isinstance(wert, Veroeffentlicht):
        return angaben | {"wann": wert.wann, "wert": wert.text, "ziel": wert.ziel, "wohin": "Verwendungsnachweis mit"}
    return angaben | {
        "wohin": "Zeilen hinter",
        "wann": wann(k, zeitraum) if hasattr(k, "art") else wann(k.zaehler, zeitraum),
        "wert": "" if wert is None else SCHREIBWEISEN[k.schreibweise](wert),
        "ziel": adresse(k, zeitraum, zugang, wessen(zugang)) if wert is not None and (ist_eigene or not k.schutz) else "",
    }  # fmt: skip
