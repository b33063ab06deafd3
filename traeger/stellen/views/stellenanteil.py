"""Stellenanteile und Bewilligungen pflegen: jede Änderung ein neuer Zeitraum (Fachmodell 1)."""

from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from arge.zahlen.format import datum
from traeger.begriffe import Recht, Stellenkreis
from traeger.models import Bewilligung, Stellenanteil
from traeger.stellen.filters import StellenanteilFilter
from traeger.stellen.forms.vereinbarung import AenderungForm, BewilligungForm, EndeForm, KorrekturForm, StellenanteilForm
from traeger.stellen.kennzahlen import kreis
from traeger.stellen.tables.stellenanteil import STELLENANTEILE, stelle, verlauf
from traeger.stellen.vorgaenge import stellen as vorgaenge
from traeger.zugang import erfordert


def _anteil(pk):
    """Stellenanteile nennen niemanden; wer den Stellenplan sieht, sieht alle."""
    return get_object_or_404(Stellenanteil.objects.select_related("traeger", "standort", "vereinbarung"), pk=pk)


@erfordert(Recht.STELLENPLAN_LESEN)
def stellenanteil_liste(request):
    """Stellenanteile eines Tages nach Träger, Aufgabe, Quelle."""
    darf = request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    neu = ("Stellenanteil anlegen", reverse("traeger:stellenanteil-neu"))
    return liste(
        request, Stellenanteil.objects.annotate(kreis=kreis()), spalten=STELLENANTEILE, filter=StellenanteilFilter, titel="Stellenanteile",
        ordnung="traeger__kurzname", export="stellenanteile", kontext={"neu": neu} if darf else {},
        leer=Leer("Noch kein Stellenanteil.", *(["Legen Sie den ersten an.", *neu] if darf else [])),
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def stellenanteil_detail(request, pk):
    """Ein Zeitraum der Stelle mit allen anderen, ihren Bewilligungen und drei Kurven."""
    anteile, darf = stelle(pk), request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    anteil = next((einer for einer in anteile if einer.pk == pk), None)
    if anteil is None:
        raise Http404
    kontext = {
        "anteil": anteil,
        "darf": darf,
        "kreis": Stellenkreis(anteil.kreis).label,
        "heute": timezone.localdate(),
        **verlauf(anteil, anteile, darf),
    }
    return render(request, "traeger/stellen/stellenanteil_detail.jinja", kontext)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_neu(request):
    """Neuer Stellenanteil."""
    form = StellenanteilForm(request.POST or None, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            anteil = vorgaenge.stellenanteil_anlegen(anteil=form.instance)
            messages.success(request, "Der Stellenanteil ist angelegt.")
            return redirect("traeger:stellenanteil-detail", anteil.pk)
    return render(request, "traeger/stellen/stellenanteil_neu.jinja", {"form": form})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_aendern(request, pk):
    """Neue Werte ab einem Tag; der bisherige Zeitraum bleibt lesbar."""
    anteil = _anteil(pk)
    form = AenderungForm(request.POST or None, instance=copy(anteil), heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            ab, von = form.cleaned_data["ab"], request.user.zugang
            neu = vorgaenge.stellenanteil_aendern(anteil=anteil, ab=ab, werte=form.werte, von=von)
            messages.success(request, f"Die Änderung gilt ab {datum(neu.von)}. Der Zeitraum davor bleibt lesbar.")
            return redirect("traeger:stellenanteil-detail", neu.pk)
    return render(request, "traeger/stellen/stellenanteil_aendern.jinja", {"form": form, "anteil": anteil})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_korrigieren(request, pk):
    """Schreibfehler im Zeitraum selbst berichtigen, mit Begründung."""
    anteil, heute = _anteil(pk), timezone.localdate()
    form = KorrekturForm(request.POST or None, instance=copy(anteil), heute=heute)
    if form.is_valid():
        with saetze_im(form):
            grund, von = form.cleaned_data["grund"], request.user.zugang
            vorgaenge.stellenanteil_korrigieren(anteil=form.instance, grund=grund, am=heute, von=von)
            messages.success(request, "Die Korrektur ist gespeichert.")
            return redirect("traeger:stellenanteil-detail", pk)
    return render(request, "traeger/stellen/stellenanteil_korrigieren.jinja", {"form": form, "anteil": anteil})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_beenden(request, pk):
    """Letzten Tag setzen."""
    anteil = _anteil(pk)
    form = EndeForm(request.POST or None, gegenstand=anteil)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.stellenanteil_beenden(anteil=anteil, am=form.cleaned_data["am"])
            messages.success(request, f"Der Stellenanteil endet am {datum(form.cleaned_data['am'])}.")
            return redirect("traeger:stellenanteil-detail", pk)
    return render(request, "traeger/stellen/stellenanteil_beenden.jinja", {"form": form, "anteil": anteil})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_neu(request, pk):
    """Umfang eines Bescheids zu diesem Stellenanteil eintragen."""
    anteil = _anteil(pk)
    vorgabe = {"vzae": anteil.vzae, "von": anteil.von, "bis": anteil.bis}
    form = BewilligungForm(request.POST or None, heute=timezone.localdate(), initial=vorgabe)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.bewilligung_anlegen(bewilligung=form.instance, anteil=anteil)
            messages.success(request, "Die Bewilligung ist eingetragen.")
            return redirect("traeger:stellenanteil-detail", pk)
    return render(request, "traeger/stellen/bewilligung_bearbeiten.jinja", {"form": form, "anteil": anteil})


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_bearbeiten(request, pk):
    """Angaben des Bescheids berichtigen oder ihn beenden."""
    bewilligung = get_object_or_404(Bewilligung.objects.select_related("stellenanteil__traeger"), pk=pk)
    form = BewilligungForm(request.POST or None, instance=bewilligung, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.bewilligung_aendern(bewilligung=form.instance)
            messages.success(request, "Die Bewilligung ist gespeichert.")
            return redirect("traeger:stellenanteil-detail", bewilligung.stellenanteil_id)
    return render(
        request, "traeger/stellen/bewilligung_bearbeiten.jinja", {"form": form, "anteil": bewilligung.stellenanteil}
    )
