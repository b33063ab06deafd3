"""Kennzahlen des Geldes (berichte 1): bewilligt, ausgezahlt, Personalkosten, Projektmittel. Geld hat keine Mindestfallzahl."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import DecimalField, F, Func, Q, QuerySet, Sum, Value

from arge.zahlen.kennzahl import Art, Differenz, Kennzahl
from arge.zahlen.runden import gerundete_zahl
from arge.zahlen.seither import Beobachtet, am_tag, beobachtete, bewegt, geaendert, im_haushaltsjahr, solange
from arge.zahlen.statistik import KLEINSTE_SCHWELLE
from arge.zahlen.zeitraum import Zeitraum
from finanzen.begriffe import BescheidArt, Mittel
from finanzen.models import Auszahlung, Beleg, Bescheid, Fassung, Personalkosten, Projektmittel
from traeger.begriffe import Recht
from traeger.models import Traeger
from traeger.zugang import Zugang, zahlen

CENT = Decimal("0.00")


def _jahre(zeitraum: Zeitraum, feld: str = "") -> Q:
    """Haushaltsjahre, die der Zeitraum berührt: als Jahreszahl, oder der Tag `feld` darin. Ein halbes Jahr bewilligt niemand."""
    if not feld:
        return Q(jahr__gte=zeitraum.von.year, jahr__lte=zeitraum.ende.year)
    return Q(**{f"{feld}__gte": date(zeitraum.von.year, 1, 1), f"{feld}__lte": date(zeitraum.ende.year, 12, 31)})


def _erste_bescheide(zeitraum: Zeitraum) -> QuerySet[Bescheid]:
    """Ohne einen Bescheid bis zum Ende des Jahres ist von einem Träger nichts bekannt: Dann steht „–“, nicht 0,00 €."""
    an_traeger = Bescheid.objects.filter(art__in=[BescheidArt.WEITERLEITUNG, BescheidArt.STADT])
    return an_traeger.filter(von__lte=date(zeitraum.ende.year, 12, 31))


BEWILLIGT = Kennzahl(
    nummer="FI-01",
    name="Bewilligte Mittel",
    zaehlgroesse="Euro",
    definition="Summe der Bescheide an Träger über Stellen, deren Bewilligungszeitraum in den Kalenderjahren beginnt, die dieser"
    " Zeitraum berührt. Der Bescheid des Landes an die Stadt zählt nicht mit, weil er in den Weiterleitungsbescheiden"
    " wiederkehrt, Projektmittel nicht, weil FI-04 sie zählt.",
    quelle="Konzept 4",
    art=Art.ZEITRAUM,
    menge=lambda zeitraum: Bescheid.objects.filter(
        _jahre(zeitraum, "von"), art__in=[BescheidArt.WEITERLEITUNG, BescheidArt.STADT]
    ).exclude(mittel=Mittel.PROJEKTE),
    aggregat=lambda _: Sum("betrag"),
    null=CENT,
    schutz=False,
    schreibweise="euro",
    jahresweise=True,
    erfasst=_erste_bescheide,
)
AUSGEZAHLT = Kennzahl(
    nummer="FI-02",
    name="Ausgezahlte Mittel",
    zaehlgroesse="Euro",
    definition="Summe der Auszahlungen der Stadt an Träger auf Bescheide über Stellen (wie FI-01, ohne Projektmittel) mit Zahltag"
    " in den Kalenderjahren, die dieser Zeitraum berührt; auch auf Bescheide früherer Jahre.",
    quelle="Konzept 4",
    art=Art.ZEITRAUM,
    menge=lambda zeitraum: Auszahlung.objects.filter(_jahre(zeitraum, "am")).exclude(bescheid__mittel=Mittel.PROJEKTE),
    aggregat=lambda _: Sum("betrag"),
    null=CENT,
    schutz=False,
    schreibweise="euro",
    jahresweise=True,
    erfasst=_erste_bescheide,
)


def _personalkosten_je_traeger(zeitraum: Zeitraum) -> QuerySet[Traeger]:
    """Über alle Träger nennt die Datenbank nur Summen, nie den Betrag einer Kraft (`personalkosten_summe`)."""
    summe = Func(
        F("pk"), Value(zeitraum.von), Value(zeitraum.ende), function="personalkosten_summe", output_field=DecimalField()
    )
    return Traeger.objects.annotate(traeger=F("pk"), brutto=summe)


PERSONALKOSTEN = Kennzahl(
    nummer="FI-03",
    name="Gemeldete Personalkosten",
    zaehlgroesse="Euro",
    definition="Summe der von den Trägern gemeldeten Bruttopersonalkosten der Monate, die in diesem Zeitraum beginnen;"
    " noch nicht auf S 11b gekappt.",
    quelle="Konzept 4",
    art=Art.ZEITRAUM,
    menge=lambda zeitraum: Personalkosten.objects.filter(monat__gte=zeitraum.von, monat__lte=zeitraum.ende),
    ueber_alle=_personalkosten_je_traeger,
    aggregat=lambda _: Sum("brutto"),
    null=CENT,
    schutz=False,
    nur_fassung=True,
    schreibweise="euro",
)


PROJEKTMITTEL = Kennzahl(
    nummer="FI-04",
    name="Projektmittel bewilligt",
    zaehlgroesse="Euro",
    definition="Anteile der Träger an den Projektmitteln der Kalenderjahre, die dieser Zeitraum berührt.",
    quelle="Konzept 5",
    art=Art.ZEITRAUM,
    menge=lambda zeitraum: Projektmittel.objects.filter(_jahre(zeitraum)),
    aggregat=lambda _: Sum("betrag"),
    null=CENT,
    schutz=False,
    schreibweise="euro",
    jahresweise=True,
)
PROJEKTAUSGABEN = Kennzahl(
    nummer="FI-05",
    name="Projektmittel ausgegeben",
    zaehlgroesse="Euro",
    definition="Summe der Belege über Projektmittel mit Belegdatum in diesem Zeitraum, bezahlt oder nicht.",
    quelle="Konzept 5",
    art=Art.ZEITRAUM,
    menge=lambda zeitraum: Beleg.objects.filter(beleg_am__gte=zeitraum.von, beleg_am__lte=zeitraum.ende),
    aggregat=lambda _: Sum("betrag"),
    null=CENT,
    schutz=False,
    schreibweise="euro",
)
PROJEKTREST = Differenz(
    nummer="FI-06",
    name="Projektmittel Rest",
    zaehlgroesse="Euro",
    definition="Projektmittel bewilligt (FI-04) minus ausgegeben (FI-05); negativ heißt überzogen.",
    quelle="Konzept 5",
    minuend=PROJEKTMITTEL,
    subtrahend=PROJEKTAUSGABEN,
)
PROJEKT_AUSGEZAHLT = replace(
    AUSGEZAHLT,
    nummer="FI-07",
    name="Projektmittel ausgezahlt",
    definition="Summe der Auszahlungen der Stadt an Träger auf Bescheide über Projektmittel mit Zahltag in den Kalenderjahren, die"
    " dieser Zeitraum berührt.",
    quelle="Konzept 5",
    menge=lambda zeitraum: Auszahlung.objects.filter(_jahre(zeitraum, "am"), bescheid__mittel=Mittel.PROJEKTE),
)


def _ausgezahlt_in(von: date, bis: date) -> Q:
    """Auch ein früherer Bescheid bestimmt Zahlen des Jahres, wenn darin auf ihn gezahlt wurde: wofür, sagt er."""
    return Q(pgh_obj__in=Auszahlung.objects.filter(im_haushaltsjahr("am")(von, bis)).values("bescheid"))


#: Ein Gehalt liest die Rolle der Zahlen nie, nur den Stand der Zeile: Er steigt mit jedem Speichern.
BEOBACHTET = (
    Beobachtet(
        Bescheid, lambda von, bis: im_haushaltsjahr("von")(von, bis) | solange()(von, bis) | _ausgezahlt_in(von, bis), Recht.FINANZEN_LESEN,
        felder=("art", "mittel", "von", "bis", "betrag"),
    ),
    Beobachtet(Auszahlung, im_haushaltsjahr("am"), Recht.FINANZEN_LESEN),
    Beobachtet(Personalkosten, am_tag("monat"), Recht.FINANZEN_LESEN, felder=("monat", "version")),
    Beobachtet(Projektmittel, lambda von, bis: Q(jahr__range=(von.year, bis.year)), Recht.FINANZEN_LESEN),
    Beobachtet(Beleg, am_tag("beleg_am"), Recht.FINANZEN_LESEN, felder=("beleg_am", "betrag")),
)  # fmt: skip


@dataclass(frozen=True)
class Seither:
    """Was sich am eigenen Träger seit dem Einfrieren geändert hat: je Art ein Satz, und die Arten, von denen nichts zu sagen ist."""

    geaendert: dict[str, str]
    unveraendert: list[str]
    verschwiegen: list[str]


def protokollstand() -> dict[str, int]:
    """Ereignistabelle → Nummer ihres letzten Ereignisses, von allem, woraus die Zahlen entstehen (`seither_geaendert`)."""
    tabellen = [beobachtet.ereignis._meta.db_table for beobachtet in beobachtete()]
    with connection.cursor() as cursor:
        cursor.execute(
            "select t, coalesce(pg_sequence_last_value(pg_get_serial_sequence(t, 'pgh_id')::regclass), 0) from unnest(%s::text[]) t",
            [tabellen],
        )
        return dict(cursor.fetchall())


def seither_geaendert(fassung: Fassung, zugang: Zugang) -> Seither:
    """Wie viele Zeilen welcher Art sich beim eigenen Träger geändert haben, soweit sie das Jahr betreffen; nie welche.

    Nur beim eigenen: Dass sich bei einem anderen etwas geändert hat, verriete zusammen mit zwei Fassungen, die sich gleichen, eine einzelne
    Person. Wer die Zeilen selbst nicht sieht (Verwaltung), sieht ihre Zahl gerundet, und nur, wo genug Menschen dahinter stehen.
    """
    von, bis = date(fassung.jahr, 1, 1), date.fromisoformat(fassung.daten.get("stichtag", f"{fassung.jahr}-12-31"))
    arten = [b for b in beobachtete() if b.ereignis._meta.db_table in fassung.stand]
    offen, eigener = {b.wort for b in arten if not b.mensch or zugang.darf(b.recht)}, zugang.traeger_id or 0
    with zahlen():
        aenderungen = geaendert(
            [
                b.geaendert(fassung.stand[b.ereignis._meta.db_table], eigener, von, bis, nach_art=b.wort in offen)
                for b in bewegt(arten, fassung.stand, eigener)
            ]
        )
    saetze: dict[str, list[str]] = {}
    schwelle = fassung.daten.get("mindestfallzahl", KLEINSTE_SCHWELLE)
    for art, wie, anzahl, menschen in sorted(aenderungen):
        if art in offen:
            saetze.setdefault(art, []).append(f"{anzahl} {wie}")
        elif menschen >= schwelle:
            saetze[art] = [f"rund {gerundete_zahl(anzahl, schwelle, 'seither', art)}"]
    rest = [b.wort for b in arten if b.wort not in saetze]
    return Seither(
        {art: ", ".join(teile) for art, teile in sorted(saetze.items())},
        sorted(art for art in rest if art in offen), sorted(art for art in rest if art not in offen),
    )  # fmt: skip


KENNZAHLEN = (
    BEWILLIGT, AUSGEZAHLT, PERSONALKOSTEN, PROJEKTMITTEL, PROJEKTAUSGABEN, PROJEKTREST, PROJEKT_AUSGEZAHLT,
)  # fmt: skip
