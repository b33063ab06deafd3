"""Jede Liste des Hauses als Auftrag: dieselbe Datei wie sofort, dasselbe Recht wie die Seite."""

import html
import io
import re
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from arge.seite.ausfuhr import IM_HINTERGRUND
from tests.haus.test_listen import EINMAL, OHNE_DATEI, OHNE_NUMMER, TABELLE, Seite, demo, ohne_vorgabe, vorgaben  # noqa: F401 – demo ist eine Fixture
from tests.traeger.auftrag.hilfe import AUSFUHR, auftrag_zu, druecken, formular, herunterladen, inhalt, laeuft
from traeger.auftrag.resources import ENDUNG
from traeger.auftrag.vorgaenge import auftrag as vorgaenge
from traeger.begriffe import Arbeitsfeld, Rolle
from traeger.zugang import Zugang

pytestmark = pytest.mark.usefixtures("lange_listen")


def zellen(daten):
    blatt = load_workbook(io.BytesIO(daten)).active
    return [[(z.value, z.data_type, z.number_format, z.quotePrefix) for z in zeile] for zeile in blatt.iter_rows()]


LISTEN = [(name, rolle) for name, rolle in EINMAL if name not in OHNE_DATEI]


def umgekehrt(seite, ziel):
    """Dieselbe Liste, nach ihrer ersten sortierbaren Spalte absteigend."""
    if not (sortiert := re.search(r'class="arge-sortierung" href="\?([^"]*)"', seite.content.decode())):
        return ziel
    angaben = dict(parse_qsl(html.unescape(sortiert[1]), keep_blank_values=True))
    return ohne_vorgabe(ziel, **angaben | {"sortierung": "-" + angaben["sortierung"].removeprefix("-")})


@pytest.mark.parametrize(("name", "rolle"), LISTEN)
def test_jede_lange_liste_ist_ein_auftrag_und_ihre_datei_zelle_fuer_zelle_die_sofortige(demo, settings, name, rolle):  # noqa: F811
    """CSV mit den Vorgaben der Seite; Excel ohne sie und umgekehrt sortiert. Ein GET legt nichts an."""
    browser, gezeigt = demo[rolle], vorgaben(demo[rolle], name)[0]
    ohne = ohne_vorgabe(reverse(name), **dict.fromkeys(gezeigt, ""))
    for art, ziel in (("csv", reverse(name)), ("xlsx", umgekehrt(browser.get(ohne), ohne))):
        seite = browser.get(ziel)
        if not Seite(seite).tabelle:
            assert (art, AUSFUHR in seite.content.decode()) == ("csv", False), "ohne Vorgabe hat jede Liste Zeilen"
            continue
        assert "Die Datei entsteht im Hintergrund" in seite.content.decode()
        zurueck = browser.get(ohne_vorgabe(ziel, export=art), follow=True)
        assert (zurueck.redirect_chain[0][1], IM_HINTERGRUND in zurueck.content.decode()) == (302, True)
        auftrag = laeuft(auftrag_zu(druecken(browser, formular(seite), art)))
        datei = herunterladen(browser, auftrag)
        settings.EXPORT_SOFORT = 10**6
        antwort = browser.get(ohne_vorgabe(ziel, export=art))
        settings.EXPORT_SOFORT = 0
        assert antwort.headers["Content-Disposition"] == f'attachment; filename="{auftrag.dateiname}"'
        sofort = inhalt(antwort)
        assert (datei == sofort) if art == "csv" else (zellen(datei) == zellen(sofort))


@pytest.mark.parametrize(("name", "rolle"), LISTEN)
def test_recht_der_liste_gilt_dem_auftrag_und_ein_unlesbarer_filter_legt_keinen_an(demo, name, rolle):  # noqa: F811
    for fremd in set(Rolle) - set(TABELLE[name].wer):
        assert demo[fremd].post(AUSFUHR, {"liste": name, "export": "csv"}).status_code == 403
        assert not darf(name, fremd)
    assert darf(name, rolle)
    wahlen = vorgaben(demo[rolle], name)[1]
    for angaben, art in [(f"{feld}=gibt-es-nicht", "csv") for feld in wahlen] + [("", "docx")]:
        antwort = druecken(demo[rolle], {"liste": name, "angaben": angaben}, art)
        assert antwort.url.startswith(f"{reverse(name)}?")
        assert ("gibt-es-nicht" in antwort.url) == bool(angaben)


def darf(name, rolle):
    felder = frozenset(Arbeitsfeld.values)
    return vorgaenge.darf("ausfuhr", {"liste": name}, Zugang(1, 1, rolle, 1, "", felder, frozenset()))


def test_was_keine_liste_mit_datei_ist_wird_nicht_geoeffnet(demo):  # noqa: F811
    """Jede Route als jede Rolle: Nichts außer einer Liste wird auf diesem Weg geöffnet, und nichts bricht."""
    listen = {name for name, _ in LISTEN}
    assert all(name.endswith(ENDUNG) for name in listen)
    for name in [*OHNE_NUMMER, "traeger:auftrag-detail", "gibt-es-nicht-liste", "\x00-liste", ""]:
        if name not in listen:
            for rolle in Rolle:
                assert demo[rolle].post(AUSFUHR, {"liste": name, "export": "csv"}).status_code in (403, 404), name
