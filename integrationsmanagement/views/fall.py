"""IM-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben; das Gemeinsame kann `AktenBereich`."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.seite.liste import Leer, liste
from beratung.views.akte import AktenBereich
from integrationsmanagement import vorgaenge
from integrationsmanagement.filters import FallFilter
from integrationsmanagement.forms import FallAngabenForm, FallForm
from integrationsmanagement.models import IMFall
from integrationsmanagement.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from integrationsmanagement.views.akte import akte
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import akte_oder_404

IM = AktenBereich(
    app="integrationsmanagement", wort="IM-Fall", mehrzahl="IM-Fälle", modell=IMFall, kontakte="gespraeche", fall_form=FallForm,
    angaben_form=FallAngabenForm, anlegen=vorgaenge.fall_anlegen, person_und_fall=vorgaenge.fall_mit_person_anlegen,
    kontakt_neu="gespraech-neu",
)  # fmt: skip


@erfordert(Recht.IM_LESEN)
def fall_liste(request):
    spalten = FAELLE if request.GET.get("stand", "laufend") == "laufend" else FAELLE_MIT_ABSCHLUSS
    neu = reverse("integrationsmanagement:fall-neu")
    return liste(
        request, IMFall.am(timezone.localdate()).fuer(request.user.zugang), spalten=spalten, filter=FallFilter, titel="IM-Fälle",
        ordnung="-gespraech_am", export="im-faelle", vorlage="integrationsmanagement/fall_liste.jinja",
        leer=Leer("Hier steht noch kein IM-Fall.", "Legen Sie den ersten an.", "Fall anlegen", neu),
    )  # fmt: skip


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_detail(request, pk):
    faelle = IM.akten().mit_werdegang().select_related("person__stadtteil", "stadtteil")
    fall, darf = akte_oder_404(request, faelle, pk, art=IM.wort), request.user.zugang.darf(Recht.IM_BEARBEITEN)
    inhalt = akte(fall, seite=request.GET.get("seite", "1"), am=timezone.localdate(), darf=darf)
    kontext = {"fall": fall, "darf": darf, "krumen": IM.krumen(), **inhalt}
    return render(request, "integrationsmanagement/fall_detail.jinja", kontext)


@erfordert(Recht.IM_BEARBEITEN)
def fall_neu(request):
    return IM.neu(request)


@erfordert(Recht.IM_BEARBEITEN)
def fall_bearbeiten(request, pk):
    return IM.bearbeiten(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def person_bearbeiten(request, pk):
    return IM.person_bearbeiten(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def fall_abschliessen(request, pk):
    return IM.abschliessen(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def fall_wieder_aufnehmen(request, pk):
    return IM.wieder_aufnehmen(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def fall_uebergeben(request, pk):
    return IM.uebergeben(request, pk)
