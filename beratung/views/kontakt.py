"""Kontakte und Kurzberatungen: erfassen in unter einer Minute, berichtigen ohne Textverlust."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from beratung import vorgaenge
from beratung.filters import KontaktFilter, KurzberatungFilter
from beratung.forms import KontaktForm, KurzberatungForm
from beratung.models import Kontakt
from beratung.tables import KONTAKTE, KURZBERATUNGEN
from beratung.views.akte import neu_durch, rahmen
from beratung.views.fall import MBE
from traeger.begriffe import Recht
from traeger.zugang import erfordert


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_schnell(request):
    ohne_fall = ("Ohne Namen: Kurzberatung", reverse("beratung:kurzberatung-neu"))
    return MBE.waehlen(request, titel="Kontakt erfassen", text="Mit wem haben Sie gesprochen?", ohne_fall=ohne_fall)


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_neu(request, pk):
    fall = MBE.akte(request, pk)
    form = KontaktForm(request.POST or None, fall=fall, **rahmen(request))

    def tun():
        return vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=fall, **neu_durch(request, form))

    return MBE.seite(
        request, fall, form, von="fall-detail", tun=tun, titel="Kontakt erfassen", knopf="Kontakt speichern",
        erfolg="Der Kontakt ist gespeichert.", breit=True, rueckgaengig=MBE.storno.rueckweg,
        noch_eins=("Speichern und nächster Kontakt", MBE.url("kontakt-schnell")),
    )  # fmt: skip


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_bearbeiten(request, pk):
    kontakt = MBE.eintrag(request, pk)
    if kontakt.storniert_am is not None:
        return redirect(MBE.storno.adresse(kontakt))
    art, mehr = (KontaktForm, {"fall": kontakt.fall}) if kontakt.fall_id else (KurzberatungForm, {})
    form = art(request.POST or None, instance=kontakt, **mehr, **rahmen(request))
    angaben = {
        "tun": lambda: vorgaenge.kontakt_aendern(
            kontakt=form.instance, heute=form.heute, trotzdem=form.ist_so_gemeint
        ),
        "erfolg": "Die Änderung ist gespeichert.",
        "nebenan": MBE.nebenan(kontakt),
    }  # fmt: skip
    if kontakt.fall_id:
        return MBE.seite(request, kontakt.fall, form, von="fall-detail", titel="Kontakt ändern", breit=True, **angaben)
    return _kurzberatung(request, form, titel="Kurzberatung ändern", unterzeile="anonym, ohne Fall", **angaben)


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_stornieren(request, pk):
    return MBE.storno.seite(request, MBE.eintrag(request, pk))


@erfordert(Recht.FALL_BEARBEITEN)
@require_POST
def kontakt_wiederherstellen(request, pk):
    return MBE.storno.zuruecknehmen(request, MBE.eintrag(request, pk))


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_verschieben(request, pk):
    return MBE.verschieben(request, pk)


@erfordert(Recht.FALL_LESEN)
def kontakt_liste(request):
    """Kontakte in Fällen, ohne Notizen: die Zeilen hinter den Zahlen."""
    kontakte = Kontakt.auch_stornierte.fuer(request.user.zugang).filter(fall__isnull=False)
    neu = reverse("beratung:kontakt-schnell")
    return liste(
        request, kontakte, spalten=KONTAKTE, filter=KontaktFilter, titel="Kontakte", ordnung="-am", export="kontakte",
        leer=Leer("Noch keine Kontakte.", "Der erste ist in einer Minute erfasst.", "Kontakt erfassen", neu),
        vorlage="beratung/kontakt_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def kurzberatung_liste(request):
    beratungen = Kontakt.auch_stornierte.fuer(request.user.zugang).filter(fall__isnull=True)
    neu = reverse("beratung:kurzberatung-neu")
    return liste(
        request, beratungen, spalten=KURZBERATUNGEN, filter=KurzberatungFilter, titel="Kurzberatungen", ordnung="-am",
        export="kurzberatungen",
        leer=Leer("Noch keine Kurzberatung.", "Anonym und in zehn Sekunden erfasst.", "Kurzberatung erfassen", neu),
        vorlage="beratung/kurzberatung_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.FALL_BEARBEITEN)
def kurzberatung_neu(request):
    """Anonym: ohne Fall, ohne Namen, ohne Freitext."""
    form = KurzberatungForm(request.POST or None, initial={"dauer_minuten": 15}, **rahmen(request))

    def tun():
        return vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=None, **neu_durch(request, form))

    return _kurzberatung(
        request, form, tun=tun, titel="Kurzberatung erfassen", unterzeile="Anonym: ohne Namen und ohne Notiz.",
        knopf="Kurzberatung speichern", erfolg="Die Kurzberatung ist gespeichert.", rueckgaengig=MBE.storno.rueckweg,
    )  # fmt: skip


def _kurzberatung(request, form, **angaben):
    zurueck = reverse("beratung:kurzberatung-liste")
    return formularseite(request, form, zurueck=zurueck, krumen=[("Kurzberatungen", zurueck)], **angaben)
