"""Tafeln der Finanzen: Kennzahlen je Träger nebeneinander, nach außen nur geschützt (haus 3, Statistik)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from arge.zahlen.kennzahl import Art, Differenz, Zaehlung, gemeinsam, nach_nummer
from arge.zahlen.statistik import Tafel, schuetzen, wie
from arge.zahlen.zeitraum import Zeitraum
from traeger.models import Traeger
from traeger.zugang import zahlen


class Sammler:
    """Liest Kennzahlen eines Berichtsjahrs je Träger und macht daraus Tafeln; Köpfe sind die Kurznamen der Träger."""

    def __init__(self, zeitraum: Zeitraum, stichtag: date, mindestfallzahl: int) -> None:
        self.zeitraum, self.stichtag, self.mindestfallzahl = zeitraum, stichtag, mindestfallzahl
        self.traeger = dict(Traeger.objects.order_by("kurzname").values_list("pk", "kurzname"))
        self._gelesen: dict[str, dict[int, Any]] = {}

    def zeit(self, nummer: str) -> Zeitraum:
        """Zeitraum der Kennzahl: das Jahr, bei Stichtagszahlen der Stichtag."""
        ist_stichtag = nach_nummer(nummer).art == Art.STICHTAG
        return Zeitraum(self.stichtag, self.stichtag) if ist_stichtag else self.zeitraum

    def kopf(self, nummer: str) -> str:
        """Spaltenkopf: jede Zahl trägt ihr Kürzel (berichte 2)."""
        return f"{nach_nummer(nummer).name} ({nummer})"

    def vorab(self, *nummern: str) -> None:
        """Liest alle genannten Kennzahlen je Träger in einer Abfrage; danach kostet jede Tafel daraus keine mehr."""
        offen = [nummer for nummer in nummern if nummer not in self._gelesen]
        werte = gemeinsam(*(Zaehlung(nach_nummer(n), self.zeit(n), ("traeger",)) for n in offen)) if offen else []
        self._gelesen |= dict(zip(offen, werte, strict=True))

    def je_traeger(self, nummer: str) -> dict[str, Any]:
        kennzahl = nach_nummer(nummer)
        if isinstance(kennzahl, Differenz):
            rechts = self.je_traeger(kennzahl.subtrahend.nummer)
            return {name: wert - rechts[name] for name, wert in self.je_traeger(kennzahl.minuend.nummer).items()}
        self.vorab(nummer)
        return {name: self._gelesen[nummer].get(pk, kennzahl.null) for pk, name in self.traeger.items()}

    def roh(self, titel: str, *nummern: str, zaehlgroesse: str, **merkmale: Any) -> Tafel:
        """Träger × Kennzahlen, Summe je Kennzahl unten."""
        zellen = {(name, self.kopf(n)): wert for n in nummern for name, wert in self.je_traeger(n).items()}
        # Wer an keiner Zahl der Tafel Anteil hat (die Stadt am Kontingent), braucht keine Zeile voller Nullen.
        beteiligt = {name for (name, _), wert in zellen.items() if wert}
        zeilen = [name for name in self.traeger.values() if name in beteiligt or not beteiligt]
        zellen = {schluessel: wert for schluessel, wert in zellen.items() if schluessel[0] in zeilen}
        spalten = [self.kopf(n) for n in nummern]
        return Tafel.aus(
            zellen, titel=titel, zaehlgroesse=zaehlgroesse, zeilen=zeilen, spalten=spalten, summen="spalten",
            zeilenkopf="Träger", **merkmale,
        )  # fmt: skip

    def geschuetzt(self, tafel: Tafel) -> Tafel:
        return schuetzen(tafel, self.mindestfallzahl)

    def nach_faellen(self, titel: str, *nummern: str, faelle: str, zaehlgroesse: str, **merkmale: Any) -> Tafel:
        """Kontakte, Stunden, Angehörige: gesperrt, wo weniger Fälle dahinterstehen als die Mindestfallzahl.

        Zehn Kontakte eines einzigen Falls sind eine Aussage über einen Menschen; gezählt wird darum, wie viele
        Fälle höchstens beteiligt sind (das Kleinere aus Wert und Fallzahl).
        """
        anzahl = self.je_traeger(faelle)
        tafel = self.roh(titel, *nummern, zaehlgroesse=zaehlgroesse, **merkmale)
        beteiligt = {
            (name, kopf): min(anzahl[name], _aufgerundet(tafel.wert(name, kopf)))
            for name in tafel.zeilen
            for kopf in tafel.spalten
        }
        schutz = Tafel.aus(
            beteiligt, titel=titel, zaehlgroesse="Fälle", zeilen=tafel.zeilen, spalten=tafel.spalten, summen="spalten"
        )
        return wie(tafel, schuetzen(schutz, self.mindestfallzahl))

    def verteilung(self, nummer: str, merkmal: str, titel: str, koepfe: Mapping[Any, str]) -> Tafel:
        """Eine Kennzahl nach einem Merkmal; Köpfe in der Reihenfolge des Wortschatzes, „nicht erfasst“ zuletzt."""
        werte = nach_nummer(nummer).je(self.zeit(nummer), merkmal)
        zeilen = {kopf: werte.get(schluessel, 0) for schluessel, kopf in koepfe.items()}
        if rest := sum(wert for schluessel, wert in werte.items() if schluessel not in koepfe):
            zeilen["nicht erfasst"] = rest
        groesse = nach_nummer(nummer).zaehlgroesse
        return Tafel.liste(zeilen, titel=titel, zaehlgroesse=groesse, kuerzel=nummer)


def _aufgerundet(wert: Any) -> int:
    return int(wert) if wert == int(wert) else int(wert) + 1


def uebersicht(*, jahr: int, heute: date) -> list[Tafel]:
    """Die Übersicht der Stadt: Mittel, Projektmittel, Stellen, IM-Fälle je Träger – ohne eine einzige Personenzeile."""
    with zahlen():
        s = Sammler(Zeitraum.jahr(jahr), min(date(jahr, 12, 31), heute), settings.MINDESTFALLZAHL)
        s.vorab("FI-01", "FI-02", "FI-03", "FI-04", "FI-05", "TR-01", "TR-02", "TR-03", "IM-08")
        return [
            s.roh("Förderung", "FI-01", "FI-02", "FI-03", zaehlgroesse="Euro", schreibweise="euro"),
            s.roh("Projektmittel", "FI-04", "FI-05", "FI-06", zaehlgroesse="Euro", schreibweise="euro"),
            s.roh("Stellen am Stichtag", "TR-01", "TR-02", "TR-03", zaehlgroesse="VZÄ", schreibweise="vzae"),
            s.geschuetzt(s.roh("Externe IM-Fälle am Stichtag", "IM-08", zaehlgroesse="Fälle")),
        ]


def kapitel(fassung: Any) -> list[dict[str, Any]]:
    """Kapitel einer Fassung mit Tafeln, wie sie damals waren."""
    return [k | {"tafeln": list(map(Tafel.from_json, k["tafeln"]))} for k in fassung.daten["kapitel"]]
