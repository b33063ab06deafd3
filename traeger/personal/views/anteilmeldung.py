"""Stadtanteil: was von den kirchlichen Stellenanteilen auf die Stadt entfiel, gegen ihren Mindestanteil (Konzept 3.1)."""

from dataclasses import replace

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from arge.daten.schreiben import aendern
from arge.seite.filter import MitStorno
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.seite.storno import Storno
from arge.zahlen.format import spanne
from traeger.begriffe import Recht
from traeger.models import Anteilmeldung
from traeger.personal.forms.besetzung import AnteilmeldungForm
from traeger.personal.tables import ANTEILMELDUNGEN
from traeger.personal.vorgaenge import besetzung as vorgaenge
from traeger.zugang import erfordert

LISTE = ("Stadtanteil", reverse_lazy("traeger:anteilmeldung-liste"))
TEXT = (
    "Caritas und Diakonie bringen kirchliche Stellenanteile ein, die für Stadt- und Landkreis gemeinsam gelten. Die"
    " Leitung meldet, wie viel davon auf die Stadt entfiel."
)


@erfordert(Recht.BESETZUNG_LESEN, Recht.STELLENPLAN_BEARBEITEN)
def anteilmeldung_liste(request):
    """Träger sehen die eigenen Meldungen, die Steuerung alle; ändern kann nur die Leitung."""
    zugang = request.user.zugang
    darf = zugang.darf(Recht.BESETZUNG_BEARBEITEN)
    spalten = ANTEILMELDUNGEN if darf else [_ohne_weg(spalte) for spalte in ANTEILMELDUNGEN]
    return liste(
        request, Anteilmeldung.auch_stornierte.fuer(zugang), spalten=spalten, filter=MitStorno, titel="Meldungen", ueberschrift="Stadtanteil", ordnung="-von", export="stadtanteil",
        vorlage="traeger/personal/anteilmeldung_liste.jinja", kontext={"darf": darf, "text": TEXT},
        leer=Leer("Noch keine Meldung.", "Die Leitung trägt hier ein, wie viel auf die Stadt entfiel."),
    )  # fmt: skip


def _ohne_weg(spalte):
    return replace(spalte, link=None)


def _seite(request, form, **angaben):
    return formularseite(request, form, zurueck=LISTE[1], krumen=[LISTE], text=TEXT, **angaben)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def anteilmeldung_neu(request):
    """Neue Meldung der Leitung."""
    zugang, heute = request.user.zugang, timezone.localdate()
    neu = Anteilmeldung(traeger_id=zugang.traeger_id)
    vorgabe = {"von": heute.replace(month=1, day=1), "bis": heute}
    form = AnteilmeldungForm(request.POST or None, instance=neu, zugang=zugang, initial=vorgabe)
    return _seite(
        request, form, tun=lambda: vorgaenge.anteil_melden(meldung=form.instance, durch=zugang), titel="Stadtanteil melden",
        erfolg="Der Stadtanteil ist gemeldet.", rueckgaengig=STORNO.rueckweg,
    )  # fmt: skip


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def anteilmeldung_bearbeiten(request, pk):
    """Meldung berichtigen; wer zuerst gemeldet hat, bleibt stehen."""
    meldung = _meldung(request, pk)
    if meldung.storniert_am is not None:
        return redirect(STORNO.adresse(meldung))
    form = AnteilmeldungForm(request.POST or None, instance=meldung, zugang=request.user.zugang)
    return _seite(
        request, form, tun=lambda: aendern(form.instance), titel="Meldung ändern", erfolg="Die Meldung ist geändert.",
        nebenan=[("Stornieren", STORNO.adresse(meldung))],
    )  # fmt: skip


STORNO = Storno(
    "traeger:anteilmeldung", name=lambda meldung: f"Meldung {spanne(meldung.von, meldung.bis)}", zurueck=lambda meldung: str(LISTE[1]),
    krumen=lambda meldung: [LISTE],
)  # fmt: skip


def _meldung(request, pk):
    """Eine Meldung des eigenen Trägers, auch eine stornierte."""
    meldungen = Anteilmeldung.auch_stornierte.fuer(request.user.zugang).select_related("storniert_von", "stellenanteil")
    return get_object_or_404(meldungen, pk=pk)


@erfordert(Recht.BESETZUNG_BEARBEITEN)
def anteilmeldung_stornieren(request, pk):
    return STORNO.seite(request, _meldung(request, pk))


@erfordert(Recht.BESETZUNG_BEARBEITEN)
@require_POST
def anteilmeldung_wiederherstellen(request, pk):
    return STORNO.zuruecknehmen(request, _meldung(request, pk))
