"""Hochgeladene Dateien ablegen und danach prüfen: Die Zeile ist die Warteschlange, Celery weckt nur (qualitaet 1.6, S7).

Fällt geschlossen aus: Antwortet der Prüfdienst nicht, bleibt eine Datei „wird geprüft“; gelesen und ausgeliefert wird sie nicht
(`traeger.models.Hochgeladen`). Der Kehrer versucht es weiter. Was hochgeladen wurde, bevor es einen Prüfdienst gab, holt er nach.
"""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.db import models, transaction
from django.db.models import F, Q

from arge.betrieb.ablage import loeschen
from arge.betrieb.viren import NichtPruefbar, antwortet, schadsoftware
from arge.celery import rufen
from arge.daten.schreiben import aendern, einmal_anlegen, gesperrt
from traeger.begriffe import VIREN_WARTEND, Bereich, Virenstand
from traeger.models import Hochgeladen
from traeger.zugang import technisch, wartung

log = logging.getLogger("arge.viren")

#: So lange gehört eine Datei dem, der sie prüft, und so lange ruht eine, über die es kein Urteil gab. Länger als `viren.FRIST`.
ABSTAND = timedelta(minutes=2)
#: Dateien je Lauf und Tabelle; der Rest kommt beim nächsten Mal.
ANZAHL = 50

Zeile = TypeVar("Zeile", bound=Hochgeladen)


def ablegen(zeile: Zeile, *, name: str, inhalt: File) -> tuple[Zeile, bool]:
    """Datei und Zeile zusammen, und jemand prüft sie danach: `(zeile, ist_neu)`. Der eine Weg, auf dem Hochgeladenes ins Haus kommt.

    Scheitert die Zeile oder gab es sie schon, geht die Datei wieder. Stirbt der Prozess dazwischen, bleibt höchstens eine Datei
    ohne Zeile: unerreichbar, nie eine Zeile ohne Datei.
    """
    zeile.datei.save(name, inhalt, save=False)
    abgelegt = zeile.datei.name
    try:
        gespeichert, ist_neu = einmal_anlegen(zeile)
    except BaseException:
        zeile.datei.storage.delete(abgelegt)
        raise
    if not ist_neu:
        zeile.datei.storage.delete(abgelegt)
    elif gespeichert.viren_stand == Virenstand.OFFEN:
        transaction.on_commit(_wecken, robust=True)
    return gespeichert, ist_neu


def _wecken() -> None:
    if not rufen("traeger.tasks.dateien_pruefen"):
        log.warning("Broker nicht erreichbar, die Virenprüfung wartet auf den Kehrer.")


def pruefen(*, jetzt: datetime) -> int:
    """Prüft, was wartet; wie viele Dateien ein Urteil haben. Ohne eingestellten Prüfdienst geschieht nichts."""
    faellig = list(_faellige(jetzt)) if settings.CLAMD else []
    if not faellig:
        return 0
    if not antwortet():
        log.warning("Der Virenprüfdienst antwortet nicht, %d Dateien warten.", len(faellig))
        return 0
    return sum(_eine(modell, pk, traeger_id, jetzt) for modell, pk, traeger_id in faellig)


def modelle() -> list[type[Hochgeladen]]:
    """Jede Tabelle mit hochgeladenen Dateien; eine neue zählt von selbst dazu."""
    return [modell for modell in apps.get_models() if issubclass(modell, Hochgeladen)]


def _wartend(modell: type[Hochgeladen], jetzt: datetime) -> models.QuerySet:
    ruht_nicht = Q(viren_versuch__isnull=True) | Q(viren_versuch__lt=jetzt - ABSTAND)
    return modell._base_manager.filter(ruht_nicht, viren_stand__in=VIREN_WARTEND).exclude(datei="")


def _faellige(jetzt: datetime) -> Iterator[tuple[type[Hochgeladen], int, int | None]]:
    for modell in modelle():
        spalten = ["pk", *(["traeger"] if hasattr(modell, "mandant_grenze") else [])]
        with technisch(Bereich.AUFTRAEGE):
            zeilen = list(
                _wartend(modell, jetzt)
                .order_by(F("viren_versuch").asc(nulls_first=True), "pk")
                .values_list(*spalten)[:ANZAHL]
            )
        yield from ((modell, zeile[0], zeile[1] if len(zeile) > 1 else None) for zeile in zeilen)


def _eine(modell: type[Hochgeladen], pk: int, traeger_id: int | None, jetzt: datetime) -> bool:
    """Nehmen, prüfen, Urteil schreiben; während der Prüfung ist nichts gesperrt. Falsch, wenn es kein Urteil gibt."""
    with _im_namen(traeger_id):
        if not _wartend(modell, jetzt).filter(pk=pk).update(viren_versuch=jetzt):
            return False  # ein anderer Worker war schneller
        name = modell._base_manager.values_list("datei", flat=True).get(pk=pk)
    ablage = modell._meta.get_field("datei").storage  # type: ignore[union-attr]
    try:
        with ablage.open(name) as datei:
            fund = schadsoftware(datei)
    except (NichtPruefbar, OSError, SuspiciousOperation) as fehler:
        log.warning("%s %d ließ sich nicht prüfen (%s).", modell.__name__, pk, type(fehler).__name__)
        return False
    with _im_namen(traeger_id):
        zeile = gesperrt(modell(pk=pk))
        if zeile.viren_stand not in VIREN_WARTEND or zeile.datei.name != name:
            return False  # inzwischen verworfen oder anders abgelegt
        if fund is None:
            aendern(zeile, viren_stand=Virenstand.SAUBER)
            return True
        log.error("Schadsoftware in %s %d: %s. Die Datei ist gelöscht.", modell.__name__, pk, fund)
        weg: dict[str, Any] = {"datei": "", **zeile.bei_befall(jetzt)}
        aendern(zeile, viren_stand=Virenstand.BEFALLEN, **weg)
        transaction.on_commit(partial(loeschen, ablage, name))
    return True


def _im_namen(traeger_id: int | None) -> AbstractContextManager[None]:
    return wartung(traeger_id=traeger_id) if traeger_id else technisch()
