"""Öffentliche Seiten (Barrierefreiheit, Leichte Sprache, Datenschutz, Impressum) und Fehlerseiten – ohne Anmeldung."""

from __future__ import annotations

import sys
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from arge.daten.absage import Absage
from arge.daten.bremse import gebremst
from arge.seite.formulare import ArgeForm

app_name = "seiten"

#: Meldungen je Adresse des Aufrufers und Stunde; ein offenes Formular ohne Bremse ist ein Postwurf-Automat.
BREMSE, FENSTER = 5, 3600


def _seite(name: str) -> Any:
    @login_not_required
    @require_safe
    def seite(request: HttpRequest) -> HttpResponse:
        return render(request, f"seiten/{name}.jinja")

    seite.__name__ = name
    return seite


class BarriereForm(ArgeForm):
    """Rückmeldung nach § 12b Abs. 2 Nr. 2 BGG, § 10 L-BGG: ohne Konto, Kontaktangabe freiwillig."""

    einmal = False
    seite = forms.CharField(
        label="Auf welcher Seite sind Sie auf eine Barriere gestoßen?", required=False, max_length=300,
        help_text="Name oder Adresse der Seite",
    )  # fmt: skip
    beschreibung = forms.CharField(
        label="Was hat nicht funktioniert?", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000,
        help_text="Bitte nennen Sie keine Namen oder Daten von Ratsuchenden.",
    )  # fmt: skip
    email = forms.EmailField(
        label="E-Mail-Adresse für eine Antwort", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


@login_not_required
def barriere_melden(request: HttpRequest) -> HttpResponse:
    """Meldung geht über den Postausgang an den Betrieb: verschlüsselt, bis sie hinaus ist, danach gelöscht."""
    form = BarriereForm(request.POST or None)
    if form.is_valid():
        if gebremst("barriere", get_ip(request), hoechstens=BREMSE, sekunden=FENSTER):
            messages.error(
                request, "Von diesem Anschluss kamen schon mehrere Meldungen. Bitte versuchen Sie es in einer Stunde."
            )
            return render(request, "seiten/barriere_melden.jinja", {"form": form}, status=429)
        daten = form.cleaned_data
        text = f"Seite: {daten['seite'] or '–'}\n\n{daten['beschreibung']}\n\nAntwort an: {daten['email'] or '–'}"
        antwort = [daten["email"]] if daten["email"] else None
        import_string(settings.POSTAUSGANG)(
            EmailMessage("Barriere gemeldet", text, to=[settings.BARRIERE_ADRESSE], reply_to=antwort)
        )
        messages.success(request, "Vielen Dank. Ihre Meldung ist angekommen.")
        return redirect("seiten:barriere-melden")
    return render(request, "seiten/barriere_melden.jinja", {"form": form})


@login_not_required
@require_safe
def muster(request: HttpRequest) -> HttpResponse:
    """Alle Bausteine auf einer Seite, nur in Entwicklung und Test: daran prüfen axe und Augen das Aussehen."""
    if not (settings.DEBUG or settings.MUSTERSEITE):
        raise Http404
    from arge.seite.muster import kontext

    return render(request, "seiten/muster.jinja", kontext(request))


urlpatterns = [
    path("barrierefreiheit/", _seite("barrierefreiheit"), name="barrierefreiheit"),
    path("barriere-melden/", barriere_melden, name="barriere-melden"),
    path("leichte-sprache/", _seite("leichte_sprache"), name="leichte-sprache"),
    path("datenschutz/", _seite("datenschutz"), name="datenschutz"),
    path("impressum/", _seite("impressum"), name="impressum"),
    path("muster/", muster, name="muster"),
]


# --- Fehlerseiten: was ist geschehen, was ist verloren (nichts), wie geht es weiter -------------------------------------

FEHLER = {
    "400": ("Das haben wir nicht verstanden", "In der Adresse oder im Formular steht etwas, das hier nicht hingehört."),
    "403": (
        "Diese Seite ist für Sie nicht freigegeben",
        "Wenn Sie sie für Ihre Arbeit brauchen, wenden Sie sich an Ihre Leitung.",
    ),
    "csrf": (
        "Das Formular ist abgelaufen",
        "Gehen Sie mit der Zurück-Taste zum Formular und senden Sie es noch einmal. Gesicherte Entwürfe sind noch da.",
    ),
    "404": (
        "Diese Seite gibt es nicht",
        "Vielleicht ist die Adresse vertippt, oder der Eintrag gehört nicht zu Ihrem Träger.",
    ),
    "429": (
        "Das waren zu viele Versuche",
        "Bitte warten Sie zehn Minuten, und versuchen Sie es dann noch einmal. Eine E-Mail, die schon unterwegs ist, gilt weiter.",
    ),
    "500": (
        "Da ist uns ein Fehler passiert",
        "Ihre letzte Eingabe ist vielleicht nicht gespeichert. Bitte versuchen Sie es in einer Minute noch einmal.",
    ),
    "503": (
        "Die Datenbank ist gerade nicht erreichbar",
        "Ihre letzte Eingabe ist nicht gespeichert. Gehen Sie in einer Minute zurück zum Formular und senden Sie es noch einmal.",
    ),
}


def _fehler(request: HttpRequest | None, art: str, status: int, exception: Exception | None = None) -> HttpResponse:
    titel, text = FEHLER[art]
    inhalt = {"status": status, "titel": titel, "text": text, "grund": _grund(exception)}
    return HttpResponse(render_to_string("fehler.jinja", inhalt, request), status=status)


def _grund(exception: Exception | None) -> str:
    """Nur Sätze, die das Haus selbst geschrieben hat, nie fremde Fehlertexte mit Interna."""
    return str(exception) if isinstance(exception, Absage) else ""


def fehler_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Angaben, die keine Seite versteht."""
    return _fehler(request, "400", 400, exception)


def fehler_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Fehlendes Recht: mit Grund und Rückweg."""
    return _fehler(request, "403", 403, exception)


def fehler_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Abgelaufenes Formular: häufigster Grund ist eine neue Anmeldung in einem anderen Fenster."""
    return _fehler(request, "csrf", 403)


def fehler_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Unbekannt oder einem anderen Träger zugehörig: dieselbe Antwort ohne Grund, damit sie nichts verrät."""
    return _fehler(request, "404", 404)


def fehler_429(request: HttpRequest) -> HttpResponse:
    """Eine Bremse der Konto-Seiten hat gegriffen (Zurücksetzen, Anmelden, Adresse ändern)."""
    antwort = _fehler(request, "429", 429)
    antwort.headers["Retry-After"] = "600"
    return antwort


def fehler_500(request: HttpRequest) -> HttpResponse:
    """Ohne Benutzer, Datenbank und Menü gerendert: hier kann alles ausgefallen sein.

    Ist es die Datenbank (Django ruft aus der Ausnahmebehandlung heraus), ist die Antwort 503: kein Fehler des Programms,
    gleich noch einmal versuchen (qualitaet R3).
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        antwort = _fehler(None, "503", 503)
        antwort.headers["Retry-After"] = "60"
        return antwort
    return _fehler(None, "500", 500)
