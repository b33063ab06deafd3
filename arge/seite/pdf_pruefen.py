"""Hochgeladene PDF nach ihrer Struktur: was sich öffnen lässt und beim Öffnen nichts tut (OWASP ASVS 5.0 V5.2).

Geprüft wird jedes Objekt, das in der Datei steht (`arge.seite.pdf_lesen`), nicht der Text: Verschlüsselt, mit Programm, mit Anhang oder
mit einem Verzeichnis, das nicht zu den Objekten passt, bleibt draußen, jeder Grund ist ein Satz. Ob die Datei einen Virus enthält, sagt
das nicht.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError

from arge.seite import fremd, pdf_lesen

#: Manche Scanner setzen eine Kennung des Zeichensatzes oder Leerzeilen vor den Kopf.
VORSPANN = b"\xef\xbb\xbf\x00 \t\r\n"
VORSPANN_BYTE = 64

NOCH_EINMAL = "Drucken Sie das Dokument noch einmal als PDF, und laden Sie dieses hoch."
KEIN_PDF = "Das ist keine PDF-Datei. Bitte speichern Sie das Dokument als PDF."
BESCHAEDIGT = "Das PDF ist beschädigt oder unvollständig. Speichern oder scannen Sie es noch einmal."
GESCHUETZT = "Das PDF ist verschlüsselt oder mit einem Passwort geschützt. Speichern Sie es ohne Schutz."
ANHANG = f"In dem PDF stecken weitere Dateien. {NOCH_EINMAL}"
PROGRAMM = f"Das PDF enthält ein Programm (JavaScript). {NOCH_EINMAL}"
BEIM_OEFFNEN = f"Das PDF tut beim Öffnen oder Blättern etwas von selbst. {NOCH_EINMAL}"
VERWEIS = f"Ein Verweis in dem PDF führt nicht auf eine Webseite oder E-Mail-Adresse. {NOCH_EINMAL}"
ZU_VIEL = f"Das PDF ist zu verschachtelt, um es zu prüfen. {NOCH_EINMAL}"

#: Was `pdf_lesen` antwortet → der Satz dazu.
SAETZE = {
    "BESCHAEDIGT": BESCHAEDIGT, "GESCHUETZT": GESCHUETZT, "ANHANG": ANHANG, "PROGRAMM": PROGRAMM,
    "BEIM_OEFFNEN": BEIM_OEFFNEN, "VERWEIS": VERWEIS, "ZU_VIEL": ZU_VIEL,
}  # fmt: skip


def pruefe_pdf(inhalt: bytes) -> None:
    """ValidationError mit dem ersten Grund, aus dem die Datei draußen bleibt."""
    if not inhalt[:VORSPANN_BYTE].lstrip(VORSPANN).startswith(b"%PDF-"):
        raise ValidationError(KEIN_PDF)
    if grund := _im_kind(inhalt):
        raise ValidationError(SAETZE[grund])


def _im_kind(inhalt: bytes) -> str | None:
    """Fremde Bytes liest ein eigener Prozess; stirbt er daran, ist die Datei zu viel."""
    antwort = fremd.gelesen(pdf_lesen, inhalt)
    return "ZU_VIEL" if antwort is None else antwort.decode().strip()
