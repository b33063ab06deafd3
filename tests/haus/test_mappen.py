"""Jede Excel-Datei ist fertig zum Arbeiten und Drucken und sagt auf dem Blatt „Angaben“, was sie zeigt (arge.seite.mappe)."""

import ast
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from arge.seite.ausgabe import AUSGABEN
from tests.haus.mappenpruefung import DATEINAME, angaben, gelesen, pruefe
from tests.haus.test_listen import EINMAL, OHNE_DATEI, Seite, demo, ohne_vorgabe, vorgaben  # noqa: F401 – demo ist eine Fixture
from tests.haus.test_quelltext import module
from traeger.begriffe import Rolle

MIT_DATEI = [(name, rolle) for name, rolle in EINMAL if name not in OHNE_DATEI]
BOESE = ["=HYPERLINK(1)", "+49", "-1+1", "@SUM(A1)", "a\x0bb", '&P&"Arial"', "<b>x</b>", "Ö" * 200]


def gezeigter_filter(antwort):
    """{Name: Wert} des Filters in den Worten der Seite: Beschriftung und getippter Text oder gewählte Möglichkeit."""
    text, seite = antwort.content.decode(), Seite(antwort)
    form = re.search(r'<form[^>]*method="get"[^>]*role="search".*?</form>', text, re.DOTALL)
    gezeigt = {}
    for name, wert in seite.felder.items() if form else ():
        (beschriftung,) = re.findall(rf'<label[^>]*for="id_{name}"[^>]*>(.*?)</label>', form[0], re.DOTALL)
        if wort := wert and wort_zu(form[0], name, wert):
            gezeigt[rein(beschriftung)] = wort
    return gezeigt


def wort_zu(form, name, wert):
    auswahl = re.search(rf'<select[^>]*name="{name}".*?</select>', form, re.DOTALL)
    if not auswahl:
        return html.unescape(wert)
    return rein(re.search(rf'<option value="{re.escape(wert)}"[^>]*>(.*?)</option>', auswahl[0], re.DOTALL)[1])


def rein(text):
    return " ".join(html.unescape(re.sub("<[^>]+>", "", text)).split())


def filter_der(gesagt):
    return {name.removeprefix("Filter: "): wert for name, wert in gesagt.items() if name.startswith("Filter: ")}


@pytest.mark.parametrize(("name", "rolle"), MIT_DATEI)
def test_jede_liste_ist_eine_fertige_mappe_und_nennt_ihren_filter(demo, name, rolle):  # noqa: F811
    """Mit den Vorgaben der Seite, ganz ohne Filter, und mit je einer Möglichkeit jeder Auswahl."""
    browser, (gesetzt, wahlen) = demo[rolle], vorgaben(demo[rolle], name)
    gewaehlt = {feld: werte[-1] for feld, werte in wahlen.items()}
    for wahl in ({}, dict.fromkeys(gesetzt, ""), gewaehlt):
        ziel = ohne_vorgabe(reverse(name), **wahl)
        seite = browser.get(ziel)
        gesagt = pruefe(gelesen(browser.get(ohne_vorgabe(ziel, export="xlsx"))))
        assert filter_der(gesagt) == gezeigter_filter(seite)
        ueberschrift = rein(re.search(r"<h1[^>]*>(.*?)</h1>", seite.content.decode(), re.DOTALL)[1])
        assert gesagt["Name"] == ueberschrift or ueberschrift in BEREICHE
        assert gesagt["Gilt für"]


#: Überschriften, die den Bereich nennen und erst darunter die Liste.
BEREICHE = {"Ehrenamt", "Integrationsmanagement", "Beratung", "Warnungen"}


@pytest.mark.parametrize(("name", "rolle"), MIT_DATEI)
def test_csv_ist_reine_tabelle_und_traegt_den_tag_im_namen(demo, name, rolle):  # noqa: F811
    antwort = demo[rolle].get(ohne_vorgabe(reverse(name), export="csv"))
    assert DATEINAME.search(antwort.headers["Content-Disposition"])
    zeilen = b"".join(antwort.streaming_content).decode("utf-8-sig")
    assert "Erstellt von" not in zeilen
    assert "Filter: " not in zeilen


@pytest.mark.parametrize(
    ("name", "angaben_", "rolle"),
    [("traeger:vzae-xlsx", {}, Rolle.STEUERUNG), ("traeger:vzae-xlsx", {"lesart": "alle", "traeger": "awo"}, Rolle.LEITUNG), ("traeger:import-vorlage", {}, Rolle.LEITUNG)],
)  # fmt: skip
def test_jede_andere_mappe_ist_genauso_fertig(demo, name, angaben_, rolle):  # noqa: F811
    gesagt = pruefe(gelesen(demo[rolle].get(reverse(name), angaben_)))
    assert gesagt["Einheit der Zahlen"] == "Vollzeitäquivalente (VZÄ)"
    if angaben_:
        assert {"Gezählt wird", "Träger", "Aufgabe", "Quelle", "Stichtag", "Kurven", "Hinweis"} <= gesagt.keys()
        assert "AWO" in gesagt["Träger"]


def test_alle_mappen_entstehen_an_einer_stelle():
    """Wer woanders eine baut, hat weder Angaben noch Formelschutz."""
    wer = {pfad for pfad, baum in module(ordner=("arge", "traeger", "ehrenamt", "beratung", "integrationsmanagement", "finanzen"))
           for knoten in ast.walk(baum) if getattr(knoten, "id", "") == "Workbook"}  # fmt: skip
    assert wer == {"arge/seite/mappe"}
    assert set(AUSGABEN) == {"csv", "xlsx"}


@pytest.mark.parametrize("wort", BOESE)
def test_boese_filterwerte_sind_text_und_brechen_nichts(demo, wort):  # noqa: F811
    """Ein Filterwert ist Getipptes: nie Formel, nie Steuerzeichen, nie eine Anweisung der Fußzeile."""
    antwort = demo[Rolle.LEITUNG].get(reverse("traeger:partner-liste"), {"suche": wort, "export": "xlsx"})
    mappe = gelesen(antwort)
    gesagt = pruefe(mappe)
    zelle = mappe["Angaben"].cell([*gesagt].index("Filter: Suche") + 2, 2)
    assert zelle.data_type == "s"
    assert zelle.value == wort.replace("\x0b", " ").strip()
    assert zelle.quotePrefix == wort.startswith(("=", "+", "-", "@"))


KENNZAHLEN = {
    ("beratung:fall-liste", "MBE-01"): ("mbe-faelle-mbe-01-2026-03-31.xlsx", "am 31.03.2026"),
    ("beratung:kontakt-liste", "MBE-05"): ("kontakte-mbe-05-2026-02-01-bis-2026-03-31.xlsx", "01.02.2026 bis 31.03.2026"),
}


@pytest.mark.parametrize(("name", "nummer"), KENNZAHLEN)
def test_hinter_einer_zahl_nennt_die_datei_nummer_namen_definition_und_wert(demo, name, nummer):  # noqa: F811
    dateiname, gilt = KENNZAHLEN[name, nummer]
    fragt = {"kennzahl": nummer, "von": "01.02.2026", "bis": "31.03.2026"}
    seite = demo[Rolle.LEITUNG].get(reverse(name), fragt)
    antwort = demo[Rolle.LEITUNG].get(reverse(name), fragt | {"export": "xlsx"})
    assert f'filename="{dateiname}"' in antwort.headers["Content-Disposition"]
    gesagt = pruefe(gelesen(antwort))
    assert gesagt["Kennzahl"].startswith(f"{nummer} ")
    assert gesagt["Gilt für"] == gilt
    assert gesagt["Was sie zählt"] in html.unescape(seite.content.decode())
    assert gesagt["Wert der Kennzahl"].startswith(f"{gesagt['Zeilen']} ")
    assert gesagt["Name"] in html.unescape(seite.content.decode())


def test_dateiname_nennt_tag_zeitraum_oder_heute(demo):  # noqa: F811
    heute = timezone.localdate().isoformat()
    faelle = {
        (
            "integrationsmanagement:gespraech-liste",
            "von=01.02.2026&bis=28.02.2026",
        ): "im-gespraeche-2026-02-01-bis-2026-02-28",
        ("traeger:stellenanteil-liste", "am=01.04.2026"): "stellenanteile-2026-04-01",
        ("traeger:stellenanteil-liste", "am="): f"stellenanteile-{heute}",
        ("beratung:kontakt-liste", "von=01.02.2026"): f"kontakte-{heute}",
    }
    for (name, wahl), soll in faelle.items():
        for art in ("csv", "xlsx"):
            antwort = demo[Rolle.LEITUNG].get(f"{reverse(name)}?{wahl}&export={art}")
            assert f'filename="{soll}.{art}"' in antwort.headers["Content-Disposition"]


def test_gerundete_zahlen_tragen_ihren_hinweis_mit(demo):  # noqa: F811
    """Das Partnerverzeichnis zählt Akten anderer Träger: Der Satz zum Schutz steht auf der Seite und in der Datei."""
    mappe = gelesen(demo[Rolle.KOORDINATION].get(reverse("traeger:partner-liste"), {"export": "xlsx"}))
    assert "auf Vielfache von" in angaben(mappe)["Hinweis"]
