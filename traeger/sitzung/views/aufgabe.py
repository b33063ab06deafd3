"""Aufgaben über Träger hinweg: verteilen, sehen, erledigen; Überfälliges zuerst, Fristen nur mit Begründung anders (Fachmodell 6)."""

from django.db.models import Case, F, When
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.absage import Verboten
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.storno import Storno
from arge.zahlen.format import datum
from traeger.begriffe import Recht
from traeger.models import Aufgabe, Sitzung
from traeger.sitzung import vorgaenge
from traeger.sitzung.filters import AufgabeFilter
from traeger.sitzung.forms import AufgabeForm, ErledigenForm, FristForm
from traeger.sitzung.regeln import darf_erledigen, satz_zur_offenen
from traeger.sitzung.tables import AUFGABEN, aufgabe_etikett
from traeger.sitzung.views import sitzung as sitzungen
from traeger.zugang import erfordert

LISTE = ("Aufgaben", reverse_lazy("traeger:aufgabe-liste"))


def aufgabe_url(pk):
    return reverse("traeger:aufgabe-detail", args=[pk])


def _darf_erledigen(zugang, aufgabe):
    return darf_erledigen(
        bearbeitet_sitzungen=zugang.darf(Recht.SITZUNG_BEARBEITEN), traeger_id=zugang.traeger_id,
        verantwortlich_id=aufgabe.traeger_id,
    )  # fmt: skip


STORNO = Storno(
    "traeger:aufgabe", name=lambda aufgabe: f"Aufgabe „{aufgabe}“", zurueck=lambda aufgabe: aufgabe_url(aufgabe.pk),
    krumen=lambda aufgabe: _krumen(aufgabe),
)  # fmt: skip
MITGELADEN = ("traeger", "sitzung", "beschluss", "punkt", "angelegt_von", "erledigt_von", "storniert_von")


def _aufgabe(pk, menge=Aufgabe.objects):
    return get_object_or_404(menge.select_related(*MITGELADEN), pk=pk)


@erfordert(Recht.SITZUNG_LESEN)
def aufgabe_liste(request):
    """Offene nach Frist, also Überfällige zuerst; unter „alle“ stehen die erledigten am Ende."""
    darf, neu = request.user.zugang.darf(Recht.SITZUNG_BEARBEITEN), reverse("traeger:aufgabe-neu")
    zeilen = Aufgabe.auch_stornierte.annotate(frist=Case(When(erledigt_am__isnull=True, then=F("faellig_am"))))
    leer = Leer("Noch keine Aufgaben.", *(("Verteilen Sie die erste.", "Aufgabe verteilen", neu) if darf else ()))
    return liste(
        request, zeilen, spalten=AUFGABEN, filter=AufgabeFilter, titel="Aufgaben", ordnung="frist", export="aufgaben",
        leer=leer, kontext={"neu": ("Aufgabe verteilen", neu)} if darf else {},
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_neu(request, pk=None):
    """Aufgabe aus einer Sitzung (mit Beschluss) oder zwischendurch."""
    sitzung = get_object_or_404(Sitzung, pk=pk) if pk else None
    form = AufgabeForm(
        request.POST or None, instance=Aufgabe(sitzung=sitzung), heute=timezone.localdate(), sitzung=sitzung,
        initial=sitzungen.zum_punkt(request),
    )  # fmt: skip
    zurueck = sitzungen.sitzung_url(pk) if sitzung else LISTE[1]
    return formularseite(
        request, form, titel="Aufgabe verteilen", knopf="Aufgabe verteilen", unterzeile=sitzung, erfolg="Die Aufgabe ist verteilt.",
        tun=lambda: vorgaenge.aufgabe_verteilen(aufgabe=form.instance, durch=request.user.zugang, heute=form.heute),
        zurueck=zurueck, krumen=[sitzungen.LISTE, (str(sitzung), zurueck)] if sitzung else [LISTE], rueckgaengig=STORNO.rueckweg,
        weiter=None if sitzung else lambda aufgabe: aufgabe_url(aufgabe.pk),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_LESEN)
@require_safe
def aufgabe_detail(request, pk):
    aufgabe, zugang = _aufgabe(pk, Aufgabe.auch_stornierte), request.user.zugang
    berichtigt = list(aufgabe.fristberichtigungen.select_related("berichtigt_von").order_by("-pk"))
    kontext = {
        "aufgabe": aufgabe, "stand": aufgabe_etikett(aufgabe.faellig_am, aufgabe.erledigt_am),
        "darf": zugang.darf(Recht.SITZUNG_BEARBEITEN), "darf_erledigen": _darf_erledigen(zugang, aufgabe), "krumen": [LISTE],
        "urspruenglich": berichtigt[-1].alt if berichtigt else None, "berichtigungen": [
            {"berichtigt_am": b.berichtigt_am, "wer": b.berichtigt_von, "was": f"Frist von {datum(b.alt)} auf {datum(b.neu)}", "grund": b.grund}
            for b in berichtigt
        ],
    }  # fmt: skip
    return render(request, "traeger/sitzung/aufgabe_detail.jinja", kontext)


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_stornieren(request, pk):
    return STORNO.seite(request, _aufgabe(pk, Aufgabe.auch_stornierte))


@erfordert(Recht.SITZUNG_BEARBEITEN)
@require_POST
def aufgabe_wiederherstellen(request, pk):
    return STORNO.zuruecknehmen(request, _aufgabe(pk, Aufgabe.auch_stornierte))


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_bearbeiten(request, pk):
    """Wortlaut und wer verantwortlich ist; die Frist hat ihr eigenes Formular."""
    aufgabe = _aufgabe(pk)
    krumen, form = _krumen(aufgabe), AufgabeForm(request.POST or None, instance=aufgabe, heute=timezone.localdate())
    return formularseite(
        request, form, tun=lambda: vorgaenge.aufgabe_aendern(aufgabe=form.instance, durch=request.user.zugang, heute=form.heute),
        titel="Aufgabe ändern", unterzeile=f"fällig am {datum(aufgabe.faellig_am)}", erfolg="Die Änderung ist gespeichert.",
        zurueck=aufgabe_url(pk), krumen=krumen, nebenan=[("Frist berichtigen", reverse("traeger:aufgabe-frist", args=[pk]))],
    )  # fmt: skip


@erfordert(Recht.SITZUNG_BEARBEITEN)
def aufgabe_frist(request, pk):
    """Eine andere Frist, mit Begründung; die ursprüngliche bleibt auf der Seite der Aufgabe stehen."""
    aufgabe = _aufgabe(pk)
    form = FristForm(request.POST or None, gegenstand=aufgabe)

    def tun():
        neu, grund = form.cleaned_data["faellig_am"], form.cleaned_data["begruendung"]
        vorgaenge.frist_berichtigen(aufgabe=aufgabe, neu=neu, grund=grund, durch=request.user.zugang)

    return formularseite(
        request, form, tun=tun, titel="Frist berichtigen", knopf="Frist berichtigen", krumen=_krumen(aufgabe), zurueck=aufgabe_url(pk),
        unterzeile=f"{aufgabe.titel}, fällig am {datum(aufgabe.faellig_am)}", erfolg="Die Frist ist berichtigt. Wer verantwortlich ist, erfährt es.",
        geht_nicht=satz_zur_offenen(ist_erledigt=aufgabe.erledigt_am is not None, ist_storniert=False),
    )  # fmt: skip


def _krumen(aufgabe):
    return [LISTE, (aufgabe.titel, aufgabe_url(aufgabe.pk))]


@erfordert(Recht.SITZUNG_LESEN)
def aufgabe_erledigen(request, pk):
    """Erledigt, mit Ergebnis; darf auch jede Person des verantwortlichen Trägers."""
    aufgabe = _aufgabe(pk)
    if not _darf_erledigen(request.user.zugang, aufgabe):
        raise Verboten("Diese Aufgabe erledigt, wer für sie verantwortlich ist.")
    form = ErledigenForm(request.POST or None, gegenstand=aufgabe)

    def tun():
        ergebnis, durch = form.cleaned_data["ergebnis"], request.user.zugang
        vorgaenge.aufgabe_erledigen(aufgabe=aufgabe, ergebnis=ergebnis, durch=durch, jetzt=timezone.now())

    return formularseite(
        request, form, tun=tun, titel="Aufgabe erledigen", unterzeile=aufgabe.titel, knopf="Erledigt", weiter=LISTE[1],
        erfolg=f"„{aufgabe.titel}“ ist erledigt.", zurueck=aufgabe_url(pk), krumen=_krumen(aufgabe),
    )  # fmt: skip


@erfordert(Recht.SITZUNG_LESEN)
@require_POST
def aufgabe_oeffnen(request, pk):
    """Doch nicht erledigt: wieder öffnen, wer auch erledigen darf."""
    aufgabe = _aufgabe(pk)
    if not _darf_erledigen(request.user.zugang, aufgabe):
        raise Verboten("Diese Aufgabe öffnet, wer für sie verantwortlich ist.")
    return knopfdruck(
        request, tun=lambda: vorgaenge.aufgabe_oeffnen(aufgabe=aufgabe, durch=request.user.zugang, heute=timezone.localdate()), erfolg="Die Aufgabe ist wieder offen.",
        zurueck=aufgabe_url(pk),
    )  # fmt: skip
