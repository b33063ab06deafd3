"""Kalender abonnieren: Adresse erzeugen, erneuern, beenden – und der Kalender selbst, ohne Anmeldung."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arge.seite.formulare import ArgeForm
from arge.seite.formularseite import knopfdruck
from traeger.begriffe import Recht
from traeger.models import Kalenderabo
from traeger.warnung.vorgaenge import kalender as vorgaenge
from traeger.zugang import erfordert


@erfordert(Recht.WARNUNG_LESEN, Recht.SITZUNG_LESEN)
def kalender(request):
    """Ob es ein Abonnement gibt; nach dem Erzeugen einmal die Adresse, gespeichert ist nur ihr Hash."""
    zugang, form, adresse = request.user.zugang, ArgeForm(request.POST or None), ""
    if form.is_valid():
        geheimnis = vorgaenge.erneuern(durch=zugang, absendung=form.cleaned_data["absendung"])
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
        request, tun=lambda: vorgaenge.beenden(durch=request.user.zugang), zurueck=reverse("traeger:kalender"),
        erfolg="Das Kalender-Abonnement ist beendet.",
    )  # fmt: skip


@login_not_required
@require_safe
def kalender_datei(request, geheimnis):
    """Kalenderprogramme melden sich nicht an: Das Geheimnis in der Adresse ist der Zugang, und er endet mit ihr."""
    zugang = vorgaenge.zugang_zu(geheimnis=geheimnis, heute=timezone.localdate())
    if zugang is None:
        raise Http404
    inhalt = vorgaenge.kalender(zugang=zugang, jetzt=timezone.now())
    kopf = {"Content-Disposition": 'inline; filename="arge.ics"'}
    return HttpResponse(inhalt, content_type="text/calendar; charset=utf-8", headers=kopf)
