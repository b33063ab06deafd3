"""Seiten mit Bildern: Jedes lässt sich als eigenständige SVG-Datei herunterladen, aus derselben Anfrage wie die Seite."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from arge.dokument.bilddatei import als_svg
from arge.zahlen.diagramm import Diagramm

UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def seite_mit_bildern(
    request: HttpRequest, vorlage: str, kontext: dict[str, Any], bilder: Sequence[Diagramm]
) -> HttpResponse:
    """Die Seite, in deren Vorlage `bilder` steht; mit `?bild=2` das zweite davon als Datei.

    Recht, Grenze und Schutz sind die der Seite: Die View rechnet beides auf demselben Weg.
    """
    if "bild" in request.GET:
        return _datei(request.GET["bild"], bilder)
    adressen = request.GET.copy()
    mit_ziel = []
    for nummer, bild in enumerate(bilder, start=1):
        adressen["bild"] = str(nummer)
        mit_ziel.append(replace(bild, ziel=f"?{adressen.urlencode()}"))
    return render(request, vorlage, kontext | {"bilder": mit_ziel})


def _datei(nummer: str, bilder: Sequence[Diagramm]) -> HttpResponse:
    gewaehlt = next((bild for stelle, bild in enumerate(bilder, start=1) if str(stelle) == nummer), None)
    if gewaehlt is None:
        raise Http404("Dieses Bild gibt es auf der Seite nicht.")
    name = f"{slugify(gewaehlt.titel.lower().translate(UMLAUTE))[:80]}.svg"
    kopf = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(als_svg(gewaehlt, titel=True), content_type="image/svg+xml; charset=utf-8", headers=kopf)
