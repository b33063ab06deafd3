"""Fremde Zahlen auf Seiten: am letzten geschlossenen Monatsende, jede Zelle gerundet, mit einem Zellschlüssel, der immer gleich rundet.

Ein Bericht sperrt; eine Seite, die man an jedem Tag für jeden Tag aufrufen kann, darf das nicht: Aus zwei Nachbartagen fiele ein
einzelner Mensch heraus, und wer seine eigenen Zahlen kennt, zöge sie von der Summe ab. Darum steht dort jede Zahl über fremde
Menschen am letzten Monatsende vor diesem Tag (`letzter_schluss`; Gerundetes spränge sonst genau an dem Tag, an dem jemand kam) und auf ein
Vielfaches der Mindestfallzahl gerundet. Ob hinauf oder hinab, entscheidet der Schlüssel der Zelle (Kennzahl und
Merkmale, nie der Tag und nie der Wert): Dieselbe Zahl steht überall gleich, ein neuer Aufruf zeigt nichts Neues, 0 bleibt 0, und zwei
Veröffentlichungen unterscheiden sich um 0 oder mindestens um die Mindestfallzahl. Eine Summe ist die Summe ihrer gerundeten Teile: Stünde
sie für sich gerundet daneben, engten beide zusammen die wahre Zahl ein – liegt alles in einem Teil, auf den Menschen genau. Aus
demselben Grund zeigt keine Seite dieselben Menschen am selben Tag in zwei Gliederungen (Auslastung: Gebiete am Jahresende, und dort ist
die Zahl eines Trägers die Summe seiner Gebiete), und Summen über alle Träger zeigt außer der Fassung keine Seite: Zwei Kennzahlen
derselben Menschen, jede anders gerundet, ergäben zusammen die genaue.

Vorbild: Cell-Key-Methode des Zensus 2022 und das feste Zufallsrunden zur Basis 3 anderer Statistikämter (fakten 6.6).
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from django.utils.crypto import salted_hmac

from arge.zahlen.statistik import Tafel, Wert, summiert


def gerundete_zahl(wert: int, basis: int, nummer: str, *merkmale: str) -> int:
    """Die Zahl dieser Zelle auf ein Vielfaches der Basis; höchstens Basis − 1 daneben, im Mittel über alle Zellen genau."""
    schluessel = salted_hmac("arge.zahlen.runden", "\x1f".join((nummer, *merkmale)), algorithm="sha256").digest()
    return (wert + int.from_bytes(schluessel) % basis) // basis * basis


def letzter_schluss(am: date, heute: date) -> date:
    """Das letzte Monatsende bis zu diesem Tag, das schon vergangen ist: Was heute geschieht, zeigt es nicht."""
    bis = min(am + timedelta(days=1), heute)
    return bis.replace(day=1) - timedelta(days=1)


def gerundet_satz(basis: int) -> str:
    """Was unter gerundeten Zahlen steht."""
    return f"Zahlen über Menschen anderer Träger sind auf Vielfache von {basis} gerundet, Summen daraus sind Summen gerundeter Zahlen."


KENNZAHL = re.compile(r"\(([A-Z]+-\d+)\)$")


def _zelle(tafel: Tafel, *koepfe: str) -> tuple[str, list[str]]:
    """(Kennzahl, Merkmale) einer Zelle: Die Kennzahl steht über der Tafel oder in einem Kopf, gleich ob oben oder links."""
    nummern = [treffer[1] for kopf in koepfe if (treffer := KENNZAHL.search(kopf))]
    return (tafel.kuerzel or nummern[0]), sorted(kopf for kopf in koepfe if not KENNZAHL.search(kopf))


def gerundet(tafel: Tafel, basis: int) -> Tafel:
    """Jede Zelle einer Tafel von Anzahlen gerundet; Summen sind die Summen der gerundeten Zellen."""

    def runde(wert: Wert, zeile: str, spalte: str) -> Wert:
        nummer, merkmale = _zelle(tafel, zeile, spalte)
        return gerundete_zahl(wert, basis, nummer, *merkmale) if isinstance(wert, int) else wert

    werte = tuple(
        tuple(runde(wert, zeile, spalte) for spalte, wert in zip(tafel.spalten, reihe, strict=True))
        for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True)
    )
    rechts = tuple(map(summiert, werte))
    unten = tuple(summiert([reihe[n] for reihe in werte]) for n in range(len(tafel.spalten)))
    return replace(
        tafel,
        werte=werte,
        zeilensummen=tafel.zeilensummen and rechts,
        spaltensummen=tafel.spaltensummen and unten,
        gesamt=None if tafel.gesamt is None else summiert(rechts),
        mindestfallzahl=basis,
        rundung=gerundet_satz(basis),
    )
