"""Übersicht VZÄ: zuerst die Bilder, darunter die Tabellen; alles auch als XLSX und PDF (Issue Träger und VZÄ)."""

from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone

from arge.seite.ausgabe import als_mappe
from traeger.begriffe import Lesart, Recht
from traeger.stellen import dokumente, kennzahlen
from traeger.stellen.forms.stellen import UebersichtForm
from traeger.stellen.tables.vzae import ZEILEN, blatt, dateiname
from traeger.zugang import erfordert


def _auswahl(request):
    """(Formular, Plan, Blatt) zur Adresse; was nicht zu lesen ist, sagt das Formular, gezeigt wird dann die Vorgabe."""
    form = UebersichtForm(request.GET, heute=timezone.localdate())
    gueltig = form if form.is_valid() else UebersichtForm(None, heute=form.heute)
    gueltig.is_valid()
    daten = gueltig.cleaned_data
    plan = kennzahlen.stellenplan(daten["am"], (daten["von"], daten["bis"]))
    wort = "im Kontingent" if daten["lesart"] == Lesart.KONTINGENT else f"({Lesart(daten['lesart']).label})"
    return form, gueltig, plan, blatt(plan, gueltig.kreise, wort, gueltig.merkmale)


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae(request):
    """Kurven und Zerlegungen am Bildschirm."""
    form, gueltig, plan, gezeigt = _auswahl(request)
    kontext = {"form": form, "plan": plan, "blatt": gezeigt, "zeilen": ZEILEN, "auswahl": gueltig.auswahl}
    return render(request, "traeger/stellen/vzae.jinja", kontext)


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae_xlsx(request):
    """Alles Gezeigte als Mappe, jede Zerlegung ein Blatt, ohne Obergrenze."""
    _, _, plan, gezeigt = _auswahl(request)
    return als_mappe(dateiname(plan, "xlsx"), gezeigt.blaetter())


@erfordert(Recht.STELLENPLAN_LESEN)
def vzae_pdf(request):
    """Dasselbe zum Drucken und Ablegen (PDF/UA-1, PDF/A-3a)."""
    _, gueltig, plan, gezeigt = _auswahl(request)
    inhalt = dokumente.vzae_pdf(plan=plan, blatt=gezeigt, auswahl=gueltig.auswahl, erstellt_am=timezone.now())
    return FileResponse(inhalt, as_attachment=True, filename=dateiname(plan, "pdf"), content_type="application/pdf")
