"""Die Niederschrift einer Sitzung als PDF (PDF/UA-1 und PDF/A-3a in einer Datei)."""

from datetime import datetime

from django.template.loader import render_to_string

from arge.dokument import pdf
from traeger.models import Aufgabe, Beschluss, Fristberichtigung, Sitzung
from traeger.sitzung.tables import je_punkt, sitzung_titel, uhrzeit


def niederschrift_pdf(*, sitzung: Sitzung, erstellt_am: datetime) -> bytes:
    """Der letzte Stand: Rahmen, je Punkt Ergebnis, Beschlüsse und Aufgaben, danach, was zu keinem gehört.

    Stornierte Beschlüsse behalten ihre Nummer und stehen als storniert da; stornierte Aufgaben fehlen wie auf der Seite.
    """
    punkte = list(sitzung.punkte.select_related("traeger").order_by("nummer"))
    beschluesse = Beschluss.auch_stornierte.filter(sitzung=sitzung).order_by("nummer")
    aufgaben = Aufgabe.objects.filter(sitzung=sitzung).annotate(urspruenglich=Fristberichtigung.urspruenglich())
    titel = f"Niederschrift {sitzung_titel(sitzung.am, sitzung.art)}"
    kontext = {
        "sitzung": sitzung, "titel": titel, "uhrzeit": uhrzeit(sitzung.beginn, sitzung.ende), "erstellt_am": erstellt_am,
        "punkte": punkte,
        "je": je_punkt(punkte, list(beschluesse), list(aufgaben.select_related("traeger").order_by("faellig_am", "pk"))),
    }  # fmt: skip
    html = render_to_string("traeger/sitzung/dokumente/niederschrift.jinja", kontext)
    return pdf.erzeuge(html, titel=f"{titel}, ARGE Integration Heilbronn", erstellt=erstellt_am)
