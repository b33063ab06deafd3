"""Fehlerseiten drucken nur Sätze des Hauses (F29), nie den Text einer fremden Ausnahme."""

import ast

import pytest
from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from arge.daten.absage import Unverstanden, Verboten
from arge.seite import seiten
from arge.zusammensetzung import APPS
from tests.haus.test_quelltext import module

SATZ = "Interna der Maschine 10.0.0.7 stehen hier."


@pytest.fixture
def anfrage(rf: RequestFactory, db):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    "fremd", [PermissionDenied, BadRequest, SuspiciousOperation, DisallowedHost, RequestDataTooBig, ValueError]
)
@pytest.mark.parametrize("seite", [seiten.fehler_400, seiten.fehler_403, seiten.fehler_404])
def test_fremde_texte_stehen_nie_auf_einer_fehlerseite(anfrage, fremd, seite):
    assert SATZ not in seite(anfrage, fremd(SATZ)).text


def test_eigene_saetze_stehen_da(anfrage):
    assert SATZ in seiten.fehler_403(anfrage, Verboten(SATZ)).text
    assert SATZ in seiten.fehler_400(anfrage, Unverstanden(SATZ)).text


@pytest.mark.django_db
def test_unbekannter_host_wiederholt_nichts(settings):
    settings.ALLOWED_HOSTS = ["arge.example"]
    antwort = Client(raise_request_exception=False).get("/impressum/", headers={"host": "böse_.example"})
    assert antwort.status_code == 400
    assert "domain name" not in antwort.text
    assert "RFC" not in antwort.text
    assert "example" not in antwort.text


def test_wer_einen_satz_sagt_nimmt_die_ausnahme_des_hauses():
    """`raise PermissionDenied("…")` zeigte seinen Satz nie: Das fiele sonst erst im Betrieb auf."""
    stumm = [
        f"{pfad}:{knoten.lineno}"
        for pfad, baum in module(ordner=(*APPS, "arge"))
        for knoten in ast.walk(baum)
        if isinstance(knoten, ast.Raise) and isinstance(knoten.exc, ast.Call) and knoten.exc.args
        and getattr(knoten.exc.func, "id", "") in {"PermissionDenied", "BadRequest", "SuspiciousOperation"}
    ]  # fmt: skip
    assert stumm == []
