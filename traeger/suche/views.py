"""Ein Feld findet Fälle, Menschen, Projekte, Partner, Sitzungen und Seiten (Entscheidung 70).

Die Anfrage kommt als POST: Ein Name in der Adresse stünde im Protokoll des Servers, im Verlauf des Browsers und im Verweis auf die
nächste Seite. Darum hat ein Suchergebnis keine eigene Adresse.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from arge.daten.anfrage import lies_anfrage
from arge.seite.suche import KURZ, LANG, Ergebnis, suchen
from traeger.suche.forms import SucheForm


@require_http_methods(["GET", "HEAD", "POST"])
def suche(request: HttpRequest) -> HttpResponse:
    """Ohne JavaScript die ganze Seite; unter dem Feld in der Kopfzeile nur die ersten Treffer, während jemand tippt."""
    form = SucheForm(request.POST or None)
    text = form.cleaned_data["suche"] if form.is_valid() else ""
    unter_dem_feld = bool(request.htmx)  # type: ignore[attr-defined]
    ergebnis = _gefunden(request, text, KURZ if unter_dem_feld else LANG)
    kontext = {"form": form, "gesucht": text, "ergebnis": ergebnis}
    return render(request, "traeger/suche/treffer.jinja" if unter_dem_feld else "traeger/suche/suche.jinja", kontext)


def _gefunden(request: HttpRequest, text: str, je: int) -> Ergebnis:
    heute = timezone.localdate()
    ergebnis = suchen(request.user.zugang, lies_anfrage(text, heute), heute, je=je)  # type: ignore[union-attr]
    if gelesen := ergebnis.gelesen:  # Namen unter dem Feld sind gelesene Akten wie in jeder Liste
        request.gelesen("Akten", gelesen.total(), f"Suche: {', '.join(gelesen)}")  # type: ignore[attr-defined]
    return ergebnis
