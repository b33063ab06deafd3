"""Gesetzliche Feiertage in Baden-Württemberg (Feiertagsgesetz § 1) und der nächste Arbeitstag."""

from datetime import date, timedelta
from functools import cache

from arge.zahlen.zeitraum import TAG

#: Neujahr, Erscheinungsfest, Tag der Arbeit, Tag der Deutschen Einheit, Allerheiligen, zwei Weihnachtstage: (Monat, Tag).
FEST = ((1, 1), (1, 6), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
#: Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, Fronleichnam: Tage nach dem Ostersonntag.
NACH_OSTERN = (-2, 1, 39, 50, 60)


def ostersonntag(jahr: int) -> date:
    """Nach der Gaußschen Osterformel in der Fassung von Lichtenberg (gregorianischer Kalender)."""
    k = jahr // 100
    mond = (19 * (jahr % 19) + 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25) % 30
    vollmond = 21 + mond - (mond // 29 + (mond // 28 - mond // 29) * (jahr % 19 // 11))
    sonntag = 7 - (jahr + jahr // 4 + 2 - (3 * k + 3) // 4) % 7
    return date(jahr, 3, 1) + timedelta(vollmond + 7 - (vollmond - sonntag) % 7 - 1)


@cache
def feiertage(jahr: int) -> frozenset[date]:
    """Die zwölf gesetzlichen Feiertage eines Jahres."""
    ostern = ostersonntag(jahr)
    return frozenset(date(jahr, monat, tag) for monat, tag in FEST) | {ostern + timedelta(n) for n in NACH_OSTERN}


def ist_arbeitstag(tag: date) -> bool:
    """Montag bis Freitag und kein Feiertag."""
    return tag.weekday() < 5 and tag not in feiertage(tag.year)


def arbeitstag_ab(tag: date) -> date:
    """Der Tag selbst oder der nächste Arbeitstag danach (wie § 193 BGB)."""
    while not ist_arbeitstag(tag):
        tag += TAG
    return tag
