"""Konto-Seiten sprechen Deutsch, siezen und sagen „Code“, „Verweis“, „E-Mail-Adresse“: jeder Satz von allauth, jede Seite, jeder Fehler."""

import ast
import re
from copy import deepcopy
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import gettext, ngettext, override

from tests.factories import MitgliedschaftFactory
from tests.factories.traeger import PASSWORT
from traeger.begriffe import Rolle

#: Was in keinem Satz stehen darf: Duzen, Fremdwörter und Schreibweisen, für die das Haus ein Wort hat.
UNSCHOEN = re.compile(
    r"\b[Dd](?:u|ir|ich|ein|eine|einen|einem|einer|eines)\b|[Tt]oken|\b[Ee]mail|E-Mailadr|[Vv]erifizier|[Pp]rimäre?\b|Passwortes|\bLink\b|[Gg]enerier"
)
#: Häufige englische Wörter; Eigennamen (Passkey, Browser) sind keine.
ENGLISCH = re.compile(
    r"\b(?:the|this|your|you|please|password|sign|address|invalid|required|submit|too|many|requests|expired|confirm|not|is|are|and"
    r"|error|forbidden|found)\b",
    re.IGNORECASE,
)
#: Teile von allauth, die dieses Haus nicht zeigt, mit dem Grund.
AUS = {
    "socialaccount": "nicht eingerichtet", "idp": "nicht eingerichtet", "headless": "nicht eingerichtet", "admin": "kein Admin",
    "phone": "keine Telefonnummern", "login_code": "keine Anmeldung mit Code", "signup": "kein Selbst-Anmelden",
    "openid": "nicht eingerichtet", "saml": "nicht eingerichtet",
}  # fmt: skip
PLATZ = re.compile(r"%\(\w+\)\w|\{\w+\}|<[^>]*>")


def wort(eintrag, feld):
    """Der Text eines Feldes einer .po-Datei, auch über mehrere Zeilen."""
    zeilen = re.search(rf"^{feld} (\".*\"(?:\n\".*\")*)", eintrag, re.MULTILINE)
    return "".join(map(ast.literal_eval, zeilen[1].split("\n"))) if zeilen else ""


def texte():
    """(Herkunft, englischer, deutscher Satz) aller Sätze der Teile von allauth, die wir zeigen, aus seiner eigenen Liste; auch Mehrzahlen."""
    datei = Path(allauth.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    for eintrag in datei.read_text().split("\n\n"):
        herkunft = [h for z in re.findall(r"^#: (.*)$", eintrag, re.MULTILINE) for h in z.split()]
        herkunft = [h for h in herkunft if re.match(r"(?:templates/)?(?:account|mfa|usersessions|allauth|core)/", h)]
        herkunft = [h for h in herkunft if not any(aus in h for aus in AUS)]
        if not herkunft or not (text := wort(eintrag, "msgid")):
            continue
        if mehrzahl := wort(eintrag, "msgid_plural"):
            yield herkunft[0], text, ngettext(text, mehrzahl, 1)
            yield herkunft[0], mehrzahl, ngettext(text, mehrzahl, 2)
        else:
            yield herkunft[0], text, gettext(text)


def maengel(text: str) -> set[str]:
    text = PLATZ.sub(" ", text)
    return set(UNSCHOEN.findall(text)) | set(ENGLISCH.findall(text))


def test_jeder_satz_von_allauth_ist_deutsch_und_siezt():
    with override("de"):
        alle = list(texte())
    assert len(alle) > 150, "die Prüfung findet nichts mehr"
    assert {(h, d) for h, text, d in alle if maengel(d) or (d == text.strip() and " " in text)} == set()


def test_die_uebersetzte_datei_ist_auf_dem_stand_der_quelle():
    """Wer die .po ändert und msgfmt vergisst, sieht weiter den alten Satz."""
    quelle = (settings.LOCALE_PATHS[0] / "de/LC_MESSAGES/django.po").read_text()
    with override("de"):
        alt = {
            a
            for e in quelle.split("\n\n")
            if (a := wort(e, "msgid")) and not wort(e, "msgid_plural") and gettext(a) != wort(e, "msgstr")
        }
    assert alt == set()


def sichtbar(antwort):
    seite = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", antwort.content.decode(), flags=re.DOTALL)
    attribute = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', seite)
    return " ".join([*re.sub(r"<[^>]+>", " ", seite).split(), *attribute])


def konto_seiten():
    """Jede Route unter /konto/, auch eine, die eine neue Fassung von allauth mitbringt."""

    def gehe(muster):
        for m in muster:
            if isinstance(m, URLPattern):
                yield m
            else:
                yield from gehe(m.url_patterns)

    allauths = next(m for m in get_resolver().url_patterns if str(m.pattern) == "konto/" and hasattr(m, "url_patterns"))
    return sorted({m.name for m in gehe(allauths.url_patterns)} | {"konto"})


ARGUMENTE = {
    "account_confirm_email": ["abgelaufen"], "account_reset_password_from_key": ["1", "abgelaufen"],
    "mfa_remove_webauthn": [1], "mfa_edit_webauthn": [1],
}  # fmt: skip
#: Absendungen, die jede Seite abweist: nichts, Unsinn.
EINGABEN = [
    {},
    {
        "email": "keine Adresse", "login": "keine Adresse", "password": "falsch", "code": "123", "oldpassword": "falsch", "password1": "kurz",
        "password2": "anders", "action_add": "", "name": "", "credential": "{}",
    },
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("angemeldet", [True, False], ids=["angemeldet", "anonym"])
def test_jede_konto_seite_und_jeder_ihrer_fehler_ist_deutsch(client, angemeldet):
    falsch, seiten = {}, 0
    if angemeldet:
        client.force_login(MitgliedschaftFactory(rolle=Rolle.LEITUNG).benutzer)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORT})
    for name in konto_seiten():
        ziel = reverse(name, args=ARGUMENTE.get(name, ()))
        for daten in [None, *EINGABEN]:
            kekse = deepcopy(client.cookies)
            with transaction.atomic():  # jede Seite trifft dieselbe Anmeldung an, auch nach dem Abmelden
                antwort = client.get(ziel, follow=True) if daten is None else client.post(ziel, daten, follow=True)
                transaction.set_rollback(True)
            client.cookies = kekse
            if "html" not in antwort["Content-Type"]:
                continue
            seiten += 1
            if funde := maengel(sichtbar(antwort)):
                falsch[name, antwort.status_code, daten is None] = funde
    assert falsch == {}
    assert seiten > 30
    for brief in mail.outbox:
        assert maengel(re.sub(r"\S+@\S+|https?://\S+", " ", f"{brief.subject} {brief.body}")) == set()


@pytest.mark.django_db
def test_die_bremse_des_zuruecksetzens_antwortet_mit_unserer_seite(client):
    for _ in range(6):
        antwort = client.post(
            reverse("account_reset_password"), {"email": "kim@beispiel.example"}, REMOTE_ADDR="198.51.100.7"
        )
    assert antwort.status_code == 429
    assert "Das waren zu viele Versuche" in sichtbar(antwort)
    assert maengel(sichtbar(antwort)) == set()
    assert antwort["Retry-After"] == "600"
    assert antwort["Content-Security-Policy"].startswith("default-src 'none'")
