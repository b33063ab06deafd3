"""Vereinbarungen mit Dokumenten: anlegen, kündigen, Dokument ablegen (Konzept 3.1, Anlage)."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from arge.zahlen.format import datum
from traeger.auftrag.vorgaenge.virenpruefung import ablegen
from traeger.begriffe import Virenstand
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
    """Dieselbe Datei liegt nur einmal bei der Vereinbarung; eine abgewiesene darf noch einmal kommen (Signaturen irren sich)."""
    gesperrt(dokument.vereinbarung)  # zweimal zugleich ist auch doppelt
    dokument.hochgeladen_von_id = durch.benutzer_id
    dokument.pruefsumme = hashlib.sha256(b"".join(datei.chunks())).hexdigest()
    gleiche = dokument.vereinbarung.dokumente.filter(pruefsumme=dokument.pruefsumme)
    schon_da = gleiche.exclude(viren_stand=Virenstand.BEFALLEN).first()
    if schon_da is not None:
        return schon_da, False
    dokument.dateiname, dokument.groesse = (datei.name or "dokument.pdf")[-120:], datei.size or 0
    datei.seek(0)
    return ablegen(dokument, name=dokument.dateiname, inhalt=datei)
