"""Bilder aus Tafeln: Balken, gestapelte Balken, Stufen, Gebiete – nie ohne Alternativtext und die Tabelle daneben (berichte 2; rein).

Ein Bild zeigt nie mehr als seine Tafel: Gesperrtes und Fehlendes hat keine Form, nur sein Zeichen. Jede Zahl steht als Text im Bild, nicht
nur in Farbe oder Länge; was eine Grenze überschreitet, trägt Form und Wort.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from arge.zahlen.format import FEHLT, GESPERRT
from arge.zahlen.statistik import Tafel, Wert
from arge.zahlen.tabelle import Tabelle
from arge.zahlen.treppe import treppe
from arge.zahlen.zeichnung import (
    SCHMAL,
    Flaeche,
    Linie,
    Punkt,
    Teil,
    Text,
    Zeichen,
    Zeichnung,
    farbe,
    gesetzt,
    kachel,
    legende,
    ohne_kuerzel,
)

#: Spalte → (Spalte, über der sie auffällt, oder None für „unter null“; das Wort dazu).
Bezug = Mapping[str, tuple[str | None, str]]


class Grenze(NamedTuple):
    """Ein Wert, den keine Zeile überschreiten sollte: was an der Linie steht und was an dem, der sie überschreitet."""

    wert: int | Decimal
    wort: str
    darueber: str


@dataclass(frozen=True, slots=True)
class Diagramm:
    """Bild und Tabelle gehören zusammen: beide entstehen aus derselben Tafel; `kurz` fasst deren Zeilen zusammen."""

    tafel: Tafel
    zeichnung: Zeichnung
    alt: str
    kurz: Tabelle | None = None
    #: Adresse der Bilddatei; setzt die Seite (arge.seite.bilder).
    ziel: str = ""

    @property
    def titel(self) -> str:
        return self.tafel.titel

    @property
    def kennung(self) -> str:
        """Name im HTML; auf einer Seite hat jedes Bild einen eigenen Titel."""
        return "bild-" + re.sub(r"\W+", "-", self.titel.lower()).strip("-")

    @property
    def tabelle(self) -> Tabelle:
        """Die Zahlen zum Bild, unter seinem Titel."""
        return replace(self.kurz or self.tafel.tabelle, titel=self.titel)


def ist_zahl(wert: Wert) -> bool:
    return isinstance(wert, int | Decimal)


def zahlen_der(werte: Sequence[Wert]) -> list[Decimal]:
    """Nur, was eine Länge haben darf."""
    return [Decimal(wert) for wert in werte if isinstance(wert, int | Decimal)]


def worte(tafel: Tafel, wert: Wert) -> str:
    """Wie der Wert vorgelesen wird: „84“, „gesperrt“, „nicht vorhanden“."""
    return "gesperrt" if wert is GESPERRT else "nicht vorhanden" if wert is None else tafel.text(wert)


def balken(tafel: Tafel, *, grenze: Grenze | None = None, bezug: Bezug | None = None) -> Diagramm:
    """Liegende Balken, je Zeile eine Gruppe, je Spalte ein Balken mit Namen und Wert darüber.

    `grenze` ist in jeder Zeile derselbe Strich; was darüber liegt, ist schraffiert und sagt es im Wort. `bezug` vergleicht eine Spalte mit einer anderen derselben Zeile.
    """
    alle = zahlen_der([wert for reihe in tafel.werte for wert in reihe])
    unten, oben = min([Decimal(0), *alle]), max([Decimal(0), *alle, *([Decimal(grenze.wert)] if grenze else [])])
    spanne = (oben - unten) or Decimal(1)

    def x(wert: int | Decimal) -> float:
        return float((wert - unten) / spanne) * 0.96  # rechts bleibt Platz für das Dreieck

    einzeln = len(tafel.spalten) == 1
    einheit = f" {tafel.zaehlgroesse}" if einzeln and tafel.schreibweise in {"zahl", "dezimal", "vzae"} else ""
    y, punkte, oberhalb = 0.0, list[Punkt](), list[Teil]()
    if grenze:
        oberhalb.append(Text(x(grenze.wert), 15, [(grenze.wort, "grenzwort")], "ende" if x(grenze.wert) > 0.5 else ""))
        y = 22
    for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True):
        teile: list[Teil] = [Flaeche(0, y, 1, 0, "feld")]
        namen, anfang = list[str](), y
        if not einzeln:
            kopf, y = gesetzt([(zeile, "name")], 0, y)
            teile += kopf
        for stelle, (spalte, wert) in enumerate(zip(tafel.spalten, reihe, strict=True)):
            zuviel = _zuviel(tafel, reihe, spalte, wert, grenze, bezug or {})
            wort = tafel.text(wert) + (" gesperrt" if wert is GESPERRT else "")
            zeichen = "leise" if wert is GESPERRT or wert is None else "wert"
            name = (zeile, "name") if einzeln else (ohne_kuerzel(spalte), "leise")
            text, y = gesetzt([name, (wort, zeichen), *([(zuviel[1], "warnwort")] if zuviel else [])], 0, y)
            teile += text
            dick = 14 if einzeln else 9
            if isinstance(wert, int | Decimal):
                klasse = farbe(zeile if einzeln else spalte, 0 if einzeln else stelle)
                ab = Decimal(zuviel[0]) if zuviel else None
                teile += _ein_balken(x, Decimal(wert), ab, y + 3, dick, klasse)
            teile.append(Linie(x(0), y, x(0), y + dick + 6, "achse"))
            if grenze:
                teile.append(Linie(x(grenze.wert), y - 1, x(grenze.wert), y + dick + 7, "grenze"))
            y += dick + (11 if einzeln else 6)
            vor = "" if einzeln else f"{ohne_kuerzel(spalte)}: "
            namen.append(f"{vor}{worte(tafel, wert)}{einheit if ist_zahl(wert) else ''}{f', {zuviel[1]}' if zuviel else ''}")
        teile[0] = Flaeche(0, anfang, 1, y - anfang - 2, "feld")
        punkte.append(Punkt(f"{zeile}: {'; '.join(namen)}", teile))
        y += 0 if einzeln else 10
    zusatz = f"Linie bei {tafel.text(grenze.wert)}: {grenze.wort}." if grenze else ""
    return fertig(tafel, Zeichnung(max(y, 20), punkte, grund=oberhalb), "Balkendiagramm", zusatz)


def _zuviel(
    tafel: Tafel, reihe: Sequence[Wert], spalte: str, wert: Wert, grenze: Grenze | None, bezug: Bezug
) -> tuple[int | Decimal, str] | None:
    """(Wert der Grenze, das Wort dazu), wenn dieser Wert sie überschreitet."""
    if not isinstance(wert, int | Decimal):
        return None
    if grenze and wert > grenze.wert:
        return grenze.wert, grenze.darueber
    if spalte not in bezug:
        return None
    andere, wort = bezug[spalte]
    if andere is None:
        return (0, wort) if wert < 0 else None
    gegen = reihe[tafel.spalten.index(andere)]
    if not isinstance(gegen, int | Decimal) or wert <= gegen:
        return None
    return gegen, f"{tafel.text(Decimal(wert) - gegen)} {wort}"


def _ein_balken(
    x: Callable[[int | Decimal], float], wert: Decimal, ab: Decimal | None, y: float, dick: float, klasse: str
) -> list[Teil]:
    """Von null bis zum Wert; ab der Grenze schraffiert, mit einem Dreieck am Ende."""
    null, ende, teile = x(Decimal(0)), x(wert), list[Teil]()
    bis = ende if ab is None else x(ab)
    if bis != null:
        teile.append(Flaeche(min(null, bis), y, abs(bis - null), dick, f"f-{klasse}"))
    if ab is not None:
        links, rechts = sorted((bis, ende))
        teile.append(Flaeche(links, y, rechts - links, dick, "ueber"))
        teile.append(Linie(links, y + dick / 2, rechts, y + dick / 2, f"schraffur schraffur-{dick:g}"))
        teile.append(Linie(bis, y - 4, bis, y + dick + 4, "grenze"))
        teile.append(Zeichen(max(rechts, null), y + dick / 2, "dreieck", "warnzeichen", 11))
    return teile


def gestapelt(tafel: Tafel, *, kuenftig: Collection[str] = ()) -> Diagramm:
    """Gestapelte liegende Balken mit der Summe daneben; eine Zeile mit gesperrtem oder fehlendem Teil trägt dessen Zeichen.

    Zeilen aus `kuenftig` sind gestrichelt umrandet und sagen es im Wort.
    """
    klassen = [farbe(spalte, stelle) for stelle, spalte in enumerate(tafel.spalten)]
    grund, y = legende(tafel.spalten, klassen, 0) if len(tafel.spalten) > 1 else ([], 0.0)
    reihen = [[max(Decimal(0), *zahlen_der([wert]), Decimal(0)) for wert in reihe] for reihe in tafel.werte]
    laengste = max((sum(reihe) for reihe in reihen), default=Decimal(0)) or Decimal(1)
    punkte = []
    for stelle, (zeile, reihe, laengen) in enumerate(zip(tafel.zeilen, tafel.werte, reihen, strict=True)):
        spaeter, anfang = zeile in kuenftig, y
        summe = tafel.text(tafel.zeilensummen[stelle]) if tafel.zeilensummen is not None else ""
        zeichen = "·" if GESPERRT in reihe else FEHLT if None in reihe else ""
        kopf = [(zeile, "name"), (zeichen, "leise"), (summe, "wert"), ("künftig" if spaeter else "", "leise")]
        text, y = gesetzt([stueck for stueck in kopf if stueck[0]], 0, y)
        teile: list[Teil] = [*text]
        ab = 0.0
        for nummer, (wert, laenge) in enumerate(zip(reihe, laengen, strict=True)):
            breite = float(laenge / laengste)
            if not breite:
                continue
            teile += kachel(ab, y + 5, breite, 26, klassen[nummer], nummer)
            wort = tafel.text(wert)
            if breite * 700 > 8 * len(wort) + 8:  # sonst steht die Zahl nur im Namen und in der Tabelle
                eng = "" if breite * SCHMAL > 8 * len(wort) + 4 else " nur-breit"
                teile.append(Text(ab + breite / 2, y + 21, [(wort, "innen")], f"mitte{eng}"))
            ab += breite
        if spaeter and ab:
            teile.append(Flaeche(0, y + 3, ab, 30, "kuenftig"))
        teile.append(Linie(0, y + 1, 0, y + 35, "achse"))
        y += 45
        einzeln = [f"{spalte} {worte(tafel, wert)}" for spalte, wert in zip(tafel.spalten, reihe, strict=True)]
        name = f"{zeile}{' (künftig)' if spaeter else ''}: {', '.join(einzeln)}{f', zusammen {summe}' if summe else ''}"
        punkte.append(Punkt(name, [Flaeche(0, anfang, 1, y - anfang - 2, "feld"), *teile]))
    return fertig(tafel, Zeichnung(max(y, 20), punkte, grund=grund), "Gestapeltes Balkendiagramm")


def gebiete(tafel: Tafel, lage: Mapping[str, tuple[int, int]]) -> Diagramm:
    """Je Zeile ein Feld in grober Lage (Spalte, Reihe), darin je Spalte ein Balken; was keine Lage hat, steht darunter.

    Ein Schema, keine Karte: Nachbarschaft stimmt ungefähr, Fläche und Grenze nicht.
    """
    breit = max((x for x, _ in lage.values()), default=0) + 1
    tief = max((y for zeile, (_, y) in lage.items() if zeile in tafel.zeilen), default=-1) + 1
    ohne = [zeile for zeile in tafel.zeilen if zeile not in lage]
    ort = dict(lage) | {zeile: (i % breit, tief + i // breit) for i, zeile in enumerate(ohne)}
    klassen = [farbe(spalte, stelle) for stelle, spalte in enumerate(tafel.spalten)]
    grund, y0 = legende(tafel.spalten, klassen, 0)
    groesster = max(zahlen_der([wert for reihe in tafel.werte for wert in reihe]), default=Decimal(0)) or Decimal(1)
    spalten = [spalte.partition(" am ")[0] for spalte in tafel.spalten]  # der Tag steht in der Legende
    hoehe = 30 + 20 * len(tafel.spalten)
    punkte = []
    for zeile, reihe in sorted(zip(tafel.zeilen, tafel.werte, strict=True), key=lambda paar: ort[paar[0]][::-1]):
        spalte, nummer = ort[zeile]
        x, y = spalte / breit, y0 + nummer * (hoehe + 8)
        innen, platz = x + 0.02, 1 / breit - 0.03
        teile: list[Teil] = [
            Flaeche(x, y, 1 / breit - 0.015, hoehe, "feld gebiet"),
            Text(innen, y + 18, [(zeile, "name gebietsname")]),
        ]
        for i, wert in enumerate(reihe):
            unten = y + 26 + 20 * i
            if isinstance(wert, int | Decimal) and wert > 0:
                teile += kachel(innen, unten, platz * 0.55 * float(wert / groesster), 14, klassen[i], i)
            teile.append(Linie(innen, unten - 1, innen, unten + 15, "achse"))
            # Am Telefon fällt der Name weg; eine Lücke davor schöbe die Zahl aus ihrem Feld.
            wer = (f"{spalten[i]}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}", "leise eng nur-breit")
            zahl = (tafel.text(wert), "wert eng")
            teile.append(Text(innen + platz - 0.01, unten + 12, [wer, zahl], "ende", luecke=0))
        einzeln = ", ".join(f"{s} {worte(tafel, wert)}" for s, wert in zip(tafel.spalten, reihe, strict=True))
        punkte.append(Punkt(f"{zeile}: {einzeln}", teile))
    unten = y0 + (max((ort[zeile][1] for zeile in tafel.zeilen), default=-1) + 1) * (hoehe + 8)
    return fertig(tafel, Zeichnung(max(unten, 20), punkte, grund=grund), "Schema der Gebiete mit Balken")


def stufen(
    tafel: Tafel, kurz: Tabelle | None = None, ab: Sequence[float] | None = None, heute: float | None = None
) -> Diagramm:
    """Stufenlinien über die Zeit: jede Zeile ist ein Abschnitt, in dem der Wert gilt (VZÄ je Monat).

    `ab`: wo jeder Abschnitt beginnt, der letzte ist ganz; ohne Angabe sind alle gleich lang. `heute`: an welcher Stelle der Tag liegt;
    dort steht eine Linie, was danach kommt, ist gestrichelt. Schräge Linien gäbe es hier nicht: eine Stelle ist bis zum letzten Tag
    besetzt und danach nicht mehr.
    """
    stellen = list(ab) if ab is not None else [float(i) for i in range(len(tafel.zeilen))]
    zusatz = "Nach der Linie „heute“ ist gestrichelt, was schon eingetragen ist." if heute is not None else ""
    return replace(fertig(tafel, treppe(tafel, stellen, heute), "Stufenlinien", zusatz), kurz=kurz)


def fertig(tafel: Tafel, zeichnung: Zeichnung, art: str, zusatz: str = "") -> Diagramm:
    """Das Bild mit seinem Alternativtext."""
    return Diagramm(tafel, zeichnung, " ".join(filter(None, (f"{art}: {tafel.titel}.", _aussage(tafel), zusatz))))


def _aussage(tafel: Tafel) -> str:
    """Was das Bild zeigt, in Sätzen: kleinster und größter Wert je Reihe; jede einzelne Zahl steht in der Tabelle."""
    saetze = []
    for spalte, name in enumerate(tafel.spalten):
        paare = [
            (wert, zeile)
            for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True)
            if isinstance(wert := reihe[spalte], int | Decimal)
        ]
        if paare:
            hoch, tief = max(paare, key=lambda p: p[0]), min(paare, key=lambda p: p[0])
            gleich = hoch[0] == tief[0]
            saetze.append(
                f"{name}: durchgehend {tafel.text(hoch[0])}."
                if gleich
                else f"{name}: am wenigsten {tafel.text(tief[0])} ({tief[1]}), am meisten {tafel.text(hoch[0])} ({hoch[1]})."
            )
    if tafel.hat_gesperrte:
        saetze.append("Gesperrte Werte sind ohne Balken.")
    return " ".join(saetze) + " Alle Zahlen stehen in der Tabelle."
