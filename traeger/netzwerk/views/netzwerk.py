"""Netzwerk- und Öffentlichkeitsarbeit: in unter einer Minute erfasst, mit Summen über der Liste (Konzept 1, 3.2)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from traeger.begriffe import Recht
from traeger.models import Netzwerkarbeit, Partner
from traeger.netzwerk.filters.netzwerk import NetzwerkFilter
from traeger.netzwerk.forms.netzwerk import NetzwerkForm
from traeger.netzwerk.tables.netzwerk import netzwerk_spalten, netzwerk_summen
from traeger.netzwerk.vorgaenge import netzwerk as vorgaenge
from traeger.zugang import erfordert

LISTE = ("Einträge", reverse_lazy("traeger:netzwerk-liste"))


def _seite(request, form, **angaben):
    return formularseite(request, form, zurueck=LISTE[1], krumen=[LISTE], breit=True, **angaben)


@erfordert(Recht.NETZWERK_LESEN)
def netzwerk_liste(request):
    """Einträge des laufenden Jahres, darüber Stunden und Erreichte je Art und Monat."""
    zugang, neu = request.user.zugang, reverse("traeger:netzwerk-neu")
    darf = zugang.darf(Recht.NETZWERK_BEARBEITEN)
    namen = Partner.objects.filter(netzwerkarbeit=OuterRef("pk")).order_by(Deutsch("name")).values("name")
    zeilen = Netzwerkarbeit.objects.fuer(zugang).annotate(partnernamen=ArraySubquery(namen))
    griff = ("Netzwerkarbeit erfassen", neu)
    return liste(
        request, zeilen, spalten=netzwerk_spalten(darf=darf, viele=zugang.traeger_id is None), filter=NetzwerkFilter,
        titel="Einträge", ordnung="-am", export="netzwerkarbeit", vorlage="traeger/netzwerk/netzwerk_liste.jinja",
        leer=Leer("In diesem Jahr noch kein Eintrag.", *(("Der erste ist in einer Minute erfasst.", *griff) if darf else ())),
        kontext={"summen": netzwerk_summen, "griff": griff if darf else None},
    )  # fmt: skip


@erfordert(Recht.NETZWERK_BEARBEITEN)
def netzwerk_neu(request):
    form = NetzwerkForm(request.POST or None, heute=timezone.localdate())

    def tun():
        partner, durch = form.cleaned_data["partner"], request.user.zugang
        vorgaenge.netzwerk_erfassen(zeile=form.instance, partner=partner, durch=durch)

    return _seite(
        request, form, tun=tun, titel="Netzwerkarbeit erfassen", knopf="Eintrag speichern", erfolg="Der Eintrag ist gespeichert.",
    )  # fmt: skip


@erfordert(Recht.NETZWERK_BEARBEITEN)
def netzwerk_bearbeiten(request, pk):
    zeile = get_object_or_404(Netzwerkarbeit.objects.fuer(request.user.zugang), pk=pk)
    unterzeile, form = str(zeile), NetzwerkForm(request.POST or None, instance=zeile, heute=timezone.localdate())
    return _seite(
        request, form, titel="Eintrag ändern", unterzeile=unterzeile, erfolg="Die Änderung ist gespeichert.",
        tun=lambda: vorgaenge.netzwerk_aendern(zeile=form.instance, partner=form.cleaned_data["partner"]),
    )  # fmt: skip
