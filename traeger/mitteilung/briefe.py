"""Was in der Glocke und in der E-Mail steht, aus Sache, Anlass und Tag: nie ein Name, nie freier Text; ohne Datenbank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from arge.zahlen.format import datum
from traeger.begriffe import Anlass, Recht

#: Was hinter jedem Anlass steht, in den Einstellungen.
ERKLAERT: dict[Anlass, str] = {
    Anlass.ZUGEWIESEN: "zugewiesen: ein Fall oder eine Aufgabe ist neu bei Ihnen",
    Anlass.UEBERGEBEN: "übergeben: jemand gibt Ihnen seine Fälle oder Sie vertreten jemanden",
    Anlass.FAELLIG: "fällig: eine Aufgabe oder ein Ziel ist heute fällig",
    Anlass.UEBERFAELLIG: "überfällig: die Frist ist vorbei, einmal je Frist",
    Anlass.FERTIG: "fertig: eine Datei, die Sie beauftragt haben, liegt bereit oder ist gescheitert",
    Anlass.ZURUECK: "zurückgegeben: ein Fall, eine Aufgabe oder eine Datei kommt zu Ihnen zurück",
    Anlass.FRIST: "Frist berichtigt: eine Ihrer Aufgaben hat eine andere Frist",
}
#: Was der Anlass in einem Satz über die Sache sagt; `{}` ist der Tag.
_SATZ: dict[Anlass, str] = {
    Anlass.ZUGEWIESEN: "Ihnen zugewiesen, ab {}",
    Anlass.UEBERGEBEN: "an Sie übergeben, ab {}",
    Anlass.FAELLIG: "fällig am {}",
    Anlass.UEBERFAELLIG: "überfällig seit {}",
    Anlass.FERTIG: "fertig am {}",
    Anlass.ZURUECK: "zurückgegeben am {}",
    Anlass.FRIST: "Frist berichtigt, jetzt fällig am {}",
}


class Sache(NamedTuple):
    """Worum es geht: Art und Nummer („MBE-Fall 12“), die Adresse im Haus, und welches Recht sie öffnet."""

    name: str
    pfad: str
    recht: Recht | None = None


@dataclass(frozen=True, slots=True)
class Frist:
    """Etwas, das an einem Tag fällig ist; obere Stockwerke melden ihre durch Namen an (`settings.FRISTEN`).

    `an`: je Gruppe von Verantwortlichen die Bedingung an ihre Mitgliedschaft.
    """

    sache: Sache
    tag: date
    an: Sequence[Any]


class Zeile(NamedTuple):
    """Eine Zeile der E-Mail: Sache, Anlass, Tag und ganze Adresse."""

    sache: str
    anlass: Anlass
    tag: date
    adresse: str


def satz(anlass: Anlass, tag: date) -> str:
    """„an Sie übergeben, ab 01.12.2026“."""
    return _SATZ[anlass].format(datum(tag))


def betreff(zeilen: Sequence[Zeile]) -> str:
    """Eine Sache nennt der Betreff, mehrere zählt er."""
    if len(zeilen) == 1:
        return f"ARGE Integration: {zeilen[0].sache} {zeilen[0].anlass.label}"
    spaet = sum(zeile.anlass == Anlass.UEBERFAELLIG for zeile in zeilen)
    return f"ARGE Integration: {len(zeilen)} Fristen" + (f", {spaet} überfällig" if spaet else "")


def text(zeilen: Sequence[Zeile], rolle: str, alle: str) -> str:
    """Der Text der E-Mail; `rolle`: in welcher Mitgliedschaft sich die Verweise öffnen, `alle`: Adresse der Glocke."""
    absaetze = "\n\n".join(f"{z.sache}: {satz(z.anlass, z.tag)}\n{z.adresse}" for z in zeilen)
    return (
        f"Guten Tag,\n\nfür Sie als {rolle}:\n\n{absaetze}\n\nAlle Mitteilungen: {alle}\n"
        "Dort wählen Sie auch, was Sie per E-Mail bekommen.\n"
    )
