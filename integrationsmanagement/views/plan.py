"""Integrationsplan: vereinbaren, als neue Fassung fortschreiben, frühere Fassungen lesen (VwV, Konzept 3.2)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from integrationsmanagement import vorgaenge
from integrationsmanagement.forms import PlanForm, ziele_formulare
from integrationsmanagement.models import Integrationsplan
from integrationsmanagement.views.fall import im_fall
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


@erfordert(Recht.IM_BEARBEITEN)
def plan_neu(request, pk):
    fall = im_fall(request, pk)
    voriger = fall.plaene.first()
    form = PlanForm(request.POST or None, voriger=voriger, heute=timezone.localdate())
    ziele = ziele_formulare(request.POST or None, voriger)
    if all([form.is_valid(), ziele.is_valid()]):
        with saetze_im(form):
            neue = [z.instance for z in ziele if z.cleaned_data and not z.cleaned_data.get("DELETE")]
            vorgaenge.plan_vereinbaren(plan=form.instance, ziele=neue, fall=fall, von=request.user, heute=form.heute)
            messages.success(request, "Der Integrationsplan ist vereinbart.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    inhalt = {"fall": fall, "form": form, "ziele": ziele, "voriger": voriger}
    return render(request, "integrationsmanagement/plan_neu.jinja", inhalt)


@erfordert(Recht.IM_LESEN)
def plan_detail(request, pk):
    plaene = Integrationsplan.objects.fuer(request.user.zugang).select_related("fall__person", "vereinbart_von")
    plan = get_object_or_404(plaene, pk=pk)
    einsicht_vermerken(akte_art="Integrationsplan", akte=plan, zugang=request.user.zugang)
    inhalt = {"plan": plan, "ziele": plan.ziele.order_by("pk")}
    return render(request, "integrationsmanagement/plan_detail.jinja", inhalt)
