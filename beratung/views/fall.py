"""MBE-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from beratung import vorgaenge
from beratung.filters import FallFilter
from beratung.forms import AbschlussForm, FallAngabenForm, FallForm, PersonForm, ZustaendigkeitForm
from beratung.models import Fall, Person
from beratung.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from beratung.views.verlauf import verlauf
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


def _fall(request, pk):
    """Der Fall im Zugang der Anfrage; fremde und unbekannte Nummern sind dieselbe 404."""
    return get_object_or_404(Fall.objects.fuer(request.user.zugang).select_related("person__stadtteil"), pk=pk)


@erfordert(Recht.FALL_LESEN)
def fall_liste(request):
    faelle = Fall.am(timezone.localdate()).fuer(request.user.zugang)
    spalten = FAELLE_MIT_ABSCHLUSS if request.GET.get("stand") in {"abgeschlossen", "alle"} else FAELLE
    return liste(
        request, faelle, spalten=spalten, filter=FallFilter, titel="MBE-Fälle", ordnung="-kontakt_am", export="mbe-faelle",
        vorlage="beratung/fall_liste.jinja",
        leer=Leer("Hier steht noch kein Fall.", "Legen Sie den ersten an.", "Fall anlegen", reverse("beratung:fall-neu")),
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def fall_detail(request, pk):
    fall = _fall(request, pk)
    einsicht_vermerken(akte_art="MBE-Fall", akte=fall, zugang=request.user.zugang)
    darf = request.user.zugang.darf(Recht.FALL_BEARBEITEN)
    inhalt = {"darf": darf, **verlauf(fall, seite=request.GET.get("seite", "1"), darf=darf)}
    return render(request, "beratung/fall_detail.jinja", {"fall": fall, **inhalt})


@erfordert(Recht.FALL_BEARBEITEN)
def fall_neu(request):
    daten, rahmen = request.POST or None, {"zugang": request.user.zugang, "heute": timezone.localdate()}
    if "person" in request.GET:
        return _fall_fuer_vorhandene(request, daten, rahmen)
    person, form = PersonForm(daten, prefix="person", **rahmen), FallForm(daten, **rahmen)
    if all([person.is_valid(), form.is_valid()]):
        with saetze_im(form):
            fall = vorgaenge.fall_mit_person_anlegen(
                person=person.instance, fall=form.instance, fachkraft=form.cleaned_data["fachkraft"], von=request.user
            )
            messages.success(request, "Der Fall ist angelegt.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/fall_neu.jinja", {"person_form": person, "form": form})


def _fall_fuer_vorhandene(request, daten, rahmen):
    """Neuer Fall für eine Person, die es schon gibt: nur noch die Angaben zum Fall."""
    nummer = request.GET["person"]
    personen = Person.objects.fuer(request.user.zugang)
    person = get_object_or_404(personen, pk=nummer if nummer.isdecimal() and len(nummer) < 19 else None)
    form = FallForm(daten, **rahmen)
    if form.is_valid():
        with saetze_im(form):
            fachkraft = form.cleaned_data["fachkraft"]
            fall = vorgaenge.fall_anlegen(fall=form.instance, person=person, fachkraft=fachkraft, von=request.user)
            messages.success(request, "Der Fall ist angelegt.")
            return redirect("beratung:fall-detail", fall.pk)
    offene = Fall.objects.fuer(request.user.zugang).filter(person=person, abgeschlossen_am__isnull=True)
    return render(request, "beratung/fall_neu_vorhanden.jinja", {"person": person, "form": form, "offene": offene})


@erfordert(Recht.FALL_BEARBEITEN)
def fall_bearbeiten(request, pk):
    fall = _fall(request, pk)
    form = FallAngabenForm(request.POST or None, instance=fall, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Angaben zum Fall sind gespeichert.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/fall_bearbeiten.jinja", {"fall": fall, "form": form})


@erfordert(Recht.FALL_BEARBEITEN)
def fall_abschliessen(request, pk):
    fall, heute = _fall(request, pk), timezone.localdate()
    letzter = fall.kontakte.aggregate(am=Max("am"))["am"]
    form = AbschlussForm(request.POST or None, gegenstand=fall, heute=heute, letzter_kontakt_am=letzter)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("am", "grund")}
            vorgaenge.akte_abschliessen(akte=fall, von=request.user, heute=heute, **angaben)
            messages.success(request, "Der Fall ist abgeschlossen.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/fall_abschliessen.jinja", {"fall": fall, "form": form})


@erfordert(Recht.FALL_BEARBEITEN)
def fall_wieder_aufnehmen(request, pk):
    fall = _fall(request, pk)
    form = _zustaendigkeit_form(request, fall)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("fachkraft", "ab")}
            vorgaenge.akte_wieder_aufnehmen(akte=fall, von=request.user, **angaben)
            messages.success(request, "Der Fall läuft wieder.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/fall_wieder_aufnehmen.jinja", {"fall": fall, "form": form})


@erfordert(Recht.FALL_BEARBEITEN)
def fall_uebergeben(request, pk):
    fall = _fall(request, pk)
    form = _zustaendigkeit_form(request, fall)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("fachkraft", "ab")}
            vorgaenge.zustaendigkeit_uebergeben(akte=fall, von=request.user, **angaben)
            messages.success(request, "Die Zuständigkeit ist eingetragen.")
            return redirect("beratung:fall-detail", fall.pk)
    return render(request, "beratung/fall_uebergeben.jinja", {"fall": fall, "form": form})


def _zustaendigkeit_form(request, fall):
    """Formular mit der bisher zuständigen Fachkraft als Vorgabe nur dort, wo sie meist bleibt (Wiederaufnahme)."""
    bisher = fall.zustaendigkeiten.order_by("-von").values_list("fachkraft", flat=True)
    vorgabe = {} if fall.ist_laufend else {"fachkraft": bisher.first()}
    rahmen = {"zugang": request.user.zugang, "heute": timezone.localdate()}
    return ZustaendigkeitForm(request.POST or None, gegenstand=fall, initial=vorgabe, **rahmen)
