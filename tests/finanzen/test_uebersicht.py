"""Übersicht der Stadt: Stichtag ist heute, in vergangenen Jahren der 31.12.; dieselben Zahlen wie die Kennzahlen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from arge.zahlen.diagramm import balken
from arge.zahlen.kennzahl import nach_nummer
from arge.zahlen.zeitraum import Zeitraum
from finanzen.tables import UEBERZOGEN, bezug, uebersicht
from tests.factories import (
    BelegFactory,
    BescheidFactory,
    IMFallFactory,
    ProjektmittelFactory,
    StellenanteilFactory,
    TraegerFactory,
)
from tests.factories.basis import zahlen
from tests.factories.traeger import BewilligungFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]
HEUTE = date(2026, 11, 22)


@pytest.fixture
def awo():
    """Drei IM-Fälle; am 1.12. kommen drei dazu und ein zweiter Stellenanteil. Vielfache von drei rundet die Seite nicht."""
    awo = TraegerFactory(kurzname="AWO")
    for beginn, anzahl in ((date(2026, 2, 1), 3), (date(2026, 12, 1), 3)):
        for _ in range(anzahl):
            IMFallFactory(traeger=awo, begonnen_am=beginn)
    anteil = StellenanteilFactory(traeger=awo, vzae=Decimal("0.50"), von=date(2026, 1, 1))
    BewilligungFactory(traeger=awo, stellenanteil=anteil, vzae=Decimal("0.50"))
    StellenanteilFactory(traeger=awo, vzae=Decimal("0.30"), aufgabe="EA", von=date(2026, 12, 1))
    BescheidFactory(traeger=awo, betrag=Decimal("60000.00"))
    ProjektmittelFactory(traeger=awo, betrag=Decimal("5000.00"))
    BelegFactory(traeger=awo, betrag=Decimal("84.30"))
    return awo


@pytest.mark.parametrize(
    ("heute", "faelle", "vzae"),
    [
        (date(2026, 11, 30), 3, "0.50"),
        (date(2026, 12, 1), 3, "0.80"),
        (date(2026, 12, 31), 3, "0.80"),
        (date(2027, 1, 1), 6, "0.80"),
        (date(2027, 3, 1), 6, "0.80"),
        (HEUTE, 3, "0.50"),
    ],
)
def test_stellen_stehen_heute_faelle_am_letzten_vergangenen_monatsende(awo, heute, faelle, vzae):
    """Nie ein Tag der Zukunft, und Menschen nie am Tag selbst: Ein Sprung wäre sonst die Ankunft von heute."""
    _, _, stellen, im = uebersicht(jahr=2026, heute=heute)
    assert im.wert("AWO", im.spalten[0]) == im.spaltensummen[0] == faelle
    assert stellen.wert("AWO", stellen.spalten[0]) == Decimal(vzae)


def test_jede_spalte_zeigt_ihre_kennzahl(awo):
    gezeigt = {}
    for tafel in uebersicht(jahr=2026, heute=HEUTE):
        for kopf, summe in zip(tafel.spalten, tafel.spaltensummen, strict=True):
            nummer = kopf.rpartition("(")[2].rstrip(")")
            assert kopf == f"{nach_nummer(nummer).name} ({nummer})"
            assert tafel.wert("AWO", kopf) == summe
            gezeigt[nummer] = summe
    with zahlen():
        for nummer, wert in gezeigt.items():
            kennzahl = nach_nummer(nummer)
            tag = date(2026, 10, 31) if kennzahl.schutz else HEUTE
            zeit = Zeitraum(tag, tag) if kennzahl.art == "Stichtag" else Zeitraum.jahr(2026)
            assert wert == kennzahl.wert(zeit), nummer
    assert list(gezeigt) == [
        "FI-01",
        "FI-02",
        "FI-03",
        "FI-04",
        "FI-07",
        "FI-05",
        "FI-06",
        "TR-01",
        "TR-02",
        "TR-03",
        "IM-08",
    ]
    assert gezeigt["FI-06"] == Decimal("4915.70")


def test_ueberzogenes_ist_in_jedem_bild_verglichen(awo):
    """Jede Nummer mit Grenze steht mit ihrer in derselben Tafel; eine Auszahlung ohne Bescheid trägt das Wort im Bild."""
    tafeln = uebersicht(jahr=2026, heute=HEUTE)
    verglichen = {kopf.rpartition("(")[2].rstrip(")"): wer for tafel in tafeln for kopf, wer in bezug(tafel).items()}
    assert verglichen.keys() == UEBERZOGEN.keys()
    assert verglichen["FI-05"][0] == "Projektmittel bewilligt (FI-04)"
    assert verglichen["FI-06"] == (None, "überzogen")
    projektmittel = tafeln[1]
    knapp = replace(
        projektmittel,
        werte=(tuple(wert - 5000 if i in {0, 3} else wert for i, wert in enumerate(projektmittel.werte[0])),),
        rundung="-",
    )
    namen = balken(knapp, bezug=bezug(knapp)).zeichnung.punkte[0].name
    assert "84,30\N{NO-BREAK SPACE}€ über den bewilligten" in namen
    assert "überzogen" in namen
    assert "über" not in balken(projektmittel, bezug=bezug(projektmittel)).zeichnung.punkte[0].name
