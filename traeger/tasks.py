"""Celery-Aufgaben: eine id hinein, ein Aufruf, wiederholbar."""

from celery import shared_task
from django.utils import timezone

from traeger.vorgaenge import auftrag, auftragslauf


@shared_task
def auftrag_ausfuehren(auftrag_id: int) -> None:
    """Weckruf: arbeitet nur, wenn die Zeile wartet oder ihre Pacht abgelaufen ist."""
    auftragslauf.auftrag_ausfuehren(auftrag_id=auftrag_id, am=timezone.localdate())


@shared_task
def auftraege_kehren() -> None:
    """Zeitplan: liegen gebliebene Aufträge neu wecken."""
    auftrag.auftraege_kehren()
