"""Einstellungen der Anmeldung (allauth, Anmeldung), jede mit ihrem Grund (qualitaet S6). `settings` übernimmt sie."""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string

LEERLAUF = 30 * 60
HOECHSTENS = 10 * 60 * 60
AUSGEWIESEN = 15 * 60


class Eingangsformulare(dict[str, str]):
    """Formulare von allauth hinter dem Eingang: jedes, auch eines, das eine neue Fassung mitbringt (allauth ruft `get`)."""

    def get(self, name: str, vorgabe: Any = None) -> Any:
        from arge.seite.formulare import eingangsformular  # erst nach den Einstellungen ladbar

        klasse = super().get(name, vorgabe)
        klasse = import_string(klasse) if isinstance(klasse, str) else klasse
        return eingangsformular(klasse) if klasse else klasse


def anmeldung(*, proxys: int, https: bool) -> dict[str, Any]:
    """`proxys`: Zahl der eigenen Proxys davor; stimmt sie nicht, bremst allauth alle hinter einer Adresse zusammen."""
    return {
        "AUTH_USER_MODEL": "traeger.Benutzer",
        "AUTHENTICATION_BACKENDS": ["traeger.zugang.anmeldung.KontoBackend", "traeger.zugang.RechteBackend"],
        "PASSWORD_HASHERS": ["arge.betrieb.passwort.NfcArgon2"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": "arge.betrieb.passwort.DeutscheSperrliste"},
            *(
                {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": optionen}
                for name, optionen in {
                    "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
                    "MinimumLengthValidator": {"min_length": 12},
                    "CommonPasswordValidator": {},
                    "NumericPasswordValidator": {},
                }.items()
            ),
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        # Anmeldung: die Grenzen prüft traeger.zugang.AnmeldedauerMiddleware; das Cookie endet mit dem Browser.
        "ANMELDUNG_LEERLAUF": LEERLAUF,
        "ANMELDUNG_HOECHSTENS": HOECHSTENS,
        "SESSION_COOKIE_AGE": HOECHSTENS,
        "SESSION_ENGINE": "arge.betrieb.anmeldespeicher",
        "SESSION_SERIALIZER": "django.contrib.sessions.serializers.JSONSerializer",
        # `__Host-`: kein Geschwister der Domäne und keine unverschlüsselte Antwort kann eines unserer Cookies setzen.
        "SESSION_COOKIE_NAME": "__Host-sessionid" if https else "sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken" if https else "csrftoken",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "ACCOUNT_SESSION_REMEMBER": False,
        # Konten: E-Mail und Passwort, nur durch Einladung; nichts verrät, ob es ein Konto gibt.
        "ACCOUNT_FORMS": Eingangsformulare({"reset_password": "traeger.zugang.anmeldung.ZuruecksetzenForm"}),
        "ACCOUNT_ADAPTER": "traeger.zugang.anmeldung.KontoAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_PREVENT_ENUMERATION": "strict",
        # Die Adresse ist durch die Einladung bestätigt; eine neue gilt erst, wenn ihr Verweis geöffnet wurde.
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "ARGE Integration: ",
        "ACCOUNT_LOGIN_ON_PASSWORD_RESET": False,  # nach dem Zurücksetzen gilt die ganze Anmeldung samt zweitem Faktor
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,  # die eigene Anmeldung bleibt, alle anderen beendet Django über den Hash
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
        # Wer Zugang gibt oder nimmt, weist sich noch einmal aus, wenn es länger her ist (traeger.zugang.ausweis).
        "AUSGEWIESEN_GILT": AUSGEWIESEN,
        # Ein Treffen mit 600 Helfenden hat 1.200 Felder; Django bräche bei 1.000 ab.
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 3000,
        # Bremsen von allauth. Falsche Passwörter zählt traeger.zugang.anmeldung.KontoAdapter je (Konto, Adresse); `login_failed`
        # gilt hier nur noch dem zweiten Faktor: Wer das Passwort schon hat, bekommt je Konto fünf Codes.
        "ACCOUNT_RATE_LIMITS": {
            "login": "60/m/ip",
            "login_failed": "30/10m/ip,5/10m/key",
            "reset_password": "20/10m/ip,5/h/key",
            # Jede weitere Adresse bekommt eine E-Mail, gleich wem sie gehört.
            "manage_email": "10/h/user",
            # Hier rät am alten Passwort, wer eine offene Anmeldung übernommen hat; so eng wie die Anmeldung.
            "change_password": "5/10m/user",
        },
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxys,
        # Zweiter Faktor; traeger.zugang.ZweiterFaktorMiddleware setzt MFA_PFLICHT durch.
        "MFA_FORMS": Eingangsformulare(
            authenticate="traeger.zugang.faktorform.AnmeldeForm", reauthenticate="traeger.zugang.faktorform.BestaetigungForm"
        ),
        "MFA_ADAPTER": "traeger.zugang.anmeldung.FaktorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_RATE_LIMITS": {"webauthn_login": "60/m/ip"},  # zu raten gibt es nichts, und hinter einer Adresse sitzt ein Büro
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",  # erst mit PIN oder Fingerabdruck ist ein Passkey zwei Faktoren
        # allauth legt beim Zurücksetzen eine unbestätigte Adresse an; sie darf die Einrichtung des Faktors nicht sperren.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # niemand legt sich selbst ein Konto an, jede Adresse kommt aus einer Einladung
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "ARGE Integration",
        "MFA_TOTP_TOLERANCE": 1,  # ein Schritt vor und zurück (RFC 6238, 5.2); traeger.zugang.faktorform hält Codes einmalig
        # Aktivität vermerkt AnmeldedauerMiddleware je Minute; allauth schriebe bei jeder Anfrage vier Anweisungen.
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }
