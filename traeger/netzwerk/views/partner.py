"""Partnerverzeichnis mit Nutzungszahl: wohin verwiesen und mit wem gearbeitet wird (Fachmodell 1)."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST, require_safe

from arge.daten.schreiben import aendern
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from traeger.begriffe import Recht
from traeger.models import Partner
from traeger.netzwerk.filters.partner import PartnerFilter
from traeger.netzwerk.forms.partner import PartnerForm
from traeger.netzwerk.kennzahlen import partner_nutzung
from traeger.netzwerk.tables.partner import nennungen_tabelle, partner_spalten
from traeger.netzwerk.vorgaenge import partner as vorgaenge
from traeger.zugang import erfordert

LISTE = ("Partnerverzeichnis", reverse_lazy("traeger:partner-liste"))


def partner_url(partner):
    return reverse("traeger:partner-detail", args=[partner.pk])


@erfordert(Recht.PARTNER_LESEN)
def partner_liste(request):
    zugang, neu = request.user.zugang, reverse("traeger:partner-neu")
    darf, mindestens = zugang.darf(Recht.PARTNER_BEARBEITEN), settings.MINDESTFALLZAHL
    spalten = partner_spalten(
        partner_nutzung(zugang), mindestfallzahl=mindestens, mit_eigenen=zugang.darf(Recht.NETZWERK_BEARBEITEN)
    )
    text = "Wie oft Beratung und Netzwerkarbeit aller Träger einen Partner nennen. „·“ steht für eine kleine Zahl, die geschützt ist."
    return liste(
        request, Partner.objects.all(), spalten=spalten, filter=PartnerFilter, titel="Partner", ordnung="name",
        export="partner", leer=Leer("Noch keine Partner."),
        kontext={"text": text} | ({"neu": ("Partner anlegen", neu)} if darf else {}),
    )  # fmt: skip


@erfordert(Recht.PARTNER_LESEN)
@require_safe
def partner_detail(request, pk):
    partner, zugang = get_object_or_404(Partner, pk=pk), request.user.zugang
    nennungen, mit_eigenen = partner_nutzung(zugang, partner=pk).get(pk, []), zugang.darf(Recht.NETZWERK_BEARBEITEN)
    tabelle = nennungen_tabelle(nennungen, mindestfallzahl=settings.MINDESTFALLZAHL, mit_eigenen=mit_eigenen)
    kontext = {
        "partner": partner, "nennungen": tabelle, "darf": zugang.darf(Recht.PARTNER_BEARBEITEN),
        "netzwerk": zugang.darf(Recht.NETZWERK_LESEN), "krumen": [LISTE],
    }  # fmt: skip
    return render(request, "traeger/netzwerk/partner_detail.jinja", kontext)


@erfordert(Recht.PARTNER_BEARBEITEN)
def partner_neu(request):
    form = PartnerForm(request.POST or None)
    return formularseite(
        request, form, tun=lambda: vorgaenge.partner_anlegen(partner=form.instance), titel="Partner anlegen",
        knopf="Partner anlegen", erfolg=lambda partner: f"„{partner}“ steht im Verzeichnis.", zurueck=LISTE[1],
        weiter=partner_url, krumen=[LISTE], vorlage="traeger/netzwerk/partner_neu.jinja",
    )  # fmt: skip


@erfordert(Recht.PARTNER_BEARBEITEN)
def partner_bearbeiten(request, pk):
    partner = get_object_or_404(Partner, pk=pk)
    name, zurueck, form = partner.name, partner_url(partner), PartnerForm(request.POST or None, instance=partner)
    return formularseite(
        request, form, tun=lambda: aendern(form.instance), titel="Partner ändern", unterzeile=name,
        erfolg="Die Änderung ist gespeichert.", zurueck=zurueck, krumen=[LISTE, (name, zurueck)],
    )  # fmt: skip


@erfordert(Recht.PARTNER_BEARBEITEN)
@require_POST
def partner_angebot(request, pk):
    """Stilllegen oder wieder anbieten; alte Einträge nennen den Partner weiter."""
    partner, ist_aktiv = get_object_or_404(Partner, pk=pk), request.POST.get("angebot") == "ja"
    return knopfdruck(
        request, tun=lambda: vorgaenge.partner_anbieten(partner=partner, ist_aktiv=ist_aktiv), zurueck=partner_url(partner),
        erfolg=f"„{partner}“ wird {'wieder angeboten' if ist_aktiv else 'nicht mehr angeboten'}.",
    )  # fmt: skip
