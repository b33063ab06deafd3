"""Reine Regeln des Integrationsmanagements: Fristuhr, Plan- und Kontaktampel, Auslastung (Fachmodell 4; ohne Uhr)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from arge.zahlen.format import datum, dezimal, vzae, zahl
from arge.zahlen.zeitraum import jahre_spaeter, monate_spaeter

#: Kurz vor Ablauf des Plans mahnt die Ampel; so bleibt Zeit für das Auswertungsgespräch.
PLAN_HINWEIS_MONATE = 1
#: Stufen der Fristuhr in Monaten vor dem Ende (Fachmodell 4: 6/3/1).
FRIST_STUFEN = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Vorgaben:
    """Einstellbare Werte mit der Vorgabe des Konzepts; die Anwendung liest sie datiert aus den Parametern."""

    schluessel: Decimal = Decimal(90)
    dauer_jahre: int = 3
    hoechstens_jahre: int = 4
    anker_ist_beratung: bool = False
    plan_monate: int = 6
    kontakt_tage: int = 60
    mindestfallzahl: int = 3


class Ampel(NamedTuple):
    """Stand (gut | bald | ueberfaellig | offen) und der Satz dazu: Farbe steht nie allein."""

    stand: str
    text: str


class Wohnen(NamedTuple):
    """Wo jemand bei Beginn eines Falls wohnt: Wohnform und Stadtteil (Nummer); der Auszug, wenn eine Unterkunft vorausging."""

    wohnform: str
    stadtteil: int | None
    auszug_gu_am: date | None = None


def satz_zum_auszug(auszug_gu_am: date | None, *, heute: date, au_zuteilung_am: date | None) -> str | None:
    """Ausziehen kann nur, wer zugeteilt war, und nicht morgen."""
    if auszug_gu_am is None:
        return None
    if auszug_gu_am > heute:
        return "Das Datum liegt in der Zukunft."
    if au_zuteilung_am is not None and auszug_gu_am < au_zuteilung_am:
        return "Der Auszug aus der Gemeinschaftsunterkunft liegt vor der Zuteilung."
    return None


def auszug(wohnorte: Sequence[tuple[str, date | None]], unterkunft: str) -> date | None:
    """Wann jemand zuletzt aus einer Unterkunft auszog; `wohnorte`: (Wohnform, ab), neueste zuerst."""
    for (form, ab), (davor, _) in pairwise(wohnorte):
        if form != unterkunft and davor == unterkunft:
            return ab
    return None


@dataclass(frozen=True, slots=True)
class Fristuhr:
    """Ende der Beratung nach drei Jahren, Ende im begründeten Einzelfall, und wie dringend es am gefragten Tag ist.

    `stufe`: Monate der erreichten Warnstufe (6, 3, 1), 0 nach dem Ende, None davor oder ohne Anker.
    """

    anker: date | None
    ende: date | None
    hoechstens: date | None
    stufe: int | None
    ampel: Ampel


def anker(*, au_zuteilung_am: date | None, beratungsbeginn_am: date, vorgaben: Vorgaben) -> date | None:
    """Ab wann die Frist läuft: Zuteilung in die AU oder Beratungsbeginn, je Einstellung (VwV, Anker nicht bestätigt)."""
    return beratungsbeginn_am if vorgaben.anker_ist_beratung else au_zuteilung_am


def fristuhr(ab: date | None, am: date, vorgaben: Vorgaben, grund: str = "") -> Fristuhr:
    """Drei Jahre ab dem Anker, mit `grund` bis vier; der letzte Tag gehört noch dazu (§ 188 Abs. 2 BGB)."""
    if ab is None:
        return Fristuhr(None, None, None, None, Ampel("offen", "Frist: Zuteilung in die Anschlussunterbringung fehlt"))
    ende, hoechstens = jahre_spaeter(ab, vorgaben.dauer_jahre), jahre_spaeter(ab, vorgaben.hoechstens_jahre)
    if am > hoechstens:
        return Fristuhr(
            ab, ende, hoechstens, 0, Ampel("ueberfaellig", f"Frist am {datum(ende)} abgelaufen, Höchstdauer erreicht")
        )
    if am > ende:
        wie = f"begründet bis {datum(hoechstens)}: {grund}" if grund else f"Begründung bis {datum(hoechstens)} fehlt"
        satz = f"Frist am {datum(ende)} abgelaufen, {wie}"
        return Fristuhr(ab, ende, hoechstens, 0, Ampel("bald" if grund else "ueberfaellig", satz))
    stufe = next((monate for monate in FRIST_STUFEN if am >= monate_spaeter(ende, -monate)), None)
    if stufe is None:
        return Fristuhr(ab, ende, hoechstens, None, Ampel("gut", f"Frist bis {datum(ende)}"))
    satz = f"Frist endet am {datum(ende)}, in höchstens {stufe} Monat{'en' if stufe > 1 else ''}"
    return Fristuhr(ab, ende, hoechstens, stufe, Ampel("ueberfaellig" if stufe == FRIST_STUFEN[0] else "bald", satz))


def plan_gueltig(vereinbart_am: date, am: date, monate: int) -> bool:
    """Ein Integrationsplan gilt, bis er älter als die eingestellten Monate ist (fakten 1)."""
    return vereinbart_am <= am <= monate_spaeter(vereinbart_am, monate)


def plan_ampel(vereinbart_am: date | None, am: date, vorgaben: Vorgaben) -> Ampel:
    """Ohne Plan ist kein Fall VwV-konform; ein alter Plan ist auszuwerten und neu zu vereinbaren."""
    if vereinbart_am is None:
        return Ampel("ueberfaellig", "kein Integrationsplan")
    if not plan_gueltig(vereinbart_am, am, vorgaben.plan_monate):
        return Ampel("ueberfaellig", f"Plan vom {datum(vereinbart_am)} ist älter als {vorgaben.plan_monate} Monate")
    bis = monate_spaeter(vereinbart_am, vorgaben.plan_monate)
    if am >= monate_spaeter(bis, -PLAN_HINWEIS_MONATE):
        return Ampel("bald", f"Plan gilt noch bis {datum(bis)}")
    return Ampel("gut", f"Plan vom {datum(vereinbart_am)}")


def kontakt_ampel(letztes_gespraech_am: date | None, begonnen_am: date, am: date, vorgaben: Vorgaben) -> Ampel:
    """Länger als die eingestellten Tage ohne Gespräch ist überfällig; ohne Gespräch zählt der Beginn des Falls."""
    tage = (am - (letztes_gespraech_am or begonnen_am)).days
    if letztes_gespraech_am is None:
        return Ampel("ueberfaellig" if tage > vorgaben.kontakt_tage else "offen", "noch kein Gespräch")
    if tage > vorgaben.kontakt_tage:
        return Ampel("ueberfaellig", f"seit {tage} Tagen kein Gespräch")
    wann = {0: "heute", 1: "gestern"}.get(tage, f"vor {tage} Tagen")
    return Ampel("bald" if tage * 4 >= vorgaben.kontakt_tage * 3 else "gut", f"letztes Gespräch {wann}")


@dataclass(frozen=True, slots=True)
class Auslastung:
    """Aktive externe IM-Fälle gegen besetzte VZÄ: eine Bestandsgröße, nie mit der Jahresgröße der MBE zu vergleichen.

    `faelle` anderer Träger sind gerundet (arge.zahlen.runden); gerechnet wird mit dem, was zu sehen ist. `rund`: um so viele Fälle
    kann die wahre Zahl daneben liegen; dann sagt das Urteil „rund“ und behauptet nie, der Schlüssel sei genau erreicht.
    """

    faelle: int
    vzae: Decimal
    schluessel: Decimal
    rund: int = 0

    @property
    def je_vzae(self) -> Decimal | None:
        """Fälle je VZÄ; None bei 0 VZÄ, denn durch null wird nicht geteilt."""
        return Decimal(self.faelle) / self.vzae if self.vzae else None

    @property
    def noetig(self) -> Decimal:
        """VZÄ, mit denen der Schlüssel genau erreicht wäre."""
        return Decimal(self.faelle) / self.schluessel

    @property
    def fehlende_vzae(self) -> Decimal:
        """Nötige minus besetzte VZÄ, auf 0,01; negativ heißt: es ist noch Platz."""
        return (self.noetig - self.vzae).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def ist_ueber_schluessel(self) -> bool:
        return self.faelle > self.schluessel * self.vzae

    @property
    def formel(self) -> str:
        """Zähler, Nenner und Ergebnis in einem Satz, auch bei 0 VZÄ."""
        bruch = f"{zahl(self.faelle)} / {vzae(self.vzae)}"
        if isinstance(self.je_vzae, Decimal):
            return f"{bruch} = 1:{dezimal(self.je_vzae, 0, 1)}"
        return f"{bruch} – keine Stelle besetzt, darum kein Verhältnis"

    @property
    def urteil(self) -> str:
        """Was bis zum Schlüssel fehlt oder noch Platz hat."""
        fehlt, ziel = self.fehlende_vzae, f"1:{dezimal(self.schluessel, 0, 1)}"
        platz = self.schluessel * self.vzae - self.faelle
        if self.rund and abs(platz) <= self.rund:
            return f"rund {ziel}"
        etwa = "rund " if self.rund else ""
        if self.ist_ueber_schluessel:
            return f"für {ziel} fehlen {etwa}{dezimal(max(fehlt, Decimal('0.01')), 2, 2)} VZÄ"
        if frei := int(platz):
            return f"Platz für {etwa}{zahl(frei)} Fälle bis {ziel}"
        return f"{ziel} erreicht" if platz else f"{ziel} genau erreicht"
