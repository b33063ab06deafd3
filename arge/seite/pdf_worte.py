"""Die Worte eines PDF: Namen, Zahlen, Text, Verweise, Listen, Wörterbücher (ISO 32000-2, 7.2 und 7.3).

Streng gelesen und jedes Byte einmal: Was nicht nach der Regel geschrieben ist, wird nicht erraten, sondern ist `Beschaedigt`. Denn zwei
Programme, die dasselbe erraten, erraten Verschiedenes. Gezählt wird mit, damit eine Datei nicht mehr Arbeit macht als erlaubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

#: Weiter verschachtelt ist kein Vertrag.
TIEFE = 200


class Beschaedigt(Exception):
    """Die Datei ist nicht so geschrieben, wie ein PDF geschrieben ist."""


class ZuViel(Exception):
    """Die Datei zu lesen machte mehr Arbeit, als sie machen darf."""


@dataclass
class Arbeit:
    """Was noch gelesen werden darf: Worte der Datei und ausgepackte Byte."""

    worte: int
    byte: int

    def wort(self, anzahl: int = 1) -> None:
        self.worte -= anzahl
        if self.worte < 0:
            raise ZuViel

    def ausgepackt(self, anzahl: int) -> None:
        self.byte -= anzahl
        if self.byte < 0:
            raise ZuViel


class Name(str):
    """Ein Name mit seinem Schrägstrich, entschlüsselt (`/#4aS` ist `/JS`)."""

    __slots__ = ()


class Text(bytes):
    """Text, wie er in der Datei steht, ohne seine Klammern."""

    __slots__ = ()


class Hextext(Text):
    """Dasselbe in Sechzehnerziffern."""

    __slots__ = ()


class Verweis(NamedTuple):
    """`6 0 R`: der Wert steht in einem anderen Objekt."""

    nummer: int
    generation: int


LEER = rb"\x00\t\n\f\r "
LEERZEICHEN = b"\x00\t\n\f\r "
#: Leerraum und Bemerkungen. „++“ und „*+“ geben nichts zurück: Jedes Byte wird einmal angesehen.
LUECKE = rb"(?:[" + LEER + rb"]++|%[^\r\n]*+)*+"
_BUCHSTABE = rb"!-$&'*-.0-;=?-Z\\^-z|~\x80-\xff"  # weder Leerraum noch ()<>[]{}/% noch ein Steuerzeichen
_WORTENDE = rb"(?=[" + LEER + rb"()<>\[\]/%]|\Z)"
_WORT = re.compile(
    LUECKE
    + (rb"(?:(?P<verweis>([0-9]{1,10}+)[" + LEER + rb"]++([0-9]{1,5}+)[" + LEER + rb"]++R" + _WORTENDE + rb")")
    + (rb"|(?P<zahl>[+-]{0,2}+(?:[0-9]++\.?[0-9]*+|\.[0-9]++)" + _WORTENDE + rb")")
    + (rb"|/(?P<name>[" + _BUCHSTABE + rb"]*+)" + _WORTENDE)
    + rb"|(?P<auf><<|\[)|(?P<zu>>>|\])|(?P<text>\()|<(?P<hex>[0-9A-Fa-f"
    + LEER
    + rb"]*+)>"
    + (rb"|(?P<fest>true|false|null)" + _WORTENDE + rb")")
)
_FEST = {b"true": True, b"false": False, b"null": None}
_IM_TEXT = re.compile(rb"[()\\]")
_IM_NAMEN = re.compile(rb"#([0-9A-Fa-f]{2})")
_FLUCHT = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ZEICHEN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def lies(roh: bytes, stelle: int, ende: int, arbeit: Arbeit) -> tuple[Any, int]:
    """Der Wert an dieser Stelle und die Stelle hinter ihm; über `ende` hinaus wird nicht gelesen."""
    offen: list[tuple[bytes, list[Any]]] = []
    while True:
        treffer = _WORT.match(roh, stelle, ende)
        if treffer is None:
            raise Beschaedigt
        arbeit.wort()
        stelle = treffer.end()
        wert: Any
        match treffer.lastgroup:
            case "auf":
                if len(offen) == TIEFE:
                    raise ZuViel
                offen.append((treffer["auf"], []))
                continue
            case "zu":
                if not offen or (offen[-1][0] == b"[") != (treffer["zu"] == b"]"):
                    raise Beschaedigt
                klammer, teile = offen.pop()
                wert = teile if klammer == b"[" else _woerterbuch(teile)
            case "name":
                wert = _name(treffer["name"], arbeit)
            case "verweis":
                wert = Verweis(int(treffer[2]), int(treffer[3]))
            case "zahl":
                zahl = treffer["zahl"]
                wert = (
                    int(zahl) if len(zahl) < 16 and zahl.isdigit() else 0.0
                )  # was keine Stelle und keine Anzahl ist, zählt nicht
            case "text":
                ende_des_textes = _textende(roh, stelle, ende, arbeit)
                wert, stelle = Text(roh[stelle : ende_des_textes - 1]), ende_des_textes
            case "hex":
                wert = Hextext(treffer["hex"])
            case _:
                wert = _FEST[treffer["fest"]]
        if not offen:
            return wert, stelle
        offen[-1][1].append(wert)


def _textende(roh: bytes, stelle: int, ende: int, arbeit: Arbeit) -> int:
    """Die Stelle hinter der schließenden Klammer."""
    tiefe = 1
    while tiefe:
        treffer = _IM_TEXT.search(roh, stelle, ende)
        if treffer is None:
            raise Beschaedigt
        arbeit.wort()
        stelle = treffer.end()
        match treffer[0]:
            case b"\\":
                stelle += 1
            case b"(":
                tiefe += 1
            case _:
                tiefe -= 1
    return stelle


def _name(roh: bytes, arbeit: Arbeit) -> Name:
    if zahl := roh.count(b"#"):
        arbeit.wort(zahl)
        roh = _IM_NAMEN.sub(lambda treffer: bytes([int(treffer[1], 16)]), roh)
        if b"\0" in roh:  # mancher Leser hört dort auf
            raise Beschaedigt
    return Name("/" + roh.decode("latin-1"))


def _woerterbuch(teile: list[Any]) -> dict[str, Any]:
    """Steht ein Schlüssel zweimal darin, nimmt ein Programm den ersten und ein anderes den zweiten: abgewiesen."""
    namen, werte = teile[::2], teile[1::2]
    if len(namen) != len(werte) or not all(isinstance(name, Name) for name in namen) or len(set(namen)) != len(namen):
        raise Beschaedigt
    return dict(zip(namen, werte, strict=True))


def als_text(wert: Text | Name, arbeit: Arbeit) -> str:
    """Was jemand liest: entschlüsselt, mit der Kennung des Zeichensatzes am Anfang."""
    arbeit.wort(len(wert) // 8)
    if isinstance(wert, Name):
        return wert
    if isinstance(wert, Hextext):
        ziffern = bytes(wert).translate(None, LEERZEICHEN)
        roh = bytes.fromhex((ziffern + b"0" * (len(ziffern) % 2)).decode())
    else:
        roh = _FLUCHT.sub(_aufgeloest, bytes(wert))
    for kennung, zeichensatz in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if roh.startswith(kennung):
            return roh[len(kennung) :].decode(zeichensatz, "replace")
    return roh.decode("latin-1")


def _aufgeloest(treffer: re.Match[bytes]) -> bytes:
    zeichen = treffer[1]
    return bytes([int(zeichen, 8) % 256]) if zeichen[:1].isdigit() and zeichen[:1] < b"8" else _ZEICHEN.get(zeichen, zeichen)
