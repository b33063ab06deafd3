"""Kennzahlen des Ehrenamts (berichte 1). Die Stadt sieht Anzahl, Stunden, Altersgruppen – nie Personen (fakten 5)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, DecimalField, Max, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from arge.zahlen.kennzahl import Art, Kennzahl, Merkmal
from arge.zahlen.seither import Beobachtet, am_tag, an_den_enden, begonnen, solange
from arge.zahlen.zeitraum import Zeitraum
from ehrenamt.begriffe import Altersgruppe, Erfahrung, ProjektBereich
from ehrenamt.models import Ausscheiden, Ehrenamtliche, Erfahrungsangabe, Projekt, Projektstand, Stunden, Treffen
from traeger.begriffe import Recht

STUNDENZAHL = DecimalField(max_digits=14, decimal_places=6)
KONZEPT = "Konzept 3.1"


def altersgruppe(am: date) -> Case:
    """Altersgruppe nach dem Alter, das im Jahr des Tages erreicht wird: Den Geburtstag liest diese Zahl nicht (SICHERHEIT)."""
    stufen = [(65, Altersgruppe.AB_65), (45, Altersgruppe.BIS_64), (27, Altersgruppe.BIS_44)]
    return Case(
        When(geburtsjahr__isnull=True, then=Value(Altersgruppe.UNBEKANNT.value)),
        *[When(geburtsjahr__lte=am.year - jahre, then=Value(gruppe.value)) for jahre, gruppe in stufen],
        default=Value(Altersgruppe.UNTER_27.value),
        output_field=CharField(),
    )


def _aktive(z: Zeitraum) -> QuerySet[Ehrenamtliche]:
    return Ehrenamtliche.objects.da_am(z.ende).mit_erfahrung(z.ende).annotate(altersgruppe=altersgruppe(z.ende))


def _stunden(z: Zeitraum) -> QuerySet[Stunden]:
    bestaetigt = Case(When(bestaetigt_am__isnull=False, then=Value("ja")), default=Value("nein"), output_field=CharField())
    return Stunden.objects.filter(am__gte=z.von, am__lte=z.ende).annotate(bestaetigt=bestaetigt)


def _treffen(z: Zeitraum) -> QuerySet[Treffen]:
    return Treffen.objects.filter(am__gte=z.von, am__lte=z.ende)


def _personen(_: Zeitraum) -> Any:
    return Count("pk")


def _auf_einmal(_: Zeitraum) -> Any:
    """Wer kommt, wird nicht mit Namen erfasst: So viele verschiedene Menschen sind es mindestens, wie am größten Treffen teilnahmen."""
    return Max("anzahl_teilnehmende")


def _summe_stunden(_: Zeitraum) -> Any:
    return Cast(Sum("minuten"), STUNDENZAHL) / Value(Decimal(60), STUNDENZAHL)


AKTIVE = Kennzahl(
    "EA-01", "aktive Ehrenamtliche", "Ehrenamtliche",
    "Personen, die am Stichtag gewonnen und nicht ausgeschieden sind (letzter Tag zählt mit); je Altersgruppe (Alter, das im Jahr des Stichtags erreicht wird) und mit"
    " eigener Flucht- oder Migrationserfahrung, soweit angegeben.",
    KONZEPT, Art.STICHTAG, _aktive, beteiligte=_personen,
    merkmale={"erfahrung": Merkmal(dict(Erfahrung.choices)), "altersgruppe": Merkmal(dict(Altersgruppe.choices))},
)  # fmt: skip
NEUE = Kennzahl(
    "EA-02", "neu gewonnene Ehrenamtliche", "Ehrenamtliche", "Personen, deren Engagement im Zeitraum zum ersten Mal begann.",
    KONZEPT, Art.ZEITRAUM, lambda z: Ehrenamtliche.objects.filter(gewonnen_am__gte=z.von, gewonnen_am__lte=z.ende),
    beteiligte=_personen,
)  # fmt: skip
AUSGESCHIEDENE = Kennzahl(
    "EA-03", "ausgeschiedene Ehrenamtliche", "Ehrenamtliche",
    "Personen, deren erster Tag ohne Engagement im Zeitraum liegt und die an seinem Ende nicht zurück waren.", KONZEPT, Art.ZEITRAUM,
    lambda z: Ehrenamtliche.objects.ausgeschieden_im(z), beteiligte=_personen,
)  # fmt: skip
ZURUECK = Kennzahl(
    "EA-08", "zurückgekehrte Ehrenamtliche", "Ehrenamtliche",
    "Personen, die vor dem Zeitraum ausgeschieden waren und in ihm zurückkehrten.", KONZEPT, Art.ZEITRAUM,
    lambda z: Ehrenamtliche.objects.zurueck_im(z), beteiligte=_personen,
)  # fmt: skip
STUNDEN = Kennzahl(
    "EA-04", "ehrenamtliche Stunden", "Stunden",
    "Erfasste Zeit der Ehrenamtlichen im Zeitraum in Stunden (Minuten geteilt durch 60), bestätigt oder noch nicht; die"
    " Aufteilung nach Bestätigung zeigt, was eine zweite Person geprüft hat.",
    KONZEPT, Art.ZEITRAUM, _stunden, _summe_stunden, Decimal(0),
    mensch="ehrenamtliche", schreibweise="std_min",
    merkmale={"bestaetigt": Merkmal({"ja": "bestätigt", "nein": "noch nicht bestätigt"})},
)  # fmt: skip
PROJEKTE = Kennzahl(
    "EA-05", "Projekte am Stichtag", "Projekte",
    "Projekte, deren Laufzeit den Stichtag umfasst. Je Bereich zählt ein Projekt in jedem seiner Bereiche.",
    "Konzept 1", Art.STICHTAG, lambda z: Projekt.objects.am(z.ende).mit_status(z.ende), lambda _: Count("pk", distinct=True), schutz=False,
    merkmale={"bereich": Merkmal(dict(ProjektBereich.choices), mehrfach="bereiche")},
)  # fmt: skip
TREFFEN = Kennzahl(
    "EA-06", "Treffen", "Treffen", "Treffen der Projekte mit Datum im Zeitraum.", KONZEPT, Art.ZEITRAUM, _treffen,
    schutz=False,
)  # fmt: skip
TEILNAHMEN = Kennzahl(
    "EA-07", "Teilnahmen an Treffen", "Teilnahmen",
    "Summe der Teilnehmenden aller Treffen im Zeitraum; wer zweimal kommt, zählt zweimal. Ehrenamtliche zählen nicht mit.",
    KONZEPT, Art.ZEITRAUM, _treffen, lambda _: Sum("anzahl_teilnehmende"), beteiligte=_auf_einmal,
)  # fmt: skip
KENNZAHLEN: tuple[Kennzahl, ...] = (AKTIVE, NEUE, AUSGESCHIEDENE, STUNDEN, PROJEKTE, TREFFEN, TEILNAHMEN, ZURUECK)
BEOBACHTET = (
    Beobachtet(
        Ehrenamtliche, solange("gewonnen_am", "ausgeschieden_am"), Recht.EHRENAMT_LESEN, mensch="pgh_obj",
        felder=("geburtsjahr", "gewonnen_am", "ausgeschieden_am"),
    ),
    Beobachtet(Ausscheiden, an_den_enden(), Recht.EHRENAMT_LESEN, mensch="ehrenamtliche"),
    Beobachtet(Erfahrungsangabe, solange() & begonnen("ehrenamtliche__gewonnen_am"), Recht.EHRENAMT_LESEN, mensch="ehrenamtliche"),
    Beobachtet(Stunden, am_tag(), Recht.EHRENAMT_LESEN, mensch="ehrenamtliche"),
    Beobachtet(Projekt, solange(), Recht.PROJEKT_LESEN, felder=("bereiche", "von", "bis")),
    Beobachtet(Projektstand, solange(), Recht.PROJEKT_LESEN),
    Beobachtet(Treffen, am_tag(), Recht.PROJEKT_LESEN),
)  # fmt: skip
