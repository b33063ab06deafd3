"""Übersicht VZÄ: zuerst die Bilder, darunter die Tabellen; alles auch als XLSX und PDF (Issue Träger und VZÄ)."""

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone

from arge.seite.ausgabe import als_mappe
from arge.seite.uebersicht import unlesbar
from traeger.begriffe import Lesart, Recht
from traeger.stellen import dokumente, kennzahlen
from traeger.stellen.forms.stellen import UebersichtForm
from traeger.stellen.tables.vzae import ZEILEN, blatt, dateiname
from traeger.zugang import erfordert

TITEL = "Übersicht VZÄ"


def _gezeigt(form):
    """(Plan, Blatt) zu einer gültigen Auswahl."""
    daten = form.cleaned_data
    plan = kennzahlen.stellenplan(daten["am"], (daten["von"], daten["bis"]))
    wort = "im Kontingent" if daten["lesart"] == Lesart.KONTINGENT else f"({Lesart(daten['lesart']).label})"
    return plan, blatt(plan, form.kreise, wort, form.merkmale)


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae(request):
    """Kurven und Zerlegungen am Bildschirm."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    if not form.is_valid():
        return unlesbar(request, form, TITEL)
    plan, gezeigt = _gezeigt(form)
    kontext = {"form": form, "plan": plan, "blatt": gezeigt, "zeilen": ZEILEN}
    return render(request, "traeger/stellen/vzae.jinja", kontext)


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae_xlsx(request):
    """Alles Gezeigte als Mappe, jede Zerlegung ein Blatt, ohne Obergrenze."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    if not form.is_valid():
        return unlesbar(request, form, TITEL, datei=True)
    plan, gezeigt = _gezeigt(form)
    return als_mappe(dateiname(plan, "xlsx"), gezeigt.blaetter())


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae_pdf(request):
    """Dasselbe zum Drucken und Ablegen (PDF/UA-1, PDF/A-3a)."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    if not form.is_valid():
        return unlesbar(request, form, TITEL, datei=True)
    plan, gezeigt = _gezeigt(form)
    inhalt = dokumente.vzae_pdf(plan=plan, blatt=gezeigt, auswahl=form.auswahl, erstellt_am=timezone.now())
    return FileResponse(inhalt, as_attachment=True, filename=dateiname(plan, "pdf"), content_type="application/pdf")
