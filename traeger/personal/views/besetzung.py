"""Fachkräfte und ihre Besetzung: wer welchen Stellenanteil in welchem Umfang besetzt (Fachmodell 1)."""

from copy import copy
from decimal import Decimal

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.eingang import aus_adresse
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_danach
from traeger.begriffe import Recht
from traeger.models import Besetzung, Fachkraft, Mitgliedschaft, Vertretung
from traeger.personal.filters import BesetzungFilter, FachkraftFilter
from traeger.personal.forms.besetzung import (
    BesetzungBerichtigenForm,
    BesetzungForm,
    FachkraftForm,
    LetzterTagForm,
    UmfangAbForm,
)
from traeger.personal.forms.uebergabe import BeendenForm, BeschaeftigungForm
from traeger.personal.tables import BESETZUNGEN, FACHKRAEFTE, besetzungen_tabelle, monate_tabelle
from traeger.personal.vorgaenge import besetzung as vorgaenge
from traeger.personal.vorgaenge.uebergabe import offenes
from traeger.stellen.regeln import Stufe, stand
from traeger.zugang import erfordert

LISTE = ("Fachkräfte", reverse_lazy("traeger:fachkraft-liste"))
#: Ältere Jahre zeigt die Seite der Fachkraft auf Wunsch; frühere als dieses kennt das Haus nicht.
ERSTES_JAHR = 1990


def fachkraft_oder_404(request, pk):
    """Die Fachkraft im Zugang der Anfrage; fremde und unbekannte Nummern sind dieselbe 404."""
    return get_object_or_404(Fachkraft.objects.fuer(request.user.zugang).select_related("benutzer"), pk=pk)


def _besetzung(request, pk):
    zeilen = Besetzung.objects.fuer(request.user.zugang).select_related("fachkraft", "stellenanteil")
    return get_object_or_404(zeilen, pk=pk)


def kraft_url(kraft):
    return reverse("traeger:fachkraft-detail", args=[kraft.pk])


def _seite(request, kraft, form, **angaben):
    """Ein Formular zu einer Fachkraft: Rückweg, Brotkrumen und Unterzeile sind überall dieselben."""
    zurueck, name = kraft_url(kraft), str(kraft)
    return formularseite(request, form, zurueck=zurueck, krumen=[LISTE, (name, zurueck)], unterzeile=name, **angaben)


def _zeile(request, zeile, form, **angaben):
    """Ein Formular zu einer Besetzung; darüber steht, was bisher gilt."""
    return _seite(
        request, zeile.fachkraft, form, vorlage="traeger/personal/besetzung_formular.jinja", kontext={"zeile": zeile}, **angaben,
    )  # fmt: skip


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
def besetzung_liste(request):
    """Wer welche Stelle besetzt: die Zeilen hinter den besetzten VZÄ."""
    return liste(
        request, Besetzung.objects.fuer(request.user.zugang), spalten=BESETZUNGEN, filter=BesetzungFilter, titel="Besetzungen",
        ordnung="fachkraft__suchname", export="besetzungen",
        leer=Leer("Keine Besetzung.", "Besetzungen stehen auf der Seite der Fachkraft.", "Fachkräfte ansehen", LISTE[1]),
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_LESEN)
@require_safe
def fachkraft_detail(request, pk):
    """Eine Fachkraft: Besetzungen, VZÄ je Monat, Abwesenheiten, Vertretungen."""
    kraft, heute = fachkraft_oder_404(request, pk), timezone.localdate()
    besetzungen = list(kraft.besetzungen.select_related("stellenanteil").order_by("-von", "-pk"))
    vertretungen = Vertretung.objects.fuer(request.user.zugang).filter(Q(fachkraft=kraft) | Q(vertreten=kraft))
    beteiligt = vertretungen.select_related("fachkraft", "vertreten")
    jahr = aus_adresse(request.GET.get("jahr", str(heute.year)), range(ERSTES_JAHR, heute.year + 21), sonst=0)
    if not jahr:
        raise Http404("Zu diesem Jahr zeigt die Seite keine Stellen.")
    darf = request.user.zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    offen = ""
    if darf and kraft.beschaeftigt_bis:  # befristet: Das Ende kommt von selbst, und mit ihm fragt niemand
        offen = offenes(fachkraft=kraft, ab=tag_danach(kraft.beschaeftigt_bis), zugang=request.user.zugang)
    return render(request, "traeger/personal/fachkraft_detail.jinja", {
        "offen": offen, "zugaenge": _noch_zugang(kraft, request.user.zugang, heute),
        "kraft": kraft, "heute": heute, "jahr": jahr, "darf": darf, "abwesenheiten": kraft.abwesenheiten.order_by("-von"),
        "vertretungen": beteiligt.order_by("-von"), "besetzt": stand((Stufe(b.von, b.bis, b.vzae) for b in besetzungen), heute),
        "besetzungen": besetzungen_tabelle(besetzungen, darf), "monate": monate_tabelle(besetzungen, jahr),
        "krumen": [LISTE], "berichtigungen": kraft.berichtigungen.annotate(wer=F("berichtigt_von__name")),
    })  # fmt: skip


def _noch_zugang(kraft, zugang, heute):
    """Mitgliedschaften einer Ausgeschiedenen, die noch gelten: Die Beschäftigung beendet sie nicht, das tut, wer sie vergibt."""
    if not kraft.benutzer_id or kraft.beschaeftigt_bis is None or kraft.beschaeftigt_bis >= heute:
        return []
    return list(Mitgliedschaft.objects.fuer(zugang).am(heute).filter(benutzer=kraft.benutzer_id).select_related("traeger"))


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_neu(request):
    """Neue Fachkraft des eigenen Trägers."""
    zugang, heute = request.user.zugang, timezone.localdate()
    neu = Fachkraft(traeger_id=zugang.traeger_id)
    form = FachkraftForm(request.POST or None, instance=neu, zugang=zugang, heute=heute, initial={"beschaeftigt_von": heute})
    return formularseite(
        request, form, tun=lambda: vorgaenge.fachkraft_anlegen(fachkraft=form.instance, durch=zugang), weiter=kraft_url,
        titel="Fachkraft anlegen", erfolg=lambda kraft: f"{kraft} ist angelegt. Tragen Sie jetzt die Besetzung ein.",
        zurueck=LISTE[1], krumen=[LISTE],
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_bearbeiten(request, pk):
    """Angaben zur Person und Konto."""
    kraft, heute = fachkraft_oder_404(request, pk), timezone.localdate()
    form = FachkraftForm(request.POST or None, instance=copy(kraft), zugang=request.user.zugang, heute=heute)
    return _seite(
        request, kraft, form, tun=lambda: vorgaenge.fachkraft_aendern(fachkraft=form.instance, heute=heute),
        titel="Angaben ändern", erfolg="Die Angaben sind gespeichert.",
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_beenden(request, pk):
    """Beschäftigung beenden; offene Besetzungen und Vertretungen enden mit."""
    kraft, zugang, heute = fachkraft_oder_404(request, pk), request.user.zugang, timezone.localdate()
    form = BeendenForm(request.POST or None, gegenstand=kraft, zugang=zugang, heute=heute)

    def erfolg(uebergeben):
        satz = f"Die Beschäftigung von {kraft} endet am {datum(form.cleaned_data['letzter_tag'])}."
        return f"{satz}{_uebergeben(uebergeben)}"

    return _seite(
        request, kraft, form, titel="Beschäftigung beenden", knopf="Beschäftigung beenden", text=ENDE, erfolg=erfolg,
        tun=lambda: vorgaenge.beschaeftigung_beenden(fachkraft=kraft, durch=zugang, heute=heute, **form.angaben),
    )  # fmt: skip


def _uebergeben(anzahl):
    return f" Übergeben: {anzahl} {'Fall' if anzahl == 1 else 'Fälle'}." if anzahl else ""


ENDE = (
    "Offene Besetzungen, Abwesenheiten und Vertretungen enden am selben Tag, spätere entfallen. Beenden Sie unter „Mitglieder“ den"
    " Zugang."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def fachkraft_berichtigen(request, pk):
    """Erster und letzter Tag, wenn sie falsch waren oder eine Befristung verlängert ist."""
    kraft, zugang, heute = fachkraft_oder_404(request, pk), request.user.zugang, timezone.localdate()
    form = BeschaeftigungForm(request.POST or None, gegenstand=kraft, zugang=zugang, heute=heute)
    return _seite(
        request, kraft, form, titel="Beschäftigung berichtigen", text=BESCHAEFTIGT,
        tun=lambda: vorgaenge.beschaeftigung_berichtigen(fachkraft=kraft, durch=zugang, heute=heute, **form.angaben),
        erfolg=lambda uebergeben: f"Die Beschäftigung ist berichtigt.{_uebergeben(uebergeben)}",
    )  # fmt: skip


BESCHAEFTIGT = (
    "Wenn ein Tag falsch eingetragen war oder eine Befristung verlängert ist. Endet die Beschäftigung damit früher, gilt dasselbe wie"
    " beim Beenden: Besetzungen, Abwesenheiten und Vertretungen enden mit, und jemand übernimmt die Fälle."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_neu(request, pk):
    """Besetzung einer Fachkraft anlegen."""
    kraft = fachkraft_oder_404(request, pk)
    neu = Besetzung(traeger_id=kraft.traeger_id, fachkraft=kraft)
    form = BesetzungForm(request.POST or None, instance=neu, zugang=request.user.zugang)
    return _seite(
        request, kraft, form, tun=lambda: vorgaenge.besetzung_anlegen(besetzung=form.instance), titel="Besetzung eintragen",
        erfolg="Die Besetzung ist eingetragen.",
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_berichtigen(request, pk):
    """Was falsch eingetragen war; für einen neuen Umfang ab einem Tag gibt es „Umfang ändern“."""
    zeile = _besetzung(request, pk)
    zugang, heute = request.user.zugang, timezone.localdate()
    form = BesetzungBerichtigenForm(request.POST or None, instance=zeile, zugang=zugang)

    def tun():
        grund = form.cleaned_data["begruendung"]
        vorgaenge.besetzung_berichtigen(besetzung=form.instance, begruendung=grund, durch=zugang, heute=heute)

    return _seite(
        request, zeile.fachkraft, form, tun=tun, titel="Besetzung berichtigen", text=BERICHTIGEN,
        erfolg="Die Besetzung ist berichtigt.",
    )  # fmt: skip


BERICHTIGEN = (
    "Nur, wenn etwas falsch eingetragen war: Die Zahlen ändern sich auch rückwirkend. Gilt ab einem Tag ein anderer"
    " Umfang, nehmen Sie „Umfang ändern“."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_aendern(request, pk):
    """Anderer Umfang ab einem Tag; der bisherige Zeitraum bleibt lesbar."""
    zeile = _besetzung(request, pk)
    form = UmfangAbForm(request.POST or None, gegenstand=zeile, initial={"ab": timezone.localdate()})
    return _zeile(
        request, zeile, form, tun=lambda: vorgaenge.besetzung_aendern_ab(besetzung=zeile, **form.angaben), titel="Umfang ändern",
        erfolg="Der neue Umfang ist eingetragen, der bisherige Zeitraum bleibt.",
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def besetzung_beenden(request, pk):
    """Letzter Tag einer Besetzung."""
    zeile = _besetzung(request, pk)
    form = LetzterTagForm(request.POST or None, gegenstand=zeile, initial={"letzter_tag": timezone.localdate()})
    return _zeile(
        request, zeile, form, tun=lambda: vorgaenge.besetzung_beenden(besetzung=zeile, **form.angaben),
        titel="Besetzung beenden", erfolg="Die Besetzung hat jetzt ein Ende.",
    )  # fmt: skip
