"""Gespräche: erfassen in unter einer Minute, berichtigen ohne Textverlust."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from integrationsmanagement import vorgaenge
from integrationsmanagement.filters import GespraechFilter
from integrationsmanagement.forms import FallWahlForm, GespraechForm
from integrationsmanagement.models import Gespraech
from integrationsmanagement.tables import GESPRAECHE
from integrationsmanagement.views.fall import im_fall
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


@erfordert(Recht.IM_LESEN)
def gespraech_liste(request):
    """Gespräche ohne Notizen: die Zeilen hinter den Zahlen."""
    neu = reverse("integrationsmanagement:gespraech-schnell")
    return liste(
        request, Gespraech.objects.fuer(request.user.zugang), spalten=GESPRAECHE, filter=GespraechFilter, titel="Gespräche",
        ordnung="-am", export="im-gespraeche", vorlage="integrationsmanagement/gespraech_liste.jinja",
        leer=Leer("Noch keine Gespräche.", "Das erste ist in einer Minute erfasst.", "Gespräch erfassen", neu),
    )  # fmt: skip


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_schnell(request):
    """Ohne Umweg über die Liste: der zuletzt beratene Fall steht schon da."""
    wahl = FallWahlForm(request.GET or None, zugang=request.user.zugang, heute=timezone.localdate())
    if wahl.is_valid():
        return redirect("integrationsmanagement:gespraech-neu", wahl.cleaned_data["fall"].pk)
    return render(request, "integrationsmanagement/gespraech_schnell.jinja", {"form": wahl})


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_neu(request, pk):
    fall = im_fall(request, pk)
    form = GespraechForm(request.POST or None, zugang=request.user.zugang, heute=timezone.localdate(), fall=fall)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.gespraech_erfassen(gespraech=form.instance, fall=fall, von=request.user, heute=form.heute)
            messages.success(request, "Das Gespräch ist gespeichert.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    return render(request, "integrationsmanagement/gespraech_neu.jinja", {"fall": fall, "form": form})


@erfordert(Recht.IM_BEARBEITEN)
def gespraech_bearbeiten(request, pk):
    gespraeche = Gespraech.objects.fuer(request.user.zugang).select_related("fall__person")
    gespraech = get_object_or_404(gespraeche, pk=pk)
    rahmen = {"zugang": request.user.zugang, "heute": timezone.localdate(), "fall": gespraech.fall}
    form = GespraechForm(request.POST or None, instance=gespraech, **rahmen)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.gespraech_aendern(gespraech=form.instance, heute=form.heute)
            messages.success(request, "Die Änderung ist gespeichert.")
            return redirect("integrationsmanagement:fall-detail", gespraech.fall_id)
    einsicht_vermerken(akte_art="IM-Gespräch", akte=gespraech, zugang=request.user.zugang)
    return render(request, "integrationsmanagement/gespraech_bearbeiten.jinja", {"gespraech": gespraech, "form": form})
