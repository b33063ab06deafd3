"""Reine Regeln der Stammdaten: was an einem Ort hängt, den es nach einem Tag nicht mehr gibt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from arge.zahlen.format import datum


def satz_haengt_danach(tag: date, anzahlen: Mapping[Any, int], rat: str) -> str | None:
    """Was nach dem letzten Tag eines Orts dort noch gilt („2 Stellenanteile und 1 Projekt“), und was zu tun ist; sonst None.

    `anzahlen`: Modell → Anzahl.
    """
    if not anzahlen:
        return None
    worte = [
        f"{anzahl} {m._meta.verbose_name if anzahl == 1 else m._meta.verbose_name_plural}" for m, anzahl in anzahlen.items()
    ]
    return f"Nach dem {datum(tag)} hängen an diesem Standort noch: {' und '.join(worte)}. {rat}"
