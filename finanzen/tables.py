"""Tafeln der Finanzen: Kennzahlen je Träger nebeneinander, nach außen nur geschützt (haus 3, Statistik)."""

from datetime import date
from typing import Any

from django.conf import settings

from arge.zahlen.statistik import Tafel
from arge.zahlen.zeitraum import Zeitraum
from finanzen.kennzahlen import sammeln


def uebersicht(*, jahr: int, heute: date) -> list[Tafel]:
    """Die Übersicht der Stadt: Mittel, Projektmittel, Stellen, IM-Fälle je Träger – ohne eine einzige Personenzeile."""
    with sammeln(Zeitraum.jahr(jahr), min(date(jahr, 12, 31), heute), settings.MINDESTFALLZAHL) as s:
        s.vorab("FI-01", "FI-02", "FI-03", "FI-04", "FI-05", "TR-01", "TR-02", "TR-03", "IM-08")
        return [
            s.roh("Förderung", "FI-01", "FI-02", "FI-03", zaehlgroesse="Euro", schreibweise="euro"),
            s.roh("Projektmittel", "FI-04", "FI-05", "FI-06", zaehlgroesse="Euro", schreibweise="euro"),
            s.roh("Stellen am Stichtag", "TR-01", "TR-02", "TR-03", zaehlgroesse="VZÄ", schreibweise="vzae"),
            s.geschuetzt(s.roh("Externe IM-Fälle am Stichtag", "IM-08", zaehlgroesse="Fälle")),
        ]


def kapitel(fassung: Any) -> list[dict[str, Any]]:
    """Kapitel einer Fassung mit Tafeln, wie sie damals waren."""
    return [k | {"tafeln": list(map(Tafel.from_json, k["tafeln"]))} for k in fassung.daten["kapitel"]]
