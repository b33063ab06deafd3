"""Ratsuchende Personen: Angaben ändern, Dublettenwarnung beim Tippen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from arge.daten.schreiben import saetze_im
from beratung.forms import DublettenForm, PersonForm, dubletten
from beratung.models import Fall
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


@require_POST
@erfordert(Recht.FALL_BEARBEITEN, Recht.IM_BEARBEITEN)
def person_dubletten(request):
    """Treffer im eigenen Träger als Teilstück (htmx); als POST, denn Namen gehören nicht in Adressen und Protokolle."""
    form = DublettenForm(request.POST, prefix="person")
    treffer = list(dubletten(request.user.zugang, **form.cleaned_data)[:5]) if form.is_valid() else []
    ziel = "integrationsmanagement:fall-neu" if request.POST.get("bereich") == "IM" else "beratung:fall-neu"
    return render(request, "beratung/_dubletten.jinja", {"treffer": treffer, "ziel": ziel})


@erfordert(Recht.FALL_BEARBEITEN)
def person_bearbeiten(request, pk):
    """Angaben der Person eines MBE-Falls; zurück geht es zum Fall, von dem man kam."""
    fall = get_object_or_404(Fall.objects.fuer(request.user.zugang).select_related("person"), pk=pk)
    rahmen = {"zugang": request.user.zugang, "heute": timezone.localdate()}
    form = PersonForm(request.POST or None, instance=fall.person, **rahmen)
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Angaben zur Person sind gespeichert.")
            return redirect("beratung:fall-detail", fall.pk)
    einsicht_vermerken(akte_art="Person", akte=fall.person, zugang=request.user.zugang)
    return render(request, "beratung/person_bearbeiten.jinja", {"fall": fall, "form": form})
