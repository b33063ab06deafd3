"""Integrationsplan: vereinbaren, als neue Fassung fortschreiben, frühere Fassungen lesen (VwV, Konzept 3.2)."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from integrationsmanagement import vorgaenge
from integrationsmanagement.forms import PlanForm, ziele_formulare
from integrationsmanagement.models import Integrationsplan
from integrationsmanagement.views.fall import IM
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import akte_oder_404

GEMEINSAM = "Gemeinsam mit der Person: wo steht sie, was soll erreicht werden, wer tut was bis wann."
WEITERFUEHREN = "Die vorige Fassung bleibt lesbar. Werten Sie ihre Ziele aus und führen Sie weiter, was weiter gilt."


@erfordert(Recht.IM_BEARBEITEN)
def plan_neu(request, pk):
    """Nächste Fassung, vorbelegt aus der vorigen: Auch das ist gelesen, darum steht es in der Einsicht (`IM.akte`)."""
    fall = IM.akte(request, pk)
    voriger = fall.plaene.first()
    form = PlanForm(request.POST or None, voriger=voriger, heute=timezone.localdate())
    ziele = ziele_formulare(request.POST or None, voriger)

    def tun():
        neue = [z.instance for z in ziele if z.cleaned_data and not z.cleaned_data.get("DELETE")]
        return vorgaenge.plan_vereinbaren(
            plan=form.instance, ziele=neue, fall=fall, durch=request.user.zugang, heute=form.heute
        )

    return IM.seite(
        request, fall, [ziele, form], von="fall-plan", tun=tun, erfolg="Der Integrationsplan ist vereinbart.", knopf="Plan vereinbaren",
        titel=f"Integrationsplan, Fassung {voriger.nummer + 1}" if voriger else "Integrationsplan vereinbaren",
        text=WEITERFUEHREN if voriger else GEMEINSAM, kontext={"ziele": ziele},
        vorlage="integrationsmanagement/plan_neu.jinja",
    )  # fmt: skip


@erfordert(Recht.IM_LESEN)
@require_safe
def plan_detail(request, pk):
    plan = akte_oder_404(
        request, Integrationsplan.objects.select_related("fall__person", "vereinbart_von"), pk, art="Integrationsplan"
    )
    inhalt = {"plan": plan, "ziele": plan.ziele.order_by("pk"), "krumen": IM.krumen(plan.fall, "fall-plan")}
    return render(request, "integrationsmanagement/plan_detail.jinja", inhalt)
