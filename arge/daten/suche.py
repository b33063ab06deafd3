"""Namen suchen, vergleichen und ordnen: eine Regel in Python und, Zeichen für Zeichen dieselbe, in SQL (traeger/management/sql/spalten.sql).

Groß und klein, Akzente, „ae“ und „ä“, „ss“ und „ß“, Apostroph, Bindestrich und Leerzeichen gelten gleich. Jedes Wort eines Namens
wird von seinem Anfang gefunden, in beliebiger Reihenfolge, mit und ohne Vorsatz („von der Heide“, „Al-Hussein“).
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from arge.daten.eingang import normal

#: Betonungen und Vokalzeichen, ohne die ein Name derselbe ist (lateinisch, kyrillisch, hebräisch, arabisch, syrisch, äthiopisch),
#: Unsichtbares und die arabische Streckung. Indische und thailändische Vokale bleiben: Sie gehören zum Wort.
ZEICHEN_WEG = (
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u135d-\u135f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
    r"\ufe20-\ufe2f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
#: Was Wörter trennt: ASCII außer Buchstaben und Ziffern, Satzzeichen und Leerräume der Schriften, jede Form des Apostrophs.
TRENNER = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u037e\u0387"
    r"\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u1360-\u1368\u2000-\u206f\u2212"
    r"\u2e00-\u2e7f\u3000-\u303f\u30fb\ufe30-\ufe6f\uff01-\uff0f]+"
)
#: Buchstaben, die Unicode nicht zerlegt, und arabische Formen, die im Persischen anders kodiert sind.
BUCHSTABEN = ("øłđħıðŧəґ\u0643\u064a\u0649\u0629", "oldhidteг\u06a9\u06cc\u06cc\u0647")
DOPPELTE = (("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ŋ", "ng"))
#: Steht vor dem Hauptwort eines Namens; gesucht wird mit und ohne.
VORSAETZE = frozenset(
    [
        "von",
        "vom",
        "van",
        "zu",
        "zum",
        "zur",
        "der",
        "den",
        "dem",
        "de",
        "des",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "les",
        "el",
        "al",
        "as",
        "ul",
        "ud",
        "abu",
        "abd",
        "abdul",
        "bin",
        "ibn",
        "bint",
        "ben",
        "ter",
        "ten",
        "te",
        "och",
        "und",
        "y",
        "e",
        "o",
        "d",
        "l",
        "mc",
        "mac",
        "st",
        "san",
    ]
)
#: Nur diese stehen beim Ordnen hinten: „von der Heide“ bei H, aber „Al-Hussein“ bei A und „de la Cruz“ bei D.
ORDNET_HINTEN = r"^((?:(?:von|vom|van|zu|zum|zur|der|den|dem) )+)(.+)$"
UMLAUT = r"([aou])e"

_TABELLE = str.maketrans(*BUCHSTABEN)
_WEG, _TRENNER, _HINTEN, _UMLAUT = (re.compile(muster) for muster in (ZEICHEN_WEG, TRENNER, ORDNET_HINTEN, UMLAUT))


def suchform(text: str) -> str:
    """Klein, ohne Akzente, nur Wörter mit einem Leerzeichen dazwischen; „ä“ wird „a“. Danach ordnen Listen."""
    roh = normal("NFKD", normal("NFKD", text).casefold())
    roh = _WEG.sub("", roh)
    for eins, zwei in DOPPELTE:
        roh = roh.replace(eins, zwei)
    return _TRENNER.sub(" ", roh.translate(_TABELLE)).strip(" ")


def kern(wort: str) -> str:
    """„mueller“, „müller“ und „muller“ werden eines, „strauß“ und „strauss“ auch."""
    return _UMLAUT.sub(r"\1", wort).replace("ss", "s")


def suchworte(text: str) -> str:
    """Jedes Wort mit allem, was ihm folgt: „von der heide“ → „vonderheide derheide heide“. So passt jede Schreibweise am Anfang."""
    teile = suchform(text).split(" ")
    return " ".join(kern("".join(teile[stelle:])) for stelle in range(len(teile)))


def suchname(nachname: str, vorname: str) -> str:
    """Inhalt der Spalte `suchname`: erst die Ordnung, dann die Wörter; leer, wenn beides kein Name ist.

    Mehr als 640 Zeichen (je höchstens vier Bytes) fasst eine Zeile des Index nicht; ein Zeichen wie „ﷺ“ steht für achtzehn.
    """
    nach, vor = _HINTEN.sub(r"\2 \1", suchform(nachname)).strip(" "), suchform(vorname)
    worte = " ".join(filter(None, (suchworte(nachname), suchworte(vorname))))
    return "\t".join([*filter(None, (nach[:160], vor[:160])), f" {worte} "])[:640] if worte else ""


def namensschluessel(*namen: str) -> tuple[str, ...]:
    """Gleicher Name, gleicher Schlüssel: zum Vergleichen innerhalb einer Datei."""
    return tuple(kern(suchform(name).replace(" ", "")) for name in namen)


class Suchname(Func):
    """Spaltenausdruck zu `suchname()`."""

    function = "suchname"

    def __init__(self, nachname: Any = "nachname", vorname: Any = "vorname", **optionen: Any) -> None:
        super().__init__(nachname, vorname, output_field=models.TextField(), **optionen)


class Deutsch(Func):
    """Ordnet Namen und Titel wie im deutschen Wörterbuch: „Österfeld“ vor „Zeppelin“. In `order_by` und `Meta.ordering`."""

    function = "suchform"

    def __init__(self, feld: Any, **optionen: Any) -> None:
        super().__init__(feld, output_field=models.TextField(), **optionen)


class Suchworte(Func):
    """` wort wort ` eines kurzen Textes (Name, Straße); für lange Texte zu teuer."""

    function = "suchworte"
    template = "' ' || %(function)s(%(expressions)s) || ' '"

    def __init__(self, feld: Any, **optionen: Any) -> None:
        super().__init__(feld, output_field=models.TextField(), **optionen)


def voller_name(pfad: str = "") -> Trim:
    """„Samira Haidari“ als Ausdruck; wer nur einen Namen hat, steht mit diesem. `pfad`: „fachkraft__“."""
    return Trim(Concat(f"{pfad}vorname", Value(" "), f"{pfad}nachname", output_field=models.CharField()))


def kurzer_name(pfad: str = "") -> Coalesce:
    """„Haidari“ als Ausdruck; ohne Nachnamen der andere."""
    leer_ist_nichts = NullIf(f"{pfad}nachname", Value(""), output_field=models.CharField())
    return Coalesce(leer_ist_nichts, f"{pfad}vorname", output_field=models.CharField())


def wortgruppen(text: str) -> list[list[str]]:
    """Wörter der Eingabe; Vorsätze und mit Bindestrich oder Apostroph Verbundenes gehören zusammen."""
    gruppen: list[list[str]] = []
    offen: list[str] = []
    for wort in re.split(r"[\s,;]+", text):
        teile = suchform(wort).split()
        offen += teile
        if any(teil not in VORSAETZE for teil in teile):
            gruppen.append(offen)
            offen = []
    return [*gruppen, offen] if offen else gruppen


def haupt(gruppe: list[str]) -> list[str]:
    return [teil for teil in gruppe if teil not in VORSAETZE] or gruppe


def worte_passen(text: str, pfad: str) -> Q:
    """Jedes Wort der Eingabe beginnt ein Wort der Spalte; auch zusammengeschrieben („Annemarie“, „Anne Marie“)."""

    def faengt_an(wort: str) -> Q:
        return Q(**{f"{pfad}__contains": f" {kern(wort)}"})

    gruppen = wortgruppen(text)
    if not gruppen:
        return Q(pk__in=())
    treffer = Q()
    for gruppe in gruppen:
        einzeln = Q()
        for teil in haupt(gruppe):
            einzeln &= faengt_an(teil)
        treffer &= einzeln if len(gruppe) == 1 else einzeln | faengt_an("".join(gruppe))
    alles = "".join(teil for gruppe in gruppen for teil in gruppe)
    return treffer if len(gruppen) == 1 else treffer | faengt_an(alles)


def name_passt(text: str, pfad: str = "suchname") -> Q:
    """Namenssuche über `suchname`; eine Zahl ist die Nummer der Zeile.

    Kein Index auf Wörter: PostgreSQL liest die Zeilen des eigenen Trägers durch, in der Ordnung der Liste oder am Stück
    (30.000 Personen: gemessen bis 30,5 ms; eine Tabelle je Wort war bei häufigen Anfängen langsamer, bench/README.md).
    """
    if text.strip().isdecimal() and len(text) < 12:
        return Q(pk=int(text))
    return worte_passen(text, pfad)


def text_passt(zeilen: QuerySet[Any], text: str, *felder: str) -> Q:
    """Dieselbe Suche in anderen kurzen Texten kleiner Tabellen (Name eines Partners, Straße)."""
    passt = Q()
    for feld in felder:
        eigene = zeilen.model._base_manager.alias(worte_im_feld=Suchworte(F(feld))).filter(
            worte_passen(text, "worte_im_feld")
        )
        passt |= Q(pk__in=eigene.values("pk"))
    return passt
