"""Treffen am Telefon in zehn Sekunden; Stunden bestätigt jemand anderes."""

from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.daten.eingang import aus_adresse, zeitpunkt
from arge.daten.suche import Deutsch
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.seite.meldung import Rueckweg
from arge.seite.startseite import Punkt, zahlwort
from arge.seite.storno import Storno
from arge.zahlen.format import datum
from ehrenamt import vorgaenge
from ehrenamt.filters import StundenFilter, TreffenFilter
from ehrenamt.forms import BestaetigungForm, TreffenForm
from ehrenamt.models import Projekt, Stunden, Treffen
from ehrenamt.tables import STUNDEN, TREFFEN
from traeger.begriffe import Recht
from traeger.zugang import erfordert

KRUMEN = [("Projekte", reverse_lazy("ehrenamt:projekt-liste"))]
#: So viele Stundenzeilen stehen auf einmal zur Bestätigung; mehr liest niemand wirklich.
AUF_EINMAL = 100
LETZTE_SEITE = 50


@erfordert(Recht.EHRENAMT_BEARBEITEN)
@require_safe
def treffen_schnell(request):
    """Ohne Umweg über die Liste: ein Griff auf das Projekt, das zuletzt erfasste zuerst."""
    heute = timezone.localdate()
    offene = Projekt.objects.fuer(request.user.zugang).da_am(heute).mit_treffen(heute)
    projekte = list(offene.order_by(F("treffen_am").desc(nulls_last=True), Deutsch("name"))[:50])
    return render(request, "ehrenamt/treffen_schnell.jinja", {"projekte": projekte, "krumen": KRUMEN})


@erfordert(Recht.EHRENAMT_LESEN)
def treffen_liste(request):
    """Alle Treffen des Trägers: die Zeilen hinter EA-06 und EA-07."""
    neu = ("Treffen erfassen", reverse("ehrenamt:treffen-schnell"))
    return liste(
        request, Treffen.auch_stornierte.fuer(request.user.zugang), spalten=TREFFEN, filter=TreffenFilter, titel="Treffen",
        ordnung="-am", export="treffen", kontext={"neu": neu} if request.user.zugang.darf(Recht.EHRENAMT_BEARBEITEN) else {},
        leer=Leer("Noch kein Treffen.", "Das erste ist in zehn Sekunden erfasst.", *neu),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_LESEN)
def stunden_liste(request):
    """Alle Stunden der Ehrenamtlichen: die Zeilen hinter EA-04."""
    return liste(
        request, Stunden.auch_stornierte.fuer(request.user.zugang), spalten=STUNDEN, filter=StundenFilter, titel="Stundeneinträge",
        ueberschrift="Stunden", ordnung="-am", export="stunden", leer=Leer("Noch keine Stunden.", "Sie entstehen mit den Treffen der Projekte."),
    )  # fmt: skip


def _seite(request, projekt, form, **angaben):
    zurueck = reverse("ehrenamt:projekt-detail", args=[projekt.pk])
    return formularseite(
        request, form, zurueck=zurueck, krumen=[*KRUMEN, (projekt.name, zurueck)], unterzeile=projekt.name,
        knopf="Treffen speichern", vorlage="ehrenamt/treffen_formular.jinja", **angaben,
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_neu(request, pk):
    projekt = get_object_or_404(Projekt.objects.fuer(request.user.zugang), pk=pk)
    form = TreffenForm(request.POST or None, projekt=projekt, heute=timezone.localdate())

    def tun():
        angaben = {"treffen": form.instance, "projekt": projekt, "minuten": form.minuten, "heute": form.heute}
        angaben["trotzdem"] = form.ist_so_gemeint
        return vorgaenge.treffen_erfassen(durch=request.user.zugang, **angaben)

    return _seite(
        request, projekt, form, tun=tun, titel="Treffen erfassen", erfolg="Das Treffen ist gespeichert.",
        rueckgaengig=STORNO.rueckweg,
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_bearbeiten(request, pk):
    treffen = _treffen(request, pk)
    if treffen.storniert_am is not None:
        return redirect(STORNO.adresse(treffen))
    form = TreffenForm(request.POST or None, instance=treffen, projekt=treffen.projekt, heute=timezone.localdate())

    def tun():
        angaben = {"treffen": form.instance, "minuten": form.minuten, "heute": form.heute, "trotzdem": form.ist_so_gemeint}
        vorgaenge.treffen_aendern(durch=request.user.zugang, **angaben)

    erfolg = "Die Änderung ist gespeichert. Geänderte Stunden sind neu zu bestätigen."
    nebenan = [
        ("In anderes Projekt verschieben", reverse("ehrenamt:treffen-verschieben", args=[pk])), ("Stornieren", STORNO.adresse(treffen)),
    ]  # fmt: skip
    return _seite(request, treffen.projekt, form, tun=tun, titel="Treffen ändern", erfolg=erfolg, nebenan=nebenan)


def _projekt_url(zeile):
    return reverse("ehrenamt:projekt-detail", args=[zeile.projekt_id])


STORNO = Storno(
    "ehrenamt:treffen", name=lambda treffen: f"{treffen}, {treffen.projekt}", zurueck=_projekt_url,
    krumen=lambda treffen: [*KRUMEN, (treffen.projekt, _projekt_url(treffen))], stornieren=vorgaenge.treffen_stornieren,
    wiederherstellen=lambda treffen, trotzdem: vorgaenge.treffen_wiederherstellen(
        treffen, heute=timezone.localdate(), trotzdem=trotzdem
    ),
    fragt=True,
)  # fmt: skip


def _treffen(request, pk):
    """Ein Treffen des eigenen Trägers, auch ein storniertes."""
    menge = Treffen.auch_stornierte.fuer(request.user.zugang).select_related("projekt", "storniert_von")
    return get_object_or_404(menge, pk=pk, traeger=request.user.zugang.traeger_id)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_stornieren(request, pk):
    return STORNO.seite(request, _treffen(request, pk))


@erfordert(Recht.EHRENAMT_BEARBEITEN)
@require_POST
def treffen_wiederherstellen(request, pk):
    return STORNO.zuruecknehmen(request, _treffen(request, pk))


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def treffen_verschieben(request, pk):
    """Ein Treffen, das beim falschen Projekt steht; „Rückgängig“ schiebt es zurück."""
    treffen, zugang, heute = _treffen(request, pk), request.user.zugang, timezone.localdate()
    if treffen.storniert_am is not None:
        raise Http404
    hier, bisher = reverse("ehrenamt:treffen-verschieben", args=[pk]), treffen.projekt_id
    if "projekt" in request.POST:
        nummer = aus_adresse(request.POST["projekt"], range(10**18), sonst=-1)
        projekt = get_object_or_404(Projekt.objects.fuer(zugang), pk=nummer, traeger=zugang.traeger_id)
        return knopfdruck(
            request,
            tun=lambda: vorgaenge.treffen_verschieben(
                treffen=treffen, projekt=projekt, heute=heute, jetzt=timezone.now(), trotzdem="trotzdem" in request.POST
            ),
            erfolg=f"{treffen} gehört jetzt zu „{projekt}“.", zurueck=hier, weiter=reverse("ehrenamt:projekt-detail", args=[projekt.pk]),
            rueckgaengig=lambda _: Rueckweg(hier, {"projekt": bisher}),
        )  # fmt: skip
    andere = Projekt.objects.fuer(zugang).filter(traeger=zugang.traeger_id).da_am(treffen.am).exclude(pk=bisher)
    inhalt = {
        "treffen": treffen,
        "projekte": list(andere.order_by(Deutsch("name"))),
        "krumen": [*KRUMEN, (treffen.projekt, _projekt_url(treffen))],
    }
    return render(request, "ehrenamt/treffen_verschieben.jinja", inhalt)


STUNDEN_STORNO = Storno(
    "ehrenamt:stunden", name=lambda zeile: f"Stunden von {zeile.ehrenamtliche} am {datum(zeile.am)}",
    zurueck=lambda zeile: reverse("ehrenamt:stunden-liste"), krumen=lambda zeile: [("Stunden", reverse("ehrenamt:stunden-liste"))],
    wiederherstellen=vorgaenge.stunden_wiederherstellen,
)  # fmt: skip


def _stunden(request, pk):
    """Ein Stundeneintrag des eigenen Trägers, auch ein stornierter."""
    menge = Stunden.auch_stornierte.fuer(request.user.zugang)
    return get_object_or_404(menge.select_related("ehrenamtliche", "projekt", "storniert_von"), pk=pk)


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def stunden_stornieren(request, pk):
    return STUNDEN_STORNO.seite(request, _stunden(request, pk))


@erfordert(Recht.EHRENAMT_BEARBEITEN)
@require_POST
def stunden_wiederherstellen(request, pk):
    return STUNDEN_STORNO.zuruecknehmen(request, _stunden(request, pk))


def _bestaetigt(ergebnis):
    satz = f"{ergebnis.anzahl} Einträge sind bestätigt." if ergebnis.anzahl != 1 else "Ein Eintrag ist bestätigt."
    if not ergebnis.geaendert:
        return satz
    viele = f"{ergebnis.geaendert} Einträge warten" if ergebnis.geaendert != 1 else "Ein Eintrag wartet"
    return f"{satz} {viele} weiter: geändert, seit Sie die Seite geöffnet haben. Bitte sehen Sie noch einmal hin."


@erfordert(Recht.EHRENAMT_BEARBEITEN)
def stunden_bestaetigen(request):
    """Stunden, die jemand anderes erfasst hat, nach Projekt; bestätigt wird nur, was angekreuzt ist."""
    form, jetzt = BestaetigungForm(request.POST or None), timezone.now()
    offen = Stunden.objects.fuer(request.user.zugang).filter(bestaetigt_am__isnull=True)
    fremde = offen.exclude(erfasst_von=request.user).select_related("ehrenamtliche", "projekt", "erfasst_von")
    nummer = min(aus_adresse(request.GET.get("seite", ""), range(1, 10**8), sonst=1), LETZTE_SEITE)
    ab = (nummer - 1) * AUF_EINMAL
    zeilen = list(
        fremde.order_by(Deutsch("projekt__name"), "projekt_id", "am", "ehrenamtliche__suchname", "pk")[
            ab : ab + AUF_EINMAL + 1
        ]
    )
    inhalt = {
        "gruppen": [(projekt, list(gruppe)) for projekt, gruppe in groupby(zeilen[:AUF_EINMAL], key=attrgetter("projekt"))],
        "alle": fremde.count() if len(zeilen) > AUF_EINMAL or nummer > 1 else len(zeilen),
        "neuere": nummer - 1 if nummer > 1 else None,
        "aeltere": nummer + 1 if len(zeilen) > AUF_EINMAL and nummer < LETZTE_SEITE else None,
        "selbst_erfasst": offen.filter(erfasst_von=request.user).count(),
    }  # fmt: skip
    return formularseite(
        request, form, vorlage="ehrenamt/stunden_bestaetigen.jinja", kontext=inhalt, titel="Stunden bestätigen",
        zurueck=reverse("ehrenamt:stunden-bestaetigen"),
        tun=lambda: vorgaenge.stunden_bestaetigen(durch=request.user.zugang, jetzt=jetzt, **form.cleaned_data),
        erfolg=_bestaetigt,
        rueckgaengig=lambda _: Rueckweg(reverse("ehrenamt:stunden-zuruecknehmen"), {"am": jetzt.isoformat()}),
    )  # fmt: skip


@erfordert(Recht.EHRENAMT_BEARBEITEN)
@require_POST
def stunden_zuruecknehmen(request):
    """„Rückgängig“ nach dem Bestätigen: nur die eigene, eben ausgesprochene Bestätigung."""
    am = zeitpunkt(request.POST.get("am", ""))

    def tun():
        if am is None:
            raise ValidationError("Welche Bestätigung gemeint ist, lässt sich nicht lesen.")
        return vorgaenge.bestaetigung_zuruecknehmen(am=am, durch=request.user.zugang)

    return knopfdruck(
        request, tun=tun, zurueck=reverse("ehrenamt:stunden-bestaetigen"),
        erfolg=lambda n: f"{n} Einträge sind wieder offen." if n != 1 else "Ein Eintrag ist wieder offen.",
    )  # fmt: skip


def zu_bestaetigen(request, heute):
    """Startseite: wie viele Stundeneinträge anderer auf eine Bestätigung warten."""
    offen = Stunden.objects.fuer(request.user.zugang).filter(bestaetigt_am__isnull=True).exclude(erfasst_von=request.user)
    if not (anzahl := offen.count()):
        return []
    titel = zahlwort(anzahl, "Ein Stundeneintrag wartet auf Bestätigung", "Stundeneinträge warten auf Bestätigung")
    return [Punkt(titel, reverse("ehrenamt:stunden-bestaetigen"))]
