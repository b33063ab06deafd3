"""Fachkräfte und ihre Besetzung: wer welchen Stellenanteil in welchem Umfang besetzt (Fachmodell 1)."""

from decimal import Decimal

from django.contrib import messages
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.schreiben import saetze_im
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.zahlen.format import datum
from traeger.begriffe import Recht
from traeger.models import Besetzung, Fachkraft, Vertretung
from traeger.personal.filters import FachkraftFilter
from traeger.personal.forms.besetzung import BesetzungForm, FachkraftForm, LetzterTagForm, UmfangAbForm
from traeger.personal.forms.uebergabe import BeendenForm
from traeger.personal.tables import FACHKRAEFTE, besetzungen_tabelle, monate_tabelle
from traeger.personal.vorgaenge import besetzung as vorgaenge
from traeger.stellen.regeln import Stufe, stand
from traeger.zugang import erfordert

FORMULAR = "traeger/personal/besetzung_formular.jinja"
#: Ältere Jahre zeigt die Seite der Fachkraft auf Wunsch; frühere als dieses kennt das Haus nicht.
ERSTES_JAHR = 1990


def fachkraft_oder_404(request, pk):
    """Die Fachkraft im Zugang der Anfrage; fremde und unbekannte Nummern sind dieselbe 404."""
    return get_object_or_404(Fachkraft.objects.fuer(request.user.zugang).select_related("benutzer"), pk=pk)


def _besetzung(request, pk):
    zeilen = Besetzung.objects.fuer(request.user.zugang).select_related("fachkraft", "stellenanteil")
    return get_object_or_404(zeilen, pk=pk)


def _rahmen(kraft, **mehr):
    """Kontext eines Formulars zu einer Fachkraft: Brotkrumen und Rückweg."""
    ziel = reverse("traeger:fachkraft-detail", args=[kraft.pk])
    krumen = [("Fachkräfte", reverse("traeger:fachkraft-liste")), (str(kraft), ziel)]
    return {"krumen": krumen, "abbrechen": ziel, "unterzeile": str(kraft), **mehr}


@erfordert(Recht.BESETZUNG_LESEN)
def fachkraft_liste(request):
    """Wer arbeitet hier, wie viel ist heute besetzt."""
    zugang, neu = request.user.zugang, reverse("traeger:fachkraft-neu")
    heute = Besetzung.objects.am(timezone.localdate()).filter(traeger=OuterRef("traeger"), fachkraft=OuterRef("pk"))
    besetzt = Subquery(heute.order_by().values("fachkraft").annotate(summe=Sum("vzae")).values("summe"))
    kraefte = Fachkraft.objects.fuer(zugang).annotate(besetzt=Coalesce(besetzt, Decimal(0)))
    darf = zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    return liste(
        request, kraefte, spalten=FACHKRAEFTE, filter=FachkraftFilter, titel="Fachkräfte", ordnung="suchname",
        export="fachkraefte", vorlage="traeger/personal/fachkraft_liste.jinja", kontext={"darf": darf},
        leer=Leer("Noch keine Fachkräfte.", "Legen Sie die erste an oder lesen Sie eine Liste ein.",
                  *(("Fachkraft anlegen", neu) if darf else ())),
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_LESEN)
@require_safe
def fachkraft_detail(request, pk):
    """Eine Fachkraft: Besetzungen, VZÄ je Monat, Abwesenheiten, Vertretungen."""
    kraft, heute = fachkraft_oder_404(request, pk), timezone.localdate()
    besetzungen = list(kraft.besetzungen.select_related("stellenanteil").order_by("-von", "-pk"))
    vertretungen = Vertretung.objects.fuer(request.user.zugang).filter(Q(fachkraft=kraft) | Q(vertreten=kraft))
    beteiligt = vertretungen.select_related("fachkraft", "vertreten")
    angabe = request.GET.get("jahr", "")
    jahr = int(angabe) if angabe.isdecimal() and ERSTES_JAHR <= int(angabe[:5]) <= heute.year + 20 else heute.year
    darf = request.user.zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    return render(request, "traeger/personal/fachkraft_detail.jinja", {
        "kraft": kraft, "heute": heute, "jahr": jahr, "darf": darf, "abwesenheiten": kraft.abwesenheiten.order_by("-von"),
        "vertretungen": beteiligt.order_by("-von"), "besetzt": stand((Stufe(b.von, b.bis, b.vzae) for b in besetzungen), heute),
        "besetzungen": besetzungen_tabelle(besetzungen, darf), "monate": monate_tabelle(besetzungen, jahr),
    })  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_neu(request):
    """Neue Fachkraft des eigenen Trägers."""
    zugang, heute = request.user.zugang, timezone.localdate()
    neu = Fachkraft(traeger_id=zugang.traeger_id)
    form = FachkraftForm(request.POST or None, instance=neu, zugang=zugang, heute=heute, initial={"beschaeftigt_von": heute})
    if form.is_valid():
        with saetze_im(form):
            kraft = vorgaenge.fachkraft_anlegen(fachkraft=form.instance, von=zugang)
            messages.success(request, f"{kraft} ist angelegt. Tragen Sie jetzt die Besetzung ein.")
            return redirect("traeger:fachkraft-detail", kraft.pk)
    krumen, abbrechen = [("Fachkräfte", reverse("traeger:fachkraft-liste"))], reverse("traeger:fachkraft-liste")
    return render(request, FORMULAR, {"form": form, "titel": "Fachkraft anlegen", "krumen": krumen, "abbrechen": abbrechen})


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_bearbeiten(request, pk):
    """Angaben zur Person und Konto."""
    kraft, heute = fachkraft_oder_404(request, pk), timezone.localdate()
    rahmen = _rahmen(kraft, titel="Angaben ändern")
    form = FachkraftForm(request.POST or None, instance=kraft, zugang=request.user.zugang, heute=heute)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.fachkraft_aendern(fachkraft=form.instance, heute=heute)
            messages.success(request, "Die Angaben sind gespeichert.")
            return redirect("traeger:fachkraft-detail", pk)
    return render(request, FORMULAR, {"form": form, **rahmen})


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_beenden(request, pk):
    """Beschäftigung beenden; offene Besetzungen und Vertretungen enden mit."""
    kraft = fachkraft_oder_404(request, pk)
    form = BeendenForm(request.POST or None, gegenstand=kraft, zugang=request.user.zugang, heute=timezone.localdate())

    def erfolg(uebergeben):
        satz = f"Die Beschäftigung von {kraft} endet am {datum(form.cleaned_data['letzter_tag'])}."
        return f"{satz} Übergeben: {uebergeben} {'Fall' if uebergeben == 1 else 'Fälle'}." if uebergeben else satz

    return formularseite(
        request, form, tun=lambda: vorgaenge.beschaeftigung_beenden(fachkraft=kraft, durch=request.user.zugang, **form.angaben),
        erfolg=erfolg, titel="Beschäftigung beenden", knopf="Beschäftigung beenden", text=ENDE, unterzeile=kraft,
        zurueck=reverse("traeger:fachkraft-detail", args=[pk]),
        krumen=[("Fachkräfte", reverse("traeger:fachkraft-liste")), (kraft, reverse("traeger:fachkraft-detail", args=[pk]))],
    )  # fmt: skip


ENDE = (
    "Offene Besetzungen und Vertretungen enden am selben Tag, spätere entfallen. Beenden Sie unter „Mitglieder“ den Zugang."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_neu(request, pk):
    """Besetzung einer Fachkraft anlegen."""
    kraft = fachkraft_oder_404(request, pk)
    neu = Besetzung(traeger_id=kraft.traeger_id, fachkraft=kraft)
    form = BesetzungForm(request.POST or None, instance=neu, zugang=request.user.zugang)
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.besetzung_anlegen(besetzung=form.instance)
            messages.success(request, "Die Besetzung ist eingetragen.")
            return redirect("traeger:fachkraft-detail", pk)
    return render(request, FORMULAR, {"form": form, **_rahmen(kraft, titel="Besetzung eintragen")})


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_berichtigen(request, pk):
    """Was falsch eingetragen war; für einen neuen Umfang ab einem Tag gibt es „Umfang ändern“."""
    zeile = _besetzung(request, pk)
    rahmen = _rahmen(zeile.fachkraft, titel="Besetzung berichtigen", text=BERICHTIGEN)
    form = BesetzungForm(request.POST or None, instance=zeile, zugang=request.user.zugang)
    if form.is_valid():
        with saetze_im(form):
            form.save()
            messages.success(request, "Die Besetzung ist berichtigt.")
            return redirect("traeger:fachkraft-detail", zeile.fachkraft_id)
    return render(request, FORMULAR, {"form": form, **rahmen})


BERICHTIGEN = (
    "Nur, wenn etwas falsch eingetragen war: Die Zahlen ändern sich auch rückwirkend. Gilt ab einem Tag ein anderer"
    " Umfang, nehmen Sie „Umfang ändern“."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_aendern(request, pk):
    """Anderer Umfang ab einem Tag; der bisherige Zeitraum bleibt lesbar."""
    zeile = _besetzung(request, pk)
    form = UmfangAbForm(request.POST or None, gegenstand=zeile, initial={"ab": timezone.localdate()})
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.besetzung_aendern_ab(besetzung=zeile, ab=form.cleaned_data["ab"], vzae=form.cleaned_data["vzae"])
            messages.success(request, "Der neue Umfang ist eingetragen, der bisherige Zeitraum bleibt.")
            return redirect("traeger:fachkraft-detail", zeile.fachkraft_id)
    return render(request, FORMULAR, {"form": form, **_rahmen(zeile.fachkraft, titel="Umfang ändern", zeile=zeile)})


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_beenden(request, pk):
    """Letzter Tag einer Besetzung."""
    zeile = _besetzung(request, pk)
    form = LetzterTagForm(request.POST or None, gegenstand=zeile, initial={"letzter_tag": timezone.localdate()})
    if form.is_valid():
        with saetze_im(form):
            vorgaenge.besetzung_beenden(besetzung=zeile, letzter_tag=form.cleaned_data["letzter_tag"])
            messages.success(request, "Die Besetzung hat jetzt ein Ende.")
            return redirect("traeger:fachkraft-detail", zeile.fachkraft_id)
    return render(request, FORMULAR, {"form": form, **_rahmen(zeile.fachkraft, titel="Besetzung beenden", zeile=zeile)})
