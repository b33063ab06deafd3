"""Regeln der Mitgliedschaften: eine Rolle, ohne die niemand mehr einladen könnte, ist an keinem Tag unbesetzt (rein)."""

from collections.abc import Iterable
from datetime import date

from arge.zahlen.zeitraum import tag_danach


def erste_luecke(zeitraeume: Iterable[tuple[date, date | None]], ab: date) -> date | None:
    """Der erste Tag ab `ab`, an dem keiner der Zeiträume (bis einschließlich; None = ohne Ende) gilt; None, wenn keiner fehlt."""
    tag = ab
    for von, bis in sorted(zeitraeume, key=lambda paar: paar[0]):
        if von > tag:
            break
        if bis is None:
            return None
        if bis >= tag:
            tag = tag_danach(bis)
    return tag


def entsteht_luecke(
    vorher: list[tuple[date, date | None]], nachher: list[tuple[date, date | None]], ab: date
) -> date | None:
    """Der erste unbesetzte Tag, den erst die Änderung schafft; eine Lücke, die es ohnehin gibt, verhindert sie nicht."""
    neu = erste_luecke(nachher, ab)
    alt = erste_luecke(vorher, ab)
    return neu if neu is not None and (alt is None or neu < alt) else None
