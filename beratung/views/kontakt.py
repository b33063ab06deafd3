"""Kontakte und Kurzberatungen: erfassen in unter einer Minute, berichtigen ohne Textverlust."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from beratung import vorgaenge
from beratung.filters import KontaktFilter, KurzberatungFilter
from beratung.forms import FallWahlForm, KontaktForm, KurzberatungForm
from beratung.models import Fall, Kontakt
from beratung.tables import KONTAKTE, KURZBERATUNGEN
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_schnell(request):
    """Ohne Umweg über die Liste: der zuletzt beratene Fall steht schon da."""
    wahl = FallWahlForm(request.GET or None, zugang=request.user.zugang, heute=timezone.localdate())
    if wahl.is_valid():
        return redirect("beratung:kontakt-neu", wahl.cleaned_data["fall"].pk)
    return render(request, "beratung/kontakt_schnell.jinja", {"form": wahl})


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_neu(request, pk):
    fall = get_object_or_404(Fall.objects.fuer(request.user.zugang).select_related("person"), pk=pk)
    form = KontaktForm(request.POST or None, zugang=request.user.zugang, heute=timezone.localdate(), fall=fall)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=fall, von=request.user, heute=form.heute)
            messages.success(request, "Der Kontakt ist gespeichert.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/kontakt_neu.jinja", {"fall": fall, "form": form})


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_bearbeiten(request, pk):
    kontakt = get_object_or_404(Kontakt.objects.fuer(request.user.zugang).select_related("fall__person"), pk=pk)
    art, rahmen = (KontaktForm, {"fall": kontakt.fall}) if kontakt.fall_id else (KurzberatungForm, {})
    form = art(request.POST or None, instance=kontakt, zugang=request.user.zugang, heute=timezone.localdate(), **rahmen)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.kontakt_aendern(kontakt=form.instance, heute=form.heute)
            messages.success(request, "Die Änderung ist gespeichert.")
            return _zurueck(kontakt)
    einsicht_vermerken(akte_art="MBE-Kontakt", akte=kontakt, zugang=request.user.zugang)
    return render(request, "beratung/kontakt_bearbeiten.jinja", {"kontakt": kontakt, "form": form})


def _zurueck(kontakt):
    return redirect("beratung:fall-detail", kontakt.fall_id) if kontakt.fall_id else redirect("beratung:kurzberatung-liste")


@erfordert(Recht.FALL_LESEN)
def kontakt_liste(request):
    """Kontakte in Fällen, ohne Notizen: die Zeilen hinter den Zahlen."""
    kontakte = Kontakt.objects.fuer(request.user.zugang).filter(fall__isnull=False)
    neu = reverse("beratung:kontakt-schnell")
    return liste(
        request, kontakte, spalten=KONTAKTE, filter=KontaktFilter, titel="Kontakte", ordnung="-am", export="kontakte",
        leer=Leer("Noch keine Kontakte.", "Der erste ist in einer Minute erfasst.", "Kontakt erfassen", neu),
        vorlage="beratung/kontakt_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def kurzberatung_liste(request):
    beratungen = Kontakt.objects.fuer(request.user.zugang).filter(fall__isnull=True)
    neu = reverse("beratung:kurzberatung-neu")
    return liste(
        request, beratungen, spalten=KURZBERATUNGEN, filter=KurzberatungFilter, titel="Kurzberatungen", ordnung="-am",
        export="kurzberatungen",
        leer=Leer("Noch keine Kurzberatung.", "Anonym und in zehn Sekunden erfasst.", "Kurzberatung erfassen", neu),
        vorlage="beratung/kurzberatung_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.FALL_BEARBEITEN)
def kurzberatung_neu(request):
    """Anonym: ohne Fall, ohne Namen, ohne Freitext."""
    rahmen = {"zugang": request.user.zugang, "heute": timezone.localdate()}
    form = KurzberatungForm(request.POST or None, initial={"dauer_minuten": 15}, **rahmen)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=None, von=request.user, heute=form.heute)
            messages.success(request, "Die Kurzberatung ist gespeichert.")
            return redirect("beratung:kurzberatung-liste")
    return render(request, "beratung/kurzberatung_neu.jinja", {"form": form})
