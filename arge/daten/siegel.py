"""Siegel der Anwendung auf dem, was sie der Datenbank als Zugang nennt (SICHERHEIT, „Signierter Zugang“)."""

import hashlib
import hmac

from django.conf import settings


def schluessel() -> bytes:
    """Schlüssel des Siegels, aus ARGE_GEHEIMNIS abgeleitet; in der Datenbank liegt nur er, nie das Geheimnis selbst."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"arge.zugang", "sha256")


def siegel(text: str) -> str:
    """HMAC-SHA-256 als 64 Zeichen, wie ihn `riegel.siegel` in der Datenbank rechnet."""
    return hmac.new(schluessel(), text.encode(), hashlib.sha256).hexdigest()
