"""Projekte: Liste (Koordination sieht alle Träger, ohne Personen) und Detail mit dem Verlauf der Treffen."""

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.eingang import aus_adresse
from arge.seite.formularseite import formularseite
from arge.seite.liste import Leer, liste
from arge.seite.storno import im_verlauf
from arge.seite.zeilen import stand_am
from arge.seite.zeitstand import AB_EINEM_TAG, NUR_FEHLER_IM_ZEITSTAND
from arge.zahlen.format import datum
from arge.zahlen.runden import gerundet_satz, gerundete_zahl
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt import vorgaenge
from ehrenamt.filters import ProjektFilter
from ehrenamt.forms import StatusBerichtigungForm, StatusForm
from ehrenamt.models import Ehrenamtliche, Projekt, Projektberichtigung, Projektstand, Treffen
from ehrenamt.tables import PROJEKTE_ALLER, PROJEKTE_EIGENE, bereiche_worte, status_etikett
from ehrenamt.views.person import mit_einsaetzen
from traeger.begriffe import Recht
from traeger.stammdaten.kennzahlen import mindestfallzahl
from traeger.zugang import erfordert

JE_SEITE = 20
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


@erfordert(Recht.PROJEKT_LESEN)
def projekt_liste(request):
    tag = stand_am(request, timezone.localdate())
    projekte = Projekt.objects.fuer(request.user.zugang).mit_status(tag).mit_treffen(tag)
    eigene = request.user.zugang.darf(Recht.EHRENAMT_LESEN)
    if eigene:
        projekte = projekte.mit_ehrenamtlichen(tag)
    return liste(
        request, projekte, spalten=PROJEKTE_EIGENE if eigene else PROJEKTE_ALLER, filter=ProjektFilter, titel="Projekte",
        ordnung="name", export="projekte", vorlage="ehrenamt/projekt_liste.jinja",
        leer=Leer("Noch keine Projekte.", "Projekte legt der Betrieb mit den Stammdaten an."),
    )  # fmt: skip


@erfordert(Recht.PROJEKT_LESEN)
@require_safe
def projekt_detail(request, pk):
    projekte = Projekt.objects.fuer(request.user.zugang).mit_status(timezone.localdate())
    projekte = projekte.annotate(berichtigt=Projektberichtigung.daneben("projekt"))
    projekte = projekte.select_related("standort", "traeger")
    projekt, zugang = get_object_or_404(projekte, pk=pk), request.user.zugang
    darf = zugang.darf(Recht.EHRENAMT_BEARBEITEN)
    inhalt = {
        "projekt": projekt,
        "darf": darf,
        "krumen": [("Projekte", reverse("ehrenamt:projekt-liste"))],
        **_verlauf(projekt, request.GET.get("seite", "1"), darf, _schwelle(projekt, zugang)),
    }
    inhalt |= {"status": status_etikett(projekt.status), "bereiche": bereiche_worte(projekt.bereiche)}
    inhalt |= {"staende": list(projekt.staende.order_by(F("von").desc(nulls_last=True)))}
    inhalt |= {"berichtigungen": Projektberichtigung.gelesen(projekt.berichtigt)}
    if zugang.darf(Recht.EHRENAMT_LESEN):
        heute = timezone.localdate()
        dabei = Ehrenamtliche.objects.fuer(zugang).mit_einsatz(projekt, Zeitraum(heute, heute))
        inhalt["ehrenamtliche"] = list(dabei.order_by("suchname", "pk")[:200])
    return render(request, "ehrenamt/projekt_detail.jinja", inhalt)


def _seite(request, projekt, form, **angaben):
    zurueck = reverse("ehrenamt:projekt-detail", args=[projekt.pk])
    krumen = [("Projekte", reverse("ehrenamt:projekt-liste")), (projekt.name, zurueck)]
    return formularseite(request, form, zurueck=zurueck, krumen=krumen, unterzeile=projekt.name, **angaben)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def projekt_status(request, pk):
    """Neuer Status ab einem Tag; wie es dem Projekt davor ging, bleibt."""
    heute = timezone.localdate()
    projekt = get_object_or_404(Projekt.objects.fuer(request.user.zugang).mit_status(heute), pk=pk)
    form = StatusForm(request.POST or None, gegenstand=projekt, heute=heute, initial={"status": projekt.status})
    return _seite(
        request, projekt, form, titel="Status ab einem Tag ändern", text=AB_EINEM_TAG,
        erfolg=lambda beendet: mit_einsaetzen("Der Status ist gespeichert.", beendet),
        tun=lambda: vorgaenge.stand_aendern(sache=projekt, zeilen="staende", heute=heute, **form.angaben),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def status_berichtigen(request, pk):
    """Ein Status, der nie so war, mit Begründung."""
    stand = get_object_or_404(Projektstand.objects.fuer(request.user.zugang).select_related("projekt"), pk=pk)
    form = StatusBerichtigungForm(request.POST or None, gegenstand=stand.projekt, stand=stand)

    def tun():
        vorgaenge.angabe_berichtigen(
            sache=stand.projekt, zeilen="staende", zeile=stand, durch=request.user.zugang, heute=timezone.localdate(),
            **form.angaben,
        )  # fmt: skip

    return _seite(
        request, stand.projekt, form, tun=tun, titel="Fehler berichtigen", knopf="Berichtigung speichern",
        text=NUR_FEHLER_IM_ZEITSTAND, erfolg="Die Berichtigung ist gespeichert.",
    )  # fmt: skip


def _schwelle(projekt, zugang) -> int:
    """Auf welche Vielfachen die Teilnehmenden gerundet sind; 0 für den Träger, dessen Projekt es ist."""
    eigenes = zugang.darf(Recht.EHRENAMT_LESEN) and zugang.traeger_id == projekt.traeger_id
    return 0 if eigenes else mindestfallzahl(timezone.localdate())


def _verlauf(projekt, seite, darf_aendern, schwelle):
    """Treffen als Einträge der Zeitleiste, neueste zuerst, seitenweise."""
    nummer = min(aus_adresse(seite, range(1, 10**8), sonst=1), LETZTE_SEITE)
    ab = (nummer - 1) * JE_SEITE
    alle = (
        Treffen.auch_stornierte.filter(traeger=projekt.traeger_id, projekt=projekt)
        if darf_aendern
        else projekt.treffen.all()
    )
    treffen = list(alle[ab : ab + JE_SEITE + 1])
    return {
        "eintraege": [_eintrag(t, darf_aendern, schwelle) for t in treffen[:JE_SEITE]],
        "rundung": gerundet_satz(schwelle) if schwelle else "",
        "neuere": nummer - 1 if nummer > 1 else None,
        "aeltere": nummer + 1 if len(treffen) > JE_SEITE and nummer < LETZTE_SEITE else None,
    }


def _eintrag(treffen, darf_aendern, schwelle):
    """Ein Treffen; der Verweis trägt unhörbar Tag und Nummer, damit kein Linktext zweimal vorkommt."""
    wie_viele = treffen.anzahl_teilnehmende
    if schwelle:
        wie_viele = gerundete_zahl(wie_viele, schwelle, "Treffen", str(treffen.pk))
    return im_verlauf(treffen, "ehrenamt:treffen", darf_aendern) | {
        "am": treffen.am, "titel": f"{wie_viele} Teilnehmende",
        "nur_gehoert": f"am {datum(treffen.am)}, Treffen {treffen.pk}",
        "zusatz": f"{treffen.dauer_minuten} Minuten",
    }  # fmt: skip
