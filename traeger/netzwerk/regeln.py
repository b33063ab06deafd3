"""Regeln des Partnerverzeichnisses: wie oft ein Partner genannt ist, und welche Namen dieselbe Stelle meinen (rein)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Ab dieser Ähnlichkeit fragt das Formular nach; kürzere Namen stecken zufällig in anderen.
AEHNLICH, KURZ = 0.85, 4
UMLAUTE = str.maketrans("äöüéèáàçşğıńó", "aoueeaacsgino")


@dataclass(frozen=True)
class Nennung:
    """Wie oft eine Art von Zeilen einen Partner nennt: bei allen Trägern, soweit es zu sehen ist, und beim eigenen.

    Zeilen über Ratsuchende (Verweise in der Beratung) anderer Träger sind in `alle` gerundet (arge.zahlen.runden); die eigenen
    darf man lesen, sie stehen genau. Netzwerkarbeit handelt von keinem Ratsuchenden und ist nie gerundet.
    """

    quelle: str
    alle: int
    eigene: int


def aehnlich(name: str, anderer: str) -> bool:
    """Ob zwei Namen wahrscheinlich dieselbe Stelle meinen: gleich bis auf Schreibweise, einer im anderen enthalten
    („Jobcenter“, „Jobcenter Stadt Heilbronn“) oder nur durch Tippfehler verschieden."""
    eins, zwei = _wesentlich(name), _wesentlich(anderer)
    if not eins or not zwei:
        return False
    enthalten = len(eins) >= KURZ and len(zwei) >= KURZ and (f" {eins} " in f" {zwei} " or f" {zwei} " in f" {eins} ")
    return eins == zwei or enthalten or SequenceMatcher(None, eins, zwei).ratio() >= AEHNLICH


def _wesentlich(name: str) -> str:
    """Klein, ohne Umlaute, Satzzeichen und Rechtsform."""
    worte = re.findall(r"[a-z0-9]+", name.lower().replace("ß", "ss").translate(UMLAUTE))
    return " ".join(wort for wort in worte if wort not in {"e", "v", "ev", "ggmbh", "gmbh"})
