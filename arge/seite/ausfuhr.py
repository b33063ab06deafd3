"""Eine Liste als Datei: sofort, oder ab `settings.EXPORT_SOFORT` Zeilen als Auftrag – immer dieselbe Datei.

Der Auftrag kennt weder Spalten noch Filter: Er öffnet dieselbe View mit denselben Angaben und bekommt ihre Liste
(`traeger.auftrag.resources`). Was hier steht, gilt darum für jede Liste des Hauses.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import IO, Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.backends.utils import csrf_input
from django.utils import timezone

from arge.daten.absage import Unverstanden
from arge.seite.ausgabe import AUSGABEN, XLSX_GRENZE, Melden, als_antwort, dateiname
from arge.seite.ausschnitt import anzahl
from arge.seite.mappe import Angaben, erstellt_von
from arge.seite.zeilen import wann
from arge.zahlen import format as formate
from arge.zahlen.kennzahl import Art

#: Weiter zählt die Gesamtzahl nicht: „mehr als 10.000“ kostet gleich viel bei jeder Datenmenge.
ZAEHLGRENZE = 10_000
#: Was in der Adresse nur diese eine Ansicht meint; Verweise auf eine andere und die Datei lassen es weg.
NUR_HIER = ("nach", "vor", "seite", "export")
IM_HINTERGRUND = "Die Datei entsteht im Hintergrund, weil die Liste lang ist. Wählen Sie CSV oder Excel über der Tabelle."
FORMAT_UNBEKANNT = "Dieses Ausgabeformat gibt es nicht."
FILTER_UNGUELTIG = "Eine Angabe im Filter stimmt nicht oder gilt nicht mehr. Bitte prüfen Sie den Filter der Liste."


@dataclass
class Ausfuhr:
    """Was die Vorlage, die Antwort und der Auftrag über die Datei einer Liste (`arge.seite.liste.Liste`) wissen."""

    liste: Any

    @cached_property
    def im_hintergrund(self) -> bool:
        """Ob sie als Auftrag entsteht; sonst hielte sie den Web-Prozess für alle auf."""
        return bool(self.liste.export) and self.liste.anzahl > min(settings.EXPORT_SOFORT, ZAEHLGRENZE)

    # --- Was der Knopf dem Auftrag mitgibt -------------------------------------------------------------------------

    @cached_property
    def _daten(self) -> QueryDict:
        daten = (self.liste.filterset.data if self.liste.filterset is not None else self.liste.request.GET).copy()
        for name in NUR_HIER:
            daten.pop(name, None)
        return daten

    @property
    def angaben(self) -> str:
        """Filter und Sortierung, wie sie auf der Seite gelten, samt Vorgaben: Damit entsteht auch morgen dieselbe Liste.

        Darin stehen Suchwörter, also Namen: nie in ein Protokoll, und in eine Adresse nur ohne sie (`zurueck`).
        """
        return self._daten.urlencode()

    @property
    def offen(self) -> str:
        """Filter und Sortierung ohne, was jemand in ein Suchfeld getippt hat."""
        daten = self._daten.copy()
        for name in self.liste.getippt:
            daten.pop(name, None)
        return daten.urlencode()

    @property
    def zurueck(self) -> str:
        """Adresse der Liste, ohne was jemand in ein Suchfeld getippt hat."""
        return f"{self.liste.request.path}?{self.offen}"

    @cached_property
    def absendung(self) -> uuid.UUID:
        """Zweimal gedrückt ist ein Auftrag."""
        return uuid.uuid4()

    @property
    def csrf_input(self) -> str:
        """Das Makro der Liste kennt die Anfrage nur über sie."""
        return csrf_input(self.liste.request)

    # --- Was in der Datei über sie steht ---------------------------------------------------------------------------

    @cached_property
    def _heute(self) -> date:
        return self.liste.filterset.heute if self.liste.filterset is not None else timezone.localdate()

    @cached_property
    def _tage(self) -> tuple[date | None, date | None]:
        """Von wann bis wann der Inhalt gilt; ein Tag ist beides, ohne Angabe weder noch."""
        if (zahl := self.liste.zahl) is not None:
            ende = zahl.zeitraum.ende
            return (ende if zahl.kennzahl.art == Art.STICHTAG else zahl.zeitraum.von), ende
        daten = self.liste.filterform.cleaned_data if self.liste.filterset is not None and self.liste.gueltig else {}
        return daten.get("von") or daten.get("am"), daten.get("bis") or daten.get("am")

    @property
    def _gilt_fuer(self) -> str:
        if (zahl := self.liste.zahl) is not None:
            return wann(zahl.kennzahl, zahl.zeitraum)
        (von, bis), stand = self._tage, f"Stand am {formate.datum(self._heute)}"
        if von and bis:
            return f"am {formate.datum(von)}" if von == bis else formate.spanne(von, bis)
        return f"{formate.seit(von, bis)}, {stand}" if von or bis else stand

    def name(self, art: str) -> str:
        """Dateiname mit dem Tag oder Zeitraum ihrer Zeilen; bleibt ein Ende offen, mit dem Tag, an dem sie entsteht."""
        von, bis = self._tage
        zahl = f"-{self.liste.zahl.kennzahl.nummer.lower()}" if self.liste.zahl is not None else ""
        return dateiname(f"{self.liste.export}{zahl}", art, *((von, bis) if von and bis else (self._heute,)))

    @property
    def beschreibung(self) -> Angaben:
        """Das Blatt „Angaben“: was die Liste zeigt, in den Worten der Seite. Ein Suchwort gehört dazu; die Datei nennt ja auch die Zeilen."""
        liste, gezeigt = self.liste, []
        if (zahl := liste.zahl) is not None:
            gezeigt = [("Kennzahl", f"{zahl.kennzahl.nummer} {zahl.kennzahl.name}"), ("Wert der Kennzahl", zahl.mit_wort)]
            gezeigt += [("Was sie zählt", zahl.text), *([("Träger", str(zahl.traeger))] if zahl.traeger else [])]
        if liste.filterset is not None:
            gezeigt += [(f"Filter: {wort}", wert) for wort, wert in liste.filterset.gesetzt]
        gezeigt += [("Gilt für", self._gilt_fuer)]
        gezeigt += [
            ("Sortiert nach", f"{kopf['titel']}, {'auf' if kopf['jetzt'] == 'ascending' else 'ab'}steigend")
            for kopf in liste.kopf
            if kopf["jetzt"]
        ]
        return Angaben(liste.ueberschrift or liste.titel, gezeigt, erstellt_von(liste.request.user), (liste.text,))

    # --- Schreiben -------------------------------------------------------------------------------------------------

    @cached_property
    def gesamt(self) -> int:
        """Alle Zeilen des Filters, auch über ZAEHLGRENZE hinaus."""
        if self.liste.anzahl <= ZAEHLGRENZE:
            return int(self.liste.anzahl)
        return anzahl(self.liste.gefiltert.order_by().values_list("pk"))

    def hindernis(self, art: str) -> str:
        """Warum es diese Datei nicht gibt, als Satz; leer, wenn es sie gibt."""
        if art not in AUSGABEN or not self.liste.export:
            return FORMAT_UNBEKANNT
        if not self.liste.gueltig:
            return FILTER_UNGUELTIG
        if art == "xlsx" and anzahl(self.liste.gefiltert.order_by().values_list("pk")[: XLSX_GRENZE + 1]) > XLSX_GRENZE:
            return f"Excel-Dateien gehen bis {formate.zahl(XLSX_GRENZE)} Zeilen. Bitte nehmen Sie CSV."
        return ""

    def schreiben(self, art: str, melden: Melden = lambda _: None) -> IO[bytes]:
        """Alle Zeilen des Filters, und dass sie gelesen wurden; in der Anfrage und im Auftrag dasselbe."""
        self.liste.vermerken(self.gesamt, art)
        return AUSGABEN[art](self.liste.geordnet, self.liste.spalten, melden, self.beschreibung)

    def ausgeben(self, art: str) -> HttpResponse | FileResponse:
        """Zum Herunterladen. Ist die Liste lang, geht es zu ihr zurück: Der Knopf dort legt den Auftrag an, ein GET nie."""
        if satz := self.hindernis(art):
            raise Unverstanden(satz)
        if self.im_hintergrund:
            messages.info(self.liste.request, IM_HINTERGRUND)
            return HttpResponseRedirect(self.liste.request.path + self.liste.adresse())
        return als_antwort(self.schreiben(art), self.name(art))
