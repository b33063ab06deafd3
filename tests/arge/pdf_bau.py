"""PDF von Hand, Byte für Byte: Wie eine Datei gebaut ist, zeigt kein Programm, das gute Dateien schreibt."""

import re
import struct
import zlib

KATALOG = "<< /Type /Catalog /Pages 2 0 R %s >>"
SEITEN = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
SEITE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] %s >>"
JAVASCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


class Bau:
    """Objekte hinlegen, Stand abschließen. `ab_kopf`: Das Verzeichnis zählt ab `%PDF-` statt ab dem Anfang der Datei."""

    def __init__(self, davor=b"", *, ab_kopf=True):
        self.roh = bytearray(davor + b"%PDF-1.7\n")
        self.null = len(davor) if ab_kopf else 0
        self.stand, self.tabelle_bei, self.hoechste = {}, None, 0

    @property
    def stelle(self):
        return len(self.roh) - self.null

    def dazu(self, roh):
        self.roh += roh
        return self

    def objekt(self, nummer, wert, generation=0):
        self.stand[nummer] = (self.stelle, generation)
        self.hoechste = max(self.hoechste, nummer)
        return self.dazu(f"{nummer} {generation} obj\n{wert}\nendobj\n".encode("latin-1"))

    def grund(self, katalog="", seite="", **mehr):
        """Katalog, Seitenbaum, Seite; dazu `o5="…"`."""
        self.objekt(1, KATALOG % katalog).objekt(2, SEITEN).objekt(3, SEITE % seite)
        for name, wert in mehr.items():
            self.objekt(int(name[1:]), wert)
        return self

    def strom(self, nummer, daten, angaben="", *, packen=False):
        if packen:
            daten, angaben = zlib.compress(daten), f"{angaben} /Filter /FlateDecode"
        text = f"<< /Length {len(daten)} {angaben} >>\nstream\n{daten.decode('latin-1')}\nendstream"
        return self.objekt(nummer, text)

    def objektstrom(self, nummer, innen, *, packen=True):
        """`innen`: Nummer → Wert. Zurück kommt, was ins Verzeichnis gehört."""
        kopf, rumpf = "", ""
        for n, wert in innen.items():
            kopf += f"{n} {len(rumpf)} "
            rumpf += f"{wert} "
        angaben = f"/Type /ObjStm /N {len(innen)} /First {len(kopf)}"
        return self.strom(nummer, (kopf + rumpf).encode("latin-1"), angaben, packen=packen)

    def ende(self, stelle=None, schluss=b"%%EOF\n"):
        stelle = self.tabelle_bei if stelle is None else stelle
        return self.dazu(f"startxref\n{stelle}\n".encode() + schluss)

    def tabelle(self, angaben="", *, wurzel="1 0 R", prev=None, eintraege=None):
        """Die Objekte seit dem letzten Stand; `eintraege` ersetzt Stellen."""
        vorige = prev if prev is not None else self.tabelle_bei
        self.tabelle_bei = self.stelle
        stellen = {n: (wo, g, "n") for n, (wo, g) in self.stand.items()} | (eintraege or {})
        self.dazu(b"xref\n0 1\n0000000000 65535 f \n")
        for n, (wo, g, art) in sorted(stellen.items()):
            self.dazu(f"{n} 1\n{wo:010d} {g:05d} {art} \n".encode())
        angaben += f" /Prev {vorige}" if vorige else ""
        self.stand = {}
        return self.dazu(f"trailer\n<< /Size {self.hoechste + 1} /Root {wurzel} {angaben} >>\n".encode())

    def verzeichnis(self, nummer, *, gepackt=None, angaben="/Root 1 0 R", vorhersage=False, eintraege=None):
        """Ein Verzeichnis als Strom; `gepackt`: Nummer → (Strom, Platz)."""
        vorige, self.tabelle_bei = self.tabelle_bei, self.stelle
        zeilen = {nummer: (1, self.stelle, 0)}
        zeilen |= {n: (1, wo, g) for n, (wo, g) in self.stand.items()}
        zeilen |= {n: (2, *wo) for n, wo in (gepackt or {}).items()} | (eintraege or {})
        daten = [struct.pack(">BIH", *zeilen[n]) for n in sorted(zeilen)]
        if vorhersage:
            oben = [bytes(7), *daten]
            daten = [
                b"\2" + bytes((a - b) & 255 for a, b in zip(x, y, strict=True)) for x, y in zip(daten, oben, strict=False)
            ]
            angaben += " /DecodeParms << /Predictor 12 /Columns 7 >>"
        index = " ".join(f"{n} 1" for n in sorted(zeilen))
        angaben += f" /Type /XRef /W [1 4 2] /Index [{index}] /Size {max(zeilen) + 1}" + (
            f" /Prev {vorige}" if vorige else ""
        )
        self.strom(nummer, b"".join(daten), angaben, packen=True)
        self.stand = {}
        return self

    def fertig(self):
        return bytes(self.roh)


def einfach(katalog="", seite="", **mehr):
    return Bau().grund(katalog, seite, **mehr).tabelle().ende().fertig()


def gemischt(versteckt="<< /Title (x) >>"):
    """So speichert Word: eine Tabelle, und ein Verzeichnis als Strom für Programme, die es lesen können."""
    bau = Bau().grund("/X 5 0 R").objekt(5, versteckt)
    stelle_5 = bau.stand.pop(5)[0]
    strom = bau.stelle
    bau.verzeichnis(6, angaben="", eintraege={1: (0, 0, 0), 2: (0, 0, 0), 3: (0, 0, 0), 5: (1, stelle_5, 0)})
    stand = {int(n): (int(s), 0) for s, n in ((m.start(), m[1]) for m in re.finditer(rb"([123]) 0 obj", bau.roh))}
    bau.stand, bau.tabelle_bei = stand, None
    return bau.tabelle(f"/XRefStm {strom}").ende().fertig()


def gepackt(innen=None, *, vorhersage=True, packen=True):
    """Alles in einem Strom, das Verzeichnis auch: so speichern LaTeX, Acrobat und LibreOffice."""
    innen = {1: KATALOG % "", 2: SEITEN, 3: SEITE % ""} | (innen or {})
    bau = Bau().objektstrom(8, innen, packen=packen)
    wo = {n: (8, platz) for platz, n in enumerate(innen)}
    return bau.verzeichnis(9, gepackt=wo, vorhersage=vorhersage).ende().fertig()


def falsch_gezaehlt(n):
    """`n` Einträge, die alle auf den Katalog zeigen."""
    return Bau().grund().tabelle(eintraege=dict.fromkeys(range(4, n), (9, 0, "n"))).ende().fertig()
