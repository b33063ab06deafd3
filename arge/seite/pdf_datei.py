"""Der Aufbau eines PDF: welche Objekte in der Datei stehen, und ob die Verzeichnisse dazu passen (ISO 32000-2, 7.5).

Eine Datei wird einmal von vorn nach hinten gelesen, und gelesen ist alles, was in ihr steht, auch was ein späterer Stand ersetzt oder kein
Verzeichnis nennt: Welches Objekt ein Programm nimmt, das sie einmal öffnet, ist dann gleich. Ein Objekt reicht höchstens bis dahin, wo das
nächste beginnt; darum kostet eine Datei so viel, wie sie lang ist, und nicht so viel, wie ihr Verzeichnis behauptet.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeGuard

from arge.seite.pdf_worte import LEER, LEERZEICHEN, LUECKE, Arbeit, Beschaedigt, Verweis, ZuViel, lies

#: So viel darf ein gepackter Strom höchstens werden, der Objekte oder ein Verzeichnis enthält; Inhalte der Seiten packt niemand aus.
ENTPACKT = 4 * 1024 * 1024
#: So weit darf ein Verzeichnis danebenzeigen: auf den Leerraum vor dem Objekt.
DANEBEN = 8
#: So weit vor dem Ende sucht jedes Programm den letzten Stand.
SCHLUSS = 1024

_L = rb"[" + LEER + rb"]"
_W = rb"[" + LEER + rb"\x0b\x1c-\x1f]"  # was mancher Leser für Leerraum hält, wenn er Objekte auf eigene Faust sucht
_OBJEKT = re.compile(rb"(?<![0-9])([0-9]{1,10}+)" + _W + rb"++([0-9]{1,5}+)" + _W + rb"++obj")
_AM_ZEILENANFANG = re.compile(rb"[\r\n][\x00\t\x0b\f ]*+trailer")
_STROM = re.compile(LUECKE + rb"stream *(?:\r\n|\n|\r)")
_RAND = re.compile(LUECKE + rb"\Z")
_OBJEKTENDE = re.compile(LUECKE + rb"endobj")
_LEERRAUM = re.compile(_L + rb"*+")
_BEMERKUNG = re.compile(rb"%[^\r\n]*+")
_TABELLE = re.compile(rb"xref" + _L + rb"++")
_ABSCHNITT = re.compile(rb"([0-9]{1,10}+)" + _L + rb"++([0-9]{1,10}+)" + _L + rb"*+")
_EINTRAG = re.compile(rb"([0-9]{1,10}+) ++([0-9]{1,5}+) ++([nf])" + _L + rb"*+")
_ANGABEN = re.compile(LUECKE + rb"trailer")
_ANFANG = re.compile(rb"startxref" + _L + rb"++([0-9]{1,10}+)")


class Strom(dict[str, Any]):
    """Ein Wörterbuch mit Daten; wo sie in der Datei stehen."""

    def __init__(self, angaben: dict[str, Any], anfang: int, ende: int) -> None:
        super().__init__(angaben)
        self.anfang, self.ende = anfang, ende


class Objekt(NamedTuple):
    """`6 0 obj` und sein Wert."""

    nummer: int
    generation: int
    wert: Any


_KEINS = Objekt(-1, -1, None)


@dataclass
class Verzeichnis:
    """Wo ein Stand der Datei welches Objekt vermutet (Nummer, Generation, Stelle), und in welchem Strom die gepackten stecken."""

    angaben: dict[str, Any]
    stellen: list[tuple[int, int, int]] = field(default_factory=list)
    stroeme: set[int] = field(default_factory=set)
    gelesen: bool = False


class Datei:
    """Alles, was in der Datei steht. `Beschaedigt`, wenn sie kein ganzes PDF ist, `ZuViel`, wenn sie zu viel Arbeit macht."""

    def __init__(self, inhalt: bytes, kopf: int, arbeit: Arbeit) -> None:
        self.inhalt, self.kopf, self.arbeit = inhalt, kopf, arbeit
        self.objekte: dict[int, Objekt] = {}
        self.verzeichnisse: dict[int, Verzeichnis] = {}
        self.anfaenge: list[int] = []
        self.nach_nummer: dict[int, list[Any]] = {}
        self._behaelter: set[int] = set()
        self._hinter_trailer: set[int] = set()
        self._erwartet = ""
        self._zerlegen()
        self.verschluesselt = any("/Encrypt" in angaben for angaben in self._angaben())

    @property
    def werte(self) -> Iterator[Any]:
        """Jeder Wert, der für sich steht, und die Angaben jedes Stands."""
        for werte in self.nach_nummer.values():
            yield from werte
        yield from self._angaben()

    def _angaben(self) -> Iterator[dict[str, Any]]:
        for verzeichnis in self.verzeichnisse.values():
            yield verzeichnis.angaben

    def aufgeloest(self, wert: Any) -> tuple[Any, ...]:
        """Der Wert selbst; bei einem Verweis jeder, den ein Stand der Datei dort hat."""
        self.arbeit.wort()
        if not isinstance(wert, Verweis):
            return (wert,)
        werte = self.nach_nummer.get(wert.nummer, ())
        self.arbeit.wort(len(werte))
        return tuple(werte)

    # --- einmal von vorn nach hinten ---------------------------------------------------------------------------------------------

    def _zerlegen(self) -> None:
        ende = self.inhalt.rfind(b"%%EOF")
        if ende < 0 or self.inhalt[ende + 5 :].strip(LEERZEICHEN):
            raise Beschaedigt
        treffer = []
        for objekt in _OBJEKT.finditer(self.inhalt, self.kopf):
            self.arbeit.wort()
            treffer.append(objekt)
        if not treffer:
            raise Beschaedigt
        self._dazwischen(self.kopf, treffer[0].start())
        enden = [objekt.start() for objekt in treffer[1:]] + [len(self.inhalt)]
        for objekt, ende in zip(treffer, enden, strict=True):
            self._ein_objekt(objekt, ende)
        if self._erwartet or not self.anfaenge or self.inhalt.rfind(b"startxref") < len(self.inhalt) - SCHLUSS:
            raise Beschaedigt
        # Auch in einem Text oder Strom darf nichts stehen, was ein Leser für das Ende eines Stands hielte.
        if self.inhalt.count(b"startxref") != len(self.anfaenge):
            raise Beschaedigt
        for trailer in _AM_ZEILENANFANG.finditer(self.inhalt):
            if trailer.end() not in self._hinter_trailer:
                raise Beschaedigt

    def _ein_objekt(self, kopf: re.Match[bytes], ende: int) -> None:
        if self._erwartet:
            raise Beschaedigt
        stelle = kopf.end()
        wert: Any = None
        if not _OBJEKTENDE.match(self.inhalt, stelle, ende):
            wert, stelle = lies(self.inhalt, stelle, ende, self.arbeit)
        if isinstance(wert, Verweis):
            raise Beschaedigt  # ein Objekt ist nie nur ein Verweis; wer ihm folgt, käme woanders an als wir
        if isinstance(wert, dict) and (strom := _STROM.match(self.inhalt, stelle, ende)):
            schluss = self.inhalt.find(b"endstream", strom.end(), ende)
            if schluss < 0:
                raise Beschaedigt
            wert, stelle = Strom(wert, strom.end(), schluss), schluss + len(b"endstream")
        nummer = int(kopf[1])
        self.objekte[kopf.start()] = Objekt(nummer, int(kopf[2]), wert)
        self.nach_nummer.setdefault(nummer, []).append(wert)
        if _art(wert) == "/XRef":
            self.verzeichnisse[kopf.start()] = Verzeichnis(wert)
        if schluss_wort := _OBJEKTENDE.match(self.inhalt, stelle, ende):
            stelle = schluss_wort.end()
        self._dazwischen(stelle, ende)

    def _dazwischen(self, stelle: int, ende: int) -> None:
        """Was zwischen zwei Objekten stehen darf: Leerraum, Bemerkungen, Tabelle, `startxref` und Ende eines Stands, in dieser Folge."""
        while (stelle := self._hinter(_LEERRAUM, stelle, ende)) < ende:
            self.arbeit.wort()
            if bemerkung := _BEMERKUNG.match(self.inhalt, stelle, ende):
                if bemerkung[0].startswith(b"%PDF-") and stelle != self.kopf:
                    raise Beschaedigt  # ein zweiter Kopf: Von dort an zählt mancher Leser
                if self._erwartet == "Ende" and bemerkung[0].rstrip(LEERZEICHEN) == b"%%EOF":
                    self._erwartet = ""
                stelle = bemerkung.end()
            elif tabelle := _TABELLE.match(self.inhalt, stelle, ende):
                if self._erwartet:
                    raise Beschaedigt
                self.verzeichnisse[stelle], stelle = self._tabelle(tabelle.end(), ende)
                self._erwartet = "Anfang"
            elif anfang := _ANFANG.match(self.inhalt, stelle, ende):
                if self._erwartet == "Ende":
                    raise Beschaedigt
                self.anfaenge.append(int(anfang[1]))
                self._erwartet, stelle = "Ende", anfang.end()
            else:
                raise Beschaedigt

    def _tabelle(self, stelle: int, ende: int) -> tuple[Verzeichnis, int]:
        stellen = []
        while abschnitt := _ABSCHNITT.match(self.inhalt, stelle, ende):
            stelle, erste = abschnitt.end(), int(abschnitt[1])
            for nummer in range(erste, erste + int(abschnitt[2])):
                eintrag = _EINTRAG.match(self.inhalt, stelle, ende)
                if eintrag is None or (nummer == erste == 1 and eintrag[3] == b"f" and int(eintrag[2]) == 65535):
                    raise Beschaedigt  # das zweite: Mancher Leser zählt dann ab 0
                self.arbeit.wort()
                stelle = eintrag.end()
                if eintrag[3] == b"n" and int(eintrag[1]):  # an Stelle 0 steht der Kopf: So nennt mancher, was es nicht gibt
                    stellen.append((nummer, int(eintrag[2]), int(eintrag[1])))
        stelle = self._hinter(_ANGABEN, stelle, ende)
        self._hinter_trailer.add(stelle)
        angaben, stelle = lies(self.inhalt, stelle, ende, self.arbeit)
        if not isinstance(angaben, dict):
            raise Beschaedigt
        return Verzeichnis(angaben, stellen), stelle

    def _hinter(self, muster: re.Pattern[bytes], stelle: int, ende: int) -> int:
        treffer = muster.match(self.inhalt, stelle, ende)
        if treffer is None:
            raise Beschaedigt
        return treffer.end()

    # --- was gepackt ist ------------------------------------------------------------------------------------------------------------

    def auspacken(self) -> None:
        """Die Objekte, die in einem Strom stecken, alle: auch die eines Stroms, auf den kein Verzeichnis mehr zeigt."""
        for nummer, _, wert in self.objekte.values():
            if _art(wert) != "/ObjStm":
                continue
            self._behaelter.add(nummer)
            daten, anzahl, anfang = self._entpackt(wert), wert.get("/N"), wert.get("/First")
            if not isinstance(anzahl, int) or not isinstance(anfang, int) or anfang > len(daten):
                raise Beschaedigt
            self.arbeit.wort(anzahl)
            zahlen = daten[:anfang].replace(b"\0", b" ").split(None, 2 * anzahl)[: 2 * anzahl]
            if len(zahlen) != 2 * anzahl or not all(zahl.isdigit() and len(zahl) <= 10 for zahl in zahlen):
                raise Beschaedigt
            stellen = [anfang + int(zahl) for zahl in zahlen[1::2]] + [len(daten)]
            # Jedes reicht bis zum nächsten, und dazwischen liegt nichts: So steht kein Objekt in einem anderen.
            for innen, stelle, ende in zip(map(int, zahlen[::2]), stellen, stellen[1:], strict=False):
                inhalt, schluss = lies(daten, stelle, ende, self.arbeit)
                if isinstance(inhalt, Verweis) or _RAND.match(daten, schluss, ende) is None:
                    raise Beschaedigt
                self.nach_nummer.setdefault(innen, []).append(inhalt)

    def _entpackt(self, strom: Strom) -> bytes:
        """Die Daten eines Stroms mit Objekten oder einem Verzeichnis; anders als mit Flate packt sie niemand."""
        daten = self.inhalt[strom.anfang : strom.ende]
        filter_, angaben = _einziger(strom.get("/Filter")), _einziger(strom.get("/DecodeParms"))
        if filter_ is not None and filter_ != "/FlateDecode":
            raise Beschaedigt
        if filter_ is not None:
            packer = zlib.decompressobj()
            try:
                daten = packer.decompress(daten, ENTPACKT + 1)
            except zlib.error as fehler:
                raise Beschaedigt from fehler
            if len(daten) > ENTPACKT:
                raise ZuViel
            if not packer.eof:
                raise Beschaedigt
        self.arbeit.ausgepackt(len(daten))
        if angaben is None:
            return daten
        if not isinstance(angaben, dict):
            raise Beschaedigt
        return _ohne_vorhersage(daten, angaben, self.arbeit)

    # --- ob die Verzeichnisse passen ------------------------------------------------------------------------------------------------

    def wurzel(self) -> Any:
        """Der Einstieg des letzten Stands, wenn jedes Verzeichnis auf das zeigt, was da steht. Gezählt wird ab dem Kopf oder ab dem Anfang."""
        for null in dict.fromkeys((self.kopf, 0)):
            if self._passt(null):
                return self.verzeichnisse[self._ziel(self.anfaenge[-1] + null)].angaben.get("/Root")
        raise Beschaedigt

    def _passt(self, null: int) -> bool:
        """Vom letzten Stand führt ein Weg zu jedem anderen, und jeder Eintrag nennt sein Objekt."""
        erreicht: set[int] = set()
        offen = [self.anfaenge[-1]]
        while offen:
            if (ziel := self._ziel(offen.pop() + null)) in erreicht:
                continue
            verzeichnis = self.verzeichnisse.get(ziel)
            if verzeichnis is None or not self._nennt_objekte(verzeichnis, null):
                return False
            erreicht.add(ziel)
            vorige = [verzeichnis.angaben.get(name) or 0 for name in ("/Prev", "/XRefStm")]
            if not all(isinstance(stelle, int) for stelle in vorige):
                return False
            offen += [stelle for stelle in vorige if stelle]
        alle = {stelle for stelle in self.verzeichnisse if stelle not in self.objekte}
        alle |= {self._ziel(stelle + null) for stelle in self.anfaenge if stelle}  # 0 steht am Anfang einer Datei fürs Netz
        return alle <= erreicht

    def _nennt_objekte(self, verzeichnis: Verzeichnis, null: int) -> bool:
        if isinstance(verzeichnis.angaben, Strom) and not verzeichnis.gelesen:
            self._eintraege(verzeichnis, verzeichnis.angaben)
        return verzeichnis.stroeme <= self._behaelter and all(
            self.objekte.get(self._ziel(stelle + null), _KEINS)[:2] == (nummer, generation)
            for nummer, generation, stelle in verzeichnis.stellen
        )

    def _ziel(self, stelle: int) -> int:
        """Die Stelle, oder die hinter ein paar Leerzeichen."""
        if stelle in self.objekte or stelle in self.verzeichnisse or stelle >= len(self.inhalt):
            return stelle
        treffer = _LEERRAUM.match(self.inhalt, stelle, stelle + DANEBEN)
        return treffer.end() if treffer else stelle

    def _eintraege(self, verzeichnis: Verzeichnis, strom: Strom) -> None:
        breiten, abschnitte = strom.get("/W"), strom.get("/Index", [0, strom.get("/Size")])
        if not _zahlen(breiten) or len(breiten) != 3 or not 0 < sum(breiten) <= 24 or not _zahlen(abschnitte):
            raise Beschaedigt
        paare = list(zip(abschnitte[::2], abschnitte[1::2], strict=False))
        anzahl = sum(zahl for _, zahl in paare)
        self.arbeit.wort(anzahl)
        daten, breite, stelle = self._entpackt(strom), sum(breiten), 0
        if len(daten) < anzahl * breite:
            raise Beschaedigt
        for nummer in (nummer for anfang, zahl in paare for nummer in range(anfang, anfang + zahl)):
            mitte, hinten = stelle + breiten[0], stelle + breiten[0] + breiten[1]
            art = int.from_bytes(daten[stelle:mitte], "big") if breiten[0] else 1
            wo = int.from_bytes(daten[mitte:hinten], "big")
            stelle += breite
            if art == 1 and wo:
                verzeichnis.stellen.append((nummer, int.from_bytes(daten[hinten:stelle], "big"), wo))
            elif art == 2:
                verzeichnis.stroeme.add(wo)
            elif art > 2:
                raise Beschaedigt
        verzeichnis.gelesen = True


def _art(wert: Any) -> Any:
    return wert.get("/Type") if isinstance(wert, Strom) else None


def _einziger(wert: Any) -> Any:
    """Eine Liste mit einem Eintrag ist dieser Eintrag, eine leere ist nichts."""
    if not isinstance(wert, list) or len(wert) > 1:
        return wert
    return wert[0] if wert else None


def _zahlen(wert: Any) -> TypeGuard[list[int]]:
    return isinstance(wert, list) and all(type(zahl) is int for zahl in wert)


def _ohne_vorhersage(daten: bytes, angaben: dict[str, Any], arbeit: Arbeit) -> bytes:
    """Flate mit Vorhersage nach PNG, so wie Verzeichnisse geschrieben werden: ein Byte je Spalte, „keine“, „links“ oder „oben“."""
    art, spalten = angaben.get("/Predictor", 1), angaben.get("/Columns", 1)
    if art == 1:
        return daten
    if not _zahlen([art, spalten]) or not 10 <= art <= 15 or not 0 < spalten < len(daten):
        raise Beschaedigt
    if angaben.get("/Colors", 1) != 1 or angaben.get("/BitsPerComponent", 8) != 8:
        raise Beschaedigt
    arbeit.wort(len(daten) // 8)
    zeilen, oben = [], bytes(spalten)
    for anfang in range(0, len(daten) - spalten, spalten + 1):
        regel, zeile = daten[anfang], daten[anfang + 1 : anfang + 1 + spalten]
        if regel == 1:
            links, summe = bytearray(), 0
            for byte in zeile:
                summe = (summe + byte) & 255
                links.append(summe)
            zeile = bytes(links)
        elif regel == 2:
            zeile = bytes((a + b) & 255 for a, b in zip(zeile, oben, strict=True))
        elif regel:
            raise Beschaedigt
        oben = zeile
        zeilen.append(zeile)
    return b"".join(zeilen)
