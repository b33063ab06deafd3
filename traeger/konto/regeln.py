"""Regeln der Mitgliedschaften (rein): Wer Zugang vergibt, gibt ihn nie sich selbst und nie allein; eine Rolle, ohne die
niemand mehr einladen könnte, ist an keinem Tag unbesetzt."""

from collections.abc import Iterable
from datetime import date

from arge.zahlen.format import datum
from arge.zahlen.zeitraum import tag_danach
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, ROLLEN_VERGIBT, Rolle

NICHT_SICH_SELBST = "Niemand gibt sich selbst eine Rolle. Das macht eine andere Person, die dafür zuständig ist."
NUR_DIE_LEITUNG = "Rollen bei einem Träger vergibt und ändert nur dessen Leitung."


def vergeben(wer: Rolle | None, rolle: Rolle, *, beim_eigenen: bool, hat_leitung: bool) -> str | None:
    """Ob jemand in der Rolle `wer` diese Rolle vergeben darf, und wenn nicht, der Satz dazu.

    `beim_eigenen`: am Träger, zu dem er selbst gehört; `hat_leitung`: ob dort heute eine Leitung gilt.
    """
    if rolle not in ROLLEN_VERGIBT.get(wer, frozenset()):
        return NUR_DIE_LEITUNG if rolle not in ROLLEN_OHNE_TRAEGER else "Diese Rolle vergibt nur der Betrieb."
    if wer == Rolle.BETRIEB and rolle == Rolle.LEITUNG and hat_leitung:
        return f"{NUR_DIE_LEITUNG} Der Betrieb holt nur die erste Leitung, und hier gibt es eine."
    if wer != Rolle.BETRIEB and not beim_eigenen:
        return NUR_DIE_LEITUNG
    return None


def nur_kuerzer(bis: date | None, letzter_tag: date) -> str | None:
    """Beenden macht nie länger: Sonst ließe sich Vergangenes wieder öffnen, ohne dass jemand einlädt oder freigibt."""
    if bis is not None and letzter_tag > bis:
        return f"Diese Mitgliedschaft endet schon am {datum(bis)}. Länger wird sie nur durch eine neue Einladung."
    return None


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
