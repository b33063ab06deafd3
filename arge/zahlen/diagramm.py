"""Diagramme aus Tafeln: SVG als data-URI für Web und PDF, nie ohne Alternativtext und die Tabelle daneben (berichte 2).

pygal rechnet Achsen und Formen; Farben, Muster und Schrift setzen wir selbst, weil pygals Vorgabe Skript aus dem Netz,
das Tagesdatum und Zufallskennungen einbettet (gleiche Tafel, gleiche Bytes) und Reihen nur durch Farbe trennt.
"""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor
from typing import Any
from xml.etree import ElementTree as ET

from arge.zahlen.format import FEHLT, GESPERRT, MINUS, zahl
from arge.zahlen.statistik import Tafel, Wert
from arge.zahlen.tabelle import Tabelle

SVG = "{http://www.w3.org/2000/svg}"
ET.register_namespace("", SVG[1:-1])
BREITE = 760
# Okabe/Ito, dunkel genug für 3:1 auf Weiß; jede Reihe hat dazu ein eigenes Muster oder eine eigene Strichart.
FARBEN = ("#1a3da5", "#b34700", "#00785a", "#7d3c98", "#4d4d4d", "#8a6d00")
MUSTER = (
    "",
    '<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="#fff" stroke-width="2"/>',
    '<circle cx="2" cy="2" r="1.4" fill="#fff"/><circle cx="6" cy="6" r="1.4" fill="#fff"/>',
    '<path d="M0,4 h8" stroke="#fff" stroke-width="2"/>',
    '<path d="M4,0 v8" stroke="#fff" stroke-width="2"/>',
    '<path d="M0,0 l8,8 M8,0 l-8,8" stroke="#fff" stroke-width="1.4"/>',
)
# Breit zuerst, schmal zuletzt: wo Linien aufeinander liegen (vereinbart = bewilligt = besetzt), bleiben alle sichtbar.
STRICHE = (("6", "none"), ("3.5", "none"), ("2.5", "8,5"), ("2.5", "2,4"), ("2", "10,3,2,3"), ("1.5", "none"))
# Ohne Leerzeichen nach dem Komma: WeasyPrint nähme es zum Namen der zweiten Schrift.
SCHRIFT = "'Fira Sans','Noto arabic','Noto ethiopic',system-ui,sans-serif"
STIL = f"""
text {{ font-family: {SCHRIFT}; font-size: 14px; fill: #1d1f24; stroke: none; fill-opacity: 1 }}
.background {{ fill: #fff; stroke: none }}
.axis.x text {{ text-anchor: middle }} .axis.y text {{ text-anchor: end }}
.axis path {{ fill: none; stroke: #c9ccd3; stroke-width: 1 }}
.vertical .axis.x .guide, .horizontal .axis.y .guide {{ stroke: none }}
.axis .null {{ stroke: #1d1f24; stroke-width: 1.5 }}
.plot .rect {{ stroke: #fff; stroke-width: 1 }} .line {{ fill: none }}
.wert {{ font-size: 13px; text-anchor: start }} .innen {{ font-size: 13px; text-anchor: middle }}
.links {{ text-anchor: end }}
.zeichen {{ fill: #5b606b }} .grund {{ fill: #fff; stroke: none }}
.grenze {{ stroke: #1d1f24; stroke-width: 2; stroke-dasharray: 6,4; fill: none }}
"""


@dataclass(frozen=True, slots=True)
class Diagramm:
    """Bild und Tabelle gehören zusammen: beide entstehen aus derselben Tafel; `kurz` fasst deren Zeilen zusammen."""

    tafel: Tafel
    bild: str
    alt: str
    kurz: Tabelle | None = None

    @property
    def titel(self) -> str:
        return self.tafel.titel

    @property
    def tabelle(self) -> Tabelle:
        """Die Zahlen zum Bild, unter seinem Titel."""
        return replace(self.kurz or self.tafel.tabelle, titel=self.titel)


def balken(tafel: Tafel, *, grenze: tuple[int | Decimal, str] | None = None) -> Diagramm:
    """Liegende Balken, je Zeile eine Gruppe, je Spalte eine Reihe; `grenze` = senkrechte Linie (Wert, Beschriftung)."""
    from pygal import HorizontalBar

    zahlen = [wert for reihe in tafel.werte for wert in reihe if isinstance(wert, int | Decimal)]
    chart = _grundlage(HorizontalBar, tafel, 46 + len(tafel.zeilen) * (14 + 22 * len(tafel.spalten)))
    _achse(chart, tafel, [*zahlen, *([grenze[0]] if grenze else [])])
    chart.margin_right = 24 + 8 * max((len(tafel.text(wert)) for wert in zahlen), default=0)
    for spalte in range(len(tafel.spalten)):
        chart.add(tafel.spalten[spalte], [_punkt(tafel, reihe[spalte]) for reihe in reversed(tafel.werte)])
    chart.x_labels = list(reversed(tafel.zeilen))
    if grenze:
        chart.add_xml_filter(lambda baum: _grenzlinie(baum, chart, *grenze))
    baum = _zeichnen(chart)
    return _fertig(tafel, baum, "Balkendiagramm", f"Linie bei {tafel.text(grenze[0])}: {grenze[1]}." if grenze else "")


def gestapelt(tafel: Tafel) -> Diagramm:
    """Gestapelte liegende Balken; eine Zeile mit gesperrtem oder fehlendem Teil trägt dessen Zeichen am Namen."""
    from pygal import HorizontalStackedBar

    chart = _grundlage(HorizontalStackedBar, tafel, 46 + len(tafel.zeilen) * 40)
    laengen = [Decimal(sum(wert for wert in reihe if isinstance(wert, int | Decimal))) for reihe in tafel.werte]
    _achse(chart, tafel, laengen)
    chart.margin_right = 40
    for spalte in range(len(tafel.spalten)):
        werte = [reihe[spalte] for reihe in reversed(tafel.werte)]
        # In ein zu schmales Stück passt keine Zahl; sie steht in der Tabelle.
        chart.add(
            tafel.spalten[spalte],
            [_punkt(tafel, wert, stumm=_passt_nicht(tafel, wert, max(laengen))) for wert in werte],
        )
    chart.print_values_position = "center"
    zeichen = ["·" if GESPERRT in reihe else FEHLT if None in reihe else "" for reihe in tafel.werte]
    namen = [f"{name} {z}".strip() for name, z in zip(tafel.zeilen, zeichen, strict=True)]
    chart.x_labels = namen[::-1]
    return _fertig(tafel, _zeichnen(chart, innen=True), "Gestapeltes Balkendiagramm")


def stufen(tafel: Tafel, kurz: Tabelle | None = None, ab: Sequence[float] | None = None) -> Diagramm:
    """Stufenlinien über die Zeit: jede Zeile ist ein Abschnitt, in dem der Wert gilt (VZÄ je Monat).

    `ab`: wo jeder Abschnitt beginnt, der letzte ist ganz; ohne Angabe sind alle gleich lang. Beschriftet wird nur, was an einer
    ganzen Stelle beginnt. Schräge Linien gäbe es hier nicht: eine Stelle ist bis zum letzten Tag besetzt und danach nicht mehr.
    """
    from pygal import XY

    chart = _grundlage(XY, tafel, 290)
    stellen = list(ab) if ab is not None else [float(i) for i in range(len(tafel.zeilen))]
    ganze = [(stelle, zeile) for stelle, zeile in zip(stellen, tafel.zeilen, strict=True) if stelle == floor(stelle)]
    anzahl = len(ganze)
    grenzen = [*stellen, anzahl]
    for spalte in range(len(tafel.spalten)):
        punkte: list[tuple[float, float] | None] = []
        for i, reihe in enumerate(tafel.werte):
            wert = reihe[spalte]
            if isinstance(wert, int | Decimal):
                punkte += [(grenzen[i], float(wert)), (grenzen[i + 1], float(wert))]
            else:
                punkte.append(None)  # Lücke statt Null
        chart.add(tafel.spalten[spalte], punkte, show_dots=False, allow_interruptions=True)
    _achse(chart, tafel, [wert for reihe in tafel.werte for wert in reihe if isinstance(wert, int | Decimal)])
    chart.xrange, chart.print_values, chart.legend_box_size = (0, anzahl), False, 30
    # Nur so viele Beschriftungen, wie nebeneinander passen (rund 9 px je Zeichen), in Schritten, die Monate vertragen.
    platz = (BREITE - 80) // (9 * max((len(zeile) for _, zeile in ganze), default=1) + 12)
    schritt = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, anzahl or 1) if anzahl <= s * max(platz, 1))
    chart.x_labels = [{"label": zeile, "value": stelle + 0.5} for stelle, zeile in ganze[::schritt]]
    return replace(_fertig(tafel, _zeichnen(chart, linien=True), "Stufenlinien"), kurz=kurz)


def _groesse(wert: Wert) -> float:
    return float(wert) if isinstance(wert, int | Decimal) else 0.0


def _punkt(tafel: Tafel, wert: Wert, *, stumm: bool = False) -> dict[str, Any]:
    """Gesperrtes und Fehlendes hat keinen Balken, nur sein Zeichen an der Nulllinie."""
    text = "" if stumm else tafel.text(wert)
    if wert is GESPERRT and not stumm:
        text += " gesperrt"
    return {"value": _groesse(wert), "formatter": lambda _: text}


def _passt_nicht(tafel: Tafel, wert: Wert, laengste: Decimal) -> bool:
    """Im gestapelten Balken ist eine Zahl breiter als ihr Stück."""
    return laengste == 0 or _groesse(wert) / float(laengste) * BREITE * 0.75 < 8 * len(tafel.text(wert)) + 8


def _achse(chart: Any, tafel: Tafel, werte: Sequence[int | Decimal]) -> None:
    """Runde Teilung (1, 2, 5 mal Zehnerpotenz) ab null bis über den größten Wert; Anzahlen nie in Bruchteilen."""
    unten, oben = min([Decimal(0), *werte]), max([Decimal(0), *werte])
    roh = (oben - unten) / 5 or Decimal(1)
    zehner = Decimal(1).scaleb(roh.adjusted())
    schritt = next(zehner * f for f in (1, 2, 5, 10) if zehner * f >= roh)
    if tafel.schreibweise == "zahl":
        schritt = max(schritt, Decimal(1))
    von, bis = floor(unten / schritt), ceil(oben / schritt) or 1
    teilung = [schritt * i for i in range(von, bis + 1)]
    chart.y_labels = [{"value": float(t), "label": _kurz(tafel, t)} for t in teilung]
    chart.range = (float(teilung[0]), float(teilung[-1]))


def _kurz(tafel: Tafel, wert: Decimal) -> str:
    """An der Achse ohne Cent."""
    return f"{zahl(wert)}\N{NO-BREAK SPACE}€" if tafel.schreibweise == "euro" else tafel.text(wert)


def _grundlage(art: Callable[..., Any], tafel: Tafel, hoehe: int) -> Any:
    from pygal.style import Style

    mehrere = len(tafel.spalten) > 1
    # pygal teilt die Breite gleich auf und kürzt nicht: lange Namen stünden übereinander.
    spalten = min(3, len(tafel.spalten), max(1, 84 // max(map(len, tafel.spalten))))
    legende = 34 if mehrere else 0
    return art(
        width=BREITE, height=hoehe + legende, explicit_size=False, js=[], no_prefix=True,
        disable_xml_declaration=True, show_legend=mehrere, legend_at_bottom=True,
        legend_at_bottom_columns=spalten, legend_box_size=14, truncate_legend=-1, truncate_label=-1,
        print_values=True, print_zeroes=True, print_values_position="top", margin=14, spacing=10, no_data_text="Keine Daten",
        zero=0,
        style=Style(label_font_size=14, major_label_font_size=14, value_font_size=13, legend_font_size=14),
    )  # fmt: skip


def _zeichnen(chart: Any, *, innen: bool = False, linien: bool = False) -> ET.Element:
    """pygals Baum ohne Skript, Kommentare, Kurzinfos und Kennungen, mit unserem Stil."""
    from pygal.etree import etree

    baum = ET.fromstring(etree.tostring(chart.render_tree()))  # noqa: S314 – eigenes Erzeugnis; ohne Kommentare
    breite, hoehe = (float(mass) for mass in baum.attrib["viewBox"].split()[2:])
    # pygal hält unten nur für eine Legendenzeile Platz frei; jede weitere braucht ihren eigenen.
    hoehe += 22 * (-(-len(chart.raw_series) // chart.config.legend_at_bottom_columns) - 1) if chart.config.show_legend else 0
    baum.attrib = {"viewBox": f"0 0 {breite:g} {hoehe:g}", "width": f"{breite:g}", "height": f"{hoehe:g}"}
    for vater in baum.iter():
        for kind in list(vater):
            if kind.tag in {f"{SVG}title", f"{SVG}desc", f"{SVG}defs", f"{SVG}script"} or "tooltip" in kind.get("class", ""):
                vater.remove(kind) if kind.tag != f"{SVG}rect" else None
    for gruppe in list(baum.iter(f"{SVG}g")):
        if "text-overlay" in gruppe.get("class", ""):
            _beschriften(gruppe, "innen" if innen else "wert")
        elif linien and "legends" in gruppe.get("class", ""):
            _strichlegende(gruppe)
    baum.insert(0, _stil(linien=linien))
    return baum


def _stil(*, linien: bool) -> ET.Element:
    defs = ET.Element(f"{SVG}defs")
    regeln = STIL
    for i, (farbe, muster, (breite, strich)) in enumerate(zip(FARBEN, MUSTER, STRICHE, strict=True)):
        if linien:
            regeln += (
                f".color-{i} path, path.color-{i} {{ stroke: {farbe}; stroke-width: {breite};"
                f" stroke-dasharray: {strich}; fill: none }}\n"
            )
            continue
        regeln += f".color-{i} .rect, rect.color-{i} {{ fill: {f'url(#muster-{i})' if muster else farbe} }}\n"
        if muster:
            kachel = f'<pattern id="muster-{i}" width="8" height="8" patternUnits="userSpaceOnUse"'
            kachel += f' xmlns="{SVG[1:-1]}"><rect width="8" height="8" fill="{farbe}"/>{muster}</pattern>'
            defs.append(ET.fromstring(kachel))  # noqa: S314 – Konstanten von oben
    style = ET.Element(f"{SVG}style")
    style.text = regeln
    defs.insert(0, style)
    return defs


def _beschriften(gruppe: ET.Element, art: str) -> None:
    """Zahlen neben oder in den Balken auf weißem Grund: lesbar auch über Mustern, Gitter und Grenzlinie."""
    for vater in list(gruppe.iter()):
        for text in [kind for kind in vater if kind.tag == f"{SVG}text"]:
            inhalt, x, y = text.text or "", float(text.get("x", 0)), float(text.get("y", 0))
            if not inhalt or text.get("class", "").startswith("grenze"):
                if not inhalt:
                    vater.remove(text)
                continue
            links = inhalt.startswith(MINUS)
            breite = 7.2 * len(inhalt) + 6
            kasten = x - breite / 2 if art == "innen" else x - breite + 3 if links else x - 3
            text.set(
                "class", art + (" links" if links and art == "wert" else "") + (" zeichen" if inhalt[0] in "·–" else "")
            )
            grund = {"class": "grund", "x": f"{kasten:.1f}", "y": f"{y - 12:.1f}", "width": f"{breite:.1f}", "height": "16"}
            vater.insert(list(vater).index(text), ET.Element(f"{SVG}rect", grund | ({"rx": "3"} if art == "innen" else {})))


def _strichlegende(gruppe: ET.Element) -> None:
    """Statt des Farbkastens ein Stück der Linie, damit ihre Strichart erkennbar ist."""
    for eintrag in gruppe.iter(f"{SVG}g"):
        for kasten in [kind for kind in eintrag if kind.tag == f"{SVG}rect"]:
            x, y, seite = (float(kasten.get(name, 0)) for name in ("x", "y", "width"))
            eintrag.remove(kasten)
            eintrag.insert(
                0,
                ET.Element(
                    f"{SVG}path", {"class": kasten.get("class", ""), "d": f"M{x:.1f},{y + seite / 2:.1f} h{seite:.1f}"}
                ),
            )


def _grenzlinie(baum: Any, chart: Any, wert: int | Decimal, text: str) -> Any:
    """Läuft in pygals Filter, weil es seine Maße (view) danach vergisst."""
    plot = chart.nodes["text_overlay"]
    x = chart.view.y(float(wert))
    chart.svg.node(plot, "path", class_="grenze", d=f"M{x:.1f},-4 V{chart.view.height:.1f}")
    chart.svg.node(plot, "text", class_="grenze-text links", x=f"{x - 6:.1f}", y="3").text = text
    return baum


def _fertig(tafel: Tafel, baum: ET.Element, art: str, zusatz: str = "") -> Diagramm:
    svg = ET.tostring(baum, encoding="utf-8")
    bild = "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
    return Diagramm(tafel, bild, " ".join(filter(None, (f"{art}: {tafel.titel}.", _aussage(tafel), zusatz))))


def _aussage(tafel: Tafel) -> str:
    """Was das Bild zeigt, in Sätzen: Spannweite je Reihe; jede einzelne Zahl steht in der Tabelle."""
    saetze = []
    for spalte, name in enumerate(tafel.spalten):
        paare = [
            (wert, zeile)
            for zeile, reihe in zip(tafel.zeilen, tafel.werte, strict=True)
            if isinstance(wert := reihe[spalte], int | Decimal)
        ]
        if paare:
            hoch, tief = max(paare, key=lambda p: p[0]), min(paare, key=lambda p: p[0])
            gleich = hoch[0] == tief[0]
            saetze.append(
                f"{name}: durchgehend {tafel.text(hoch[0])}."
                if gleich
                else f"{name}: von {tafel.text(tief[0])} ({tief[1]}) bis {tafel.text(hoch[0])} ({hoch[1]})."
            )
    if tafel.hat_gesperrte:
        saetze.append("Gesperrte Werte sind ohne Balken.")
    return " ".join(saetze) + " Alle Zahlen stehen in der Tabelle."
