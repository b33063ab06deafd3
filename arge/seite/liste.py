"""Jede Liste des Hauses: Filter, Sortierung, Keyset-Seiten, Export, leerer Zustand – deklarativ, mit fester Abfragezahl.

Gerendert wird aus `values_list`, nie aus Modellinstanzen: die Vorlage war der teure Teil, nicht die Abfrage. Den
Ausschnitt holt `arge.seite.ausschnitt`, was in einer Zelle steht, sagt `arge.seite.zelle`, was in die Datei kommt,
`arge.seite.ausgabe`, und ob sie sofort entsteht, `arge.seite.ausfuhr`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from arge.daten.eingang import aus_adresse
from arge.seite.ansichten import GEWAEHLT, SPALTE, Ansichten, aufgehen, gezeigte
from arge.seite.ausfuhr import NUR_HIER, ZAEHLGRENZE, Ausfuhr
from arge.seite.ausschnitt import Ausschnitt, Fenster, anzahl
from arge.seite.filter import Filter
from arge.seite.mehrere import Aktion
from arge.seite.tabelle import Tabellenkoerper
from arge.seite.uebersicht import unlesbar
from arge.seite.vorlagen import url
from arge.seite.zeilen import HinterDerZahl, ZeilenForm, gefragt
from arge.seite.zelle import SCHREIBWEISEN
from arge.zahlen import format as formate

JE_SEITE = 25
#: Namen in der Adresse, die nicht zum Filter gehören.
EIGENE = ("kennzahl", "sortierung", "nach", "vor", "seite", "export", SPALTE, GEWAEHLT)


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte: ORM-Pfad (oder mehrere), Titel, Wert, Schreibweise, Verweis, Sortierung.

    `feld`: "person__nachname" oder ("nachname", "vorname"); Anmerkungen (annotate) gehen auch.
    `wert`: Funktion der Rohwerte → typisierter Wert (Minuten → Stunden); ohne sie gilt der Rohwert.
    `format`: Name einer Schreibweise (arge.seite.zelle.SCHREIBWEISEN) oder Funktion → Text (Markup für HTML).
    `davor`: Funktion der Rohwerte → Wort vor der Zahl („bis zu “). `leer`: Wort statt „–“, wo nichts steht.
    `link`: Routenname; bekommt die Nummer der Zeile oder den Wert von `link_feld`.
    `sortierbar`: True = nach dem (ersten) Feld, oder ein anderer ORM-Pfad, nach dem sortiert wird.
    `zahl`: rechtsbündig und in jeder Datei eine Zahl; dann darf `format` keine Funktion sein, denn Text ist keine Zahl.
    Die Datei schreibt, was die Seite zeigt; einen eigenen Export gibt es nicht.
    """

    feld: str | tuple[str, ...]
    titel: str
    format: str | Callable[..., Any] | None = None
    wert: Callable[..., Any] | None = None
    davor: Callable[..., str] | None = None
    leer: str = ""
    link: str | None = None
    link_feld: str = "pk"
    sortierbar: bool | str = False
    zahl: bool = False

    def __post_init__(self) -> None:
        if self.zahl and callable(self.format):
            raise TypeError(f"Spalte „{self.titel}“: Eine Zahl braucht `wert` und den Namen einer Schreibweise.")
        if isinstance(self.format, str) and self.format not in SCHREIBWEISEN:
            raise ValueError(f"Spalte „{self.titel}“: Die Schreibweise „{self.format}“ gibt es nicht.")
        if self.zahl and len(self.felder) > 1 and self.wert is None:
            raise TypeError(f"Spalte „{self.titel}“: Mehrere Felder sind erst mit `wert` eine Zahl.")

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


#: Kommt dazu, wo eine Liste auch stornierte Einträge zeigt.
STORNIERT = (Spalte("storniert_am", "Storniert", format="zeitpunkt"), Spalte("storno_grund", "Grund des Stornos"))


@dataclass(frozen=True)
class Leer:
    """Leerer Zustand: was fehlt und was als Nächstes zu tun ist."""

    titel: str = "Hier gibt es noch keine Einträge."
    text: str = ""
    knopf: str = ""
    ziel: str = ""


@dataclass
class Liste:
    """Eine Liste zur Anfrage: was die Vorlage zeigt und der Export schreibt."""

    request: HttpRequest
    queryset: QuerySet[Any]
    spalten: Sequence[Spalte]
    filter: type[Filter] | None = None
    ordnung: str = "-pk"
    je_seite: int = field(default_factory=lambda: JE_SEITE)
    export: str | None = None
    leer: Leer = field(default_factory=Leer)
    titel: str = "Einträge"
    #: Überschrift der Seite, wo sie etwas anderes sagt als der Name der Einträge.
    ueberschrift: str = ""
    #: Angaben der Adresse neben dem Filter, die niemanden nennen (welche Zahl, welche Tage, welcher Träger).
    offen: tuple[str, ...] = ()
    #: Die Zahl, deren Zeilen sie zeigt, und der Satz unter ihrer Überschrift (Schutz, Grenzen): Beides steht auch in der Datei.
    zahl: HinterDerZahl | None = None
    text: str = ""
    #: Was sich mit mehreren Zeilen zugleich tun lässt; ohne das Recht dazu gibt es keine Kästchen.
    aktion: Aktion | None = None

    def __post_init__(self) -> None:
        if self.aktion is not None and not self.aktion.darf(self.request):
            self.aktion = None
        if self.filterset is not None and self.filterset.zeigt_storniertes:
            self.spalten = (*self.spalten, *STORNIERT)
        self.alle_spalten = self.spalten
        self.spalten = gezeigte(self.spalten, self.request)

    # --- Filter und Sortierung -------------------------------------------------------------------------------------

    @cached_property
    def filterset(self) -> Filter | None:
        return self.filter(self.request.GET, queryset=self.queryset, request=self.request) if self.filter else None

    @property
    def filterform(self) -> Any:
        return self.filterset.form if self.filterset is not None else None

    @property
    def gueltig(self) -> bool:
        """Ob der Filter zu lesen ist; sonst gibt es keine Zeilen, keine Summen, keine Datei."""
        return self.filterset is None or self.filterset.is_valid()

    @cached_property
    def gefiltert(self) -> QuerySet[Any]:
        return self.filterset.qs if self.filterset is not None else self.queryset

    @cached_property
    def ist_gefiltert(self) -> bool:
        return any(wert for name, wert in self.request.GET.items() if name not in (*EIGENE, *self.offen))

    @cached_property
    def _sortierung(self) -> tuple[Spalte | None, bool]:
        """Gewählte Spalte und ob absteigend; Unbekanntes in der Adresse fällt auf die Vorgabe zurück."""
        gewaehlt = self.request.GET.get("sortierung", "")
        spalte = next((s for s in self.spalten if s.sortierbar and s.schluessel == gewaehlt.removeprefix("-")), None)
        return spalte, gewaehlt.startswith("-")

    @cached_property
    def _geordnet(self) -> Ausschnitt:
        spalte, absteigend = self._sortierung
        if spalte is not None:
            return Ausschnitt(self.queryset, self.gefiltert, spalte.ordnung, absteigend)
        vorgabe = self.ordnung.removeprefix("-")
        return Ausschnitt(self.queryset, self.gefiltert, vorgabe, self.ordnung.startswith("-"))

    # --- Seite -----------------------------------------------------------------------------------------------------

    @cached_property
    def felder(self) -> list[str]:
        """Alle abgefragten ORM-Pfade, jeder einmal, die Nummer der Zeile vorn."""
        namen = ["pk"]
        for spalte in self.spalten:
            namen += [spalte.link_feld, *spalte.felder] if spalte.link else spalte.felder
        return list(dict.fromkeys(namen))

    @cached_property
    def _fenster(self) -> Fenster:
        angabe = self.request.GET.get
        return self._geordnet.fenster(self.felder, self.je_seite, nach=angabe("nach"), vor=angabe("vor"))

    @cached_property
    def anzahl(self) -> int:
        """Gesamtzahl, höchstens ZAEHLGRENZE + 1."""
        nummern = self.gefiltert.order_by().values_list("pk")  # ohne Anmerkungen: zum Zählen rechnet sie niemand aus
        return anzahl(nummern[: ZAEHLGRENZE + 1])

    @property
    def anzahl_text(self) -> str:
        if self.anzahl > ZAEHLGRENZE:
            return f"mehr als {formate.zahl(ZAEHLGRENZE)} {self.titel}"
        return f"{formate.zahl(self.anzahl)} {self.titel}" if self.anzahl != 1 else "1 Eintrag"

    @property
    def zeilen(self) -> list[tuple[Any, ...]]:
        return self._fenster.zeilen

    @cached_property
    def seiten(self) -> int | None:
        return None if self.anzahl > ZAEHLGRENZE else max(1, -(-self.anzahl // self.je_seite))

    @cached_property
    def seite(self) -> int:
        """Seitenzahl: aus der Adresse mitgeführt und an beiden Enden berichtigt, denn Keyset kennt keine Nummern."""
        if not self._fenster.davor:
            return 1
        if not self._fenster.danach and self.seiten is not None:
            return self.seiten
        return aus_adresse(self.request.GET.get("seite", ""), range(2, 10**8), sonst=2)

    # --- Adresse ---------------------------------------------------------------------------------------------------

    def adresse(self, **aendern: Any) -> str:
        """Diese Liste mit geändertem Teil der Adresse; der Filter bleibt, deshalb ist jede Ansicht ein Lesezeichen.

        Leeres fällt weg – außer wo eine Vorgabe geleert wurde: ohne den Namen in der Adresse käme sie zurück.
        """
        weg = {*NUR_HIER, *aendern}
        vorgaben = self.filterset.vorgaben if self.filterset is not None else {}
        angaben = ((n, w) for n, werte in self.request.GET.lists() if n not in weg for w in werte)
        bleibt = [(n, w) for n, w in angaben if w or n in vorgaben or n == GEWAEHLT]
        return "?" + urlencode(bleibt + [(n, w) for n, w in aendern.items() if w not in (None, "")])

    @property
    def alle(self) -> str:
        """Adresse ohne jede Einschränkung, auch ohne die Vorgaben."""
        geleert = dict.fromkeys(self.filterset.vorgaben, "") if self.filterset is not None else {}
        return f"{self.request.path}?{urlencode(geleert)}" if geleert else self.ansichten.zuruecksetzen

    @property
    def marken(self) -> list[tuple[str, str, str]]:
        """(Name, Wert, Adresse ohne ihn) jedes Filters, der Zeilen ausschließt; eine Vorgabe bleibt danach geleert."""
        if self.filterset is None:
            return []
        return [(name, wort, self._ohne(feld)) for feld, name, wort in self.filterset.marken]

    def _ohne(self, feld: str) -> str:
        andere = self.adresse(**{feld: None})
        if self.filterset is None or feld not in self.filterset.vorgaben:
            return andere
        return f"{andere}{'&' if len(andere) > 1 else ''}{feld}="

    @property
    def vor(self) -> str | None:
        if not self._fenster.davor:
            return None
        return self.adresse(vor=self.zeilen[0][0], seite=self.seite - 1) if self.zeilen else self.adresse()

    @property
    def nach(self) -> str | None:
        weiter = self._fenster.danach and self.zeilen
        return self.adresse(nach=self.zeilen[-1][0], seite=self.seite + 1) if weiter else None

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

    @cached_property
    def html_zeilen(self) -> Markup:
        """Tabellenkörper als fertiges HTML."""
        return Tabellenkoerper(self).html()

    # --- Einsicht --------------------------------------------------------------------------------------------------

    @cached_property
    def getippt(self) -> set[str]:
        """Felder, in die man Wörter schreibt: Ein Suchwort ist der Name eines Menschen."""
        felder = self.filterform.fields if self.filterform is not None else {}
        return {n for n, f in felder.items() if type(f.widget) is forms.TextInput and not isinstance(f, forms.DateField)}

    @property
    def lesbar(self) -> set[str]:
        """Angaben der Adresse, die diese Liste kennt und die man aufheben darf: ihre Filter ohne die getippten."""
        return {*(self.filterform.fields if self.filterform is not None else {}), *self.offen} - self.getippt

    def vermerken(self, anzahl: int, art: str = "") -> None:
        """Wer Zeilen aus Akten zeigt, vermerkt, wie viele und nach welchem Filter – ohne das Suchwort, denn es ist ein Name."""
        grenze = getattr(self.queryset.model, "mandant_grenze", None)
        if anzahl and grenze is not None and grenze().akten:
            lesbar = self.lesbar
            angaben = [
                (n, w if n in lesbar else "…")
                for n, w in self.request.GET.items()
                if w and (n in self.offen or n not in EIGENE)
            ]
            self.request.gelesen(self.titel, anzahl, urlencode([*angaben, *([("datei", art)] if art else [])], safe="…"))  # type: ignore[attr-defined]

    @cached_property
    def ansichten(self) -> Ansichten:
        """Gemerkte Ansichten und die Wahl der Spalten."""
        return Ansichten(self)

    @cached_property
    def datei(self) -> Ausfuhr:
        """Diese Liste als CSV oder XLSX."""
        return Ausfuhr(self)

    @property
    def geordnet(self) -> QuerySet[Any]:
        """Alle Zeilen des Filters in der gewählten Ordnung."""
        return self._geordnet.geordnet()


@require_safe
def liste(
    request: HttpRequest,
    queryset: QuerySet[Any],
    *,
    spalten: Iterable[Spalte],
    vorlage: str = "bausteine/listenseite.jinja",
    kontext: dict[str, Any] | None = None,
    **optionen: Any,
) -> HttpResponse | FileResponse | Liste:
    """Die ganze Listenseite: `return liste(request, Fall.objects.fuer(zugang), spalten=…, filter=…, vorlage=…)`.

    Die Vorlage bekommt `liste` und zeigt sie mit `{{ b.liste(liste) }}`; `?export=csv|xlsx` liefert dieselben Zeilen.
    Eine Anfrage mit `nur_liste` (ein Auftrag, `traeger.auftrag.resources`) bekommt statt der Seite ihre Liste.
    Eine Liste zeigt nur: POST ist hier 405, für alle Listen.
    """
    aufgehen(request)
    zahl = gefragt(request)
    if isinstance(zahl, ZeilenForm):
        return unlesbar(request, zahl, "Zeilen hinter einer Zahl", datei=bool(request.GET.get("export")))
    if zahl is not None:
        queryset, vorlage = zahl.zeilen(queryset), "bausteine/listenseite.jinja"
        kontext = {"zahl": zahl, "text": zahl.text, "krumen": [("Kennzahlen", url("kennzahlen"))]}
        optionen |= {"filter": None, "ueberschrift": zahl.titel, "offen": tuple(ZeilenForm.base_fields), "zahl": zahl}
        optionen["aktion"] = None  # hinter einer Zahl wird gelesen
    text = (kontext or {}).get("text", "") if zahl is None else ""
    inhalt = Liste(request=request, queryset=queryset, spalten=tuple(spalten), text=text, **optionen)
    if getattr(request, "nur_liste", False):
        return inhalt
    art = request.GET.get("export")
    if art and inhalt.gueltig:
        return inhalt.datei.ausgeben(art)
    if inhalt.gueltig:
        inhalt.vermerken(len(inhalt.zeilen))
    # Eine Datei zu einem Filter, den niemand lesen kann, gibt es nicht: 400, und die Seite sagt, welche Angabe falsch ist.
    return render(request, vorlage, {"liste": inhalt, **(kontext or {})}, status=400 if art else 200)
