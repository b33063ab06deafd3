"""Wer handelt, was er darf und was mit jeder Anfrage geschieht; Adapter der Anmeldung: `traeger.zugang.anmeldung`."""

from .anfrage import SitzungMiddleware, ZugangMiddleware, ZweiterFaktorMiddleware
from .grenze import (
    _LEER,
    AKTENFELDER,
    Zugang,
    _geltend,
    handeln,
    mitgliedschaften,
    ohne_zugang,
    technisch,
    wartung,
    zahlen,
    zugang_von,
)
from .rechte import RechteBackend, erfordert

__all__ = [
    "AKTENFELDER",
    "_LEER",
    "RechteBackend",
    "SitzungMiddleware",
    "Zugang",
    "ZugangMiddleware",
    "ZweiterFaktorMiddleware",
    "_geltend",
    "erfordert",
    "handeln",
    "mitgliedschaften",
    "ohne_zugang",
    "technisch",
    "wartung",
    "zahlen",
    "zugang_von",
]  # fmt: skip
