"""Stammdaten: Träger, Standorte mit Schreibweisen und Umzug, Quartiere (Fachmodell 1)."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.schreiben import aendern
from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite
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

TRAEGER_LISTE = ("Träger", reverse_lazy("traeger:traeger-liste"))
STANDORT_LISTE = ("Standorte", reverse_lazy("traeger:standort-liste"))
QUARTIER_LISTE = ("Quartiere", reverse_lazy("traeger:quartier-liste"))


def traeger_url(traeger):
    return reverse("traeger:traeger-detail", args=[traeger.pk])


def standort_url(standort):
    return reverse("traeger:standort-detail", args=[standort.pk])


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
    kontext = {"traeger": get_object_or_404(Traeger, pk=pk), "krumen": [TRAEGER_LISTE]}
    return render(request, "traeger/stammdaten/traeger_detail.jinja", kontext)


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def traeger_neu(request):
    """Neuer Träger; sein Kürzel entsteht aus dem Kurznamen und bleibt."""
    form = TraegerForm(request.POST or None)
    return formularseite(
        request, form, tun=lambda: vorgaenge.traeger_anlegen(traeger=form.instance), titel="Träger anlegen",
        knopf="Träger anlegen", erfolg=lambda traeger: f"{traeger} ist angelegt.", zurueck=TRAEGER_LISTE[1], weiter=traeger_url,
        krumen=[TRAEGER_LISTE],
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def traeger_bearbeiten(request, pk):
    """Angaben eines Trägers ändern."""
    traeger = get_object_or_404(Traeger, pk=pk)
    zurueck, form = traeger_url(traeger), TraegerForm(request.POST or None, instance=traeger)
    return formularseite(
        request, form, tun=lambda: aendern(form.instance), titel="Träger bearbeiten", knopf="Angaben speichern",
        erfolg=lambda traeger: f"Die Angaben zu {traeger} sind gespeichert.", zurueck=zurueck,
        krumen=[TRAEGER_LISTE, ("Angaben", zurueck)],
    )  # fmt: skip


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
        "krumen": [STANDORT_LISTE],
    }
    return render(request, "traeger/stammdaten/standort_detail.jinja", kontext | {"heute": timezone.localdate()})


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_neu(request):
    """Neuer Ort mit seinen Schreibweisen."""
    form = StandortForm(request.POST or None)
    return formularseite(
        request, form, titel="Standort anlegen", knopf="Standort anlegen", zurueck=STANDORT_LISTE[1], krumen=[STANDORT_LISTE],
        tun=lambda: vorgaenge.standort_anlegen(standort=form.instance, aliase=form.cleaned_data["aliase"]),
        erfolg=lambda ort: f"Der Standort {ort} ist angelegt.", weiter=standort_url,
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_bearbeiten(request, pk):
    """Angaben und Schreibweisen ändern, oder den Ort mit einem letzten Tag schließen."""
    ort = get_object_or_404(Standort, pk=pk)
    zurueck, form = standort_url(ort), StandortForm(request.POST or None, instance=ort)
    return formularseite(
        request, form, titel="Standort bearbeiten", knopf="Angaben speichern", zurueck=zurueck,
        tun=lambda: vorgaenge.standort_aendern(
            standort=form.instance, aliase=form.cleaned_data["aliase"], trotzdem=form.ist_so_gemeint
        ),
        erfolg=lambda _: f"Die Angaben zu {form.instance} sind gespeichert.",
        krumen=[STANDORT_LISTE, ("Angaben", zurueck)],
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def standort_umziehen(request, pk):
    """Umzug: der alte Ort endet am Tag davor und behält, was an ihm hängt."""
    ort = get_object_or_404(Standort, pk=pk)
    leer = dict.fromkeys(["strasse", "plz", "stadtteil", "quartier"])
    zurueck, form = standort_url(ort), UmzugForm(request.POST or None, instance=ort, initial=leer)
    return formularseite(
        request, form, titel="Umzug eintragen", knopf="Umzug eintragen", text=UMZUG, zurueck=zurueck,
        tun=lambda: vorgaenge.standort_umziehen(standort=ort, am=form.cleaned_data["am"], anschrift=form.anschrift),
        erfolg=lambda neu: f"Der Umzug zum {datum(neu.von)} ist eingetragen.", weiter=standort_url,
        krumen=[STANDORT_LISTE, ("Angaben", zurueck)],
    )  # fmt: skip


UMZUG = (
    "Der bisherige Ort endet am Tag davor und bleibt bei allem stehen, was an ihm hängt. Stellenanteile stellen Sie danach ab"
    " dem Umzugstag auf den neuen Ort um."
)


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
    return formularseite(
        request, form, tun=lambda: vorgaenge.quartier_anlegen(quartier=form.instance), titel="Quartier anlegen",
        erfolg=lambda quartier: f"Das Quartier {quartier} ist angelegt.", knopf="Quartier speichern", zurueck=QUARTIER_LISTE[1],
        krumen=[QUARTIER_LISTE],
    )  # fmt: skip


@erfordert(Recht.STAMMDATEN_BEARBEITEN)
def quartier_bearbeiten(request, pk):
    """Quartier umbenennen oder einem anderen Stadtteil zuordnen."""
    form = QuartierForm(request.POST or None, instance=get_object_or_404(Quartier, pk=pk))
    return formularseite(
        request, form, tun=lambda: aendern(form.instance), titel="Quartier bearbeiten",
        erfolg=lambda quartier: f"Das Quartier {quartier} ist gespeichert.", knopf="Quartier speichern",
        zurueck=QUARTIER_LISTE[1], krumen=[QUARTIER_LISTE],
    )  # fmt: skip
