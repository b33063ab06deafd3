"""Sicherheits-Kopfzeilen auf jeder Antwort, auch auf Fehlerseiten und Dateien (qualitaet 3, S5; Mozilla Observatory A+)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: Was der Browser dieser Anwendung nie braucht, bekommt auch eingeschleuster Code nicht.
VERZICHT = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
KOPFZEILEN = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in VERZICHT)
    + ", publickey-credentials-get=(self), publickey-credentials-create=(self)",
}


class KopfzeilenMiddleware:
    """Alles außer statischen Dateien wird nirgends gespeichert: die Zurück-Taste zeigt nach dem Abmelden nichts.

    COOP, nosniff, Referrer-Policy und HSTS setzt Djangos SecurityMiddleware aus `SECURE_*`. Die CSP ist fest: es gibt
    kein Inline-Skript und keinen Inline-Stil, also auch keine Nonce.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, wert in KOPFZEILEN.items():
            response.headers.setdefault(name, wert)
        if not request.path_info.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store, private"
        return response
