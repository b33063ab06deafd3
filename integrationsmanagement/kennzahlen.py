"""Kennzahlen des Integrationsmanagements (berichte 1): Fälle ≠ Personen ≠ Gespräche ≠ mitberatene Angehörige."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Count,
    DateField,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from arge.daten.abfragen import daneben
from arge.daten.suche import suchname
from arge.zahlen.kennzahl import Art, Kennzahl, Merkmal, Quote, Zaehlung, gemeinsam
from arge.zahlen.runden import gerundet, gerundete_zahl, letzter_schluss
from arge.zahlen.seither import Beobachtet, am_tag, an_den_enden, begonnen, solange
from arge.zahlen.statistik import KLEINSTE_SCHWELLE, Tafel
from arge.zahlen.zeitraum import Zeitraum
from beratung.begriffe import Abschlussgrund
from integrationsmanagement.begriffe import Handlungsfeld, Herkunft, Wohnform
from integrationsmanagement.models import Gebiet, Gespraech, IMAbschluss, IMFall, Integrationsplan, Wohnung
from integrationsmanagement.regeln import Auslastung, Vorgaben
from traeger.begriffe import Arbeitsfeld, Recht
from traeger.models import Parameter
from traeger.stellen.kennzahlen import BESETZT, DREI
from traeger.zugang import Zugang, zahlen

OHNE_STADTTEIL = "ohne Angabe"
STUNDEN = DecimalField(max_digits=14, decimal_places=6)


def _parameter(am: date) -> QuerySet[Parameter]:
    return Parameter.objects.am(am).filter(Q(schluessel__startswith="im-") | Q(schluessel="mindestfallzahl"))


def vorgaben(am: date) -> Vorgaben:
    """Die am Tag gültigen Einstellungen; was die Tabelle nicht nennt, gilt wie im Konzept."""
    return _vorgaben(dict(_parameter(am).values_list("schluessel", "wert")))


def vorgaben_daneben(am: date) -> ArraySubquery:
    """Dieselben Einstellungen als Spalte einer Abfrage, zu lesen mit `vorgaben_aus`."""
    return daneben(_parameter(am).annotate(text=Cast("wert", CharField())), "schluessel", "text")


def vorgaben_aus(zeilen: list[dict[str, str]]) -> Vorgaben:
    return _vorgaben({zeile["schluessel"]: Decimal(zeile["text"]) for zeile in zeilen})


def _vorgaben(werte: Mapping[str, Decimal]) -> Vorgaben:
    grund = Vorgaben()
    return Vorgaben(
        schluessel=werte.get("im-schluessel", grund.schluessel),
        dauer_jahre=int(werte.get("im-dauer-jahre", grund.dauer_jahre)),
        hoechstens_jahre=int(werte.get("im-dauer-hoechstens-jahre", grund.hoechstens_jahre)),
        anker_ist_beratung=werte.get("im-frist-anker") == 2,
        plan_monate=int(werte.get("im-plan-veraltet-monate", grund.plan_monate)),
        kontakt_tage=int(werte.get("im-ohne-kontakt-tage", grund.kontakt_tage)),
        mindestfallzahl=max(KLEINSTE_SCHWELLE, int(werte.get("mindestfallzahl", 0))),
    )


def einstellungen(am: date) -> dict[str, str]:
    """Was die Definitionen nennen, in Worten."""
    vor = vorgaben(am)
    return {"plan_monate": str(vor.plan_monate), "schluessel": format(vor.schluessel.normalize(), "f")}


class MonateSpaeter(Func):
    """Tag plus Monate, am Monatsende gekappt wie `monate_spaeter` (§ 188 Abs. 3 BGB)."""

    template = "(%(expressions)s * interval '1 month')::date"
    arg_joiner = " + "
    output_field = DateField()


def _laufend(zeitraum: Zeitraum) -> QuerySet[IMFall]:
    return IMFall.objects.laufend(zeitraum.ende)


def _extern(zeitraum: Zeitraum) -> QuerySet[IMFall]:
    """Am Tag in privatem Wohnraum; in der Gemeinschaftsunterkunft betreut allein die Stadt (Konzept 3.2)."""
    return _laufend(zeitraum).mit_wohnung(zeitraum.ende).filter(wohnt__wohnform=Wohnform.PRIVAT)


def plan_gilt(am: date) -> Exists:
    """Bedingung an einen Fall: Er hat eine Planfassung, die am Tag vereinbart und nicht zu alt ist (`im-plan-veraltet-monate`)."""
    gueltig = (
        Parameter.objects.am(am).filter(schluessel="im-plan-veraltet-monate").order_by("-gueltig_ab").values("wert")[:1]
    )
    monate = Cast(Coalesce(Subquery(gueltig), Value(Decimal(Vorgaben().plan_monate))), IntegerField())
    plaene = Integrationsplan.objects.filter(traeger=OuterRef("traeger"), fall=OuterRef("pk"), vereinbart_am__lte=am)
    gilt_bis = MonateSpaeter(F("vereinbart_am"), monate)
    return Exists(plaene.annotate(gilt_bis=gilt_bis).filter(gilt_bis__gte=am))


def _mit_plan(zeitraum: Zeitraum) -> QuerySet[IMFall]:
    return _laufend(zeitraum).filter(plan_gilt(zeitraum.ende))


def _gespraeche(zeitraum: Zeitraum) -> QuerySet[Gespraech]:
    return Gespraech.objects.filter(am__gte=zeitraum.von, am__lte=zeitraum.ende)


def _begonnen(zeitraum: Zeitraum) -> QuerySet[IMFall]:
    return IMFall.objects.filter(begonnen_am__gte=zeitraum.von, begonnen_am__lte=zeitraum.ende)


FAELLE = Kennzahl(
    "IM-01", "IM-Fälle am Stichtag", "Fälle",
    "Fälle des Integrationsmanagements, die am Stichtag begonnen und nicht abgeschlossen sind; am Tag des Abschlusses läuft ein Fall nicht mehr.",
    "Konzept 3.2", Art.STICHTAG, _laufend, mensch="person",
)  # fmt: skip
NEUE = Kennzahl(
    "IM-02", "neue IM-Fälle", "Fälle",
    "Fälle, deren Beratung im Zeitraum begann, ohne die von der Stadt oder einem anderen Träger übernommenen (IM-11).",
    "Konzept 3.2", Art.ZEITRAUM, lambda z: _begonnen(z).filter(herkunft=Herkunft.NEU), mensch="person",
)  # fmt: skip
UEBERNOMMENE = Kennzahl(
    "IM-11", "übernommene IM-Fälle", "Fälle",
    "Fälle, deren Beratung im Zeitraum begann und die von der Stadt oder einem anderen Träger übernommen wurden.",
    "Konzept 3.2", Art.ZEITRAUM, lambda z: _begonnen(z).filter(herkunft=Herkunft.UEBERNOMMEN), mensch="person",
)  # fmt: skip
ABGESCHLOSSENE = Kennzahl(
    "IM-03", "abgeschlossene IM-Fälle", "Fälle",
    "Fälle, die im Zeitraum abgeschlossen und an seinem Ende nicht wieder aufgenommen waren; ohne übergeleitete (IM-12).",
    "Konzept 3.2", Art.ZEITRAUM,
    lambda z: IMFall.objects.abgeschlossen_im(z, *(g for g in Abschlussgrund if g != Abschlussgrund.UEBERGELEITET)),
    mensch="person",
)  # fmt: skip
UEBERGELEITETE = Kennzahl(
    "IM-12", "übergeleitete IM-Fälle", "Fälle", "Fälle, die im Zeitraum an einen anderen Träger übergeleitet und an seinem Ende nicht wieder aufgenommen waren.",
    "Konzept 3.2", Art.ZEITRAUM, lambda z: IMFall.objects.abgeschlossen_im(z, Abschlussgrund.UEBERGELEITET), mensch="person",
)  # fmt: skip
WIEDER = Kennzahl(
    "IM-13", "wieder aufgenommene IM-Fälle", "Fälle",
    "Fälle, die vor dem Zeitraum abgeschlossen waren und in ihm wieder aufgenommen wurden.", "Konzept 3.2", Art.ZEITRAUM,
    lambda z: IMFall.objects.wieder_im(z), mensch="person",
)  # fmt: skip
GESPRAECHE = Kennzahl(
    "IM-04", "Gespräche", "Gespräche", "Dokumentierte Einzelgespräche mit Datum im Zeitraum; ein Fall hat viele Gespräche.",
    "Konzept 3.2, VwV Integrationsmanagement", Art.ZEITRAUM, _gespraeche, mensch="fall__person",
)  # fmt: skip
STUNDEN_GESPRAECHE = Kennzahl(
    "IM-05", "Gesprächsdauer", "Stunden", "Dauer der Gespräche im Zeitraum in Stunden (Minuten geteilt durch 60).",
    "Konzept 3.2", Art.ZEITRAUM, _gespraeche,
    lambda _: Cast(Sum("dauer_minuten"), STUNDEN) / Value(Decimal(60), STUNDEN), Decimal(0), mensch="fall__person",
    schreibweise="std_min",
)  # fmt: skip
MIT_PLAN = Kennzahl(
    "IM-06", "IM-Fälle mit gültigem Integrationsplan", "Fälle",
    "Am Stichtag laufende Fälle mit einem Integrationsplan, der höchstens {plan_monate} Monate alt ist.",
    "VwV Integrationsmanagement, Konzept 3.2", Art.STICHTAG, _mit_plan, mensch="person",
    parameter=einstellungen,
)  # fmt: skip
ANGEHOERIGE = Kennzahl(
    "IM-07", "mitberatene Angehörige", "mitberatene Angehörige",
    "Summe der in den Gesprächen mitberatenen Angehörigen; wer in mehreren Gesprächen dabei war, zählt mehrfach.",
    "Konzept 3.2", Art.ZEITRAUM, _gespraeche, lambda _: Sum("anzahl_angehoerige"),
    mensch="fall__person", beteiligte=lambda _: Count("fall__person", distinct=True, filter=Q(anzahl_angehoerige__gt=0)),
)  # fmt: skip
EXTERNE = Kennzahl(
    "IM-08", "externe IM-Fälle am Stichtag", "Fälle",
    "Am Stichtag laufende Fälle von Menschen, die an diesem Tag nicht (mehr) in einer Gemeinschaftsunterkunft wohnten.",
    "Konzept 3.2", Art.STICHTAG, _extern, mensch="person",
)  # fmt: skip
#: Alle besetzten Stellen im IM, auch städtische und die außerhalb des Kontingents: dort werden dieselben Fälle beraten.
BESETZT_IM = replace(
    BESETZT,
    name="VZÄ besetzt im Integrationsmanagement",
    definition="Summe der am Stichtag im Integrationsmanagement besetzten Stellenanteile aller Träger und der Stadt.",
    menge=lambda z: DREI[2].menge(z).filter(aufgabe=Arbeitsfeld.IM),
)
#: Je Stadtteil und Träger: 1 = ständig zuständig, 0 = nur bei Bedarf (Biberach).
GEBIETE = Kennzahl(
    "", "zuständige Träger", "Zuständigkeiten", "Am Stichtag ständig für einen Stadtteil zuständige Träger.", "Konzept 3.2",
    Art.STICHTAG, lambda z: Gebiet.objects.am(z.ende), lambda _: Count("pk", filter=Q(nur_bei_bedarf=False)), schutz=False,
)  # fmt: skip
AUSLASTUNG = Quote(
    "IM-09", "Auslastung",
    "Externe IM-Fälle am Stichtag (IM-08) je besetzter VZÄ im IM, gegen den Schlüssel (1:{schluessel}).",
    "Konzept 3.2", EXTERNE, BESETZT_IM, einstellungen,
)  # fmt: skip
HANDLUNGSFELDER = Kennzahl(
    "IM-10", "Nennungen je Handlungsfeld", "Nennungen",
    "Handlungsfelder der Gespräche im Zeitraum; ein Gespräch kann mehrere nennen.",
    "VwV Integrationsmanagement", Art.ZEITRAUM,
    lambda z: _gespraeche(z).filter(handlungsfelder__len__gt=0),
    lambda _: Sum(Func("handlungsfelder", function="cardinality", output_field=IntegerField())), mensch="fall__person",
    merkmale={"handlungsfeld": Merkmal(dict(Handlungsfeld.choices), mehrfach="handlungsfelder", je=lambda _: Count("pk"))},
)  # fmt: skip
KENNZAHLEN: tuple[Kennzahl | Quote, ...] = (
    FAELLE, NEUE, ABGESCHLOSSENE, GESPRAECHE, STUNDEN_GESPRAECHE, MIT_PLAN, ANGEHOERIGE, EXTERNE, AUSLASTUNG,
    HANDLUNGSFELDER, UEBERNOMMENE, UEBERGELEITETE, WIEDER,
)  # fmt: skip
#: Ein Plan kann lange gelten; wie lange, ist einstellbar.
BEOBACHTET = (
    Beobachtet(
        IMFall, solange("begonnen_am", "abgeschlossen_am"), Recht.IM_LESEN, mensch="person",
        felder=("person", "begonnen_am", "abgeschlossen_am", "herkunft"),
    ),
    Beobachtet(IMAbschluss, an_den_enden(), Recht.IM_LESEN, mensch="fall__person"),
    Beobachtet(Wohnung, solange() & begonnen("fall__begonnen_am"), Recht.IM_LESEN, mensch="fall__person"),
    Beobachtet(Integrationsplan, lambda _, bis: Q(vereinbart_am__lte=bis), Recht.IM_LESEN, mensch="fall__person"),
    Beobachtet(
        Gespraech, am_tag(), Recht.IM_LESEN, mensch="fall__person",
        felder=("fall", "am", "dauer_minuten", "anzahl_angehoerige", "handlungsfelder", "storniert_am"),
    ),
)  # fmt: skip


# --- Auslastung ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Auslastungsbild:
    """Die Auslastung an einem Tag, wie dieser Zugang sie sehen darf.

    `traeger`: Kurzname → Auslastung; fremde Fallzahlen gerundet, der eigene Träger (wer Akten des IM liest) roh.
    Fremde Fälle stehen am letzten geschlossenen Monatsende (`fremd_am`), nie am Tag selbst: Jeder Sprung einer gerundeten Zahl wäre sonst
    die Ankunft, die ihn auslöste. `gebiete`: Stadtteil × fremder Träger am Jahresende davor (`gebiete_am`), gerundet; am selben Tag neben
    der Zahl des Trägers verriete die Aufteilung einzelne. `eigene_gebiete`: Stadtteil → Fälle des eigenen Trägers am Tag.
    """

    am: date
    fremd_am: date
    gebiete_am: date
    vorgaben: Vorgaben
    eigener: str
    traeger: dict[str, Auslastung]
    zusammen: Auslastung
    gebiete: Tafel
    eigene_gebiete: dict[str, int]
    zustaendig: dict[str, list[tuple[str, bool]]]


def auslastung(am: date, zugang: Zugang, heute: date | None = None) -> Auslastungsbild:
    """Externe IM-Fälle je besetzter VZÄ, je Träger und Stadtteil.

    Fremde Fallzahlen sind gerundet; was zusammensteht, ist die Summe des Gezeigten. Liegt ihr Monatsende auf einem Jahresende, ist die Zahl
    eines Trägers die Summe seiner Gebiete: An einem Tag gibt es jeden Menschen nur in einer Gliederung.
    """
    tag, vor = Zeitraum(am, am), vorgaben(am)
    fremd_am = letzter_schluss(am, heute or am)
    davor = fremd_am if (fremd_am.month, fremd_am.day) == (12, 31) else date(fremd_am.year - 1, 12, 31)
    eigener = zugang.traeger if zugang.darf(Recht.IM_LESEN) else ""
    gebiet = ("wohnt__stadtteil__name", "traeger__kurzname")
    with zahlen():
        faelle, schluss, frueher, vzae, vzae_davor, zustaendigkeit = gemeinsam(
            Zaehlung(EXTERNE, tag, gebiet),
            Zaehlung(EXTERNE, Zeitraum(fremd_am, fremd_am), gebiet),
            Zaehlung(EXTERNE, Zeitraum(davor, davor), gebiet),
            Zaehlung(BESETZT_IM, tag, gebiet[1:]),
            Zaehlung(BESETZT_IM, Zeitraum(fremd_am, fremd_am), gebiet[1:]),
            Zaehlung(GEBIETE, tag, ("stadtteil__name", "traeger__kurzname")),
        )
    gebiete = sorted(((s, t, not staendig) for (s, t), staendig in zustaendigkeit.items()), key=itemgetter(0, 2, 1))
    namen = sorted(
        {t for _, t in (*faelle, *schluss, *frueher)} | vzae.keys() | vzae_davor.keys() | {t for _, t, _ in gebiete}
    )
    fremd = _gebietstafel(
        vor.mindestfallzahl,
        {k: n for k, n in frueher.items() if k[1] != eigener},
        [n for n in namen if n != eigener],
        gebiete,
    )
    eigene = {stadtteil or OHNE_STADTTEIL: n for (stadtteil, t), n in sorted(faelle.items(), key=str) if t == eigener}
    gerundete = {
        t: je_traeger_gerundet(fremd_am, {k: n for k, n in schluss.items() if k[1] == t}, vor.mindestfallzahl) for t in namen
    }
    gezeigt = {n: sum(eigene.values()) if n == eigener else sum(gerundete[n]) for n in namen}
    # Jede gerundete Zahl kann bis zu Basis − 1 danebenliegen; 0 ist immer genau 0.
    rund = {n: 0 if n == eigener else len(gerundete[n]) * (vor.mindestfallzahl - 1) for n in namen}
    # Fälle und Stellen einer Zeile sind vom selben Tag: die eigenen von diesem, die anderer vom Monatsende davor.
    stellen = {n: (vzae if n == eigener else vzae_davor).get(n, Decimal(0)) for n in namen}
    je_traeger = {n: Auslastung(gezeigt[n], stellen[n], vor.schluessel, rund[n]) for n in namen}
    zusammen = Auslastung(sum(gezeigt.values()), sum(stellen.values(), Decimal(0)), vor.schluessel, sum(rund.values()))
    zustaendig: dict[str, list[tuple[str, bool]]] = {}
    for stadtteil, name, bedarf in gebiete:
        zustaendig.setdefault(stadtteil, []).append((name, bedarf))
    mein = eigener if eigener in namen else ""
    return Auslastungsbild(am, fremd_am, davor, vor, mein, je_traeger, zusammen, fremd, eigene, zustaendig)


def je_traeger_gerundet(schluss: date, gebiete: Mapping[tuple[str | None, str], int], basis: int) -> list[int]:
    """Die gerundeten Zahlen, deren Summe für einen fremden Träger an diesem Monatsende gezeigt wird.

    Am Jahresende stehen seine Gebiete gerundet da, also summieren sie sich; an jedem anderen Monatsende ist er eine Zahl.
    """
    zellen = Counter[tuple[str, ...]]()
    for (stadtteil, traeger), anzahl in gebiete.items():
        ist_jahresende = (schluss.month, schluss.day) == (12, 31)
        zellen[(stadtteil or OHNE_STADTTEIL, traeger) if ist_jahresende else (traeger,)] += anzahl
    return [gerundete_zahl(n, basis, EXTERNE.nummer, *sorted(koepfe)) for koepfe, n in zellen.items() if n]


def externe_der_traeger(schluss: date, basis: int) -> dict[str, int]:
    """Kurzname → externe Fälle an diesem Monatsende, wie sie jede Seite über fremde Träger zeigt."""
    with zahlen():
        je = EXTERNE.je(Zeitraum(schluss, schluss), "wohnt__stadtteil__name", "traeger__kurzname")
    namen = sorted({name for _, name in je})
    return {n: sum(je_traeger_gerundet(schluss, {k: w for k, w in je.items() if k[1] == n}, basis)) for n in namen}


def _gebietstafel(schwelle: int, faelle: dict[Any, int], namen: list[str], gebiete: list[Any]) -> Tafel:
    stadtteile = sorted({s for s, _, _ in gebiete} | {s for s, _ in faelle if s})
    stadtteile += [OHNE_STADTTEIL] if any(s is None for s, _ in faelle) else []
    tafel = Tafel.aus(
        {(s or OHNE_STADTTEIL, t): n for (s, t), n in faelle.items() if s or stadtteile}, zeilen=stadtteile, spalten=namen,
        titel="Externe IM-Fälle je Stadtteil und Träger", zaehlgroesse="Fälle", kuerzel="IM-08", zeilenkopf="Stadtteil",
    )  # fmt: skip
    return gerundet(tafel, schwelle)


def _extern_zustaendig(zeitraum: Zeitraum) -> QuerySet[IMFall]:
    gilt = Q(zustaendigkeiten__bis__isnull=True) | Q(zustaendigkeiten__bis__gte=zeitraum.ende)
    am_tag = FilteredRelation("zustaendigkeiten", condition=gilt & Q(zustaendigkeiten__von__lte=zeitraum.ende))
    return _extern(zeitraum).annotate(am_tag=am_tag)


def je_fachkraft(bild: Auslastungsbild, zugang: Zugang) -> list[tuple[str, Auslastung]]:
    """Externe Fälle je zuständiger Fachkraft des eigenen Trägers gegen ihre besetzten VZÄ im IM; Rohzahlen."""
    tag, schluessel = Zeitraum(bild.am, bild.am), bild.vorgaben.schluessel
    name = ("fachkraft", "fachkraft__nachname", "fachkraft__vorname")
    zustaendig = replace(EXTERNE, menge=_extern_zustaendig)
    faelle, vzae = gemeinsam(
        Zaehlung(zustaendig, tag, tuple(f"am_tag__{feld}" for feld in name), zugang), Zaehlung(BESETZT_IM, tag, name, zugang)
    )
    ohne = faelle.pop((None, None, None), 0)
    zeilen = [
        (f"{k[2]} {k[1]}".strip(), Auslastung(faelle.get(k, 0), vzae.get(k, Decimal(0)), schluessel))
        for k in sorted(faelle.keys() | vzae.keys(), key=lambda k: (suchname(k[1], k[2]), k[0]))
    ]
    return zeilen + ([("ohne Zuständigkeit", Auslastung(ohne, Decimal(0), schluessel))] if ohne else [])
