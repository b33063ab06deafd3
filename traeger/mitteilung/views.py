"""Die Glocke: was angekommen ist, der Weg dorthin, und was jemand haben will."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.formularseite import formularseite, knopfdruck
from traeger.begriffe import Anlass
from traeger.mitteilung import vorgaenge
from traeger.mitteilung.briefe import satz
from traeger.mitteilung.forms import WahlForm
from traeger.models import Mitteilung, Mitteilungswahl

HIER = ("Mitteilungen", reverse_lazy("mitteilungen"))
#: Mehr liest niemand; Älteres bleibt, bis es gelöscht wird, und rückt nach, wenn Neueres gelesen und gegangen ist.
HOECHSTENS = 100


@require_safe
def mitteilungen(request):
    """Ungelesene zuerst, darin die neuesten; nur die der aktiven Mitgliedschaft."""
    zeilen = list(Mitteilung.objects.fuer(request.user.zugang).order_by("-entstanden_am", "-pk")[:HOECHSTENS])
    for zeile in zeilen:
        zeile.satz = satz(Anlass(zeile.anlass), zeile.tag)
    kontext = {
        "neue": [zeile for zeile in zeilen if zeile.gelesen_am is None],
        "gelesene": [zeile for zeile in zeilen if zeile.gelesen_am is not None],
        "hoechstens": HOECHSTENS if len(zeilen) == HOECHSTENS else 0,
        "tage": vorgaenge.AUFHEBEN.days,
    }
    return render(request, "traeger/mitteilung/mitteilungen.jinja", kontext)


@require_POST
def mitteilung_oeffnen(request, pk):
    """Gelesen, und weiter zur Sache; ob sie noch jemand sehen darf, entscheidet deren Seite."""
    zeile = get_object_or_404(Mitteilung.objects.fuer(request.user.zugang), pk=pk)
    vorgaenge.gelesen(durch=request.user.zugang, jetzt=timezone.now(), nur=zeile.pk)
    return redirect(zeile.pfad)


@require_POST
def mitteilungen_gelesen(request):
    """Alle auf einmal, auch die, die auf der Seite keinen Platz hatten."""
    return knopfdruck(
        request, tun=lambda: vorgaenge.gelesen(durch=request.user.zugang, jetzt=timezone.now()),
        erfolg="Alle Mitteilungen sind gelesen.", zurueck=reverse("mitteilungen"),
    )  # fmt: skip


def mitteilungswahl(request):
    """Je Anlass Glocke und E-Mail; gilt für alle Mitgliedschaften des Kontos."""
    zugang = request.user.zugang
    wahl = Mitteilungswahl.objects.fuer(zugang).first() or Mitteilungswahl()
    form = WahlForm(request.POST or None, initial={"glocke": wahl.glocke, "email": wahl.email})
    return formularseite(
        request, form, tun=lambda: vorgaenge.waehlen(durch=zugang, **form.angaben), titel="Mitteilungen einstellen",
        erfolg="Ihre Wahl gilt ab jetzt.", zurueck=HIER[1], krumen=[HIER], entwurf=False,
    )  # fmt: skip
