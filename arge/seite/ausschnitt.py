"""Ein Ausschnitt einer geordneten Menge: Keyset statt OFFSET, in beide Richtungen ohne Lücke und Doppel.

Der Anker ist die Nummer der Grenzzeile, nie ihr Wert: Namen gehören nicht in Adressen und Protokolle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP

from arge.daten.absage import Unverstanden
from arge.daten.suche import Deutsch
from arge.seite.zelle import modellfeld

Zeile = tuple[Any, ...]
#: Anmerkung, nach der eine Spalte mit frei geschriebenem Text ordnet.
DEUTSCH = "ordnung_deutsch"


class Fenster(NamedTuple):
    """Zeilen einer Seite, und ob es davor und danach weitere gibt."""

    zeilen: list[Zeile]
    davor: bool
    danach: bool


def anzahl(zeilen: QuerySet[Any]) -> int:
    """Wie `.count()` einer begrenzten Abfrage, ohne sie dafür im ORM ein zweites Mal umzubauen."""
    try:
        sql, werte = zeilen.query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connections[zeilen.db].cursor() as cursor:
        cursor.execute(f"select count(*) from ({sql}) zeilen", werte)  # noqa: S608 – das ORM hat sie geschrieben
        return int(cursor.fetchone()[0])


@dataclass
class Ausschnitt:
    """`alle`: die Menge, in der ein Anker liegen darf; `menge`: was davon gezeigt wird; geordnet nach `pfad`, dann Nummer."""

    alle: QuerySet[Any]
    menge: QuerySet[Any]
    pfad: str
    absteigend: bool

    def __post_init__(self) -> None:
        """Frei geschriebener Text steht in deutscher Ordnung; Auswahlwörter und der Suchname haben schon ihre."""
        feld = self.feld = self.pfad
        modell = modellfeld(self.alle.model, feld)
        if isinstance(modell, CharField) and not modell.choices:
            self.alle, self.menge = (m.annotate(**{DEUTSCH: Deutsch(F(feld))}) for m in (self.alle, self.menge))
            self.pfad = DEUTSCH

    def geordnet(self, menge: QuerySet[Any] | None = None, rueckwaerts: bool = False) -> QuerySet[Any]:
        """Die Menge in der gewählten Ordnung; leere Werte stehen immer am Ende."""
        qs, absteigend = self.menge if menge is None else menge, self.absteigend ^ rueckwaerts
        nummer = "-pk" if absteigend else "pk"
        if self.pfad == "pk":
            return qs.order_by(nummer)
        wert = F(self.pfad)
        if self._nullbar:
            leer = {"nulls_first": True} if rueckwaerts else {"nulls_last": True}
            return qs.order_by(wert.desc(**leer) if absteigend else wert.asc(**leer), nummer)
        return qs.order_by(wert.desc() if absteigend else wert.asc(), nummer)

    @cached_property
    def _nullbar(self) -> bool:
        teile = self.feld.split(LOOKUP_SEP)
        felder = [modellfeld(self.alle.model, LOOKUP_SEP.join(teile[: n + 1])) for n in range(len(teile))]
        return any(f is None or f.null for f in felder)

    def fenster(self, felder: Sequence[str], je_seite: int, *, nach: str | None = None, vor: str | None = None) -> Fenster:
        """Die ersten Zeilen, oder die hinter (`nach`) oder vor (`vor`) der Zeile mit dieser Nummer; Unverstanden bei Unsinn."""
        rueckwaerts = vor is not None
        anker = self._anker(vor if vor is not None else nach)
        menge = self.menge if anker is None else self.menge.filter(self._hinter(anker, rueckwaerts))
        rueckwaerts &= anker is not None
        zeilen = list(self.geordnet(menge, rueckwaerts).values_list(*felder)[: je_seite + 1])
        mehr, zeilen = len(zeilen) > je_seite, zeilen[:je_seite]
        return Fenster(zeilen[::-1], mehr, True) if rueckwaerts else Fenster(zeilen, anker is not None, mehr)

    def _hinter(self, anker: tuple[Any, Any], rueckwaerts: bool) -> Q:
        """Zeilen hinter (oder vor) der Ankerzeile in der gewählten Ordnung."""
        pk, wert = anker
        weiter = Q(pk__lt=pk) if self.absteigend ^ rueckwaerts else Q(pk__gt=pk)
        if self.pfad == "pk":
            return weiter
        leer = Q(**{f"{self.pfad}__isnull": True})
        if wert is None:
            gleich = leer & weiter
            return gleich | ~leer if rueckwaerts else gleich
        richtung = "lt" if self.absteigend ^ rueckwaerts else "gt"
        dahinter = Q(**{f"{self.pfad}__{richtung}e": wert}) & (Q(**{f"{self.pfad}__{richtung}": wert}) | weiter)
        return dahinter | leer if self._nullbar and not rueckwaerts else dahinter

    def _anker(self, text: str | None) -> tuple[Any, Any] | None:
        """Nummer und Wert der Ankerzeile; None ohne Anker oder wenn es die Zeile (hier) nicht gibt."""
        if text is None:
            return None
        try:
            pk = self.alle.model._meta.pk.to_python(text)
        except Exception as fehler:
            raise Unverstanden("Unbekannte Seite.") from fehler
        if self.pfad == "pk":
            return pk, pk
        return self.alle.order_by().filter(pk=pk).values_list("pk", self.pfad).first()
