"""Eine neue Fassung verrät nicht, wer dazwischen kam: Was sich um weniger als die Mindestfallzahl ändert, bleibt stehen (rein)."""

from dataclasses import replace

from arge.zahlen.format import GESPERRT, Sperre
from arge.zahlen.statistik import Reihe, Tafel, Wert


def fortgeschrieben(neu: Tafel, alt: Tafel | None, fassung: int) -> Tafel:
    """Die neue Tafel, gehalten gegen dieselbe Tafel der vorigen Fassung (`fassung`).

    Gesperrt bleibt, was gesperrt war. Eine Zahl, die sich um 1 bis unter die Mindestfallzahl geändert hat, bleibt, wie sie
    veröffentlicht ist: Der Unterschied zweier Fassungen wäre sonst ein oder zwei Menschen. Tafeln ohne Schutz (VZÄ, Geld) und neue
    Köpfe bleiben, wie sie sind.
    """
    if alt is None or neu.mindestfallzahl is None or alt.spalten != neu.spalten:
        return neu
    schwelle, plaetze = neu.mindestfallzahl, {zeile: nummer for nummer, zeile in enumerate(alt.zeilen)}

    def wert(jetzt: Wert, vorher: Wert) -> Wert:
        if jetzt is None or vorher is None:
            return jetzt
        if isinstance(jetzt, Sperre) or isinstance(vorher, Sperre):
            return GESPERRT
        return vorher if -schwelle < jetzt - vorher < schwelle else jetzt

    def reihe(jetzt: Reihe, vorher: Reihe | None) -> Reihe:
        return jetzt if vorher is None else tuple(wert(j, v) for j, v in zip(jetzt, vorher, strict=True))

    def davor(zeile: str) -> Reihe | None:
        return alt.werte[plaetze[zeile]] if zeile in plaetze else None

    def summe_davor(zeile: str) -> Wert:
        return alt.zeilensummen[plaetze[zeile]] if alt.zeilensummen and zeile in plaetze else None

    stand = replace(
        neu,
        werte=tuple(reihe(werte, davor(zeile)) for zeile, werte in zip(neu.zeilen, neu.werte, strict=True)),
        zeilensummen=neu.zeilensummen
        and tuple(wert(summe, summe_davor(zeile)) for zeile, summe in zip(neu.zeilen, neu.zeilensummen, strict=True)),
        spaltensummen=neu.spaltensummen and reihe(neu.spaltensummen, alt.spaltensummen),
        gesamt=wert(neu.gesamt, alt.gesamt),
        rundung=_satz(schwelle, fassung),
    )
    return neu if stand.alle_werte() == neu.alle_werte() else stand


def _satz(schwelle: int, fassung: int) -> str:
    return (
        f"Was sich seit Fassung {fassung} um weniger als {schwelle} geändert hat, steht wie dort; was dort gesperrt war, bleibt es."
        " Summen können darum abweichen."
    )
