"""Wer handelt, was er darf und was mit jeder Anfrage geschieht; Adapter der Anmeldung: `traeger.zugang.anmeldung`."""

from .anfrage import AnmeldedauerMiddleware, ZugangMiddleware, ZweiterFaktorMiddleware
from .ausweis import frisch_ausgewiesen
from .grenze import (
    AKTENFELDER,
    Zugang,
    handeln,
    mitgliedschaften,
    nachsehen,
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
    "frisch_ausgewiesen",
    "handeln",
    "mitgliedschaften",
    "nachsehen",
    "ohne_zugang",
    "technisch",
    "wartung",
    "zahlen",
    "zugang_von",
]  # fmt: skip
