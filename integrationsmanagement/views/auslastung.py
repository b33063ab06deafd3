"""Auslastung: externe IM-Fälle gegen besetzte VZÄ und den Schlüssel (Konzept 3.2, Fachmodell 4)."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.formulare import StichtagForm
from arge.seite.uebersicht import unlesbar
from arge.zahlen import diagramm
from integrationsmanagement import kennzahlen
from integrationsmanagement.tables import auslastung_tabellen, auslastung_tafel
from traeger.begriffe import Recht
from traeger.zugang import erfordert


@erfordert(Recht.AUSLASTUNG_LESEN)
@require_safe
def auslastung(request):
    """Nach außen nur geschützte Zahlen; der eigene Träger und seine Fachkräfte mit Rohzahlen."""
    heute = timezone.localdate()
    form = StichtagForm(request.GET if "am" in request.GET else None, initial={"am": heute})
    am, zugang = form.tag(heute), request.user.zugang
    if am is None:
        return unlesbar(request, form, "Auslastung")
    bild = kennzahlen.auslastung(am, zugang, heute)
    je_fachkraft = kennzahlen.je_fachkraft(bild, zugang) if bild.eigener else []
    linie = (bild.vorgaben.schluessel, "Schlüssel")
    kontext = {"form": form, "bild": bild, "diagramm": diagramm.balken(auslastung_tafel(bild), grenze=linie)}
    return render(request, "integrationsmanagement/auslastung.jinja", kontext | auslastung_tabellen(bild, je_fachkraft))
