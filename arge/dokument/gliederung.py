"""Kapitelnummern, Sprungziele und Inhaltsverzeichnis eines Dokuments aus seinen Überschriften (rein)."""

import re
from itertools import count

UEBERSCHRIFT = re.compile(r"<h(?P<ebene>[23])(?P<merkmale>[^>]*)>(?P<text>.*?)</h(?P=ebene)>", re.DOTALL)
VERZEICHNIS = re.compile(r'<nav class="verzeichnis">\s*</nav>')
OHNE_NUMMER = "ohne-nummer"
NICHT_IM_VERZEICHNIS = "ohne-eintrag"


def gliedern(html: str) -> str:
    """Nummeriert h2 und h3 (1, 1.1), gibt ihnen Sprungziele und füllt das leere `<nav class="verzeichnis">`.

    Eine Stelle, damit Überschrift, Verzeichnis und Lesezeichen nie verschieden heißen. Die Vorlage schreibt nur
    `<h2>Titel</h2>`; die Klasse „ohne-nummer“ lässt die Nummer weg, „ohne-eintrag“ auch den Eintrag.
    """
    kapitel = abschnitt = 0
    laufend = count(1)
    eintraege: list[tuple[str, str, str, str]] = []

    def ersetzen(treffer: re.Match[str]) -> str:
        nonlocal kapitel, abschnitt
        ebene, merkmale, text = treffer["ebene"], treffer["merkmale"], treffer["text"].strip()
        ziel = f"abschnitt-{next(laufend)}"
        nummer = ""
        if OHNE_NUMMER not in merkmale and NICHT_IM_VERZEICHNIS not in merkmale:
            if ebene == "2":
                kapitel, abschnitt = kapitel + 1, 0
                nummer = str(kapitel)
            else:
                abschnitt += 1
                nummer = f"{kapitel}.{abschnitt}"
        benannt = f'<span class="nummer">{nummer}</span> {text}' if nummer else text
        if NICHT_IM_VERZEICHNIS not in merkmale:
            eintraege.append((ebene, ziel, nummer, text))
        return f'<h{ebene} id="{ziel}"{merkmale}>{benannt}</h{ebene}>'

    gegliedert = UEBERSCHRIFT.sub(ersetzen, html)
    verzeichnis = _verzeichnis(eintraege)
    return VERZEICHNIS.sub(lambda _: verzeichnis, gegliedert)


def _verzeichnis(eintraege: list[tuple[str, str, str, str]]) -> str:
    """Geschachtelte Liste, damit ein Vorleseprogramm Kapitel und Abschnitte unterscheidet."""
    zeilen: list[str] = []
    offen = False
    for stelle, (ebene, ziel, nummer, text) in enumerate(eintraege):
        if ebene == "3" and not offen:
            # Ein Abschnitt ohne Kapitel davor steht auf der obersten Ebene.
            if stelle:
                zeilen[-1] = zeilen[-1].removesuffix("</li>")
                zeilen.append("<ol>")
                offen = True
        elif ebene == "2" and offen:
            zeilen.append("</ol></li>")
            offen = False
        # Die Nummer steht neben dem Verweis: ein eigener Kasten darin bekäme im PDF einen zweiten, ungetaggten Verweis.
        vorweg = f'<span class="nummer">{nummer}</span> ' if nummer else ""
        zeilen.append(f'<li>{vorweg}<a href="#{ziel}">{text}</a></li>')
    if offen:
        zeilen.append("</ol></li>")
    return f'<nav class="verzeichnis"><ol>{"".join(zeilen)}</ol></nav>'
