"""Stellenplan: an jedem Tag vereinbart, bewilligt, besetzt (Konzept 3.3, Fachmodell 1)."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.formulare import StichtagForm
from arge.seite.uebersicht import unlesbar
from arge.zahlen import diagramm
from traeger.begriffe import Recht
from traeger.stellen import kennzahlen
from traeger.stellen.tables.stellen import stellenplan_tabellen, verlauf_tabelle
from traeger.zugang import erfordert


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def stellenplan(request):
    """Der Stellenplan am gewählten Tag; ohne Angabe gilt heute."""
    heute = timezone.localdate()
    form = StichtagForm(request.GET if "am" in request.GET else None, initial={"am": heute})
    am = form.tag(heute)
    if am is None:
        return unlesbar(request, form, "Stellenplan")
    plan = kennzahlen.stellenplan(am)
    verlauf = plan.verlauf()
    bild = diagramm.stufen(verlauf.tafel, verlauf_tabelle(verlauf), verlauf.ab)
    kontext = {"form": form, "plan": plan, "bild": bild}
    return render(request, "traeger/stellen/stellenplan.jinja", kontext | stellenplan_tabellen(plan))
