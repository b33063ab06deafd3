"""MBE-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.liste import Leer, liste
from arge.seite.zeilen import stand_am
from beratung import vorgaenge
from beratung.filters import FallFilter
from beratung.forms import FallAngabenForm, FallBerichtigungForm, FallForm
from beratung.models import Fall, Kontakt
from beratung.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from beratung.views.akte import AktenBereich
from beratung.views.verlauf import verlauf, zeichen
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import akte_oder_404

MBE = AktenBereich(
    app="beratung", wort="MBE-Fall", mehrzahl="MBE-Fälle", modell=Fall, kontakte="kontakte", fall_form=FallForm,
    angaben_form=FallAngabenForm, berichtigung_form=FallBerichtigungForm, anlegen=vorgaenge.fall_anlegen, person_und_fall=vorgaenge.fall_mit_person_anlegen,
    kontakt="kontakt", kontakt_wort="MBE-Kontakt", kontakt_modell=Kontakt, zeichen=zeichen,
)  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def fall_liste(request):
    faelle = Fall.am(stand_am(request, timezone.localdate())).fuer(request.user.zugang)
    spalten = FAELLE if request.GET.get("stand", "laufend") == "laufend" else FAELLE_MIT_ABSCHLUSS
    return liste(
        request, faelle, spalten=spalten, filter=FallFilter, titel="MBE-Fälle", ordnung="-kontakt_am", export="mbe-faelle",
        vorlage="beratung/fall_liste.jinja",
        leer=Leer("Hier steht noch kein Fall.", "Legen Sie den ersten an.", "Fall anlegen", reverse("beratung:fall-neu")),
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
@require_safe
def fall_detail(request, pk):
    faelle = MBE.akten().mit_werdegang().select_related("person__stadtteil")
    fall, darf = akte_oder_404(request, faelle, pk, art=MBE.wort), request.user.zugang.darf(Recht.FALL_BEARBEITEN)
    inhalt = verlauf(fall, seite=request.GET.get("seite", "1"), darf=darf)
    return render(
        request,
        "beratung/fall_detail.jinja",
        {"fall": fall, "darf": darf, "krumen": MBE.krumen(), "leiste": MBE.leiste(fall, mit_zeichen=False), **inhalt},
    )


@erfordert(Recht.FALL_BEARBEITEN)
def fall_neu(request):
    return MBE.neu(request)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_bearbeiten(request, pk):
    return MBE.bearbeiten(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def person_bearbeiten(request, pk):
    return MBE.person_bearbeiten(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_abschliessen(request, pk):
    return MBE.abschliessen(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_wieder_aufnehmen(request, pk):
    return MBE.wieder_aufnehmen(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_uebergeben(request, pk):
    return MBE.uebergeben(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_berichtigen(request, pk):
    return MBE.berichtigen(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def abschluss_berichtigen(request, pk):
    return MBE.abschluss_berichtigen(request, pk)
