"""MBE-Fälle: Liste, Akte, anlegen, ändern, abschließen, wieder aufnehmen, übergeben."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.aenderungen import Verfolgt
from arge.seite.liste import Leer, liste
from arge.seite.zeilen import stand_am
from beratung import vorgaenge
from beratung.filters import FallFilter
from beratung.forms import FallAngabenForm, FallBerichtigungForm, FallForm
from beratung.models import Abschluss, Fall, Kontakt, Person, Zustaendigkeit
from beratung.tables import FAELLE, FAELLE_MIT_ABSCHLUSS
from beratung.views.akte import AktenBereich
from beratung.views.reiter import Blatt
from beratung.views.verlauf import ampeln, angaben, verlauf, zeichen
from traeger.begriffe import Recht
from traeger.zugang import erfordert

VERLAUF, ANGABEN = Blatt("beratung/_verlauf.jinja", verlauf), Blatt("beratung/_angaben.jinja", angaben)
MBE = AktenBereich(
    app="beratung", wort="MBE-Fall", mehrzahl="MBE-Fälle", modell=Fall, kontakte="kontakte", fall_form=FallForm,
    angaben_form=FallAngabenForm, berichtigung_form=FallBerichtigungForm, anlegen=vorgaenge.fall_anlegen, person_und_fall=vorgaenge.fall_mit_person_anlegen,
    kontakt="kontakt", kontakt_wort="MBE-Kontakt", kontakt_modell=Kontakt, zeichen=zeichen,
    ampeln=ampeln, schreibt=Recht.FALL_BEARBEITEN, gedruckt=(ANGABEN, VERLAUF),
    verfolgt=(
        Verfolgt(Fall, "pk", neu="angelegt"), Verfolgt(Person, "person_id", neu="angelegt"), Verfolgt(Zustaendigkeit), Verfolgt(Abschluss),
        Verfolgt(Kontakt, name=str, neu="erfasst"),
    ),
    teile=(("MBE-Kontakt", Kontakt), ("MBE-Fall, Abschluss", Abschluss)),
)  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def fall_liste(request):
    faelle = Fall.am(stand_am(request, timezone.localdate())).fuer(request.user.zugang)
    spalten = FAELLE if request.GET.get("stand", "laufend") == "laufend" else FAELLE_MIT_ABSCHLUSS
    return liste(
        request, faelle, spalten=spalten, filter=FallFilter, titel="MBE-Fälle", ordnung="-kontakt_am", export="mbe-faelle",
        vorlage="beratung/fall_liste.jinja", aktion=MBE.uebergabe,
        leer=Leer("Hier steht noch kein Fall.", "Legen Sie den ersten an.", "Fall anlegen", reverse("beratung:fall-neu")),
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
@require_safe
def fall_detail(request, pk):
    return MBE.reiter(request, pk, VERLAUF)


@erfordert(Recht.FALL_LESEN)
@require_safe
def fall_angaben(request, pk):
    return MBE.reiter(request, pk, ANGABEN)


@erfordert(Recht.FALL_LESEN)
@require_safe
def fall_protokoll(request, pk):
    return MBE.protokoll(request, pk)


@erfordert(Recht.FALL_LESEN)
@require_safe
def fall_druck(request, pk):
    return MBE.druck(request, pk)


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
def faelle_uebergeben(request):
    return MBE.mehrere_uebergeben(request)


@erfordert(Recht.FALL_BEARBEITEN)
def fall_berichtigen(request, pk):
    return MBE.berichtigen(request, pk)


@erfordert(Recht.FALL_BEARBEITEN)
def abschluss_berichtigen(request, pk):
    return MBE.abschluss_berichtigen(request, pk)
