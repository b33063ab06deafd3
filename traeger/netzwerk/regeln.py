"""Regeln des Partnerverzeichnisses: wie oft ein Partner genannt ist und welche Zahl davon sichtbar bleibt (rein)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from arge.zahlen.format import GESPERRT, Sperre

#: Ab dieser Ähnlichkeit fragt das Formular nach; kürzere Namen stecken zufällig in anderen.
AEHNLICH, KURZ = 0.85, 4
UMLAUTE = str.maketrans("äöüéèáàçşğıńó", "aoueeaacsgino")


@dataclass(frozen=True)
class Nennung:
    """Wie oft eine Art von Zeilen einen Partner nennt: bei allen Trägern und beim eigenen.

    `schutz` gilt für Zeilen über Ratsuchende (Verweise in der Beratung): Bleiben von der Summe ohne die eigenen Zeilen nur
    ein oder zwei fremde übrig, ist die Summe gesperrt – auch wenn sie selbst groß ist, denn die eigenen Zeilen kennt man und
    könnte sie abziehen. Die eigene Zahl ist nie gesperrt: Diese Zeilen darf man lesen. Netzwerkarbeit handelt von keinem
    Ratsuchenden und bleibt offen.
    """

    quelle: str
    alle: int
    eigene: int
    schutz: bool

    def sichtbar(self, mindestfallzahl: int) -> int | Sperre:
        """Die Summe über alle Träger oder das Sperrzeichen."""
        fremde = self.alle - self.eigene
        return GESPERRT if self.schutz and 0 < fremde < mindestfallzahl else self.alle


def nutzungszahl(nennungen: Iterable[Nennung], mindestfallzahl: int) -> int | Sperre:
    """Summe aller Arten; ist eine davon gesperrt, ist es auch die Summe, sonst wäre die gesperrte ihr Rest."""
    summe = 0
    for nennung in nennungen:
        zahl = nennung.sichtbar(mindestfallzahl)
        if isinstance(zahl, Sperre):
            return GESPERRT
        summe += zahl
    return summe


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
