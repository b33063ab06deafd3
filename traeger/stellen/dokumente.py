"""PDF-Dokumente des ersten Stockwerks (PDF/UA-1 und PDF/A-3a in einer Datei)."""

from datetime import datetime

from django.template.loader import render_to_string

from arge.dokument import pdf
from arge.zahlen.format import datum
from traeger.stellen.kennzahlen import KENNZAHLEN, Stellenplan
from traeger.stellen.tables.vzae import Blatt


def vzae_pdf(*, plan: Stellenplan, blatt: Blatt, auswahl: list[tuple[str, str]], erstellt_am: datetime) -> bytes:
    """Die Übersicht VZÄ als Dokument: Kurven, Zerlegungen, Stichtag je Träger, Posten, Definitionen."""
    kontext = {
        "plan": plan, "blatt": blatt, "auswahl": auswahl, "erstellt_am": erstellt_am,
        "definitionen_liste": [k for k in KENNZAHLEN if k.nummer in blatt.am_tag.kuerzel.split()],
    }  # fmt: skip
    html = render_to_string("traeger/stellen/dokumente/vzae.jinja", kontext)
    titel = f"VZÄ der ARGE Integration Heilbronn am {datum(plan.am)}"
    return pdf.erzeuge(html, titel=titel, erstellt=erstellt_am)
