"""Was ein Träger nicht betreibt, steht nicht im Menü und nicht auf der Startseite – verborgen, nicht verboten."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import MitgliedschaftFactory, StellenanteilFactory, TraegerFactory
from tests.lesen import text
from traeger.begriffe import Arbeitsfeld, Rolle

pytestmark = pytest.mark.django_db
APPS = {"Beratung", "Integrationsmanagement", "Ehrenamt"}


def seite(rolle, felder, pfad="/", **mehr):
    """(Menü, Text der Seite) dieser Rolle bei einem Träger mit Stellenanteilen dieser Arbeitsfelder, auch vergangenen."""
    traeger = TraegerFactory()
    for feld in felder:
        StellenanteilFactory(traeger=traeger, aufgabe=feld, von=date(2020, 1, 1), bis=date(2020, 12, 31))
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=traeger if rolle != Rolle.KOORDINATION else None, **mehr)
    browser = Client()
    browser.force_login(mitglied.benutzer)
    antwort = browser.get(pfad)
    assert antwort.status_code == 200
    html = antwort.content.decode()
    menue = html.partition('aria-label="Hauptmenü"')[2].partition("</nav>")[0]
    assert menue
    return {app for app in APPS if f">{app}<" in menue or f">{app} " in menue}, text(antwort)


@pytest.mark.parametrize(
    ("rolle", "felder", "steht"),
    [
        (Rolle.LEITUNG, [Arbeitsfeld.EA, Arbeitsfeld.IM], {"Ehrenamt", "Integrationsmanagement"}),
        (Rolle.LEITUNG, [Arbeitsfeld.MBE], {"Beratung"}),
        (Rolle.LEITUNG, [], APPS),  # noch nichts erfasst: nichts verborgen
        (
            Rolle.KOORDINATION,
            [Arbeitsfeld.MBE],
            {"Ehrenamt", "Integrationsmanagement"},
        ),  # liest Projekte und Auslastung aller
    ],
)
def test_das_menue_zeigt_was_der_traeger_betreibt(rolle, felder, steht):
    assert seite(rolle, felder)[0] == steht


def test_wer_ein_arbeitsfeld_hat_sieht_es_auch_ohne_stelle():
    assert seite(Rolle.FACHKRAFT, [Arbeitsfeld.EA], arbeitsfelder=[Arbeitsfeld.MBE])[0] >= {"Beratung"}


def test_die_startseite_zaehlt_nicht_was_es_nicht_gibt():
    _, ganz = seite(Rolle.LEITUNG, [])
    _, nur = seite(Rolle.LEITUNG, [Arbeitsfeld.EA])
    assert "Kontakt erfassen" in ganz
    assert "MBE" in ganz
    assert "Kontakt erfassen" not in nur
    assert "MBE" not in nur


def test_verborgen_ist_nicht_verboten_und_wer_dort_ist_sieht_wo():
    assert seite(Rolle.LEITUNG, [Arbeitsfeld.EA], "/beratung/faelle/")[0] == {"Ehrenamt", "Beratung"}
