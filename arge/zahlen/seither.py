"""Was sich an den Zeilen hinter den Zahlen geändert hat, seit eine Fassung sie zählte: gelesen im Änderungsprotokoll.

Eine Zeile gilt als geändert, wenn das, was an ihr zählt, nachher anders ist als beim Zählen – neu, berichtigt, verschoben, storniert, gelöscht –
und sie vorher oder nachher das Jahr betrifft. Wer zweimal ändert und wieder zurück, hat nichts geändert. Die Grenze ist die Nummer des letzten
Ereignisses beim Zählen, nicht die Uhr: Rückdatierte Fassungen (Demo) und Transaktionen, die schon liefen, stehen so richtig.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.module_loading import import_string

from arge.zahlen.zeitraum import tag_davor

NEU, GEAENDERT, WEG = "neu", "geändert", "storniert oder gelöscht"


@dataclass(frozen=True)
class Gilt:
    """Ob eine Zeile Zahlen eines Zeitraums bestimmt; `spanne`: ihre Felder für Anfang und Ende, wo sie eine Dauer hat.

    Von einer Dauer zählt, was in den Zeitraum fällt: Endet eine Wohnung 2026, ist an 2025 nichts anders.
    """

    wann: Callable[[date, date], Q]
    spanne: tuple[str, ...] = ()

    def __call__(self, von: date, bis: date) -> Q:
        return self.wann(von, bis)

    def __and__(self, andere: Callable[[date, date], Q]) -> "Gilt":
        return Gilt(lambda von, bis: self(von, bis) & andere(von, bis), self.spanne)


def am_tag(feld: str = "am") -> Gilt:
    """Zeilen mit einem Tag."""
    return Gilt(lambda von, bis: Q(**{f"{feld}__range": (von, bis)}))


def begonnen(feld: str) -> Gilt:
    """Was schon angefangen hatte: Die Wohnung eines Falls von 2026 sagt nichts über 2025, auch wenn niemand weiß, seit wann."""
    return Gilt(lambda von, bis: Q(**{f"{feld}__lte": bis}))


def im_haushaltsjahr(feld: str) -> Gilt:
    """Zeilen mit einem Tag, die für ganze Kalenderjahre zählen, auch wenn der Stichtag früher liegt."""
    return Gilt(lambda von, bis: Q(**{f"{feld}__range": (date(von.year, 1, 1), date(bis.year, 12, 31))}))


def solange(von_feld: str = "von", bis_feld: str = "bis") -> Gilt:
    """Zeilen mit Zeitraum; ohne Anfang gelten sie von jeher, ohne Ende weiter."""

    def gilt(von: date, bis: date) -> Q:
        begonnen = Q(**{f"{von_feld}__isnull": True}) | Q(**{f"{von_feld}__lte": bis})
        return begonnen & (Q(**{f"{bis_feld}__isnull": True}) | Q(**{f"{bis_feld}__gte": von}))

    return Gilt(gilt, (von_feld, bis_feld))


def an_den_enden(von_feld: str = "von", bis_feld: str = "bis") -> Gilt:
    """Unterbrechungen (Abschluss, Ausscheiden): Sie beginnen oder enden darin, oder sie füllen ihn; was schon davor endgültig aus war, zählt nicht mehr."""

    def gilt(von: date, bis: date) -> Q:
        beginnt, endet = Q(**{f"{von_feld}__range": (von, bis)}), Q(**{f"{bis_feld}__range": (tag_davor(von), bis)})
        return beginnt | endet | Q(**{f"{von_feld}__lt": von, f"{bis_feld}__gt": bis})

    return Gilt(gilt, (von_feld, bis_feld))


@cache
def ereignis_von(modell: type[Model]) -> type[Model]:
    """Das Änderungsprotokoll eines Modells; `LookupError`, wo es keines gibt."""
    for ereignis in apps.get_models():
        if getattr(ereignis, "pgh_tracked_model", None) is modell:
            return ereignis
    raise LookupError(f"{modell.__name__} hat kein Änderungsprotokoll.")


class Aenderung(NamedTuple):
    """Wie viele Zeilen einer Art so geändert sind und wie viele verschiedene Menschen dahinter stehen."""

    art: str
    wie: str
    anzahl: int
    menschen: int


@dataclass(frozen=True)
class Beobachtet:
    """Ein Modell, aus dessen Zeilen Zahlen des Nachweises entstehen.

    `felder`: was an einer Zeile zählt, sonst ihre `ZAHLEN_FELDER`. `mensch`: wessen Zeile es ist; leer, wo sie von keinem Menschen handelt.
    `recht`: wer die Zeilen selbst sieht; alle anderen sehen ihre Zahl nur geschützt.
    """

    modell: type[Model]
    gilt: Callable[[date, date], Q]
    recht: str
    mensch: str = ""
    felder: tuple[str, ...] = ()

    @property
    def wort(self) -> str:
        return str(self.modell._meta.verbose_name_plural)

    @property
    def ereignis(self) -> type[Model]:
        return ereignis_von(self.modell)

    @property
    def zaehlt(self) -> tuple[str, ...]:
        return tuple(feld for feld in self.felder or self.modell.ZAHLEN_FELDER if feld not in ("id", "traeger"))  # type: ignore[attr-defined]

    @property
    def gelesen(self) -> tuple[str, ...]:
        """Was von einem Ereignis zu lesen ist: seine Nummer und Art, und was an der Zeile zählt – nie ein Name, nie ein Text."""
        return ("pgh_id", "pgh_label", "pgh_obj", "traeger", *self.zaehlt)

    def geaendert(self, seit: int, traeger: int, von: date, bis: date, *, nach_art: bool) -> QuerySet[Any]:
        """(Art, wie, Anzahl, Menschen) der Zeilen eines Trägers; ohne `nach_art` alle zusammen.

        Geht eine Zeile an einen anderen Träger (ein Stellenanteil), ist sie hier weg und dort neu.
        """
        alle: QuerySet[Any] = self.ereignis._default_manager.all()
        dieselbe = alle.filter(pgh_obj=OuterRef("pgh_obj"))
        beim_zaehlen = dieselbe.filter(pgh_id__lte=seit).order_by("-pgh_id").values("pgh_id")[:1]
        vorher = alle.filter(pgh_id=OuterRef("stand_vorher"), traeger=traeger)
        gleich = vorher.filter(*(self._gleich(feld, von, bis) for feld in self.zaehlt)).exclude(pgh_label="delete")
        gilt, hier = self.gilt(von, bis), Q(traeger=traeger)
        weg = ~hier | Q(pgh_label="delete")
        if "storniert_am" in self.zaehlt:
            weg |= Q(storniert_am__isnull=False)
        # Das letzte Ereignis der Zeile, ein Griff in den Index; „es gibt kein späteres“ vergliche jedes mit jedem.
        letztes = Subquery(dieselbe.order_by("-pgh_id").values("pgh_id")[:1])
        menge = (
            alle.filter(pgh_id=letztes, pgh_id__gt=seit)
            .annotate(stand_vorher=Subquery(beim_zaehlen))
            .filter(~hier | Q(pgh_label="delete") | ~Exists(gleich), hier & gilt | Exists(vorher.filter(gilt)))
            .exclude(weg, ~Exists(vorher))
        )
        wie = Case(When(weg, then=Value(WEG)), When(~Exists(vorher), then=Value(NEU)), default=Value(GEAENDERT))
        return (
            menge.order_by()
            .annotate(
                zeilen_art=Value(self.wort, CharField()),
                zeilen_wie=ExpressionWrapper(wie if nach_art else Value(""), CharField()),
            )
            .values_list("zeilen_art", "zeilen_wie")
            .annotate(zeilen=Count("pgh_id"), menschen=Count(self._wessen(), distinct=True))
        )

    def _gleich(self, feld: str, von: date, bis: date) -> Func:
        """Beide Male dasselbe, auch beide Male nichts; von einer Dauer nur der Teil im Zeitraum, mit dem Tag davor."""
        seiten: tuple[Any, ...] = F(feld), OuterRef(feld)
        spanne = getattr(self.gilt, "spanne", ())
        if feld in spanne:
            enge = Greatest if feld == spanne[0] else Least
            tag = Value(tag_davor(von) if feld == spanne[0] else bis, DateField())
            seiten = tuple(enge(Coalesce(seite, tag), tag) for seite in seiten)
        template, joiner = "(%(expressions)s)", " is not distinct from "
        return Func(*seiten, template=template, arg_joiner=joiner, output_field=BooleanField())

    def _wessen(self) -> Any:
        """Der Mensch, oder wo es keinen gibt (Kurzberatung), die Zeile selbst."""
        return Coalesce(F(self.mensch), 0 - F("pgh_obj")) if self.mensch else F("pgh_obj")


def beobachtete() -> Iterator[Beobachtet]:
    """Alles, was die Apps anmelden (`settings.NACHWEIS_LIEST`)."""
    for pfad in settings.NACHWEIS_LIEST:
        yield from import_string(pfad)


def bewegt(arten: Sequence[Beobachtet], stand: Mapping[str, int], traeger: int) -> list[Beobachtet]:
    """Wovon bei diesem Träger seither etwas geschah: Die Anfrage über alle Arten zu bauen kostet eine Zehntelsekunde.

    Was ohnehin alle lesen (Stellenanteile), kann den Träger wechseln; da zählt jedes Ereignis. Nach dem letzten Ereignis aller zu fragen ginge schneller; dann sagte aber die Dauer der Seite, dass bei einem anderen etwas geschah.
    """
    if not arten:
        return []
    tabellen = [str(art.ereignis._meta.db_table) for art in arten]
    eine = '(select {} from "{}" where (traeger_id = %s or {}) and pgh_id > %s limit 1)'
    teile = (
        eine.format(nr, tabelle, not hasattr(art.modell, "mandant_grenze"))
        for nr, (art, tabelle) in enumerate(zip(arten, tabellen, strict=True))
    )
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(teile), [wert for tabelle in tabellen for wert in (traeger, stand[tabelle])])
        return [arten[nr] for (nr,) in sorted(cursor.fetchall())]


def geaendert(teile: Sequence[QuerySet[Any]]) -> list[Aenderung]:
    """Alle in einer Abfrage."""
    return [Aenderung(*zeile) for zeile in teile[0].union(*teile[1:], all=True)] if teile else []
