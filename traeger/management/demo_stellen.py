"""Erfundene Ansprechpersonen der Kommunikationsvereinbarung und ein Dokument je Vertrag; Stellen kommen aus den Stammdaten."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from traeger.begriffe import Bereich, VereinbarungArt
from traeger.management.erfunden import Demo
from traeger.models import Mitgliedschaft, Traeger, Vereinbarung, VereinbarungDokument
from traeger.stellen.vorgaenge.vereinbarung import dokument_ablegen
from traeger.zugang import technisch, zugang_von

#: Träger → Ansprechperson, Vertretung, Telefon (Nummern aus dem Bereich für Erfundenes), Datenschutzbeauftragte.
PERSONEN = {
    "awo": ("Cornelia Ahrend", "Jana Lindqvist", "07131 5550-101", "Dr. Silke Amberg (erfunden)"),
    "caritas": ("Benedikt Ostermayer", "Theresa Vogelmann", "07131 5550-201", "Pater Johannes Kroll (erfunden)"),
    "diakonie": ("Dorothee Sandmann", "Ruben Hartlieb", "07131 5550-301", "Uta Engelbrecht (erfunden)"),
    "stadt": ("Hendrik Falkenau", "Aylin Demirel-Koch", "07131 5550-401", "Dr. Matthias Vogt (erfunden)"),
}


def anlegen(demo: Demo) -> dict[str, int]:
    """Nach den Konten; Dokumente legt die Steuerung ab."""
    with technisch(Bereich.KONTEN):
        mitglieder = Mitgliedschaft.objects.select_related("traeger")
        steuerung = zugang_von(mitglieder.get(benutzer__email="steuerung@stadt.example"))
    with technisch():
        for kuerzel, (person, vertretung, telefon, schutz) in PERSONEN.items():
            angaben: dict[str, Any] = {"ansprechperson": person, "ansprechperson_vertretung": vertretung, "telefon": telefon}
            angaben |= {"email": f"leitung@{kuerzel}.example", "datenschutzbeauftragte": schutz}
            Traeger.objects.filter(kuerzel=kuerzel).update(**angaben)
        vertraege = Vereinbarung.objects.filter(art=VereinbarungArt.VERTRAG).order_by("von")
        for vertrag in vertraege:
            dokument = VereinbarungDokument(vereinbarung=vertrag, titel="Unterschriebene Fassung")
            datei = SimpleUploadedFile(f"{vertrag.kuerzel}.pdf", blatt(vertrag.titel))
            dokument_ablegen(dokument=dokument, datei=datei, durch=steuerung)
    return {"Dokumente": len(vertraege)}


def blatt(text: str) -> bytes:
    """Ein gültiges PDF mit einer Zeile: Der Vertrag selbst ist nicht erfunden, nur sein Platz."""
    zeile = f"BT /F1 14 Tf 72 760 Td ({text} - Demo, kein Vertrag) Tj ET".encode("cp1252")
    teile = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(zeile), zeile),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    datei, stellen = b"%PDF-1.4\n", []
    for nummer, teil in enumerate(teile, 1):
        stellen.append(len(datei))
        datei += b"%d 0 obj\n%b\nendobj\n" % (nummer, teil)
    verzeichnis = b"".join(b"%010d 00000 n \n" % stelle for stelle in stellen)
    kopf = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(teile) + 1, verzeichnis)
    return datei + kopf + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(teile) + 1, len(datei))
