"""Kennzahlen des Geldes (berichte 1): bewilligt, ausgezahlt, Personalkosten, Projektmittel. Geld hat keine Mindestfallzahl."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Func, Q, QuerySet, Sum, Value

from arge.daten.suche import Deutsch
from arge.zahlen.kennzahl import Art, Differenz, Kennzahl, Zaehlung, gemeinsam, nach_nummer
from arge.zahlen.statistik import Tafel, schuetzen, wie
from arge.zahlen.zeitraum import Zeitraum
from finanzen.begriffe import BescheidArt, Mittel
from finanzen.models import Auszahlung, Beleg, Bescheid, Personalkosten, Projektmittel
from traeger.models import Traeger
from traeger.zugang import zahlen

CENT = Decimal("0.00")


def _jahre(zeitraum: Zeitraum, feld: str = "") -> Q:
    """Haushaltsjahre, die der Zeitraum berührt: als Jahreszahl, oder der Tag `feld` darin. Ein halbes Jahr bewilligt niemand."""
    if not feld:
        return Q(jahr__gte=zeitraum.von.year, jahr__lte=zeitraum.ende.year)
    return Q(**{f"{feld}__gte": date(zeitraum.von.year, 1, 1), f"{feld}__lte": date(zeitraum.ende.year, 12, 31)})


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

KENNZAHLEN = (BEWILLIGT, AUSGEZAHLT, PERSONALKOSTEN, PROJEKTMITTEL, PROJEKTAUSGABEN, PROJEKTREST)


@contextmanager
def sammeln(zeitraum: Zeitraum, stichtag: date, mindestfallzahl: int) -> Iterator["Sammler"]:
    """Ein Sammler über alle Träger; gilt nur innerhalb, danach liest niemand mehr als `zahlen()`."""
    with zahlen():
        yield Sammler(zeitraum, stichtag, mindestfallzahl)


class Sammler:
    """Liest Kennzahlen eines Berichtsjahrs je Träger und macht daraus Tafeln; Köpfe sind die Kurznamen der Träger."""

    def __init__(self, zeitraum: Zeitraum, stichtag: date, mindestfallzahl: int) -> None:
        self.zeitraum, self.stichtag, self.mindestfallzahl = zeitraum, stichtag, mindestfallzahl
        self.traeger = dict(Traeger.objects.order_by(Deutsch("kurzname")).values_list("pk", "kurzname"))
        self._gelesen: dict[str, dict[int, Any]] = {}

    def zeit(self, nummer: str) -> Zeitraum:
        """Zeitraum der Kennzahl: das Jahr, bei Stichtagszahlen der Stichtag."""
        ist_stichtag = nach_nummer(nummer).art == Art.STICHTAG
        return Zeitraum(self.stichtag, self.stichtag) if ist_stichtag else self.zeitraum

    def kopf(self, nummer: str) -> str:
        """Spaltenkopf: jede Zahl trägt ihr Kürzel (berichte 2)."""
        return f"{nach_nummer(nummer).name} ({nummer})"

    def vorab(self, *nummern: str) -> None:
        """Liest alle genannten Kennzahlen je Träger in einer Abfrage; danach kostet jede Tafel daraus keine mehr."""
        offen = [nummer for nummer in nummern if nummer not in self._gelesen]
        werte = gemeinsam(*(Zaehlung(nach_nummer(n), self.zeit(n), ("traeger",)) for n in offen)) if offen else []
        self._gelesen |= dict(zip(offen, werte, strict=True))

    def je_traeger(self, nummer: str) -> dict[str, Any]:
        kennzahl = nach_nummer(nummer)
        if isinstance(kennzahl, Differenz):
            rechts = self.je_traeger(kennzahl.subtrahend.nummer)
            return {name: wert - rechts[name] for name, wert in self.je_traeger(kennzahl.minuend.nummer).items()}
        self.vorab(nummer)
        return {name: self._gelesen[nummer].get(pk, kennzahl.null) for pk, name in self.traeger.items()}

    def roh(self, titel: str, *nummern: str, zaehlgroesse: str, **merkmale: Any) -> Tafel:
        """Träger × Kennzahlen, Summe je Kennzahl unten."""
        zellen = {(name, self.kopf(n)): wert for n in nummern for name, wert in self.je_traeger(n).items()}
        # Wer an keiner Zahl der Tafel Anteil hat (die Stadt am Kontingent), braucht keine Zeile voller Nullen.
        beteiligt = {name for (name, _), wert in zellen.items() if wert}
        zeilen = [name for name in self.traeger.values() if name in beteiligt or not beteiligt]
        zellen = {schluessel: wert for schluessel, wert in zellen.items() if schluessel[0] in zeilen}
        spalten = [self.kopf(n) for n in nummern]
        return Tafel.aus(
            zellen, titel=titel, zaehlgroesse=zaehlgroesse, zeilen=zeilen, spalten=spalten, summen="spalten",
            zeilenkopf="Träger", **merkmale,
        )  # fmt: skip

    def geschuetzt(self, tafel: Tafel) -> Tafel:
        return schuetzen(tafel, self.mindestfallzahl)

    def nach_faellen(self, titel: str, *nummern: str, faelle: str, zaehlgroesse: str, **merkmale: Any) -> Tafel:
        """Kontakte, Stunden, Angehörige: gesperrt, wo weniger Fälle dahinterstehen als die Mindestfallzahl.

        Zehn Kontakte eines einzigen Falls sind eine Aussage über einen Menschen; gezählt wird darum, wie viele
        Fälle höchstens beteiligt sind (das Kleinere aus Wert und Fallzahl).
        """
        anzahl = self.je_traeger(faelle)
        tafel = self.roh(titel, *nummern, zaehlgroesse=zaehlgroesse, **merkmale)
        beteiligt = {
            (name, kopf): min(anzahl[name], _aufgerundet(tafel.wert(name, kopf)))
            for name in tafel.zeilen
            for kopf in tafel.spalten
        }
        schutz = Tafel.aus(
            beteiligt, titel=titel, zaehlgroesse="Fälle", zeilen=tafel.zeilen, spalten=tafel.spalten, summen="spalten"
        )
        return wie(tafel, schuetzen(schutz, self.mindestfallzahl))

    def verteilung(self, nummer: str, merkmal: str, titel: str, koepfe: Mapping[Any, str]) -> Tafel:
        """Eine Kennzahl nach einem Merkmal; Köpfe in der Reihenfolge des Wortschatzes, „nicht erfasst“ zuletzt."""
        werte = nach_nummer(nummer).je(self.zeit(nummer), merkmal)
        zeilen = {kopf: werte.get(schluessel, 0) for schluessel, kopf in koepfe.items()}
        if rest := sum(wert for schluessel, wert in werte.items() if schluessel not in koepfe):
            zeilen["nicht erfasst"] = rest
        groesse = nach_nummer(nummer).zaehlgroesse
        return Tafel.liste(zeilen, titel=titel, zaehlgroesse=groesse, kuerzel=nummer)


def _aufgerundet(wert: Any) -> int:
    return int(wert) if wert == int(wert) else int(wert) + 1
