"""Stellenplan: an jedem Tag vereinbart, bewilligt, besetzt (Konzept 3.3, Fachmodell 1)."""

from django.shortcuts import render
from django.utils import timezone

from arge.seite.formulare import StichtagForm
from arge.zahlen import diagramm
from traeger.begriffe import Recht
from traeger.stellen import kennzahlen
from traeger.stellen.tables.stellen import stellenplan_tabellen
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
    return render(request, "traeger/stellen/stellenplan.jinja", kontext | stellenplan_tabellen(plan))
