"""Aufgaben über Träger hinweg: verteilen, sehen, erledigen; Überfälliges zuerst, Fristen wandern nie (Fachmodell 6)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, F, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from traeger.begriffe import Recht
from traeger.models import Aufgabe, Sitzung
from traeger.sitzung import vorgaenge
from traeger.sitzung.filters import AufgabeFilter
from traeger.sitzung.forms import AufgabeForm, ErledigenForm
from traeger.sitzung.regeln import darf_erledigen
from traeger.sitzung.tables import AUFGABEN, aufgabe_etikett
from traeger.zugang import erfordert


def _darf_erledigen(zugang, aufgabe):
    return darf_erledigen(
        bearbeitet_sitzungen=zugang.darf(Recht.SITZUNG_BEARBEITEN), traeger_id=zugang.traeger_id,
        verantwortlich_id=aufgabe.traeger_id,
    )  # fmt: skip


def _aufgabe(pk, **filter_):
    zeilen = Aufgabe.objects.select_related("traeger", "sitzung", "beschluss", "angelegt_von", "erledigt_von")
    return get_object_or_404(zeilen, pk=pk, **filter_)


@erfordert(Recht.SITZUNG_LESEN)
def aufgabe_liste(request):
    """Offene nach Frist, also Überfällige zuerst; unter „alle“ stehen die erledigten am Ende."""
    darf, neu = request.user.zugang.darf(Recht.SITZUNG_BEARBEITEN), reverse("traeger:aufgabe-neu")
    zeilen = Aufgabe.objects.annotate(frist=Case(When(erledigt_am__isnull=True, then=F("faellig_am"))))
    leer = Leer("Noch keine Aufgaben.", *(("Verteilen Sie die erste.", "Aufgabe verteilen", neu) if darf else ()))
    return liste(
        request, zeilen, spalten=AUFGABEN, filter=AufgabeFilter, titel="Aufgaben", ordnung="frist", export="aufgaben",
        leer=leer, kontext={"neu": ("Aufgabe verteilen", neu)} if darf else {},
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_neu(request, pk=None):
    """Aufgabe aus einer Sitzung (mit Beschluss) oder zwischendurch."""
    sitzung = get_object_or_404(Sitzung, pk=pk) if pk else None
    aufgabe = Aufgabe(sitzung=sitzung)
    form = AufgabeForm(request.POST or None, instance=aufgabe, heute=timezone.localdate(), sitzung=sitzung)
    if form.is_valid():
        with saetze_im(form):
            aufgabe = vorgaenge.aufgabe_verteilen(aufgabe=form.instance, von=request.user, heute=form.heute)
            messages.success(request, "Die Aufgabe ist verteilt.")
            return redirect("traeger:sitzung-detail", pk) if pk else redirect("traeger:aufgabe-detail", aufgabe.pk)
    return render(request, "traeger/sitzung/aufgabe_neu.jinja", {"sitzung": sitzung, "form": form})


@erfordert(Recht.SITZUNG_LESEN)
@require_safe
def aufgabe_detail(request, pk):
    aufgabe, zugang = _aufgabe(pk), request.user.zugang
    kontext = {
        "aufgabe": aufgabe, "stand": aufgabe_etikett(aufgabe.faellig_am, aufgabe.erledigt_am),
        "darf": zugang.darf(Recht.SITZUNG_BEARBEITEN), "darf_erledigen": _darf_erledigen(zugang, aufgabe),
    }  # fmt: skip
    return render(request, "traeger/sitzung/aufgabe_detail.jinja", kontext)


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_bearbeiten(request, pk):
    """Wortlaut und wer verantwortlich ist; die Frist steht fest."""
    aufgabe = _aufgabe(pk)
    form = AufgabeForm(request.POST or None, instance=aufgabe, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.aufgabe_aendern(aufgabe=form.instance)
            messages.success(request, "Die Änderung ist gespeichert.")
            return redirect("traeger:aufgabe-detail", pk)
    return render(request, "traeger/sitzung/aufgabe_bearbeiten.jinja", {"aufgabe": aufgabe, "form": form})


@erfordert(Recht.SITZUNG_LESEN)
def aufgabe_erledigen(request, pk):
    """Erledigt, mit Ergebnis; darf auch jede Person des verantwortlichen Trägers."""
    aufgabe = _aufgabe(pk)
    if not _darf_erledigen(request.user.zugang, aufgabe):
        raise PermissionDenied("Diese Aufgabe erledigt, wer für sie verantwortlich ist.")
    form = ErledigenForm(request.POST or None, gegenstand=aufgabe)
    if form.is_valid():
        with saetze_im(form):
            ergebnis = form.cleaned_data["ergebnis"]
            vorgaenge.aufgabe_erledigen(aufgabe=aufgabe, ergebnis=ergebnis, von=request.user, jetzt=timezone.now())
            messages.success(request, f"„{aufgabe.titel}“ ist erledigt.")
            return redirect("traeger:aufgabe-liste")
    return render(request, "traeger/sitzung/aufgabe_erledigen.jinja", {"aufgabe": aufgabe, "form": form})


@erfordert(Recht.SITZUNG_LESEN)
@require_POST
def aufgabe_oeffnen(request, pk):
    """Doch nicht erledigt: wieder öffnen, wer auch erledigen darf."""
    aufgabe = _aufgabe(pk)
    if not _darf_erledigen(request.user.zugang, aufgabe):
        raise PermissionDenied("Diese Aufgabe öffnet, wer für sie verantwortlich ist.")
    try:
        vorgaenge.aufgabe_oeffnen(aufgabe=aufgabe)
        messages.success(request, "Die Aufgabe ist wieder offen.")
    except ValidationError as fehler:
        messages.error(request, fehler.messages[0])
    return redirect("traeger:aufgabe-detail", pk)
