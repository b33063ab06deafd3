"""Eine Zelle hat genau einen Wert: Seite, CSV und XLSX schreiben denselben, jede auf ihre Art (Datei = Anzeige).

Der Weg ist überall gleich: Rohwerte der Abfrage → typisierter Wert (Zahl, Tag, Text) → Schreibweise. Die Seite zeigt den
Text der Schreibweise, Excel denselben Wert als Zahl oder Tag, CSV seinen Text ohne Tausenderpunkt und Einheit. Wo nichts
steht, zeigt die Seite „–“ und die Datei eine leere Zelle, oder beide dasselbe Wort (`Spalte.leer`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from markupsafe import Markup

from arge.zahlen import format as formate

Schreiber = Callable[..., Any]
#: Zeichen, die XML und damit Excel nicht kennt; ein senkrechter Tabulator aus Word sperrte sonst den Export aller.
_STEUERZEICHEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
#: Womit in einer Tabellenkalkulation eine Formel beginnen kann.
FORMEL_ZEICHEN = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Schreibweise:
    """Wie ein Wert steht: Text auf der Seite, Nachkommastellen in jeder Datei, Zahlenformat, Einheit und Mindestbreite in Excel."""

    text: Callable[..., str]
    mindestens: int = 0
    stellen: int = 6
    muster: str = "General"
    einheit: str = ""
    breite: int = 12


#: Namen für `Spalte.format`. Prozent fehlt: Excel und CSV meinten damit verschiedene Zahlen.
SCHREIBWEISEN: Mapping[str, Schreibweise] = {
    "zahl": Schreibweise(formate.zahl, 0, 0, "#,##0"),
    "vzae": Schreibweise(formate.vzae, 1, 3, "0.0##", "Vollzeitäquivalente (VZÄ)"),
    "euro": Schreibweise(formate.euro, 2, 2, '#,##0.00\\ "€"', "Euro", 16),
    "std_min": Schreibweise(formate.std_min, 0, 2, "#,##0.00", "Stunden, dezimal (1,25 sind 1:15 Std.)"),
    "name": Schreibweise(formate.name),
    "kurzname": Schreibweise(formate.kurzname),
    "datum": Schreibweise(formate.datum),
    "zeitpunkt": Schreibweise(formate.zeitpunkt, breite=18),
}


class MitWort(NamedTuple):
    """Eine Zahl mit einem Wort davor („bis zu 0,4“): in Excel bleibt sie eine Zahl, das Wort steht im Zahlenformat."""

    wort: str
    zahl: Decimal


def als_text(wert: Any) -> Any:
    """Schreibweise ohne Namen: was der Typ des Werts nahelegt."""
    if wert is None or wert == "":
        return formate.FEHLT
    if isinstance(wert, bool):
        return "Ja" if wert else "Nein"
    if isinstance(wert, datetime):
        return formate.zeitpunkt(wert)
    if isinstance(wert, date):
        return formate.datum(wert)
    if isinstance(wert, Decimal):
        return formate.dezimal(wert, 0, 6)
    return wert


def formelsicher(wert: Any) -> Any:
    """Text, den eine Tabellenkalkulation als Formel läse, bekommt ein Hochkomma davor (OWASP: CSV Injection)."""
    return f"'{wert}" if isinstance(wert, str) and wert.startswith(FORMEL_ZEICHEN) else wert


def druckbar(text: str) -> str:
    """Text ohne Steuerzeichen und Trennfugen, die keine Datei zeigt und keine Tabellenkalkulation liest."""
    return _STEUERZEICHEN.sub(" ", text).replace("\N{SOFT HYPHEN}", "")


def modellfeld(modell: type[models.Model], pfad: str) -> Any:
    """Modellfeld am Ende eines ORM-Pfads; None bei Anmerkungen."""
    feld = None
    for teil in pfad.split(LOOKUP_SEP):
        try:
            feld = modell._meta.pk if teil == "pk" else modell._meta.get_field(teil)
        except FieldDoesNotExist:
            return None
        modell = getattr(feld, "related_model", None) or modell
    return feld


def _worte(spalte: Any, modell: type[models.Model]) -> dict[Any, str]:
    """Schlüssel → Wort eines Auswahlfelds; leer, wenn die Spalte keines zeigt."""
    einfach = len(spalte.felder) == 1 and not spalte.wert and not spalte.format
    feld = modellfeld(modell, spalte.felder[0]) if einfach else None
    return dict(getattr(feld, "flatchoices", None) or ())


def anzeige(spalte: Any, modell: type[models.Model]) -> Schreiber:
    """Werte einer Zeile → Text der Seite (Markup bei Etiketten)."""
    schreiben = _anzeige(spalte, modell)
    if spalte.wert:
        typisiert, innen = spalte.wert, schreiben
        schreiben = lambda *werte: innen(typisiert(*werte))  # noqa: E731
    if spalte.davor:
        davor, zahl = spalte.davor, schreiben
        schreiben = lambda *werte: davor(*werte) + zahl(*werte)  # noqa: E731
    if spalte.leer:
        leer, sonst = spalte.leer, schreiben
        return lambda *werte: leer if (text := sonst(*werte)) == formate.FEHLT else text
    return schreiben


def _anzeige(spalte: Any, modell: type[models.Model]) -> Schreiber:
    if callable(spalte.format):
        return spalte.format  # type: ignore[no-any-return]
    if spalte.format:
        return SCHREIBWEISEN[spalte.format].text
    if worte := _worte(spalte, modell):
        return lambda wert: worte.get(wert, als_text(wert))
    if len(spalte.felder) > 1 and not spalte.wert:
        return lambda *werte: " ".join(str(als_text(w)) for w in werte if w not in (None, "")) or formate.FEHLT
    return als_text


def dateiwert(spalte: Any, modell: type[models.Model]) -> Schreiber:
    """Werte einer Zeile → typisierter Wert der Datei: derselbe, den die Seite zeigt."""
    zeigen, weise = anzeige(spalte, modell), SCHREIBWEISEN.get(spalte.format) if isinstance(spalte.format, str) else None
    if callable(spalte.format) or _worte(spalte, modell) or (len(spalte.felder) > 1 and not spalte.wert):
        return lambda *werte: _textwert(zeigen(*werte))
    stellen = weise.stellen if weise else 6

    def wert(*werte: Any) -> Any:
        roh = typisiert(spalte.wert(*werte) if spalte.wert else werte[0], stellen)
        if roh is None:
            return spalte.leer or None
        return MitWort(wort, roh) if spalte.davor and (wort := spalte.davor(*werte)) else roh

    return wert


def _textwert(text: Any) -> str | None:
    text = text.striptags() if isinstance(text, Markup) else str(text)
    return None if text == formate.FEHLT else druckbar(text)


def typisiert(wert: Any, stellen: int = 6) -> Any:
    """Zahlen so genau wie die Anzeige, Zeitpunkte in Berliner Zeit auf die Minute, alles andere Text."""
    if wert is None or wert == "":
        return None
    if isinstance(wert, bool):
        return als_text(wert)
    if isinstance(wert, (int, Decimal, Fraction, float)):
        zahl = Decimal(wert.numerator) / Decimal(wert.denominator) if isinstance(wert, Fraction) else Decimal(str(wert))
        return wert if isinstance(wert, int) else zahl.quantize(Decimal(1).scaleb(-stellen), ROUND_HALF_UP)
    if isinstance(wert, datetime):
        ort = wert.astimezone(formate.BERLIN).replace(tzinfo=None) if wert.tzinfo else wert
        return ort.replace(second=0, microsecond=0)
    return wert if isinstance(wert, date) else _textwert(wert)
