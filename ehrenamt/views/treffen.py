"""Treffen am Telefon in zehn Sekunden; Stunden bestätigt jemand anderes."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.daten.suche import Deutsch
from ehrenamt import vorgaenge
from ehrenamt.forms import BestaetigungForm, TreffenForm
from ehrenamt.models import Projekt, Stunden, Treffen
from traeger.begriffe import Recht
from traeger.zugang import erfordert

#: So viele Stundenzeilen stehen auf einmal zur Bestätigung; mehr liest niemand wirklich.
AUF_EINMAL = 100


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_schnell(request):
    """Ohne Umweg über die Liste: ein Griff auf das Projekt, das zuletzt erfasste zuerst."""
    offene = Projekt.objects.fuer(request.user.zugang).offen(timezone.localdate()).mit_treffen()
    projekte = list(offene.order_by(F("treffen_am").desc(nulls_last=True), Deutsch("name"))[:50])
    return render(request, "ehrenamt/treffen_schnell.jinja", {"projekte": projekte})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_neu(request, pk):
    projekt = get_object_or_404(Projekt.objects.fuer(request.user.zugang), pk=pk)
    form = TreffenForm(request.POST or None, projekt=projekt, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.treffen_erfassen(
                treffen=form.instance, projekt=projekt, minuten=form.minuten, von=request.user, heute=form.heute
            )
            messages.success(request, "Das Treffen ist gespeichert.")
            return redirect("ehrenamt:projekt-detail", projekt.pk)
    return render(request, "ehrenamt/treffen_neu.jinja", {"projekt": projekt, "form": form})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_bearbeiten(request, pk):
    treffen = get_object_or_404(Treffen.objects.fuer(request.user.zugang).select_related("projekt"), pk=pk)
    form = TreffenForm(request.POST or None, instance=treffen, projekt=treffen.projekt, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.treffen_aendern(treffen=form.instance, minuten=form.minuten, von=request.user, heute=form.heute)
            messages.success(request, "Die Änderung ist gespeichert. Geänderte Stunden sind neu zu bestätigen.")
            return redirect("ehrenamt:projekt-detail", treffen.projekt_id)
    return render(request, "ehrenamt/treffen_bearbeiten.jinja", {"treffen": treffen, "form": form})


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def stunden_bestaetigen(request):
    form = BestaetigungForm(request.POST or None)
    if form.is_valid():
        anzahl = vorgaenge.stunden_bestaetigen(von=request.user, jetzt=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{anzahl} Einträge sind bestätigt." if anzahl != 1 else "Ein Eintrag ist bestätigt.")
        return redirect("ehrenamt:stunden-bestaetigen")
    offen = Stunden.objects.fuer(request.user.zugang).filter(bestaetigt_am__isnull=True)
    fremde = offen.exclude(erfasst_von=request.user).select_related("ehrenamtliche", "projekt", "erfasst_von")
    zeilen = list(fremde.order_by("am", Deutsch("projekt__name"), "ehrenamtliche__suchname")[: AUF_EINMAL + 1])
    inhalt = {"form": form, "zeilen": zeilen[:AUF_EINMAL], "mehr": len(zeilen) > AUF_EINMAL}
    inhalt["selbst_erfasst"] = offen.filter(erfasst_von=request.user).count()
    return render(request, "ehrenamt/stunden_bestaetigen.jinja", inhalt)
