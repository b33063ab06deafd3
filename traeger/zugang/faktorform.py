"""Ein Einmal-Code gilt einmal: auch mit einem Schritt Toleranz öffnet er nichts ein zweites Mal (RFC 6238, 5.2)."""

import hashlib

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.core.cache import cache

from arge.seite.formulare import Eingangsform


class _Einmalig(Eingangsform, BaseAuthenticateForm):
    """allauth merkt sich benutzte Codes einen Schritt lang; mit Toleranz gilt einer länger, und so lange merken wir ihn uns."""

    def clean_code(self) -> str:
        gezeigt = "".join(filter(str.isalnum, self.cleaned_data["code"])).casefold().encode()  # „755-271“ ist derselbe
        schluessel = f"faktor:{self.user.pk}:{hashlib.sha256(gezeigt).hexdigest()}"
        if cache.get(schluessel):
            self.cleaned_data["code"] = ""  # zählt als Fehlversuch, wie jeder falsche Code
        code = super().clean_code()
        dauer = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
        if not cache.add(schluessel, "benutzt", timeout=dauer):  # zwei Anfragen zugleich
            raise get_adapter().validation_error("incorrect_code")
        return code


class AnmeldeForm(_Einmalig, AuthenticateForm):
    """Zweiter Faktor bei der Anmeldung."""


class BestaetigungForm(_Einmalig, ReauthenticateForm):
    """Zweiter Faktor vor einer heiklen Änderung."""
