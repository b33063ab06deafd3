"""Wer handelt, was er darf und was mit jeder Anfrage geschieht; Adapter der Anmeldung: `traeger.zugang.anmeldung`."""

from .anfrage import AnmeldedauerMiddleware, ZugangMiddleware, ZweiterFaktorMiddleware
from .grenze import (
    AKTENFELDER,
    Zugang,
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
    "AnmeldedauerMiddleware",
    "RechteBackend",
    "Zugang",
    "ZugangMiddleware",
    "ZweiterFaktorMiddleware",
    "erfordert",
    "handeln",
    "mitgliedschaften",
    "ohne_zugang",
    "technisch",
    "wartung",
    "zahlen",
    "zugang_von",
]  # fmt: skip
