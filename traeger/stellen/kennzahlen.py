"""VZÄ vereinbart, bewilligt, besetzt – am Stichtag und im tagesgenauen Mittel (Fachmodell 1, berichte 1).

Gezählt wird das Kontingent der ARGE; kirchliche Anteile („bis zu“), die offenen 0,5 VZÄ der Diakonie und städtische
Stellen haben eigene Kreise, damit sie nie still in einer Summe verschwinden.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    DecimalField,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from arge.daten.suche import Deutsch
from arge.zahlen.format import datum, vzae
from arge.zahlen.kennzahl import Art, Kennzahl
from arge.zahlen.seither import Beobachtet, solange
from arge.zahlen.statistik import Tafel, Wert
from arge.zahlen.zeitraum import Zeitraum, tag_davor
from traeger.begriffe import KIRCHLICHE_QUELLEN, Recht, Stellenkreis, TraegerArt, VereinbarungArt
from traeger.models import Besetzung, Bewilligung, Stellenanteil, Vereinbarung
from traeger.stellen.regeln import (
    NULL,
    Abschnitt,
    Bescheide,
    Posten,
    Stufe,
    Treppe,
    Umfang,
    Wechsel,
    monate_seit,
    monatserste,
    posten_am,
    summe,
)
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


def _im_kreis(menge: Callable[[Zeitraum], QuerySet[Any]], kreis: Stellenkreis) -> Callable[[Zeitraum], QuerySet[Any]]:
    return lambda zeitraum: menge(zeitraum).filter(kreis=kreis)


def mittel(zeitraum: Zeitraum) -> Any:
    """Tagesgenaues Mittel der VZÄ: Summe aus VZÄ × Tage im Zeitraum, geteilt durch die Tage des Zeitraums."""
    von, bis = Value(zeitraum.von), Value(zeitraum.ende)
    letzter, erster = Least(Coalesce("bis", bis), bis), Greatest("von", von)
    # PostgreSQL zieht Tage als ganze Zahl ab; Djangos eigene Subtraktion machte daraus ein Intervall.
    tage = Func(letzter, erster, template="(%(expressions)s + 1)", arg_joiner=" - ", output_field=IntegerField())
    zahl = DecimalField(max_digits=16, decimal_places=6)
    return Sum(F("vzae") * tage, output_field=zahl) / Value(Decimal(zeitraum.tage), output_field=zahl)


DREI_KUERZEL = ("TR-01", "TR-02", "TR-03")
KURVEN: dict[str, tuple[Any, str]] = {
    "vereinbart": (Stellenanteil, "vereinbarten"),
    "bewilligt": (Bewilligung, "durch Bescheid bewilligten"),
    "besetzt": (Besetzung, "mit Fachkräften besetzten"),
}


#: Je Kreis mit eigenen Nummern: Zusatz zum Namen und was gezählt wird. Über eigene Stellen erlässt die Stadt keinen Bescheid.
KREISE = {
    Stellenkreis.KONTINGENT: ("", "Stellenanteile im Kontingent der ARGE, ohne kirchliche Anteile und städtische Stellen"),
    Stellenkreis.KOMMUNE: (" der Stadt", "eigenen Stellenanteile der Stadt, außerhalb des Kontingents der ARGE"),
}


def _je_bewilligt(zeitraum: Zeitraum) -> QuerySet[Bewilligung]:
    """Was bis zum Ende des Zeitraums überhaupt bewilligt war; ohne ein solches ist „bewilligt“ unbekannt, nicht null."""
    return Bewilligung.objects.filter(von__lte=zeitraum.ende)


def _kennzahl(nummer: str, kurve: str, art: Art, kreis: Stellenkreis = Stellenkreis.KONTINGENT) -> Kennzahl:
    modell, wort = KURVEN[kurve]
    stichtag = art == Art.STICHTAG
    zusatz, was = KREISE[kreis]
    return Kennzahl(
        nummer=nummer,
        name=f"VZÄ {kurve}{zusatz}" if stichtag else f"VZÄ {kurve}{zusatz} im Mittel",
        zaehlgroesse="VZÄ",
        definition=f"Summe der am Stichtag {wort} {was}."
        if stichtag
        else f"Tagesgenaues Mittel der {wort} {was}, je Träger auf drei Stellen gerundet; eine Summe ist die der gerundeten.",
        quelle="Konzept 3.1 bis 3.3",
        art=art,
        menge=_im_kreis(_am(modell) if stichtag else _im(modell), kreis),
        aggregat=(lambda _: Sum("vzae")) if stichtag else mittel,
        null=NULL,
        schutz=False,
        schreibweise="vzae",
        stellen=None if stichtag else 3,
        erfasst=_je_bewilligt if kurve == "bewilligt" else None,
    )


VEREINBART = _kennzahl("TR-01", "vereinbart", Art.STICHTAG)
BEWILLIGT = _kennzahl("TR-02", "bewilligt", Art.STICHTAG)
BESETZT = _kennzahl("TR-03", "besetzt", Art.STICHTAG)
VEREINBART_MITTEL = _kennzahl("TR-04", "vereinbart", Art.ZEITRAUM)
BEWILLIGT_MITTEL = _kennzahl("TR-05", "bewilligt", Art.ZEITRAUM)
BESETZT_MITTEL = _kennzahl("TR-06", "besetzt", Art.ZEITRAUM)
STADT = tuple(
    _kennzahl(nummer, kurve, Art.STICHTAG, Stellenkreis.KOMMUNE)
    for nummer, kurve in (("TR-09", "vereinbart"), ("TR-10", "besetzt"))
)
KENNZAHLEN: tuple[Kennzahl, ...] = (
    VEREINBART, BEWILLIGT, BESETZT, VEREINBART_MITTEL, BEWILLIGT_MITTEL, BESETZT_MITTEL, *STADT,
)  # fmt: skip
#: Dieselben Zahlen über alle Kreise: der Stellenplan zeigt auch, was nicht zum Kontingent zählt.
DREI = tuple(
    replace(zahl, menge=_am(KURVEN[kurve][0])) for kurve, zahl in zip(KURVEN, (VEREINBART, BEWILLIGT, BESETZT), strict=True)
)
BEOBACHTET = (
    Beobachtet(
        Stellenanteil, solange(), Recht.STELLENPLAN_LESEN,
        felder=("vereinbarung", "aufgabe", "quelle", "vzae", "ist_obergrenze", "zaehlt_zum_kontingent", "von", "bis", "befristet_bis"),
    ),
    Beobachtet(Bewilligung, solange(), Recht.STELLENPLAN_LESEN, felder=("stellenanteil", "vzae", "von", "bis")),
    Beobachtet(Besetzung, solange(), Recht.STELLENPLAN_LESEN),
)  # fmt: skip


def _abschnitte(zeitraum: Zeitraum) -> tuple[list[Abschnitt], Bescheide]:
    """Die drei Kurven aller Träger im Zeitraum und ab wann je Träger ein Bescheid erfasst ist, in einer Abfrage.

    Es zählen dieselben Zeilen wie in TR-01 bis TR-03. Die Stadt bewilligt sich selbst nichts und steht nie unter den Bescheiden.
    """
    merkmale = ("traeger__kurzname", "aufgabe", "quelle", "kreis", "von", "bis")
    erste, *weitere = [
        _im(modell)(zeitraum)
        .order_by()
        .annotate(kurve=Value(kurve))
        .values_list("kurve", *merkmale)
        .annotate(summe=Sum("vzae"))
        for kurve, (modell, _) in KURVEN.items()
    ]
    leer = {name: Value("", CharField()) for name in ("was", "woher", "wozu")}
    ohne = {"ende": Value(None, DateField()), "umfang": Value(NULL, DecimalField())}
    je_traeger = Bewilligung.objects.order_by().annotate(kurve=Value("seit"), **leer)
    seit = je_traeger.values_list("kurve", "traeger__kurzname", *leer).annotate(seit=Min("von"), **ohne)
    abschnitte, bescheide = list[Abschnitt](), dict[str, date]()
    for kurve, traeger, *herkunft, von, bis, umfang in erste.union(*weitere, seit, all=True):
        if kurve == "seit":
            bescheide[traeger] = von
        else:
            abschnitte.append(Abschnitt(kurve, traeger, *herkunft, Stufe(von, bis, umfang)))
    return abschnitte, Bescheide(bescheide)


def passend(was: Iterable[Any], kreise: Collection[str], merkmale: Mapping[str, str]) -> list[Any]:
    """Was in diesen Kreisen liegt und alle Merkmale der Auswahl hat: dieselbe Auswahl für Kurven, Tafeln, Posten und Kacheln."""
    return [a for a in was if a.kreis in kreise and all(getattr(a, m) == wert for m, wert in merkmale.items())]


def kuerzel(kreise: Collection[str], merkmale: Mapping[str, str], kurve: str = "") -> str:
    """TR-01 bis TR-03 heißen nur die Zahlen des ganzen Kontingents; jede andere Lesart oder Auswahl hat kein Kürzel."""
    if set(kreise) != {Stellenkreis.KONTINGENT} or merkmale:
        return ""
    return dict(zip(KURVEN, DREI_KUERZEL, strict=True)).get(kurve, " ".join(DREI_KUERZEL))


class Verlauf(NamedTuple):
    """Die Kurven als Tafel, ihre Abschnitte als Text, und wo jede Zeile der Tafel beginnt, in Monaten."""

    tafel: Tafel
    abschnitte: list[list[str]]
    ab: list[float]
    von: date

    def stelle(self, tag: date) -> float:
        """Wo ein Tag liegt, in Monaten wie `ab`."""
        return monate_seit(self.von, tag)


@dataclass(frozen=True)
class Vergleich:
    """Kontingent am letzten Tag des vorigen Vertrags gegen das Kontingent am Stichtag, je Träger."""

    vorher_am: date
    zeilen: list[tuple[str, Decimal, Decimal]]
    vorher: Decimal
    jetzt: Decimal


@dataclass(frozen=True)
class Stellenplan:
    """Die drei Kurven eines Zeitraums mit einem Stichtag darin; nur Summen, keine Fachkraft."""

    am: date
    zeitraum: Zeitraum
    abschnitte: list[Abschnitt]
    vorher_am: date | None
    bescheide: Bescheide

    @cached_property
    def kirchlich(self) -> list[Stellenanteil]:
        """Kirchliche Stellenanteile am Stichtag mit ihren Bedingungen; nur der Stellenplan zeigt sie einzeln."""
        anteile = _am(Stellenanteil)(Zeitraum(self.am, self.am)).filter(kreis=Stellenkreis.KIRCHLICH)
        return list(anteile.select_related("traeger").order_by(Deutsch("traeger__kurzname")))

    @cached_property
    def posten(self) -> list[Posten]:
        return posten_am(self.abschnitte, self.am, self.bescheide)

    @property
    def kontingent(self) -> Umfang:
        return summe(self.posten, kreis=Stellenkreis.KONTINGENT)

    @cached_property
    def vergleich(self) -> Vergleich | None:
        """Gegen den Tag vor Beginn des geltenden Vertrags; None, wenn es davor nichts gab."""
        if self.vorher_am is None:
            return None
        eng = {"kreis": Stellenkreis.KONTINGENT}
        davor = posten_am(self.abschnitte, self.vorher_am, self.bescheide)
        namen = sorted({p.traeger for p in (*davor, *self.posten) if p.kreis == Stellenkreis.KONTINGENT})
        zeilen = [(n, *(summe(seite, traeger=n, **eng).vereinbart for seite in (davor, self.posten))) for n in namen]
        vorher, jetzt = summe(davor, **eng).vereinbart, summe(self.posten, **eng).vereinbart
        return Vergleich(self.vorher_am, zeilen, vorher, jetzt) if vorher else None

    def lesarten(self) -> list[tuple[str, Umfang, Umfang]]:
        """Integrationsmanagement und Summe in beiden Lesarten der offenen Anteile (1,5 oder 2,0 VZÄ)."""
        eng = [p for p in self.posten if p.kreis == Stellenkreis.KONTINGENT]
        weit = [p for p in self.posten if p.kreis in {Stellenkreis.KONTINGENT, Stellenkreis.OFFEN}]
        return [
            ("zählt nicht zum Kontingent", summe(eng, aufgabe="IM"), summe(eng)),
            ("zählt zum Kontingent", summe(weit, aufgabe="IM"), summe(weit)),
        ]

    def treppen(self, kreise: Collection[str] = (Stellenkreis.KONTINGENT,), **merkmale: str) -> dict[str, Treppe]:
        """Die drei Kurven dieser Kreise als Treppen; `merkmale` grenzt ein (`traeger=…`, `aufgabe=…`, `quelle=…`)."""
        gezeigt = passend(self.abschnitte, kreise, merkmale)
        return {kurve: Treppe(a.stufe for a in gezeigt if a.kurve == kurve) for kurve in KURVEN}

    def aenderungen(self) -> list[tuple[str, Wechsel]]:
        """Was nach dem Stichtag vereinbart anders wird, je Kreis, in zeitlicher Folge."""
        kreise = dict.fromkeys(a.kreis for a in self.abschnitte)
        je_kreis = [
            (Stellenkreis(kreis).label, w)
            for kreis in kreise
            for w in self.treppen((kreis,))["vereinbart"].wechsel(self.am, self.zeitraum.ende)
        ]
        return sorted(je_kreis, key=lambda paar: (paar[1].ab, paar[0]))

    def verlauf(
        self, kreise: Collection[str] = (Stellenkreis.KONTINGENT,), wort: str = "im Kontingent", **merkmale: str
    ) -> Verlauf:
        """Die drei Kurven je Monat, dazu eine Zeile für jeden Tag im Monat, an dem sich etwas ändert, und die Abschnitte dazwischen."""
        von, bis = self.zeitraum.von, self.zeitraum.ende
        kurven = self.treppen(kreise, **merkmale)
        grenzen = sorted({von} | {w.ab for k in kurven.values() for w in k.wechsel(von, bis)})
        tage = sorted({*monatserste(von, bis), *grenzen})
        wort_je_tag = {tag: f"{tag:%m/%Y}" if tag.day == 1 else datum(tag) for tag in tage}
        dabei = (
            {merkmale["traeger"]}
            if "traeger" in merkmale
            else {a.traeger for a in passend(self.abschnitte, kreise, merkmale)}
        )

        def wert(name: str, tag: date) -> Decimal | None:
            unbekannt = name == "bewilligt" and not self.bescheide.erfasst(tag, *dabei)
            return None if unbekannt else kurven[name].am(tag)

        tafel = Tafel.aus(
            {(wort_je_tag[tag], name): wert(name, tag) for tag in tage for name in kurven},
            titel=f"VZÄ {wort}, {von.year} bis {bis.year}", zaehlgroesse="VZÄ", summen="keine", schreibweise="vzae",
            kuerzel=kuerzel(kreise, merkmale), zeilenkopf="ab",
        )  # fmt: skip
        abschnitte = [[f"ab {datum(tag)}", *(vzae(wert(name, tag)) for name in kurven)] for tag in grenzen]
        return Verlauf(tafel, abschnitte, [monate_seit(von, tag) for tag in tage], von)

    def je_traeger(self, kreise: Collection[str], **merkmale: str) -> Tafel:
        """Vereinbart, bewilligt, besetzt am Stichtag je Träger; die größten einzeln, der Rest als „übrige“."""
        gezeigt = passend(self.posten, kreise, merkmale)
        umfang = {name: summe(gezeigt, traeger=name) for name in dict.fromkeys(p.traeger for p in gezeigt)}
        rang = sorted((n for n, u in umfang.items() if any(u)), key=lambda name: (-umfang[name].vereinbart, name))
        einzeln = set(rang if len(rang) <= BALKEN else rang[: BALKEN - 1])
        zeilen: dict[str, list[Posten]] = {}
        for p in gezeigt:
            if p.traeger in rang:
                zeilen.setdefault(p.traeger if p.traeger in einzeln else "übrige", []).append(p)
        folge = [name for name in rang if name in einzeln] + (["übrige"] if "übrige" in zeilen else [])
        werte: dict[tuple[str | None, str | None], Wert] = {
            (name, kurve): wert for name in folge for kurve, wert in zip(KURVEN, summe(zeilen[name]), strict=True)
        }
        return Tafel.aus(
            werte, titel=f"VZÄ je Träger am {datum(self.am)}", zaehlgroesse="VZÄ", summen="spalten", schreibweise="vzae",
            kuerzel=kuerzel(kreise, merkmale), zeilenkopf="Träger", spalten=list(KURVEN),
        )  # fmt: skip

    def verteilung(
        self, merkmal: str, worte: Callable[[str], str], kreise: Collection[str], kurve: str = "vereinbart", **merkmale: str
    ) -> Tafel:
        """Eine Kurve am 1. Januar jedes Jahres und am Stichtag, zerlegt nach Träger, Aufgabe oder Quelle.

        Mehr Teile, als ein Mensch unterscheiden kann, stehen zusammen als „übrige“ (alle einzeln in der XLSX).
        """
        teile: dict[str, list[Stufe]] = {}
        for a in passend(self.abschnitte, kreise, merkmale):
            if a.kurve == kurve:
                teile.setdefault(getattr(a, merkmal), []).append(a.stufe)
        treppen = {name: Treppe(stufen) for name, stufen in teile.items()}
        rang = sorted(treppen, key=lambda name: (-treppen[name].am(self.am), name))
        einzeln = rang if len(rang) <= TEILE else rang[: TEILE - 1]
        tage = sorted({date(jahr, 1, 1) for jahr in range(self.zeitraum.von.year, self.zeitraum.ende.year + 1)} | {self.am})
        werte: dict[tuple[str | None, str | None], Decimal] = {}
        for tag in tage:
            for name in rang:
                spalte = worte(name) if name in einzeln else "übrige"
                werte[datum(tag), spalte] = werte.get((datum(tag), spalte), NULL) + treppen[name].am(tag)
        return Tafel.aus(
            werte, titel=f"VZÄ {kurve} je {MERKMALE[merkmal]}", zaehlgroesse="VZÄ", summen="zeilen", schreibweise="vzae",
            kuerzel=kuerzel(kreise, merkmale, kurve), zeilenkopf="am",
        )  # fmt: skip


#: So viele Farben und Muster unterscheidet ein gestapelter Balken.
TEILE = 6
#: So viele Gruppen passen untereinander, ohne dass man blättert.
BALKEN = 12
MERKMALE = {"traeger": "Träger", "aufgabe": "Aufgabe", "quelle": "Quelle"}


def stellenplan(am: date, jahre: tuple[int, int] | None = None) -> Stellenplan:
    """Der Stellenplan an einem Tag; die Kurven reichen von `jahre` (sonst Vorjahr bis vier Jahre voraus)."""
    von, bis = jahre or (am.year - 1, am.year + 4)
    zeitraum = Zeitraum(date(max(von, 1), 1, 1), date(min(bis, date.max.year), 12, 31))
    vertraege = Vereinbarung.objects.filter(art=VereinbarungArt.VERTRAG, stellenanteil__traeger__art=TraegerArt.FREI)
    beginn = vertraege.filter(von__lte=am).aggregate(beginn=Max("von"))["beginn"]
    vorher_am = tag_davor(beginn) if beginn else None
    with zahlen():
        abschnitte, bescheide = _abschnitte(
            Zeitraum(min(filter(None, (vorher_am, am, zeitraum.von))), max(am, zeitraum.ende))
        )
    return Stellenplan(am, zeitraum, abschnitte, vorher_am, bescheide)


def bescheide_und_besetzung(nummern: list[int]) -> list[tuple[Any, ...]]:
    """(Stellenanteil, von, bis, VZÄ, Aktenzeichen, bewilligt am, Nummer) aller Bescheide und Besetzungen dieser Anteile.

    Besetzungen tragen Nummer 0 und weder Aktenzeichen noch Tag: Die Stadt sieht ihren Umfang, nie die Fachkraft.
    """
    felder = ("stellenanteil", "von", "bis", "vzae")
    bescheide = Bewilligung.objects.filter(stellenanteil__in=nummern).order_by()
    besetzt = Besetzung.objects.filter(stellenanteil__in=nummern).order_by()
    ohne = {"aktenzeichen": Value(""), "bewilligt_am": Value(None, DateField()), "nummer": Value(0)}
    mit = bescheide.values_list(*felder, "aktenzeichen", "bewilligt_am", "pk")
    with zahlen():
        return list(mit.union(besetzt.annotate(**ohne).values_list(*felder, *ohne), all=True))
