"""Gespräche: erfassen in unter einer Minute, berichtigen ohne Textverlust."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from arge.seite.liste import Leer, liste
from beratung.views.akte import neu_durch, rahmen
from integrationsmanagement import vorgaenge
from integrationsmanagement.filters import GespraechFilter
from integrationsmanagement.forms import GespraechForm
from integrationsmanagement.models import Gespraech
from integrationsmanagement.tables import GESPRAECHE
from integrationsmanagement.views.fall import IM
from traeger.begriffe import Recht
from traeger.zugang import erfordert


@erfordert(Recht.IM_LESEN)
def gespraech_liste(request):
    """Gespräche ohne Notizen: die Zeilen hinter den Zahlen."""
    neu = reverse("integrationsmanagement:gespraech-schnell")
    return liste(
        request, Gespraech.auch_stornierte.fuer(request.user.zugang), spalten=GESPRAECHE, filter=GespraechFilter, titel="Gespräche",
        ordnung="-am", export="im-gespraeche", vorlage="integrationsmanagement/gespraech_liste.jinja",
        leer=Leer("Noch keine Gespräche.", "Das erste ist in einer Minute erfasst.", "Gespräch erfassen", neu),
    )  # fmt: skip


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_schnell(request):
    return IM.waehlen(request, titel="Gespräch erfassen", text="Mit wem haben Sie gesprochen?")


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_neu(request, pk):
    fall = IM.akte(request, pk)
    form = GespraechForm(request.POST or None, fall=fall, **rahmen(request))

    def tun():
        return vorgaenge.gespraech_erfassen(gespraech=form.instance, fall=fall, **neu_durch(request, form))

    return IM.seite(
        request, fall, form, von="fall-detail", tun=tun, titel="Gespräch erfassen", knopf="Gespräch speichern",
        erfolg="Das Gespräch ist gespeichert.", breit=True, rueckgaengig=IM.storno.rueckweg,
        noch_eins=("Speichern und nächstes Gespräch", IM.url("gespraech-schnell")),
    )  # fmt: skip


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_bearbeiten(request, pk):
    gespraech = IM.eintrag(request, pk)
    if gespraech.storniert_am is not None:
        return redirect(IM.storno.adresse(gespraech))
    form = GespraechForm(request.POST or None, instance=gespraech, fall=gespraech.fall, **rahmen(request))
    return IM.seite(
        request, gespraech.fall, form, von="fall-detail", tun=lambda: vorgaenge.gespraech_aendern(
            gespraech=form.instance, heute=form.heute, trotzdem=form.ist_so_gemeint
        ),
        titel="Gespräch ändern", erfolg="Die Änderung ist gespeichert.", breit=True,
        nebenan=IM.nebenan(gespraech),
    )  # fmt: skip


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_stornieren(request, pk):
    return IM.storno.seite(request, IM.eintrag(request, pk))


@erfordert(Recht.IM_BEARBEITEN)
@require_POST
def gespraech_wiederherstellen(request, pk):
    return IM.storno.zuruecknehmen(request, IM.eintrag(request, pk))


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_verschieben(request, pk):
    return IM.verschieben(request, pk)
