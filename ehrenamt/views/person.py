"""Ehrenamtliche des eigenen Trägers: Liste, Detail, anlegen, ändern, Einsätze."""

from django.db.models import Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import vorgaenge
from ehrenamt.filters import PersonFilter
from ehrenamt.forms import EinsatzEndeForm, EinsatzForm, PersonForm
from ehrenamt.models import Ehrenamtliche, Einsatz
from ehrenamt.tables import PERSONEN, stunden_tabelle
from traeger.begriffe import Recht
from traeger.zugang import erfordert

KRUMEN = [("Ehrenamtliche", reverse_lazy("ehrenamt:person-liste"))]
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
@require_safe
def person_detail(request, pk):
    person, heute = _person(request, pk), timezone.localdate()
    jahr = person.stunden.filter(am__year=heute.year)
    inhalt = {
        "person": person, "jahr": heute.year, "krumen": KRUMEN, "minuten": jahr.aggregate(summe=Sum("minuten"))["summe"] or 0,
        "einsaetze": list(person.einsaetze.select_related("projekt").order_by("-von", "-pk")[:50]),
        "stunden": stunden_tabelle(person.stunden.select_related("projekt").order_by("-am", "-pk")[:STUNDEN], STUNDEN),
    }  # fmt: skip
    return render(request, "ehrenamt/person_detail.jinja", inhalt)


def _seite(request, person, form, **angaben):
    """Ein Formular zu einer Person; abgebrochen und gespeichert geht es zu ihr zurück."""
    zurueck = reverse("ehrenamt:person-detail", args=[person.pk])
    krumen = [*KRUMEN, (person, zurueck)]
    return formularseite(request, form, zurueck=zurueck, krumen=krumen, **{"unterzeile": person} | angaben)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_neu(request):
    form = PersonForm(request.POST or None, zugang=request.user.zugang, heute=timezone.localdate())
    return formularseite(
        request, form, tun=lambda: vorgaenge.person_anlegen(person=form.instance, durch=request.user.zugang),
        erfolg="Die Person ist angelegt. Jetzt fehlt noch der Einsatz in einem Projekt.", titel="Ehrenamtliche Person anlegen",
        knopf="Person anlegen", zurueck=KRUMEN[0][1], krumen=KRUMEN, vorlage="ehrenamt/person_neu.jinja",
        weiter=lambda person: reverse("ehrenamt:person-detail", args=[person.pk]),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_bearbeiten(request, pk):
    person = _person(request, pk)
    form = PersonForm(request.POST or None, instance=person, zugang=request.user.zugang, heute=timezone.localdate())

    def erfolg(beendet):
        endet = "Damit endet auch ein Einsatz." if beendet == 1 else f"Damit enden auch {beendet} Einsätze."
        return f"Die Angaben sind gespeichert. {endet}" if beendet else "Die Angaben sind gespeichert."

    return _seite(
        request,
        person,
        form,
        tun=lambda: vorgaenge.person_aendern(person=form.instance),
        erfolg=erfolg,
        titel="Angaben ändern",
    )


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def einsatz_neu(request, pk):
    person = _person(request, pk)
    form = EinsatzForm(request.POST or None, person=person, zugang=request.user.zugang, heute=timezone.localdate())
    return _seite(
        request, person, form, titel="Einsatz eintragen", knopf="Einsatz eintragen", erfolg="Der Einsatz ist eingetragen.",
        tun=lambda: vorgaenge.einsatz_anlegen(person=person, durch=request.user.zugang, **form.angaben),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def einsatz_beenden(request, pk):
    einsaetze = Einsatz.objects.fuer(request.user.zugang).select_related("ehrenamtliche", "projekt")
    einsatz = get_object_or_404(einsaetze, pk=pk)
    form = EinsatzEndeForm(request.POST or None, einsatz=einsatz, heute=timezone.localdate())
    return _seite(
        request, einsatz.ehrenamtliche, form, titel="Einsatz beenden", knopf="Ende eintragen",
        unterzeile=f"{einsatz.ehrenamtliche}, {einsatz.projekt}", erfolg="Das Ende des Einsatzes ist eingetragen.",
        tun=lambda: vorgaenge.einsatz_beenden(einsatz=einsatz, **form.angaben),
    )  # fmt: skip
