"""Der eine Eingang für Formulare und Importe: was jemand tippt oder einfügt, wird hier gelesen (rein, ohne Uhr).

Jede Abweisung ist `Unlesbar` mit einem Satz, der sagt, was zu tun ist. Grenzen: Jahre 1900 bis 2100 (haus 3, Eingang).
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

JAHRE = range(1900, 2101)
ERSTER, LETZTER = date(JAHRE[0], 1, 1), date(JAHRE[-1], 12, 31)
#: So schreiben SAP und Personalämter „unbefristet“.
OHNE_ENDE = date.max
OHNE_ENDE_WORTE = frozenset({"unbefristet", "offen", "ohne ende", "bis auf weiteres"})

DATUM_FEHLER = "Bitte geben Sie ein Datum ein, zum Beispiel 1.3.2026."
OHNE_ENDE_FEHLER = "Der 31.12.9999 ist hier kein Tag. Bitte geben Sie das wirkliche Datum ein."
ZUKUNFT_FEHLER = "Das Datum liegt in der Zukunft."
#: Länger schreibt niemand eine Zahl oder einen Tag.
KURZ = 100
ZAHL_FEHLER = "Bitte geben Sie eine Zahl ein, zum Beispiel 12,5."
GANZZAHL_FEHLER = "Bitte geben Sie eine ganze Zahl ohne Komma ein, zum Beispiel 12 oder 1.000."

_TRENNER = re.compile(r"[.,\-/\s]+")
#: Tabellen hängen an ein Datum gern „00:00:00“; der Tag gilt.
_UHRZEIT = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$")
_TAUSENDER = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_DEZIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GANZ = re.compile(r"[+-]?\d+")
#: Leerzeichen, Apostroph und Währung, mit denen Menschen Zahlen gliedern.
_SCHMUCK = re.compile(r"[\s€'’]")
#: Excel schreibt Steuerzeichen in XLSX als `_x000D_`; die Maske dafür ist `_x005F_`.
_EXCEL_ZEICHEN = re.compile(r"_x(00[01][0-9A-F]|007F)_", re.IGNORECASE)
_UMBRUCH = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
#: Unsichtbar, aber Teil der Schrift: arabische Zahl- und Versklammern stehen vor ihren Ziffern.
_SCHRIFT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_VERBINDER = "\u200c\u200d"
#: So viele Zeichen stapeln sich höchstens auf einem anderen (Stream-Safe Text Format, Unicode-Anhang 15); keine Sprache braucht zehn.
STAPEL = 30
#: Ein Zeichen, das für mehr als drei steht, wird ausgeschrieben.
AUSGESCHRIEBEN_AB = 4


class Unlesbar(ValueError):
    """Eine Eingabe, die hier nicht geht; der Text ist ein Satz für den Menschen."""


class Unklar(Unlesbar):
    """Gar nicht das, was hier stehen soll; ein Feld mit eigenem Satz sagt es genauer."""


def normal(form: Literal["NFC", "NFKD"], wert: str) -> str:
    """Unicode-Normalform, in linearer Zeit: Was sich höher als `STAPEL` stapelt, fällt weg.

    `unicodedata.normalize` ordnet aufeinandergestapelte Zeichen, und das dauert quadratisch: 100 KB davon hielten den Prozess 15 Sekunden an,
    ohne Anmeldung. Darum normalisiert im Haus nur diese Funktion (tests/arge/test_aufwand.py).
    """
    if wert.isascii():
        return wert
    bleibt, hoehe = [], 0
    for zeichen in wert:
        grund, stapel = _gestapelt(zeichen)
        hoehe = stapel if grund else hoehe + stapel
        if hoehe <= STAPEL:
            bleibt.append(zeichen)
    return unicodedata.normalize(form, "".join(bleibt))


@lru_cache(maxsize=4096)
def _gestapelt(zeichen: str) -> tuple[bool, int]:
    """(Ob darin ein Grundzeichen steht, wie viele sich nach ihm stapeln); gezählt in der Zerlegung: U+0F73 sieht aus wie eines und ist zwei."""
    teile = unicodedata.normalize("NFKD", zeichen)
    grund = [stelle for stelle, teil in enumerate(teile) if not unicodedata.combining(teil)]
    return bool(grund), len(teile) - 1 - grund[-1] if grund else len(teile)


def text(wert: str, *, mehrzeilig: bool = False, kuerzen: bool = True) -> str:
    """NFC ohne Steuer-, Nullbreiten- und Richtungszeichen; Apostroph und Bindestrich bleiben wie getippt.

    Mehrzeilig bleiben Tabulator und Umbruch (als „\\n“), einzeilig wird jeder Leerraum zu einem Leerzeichen. `kuerzen`
    nimmt den Leerraum am Rand weg und einzeilig den doppelten. Einzeilig steht ein Zeichen, das für viele steht, ausgeschrieben da.
    """
    roh = _UMBRUCH.sub("\n", _EXCEL_ZEICHEN.sub(lambda z: chr(int(z[1], 16)), wert))
    sichtbar = roh
    if not roh.replace(
        "\n", ""
    ).isprintable():  # sonst ist nichts Unsichtbares darin: langer Text geht in einem Schritt durch
        sichtbar = "".join(zeichen for stelle, zeichen in enumerate(roh) if _bleibt(roh, stelle, zeichen))
    if not mehrzeilig:
        sichtbar = re.sub(r"\s", " ", sichtbar)
        sichtbar = re.sub(" +", " ", sichtbar) if kuerzen else sichtbar
    # Erst jetzt: ein entferntes Zeichen kann zwei Zeichen zusammenrücken lassen, die NFC verbindet.
    sichtbar = normal("NFC", sichtbar if mehrzeilig else _ausgeschrieben(sichtbar))
    return sichtbar.strip() if kuerzen else sichtbar


def _ausgeschrieben(wert: str) -> str:
    """„ﷺ“ sind achtzehn Buchstaben: So zählt sie die Länge des Feldes, so wird sie gesucht.

    Als ein Zeichen käme sie an jeder Grenze vorbei und kostete danach das Achtzehnfache, in jeder Suche aller Träger und im Import.
    """
    if wert.isascii():
        return wert
    for zeichen in {z for z in wert if z > "\u1fff"}:
        teile = unicodedata.normalize("NFKC", zeichen)
        if len(teile) >= AUSGESCHRIEBEN_AB:
            wert = wert.replace(zeichen, teile)
    return wert


def _bleibt(roh: str, stelle: int, zeichen: str) -> bool:
    art = unicodedata.category(zeichen)
    if art == "Cc":
        return zeichen in "\n\t"
    if art == "Cf":
        return zeichen in _SCHRIFT or (zeichen in _VERBINDER and _verbindet(roh, stelle))
    return art != "Cs" and not (ord(zeichen) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(zeichen) <= 0xFDEF)


def _verbindet(roh: str, stelle: int) -> bool:
    """Persische, indische und andere Schriften brauchen den Verbinder zwischen zwei Zeichen; zwischen lateinischen ist er Müll."""
    nachbarn = roh[max(stelle - 1, 0) : stelle + 2]
    return 0 < stelle < len(roh) - 1 and all(ord(n) >= 0x0600 and n not in _VERBINDER for n in (nachbarn[0], nachbarn[-1]))


def passwort(wert: str) -> str:
    """Dieselbe Taste, dasselbe Passwort: macOS tippt „ü“ zerlegt, Windows zusammengesetzt. Sonst bleibt jedes Zeichen."""
    return normal("NFC", wert)


def hat_buchstaben(wert: str) -> bool:
    """Ob etwas ein Name sein kann: „-“ und „?“ sind keiner."""
    return any(zeichen.isalpha() for zeichen in wert)


def lies_datum(wert: str, heute: date, *, vergangen: bool = False) -> date:
    """„1.3.26“, „1.3.2026“, „010326“, „2026-03-01“ oder „20260301“ zu einem Tag; Unlesbar, wenn es keiner ist.

    Zwei Jahresziffern meinen das nächstliegende Jahrhundert (bis 20 Jahre voraus), bei `vergangen` nie die Zukunft
    (Geburtstage). Der 31.12.9999 kommt als `OHNE_ENDE` zurück; ob er hier gilt, entscheidet `grenzen`.
    """
    if len(wert) > KURZ:
        raise Unklar(DATUM_FEHLER)
    teile = [teil for teil in _TRENNER.split(_UHRZEIT.sub("", text(wert))) if teil]
    if len(teile) == 1 and len(teile[0]) in (6, 8):
        teile = _ohne_trenner(teile[0])
    if len(teile) != 3 or not all(teil.isdecimal() for teil in teile):
        raise Unklar(DATUM_FEHLER)
    if len(teile[0]) == 4:
        teile.reverse()
    if len(teile[0]) > 2 or len(teile[1]) > 2 or len(teile[2]) not in (2, 4):
        raise Unklar(DATUM_FEHLER)
    tag, monat, jahr = (int(teil) for teil in teile)
    try:
        return date(jahr, monat, tag) if len(teile[2]) == 4 else _im_jahrhundert(tag, monat, jahr, heute, vergangen)
    except ValueError as fehler:
        raise Unlesbar(f"Den {tag}.{monat}.{teile[2]} gibt es nicht. Bitte prüfen Sie Tag und Monat.") from fehler


def zeitpunkt(wert: str) -> datetime | None:
    """Ein Zeitpunkt mit Zeitzone, wie ihn eine Seite selbst in ein verstecktes Feld schreibt; None, wenn er nicht zu lesen ist."""
    try:
        gelesen = datetime.fromisoformat(wert)
    except ValueError:
        return None
    return gelesen if gelesen.tzinfo is not None and 1900 <= gelesen.year <= 2100 else None


def _ohne_trenner(ziffern: str) -> list[str]:
    """TTMMJJ, TTMMJJJJ oder JJJJMMTT: in den erlaubten Jahren kann eine Ziffernfolge nur eines von beiden sein."""
    if len(ziffern) == 8 and ziffern.isdecimal() and int(ziffern[4:]) not in JAHRE and int(ziffern[4:]) != OHNE_ENDE.year:
        return [ziffern[6:], ziffern[4:6], ziffern[:4]]
    return [ziffern[:2], ziffern[2:4], ziffern[4:]]


def _im_jahrhundert(tag: int, monat: int, jahr: int, heute: date, vergangen: bool) -> date:
    grenze = heute.year if vergangen else heute.year + 20
    jahr += grenze // 100 * 100
    jahr -= 100 if jahr > grenze else 0
    gelesen = date(jahr, monat, tag)
    return date(jahr - 100, monat, tag) if vergangen and gelesen > heute else gelesen


def grenzen(tag: date, *, bis_heute: date | None = None, offen: bool = False) -> date | None:
    """Der Tag, wenn er in den Kalender des Hauses passt; `offen`: der 31.12.9999 heißt „ohne Ende“ und wird None.

    `bis_heute`: keine Zukunft (Geburtstage). Unlesbar sonst.
    """
    if isinstance(tag, datetime):
        tag = tag.date()
    if tag == OHNE_ENDE:
        if offen:
            return None
        raise Unlesbar(OHNE_ENDE_FEHLER)
    if tag.year not in JAHRE:
        raise Unlesbar(f"Das Jahr {tag.year} liegt nicht zwischen {JAHRE[0]} und {JAHRE[-1]}. Bitte prüfen Sie das Datum.")
    if bis_heute is not None and tag > bis_heute:
        raise Unlesbar(ZUKUNFT_FEHLER)
    return tag


def _zahltext(wert: str) -> str:
    return _SCHMUCK.sub("", text(wert)).replace("\N{MINUS SIGN}", "-")


def lies_ganzzahl(wert: str) -> int:
    """„1.000“ ist eintausend, „120.0“ und „12,5“ sind ein Satz – nie still eine andere Zahl."""
    if len(wert) > KURZ:
        raise Unklar(GANZZAHL_FEHLER)
    roh = _zahltext(wert)
    vorzeichen, betrag = (roh[:1], roh[1:]) if roh[:1] in ("+", "-") else ("", roh)
    if _TAUSENDER.fullmatch(betrag):
        betrag = betrag.replace(".", "")
    if not _GANZ.fullmatch(vorzeichen + betrag) or len(betrag) > 18:
        raise Unklar(GANZZAHL_FEHLER)
    return int(vorzeichen + betrag)


def aus_adresse(wert: str, bereich: range, sonst: int) -> int:
    """Eine ganze Zahl aus der Adresse (Seite, Jahr, Nummer); was keine aus dem Bereich ist, heißt `sonst`."""
    zahl = int(wert) if wert.isdecimal() and len(wert) < 19 else None
    return zahl if zahl is not None and zahl in bereich else sonst


def lies_dezimal(wert: str) -> Decimal:
    """„1.234,5“ und „1234.5“ zu einer Zahl; „1.234“ meint eintausendzweihundertvierunddreißig. „1e5“ ist Unlesbar."""
    if len(wert) > KURZ:
        raise Unklar(ZAHL_FEHLER)
    roh = _zahltext(wert)
    vorzeichen, betrag = (roh[:1], roh[1:]) if roh[:1] in ("+", "-") else ("", roh)
    ganz, komma, bruch = betrag.partition(",")
    if "." in ganz and (komma or _TAUSENDER.fullmatch(ganz)):
        if not _TAUSENDER.fullmatch(ganz):
            raise Unklar(ZAHL_FEHLER)
        ganz = ganz.replace(".", "")
    zahl = f"{vorzeichen}{ganz}{'.' if komma else ''}{bruch}"
    if not _DEZIMAL.fullmatch(zahl):
        raise Unklar(ZAHL_FEHLER)
    return Decimal(zahl)
