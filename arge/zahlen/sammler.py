"""Zahlen eines Zeitraums je Träger, nebeneinander als Tafeln – noch ungeschützt (haus 3, Statistik)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from arge.zahlen.kennzahl import Art, Differenz, Kennzahl, Zaehlung, gemeinsam, nach_nummer
from arge.zahlen.statistik import Tafel
from arge.zahlen.zeitraum import Zeitraum


class Sammler:
    """Liest Kennzahlen je Träger; was über einen Zeitraum gilt, im Zeitraum, was an einem Tag gilt, am Stichtag.

    `traeger`: Nummer → Kurzname, in der Ordnung der Zeilen. `gesondert`: Namen, deren Zahlen ein Block für sich sind (die Stadt): Sie
    stehen in keiner Summe der Träger. Wer sammelt, hält `zahlen()` offen. `schwelle`: die Mindestfallzahl am Stichtag.
    """

    schwelle: int

    def __init__(
        self, zeitraum: Zeitraum, stichtag: date, traeger: Mapping[int, str], gesondert: Collection[str] = ()
    ) -> None:
        self.zeitraum, self.stichtag = zeitraum, stichtag
        self.traeger, self.gesondert = dict(traeger), list(gesondert)
        self._gelesen: dict[tuple[str, str], dict[int, Any]] = {}

    @property
    def namen(self) -> list[str]:
        """Die Träger, deren Zahlen zusammen eine Summe sind."""
        return [name for name in self.traeger.values() if name not in self.gesondert]

    def zeit(self, nummer: str) -> Zeitraum:
        """Zeitraum der Kennzahl: der des Berichts, bei Stichtagszahlen der Stichtag."""
        return Zeitraum(self.stichtag, self.stichtag) if nach_nummer(nummer).art == Art.STICHTAG else self.zeitraum

    def kopf(self, nummer: str) -> str:
        """Spaltenkopf: jede Zahl trägt ihr Kürzel (berichte 2)."""
        return f"{nach_nummer(nummer).name} ({nummer})"

    def vorab(self, *nummern: str, menschen: bool = False) -> None:
        """Liest alle genannten Kennzahlen je Träger in einer Abfrage, auf Wunsch auch die Menschen dahinter."""
        offen: list[tuple[str, str]] = []
        for nummer in nummern:
            kennzahl = nach_nummer(nummer)
            wege = [
                "wert",
                *(["menschen"] if menschen and kennzahl.schutz else []),
                *(["bekannt"] if _zweifelhaft(kennzahl) else []),
            ]
            offen += [(nummer, weg) for weg in wege if (nummer, weg) not in self._gelesen]
        posten = [Zaehlung(_auf_dem_weg(nummer, weg), self.zeit(nummer), ("traeger",)) for nummer, weg in offen]
        self._gelesen |= dict(zip(offen, gemeinsam(*posten), strict=True)) if posten else {}

    def je_traeger(self, nummer: str, *, menschen: bool = False) -> dict[str, Any]:
        """{Kurzname: Wert}, auf Wunsch die Zahl der verschiedenen Menschen hinter ihm; None, wo noch nichts erfasst ist."""
        kennzahl = nach_nummer(nummer)
        if isinstance(kennzahl, Differenz):
            rechts = self.je_traeger(kennzahl.subtrahend.nummer)
            return {name: wert - rechts[name] for name, wert in self.je_traeger(kennzahl.minuend.nummer).items()}
        self.vorab(nummer, menschen=menschen)
        null, gelesen = (0, "menschen") if menschen else (kennzahl.null, "wert")
        werte = {name: self._gelesen[nummer, gelesen].get(pk, null) for pk, name in self.traeger.items()}
        if _zweifelhaft(kennzahl):
            bekannt = self._gelesen[nummer, "bekannt"]
            werte |= {name: None for pk, name in self.traeger.items() if pk not in bekannt}
        return werte

    def roh(self, titel: str, *nummern: str, **merkmale: Any) -> Tafel:
        """Träger × Kennzahlen, Summe je Kennzahl unten; `ValueError`, wenn sie nicht dasselbe zählen (eine Tafel, ein Wort)."""
        groessen = {(nach_nummer(n).zaehlgroesse, nach_nummer(n).schreibweise) for n in nummern}
        if len(groessen) != 1:
            raise ValueError(f"Tafel „{titel}“ zählt Verschiedenes: {sorted(groessen)}.")
        ((zaehlgroesse, schreibweise),) = groessen
        zellen = {(name, self.kopf(n)): wert for n in nummern for name, wert in self.je_traeger(n).items()}
        zeilen = self._beteiligte(zellen)
        return Tafel.aus(
            {ort: wert for ort, wert in zellen.items() if ort[0] in zeilen}, titel=titel, zaehlgroesse=zaehlgroesse,
            zeilen=zeilen, spalten=[self.kopf(n) for n in nummern], summen="spalten", zeilenkopf="Träger",
            schreibweise=schreibweise, **merkmale,
        )  # fmt: skip

    def _beteiligte(self, zellen: Mapping[tuple[str, str], Any]) -> list[str]:
        """Wer an keiner Zahl der Tafel Anteil hat, braucht keine Zeile voller Nullen – außer alle."""
        mit = {name for (name, _), wert in zellen.items() if wert}
        return [name for name in self.namen if name in mit or not mit & set(self.namen)]

    def eigene(self, titel: str, name: str, *nummern: str) -> Tafel:
        """Die Zahlen eines gesonderten Trägers untereinander, ohne Summe."""
        werte = {self.kopf(n): self.je_traeger(n)[name] for n in nummern}
        groesse, schreibweise = nach_nummer(nummern[0]).zaehlgroesse, nach_nummer(nummern[0]).schreibweise
        return Tafel.aus(
            {(kopf, name): wert for kopf, wert in werte.items()}, titel=titel, zaehlgroesse=groesse, spalten=(name,),
            summen="keine", zeilenkopf="Kennzahl", schreibweise=schreibweise,
        )  # fmt: skip

    def pks(self, namen: Iterable[str]) -> list[int]:
        return [pk for pk, name in self.traeger.items() if name in set(namen)]


def _zweifelhaft(kennzahl: Any) -> bool:
    return getattr(kennzahl, "erfasst", None) is not None


def _auf_dem_weg(nummer: str, weg: str) -> Kennzahl:
    """Die Kennzahl, die Menschen hinter ihr, oder was von ihr überhaupt erfasst ist."""
    kennzahl: Kennzahl = nach_nummer(nummer)
    return kennzahl if weg == "wert" else getattr(kennzahl, weg)
