"""Hochgeladene PDF nach ihrer Struktur: was sich öffnen lässt und beim Öffnen nichts tut (OWASP ASVS 5.0 V5.2).

Gelesen wird der Graph der Objekte ab dem Trailer, nicht der Text: Verschlüsselt, mit Programm, mit Anhang oder mit kaputtem
Verzeichnis bleibt draußen, jeder Grund ist ein Satz. Ob die Datei einen Virus enthält, sagt das nicht.
"""

from __future__ import annotations

import io
import logging
import threading
from typing import Any

from django.core.exceptions import ValidationError

#: Manche Scanner setzen eine Kennung des Zeichensatzes oder Leerzeilen vor den Kopf.
VORSPANN = b"\xef\xbb\xbf\x00 \t\r\n"
VORSPANN_BYTE = 64
#: Mehr Werte hat kein Vertrag; jeder kostet Zeit in der Anfrage.
WERTE = 300_000
#: So viel darf ein gepacktes Verzeichnis der Datei höchstens werden; Inhalte der Seiten packt niemand aus.
ENTPACKT = 4 * 1024 * 1024

NOCH_EINMAL = "Drucken Sie das Dokument noch einmal als PDF, und laden Sie dieses hoch."
KEIN_PDF = "Das ist keine PDF-Datei. Bitte speichern Sie das Dokument als PDF."
BESCHAEDIGT = "Das PDF ist beschädigt oder unvollständig. Speichern oder scannen Sie es noch einmal."
GESCHUETZT = "Das PDF ist verschlüsselt oder mit einem Passwort geschützt. Speichern Sie es ohne Schutz."
ANHANG = f"In dem PDF stecken weitere Dateien. {NOCH_EINMAL}"
PROGRAMM = f"Das PDF enthält ein Programm (JavaScript). {NOCH_EINMAL}"
BEIM_OEFFNEN = f"Das PDF tut beim Öffnen oder Blättern etwas von selbst. {NOCH_EINMAL}"
VERWEIS = f"Ein Verweis in dem PDF führt nicht auf eine Webseite oder E-Mail-Adresse. {NOCH_EINMAL}"
ZU_VIEL = f"Das PDF ist zu verschachtelt, um es zu prüfen. {NOCH_EINMAL}"

#: Was der Leser meldet; die Stufe steht hier, damit die Prüfung nicht davon abhängt, wie viel das Haus protokolliert.
MELDUNGEN = logging.getLogger("pypdf")
MELDUNGEN.setLevel(logging.WARNING)

#: Schlüssel, die es in keinem Wörterbuch der Datei geben darf.
SCHLUESSEL = {
    "/JS": PROGRAMM, "/JavaScript": PROGRAMM, "/XFA": PROGRAMM, "/AA": BEIM_OEFFNEN,
    "/EmbeddedFiles": ANHANG, "/EF": ANHANG, "/RichMediaContent": ANHANG, "/AF": ANHANG, "/Collection": ANHANG,
    "/UF": ANHANG, "/FS": ANHANG, "/OPI": ANHANG, "/Base": VERWEIS,
}  # fmt: skip
#: Arten, die ein Objekt nicht haben darf (`Type`, `Subtype`, `S`).
ARTEN = {
    "/JavaScript": PROGRAMM, "/EmbeddedFile": ANHANG, "/FileAttachment": ANHANG, "/RichMedia": ANHANG, "/Movie": ANHANG,
    "/Sound": ANHANG, "/Screen": ANHANG, "/3D": ANHANG,
    **dict.fromkeys(("/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE", "/GoToR", "/RichMediaExecute", "/ResetForm", "/Hide", "/SetOCGState"), BEIM_OEFFNEN),
}  # fmt: skip
#: Was beim Öffnen geschehen darf (auf eine Seite springen), und was hinter einem Verweis, den jemand anklickt (dazu eine Adresse, blättern).
BEIM_OEFFNEN_ERLAUBT = {"/GoTo"}
VERWEISE = {"/GoTo", "/URI", "/Named"}
#: Wohin eine Adresse führen darf; ohne Schema ist sie relativ und führt nirgends hin.
SCHEMATA = {"", "http", "https", "mailto", "tel"}


def pruefe_pdf(inhalt: bytes) -> None:
    """ValidationError mit dem ersten Grund, aus dem die Datei draußen bleibt."""
    kopf = inhalt[:VORSPANN_BYTE].lstrip(VORSPANN)
    if not kopf.startswith(b"%PDF-"):
        raise ValidationError(KEIN_PDF)
    davor = len(inhalt[:VORSPANN_BYTE]) - len(kopf)
    satz = _grund(inhalt[davor:])
    if davor and satz == BESCHAEDIGT:
        satz = _grund(inhalt)  # das Verzeichnis zählt ab dem Anfang der Datei statt ab dem Kopf
    if satz:
        raise ValidationError(satz)


def _grund(inhalt: bytes) -> str | None:
    """Warum nicht; None, wenn nichts dagegen spricht."""
    from pypdf import PdfReader, apply_configuration  # hier: nur wer ein PDF hochlädt, zahlt den Import
    from pypdf.errors import LimitReachedError, PdfReadError

    class Leser(PdfReader):
        def _rebuild_xref_table(self, stream: Any) -> None:
            """Kein Raten: Wer das Verzeichnis neu errät, sieht andere Objekte als das Programm, das die Datei einmal öffnet."""
            raise PdfReadError("Verzeichnis unlesbar")

    doppelt = _Doppelt()
    MELDUNGEN.addHandler(doppelt)
    grenzen = dict.fromkeys(("zlib", "lzw", "run_length", "brotli", "array_based_stream"), ENTPACKT)
    try:
        with apply_configuration(**{f"{art}_maximum_output_length": grenze for art, grenze in grenzen.items()}):
            leser = Leser(io.BytesIO(inhalt))
            if leser.is_encrypted:
                return GESCHUETZT
            satz = _durchsehen(leser)
            return satz or (None if len(leser.pages) and not doppelt.gesehen else BESCHAEDIGT)
    except LimitReachedError:
        return ZU_VIEL
    except Exception:  # noqa: BLE001 – eine fremde Datei kann den Leser an jeder Stelle stolpern lassen; alle Gründe sind einer
        return BESCHAEDIGT
    finally:
        MELDUNGEN.removeHandler(doppelt)


class _Doppelt(logging.Handler):
    """Ein Schlüssel steht zweimal in einem Wörterbuch: Wir sähen den ersten, das Programm, das die Datei einmal öffnet, vielleicht den zweiten.

    Der Leser sagt es nur als Meldung; gehört wird allein der eigene Faden, denn nebenan prüft vielleicht ein anderer ein anderes PDF.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.gesehen, self.faden = False, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        self.gesehen |= record.thread == self.faden and "Multiple definitions" in record.getMessage()


def _durchsehen(leser: Any) -> str | None:
    """Jedes Objekt, das vom Trailer aus zu erreichen ist, einmal; dazu jedes, das im Verzeichnis steht."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

    verzeichnis = [IndirectObject(n, g, leser) for g, eintraege in leser.xref.items() if g != 65535 for n in eintraege]
    verzeichnis += [IndirectObject(n, 0, leser) for n in leser.xref_objStm]
    offen: list[Any] = [leser.trailer, *verzeichnis]
    gesehen: set[tuple[int, int]] = set()
    anzahl = 0
    while offen:
        wert = offen.pop()
        anzahl += 1
        if anzahl > WERTE:
            return ZU_VIEL
        if isinstance(wert, IndirectObject):
            if (nummer := (wert.idnum, wert.generation)) in gesehen:
                continue
            gesehen.add(nummer)
            wert = wert.get_object()
        if isinstance(wert, DictionaryObject):
            if satz := _verboten(wert):
                return satz
            offen += [w for name in wert if not isinstance(w := wert.raw_get(name), NullObject)]
        elif isinstance(wert, ArrayObject):
            offen += list(wert)
    return None


def _verboten(objekt: Any) -> str | None:
    for schluessel in objekt:
        if satz := SCHLUESSEL.get(schluessel):
            return satz
    if "/URI" in objekt and isinstance(ziel := objekt["/URI"], str | bytes) and not _fuehrt_ins_netz(ziel):
        return VERWEIS
    # „/F“ nennt eine andere Datei: bei einem Strom immer, sonst als Name oder Angabe (eine Zahl sind Merkmale einer Notiz).
    if "/F" in objekt and (
        hasattr(objekt, "get_data") or isinstance(objekt["/F"], str | bytes) or hasattr(objekt["/F"], "keys")
    ):
        return ANHANG
    for schluessel in ("/Type", "/Subtype", "/S"):
        if satz := ARTEN.get(_wort(objekt.get(schluessel))):
            return satz
    for schluessel, erlaubt in (("/OpenAction", BEIM_OEFFNEN_ERLAUBT), ("/A", VERWEISE)):
        aktion = objekt.get(schluessel)  # ein Ziel statt einer Aktion (Seite, Ausschnitt) ist eine Liste oder ein Wort
        if not hasattr(aktion, "keys") or "/S" not in aktion:
            continue
        if (art := _wort(aktion["/S"])) not in erlaubt:
            return ARTEN.get(art, BEIM_OEFFNEN)
        if "/Next" in aktion:  # eine Kette täte danach noch etwas anderes
            return BEIM_OEFFNEN
    return None


def _fuehrt_ins_netz(ziel: str | bytes) -> bool:
    text = ziel.decode("latin-1") if isinstance(ziel, bytes) else ziel
    if "\\" in text:  # ein Rechner im Netz (\\rechner\freigabe)
        return False
    schema, doppelpunkt, _ = "".join(text.split()).partition(":")
    return not doppelpunkt or "/" in schema or schema.lower() in SCHEMATA


def _wort(wert: Any) -> str:
    return wert if isinstance(wert, str) else ""
