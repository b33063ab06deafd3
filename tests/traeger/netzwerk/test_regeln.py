"""Nutzungszahl eines Partners und ähnliche Namen (rein, ohne Datenbank)."""

import pytest

from arge.zahlen.format import GESPERRT
from traeger.netzwerk.regeln import Nennung, aehnlich, nutzungszahl


@pytest.mark.parametrize(
    ("alle", "eigene", "erwartet"),
    [(0, 0, 0), (1, 0, GESPERRT), (2, 0, GESPERRT), (3, 0, 3), (2, 2, 2), (7, 5, GESPERRT), (8, 5, 8), (5, 5, 5)],
)
def test_fremde_ein_oder_zwei_sind_gesperrt_auch_in_der_summe(alle, eigene, erwartet):
    assert Nennung("Kontakte", alle, eigene, schutz=True).sichtbar(3) == erwartet
    assert Nennung("Netzwerkarbeit", alle, eigene, schutz=False).sichtbar(3) == alle
    summe = nutzungszahl([Nennung("K", alle, eigene, schutz=True), Nennung("N", 4, 0, schutz=False)], 3)
    assert summe == (GESPERRT if erwartet is GESPERRT else alle + 4)


@pytest.mark.parametrize(
    ("eins", "zwei", "gleich"),
    [
        ("Jobcenter", "Jobcenter Stadt Heilbronn", True), ("JOBCENTER stadt heilbronn", "Jobcenter Stadt Heilbronn", True),
        ("Schuldnerbertung", "Schuldnerberatung", True), ("Ausländerbehörde", "Auslanderbehorde", True),
        ("Hilfe e. V.", "Hilfe", True), ("Welcome-Center", "Welcome Center", True), ("JMD", "Jugendmigrationsdienst", False),
        ("Sozialberatung", "Schuldnerberatung", False), ("VHS", "Agentur für Arbeit", False), ("...", "Jobcenter", False), ("...", "...", False),
        # Kurze Namen stecken zufällig in anderen; ab vier Zeichen sagt es etwas.
        ("Amt", "Amt für Soziales", False), ("Amts", "Amts Gericht Heilbronn", True), ("AWO", "awo", True),
        ("Haus Ost", "Haus Oster", True), ("", "Jobcenter", False), ("...", "", False),
        # Genau an der Schwelle: 17 von 20 Zeichen gleich. Kurze Namen mit und ohne Rechtsform meinen dasselbe.
        ("abcdefghijklmnopqxyz", "abcdefghijklmnopquvw", True), ("abcdefghijklmnopwxyz", "abcdefghijklmnopstuv", False), ("IB e. V.", "IB", True), ("Vereinshaus gGmbH", "Vereinshaus GmbH", True), ("Straße", "strasse", True),
    ],
)  # fmt: skip
def test_aehnliche_namen(eins, zwei, gleich):
    assert aehnlich(eins, zwei) is aehnlich(zwei, eins) is gleich


def test_ohne_nennung_null_und_die_schwelle_ist_die_gegebene():
    assert nutzungszahl([], 3) == 0
    assert Nennung("Kontakte", 4, 0, schutz=True).sichtbar(5) is GESPERRT
    assert Nennung("Kontakte", 5, 0, schutz=True).sichtbar(5) == 5
