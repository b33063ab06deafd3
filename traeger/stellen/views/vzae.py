"""Übersicht VZÄ: zuerst die Bilder, darunter die Tabellen; alles auch als XLSX und PDF (Issue Träger und VZÄ)."""

from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.ausgabe import als_mappe
from arge.seite.bilder import seite_mit_bildern
from arge.seite.mappe import erstellt_von
from arge.seite.uebersicht import unlesbar
from traeger.auftrag.views import absendung, beauftragen
from traeger.begriffe import Recht
from traeger.stellen.forms.stellen import UebersichtForm
from traeger.stellen.tables.vzae import HINWEIS, ZEILEN, angaben, dateiname
from traeger.zugang import erfordert

TITEL = "Übersicht VZÄ"


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vzae(request):
    """Kurven und Zerlegungen am Bildschirm."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    if not form.is_valid():
        return unlesbar(request, form, TITEL)
    plan, gezeigt = form.gezeigt()
    druck = form.adresse | {"absendung": absendung(request)}
    kontext = {"form": form, "plan": plan, "blatt": gezeigt, "zeilen": ZEILEN, "hinweis": HINWEIS, "druck": druck}
    return seite_mit_bildern(request, "traeger/stellen/vzae.jinja", kontext, gezeigt.bilder)


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vzae_xlsx(request):
    """Alles Gezeigte als Mappe, jede Zerlegung ein Blatt, ohne Obergrenze."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    if not form.is_valid():
        return unlesbar(request, form, TITEL, datei=True)
    plan, gezeigt = form.gezeigt()
    beschreibung = angaben(plan, form.auswahl, erstellt_von(request.user), form.kuenftig)
    return als_mappe(dateiname(plan, "xlsx"), gezeigt.blaetter(), beschreibung)


@erfordert(Recht.STELLENPLAN_LESEN)
@require_POST
def vzae_pdf(request):
    """Dasselbe zum Drucken und Ablegen (PDF/UA-1, PDF/A-3a) als Auftrag; eine unlesbare Auswahl zeigt die Übersicht mit ihrem Satz."""
    form = UebersichtForm(request.POST, heute=timezone.localdate())
    uebersicht = f"{reverse('traeger:vzae')}?{urlencode(form.adresse)}"
    if not form.is_valid():
        return redirect(uebersicht)
    return beauftragen(request, art="vzae-pdf", parameter=form.adresse, zurueck=uebersicht)
