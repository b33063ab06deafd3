"""Ehrenamtliche des eigenen Trägers: Liste, Detail, anlegen, ändern, Einsätze."""

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import vorgaenge
from ehrenamt.filters import PersonFilter
from ehrenamt.forms import EinsatzEndeForm, EinsatzForm, PersonForm
from ehrenamt.models import Ehrenamtliche, Einsatz
from ehrenamt.tables import PERSONEN, stunden_tabelle
from traeger.begriffe import Recht
from traeger.zugang import erfordert

STUNDEN = 20  # so viele Einträge zeigt die Seite einer Person


def _person(request, pk):
    return get_object_or_404(Ehrenamtliche.objects.fuer(request.user.zugang), pk=pk)


@erfordert(Recht.EHRENAMT_LESEN)
def person_liste(request):
    jahr = Zeitraum.jahr(timezone.localdate().year)
    personen = Ehrenamtliche.objects.fuer(request.user.zugang).mit_stunden(Zeitraum(jahr.von, timezone.localdate()))
    neu = reverse("ehrenamt:person-neu")
    return liste(
        request, personen, spalten=PERSONEN, filter=PersonFilter, titel="Ehrenamtliche", ordnung="suchname",
        export="ehrenamtliche", vorlage="ehrenamt/person_liste.jinja",
        leer=Leer("Noch keine Ehrenamtlichen.", "Legen Sie die erste Person an.", "Person anlegen", neu),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_LESEN)
def person_detail(request, pk):
    person, heute = _person(request, pk), timezone.localdate()
    jahr = person.stunden.filter(am__year=heute.year)
    inhalt = {
        "person": person, "jahr": heute.year, "minuten": jahr.aggregate(summe=Sum("minuten"))["summe"] or 0,
        "einsaetze": list(person.einsaetze.select_related("projekt").order_by("-von", "-pk")[:50]),
        "stunden": stunden_tabelle(person.stunden.select_related("projekt").order_by("-am", "-pk")[:STUNDEN], STUNDEN),
    }  # fmt: skip
    return render(request, "ehrenamt/person_detail.jinja", inhalt)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_neu(request):
    form = PersonForm(request.POST or None, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            person = vorgaenge.person_anlegen(person=form.instance, von=request.user)
            messages.success(request, "Die Person ist angelegt. Jetzt fehlt noch der Einsatz in einem Projekt.")
            return redirect("ehrenamt:person-detail", person.pk)
    return render(request, "ehrenamt/person_neu.jinja", {"form": form})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_bearbeiten(request, pk):
    person = _person(request, pk)
    form = PersonForm(request.POST or None, instance=person, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Angaben sind gespeichert.")
            return redirect("ehrenamt:person-detail", person.pk)
    return render(request, "ehrenamt/person_bearbeiten.jinja", {"person": person, "form": form})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def einsatz_neu(request, pk):
    person = _person(request, pk)
    form = EinsatzForm(request.POST or None, person=person, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("projekt", "ab", "bis")}
            vorgaenge.einsatz_anlegen(person=person, von=request.user, **angaben)
            messages.success(request, "Der Einsatz ist eingetragen.")
            return redirect("ehrenamt:person-detail", person.pk)
    return render(request, "ehrenamt/einsatz_neu.jinja", {"person": person, "form": form})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def einsatz_beenden(request, pk):
    einsaetze = Einsatz.objects.fuer(request.user.zugang).select_related("ehrenamtliche", "projekt")
    einsatz = get_object_or_404(einsaetze, pk=pk)
    form = EinsatzEndeForm(request.POST or None, einsatz=einsatz, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.einsatz_beenden(einsatz=einsatz, bis=form.cleaned_data["bis"], von=request.user)
            messages.success(request, "Das Ende des Einsatzes ist eingetragen.")
            return redirect("ehrenamt:person-detail", einsatz.ehrenamtliche_id)
    return render(request, "ehrenamt/einsatz_beenden.jinja", {"einsatz": einsatz, "form": form})
