"""Woraus die Startseite besteht: Abschnitte aus kurzen Zeilen, die jede App beisteuert (`zusammensetzung.STARTSEITE`).

Beisteuern heißt: eine Funktion (Anfrage, Tag) → `Abschnitt` oder None, wenn es nichts zu zeigen gibt. Was erledigt ist, verschwindet, weil
jede Zeile aus den Daten entsteht und niemand sie anlegt oder abhakt.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

#: So viele Zeilen je Abschnitt; den Rest zeigt die Liste dahinter.
ZEILEN_JE_ABSCHNITT = 6
#: Was am meisten drängt, steht oben.
_DRINGLICHKEIT = {"ueberfaellig": 0, "bald": 1, "offen": 2, "gut": 3}

#: (Stand, Wort) einer Ampel: Farbe steht nie allein.
Zeichen = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Punkt:
    """Eine Zeile: worum es geht, wohin sie führt, was auffällt, und ein Satz dazu."""

    titel: str
    ziel: str
    zeichen: tuple[Zeichen, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """Ein Kasten der Startseite. `mehr`: (Wort, Adresse) der ganzen Liste; `gelesen`: so viele Akten stehen mit Namen darin."""

    kennung: str
    titel: str
    punkte: list[Punkt] = field(default_factory=list)
    text: str = ""
    mehr: tuple[str, str] | None = None
    gelesen: int = 0


def dringlichkeit(zeichen: Iterable[Zeichen]) -> int:
    """0 ist am dringendsten; nach ihr sortiert steht oben, was überfällig ist."""
    return min((_DRINGLICHKEIT[stand] for stand, _ in zeichen), default=len(_DRINGLICHKEIT))


def zahlwort(anzahl: int, eins: str, viele: str) -> str:
    """„Ein Fall“, „3 Fälle“."""
    return eins if anzahl == 1 else f"{anzahl} {viele}"
