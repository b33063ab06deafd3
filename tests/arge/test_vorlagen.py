"""Die Jinja-Umgebung: Tippfehler fallen auf, alles wird maskiert, das Menü zeigt nur Erlaubtes, keine Vorlage bricht CSP."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from jinja2 import UndefinedError

from arge.seite.vorlagen import HAUPTPUNKTE, abschnitt, navigation, url
from tests.factories import MitgliedschaftFactory
from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.zugang import zugang_von

VORLAGEN = [p for p in Path(settings.VORLAGEN).rglob("*") if p.is_file()]
SEITEN = [p for p in VORLAGEN if "dokumente" not in p.parts]  # PDF-Vorlagen kennen keine CSP
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


@pytest.fixture
def env():
    return engines["jinja2"].env


def test_tippfehler_ist_ein_fehler(env):
    with pytest.raises(UndefinedError):
        env.from_string("{{ fal.name }}").render(fall=1)


def test_werte_werden_maskiert(env):
    assert env.from_string("{{ b.badge(name) }}").render(name="<b>").count("&lt;b&gt;") == 1


def test_unbekannter_baustein_nennt_seinen_namen(env):
    with pytest.raises(UndefinedError, match="gibtsnicht"):
        env.from_string("{{ b.gibtsnicht() }}").render()


def test_url_merkt_sich_und_loest_richtig_auf():
    assert url("mfa_edit_webauthn", 7) == url("mfa_edit_webauthn", 7) == reverse("mfa_edit_webauthn", args=[7])
    assert url("mfa_edit_webauthn", pk=8) == reverse("mfa_edit_webauthn", args=[8])


@pytest.mark.parametrize("vorlage", SEITEN, ids=lambda p: str(p.relative_to(settings.VORLAGEN)))
def test_keine_vorlage_enthaelt_inline_stil_oder_skript(vorlage):
    assert INLINE.search(vorlage.read_text()) is None


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", Rolle)
def test_menue_zeigt_genau_was_die_rolle_oeffnen_darf(rolle):
    ohne_sitz = rolle in {Rolle.KOORDINATION, Rolle.BETRIEB}
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, **({"traeger": None} if ohne_sitz else {}))
    request = RequestFactory().get("/")
    request.user = mitgliedschaft.benutzer
    zugang = request.user.zugang = zugang_von(mitgliedschaft)
    abschnitte = settings.ABSCHNITTE
    erwartet = [
        titel for name, titel, recht in settings.NAVIGATION
        if any(r is None or zugang.darf(r) for _, _, r in abschnitte.get(name, [(name, titel, recht)]))
    ]  # fmt: skip
    assert [punkt["titel"] for punkt in navigation(request)] == erwartet
    assert set(erwartet[HAUPTPUNKTE:]) <= {"Stammdaten", "Mitglieder", "Betrieb"}, (
        "in das Kontomenü geht nur, was man selten tut"
    )
    assert "Start" not in erwartet, "dorthin führt der Name des Hauses"


#: Zehn Seiten in fünf Reitern.
STELLEN = ["Stellenplan", "Übersicht VZÄ", "Vereinbart und bewilligt", "Personal", "Warnungen"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rolle", "route", "aktiv", "reiter"),
    [
        (Rolle.VERWALTUNG, "traeger:partner-liste", "Zusammenarbeit", ["Partner"]),
        (Rolle.LEITUNG, "traeger:warnung-liste", "Stellen", STELLEN),
        (Rolle.VERWALTUNG, "traeger:stellenplan", "Stellen", STELLEN[:-1]),
        (Rolle.STEUERUNG, "traeger:stellenplan", "Stellen", [*STELLEN[:3], "Stadtanteil", "Warnungen"]),
        (Rolle.FACHKRAFT, "traeger:bewilligung-liste", "Stellen", STELLEN[:3]),
        (Rolle.LEITUNG, "traeger:einladung-liste", "Mitglieder", ["Mitglieder", "Einladungen", "Freigaben"]),
        (Rolle.LEITUNG, "traeger:kalender", None, []),
        (Rolle.FACHKRAFT, "beratung:kontakt-liste", "Beratung", ["Fälle", "Kontakte", "Kurzberatungen"]),
        (Rolle.FACHKRAFT, "start", None, []),
        (Rolle.LEITUNG, "integrationsmanagement:auslastung", "Integrationsmanagement", ["Fälle", "Gespräche", "Auslastung"]),
        (Rolle.STEUERUNG, "finanzen:nachweis-liste", "Mittel und Nachweise", None),
    ],
)
def test_menue_hebt_den_abschnitt_der_seite_hervor(client, rolle, route, aktiv, reiter):
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle)
    request = RequestFactory().get(reverse(route))
    request.user = mitgliedschaft.benutzer
    request.user.zugang = zugang_von(mitgliedschaft)
    assert next((p["titel"] for p in navigation(request) if p["aktiv"]), None) == aktiv
    if reiter is not None:
        assert [titel for titel, *_ in abschnitt(request)[0]] == reiter
    client.force_login(request.user)
    assert client.get(navigation(request)[-1]["url"]).status_code == 200


PERSONAL = ["Fachkräfte", "Besetzungen", "Abwesenheiten", "Stadtanteil"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rolle", "route", "oben", "darunter"),
    [
        (Rolle.LEITUNG, "traeger:abwesenheit-liste", ("Personal", "true"), PERSONAL),
        (Rolle.LEITUNG, "traeger:fachkraft-liste", ("Personal", "true"), PERSONAL),
        (Rolle.STEUERUNG, "traeger:anteilmeldung-liste", ("Stadtanteil", "page"), []),
        (Rolle.STEUERUNG, "traeger:stellenanteil-liste", ("Vereinbart und bewilligt", "true"), ["Vereinbarungen", "Stellenanteile", "Bewilligungen"]),
        (Rolle.LEITUNG, "traeger:stellenplan", ("Stellenplan", "page"), []),
    ],
)  # fmt: skip
def test_die_zweite_reihe_zeigt_die_seiten_der_gruppe(client, rolle, route, oben, darunter):
    request = RequestFactory().get(f"{reverse(route)}7/" if oben[1] == "true" else reverse(route))
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle)
    request.user = mitgliedschaft.benutzer
    request.user.zugang = zugang_von(mitgliedschaft)
    erste, zweite = abschnitt(request)
    assert [(titel, stand) for titel, _, stand in erste if stand] == [oben]
    assert [titel for titel, *_ in zweite] == darunter
    assert [ziel for _, ziel, stand in zweite if stand] == ([reverse(route)] if darunter else [])
    client.force_login(request.user)
    seite = client.get(reverse(route)).content.decode()
    assert seite.count('class="arge-reiter') == 1 + bool(darunter)
    assert not darunter or f'aria-label="{oben[0]}"' in seite


@pytest.mark.parametrize("rolle", Rolle)
def test_keine_reihe_hat_mehr_als_acht_reiter(db, rolle):
    """So viele passen bei 1280 px in eine Zeile; die elfte Seite eines Abschnitts gehört in eine Gruppe."""
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, **({"traeger": None} if rolle in ROLLEN_OHNE_TRAEGER else {}))
    for seiten in settings.ABSCHNITTE.values():
        for route, _, _ in seiten:
            request = RequestFactory().get(reverse(route))
            request.user = mitgliedschaft.benutzer
            request.user.zugang = zugang_von(mitgliedschaft)
            assert max(map(len, abschnitt(request))) <= 8
    seiten = [route for seiten in settings.ABSCHNITTE.values() for route, *_ in seiten]
    assert {route for routen in settings.REITERGRUPPEN.values() for route in routen} <= set(seiten)


def test_ohne_anmeldung_kein_menue():
    assert navigation(RequestFactory().get("/")) == []
    assert navigation(None) == []


@pytest.mark.django_db
def test_wechsel_der_mitgliedschaft_steht_im_kopf_und_wirkt(client):
    erste = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    zweite = MitgliedschaftFactory(benutzer=erste.benutzer, rolle=Rolle.VERWALTUNG)
    client.force_login(erste.benutzer)
    html = client.get(reverse("mfa_index")).content.decode()
    assert f'name="mitgliedschaft" value="{zweite.pk}"' in html
    assert f'value="{erste.pk}" aria-current="true"' in html
    client.post(reverse("traeger:mitgliedschaft-wechseln"), {"mitgliedschaft": zweite.pk})
    assert f'value="{zweite.pk}" aria-current="true"' in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.django_db
def test_eine_mitgliedschaft_braucht_keinen_wechsel(client):
    client.force_login(MitgliedschaftFactory().benutzer)
    assert 'name="mitgliedschaft"' not in client.get(reverse("mfa_index")).content.decode()


def test_vorlagen_sehen_keine_geheimnisse(env):
    """Nur die Einstellungen, die eine Vorlage nennt; und jede genannte gibt es (sonst wäre die Liste zu lang)."""
    sicht = env.globals["einstellungen"]
    genannt = {name for datei in VORLAGEN for name in re.findall(r"einstellungen\.(\w+)", datei.read_text())}
    assert genannt == sicht.NAMEN
    assert all(hasattr(sicht, name) for name in genannt)
    for geheim in ("SECRET_KEY", "DATABASES", "SCHLUESSEL"):
        with pytest.raises(UndefinedError):
            env.from_string(f"{{{{ einstellungen.{geheim} }}}}").render()


def test_die_huelle_nimmt_keiner_seite_einen_namen_weg():
    """Was basis.jinja oben setzt, verdeckt in jedem Block, was die View so nannte: So brach jede Sitzung ab (`punkte`)."""
    gesetzt = set(re.findall(r"{%-? set (\w+)", (settings.VORLAGEN / "basis.jinja").read_text()))
    assert gesetzt
    gesetzt -= {"zugang"}  # so heißt ein Argument der Formulare, und es ist derselbe
    views = [p for app in settings.APPS for p in (settings.WURZEL / app).rglob("*.py") if "views" in p.as_posix()]
    assert len(views) > 20
    verdeckt = {(p.name, name) for p in views for name in gesetzt if f'"{name}":' in p.read_text()}
    assert verdeckt == set()
