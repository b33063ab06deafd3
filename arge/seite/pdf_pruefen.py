"""Hochgeladene PDF nach ihrer Struktur: was sich öffnen lässt und beim Öffnen nichts tut (OWASP ASVS 5.0 V5.2).

Geprüft wird jedes Objekt, das in der Datei steht (`arge.seite.pdf_datei`), nicht der Text: Verschlüsselt, mit Programm, mit Anhang oder
mit einem Verzeichnis, das nicht zu den Objekten passt, bleibt draußen, jeder Grund ist ein Satz. Ob die Datei einen Virus enthält, sagt
das nicht.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from arge.seite.pdf_datei import Datei, Strom
from arge.seite.pdf_worte import Arbeit, Beschaedigt, Name, Text, ZuViel, als_text

#: Manche Scanner setzen eine Kennung des Zeichensatzes oder Leerzeilen vor den Kopf.
VORSPANN = b"\xef\xbb\xbf\x00 \t\r\n"
VORSPANN_BYTE = 64
#: Mehr Worte hat kein Vertrag; jedes kostet Zeit in der Anfrage (alle zusammen anderthalb Sekunden).
WORTE = 600_000
#: So viel darf alles Gepackte zusammen höchstens werden.
ENTPACKT = 16 * 1024 * 1024

NOCH_EINMAL = "Drucken Sie das Dokument noch einmal als PDF, und laden Sie dieses hoch."
KEIN_PDF = "Das ist keine PDF-Datei. Bitte speichern Sie das Dokument als PDF."
BESCHAEDIGT = "Das PDF ist beschädigt oder unvollständig. Speichern oder scannen Sie es noch einmal."
GESCHUETZT = "Das PDF ist verschlüsselt oder mit einem Passwort geschützt. Speichern Sie es ohne Schutz."
ANHANG = f"In dem PDF stecken weitere Dateien. {NOCH_EINMAL}"
PROGRAMM = f"Das PDF enthält ein Programm (JavaScript). {NOCH_EINMAL}"
BEIM_OEFFNEN = f"Das PDF tut beim Öffnen oder Blättern etwas von selbst. {NOCH_EINMAL}"
VERWEIS = f"Ein Verweis in dem PDF führt nicht auf eine Webseite oder E-Mail-Adresse. {NOCH_EINMAL}"
ZU_VIEL = f"Das PDF ist zu verschachtelt, um es zu prüfen. {NOCH_EINMAL}"

#: Schlüssel, die es in keinem Wörterbuch der Datei geben darf.
SCHLUESSEL = {
    "/JS": PROGRAMM, "/JavaScript": PROGRAMM, "/XFA": PROGRAMM, "/AA": BEIM_OEFFNEN,
    "/EmbeddedFiles": ANHANG, "/EF": ANHANG, "/RichMediaContent": ANHANG, "/AF": ANHANG, "/Collection": ANHANG,
    "/UF": ANHANG, "/FS": ANHANG, "/OPI": ANHANG, "/Base": VERWEIS,
}  # fmt: skip
#: Arten, die ein Objekt nicht haben darf (`Type`, `Subtype`, `S`).
ARTEN = {
    "/JavaScript": PROGRAMM, "/EmbeddedFile": ANHANG, "/FileAttachment": ANHANG, "/RichMedia": ANHANG, "/Movie": ANHANG,
    "/Sound": ANHANG, "/Screen": ANHANG, "/3D": ANHANG, "/Filespec": ANHANG,
    **dict.fromkeys(("/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE", "/GoToR", "/RichMediaExecute", "/ResetForm", "/Hide", "/SetOCGState"), BEIM_OEFFNEN),
}  # fmt: skip
#: Was beim Öffnen geschehen darf (auf eine Seite springen), und was hinter einem Verweis, den jemand anklickt (dazu eine Adresse, blättern).
BEIM_OEFFNEN_ERLAUBT = {"/GoTo"}
VERWEISE = {"/GoTo", "/URI", "/Named"}
AKTIONEN = (("/OpenAction", BEIM_OEFFNEN_ERLAUBT), ("/A", VERWEISE), ("/PA", VERWEISE))
#: Wohin eine Adresse führen darf; ohne Schema ist sie relativ und führt nirgends hin.
SCHEMATA = {"", "http", "https", "mailto", "tel"}


def pruefe_pdf(inhalt: bytes) -> None:
    """ValidationError mit dem ersten Grund, aus dem die Datei draußen bleibt."""
    kopf = inhalt[:VORSPANN_BYTE].lstrip(VORSPANN)
    if not kopf.startswith(b"%PDF-"):
        raise ValidationError(KEIN_PDF)
    if satz := _grund(inhalt, len(inhalt[:VORSPANN_BYTE]) - len(kopf)):
        raise ValidationError(satz)


def _grund(inhalt: bytes, kopf: int) -> str | None:
    """Warum nicht; None, wenn nichts dagegen spricht."""
    arbeit = Arbeit(worte=WORTE, byte=ENTPACKT)
    try:
        datei = Datei(inhalt, kopf, arbeit)
        if datei.verschluesselt:
            return GESCHUETZT
        datei.auspacken()
        wurzel = datei.wurzel()
        return _durchsehen(datei) or (None if _hat_seiten(datei, wurzel) else BESCHAEDIGT)
    except Beschaedigt:
        return BESCHAEDIGT
    except ZuViel:
        return ZU_VIEL


def _durchsehen(datei: Datei) -> str | None:
    """Jedes Wörterbuch der Datei, gleich wie tief und in welchem Stand, und gleich ob ein Verweis dorthin führt."""
    offen = list(datei.werte)
    while offen:
        wert = offen.pop()
        if isinstance(wert, dict):
            if satz := _verboten(wert, datei):
                return satz
            offen += wert.values()
        elif isinstance(wert, list):
            offen += wert
    return None


def _hat_seiten(datei: Datei, wurzel: Any) -> bool:
    """Vom Einstieg führt ein Weg zu wenigstens einer Seite."""
    offen = [knoten for katalog in _buecher(datei, wurzel) for knoten in _buecher(datei, katalog.get("/Pages"))]
    gesehen = set()
    while offen:
        knoten = offen.pop()
        if id(knoten) in gesehen:
            continue
        gesehen.add(id(knoten))
        if "/Kids" not in knoten:
            return True
        for kinder in datei.aufgeloest(knoten["/Kids"]):
            offen += (
                [kind for verweis in kinder or () for kind in _buecher(datei, verweis)] if isinstance(kinder, list) else []
            )
    return False


def _buecher(datei: Datei, wert: Any) -> list[dict[str, Any]]:
    return [buch for buch in datei.aufgeloest(wert) if isinstance(buch, dict)]


def _verboten(objekt: dict[str, Any], datei: Datei) -> str | None:
    """Verglichen wird nie, was da steht, sondern wohin es führt: Jeder Wert kann in einem anderen Objekt stehen."""

    def werte(schluessel: str) -> tuple[Any, ...]:
        return datei.aufgeloest(objekt[schluessel]) if schluessel in objekt else ()

    for schluessel in objekt:
        if satz := SCHLUESSEL.get(schluessel):
            return satz
    if any(isinstance(ziel, Text | Name) and not _fuehrt_ins_netz(als_text(ziel, datei.arbeit)) for ziel in werte("/URI")):
        return VERWEIS
    # „/F“ nennt eine andere Datei: bei einem Strom immer, sonst als Name oder Angabe (eine Zahl sind Merkmale einer Notiz).
    if any(isinstance(objekt, Strom) or isinstance(ziel, Text | Name | dict) for ziel in werte("/F")):
        return ANHANG
    for schluessel in ("/Type", "/Subtype", "/S"):
        for art in werte(schluessel):
            if satz := ARTEN.get(_wort(art)):
                return satz
    for schluessel, erlaubt in AKTIONEN:
        for aktion in werte(schluessel):  # ein Ziel statt einer Aktion (Seite, Ausschnitt) ist eine Liste oder ein Wort
            if not isinstance(aktion, dict) or "/S" not in aktion:
                continue
            for art in datei.aufgeloest(aktion["/S"]) or (None,):
                if _wort(art) not in erlaubt:
                    return ARTEN.get(_wort(art), BEIM_OEFFNEN)
            if "/Next" in aktion:  # eine Kette täte danach noch etwas anderes
                return BEIM_OEFFNEN
    return None


def _fuehrt_ins_netz(ziel: str) -> bool:
    if "\\" in ziel:  # ein Rechner im Netz (\\rechner\freigabe)
        return False
    schema, doppelpunkt, _ = "".join(ziel.split()).partition(":")
    return not doppelpunkt or "/" in schema or schema.lower() in SCHEMATA


def _wort(wert: Any) -> str:
    return wert if isinstance(wert, Name) else ""
