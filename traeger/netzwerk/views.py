"""Netzwerkarbeit in unter einer Minute, mit Summen über der Liste; Partnerverzeichnis mit Nutzungszahl (Konzept 1, 3.2; Fachmodell 1)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.schreiben import aendern
from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.storno import Storno
from arge.seite.suche import Suchart
from arge.zahlen.format import datum
from arge.zahlen.runden import gerundet_satz, letzter_schluss
from traeger.begriffe import Recht
from traeger.models import Netzwerkarbeit, Partner
from traeger.netzwerk import vorgaenge
from traeger.netzwerk.filters import NetzwerkFilter, PartnerFilter
from traeger.netzwerk.forms import NetzwerkForm, PartnerForm
from traeger.netzwerk.kennzahlen import partner_nutzung
from traeger.netzwerk.tables import nennungen_tabelle, netzwerk_spalten, netzwerk_summen, partner_spalten
from traeger.zugang import erfordert

NETZWERK_LISTE = ("Einträge", reverse_lazy("traeger:netzwerk-liste"))
#: Was die Suche des Hauses im Partnerverzeichnis findet.
PARTNER = Suchart(
    "Partner", "traeger:partner-detail", lambda zugang, heute: Partner.objects.all(), felder=("name", "beschreibung", "telefon", ""),
)  # fmt: skip


STORNO = Storno(
    "traeger:netzwerk", name=lambda zeile: f"Eintrag vom {datum(zeile.am)}: {zeile.thema}",
    zurueck=lambda zeile: reverse("traeger:netzwerk-liste"), krumen=lambda zeile: [NETZWERK_LISTE],
)  # fmt: skip


def _eintrag(request, pk):
    """Ein Eintrag des eigenen Trägers, auch ein stornierter."""
    zeilen = Netzwerkarbeit.auch_stornierte.fuer(request.user.zugang).select_related("storniert_von")
    return get_object_or_404(zeilen, pk=pk)


def _seite(request, form, **angaben):
    return formularseite(request, form, zurueck=NETZWERK_LISTE[1], krumen=[NETZWERK_LISTE], breit=True, **angaben)


@erfordert(Recht.NETZWERK_LESEN)
def netzwerk_liste(request):
    """Einträge des laufenden Jahres, darüber Stunden und Erreichte je Art und Monat."""
    zugang, neu = request.user.zugang, reverse("traeger:netzwerk-neu")
    darf = zugang.darf(Recht.NETZWERK_BEARBEITEN)
    namen = Partner.objects.filter(netzwerkarbeit=OuterRef("pk")).order_by(Deutsch("name")).values("name")
    zeilen = Netzwerkarbeit.auch_stornierte.fuer(zugang).annotate(partnernamen=ArraySubquery(namen))
    griff = ("Netzwerkarbeit erfassen", neu)
    return liste(
        request, zeilen, spalten=netzwerk_spalten(darf=darf, viele=zugang.traeger_id is None), filter=NetzwerkFilter,
        titel="Einträge", ueberschrift="Netzwerk- und Öffentlichkeitsarbeit", ordnung="-am", export="netzwerkarbeit", vorlage="traeger/netzwerk/netzwerk_liste.jinja",
        leer=Leer("In diesem Jahr noch kein Eintrag.", *(("Der erste ist in einer Minute erfasst.", *griff) if darf else ())),
        kontext={"summen": netzwerk_summen, "griff": griff if darf else None},
    )  # fmt: skip


@erfordert(Recht.NETZWERK_BEARBEITEN)
def netzwerk_neu(request):
    form = NetzwerkForm(request.POST or None, heute=timezone.localdate())

    def tun():
        partner, durch = form.cleaned_data["partner"], request.user.zugang
        return vorgaenge.netzwerk_erfassen(zeile=form.instance, partner=partner, durch=durch)

    return _seite(
        request, form, tun=tun, titel="Netzwerkarbeit erfassen", knopf="Eintrag speichern", erfolg="Der Eintrag ist gespeichert.",
        rueckgaengig=STORNO.rueckweg,
    )  # fmt: skip


@erfordert(Recht.NETZWERK_BEARBEITEN)
def netzwerk_bearbeiten(request, pk):
    zeile = _eintrag(request, pk)
    if zeile.storniert_am is not None:
        return redirect(STORNO.adresse(zeile))
    unterzeile, form = str(zeile), NetzwerkForm(request.POST or None, instance=zeile, heute=timezone.localdate())
    return _seite(
        request, form, titel="Eintrag ändern", unterzeile=unterzeile, erfolg="Die Änderung ist gespeichert.",
        tun=lambda: vorgaenge.netzwerk_aendern(zeile=form.instance, partner=form.cleaned_data["partner"]),
        nebenan=[("Stornieren", STORNO.adresse(zeile))],
    )  # fmt: skip


@erfordert(Recht.NETZWERK_BEARBEITEN)
def netzwerk_stornieren(request, pk):
    return STORNO.seite(request, _eintrag(request, pk))


@erfordert(Recht.NETZWERK_BEARBEITEN)
@require_POST
def netzwerk_wiederherstellen(request, pk):
    return STORNO.zuruecknehmen(request, _eintrag(request, pk))


PARTNER_LISTE = ("Partnerverzeichnis", reverse_lazy("traeger:partner-liste"))


def partner_url(partner):
    return reverse("traeger:partner-detail", args=[partner.pk])


@erfordert(Recht.PARTNER_LESEN)
def partner_liste(request):
    zugang, neu = request.user.zugang, reverse("traeger:partner-neu")
    darf, (nutzung, schwelle) = zugang.darf(Recht.PARTNER_BEARBEITEN), partner_nutzung(zugang, timezone.localdate())
    spalten = partner_spalten(nutzung, mit_eigenen=zugang.darf(Recht.NETZWERK_BEARBEITEN))
    schluss = datum(letzter_schluss(timezone.localdate(), timezone.localdate()))
    text = (
        "Wie oft Beratung und Netzwerkarbeit aller Träger einen Partner nennen; Akten anderer Träger zählen"
        f" bis zum {schluss}. {gerundet_satz(schwelle)}"
    )
    return liste(
        request, Partner.objects.all(), spalten=spalten, filter=PartnerFilter, titel="Partner", ordnung="name",
        export="partner", leer=Leer("Noch keine Partner."),
        kontext={"text": text} | ({"neu": ("Partner anlegen", neu)} if darf else {}),
    )  # fmt: skip


@erfordert(Recht.PARTNER_LESEN)
@require_safe
def partner_detail(request, pk):
    partner, zugang = get_object_or_404(Partner, pk=pk), request.user.zugang
    nutzung, schwelle = partner_nutzung(zugang, timezone.localdate(), partner=pk)
    tabelle = nennungen_tabelle(nutzung.get(pk, []), mit_eigenen=zugang.darf(Recht.NETZWERK_BEARBEITEN))
    kontext = {
        "partner": partner, "nennungen": tabelle, "rundung": gerundet_satz(schwelle), "darf": zugang.darf(Recht.PARTNER_BEARBEITEN),
        "netzwerk": zugang.darf(Recht.NETZWERK_LESEN), "krumen": [PARTNER_LISTE],
    }  # fmt: skip
    return render(request, "traeger/netzwerk/partner_detail.jinja", kontext)


@erfordert(Recht.PARTNER_BEARBEITEN)
def partner_neu(request):
    form = PartnerForm(request.POST or None)
    return formularseite(
        request, form, tun=lambda: vorgaenge.partner_anlegen(partner=form.instance), titel="Partner anlegen",
        knopf="Partner anlegen", erfolg=lambda partner: f"„{partner}“ steht im Verzeichnis.", zurueck=PARTNER_LISTE[1],
        weiter=partner_url, krumen=[PARTNER_LISTE], vorlage="traeger/netzwerk/partner_neu.jinja",
    )  # fmt: skip


@erfordert(Recht.PARTNER_BEARBEITEN)
def partner_bearbeiten(request, pk):
    partner = get_object_or_404(Partner, pk=pk)
    name, zurueck, form = partner.name, partner_url(partner), PartnerForm(request.POST or None, instance=partner)
    return formularseite(
        request, form, tun=lambda: aendern(form.instance), titel="Partner ändern", unterzeile=name,
        erfolg="Die Änderung ist gespeichert.", zurueck=zurueck, krumen=[PARTNER_LISTE, (name, zurueck)],
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
