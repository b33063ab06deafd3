"""Fremde Zahlen an freien Tagen: jede Zelle gerundet, mit einem Zellschlüssel, der immer gleich rundet.

Ein Bericht sperrt; eine Seite, die man an jedem Tag für jeden Tag aufrufen kann, darf das nicht: Aus zwei Nachbartagen fiele ein
einzelner Mensch heraus, und wer seine eigenen Zahlen kennt, zöge sie von der Summe ab. Darum steht dort jede Zahl über fremde
Menschen auf ein Vielfaches der Mindestfallzahl gerundet. Ob hinauf oder hinab, entscheidet der Schlüssel der Zelle (Kennzahl und
Merkmale, nie der Tag und nie der Wert): Dieselbe Zahl steht überall gleich, ein neuer Aufruf zeigt nichts Neues, 0 bleibt 0, und zwei
Veröffentlichungen unterscheiden sich um 0 oder mindestens um die Mindestfallzahl. Summen werden für sich gerundet.

Vorbild: Cell-Key-Methode des Zensus 2022 und das feste Zufallsrunden zur Basis 3 anderer Statistikämter (fakten 6.6).
"""

from dataclasses import replace

from django.utils.crypto import salted_hmac

from arge.zahlen.statistik import Reihe, Tafel, Wert


def gerundete_zahl(wert: int, basis: int, nummer: str, *merkmale: str) -> int:
    """Die Zahl dieser Zelle auf ein Vielfaches der Basis; höchstens Basis − 1 daneben, im Mittel über alle Zellen genau."""
    schluessel = salted_hmac("arge.zahlen.runden", "\x1f".join((nummer, *merkmale)), algorithm="sha256").digest()
    return (wert + int.from_bytes(schluessel) % basis) // basis * basis


def gerundet_satz(basis: int) -> str:
    """Was unter gerundeten Zahlen steht."""
    return f"Zahlen über Menschen anderer Träger sind auf Vielfache von {basis} gerundet, jede für sich; Summen können darum abweichen."


def gerundet(tafel: Tafel, basis: int) -> Tafel:
    """Jede Zelle und jede Summe einer Tafel von Anzahlen, für sich gerundet."""

    def runde(wert: Wert, i: int | None, j: int | None) -> Wert:
        nummer, spalte = tafel.kuerzel, "" if j is None else tafel.spalten[j]
        if not nummer:
            nummer, spalte = spalte.rpartition("(")[2].rstrip(")"), ""
        merkmale = sorted(filter(None, (spalte, "" if i is None else tafel.zeilen[i])))
        return gerundete_zahl(wert, basis, nummer, *merkmale) if isinstance(wert, int) else wert

    def rand(reihe: Reihe | None, *, unten: bool) -> Reihe | None:
        return reihe and tuple(runde(w, *((None, n) if unten else (n, None))) for n, w in enumerate(reihe))

    return replace(
        tafel,
        werte=tuple(tuple(runde(wert, i, j) for j, wert in enumerate(reihe)) for i, reihe in enumerate(tafel.werte)),
        zeilensummen=rand(tafel.zeilensummen, unten=False),
        spaltensummen=rand(tafel.spaltensummen, unten=True),
        gesamt=runde(tafel.gesamt, None, None),
        mindestfallzahl=basis,
        rundung=gerundet_satz(basis),
    )
