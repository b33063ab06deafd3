"""Vereinbarungen mit Dokumenten: anlegen, kündigen, Dokument ablegen (Konzept 3.1, Anlage)."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from arge.zahlen.format import datum
from traeger.models import Vereinbarung, VereinbarungDokument
from traeger.stammdaten.vorgaenge import freies_kuerzel
from traeger.zugang import Zugang


@transaction.atomic
def vereinbarung_anlegen(*, vereinbarung: Vereinbarung) -> Vereinbarung:
    """Neue Vereinbarung; ihr Kürzel entsteht aus dem Titel."""
    vereinbarung.kuerzel = freies_kuerzel(Vereinbarung, vereinbarung.titel)
    return einmal_anlegen(vereinbarung)[0]


@transaction.atomic
def vereinbarung_kuendigen(*, vereinbarung: Vereinbarung, gekuendigt_am: date, bis: date) -> None:
    """Wann gekündigt wurde und wann sie endet; die Stellenanteile darin beendet man einzeln."""
    stand = gesperrt(vereinbarung, vergleichen=True)
    if bis < gekuendigt_am:
        raise ValidationError("Eine gekündigte Vereinbarung hat ein Ende, das nicht vor der Kündigung liegt.")
    if stand.bis and bis > stand.bis:
        raise ValidationError(f"Ohne Kündigung endet sie schon am {datum(stand.bis)}.")
    aendern(stand, gekuendigt_am=gekuendigt_am, bis=bis)


@transaction.atomic
def dokument_ablegen(
    *, dokument: VereinbarungDokument, datei: UploadedFile, durch: Zugang
) -> tuple[VereinbarungDokument, bool]:
    """Datei und Zeile zusammen: Scheitert die Zeile, geht die Datei wieder. Dieselbe Datei liegt nur einmal bei der Vereinbarung.

    Stirbt der Prozess dazwischen, bleibt höchstens eine Datei ohne Zeile: unerreichbar, nie eine Zeile ohne Datei.
    """
    gesperrt(dokument.vereinbarung)  # zweimal zugleich ist auch doppelt
    dokument.hochgeladen_von_id = durch.benutzer_id
    dokument.pruefsumme = hashlib.sha256(b"".join(datei.chunks())).hexdigest()
    schon_da = dokument.vereinbarung.dokumente.filter(pruefsumme=dokument.pruefsumme).first()
    if schon_da is not None:
        return schon_da, False
    dokument.dateiname, dokument.groesse = (datei.name or "dokument.pdf")[-120:], datei.size or 0
    datei.seek(0)
    dokument.datei.save(dokument.dateiname, datei, save=False)
    try:
        zeile, ist_neu = einmal_anlegen(dokument)
    except BaseException:
        dokument.datei.storage.delete(dokument.datei.name)
        raise
    if not ist_neu:
        dokument.datei.storage.delete(dokument.datei.name)
    return zeile, ist_neu
