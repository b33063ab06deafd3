"""Spalten des Partnerverzeichnisses mit der Nutzungszahl."""

from typing import Any

from arge.seite.etikett import bausteine
from arge.seite.liste import Spalte
from arge.zahlen.format import zahl
from arge.zahlen.tabelle import Tabelle
from traeger.netzwerk.regeln import Nennung, nutzungszahl


def _stand(ist_aktiv: bool) -> Any:
    return bausteine().badge("angeboten" if ist_aktiv else "stillgelegt", "success" if ist_aktiv else "neutral")


def nennungen_tabelle(nennungen: list[Nennung], *, mindestfallzahl: int, mit_eigenen: bool) -> Tabelle:
    """Je Art von Zeilen, wie oft sie den Partner nennt; gesperrt bleibt gesperrt, auch in der Summe."""
    zahlen = ["alle Träger", *(["davon bei uns"] if mit_eigenen else [])]

    def zeile(wort: str, alle: Any, eigene: int) -> list[str]:
        return [wort, zahl(alle), *([zahl(eigene)] if mit_eigenen else [])]

    zeilen = [zeile(n.quelle, n.sichtbar(mindestfallzahl), n.eigene) for n in nennungen]
    summe = zeile("zusammen", nutzungszahl(nennungen, mindestfallzahl), sum(n.eigene for n in nennungen))
    return Tabelle(["Worin", *zahlen], zeilen, zahlen, summe)


def partner_spalten(nutzung: dict[int, list[Nennung]], *, mindestfallzahl: int, mit_eigenen: bool) -> list[Spalte]:
    """Spalten; die Nutzung ist schon gezählt, je Partner eine Zahl über alle Träger und eine über die eigenen Zeilen."""

    def alle(pk: int) -> Any:
        return nutzungszahl(nutzung.get(pk, ()), mindestfallzahl)

    def eigene(pk: int) -> int:
        return sum(nennung.eigene for nennung in nutzung.get(pk, ()))

    return [
        Spalte("name", "Name", link="traeger:partner-detail", sortierbar=True),
        Spalte("beschreibung", "Wofür"),
        Spalte("id", "Genannt", wert=alle, format="zahl", zahl=True),
        *([Spalte("id", "davon bei uns", wert=eigene, format="zahl", zahl=True)] if mit_eigenen else []),
        Spalte("ansprechperson", "Person"),
        Spalte("ist_aktiv", "Stand", format=_stand),
    ]
