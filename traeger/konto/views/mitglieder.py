"""Mitglieder und Einladungen: wer in welcher Rolle arbeitet, wer dazukommt, wer geht (Fachmodell 0)."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from arge.daten.schreiben import saetze_im
from arge.seite.formulare import ArgeForm
from arge.seite.liste import Leer, liste
from traeger.begriffe import Bereich, Recht
from traeger.konto import vorgaenge
from traeger.konto.filters import MitgliedFilter
from traeger.konto.forms import AnnahmeForm, EinladungForm, EndeForm, MitgliedschaftForm
from traeger.konto.tables import EINLADUNGEN, MITGLIEDER
from traeger.models import Benutzer, Einladung, Mitgliedschaft
from traeger.zugang import erfordert
from traeger.zugang.anfrage import HAT_FAKTOR


def _spalten(spalten, request):
    """Den Träger nennt die Liste nur, wo es mehrere gibt."""
    return [s for s in spalten if s.titel != "Träger" or Bereich.KONTEN in request.user.zugang.bereiche]


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def mitglied_liste(request):
    """Wer in welcher Rolle; ohne Filter die heute oder künftig gültigen Mitgliedschaften."""
    zeilen = Mitgliedschaft.objects.fuer(request.user.zugang).annotate(hat_faktor=HAT_FAKTOR)
    return liste(
        request, zeilen, spalten=_spalten(MITGLIEDER, request), filter=MitgliedFilter, titel="Mitglieder",
        ordnung="benutzer__name", export="mitglieder", vorlage="traeger/konto/mitglied_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@require_safe
def mitglied_detail(request, pk):
    """Eine Mitgliedschaft mit dem, was man an ihr tun kann."""
    zeilen = Mitgliedschaft.objects.fuer(request.user.zugang).select_related("benutzer", "traeger")
    mitglied = get_object_or_404(zeilen.annotate(hat_faktor=HAT_FAKTOR), pk=pk)
    return render(request, "traeger/konto/mitglied_detail.jinja", {"mitglied": mitglied, "heute": timezone.localdate()})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def mitglied_beenden(request, pk):
    """Mitgliedschaft sofort oder mit Ablauf eines Tages beenden."""
    mitglied = get_object_or_404(Mitgliedschaft.objects.fuer(request.user.zugang).select_related("benutzer"), pk=pk)
    heute = timezone.localdate()
    form = EndeForm(request.POST or None, heute=heute, initial={"tag": heute})
    if form.is_valid():
        with saetze_im(form):
            tag = form.cleaned_data["letzter_tag"]
            vorgaenge.mitgliedschaft_beenden(mitgliedschaft=mitglied, letzter_tag=tag, heute=heute)
            messages.success(request, f"Die Mitgliedschaft von {mitglied.benutzer} ist beendet.")
            return redirect("traeger:mitglied-liste")
    return render(request, "traeger/konto/mitglied_beenden.jinja", {"mitglied": mitglied, "form": form})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def mitglied_aendern(request, pk):
    """Andere Rolle oder andere Arbeitsfelder ab einem Tag."""
    zeilen = Mitgliedschaft.objects.fuer(request.user.zugang).select_related("benutzer", "traeger")
    mitglied, heute = get_object_or_404(zeilen, pk=pk), timezone.localdate()
    form = MitgliedschaftForm(request.POST or None, mitglied=mitglied, zugang=request.user.zugang, heute=heute)
    if form.is_valid():
        with saetze_im(form):
            neu = vorgaenge.mitgliedschaft_aendern(mitgliedschaft=mitglied, heute=heute, **form.cleaned_data)
            messages.success(request, f"{mitglied.benutzer}: {neu.get_rolle_display()} ab {neu.von:%d.%m.%Y}.")
            return redirect("traeger:mitglied-liste")
    return render(request, "traeger/konto/mitglied_aendern.jinja", {"mitglied": mitglied, "form": form})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@reauthentication_required
def mitglied_faktor(request, pk):
    """Zweiten Faktor nach Verlust des Geräts zurücksetzen; verlangt die eigene Anmeldung noch einmal."""
    mitglied = get_object_or_404(Mitgliedschaft.objects.fuer(request.user.zugang).select_related("benutzer"), pk=pk)
    form = ArgeForm(request.POST or None)
    if form.is_valid():
        vorgaenge.faktor_zuruecksetzen(benutzer=mitglied.benutzer, von=request.user.zugang)
        messages.success(request, f"Der zweite Faktor von {mitglied.benutzer} ist zurückgesetzt, alle Anmeldungen enden.")
        return redirect("traeger:mitglied-detail", pk)
    return render(request, "traeger/konto/mitglied_faktor.jinja", {"mitglied": mitglied, "form": form})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def einladung_liste(request):
    """Offene, abgelaufene und angenommene Einladungen."""
    neu, zeilen = reverse("traeger:einladung-neu"), Einladung.objects.fuer(request.user.zugang)
    return liste(
        request, zeilen, spalten=_spalten(EINLADUNGEN, request), titel="Einladungen", ordnung="-gueltig_bis",
        leer=Leer("Noch keine Einladungen.", "Laden Sie die erste Person ein.", "Person einladen", neu),
        vorlage="traeger/konto/mitglied_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def einladung_neu(request):
    """Person einladen; der Verweis geht per E-Mail an sie."""
    zugang = request.user.zugang
    form = EinladungForm(request.POST or None, zugang=zugang)
    if form.is_valid():
        with saetze_im(form):
            einladung = vorgaenge.einladen(**form.cleaned_data, jetzt=timezone.now(), von=zugang)
            messages.success(request, f"Die Einladung an {einladung.email} ist verschickt.")
            return redirect("traeger:einladung-liste")
    return render(request, "traeger/konto/einladung_neu.jinja", {"form": form})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
def einladung_detail(request, pk):
    """Eine Einladung; der Knopf schickt einen neuen Verweis, der alte gilt dann nicht mehr."""
    zeilen = Einladung.objects.fuer(request.user.zugang).select_related("traeger", "eingeladen_von")
    einladung, jetzt = get_object_or_404(zeilen, pk=pk), timezone.now()
    form = ArgeForm(request.POST or None)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.einladung_erneuern(einladung=einladung, absendung=form.cleaned_data["absendung"], jetzt=jetzt)
            messages.success(request, f"Ein neuer Verweis ist an {einladung.email} verschickt.")
            return redirect("traeger:einladung-liste")
    return render(request, "traeger/konto/einladung_detail.jinja", {"einladung": einladung, "form": form})


@erfordert(Recht.MITGLIEDER_VERWALTEN)
@require_POST
def einladung_zurueckziehen(request, pk):
    """Offene Einladung löschen; ihr Verweis gilt sofort nicht mehr."""
    einladung = get_object_or_404(Einladung.objects.fuer(request.user.zugang), pk=pk)
    try:
        vorgaenge.einladung_zurueckziehen(einladung=einladung)
        messages.success(request, f"Die Einladung an {einladung.email} ist zurückgezogen.")
    except ValidationError as fehler:
        messages.error(request, fehler.message)
    return redirect("traeger:einladung-liste")


@login_not_required
@sensitive_post_parameters("passwort", "wiederholung")
def einladung_annehmen(request, schluessel):
    """Einmal-Verweis aus der E-Mail: Passwort festlegen, oder mit vorhandenem Konto die Mitgliedschaft annehmen."""
    einladung, jetzt = vorgaenge.einladung_finden(schluessel=schluessel), timezone.now()
    if einladung is None or einladung.angenommen_am or einladung.gueltig_bis < jetzt:
        status = 404 if einladung is None else 410
        return render(request, "traeger/konto/einladung_ungueltig.jinja", {"einladung": einladung}, status=status)
    angemeldet = request.user.is_authenticated
    if angemeldet or Benutzer.objects.filter(email=einladung.email).exists():
        return _mit_konto(request, einladung, jetzt)
    form = AnnahmeForm(request.POST or None, einladung=einladung)
    if form.is_valid():
        with saetze_im(form):
            daten = {"name": form.cleaned_data["name"], "passwort": form.cleaned_data["passwort"]}
            vorgaenge.einladung_annehmen(einladung=einladung, jetzt=jetzt, heute=timezone.localdate(), **daten)
            messages.success(request, "Ihr Konto ist angelegt. Bitte melden Sie sich jetzt an.")
            return redirect("account_login")
    return render(request, "traeger/konto/einladung_annehmen.jinja", {"einladung": einladung, "form": form})


def _mit_konto(request, einladung, jetzt):
    """Wer schon ein Konto hat, meldet sich an und nimmt mit einem Knopf an."""
    konto = request.user if request.user.is_authenticated else None
    form = ArgeForm(request.POST if konto else None)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.einladung_annehmen(einladung=einladung, jetzt=jetzt, heute=timezone.localdate(), konto=konto)
            messages.success(request, f"Sie sind jetzt dabei als {einladung.get_rolle_display()}; wechseln im Kontomenü.")
            return redirect("start")
    return render(request, "traeger/konto/einladung_konto.jinja", {"einladung": einladung, "form": form, "konto": konto})
