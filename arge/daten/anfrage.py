"""Eine Suchanfrage: was jemand in das eine Feld tippt, gelesen als Wörter, Tag, Rufnummer oder Nummer.

Drei Ränge: was die Suchregel des Hauses findet (arge.daten.suche), was gleich klingt, was einen Tippfehler entfernt ist. Die Datenbank sucht
über Schlüssel (arge.daten.klang) und gibt höchstens `KANDIDATEN`; `rang` prüft jeden noch einmal am Namen selbst.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db import connection
from rapidfuzz.distance import OSA, JaroWinkler

from arge.daten.eingang import JAHRE, Unlesbar, lies_datum
from arge.daten.klang import (
    AUSGELASSEN,
    FEHLER_AB,
    GEBOREN,
    KLANG,
    TELEFON,
    WORTE,
    auslassungen,
    klaenge,
    namensworte,
    telefonziffern,
    umschrift,
)
from arge.daten.suche import haupt, kern, suchform, suchworte, wortgruppen

GENAU, KLINGT, VERTIPPT = 0, 1, 2
#: Länger sucht niemand; das Feld nimmt nicht mehr an.
LAENGE = 80
#: So lang wird ein Wort verglichen: Achtzig Zeichen können in tausend zerfallen, und länger beginnt kein Name gleich.
WORTLAENGE = 40
#: So viele Wörter eines Titels oder einer Beschreibung werden verglichen.
SUCHWORTE = 60
#: So viele Menschen einer Art liest eine Suche; wer mehr trifft, schreibt weiter.
KANDIDATEN = 120
#: Und so viele, die nur ähnlich sind: Jeder wird am Namen selbst geprüft.
FRAGLICHE = 60
#: So viele Schlüssel einer Zeile beginnen höchstens gleich: die Wörter eines Namens.
JE_ZEILE = 2 * WORTE
#: Gleiche Mitlaute genügen nicht: „Ali“ und „Ola“ haben dieselben. So ähnlich muss auch die Schreibung sein.
AEHNLICH = 0.6
#: Ab so vielen Ziffern ist es vielleicht eine Rufnummer.
ZIFFERN = 5
#: Nach jedem Zeichen, das in einem Namen steht.
_ENDE = "\U0010ffff"
_ZIFFERNFOLGE = re.compile(r"[+(\d][\d\s/().-]*")


@dataclass(frozen=True)
class Wort:
    """Ein Wort der Anfrage: womit ein Schlüssel beginnen darf, und welche Schreibungen ihm noch gleichen.

    Was daraus folgt, rechnet sie einmal, gleich mit wie vielen Namen sie verglichen wird.
    """

    anfaenge: tuple[str, ...]
    schreibungen: tuple[str, ...] = ()

    @cached_property
    def laute(self) -> list[str]:
        return list(dict.fromkeys(laut for wort in self.schreibungen for laut in klaenge(wort)))

    @property
    def klang(self) -> list[str]:
        return [KLANG + laut for laut in self.laute]

    @cached_property
    def vertippt(self) -> list[str]:
        """Wörter, aus denen dieses durch einen Tippfehler geworden sein kann: einer zu wenig, einer zu viel, einer anders, zwei vertauscht."""
        gefunden = []
        for wort in self.schreibungen:
            if len(wort) >= FEHLER_AB:
                rest = auslassungen(wort)
                gefunden += [*rest, AUSGELASSEN + wort, *(AUSGELASSEN + teil for teil in rest)]
        return list(dict.fromkeys(gefunden))

    def rang(self, worte: list[str], gehoert: Callable[[str], tuple[str, ...]] = klaenge) -> int | None:
        """Wie gut eines dieser Wörter passt; None, wenn keines. `gehoert`: `klaenge`, vielleicht gemerkte."""
        if any(wort.startswith(self.anfaenge) for wort in worte):
            return GENAU
        for wort in worte if self.laute else ():
            if not set(gehoert(wort)).isdisjoint(self.laute) and any(
                _aehnlich(wort, eigenes) for eigenes in self.schreibungen
            ):
                return KLINGT
        lange = [wort for wort in self.schreibungen if len(wort) >= FEHLER_AB]
        if any(OSA.distance(eigenes, wort, score_cutoff=1) <= 1 for eigenes in lange for wort in worte):
            return VERTIPPT
        return None


def _aehnlich(eines: str, anderes: str) -> bool:
    return bool(JaroWinkler.normalized_similarity(umschrift(eines), umschrift(anderes)) >= AEHNLICH)


@dataclass(frozen=True, slots=True)
class Anfrage:
    """Die gelesene Anfrage. `nummer`: die Nummer einer Zeile; steht ein Name dabei (`mit_namen`), müssen beide passen."""

    worte: tuple[Wort, ...]
    nummer: int | None = None
    mit_namen: bool = False
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.worte) or self.nummer is not None

    def rang(
        self, namen: tuple[str, ...], telefon: str = "", tag: date | None = None, *, merken: bool = False
    ) -> int | None:
        """Das schlechteste Wort zählt; None, wenn eines gar nicht passt. `merken`: Der Name gehört keinem Menschen."""
        aus, gehoert = (_gemerkte_worte, _gemerkte_klaenge) if merken else (worte_aus, klaenge)
        worte = [*aus(namen), *kennzeichen(telefon, tag)]
        raenge = [wort.rang(worte, gehoert) for wort in self.worte]
        return None if None in raenge else max(raenge, default=None)  # type: ignore[type-var]

    def kandidaten(self, *tabellen: str, hoechstens: int = KANDIDATEN) -> list[tuple[int, int, int]]:
        """(Stelle der Tabelle, Zeile, Rang) aus Tabellen mit Suchschlüsseln, die besten zuerst; eine Anweisung für alle.

        Als SQL, nicht als Ausdruck: Über Namen führt der Planer keine Statistik (SICHERHEIT), und aus einem „oder“ über Bereiche macht er
        manchmal ein Durchlesen aller Schlüssel. Ein Bereich für sich ist immer der Index. Wessen Schlüssel es sind, sagt die Zeilensicherheit.
        """
        if not self.worte or not tabellen:
            return []
        raenge = ", ".join(f"min(rang) filter (where wort = {nummer})" for nummer in range(len(self.worte)))
        geordnet = f"group by zeile having count(distinct wort) = {len(self.worte)} order by rang, min(schluessel), zeile limit {hoechstens:d}"
        teile, werte = [], []
        for stelle, tabelle in enumerate(tabellen):
            treffer, dazu = self._treffer(tabelle)
            alle = " union all ".join(treffer)
            teile.append(f"(select {stelle}, zeile, greatest({raenge}) as rang from ({alle}) as treffer {geordnet})")  # noqa: S608
            werte += dazu
        with connection.cursor() as cursor:
            cursor.execute(" union all ".join(teile), werte)
            return cursor.fetchall()

    def _treffer(self, tabelle: str) -> tuple[list[str], list[Any]]:
        """Je Wort und Anfang ein Bereich, je Wort seine gleichen Schlüssel, jeder für sich nachgeschlagen."""
        teile, werte = [], []
        # Ein Wort allein: Weiter als bis zu den gezeigten liest niemand, auch nicht bei „m“. Mehrere müssen sich treffen können; „offset 0“ hält
        # den Planer auch dann bei einem Nachschlagen je Schlüssel.
        ende = f"order by schluessel limit {KANDIDATEN * JE_ZEILE}" if len(self.worte) == 1 else "offset 0"
        for nummer, wort in enumerate(self.worte):
            spalten = f"zeile_id as zeile, schluessel, {nummer} as wort, %s as rang"
            for anfang in wort.anfaenge:
                teile.append(f'(select {spalten} from "{tabelle}" where schluessel >= %s and schluessel < %s {ende})')  # noqa: S608 – Namen der Modelle
                werte += [GENAU, anfang, anfang + _ENDE]
            for rang, gleiche in ((KLINGT, wort.klang), (VERTIPPT, wort.vertippt)):
                if gleiche:
                    einer = f'select zeile_id, schluessel from "{tabelle}" where schluessel = gleich {ende}'  # noqa: S608
                    teile.append(f"(select {spalten} from unnest(%s::text[]) as gleich, lateral ({einer}) as je)")  # noqa: S608
                    werte += [rang, gleiche]
        return teile, werte


def worte_aus(namen: tuple[str, ...]) -> list[str]:
    """Alle Wörter, an denen ein Name zu finden ist."""
    alle = (wort for name in namen for wort in [*namensworte(name), *suchworte(name).split(" ")[:SUCHWORTE]] if wort)
    return list(dict.fromkeys(wort[:WORTLAENGE] for wort in alle))


#: Nur für Namen, die keinem Menschen gehören (Projekte, Partner, Seiten): Menschen bleiben nicht im Prozess.
_gemerkte_worte, _gemerkte_klaenge = lru_cache(maxsize=2048)(worte_aus), lru_cache(maxsize=4096)(klaenge)


def kennzeichen(telefon: str, geboren: date | None) -> list[str]:
    """Rufnummer und Geburtstag, wie sie in den Schlüsseln stehen."""
    ziffern = telefonziffern(telefon)
    return [*([TELEFON + ziffern] if ziffern else []), *([f"{GEBOREN}{geboren:%Y%m%d}"] if geboren else [])]


def lies_anfrage(text: str, heute: date) -> Anfrage:
    """„Haidari“, „Samira Hai“, „Haidari 1990“, „12.3.1990“, „0176 04069012“ oder „1207“."""
    text = text.strip()[:LAENGE]
    if _ZIFFERNFOLGE.fullmatch(text):
        anfaenge = _als_ziffern(text, heute)
        nummer = int(text) if text.isdecimal() and len(text) < 12 else None
        return Anfrage((Wort(tuple(anfaenge)),) if anfaenge else (), nummer)
    return namensanfrage(text)


def namensanfrage(text: str) -> Anfrage:
    """Namen, auch mit einem Jahrgang oder einer Nummer dazwischen."""
    gruppen = wortgruppen(text[:LAENGE])[:WORTE]
    alles = kern("".join(teil for gruppe in gruppen for teil in gruppe))
    worte, nummer = [], None
    for gruppe in gruppen:
        ganz = kern("".join(gruppe))
        if ganz.isdecimal() and len(gruppen) > 1:
            if len(ganz) == 4 and int(ganz) in JAHRE:
                worte.append(Wort((GEBOREN + ganz,)))
            elif len(ganz) < 12:
                nummer = int(ganz)
            continue
        for teil in haupt(gruppe)[:WORTE]:
            schreibungen = tuple(dict.fromkeys(wort[:WORTLAENGE] for wort in (kern(teil), ganz, alles)))
            worte.append(Wort(schreibungen, schreibungen))
    return Anfrage(tuple(worte[:WORTE]), nummer, mit_namen=bool(worte), text=suchform(text)[:LAENGE])


def _als_ziffern(text: str, heute: date) -> list[str]:
    anfaenge = []
    with suppress(Unlesbar):
        anfaenge.append(f"{GEBOREN}{lies_datum(text, heute):%Y%m%d}")
    ziffern = telefonziffern(text)
    if len(ziffern) >= ZIFFERN:
        anfaenge.append(TELEFON + ziffern)
    if len(text) == 4 and text.isdecimal() and int(text) in JAHRE:
        anfaenge.append(GEBOREN + text)
    return anfaenge
