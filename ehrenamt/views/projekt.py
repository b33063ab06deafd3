"""Projekte: Liste (Koordination sieht alle Träger, ohne Personen) und Detail mit dem Verlauf der Treffen."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arge.daten.eingang import aus_adresse
from arge.seite.liste import Leer, liste
from arge.seite.vorlagen import url
from arge.zahlen.format import datum
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt.filters import ProjektFilter
from ehrenamt.models import Ehrenamtliche, Projekt
from ehrenamt.tables import PROJEKTE_ALLER, PROJEKTE_EIGENE, bereiche_worte, status_etikett
from traeger.begriffe import Recht
from traeger.zugang import erfordert

JE_SEITE = 20
LETZTE_SEITE = 50  # kein OFFSET über 1.000 (qualitaet 2)


@erfordert(Recht.PROJEKT_LESEN)
def projekt_liste(request):
    projekte = Projekt.objects.fuer(request.user.zugang).mit_treffen()
    eigene = request.user.zugang.darf(Recht.EHRENAMT_LESEN)
    if eigene:
        projekte = projekte.mit_ehrenamtlichen(timezone.localdate())
    return liste(
        request, projekte, spalten=PROJEKTE_EIGENE if eigene else PROJEKTE_ALLER, filter=ProjektFilter, titel="Projekte",
        ordnung="name", export="projekte", vorlage="ehrenamt/projekt_liste.jinja",
        leer=Leer("Noch keine Projekte.", "Projekte legt der Betrieb mit den Stammdaten an."),
    )  # fmt: skip


@erfordert(Recht.PROJEKT_LESEN)
@require_safe
def projekt_detail(request, pk):
    projekte = Projekt.objects.fuer(request.user.zugang).select_related("standort", "traeger")
    projekt, zugang = get_object_or_404(projekte, pk=pk), request.user.zugang
    darf = zugang.darf(Recht.EHRENAMT_BEARBEITEN)
    inhalt = {
        "projekt": projekt,
        "darf": darf,
        "krumen": [("Projekte", reverse("ehrenamt:projekt-liste"))],
        **_verlauf(projekt, request.GET.get("seite", "1"), darf),
    }
    inhalt |= {"status": status_etikett(projekt.status), "bereiche": bereiche_worte(projekt.bereiche)}
    if zugang.darf(Recht.EHRENAMT_LESEN):
        heute = timezone.localdate()
        dabei = Ehrenamtliche.objects.fuer(zugang).mit_einsatz(projekt, Zeitraum(heute, heute))
        inhalt["ehrenamtliche"] = list(dabei.order_by("suchname", "pk")[:200])
    return render(request, "ehrenamt/projekt_detail.jinja", inhalt)


def _verlauf(projekt, seite, darf_aendern):
    """Treffen als Einträge der Zeitleiste, neueste zuerst, seitenweise."""
    nummer = min(aus_adresse(seite, range(1, 10**8), sonst=1), LETZTE_SEITE)
    ab = (nummer - 1) * JE_SEITE
    treffen = list(projekt.treffen.all()[ab : ab + JE_SEITE + 1])
    return {
        "eintraege": [_eintrag(t, darf_aendern) for t in treffen[:JE_SEITE]],
        "neuere": nummer - 1 if nummer > 1 else None,
        "aeltere": nummer + 1 if len(treffen) > JE_SEITE and nummer < LETZTE_SEITE else None,
    }


def _eintrag(treffen, darf_aendern):
    """Ein Treffen; der Verweis trägt unhörbar Tag und Nummer, damit kein Linktext zweimal vorkommt."""
    return {
        "am": treffen.am, "titel": f"{treffen.anzahl_teilnehmende} Teilnehmende",
        "nur_gehoert": f"am {datum(treffen.am)}, Treffen {treffen.pk}",
        "zusatz": f"{treffen.dauer_minuten} Minuten",
        "ziel": url("ehrenamt:treffen-bearbeiten", treffen.pk) if darf_aendern else "",
    }  # fmt: skip
