"""Eine Schreibweise und ein Wort je Sache: Stunden, Geld und VZÄ stehen auf jeder Seite gleich, Tafeln heißen wie ihre Kennzahl."""

import html
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from arge.zahlen.kennzahl import alle, nach_nummer
from arge.zahlen.statistik import Tafel
from finanzen import vorgaenge
from tests.haus.test_listen import OHNE_NUMMER, TABELLE, demo  # noqa: F401 – demo ist eine Fixture
from tests.vorlage import DEMO_HEUTE
from traeger.begriffe import Rolle
from traeger.zugang import technisch

#: Einheit → wie die Zahl davor überall steht; ein Wort davor („je VZÄ“) meint keine Zahl.
EINHEITEN = {
    "Std.": r"\d{1,3}(\.\d{3})*:[0-5]\d",
    "€": r"−?\d{1,3}(\.\d{3})*,\d\d",
    "VZÄ": r"−?\d{1,3}(\.\d{3})*,\d{1,3}",
}
ZAHL = re.compile(rf"([−\d][\d.,:]*)[ \xa0]({'|'.join(map(re.escape, EINHEITEN))})(?!\w)")


def text_der(antwort):
    return html.unescape(re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", antwort.content.decode(), flags=re.DOTALL))


@pytest.mark.parametrize("rolle", Rolle)
def test_jede_einheit_hat_auf_jeder_seite_eine_schreibweise(demo, rolle):  # noqa: F811
    """„133 Std.“ hier und „133:00 Std.“ dort sind für den, der beide liest, zwei Zahlen."""
    gesehen = set()
    for name in [name for name in OHNE_NUMMER if rolle in TABELLE[name].wer]:
        antwort = demo[rolle].get(reverse(name))
        if antwort.status_code == 200 and "html" in antwort.headers["content-type"]:
            for zahl, einheit in ZAHL.findall(text_der(antwort)):
                assert re.fullmatch(EINHEITEN[einheit], zahl), (name, zahl, einheit)
                gesehen.add(einheit)
    assert gesehen or rolle == Rolle.BETRIEB


@pytest.fixture(scope="module")
def tafeln(demo, django_db_blocker):  # noqa: F811
    """Alle Tafeln eines Verwendungsnachweises der Demo."""
    with django_db_blocker.unblock(), technisch():
        fassung = vorgaenge.nachweis_erstellen(
            schluessel="schreibweisen", jahr=2026, heute=DEMO_HEUTE, am=datetime(2026, 11, 15, 12, tzinfo=UTC), durch=None,
            fortschritt=lambda *_: None,
        )  # fmt: skip
    return [Tafel.from_json(t) for kapitel in fassung.daten["kapitel"] for t in kapitel["tafeln"]]


def test_eine_tafel_heisst_wie_die_eine_kennzahl_die_sie_zeigt(tafeln):
    """„Beratungsstunden“ über der Spalte „Beratungsdauer (MBE-06)“ sind zwei Wörter für eine Sache (GLOSSAR)."""
    geprueft = 0
    for tafel in tafeln:
        koepfe = tafel.spalten if len(tafel.spalten) == 1 else tafel.zeilen
        nummern = re.findall(r"\(([A-Z]+-\d\d)\)", " ".join(koepfe))
        if len(koepfe) == len(nummern) == 1:
            name = nach_nummer(nummern[0]).name
            assert hauptwoerter(name) & set(re.findall(r"\w+", tafel.titel.casefold())), (tafel.titel, name)
            geprueft += 1
    assert geprueft >= 8


def test_jedes_merkmal_einer_kennzahl_steht_im_nachweis(tafeln):
    """Eine Aufteilung, die niemand sieht, ist keine (Altersgruppen der Ehrenamtlichen, berichte 1)."""
    gezeigt = {(tafel.kuerzel, tafel.zeilen) for tafel in tafeln}
    for kennzahl in alle():
        for merkmal in getattr(kennzahl, "merkmale", {}).values():
            worte = tuple(merkmal.worte.values())
            assert any(n == kennzahl.nummer and z[: len(worte)] == worte for n, z in gezeigt), (kennzahl.nummer, worte)


def hauptwoerter(name):
    return {wort.casefold() for wort in re.findall(r"\w+", name) if wort[0].isupper()}
