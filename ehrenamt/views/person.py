"""Ehrenamtliche des eigenen Trägers: Liste, Detail, anlegen, ändern, Einsätze."""

from django.db.models import Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.abfragen import gelesen
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.seite.zeilen import stand_am
from arge.seite.zeitstand import AB_EINEM_TAG, NUR_FEHLER, NUR_FEHLER_IM_ZEITSTAND
from arge.zahlen.format import datum, seit
from arge.zahlen.zeitraum import Zeitraum, tag_danach
from ehrenamt import vorgaenge
from ehrenamt.begriffe import Erfahrung
from ehrenamt.filters import PersonFilter
from ehrenamt.forms import (
    AngabenForm,
    AusscheidenBerichtigungForm,
    AusscheidenForm,
    EinsatzEndeForm,
    EinsatzForm,
    ErfahrungBerichtigungForm,
    ErfahrungForm,
    PersonBerichtigungForm,
    PersonForm,
    RueckkehrForm,
)
from ehrenamt.models import Ausscheiden, Ehrenamtliche, Einsatz, Erfahrungsangabe, Personberichtigung
from ehrenamt.tables import PERSONEN, stunden_tabelle
from traeger.begriffe import Recht
from traeger.zugang import erfordert

KRUMEN = [("Ehrenamtliche", reverse_lazy("ehrenamt:person-liste"))]
STUNDEN = 20  # so viele Einträge zeigt die Seite einer Person


def _person(request, pk):
    return get_object_or_404(Ehrenamtliche.objects.fuer(request.user.zugang), pk=pk)


@erfordert(Recht.EHRENAMT_LESEN)
def person_liste(request):
    tag = stand_am(request, timezone.localdate())
    personen = Ehrenamtliche.objects.fuer(request.user.zugang).mit_stunden(Zeitraum(Zeitraum.jahr(tag.year).von, tag))
    neu = reverse("ehrenamt:person-neu")
    return liste(
        request, personen, spalten=PERSONEN, filter=PersonFilter, titel="Ehrenamtliche", ordnung="suchname",
        export="ehrenamtliche", vorlage="ehrenamt/person_liste.jinja",
        leer=Leer("Noch keine Ehrenamtlichen.", "Legen Sie die erste Person an.", "Person anlegen", neu),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_LESEN)
@require_safe
def person_detail(request, pk):
    personen, heute = Ehrenamtliche.objects.fuer(request.user.zugang).mit_werdegang(), timezone.localdate()
    person = get_object_or_404(personen, pk=pk)
    jahr = person.stunden.filter(am__year=heute.year)
    inhalt = {
        "person": person, "jahr": heute.year, "krumen": KRUMEN, "minuten": jahr.aggregate(summe=Sum("minuten"))["summe"] or 0,
        "einsaetze": list(person.einsaetze.select_related("projekt").order_by("-von", "-pk")[:50]),
        "stunden": stunden_tabelle(person.stunden.select_related("projekt").order_by("-am", "-pk")[:STUNDEN], STUNDEN),
        "werdegang": _werdegang(person), "berichtigungen": Personberichtigung.gelesen(person.berichtigt),
        "erfahrung": Erfahrung(person.angaben_je[0]["erfahrung"] if person.angaben_je else Erfahrung.KEINE_ANGABE).label,
    }  # fmt: skip
    return render(request, "ehrenamt/person_detail.jinja", inhalt)


def _werdegang(person):
    """Ausscheiden, Rückkehr und Angaben als (Satz, Adresse zum Berichtigen, wovon)."""
    for ende in gelesen(person.enden, "von", "bis"):
        if ende.bis:
            yield f"wieder dabei ab {datum(tag_danach(ende.bis))}", "", ""
        ziel = reverse("ehrenamt:ausscheiden-berichtigen", args=[ende.pk])
        yield f"ausgeschieden am {datum(ende.von)}: {ende.grund}", ziel, f"Ausscheiden am {datum(ende.von)}"
    for angabe in gelesen(person.angaben_je, "von", "bis"):
        ziel = reverse("ehrenamt:erfahrung-berichtigen", args=[angabe.pk])
        wann = seit(angabe.von, angabe.bis)
        yield f"Erfahrung: {Erfahrung(angabe.erfahrung).label}, {wann}", ziel, f"Erfahrung {angabe.pk}"


def mit_einsaetzen(satz, beendet):
    """Der Satz danach, und wie viele Einsätze damit enden."""
    if not beendet:
        return satz
    return f"{satz} Damit {'endet auch ein Einsatz' if beendet == 1 else f'enden auch {beendet} Einsätze'}."


def _seite(request, person, form, **angaben):
    """Ein Formular zu einer Person; abgebrochen und gespeichert geht es zu ihr zurück."""
    zurueck = reverse("ehrenamt:person-detail", args=[person.pk])
    krumen = [*KRUMEN, (person, zurueck)]
    return formularseite(request, form, zurueck=zurueck, krumen=krumen, **{"unterzeile": person} | angaben)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_neu(request):
    form = PersonForm(request.POST or None, zugang=request.user.zugang, heute=timezone.localdate())
    return formularseite(
        request, form, tun=lambda: vorgaenge.person_anlegen(
            person=form.instance, erfahrung=form.cleaned_data["erfahrung"], durch=request.user.zugang
        ),
        erfolg="Die Person ist angelegt. Jetzt fehlt noch der Einsatz in einem Projekt.", titel="Ehrenamtliche Person anlegen",
        knopf="Person anlegen", zurueck=KRUMEN[0][1], krumen=KRUMEN, vorlage="ehrenamt/person_neu.jinja",
        weiter=lambda person: reverse("ehrenamt:person-detail", args=[person.pk]),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_bearbeiten(request, pk):
    person = _person(request, pk)
    form = AngabenForm(request.POST or None, instance=person, zugang=request.user.zugang, heute=timezone.localdate())
    return _seite(
        request, person, form, tun=lambda: vorgaenge.aendern(form.instance), titel="Angaben ändern",
        erfolg="Die Angaben sind gespeichert.",
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_berichtigen(request, pk):
    """Was an Beginn und Geburtsdatum nie so war."""
    person, heute = _person(request, pk), timezone.localdate()
    form = PersonBerichtigungForm(request.POST or None, instance=person)

    def tun():
        grund = form.cleaned_data["begruendung"]
        vorgaenge.person_berichtigen(person=form.instance, begruendung=grund, durch=request.user.zugang, heute=heute)

    return _berichtigung(request, person, form, tun)


def _berichtigung(request, person, form, tun, text=NUR_FEHLER):
    return _seite(
        request, person, form, tun=tun, titel="Fehler berichtigen", knopf="Berichtigung speichern", text=text,
        erfolg="Die Berichtigung ist gespeichert.",
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_ausscheiden(request, pk):
    person, heute = _person(request, pk), timezone.localdate()
    form = AusscheidenForm(request.POST or None, gegenstand=person, heute=heute)

    return _seite(
        request, person, form, tun=lambda: vorgaenge.ausscheiden(person=person, heute=heute, **form.angaben),
        erfolg=lambda beendet: mit_einsaetzen("Das Ausscheiden ist eingetragen.", beendet),
        titel="Ausscheiden eintragen", knopf="Ausscheiden eintragen",
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def person_rueckkehr(request, pk):
    person, heute = _person(request, pk), timezone.localdate()
    form = RueckkehrForm(request.POST or None, gegenstand=person, heute=heute)
    return _seite(
        request, person, form, tun=lambda: vorgaenge.zurueckkehren(person=person, heute=heute, **form.angaben),
        titel="Wieder dabei", knopf="Wieder aufnehmen", erfolg="Die Person ist wieder dabei. Jetzt fehlt noch der Einsatz.",
        text="Das Ausscheiden bleibt im Werdegang stehen; als ausgeschieden zählt, wer am Ende eines Zeitraums nicht dabei war.",
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def ausscheiden_berichtigen(request, pk):
    weg = get_object_or_404(Ausscheiden.objects.fuer(request.user.zugang).select_related("ehrenamtliche"), pk=pk)
    vorgabe = {"von": weg.von, "grund": weg.grund}
    form = AusscheidenBerichtigungForm(request.POST or None, gegenstand=weg.ehrenamtliche, initial=vorgabe)

    def tun():
        vorgaenge.ausscheiden_berichtigen(
            person=weg.ehrenamtliche, weg=weg, durch=request.user.zugang, heute=timezone.localdate(), **form.angaben
        )

    return _berichtigung(request, weg.ehrenamtliche, form, tun)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def erfahrung_aendern(request, pk):
    person, heute = _person(request, pk), timezone.localdate()
    form = ErfahrungForm(request.POST or None, gegenstand=person, heute=heute)
    return _seite(
        request, person, form, titel="Erfahrung ab einem Tag ändern", text=AB_EINEM_TAG, erfolg="Die Angabe ist gespeichert.",
        tun=lambda: vorgaenge.stand_aendern(sache=person, zeilen="angaben", heute=heute, **form.angaben),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def erfahrung_berichtigen(request, pk):
    angaben = Erfahrungsangabe.objects.fuer(request.user.zugang).select_related("ehrenamtliche")
    angabe = get_object_or_404(angaben, pk=pk)
    form = ErfahrungBerichtigungForm(request.POST or None, gegenstand=angabe.ehrenamtliche, stand=angabe)

    def tun():
        vorgaenge.angabe_berichtigen(
            sache=angabe.ehrenamtliche, zeilen="angaben", zeile=angabe, durch=request.user.zugang, heute=timezone.localdate(),
            **form.angaben,
        )  # fmt: skip

    return _berichtigung(request, angabe.ehrenamtliche, form, tun, NUR_FEHLER_IM_ZEITSTAND)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def einsatz_neu(request, pk):
    person = _person(request, pk)
    form = EinsatzForm(request.POST or None, person=person, zugang=request.user.zugang, heute=timezone.localdate())
    return _seite(
        request, person, form, titel="Einsatz eintragen", knopf="Einsatz eintragen",
        erfolg=lambda einsatz: f"Der Einsatz ist eingetragen, bis {datum(einsatz.bis)}." if einsatz.bis else "Der Einsatz ist eingetragen.",
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
