"""Was ein Dokument laden darf: feste Namen statt eines Ordners, damit kein Pfad hinausführt (qualitaet S7)."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

SCHRIFTEN = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
#: Schriften, die Fira Sans nicht kann (Latein, Kyrillisch, Griechisch kann sie): nur wer sie braucht, lädt sie.
WEITERE = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
    "ethiopic": re.compile("[\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f]"),
}
STAERKEN = {"400": "400", "700": "500 700"}
BESTAND = frozenset(
    {
        "css/dokument.css",
        "css/bild.css",
        "bild/zeichen.svg",
        *(f"kern/fonts/fira-sans/FiraSans-{s}.woff2" for s in SCHRIFTEN),
    }
    | {f"noto/{name}/noto-sans-{name}-{name}-{s}-normal.woff2" for name in WEITERE for s in STAERKEN}
)


class DokumentFehler(Exception):
    """Das Dokument ist so nicht herstellbar: es wollte etwas laden, das es nicht darf, oder ein Bild ist kaputt."""


def bestandsdatei(name: str) -> bytes:
    """Eine Datei des Bestands, gleich ob sie schon gesammelt ist."""
    if name not in BESTAND:
        raise DokumentFehler(f"Ein Dokument darf „{name}“ nicht laden.")
    pfad = finders.find(name) or Path(settings.STATIC_ROOT) / name
    return Path(pfad).read_bytes()
