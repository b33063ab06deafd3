"""Das eigene Konto: Übersicht, Mitgliedschaft wechseln, Anmeldung verlängern, Entwürfe, wer was darf."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST, require_safe

from arge.seite.ansichten import Auswahl
from arge.seite.formularseite import formularseite, knopfdruck
from arge.seite.startseite import Punkt, zahlwort
from traeger.konto.forms import AnsichtForm, NameForm
from traeger.konto.tables import rechte_tabelle
from traeger.konto.vorgaenge import ansicht as ansichten
from traeger.konto.vorgaenge import konto as vorgaenge
from traeger.models import Ansicht, Entwurf
from traeger.zugang.anfrage import FAKTOREN, verlaengern

MEIN_KONTO = ("Mein Konto", reverse_lazy("konto"))


@require_safe
def konto(request):
    """Wer bin ich, womit melde ich mich an, wo bin ich angemeldet."""
    faktoren = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    kontext = {
        "faktoren": [Authenticator.Type(art).value for art in faktoren if art in FAKTOREN],
        "wiederherstellung": Authenticator.Type.RECOVERY_CODES in faktoren,
        "anmeldungen": UserSession.objects.filter(user=request.user).count(),
        "entwuerfe": Entwurf.objects.fuer(request.user.zugang).count(),
    }
    return render(request, "traeger/konto/konto.jinja", kontext)


def konto_name(request):
    """Den eigenen Namen ändern, etwa nach einer Heirat; frühere Einträge nennen die Person dann mit dem neuen."""
    form = NameForm(request.POST or None, instance=request.user)
    return formularseite(
        request, form, tun=lambda: vorgaenge.name_aendern(durch=request.user.zugang, **form.angaben), titel="Namen ändern",
        erfolg="Ihr Name ist geändert.", zurueck=MEIN_KONTO[1], krumen=[MEIN_KONTO],
    )  # fmt: skip


@require_POST
def mitgliedschaft_wechseln(request):
    """Aktive Mitgliedschaft merken; nur eigene, heute gültige (die Middleware hat sie schon geladen)."""
    gewaehlt = next((m for m in request.mitgliedschaften if str(m.pk) == request.POST.get("mitgliedschaft")), None)
    if gewaehlt is None:
        raise Http404("Diese Mitgliedschaft gibt es nicht oder nicht mehr.")
    request.session["mitgliedschaft"], request.gewechselt = gewaehlt.pk, True
    return redirect("start")


@require_safe
def konto_rechte(request):
    """Wer darf was sehen: die Rechtetabelle in Worten."""
    return render(request, "traeger/konto/konto_rechte.jinja", {"rechte": rechte_tabelle(), "krumen": [MEIN_KONTO]})


@require_POST
def anmeldung_verlaengern(request):
    """„Angemeldet bleiben“ im Hinweis vor dem Ablauf."""
    verlaengern(request)
    return HttpResponse(status=204)


@login_not_required
def anmeldung_gilt(request):
    """Sagt dem Proxy vor einem großen Rumpf, ob jemand angemeldet ist; sonst geht es zur Anmeldung.

    Gleich mit welchen Köpfen: Jedes 2xx heißt dort ja, und einer Teilanfrage (htmx) antwortete der übliche Weg mit 200.
    """
    if not request.user.is_authenticated:
        return redirect("account_login")
    return HttpResponse(status=204) if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])


@require_POST
def entwurf(request):
    """Vertrag mit static/js/entwurf.js: sichert das ganze Formular unter seiner Adresse (204); `verwerfen` löscht es."""
    zugang, adresse = request.user.zugang, request.POST.get("entwurf", "")
    if "verwerfen" in request.POST:
        Entwurf.objects.fuer(zugang).zu(adresse).delete()
        return HttpResponse(status=204)
    try:
        Entwurf.objects.sichern(zugang, adresse, request.POST)
    except ValidationError as fehler:
        return JsonResponse({"fehler": fehler.message}, status=400)
    return HttpResponse(status=204)


@require_safe
def konto_entwuerfe(request):
    """Gesicherte Texte, auch ohne JavaScript lesbar; neueste zuerst, höchstens fünfzig."""
    entwuerfe = list(Entwurf.objects.fuer(request.user.zugang).order_by("-gesichert_am"))
    if request.user.zugang.traeger_id:  # Titel und Text nennen Ratsuchende; ohne Träger gibt es keine
        request.gelesen("Entwurf", len(entwuerfe))
    return render(request, "traeger/konto/konto_entwuerfe.jinja", {"entwuerfe": entwuerfe, "krumen": [MEIN_KONTO]})


@require_POST
def entwurf_verwerfen(request, pk):
    """Einen eigenen Entwurf löschen; vom Formular aus geht es dorthin zurück."""
    zeile = get_object_or_404(Entwurf.objects.fuer(request.user.zugang), pk=pk)
    zeile.delete()
    return redirect(zeile.adresse if "zurueck" in request.POST else "traeger:entwurf-liste")


MEINE_ANSICHTEN = ("Gemerkte Ansichten", reverse_lazy("traeger:ansichten"))


@require_safe
def ansicht_liste(request):
    """Was ich über Listen gemerkt habe, zum Öffnen, Ändern und Löschen."""
    ansichten = Ansicht.objects.fuer(request.user.zugang)
    return render(request, "traeger/konto/ansicht_liste.jinja", {"ansichten": ansichten, "krumen": [MEIN_KONTO]})


def ansicht_neu(request):
    """Die Auswahl, von der man kommt, unter einem Namen merken; die Adresse nennt Liste und Angaben, nie ein Suchwort."""
    auswahl = Auswahl.aus(request)
    if auswahl is None:
        raise Http404("Zu dieser Adresse gibt es keine Liste, von der sich etwas merken ließe.")
    form, ziel = AnsichtForm(request.POST or None), auswahl.ziel
    return formularseite(
        request, form, titel="Ansicht merken", unterzeile=auswahl.liste, krumen=[MEIN_KONTO, MEINE_ANSICHTEN],
        tun=lambda: ansichten.ansicht_merken(durch=request.user.zugang, **auswahl._asdict(), **form.angaben),
        erfolg=lambda ansicht: f"Die Ansicht „{ansicht}“ ist gemerkt. Sie steht über der Liste.", zurueck=ziel, knopf="Merken",
    )  # fmt: skip


def ansicht_aendern(request, pk):
    """Umbenennen, oder die Liste immer (nicht mehr) so öffnen."""
    ansicht = get_object_or_404(Ansicht.objects.fuer(request.user.zugang), pk=pk)
    form = AnsichtForm(request.POST or None, instance=ansicht)
    return formularseite(
        request, form, titel="Ansicht ändern", unterzeile=ansicht.liste, krumen=[MEIN_KONTO, MEINE_ANSICHTEN],
        tun=lambda: ansichten.ansicht_aendern(ansicht=ansicht, durch=request.user.zugang, **form.angaben),
        erfolg="Die Ansicht ist geändert.", zurueck=MEINE_ANSICHTEN[1],
    )  # fmt: skip


@require_POST
def ansicht_loeschen(request, pk):
    """Eine eigene Ansicht löschen; die Liste bleibt, wie sie ist."""
    ansicht = get_object_or_404(Ansicht.objects.fuer(request.user.zugang), pk=pk)
    return knopfdruck(
        request, tun=ansicht.delete, erfolg=f"Die Ansicht „{ansicht}“ ist gelöscht.", zurueck=MEINE_ANSICHTEN[1]
    )


def angefangen(request, heute):
    """Startseite: wie viel angefangen und nicht abgeschickt ist, ohne Titel (er nennt Ratsuchende) und ohne Abfrage (`MIT_ENTWURF`)."""
    aktiv = next((m for m in request.mitgliedschaften if m.pk == request.user.zugang.mitgliedschaft_id), None)
    if aktiv is None or not (anzahl := len(aktiv.mit_entwurf)):
        return []
    titel = zahlwort(
        anzahl, "Ein angefangenes Formular ist noch nicht gespeichert", "angefangene Formulare sind noch nicht gespeichert"
    )
    return [Punkt(titel, reverse("traeger:entwurf-liste"))]
