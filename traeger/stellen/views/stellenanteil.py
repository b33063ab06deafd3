"""Stellenanteile und Bewilligungen pflegen: jede Änderung ein neuer Zeitraum (Fachmodell 1)."""

from copy import copy

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.seite.zeitstand import NUR_FEHLER_IM_ZEITSTAND
from arge.zahlen.format import datum, spanne
from traeger.begriffe import Recht, Stellenkreis
from traeger.models import Bewilligung, Stellenanteil
from traeger.stellen.filters import BewilligungFilter, StellenanteilFilter
from traeger.stellen.forms.vereinbarung import (
    AenderungForm,
    BewilligungAbForm,
    BewilligungForm,
    BewilligungKorrekturForm,
    EndeForm,
    KorrekturForm,
    StellenanteilForm,
)
from traeger.stellen.kennzahlen import kreis
from traeger.stellen.tables.stellenanteil import BEWILLIGUNGEN, STELLENANTEILE, stelle, verlauf
from traeger.stellen.vorgaenge import stellen as vorgaenge
from traeger.zugang import erfordert

LISTE = ("Stellenanteile", reverse_lazy("traeger:stellenanteil-liste"))


def anteil_url(anteil):
    return reverse("traeger:stellenanteil-detail", args=[anteil.pk])


def _seite(request, anteil, form, **angaben):
    """Ein Formular zu einem Stellenanteil: Rückweg, Brotkrumen und Unterzeile sind überall dieselben."""
    zurueck, unterzeile = anteil_url(anteil), f"{anteil}, {spanne(anteil.von, anteil.bis)}"
    krumen = [LISTE, ("Stellenanteil", zurueck)]
    return formularseite(request, form, zurueck=zurueck, krumen=krumen, unterzeile=unterzeile, **angaben)


def _anteil(pk):
    """Stellenanteile nennen niemanden; wer den Stellenplan sieht, sieht alle."""
    return get_object_or_404(Stellenanteil.objects.select_related("traeger", "standort", "vereinbarung"), pk=pk)


@erfordert(Recht.STELLENPLAN_LESEN)
def stellenanteil_liste(request):
    """Stellenanteile eines Tages nach Träger, Aufgabe, Quelle."""
    darf = request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    neu = ("Stellenanteil anlegen", reverse("traeger:stellenanteil-neu"))
    return liste(
        request, Stellenanteil.objects.annotate(kreis=kreis()), spalten=STELLENANTEILE, filter=StellenanteilFilter, titel="Stellenanteile",
        ordnung="traeger__kurzname", export="stellenanteile", kontext={"neu": neu} if darf else {},
        leer=Leer("Noch kein Stellenanteil.", *(["Legen Sie den ersten an.", *neu] if darf else [])),
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_LESEN)
def bewilligung_liste(request):
    """Bewilligungen eines Tages: die Zeilen hinter den bewilligten VZÄ."""
    return liste(
        request, Bewilligung.objects.all(), spalten=BEWILLIGUNGEN, filter=BewilligungFilter, titel="Bewilligungen",
        ordnung="traeger__kurzname", export="bewilligungen",
        leer=Leer("Keine Bewilligung.", "Bewilligungen trägt die Stadt am Stellenanteil ein."),
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_LESEN)
@require_safe
def stellenanteil_detail(request, pk):
    """Ein Zeitraum der Stelle mit allen anderen, ihren Bewilligungen und drei Kurven."""
    anteile, darf = stelle(pk), request.user.zugang.darf(Recht.STELLENPLAN_BEARBEITEN)
    anteil = next((einer for einer in anteile if einer.pk == pk), None)
    if anteil is None:
        raise Http404
    kontext = {
        "anteil": anteil,
        "darf": darf,
        "kreis": Stellenkreis(anteil.kreis).label,
        "heute": timezone.localdate(),
        "krumen": [LISTE],
        **verlauf(anteil, anteile, darf),
    }
    return render(request, "traeger/stellen/stellenanteil_detail.jinja", kontext)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_neu(request):
    """Neuer Stellenanteil."""
    form = StellenanteilForm(request.POST or None, heute=timezone.localdate())
    return formularseite(
        request, form, tun=lambda: vorgaenge.stellenanteil_anlegen(anteil=form.instance), titel="Stellenanteil anlegen",
        knopf="Stellenanteil anlegen", erfolg="Der Stellenanteil ist angelegt.", zurueck=LISTE[1], krumen=[LISTE],
        weiter=anteil_url,
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_aendern(request, pk):
    """Neue Werte ab einem Tag; der bisherige Zeitraum bleibt lesbar."""
    anteil = _anteil(pk)
    form = AenderungForm(request.POST or None, instance=copy(anteil), heute=timezone.localdate())

    def tun():
        ab, durch = form.cleaned_data["ab"], request.user.zugang
        return vorgaenge.stellenanteil_aendern(anteil=form.instance, ab=ab, werte=form.werte, durch=durch)

    return _seite(
        request, anteil, form, tun=tun, titel="Ab einem Tag ändern", text=AB_EINEM_TAG, knopf="Änderung speichern",
        erfolg=lambda neu: f"Die Änderung gilt ab {datum(neu.von)}. Der Zeitraum davor bleibt lesbar.", weiter=anteil_url,
    )  # fmt: skip


AB_EINEM_TAG = (
    "Der bisherige Zeitraum endet am Tag davor und bleibt lesbar. Besetzungen und Bewilligungen laufen im neuen Zeitraum"
    " weiter."
)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_korrigieren(request, pk):
    """Schreibfehler im Zeitraum selbst berichtigen, mit Begründung."""
    anteil, heute = _anteil(pk), timezone.localdate()
    form = KorrekturForm(request.POST or None, instance=copy(anteil), heute=heute)

    def tun():
        grund, durch = form.cleaned_data["grund"], request.user.zugang
        vorgaenge.stellenanteil_korrigieren(anteil=form.instance, grund=grund, am=heute, durch=durch)

    return _seite(
        request, anteil, form, tun=tun, titel="Schreibfehler korrigieren", knopf="Korrektur speichern",
        text=NUR_FEHLER_IM_ZEITSTAND, erfolg="Die Korrektur ist gespeichert.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def stellenanteil_beenden(request, pk):
    """Letzten Tag setzen."""
    anteil = _anteil(pk)
    form = EndeForm(request.POST or None, gegenstand=anteil)
    return _seite(
        request, anteil, form, tun=lambda: vorgaenge.stellenanteil_beenden(anteil=anteil, **form.angaben),
        titel="Stellenanteil beenden", knopf="Stellenanteil beenden",
        text="Besetzungen, die länger gelten, beendet vorher der Träger; Bewilligungen beenden Sie selbst.",
        erfolg=lambda _: f"Der Stellenanteil endet am {datum(form.angaben['am'])}.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_neu(request, pk):
    """Umfang eines Bescheids zu diesem Stellenanteil eintragen."""
    anteil = _anteil(pk)
    vorgabe = {"vzae": anteil.vzae, "von": anteil.von, "bis": anteil.bis}
    form = BewilligungForm(request.POST or None, heute=timezone.localdate(), initial=vorgabe)
    return _seite(
        request, anteil, form, tun=lambda: vorgaenge.bewilligung_anlegen(bewilligung=form.instance, anteil=anteil),
        titel="Bewilligung eintragen", knopf="Bewilligung speichern", erfolg="Die Bewilligung ist eingetragen.",
    )  # fmt: skip


def _bewilligung(pk):
    return get_object_or_404(Bewilligung.objects.select_related("stellenanteil__traeger"), pk=pk)


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_aendern(request, pk):
    """Änderungsbescheid: ab einem Tag ein anderer Umfang; der bisherige bleibt lesbar."""
    alt, heute = _bewilligung(pk), timezone.localdate()
    # Ab wann und von welchem Tag der Bescheid ist, steht in ihm: Vom alten vorbelegt bliebe es leicht stehen.
    neu_gefragt = {"von": None, "bewilligt_am": None}
    form = BewilligungAbForm(request.POST or None, instance=copy(alt), heute=heute, initial=neu_gefragt)
    return _seite(
        request, alt.stellenanteil, form, tun=lambda: vorgaenge.bewilligung_aendern(bewilligung=form.instance, **form.angaben),
        titel="Bewilligung ab einem Tag ändern", knopf="Änderung speichern",
        erfolg=lambda neu: f"Die neue Bewilligung gilt ab {datum(neu.von)}, die bisherige bis zum Tag davor.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_beenden(request, pk):
    """Letzter Tag einer Bewilligung."""
    alt = _bewilligung(pk)
    form = EndeForm(request.POST or None, gegenstand=alt)
    return _seite(
        request, alt.stellenanteil, form, tun=lambda: vorgaenge.bewilligung_beenden(bewilligung=alt, **form.angaben),
        titel="Bewilligung beenden", knopf="Bewilligung beenden", text=f"Bescheid {alt.aktenzeichen}, {spanne(alt.von, alt.bis)}.",
        erfolg=lambda _: f"Die Bewilligung endet am {datum(form.angaben['am'])}.",
    )  # fmt: skip


@erfordert(Recht.STELLENPLAN_BEARBEITEN)
def bewilligung_korrigieren(request, pk):
    """Was vom Bescheid falsch abgeschrieben war, mit Begründung."""
    alt, heute = _bewilligung(pk), timezone.localdate()
    form = BewilligungKorrekturForm(request.POST or None, instance=copy(alt), heute=heute)
    return _seite(
        request, alt.stellenanteil, form, titel="Bewilligung korrigieren", knopf="Korrektur speichern",
        tun=lambda: vorgaenge.bewilligung_korrigieren(bewilligung=form.instance, grund=form.cleaned_data["grund"], am=heute),
        text=NUR_FEHLER_IM_ZEITSTAND, erfolg="Die Korrektur ist gespeichert.",
    )  # fmt: skip
