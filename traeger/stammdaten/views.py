"""Stammdaten: Träger, Standorte mit Schreibweisen und Umzug, Quartiere (Fachmodell 1)."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.schreiben import saetze_im
from arge.daten.suche import Deutsch
from arge.seite.liste import Leer, liste
from arge.zahlen.format import datum
from traeger.begriffe import Recht
from traeger.models import Quartier, Standort, Traeger
from traeger.stammdaten import vorgaenge
from traeger.stammdaten.filters import StandortFilter
from traeger.stammdaten.forms import QuartierForm, StandortForm, TraegerForm, UmzugForm
from traeger.stammdaten.kennzahlen import ort_mit_anhang
from traeger.stammdaten.tables import QUARTIERE, STANDORTE, TRAEGER, anhang_tabelle
from traeger.zugang import erfordert


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def traeger_liste(request):
    """Alle Träger der ARGE."""
    neu = ("Träger anlegen", reverse("traeger:traeger-neu"))
    return liste(
        request, Traeger.objects.all(), spalten=TRAEGER, titel="Träger", ordnung="kurzname", export="traeger",
        leer=Leer("Noch kein Träger.", "Legen Sie den ersten an.", *neu), kontext={"neu": neu},
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
@require_safe
def traeger_detail(request, pk):
    """Ein Träger mit Ansprechpersonen, Datenschutz und Fristen."""
    return render(request, "traeger/stammdaten/traeger_detail.jinja", {"traeger": get_object_or_404(Traeger, pk=pk)})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def traeger_neu(request):
    """Neuer Träger; sein Kürzel entsteht aus dem Kurznamen und bleibt."""
    form = TraegerForm(request.POST or None)
    if form.is_valid():
        with saetze_im(form):
            traeger = vorgaenge.traeger_anlegen(traeger=form.instance)
            messages.success(request, f"{traeger} ist angelegt.")
            return redirect("traeger:traeger-detail", traeger.pk)
    return render(request, "traeger/stammdaten/traeger_neu.jinja", {"form": form})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def traeger_bearbeiten(request, pk):
    """Angaben eines Trägers ändern."""
    form = TraegerForm(request.POST or None, instance=get_object_or_404(Traeger, pk=pk))
    if form.is_valid():
        with saetze_im(form):
            traeger = form.save()
            messages.success(request, f"Die Angaben zu {traeger} sind gespeichert.")
            return redirect("traeger:traeger-detail", pk)
    return render(request, "traeger/stammdaten/traeger_bearbeiten.jinja", {"form": form, "pk": pk})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_liste(request):
    """Orte, an denen gearbeitet wird; geschlossene zeigt der Filter."""
    neu = ("Standort anlegen", reverse("traeger:standort-neu"))
    return liste(
        request, Standort.objects.all(), spalten=STANDORTE, filter=StandortFilter, titel="Standorte", ordnung="name",
        export="standorte", leer=Leer("Noch kein Standort.", "Legen Sie den ersten an.", *neu), kontext={"neu": neu},
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
@require_safe
def standort_detail(request, pk):
    """Ein Ort mit Schreibweisen, altem und neuem Ort, und wie viel an ihm hängt."""
    ort, nachfolger, haengt = ort_mit_anhang(pk)
    if ort is None:
        raise Http404
    kontext = {
        "ort": ort,
        "aliase": ort.aliase.order_by(Deutsch("name")),
        "nachfolger": nachfolger,
        "haengt": anhang_tabelle(haengt),
    }
    return render(request, "traeger/stammdaten/standort_detail.jinja", kontext | {"heute": timezone.localdate()})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_neu(request):
    """Neuer Ort mit seinen Schreibweisen."""
    form = StandortForm(request.POST or None)
    if form.is_valid():
        with saetze_im(form):
            ort = vorgaenge.standort_anlegen(standort=form.instance, aliase=form.cleaned_data["aliase"])
            messages.success(request, f"Der Standort {ort} ist angelegt.")
            return redirect("traeger:standort-detail", ort.pk)
    return render(request, "traeger/stammdaten/standort_neu.jinja", {"form": form})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_bearbeiten(request, pk):
    """Angaben und Schreibweisen ändern, oder den Ort mit einem letzten Tag schließen."""
    form = StandortForm(request.POST or None, instance=get_object_or_404(Standort, pk=pk))
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.standort_aendern(standort=form.instance, aliase=form.cleaned_data["aliase"])
            messages.success(request, f"Die Angaben zu {form.instance} sind gespeichert.")
            return redirect("traeger:standort-detail", pk)
    return render(request, "traeger/stammdaten/standort_bearbeiten.jinja", {"form": form, "pk": pk})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_umziehen(request, pk):
    """Umzug: der alte Ort endet am Tag davor und behält, was an ihm hängt."""
    ort = get_object_or_404(Standort, pk=pk)
    leer = dict.fromkeys(["strasse", "plz", "stadtteil", "quartier"])
    form = UmzugForm(request.POST or None, instance=ort, initial=leer)
    if form.is_valid():
        with saetze_im(form):
            neu = vorgaenge.standort_umziehen(standort=ort, am=form.cleaned_data["am"], anschrift=form.anschrift)
            messages.success(request, f"Der Umzug zum {datum(neu.von)} ist eingetragen.")
            return redirect("traeger:standort-detail", neu.pk)
    return render(request, "traeger/stammdaten/standort_umziehen.jinja", {"form": form, "pk": pk})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def quartier_liste(request):
    """Quartiere unterhalb der neun Stadtteile."""
    neu = ("Quartier anlegen", reverse("traeger:quartier-neu"))
    return liste(
        request, Quartier.objects.annotate(orte=Count("standort")), spalten=QUARTIERE, titel="Quartiere", ordnung="name",
        export="quartiere", leer=Leer("Noch kein Quartier.", "Legen Sie das erste an.", *neu), kontext={"neu": neu},
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def quartier_neu(request):
    """Neues Quartier."""
    form = QuartierForm(request.POST or None)
    if form.is_valid():
        with saetze_im(form):
            quartier = vorgaenge.quartier_anlegen(quartier=form.instance)
            messages.success(request, f"Das Quartier {quartier} ist angelegt.")
            return redirect("traeger:quartier-liste")
    return render(request, "traeger/stammdaten/quartier_bearbeiten.jinja", {"form": form, "titel": "Quartier anlegen"})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def quartier_bearbeiten(request, pk):
    """Quartier umbenennen oder einem anderen Stadtteil zuordnen."""
    form = QuartierForm(request.POST or None, instance=get_object_or_404(Quartier, pk=pk))
    if form.is_valid():
        with saetze_im(form):
            quartier = form.save()
            messages.success(request, f"Das Quartier {quartier} ist gespeichert.")
            return redirect("traeger:quartier-liste")
    return render(request, "traeger/stammdaten/quartier_bearbeiten.jinja", {"form": form, "titel": "Quartier bearbeiten"})
