"""Eine Zahl, eine Zeilenmenge, eine Adresse: `?kennzahl=MBE-01&von=…&bis=…` zeigt in jeder Liste genau die Zeilen hinter der Zahl."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import resolve

from arge.seite.felder import Datumsfeld
from arge.seite.filter import FilterForm
from arge.seite.vorlagen import url
from arge.zahlen import format as formate
from arge.zahlen.kennzahl import Art, Kennzahl, nach_nummer
from arge.zahlen.zeitraum import Zeitraum


class ZeilenForm(FilterForm):
    """Welche Zahl, in welchem Zeitraum; was an einem Tag gilt, gilt an seinem letzten."""

    kennzahl = forms.CharField(label="Kennzahl")
    von = Datumsfeld(label="Von")
    bis = Datumsfeld(label="Bis einschließlich")
    traeger = forms.IntegerField(label="Träger", required=False, min_value=1, max_value=2**31 - 1)


@dataclass(frozen=True)
class HinterDerZahl:
    """Die Zeilen hinter einer Kennzahl in einer Liste."""

    kennzahl: Kennzahl
    zeitraum: Zeitraum
    zugang: Any
    #: Nur die Zeilen dieses Trägers.
    traeger: Any = None

    @property
    def titel(self) -> str:
        wessen = f", {self.traeger}" if self.traeger else ""
        return f"{self.kennzahl.name} ({self.kennzahl.nummer}), {wann(self.kennzahl, self.zeitraum)}{wessen}"

    @property
    def text(self) -> str:
        return self.kennzahl.definition_am(self.zeitraum.ende)

    @cached_property
    def _nummer(self) -> int | None:
        return self.traeger.pk if self.traeger else None

    @property
    def wert(self) -> str:
        """Die Zahl, wie sie auf der Kachel steht: über genau diese Zeilen; „–“, wo noch nichts erfasst ist."""
        if self.kennzahl.unbekannt(self.zeitraum, self._nummer):
            return formate.FEHLT
        wert = self.kennzahl.fuer(self.zugang, self.zeitraum, self._nummer)
        return formate.SCHREIBWEISEN[self.kennzahl.schreibweise](wert)

    @property
    def mit_wort(self) -> str:
        """Die Zahl mit ihrer Zählgröße („31 Kontakte“), wo sie nicht schon eine Einheit trägt."""
        return f"{self.wert} {self.kennzahl.zaehlgroesse}" if self.kennzahl.schreibweise == "zahl" else self.wert

    def zeilen(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Von der Liste dieser Seite nur, was die Zahl zählt – soweit dieser Zugang es sehen darf."""
        menge = self.kennzahl.zeilen(self.zugang, self.zeitraum, self._nummer)
        return queryset.filter(pk__in=menge.order_by().values("pk"))


def wann(kennzahl: Any, zeitraum: Zeitraum) -> str:
    """Der Tag, der Zeitraum oder die Kalenderjahre, für die die Zahl gilt."""
    if getattr(kennzahl, "jahresweise", False):
        von, bis = zeitraum.von.year, zeitraum.ende.year
        return f"Kalenderjahr {von}" if von == bis else f"Kalenderjahre {von} bis {bis}"
    return f"am {formate.datum(zeitraum.ende)}" if kennzahl.art == Art.STICHTAG else str(zeitraum)


def adresse(kennzahl: Any, zeitraum: Zeitraum, zugang: Any, traeger: int | None = None) -> str:
    """Wo die Zeilen hinter dieser Zahl stehen; leer, wenn es für sie keine Liste gibt oder dieser Zugang sie nicht öffnen darf."""
    route = next((name for name, nummern in settings.ZEILEN.items() if kennzahl.nummer in nummern), "")
    if not route or not any(zugang.darf(recht) for recht in resolve(url(route)).func.rechte):
        return ""
    von = zeitraum.ende if kennzahl.art == Art.STICHTAG else zeitraum.von
    angaben = {"kennzahl": kennzahl.nummer, "von": formate.datum(von), "bis": formate.datum(zeitraum.ende)}
    return f"{url(route)}?{urlencode(angaben | ({'traeger': traeger} if traeger else {}))}"


def stand_am(request: HttpRequest, heute: date) -> date:
    """Der Tag, dessen Stand eine Liste in ihren Spalten zeigt: der letzte der gefragten Zahl, sonst heute; nie ein künftiger."""
    form = ZeilenForm(request.GET) if "kennzahl" in request.GET else None
    return min(form.cleaned_data["bis"], heute) if form is not None and form.is_valid() else heute


def gefragt(request: HttpRequest) -> HinterDerZahl | ZeilenForm | None:
    """Was die Adresse nach einer Zahl fragt: ihre Zeilen, das Formular mit der unlesbaren Angabe, oder nichts.

    `Http404`, wenn diese Liste die Zeilen dieser Zahl nicht zeigt.
    """
    if "kennzahl" not in request.GET:
        return None
    form = ZeilenForm(request.GET)
    if not form.is_valid():
        return form
    nummer = form.cleaned_data["kennzahl"]
    if nummer not in settings.ZEILEN.get(request.resolver_match.view_name, ()):  # type: ignore[union-attr]
        raise Http404
    kennzahl, zeitraum = nach_nummer(nummer), Zeitraum(form.cleaned_data["von"], form.cleaned_data["bis"])
    zugang = request.user.zugang  # type: ignore[union-attr]
    return HinterDerZahl(kennzahl, zeitraum, zugang, _traeger(kennzahl, zeitraum, zugang, form.cleaned_data["traeger"]))


def _traeger(kennzahl: Kennzahl, zeitraum: Zeitraum, zugang: Any, nummer: int | None) -> Any:
    """Der gefragte Träger, wie ihn die Zeilen dieser Zahl nennen; ohne Angabe der eigene, wo niemand andere sieht: Dann sagt es auch der Titel.

    `Http404`, wenn es ihn nicht gibt oder seine Zeilen hier niemand sieht: Eine Null wäre dort keine Antwort.
    """
    menge = kennzahl.menge(zeitraum)
    nur_eigene = hasattr(menge, "fuer") and not zugang.bereiche
    if nummer is None and not (nur_eigene and zugang.traeger_id):
        return None
    if nur_eigene and nummer not in (None, zugang.traeger_id):
        raise Http404
    return get_object_or_404(menge.model._meta.get_field("traeger").related_model, pk=nummer or zugang.traeger_id)


def jahr_oder_tag(wann: str, heute: date) -> Zeitraum:
    """„heute“ oder das Jahr bis heute: dieselben Grenzen auf der Kachel und auf der Seite, zu der sie führt; nie, was erst geplant ist."""
    return Zeitraum(heute, heute) if wann == "heute" else Zeitraum(date(heute.year, 1, 1), heute)
