"""Zahlen, die nach außen gehen: Tafeln und der Schutz kleiner Fallzahlen (rein)."""

from enum import Enum


class Sperre(Enum):
    """Ein gesperrter Wert: vorhanden, aber geheim zu halten; eigener Typ, damit niemand mit ihm rechnet."""

    GESPERRT = "·"

    def __str__(self) -> str:
        return self.value


GESPERRT = Sperre.GESPERRT
