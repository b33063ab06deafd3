"""Tafeln: die einzige Form, in der Zahlen den Träger verlassen, mit Schutz kleiner Fallzahlen (haus 3; rein)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Self

from arge.zahlen.format import GESPERRT, SCHREIBWEISEN, Sperre
from arge.zahlen.tabelle import Tabelle

__all__ = ["GESPERRT", "Sperre", "Tafel", "Wahr", "Wert", "bruch", "summiert"]

Wert = int | Decimal | Sperre | None
Reihe = tuple[Wert, ...]
#: Mensch → was er beiträgt; (Zeile, Spalte) → Träger → Anteile.
Anteile = Mapping[str, Fraction]
Beitraege = Mapping[tuple[str, str], Mapping[str, Anteile]]

#: Kleinster Teil einer Zahl: Vier Stellen und jede Minute sind darin genau.
GENAU = 10_000

#: Unter 3 verrät die Summe zweier gesperrter Einsen beide; die BA sperrt darum 1 und 2 (fakten: Mindestfallzahl 3).
KLEINSTE_SCHWELLE = 3


class Wahr(NamedTuple):
    """Was hinter einer geschützten Tafel steht: die Zahlen und wie viele verschiedene Menschen in jeder."""

    werte: "Tafel"
    menschen: "Tafel"


@dataclass(frozen=True, slots=True)
class Tafel:
    """Eine Auswertung mit Zeilen- und Spaltenköpfen, Randsummen, Zählgröße im Wort und Kürzel der Kennzahl.

    `zeilensummen`/`spaltensummen`/`gesamt` sind None, wo keine Summe gezeigt wird. `additiv=False` heißt: die Summe
    zählt jede:n nur einmal (verschiedene Personen über mehrere Themen) und ist darum nicht die Summe der Zellen.
    """

    titel: str
    zeilen: tuple[str, ...]
    spalten: tuple[str, ...]
    werte: tuple[Reihe, ...]
    zaehlgroesse: str
    kuerzel: str = ""
    zeilensummen: Reihe | None = None
    spaltensummen: Reihe | None = None
    gesamt: Wert = None
    zeilenkopf: str = ""
    schreibweise: str = "zahl"
    additiv: bool = True
    mindestfallzahl: int | None = None
    hinweis: str = ""
    #: Warum Summen und Zellen nicht aufgehen müssen: gerundet, oder aus einer früheren Fassung stehen geblieben.
    rundung: str = ""
    #: Nur bis zur fertigen Fassung, für den Vergleich mit der vorigen; in keiner Ausgabe, auch nicht in `to_json`.
    wahr: Wahr | None = field(default=None, repr=False, compare=False)
    #: Ebenso: was jeder Mensch zu jeder Zelle beiträgt; None, wo die Zahlen selbst Menschen zählen.
    beitraege: Beitraege | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(set(self.zeilen)) < len(self.zeilen) or len(set(self.spalten)) < len(self.spalten):
            raise ValueError(f"Tafel „{self.titel}“: doppelte Köpfe.")
        formen = [(self.werte, self.zeilen), (self.zeilensummen, self.zeilen), (self.spaltensummen, self.spalten)]
        if any(reihe is not None and len(reihe) != len(koepfe) for reihe, koepfe in formen) or any(
            len(reihe) != len(self.spalten) for reihe in self.werte
        ):
            raise ValueError(f"Tafel „{self.titel}“: Werte und Köpfe passen nicht zusammen.")
        if self.schreibweise not in SCHREIBWEISEN:
            raise ValueError(f"Schreibweise „{self.schreibweise}“ gibt es nicht.")
        if any(isinstance(wert, float) for wert in self.alle_werte()):
            raise TypeError(f"Tafel „{self.titel}“: Werte sind int oder Decimal, nie float.")
        if self.additiv and not self.rundung:
            self._summen_pruefen()

    def _summen_pruefen(self) -> None:
        """Eine Tafel, deren Summen nicht stimmen, widerspricht sich selbst und darf nicht entstehen."""
        paare: list[tuple[Wert, Sequence[Wert]]] = []
        if self.zeilensummen is not None:
            paare += zip(self.zeilensummen, self.werte, strict=True)
            paare.append((self.gesamt, self.zeilensummen))
        if self.spaltensummen is not None:
            paare += zip(self.spaltensummen, zip(*self.werte, strict=True), strict=False)
            paare.append((self.gesamt, self.spaltensummen))
        for summe, teile in paare:
            if summe is not None and summe is not GESPERRT and GESPERRT not in teile and summe != summiert(teile):
                raise ValueError(f"Tafel „{self.titel}“: Summe {summe} ist nicht {summiert(teile)}; additiv=False?")

    @classmethod
    def aus(
        cls,
        werte: Mapping[tuple[str | None, str | None], Wert],
        *,
        titel: str,
        zaehlgroesse: str,
        zeilen: Sequence[str] | None = None,
        spalten: Sequence[str] | None = None,
        summen: str = "beide",
        fehlend: Wert = 0,
        **merkmale: Any,
    ) -> Self:
        """Baut die Tafel aus {(zeile, spalte): wert}; fehlende Zellen sind `fehlend` (0: es gab nichts zu zählen).

        `summen`: „beide“, „zeilen“ (rechts), „spalten“ (unten) oder „keine“. Nicht additive Summen stehen als
        {(zeile, None): …, (None, spalte): …, (None, None): …} mit in `werte`; dazu additiv=False.
        """
        if summen not in {"beide", "zeilen", "spalten", "keine"}:
            raise ValueError(f"Summen „{summen}“ gibt es nicht.")
        z = tuple(zeilen if zeilen is not None else dict.fromkeys(k[0] for k in werte if k[0] is not None))
        s = tuple(spalten if spalten is not None else dict.fromkeys(k[1] for k in werte if k[1] is not None))
        fremd = {k for k in werte if (k[0] is not None and k[0] not in z) or (k[1] is not None and k[1] not in s)}
        if fremd:
            raise ValueError(f"Tafel „{titel}“: ohne Kopf: {sorted(map(str, fremd))}")
        innen = tuple(tuple(werte.get((zeile, spalte), fehlend) for spalte in s) for zeile in z)

        def rand(schluessel: tuple[str | None, str | None], teile: Sequence[Wert]) -> Wert:
            return werte[schluessel] if schluessel in werte else summiert(teile)

        rechts = tuple(rand((zeile, None), reihe) for zeile, reihe in zip(z, innen, strict=True))
        unten = tuple(rand((None, spalte), [reihe[i] for reihe in innen]) for i, spalte in enumerate(s))
        return cls(
            titel=titel,
            zaehlgroesse=zaehlgroesse,
            zeilen=z,
            spalten=s,
            werte=innen,
            zeilensummen=rechts if summen in {"beide", "zeilen"} else None,
            spaltensummen=unten if summen in {"beide", "spalten"} else None,
            gesamt=rand((None, None), unten) if summen == "beide" else None,
            **merkmale,
        )

    @classmethod
    def liste(cls, werte: Mapping[str, Wert], *, titel: str, zaehlgroesse: str, summe: bool = True, **merkmale: Any) -> Self:
        """Eindimensional aus {zeile: wert}: eine Spalte, die so heißt wie die Zählgröße, unten die Summe."""
        zellen: dict[tuple[str | None, str | None], Wert] = {(zeile, zaehlgroesse): wert for zeile, wert in werte.items()}
        if "gesamt" in merkmale:  # nicht additive Aufteilung: die Summe kommt von außen
            zellen[None, zaehlgroesse] = merkmale.pop("gesamt")
        return cls.aus(
            zellen,
            titel=titel,
            zaehlgroesse=zaehlgroesse,
            zeilen=tuple(werte),
            spalten=(zaehlgroesse,),
            summen="spalten" if summe else "keine",
            **merkmale,
        )

    @property
    def gesamtwert(self) -> Wert:
        """Die Summe von allem; in einer Tafel mit nur einer Spalte oder Zeile ist das deren Summe."""
        if self.gesamt is None and self.spaltensummen is not None and len(self.spalten) == 1:
            return self.spaltensummen[0]
        if self.gesamt is None and self.zeilensummen is not None and len(self.zeilen) == 1:
            return self.zeilensummen[0]
        return self.gesamt

    @property
    def hat_gesperrte(self) -> bool:
        return any(wert is GESPERRT for wert in self.alle_werte())

    def alle_werte(self) -> list[Wert]:
        """Zellen und Summen in einer Liste."""
        zellen = [wert for reihe in self.werte for wert in reihe]
        return [*zellen, *(self.zeilensummen or ()), *(self.spaltensummen or ()), self.gesamt]

    def wert(self, zeile: str, spalte: str | None = None) -> Wert:
        """Der Wert unter zwei Köpfen; ohne Spalte der einer eindimensionalen Tafel."""
        spalte = self.spalten[0] if spalte is None and len(self.spalten) == 1 else spalte
        if spalte is None:
            raise ValueError("Eine Tafel mit mehreren Spalten braucht den Spaltenkopf.")
        return self.werte[self.zeilen.index(zeile)][self.spalten.index(spalte)]

    def text(self, wert: Wert) -> str:
        """Der Wert in der Schreibweise dieser Tafel: gesperrt „·“, nicht vorhanden „–“."""
        return SCHREIBWEISEN[self.schreibweise](wert)

    @property
    def kopf(self) -> list[str]:
        """Spaltenköpfe mit dem Kopf der Zeilenköpfe davor und der Zeilensumme dahinter."""
        return [self.zeilenkopf or "Merkmal", *self.spalten, *([self._summenwort] if self.zeilensummen is not None else [])]

    @property
    def textzeilen(self) -> list[list[str]]:
        """Fertige Zeilen für Web und PDF: Zeilenkopf, Werte, Zeilensumme."""
        rechts: Sequence[Reihe] = [(summe,) for summe in self.zeilensummen or ()] or [()] * len(self.zeilen)
        reihen = zip(self.zeilen, self.werte, rechts, strict=True)
        return [[zeile, *map(self.text, werte), *map(self.text, summe)] for zeile, werte, summe in reihen]

    @property
    def summenzeile(self) -> list[str]:
        """Die untere Zeile; leer, wenn die Tafel keine Spaltensummen zeigt."""
        if self.spaltensummen is None:
            return []
        ecke = [self.text(self.gesamt)] if self.zeilensummen is not None else []
        return [self._summenwort, *map(self.text, self.spaltensummen), *ecke]

    @property
    def tabelle(self) -> Tabelle:
        """Die Tafel, wie eine Seite sie setzt; die Zählgröße steht im Titel."""
        titel = self.titel if self.zaehlgroesse in self.titel else f"{self.titel}, in {self.zaehlgroesse}"
        return Tabelle(self.kopf, self.textzeilen, self.kopf[1:], self.summenzeile or None, titel)

    @property
    def _summenwort(self) -> str:
        return "Summe" if self.additiv else "Insgesamt"

    @property
    def legende(self) -> str:
        """Was die Zeichen der Tafel bedeuten; leer, wenn sie keine enthält."""
        saetze = []
        if self.hat_gesperrte and self.mindestfallzahl is not None:
            saetze.append(
                f"· geheim zu halten: Zahlen von 1 bis {self.mindestfallzahl - 1} und solche, aus denen sie sich"
                " errechnen ließen."
            )
        if any(wert is None for reihe in self.werte for wert in reihe):
            saetze.append("– nicht vorhanden.")
        if not self.additiv and (self.zeilensummen is not None or self.spaltensummen is not None):
            saetze.append(f"„Insgesamt“ zählt alle {self.zaehlgroesse} nur einmal und ist darum nicht die Summe.")
        return " ".join([*saetze, *filter(None, (self.rundung, self.hinweis))])

    def to_json(self) -> dict[str, Any]:
        """Für eingefrorene Fassungen und Anhänge: ints als Zahl, Decimal als Text, gesperrt „·“."""
        return {
            "titel": self.titel, "kuerzel": self.kuerzel, "zaehlgroesse": self.zaehlgroesse,
            "zeilenkopf": self.zeilenkopf, "zeilen": list(self.zeilen), "spalten": list(self.spalten),
            "werte": [[_nach_json(wert) for wert in reihe] for reihe in self.werte],
            "zeilensummen": _reihe_nach_json(self.zeilensummen), "spaltensummen": _reihe_nach_json(self.spaltensummen),
            "gesamt": _nach_json(self.gesamt), "schreibweise": self.schreibweise, "additiv": self.additiv,
            "mindestfallzahl": self.mindestfallzahl, "hinweis": self.hinweis, "rundung": self.rundung,
        }  # fmt: skip

    @classmethod
    def from_json(cls, daten: Mapping[str, Any]) -> Self:
        """Gegenstück zu `to_json`; unbekannte Schlüssel sind ein Fehler, kein stiller Verlust."""
        felder = dict(daten)
        felder |= {name: tuple(felder[name]) for name in ("zeilen", "spalten")}
        felder["werte"] = tuple(tuple(_aus_json(wert) for wert in reihe) for reihe in felder["werte"])
        for name in ("zeilensummen", "spaltensummen"):
            felder[name] = None if felder[name] is None else tuple(map(_aus_json, felder[name]))
        return cls(**felder | {"gesamt": _aus_json(felder["gesamt"])})


def summiert(teile: Sequence[Wert]) -> Wert:
    """Summe der vorhandenen Werte; None, wo nichts vorhanden ist."""
    zahlen = [wert for wert in teile if isinstance(wert, int | Decimal)]
    if len(zahlen) < sum(wert is not None for wert in teile):
        return GESPERRT
    return sum(zahlen) if zahlen or not teile else None


def bruch(wert: int | Decimal | None) -> Fraction:
    """Der Wert genau; 1,6667 Stunden sind hundert Minuten, sonst ginge keine Summe auf. Was nicht vorhanden ist, zählt in ihr als null."""
    return Fraction(wert or 0).limit_denominator(GENAU)


def _nach_json(wert: Wert) -> int | str | None:
    return str(wert) if isinstance(wert, Decimal | Sperre) else wert


def _reihe_nach_json(reihe: Reihe | None) -> list[int | str | None] | None:
    return None if reihe is None else [_nach_json(wert) for wert in reihe]


def _aus_json(wert: int | str | None) -> Wert:
    if isinstance(wert, str):
        return GESPERRT if wert == str(GESPERRT) else Decimal(wert)
    return wert


def summen_der(tafeln: Iterable[Tafel]) -> dict[str, tuple[str, str]]:
    """Nummer → (Spaltensumme als Text, Name) aus Tafeln mit Kennzahlen als Spalten, sonst aus deren Aufteilung; auch einer eingefrorenen Fassung."""
    gefunden: dict[str, tuple[str, str]] = {}
    aufgeteilt: dict[str, tuple[str, str]] = {}
    for tafel in (tafel for tafel in tafeln if tafel.spaltensummen is not None):
        for kopf, wert in zip(tafel.spalten, tafel.spaltensummen or (), strict=True):
            name, _, kuerzel = kopf.rpartition(" (")
            if name:
                gefunden[kuerzel.rstrip(")")] = (tafel.text(wert), name)
            elif tafel.kuerzel:
                aufgeteilt[tafel.kuerzel] = (tafel.text(wert), tafel.titel)
    return aufgeteilt | gefunden
