"""Stufenlinien über die Zeit: Abschnitte ohne Änderung, Linie „heute“, gestrichelte Zukunft (rein)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import floor

from arge.zahlen.statistik import Tafel, Wert
from arge.zahlen.zeichnung import (
    BREITE,
    Flaeche,
    Linie,
    Punkt,
    Teil,
    Text,
    Zeichen,
    Zeichnung,
    auseinander,
    farbe,
    teilung,
)

#: Breit zuerst, schmal zuletzt: wo Linien aufeinander liegen (vereinbart = bewilligt = besetzt), bleiben alle sichtbar.
STAERKEN = ("s1", "s2", "s3")
FORMEN = ("kreis", "quadrat", "raute")
#: Oberkante und Unterkante der Fläche; darüber steht, was man abliest.
OBEN, UNTEN = 94.0, 304.0
LINKS, RECHTS = 44.0, 128.0


def treppe(tafel: Tafel, stellen: Sequence[float], heute: float | None) -> Zeichnung:
    """Die Zeichnung; jeder Abschnitt, in dem sich nichts ändert, ist ein Punkt, den man ansteuern kann."""
    anzahl = sum(stelle == floor(stelle) for stelle in stellen)
    if not anzahl:
        return Zeichnung(20, [])
    grenzen = [stelle / anzahl for stelle in stellen] + [1.0]
    jetzt = heute / anzahl if heute is not None and 0 <= heute <= anzahl else None
    ist_zukunft = heute is not None and heute < 0
    striche = teilung(
        [w for reihe in tafel.werte for w in reihe if isinstance(w, int | Decimal)], tafel.schreibweise == "zahl"
    )

    def y(wert: Wert) -> float:
        anteil = float((Decimal(wert) - striche[0]) / (striche[-1] - striche[0])) if isinstance(wert, int | Decimal) else 0.0
        return UNTEN - anteil * (UNTEN - OBEN)

    grund: list[Teil] = [Linie(0, y(strich), 1, y(strich), "null" if not strich else "gitter") for strich in striche]
    grund += [Text(0, y(strich) + 5, [(tafel.text(strich), "leise eng")], "ende", -8) for strich in striche]
    grund += _zeitachse(tafel, stellen, anzahl)
    oben: list[Teil] = []
    if jetzt is not None:
        oben.append(Linie(jetzt, OBEN - 8, jetzt, UNTEN, "heute"))
        oben.append(
            Text(jetzt, OBEN - 11, [("heute", "name eng")], "ende" if jetzt > 0.85 else "mitte" if jetzt > 0.06 else "")
        )
    abschnitte = _abschnitte(tafel)
    for reihe in range(len(tafel.spalten)):
        oben += _linie(tafel, abschnitte, grenzen, reihe, y, -1.0 if ist_zukunft else jetzt)
    oben += _am_ende(tafel, y)
    punkte = []
    for von, bis in abschnitte:
        punkt = _ablesen(tafel, tafel.werte[von], f"ab {tafel.zeilen[von].removeprefix('ab ')}")
        feld = Flaeche(grenzen[von], OBEN - 6, grenzen[bis] - grenzen[von], UNTEN - OBEN + 6, "feld")
        einzeln = ", ".join(
            f"{name} {tafel.text(wert) if wert is not None else 'unbekannt'}"
            for name, wert in zip(tafel.spalten, tafel.werte[von], strict=True)
        )
        punkte.append(Punkt(f"ab {tafel.zeilen[von].removeprefix('ab ')}: {einzeln} {tafel.zaehlgroesse}", [feld], punkt))
    hier = next((von for von, bis in abschnitte if jetzt is not None and grenzen[von] <= jetzt < grenzen[bis]), None)
    vorgabe = _ablesen(
        tafel,
        tafel.werte[abschnitte[-1][0] if hier is None else hier],
        f"zuletzt, ab {tafel.zeilen[abschnitte[-1][0]]}" if hier is None else "heute",
    )
    return Zeichnung(UNTEN + 30, punkte, grund, oben, vorgabe, LINKS, RECHTS)


def _abschnitte(tafel: Tafel) -> list[tuple[int, int]]:
    """(erste Zeile, erste danach): Zeilen mit denselben Werten sind ein Abschnitt."""
    anfaenge = [i for i, reihe in enumerate(tafel.werte) if not i or reihe != tafel.werte[i - 1]]
    return list(zip(anfaenge, [*anfaenge[1:], len(tafel.werte)], strict=True))


def _linie(
    tafel: Tafel,
    abschnitte: Sequence[tuple[int, int]],
    grenzen: Sequence[float],
    reihe: int,
    y: Callable[[Wert], float],
    jetzt: float | None,
) -> list[Teil]:
    """Nur waagrechte und senkrechte Strecken; ein fehlender Wert ist eine Lücke, keine Null."""
    klasse = f"l-{farbe(tafel.spalten[reihe], reihe)} {STAERKEN[reihe % 3]}"
    spaeter, teile, davor = f"{klasse} spaeter", list[Teil](), None
    ecken = list[Teil]()
    for von, bis in abschnitte:
        wert, links, rechts = tafel.werte[von][reihe], grenzen[von], grenzen[bis]
        if not isinstance(wert, int | Decimal):
            davor = None
            continue
        hoehe = y(wert)
        if davor is not None and davor != hoehe:
            teile.append(Linie(links, davor, links, hoehe, spaeter if jetzt is not None and links >= jetzt else klasse))
        if davor != hoehe:
            ecken.append(Zeichen(links, hoehe, FORMEN[reihe % 3], f"f-{farbe(tafel.spalten[reihe], reihe)} ecke"))
        if jetzt is None or rechts <= jetzt:
            teile.append(Linie(links, hoehe, rechts, hoehe, klasse))
        elif links >= jetzt:
            teile.append(Linie(links, hoehe, rechts, hoehe, spaeter))
        else:
            teile += [Linie(links, hoehe, jetzt, hoehe, klasse), Linie(jetzt, hoehe, rechts, hoehe, spaeter)]
        davor = hoehe
    return [*teile, *ecken]


def _am_ende(tafel: Tafel, y: Callable[[Wert], float]) -> list[Teil]:
    """Rechts neben dem Ende jeder Linie ihr Name und Wert; am Telefon steht dasselbe in der Zeile zum Ablesen."""
    letzte = [(i, wert) for i, wert in enumerate(tafel.werte[-1]) if isinstance(wert, int | Decimal)]
    hoehen = auseinander([y(wert) + 5 for _, wert in letzte], 18, UNTEN + 6)
    return [
        Text(1, hoehe, [(tafel.spalten[i], f"f-{farbe(tafel.spalten[i], i)}"), (tafel.text(wert), "wert")], "nur-breit", 10)
        for (i, wert), hoehe in zip(letzte, hoehen, strict=True)
    ]


def _ablesen(tafel: Tafel, werte: Sequence[Wert], wann: str) -> list[Teil]:
    """Eine Zeile mit der Zeit und eine mit jeder Reihe: Legende und Ablesen in einem."""
    teile: list[Teil] = [Text(0, 15, [(wann, "name")])]
    spalten = len(tafel.spalten)
    for i, (name, wert) in enumerate(zip(tafel.spalten, werte, strict=True)):
        x, klasse = i / max(spalten, 3), farbe(name, i)
        teile.append(Linie(x, 26, x + 0.05, 26, f"l-{klasse} {STAERKEN[i % 3]}"))
        teile.append(Zeichen(x + 0.025, 26, FORMEN[i % 3], f"f-{klasse} ecke"))
        teile.append(Text(x, 45, [(name, "eng")]))
        teile.append(Text(x, 63, [(tafel.text(wert), "wert eng")]))
    return teile


def _zeitachse(tafel: Tafel, stellen: Sequence[float], anzahl: int) -> list[Teil]:
    """Nur so viele Beschriftungen, wie nebeneinander passen; am Telefon ein Vielfaches davon, in Schritten, die Monate vertragen."""
    ganze = [(stelle, zeile) for stelle, zeile in zip(stellen, tafel.zeilen, strict=True) if stelle == floor(stelle)]
    lang = 8 * max((len(zeile) for _, zeile in ganze), default=1) + 14
    schritte = [s for s in (1, 2, 3, 6, 12, 24, 36, 48, 60, 120, 240) if s < anzahl] + [anzahl]

    def schritt(platz: float, vielfaches: int = 1) -> int:
        return next((s for s in schritte if s % vielfaches == 0 and anzahl <= s * max(platz // lang, 1)), schritte[-1])

    breit = schritt(BREITE - LINKS - RECHTS)
    schmal = schritt(270, breit)
    teile: list[Teil] = []
    for stelle, zeile in ganze[::breit]:
        eng = "" if int(stelle) % schmal == 0 else "nur-breit"
        x = stelle / anzahl
        teile.append(Linie(x, UNTEN, x, UNTEN + 7, f"gitter {eng}".strip()))
        teile.append(Text(x, UNTEN + 23, [(zeile, "leise eng")], eng))
    return teile
