"""Startseite: eigene IM-Fälle mit ihren Ampeln, was heute eingetragen ist, und für die Leitung Fälle ohne Plan."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.http import HttpRequest
from django.urls import reverse

from arge.daten.abfragen import vorbereitet
from arge.seite.startseite import ZEILEN_JE_ABSCHNITT, Abschnitt, Punkt, zahlwort
from arge.zahlen.format import name
from beratung.filters import KRAFT, OHNE
from beratung.models import Kontakt
from beratung.views.startseite import eigene, faelle
from integrationsmanagement.kennzahlen import plan_gilt, vorgaben_aus, vorgaben_daneben
from integrationsmanagement.models import Gespraech, IMFall, IMZustaendigkeit
from integrationsmanagement.views.akte import ampeln
from traeger.zugang import Zugang


def meine(request: HttpRequest, heute: date) -> Abschnitt | None:
    """Eigene laufende IM-Fälle: Plan, Frist, letztes Gespräch."""

    def auffaellig(fall: IMFall) -> list[tuple[str, str]]:
        zeichen = ampeln(fall, heute, vorgaben_aus(fall.vorgaben))
        return [(ampel.stand, ampel.text) for ampel in zeichen if ampel.stand in ("ueberfaellig", "bald")]

    ziel = reverse("integrationsmanagement:fall-liste")
    return faelle(_meine(request.user.zugang, heute), IMFall, "IM-Fall", "IM-Fälle", auffaellig, ziel)  # type: ignore[union-attr]


@vorbereitet(merken=64)
def _meine(zugang: Zugang, heute: date) -> QuerySet[IMFall]:
    return eigene(IMFall, "IM-Fall", zugang, heute).annotate(vorgaben=vorgaben_daneben(heute))


def _heutige(menge: QuerySet[Any], art: str, benutzer: int, heute: date) -> QuerySet[Any]:
    eigene = menge.filter(am=heute, fachkraft__benutzer=benutzer).order_by()
    person = ("fall__person__nachname", "fall__person__vorname")
    return eigene.values_list(Value(art), "pk", "fall_id", "dauer_minuten", *person)


@vorbereitet(merken=64)
def _eintraege(zugang: Zugang, heute: date) -> QuerySet[Any]:
    kontakte = _heutige(Kontakt.objects.fuer(zugang), "Kontakt", zugang.benutzer_id, heute)
    gespraeche = _heutige(Gespraech.objects.fuer(zugang), "Gespräch", zugang.benutzer_id, heute)
    return kontakte.union(gespraeche, all=True)


def heute_eingetragen(request: HttpRequest, heute: date) -> Abschnitt | None:
    """Kontakte und Gespräche von heute zum Nachsehen; eine Abfrage für beide."""
    zugang = request.user.zugang  # type: ignore[union-attr]
    zeilen = sorted(_eintraege(zugang, heute), key=lambda zeile: -zeile[1])
    if not zeilen:
        return None
    wege = {"Kontakt": "beratung:fall-detail", "Gespräch": "integrationsmanagement:fall-detail"}
    punkte = [
        Punkt(name(nach, vor), reverse(wege[art], args=[fall]), (), f"{art}, {minuten} Minuten")
        if fall
        else Punkt("Kurzberatung", reverse("beratung:kurzberatung-liste"), (), f"{minuten} Minuten, ohne Akte")
        for art, _, fall, minuten, nach, vor in zeilen[:ZEILEN_JE_ABSCHNITT]
    ]
    minuten = sum(zeile[3] for zeile in zeilen)
    text = f"{zahlwort(len(zeilen), 'Ein Eintrag', 'Einträge')}, zusammen {minuten // 60}:{minuten % 60:02d} Stunden."
    gelesen = sum(1 for zeile in zeilen[:ZEILEN_JE_ABSCHNITT] if zeile[2])
    return Abschnitt("heute", "Heute eingetragen", punkte, text, gelesen=gelesen)


@vorbereitet(merken=32)
def _ohne_plan(zugang: Zugang, heute: date) -> QuerySet[Any]:
    fehlend = IMFall.am(heute).fuer(zugang).laufend(heute).filter(~plan_gilt(heute))
    zustaendig = IMZustaendigkeit.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk")).am(heute)
    je = fehlend.annotate(kraft=Subquery(zustaendig.values("fachkraft")[:1])).order_by().values("kraft", "zustaendig")
    return je.annotate(anzahl=Count("pk")).order_by("-anzahl", "zustaendig", "kraft")


def _wer(kraft: int | None) -> str:
    return f"{KRAFT}{kraft}" if kraft else OHNE


def ohne_plan(request: HttpRequest, heute: date) -> Abschnitt | None:
    """Für die Leitung: wie viele laufende Fälle je Fachkraft keinen gültigen Plan haben; wer keine hat, steht nicht da."""
    zeilen = _ohne_plan(request.user.zugang, heute)  # type: ignore[union-attr]
    liste = f"{reverse('integrationsmanagement:fall-liste')}?stand=laufend&fehlt=plan"
    punkte = [
        Punkt(zeile["zustaendig"] or "ohne zuständige Fachkraft", f"{liste}&meine={_wer(zeile['kraft'])}", (("ueberfaellig", zahlwort(zeile["anzahl"], "ein Fall", "Fälle")),))
        for zeile in zeilen
    ]  # fmt: skip
    if not punkte:
        return None
    return Abschnitt(
        "ohne-plan", "Ohne gültigen Integrationsplan", punkte[:ZEILEN_JE_ABSCHNITT],
        mehr=("Alle Fälle ohne gültigen Plan", liste),
    )  # fmt: skip
