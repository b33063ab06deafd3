"""HTML zu einer PDF-Datei, die zugleich PDF/UA-1 (zugänglich) und PDF/A-3a (archivfest) ist – ohne Netz und Dateien."""

import logging
import re
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from html import escape, unescape
from io import BytesIO
from typing import Any

from arge.dokument.bestand import BESTAND, STAERKEN, WEITERE, DokumentFehler, bestandsdatei

URSPRUNG = "https://dokument.invalid/"  # ein Name, den es nie gibt (RFC 2606)
STATISCH = f"{URSPRUNG}static/"

# PDF/A verlangt, dass jedes Feld der Metadaten erklärt ist; die Kennung von PDF/UA ist ihm fremd (ISO 19005-3, 6.6.2.3).
UA_UND_ERKLAERUNG = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


logger = logging.getLogger(__name__)
#: Eingebettete Bilder der Vorlagen. In getipptem Text ist das Anführungszeichen davor maskiert: Er ist nie ein Bild.
_BILD = re.compile(r'(src="data:image/svg\+xml;base64,)([A-Za-z0-9+/=]+)(?=")')


@lru_cache(maxsize=len(BESTAND))
def _entpackt(woff2: bytes) -> bytes:
    """Die Schrift, wie sie gezeichnet wird. WeasyPrint entpackte sie für jedes Dokument neu: zwei Fünftel der Rechenzeit."""
    from fontTools.ttLib.woff2 import decompress

    ziel = BytesIO()
    decompress(BytesIO(woff2), ziel)
    return ziel.getvalue()


#: Beschriftung in einem Diagramm, in der von rechts nach links geschrieben wird (Hebräisch, Arabisch, Syrisch, Thaana, N'Ko …).
_VON_RECHTS = re.compile(r"(?<=>)[^<>]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][^<>]*(?=<)")


def _von_rechts(html: str) -> str:
    """In Bildern verbundene Zeichen in der Reihenfolge, in der sie dastehen: WeasyPrint setzt Text in SVG Zeichen für Zeichen.

    Nur im PDF; im Browser ordnet und verbindet der Browser, und der Ersatztext des Bildes bleibt, wie er geschrieben ist.
    """
    from arabic_reshaper import reshape
    from bidi import get_display

    def setze(svg: str) -> str:
        return _VON_RECHTS.sub(lambda m: escape(get_display(reshape(unescape(m[0])), base_dir="L"), quote=False), svg)

    return _BILD.sub(lambda m: m[1] + b64encode(setze(b64decode(m[2]).decode()).encode()).decode(), html)


def _ueberall(html: str, tun: Callable[[str], str]) -> str:
    """Wendet `tun` auf den Text und auf jedes eingebettete Bild an (Diagramme sind SVG mit Beschriftung)."""
    in_bildern = _BILD.sub(lambda m: m[1] + b64encode(tun(b64decode(m[2]).decode()).encode()).decode(), html)
    return tun(in_bildern)


def _mit_schriften(html: str) -> str:
    """Der Text mit den Schriften, die seine Zeichen brauchen."""
    texte: list[str] = []
    _ueberall(html, lambda text: texte.append(text) or text)  # type: ignore[func-returns-value]
    regeln = "".join(
        f'@font-face {{ font-family: "Noto {name}"; font-weight: {staerke};'
        f" src: url({STATISCH}noto/{name}/noto-sans-{name}-{name}-{datei}-normal.woff2) }}"
        for name, zeichen in WEITERE.items() if any(map(zeichen.search, texte))
        for datei, staerke in STAERKEN.items()
    )  # fmt: skip
    return html.replace("</head>", f"<style>{regeln}</style></head>", 1) if regeln else html


#: So lang ist kein Wort, das ein Mensch liest; eine Prüfsumme hat 64 Zeichen.
WORT_HOECHSTENS = 100
_TEXT = re.compile(r">[^<]+")
_LANGES_WORT = re.compile(rf"(?:&[#\w]+;|[^\s<>&\u200b]){{{WORT_HOECHSTENS}}}(?=[^\s<])")


def _umbrechbar(html: str) -> str:
    """Endlose Wörter bekommen Stellen zum Umbrechen: WeasyPrint sucht sie sonst Zeichen für Zeichen, im Quadrat ihrer Länge."""
    kopf, anfang, rumpf = html.partition("<body")
    return kopf + anfang + _TEXT.sub(lambda text: _LANGES_WORT.sub("\\g<0>\u200b", text[0]), rumpf)


def erzeuge(html: str, *, titel: str, erstellt: datetime, anhaenge: Mapping[str, bytes] | None = None) -> bytes:
    """PDF-Bytes; gleiche Eingaben geben gleiche Bytes, darum kommt die Zeit als Argument (Prüfsumme der Fassung).

    `anhaenge` {Dateiname: Inhalt} liegen als Daten zum Dokument bei (AFRelationship=Data), JSON als application/json.
    Was keine Schrift zeichnet, steht als „[U+1F600]“ da, nie als Kästchen: Ein Zeichen, das jemand irgendwo eingetippt hat, hält
    den Nachweis aller nicht auf und geht nicht verloren.
    """
    html = _mit_schriften(_von_rechts(_umbrechbar(html)))
    pdf, fehlend = _setze(html, titel=titel, erstellt=erstellt, anhaenge=anhaenge or {})
    if fehlend:
        nummern = {ord(zeichen): f"[U+{ord(zeichen):04X}]" for zeichen in fehlend}
        logger.warning("Ohne Schrift, im Dokument als Nummer gedruckt: %s", " ".join(sorted(nummern.values())))
        html = _ueberall(html, lambda text: text.translate(nummern))
        pdf, fehlend = _setze(html, titel=titel, erstellt=erstellt, anhaenge=anhaenge or {})
    if fehlend:
        raise DokumentFehler(f"Für diese Zeichen gibt es keine Schrift: {' '.join(sorted(fehlend))}")
    return pdf


def _setze(html: str, *, titel: str, erstellt: datetime, anhaenge: Mapping[str, bytes]) -> tuple[bytes, set[str]]:
    """PDF-Bytes und die Zeichen, für die keine Schrift da war."""
    from weasyprint import HTML, Attachment  # hier: 0,4 s Import, den nur Dokumente zahlen
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Bestand(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            try:
                if not url.startswith(STATISCH):
                    raise DokumentFehler(f"Ein Dokument darf „{url}“ nicht laden.")
                art = {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/ttf"}[url.rpartition(".")[2]]
                inhalt = bestandsdatei(url.removeprefix(STATISCH))
                inhalt = _entpackt(inhalt) if art == "font/ttf" else inhalt
                return URLFetcherResponse(url, inhalt, {"Content-Type": art})
            except (DokumentFehler, KeyError, OSError) as fehler:
                raise FatalURLFetchingError(str(fehler)) from fehler

    lader = Bestand(allowed_protocols=["data"], allow_redirects=False)
    try:
        with _fehler_sind_fehler("weasyprint"):
            dokument = HTML(string=html, base_url=URSPRUNG, url_fetcher=lader).render(pdf_variant="pdf/a-3a")
            angaben = dokument.metadata
            angaben.title, angaben.lang = titel, "de"
            angaben.created = angaben.modified = erstellt.isoformat(timespec="seconds")
            angaben.attachments = [
                Attachment(string=inhalt, name=name, created=erstellt, modified=erstellt, relationship="Data")
                for name, inhalt in anhaenge.items()
            ]
            rdf = angaben.generate_rdf_metadata
            angaben.generate_rdf_metadata = lambda *a: rdf(*a).replace(b"</rdf:RDF>", UA_UND_ERKLAERUNG + b"</rdf:RDF>")
            inhalt = bytes(dokument.write_pdf(pdf_variant="pdf/a-3a"))
            # Solche Zeichen druckt WeasyPrint als Kästchen (.notdef) und meldet sie nur als Warnung.
            return inhalt, {chr(nummer) for schrift in dokument.fonts.values() for nummer in schrift.missing}
    except FatalURLFetchingError as fehler:
        raise DokumentFehler(str(fehler)) from fehler


@contextmanager
def _fehler_sind_fehler(name: str) -> Iterator[None]:
    """Was WeasyPrint nur meldet (ein Bild lädt nicht, ein Diagramm zeichnet nicht), wäre im Nachweis eine stille Lücke."""
    gemeldet: list[str] = []
    faden = threading.get_ident()

    class Sammler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == faden:
                gemeldet.append(record.getMessage())

    sammler = Sammler(logging.ERROR)
    logging.getLogger(name).addHandler(sammler)
    try:
        yield
    finally:
        logging.getLogger(name).removeHandler(sammler)
    if gemeldet:
        raise DokumentFehler("; ".join(gemeldet))
