"""Gemerkte Ansichten einer Liste: welche Spalten sie zeigt, unter welchem Namen man sie wiederfindet, womit sie aufgeht.

Alles steht in der Adresse (`spalte=…`, Filter, `sortierung=…`), also ist jede Ansicht auch ein Lesezeichen und geht ohne JavaScript.
Was gemerkt ist, bringt die Anfrage mit (`request.ansichten`, traeger.zugang.anfrage), ohne eine Abfrage mehr. Gemerkt wird nur, was eine
Liste selbst geschrieben hat: Ihr Verweis „Ansicht merken“ ist unterschrieben, für diese Mitgliedschaft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.core import signing
from django.http import HttpRequest, QueryDict

#: In der Adresse: eine gezeigte Spalte (mehrmals) und „diese Liste so, wie die Adresse sagt“, damit keine gemerkte Ansicht dazukommt.
SPALTE, GEWAEHLT = "spalte", "ansicht"
#: Was zu einer Ansicht gehört, ohne ein Filter zu sein.
_ORDNUNG = frozenset({"sortierung", SPALTE})
#: So lang sind die Angaben einer gemerkten Ansicht höchstens.
LAENGSTE_ANGABEN = 1000


class Auswahl(NamedTuple):
    """Was „Ansicht merken“ mitnimmt: wo die Liste steht, wie sie heißt, was gewählt ist."""

    adresse: str
    liste: str
    angaben: str

    @property
    def ziel(self) -> str:
        """Die Liste mit dieser Auswahl."""
        return f"{self.adresse}?{self.angaben}"

    def unterschrieben(self, request: HttpRequest) -> str:
        """Für die Adresse von „Ansicht merken“."""
        return urlencode({"auswahl": signing.dumps(self, salt=_salz(request), compress=True)})

    @classmethod
    def aus(cls, request: HttpRequest) -> Auswahl | None:
        """Die Auswahl, die eine Liste dieser Mitgliedschaft geschrieben hat; sonst None: Ein zugesandter Verweis merkt nichts."""
        try:
            return cls(*signing.loads(request.GET.get("auswahl", ""), salt=_salz(request)))
        except signing.BadSignature:
            return None


def _salz(request: HttpRequest) -> str:
    return f"ansicht {getattr(request, 'unter', None)}"


class Gemerkt(NamedTuple):
    """Eine gemerkte Ansicht dieser Liste."""

    name: str
    ziel: str
    ist_diese: bool


def eigene(request: HttpRequest) -> list[dict[str, Any]]:
    """Was diese Person für diese Seite gemerkt hat."""
    return [a for a in getattr(request, "ansichten", ()) if a["adresse"] == request.path]


def aufgehen(request: HttpRequest) -> None:
    """Ohne jede Angabe in der Adresse gilt die Ansicht, mit der die Liste immer aufgehen soll."""
    if not request.GET:
        for ansicht in eigene(request):
            if ansicht["immer"]:
                request.GET = QueryDict(ansicht["angaben"])


def gezeigte(spalten: Sequence[Any], request: HttpRequest) -> Sequence[Any]:
    """Die gewählten Spalten in der Ordnung der Liste; die zur Zeile führt, bleibt immer. Unbekanntes zeigt alle."""
    gewaehlt = set(request.GET.getlist(SPALTE))
    if not any(s.titel in gewaehlt for s in spalten):
        return spalten
    fest = _fest(spalten)
    return tuple(s for s in spalten if s is fest or s.titel in gewaehlt)


def _fest(spalten: Sequence[Any]) -> Any:
    return next((s for s in spalten if s.link), spalten[0])


@dataclass
class Ansichten:
    """Was die Vorlage über die Ansichten einer Liste (`arge.seite.liste.Liste`) zeigt."""

    liste: Any

    @cached_property
    def _jetzt(self) -> str:
        """Die Angaben, wie man sie merkt: was die Liste kennt, ohne Seite und Datei, nie ein Suchwort, nie etwas Unbekanntes."""
        merkbar = self.liste.lesbar | _ORDNUNG
        return urlencode([(n, w) for n, w in parse_qsl(self.liste.adresse()[1:], keep_blank_values=True) if n in merkbar])

    @cached_property
    def gemerkt(self) -> list[Gemerkt]:
        pfad = self.liste.request.path
        return [
            Gemerkt(
                a["name"], f"{pfad}?{a['angaben']}" if a["angaben"] else f"{pfad}?{GEWAEHLT}=", a["angaben"] == self._jetzt
            )
            for a in eigene(self.liste.request)
        ]

    @property
    def zum_merken(self) -> str:
        """Angaben für „Ansicht merken“; leer, wo es nichts zu merken gibt oder es schon gemerkt ist."""
        if not self._jetzt or len(self._jetzt) > LAENGSTE_ANGABEN or any(a.ist_diese for a in self.gemerkt):
            return ""
        request = self.liste.request
        return Auswahl(request.path, self.liste.titel, self._jetzt).unterschrieben(request)

    @property
    def zuruecksetzen(self) -> str:
        """Adresse der Liste ohne jede Angabe, auch wenn sie sonst mit einer gemerkten Ansicht aufgeht."""
        pfad = str(self.liste.request.path)
        return f"{pfad}?{GEWAEHLT}=" if any(a["immer"] for a in eigene(self.liste.request)) else pfad

    @property
    def aufgegangen(self) -> bool:
        """Ob gerade eine gemerkte Ansicht gilt, mit der die Liste immer aufgeht; dann steht da, wie man sie loswird."""
        return any(a["immer"] and a["angaben"] == self._jetzt for a in eigene(self.liste.request))

    @property
    def wahl(self) -> list[tuple[str, bool]]:
        """(Titel, gezeigt) jeder Spalte, die man weglassen kann; wo es nur wenige gibt, keine."""
        alle = self.liste.alle_spalten
        fest = _fest(alle)
        return [(s.titel, s in self.liste.spalten) for s in alle if s is not fest] if len(alle) > 3 else []

    @property
    def mitgeben(self) -> list[tuple[str, str]]:
        """Angaben neben dem Filter, die beim Filtern bleiben: Ordnung, Spalten."""
        angaben = self.liste.request.GET
        return [(name, wert) for name in ("sortierung", SPALTE, GEWAEHLT) for wert in angaben.getlist(name)]

    @property
    def filterangaben(self) -> list[tuple[str, str]]:
        """Alle Angaben außer den Spalten: das Formular der Spalten behält sie."""
        return [(n, w) for n, w in parse_qsl(self.liste.adresse()[1:], keep_blank_values=True) if n != SPALTE]
