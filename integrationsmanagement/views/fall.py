"""IM-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben."""

from django.contrib import messages
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from arge.daten.schreiben import saetze_im
from arge.seite.liste import Leer, liste
from beratung import vorgaenge as beratung
from beratung.forms import AbschlussForm, PersonForm, ZustaendigkeitForm
from beratung.models import Person
from integrationsmanagement import vorgaenge
from integrationsmanagement.filters import FallFilter
from integrationsmanagement.forms import FallAngabenForm, FallForm
from integrationsmanagement.models import IMFall
from integrationsmanagement.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from integrationsmanagement.views.akte import akte
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import einsicht_vermerken


def _faelle(request):
    return IMFall.am(timezone.localdate()).fuer(request.user.zugang)


def im_fall(request, pk):
    """Der Fall im Zugang der Anfrage; fremde und unbekannte Nummern sind dieselbe 404."""
    return get_object_or_404(_faelle(request).select_related("person__stadtteil", "stadtteil"), pk=pk)


@erfordert(Recht.IM_LESEN)
def fall_liste(request):
    spalten = FAELLE_MIT_ABSCHLUSS if request.GET.get("stand") in {"abgeschlossen", "alle"} else FAELLE
    neu = reverse("integrationsmanagement:fall-neu")
    return liste(
        request, _faelle(request), spalten=spalten, filter=FallFilter, titel="IM-Fälle", ordnung="-gespraech_am", export="im-faelle",
        vorlage="integrationsmanagement/fall_liste.jinja",
        leer=Leer("Hier steht noch kein IM-Fall.", "Legen Sie den ersten an.", "Fall anlegen", neu),
    )  # fmt: skip


@erfordert(Recht.IM_LESEN)
def fall_detail(request, pk):
    faelle = _faelle(request).mit_werdegang().select_related("person__stadtteil", "stadtteil")
    fall = get_object_or_404(faelle, pk=pk)
    einsicht_vermerken(akte_art="IM-Fall", akte=fall, zugang=request.user.zugang)
    darf = request.user.zugang.darf(Recht.IM_BEARBEITEN)
    inhalt = akte(fall, seite=request.GET.get("seite", "1"), am=timezone.localdate(), darf=darf)
    return render(request, "integrationsmanagement/fall_detail.jinja", {"fall": fall, "darf": darf, **inhalt})


@erfordert(Recht.IM_BEARBEITEN)
def fall_neu(request):
    """Person und Fall auf einer Seite; `?person=` nimmt eine vorhandene Person des eigenen Trägers."""
    daten, rahmen = request.POST or None, {"zugang": request.user.zugang, "heute": timezone.localdate()}
    if "person" in request.GET:
        return _fall_fuer_vorhandene(request, daten, rahmen)
    person, form = PersonForm(daten, prefix="person", **rahmen), FallForm(daten, **rahmen)
    if all([person.is_valid(), form.is_valid()]):
        with saetze_im(form):
            angaben = {"person": person.instance, "fall": form.instance, "fachkraft": form.cleaned_data["fachkraft"]}
            fall = vorgaenge.fall_mit_person_anlegen(von=request.user, **angaben)
            messages.success(request, "Der Fall ist angelegt.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    return render(request, "integrationsmanagement/fall_neu.jinja", {"person_form": person, "form": form})


def _fall_fuer_vorhandene(request, daten, rahmen):
    """Neuer Fall für eine Person, die es schon gibt: nur noch die Angaben zum Fall."""
    nummer, personen = request.GET["person"], Person.objects.fuer(request.user.zugang)
    person = get_object_or_404(personen, pk=nummer if nummer.isdecimal() and len(nummer) < 19 else None)
    form = FallForm(daten, initial={"stadtteil": person.stadtteil_id}, **rahmen)
    if form.is_valid():
        with saetze_im(form):
            fachkraft = form.cleaned_data["fachkraft"]
            fall = vorgaenge.fall_anlegen(fall=form.instance, person=person, fachkraft=fachkraft, von=request.user)
            messages.success(request, "Der Fall ist angelegt.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    offen = IMFall.objects.fuer(request.user.zugang).filter(person=person, abgeschlossen_am__isnull=True).first()
    return render(
        request, "integrationsmanagement/fall_neu_vorhanden.jinja", {"person": person, "form": form, "offen": offen}
    )


@erfordert(Recht.IM_BEARBEITEN)
def fall_bearbeiten(request, pk):
    fall = im_fall(request, pk)
    form = FallAngabenForm(request.POST or None, instance=fall, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Angaben zum Fall sind gespeichert.")
            return redirect("integrationsmanagement:fall-detail", pk)
    return render(request, "integrationsmanagement/fall_bearbeiten.jinja", {"fall": fall, "form": form})


@erfordert(Recht.IM_BEARBEITEN)
def person_bearbeiten(request, pk):
    """Angaben der Person eines IM-Falls; zurück geht es zum Fall, von dem man kam."""
    fall = im_fall(request, pk)
    form = PersonForm(request.POST or None, instance=fall.person, zugang=request.user.zugang, heute=timezone.localdate())
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Angaben zur Person sind gespeichert.")
            return redirect("integrationsmanagement:fall-detail", pk)
    einsicht_vermerken(akte_art="Person", akte=fall.person, zugang=request.user.zugang)
    return render(request, "integrationsmanagement/person_bearbeiten.jinja", {"fall": fall, "form": form})


@erfordert(Recht.IM_BEARBEITEN)
def fall_abschliessen(request, pk):
    fall, heute = im_fall(request, pk), timezone.localdate()
    letztes = fall.gespraeche.aggregate(am=Max("am"))["am"]
    form = AbschlussForm(request.POST or None, gegenstand=fall, heute=heute, letzter_kontakt_am=letztes)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("am", "grund")}
            vorgaenge.abschliessen(fall=fall, von=request.user, heute=heute, **angaben)
            messages.success(request, "Der Fall ist abgeschlossen.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    return render(request, "integrationsmanagement/fall_abschliessen.jinja", {"fall": fall, "form": form})


@erfordert(Recht.IM_BEARBEITEN)
def fall_wieder_aufnehmen(request, pk):
    fall = im_fall(request, pk)
    form = _zustaendigkeit_form(request, fall)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("fachkraft", "ab")}
            beratung.akte_wieder_aufnehmen(akte=fall, von=request.user, **angaben)
            messages.success(request, "Der Fall läuft wieder.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    return render(request, "integrationsmanagement/fall_wieder_aufnehmen.jinja", {"fall": fall, "form": form})


@erfordert(Recht.IM_BEARBEITEN)
def fall_uebergeben(request, pk):
    fall = im_fall(request, pk)
    form = _zustaendigkeit_form(request, fall)
    if form.is_valid():
        with saetze_im(form):
            angaben = {name: form.cleaned_data[name] for name in ("fachkraft", "ab")}
            beratung.zustaendigkeit_uebergeben(akte=fall, von=request.user, **angaben)
            messages.success(request, "Die Zuständigkeit ist eingetragen.")
            return redirect("integrationsmanagement:fall-detail", fall.pk)
    return render(request, "integrationsmanagement/fall_uebergeben.jinja", {"fall": fall, "form": form})


def _zustaendigkeit_form(request, fall):
    """Vorgabe ist die bisherige Fachkraft nur dort, wo sie meist bleibt: bei der Wiederaufnahme."""
    letzte = None if fall.ist_laufend else fall.zustaendigkeiten.order_by("-von").values_list("fachkraft", flat=True).first()
    rahmen = {"gegenstand": fall, "zugang": request.user.zugang, "heute": timezone.localdate()}
    return ZustaendigkeitForm(request.POST or None, initial={"fachkraft": letzte}, **rahmen)
