"""Warnungen mit Folge, Verantwortung und Quittung (Fachmodell 1); Kalender abonnieren, auch ohne Anmeldung lesbar."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.formulare import ArgeForm
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.liste import Leer, liste
from arge.zahlen.format import datum
from traeger.begriffe import Recht
from traeger.models import Kalenderabo, Warnmeldung
from traeger.warnung import kennzahlen
from traeger.warnung.forms import QuittungForm
from traeger.warnung.regeln.warnart import definitionen
from traeger.warnung.tables import definition_tabelle, quittungen
from traeger.warnung.vorgaenge import kalender as kalenderabo
from traeger.warnung.vorgaenge import warnung as warnungen
from traeger.zugang import erfordert, frisch_ausgewiesen

#: So viel steht höchstens auf der Startseite.
STARTSEITE = 5
LISTE = ("Warnungen", reverse_lazy("traeger:warnung-liste"))


@erfordert(Recht.WARNUNG_LESEN)
def warnung_liste(request):
    """Offene nach Fälligkeit, die eigenen zuerst; darunter, was quittiert ist, und wovor gewarnt wird."""
    zugang, heute = request.user.zugang, timezone.localdate()
    lage = kennzahlen.lage_fuer(zugang, heute)
    eigene = [w for w in lage.offen() if kennzahlen.verantwortet(w, zugang)]
    definiert = definitionen(lage.vorgaben)
    kontext = {
        "heute": heute, "eigene": eigene, "andere": [w for w in lage.offen() if w not in eigene],
        "handelt": zugang.darf(Recht.WARNUNG_QUITTIEREN), "definitionen": definition_tabelle(definiert),
        "je_art": {d.art: d for d in definiert},
    }  # fmt: skip
    return liste(
        request, Warnmeldung.objects.fuer(zugang).filter(quittiert_am__isnull=False),
        spalten=quittungen({w.schluessel: w.titel for w in lage.warnungen}), titel="Quittierte Warnungen", ordnung="-quittiert_am",
        export="warnungen-quittiert", leer=Leer("Noch keine Quittung.", "Wer eine Warnung quittiert, schreibt dazu, was geschieht."),
        vorlage="traeger/warnung/warnung_liste.jinja", kontext=kontext,
    )  # fmt: skip


@erfordert(Recht.WARNUNG_LESEN)
def warnung_detail(request, schluessel):
    """Eine Warnung mit Folge und Definition; wer verantwortlich ist, quittiert hier."""
    zugang, heute = request.user.zugang, timezone.localdate()
    lage, form = kennzahlen.lage_fuer(zugang, heute), QuittungForm(request.POST or None)
    warnung = lage.finde(schluessel)
    if warnung is None:
        return _vorbei(request, lage, schluessel, form)
    zeilen = Warnmeldung.objects.fuer(zugang).filter(schluessel=schluessel, quittiert_am__isnull=False)
    kontext = {
        "w": warnung, "heute": heute, "quittung": zeilen.select_related("quittiert_von").first(),
        "darf": kennzahlen.verantwortet(warnung, zugang),
        "definition": next(d for d in definitionen(lage.vorgaben) if d.art == warnung.art),
    }  # fmt: skip

    def tun():
        warnungen.quittieren(schluessel=schluessel, jetzt=timezone.now(), heute=heute, durch=zugang, **form.cleaned_data)

    return formularseite(
        request, form, tun=tun, titel=f"Warnung: {warnung.titel}", knopf="Quittieren", zurueck=LISTE[1], krumen=[LISTE],
        erfolg=f"Die Warnung ist quittiert. Ihr Tag bleibt der {datum(warnung.faellig_am)}.",
        vorlage="traeger/warnung/warnung_detail.jinja", kontext=kontext,
    )  # fmt: skip


def _vorbei(request, lage, schluessel, form):
    """Alte Verweise aus E-Mails führen zur nächsten Stufe; sonst sagt die Seite, warum es nichts mehr zu tun gibt."""
    ereignis = schluessel.rpartition(":")[0]
    jetzt = next((w for w in lage.warnungen if w.ereignis == ereignis), None)
    if jetzt and request.method != "POST":
        return redirect("traeger:warnung-detail", jetzt.schluessel)
    kontext = {
        "satz": warnungen.WEG,
        "jetzt": jetzt,
        "notiz": form.data.get("notiz", "") if form.is_bound else "",
        "krumen": [LISTE],
    }
    return render(request, "traeger/warnung/warnung_vorbei.jinja", kontext, status=404)


def anstehend(zugang, heute):
    """Für die Startseite: offene Warnungen der eigenen Verantwortung, früheste zuerst."""
    punkte = []
    if zugang.darf(Recht.WARNUNG_QUITTIEREN):
        for w in kennzahlen.anstehend(zugang, heute):
            stand, wort = w.ampel(heute)
            ziel = reverse("traeger:warnung-detail", args=[w.schluessel])
            punkte.append((w.faellig_am, {"titel": w.titel, "ziel": ziel, "text": w.folge, "stand": stand, "wort": wort}))
    punkte.sort(key=lambda paar: (paar[1]["stand"] != "ueberfaellig", paar[0], paar[1]["titel"]))
    return [punkt for _, punkt in punkte[:STARTSEITE]], len(punkte) > STARTSEITE


@erfordert(Recht.WARNUNG_LESEN, Recht.SITZUNG_LESEN)
@frisch_ausgewiesen(auch_lesend=False)
def kalender(request):
    """Ob es ein Abonnement gibt; nach dem Erzeugen einmal die Adresse, gespeichert ist nur ihr Hash."""
    zugang, form, adresse = request.user.zugang, ArgeForm(request.POST or None), ""
    if form.is_valid():
        geheimnis = kalenderabo.erneuern(durch=zugang, absendung=form.cleaned_data["absendung"])
        adresse = settings.BASIS_URL + reverse("traeger:kalender-datei", args=[geheimnis])
        form = ArgeForm()
    kontext = {
        "form": form,
        "adresse": adresse,
        "abo": Kalenderabo.objects.fuer(zugang).first(),
        "krumen": [("Mein Konto", reverse("konto"))],
    }
    return render(request, "traeger/warnung/kalender.jinja", kontext)


@erfordert(Recht.WARNUNG_LESEN, Recht.SITZUNG_LESEN)
@require_POST
def kalender_beenden(request):
    """Die Adresse gilt sofort nicht mehr."""
    return knopfdruck(
        request, tun=lambda: kalenderabo.beenden(durch=request.user.zugang), zurueck=reverse("traeger:kalender"),
        erfolg="Das Kalender-Abonnement ist beendet.",
    )  # fmt: skip


@login_not_required
@require_safe
def kalender_datei(request, geheimnis):
    """Kalenderprogramme melden sich nicht an: Das Geheimnis in der Adresse ist der Zugang, und er endet mit ihr."""
    zugang = kalenderabo.zugang_zu(geheimnis=geheimnis, heute=timezone.localdate())
    if zugang is None:
        raise Http404
    inhalt = kalenderabo.kalender(zugang=zugang, jetzt=timezone.now())
    kopf = {"Content-Disposition": 'inline; filename="arge.ics"'}
    return HttpResponse(inhalt, content_type="text/calendar; charset=utf-8", headers=kopf)
