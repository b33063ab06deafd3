"""Wer gemeint ist, auf jeder Seite einer Akte: Name, Alter, Nummer, Zuständigkeit, Sprachen, Zeichen (oberflaeche.md)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from arge.zahlen.format import datum


def alter(geboren: date | None, am: date) -> int | None:
    """Vollendete Jahre; am 28. Februar ist ein am 29. geborener Mensch noch nicht älter, am 1. März schon."""
    if geboren is None or geboren > am:
        return None
    return am.year - geboren.year - ((am.month, am.day) < (geboren.month, geboren.day))


@dataclass(frozen=True)
class Leiste:
    """Personenleiste einer Akte; `zeichen` sind (Stand, Text) wie bei Ampeln."""

    name: str
    nummer: str
    ziel: str
    geboren: str = ""
    zustaendig: str = ""
    sprachen: str = ""
    dolmetschen: bool = False
    zeichen: list[tuple[str, str]] = field(default_factory=list)

    @property
    def zeile(self) -> str:
        """Alter, Zuständigkeit, Sprachen in einer Zeile."""
        zustaendig = f"zuständig: {self.zustaendig}" if self.zustaendig else ""
        return " · ".join(filter(None, (self.geboren, zustaendig, self.sprachen)))

    @property
    def titel(self) -> str:
        """Für `<title>`: Wer zehn Reiter offen hat, sieht am Reiter, wessen Seite es ist."""
        return f"{self.name}, {self.nummer}"


def leiste(akte: Any, *, nummer: str, ziel: str, am: date, zeichen: list[tuple[str, str]] | None = None) -> Leiste:
    """Die Leiste zu einer Akte mit geladener Person; `akte.zustaendig` kommt aus `mit_stand`, fehlt es, steht niemand da."""
    person = akte.person
    jahre = alter(person.geburtsdatum, am)
    geboren = f"{jahre} Jahre (geboren am {datum(person.geburtsdatum)})" if jahre is not None else ""
    return Leiste(
        name=str(person), nummer=nummer, ziel=ziel, geboren=geboren, zustaendig=getattr(akte, "zustaendig", None) or "",
        sprachen=person.sprachen, dolmetschen=person.dolmetschbedarf, zeichen=list(zeichen or []),
    )  # fmt: skip
