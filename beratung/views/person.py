"""Ratsuchende Personen: Dublettenwarnung beim Tippen."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from beratung.forms import DublettenForm, dubletten
from traeger.begriffe import Recht
from traeger.zugang import erfordert


@require_POST
@erfordert(Recht.FALL_BEARBEITEN, Recht.IM_BEARBEITEN)
def person_dubletten(request):
    """Treffer im eigenen Träger als Teilstück (htmx); als POST, denn Namen gehören nicht in Adressen und Protokolle."""
    form = DublettenForm(request.POST, prefix="person")
    treffer = list(dubletten(request.user.zugang, **form.cleaned_data)[:5]) if form.is_valid() else []
    request.gelesen("Ähnliche Personen", len(treffer))
    ziel = "integrationsmanagement:fall-neu" if request.POST.get("bereich") == "IM" else "beratung:fall-neu"
    return render(request, "beratung/_dubletten.jinja", {"treffer": treffer, "ziel": ziel})
