"""Kennzahl: eine Definition, eine Funktion – Wert und Zeilenmenge dahinter kommen aus derselben Abfrage (berichte 1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Count, DecimalField, Expression, ExpressionWrapper, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast

from arge.zahlen.format import SCHREIBWEISEN
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


#: Zählgröße der Menschen hinter einer Zahl.
MENSCHEN = "Menschen"
Aggregat = Callable[[Zeitraum], Expression]


class Erklaert:
    """Eine Zahl mit Definition; was darin einstellbar ist, steht als `{name}` und kommt aus `parameter(am)`."""

    definition: str
    parameter: Callable[[date], Mapping[str, Any]] | None = None

    def definition_am(self, am: date, gelesen: dict[Any, Mapping[str, Any]] | None = None) -> str:
        """Die Definition mit den Einstellungen, die an dem Tag gelten; `gelesen` merkt sie sich für die nächste Definition."""
        if self.parameter is None:
            return self.definition
        gelesen = {} if gelesen is None else gelesen
        if self.parameter not in gelesen:
            gelesen[self.parameter] = self.parameter(am)
        return self.definition.format(**gelesen[self.parameter])


@dataclass(frozen=True)
class Merkmal:
    """Wonach eine Kennzahl aufgeteilt wird: Schlüssel → Wort, in der Reihenfolge des Wortschatzes.

    `mehrfach` nennt das Feld einer Mehrfachauswahl: Eine Zeile zählt bei jedem Wort, das sie nennt. Zählt die Kennzahl selbst
    Nennungen, nennt `je` das Aggregat je Wort; ohne `je` zählt der Wert jede Zeile einmal, und die Teile ergeben ihn nicht.
    """

    worte: Mapping[str, str]
    mehrfach: str = ""
    je: Aggregat | None = None

    @property
    def additiv(self) -> bool:
        """Ob die Teile zusammen den Wert ergeben."""
        return not self.mehrfach or self.je is not None


@dataclass(frozen=True, eq=False)
class Kennzahl(Erklaert):
    """Eine Zahl mit Nummer, Zählgröße im Wort, Definition und Quelle.

    `menge` liefert die Zeilen hinter der Zahl für einen Zeitraum (Stichtag = Zeitraum eines Tages), noch ohne
    Grenze: die zieht `.fuer(zugang)` bei Zeilen und die Datenbank darunter; über alle Träger zählt nur, wer
    `with zahlen():` benutzt. `aggregat` verdichtet sie; Standard ist die Anzahl der Zeilen. `schutz` sagt, ob die
    Mindestfallzahl gilt (Zahlen über Menschen: ja; VZÄ und Geld: nein); dann zählt `beteiligte` die verschiedenen Menschen
    hinter derselben Menge (Personen, Ehrenamtliche), denn sie schützt die Regel, nicht den Wert. Zählt sie keine Köpfe, sondern Fälle oder was
    Menschen tun (Kontakte, Stunden), nennt `mensch` das Feld, das sagt, wessen Zeile es ist; dann folgt `beteiligte` daraus. `merkmale` sagt, wonach
    aufgeteilt wird. `ueber_alle` ersetzt die Menge, wo über alle Träger keine Zeile zu lesen ist, nur eine Summe (Gehälter).
    `parameter` nennt die am Tag gültigen Werte, die in der Definition stehen. `erfasst` sind die Zeilen, ohne
    die von einem Träger noch nichts bekannt ist: Dann ist die Zahl unbekannt, nicht null. `jahresweise` gilt immer für ganze Kalenderjahre. `stellen`: Auf so viele ist
    die Zahl je Träger gerundet, und über alle ist sie die Summe der gerundeten: So ergeben die gezeigten Zeilen ihre Summe. `ValueError`: Schutz ohne `beteiligte`.
    """

    nummer: str
    name: str
    zaehlgroesse: str
    definition: str
    quelle: str
    art: Art
    menge: Callable[[Zeitraum], QuerySet[Any]]
    aggregat: Aggregat = _anzahl
    null: Decimal | int = 0
    schutz: bool = True
    #: Über alle Träger steht sie für Rollen ohne Einsicht in die Finanzen nur in Fassungen: Jeder Sprung wäre sonst ein einzelnes Gehalt.
    nur_fassung: bool = False
    beteiligte: Aggregat | None = None
    mensch: str = ""
    schreibweise: str = "zahl"
    merkmale: Mapping[str, Merkmal] = field(default_factory=dict)
    ueber_alle: Callable[[Zeitraum], QuerySet[Any]] | None = None
    parameter: Callable[[date], Mapping[str, Any]] | None = None
    erfasst: Callable[[Zeitraum], QuerySet[Any]] | None = None
    jahresweise: bool = False
    stellen: int | None = None

    def __post_init__(self) -> None:
        if self.mensch and self.beteiligte is None:
            object.__setattr__(self, "beteiligte", lambda _: Count(self.mensch, distinct=True))
        if self.schutz and self.beteiligte is None:
            raise ValueError(f"{self.nummer}: Eine Zahl über Menschen sagt, wie viele hinter ihr stehen (`beteiligte`).")
        if self.schreibweise not in SCHREIBWEISEN:
            raise ValueError(f"{self.nummer}: Die Schreibweise „{self.schreibweise}“ gibt es nicht.")

    @property
    def menschen(self) -> "Kennzahl":
        """Die verschiedenen Menschen hinter der Zahl, über dieselbe Menge und nach denselben Merkmalen."""
        if self.beteiligte is None:
            raise ValueError(f"{self.nummer} zählt keine Menschen.")
        ohne = {name: replace(merkmal, je=None) for name, merkmal in self.merkmale.items()}
        return replace(
            self, zaehlgroesse=MENSCHEN, aggregat=self.beteiligte, null=0, merkmale=ohne, schreibweise="zahl", stellen=None
        )

    @property
    def bekannt(self) -> "Kennzahl":
        """Wie viel überhaupt erfasst ist; wo nichts steht, ist die Zahl unbekannt."""
        if self.erfasst is None:
            raise ValueError(f"{self.nummer} ist immer bekannt.")
        return replace(
            self, menge=self.erfasst, ueber_alle=None, aggregat=_anzahl, null=0, schreibweise="zahl", stellen=None
        )

    def unbekannt(self, zeitraum: Zeitraum, traeger: int | None = None) -> bool:
        """Ob bis zum Ende des Zeitraums (von diesem Träger) überhaupt nichts erfasst ist; dann steht „–“ statt null."""
        if self.erfasst is None:
            return False
        erfasst = self.erfasst(zeitraum)
        return not (erfasst if traeger is None else erfasst.filter(traeger=traeger)).exists()

    def _gezaehlt(self, zeitraum: Zeitraum) -> QuerySet[Any]:
        """Worüber ohne Zugang gezählt wird: die Zeilen, oder was die Datenbank statt ihrer nennt."""
        return (self.ueber_alle or self.menge)(zeitraum)

    def wert(self, zeitraum: Zeitraum, **filter_: Any) -> Any:
        """Die Zahl; `filter_` grenzt ein (`traeger=…`)."""
        return self._verdichtet_zu(self._gezaehlt(zeitraum).filter(**filter_), zeitraum)

    def _verdichtet_zu(self, menge: QuerySet[Any], zeitraum: Zeitraum) -> Any:
        """Eine Zahl über alle diese Zeilen; mit `stellen` die Summe der je Träger gerundeten."""
        if self.stellen is not None:
            je = menge.order_by().values_list("traeger").annotate(wert=self.aggregat(zeitraum))
            return sum(self._verdichtet(je, 1).values(), self.null)
        wert = menge.aggregate(wert=self.aggregat(zeitraum))["wert"]
        return self.null if wert is None else wert

    def je(self, zeitraum: Zeitraum, *felder: str, **filter_: Any) -> dict[Any, Any]:
        """Die Zahl je Merkmal in einer Abfrage: `{merkmal: wert}`, bei mehreren Feldern `{(a, b): wert}`."""
        menge, aggregat = self._aufgeteilt(self._gezaehlt(zeitraum), zeitraum, felder)
        return self._verdichtet(menge.filter(**filter_).order_by().values_list(*felder).annotate(wert=aggregat), len(felder))

    def _aufgeteilt(
        self, menge: QuerySet[Any], zeitraum: Zeitraum, felder: Iterable[str]
    ) -> tuple[QuerySet[Any], Expression]:
        """Die Menge mit jedem Wort einer Mehrfachauswahl als eigener Zeile, wo nach ihr aufgeteilt wird, und was dann zählt."""
        aggregat = self.aggregat
        for feld in felder:
            if (merkmal := self.merkmale.get(feld)) and merkmal.mehrfach:
                menge, aggregat = menge.annotate(**{feld: Nennungen(merkmal.mehrfach)}), merkmal.je or aggregat
        return menge, aggregat(zeitraum)

    def _verdichtet(self, gruppen: Iterable[tuple[Any, ...]], stellen: int) -> dict[Any, Any]:
        werte: dict[Any, Any] = {}
        for *merkmale, wert in gruppen:
            werte[merkmale[0] if stellen == 1 else tuple(merkmale)] = self.null if wert is None else self._rund(wert)
        return werte

    def _rund(self, wert: Any) -> Any:
        return wert if self.stellen is None else wert.quantize(Decimal(1).scaleb(-self.stellen), ROUND_HALF_UP)

    def zeilen(self, zugang: Any, zeitraum: Zeitraum, traeger: int | None = None) -> QuerySet[Any]:
        """Die Zeilen hinter der Zahl, soweit dieser Zugang sie sehen darf; ohne Grenze nur, was das Modell für alle öffnet.

        `traeger` grenzt auf einen Träger ein. `TypeError`, wenn ein Modell weder `.fuer(zugang)` kennt noch `OFFEN_FUER_ZAHLEN`
        sagt: lieber keine Zeile als jede.
        """
        menge = self.menge(zeitraum)
        if hasattr(menge, "fuer"):
            menge = menge.fuer(zugang)
        elif not getattr(menge.model, "OFFEN_FUER_ZAHLEN", False):
            raise TypeError(f"{self.nummer}: {menge.model.__name__} hat keine Grenze je Träger und ist nicht offen.")
        return menge if traeger is None else menge.filter(traeger=traeger)

    def fuer(self, zugang: Any, zeitraum: Zeitraum, traeger: int | None = None) -> Any:
        """Die Zahl über genau die Zeilen, die `zeilen` zeigt."""
        return self._verdichtet_zu(self.zeilen(zugang, zeitraum, traeger), zeitraum)

    def stichtag(self, am: date, **filter_: Any) -> Any:
        """Die Zahl an einem Tag."""
        return self.wert(Zeitraum(am, am), **filter_)


@dataclass(frozen=True)
class Quote(Erklaert):
    """Zähler durch Nenner; zeigt immer beide, auch wenn der Nenner null ist (Fachmodell 4, Auslastung)."""

    nummer: str
    name: str
    definition: str
    quelle: str
    zaehler: Kennzahl
    nenner: Kennzahl
    parameter: Callable[[date], Mapping[str, Any]] | None = None

    def werte(self, zeitraum: Zeitraum, **filter_: Any) -> tuple[Any, Any, Decimal | None]:
        """(Zähler, Nenner, Verhältnis oder None bei Nenner null)."""
        oben, unten = self.zaehler.wert(zeitraum, **filter_), self.nenner.wert(zeitraum, **filter_)
        return oben, unten, (Decimal(oben) / Decimal(unten) if unten else None)


@dataclass(frozen=True)
class Differenz(Erklaert):
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

    @property
    def schreibweise(self) -> str:
        return self.minuend.schreibweise

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
    traeger: int | None = None

    @property
    def menge(self) -> QuerySet[Any]:
        if self.zugang:
            return self.kennzahl.zeilen(self.zugang, self.zeitraum, self.traeger)
        return self.kennzahl._gezaehlt(self.zeitraum)


def vereint(posten: tuple[Zaehlung, ...]) -> QuerySet[Any]:
    """Die eine Abfrage hinter `gemeinsam`: (Nummer des Postens, Merkmale …, Wert)."""
    gefragt = [_je_traeger(p) for p in posten]
    breite = max(len(felder) for felder in gefragt)
    teile = []
    for nummer, (p, felder) in enumerate(zip(posten, gefragt, strict=True)):
        menge, aggregat = p.kennzahl._aufgeteilt(p.menge, p.zeitraum, felder)
        leer = {f"leer_{n}": Cast(Value(None), TextField()) for n in range(len(felder), breite)}
        # Als Dezimalzahl, sonst läse Django auch Stunden als ganze Zahl, wenn die erste Kennzahl Fälle zählt.
        wert = ExpressionWrapper(aggregat, output_field=DecimalField())
        menge = menge.order_by().annotate(posten=Value(nummer), **leer)
        teile.append(menge.values_list("posten", *felder, *leer).annotate(wert=wert))
    return teile[0].union(*teile[1:], all=True)


#: Liest die Zeilen von `vereint`.
Lesen = Callable[[tuple[Zaehlung, ...]], Iterable[tuple[Any, ...]]]


def gemeinsam(*posten: Zaehlung, lesen: Lesen = vereint) -> list[dict[Any, Any]]:
    """Mehrere Kennzahlen in einer Abfrage (UNION ALL), jede wie `je`; ohne Felder steht die Zahl unter `()`.

    Eine Seite mit zehn Zahlen braucht so eine Abfrage statt zehn (qualitaet 2). Merkmale an derselben Stelle müssen
    denselben Datentyp haben; wer weniger nennt, wird mit leerem Text aufgefüllt.
    """
    gefragt = [_je_traeger(p) for p in posten]
    gruppen: list[list[tuple[Any, ...]]] = [[] for _ in posten]
    for nummer, *merkmale, wert in lesen(posten):
        null = posten[nummer].kennzahl.null
        gruppen[nummer].append((*merkmale[: len(gefragt[nummer])], null if wert is None else _wie(null, wert)))
    je = [p.kennzahl._verdichtet(g, len(felder)) for p, felder, g in zip(posten, gefragt, gruppen, strict=True)]
    return [
        werte if p.felder == felder else {(): sum(werte.values(), p.kennzahl.null)}
        for p, felder, werte in zip(posten, gefragt, je, strict=True)
    ]


def _je_traeger(posten: Zaehlung) -> tuple[str, ...]:
    """Wonach gezählt wird: Was je Träger gerundet ist, auch dann je Träger, wenn nach der Summe gefragt ist (`Kennzahl.stellen`)."""
    return ("traeger__kurzname",) if posten.kennzahl.stellen is not None and not posten.felder else posten.felder


def _wie(null: Any, wert: Decimal) -> Any:
    """Die Zahl in der Art ihrer Null; eine ganze Null macht aus 12,5 nie still 12."""
    return int(wert) if isinstance(null, int) and wert == int(wert) else wert


def werte(*posten: Zaehlung, lesen: Lesen = vereint) -> list[Any]:
    """Die Zahlen mehrerer Kennzahlen ohne Merkmal, in einer Abfrage; jede wie `wert`, mit Zugang wie `fuer`."""
    je_posten = gemeinsam(*posten, lesen=lesen) if posten else []
    return [je.get((), p.kennzahl.null) for p, je in zip(posten, je_posten, strict=True)]


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
