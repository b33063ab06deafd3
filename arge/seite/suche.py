"""Die Suche des Hauses: Jede App meldet an, was zu finden ist (`zusammensetzung.SUCHE`); eine Abfrage sucht, eine liest.

Was jemand findet, steht auch in seiner Liste: Gelesen wird nur `menge(zugang, heute)`. Die Schlüssel grenzt die Datenbank noch einmal
ein, mit derselben Regel wie die Zeilen selbst.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, DateField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string
from rapidfuzz.distance import JaroWinkler

from arge.daten.anfrage import FRAGLICHE, GENAU, KANDIDATEN, VERTIPPT, Anfrage
from arge.daten.suche import suchform
from arge.seite.vorlagen import url, url_oder_leer
from arge.zahlen.format import datum, name

#: So viele Treffer einer Art stehen unter dem Feld und auf der Seite.
KURZ, LANG = 5, 25


@dataclass(frozen=True, slots=True)
class Suchart:
    """Was eine App finden lässt. `menge(zugang, heute)` sind genau die Zeilen, die auch die Liste zeigt.

    Ein Mensch ist an seinen Schlüsseln zu finden (`schluessel`: Tabelle, `ueber`: Feld der Zeile, das auf ihn zeigt, oder `pk`: Sie ist er
    selbst); was er heißt, sagt `SUCHE` seines Modells. Eine Sache ist an ihren `felder` zu finden (Titel, Zusatz, Rufnummer, Tag): kleine,
    gemeinsame Tabellen, deren Zeilen alle verglichen werden. `ende`: das Feld des letzten Tags, `beendet`: wie Beendete heißen;
    ohne `letzter_tag` ist es der erste Tag danach. `nummer`: Wort vor der Nummer, wenn sie zu finden ist. `einsicht`: Wort, unter dem vermerkt wird, dass jemand sie sah.
    """

    titel: str
    ziel: str
    menge: Callable[[Any, date], QuerySet[Any]]
    schluessel: Any = None
    ueber: str = "pk"
    felder: tuple[Any, Any, str, str] = ("", "", "", "")
    ende: str = ""
    beendet: str = ""
    letzter_tag: bool = True
    nummer: str = ""
    einsicht: str = ""

    def ist_beendet(self, ende: date | None, heute: date) -> bool:
        return ende is not None and (ende < heute if self.letzter_tag else ende <= heute)

    @property
    def mensch(self) -> Any:
        """Das Modell des Menschen, an dem diese Art zu finden ist."""
        return self.schluessel._meta.get_field("zeile").related_model if self.schluessel else None


@dataclass(frozen=True, slots=True)
class Treffer:
    """Ein Weg: wie er heißt, was ihn von Gleichnamigen unterscheidet, wohin er führt."""

    titel: str
    text: str
    ziel: str
    einsicht: str = ""


@dataclass(frozen=True, slots=True)
class Fund:
    """Was passt, bevor feststeht, was davon gezeigt wird: Adresse und Text bekommt nur, was dasteht."""

    art: Suchart
    pk: int
    titel: str
    rang: int
    ordnung: tuple[Any, ...]
    zusatz: str = ""
    tag: date | None = None
    ende: date | None = None

    def treffer(self) -> Treffer:
        art = self.art
        text = (
            f"{art.nummer} {self.pk}" if art.nummer else "", self.zusatz,
            f"{'geboren' if art.schluessel else 'am'} {datum(self.tag)}" if self.tag else "",
            f"{art.beendet} am {datum(self.ende)}" if self.ende else "",
        )  # fmt: skip
        return Treffer(self.titel, " · ".join(filter(None, text)), url(art.ziel, self.pk), art.einsicht)


@dataclass(slots=True)
class Gruppe:
    """Treffer einer Art; Beendete stehen für sich."""

    titel: str
    beendet_wort: str = ""
    treffer: list[Treffer] = field(default_factory=list)
    beendet: list[Treffer] = field(default_factory=list)
    mehr: bool = False


@dataclass(slots=True)
class Ergebnis:
    """Was eine Suche zeigt: je Art, und was nur ähnlich geschrieben ist."""

    gruppen: list[Gruppe] = field(default_factory=list)
    aehnlich: list[Treffer] = field(default_factory=list)

    def __iter__(self) -> Iterator[Treffer]:
        for gruppe in self.gruppen:
            yield from (*gruppe.treffer, *gruppe.beendet)
        yield from self.aehnlich

    @property
    def gelesen(self) -> Counter[str]:
        """Wort der Einsicht → wie viele davon dastehen."""
        return Counter(treffer.einsicht for treffer in self if treffer.einsicht)

    def einordnen(self, art: Suchart, funde: list[Fund], je: int, *, voll: bool) -> None:
        """`voll`: Die Datenbank hätte noch mehr gehabt."""
        laufend, beendet = ([fund for fund in funde if bool(fund.ende) == ist] for ist in (False, True))
        if funde:
            gezeigt = ([fund.treffer() for fund in liste[:je]] for liste in (laufend, beendet))
            self.gruppen.append(Gruppe(art.titel, art.beendet, *gezeigt, mehr=voll or len(laufend) > je))


def arten(zugang: Any) -> list[Suchart]:
    """Was diese Mitgliedschaft finden darf, in der Ordnung des Hauses."""
    return [import_string(pfad) for pfad, recht in settings.SUCHE if zugang.darf(recht)]


def suchen(zugang: Any, anfrage: Anfrage, heute: date, *, je: int) -> Ergebnis:
    """Alle Arten, dazu Seiten des Hauses; höchstens `je` Treffer einer Art. Zwei Abfragen."""
    if not anfrage:
        return Ergebnis()
    erlaubt = arten(zugang)
    kandidaten = _kandidaten(zugang, anfrage, erlaubt)
    zeilen = list(
        _vereinigt(
            [*_menschen(zugang, anfrage, heute, erlaubt, kandidaten), *_zeilen(zugang, anfrage, heute, erlaubt, kandidaten)]
        )
    )
    menschen = {
        (erlaubt[-stelle - 1].schluessel, pk): Mensch.aus(
            anfrage, kandidaten[erlaubt[-stelle - 1].schluessel].get(pk), *rest
        )
        for stelle, pk, _, _, *rest in zeilen
        if stelle < 0
    }
    funde = []
    for stelle, pk, zeile, ende, *rest in zeilen:
        if stelle >= 0:
            art = erlaubt[stelle]
            letzter = ende if art.ist_beendet(ende, heute) else None
            fund = (
                _fall(anfrage, art, pk, letzter, menschen.get((art.schluessel, zeile)))
                if art.schluessel
                else _sache(anfrage, art, pk, letzter, *rest)
            )
            funde += [fund] if fund else []
    funde.sort(key=lambda fund: fund.ordnung)
    ergebnis = Ergebnis(aehnlich=[fund.treffer() for fund in [fund for fund in funde if fund.rang == VERTIPPT][:je]])
    for art in erlaubt:
        voll = len(kandidaten.get(art.schluessel, ())) >= KANDIDATEN
        ergebnis.einordnen(art, [fund for fund in funde if fund.art is art and fund.rang != VERTIPPT], je, voll=voll)
    if seiten := list(_seiten(zugang, anfrage)):
        ergebnis.gruppen.append(Gruppe("Seiten", treffer=seiten[:je]))
    return ergebnis


def _kandidaten(zugang: Any, anfrage: Anfrage, erlaubt: Sequence[Suchart]) -> dict[Any, dict[int, int]]:
    """{Schlüsseltabelle: {Zeile: Rang}}; gelesen werden nur Tabellen, die auch dieser Zugang lesen darf."""
    gefunden: dict[Any, dict[int, int]] = {art.schluessel: {} for art in erlaubt if art.schluessel}
    tabellen = [tabelle for tabelle in gefunden if not tabelle.objects.fuer(zugang).query.is_empty()]
    fraglich: Counter[int] = Counter()
    for stelle, zeile, rang in anfrage.kandidaten(*(tabelle._meta.db_table for tabelle in tabellen)):
        fraglich[stelle] += rang != GENAU
        if fraglich[stelle] <= FRAGLICHE:  # die besten stehen vorn
            gefunden[tabellen[stelle]][zeile] = rang
    return gefunden


def _eigene_nummer(anfrage: Anfrage, art: Suchart) -> Q | None:
    return Q(pk=anfrage.nummer) if anfrage.nummer is not None and art.nummer else None


def _menschen(
    zugang: Any, anfrage: Anfrage, heute: date, erlaubt: Sequence[Suchart], kandidaten: dict[Any, dict[int, int]]
) -> Iterator[QuerySet[Any]]:
    """Wer in Frage kommt: je Schlüsseltabelle einmal, und für sich statt im Verbund mit seinen Fällen: Den läse der Planer, der über
    Verweise keine Statistik führt, für alle Fälle des Trägers.
    """
    for tabelle, gefunden in kandidaten.items():
        stelle, art = next((stelle, art) for stelle, art in enumerate(erlaubt) if art.schluessel is tabelle)
        passt = Q(pk__in=list(gefunden))
        for andere in erlaubt:
            if andere.schluessel is tabelle and (nummer := _eigene_nummer(anfrage, andere)):
                passt |= Q(pk__in=andere.menge(zugang, heute).filter(nummer).values(andere.ueber))
        (eins, zwei), geboren = art.mensch.SUCHE["namen"], art.mensch.SUCHE.get("geboren", "")
        yield _spalten(
            art.mensch.objects.fuer(zugang).filter(passt), -stelle - 1, tag=geboren, texte=(eins, zwei, "suchname")
        )


def _zeilen(
    zugang: Any, anfrage: Anfrage, heute: date, erlaubt: Sequence[Suchart], kandidaten: dict[Any, dict[int, int]]
) -> Iterator[QuerySet[Any]]:
    """Was die Liste zeigt: Zeilen der Menschen, die in Frage kommen, die mit dieser Nummer, und alle Sachen."""
    for stelle, art in enumerate(erlaubt):
        menge = art.menge(zugang, heute)
        if not art.schluessel:
            yield _spalten(menge, stelle, ende=art.ende, tag=art.felder[3], texte=art.felder[:3])
            continue
        passt, nummer = Q(**{f"{art.ueber}__in": list(kandidaten[art.schluessel])}), _eigene_nummer(anfrage, art)
        if nummer:  # „1207“ kann auch ein Jahrgang sein, „Haidari 1207“ ist beides zugleich
            passt = passt & nummer if anfrage.mit_namen else passt | nummer
        yield _spalten(menge.filter(passt), stelle, zeile=art.ueber, ende=art.ende)


def _spalten(
    menge: QuerySet[Any],
    stelle: int,
    *,
    zeile: str = "",
    ende: str = "",
    tag: str = "",
    texte: tuple[Any, ...] = ("", "", ""),
) -> QuerySet[Any]:
    """(Stelle der Art, Nummer, Mensch, Ende, Tag, drei Texte): dieselben Spalten für alles; Menschen haben negative Stellen."""

    def spalte(feld: Any, typ: Any, leer: Any) -> Any:
        return Cast(F(feld) if feld and isinstance(feld, str) else feld or Value(leer), typ)

    return menge.order_by().values_list(
        Value(stelle, IntegerField()), "pk", spalte(zeile, BigIntegerField(), None), spalte(ende, DateField(), None),
        spalte(tag, DateField(), None), *(spalte(text, TextField(), "") for text in texte),
    )  # fmt: skip


def _vereinigt(abfragen: list[QuerySet[Any]]) -> Iterable[tuple[Any, ...]]:
    """Eine Anweisung; was schon ohne Datenbank leer ist, kommt nicht hinein."""
    abfragen = [abfrage for abfrage in abfragen if not abfrage.query.is_empty()]
    return abfragen[0].union(*abfragen[1:], all=True) if len(abfragen) > 1 else abfragen[0] if abfragen else ()


@dataclass(frozen=True, slots=True)
class Mensch:
    """Wer hinter einer Zeile steht, und wie gut er passt; ohne Rang passt er nicht."""

    name: str
    geboren: date | None
    rang: int | None
    ordnung: tuple[Any, ...]

    @classmethod
    def aus(cls, anfrage: Anfrage, rang: int | None, geboren: date | None, eins: str, zwei: str, suchname: str) -> Mensch:
        """Was genau passt, hat die Datenbank entschieden; was ähnlich ist, bestätigt der Vergleich am Namen selbst."""
        naehe = 0.0
        if rang is not None and rang != GENAU:
            rang = anfrage.rang((eins, zwei), tag=geboren)
            naehe = -JaroWinkler.normalized_similarity(anfrage.text, suchform(f"{zwei} {eins}"))
        return cls(name(eins, zwei), geboren, rang, (naehe, suchname))


def _fall(anfrage: Anfrage, art: Suchart, pk: int, ende: date | None, mensch: Mensch | None) -> Fund | None:
    if mensch is None:
        return None
    rang = GENAU if art.nummer and anfrage.nummer == pk and not anfrage.mit_namen else mensch.rang
    if rang is None:
        return None
    return Fund(art, pk, mensch.name, rang, (rang, *mensch.ordnung, pk), tag=mensch.geboren, ende=ende)


def _sache(
    anfrage: Anfrage, art: Suchart, pk: int, ende: date | None, tag: date | None, eins: str, zwei: str, telefon: str
) -> Fund | None:
    rang = anfrage.rang((eins, zwei, art.titel), telefon, tag, merken=True)
    if rang is None or (anfrage.mit_namen and anfrage.nummer is not None):
        return None
    return Fund(art, pk, eins, rang, (rang, 0.0, suchform(eins), pk), zwei, tag, ende)


def _seiten(zugang: Any, anfrage: Anfrage) -> Iterator[Treffer]:
    """Seiten des Hauses, die jemand öffnen darf: Schnellzugriff, Menü und Reiter."""
    alle = [
        *settings.SCHNELLZUGRIFF,
        *settings.NAVIGATION,
        *(seite for seiten in settings.ABSCHNITTE.values() for seite in seiten),
    ]
    gesehen = set()
    for route, titel, recht in alle:
        ziel = url_oder_leer(route)
        if (
            ziel
            and ziel not in gesehen
            and (recht is None or zugang.darf(recht))
            and anfrage.rang((titel,), merken=True) is not None
        ):
            gesehen.add(ziel)
            yield Treffer(titel, "Seite", ziel)
