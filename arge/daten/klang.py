"""Woran ein Name auch falsch oder anders geschrieben zu erkennen ist: Suchschlüssel in Python und, Zeichen für Zeichen dieselben, in SQL.

Ein Mensch heißt in jedem Papier anders: „Шевченко“, „Shevchenko“, „Schewtschenko“; „محمد“, „Mohammed“, „Muhamed“. Und wer schnell tippt,
vertut sich um eine Taste. Beides wird einmal beim Schreiben der Zeile gerechnet, nicht bei jeder Suche: Das Anfangszeichen sagt, welche Art
Schlüssel es ist (ein Wort trägt keines, denn kein Wort enthält eines dieser Zeichen). `traeger/management/sql/spalten.sql` rechnet dasselbe.
"""

from __future__ import annotations

import re
from datetime import date

from anyascii import anyascii

from arge.daten.suche import kern, suchform, suchworte

KLANG, AUSGELASSEN, TELEFON, GEBOREN = "~", "-", "#", "@"

#: Schriften, aus denen umgeschrieben wird: lateinische, griechische, kyrillische, armenische, hebräische, arabische, syrische, indische,
#: georgische und äthiopische. Was sonst nicht lateinisch ist, fällt aus dem Klang heraus; als Wort bleibt es zu finden.
SCHRIFTEN = (
    range(0x80, 0x250), range(0x250, 0x2B0), range(0x370, 0x590), range(0x5D0, 0x5F3), range(0x620, 0x780), range(0x900, 0xA00), range(0xB80, 0xC00),
    range(0x10D0, 0x1100), range(0x1200, 0x1380),
)  # fmt: skip
#: Die Umschrift lässt diese Buchstaben aus; am Anfang eines Namens stehen sie für einen Vokal („علي“ ist Ali).
TRAEGT_VOKAL = dict.fromkeys("اعאע", "a")
#: Eine Schreibung und welcher Laut es ist, in dieser Reihenfolge. Ein Großbuchstabe ist ein Laut, ein kleiner wird noch gelesen.
LAUTE = (
    ("tsch", "K"), ("dsch", "J"), ("sch", "S"), ("tch", "K"), ("tsh", "K"), ("dzh", "J"), ("chr", "KR"), ("sh", "S"), ("zh", "S"), ("zs", "S"),
    ("cz", "K"), ("ck", "K"), ("dj", "J"), ("kh", "H"), ("ph", "F"), ("gh", "G"), ("dh", "T"), ("ts", "S"), ("tz", "S"), ("qu", "KF"), ("x", "KS"),
)  # fmt: skip
#: Was zwei Lesarten hat: „Chaled“ und „Petrovich“, „Othman“ und „Thomas“, „Jurij“ und „Jamal“, „Nowak“ und „Dawud“,
#: „Galina“ und „Halyna“.
LESARTEN = (
    (("ch", "H"), ("th", "T"), ("j", "i"), ("w", "F"), ("g", "G")), (("ch", "K"), ("th", "S"), ("j", "J"), ("w", "u"), ("g", "H")),
)  # fmt: skip
EINZELN = ("bpdtfvgkqcszhlmnr", "BPTTFFGKKKSSHLMNR")
VOKALE = "aeiouy"

#: Kürzere Wörter haben keine Schlüssel für Tippfehler: Zu „Ali“ passte sonst jedes dritte Wort. Längere zählen bis hierher.
FEHLER_AB, FEHLER_BIS = 4, 24
#: So viele Wörter eines Namens bekommen Klang und Tippfehler; ohne Grenze wüchse das Quadrat der Wörter.
WORTE = 6

_KEIN_LATEIN = re.compile("[^a-z0-9]")
_KEINE_ZIFFER, _LAND = re.compile("[^0-9+]"), re.compile(r"^(\+49|0049)0?")
_DOPPELT = re.compile(r"(.)\1+")
_VOKAL = re.compile(f"[{VOKALE}]+")
_ZEICHEN = str.maketrans(*EINZELN)


def _umschrift() -> dict[str, str]:
    zeichen = (chr(nummer) for bereich in SCHRIFTEN for nummer in bereich)
    tafel = {z: _KEIN_LATEIN.sub("", anyascii(z).lower()) for z in zeichen if suchform(z) == z}
    return {z: latein for z, latein in (tafel | TRAEGT_VOKAL).items() if latein}


UMSCHRIFT = _umschrift()


def umschrift(wort: str) -> str:
    """Ein Wort in Suchform mit lateinischen Buchstaben; Unbekanntes fällt weg."""
    if wort.isascii():
        return _KEIN_LATEIN.sub("", wort)
    return _KEIN_LATEIN.sub("", "".join(UMSCHRIFT.get(zeichen, zeichen) for zeichen in wort))


def klaenge(wort: str) -> tuple[str, ...]:
    """Die Mitlaute eines Worts in beiden Lesarten, ein Vokal nur am Anfang; nichts, wo keine zwei Laute übrig bleiben."""
    latein = umschrift(wort)
    if latein.startswith("w"):
        latein = "F" + latein[1:]
    for schreibung, laut in LAUTE:
        latein = latein.replace(schreibung, laut)
    gelesen = []
    for lesart in LESARTEN:
        laute = latein
        for schreibung, laut in lesart:
            laute = laute.replace(schreibung, laut)
        laute = _DOPPELT.sub(r"\1", laute.translate(_ZEICHEN))
        anfang = "A" if laute and laute[0] in VOKALE else ""
        laute = (anfang + _VOKAL.sub("", laute)).removesuffix("H")
        gelesen.append(laute if len(laute) > 1 else "")
    return tuple(dict.fromkeys(filter(None, gelesen)))


def auslassungen(wort: str) -> tuple[str, ...]:
    """Das Wort ohne je einen Buchstaben. Zwei Wörter mit einem Tippfehler Abstand haben eines davon gemein, oder eines ist das andere."""
    if len(wort) < FEHLER_AB:
        return ()
    kurz = wort[:FEHLER_BIS]
    return tuple(dict.fromkeys(kurz[:stelle] + kurz[stelle + 1 :] for stelle in range(len(kurz))))


def telefonziffern(nummer: str) -> str:
    """Die Ziffern einer Rufnummer ohne Vorwahl des Landes: „+49 176 04069“ und „0176/04069“ sind dieselbe."""
    return _LAND.sub("0", _KEINE_ZIFFER.sub("", nummer)).replace("+", "")


def namensworte(name: str) -> list[str]:
    """Einzelne Wörter eines Namens und die zusammengeschriebenen, wie man sie auch tippt („abdul“, „rahman“, „abdulrahman“)."""
    einzeln = [kern(wort) for wort in suchform(name).split(" ")[:WORTE]]
    return list(dict.fromkeys(filter(None, [*einzeln, *suchworte(name).split(" ")[:WORTE]])))


def schluessel(namen: tuple[str, ...], telefon: str = "", geboren: date | None = None) -> frozenset[str]:
    """Alle Suchschlüssel eines Menschen oder einer Sache."""
    gefunden: set[str] = set()
    for name in namen:
        gefunden.update(filter(None, suchworte(name).split(" ")))
        for wort in namensworte(name):
            gefunden.add(wort)
            gefunden.update(KLANG + laute for laute in klaenge(wort))
            gefunden.update(AUSGELASSEN + rest for rest in auslassungen(wort))
    if ziffern := telefonziffern(telefon):
        gefunden.add(TELEFON + ziffern)
    if geboren:
        gefunden.add(f"{GEBOREN}{geboren:%Y%m%d}")
    return frozenset(gefunden)
