"""IM-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben; das Gemeinsame kann `AktenBereich`."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.aenderungen import Verfolgt
from arge.seite.liste import Leer, liste
from arge.seite.zeilen import stand_am
from arge.seite.zeitstand import AB_EINEM_TAG, NUR_FEHLER_IM_ZEITSTAND
from arge.zahlen.format import datum
from beratung.models import Person
from beratung.views.akte import AktenBereich
from beratung.views.reiter import Blatt
from integrationsmanagement import vorgaenge
from integrationsmanagement.filters import FallFilter
from integrationsmanagement.forms import FallAngabenForm, FallBerichtigungForm, FallForm, UmzugForm, WohnungBerichtigungForm
from integrationsmanagement.kennzahlen import vorgaben_daneben
from integrationsmanagement.models import Gespraech, IMAbschluss, IMFall, IMZustaendigkeit, Integrationsplan, Wohnung
from integrationsmanagement.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from integrationsmanagement.views.akte import angaben, kopfampeln, plan, verlauf, zeichen
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import akte_oder_404

VERLAUF = Blatt("beratung/_verlauf.jinja", verlauf)
PLAN = Blatt("integrationsmanagement/_plan.jinja", plan)
ANGABEN = Blatt("integrationsmanagement/_angaben.jinja", angaben)
IM = AktenBereich(
    app="integrationsmanagement", wort="IM-Fall", mehrzahl="IM-Fälle", modell=IMFall, kontakte="gespraeche", fall_form=FallForm,
    angaben_form=FallAngabenForm, berichtigung_form=FallBerichtigungForm, anlegen=vorgaenge.fall_anlegen, person_und_fall=vorgaenge.fall_mit_person_anlegen,
    kontakt="gespraech", kontakt_wort="IM-Gespräch", kontakt_modell=Gespraech, zeichen=zeichen,
    ampeln=kopfampeln, schreibt=Recht.IM_BEARBEITEN, gedruckt=(ANGABEN, PLAN, VERLAUF),
    verfolgt=(
        Verfolgt(IMFall, "pk", neu="angelegt"), Verfolgt(Person, "person_id", neu="angelegt"), Verfolgt(IMZustaendigkeit),
        Verfolgt(IMAbschluss), Verfolgt(Wohnung), Verfolgt(Gespraech, name=str, neu="erfasst"),
        Verfolgt(Integrationsplan, name=str, neu="vereinbart"),
    ),
    teile=(
        ("IM-Gespräch", Gespraech), ("Integrationsplan", Integrationsplan), ("Wohnung", Wohnung), ("IM-Fall, Abschluss", IMAbschluss),
    ),
    daneben=lambda am: {"vorgaben": vorgaben_daneben(am)},
)  # fmt: skip


@erfordert(Recht.IM_LESEN)
def fall_liste(request):
    spalten = FAELLE if request.GET.get("stand", "laufend") == "laufend" else FAELLE_MIT_ABSCHLUSS
    neu = reverse("integrationsmanagement:fall-neu")
    return liste(
        request, IMFall.am(stand_am(request, timezone.localdate())).fuer(request.user.zugang), spalten=spalten, filter=FallFilter, titel="IM-Fälle",
        ordnung="-gespraech_am", export="im-faelle", vorlage="integrationsmanagement/fall_liste.jinja",
        aktion=IM.uebergabe,
        leer=Leer("Hier steht noch kein IM-Fall.", "Legen Sie den ersten an.", "Fall anlegen", neu),
    )  # fmt: skip


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_detail(request, pk):
    return IM.reiter(request, pk, VERLAUF)


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_plan(request, pk):
    return IM.reiter(request, pk, PLAN)


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_angaben(request, pk):
    return IM.reiter(request, pk, ANGABEN)


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_protokoll(request, pk):
    return IM.protokoll(request, pk)


@erfordert(Recht.IM_LESEN)
@require_safe
def fall_druck(request, pk):
    return IM.druck(request, pk)


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


@erfordert(Recht.IM_BEARBEITEN)
def faelle_uebergeben(request):
    return IM.mehrere_uebergeben(request)


@erfordert(Recht.IM_BEARBEITEN)
def fall_berichtigen(request, pk):
    return IM.berichtigen(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def abschluss_berichtigen(request, pk):
    return IM.abschluss_berichtigen(request, pk)


@erfordert(Recht.IM_BEARBEITEN)
def umzug(request, pk):
    """Neue Wohnform oder neuer Stadtteil ab einem Tag; was bis dahin galt, bleibt."""
    fall, heute = IM.akte(request, pk), timezone.localdate()
    jetzt = fall.wohnungen.am(heute).first()
    vorgabe = {"wohnform": jetzt.wohnform, "stadtteil": jetzt.stadtteil_id} if jetzt else {}
    form = UmzugForm(request.POST or None, gegenstand=fall, initial=vorgabe)
    return IM.seite(
        request, fall, form, tun=lambda: vorgaenge.umziehen(fall=fall, heute=heute, **form.angaben),
        titel="Wohnen ab einem Tag ändern", knopf="Umzug speichern",
        text=AB_EINEM_TAG,
        erfolg=lambda neu: f"Der Umzug gilt ab {datum(neu.von)}.",
    )  # fmt: skip


@erfordert(Recht.IM_BEARBEITEN)
def wohnung_berichtigen(request, pk):
    """Eine Wohnung, die nie so war, mit Begründung."""
    wohnung = akte_oder_404(request, Wohnung.objects, pk, art="Wohnung")
    fall = IM.mit_stand(wohnung.fall_id)
    form = WohnungBerichtigungForm(request.POST or None, gegenstand=fall, stand=wohnung)

    def tun():
        vorgaenge.wohnung_berichtigen(
            wohnung=wohnung, fall=fall, durch=request.user.zugang, heute=timezone.localdate(), **form.angaben
        )

    return IM.seite(
        request, fall, form, tun=tun, titel="Fehler berichtigen", knopf="Berichtigung speichern",
        text=NUR_FEHLER_IM_ZEITSTAND, erfolg="Die Berichtigung ist gespeichert.",
    )  # fmt: skip
