"""Reine Regeln der Stammdaten: was an einem Ort hängt, den es nach einem Tag nicht mehr gibt."""

from collections.abc import Sequence
from datetime import date

from arge.zahlen.format import datum


def satz_haengt_danach(tag: date, was: Sequence[str], rat: str) -> str | None:
    """Was nach dem letzten Tag eines Orts dort noch gilt („2 Stellenanteile“, „1 Projekt“), und was zu tun ist; sonst None."""
    return f"Nach dem {datum(tag)} hängen an diesem Standort noch: {' und '.join(was)}. {rat}" if was else None
