"""Deutsche Schreibweisen für Web, PDF und Diagramm: None wird „–“, ein gesperrter Wert „·“ (rein)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

FEHLT = "–"
GESCHUETZT = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
BERLIN = ZoneInfo("Europe/Berlin")


class Sperre(Enum):
    """Ein gesperrter Wert: vorhanden, aber geheim zu halten; eigener Typ, damit niemand mit ihm rechnet."""

    GESPERRT = "·"

    def __str__(self) -> str:
        return self.value


GESPERRT = Sperre.GESPERRT
Rechenzahl = int | Decimal | Fraction | float
Zahl = Rechenzahl | Sperre | None


def _dezimal(wert: Rechenzahl) -> Decimal:
    if isinstance(wert, bool):
        raise TypeError("Ein Wahrheitswert ist keine Zahl.")
    if isinstance(wert, Fraction):
        return Decimal(wert.numerator) / Decimal(wert.denominator)
    return Decimal(str(wert))


def dezimal(wert: Rechenzahl, mindestens: int, hoechstens: int) -> str:
    """Schreibt mit Tausenderpunkt und Dezimalkomma, kaufmännisch gerundet, ohne Nullen über `mindestens`."""
    gerundet = _dezimal(wert).quantize(Decimal(1).scaleb(-hoechstens), ROUND_HALF_UP)
    ganz, _, bruch = f"{abs(gerundet):,.{hoechstens}f}".partition(".")
    bruch = bruch[:mindestens] + bruch[mindestens:].rstrip("0")
    text = ganz.replace(",", ".") + (f",{bruch}" if bruch else "")
    return MINUS + text if gerundet < 0 else text


def _schreibe(wert: Zahl, mindestens: int, hoechstens: int, einheit: str = "") -> str:
    if wert is None:
        return FEHLT
    if isinstance(wert, Sperre):
        return str(wert)
    return dezimal(wert, mindestens, hoechstens) + (GESCHUETZT + einheit if einheit else "")


def zahl(wert: Zahl, stellen: int = 0) -> str:
    """„1.234“ – Anzahlen ohne, Mittelwerte mit fester Stellenzahl."""
    return _schreibe(wert, stellen, stellen)


def euro(wert: int | Decimal | Sperre | None) -> str:
    """„1.234,56 €“ – immer mit Cent; float ist kein Geld (haus 3) und wird abgewiesen."""
    if isinstance(wert, float):
        raise TypeError("Geld ist Decimal, nie float.")
    return _schreibe(wert, 2, 2, "€")


def vzae(wert: Zahl) -> str:
    """„0,4“ – Vollzeitäquivalente mit einer bis drei Stellen (Konzept 3.1: 0,4; Jahresmittel werden länger)."""
    return _schreibe(wert, 1, 3)


def prozent(anteil: Zahl, stellen: int = 1) -> str:
    """„12,5 %“ – aus dem Anteil (0,125), nicht aus der Prozentzahl."""
    if anteil is None or isinstance(anteil, Sperre):
        return _schreibe(anteil, 0, 0)
    return _schreibe(_dezimal(anteil) * 100, 0, stellen, "%")


def std_min(wert: Zahl) -> str:
    """„197:25 Std.“ – Stunden und Minuten, auf die Minute genau: So ergeben die Zeilen einer Tafel ihre Summe."""
    if wert is None or isinstance(wert, Sperre):
        return _schreibe(wert, 0, 0)
    minuten = int((_dezimal(wert) * 60).quantize(Decimal(1), ROUND_HALF_UP))
    stunden_ganz, rest = divmod(abs(minuten), 60)
    return f"{MINUS if minuten < 0 else ''}{dezimal(stunden_ganz, 0, 0)}:{rest:02d}{GESCHUETZT}Std."


def name(nachname: str | None, vorname: str | None) -> str:
    """„Haidari, Samira“; wer nur einen Namen hat, steht mit diesem."""
    return ", ".join(filter(None, (nachname, vorname))) or FEHLT


def kurzname(nachname: str | None, vorname: str | None) -> str:
    """„Haidari“; ohne Nachnamen der andere."""
    return nachname or vorname or FEHLT


def _tag(wert: date) -> date:
    """Zeitpunkte zählen zum Tag in Berlin: 23:30 Uhr UTC am 31.12. ist dort schon Neujahr."""
    if isinstance(wert, datetime):
        return wert.astimezone(BERLIN).date() if wert.tzinfo else wert.date()
    return wert


def datum(wert: date | None) -> str:
    """„01.03.2026“ (DIN 5008)."""
    return FEHLT if wert is None else f"{_tag(wert):%d.%m.}{_tag(wert).year:04d}"


def zeitpunkt(wert: datetime | None) -> str:
    """„01.03.2026, 14:05 Uhr“ in Berliner Zeit."""
    if wert is None:
        return FEHLT
    ort = wert.astimezone(BERLIN) if wert.tzinfo else wert
    return f"{datum(ort)}, {ort:%H:%M}{GESCHUETZT}Uhr"


def spanne(von: date, bis: date | None) -> str:
    """„01.01.2026 bis 31.12.2026“, offen „ab 01.01.2026“ – `bis` ist einschließlich (haus 3)."""
    return f"ab {datum(von)}" if bis is None else f"{datum(von)} bis {datum(bis)}"


def seit(von: date | None, bis: date | None) -> str:
    """Wie `spanne`; ohne ersten Tag „von Anfang an“ oder „bis 31.12.2026“."""
    if von is not None:
        return spanne(von, bis)
    return "von Anfang an" if bis is None else f"bis {datum(bis)}"


# Wie eine Tafel ihre Werte schreibt; die Namen stehen auch in eingefrorenen Fassungen und bleiben darum.
SCHREIBWEISEN: dict[str, Callable[[Any], str]] = {
    "zahl": zahl,
    "dezimal": lambda wert: zahl(wert, 1),
    "euro": euro,
    "vzae": vzae,
    "prozent": prozent,
    "std_min": std_min,
}


def waehlbar(nummer: str) -> str:
    """Telefonnummer für `tel:`; Leerzeichen, Klammern und Striche wählt niemand."""
    return "".join(z for z in nummer if z.isdigit() or z == "+")


def minuten(anzahl: int) -> str:
    """„2:15 Std.“ aus Minuten, auf die Minute genau."""
    return std_min(Decimal(anzahl) / 60)
