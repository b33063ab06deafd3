"""Bremsen: wie oft jemand etwas in einer Zeit darf – gezählt in einer Anweisung der Datenbank, also auch gleichzeitig genau.

Wer zählt, ist immer der ganze Schlüssel (Konto, Adresse, beides); gespeichert ist nur seine Prüfsumme. Die Adresse kommt aus
allauths `get_ip`, das die eigenen Proxys kennt (ARGE_PROXYS) und IPv6 auf das Netz des Anschlusses kürzt.
"""

import hashlib

from django.core.cache import caches


def _schluessel(name: str, wer: tuple[object, ...]) -> str:
    return f"bremse:{name}:{hashlib.sha256(repr(wer).encode()).hexdigest()}"


def zaehlen(name: str, *wer: object, sekunden: int) -> int:
    """Der wievielte Versuch das in diesem Fenster ist."""
    return int(caches["default"].zaehlen(_schluessel(name, wer), sekunden))


def gebremst(name: str, *wer: object, hoechstens: int, sekunden: int) -> bool:
    """Zählt diesen Versuch; wahr, wenn es einer zu viel ist."""
    return zaehlen(name, *wer, sekunden=sekunden) > hoechstens


def stand(name: str, *wer: object) -> int:
    """Wie viele es im laufenden Fenster sind, ohne zu zählen und ohne auf andere zu warten."""
    return int(caches["default"].get(_schluessel(name, wer), 0))


def zurueckgeben(name: str, *wer: object) -> None:
    """Ein Versuch, der doch keiner war (das Passwort stimmte)."""
    try:
        caches["default"].decr(_schluessel(name, wer))
    except ValueError:  # das Fenster ist inzwischen zu Ende
        return


def loesen(name: str, *wer: object) -> None:
    """Die Bremse dieses Schlüssels beginnt von vorn."""
    caches["default"].delete(_schluessel(name, wer))
