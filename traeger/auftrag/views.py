"""Stand und Ergebnis eines Auftrags; sichtbar nur für die Person, die ihn ausgelöst hat, in derselben Mitgliedschaft.

Der Betrieb sieht daneben, was scheiterte und was liegen bleibt, ohne Inhalte.
"""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from arge.betrieb import sicherung
from arge.daten.absage import Verboten
from arge.seite.ausgabe import als_download
from arge.seite.formularseite import knopfdruck
from arge.seite.startseite import Abschnitt, Punkt, zahlwort
from arge.zahlen.format import zeitpunkt
from arge.zahlen.tabelle import Tabelle
from traeger.auftrag.regeln import sicherung_stand
from traeger.auftrag.resources import liste_von
from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.auftrag.vorgaenge import betrieb as im_betrieb
from traeger.begriffe import Recht
from traeger.models import Auftrag
from traeger.zugang import erfordert

#: Wartet ein Auftrag länger, sagt die Seite, dass die Verarbeitung gerade nicht erreichbar ist.
LANGE = timedelta(seconds=20)
START = [("Start", reverse_lazy("start"))]


def absendung(request):
    """Kennung eines Knopfs, der einen Auftrag anlegt: zweimal gedrückt ist einmal, eine neu geladene Seite ein neuer Wunsch."""
    try:
        return str(uuid.UUID(request.POST.get("absendung", "")))
    except ValueError:
        return str(uuid.uuid4())


def beauftragen(request, *, art, parameter, zurueck, schluessel=None, angaben=""):
    """Ein Knopf (POST) legt den Auftrag an und führt auf seine Seite; was nicht geht, steht als Satz auf der Seite `zurueck`.

    Ohne `schluessel` gilt die `absendung` des Knopfs.
    """
    return knopfdruck(
        request,
        tun=lambda: vorgaenge.auftrag_anlegen(
            art=art, schluessel=f"{art}:{schluessel or absendung(request)}", parameter=parameter, zugang=request.user.zugang,
            angaben=angaben,
        ),
        erfolg="Die Datei wird erstellt. Sie können die Seite verlassen; sie liegt danach hier bereit.",
        zurueck=zurueck, weiter=lambda auftrag: reverse("traeger:auftrag-detail", args=[auftrag.pk]),
    )  # fmt: skip


@require_POST
def ausfuhr_neu(request):
    """Die Datei einer langen Liste; das Recht ist das der Liste, ihr Filter steht im Formular und nie in der Adresse."""
    name, art = request.POST.get("liste", ""), request.POST.get("export", "")
    datei = liste_von(request.user, name, request.POST.get("angaben", "")).datei
    if satz := datei.hindernis(art):
        messages.error(request, satz)
        return redirect(datei.zurueck)
    parameter = {"liste": name, "format": art}
    return beauftragen(request, art="ausfuhr", parameter=parameter, angaben=f"?{datei.angaben}", zurueck=datei.zurueck)


@require_safe
def auftrag_detail(request, pk):
    """Ganze Seite; für htmx nur der Fortschritt, und am Ende einmal der ganze Stand: So hört das Nachfragen auf."""
    auftrag = get_object_or_404(Auftrag.objects.fuer(request.user.zugang), pk=pk)
    kontext = {"auftrag": auftrag, "wartet_lange": timezone.now() - auftrag.ausgeloest_am > LANGE, "krumen": START}
    if not request.htmx:
        return render(request, "traeger/auftrag/auftrag_detail.jinja", kontext)
    if auftrag.ist_offen:
        return render(request, "traeger/auftrag/auftrag_fortschritt.jinja", kontext)
    return retarget(reswap(render(request, "traeger/auftrag/auftrag_stand.jinja", kontext), "outerHTML"), f"#auftrag-{pk}")


@require_safe
def auftrag_ergebnis(request, pk):
    """Das Ergebnis als Download; das Recht an der Auftragsart muss noch da sein."""
    auftrag = get_object_or_404(Auftrag.objects.fuer(request.user.zugang).exclude(ergebnis=""), pk=pk)
    if not vorgaenge.darf(auftrag.art, auftrag.parameter, request.user.zugang):
        raise Verboten(vorgaenge.OHNE_RECHT)
    return als_download(request, auftrag.ergebnis, auftrag.dateiname)


@require_POST
def auftrag_abbrechen(request, pk):
    """Offene Aufträge lassen sich jederzeit zurückziehen."""
    auftrag = get_object_or_404(Auftrag.objects.fuer(request.user.zugang), pk=pk)
    if not vorgaenge.auftrag_abbrechen(auftrag=auftrag, durch=request.user.zugang):
        messages.info(request, "Der Auftrag war schon beendet.")
    return redirect("traeger:auftrag-detail", pk)


@require_POST
def auftrag_wiederholen(request, pk):
    """Gescheitertes und Abgebrochenes noch einmal von vorn."""
    auftrag = get_object_or_404(Auftrag.objects.fuer(request.user.zugang), pk=pk)

    def tun():
        if not vorgaenge.auftrag_wiederholen(auftrag=auftrag, jetzt=timezone.now(), durch=request.user.zugang):
            raise ValidationError("Dieser Auftrag läuft schon oder ist fertig.")

    return knopfdruck(request, tun=tun, erfolg="", zurueck=reverse("traeger:auftrag-detail", args=[pk]))


def laeuft_es(request, heute):
    """Startseite des Betriebs: wie alt die letzte Sicherung ist, was scheiterte, was liegt. Nur Anzahlen."""
    seite = reverse("traeger:betrieb")
    punkte = [Punkt(satz, seite, (ampel,), text) for satz, ampel, text in _sicherung(heute)]
    anzahlen = im_betrieb.anzahlen(timezone.now())
    (gescheitert, _), (liegend, seit) = anzahlen["auftraege"], anzahlen["post"]
    if gescheitert:
        titel = zahlwort(gescheitert, "Ein Auftrag ist gescheitert", "Aufträge sind gescheitert")
        punkte.append(
            Punkt(titel, f"{seite}#auftraege", (("bald", "gescheitert"),), f"in den letzten {im_betrieb.ZURUECK.days} Tagen")
        )
    if liegend:
        titel = zahlwort(liegend, "Eine E-Mail geht nicht hinaus", "E-Mails gehen nicht hinaus")
        punkte.append(Punkt(titel, f"{seite}#post", (("bald", "liegt"),), f"die älteste seit {zeitpunkt(seit)}"))
    return Abschnitt("betrieb", "Läuft alles?", punkte, mehr=("Seite „Betrieb“", seite)) if punkte else None


def _sicherung(heute):
    """Höchstens eine Zeile: (Satz, Ampel, wann und wie groß); keine, wo die Anwendung von Sicherungen nichts weiß."""
    stand = sicherung.letzte()
    if stand is None:
        return []
    satz, *ampel = sicherung_stand(stand.am and timezone.localdate(stand.am), heute, lesbar=stand.lesbar)
    return [(satz, tuple(ampel), f"{zeitpunkt(stand.am)}, {stand.groesse / 1_000_000:.0f} MB" if stand.am else "")]


@require_safe
@erfordert(Recht.BETRIEB_LESEN)
def betrieb(request):
    """Gescheiterte Aufträge aller Träger, Postausgang, letzte Sicherung: was hängt, nie, was darin steht."""
    zeilen = [
        (
            a["wort"],
            zeitpunkt(a["beendet_am"]),
            a["traeger__kurzname"] or "ARGE",
            a["versuche"],
            a["fehler"],
            str(a["kennung"]),
        )
        for a in im_betrieb.gescheiterte(timezone.now())
    ]
    kopf = ("Art", "gescheitert", "Träger", "Versuche", "Meldung an die Person", "Vorgangsnummer")
    kontext = {
        "tage": im_betrieb.ZURUECK.days, "hoechstens": im_betrieb.ZEILEN, "mehrmals": im_betrieb.MEHRMALS,
        "auftraege": Tabelle(kopf, zeilen, {"Versuche"}, karten=True), "post": im_betrieb.liegende_post(),
        "sicherung": _sicherung(timezone.localdate()), "krumen": START,
    }  # fmt: skip
    return render(request, "traeger/auftrag/betrieb.jinja", kontext)
