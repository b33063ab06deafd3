"""Betriebsprotokoll: eine JSON-Zeile je Ereignis, ohne Personendaten (qualitaet S2; Art. 5 Abs. 1 c DSGVO).

Nie im Protokoll: Pfade (eine vertippte Adresse kann einen Namen enthalten), Anfrageparameter, Formularwerte,
E-Mail-Adressen, Texte von Ausnahmen (Datenbankmeldungen zitieren Werte). Darin stehen: Vorgangsnummer, Benutzer als Zahl,
Routenname, Status, Dauer, bei Fehlern die Art und die Zeilen des Programms. Die Vorgangsnummer ist zugleich der Kontext
des Änderungsprotokolls.
"""

import json
import logging
import re
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import mail_admins
from django.http import HttpRequest, HttpResponse
from jinja2 import TemplateNotFound

_vorgang: ContextVar[str] = ContextVar("vorgang", default="")
_benutzer: ContextVar[int | None] = ContextVar("benutzer", default=None)

#: Die Überwachung fragt alle paar Sekunden; ihre Fragen sind kein Ereignis.
STILL = "/gesund/"
#: Nur in Meldungen dieser Protokolle werden Texte eingesetzt; sie stammen aus Programm und Betrieb, nie aus Eingaben.
OFFEN = ("arge.", "psycopg.pool.", "kombu.")
#: Was Celery über eine Aufgabe sagen darf. Argumente und Ausnahmetexte gehören nicht dazu.
CELERY = frozenset({"name", "id", "runtime", "hostname"})
#: Ausnahmen, deren Text Namen aus dem Programm nennt, keine Werte.
PROGRAMMFEHLER = (NameError, ImportError, ImproperlyConfigured, TemplateNotFound)
logging.raiseExceptions = False  # sonst schriebe Python bei einem Fehler im Protokoll die Werte auf die Fehlerausgabe
PLATZHALTER = re.compile(r"%%|%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")


def vorgangsnummer() -> str:
    """Nummer der laufenden Anfrage oder des Auftrags; außerhalb eine neue."""
    return _vorgang.get() or str(uuid.uuid4())


@contextmanager
def vorgang(nummer: str, benutzer_id: int | None = None) -> Iterator[None]:
    """Alle Protokollzeilen darin tragen diese Nummer und diesen Benutzer."""
    marken = _vorgang.set(nummer), _benutzer.set(benutzer_id)
    try:
        yield
    finally:
        _vorgang.reset(marken[0])
        _benutzer.reset(marken[1])


def _satz(eintrag: logging.LogRecord) -> str:
    """Meldung des Programms; Werte nur, wenn es Zahlen sind oder ihr Protokoll als harmlos bekannt ist."""
    vorlage, werte = str(eintrag.msg), eintrag.args
    if f"{eintrag.name}.".startswith(OFFEN):
        return eintrag.getMessage()
    if eintrag.exc_info:  # Django und Celery setzen den Text der Ausnahme in die Meldung
        return "Ausnahme"
    if not werte:
        return vorlage
    reihe = iter(() if isinstance(werte, dict) else werte)

    def wert(stelle: re.Match[str]) -> str:
        if stelle[0] == "%%":
            return "%"
        if isinstance(werte, dict):
            return str(werte.get(stelle[1], "…")) if stelle[1] in CELERY else "…"
        return _zahl(next(reihe, None))

    return PLATZHALTER.sub(wert, vorlage)


def _zahl(wert: Any) -> str:
    return str(wert) if isinstance(wert, int | float) else "…"


def _stapel(fehler: TracebackType | None) -> list[str]:
    return [f"{zeile.filename}:{zeile.lineno} {zeile.name}" for zeile in traceback.extract_tb(fehler)][-25:]


def _ursachen(fehler: BaseException | None) -> list[str]:
    """Arten der Ausnahme und ihrer Ursachen; ihre Texte nur, wenn sie nichts als Programm nennen können."""
    arten: list[str] = []
    while fehler is not None and len(arten) < 5:
        art = f"{type(fehler).__module__}.{type(fehler).__qualname__}".removeprefix("builtins.")
        arten.append(f"{art}: {fehler}" if isinstance(fehler, PROGRAMMFEHLER) else art)
        fehler = fehler.__cause__ or fehler.__context__
    return arten


def _anfrage(request: HttpRequest) -> dict[str, Any]:
    """Wer was aufrief: Routenname statt Pfad, Nummer statt Name; nie erst dafür die Datenbank fragen."""
    return {
        "route": request.resolver_match.view_name if request.resolver_match else None,
        "methode": request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "andere",
        "benutzer": getattr(request.__dict__.get("_cached_user"), "pk", None),
    }


def als_eintrag(eintrag: logging.LogRecord) -> dict[str, Any]:
    """Protokollzeile als Wörterbuch; leere Angaben entfallen."""
    zeile: dict[str, Any] = {
        "zeit": datetime.fromtimestamp(eintrag.created, UTC).isoformat(timespec="milliseconds"),
        "stufe": eintrag.levelname,
        "quelle": eintrag.name,
        "ereignis": _satz(eintrag),
        "vorgang": _vorgang.get(),
        "benutzer": _benutzer.get(),
        **getattr(eintrag, "angaben", {}),
    }
    if anfrage := getattr(eintrag, "request", None):
        zeile |= _anfrage(anfrage)
    if eintrag.exc_info and (fehler := eintrag.exc_info[1]):
        zeile |= {"fehler": _ursachen(fehler), "stapel": _stapel(fehler.__traceback__)}
    return {name: wert for name, wert in zeile.items() if wert not in (None, "", [])}


class JsonZeile(logging.Formatter):
    """Eine Zeile JSON je Ereignis."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(als_eintrag(record), ensure_ascii=False)


class FehlerPost(logging.Handler):
    """E-Mail an ARGE_ADMINS bei Fehlern: Art, Ort im Programm, Vorgangsnummer – keine Werte, kein Formular.

    Sie geht in einem eigenen Faden hinaus, je Art und Ort höchstens alle zehn Minuten und nie mehr als `ZUGLEICH` auf einmal: Sonst hielten
    wenige Anfragen, die scheitern, bei einem langsamen Mailserver alle anderen an. Im Protokoll steht jeder Fehler.
    """

    RUHE, ZUGLEICH = 600.0, 2

    def __init__(self) -> None:
        super().__init__()
        self._zuletzt: dict[tuple[str, str], float] = {}
        self._frei = threading.BoundedSemaphore(self.ZUGLEICH)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            zeile = als_eintrag(record)
            betreff = zeile["fehler"][0] if "fehler" in zeile else zeile["quelle"]
            stelle, jetzt = (betreff, (zeile.get("stapel") or [""])[-1]), time.monotonic()
            if jetzt - self._zuletzt.get(stelle, -self.RUHE) < self.RUHE or not self._frei.acquire(blocking=False):
                return
            self._zuletzt[stelle] = jetzt
            text = json.dumps(zeile, ensure_ascii=False, indent=2)
            threading.Thread(target=self._senden, args=(f"Fehler: {betreff}", text), name="fehlerpost").start()
        except Exception:  # noqa: BLE001 – ein Protokoll, das scheitert, darf keine Anfrage mitreißen
            self.handleError(record)

    def _senden(self, betreff: str, text: str) -> None:
        try:
            mail_admins(betreff, text, fail_silently=True)
        except Exception:  # noqa: BLE001, S110 – der Fehler selbst steht schon im Protokoll
            pass
        finally:
            self._frei.release()


class ProtokollMiddleware:
    """Äußerste Hülle: gibt jeder Anfrage ihre Nummer und schreibt eine Zeile über sie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.log = logging.getLogger("arge.anfrage")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        beginn = time.perf_counter()
        with vorgang(str(uuid.uuid4())):
            response = self.get_response(request)
            dauer = round((time.perf_counter() - beginn) * 1000, 1)
            angaben = {**_anfrage(request), "status": response.status_code, "dauer_ms": dauer}
            if not request.path_info.startswith(STILL):
                self.log.info("Anfrage beantwortet", extra={"angaben": angaben})
            response.headers["X-Vorgang"] = _vorgang.get()
            return response


#: Einstellung LOGGING. Djangos eigene Zeilen über 4xx entfallen: sie enthalten den Pfad und stehen schon in `arge.anfrage`.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonZeile}},
    "handlers": {
        "ausgabe": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"},
        "post": {"()": FehlerPost, "level": "ERROR"},
    },
    "root": {"handlers": ["ausgabe", "post"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": True},
        # Hinweise auf Schriften und Stile einzelner PDF helfen im Betrieb niemandem.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        # Jeder Auftrag schreibt seine eigenen Zeilen; das Kehren alle paar Sekunden braucht keine.
        "celery.app.trace": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
