"""Woran axe etwas finden kann: der Bau einer Seite. Was in diesem Lauf schon geprüft ist, prüft der Browser nicht noch einmal."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.lesen import Leser

#: Merkmale, deren Wert das Aussehen oder den Zustand eines Elements ändert.
ZUSTAENDE = (
    "class",
    "role",
    "type",
    "aria-current",
    "aria-expanded",
    "aria-invalid",
    "aria-pressed",
    "aria-selected",
    "aria-sort",
)
#: Merkmale, bei denen zählt, dass sie da sind.
DA = ("open", "hidden", "disabled", "inert", "readonly", "required")


class Bau(Leser):
    """Art und Merkmale jedes Elements unter seinem Elternteil; Texte und Wiederholungen sind nichts Neues. Dazu die Verweise,
    die kein Herunterladen sind."""

    def __init__(self, html: str):
        self.elemente, self.verweise, self._stapel = set(), [], []
        self.lies(html)

    def start(self, tag, werte):
        namen = sorted(name for name in werte if name.startswith("aria-") or name in DA)
        dies = (tag, ".".join([*(werte.get(name, "") for name in ZUSTAENDE), *namen]))
        self.elemente.add((self._stapel[-1] if self._stapel else None, dies))
        if tag == "a" and "href" in werte and "download" not in werte:
            self.verweise.append(werte["href"])
        self._stapel.append(dies)

    def end(self, tag):
        self._stapel.pop()


def muster(adresse: str) -> str:
    """Eine Seite je Art genügt: Nummern und Schlüssel stehen für alle."""
    try:
        return resolve(urlsplit(adresse).path).route
    except Resolver404:
        return "keine Seite"


@dataclass
class Geprueft:
    """Was axe in diesem Lauf gesehen hat, je Farbschema: je Seitenart und im Ganzen."""

    je_seite: defaultdict = field(default_factory=lambda: defaultdict(set))
    alles: defaultdict = field(default_factory=lambda: defaultdict(set))

    def neues(self, adresse: str, elemente: set, dunkel: bool = False) -> tuple[bool, bool]:
        """(Diese Art Seite war noch nie dran, auf ihr gibt es etwas, was noch auf keiner war); danach ist es bekannt."""
        art = (dunkel, muster(adresse))
        erstmals, neu = art not in self.je_seite, not elemente <= self.alles[dunkel]
        self.je_seite[art] |= elemente
        self.alles[dunkel] |= elemente
        return erstmals, neu
