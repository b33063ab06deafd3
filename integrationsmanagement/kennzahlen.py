"""Kennzahlen der App: jede genau einmal."""

from arge.kennzahl import Kennzahl

KENNZAHLEN: tuple[Kennzahl, ...] = ()
