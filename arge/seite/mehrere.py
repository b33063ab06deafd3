"""Dasselbe mit mehreren Zeilen einer Liste zugleich: anmelden, ankreuzen, nachsehen, absenden – einmal für alle Apps.

Eine App nennt ihrer Liste eine `Aktion`; die Liste zeigt Kästchen und einen Knopf. Angekreuztes kommt mit POST (Nummern von Akten
gehören in keine Adresse) auf eine Formularseite, die zeigt, worum es geht. Geschrieben wird erst dort, in einem Vorgang: alles oder nichts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from arge.seite.formulare import ArgeForm
from arge.seite.formularseite import Krume, formularseite

#: Ein Kästchen der Liste; auf der Formularseite alle Gewählten samt dem gesehenen Stand, und wohin es zurückgeht.
ZEILE, GEWAEHLTE, FILTER = "zeile", "gewaehlte", "filter"
#: So viele auf einmal; eine Seite zeigt weit weniger.
HOECHSTENS = 500
#: So viele nennt die Vorschau.
VORSCHAU = 10
_ANGABE = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,9}))?")


@dataclass(frozen=True)
class Aktion:
    """Etwas, das mit mehreren Zeilen zugleich geht: die Zeile in Worten („Fall“, „Fälle“), was man tut, wer es darf, wohin der Knopf führt."""

    eins: str
    viele: str
    tat: str
    recht: str
    ziel: str

    def darf(self, request: HttpRequest) -> bool:
        """Wer es nicht darf, sieht keine Kästchen."""
        return bool(request.user.zugang.darf(self.recht))  # type: ignore[union-attr]

    def in_worten(self, anzahl: int | str) -> str:
        """„3 Fälle“."""
        return f"{anzahl} {self.eins if anzahl == 1 else self.viele}"

    def knopf(self, anzahl: int | str) -> str:
        """„3 Fälle übergeben“."""
        return f"{self.in_worten(anzahl)} {self.tat}"

    @property
    def ohne_zahl(self) -> str:
        """Was auf dem Knopf steht, solange niemand zählt (ohne JavaScript)."""
        return f"Gewählte {self.tat}"


class Mehrereform(ArgeForm):
    """Grundlage des Formulars: trägt die Gewählten und ihren gesehenen Stand von der Vorschau in den Vorgang."""

    #: Ob etwas schon geschehen ist, sagt jede Zeile selbst: Ein Einmal-Schlüssel gehörte zu keiner.
    einmal = False
    gewaehlte = forms.CharField(widget=forms.HiddenInput, max_length=HOECHSTENS * 30)
    filter = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def angaben(self) -> dict[str, Any]:
        return {name: wert for name, wert in super().angaben.items() if name not in (GEWAEHLTE, FILTER)}

    def neu_gesehen(self, stand: str) -> None:
        """Abgewiesen: Die Seite zeigt die Gewählten, wie sie jetzt sind, und das nächste Absenden gilt für diesen Stand."""
        self.data = self.data.copy()
        self.data[GEWAEHLTE] = stand


class Gewaehlt:
    """Die angekreuzten Zeilen im Zugang der Anfrage; eine fremde, unbekannte oder unlesbare Nummer ist 404 für alle: nichts halb."""

    def __init__(self, request: HttpRequest, menge: Any) -> None:
        post = request.POST
        self.von_der_liste = GEWAEHLTE not in post
        roh = post.getlist(ZEILE) if self.von_der_liste else post[GEWAEHLTE].split(",")
        gelesen = [_ANGABE.fullmatch(angabe) for angabe in roh if angabe]
        if not all(gelesen) or len(gelesen) > HOECHSTENS:
            raise Http404
        gesehen = {int(angabe[1]): int(angabe[2] or 0) for angabe in gelesen if angabe}
        self.zeilen = list(menge.fuer(request.user.zugang).filter(pk__in=gesehen).order_by("pk")) if gesehen else []  # type: ignore[union-attr]
        if len(self.zeilen) != len(gesehen):
            raise Http404
        #: Wie sie jetzt sind; in den Zeilen steht der Stand, den jemand gesehen hat.
        self.stand = ",".join(f"{zeile.pk}.{zeile.version}" for zeile in self.zeilen)
        if not self.von_der_liste:
            for zeile in self.zeilen:
                zeile.version = gesehen[zeile.pk]
        self._filter = post.get(FILTER, "")

    @cached_property
    def filter(self) -> str:
        """Filter und Ordnung der Liste, von der man kam; neu geschrieben, denn sie kommen aus der Anfrage."""
        return QueryDict(self._filter[:2000]).urlencode()


def mehrere(
    request: HttpRequest,
    aktion: Aktion,
    menge: Any,
    *,
    liste: Krume,
    form: Callable[..., Mehrereform],
    tun: Callable[[list[Any], dict[str, Any]], Any],
    nennen: Callable[[Any], str],
    erfolg: Callable[[int, dict[str, Any]], str],
    text: str,
) -> HttpResponse:
    """Die Formularseite einer `Aktion`: was geschieht, mit wem, und ein Knopf mit der Zahl.

    `menge`: Abfrage mit `.fuer(zugang)`; `liste`: (Wort, Route) der Liste; `form(daten, initial=…)` baut das Formular, `tun(zeilen,
    angaben)` ruft den Vorgang, `nennen(zeile)` ist eine Zeile der Vorschau, `erfolg(anzahl, angaben)` der Satz danach. Gelesen ist vermerkt.
    """
    wahl = Gewaehlt(request, menge)
    wort, adresse = liste[0], reverse(liste[1])
    zurueck = f"{adresse}?{wahl.filter}" if wahl.filter else adresse
    if not wahl.zeilen:
        messages.error(request, f"Kreuzen Sie zuerst an, welche {aktion.viele} Sie {aktion.tat} möchten.")
        return redirect(zurueck)
    anzahl = len(wahl.zeilen)
    request.gelesen(f"{wort}: {aktion.knopf(anzahl)}", anzahl, "Auswahl")  # type: ignore[attr-defined]
    formular = form(None if wahl.von_der_liste else request.POST, initial={GEWAEHLTE: wahl.stand, FILTER: wahl.filter})

    def alle() -> Any:
        try:
            return tun(wahl.zeilen, formular.angaben)
        except ValidationError:
            formular.neu_gesehen(wahl.stand)
            raise

    return formularseite(
        request, formular, tun=alle, titel=aktion.knopf(anzahl), knopf=aktion.knopf(anzahl), text=text, zurueck=zurueck,
        krumen=[(wort, zurueck)], entwurf=False, erfolg=lambda _: erfolg(anzahl, formular.angaben), vorlage="mehrere.jinja",
        kontext={
            "vorschau": [nennen(zeile) for zeile in wahl.zeilen[:VORSCHAU]], "weitere": max(anzahl - VORSCHAU, 0),
            "in_worten": aktion.in_worten(anzahl),
        },
    )  # fmt: skip
