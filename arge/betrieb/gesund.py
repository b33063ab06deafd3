"""Zustand für Überwachung und Start: `/gesund/` sagt, ob alles bereit ist, `/gesund/lebt/`, ob dieser Prozess antwortet.

Bereit (200) heißt: Datenbank erreichbar und auf dem Stand des Programms, Broker erreichbar, ein Worker hat sich in der
letzten halben Minute gemeldet. Sonst 503 mit denselben vier Angaben. Für einen Proxy, der Web-Prozesse aus der Verteilung
nimmt, ist `/gesund/lebt/` richtig: Ohne Broker oder Worker bleiben alle Seiten benutzbar.
"""

import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

HERZSCHLAG = "herzschlag:worker"
#: Sekunden zwischen zwei Herzschlägen, und ab wann ein Worker als weg gilt.
HERZSCHLAG_ALLE, HERZSCHLAG_GILT = 5, 30
_migriert = False


def herzschlag() -> None:
    """Lebenszeichen eines Workers; im Zwischenspeicher der Datenbank, damit jeder Web-Prozess es sieht."""
    cache.set(HERZSCHLAG, time.time(), HERZSCHLAG_GILT)


def _datenbank() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return True


def _migrationen() -> bool:
    """Einmal vollständig bleibt vollständig, solange dieser Prozess läuft: Den Plan zu bauen kostet 0,1 s."""
    global _migriert
    if not _migriert:
        plan = MigrationExecutor(connection)
        _migriert = not plan.migration_plan(plan.loader.graph.leaf_nodes())
    return _migriert


def _broker() -> bool:
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0)
    ) as broker:
        return bool(broker.ping())


def _worker() -> bool:
    return cache.get(HERZSCHLAG, 0) > time.time() - HERZSCHLAG_GILT


def _gelingt(pruefung: Callable[[], bool]) -> bool:
    try:
        return pruefung()
    except (Error, redis.RedisError, OSError):
        return False


@login_not_required
@require_safe
def gesund(request: HttpRequest) -> HttpResponse:
    """Vier Wahrheitswerte ohne Interna: keine Adressen, keine Versionen, keine Fehlertexte."""
    datenbank = _gelingt(_datenbank)
    stand = {
        "datenbank": datenbank,
        "migrationen": datenbank and _gelingt(_migrationen),  # nicht dreimal auf eine tote Datenbank warten
        "broker": _gelingt(_broker),
        "worker": datenbank and _gelingt(_worker),
    }
    bereit = all(stand.values())
    return JsonResponse({"bereit": bereit, **stand}, status=200 if bereit else 503)


@login_not_required
@require_safe
def lebt(request: HttpRequest) -> HttpResponse:
    """Dieser Prozess beantwortet Anfragen; mehr wird nicht gefragt."""
    return JsonResponse({"lebt": True})


class GesundMiddleware:
    """Antwortet vor Anmeldung, Host-Prüfung und Transaktion: Die Auskunft muss auch ohne Datenbank gelingen."""

    ANTWORTEN = {"/gesund/": gesund, "/gesund/lebt/": lebt}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.ANTWORTEN.get(request.path_info, self.get_response)(request)
