"""Spalten des Partnerverzeichnisses mit der Nutzungszahl."""

from typing import Any

from arge.seite.etikett import bausteine
from arge.seite.liste import Spalte
from arge.zahlen.format import zahl
from traeger.netzwerk.regeln import Nennung, nutzungszahl


def _stand(ist_aktiv: bool) -> Any:
    return bausteine().badge("angeboten" if ist_aktiv else "stillgelegt", "success" if ist_aktiv else "neutral")


def partner_spalten(nutzung: dict[int, list[Nennung]], *, mindestfallzahl: int, mit_eigenen: bool) -> list[Spalte]:
    """Spalten; die Nutzung ist schon gezählt, je Partner eine Zahl über alle Träger und eine über die eigenen Zeilen."""

    def alle(pk: int) -> Any:
        return zahl(nutzungszahl(nutzung.get(pk, ()), mindestfallzahl))

    def eigene(pk: int) -> Any:
        return zahl(sum(nennung.eigene for nennung in nutzung.get(pk, ())))

    return [
        Spalte("name", "Name", link="traeger:partner-detail", sortierbar=True),
        Spalte("beschreibung", "Wofür"),
        Spalte("id", "Genannt", format=alle, zahl=True),
        *([Spalte("id", "davon bei uns", format=eigene, zahl=True)] if mit_eigenen else []),
        Spalte("ansprechperson", "Person"),
        Spalte("ist_aktiv", "Stand", format=_stand, export=lambda ist_aktiv: "angeboten" if ist_aktiv else "stillgelegt"),
    ]
