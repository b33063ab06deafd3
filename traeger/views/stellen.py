"""Stellenplan: an jedem Tag vereinbart, bewilligt, besetzt (Konzept 3.3, Fachmodell 1)."""

from django.shortcuts import render
from django.utils import timezone

from arge import diagramm
from arge.formulare import StichtagForm
from traeger import kennzahlen
from traeger.begriffe import Recht
from traeger.tables import stellenplan_tabellen
from traeger.zugang import erfordert


@erfordert(Recht.STELLENPLAN_LESEN)
def stellenplan(request):
    """Der Stellenplan am gewählten Tag; ohne oder mit unlesbarem Tag gilt heute."""
    heute = timezone.localdate()
    form = StichtagForm(request.GET if "am" in request.GET else None, initial={"am": heute})
    am = form.tag(heute)
    plan = kennzahlen.stellenplan(am)
    tafel, abschnitte = plan.verlauf()
    kontext = {"form": form, "plan": plan, "bild": diagramm.stufen(tafel), "abschnitte": abschnitte}
    return render(request, "traeger/stellenplan.jinja", kontext | stellenplan_tabellen(plan))
