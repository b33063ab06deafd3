"""Der Körper einer Liste als fertiges HTML: je Spalte wird einmal vorbereitet, je Zelle nur eingesetzt und maskiert."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from arge.seite.mehrere import ZEILE
from arge.seite.vorlagen import url
from arge.seite.zelle import anzeige

Zeile = tuple[Any, ...]
Zelle = Callable[[Zeile, bool], str]


class Tabellenkoerper:
    """Die Zeilen einer `arge.seite.liste.Liste`; meldet sie eine `Aktion` an, steht vor der ersten Zelle ein Kästchen."""

    def __init__(self, liste: Any) -> None:
        self.liste, self.zeilen = liste, liste.zeilen

    def html(self) -> Markup:
        zellen = [self._zelle(spalte) for spalte in self.liste.spalten]
        if self.liste.aktion is not None and zellen:
            zellen[0] = self._mit_kaestchen(zellen[0], self.liste.spalten[0])
        doppelt = self._mehrdeutig()
        html = []
        for zeile in self.zeilen:
            html.append('<tr class="kern-table__row" role="row">')
            html += [zelle(zeile, zeile[0] in doppelt) for zelle in zellen]
            html.append("</tr>")
        return Markup("".join(html))  # noqa: S704 – jede Zelle ist in `_zelle` maskiert

    def _schreiber(self, spalte: Any) -> Callable[[Zeile], Any]:
        """Was in einer Zelle dieser Spalte steht, maskiert."""
        stellen = self._stellen(spalte)
        schreiben = anzeige(spalte, self.liste.queryset.model)
        if len(stellen) > 1:
            return lambda zeile: escape(schreiben(*[zeile[s] for s in stellen]))
        erste = stellen[0]
        return lambda zeile: escape(schreiben(zeile[erste]))

    def _stellen(self, spalte: Any) -> list[int]:
        return [self.liste.felder.index(name) for name in spalte.felder]

    def _zelle(self, spalte: Any) -> Zelle:
        holen = self._schreiber(spalte)
        klasse = "kern-table__cell kern-table__cell--numeric" if spalte.zahl else "kern-table__cell"
        klasse += " arge-datum" if spalte.format in ("datum", "zeitpunkt") else ""
        auf = f'<td class="{klasse}" role="cell" data-titel="{escape(spalte.titel)}">'
        if not spalte.link:
            return lambda zeile, _: f"{auf}{holen(zeile)}</td>"
        von = self.liste.felder.index(spalte.link_feld)
        links, rechts = self._adressmuster(spalte.link, next((z[von] for z in self.zeilen), 0))
        auf += '<a class="kern-link kern-link--small kern-link--no-visited-state" href="'

        def mit_verweis(zeile: Zeile, mehrdeutig: bool) -> str:
            zusatz = f'<span class="kern-sr-only"> (Nummer {zeile[0]})</span>' if mehrdeutig else ""
            return f'{auf}{links}{zeile[von]}{rechts}">{holen(zeile)}{zusatz}</a></td>'

        return mit_verweis

    def _mit_kaestchen(self, zelle: Zelle, spalte: Any) -> Zelle:
        """Das Kästchen steht in der Zelle, die die Zeile nennt: So gehören beide auch als Karte zusammen, und keine Spalte kommt dazu."""
        holen = self._schreiber(spalte)

        def mit_kaestchen(zeile: Zeile, mehrdeutig: bool) -> str:
            td, _, inhalt = zelle(zeile, mehrdeutig).partition(">")
            nummer = f" (Nummer {zeile[0]})" if mehrdeutig else ""
            return (
                f'{td}><span class="arge-ankreuzen"><input class="kern-form-check__checkbox" type="checkbox" name="{ZEILE}" '
                f'value="{zeile[0]}" aria-label="{holen(zeile)}{nummer} auswählen"></span>{inhalt}'
            )

        return mit_kaestchen

    def _adressmuster(self, name: str, beispiel: Any) -> tuple[str, str]:
        """Adresse einmal auflösen und um den Wert herum teilen: `reverse` je Zelle kostet mehr als die Abfrage."""
        ziel = url(name, beispiel)
        links, _, rechts = ziel.rpartition(str(beispiel))
        return links, rechts

    def _mehrdeutig(self) -> set[Any]:
        """Zeilen, deren Verweis denselben Text hätte wie ein anderer: sie bekommen ihre Nummer dazu (oberflaeche.md)."""
        spalte = next((s for s in self.liste.spalten if s.link), None)
        if spalte is None:
            return set()
        stellen = self._stellen(spalte)
        texte: dict[tuple[Any, ...], list[Any]] = {}
        for zeile in self.zeilen:
            texte.setdefault(tuple(zeile[s] for s in stellen), []).append(zeile[0])
        return {pk for pks in texte.values() if len(pks) > 1 for pk in pks}
