"""VZÄ vereinbart, bewilligt, besetzt – am Stichtag und im tagesgenauen Mittel (Fachmodell 1, berichte 1).

Gezählt wird das Kontingent der ARGE; kirchliche Anteile („bis zu“), die offenen 0,5 VZÄ der Diakonie und städtische
Stellen haben eigene Kreise, damit sie nie still in einer Summe verschwinden.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, F, Func, IntegerField, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from arge.format import datum, vzae
from arge.kennzahl import Art, Kennzahl
from arge.statistik import Tafel
from arge.zeitraum import TAG, Zeitraum
from traeger.begriffe import KIRCHLICHE_QUELLEN, Stellenkreis, TraegerArt, VereinbarungArt
from traeger.models import Besetzung, Bewilligung, Parameter, Stellenanteil, Vereinbarung
from traeger.regeln import NULL, Posten, Stufe, Umfang, Wechsel, monatserste, stand, summe, wechsel
from traeger.zugang import zahlen


def kreis(pfad: str = "") -> Case:
    """Zu welchem Kreis ein Stellenanteil zählt, als SQL-Ausdruck; `pfad` führt vom Modell zum Stellenanteil."""
    return Case(
        When(**{f"{pfad}traeger__art": TraegerArt.KOMMUNE}, then=Value(Stellenkreis.KOMMUNE.value)),
        When(**{f"{pfad}quelle__in": sorted(KIRCHLICHE_QUELLEN)}, then=Value(Stellenkreis.KIRCHLICH.value)),
        When(**{f"{pfad}zaehlt_zum_kontingent": True}, then=Value(Stellenkreis.KONTINGENT.value)),
        default=Value(Stellenkreis.OFFEN.value),
    )


def _mit_kreis(menge: QuerySet[Any]) -> QuerySet[Any]:
    if menge.model is Stellenanteil:
        return menge.annotate(kreis=kreis())
    anteil = {"aufgabe": F("stellenanteil__aufgabe"), "quelle": F("stellenanteil__quelle")}
    return menge.annotate(kreis=kreis("stellenanteil__"), **anteil)


def _am(modell: Any) -> Callable[[Zeitraum], QuerySet[Any]]:
    """Zeilen, die am letzten Tag des Zeitraums gelten (der Stichtag ist ein Zeitraum von einem Tag)."""
    return lambda zeitraum: _mit_kreis(modell.objects.am(zeitraum.ende))


def _im(modell: Any) -> Callable[[Zeitraum], QuerySet[Any]]:
    return lambda zeitraum: _mit_kreis(modell.objects.im(zeitraum))


def _kontingent(menge: Callable[[Zeitraum], QuerySet[Any]]) -> Callable[[Zeitraum], QuerySet[Any]]:
    return lambda zeitraum: menge(zeitraum).filter(kreis=Stellenkreis.KONTINGENT)


def mittel(zeitraum: Zeitraum) -> Any:
    """Tagesgenaues Mittel der VZÄ: Summe aus VZÄ × Tage im Zeitraum, geteilt durch die Tage des Zeitraums."""
    von, bis = Value(zeitraum.von), Value(zeitraum.ende)
    letzter, erster = Least(Coalesce("bis", bis), bis), Greatest("von", von)
    # PostgreSQL zieht Tage als ganze Zahl ab; Djangos eigene Subtraktion machte daraus ein Intervall.
    tage = Func(letzter, erster, template="(%(expressions)s + 1)", arg_joiner=" - ", output_field=IntegerField())
    zahl = DecimalField(max_digits=16, decimal_places=6)
    return Sum(F("vzae") * tage, output_field=zahl) / Value(Decimal(zeitraum.tage), output_field=zahl)


KURVEN: dict[str, tuple[Any, str]] = {
    "vereinbart": (Stellenanteil, "vereinbarten"),
    "bewilligt": (Bewilligung, "durch Bescheid bewilligten"),
    "besetzt": (Besetzung, "mit Fachkräften besetzten"),
}


def _kennzahl(nummer: str, kurve: str, art: Art) -> Kennzahl:
    modell, wort = KURVEN[kurve]
    stichtag = art == Art.STICHTAG
    return Kennzahl(
        nummer=nummer,
        name=f"VZÄ {kurve}" if stichtag else f"VZÄ {kurve} im Mittel",
        zaehlgroesse="VZÄ",
        definition=f"{'Summe der am Stichtag' if stichtag else 'Tagesgenaues Mittel der'} {wort} Stellenanteile im"
        " Kontingent der ARGE, ohne kirchliche Anteile und städtische Stellen.",
        quelle="Konzept 3.1 bis 3.3",
        art=art,
        menge=_kontingent(_am(modell) if stichtag else _im(modell)),
        aggregat=(lambda _: Sum("vzae")) if stichtag else mittel,
        null=NULL,
        schutz=False,
    )


VEREINBART = _kennzahl("TR-01", "vereinbart", Art.STICHTAG)
BEWILLIGT = _kennzahl("TR-02", "bewilligt", Art.STICHTAG)
BESETZT = _kennzahl("TR-03", "besetzt", Art.STICHTAG)
VEREINBART_MITTEL = _kennzahl("TR-04", "vereinbart", Art.ZEITRAUM)
BEWILLIGT_MITTEL = _kennzahl("TR-05", "bewilligt", Art.ZEITRAUM)
BESETZT_MITTEL = _kennzahl("TR-06", "besetzt", Art.ZEITRAUM)
KENNZAHLEN: tuple[Kennzahl, ...] = (
    VEREINBART, BEWILLIGT, BESETZT, VEREINBART_MITTEL, BEWILLIGT_MITTEL, BESETZT_MITTEL,
)  # fmt: skip
#: Dieselben Zahlen über alle Kreise: der Stellenplan zeigt auch, was nicht zum Kontingent zählt.
DREI = tuple(
    replace(zahl, menge=_am(KURVEN[kurve][0])) for kurve, zahl in zip(KURVEN, (VEREINBART, BEWILLIGT, BESETZT), strict=True)
)


def parameter(schluessel: str, am: date) -> Parameter | None:
    """Der an diesem Tag gültige Wert eines Parameters mit Quelle und Annahme-Kennzeichen; None, wenn keiner gilt."""
    gueltig = Parameter.objects.filter(Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=am))
    return gueltig.filter(schluessel=schluessel, gueltig_ab__lte=am).order_by("-gueltig_ab").first()


def posten(am: date) -> list[Posten]:
    """Vereinbart, bewilligt, besetzt je Träger × Aufgabe × Quelle × Kreis an einem Tag, über alle Träger (nur Summen)."""
    with zahlen():
        return _posten(am)


def _posten(am: date) -> list[Posten]:
    drei = [zahl.je(Zeitraum(am, am), "traeger__kurzname", "aufgabe", "quelle", "kreis") for zahl in DREI]
    merkmale = sorted({merkmal for je in drei for merkmal in je})
    return [Posten(*merkmal, Umfang(*(je.get(merkmal, NULL) for je in drei))) for merkmal in merkmale]


def _stufen(modell: Any, zeitraum: Zeitraum) -> list[tuple[str, Stufe]]:
    """(Kreis, Stufe) aller Zeilen, die den Zeitraum berühren."""
    return [(k, Stufe(*werte)) for k, *werte in _im(modell)(zeitraum).values_list("kreis", "von", "bis", "vzae")]


@dataclass(frozen=True)
class Vergleich:
    """Kontingent am letzten Tag des vorigen Vertrags gegen das Kontingent am Stichtag, je Träger."""

    vorher_am: date
    zeilen: list[tuple[str, Decimal, Decimal]]
    vorher: Decimal
    jetzt: Decimal


@dataclass(frozen=True)
class Stellenplan:
    """Alles, was die Seite an einem Tag zeigt; nur Summen, keine Fachkraft."""

    am: date
    zeitraum: Zeitraum
    posten: list[Posten]
    kirchlich: list[Stellenanteil]
    stufen: dict[str, list[tuple[str, Stufe]]]
    vergleich: Vergleich | None

    @property
    def kontingent(self) -> Umfang:
        return summe(self.posten, kreis=Stellenkreis.KONTINGENT)

    def lesarten(self) -> list[tuple[str, Umfang, Umfang]]:
        """Integrationsmanagement und Summe in beiden Lesarten der offenen Anteile (1,5 oder 2,0 VZÄ)."""
        eng = [p for p in self.posten if p.kreis == Stellenkreis.KONTINGENT]
        weit = [p for p in self.posten if p.kreis in {Stellenkreis.KONTINGENT, Stellenkreis.OFFEN}]
        return [
            ("zählt nicht zum Kontingent", summe(eng, aufgabe="IM"), summe(eng)),
            ("zählt zum Kontingent", summe(weit, aufgabe="IM"), summe(weit)),
        ]

    def aenderungen(self) -> list[tuple[str, Wechsel]]:
        """Was nach dem Stichtag vereinbart anders wird, je Kreis, in zeitlicher Folge."""
        alle = self.stufen["vereinbart"]
        je_kreis = [
            (Stellenkreis(name).label, w)
            for name in dict.fromkeys(k for k, _ in alle)
            for w in wechsel([stufe for k, stufe in alle if k == name], self.am, self.zeitraum.ende)
        ]
        return sorted(je_kreis, key=lambda paar: (paar[1].ab, paar[0]))

    def verlauf(self) -> tuple[Tafel, list[list[str]]]:
        """Die drei Kurven des Kontingents je Monatsersten als Tafel, dazu die Abschnitte, in denen sich nichts ändert."""
        von, bis = self.zeitraum.von, self.zeitraum.ende
        kurven = {name: [s for k, s in paare if k == Stellenkreis.KONTINGENT] for name, paare in self.stufen.items()}
        tafel = Tafel.aus(
            {(f"{tag:%m/%Y}", name): stand(s, tag) for tag in monatserste(von, bis) for name, s in kurven.items()},
            titel=f"VZÄ im Kontingent, {von.year} bis {bis.year}", zaehlgroesse="VZÄ", summen="keine", schreibweise="vzae",
            kuerzel="TR-01 TR-02 TR-03", zeilenkopf="Monat",
        )  # fmt: skip
        grenzen = sorted({von} | {w.ab for stufen in kurven.values() for w in wechsel(stufen, von, bis)})
        return tafel, [[f"ab {datum(tag)}", *(vzae(stand(s, tag)) for s in kurven.values())] for tag in grenzen]


def stellenplan(am: date) -> Stellenplan:
    """Der Stellenplan an einem Tag, mit Rückblick auf das Vorjahr und Ausblick über vier Jahre."""
    zeitraum = Zeitraum(date(max(am.year - 1, 1), 1, 1), date(min(am.year + 4, date.max.year), 12, 31))
    with zahlen():
        am_tag = _posten(am)
        stufen = {name: _stufen(modell, zeitraum) for name, (modell, _) in KURVEN.items()}
    kirchlich = _am(Stellenanteil)(Zeitraum(am, am)).filter(kreis=Stellenkreis.KIRCHLICH).select_related("traeger")
    return Stellenplan(am, zeitraum, am_tag, list(kirchlich.order_by("traeger__kurzname")), stufen, _vergleich(am, am_tag))


def _vergleich(am: date, jetzt: list[Posten]) -> Vergleich | None:
    """Vor Beginn des am Tag geltenden Vertrags der Träger; None, wenn es davor keinen gab."""
    vertraege = Vereinbarung.objects.filter(art=VereinbarungArt.VERTRAG, stellenanteil__traeger__art=TraegerArt.FREI)
    beginn = vertraege.filter(von__lte=am).aggregate(beginn=Max("von"))["beginn"]
    vorher = VEREINBART.je(Zeitraum(beginn - TAG, beginn - TAG), "traeger__kurzname") if beginn else {}
    if not vorher:
        return None
    namen = sorted(vorher.keys() | {p.traeger for p in jetzt if p.kreis == Stellenkreis.KONTINGENT})
    nachher = {name: summe(jetzt, traeger=name, kreis=Stellenkreis.KONTINGENT).vereinbart for name in namen}
    zeilen = [(name, vorher.get(name, NULL), nachher[name]) for name in namen]
    return Vergleich(beginn - TAG, zeilen, sum(vorher.values(), NULL), sum(nachher.values(), NULL))
