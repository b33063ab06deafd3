"""Schutz kleiner Fallzahlen in Tafeln: gegen alle, die nur das Veröffentlichte kennen, und gegen die, die ihre eigenen Zahlen kennen (rein)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from arge.zahlen.sperrung import Ort, Sperrung, Zelle
from arge.zahlen.statistik import GESPERRT, KLEINSTE_SCHWELLE, Reihe, Tafel, Wahr, Wert

# Was eine zusätzliche Sperrung kostet: eine belegte Zelle am wenigsten, dann eine Null (dürfte stehen, und wer weiß,
# dass sie null sein muss, rechnet zurück), dann Randsummen, zuletzt die Gesamtsumme.
PREIS_ZELLE, PREIS_NULL, PREIS_SUMME, PREIS_GESAMT = 1_000, 2_500, 6_000, 50_000


class Platz(NamedTuple):
    """Wo ein Wert steht: innen mit Zeile und Spalte, „rechts“ mit Zeile, „unten“ mit Spalte, sonst „gesamt“."""

    tafel: int
    art: str
    i: int = 0
    j: int = 0


@dataclass(frozen=True)
class Schutzgut:
    """Eine Tafel und was der Schutz über sie wissen muss.

    `menschen`: wie viele verschiedene Menschen hinter jeder Zelle stehen; ohne sie gilt der Wert. `eigene`: Träger → (sein Anteil an
    jeder Zelle, seine Menschen darin). `je_traeger`: Jede Zeile handelt von dem Träger, nach dem sie heißt; er kennt sie ganz.
    """

    tafel: Tafel
    menschen: Tafel | None = None
    eigene: Mapping[str, tuple[Tafel, Tafel]] = field(default_factory=dict)
    je_traeger: bool = False


@dataclass(frozen=True)
class Bindung:
    """Eine Gleichung zwischen Zellen: Bestand = Vorjahr + neu − abgeschlossen, Ganzes = Teil + Rest.

    `glieder`: ((Tafel, Zeile oder None für die Summe, Spalte), Gewicht); zusammen ergeben sie null. Mit `rest` ist die Summe selbst eine Zelle, die niemand
    zeigt und die wie jede andere geschützt ist (Fälle ohne Plan = Fälle − Fälle mit Plan). `verborgen`: Spalte der Beiträge zu der Zahl, die niemand zeigt.
    `menschen`: Träger → wie viele hinter seinem Rest stehen; ohne sie die, die nur im Ganzen stehen, und mindestens einer.
    """

    glieder: tuple[tuple[tuple[int, str | None, str], int], ...]
    rest: bool = False
    verborgen: str = ""
    menschen: Mapping[str, int] | None = None


def schuetzen(tafel: Tafel, mindestfallzahl: int) -> Tafel:
    """Sperrt Werte von 1 bis unter die Mindestfallzahl und so viele weitere, dass nichts zurückgerechnet werden kann.

    Danach ist jeder kleine Wert für Außenstehende überall zwischen 1 und der Mindestfallzahl möglich und kein
    zusätzlich gesperrter eindeutig. Null darf stehen (BA: Mindestfallzahl 3, sekundäre Sperrung; § 16 BStatG als Vorbild).
    """
    return schuetzen_gemeinsam([tafel], mindestfallzahl)[0]


def schuetzen_gemeinsam(
    tafeln: Sequence[Tafel | Schutzgut],
    mindestfallzahl: int,
    *,
    eine_summe: bool = True,
    bindungen: Sequence[Bindung] = (),
    frueher: Sequence[Tafel] = (),
) -> list[Tafel]:
    """Wie `schuetzen` für mehrere Tafeln, die zusammenhängen; auch gegen Träger, die ihre eigenen Zahlen kennen.

    `eine_summe`: alle teilen dieselbe Gesamtsumme auf (nach Alter, nach Geschlecht …); verborgen ist sie überall oder nirgends.
    `bindungen` verbinden Zellen; ihre Nummer einer Tafel zählt in `frueher` weiter: schon Veröffentlichtes (das Vorjahr), dessen
    gezeigte Werte jeder kennt und dessen gesperrte gesperrt bleiben müssen – als (roh, geschützt) hintereinander.
    """
    if mindestfallzahl < KLEINSTE_SCHWELLE:
        raise ValueError(f"Die Mindestfallzahl ist mindestens {KLEINSTE_SCHWELLE}.")
    gueter = [gut if isinstance(gut, Schutzgut) else Schutzgut(gut) for gut in tafeln]
    summen = {gut.tafel.gesamtwert for gut in gueter}
    if eine_summe and len(gueter) > 1 and (len(summen) > 1 or None in summen):
        raise ValueError("Gemeinsam geschützt werden nur Tafeln mit derselben Gesamtsumme.")
    zellen: dict[Ort, Zelle] = {}
    gleichungen: list[Mapping[Ort, int]] = []
    for nummer, gut in enumerate(gueter):
        _pruefe_anzahlen(gut.tafel)
        zellen |= _zellen(nummer, gut, eine_summe=eine_summe)
        gleichungen += _gleichungen(nummer, gut.tafel, eine_summe=eine_summe)
    for nummer, (roh, offen) in enumerate(zip(frueher[::2], frueher[1::2], strict=True), start=len(gueter)):
        zellen |= _veroeffentlicht(nummer, roh, offen)
        gleichungen += _gleichungen(nummer, roh, eine_summe=False)
    koepfe = [gut.tafel for gut in gueter] + list(frueher[::2])
    for nummer, bindung in enumerate(bindungen):
        glieder: dict[Ort, int] = {_stelle(koepfe, *wo): gewicht for wo, gewicht in bindung.glieder}
        if bindung.rest:
            zellen["rest", nummer] = _rest(zellen, glieder, bindung.menschen)
            glieder["rest", nummer] = -1
        gleichungen.append(glieder)
    nullen = {ort for ort in zellen if isinstance(ort, Platz) and _steht_in_kleiner_summe(koepfe, ort, mindestfallzahl)}
    gesperrt = Sperrung(zellen, gleichungen, mindestfallzahl).sperren(nullen)
    return [_mit_sperren(gut, nummer, gesperrt, mindestfallzahl, eine_summe=eine_summe) for nummer, gut in enumerate(gueter)]


def _gesamtplatz(nummer: int, *, eine_summe: bool) -> Platz:
    return Platz(-1 if eine_summe else nummer, "gesamt")


def _plaetze(nummer: int, tafel: Tafel, *, eine_summe: bool) -> Iterator[tuple[Platz, Wert]]:
    """Jeder gezeigte Wert einer Tafel; die einzige Summe einer einspaltigen (einzeiligen) Tafel ist ihre Gesamtsumme."""
    for i, reihe in enumerate(tafel.werte):
        yield from ((Platz(nummer, "innen", i, j), wert) for j, wert in enumerate(reihe))
    gesamt = _gesamtplatz(nummer, eine_summe=eine_summe)
    if tafel.gesamtwert is not None:
        yield gesamt, tafel.gesamtwert
    yield from ((platz, wert) for platz, wert in _rand(nummer, tafel, eine_summe=eine_summe) if platz != gesamt)


def _rand(nummer: int, tafel: Tafel, *, eine_summe: bool) -> Iterator[tuple[Platz, Wert]]:
    gesamt, einfach = _gesamtplatz(nummer, eine_summe=eine_summe), tafel.gesamt is None
    for art, reihe in (("rechts", tafel.zeilensummen), ("unten", tafel.spaltensummen)):
        ist_gesamt = einfach and reihe is not None and len(reihe) == 1
        yield from ((gesamt if ist_gesamt else Platz(nummer, art, i), wert) for i, wert in enumerate(reihe or ()))


def _gleichungen(nummer: int, tafel: Tafel, *, eine_summe: bool) -> Iterator[Mapping[Ort, int]]:
    """Jede gezeigte Summe ist die Summe ihrer Zellen, die Gesamtsumme die der Randsummen."""
    innen = {
        (p.i, p.j): p for p, wert in _plaetze(nummer, tafel, eine_summe=eine_summe) if p.art == "innen" and wert is not None
    }
    gesamt = _gesamtplatz(nummer, eine_summe=eine_summe)
    for art, reihe in (("rechts", tafel.zeilensummen), ("unten", tafel.spaltensummen)):
        ist_gesamt = tafel.gesamt is None and reihe is not None and len(reihe) == 1
        for n, summe in enumerate(reihe or ()):
            if summe is not None:
                stelle = 0 if art == "rechts" else 1
                platz = gesamt if ist_gesamt else Platz(nummer, art, n)
                yield {platz: -1, **{p: 1 for ort, p in innen.items() if ort[stelle] == n}}
        if tafel.gesamt is not None and reihe is not None:
            yield {gesamt: -1, **{Platz(nummer, art, n): 1 for n, summe in enumerate(reihe) if summe is not None}}


def _zellen(nummer: int, gut: Schutzgut, *, eine_summe: bool) -> Iterator[tuple[Platz, Zelle]]:
    menschen = dict(_plaetze(nummer, gut.menschen or gut.tafel, eine_summe=eine_summe))
    eigene = {
        wer: [dict(_plaetze(nummer, teil, eine_summe=eine_summe)) for teil in teile] for wer, teile in gut.eigene.items()
    }
    for platz, wert in _plaetze(nummer, gut.tafel, eine_summe=eine_summe):
        if isinstance(wert, int):
            zeile = gut.tafel.zeilen[platz.i] if platz.art == "innen" else None
            anteile = {wer: (_zahl(teil[platz]), _zahl(leute[platz])) for wer, (teil, leute) in eigene.items()}
            if gut.je_traeger:
                anteile = _anteile_je_traeger(gut, platz)
            kennt = zeile if gut.je_traeger else None
            yield platz, Zelle(wert, _preis(platz, wert), _zahl(menschen[platz]), anteile, kennt)


def _anteile_je_traeger(gut: Schutzgut, platz: Platz) -> dict[str, tuple[int, int]]:
    """Was jeder Träger von dieser Zelle kennt, wenn jede Zeile einem gehört: seine Zeile, und in den Summen seinen Teil."""
    menschen = gut.menschen or gut.tafel
    anteile = {}
    for i, wer in enumerate(gut.tafel.zeilen):
        if platz.art in ("innen", "rechts") and platz.i != i:
            continue
        stellen = [platz.j] if platz.art == "innen" else [platz.i] if platz.art == "unten" else range(len(gut.tafel.spalten))
        anteile[wer] = tuple(sum(_zahl(t.werte[i][j]) for j in stellen) for t in (gut.tafel, menschen))
    return anteile  # type: ignore[return-value]


def _zahl(wert: Wert) -> int:
    return wert if isinstance(wert, int) else 0


def _preis(platz: Platz, wert: int) -> int:
    """Unter gleich teuren wird die kleinste Zelle gesperrt."""
    grund = (
        PREIS_GESAMT
        if platz.art == "gesamt"
        else PREIS_SUMME
        if platz.art != "innen"
        else PREIS_ZELLE
        if wert
        else PREIS_NULL
    )
    return grund + min(wert, PREIS_ZELLE - 1)


def _veroeffentlicht(nummer: int, roh: Tafel, offen: Tafel) -> Iterator[tuple[Ort, Zelle]]:
    """Zellen von früher, je Träger: Gezeigtes steht fest, Gesperrtes bleibt verborgen und muss es gegen alle bleiben."""
    gut = Schutzgut(roh, je_traeger=True)
    gezeigt = dict(_plaetze(nummer, offen, eine_summe=False))
    for platz, zelle in _zellen(nummer, gut, eine_summe=False):
        yield platz, replace(zelle, preis=0 if gezeigt[platz] is GESPERRT else None)


def _stelle(koepfe: Sequence[Tafel], nummer: int, zeile: str | None, spalte: str) -> Platz:
    tafel = koepfe[nummer]
    j = tafel.spalten.index(spalte)
    if zeile is not None:
        return Platz(nummer, "innen", tafel.zeilen.index(zeile), j)
    return _gesamtplatz(nummer, eine_summe=False) if len(tafel.spalten) == 1 else Platz(nummer, "unten", j)


def _rest(zellen: Mapping[Ort, Zelle], glieder: Mapping[Ort, int], bekannt: Mapping[str, int] | None) -> Zelle:
    """Was vom Ganzen übrig bleibt, wenn man den Teil kennt; es gehört dem, dem beide gehören.

    Wer mit einem Fall im Teil steht, kann mit einem zweiten im Rest stehen: Ganz ohne Menschen ist kein Rest.
    """
    kennt = next(zellen[ort].kennt for ort in glieder)
    eigen = {}
    for wer in next(zellen[ort].eigen for ort in glieder):
        wert, menschen = (sum(gewicht * zellen[ort].eigen[wer][n] for ort, gewicht in glieder.items()) for n in (0, 1))
        eigen[wer] = wert, max(menschen if bekannt is None else bekannt.get(wer, 0), 1 if wert else 0)
    wert = sum(gewicht * zellen[ort].wert for ort, gewicht in glieder.items())
    return Zelle(wert, 0, sum(menschen for _, menschen in eigen.values()), eigen, kennt)


def _steht_in_kleiner_summe(koepfe: Sequence[Tafel], platz: Platz, mindestfallzahl: int) -> bool:
    """Nullen neben einer kleinen Summe verraten, wo deren ein oder zwei Fälle sind; sie werden mit verborgen."""
    if platz.art == "gesamt":
        return False
    tafel = koepfe[platz.tafel]
    rechts, unten = tafel.zeilensummen, tafel.spaltensummen
    summen: list[Wert] = [tafel.gesamtwert]
    if platz.art == "innen":
        wert: Wert = tafel.werte[platz.i][platz.j]
        summen += [rechts[platz.i] if rechts else None, unten[platz.j] if unten else None]
    else:
        reihe = rechts if platz.art == "rechts" else unten
        wert = reihe[platz.i] if reihe else None
    return wert == 0 and any(isinstance(summe, int) and 0 < summe < mindestfallzahl for summe in summen)


def _pruefe_anzahlen(tafel: Tafel) -> None:
    if tafel.mindestfallzahl is not None or tafel.hat_gesperrte:
        raise ValueError(f"Tafel „{tafel.titel}“ ist schon geschützt.")
    for wert in tafel.alle_werte():
        if wert is not None and (not isinstance(wert, int) or isinstance(wert, bool) or wert < 0):
            raise TypeError(f"Tafel „{tafel.titel}“: nur Anzahlen lassen sich so schützen; für Summen siehe wie().")


def _mit_sperren(gut: Schutzgut, nummer: int, gesperrt: set[Ort], mindestfallzahl: int, *, eine_summe: bool) -> Tafel:
    tafel = gut.tafel

    def rand(art: str, reihe: Reihe | None) -> Reihe | None:
        ist_gesamt = tafel.gesamt is None and reihe is not None and len(reihe) == 1
        gesamt = _gesamtplatz(nummer, eine_summe=eine_summe)
        return reihe and tuple(
            GESPERRT if (gesamt if ist_gesamt else Platz(nummer, art, i)) in gesperrt else wert
            for i, wert in enumerate(reihe)
        )

    return replace(
        tafel,
        werte=tuple(
            tuple(GESPERRT if Platz(nummer, "innen", i, j) in gesperrt else wert for j, wert in enumerate(reihe))
            for i, reihe in enumerate(tafel.werte)
        ),
        zeilensummen=rand("rechts", tafel.zeilensummen),
        spaltensummen=rand("unten", tafel.spaltensummen),
        gesamt=GESPERRT
        if tafel.gesamt is not None and _gesamtplatz(nummer, eine_summe=eine_summe) in gesperrt
        else tafel.gesamt,
        mindestfallzahl=mindestfallzahl,
        wahr=Wahr(tafel, gut.menschen or tafel),
    )


def wie(tafel: Tafel, geschuetzt: Tafel) -> Tafel:
    """Sperrt in einer Tafel von Summen (Stunden, Minuten, Euro) dieselben Zellen wie in der Tafel ihrer Fallzahlen.

    Ein Durchschnitt oder eine Stundensumme über zwei Personen verrät sie, auch wenn sie groß ist.
    """
    if (tafel.zeilen, tafel.spalten) != (geschuetzt.zeilen, geschuetzt.spalten) or geschuetzt.mindestfallzahl is None:
        raise ValueError("Die Vorlage muss geschützt sein und dieselben Köpfe haben.")

    for summe, vorbild in [
        (tafel.zeilensummen, geschuetzt.zeilensummen),
        (tafel.spaltensummen, geschuetzt.spaltensummen),
        (tafel.gesamt, geschuetzt.gesamt),
    ]:
        if summe is not None and vorbild is None:
            raise ValueError("Die Tafel zeigt eine Summe, für die der Schutz nicht berechnet wurde.")

    def uebertragen(reihe: Reihe, vorbild: Reihe | None) -> Reihe:
        return tuple(GESPERRT if m is GESPERRT else w for w, m in zip(reihe, vorbild or (), strict=True))

    return replace(
        tafel,
        werte=tuple(uebertragen(r, v) for r, v in zip(tafel.werte, geschuetzt.werte, strict=True)),
        zeilensummen=tafel.zeilensummen and uebertragen(tafel.zeilensummen, geschuetzt.zeilensummen),
        spaltensummen=tafel.spaltensummen and uebertragen(tafel.spaltensummen, geschuetzt.spaltensummen),
        gesamt=GESPERRT if tafel.gesamt is not None and geschuetzt.gesamt is GESPERRT else tafel.gesamt,
        mindestfallzahl=geschuetzt.mindestfallzahl,
        wahr=geschuetzt.wahr and Wahr(tafel, geschuetzt.wahr.menschen),
    )
