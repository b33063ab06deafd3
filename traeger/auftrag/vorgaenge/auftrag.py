"""Aufträge anlegen, wecken, abbrechen, wiederholen: Die Zeile ist die Wahrheit, Celery weckt nur (qualitaet 1.6, 1.7)."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from arge.betrieb.ablage import loeschen
from arge.celery import rufen
from arge.daten.absage import Verboten
from traeger.auftrag.resources import rechte_der_liste
from traeger.begriffe import AUFTRAG_OFFEN, ERGEBNIS_FRIST, AuftragStatus, Bereich
from traeger.models import Auftrag, Traeger
from traeger.zugang import Zugang, technisch, wartung

log = logging.getLogger("arge.auftrag")

#: Erst wer so lange wartet, wird nachgeweckt; sonst bekäme jeder frische Auftrag zwei Rufe.
GEDULD = timedelta(seconds=10)
#: Rufe je Kehren; der Rest kommt beim nächsten Mal.
RUFE = 200
#: Wo Ergebnisse in der Ablage liegen.
ORDNER = "auftraege"


OHNE_RECHT = "In Ihrer Rolle gehört das nicht zu Ihren Aufgaben."


def darf(art: str, parameter: dict[str, Any], zugang: Zugang) -> bool:
    """Ob dieser Zugang den Auftrag auslösen, ausführen lassen und sein Ergebnis holen darf; eine Rolle kann sich ändern.

    Nennt er eine Liste, gilt das Recht ihrer Seite.
    """
    _, recht = settings.AUFTRAEGE.get(art, ("", ""))
    if recht is not None and not zugang.darf(recht):
        return False
    return "liste" not in parameter or any(zugang.darf(recht) for recht in rechte_der_liste(parameter["liste"]))


class AuftragScheitert(Exception):
    """Fachlicher Grund, den die auslösende Person liest; ein zweiter Versuch würde nichts ändern."""


def auftrag_anlegen(*, art: str, schluessel: str, parameter: dict[str, Any], zugang: Zugang, angaben: str = "") -> Auftrag:
    """Derselbe Wunsch in derselben Mitgliedschaft ist dieselbe Zeile, auch bei gleichzeitigem Absenden.

    Die Mitgliedschaft steht vor dem Schlüssel, damit die Eindeutigkeit nichts über fremde Aufträge verrät (qualitaet 1.2);
    was gewünscht ist, steht als Prüfsumme dahinter: Zurück-Taste, anderes gewählt, noch einmal abgesendet ist ein anderer
    Wunsch. Die Prüfsumme hat einen Schlüssel, sonst ließe sich ein Suchwort in `angaben` an ihr erraten.
    """
    if art not in settings.AUFTRAEGE:
        raise ValueError(f"Die Auftragsart {art} steht nicht in settings.AUFTRAEGE.")
    if zugang.mitgliedschaft_id is None:
        raise Verboten("Ohne Mitgliedschaft lässt sich nichts beauftragen.")
    if not darf(art, parameter, zugang):
        raise Verboten(OHNE_RECHT)
    wunsch = json.dumps([parameter, angaben], sort_keys=True)
    summe = salted_hmac("arge.auftrag", wunsch, algorithm="sha256").hexdigest()[:16]
    auftrag, ist_neu = Auftrag.objects.get_or_create(
        schluessel=f"{zugang.mitgliedschaft_id}:{schluessel}:{summe}",
        defaults={
            "art": art,
            "parameter": parameter,
            "angaben": angaben,
            "traeger_id": zugang.traeger_id,
            "benutzer_id": zugang.benutzer_id,
            "mitgliedschaft_id": zugang.mitgliedschaft_id,
        },
    )
    if ist_neu:
        wecken_nach_commit(auftrag_id=auftrag.pk)
    return auftrag


def offen() -> Q:
    """Was ein Worker übernehmen darf: wartend und nicht vor seiner Zeit, oder mit abgelaufener Pacht (Worker tot)."""
    faellig = Q(fruehestens_am__isnull=True) | Q(fruehestens_am__lt=Now())
    return faellig & Q(status=AuftragStatus.WARTET) | Q(status=AuftragStatus.LAEUFT, pacht_bis__lt=Now())


def wecken_nach_commit(*, auftrag_id: int, in_sekunden: int = 0) -> None:
    """Erst wenn die Zeile festgeschrieben ist, kann ein Worker sie sehen."""
    transaction.on_commit(partial(wecken, auftrag_id=auftrag_id, in_sekunden=in_sekunden))


def wecken(*, auftrag_id: int, in_sekunden: int = 0) -> bool:
    """Einmal rufen, höchstens eine Sekunde lang; ist der Broker weg, holt der Kehrer es nach (qualitaet 1.7).

    Der Ruf sagt nur, dass es Arbeit gibt. Welche drankommt, entscheidet der Worker (`auftragslauf.naechsten_ausfuehren`):
    Nähme er die gerufene, bestimmte die Reihenfolge im Broker, wer auf wen wartet.
    """
    if rufen("traeger.tasks.naechsten_auftrag_ausfuehren", in_sekunden=in_sekunden):
        return True
    log.warning("Broker nicht erreichbar, Auftrag %d wartet auf den Kehrer.", auftrag_id)
    return False


def auftraege_kehren(*, jetzt: datetime) -> int:
    """Abgelaufene Pachten (Worker tot) und liegen gebliebene Aufträge (Ruf verloren) neu wecken.

    Ausgelöst wird nach der Uhr dessen, der auslöst (`jetzt`); Pachten misst allein die Datenbank, an der alle Worker hängen.
    """
    with technisch(Bereich.AUFTRAEGE):
        liegengeblieben = list(
            Auftrag.objects.filter(offen() & (Q(status=AuftragStatus.LAEUFT) | Q(ausgeloest_am__lt=jetzt - GEDULD)))
            .order_by("ausgeloest_am")
            .values_list("pk", flat=True)[:RUFE]
        )
    for anzahl, auftrag_id in enumerate(liegengeblieben):
        if not wecken(auftrag_id=auftrag_id):
            return anzahl
    return len(liegengeblieben)


def ergebnisse_ablaufen(*, jetzt: datetime) -> int:
    """Ergebnisse nach ihrer Frist löschen; die Zeile bleibt und sagt es. Wie viele es waren.

    Mit dem Ergebnis geht der Schlüssel: Derselbe Wunsch ist danach ein neuer Auftrag. Stirbt der Prozess vor dem Löschen, ist
    die Datei verwaist, und `ablage_aufraeumen` holt sie. Was nie fertig wurde, verliert nach derselben Frist seine Angaben.
    """
    with technisch(Bereich.AUFTRAEGE):
        Auftrag.objects.filter(beendet_am__lt=jetzt - ERGEBNIS_FRIST).exclude(angaben=b"").update(angaben=b"")
        alte = Auftrag.objects.filter(status=AuftragStatus.FERTIG, beendet_am__lt=jetzt - ERGEBNIS_FRIST).exclude(
            ergebnis=""
        )
        dateien = dict(alte.values_list("pk", "ergebnis"))
        for nummer, datei in dateien.items():
            alte.filter(pk=nummer).update(
                status=AuftragStatus.ABGELAUFEN, ergebnis="", pruefsumme="", schluessel=f"abgelaufen:{nummer}"
            )
            transaction.on_commit(partial(loeschen, default_storage, datei))
    return len(dateien)


def ablage_aufraeumen(*, jetzt: datetime) -> int:
    """Dateien ohne Zeile löschen, in jedem Ordner der Ablage; was jünger als ein Tag ist, bleibt. Wie viele es waren.

    Ein Worker starb zwischen Ablegen und Abschluss, oder eine Anfrage, bevor ihre Zeile festgeschrieben war: Die Datei (Namen
    von Beschäftigten, ein Vertrag) bliebe sonst für immer. Bekannt ist, was irgendein Dateifeld irgendeines Modells nennt –
    ein neues Feld zählt von selbst dazu.
    """
    dateien = list(_dateien(""))
    if not dateien:
        return 0
    bekannt = _bekannte_dateien()
    alt = [
        pfad for pfad in dateien
        if pfad not in bekannt and default_storage.get_modified_time(pfad) < jetzt - timedelta(days=1)
    ]  # fmt: skip
    for pfad in alt:
        loeschen(default_storage, pfad)
    return len(alt)


def _dateien(ordner: str) -> Iterator[str]:
    try:
        unter, dateien = default_storage.listdir(ordner)
    except FileNotFoundError:
        return
    yield from (f"{ordner}{name}" for name in dateien)
    for name in unter:
        yield from _dateien(f"{ordner}{name}/")


def _bekannte_dateien() -> set[str]:
    """Namen aller Dateien, auf die eine Zeile zeigt; je Modell als Eigentümer gelesen, denn der Kehrer gehört zu keinem Träger."""
    bekannt: set[str] = set()
    for modell, feld in dateifelder():
        zeilen = modell._base_manager.using("default").exclude(**{feld: ""})
        with technisch(Bereich.AUFTRAEGE):
            bekannt |= set(zeilen.values_list(feld, flat=True))
        for traeger in Traeger.objects.values_list("pk", flat=True) if hasattr(modell, "mandant_grenze") else ():
            with wartung(traeger_id=traeger):
                bekannt |= set(zeilen.values_list(feld, flat=True))
    return bekannt


def dateifelder() -> list[tuple[type[models.Model], str]]:
    """(Modell, Feld) aller Dateien in der Ablage; Protokolltabellen wiederholen nur den Namen."""
    return [
        (modell, feld.name)
        for modell in apps.get_models() if not hasattr(modell, "pgh_tracked_model")
        for feld in modell._meta.local_fields if isinstance(feld, models.FileField)
    ]  # fmt: skip


def auftrag_abbrechen(*, auftrag: Auftrag, durch: Zugang) -> bool:
    """Nur eigene, offene Aufträge; der höhere Zaun entzieht dem Worker die Zeile. Falsch, wenn er schon beendet ist."""
    return bool(
        Auftrag.objects.fuer(durch)
        .filter(pk=auftrag.pk, status__in=AUFTRAG_OFFEN)
        .update(status=AuftragStatus.ABGEBROCHEN, zaun=F("zaun") + 1, beendet_am=Now(), pacht_bis=None, schritt="")
    )


def auftrag_wiederholen(*, auftrag: Auftrag, jetzt: datetime, durch: Zugang) -> bool:
    """Gescheitertes und Abgebrochenes noch einmal von vorn. Falsch, wenn der Auftrag in keinem solchen Zustand ist."""
    ist_neu = bool(
        Auftrag.objects.fuer(durch)
        .filter(pk=auftrag.pk, status__in=[AuftragStatus.GESCHEITERT, AuftragStatus.ABGEBROCHEN])
        .update(
            status=AuftragStatus.WARTET, zaun=F("zaun") + 1, versuche=0, prozent=0, schritt="", fehler="", beendet_am=None,
            ausgeloest_am=jetzt, fruehestens_am=None,
        )
    )  # fmt: skip
    if ist_neu:
        wecken_nach_commit(auftrag_id=auftrag.pk)
    return ist_neu
