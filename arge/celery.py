"""Celery weckt nur; was zu tun ist und was fertig wurde, steht in der Auftragszeile (traeger.Auftrag)."""

import logging
import os
import time
from collections.abc import Callable
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging, worker_init, worker_process_init
from celery.worker.strategy import default as uebliche_strategie
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arge.settings")

app = Celery("arge")
app.Task.Strategy = "arge.celery:strategie"
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

_zuletzt = 0.0


def rufen(aufgabe: str, *werte: int, in_sekunden: int = 0) -> bool:
    """Einmal rufen, höchstens eine Sekunde lang; falsch, wenn der Broker weg ist – dann holt der Kehrer es nach (qualitaet 1.7)."""
    try:
        app.send_task(aufgabe, args=list(werte), countdown=in_sekunden or None, retry=False)
    except (OperationalError, RedisError, OSError):
        return False
    return True


def strategie(task: Any, app: Any, consumer: Any, **weiteres: Any) -> Callable[..., Any]:
    """Celerys übliche, nur dass eine Nachricht, die sich nicht lesen lässt, verworfen wird, statt den Worker zu beenden.

    Er nähme sie nach jedem Neustart wieder auf. Verloren geht nichts: Was zu tun ist, steht in der Datenbank, und der Kehrer ruft noch einmal.
    """
    lesen = uebliche_strategie(task, app, consumer, **weiteres)

    def lesen_oder_verwerfen(message: Any, body: Any, ack: Any, reject: Any, callbacks: Any, **angaben: Any) -> Any:
        try:
            message.headers["timelimit"] = [
                None,
                None,
            ]  # Zeitgrenzen stehen in den Einstellungen; eine unlesbare stürbe erst später
            return lesen(message, body, ack, reject, callbacks, **angaben)
        except Exception as fehler:  # noqa: BLE001 – was auch immer an ihr nicht stimmt
            log = logging.getLogger("arge.worker")
            log.error("Eine Nachricht für %s ist nicht lesbar und verworfen (%s).", task.name, type(fehler).__name__)
            return reject(log, consumer.connection_errors)

    return lesen_oder_verwerfen


@setup_logging.connect
def protokoll_einrichten(**_: Any) -> None:
    """Dieselben JSON-Zeilen wie im Web; wer dieses Signal hört, hält Celery von eigenen Formaten ab."""
    from django.conf import settings

    dictConfig(settings.LOGGING)


@worker_init.connect
def start_pruefen(**_: Any) -> None:
    """Vor der ersten Aufgabe: die Grenze. `SystemExit`, weil Celery gewöhnliche Ausnahmen in Signalen nur protokolliert.

    Ein Worker-Prozess arbeitet nacheinander und verbindet sich je Aufgabe neu; ein Verbindungs-Pool brächte ihm nichts und
    überlebt den fork nicht, mit dem Celery seine Kinder ersetzt.
    """
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from arge.betrieb.grenze import start_erlauben
    from arge.betrieb.viren import OHNE

    if not settings.CLAMD:
        logging.getLogger("arge.viren").warning(OHNE)
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    try:
        start_erlauben()
    except ImproperlyConfigured as satz:
        raise SystemExit(str(satz)) from satz


@worker_init.connect
def schlange_leeren(**_: Any) -> None:
    """Ein Worker beginnt ohne alte Rufe: Was zu tun ist, steht in der Datenbank, und der Kehrer ruft in Sekunden noch einmal.

    Sonst nähme er eine Nachricht, an der er eben gestorben ist, nach jedem Neustart wieder auf.
    """
    try:
        app.control.purge()
    except (OperationalError, RedisError, OSError):
        logging.getLogger("arge.worker").warning("Broker noch nicht erreichbar: Alte Rufe bleiben liegen.")


@worker_process_init.connect
def speicher_begrenzen(**_: Any) -> None:
    """In jedem Kind: Ein Auftrag, der zu viel will, bekommt `MemoryError` und scheitert mit einem Satz, statt die Maschine mitzureißen.

    Begrenzt wird, was der Prozess an Eigenem beschreibt (RLIMIT_DATA). RLIMIT_AS zählte auch Bibliotheken und nur
    reservierte Adressen und müsste darum so weit sein, dass es nichts mehr hielte.
    """
    import resource

    from django.conf import settings

    resource.setrlimit(resource.RLIMIT_DATA, (settings.AUFTRAG_SPEICHER, settings.AUFTRAG_SPEICHER))


@heartbeat_sent.connect
def herz_schlagen(**_: Any) -> None:
    """Im Hauptprozess, also auch, wenn alle Kinder arbeiten; Celery ruft alle zwei Sekunden, solange der Broker lebt."""
    global _zuletzt
    from django.db import Error, connection

    from arge.betrieb.gesund import HERZSCHLAG_ALLE, herzschlag

    if time.monotonic() - _zuletzt < HERZSCHLAG_ALLE:
        return
    try:
        herzschlag()
    except Error:
        logging.getLogger("arge.worker").warning("Herzschlag nicht geschrieben: Datenbank nicht erreichbar.")
    finally:
        connection.close()
        _zuletzt = time.monotonic()
