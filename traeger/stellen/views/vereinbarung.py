"""Vereinbarungen mit ihren Dokumenten (Konzept 3.1, Anlage)."""

from copy import copy

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe

from arge.daten.schreiben import aendern
from arge.seite.ausgabe import als_download
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from traeger.begriffe import Recht
from traeger.models import Vereinbarung, VereinbarungDokument
from traeger.stellen.forms.vereinbarung import DokumentForm, KuendigungForm, VereinbarungForm
from traeger.stellen.tables.stellenanteil import VEREINBARUNGEN, vereinbarung_stellen
from traeger.stellen.vorgaenge import vereinbarung as vorgaenge
from traeger.zugang import erfordert

LISTE = ("Vereinbarungen", reverse_lazy("traeger:vereinbarung-liste"))


def vereinbarung_url(vereinbarung):
    return reverse("traeger:vereinbarung-detail", args=[vereinbarung.pk])


def _seite(request, vereinbarung, form, **angaben):
    """Ein Formular zu einer Vereinbarung: Rückweg, Brotkrumen und Unterzeile sind überall dieselben."""
    zurueck, titel = vereinbarung_url(vereinbarung), vereinbarung.titel
    return formularseite(request, form, zurueck=zurueck, krumen=[LISTE, (titel, zurueck)], unterzeile=titel, **angaben)


@erfordert(Recht.STELLENPLAN_LESEN)
def vereinbarung_liste(request):
    """Verträge und Kommunikationsvereinbarungen, die neueste zuerst."""
    darf = request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    neu = ("Vereinbarung anlegen", reverse("traeger:vereinbarung-neu"))
    return liste(
        request, Vereinbarung.objects.annotate(dokumente_zahl=Count("dokumente")), spalten=VEREINBARUNGEN, ordnung="-von",
        titel="Vereinbarungen", export="vereinbarungen", kontext={"neu": neu} if darf else {},
        leer=Leer("Noch keine Vereinbarung.", *(["Legen Sie die erste an.", *neu] if darf else [])),
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vereinbarung_detail(request, pk):
    """Laufzeit, Kündigung, Dokumente und die Stellenanteile darin."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    kontext = {
        "vereinbarung": vereinbarung, "dokumente": vereinbarung.dokumente.select_related("hochgeladen_von"),
        "darf": request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN),
        "darf_sitzungen": request.user.zugang.darf(Recht.SITZUNG_LESEN), **vereinbarung_stellen(vereinbarung),
        "krumen": [LISTE],
    }  # fmt: skip
    return render(request, "traeger/stellen/vereinbarung_detail.jinja", kontext)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_neu(request):
    """Neue Vereinbarung."""
    form = VereinbarungForm(request.POST or None)
    return formularseite(
        request, form, tun=lambda: vorgaenge.vereinbarung_anlegen(vereinbarung=form.instance), titel="Vereinbarung anlegen",
        knopf="Vereinbarung anlegen", erfolg="Die Vereinbarung ist angelegt.", zurueck=LISTE[1], krumen=[LISTE],
        weiter=vereinbarung_url,
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_bearbeiten(request, pk):
    """Titel, Art und Laufzeit ändern."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    form = VereinbarungForm(request.POST or None, instance=copy(vereinbarung))
    return _seite(
        request, vereinbarung, form, tun=lambda: aendern(form.instance), titel="Vereinbarung bearbeiten",
        knopf="Vereinbarung speichern", erfolg="Die Vereinbarung ist gespeichert.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_kuendigen(request, pk):
    """Tag der Kündigung und letzter Tag der Vereinbarung."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    form = KuendigungForm(request.POST or None, gegenstand=vereinbarung)
    return _seite(
        request, vereinbarung, form, tun=lambda: vorgaenge.vereinbarung_kuendigen(vereinbarung=vereinbarung, **form.angaben),
        titel="Vereinbarung kündigen", knopf="Kündigung eintragen", erfolg="Die Kündigung ist eingetragen.",
        text="Die Stellenanteile darin enden nicht von selbst: Beenden Sie danach jeden, der mit der Vereinbarung endet.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def vereinbarung_dokument_neu(request, pk):
    """Unterschriebene Fassung oder Anlage als PDF ablegen."""
    vereinbarung = get_object_or_404(Vereinbarung, pk=pk)
    dokument = VereinbarungDokument(vereinbarung=vereinbarung)
    form = DokumentForm(request.POST or None, request.FILES or None, instance=dokument)

    def tun():
        datei, durch = form.cleaned_data["datei"], request.user.zugang
        return vorgaenge.dokument_ablegen(dokument=dokument, datei=datei, durch=durch)

    def satz(ergebnis):
        zeile, ist_neu = ergebnis
        if not ist_neu:
            return "Genau diese Datei liegt hier schon; sie ist nur einmal abgelegt."
        return (
            "Das Dokument ist abgelegt."
            if zeile.ist_frei
            else "Das Dokument ist abgelegt und wird auf Schadsoftware geprüft."
        )

    return _seite(request, vereinbarung, form, tun=tun, titel="Dokument ablegen", knopf="Dokument ablegen", erfolg=satz)


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def vereinbarung_dokument(request, pk):
    """Die Datei; vor der Virenprüfung und nach einem Fund ein Satz, warum es sie nicht gibt."""
    dokument = get_object_or_404(VereinbarungDokument, pk=pk)
    return als_download(request, dokument.datei, dokument.dateiname, "application/pdf")
