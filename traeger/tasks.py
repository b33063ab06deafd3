"""Celery-Aufgaben: ein Aufruf, wiederholbar."""

from celery import shared_task
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone

from traeger.auftrag.vorgaenge import auftrag, auftragslauf, virenpruefung
from traeger.konto.vorgaenge import konto
from traeger.mitteilung import vorgaenge as mitteilung
from traeger.personal.vorgaenge import einlesen
from traeger.warnung.vorgaenge import warnungsmail
from traeger.zugang import postausgang


@shared_task
def naechsten_auftrag_ausfuehren() -> None:
    """Weckruf: nimmt, wer reihum dran ist; tut nichts, wenn niemand wartet."""
    auftragslauf.naechsten_ausfuehren(am=timezone.localdate())


@shared_task
def auftraege_kehren() -> None:
    """Zeitplan: liegen gebliebene Aufträge neu wecken."""
    auftrag.auftraege_kehren(jetzt=timezone.now())


@shared_task
def brief_zustellen(brief_id: int) -> None:
    """Weckruf: verschickt den Brief, wenn er noch da ist."""
    postausgang.zustellen(brief_id=brief_id, jetzt=timezone.now())


@shared_task
def post_kehren() -> None:
    """Zeitplan: liegen gebliebene Briefe neu wecken."""
    postausgang.kehren(jetzt=timezone.now())


@shared_task
def dateien_pruefen() -> None:
    """Weckruf und Zeitplan: hochgeladene Dateien auf Schadsoftware prüfen, danach lesen, was darauf wartete."""
    virenpruefung.pruefen(jetzt=timezone.now())
    einlesen.gepruefte_lesen(jetzt=timezone.now())


@shared_task
def konten_aufraeumen() -> None:
    """Zeitplan: abgelaufene Anmeldungen und Zähler, alte Entwürfe und Mitteilungen, nicht angenommene Einladungen löschen."""
    call_command("clearsessions", verbosity=0)
    caches["default"].aufraeumen()
    konto.aufraeumen(jetzt=timezone.now())
    mitteilung.aufraeumen(jetzt=timezone.now())


@shared_task
def abgelaufenes_aufraeumen() -> None:
    """Zeitplan: Ergebnisse von Aufträgen und Importe ohne Entscheidung löschen, deren Frist vorbei ist."""
    auftrag.ergebnisse_ablaufen(jetzt=timezone.now())
    einlesen.importe_ablaufen(jetzt=timezone.now())


@shared_task
def ablage_aufraeumen() -> None:
    """Zeitplan: Dateien löschen, zu denen es keinen Auftrag gibt."""
    auftrag.ablage_aufraeumen(jetzt=timezone.now())


@shared_task
def fristen_melden() -> None:
    """Zeitplan, jeden Morgen: was heute fällig oder neu überfällig ist, in die Glocken und in eine E-Mail je Person."""
    mitteilung.fristen_melden(heute=timezone.localdate(), jetzt=timezone.now())


@shared_task
def warnungen_melden() -> None:
    """Zeitplan, jeden Morgen: neue Warnungen an die Verantwortlichen."""
    warnungsmail.melden(heute=timezone.localdate(), jetzt=timezone.now())
