"""Besetzungshistorie aus Excel: Vorlage, hochladen, Vorschau, übernehmen oder verwerfen."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.ausgabe import als_mappe, dateiname
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.mappe import Angaben, Blatt, erstellt_von
from traeger.begriffe import IMPORT_FRIST, ImportStand, Recht
from traeger.models import Importlauf, Stellenanteil
from traeger.personal.forms.besetzung import DateiForm
from traeger.personal.tables import FUND_KOPF, vorlage_blaetter, vorschau
from traeger.personal.vorgaenge import einlesen
from traeger.zugang import erfordert

#: So viele Zeilen zeigt die Vorschau; die ganze Fehlerliste gibt es als Datei.
HOECHSTENS = 100


def _lauf(request, pk):
    return get_object_or_404(Importlauf.objects.fuer(request.user.zugang).filter(art=einlesen.ART), pk=pk)


def _krumen(lauf=None):
    krumen = [("Fachkräfte", reverse("traeger:fachkraft-liste"))]
    return [*krumen, ("Aus Excel einlesen", reverse("traeger:import-liste"))] if lauf else krumen


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def import_liste(request):
    """Datei hochladen; darunter, was schon eingelesen wurde."""
    zugang = request.user.zugang
    form = DateiForm(request.POST or None, request.FILES or None)
    laeufe = Importlauf.objects.fuer(zugang).filter(art=einlesen.ART).select_related("hochgeladen_von")[:20]

    def tun():
        datei, absendung = form.cleaned_data["datei"], form.cleaned_data["absendung"]
        return einlesen.hochladen(inhalt=datei.read(), dateiname=datei.name, absendung=absendung, durch=zugang)

    return formularseite(
        request, form, tun=tun, titel="Aus Excel einlesen", text=TEXT, knopf="Datei prüfen", erfolg="",
        zurueck=reverse("traeger:fachkraft-liste"), weiter=lambda lauf: reverse("traeger:import-detail", args=[lauf.pk]),
        krumen=_krumen(), vorlage="traeger/personal/import_liste.jinja", kontext={"laeufe": laeufe},
    )  # fmt: skip


TEXT = (
    "Besetzungshistorie: je Zeile eine Fachkraft mit einer Besetzung. Sie sehen zuerst eine Vorschau; übernommen wird erst"
    " danach und nur die ganze Datei."
)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_safe
def import_vorlage(request):
    """Leere Vorlage; auf Blatt 2 stehen die gültigen Kürzel der Stellenanteile, auf Blatt 3 ein Beispiel."""
    anteile = Stellenanteil.objects.filter(traeger=request.user.zugang.traeger_id).order_by("-von", "kuerzel")
    name = dateiname("besetzung-vorlage", "xlsx", timezone.localdate())
    return als_mappe(
        name,
        vorlage_blaetter(anteile),
        Angaben("Vorlage zum Einlesen der Besetzungen", (), erstellt_von(request.user), (TEXT,)),
    )


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_safe
def import_detail(request, pk):
    """Vorschau gegen den jetzigen Stand: was neu wäre, was schon da ist, was nicht stimmt."""
    lauf = _lauf(request, pk)
    kontext = {"lauf": lauf, "krumen": _krumen(lauf), "hoechstens": HOECHSTENS, "pruefung": None, "satz": ""}
    kontext["entscheiden_bis"] = lauf.hochgeladen_am + IMPORT_FRIST
    if lauf.stand == ImportStand.GEPRUEFT:
        try:
            kontext["pruefung"] = einlesen.pruefen(einlesen.tabelle_von(lauf), durch=request.user.zugang)
            kontext |= vorschau(kontext["pruefung"], HOECHSTENS)
        except ValidationError as fehler:
            kontext["satz"] = fehler.message
    return render(request, "traeger/personal/import_detail.jinja", kontext)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_safe
def import_fehler(request, pk):
    """Alle Funde als Excel-Datei zum Abarbeiten."""
    lauf = _lauf(request, pk)
    try:
        pruefung = einlesen.pruefen(einlesen.tabelle_von(lauf), durch=request.user.zugang)
    except ValidationError as fehler:
        messages.error(request, fehler.message)
        return redirect("traeger:import-detail", pk)
    gezeigt = [("Eingelesene Datei", str(lauf)), ("Hochgeladen am", lauf.hochgeladen_am)]
    return als_mappe(
        dateiname(f"fehler-{lauf.pk}", "xlsx", timezone.localdate()),
        [Blatt("Fehler", FUND_KOPF, pruefung.funde)],
        Angaben("Was in der Datei nicht stimmt", gezeigt, erstellt_von(request.user)),
    )


def _uebernommen(anzahl):
    if not anzahl:
        return "Die Datei ist übernommen."
    return "Eine Besetzung ist übernommen." if anzahl == 1 else f"{anzahl} Besetzungen sind übernommen."


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_POST
def import_uebernehmen(request, pk):
    """Alle Zeilen oder keine; zweimal ist einmal. Was jemand seit der Prüfung eingetragen hat, nennt die Datenbank."""
    lauf = _lauf(request, pk)
    return knopfdruck(
        request, tun=lambda: einlesen.uebernehmen(lauf=lauf, jetzt=timezone.now(), durch=request.user.zugang),
        erfolg=_uebernommen,
        fehlschlag="Nichts wurde übernommen.", zurueck=reverse("traeger:import-detail", args=[pk]),
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_POST
def import_verwerfen(request, pk):
    """Nichts übernehmen; die Datei wird gelöscht."""
    lauf = _lauf(request, pk)
    return knopfdruck(
        request, tun=lambda: einlesen.verwerfen(lauf=lauf, jetzt=timezone.now(), durch=request.user.zugang),
        erfolg="Die Datei ist verworfen und gelöscht. Es wurde nichts übernommen.",
        zurueck=reverse("traeger:import-detail", args=[pk]), weiter=reverse("traeger:import-liste"),
    )  # fmt: skip
