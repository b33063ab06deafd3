"""Kennzahl: eine Definition, eine Funktion – Wert und Zeilenmenge dahinter kommen aus derselben Abfrage (berichte 1)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Count, DecimalField, Expression, ExpressionWrapper, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from arge.zahlen.zeitraum import Zeitraum


class Art(StrEnum):
    """Ob eine Kennzahl an einem Tag oder über einen Zeitraum gilt."""

    STICHTAG = "Stichtag"
    ZEITRAUM = "Zeitraum"


class Nennungen(Func):
    """Jeder Wert einer Mehrfachauswahl (ArrayField) als eigene Zeile."""

    function = "unnest"
    arity = 1
    set_returning = True


def _anzahl(_: Zeitraum) -> Expression:
    """Zeilen der Menge; ohne „verschieden“, das sortierte sie erst. Wer Zeilen vervielfacht, nennt sein Aggregat selbst."""
    return Count("*")


@dataclass(frozen=True)
class Kennzahl:
    """Eine Zahl mit Nummer, Zählgröße im Wort, Definition und Quelle.

    `menge` liefert die Zeilen hinter der Zahl für einen Zeitraum (Stichtag = Zeitraum eines Tages), noch ohne
    Grenze: die zieht `.fuer(zugang)` bei Zeilen und die Datenbank darunter; über alle Träger zählt nur, wer
    `with zahlen():` benutzt. `aggregat` verdichtet sie; Standard ist die Anzahl der Zeilen. `schutz` sagt, ob die
    Mindestfallzahl gilt (Zahlen über Menschen: ja; VZÄ und Geld: nein). `nennung` = (Merkmal, Mehrfachauswahl):
    `je("bereich")` zählt eine Zeile in jedem Bereich, den sie nennt; der Wert selbst zählt sie einmal. `ueber_alle` ersetzt
    die Menge, wo über alle Träger keine Zeile zu lesen ist, nur eine Summe (Gehälter); das Aggregat ist dasselbe.
    """

    nummer: str
    name: str
    zaehlgroesse: str
    definition: str
    quelle: str
    art: Art
    menge: Callable[[Zeitraum], QuerySet[Any]]
    aggregat: Callable[[Zeitraum], Expression] = _anzahl
    null: Decimal | int = 0
    schutz: bool = True
    nennung: tuple[str, str] | None = None
    ueber_alle: Callable[[Zeitraum], QuerySet[Any]] | None = None

    def _gezaehlt(self, zeitraum: Zeitraum) -> QuerySet[Any]:
        """Worüber ohne Zugang gezählt wird: die Zeilen, oder was die Datenbank statt ihrer nennt."""
        return (self.ueber_alle or self.menge)(zeitraum)

    def wert(self, zeitraum: Zeitraum, **filter_: Any) -> Any:
        """Die Zahl; `filter_` grenzt ein (`traeger=…`)."""
        wert = self._gezaehlt(zeitraum).filter(**filter_).aggregate(wert=self.aggregat(zeitraum))["wert"]
        return self.null if wert is None else wert

    def je(self, zeitraum: Zeitraum, *felder: str, **filter_: Any) -> dict[Any, Any]:
        """Die Zahl je Merkmal in einer Abfrage: `{merkmal: wert}`, bei mehreren Feldern `{(a, b): wert}`."""
        menge, zerlegt = self._zerlegt(self._gezaehlt(zeitraum), felder)
        gruppen = menge.filter(**filter_).order_by().values_list(*felder, *zerlegt).annotate(wert=self.aggregat(zeitraum))
        return self._verdichtet(gruppen, len(felder))

    def _zerlegt(self, menge: QuerySet[Any], felder: Iterable[str]) -> tuple[QuerySet[Any], list[str]]:
        """Die Menge mit dem Merkmal der Nennung, wenn danach aufgeteilt wird; dazu Nennungen, nach denen nicht aufgeteilt wird.

        Eine Menge aus Nennungen zählt auch dann je Nennung; Django ließe sie fallen.
        """
        if self.nennung and self.nennung[0] in felder:
            menge = menge.annotate(**{self.nennung[0]: Nennungen(self.nennung[1])})
        return menge, [n for n, a in menge.query.annotations.items() if isinstance(a, Nennungen) and n not in felder]

    def _verdichtet(self, gruppen: Iterable[tuple[Any, ...]], stellen: int) -> dict[Any, Any]:
        werte: dict[Any, Any] = {}
        for *merkmale, wert in gruppen:
            merkmal = merkmale[0] if stellen == 1 else tuple(merkmale[:stellen])
            werte[merkmal] = werte.get(merkmal, self.null) + (wert or self.null)
        return werte

    def zeilen(self, zugang: Any, zeitraum: Zeitraum) -> QuerySet[Any]:
        """Die Zeilen hinter der Zahl, soweit dieser Zugang sie sehen darf; ohne Grenze nur, was das Modell für alle öffnet.

        `TypeError`, wenn ein Modell weder `.fuer(zugang)` kennt noch `OFFEN_FUER_ZAHLEN` sagt: lieber keine Zeile als jede.
        """
        menge = self.menge(zeitraum)
        if hasattr(menge, "fuer"):
            return menge.fuer(zugang)  # type: ignore[no-any-return]
        if not getattr(menge.model, "OFFEN_FUER_ZAHLEN", False):
            raise TypeError(f"{self.nummer}: {menge.model.__name__} hat keine Grenze je Träger und ist nicht offen.")
        return menge

    def fuer(self, zugang: Any, zeitraum: Zeitraum) -> Any:
        """Die Zahl über genau die Zeilen, die `zeilen` zeigt."""
        wert = self.zeilen(zugang, zeitraum).aggregate(wert=self.aggregat(zeitraum))["wert"]
        return self.null if wert is None else wert

    def stichtag(self, am: date, **filter_: Any) -> Any:
        """Die Zahl an einem Tag."""
        return self.wert(Zeitraum(am, am), **filter_)


@dataclass(frozen=True)
class Quote:
    """Zähler durch Nenner; zeigt immer beide, auch wenn der Nenner null ist (Fachmodell 4, Auslastung)."""

    nummer: str
    name: str
    definition: str
    quelle: str
    zaehler: Kennzahl
    nenner: Kennzahl

    def werte(self, zeitraum: Zeitraum, **filter_: Any) -> tuple[Any, Any, Decimal | None]:
        """(Zähler, Nenner, Verhältnis oder None bei Nenner null)."""
        oben, unten = self.zaehler.wert(zeitraum, **filter_), self.nenner.wert(zeitraum, **filter_)
        return oben, unten, (Decimal(oben) / Decimal(unten) if unten else None)


@dataclass(frozen=True)
class Differenz:
    """Eine Zahl minus eine andere, beide mit eigener Nummer (Rest = bewilligt − ausgegeben)."""

    nummer: str
    name: str
    zaehlgroesse: str
    definition: str
    quelle: str
    minuend: Kennzahl
    subtrahend: Kennzahl
    art: Art = Art.ZEITRAUM
    schutz: bool = False

    @property
    def null(self) -> Any:
        return self.minuend.null

    def wert(self, zeitraum: Zeitraum, **filter_: Any) -> Any:
        """Die Differenz; negativ heißt: mehr ausgegeben als bewilligt."""
        return self.minuend.wert(zeitraum, **filter_) - self.subtrahend.wert(zeitraum, **filter_)

    def je(self, zeitraum: Zeitraum, *felder: str, **filter_: Any) -> dict[Any, Any]:
        """Die Differenz je Merkmal; fehlt eine Seite, zählt sie als null."""
        links, rechts = self.minuend.je(zeitraum, *felder, **filter_), self.subtrahend.je(zeitraum, *felder, **filter_)
        return {merkmal: links.get(merkmal, self.null) - rechts.get(merkmal, self.null) for merkmal in {**links, **rechts}}


@dataclass(frozen=True)
class Zaehlung:
    """Eine Kennzahl in einer gemeinsamen Abfrage; mit `zugang` über seine Zeilen, sonst über alle, die sichtbar sind."""

    kennzahl: Kennzahl
    zeitraum: Zeitraum
    felder: tuple[str, ...] = ()
    zugang: Any = None

    @property
    def menge(self) -> QuerySet[Any]:
        return self.kennzahl.zeilen(self.zugang, self.zeitraum) if self.zugang else self.kennzahl._gezaehlt(self.zeitraum)


def gemeinsam(*posten: Zaehlung) -> list[dict[Any, Any]]:
    """Mehrere Kennzahlen in einer Abfrage (UNION ALL), jede wie `je`; ohne Felder steht die Zahl unter `()`.

    Eine Seite mit zehn Zahlen braucht so eine Abfrage statt zehn (qualitaet 2). Merkmale an derselben Stelle müssen
    denselben Datentyp haben; wer weniger nennt, wird mit leerem Text aufgefüllt.
    """
    breite = max(len(p.felder) for p in posten)
    gruppen: list[list[tuple[Any, ...]]] = [[] for _ in posten]
    teile = []
    for nummer, p in enumerate(posten):
        menge, zerlegt = p.kennzahl._zerlegt(p.menge, p.felder)
        if zerlegt:  # zählt je Nennung, also in eigener Form
            aggregat = p.kennzahl.aggregat(p.zeitraum)
            gruppen[nummer] = list(menge.order_by().values_list(*p.felder, *zerlegt).annotate(wert=aggregat))
            continue
        leer = {f"leer_{n}": Cast(Value(None), TextField()) for n in range(len(p.felder), breite)}
        # Als Dezimalzahl, sonst läse Django auch Stunden als ganze Zahl, wenn die erste Kennzahl Fälle zählt.
        wert = ExpressionWrapper(p.kennzahl.aggregat(p.zeitraum), output_field=DecimalField())
        menge = menge.order_by().annotate(posten=Value(nummer), **leer)
        teile.append(menge.values_list("posten", *p.felder, *leer).annotate(wert=wert))
    for nummer, *merkmale, wert in teile[0].union(*teile[1:], all=True) if teile else ():
        null = posten[nummer].kennzahl.null
        gruppen[nummer].append((*merkmale[: len(posten[nummer].felder)], null if wert is None else _wie(null, wert)))
    return [p.kennzahl._verdichtet(g, len(p.felder)) for p, g in zip(posten, gruppen, strict=True)]


def _wie(null: Any, wert: Decimal) -> Any:
    """Die Zahl in der Art ihrer Null; eine ganze Null macht aus 12,5 nie still 12."""
    return int(wert) if isinstance(null, int) and wert == int(wert) else wert


def werte(*posten: Zaehlung) -> list[Any]:
    """Die Zahlen mehrerer Kennzahlen ohne Merkmal, in einer Abfrage; jede wie `wert`, mit Zugang wie `fuer`."""
    return [je.get((), p.kennzahl.null) for p, je in zip(posten, gemeinsam(*posten), strict=True)] if posten else []


def alle() -> Iterator[Kennzahl | Quote | Differenz]:
    """Alle Kennzahlen des Hauses, zusammengesetzt durch Namen (`settings.KENNZAHLEN`)."""
    for modul in settings.KENNZAHLEN:
        yield from import_module(modul).KENNZAHLEN


def nach_nummer(nummer: str) -> Any:
    """Die Kennzahl mit dieser Nummer; `KeyError`, wenn es sie nicht gibt."""
    return _verzeichnis()[nummer]


@lru_cache(maxsize=1)
def _verzeichnis() -> dict[str, Any]:
    return {kennzahl.nummer: kennzahl for kennzahl in alle()}
