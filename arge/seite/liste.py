"""Jede Liste des Hauses: Filter, Sortierung, Keyset-Seiten, Export, leerer Zustand – deklarativ, mit fester Abfragezahl.

Gerendert wird aus `values_list`, nie aus Modellinstanzen: die Vorlage war der teure Teil, nicht die Abfrage.
Der Seitenanker in der Adresse ist die Nummer der Grenzzeile, nie ihr Wert: Namen gehören nicht in Adressen und Protokolle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import BadRequest, EmptyResultSet
from django.db import connections
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django_filters.fields import ModelChoiceField
from markupsafe import Markup, escape

from arge.daten.suche import Deutsch
from arge.seite.ausgabe import AUSGABEN, XLSX_GRENZE, modellfeld
from arge.seite.formulare import auswahl_vereinfachen
from arge.seite.vorlagen import url
from arge.zahlen import format as formate

#: Weiter zählt die Gesamtzahl nicht: „mehr als 10.000“ kostet gleich viel bei jeder Datenmenge.
ZAEHLGRENZE = 10_000
#: Anmerkung, nach der eine Spalte mit frei geschriebenem Text ordnet.
DEUTSCH = "ordnung_deutsch"
EIGENE = ("sortierung", "nach", "vor", "seite", "export")


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte: ORM-Pfad (oder mehrere), Titel, Schreibweise, Verweis, Sortierung.

    `feld`: "person__nachname" oder ("nachname", "vorname"); Anmerkungen (annotate) gehen auch.
    `format`: Name eines Formats ("datum", "euro", …) oder Funktion der Werte → Text (Markup für HTML).
    `link`: Routenname; bekommt die Nummer der Zeile oder den Wert von `link_feld`.
    `sortierbar`: True = nach dem (ersten) Feld, oder ein anderer ORM-Pfad, nach dem sortiert wird.
    `export`: Funktion der Werte → Exportwert, False = nicht ausgeben, True = wie angezeigt (Zahlen und Tage typisiert).
    """

    feld: str | tuple[str, ...]
    titel: str
    format: str | Callable[..., Any] | None = None
    link: str | None = None
    link_feld: str = "pk"
    sortierbar: bool | str = False
    zahl: bool = False
    export: bool | Callable[..., Any] = True

    @property
    def felder(self) -> tuple[str, ...]:
        return (self.feld,) if isinstance(self.feld, str) else self.feld

    @property
    def schluessel(self) -> str:
        """Name der Sortierung in der Adresse."""
        return self.felder[0].replace(LOOKUP_SEP, ".")

    @property
    def ordnung(self) -> str:
        return self.sortierbar if isinstance(self.sortierbar, str) else self.felder[0]


@dataclass(frozen=True)
class Leer:
    """Leerer Zustand: was fehlt und was als Nächstes zu tun ist."""

    titel: str = "Hier gibt es noch keine Einträge."
    text: str = ""
    knopf: str = ""
    ziel: str = ""


def _als_text(wert: Any) -> Any:
    if wert is None or wert == "":
        return formate.FEHLT
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, datetime):
        return formate.zeitpunkt(wert)
    if isinstance(wert, date):
        return formate.datum(wert)
    if isinstance(wert, Decimal):
        return formate.dezimal(wert, 0, 6)
    return wert


def _anzahl(zeilen: QuerySet[Any]) -> int:
    """Wie `.count()` einer begrenzten Abfrage, ohne sie dafür im ORM ein zweites Mal umzubauen."""
    try:
        sql, werte = zeilen.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connections[zeilen.db].cursor() as cursor:
        cursor.execute(f"select count(*) from ({sql}) zeilen", werte)  # noqa: S608 – das ORM hat sie geschrieben
        return int(cursor.fetchone()[0])


@dataclass
class Liste:
    """Eine Liste zur Anfrage: was die Vorlage zeigt und der Export schreibt."""

    request: HttpRequest
    queryset: QuerySet[Any]
    spalten: Sequence[Spalte]
    filter: type[django_filters.FilterSet] | None = None
    ordnung: str = "-pk"
    je_seite: int = 25
    export: str | None = None
    leer: Leer = field(default_factory=Leer)
    titel: str = "Einträge"

    # --- Filter und Sortierung -------------------------------------------------------------------------------------

    @cached_property
    def filterset(self) -> Any:
        return self.filter(self.request.GET or None, queryset=self.queryset, request=self.request) if self.filter else None

    @cached_property
    def filterform(self) -> Any:
        form = self.filterset.form
        form.zeige_freiwillig = False
        for feld in form.fields.values():
            if type(feld) is ModelChoiceField:
                auswahl_vereinfachen(feld)
        return form

    @cached_property
    def gefiltert(self) -> QuerySet[Any]:
        return self.filterset.qs if self.filterset is not None else self.queryset

    @cached_property
    def ist_gefiltert(self) -> bool:
        return any(wert for name, wert in self.request.GET.items() if name not in EIGENE)

    @cached_property
    def _sortierung(self) -> tuple[Spalte | None, bool]:
        """Gewählte Spalte und ob absteigend; Unbekanntes in der Adresse fällt auf die Vorgabe zurück."""
        gewaehlt = self.request.GET.get("sortierung", "")
        spalte = next((s for s in self.spalten if s.sortierbar and s.schluessel == gewaehlt.removeprefix("-")), None)
        return spalte, gewaehlt.startswith("-")

    @cached_property
    def _sortierpfad(self) -> tuple[str, bool]:
        spalte, absteigend = self._sortierung
        if spalte is not None:
            return spalte.ordnung, absteigend
        return self.ordnung.removeprefix("-"), self.ordnung.startswith("-")

    @cached_property
    def _schluessel(self) -> tuple[str, bool]:
        pfad, absteigend = self._sortierpfad
        return (DEUTSCH if self._ist_text(pfad) else pfad), absteigend

    def _ist_text(self, pfad: str) -> bool:
        """Frei geschriebener Text steht in deutscher Ordnung; Auswahlwörter und der Suchname haben schon ihre."""
        feld = modellfeld(self.queryset.model, pfad)
        return isinstance(feld, CharField) and not feld.choices

    def _mit_ordnung(self, qs: QuerySet[Any]) -> QuerySet[Any]:
        pfad = self._sortierpfad[0]
        return qs.annotate(**{DEUTSCH: Deutsch(F(pfad))}) if self._ist_text(pfad) else qs

    def _geordnet(self, qs: QuerySet[Any], rueckwaerts: bool = False) -> QuerySet[Any]:
        pfad, absteigend = self._schluessel
        qs = self._mit_ordnung(qs)
        absteigend ^= rueckwaerts
        if pfad == "pk":
            return qs.order_by("-pk" if absteigend else "pk")
        wert = F(pfad)
        if self._nullbar(pfad):
            leer = {"nulls_first": True} if rueckwaerts else {"nulls_last": True}
            return qs.order_by(wert.desc(**leer) if absteigend else wert.asc(**leer), "-pk" if absteigend else "pk")
        return qs.order_by(wert.desc() if absteigend else wert.asc(), "-pk" if absteigend else "pk")

    def _nullbar(self, pfad: str) -> bool:
        teile = (self._sortierpfad[0] if pfad == DEUTSCH else pfad).split(LOOKUP_SEP)
        felder = [modellfeld(self.queryset.model, LOOKUP_SEP.join(teile[: n + 1])) for n in range(len(teile))]
        return any(f is None or f.null for f in felder)

    def _hinter(self, anker: tuple[Any, Any], rueckwaerts: bool) -> Q:
        """Zeilen hinter (oder vor) der Ankerzeile in der gewählten Ordnung; leere Werte stehen immer am Ende."""
        pfad, absteigend = self._schluessel
        pk, wert = anker
        weiter = Q(pk__lt=pk) if absteigend ^ rueckwaerts else Q(pk__gt=pk)
        if pfad == "pk":
            return weiter
        leer = Q(**{f"{pfad}__isnull": True})
        if wert is None:
            gleich = leer & weiter
            return gleich | ~leer if rueckwaerts else gleich
        richtung = "lt" if absteigend ^ rueckwaerts else "gt"
        dahinter = Q(**{f"{pfad}__{richtung}e": wert}) & (Q(**{f"{pfad}__{richtung}": wert}) | weiter)
        return dahinter | leer if self._nullbar(pfad) and not rueckwaerts else dahinter

    # --- Seite -----------------------------------------------------------------------------------------------------

    @cached_property
    def _felder(self) -> list[str]:
        """Alle abgefragten ORM-Pfade, jeder einmal, die Nummer der Zeile vorn."""
        namen = ["pk"]
        for spalte in self.spalten:
            namen += [spalte.link_feld, *spalte.felder] if spalte.link else spalte.felder
        return list(dict.fromkeys(namen))

    @cached_property
    def _ausschnitt(self) -> tuple[list[tuple[Any, ...]], bool, bool]:
        """Zeilen der Seite, gibt es davor welche, gibt es danach welche."""
        richtung = next((r for r in ("vor", "nach") if r in self.request.GET), None)
        if richtung is not None:
            anker = self._anker(self.request.GET[richtung])
            if anker is not None:
                return self._fenster(anker, richtung == "vor")
        zeilen = list(self._geordnet(self.gefiltert).values_list(*self._felder)[: self.je_seite + 1])
        return zeilen[: self.je_seite], False, len(zeilen) > self.je_seite

    def _fenster(self, anker: tuple[Any, Any], rueckwaerts: bool) -> tuple[list[tuple[Any, ...]], bool, bool]:
        qs = self._geordnet(self._mit_ordnung(self.gefiltert).filter(self._hinter(anker, rueckwaerts)), rueckwaerts)
        zeilen = list(qs.values_list(*self._felder)[: self.je_seite + 1])
        mehr = len(zeilen) > self.je_seite
        zeilen = zeilen[: self.je_seite]
        return (zeilen[::-1], mehr, True) if rueckwaerts else (zeilen, True, mehr)

    def _anker(self, text: str) -> tuple[Any, Any] | None:
        pfad, _ = self._schluessel
        try:
            pk = self.queryset.model._meta.pk.to_python(text)
        except Exception as fehler:
            raise BadRequest("Unbekannte Seite.") from fehler
        if pfad == "pk":
            return pk, pk
        return self._mit_ordnung(self.queryset).order_by().filter(pk=pk).values_list("pk", pfad).first()

    @cached_property
    def anzahl(self) -> int:
        """Gesamtzahl, höchstens ZAEHLGRENZE + 1."""
        nummern = self.gefiltert.order_by().values_list("pk")  # ohne Anmerkungen: zum Zählen rechnet sie niemand aus
        return _anzahl(nummern[: ZAEHLGRENZE + 1])

    @property
    def anzahl_text(self) -> str:
        if self.anzahl > ZAEHLGRENZE:
            return f"mehr als {formate.zahl(ZAEHLGRENZE)} {self.titel}"
        return f"{formate.zahl(self.anzahl)} {self.titel}" if self.anzahl != 1 else "1 Eintrag"

    @property
    def zeilen(self) -> list[tuple[Any, ...]]:
        return self._ausschnitt[0]

    @cached_property
    def seiten(self) -> int | None:
        return None if self.anzahl > ZAEHLGRENZE else max(1, -(-self.anzahl // self.je_seite))

    @cached_property
    def seite(self) -> int:
        """Seitenzahl: aus der Adresse mitgeführt und an beiden Enden berichtigt, denn Keyset kennt keine Nummern."""
        _, davor, danach = self._ausschnitt
        if not davor:
            return 1
        if not danach and self.seiten is not None:
            return self.seiten
        angabe = self.request.GET.get("seite", "")
        return max(2, int(angabe)) if angabe.isdecimal() and len(angabe) < 9 else 2

    def adresse(self, **aendern: Any) -> str:
        """Diese Liste mit geändertem Teil der Adresse; der Filter bleibt, deshalb ist jede Ansicht ein Lesezeichen."""
        weg = {"nach", "vor", "seite", "export", *aendern}
        bleibt = [(n, w) for n, werte in self.request.GET.lists() if n not in weg for w in werte if w]
        return "?" + urlencode(bleibt + [(n, w) for n, w in aendern.items() if w not in (None, "")])

    @property
    def vor(self) -> str | None:
        zeilen, davor, _ = self._ausschnitt
        if not davor:
            return None
        return self.adresse(vor=zeilen[0][0], seite=self.seite - 1) if zeilen else self.adresse()

    @property
    def nach(self) -> str | None:
        zeilen, _, danach = self._ausschnitt
        return self.adresse(nach=zeilen[-1][0], seite=self.seite + 1) if danach and zeilen else None

    @cached_property
    def kopf(self) -> list[dict[str, Any]]:
        """Spaltenköpfe mit Adresse der nächsten Sortierung und aria-sort der jetzigen."""
        gewaehlt, absteigend = self._sortierung
        koepfe = []
        for spalte in self.spalten:
            jetzt = None
            if spalte.sortierbar:
                if gewaehlt is spalte:
                    jetzt = "descending" if absteigend else "ascending"
                elif gewaehlt is None and spalte.ordnung == self.ordnung.removeprefix("-"):
                    jetzt = "descending" if self.ordnung.startswith("-") else "ascending"
            naechste = ("-" if jetzt == "ascending" else "") + spalte.schluessel
            ziel = self.adresse(sortierung=naechste) if spalte.sortierbar else None
            koepfe.append({"titel": spalte.titel, "zahl": spalte.zahl, "ziel": ziel, "jetzt": jetzt})
        return koepfe

    # --- Zellen ----------------------------------------------------------------------------------------------------

    def _schreiber(self, spalte: Spalte) -> Callable[..., Any]:
        """Werte einer Zeile → Anzeige; Auswahlfelder zeigen ihr Wort statt des Schlüssels."""
        if callable(spalte.format):
            return spalte.format
        if spalte.format:
            return getattr(formate, spalte.format)  # type: ignore[no-any-return]
        feld = modellfeld(self.queryset.model, spalte.felder[0]) if len(spalte.felder) == 1 else None
        if worte := dict(getattr(feld, "flatchoices", None) or ()):
            return lambda wert: worte.get(wert, _als_text(wert))
        if len(spalte.felder) > 1:
            return lambda *werte: " ".join(str(_als_text(w)) for w in werte if w not in (None, ""))
        return _als_text

    @cached_property
    def html_zeilen(self) -> Markup:
        """Tabellenkörper als fertiges HTML: je Spalte wird einmal vorbereitet, je Zelle nur eingesetzt und maskiert."""
        zellen = [self._zelle(spalte) for spalte in self.spalten]
        zeilen = self.zeilen
        doppelt = self._mehrdeutig(zeilen)
        html = []
        for zeile in zeilen:
            html.append('<tr class="kern-table__row" role="row">')
            html += [zelle(zeile, zeile[0] in doppelt) for zelle in zellen]
            html.append("</tr>")
        return Markup("".join(html))  # noqa: S704 – jede Zelle ist in `_zelle` maskiert

    def _zelle(self, spalte: Spalte) -> Callable[[tuple[Any, ...], bool], str]:
        stellen = [self._felder.index(name) for name in spalte.felder]
        schreiben = self._schreiber(spalte)
        klasse = "kern-table__cell kern-table__cell--numeric" if spalte.zahl else "kern-table__cell"
        auf = f'<td class="{klasse}" role="cell" data-titel="{escape(spalte.titel)}">'
        erste, mehrere = stellen[0], len(stellen) > 1

        def holen(zeile: tuple[Any, ...]) -> Any:
            return escape(schreiben(*[zeile[s] for s in stellen]) if mehrere else schreiben(zeile[erste]))

        if not spalte.link:
            return lambda zeile, _: f"{auf}{holen(zeile)}</td>"
        von = self._felder.index(spalte.link_feld)
        links, rechts = self._adressmuster(spalte.link, next((z[von] for z in self.zeilen), 0))
        auf += '<a class="kern-link kern-link--small kern-link--no-visited-state" href="'

        def mit_verweis(zeile: tuple[Any, ...], mehrdeutig: bool) -> str:
            zusatz = f'<span class="kern-sr-only"> (Nummer {zeile[0]})</span>' if mehrdeutig else ""
            return f'{auf}{links}{zeile[von]}{rechts}">{holen(zeile)}{zusatz}</a></td>'

        return mit_verweis

    def _adressmuster(self, name: str, beispiel: Any) -> tuple[str, str]:
        """Adresse einmal auflösen und um den Wert herum teilen: `reverse` je Zelle kostet mehr als die Abfrage."""
        ziel = url(name, beispiel)
        links, _, rechts = ziel.rpartition(str(beispiel))
        return links, rechts

    def _mehrdeutig(self, zeilen: list[tuple[Any, ...]]) -> set[Any]:
        """Zeilen, deren Verweis denselben Text hätte wie ein anderer: sie bekommen ihre Nummer dazu (oberflaeche.md)."""
        spalte = next((s for s in self.spalten if s.link), None)
        if spalte is None:
            return set()
        stellen = [self._felder.index(name) for name in spalte.felder]
        texte: dict[tuple[Any, ...], list[Any]] = {}
        for zeile in zeilen:
            texte.setdefault(tuple(zeile[s] for s in stellen), []).append(zeile[0])
        return {pk for pks in texte.values() if len(pks) > 1 for pk in pks}

    # --- Export ----------------------------------------------------------------------------------------------------

    def ausgeben(self, art: str) -> FileResponse:
        """Alle Zeilen des Filters als Datei."""
        if art not in AUSGABEN or not self.export:
            raise BadRequest("Dieses Ausgabeformat gibt es nicht.")
        if art == "xlsx" and self.gefiltert.order_by()[: XLSX_GRENZE + 1].count() > XLSX_GRENZE:
            raise BadRequest(f"Excel-Dateien gehen bis {formate.zahl(XLSX_GRENZE)} Zeilen. Bitte nehmen Sie CSV.")
        spalten = [s for s in self.spalten if s.export]
        anzeigen = [self._schreiber(s) for s in spalten]
        return AUSGABEN[art](self.export, self._geordnet(self.gefiltert), spalten, anzeigen)


def liste(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    spalten: Iterable[Spalte],
    vorlage: str = "bausteine/listenseite.jinja",
    kontext: dict[str, Any] | None = None,
    **optionen: Any,
) -> HttpResponse | FileResponse:
    """Die ganze Listenseite: `return liste(request, Fall.objects.fuer(zugang), spalten=…, filter=…, vorlage=…)`.

    Die Vorlage bekommt `liste` und zeigt sie mit `{{ b.liste(liste) }}`; `?export=csv|xlsx` liefert dieselben Zeilen.
    """
    inhalt = Liste(request=request, queryset=queryset, spalten=tuple(spalten), **optionen)
    if art := request.GET.get("export"):
        return inhalt.ausgeben(art)
    return render(request, vorlage, {"liste": inhalt, **(kontext or {})})
