"""Konto im echten Browser: jede Seite der Anmeldung deutsch und barrierefrei, Einladung, Passkey, Authenticator-App."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.e2e.conftest import PASSWORT

#: Wörter, die nur in unübersetzten Texten stehen.
ENGLISCH = re.compile(
    r"\b(the|your|you|please|password|sign (in|out|up)|email address|code is|security key|add|remove|edit|verify|"
    r"verified|primary|current|started at|last seen|two-factor|recovery|generate|activate|deactivate|not used)\b",
    re.IGNORECASE,
)
DU = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir)\b")


@pytest.fixture
def deutsch(pruefe):
    """axe und Sprache: kein englischer Rest, kein Du."""

    def deutsch(seite, breiten=(1280, 390)):
        text = seite.locator("body").inner_text()
        for rest in (ENGLISCH, DU):
            fund = rest.search(text)
            assert fund is None, f"{seite.url}: „{text[max(0, fund.start() - 40) : fund.end() + 40]}“"
        pruefe(seite, breiten=breiten)

    return deutsch


def bestaetigen(seite):
    """Die Anwendung fragt vor heiklen Schritten noch einmal nach dem Passwort."""
    if "reauthenticate" in seite.url:
        seite.fill("input[name=password]", PASSWORT)
        seite.click("main button[type=submit]")


@pytest.mark.parametrize(
    "pfad", ["/konto/login/", "/konto/signup/", "/konto/password/reset/", "/konto/password/reset/done/",
             "/konto/password/reset/key/1-abc/", "/konto/inactive/", "/traeger/einladung/gibt-es-nicht/"],
)  # fmt: skip
def test_seiten_vor_der_anmeldung(seite, deutsch, pfad):
    seite.goto(pfad)
    deutsch(seite, breiten=(1280, 390, 320))


def test_fehlversuche_zeigen_einen_satz(seite, deutsch):
    for _ in range(6):
        seite.goto("/konto/login/")
        seite.fill("#id_login", "niemand@awo.example")
        seite.fill("#id_password", "falsch")
        seite.click("main button[type=submit]")
    assert "zu viele Fehlversuche" in seite.locator("main").inner_text()
    deutsch(seite)


KONTOSEITEN = (
    "/konto/", "/konto/password/change/", "/konto/email/", "/konto/sessions/", "/konto/2fa/", "/konto/2fa/webauthn/",
    "/konto/2fa/webauthn/add/", "/konto/2fa/totp/activate/", "/konto/logout/", "/konto/reauthenticate/", "/traeger/rechte/",
    "/traeger/entwuerfe/",
)  # fmt: skip


def test_seiten_des_kontos(seite, anmelden, deutsch):
    """Deutsch, barrierefrei und in derselben Hülle wie alles andere."""
    anmelden(seite, "verwaltung@diakonie.example")
    for pfad in KONTOSEITEN:
        seite.goto(pfad)
        if "reauthenticate" in seite.url:
            deutsch(seite)
            bestaetigen(seite)
        deutsch(seite, breiten=(1280, 390, 320))
        assert seite.locator(".arge-fuss").count() == 1, pfad


def code(geheimnis):
    return format_hotp_value(hotp_value(geheimnis, int(time.time()) // 30))


def test_authenticator_app_einrichten_mit_ersatzcode_anmelden_und_entfernen(seite, anmelden, deutsch):
    anmelden(seite, "leitung@diakonie.example")
    seite.goto("/konto/2fa/totp/activate/")
    bestaetigen(seite)
    geheimnis = seite.inner_text(".arge-geheimnis").replace(" ", "")
    seite.fill("input[name=code]", "000000")
    seite.click("main button[type=submit]")
    deutsch(seite)
    seite.fill("input[name=code]", code(geheimnis))
    seite.click("main button[type=submit]")
    seite.wait_for_url("**/recovery-codes/")
    deutsch(seite)
    ersatz = seite.locator("textarea").input_value().split()
    for pfad in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        seite.goto(f"/konto/2fa/{pfad}")
        deutsch(seite)
    seite.goto("/konto/logout/")
    seite.click("main button[type=submit]")
    seite.goto("/konto/login/")
    seite.fill("#id_login", "leitung@diakonie.example")
    seite.fill("#id_password", PASSWORT)
    seite.click("main button[type=submit]")
    seite.wait_for_url("**/2fa/authenticate/")
    deutsch(seite)
    seite.fill(
        "input[name=code]", ersatz[0]
    )  # ein Code aus der App gilt nur einmal; auf den nächsten zu warten, dauert bis zu 30 Sekunden
    seite.locator("form:has(input[name=code]) button[type=submit]").first.click()
    seite.wait_for_url(lambda ziel: "/konto/" not in ziel)
    seite.goto("/konto/2fa/totp/deactivate/")
    bestaetigen(seite)
    seite.click("main button[type=submit]")
    seite.wait_for_url("**/konto/2fa/")
    deutsch(seite)


def test_passkey_anlegen_und_ohne_passwort_anmelden(seite, haus, anmelden, deutsch):
    adresse = haus.adresse.replace("127.0.0.1", "localhost")  # ein Passkey gehört zu einem Namen, nie zu einer Nummer
    geraet = seite.context.new_cdp_session(seite)
    geraet.send("WebAuthn.enable")
    merkmale = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    geraet.send("WebAuthn.addVirtualAuthenticator", {"options": merkmale})
    seite.goto(f"{adresse}/konto/login/")
    seite.fill("#id_login", "verwaltung@caritas.example")
    seite.fill("#id_password", PASSWORT)
    seite.click("main button[type=submit]")
    seite.wait_for_url(f"{adresse}/")
    seite.goto(f"{adresse}/konto/2fa/webauthn/add/")
    bestaetigen(seite)
    seite.fill("input[name=name]", "Dienstrechner")
    seite.check("input[name=passwordless]")
    seite.click("#mfa_webauthn_add")
    seite.wait_for_url("**/recovery-codes/")
    for pfad in ("/konto/2fa/webauthn/", "/konto/2fa/", "/konto/"):
        seite.goto(f"{adresse}{pfad}")
        deutsch(seite)
    seite.goto(f"{adresse}/konto/2fa/webauthn/")
    for verweis in ("edit", "remove"):
        seite.locator(f"a[href$='/{verweis}/']").first.click()
        deutsch(seite)
        seite.goto(f"{adresse}/konto/2fa/webauthn/")
    seite.goto(f"{adresse}/konto/logout/")
    seite.click("main button[type=submit]")
    seite.goto(f"{adresse}/konto/login/?next=/traeger/rechte/")
    seite.click("#passkey_login")
    seite.wait_for_url(f"{adresse}/traeger/rechte/")


def test_einladen_und_mitglieder_verwalten(seite, anmelden, deutsch):
    anmelden(seite, "leitung@awo.example")
    seite.goto("/traeger/mitglieder/")
    deutsch(seite, breiten=(1280, 390, 320))
    seite.click("text=Person einladen")
    seite.click("main form button[type=submit]")
    deutsch(seite)
    seite.fill("input[name=name]", "Kim Neu")
    seite.fill("input[name=email]", "kim.neu@awo.example")
    seite.check("input[value=fachkraft]")
    seite.check("input[value=MBE]")
    seite.click("main form button[type=submit]")
    seite.wait_for_url("**/traeger/einladungen/")
    assert "kim.neu@awo.example ist angelegt" in seite.locator("main").inner_text()
    deutsch(seite)
    seite.click("text=Kim Neu")
    deutsch(seite)
    seite.goto("/traeger/mitglieder/")
    seite.locator("#liste tbody a").first.click()
    deutsch(seite)
    seite.click("text=Mitgliedschaft beenden")
    deutsch(seite)


def test_die_steuerung_findet_was_sie_freigibt(seite, anmelden, deutsch):
    """Bei der Diakonie hat die einzige Leitung eine zweite ernannt."""
    anmelden(seite, "steuerung@stadt.example")
    seite.goto("/traeger/freigaben/")
    deutsch(seite)
    assert "Jochen Wiedmaier" in seite.locator("main").inner_text()
    seite.click("text=Prüfen und freigeben")
    deutsch(seite)
    assert "verwaltung@diakonie.example" in seite.locator("main").inner_text()
