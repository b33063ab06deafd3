"""Kontakte und Kurzberatungen: erfassen in unter einer Minute, berichtigen ohne Textverlust."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from beratung import vorgaenge
from beratung.filters import KontaktFilter, KurzberatungFilter
from beratung.forms import KontaktForm, KurzberatungForm
from beratung.models import Kontakt
from beratung.tables import KONTAKTE, KURZBERATUNGEN
from beratung.views.akte import rahmen
from beratung.views.fall import MBE
from traeger.begriffe import Recht
from traeger.zugang import erfordert
from traeger.zugang.einsicht import akte_oder_404


@erfordert(Recht.FALL_BEARBEITEN)
@require_safe
def kontakt_schnell(request):
    return MBE.waehlen(
        request, titel="Kontakt erfassen", ohne_fall=("Ohne Namen: Kurzberatung", reverse("beratung:kurzberatung-neu"))
    )


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_neu(request, pk):
    fall = MBE.akte(request, pk)
    form = KontaktForm(request.POST or None, fall=fall, **rahmen(request))

    def tun():
        return vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=fall, durch=request.user.zugang, heute=form.heute)

    return MBE.seite(
        request, fall, form, tun=tun, titel="Kontakt erfassen", knopf="Kontakt speichern",
        erfolg="Der Kontakt ist gespeichert.", entwurf=f"kontakt:{fall.pk}", breit=True,
    )  # fmt: skip


@erfordert(Recht.FALL_BEARBEITEN)
def kontakt_bearbeiten(request, pk):
    kontakt = akte_oder_404(request, Kontakt.objects.select_related("fall__person"), pk, art="MBE-Kontakt")
    art, mehr = (KontaktForm, {"fall": kontakt.fall}) if kontakt.fall_id else (KurzberatungForm, {})
    form = art(request.POST or None, instance=kontakt, **mehr, **rahmen(request))
    angaben = {
        "tun": lambda: vorgaenge.kontakt_aendern(kontakt=form.instance, heute=form.heute),
        "erfolg": "Die Änderung ist gespeichert.", "entwurf": f"kontakt-aendern:{kontakt.pk}",
    }  # fmt: skip
    if kontakt.fall_id:
        return MBE.seite(request, kontakt.fall, form, titel="Kontakt ändern", breit=True, **angaben)
    return _kurzberatung(request, form, titel="Kurzberatung ändern", unterzeile="anonym, ohne Fall", **angaben)


@erfordert(Recht.FALL_LESEN)
def kontakt_liste(request):
    """Kontakte in Fällen, ohne Notizen: die Zeilen hinter den Zahlen."""
    kontakte = Kontakt.objects.fuer(request.user.zugang).filter(fall__isnull=False)
    neu = reverse("beratung:kontakt-schnell")
    return liste(
        request, kontakte, spalten=KONTAKTE, filter=KontaktFilter, titel="Kontakte", ordnung="-am", export="kontakte",
        leer=Leer("Noch keine Kontakte.", "Der erste ist in einer Minute erfasst.", "Kontakt erfassen", neu),
        vorlage="beratung/kontakt_liste.jinja",
    )  # fmt: skip


@erfordert(Recht.FALL_LESEN)
def kurzberatung_liste(request):
    beratungen = Kontakt.objects.fuer(request.user.zugang).filter(fall__isnull=True)
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
        return vorgaenge.kontakt_erfassen(kontakt=form.instance, fall=None, durch=request.user.zugang, heute=form.heute)

    return _kurzberatung(
        request, form, tun=tun, titel="Kurzberatung erfassen", unterzeile="Anonym: ohne Namen und ohne Notiz.",
        knopf="Kurzberatung speichern", erfolg="Die Kurzberatung ist gespeichert.",
    )  # fmt: skip


def _kurzberatung(request, form, **angaben):
    zurueck = reverse("beratung:kurzberatung-liste")
    return formularseite(request, form, zurueck=zurueck, krumen=[("Kurzberatungen", zurueck)], **angaben)
