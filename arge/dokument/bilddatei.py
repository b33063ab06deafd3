"""Ein Bild als eigenständige SVG-Datei, für den Download und für das PDF: dieselbe Zeichnung, die Farben eingebettet.

Die Farben stehen in static/css/bild.css; was dort nach `NUR_SEITE` kommt (dunkel, Zeiger, Telefon), gibt es in einer Datei nicht.
"""

import re
from base64 import b64encode
from functools import lru_cache

from django.template import engines
from markupsafe import Markup

from arge.dokument.bestand import bestandsdatei
from arge.zahlen.diagramm import Diagramm
from arge.zahlen.zeichnung import Datei

NUR_SEITE = "/* Ab hier nur auf der Seite"
_VARIABLE = re.compile(r"(--bild-[\w-]+):\s*([^;]+);")


@lru_cache(maxsize=1)
def stil() -> Markup:
    """Das Stilelement mit eingesetzten Farben: Weder WeasyPrint noch ein Bildprogramm kennt Variablen, und rem gibt es ohne Seite nicht."""
    regeln = bestandsdatei("css/bild.css").decode().partition(NUR_SEITE)[0]
    farben = dict(_VARIABLE.findall(regeln))
    regeln = re.sub(r"/\*.*?\*/|:root \{.*?\}", "", regeln, flags=re.DOTALL)
    regeln = re.sub(r"var\((--bild-[\w-]+)\)", lambda m: farben[m[1]], regeln)
    regeln = re.sub(r"([\d.]+)rem", lambda m: f"{float(m[1]) * 16:g}px", regeln)
    zeilen = [zeile for zeile in regeln.splitlines() if zeile]
    return Markup("<style>{}</style>").format(Markup("\n".join(zeilen)))  # noqa: S704 – eigene Datei


def als_svg(bild: Diagramm, *, titel: bool = False) -> str:
    """Die Datei als Text; mit `titel` steht er darüber, und ringsum ist Rand."""
    massstab = Datei(bild.zeichnung, *((20, 34) if titel else ()))
    vorlage = engines["jinja2"].env.get_template("bausteine/bild.jinja").module
    return str(vorlage.datei(bild, massstab, stil(), titel)).strip()


def als_adresse(bild: Diagramm) -> str:
    """Die Datei als data-URI für `<img>` im PDF."""
    return f"data:image/svg+xml;base64,{b64encode(als_svg(bild).encode()).decode()}"
