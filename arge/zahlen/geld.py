"""Geld ist Decimal mit zwei Stellen, kaufmännisch gerundet; beim Teilen geht kein Cent verloren (haus 3, rein)."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NULL = Decimal("0.00")


def _decimal(wert: Decimal | int) -> Decimal:
    """Nimmt nur Decimal und int: ein float trüge seinen Binärfehler unbemerkt in den Nachweis."""
    if isinstance(wert, bool) or not isinstance(wert, Decimal | int):
        raise TypeError(f"Geld ist Decimal oder int, nicht {type(wert).__name__}.")
    wert = Decimal(wert)
    if not wert.is_finite():
        raise ValueError("Ein Geldbetrag ist endlich.")
    return wert


def auf_cent(wert: Decimal | int) -> Decimal:
    """Rundet kaufmännisch auf Cent (DIN 1333: die Hälfte weg von null) und gibt immer zwei Stellen."""
    return _decimal(wert).quantize(CENT, ROUND_HALF_UP)


def summe(betraege: Iterable[Decimal | int]) -> Decimal:
    """Summiert auf Cent; leere Summe ist 0,00 – `sum()` gäbe dort einen int ohne Stellen."""
    return auf_cent(sum(map(_decimal, betraege), NULL))


def gleich_teilen(betrag: Decimal | int, anzahl: int) -> list[Decimal]:
    """Teilt in `anzahl` gleiche Teile; Restcents einzeln an die ersten: die Summe bleibt der Betrag.

    Gegenbeispiel, das sie verhindert: 100,00 € durch drei Träger sind 3 × 33,33 € und ein verlorener Cent.
    """
    if anzahl < 1:
        raise ValueError("Geteilt wird durch mindestens eins.")
    return nach_gewicht_teilen(betrag, [1] * anzahl)


def nach_gewicht_teilen(betrag: Decimal | int, gewichte: Sequence[Decimal | int]) -> list[Decimal]:
    """Teilt im Verhältnis der Gewichte (z. B. VZÄ); Restcents an die größten Bruchteile, bei Gleichstand an die ersten.

    Nimmt nur auf den Cent genaue Beträge: sonst könnte die Summe der Teile den Betrag nicht treffen.
    """
    ganz = [_decimal(gewicht) for gewicht in gewichte]
    if any(gewicht < 0 for gewicht in ganz) or not sum(ganz):
        raise ValueError("Gewichte sind nicht negativ und nicht alle null.")
    if _decimal(betrag) != auf_cent(betrag):
        raise ValueError("Nur ein auf Cent gerundeter Betrag lässt sich ohne Rest teilen.")
    cents = int(auf_cent(betrag) * 100)
    vorzeichen = -1 if cents < 0 else 1
    # In ganzen Zahlen, damit kein Bruchteil an der Genauigkeit des Decimal-Kontexts hängt.
    skala = min((int(gewicht.as_tuple().exponent) for gewicht in ganz), default=0)
    teiler = [int(gewicht.scaleb(-min(skala, 0))) for gewicht in ganz]
    voll = [abs(cents) * gewicht // sum(teiler) for gewicht in teiler]
    rest = [abs(cents) * gewicht % sum(teiler) for gewicht in teiler]
    for stelle in sorted(range(len(teiler)), key=lambda i: -rest[i])[: abs(cents) - sum(voll)]:
        voll[stelle] += 1
    return [auf_cent(Decimal(vorzeichen * teil).scaleb(-2)) for teil in voll]
