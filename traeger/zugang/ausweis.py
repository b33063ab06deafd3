"""Wer Zugang gibt oder nimmt, hat sich eben erst ausgewiesen: Ein offen gelassener Rechner vergibt keine Rolle (S6)."""

import time
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings

from .anfrage import SICHER, WEITER_VON


def frisch_ausgewiesen(view=None, *, auch_lesend=True):
    """View nur, wenn Passwort oder Faktor höchstens `settings.AUSGEWIESEN_GILT` Sekunden alt sind; sonst fragt allauth danach.

    Die Anmeldung selbst zählt. Gefragt wird schon beim Öffnen des Formulars, damit niemand umsonst tippt (`auch_lesend=False`:
    erst beim Absenden, wo die Seite selbst nur etwas zeigt). Läuft die Frist beim Schreiben ab, hebt allauth die Absendung
    auf und führt sie nach der Bestätigung aus, höchstens `AUFGEHOBEN_GILT` Sekunden lang, in derselben Mitgliedschaft und nur, wenn
    dazwischen niemand eine andere Seite geöffnet hat; ist sie ungültig, steht das Formular mit allem Getippten wieder da, und
    `request.fortgesetzt` sagt ihm, dass seine Adresse nicht die der Anfrage ist. Der Test über alle Routen liest
    `view.frisch_ausgewiesen`.
    """
    if view is None:
        return lambda view: frisch_ausgewiesen(view, auch_lesend=auch_lesend)

    @wraps(view)
    def geprueft(request, *args, **kwargs):
        if (auch_lesend or request.method not in SICHER) and not _ist_frisch(request):
            raise ReauthenticationRequired
        request.fortgesetzt = request.resolver_match.view_name in WEITER_VON
        return view(request, *args, **kwargs)

    geprueft.frisch_ausgewiesen = True
    return geprueft


def _ist_frisch(request) -> bool:
    grenze = time.time() - settings.AUSGEWIESEN_GILT
    return any(eintrag["at"] > grenze for eintrag in get_authentication_records(request, request.user))
