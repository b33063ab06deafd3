"""Anmeldung über allauth: wer ein Konto bekommt, wie Geheimnisse liegen, wann ein Faktor weg darf (qualitaet S6)."""

import base64
import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

from arge.daten.verschluesselung import entschluesseln, verschluesseln

from .anfrage import FAKTOREN

log = logging.getLogger("arge.konto")


class KontoAdapter(DefaultAccountAdapter):
    """Konten entstehen nur durch Einladung; nach einer Änderung geht es zurück auf die Kontoseite."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("konto")

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Eine Benachrichtigung, die nicht hinausgeht, nimmt die Änderung nicht zurück."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except (SMTPException, OSError):
            log.exception("Eine Benachrichtigung zum Konto wurde nicht verschickt.")


class FaktorAdapter(DefaultMFAAdapter):
    """Zweiter Faktor: Geheimnisse verschlüsselt, der letzte Faktor bleibt."""

    KONTEXT = "mfa"

    def encrypt(self, text: str) -> str:
        """Gebunden an den Zweck, nicht an die Person: allauth nennt sie hier nicht, bei der Anmeldung fehlt sie noch."""
        return base64.b64encode(verschluesseln(text, self.KONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return entschluesseln(base64.b64decode(encrypted_text), self.KONTEXT)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Der letzte Faktor geht nur, wenn diese Anmeldung mit einem Wiederherstellungscode begann: Das Gerät ist weg.

        Danach ist wieder nur die Einrichtung erreichbar (`ZweiterFaktorMiddleware`).
        """
        if not settings.MFA_PFLICHT or authenticator.type not in FAKTOREN:
            return True
        if Authenticator.objects.filter(user=authenticator.user_id, type__in=FAKTOREN).exclude(pk=authenticator.pk).exists():
            return True
        eintraege = get_authentication_records(context.request, authenticator.user)
        return any(e.get("type") == Authenticator.Type.RECOVERY_CODES for e in eintraege)

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER


def faktor_eingerichtet(sender, request, user, authenticator, **_) -> None:
    """Wer einen Faktor einrichtet, hat ihn in dieser Anmeldung gezeigt (allauth meldet es über ein Signal)."""
    if authenticator.type in FAKTOREN:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
