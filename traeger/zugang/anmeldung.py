"""Anmeldung über allauth: wer ein Konto bekommt, wie Geheimnisse liegen, wann ein Faktor weg darf (qualitaet S6)."""

from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from arge.daten import bremse
from arge.daten.abfragen import vorbereitet
from arge.daten.absage import Verboten
from arge.daten.schreiben import aendern, gesperrt
from arge.seite.formulare import Eingangsform
from traeger.begriffe import Bereich
from traeger.models import Benutzer, Einladung

from . import geheimnis
from .anfrage import FAKTOREN, NIEMAND
from .grenze import technisch
from .postausgang import adresse, aufgeben, zuruecksetzen_erbitten


@vorbereitet(NIEMAND)
def _konten(konto: int) -> QuerySet[Benutzer]:
    return Benutzer.objects.filter(pk=konto)


class KontoBackend(AuthenticationBackend):
    """Das Konto jeder Anfrage, ohne die immer gleiche Abfrage immer neu zu schreiben."""

    def get_user(self, user_id: Any) -> Benutzer | None:
        konto = next(iter(_konten(user_id)), None)
        return konto if konto is not None and self.user_can_authenticate(konto) else None


def _konto(credentials: dict[str, Any]) -> str:
    """Wonach die Bremse zählt: die getippte Adresse, ob es ein Konto dazu gibt oder nicht."""
    return str(credentials.get("email", "")).strip().lower()


#: Falsche Passwörter je (Konto, Adresse) und je Adresse, mit dem Fenster in Sekunden; je Adresse so viele, dass ein Büro nicht
#: ausgesperrt wird. Ab BEDRAENGT Fehlern eines Kontos in einer Stunde, gleich woher, gilt je Adresse das engere Maß.
VERSUCHE, JE_ADRESSE = (5, 600), (30, 600)
VERSUCHE_STUNDE, VERSUCHE_BEDRAENGT, BEDRAENGT = 30, (3, 3600), 20


class KontoAdapter(DefaultAccountAdapter):
    """Konten entstehen nur durch Einladung; nach einer Änderung geht es zurück auf die Kontoseite.

    Bremse der Anmeldung: Gesperrt wird nie ein Konto, nur ein Konto für eine Adresse – sonst sperrt jeder jeden aus. Wird ein
    Konto von vielen Adressen aus bedrängt, hat jede weniger Versuche und wartet länger; wer von einer anderen Adresse mit dem
    richtigen Passwort kommt, kommt immer hinein. Gezählt wird vor dem Prüfen (auch gleichzeitig kommt keiner mehr durch), und
    ein richtiges Passwort gibt seinen Versuch zurück. Den zweiten Faktor bremst allauth je Konto (`login_failed`).
    """

    def _bremsen(self, request, konto: str) -> list[tuple[str, tuple[str, ...], tuple[int, int]]]:
        """Das Engere zuerst: Wer schon gesperrt ist, verbraucht nicht auch noch die Versuche seines Büros."""
        adresse, (hoechstens, stunde) = get_ip(request), VERSUCHE_BEDRAENGT
        bedraengt = bremse.stand("anmeldung-konto", konto) >= BEDRAENGT
        return [
            ("anmeldung-stunde", (konto, adresse), (hoechstens if bedraengt else VERSUCHE_STUNDE, stunde)),
            ("anmeldung", (konto, adresse), VERSUCHE),
            ("anmeldung-adresse", (adresse,), JE_ADRESSE),
        ]

    def pre_authenticate(self, request, **credentials: Any) -> None:
        self._gezaehlt = []
        for name, wer, (hoechstens, sekunden) in self._bremsen(request, _konto(credentials)):
            if bremse.gebremst(name, *wer, hoechstens=hoechstens, sekunden=sekunden):
                raise self.validation_error("too_many_login_attempts")
            self._gezaehlt.append((name, wer))

    def authenticate(self, request, **credentials: Any):
        benutzer = super().authenticate(request, **credentials)
        if benutzer:
            for name, wer in self._gezaehlt:
                bremse.zurueckgeben(name, *wer)
        else:
            bremse.zaehlen("anmeldung-konto", _konto(credentials), sekunden=VERSUCHE_BEDRAENGT[1])
        return benutzer

    def _delete_login_attempts_cached_email(self, request, **credentials: Any) -> None:
        """Nach dem Zurücksetzen gilt diese Adresse wieder als unbescholten; die Bremse des Anschlusses bleibt."""
        for name in ("anmeldung", "anmeldung-stunde"):
            bremse.loesen(name, _konto(credentials), get_ip(request))

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("konto")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Alles, was allauth schreibt, geht nach der Antwort hinaus."""
        aufgeben(self.render_mail(template_prefix, email, {"email": email, **context}))

    def get_reset_password_from_key_url(self, key: str) -> str:
        leer = adresse("account_reset_password_from_key", "UID", "KEY")
        return leer.replace("UID-KEY", quote(key))

    def get_email_confirmation_url(self, request, emailconfirmation) -> str:
        return adresse("account_confirm_email", emailconfirmation.key)


class ZuruecksetzenForm(Eingangsform, ResetPasswordForm):
    """Fragt nicht nach, ob es ein Konto gibt: Das tut erst der Worker, darum dauert es für jede Adresse gleich lang."""

    def clean_email(self) -> str:
        return get_adapter().clean_email(self.cleaned_data["email"].lower())

    def save(self, request, **optionen: Any) -> str:
        zuruecksetzen_erbitten(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class FaktorAdapter(DefaultMFAAdapter):
    """Zweiter Faktor: Geheimnisse verschlüsselt und an ihre Zeile gebunden (`traeger.zugang.geheimnis`), der letzte Faktor bleibt."""

    def encrypt(self, text: str) -> geheimnis.Offen:  # type: ignore[override]
        return geheimnis.Offen(text)

    def decrypt(self, encrypted_text: str) -> str:
        return geheimnis.lesen(encrypted_text)

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


def letzter_faktor_bleibt(sender, instance: Authenticator, **_) -> None:
    """Gleich auf welchem Weg: allauth fragt `can_delete_authenticator` nur beim Code, nicht beim Passkey. Hier kommt jedes Löschen vorbei.

    Setzt eine andere Person den Faktor zurück, oder ein Befehl, ist das deren Entscheidung (`faktor_zuruecksetzen`).
    """
    anfrage = context.request
    if anfrage is None or getattr(anfrage, "user", None) is None or anfrage.user.pk != instance.user_id:
        return
    gesperrt(instance.user)  # zwei zugleich ließen sonst jeder den des anderen gelten
    if not FaktorAdapter().can_delete_authenticator(instance):
        raise Verboten(
            "Ihr letzter zweiter Faktor bleibt. Richten Sie zuerst einen anderen ein, dann können Sie diesen entfernen."
        )


def faktor_eingerichtet(sender, request, user, authenticator, **_) -> None:
    """Wer einen Faktor einrichtet, hat ihn in dieser Anmeldung gezeigt (allauth meldet es über ein Signal)."""
    if authenticator.type in FAKTOREN:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def adresse_gewechselt(sender, request, user, from_email_address, to_email_address, **_) -> None:
    """Offene Einladungen ziehen mit um: Wer die Person später einschränkt, findet sie unter ihrer jetzigen Adresse."""
    if from_email_address is None:
        return
    with technisch(Bereich.KONTEN, benutzer_id=user.pk, wer={"benutzer": user.pk}):
        for einladung in Einladung.objects.filter(email__iexact=from_email_address.email, angenommen_am__isnull=True):
            aendern(einladung, email=to_email_address.email)
