"""Virenprüfung über clamd: eine Datei hin, ein Urteil zurück; alles andere als ein klares Urteil gilt als nicht geprüft.

Gesprochen wird nur INSTREAM (`man clamd`): Der Prüfdienst braucht weder die Ablage noch Rechte an ihr. Selbst geschrieben, weil
die Bibliotheken auf PyPI unter der GPL-2.0 stehen (clamav-client) oder seit 2014 ruhen (clamd) und beide nur je Lesevorgang eine
Zeitgrenze kennen: Ein Dienst, der Byte für Byte antwortet, hielte einen Worker beliebig lange fest.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

#: Sekunden bis zur Verbindung, und bis zum Urteil über eine ganze Datei.
VERBINDEN, FRIST = 3.0, 60.0
STUECK = 64 * 1024
#: Länger ist keine Antwort.
ANTWORT = 4096
URTEIL = re.compile(r"stream: (?:OK|(?P<fund>.+) FOUND)")


class NichtPruefbar(Exception):
    """clamd antwortet nicht, nicht rechtzeitig oder etwas anderes als ein Urteil."""


def _ziel(adresse: str) -> tuple[int, Any]:
    teile = urlsplit(adresse)
    if teile.scheme == "unix" and teile.path.startswith("/") and not teile.netloc:
        return socket.AF_UNIX, teile.path
    if teile.scheme == "tcp" and teile.hostname and teile.port and teile.path in ("", "/"):
        return socket.AF_INET, (teile.hostname, teile.port)
    raise ValueError(f"ARGE_CLAMD muss tcp://host:port oder unix:/pfad sein, nicht „{adresse}“.")


@contextmanager
def _gespraech() -> Iterator[tuple[socket.socket, float]]:
    """Offene Verbindung und der Augenblick, bis zu dem alles gesagt sein muss."""
    art, ziel = _ziel(settings.CLAMD)
    try:
        if art == socket.AF_UNIX:
            leitung = socket.socket(art)
            leitung.settimeout(VERBINDEN)
        else:
            leitung = socket.create_connection(ziel, VERBINDEN)
        with closing(leitung):
            if art == socket.AF_UNIX:
                leitung.connect(ziel)
            yield leitung, time.monotonic() + FRIST
    except OSError as fehler:  # auch TimeoutError
        raise NichtPruefbar(type(fehler).__name__) from fehler


def _senden(leitung: socket.socket, ende: float, teile: Iterable[bytes]) -> None:
    for teil in teile:
        leitung.settimeout(_rest(ende))
        leitung.sendall(teil)


def _antwort(leitung: socket.socket, ende: float) -> str:
    """Bis zum Nullbyte; eine abgerissene Antwort ist keine."""
    gelesen = b""
    while not gelesen.endswith(b"\0"):
        leitung.settimeout(_rest(ende))
        teil = leitung.recv(ANTWORT)
        gelesen += teil
        if not teil or len(gelesen) > ANTWORT:
            raise NichtPruefbar("Antwort unvollständig")
    return gelesen[:-1].decode(errors="replace")


def _rest(ende: float) -> float:
    if (rest := ende - time.monotonic()) <= 0:
        raise TimeoutError
    return rest


def _strom(datei: IO[bytes]) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    while stueck := datei.read(STUECK):
        yield struct.pack("!L", len(stueck)) + stueck
    yield struct.pack("!L", 0)


def antwortet() -> bool:
    """Ob der Prüfdienst da ist – bevor eine Warteschlange daran scheitert."""
    try:
        with _gespraech() as (leitung, ende):
            _senden(leitung, ende, [b"zPING\0"])
            return _antwort(leitung, ende) == "PONG"
    except NichtPruefbar:
        return False


def schadsoftware(datei: IO[bytes]) -> str | None:
    """Name der gefundenen Schadsoftware, None, wenn nichts gefunden wurde; sonst `NichtPruefbar`."""
    with _gespraech() as (leitung, ende):
        _senden(leitung, ende, _strom(datei))
        antwort = _antwort(leitung, ende)
    urteil = URTEIL.fullmatch(antwort)
    if urteil is None:
        raise NichtPruefbar("kein Urteil")
    return urteil["fund"]


OHNE = "Hochgeladene Dateien werden nicht auf Schadsoftware geprüft."


def viren_check(app_configs: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """`manage.py check`: eine unbrauchbare Adresse ist ein Fehler."""
    try:
        if settings.CLAMD:
            _ziel(settings.CLAMD)
    except ValueError as satz:
        return [checks.Error(str(satz), id="arge.E002")]
    return []


def viren_check_betrieb(app_configs: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """`manage.py check --deploy`: Ohne Prüfdienst soll der Betrieb es wissen und wollen."""
    if settings.CLAMD:
        return []
    rat = "ARGE_CLAMD=tcp://host:3310 nennt den Prüfdienst; docker compose --profile viren up -d bringt einen mit."
    return [checks.Warning(OHNE, hint=rat, id="arge.W002")]
