"""Wer handelt, was er darf und was mit jeder Anfrage geschieht; Adapter der Anmeldung: `traeger.zugang.anmeldung`."""

from .anfrage import AnmeldedauerMiddleware, ZugangMiddleware, ZweiterFaktorMiddleware
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
    "AnmeldedauerMiddleware",
    "RechteBackend",
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
