"""Hinter jeder Änderung einer Zahl stehen mindestens so viele Menschen wie die Mindestfallzahl, oder sie ändert sich nicht (rein).

Fälle, Kontakte, Stunden und Nennungen zählen keine Köpfe: Fünf nachgetragene Gespräche eines Menschen sind +5, und mit Dauer und Thema
daneben zeigten zwei Fassungen sein ganzes Profil; drei Fälle eines Menschen sind +3. Darum merkt sich eine Fassung, was jeder Mensch zu jeder Zelle beitrug (verschlüsselt, in keiner
Ausgabe). Die nächste geht für jeden Träger und jede Zelle entweder von allen neuen Beiträgen aus oder von den alten: von den neuen nur, wenn
sie sich gegen jede frühere Fassung bei niemandem oder bei mindestens so vielen Menschen unterscheiden.

Was danach gerechnet wird (`fortschreibung`), kennt nur diese Zahlen und kann nicht verraten, was in ihnen nicht steht. Je Träger und nicht je
Zelle, denn wer seinen Anteil abzieht, sieht den der anderen. Summen sind Summen der Zellen.

Auch was keine Zelle zeigt und doch aus ihnen folgt (Fälle ohne Plan, der Bestand davor), gehört Menschen: Es liegt mit bei den Beiträgen, in
Spalten, die mit `VERBORGEN` beginnen. Bleibt es danach stehen, hält es die Gleichung fest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from arge.zahlen.format import GESPERRT
from arge.zahlen.statistik import Anteile, Beitraege, Tafel, Wahr, Wert, bruch, summiert

#: So beginnen Spalten, die keine Tafel zeigt.
VERBORGEN = "verborgen: "
#: An Stelle eines Menschen: was aus dem Vorjahr hierher gebucht ist (`vorjahr`); wessen es ist, soll niemand sehen.
GEBUCHT = ""


def davor_spalte(kopf: str) -> str:
    """Spalte des Bestands am Tag vor dem Zeitraum."""
    return f"{VERBORGEN}davor {kopf}"


def rest_spalte(kopf: str) -> str:
    """Spalte dessen, was vom Bestand nicht zu diesem Teil gehört."""
    return f"{VERBORGEN}ohne {kopf}"


def gehalten(tafel: Tafel, fruehere: Sequence[Beitraege], danach: Sequence[Beitraege] = ()) -> Tafel:
    """Die Tafel, wie sie mit den Beiträgen steht, von denen sie ausgehen darf; `fruehere`: die aller Fassungen davor, die letzte zuletzt.

    `danach`: die der Fassungen des Jahrs darauf; der Bestand davor, von dem sie ausgingen, ist der Bestand hier. Ohne frühere Fassung ist alles
    neu. ValueError, wo eine Summe nicht die ihrer Zellen ist: Dort ließe sich nichts halten.
    """
    if not fruehere or tafel.beitraege is None:
        return tafel
    if not tafel.additiv:
        raise ValueError(f"Tafel „{tafel.titel}“: Beiträge je Mensch gibt es nur, wo die Summe die der Zellen ist.")
    neue, schwelle = tafel.beitraege, tafel.mindestfallzahl or 0
    zeilen = dict.fromkeys(
        [*tafel.zeilen, *(zeile for alt in fruehere[-1:] for zeile, spalte in alt if spalte in tafel.spalten)]
    )
    unsichtbar = [ort for ort in {**neue, **fruehere[-1]} if ort[1].startswith(VERBORGEN)]
    steht = {
        ort: _zelle(neue.get(ort, {}), [alt.get(ort, {}) for alt in fruehere], schwelle, _ausgang(ort, danach))
        for ort in (*product(zeilen, tafel.spalten), *unsichtbar)
    }
    return _mit(tafel, {ort: teile for ort, teile in steht.items() if any(teile.values())}, [*zeilen])


def _ausgang(ort: tuple[str, str], danach: Sequence[Beitraege]) -> list[Mapping[str, Anteile]]:
    """Der Bestand davor, von dem die Fassungen des nächsten Jahrs ausgingen, wenn er die Zahl dieser Stelle ist; ein Träger steht auch als Spalte."""
    return [
        stand[wo] for stand in danach for wo in ((ort[0], davor_spalte(ort[1])), (ort[1], davor_spalte(ort[0])))
        if wo in stand
    ]  # fmt: skip


def unbewegt(tafel: Tafel, letzte: Beitraege, zeile: str | None, verborgen: str) -> bool:
    """Ob eine Zahl, die niemand zeigt, bei diesem Träger dieselben Beiträge hat wie in der letzten Fassung."""
    ort = (zeile or "", verborgen)
    return bool(zeile and verborgen) and tafel.beitraege is not None and tafel.beitraege.get(ort, {}) == letzte.get(ort, {})


def _zelle(
    neu: Mapping[str, Anteile],
    fruehere: Sequence[Mapping[str, Anteile]],
    schwelle: int,
    danach: Sequence[Mapping[str, Anteile]],
) -> dict[str, Anteile]:
    traeger = dict.fromkeys([*neu, *(name for alt in fruehere for name in alt)])
    return {
        name: stand(
            neu.get(name, {}), [alt.get(name, {}) for alt in fruehere], schwelle, [nach.get(name, {}) for nach in danach]
        )
        for name in traeger
    }


def stand(neu: Anteile, fruehere: Sequence[Anteile], schwelle: int, danach: Sequence[Anteile] = ()) -> Anteile:
    """Der neue Stand eines Trägers, wenn ihn von keiner Fassung nur wenige Menschen trennen; sonst der letzte.

    Oder einer, von dem Fassungen des Jahrs danach ausgingen (`danach`), wenn er näher ist: Auch ihn kennt schon, wer sie hat.
    """
    if not fruehere:
        return neu
    neben = [*danach, *fruehere]
    erlaubt = [s for s in (neu, *danach) if all(not (anders := geaendert(s, alt)) or anders >= schwelle for alt in neben)]
    return min((fruehere[-1], *erlaubt), key=lambda s: geaendert(neu, s))


def geaendert(neu: Anteile, alt: Anteile) -> int:
    """Bei wie vielen Menschen sich der Beitrag unterscheidet."""
    return sum(neu.get(mensch, 0) != alt.get(mensch, 0) for mensch in {**neu, **alt})


def _mit(tafel: Tafel, stand: Beitraege, zeilen: Sequence[str]) -> Tafel:
    """Dieselbe Tafel mit den Zahlen dieser Beiträge; was gesperrt ist, bleibt es."""
    wahr = tafel.wahr.werte if tafel.wahr else tafel
    dezimal = any(isinstance(wert, Decimal) for wert in wahr.alle_werte())

    def wert(zeile: str, spalte: str) -> Wert:
        steht = sum((sum(teil.values(), Fraction()) for teil in stand.get((zeile, spalte), {}).values()), Fraction())
        echt = wahr.wert(zeile, spalte) if zeile in wahr.zeilen else 0
        if isinstance(echt, int | Decimal) and bruch(echt) == steht:
            return echt
        return Decimal(steht.numerator) / steht.denominator if dezimal else int(steht)

    werte = {(zeile, spalte): wert(zeile, spalte) for zeile, spalte in product(zeilen, tafel.spalten)}
    voll = _besetzt(wahr, zeilen, werte)
    gesperrt = {
        (zeile, spalte) for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True)
        for spalte, zelle in zip(tafel.spalten, reihe, strict=True) if zelle is GESPERRT
    }  # fmt: skip
    return replace(
        voll,
        werte=tuple(tuple(GESPERRT if (z, s) in gesperrt else werte[z, s] for s in tafel.spalten) for z in zeilen),
        zeilensummen=_wie(voll.zeilensummen, tafel.zeilensummen),
        spaltensummen=_wie(voll.spaltensummen, tafel.spaltensummen),
        gesamt=GESPERRT if tafel.gesamt is GESPERRT else voll.gesamt,
        mindestfallzahl=tafel.mindestfallzahl, hinweis=tafel.hinweis, beitraege=stand,
        wahr=tafel.wahr and Wahr(voll, _menschen(tafel.wahr.menschen, zeilen)),
    )  # fmt: skip


def _besetzt(tafel: Tafel, zeilen: Sequence[str], werte: Mapping[tuple[str, str], Wert]) -> Tafel:
    """Die Tafel mit diesen Zellen und den Summen daraus, soweit sie welche zeigt."""
    reihen = tuple(tuple(werte[zeile, spalte] for spalte in tafel.spalten) for zeile in zeilen)
    unten = tuple(summiert([reihe[j] for reihe in reihen]) for j in range(len(tafel.spalten)))
    return replace(
        tafel, zeilen=tuple(zeilen), werte=reihen,
        zeilensummen=None if tafel.zeilensummen is None else tuple(map(summiert, reihen)),
        spaltensummen=None if tafel.spaltensummen is None else unten,
        gesamt=None if tafel.gesamt is None else summiert(unten),
    )  # fmt: skip


def _wie(voll: tuple[Wert, ...] | None, gezeigt: tuple[Wert, ...] | None) -> tuple[Wert, ...] | None:
    """Summen, wo die Tafel welche zeigt; Zeilen, die dazukamen, stehen am Ende und waren in keiner gesperrt."""
    if voll is None or gezeigt is None:
        return voll
    return tuple(
        GESPERRT if nummer < len(gezeigt) and gezeigt[nummer] is GESPERRT else wert for nummer, wert in enumerate(voll)
    )


def _menschen(menschen: Tafel, zeilen: Sequence[str]) -> Tafel:
    """Wie viele heute hinter jeder Zelle stehen; in Zeilen, die nur noch früher etwas hatten, niemand."""
    werte = {
        (zeile, spalte): menschen.wert(zeile, spalte) if zeile in menschen.zeilen else 0
        for zeile, spalte in product(zeilen, menschen.spalten)
    }
    return _besetzt(menschen, zeilen, werte)


def nach_json(tafeln: Iterable[Tafel]) -> dict[str, list[list[Any]]]:
    """Titel → [[Zeile, Spalte, {Träger: {Mensch: „5/3“}}], …]; Titel sind je Kapitel eindeutig."""
    return {
        tafel.titel: [
            [*ort, {name: {mensch: str(anteil) for mensch, anteil in teil.items()} for name, teil in teile.items() if teil}]
            for ort, teile in tafel.beitraege.items()
        ]
        for tafel in tafeln if tafel.beitraege is not None
    }  # fmt: skip


def aus_json(daten: Mapping[str, Sequence[Sequence[Any]]], titel: str) -> Beitraege:
    """Die Beiträge einer Tafel; leer, wenn es sie damals nicht gab."""
    return {(zeile, spalte): teile_aus(teile) for zeile, spalte, teile in daten.get(titel, ())}


def teile_aus(daten: Mapping[str, Mapping[str, str]]) -> dict[str, Anteile]:
    """Träger → Mensch → Anteil einer Zelle."""
    return {name: {mensch: Fraction(wert) for mensch, wert in teil.items()} for name, teil in daten.items()}
