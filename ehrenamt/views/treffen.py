"""Treffen am Telefon in zehn Sekunden; Stunden bestätigt jemand anderes."""

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from ehrenamt import vorgaenge
from ehrenamt.filters import StundenFilter, TreffenFilter
from ehrenamt.forms import BestaetigungForm, TreffenForm
from ehrenamt.models import Projekt, Stunden, Treffen
from ehrenamt.tables import STUNDEN, TREFFEN
from traeger.begriffe import Recht
from traeger.zugang import erfordert

KRUMEN = [("Projekte", reverse_lazy("ehrenamt:projekt-liste"))]
#: So viele Stundenzeilen stehen auf einmal zur Bestätigung; mehr liest niemand wirklich.
AUF_EINMAL = 100


@erfordert(Recht.EHRENAMT_BEARBEITEN)
@require_safe
def treffen_schnell(request):
    """Ohne Umweg über die Liste: ein Griff auf das Projekt, das zuletzt erfasste zuerst."""
    heute = timezone.localdate()
    offene = Projekt.objects.fuer(request.user.zugang).offen(heute).mit_treffen(heute)
    projekte = list(offene.order_by(F("treffen_am").desc(nulls_last=True), Deutsch("name"))[:50])
    return render(request, "ehrenamt/treffen_schnell.jinja", {"projekte": projekte, "krumen": KRUMEN})


@erfordert(Recht.EHRENAMT_LESEN)
def treffen_liste(request):
    """Alle Treffen des Trägers: die Zeilen hinter EA-06 und EA-07."""
    neu = ("Treffen erfassen", reverse("ehrenamt:treffen-schnell"))
    return liste(
        request, Treffen.objects.fuer(request.user.zugang), spalten=TREFFEN, filter=TreffenFilter, titel="Treffen",
        ordnung="-am", export="treffen", kontext={"neu": neu} if request.user.zugang.darf(Recht.EHRENAMT_BEARBEITEN) else {},
        leer=Leer("Noch kein Treffen.", "Das erste ist in zehn Sekunden erfasst.", *neu),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_LESEN)
def stunden_liste(request):
    """Alle Stunden der Ehrenamtlichen: die Zeilen hinter EA-04."""
    return liste(
        request, Stunden.objects.fuer(request.user.zugang), spalten=STUNDEN, filter=StundenFilter, titel="Stundeneinträge",
        ueberschrift="Stunden", ordnung="-am", export="stunden", leer=Leer("Noch keine Stunden.", "Sie entstehen mit den Treffen der Projekte."),
    )  # fmt: skip


def _seite(request, projekt, form, **angaben):
    zurueck = reverse("ehrenamt:projekt-detail", args=[projekt.pk])
    return formularseite(
        request, form, zurueck=zurueck, krumen=[*KRUMEN, (projekt.name, zurueck)], unterzeile=projekt.name,
        knopf="Treffen speichern", vorlage="ehrenamt/treffen_formular.jinja", **angaben,
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_neu(request, pk):
    projekt = get_object_or_404(Projekt.objects.fuer(request.user.zugang), pk=pk)
    form = TreffenForm(request.POST or None, projekt=projekt, heute=timezone.localdate())

    def tun():
        angaben = {"treffen": form.instance, "projekt": projekt, "minuten": form.minuten, "heute": form.heute}
        vorgaenge.treffen_erfassen(durch=request.user.zugang, **angaben)

    return _seite(request, projekt, form, tun=tun, titel="Treffen erfassen", erfolg="Das Treffen ist gespeichert.")


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_bearbeiten(request, pk):
    treffen = get_object_or_404(Treffen.objects.fuer(request.user.zugang).select_related("projekt"), pk=pk)
    form = TreffenForm(request.POST or None, instance=treffen, projekt=treffen.projekt, heute=timezone.localdate())

    def tun():
        angaben = {"treffen": form.instance, "minuten": form.minuten, "heute": form.heute}
        vorgaenge.treffen_aendern(durch=request.user.zugang, **angaben)

    erfolg = "Die Änderung ist gespeichert. Geänderte Stunden sind neu zu bestätigen."
    return _seite(request, treffen.projekt, form, tun=tun, titel="Treffen ändern", erfolg=erfolg)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def stunden_bestaetigen(request):
    form = BestaetigungForm(request.POST or None)
    offen = Stunden.objects.fuer(request.user.zugang).filter(bestaetigt_am__isnull=True)
    fremde = offen.exclude(erfasst_von=request.user).select_related("ehrenamtliche", "projekt", "erfasst_von")
    zeilen = list(fremde.order_by("am", Deutsch("projekt__name"), "ehrenamtliche__suchname")[: AUF_EINMAL + 1])
    inhalt = {"zeilen": zeilen[:AUF_EINMAL], "mehr": len(zeilen) > AUF_EINMAL}
    inhalt["selbst_erfasst"] = offen.filter(erfasst_von=request.user).count()
    return formularseite(
        request, form, vorlage="ehrenamt/stunden_bestaetigen.jinja", kontext=inhalt, titel="Stunden bestätigen",
        zurueck=reverse("ehrenamt:stunden-bestaetigen"),
        tun=lambda: vorgaenge.stunden_bestaetigen(durch=request.user.zugang, jetzt=timezone.now(), **form.cleaned_data),
        erfolg=lambda n: f"{n} Einträge sind bestätigt." if n != 1 else "Ein Eintrag ist bestätigt.",
    )  # fmt: skip
