"""Kennzahlen der MBE (berichte 1): Fälle ≠ Personen ≠ Kontakte ≠ mitberatene Angehörige.

Für die ARGE zählt nur, was die Stadt finanziert: Bundesgeförderte Fälle und Kurzberatungen desselben Trägers bleiben draußen,
damit nichts doppelt gefördert wird (fakten 0.2 Nr. 10). Kurzberatungen haben keinen Fall und darum ihre eigene Zahl.
"""

from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Func, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from arge.zahlen.kennzahl import Art, Kennzahl, Merkmal
from arge.zahlen.seither import Beobachtet, am_tag, an_den_enden, solange
from arge.zahlen.zeitraum import Zeitraum
from beratung.begriffe import Finanzierung, Thema
from beratung.models import Abschluss, Fall, Kontakt
from traeger.begriffe import Recht

STUNDEN = DecimalField(max_digits=14, decimal_places=6)
KONZEPT = "Konzept 3.1"


def _beraten(z: Zeitraum) -> QuerySet[Fall]:
    return Fall.objects.beraten_im(z).filter(finanzierung=Finanzierung.STADT)


def _kontakte(z: Zeitraum) -> QuerySet[Kontakt]:
    return Kontakt.objects.filter(am__gte=z.von, am__lte=z.ende, fall__finanzierung=Finanzierung.STADT)


def _personen(_: Zeitraum) -> Any:
    return Count("person", distinct=True)


def _stunden(_: Zeitraum) -> Any:
    return Cast(Sum("dauer_minuten"), STUNDEN) / Value(Decimal(60), STUNDEN)


LAUFENDE = Kennzahl(
    "MBE-01", "laufende MBE-Fälle", "Fälle",
    "Von der Stadt finanzierte Fälle, die am Stichtag begonnen und nicht abgeschlossen sind; am Tag des Abschlusses läuft ein Fall nicht mehr.",
    KONZEPT, Art.STICHTAG, lambda z: Fall.objects.laufend(z.ende).filter(finanzierung=Finanzierung.STADT), mensch="person",
)  # fmt: skip
BERATENE = Kennzahl(
    "MBE-10", "im Zeitraum beratene MBE-Fälle", "Fälle",
    "Von der Stadt finanzierte Fälle, die an mindestens einem Tag des Zeitraums beraten wurden; der Tag des Abschlusses zählt mit.",
    KONZEPT, Art.ZEITRAUM, _beraten, mensch="person",
)  # fmt: skip
NEUE = Kennzahl(
    "MBE-02", "neue MBE-Fälle", "Fälle", "Von der Stadt finanzierte Fälle, deren Beratung im Zeitraum begann.",
    KONZEPT, Art.ZEITRAUM,
    lambda z: Fall.objects.filter(begonnen_am__gte=z.von, begonnen_am__lte=z.ende, finanzierung=Finanzierung.STADT),
    mensch="person",
)  # fmt: skip
ABGESCHLOSSENE = Kennzahl(
    "MBE-03", "abgeschlossene MBE-Fälle", "Fälle", "Von der Stadt finanzierte Fälle, die im Zeitraum abgeschlossen und an seinem Ende nicht wieder aufgenommen waren.",
    KONZEPT, Art.ZEITRAUM,
    lambda z: Fall.objects.abgeschlossen_im(z).filter(finanzierung=Finanzierung.STADT),
    mensch="person",
)  # fmt: skip
WIEDER = Kennzahl(
    "MBE-11", "wieder aufgenommene MBE-Fälle", "Fälle",
    "Von der Stadt finanzierte Fälle, die vor dem Zeitraum abgeschlossen waren und in ihm wieder aufgenommen wurden.",
    KONZEPT, Art.ZEITRAUM, lambda z: Fall.objects.wieder_im(z).filter(finanzierung=Finanzierung.STADT), mensch="person",
)  # fmt: skip
PERSONEN = Kennzahl(
    "MBE-04", "Personen in der MBE", "Personen",
    "Verschiedene Personen je Träger mit mindestens einem im Zeitraum beratenen Fall (MBE-10). Träger gleichen Personen nicht ab: Wer"
    " bei zwei Trägern beraten wird, zählt zweimal.",
    "Konzept 3.1, Fachmodell 6", Art.ZEITRAUM, _beraten, _personen, beteiligte=_personen,
)  # fmt: skip
KONTAKTE = Kennzahl(
    "MBE-05", "Beratungskontakte", "Kontakte",
    "Kontakte mit Datum im Zeitraum in von der Stadt finanzierten Fällen; ohne Kurzberatungen (MBE-08).",
    KONZEPT, Art.ZEITRAUM, _kontakte, mensch="fall__person",
)  # fmt: skip
DAUER = Kennzahl(
    "MBE-06", "Beratungsdauer", "Stunden", "Dauer der Kontakte (MBE-05) in Stunden (Minuten geteilt durch 60).",
    KONZEPT, Art.ZEITRAUM, _kontakte, _stunden, Decimal(0), mensch="fall__person", schreibweise="std_min",
)  # fmt: skip
ANGEHOERIGE = Kennzahl(
    "MBE-07", "mitberatene Angehörige", "mitberatene Angehörige",
    "Summe der in den Kontakten (MBE-05) mitberatenen Angehörigen; wer in mehreren Kontakten dabei war, zählt mehrfach.",
    KONZEPT, Art.ZEITRAUM, _kontakte, lambda _: Sum("anzahl_angehoerige"),
    mensch="fall__person", beteiligte=lambda _: Count("fall__person", distinct=True, filter=Q(anzahl_angehoerige__gt=0)),
)  # fmt: skip
KURZBERATUNGEN = Kennzahl(
    "MBE-08", "Kurzberatungen", "Kurzberatungen",
    "Von der Stadt finanzierte anonyme Kurz- und Verweisberatungen mit Datum im Zeitraum, ohne Fall und ohne Namen.",
    KONZEPT, Art.ZEITRAUM,
    lambda z: Kontakt.objects.filter(
        am__gte=z.von, am__lte=z.ende, fall__isnull=True, finanzierung=Finanzierung.STADT
    ),
    beteiligte=lambda _: Count("pk"),
)  # fmt: skip
THEMEN = Kennzahl(
    "MBE-09", "Nennungen je Thema", "Nennungen",
    "Themen der Kontakte (MBE-05); ein Kontakt kann mehrere der neun Themen nennen und zählt dann bei jedem.",
    KONZEPT, Art.ZEITRAUM, lambda z: _kontakte(z).filter(themen__len__gt=0), lambda _: Sum(Func("themen", function="cardinality", output_field=IntegerField())),
    mensch="fall__person", merkmale={"thema": Merkmal(dict(Thema.choices), mehrfach="themen", je=lambda _: Count("pk"))},
)  # fmt: skip
KENNZAHLEN: tuple[Kennzahl, ...] = (
    LAUFENDE, NEUE, ABGESCHLOSSENE, PERSONEN, KONTAKTE, DAUER, ANGEHOERIGE, KURZBERATUNGEN, THEMEN, BERATENE, WIEDER,
)  # fmt: skip
BEOBACHTET = (
    Beobachtet(
        Fall, solange("begonnen_am", "abgeschlossen_am"), Recht.FALL_LESEN, mensch="person",
        felder=("person", "begonnen_am", "abgeschlossen_am", "finanzierung"),
    ),
    Beobachtet(Abschluss, an_den_enden(), Recht.FALL_LESEN, mensch="fall__person"),
    Beobachtet(
        Kontakt, am_tag(), Recht.FALL_LESEN, mensch="fall__person",
        felder=("fall", "am", "dauer_minuten", "anzahl_angehoerige", "themen", "finanzierung", "storniert_am"),
    ),
)  # fmt: skip
