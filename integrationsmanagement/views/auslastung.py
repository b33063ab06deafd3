"""Auslastung: externe IM-Fälle gegen besetzte VZÄ und den Schlüssel (Konzept 3.2, Fachmodell 4)."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.bilder import seite_mit_bildern
from arge.seite.formulare import StichtagForm
from arge.seite.uebersicht import unlesbar
from arge.zahlen import diagramm
from arge.zahlen.format import zahl
from integrationsmanagement import kennzahlen
from integrationsmanagement.tables import auslastung_tabellen, auslastung_tafel, gebietsbild
from traeger.begriffe import STADTTEIL_LAGE, Recht
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
    schluessel = bild.vorgaben.schluessel
    linie = diagramm.Grenze(schluessel, f"Schlüssel 1:{zahl(schluessel)}", f"über 1:{zahl(schluessel)}")
    bilder = [diagramm.balken(auslastung_tafel(bild), grenze=linie)]
    if (gebiete := gebietsbild(bild)).zeilen:
        bilder.append(diagramm.gebiete(gebiete, STADTTEIL_LAGE))
    kontext = {"form": form, "bild": bild} | auslastung_tabellen(bild, je_fachkraft)
    return seite_mit_bildern(request, "integrationsmanagement/auslastung.jinja", kontext, bilder)
