"""Stellenplan: an jedem Tag vereinbart, bewilligt, besetzt (Konzept 3.3, Fachmodell 1); für die Startseite, was endet."""

from decimal import Decimal
from operator import itemgetter

from django.db.models import Count, DecimalField, Sum, Value
from django.db.models.functions import Least
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from arge.daten.abfragen import vorbereitet
from arge.seite.bilder import seite_mit_bildern
from arge.seite.formulare import StichtagForm
from arge.seite.startseite import ZEILEN_JE_ABSCHNITT, Abschnitt, Punkt, zahlwort
from arge.seite.uebersicht import unlesbar
from arge.zahlen import diagramm
from arge.zahlen.format import datum, vzae
from arge.zahlen.zeitraum import monate_spaeter
from traeger.begriffe import Quelle, Recht
from traeger.models import Aufgabe, Bewilligung, Stellenanteil, Vereinbarung
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
    bild = diagramm.stufen(verlauf.tafel, verlauf_tabelle(verlauf), verlauf.ab, verlauf.stelle(heute))
    kontext = {"form": form, "plan": plan} | stellenplan_tabellen(plan)
    return seite_mit_bildern(request, "traeger/stellen/stellenplan.jinja", kontext, [bild])


#: So weit voraus zeigt die Startseite, was endet.
VORAUS_MONATE = 12
#: Ab so vielen Tagen vorher fällt ein Ende auf.
AUFFAELLIG_TAGE = 92
ENDEN = {
    "anteil": ("ein Stellenanteil", "Stellenanteile", "traeger:stellenanteil-liste"),
    "bescheid": ("eine Bewilligung", "Bewilligungen", "traeger:bewilligung-liste"),
}
EINZELN = {"vertrag": ("traeger:vereinbarung-detail", "Vereinbarung"), "aufgabe": ("traeger:aufgabe-detail", "Aufgabe")}


def endet(request, heute):
    """Startseite der Steuerung: was als Nächstes endet oder fällig ist, nach Tag; gleiche Quelle am selben Tag ist eine Zeile, alles in einer Abfrage."""
    zeilen = sorted(_endendes(request.user.zugang.traeger_id, heute), key=itemgetter(1, 0, 2))
    punkte = [_ende(heute, *zeile) for zeile in zeilen[:ZEILEN_JE_ABSCHNITT]]
    return Abschnitt("endet", "Was als Nächstes endet", punkte) if punkte else None


@vorbereitet()
def _endendes(traeger, heute):
    """(Art, Tag, worum es geht, Anzahl oder Nummer, VZÄ)."""
    fenster = (heute, monate_spaeter(heute, VORAUS_MONATE))
    anteile = Stellenanteil.objects.am(heute).annotate(endet=Least("bis", "befristet_bis")).filter(endet__range=fenster)
    bescheide = Bewilligung.objects.am(heute).filter(bis__range=fenster)
    vertraege = Vereinbarung.objects.am(heute).filter(bis__range=fenster)
    aufgaben = Aufgabe.objects.filter(erledigt_am__isnull=True, traeger=traeger)
    summe, ohne = (
        {"anzahl": Count("pk"), "summe": Sum("vzae")},
        Value(Decimal(0), DecimalField(max_digits=6, decimal_places=2)),
    )
    return anteile.order_by().values_list(Value("anteil"), "endet", "quelle").annotate(**summe).union(
        bescheide.order_by().values_list(Value("bescheid"), "bis", "stellenanteil__quelle").annotate(**summe),
        vertraege.order_by().values_list(Value("vertrag"), "bis", "titel", "pk", ohne),
        aufgaben.order_by().values_list(Value("aufgabe"), "faellig_am", "titel", "pk", ohne),
        all=True,
    )  # fmt: skip


def _ende(heute, art, tag, worum, anzahl, summe):
    """`anzahl` ist bei Verträgen und Aufgaben ihre Nummer."""
    tage = (tag - heute).days
    wann = (
        f"{datum(tag)}, in {zahlwort(tage, 'einem Tag', 'Tagen')}"
        if tage > 0
        else f"{datum(tag)}, {'heute' if not tage else 'überfällig'}"
    )
    zeichen = ("ueberfaellig" if tage < 0 else "bald" if tage <= AUFFAELLIG_TAGE else "offen", wann)
    if art not in ENDEN:
        route, wort = EINZELN[art]
        return Punkt(worum, reverse(route, args=[anzahl]), (zeichen,), wort)
    eins, viele, liste = ENDEN[art]
    titel = f"{Quelle(worum).label}: {zahlwort(anzahl, eins, viele)}"
    ziel = f"{reverse(liste)}?{urlencode({'am': datum(heute), 'quelle': worum, 'endet': datum(tag)})}"  # genau diese Zeilen
    return Punkt(titel, ziel, (zeichen,), f"{vzae(summe)} VZÄ")
