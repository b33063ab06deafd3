"""Die Glocke: Zahl im Kopf, Seite, Weg zur Sache, Einstellungen, und dass niemand eine fremde sieht."""

import re
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.lesen import text
from tests.traeger.auftrag.hilfe import ausfuehren, beauftragen
from tests.traeger.mitteilung.hilfe import glocke, mitglied, will, zeilen
from traeger.begriffe import Anlass, AuftragStatus, Bereich, Rolle
from traeger.mitteilung import vorgaenge
from traeger.mitteilung.briefe import ERKLAERT, satz
from traeger.models import Mitteilung, Mitteilungswahl
from traeger.zugang import handeln, technisch

SEITE, WAHL, ALLE_GELESEN = "/mitteilungen/", "/traeger/mitteilungen/einstellen/", "/traeger/mitteilungen/gelesen/"
HEUTE = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def heute(uhr, request):
    request.getfixturevalue("festgeschrieben" if "festgeschrieben" in request.fixturenames else "db")
    uhr(HEUTE)


@pytest.fixture
def wer(heute):
    return mitglied()


def angekommen(wer, anzahl=1, **felder):
    werte = {"anlass": Anlass.UEBERGEBEN, "tag": HEUTE, "entstanden_am": timezone.now()} | felder
    with technisch(Bereich.MITTEILUNGEN):
        return [
            Mitteilung.objects.create(
                benutzer=wer.benutzer, mitgliedschaft=wer, sache=f"MBE-Fall {nummer}", pfad=f"/traeger/rechte/?{nummer}", **werte
            )
            for nummer in range(1, anzahl + 1)
        ]  # fmt: skip


def oeffnen(wer, zeile):
    return wer.browser.post(f"/traeger/mitteilungen/{zeile.pk}/")


@pytest.mark.parametrize(("anzahl", "steht"), [(0, "Mitteilungen "), (3, "Mitteilungen, 3 ungelesen"), (100, "99+")])
def test_die_zahl_steht_auf_jeder_seite(wer, anzahl, steht):
    angekommen(wer, anzahl)
    for pfad in ("/", "/konto/", "/traeger/rechte/"):
        seite = text(wer.browser.get(pfad))
        assert steht in seite
        assert anzahl or "ungelesen" not in seite


def test_die_zahl_kostet_keine_abfrage(wer):
    def abfragen(pfad):
        with CaptureQueriesContext(connection) as gezaehlt:
            assert wer.browser.get(pfad).status_code == 200
        return len(gezaehlt)

    wer.browser.get("/traeger/rechte/")
    vorher = abfragen("/traeger/rechte/")
    angekommen(wer, 3)
    assert abfragen("/traeger/rechte/") == vorher
    eine, drei = mitglied(), mitglied()
    angekommen(eine, 1)
    angekommen(drei, 3)
    je = []
    for person in (eine, drei):
        person.browser.get(SEITE)
        with CaptureQueriesContext(connection) as gezaehlt:
            person.browser.get(SEITE)
        je.append(len(gezaehlt))
    assert je[0] == je[1] == vorher + 1


def test_anklicken_liest_und_fuehrt_hin(wer):
    eine, zweite = angekommen(wer, 2)
    antwort = oeffnen(wer, eine)
    assert (antwort.status_code, antwort.url) == (302, eine.pfad)
    seite = text(wer.browser.get(SEITE))
    assert "Neu (1)" in seite
    assert "Mitteilungen, 1 ungelesen" in seite
    assert [zeile.gelesen_am is None for zeile in zeilen(wer)] == [False, True]
    assert oeffnen(wer, eine).status_code == 302, "auch ein zweites Mal"
    assert zweite.pk


def test_lesen_schreibt_nie(wer):
    angekommen(wer)
    wer.browser.get(SEITE)
    assert len(glocke(wer)) == 1
    assert wer.browser.get(f"/traeger/mitteilungen/{zeilen(wer)[0].pk}/").status_code == 405


def test_alle_gelesen(wer):
    angekommen(wer, 3)
    andere = mitglied()
    angekommen(andere)
    assert wer.browser.post(ALLE_GELESEN).url == SEITE
    assert glocke(wer) == []
    assert len(glocke(andere)) == 1
    assert "Keine Mitteilungen." not in text(wer.browser.get(SEITE)), "gelesene bleiben stehen"


def test_die_seite_zeigt_die_neuesten_hundert(wer):
    angekommen(wer, 101)
    seite = text(wer.browser.get(SEITE))
    assert "Gezeigt sind die neuesten 100." in seite
    nummern = {int(nummer) for nummer in re.findall(r"MBE-Fall (\d+)", seite)}
    assert nummern == set(range(2, 102))


def test_leer_sagt_was_hier_stehen_wird(wer):
    assert "Keine Mitteilungen." in text(wer.browser.get(SEITE))


# --- Wessen --------------------------------------------------------------------------------------------------------------


def test_fremdes_und_das_der_anderen_mitgliedschaft_ist_404(wer):
    zweite, fremde = mitglied(Rolle.VERWALTUNG, wer.traeger, benutzer=wer.benutzer), mitglied(Rolle.LEITUNG, wer.traeger)
    for andere in (zweite, fremde):
        (zeile,) = angekommen(andere)
        assert oeffnen(wer, zeile).status_code == 404
    seite = wer.browser.get("/traeger/rechte/").content.decode()
    assert "· 1 neu" in seite, "im Kontomenü steht, dass in der anderen Rolle etwas wartet"
    assert "ungelesen" not in seite


@pytest.mark.parametrize("tabelle", ["mitteilung", "mitteilungswahl"])
def test_die_datenbank_zeigt_nur_die_eigenen(wer, tabelle):
    """Ein vergessenes `.fuer()` ist eine leere Liste, auch beim selben Träger."""
    andere = mitglied(Rolle.LEITUNG, wer.traeger)
    for person in (wer, andere):
        angekommen(person)
        will(person)
    modell = {"mitteilung": Mitteilung, "mitteilungswahl": Mitteilungswahl}[tabelle]
    with handeln(wer.zugang):
        assert {zeile.benutzer_id for zeile in modell.objects.all()} == {wer.benutzer_id}
        assert modell.objects.filter(benutzer=andere.benutzer).update(benutzer=wer.benutzer) == 0
        assert modell.objects.filter(benutzer=andere.benutzer).delete()[0] == 0
    assert modell.objects.count() == 0, "ohne Zugang keine Zeile"


def test_niemand_schreibt_einem_anderen_in_die_glocke(wer):
    andere = mitglied(Rolle.LEITUNG, wer.traeger)
    with pytest.raises(DatabaseError, match="row-level security"), handeln(wer.zugang), transaction.atomic():
        Mitteilung.objects.create(
            benutzer=andere.benutzer, mitgliedschaft=andere, anlass=Anlass.FERTIG, sache="Auftrag 1", pfad="/", tag=HEUTE,
            entstanden_am=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "pfad",
    [
        "//boese.example/",
        "/\\boese.example",
        "https://boese.example/",
        "javascript:1",
        "/\t/x",
        "/\n/boese.example/",
        "/x\n//y",
        "/x y",
        "/\u2028/x",
        "",
    ],
)
def test_kein_weg_fuehrt_aus_dem_haus(wer, pfad):
    with pytest.raises(DatabaseError, match="mitteilung_im_haus"), technisch(Bereich.MITTEILUNGEN):
        Mitteilung.objects.create(
            benutzer=wer.benutzer, mitgliedschaft=wer, anlass=Anlass.FERTIG, sache="x", pfad=pfad, tag=HEUTE,
            entstanden_am=timezone.now(),
        )  # fmt: skip


def test_ohne_mitgliedschaft_gibt_es_keine_glocke(wer):
    gegangen = mitglied(Rolle.LEITUNG, wer.traeger, bis=date(2026, 11, 21))
    angekommen(gegangen)
    seite = text(gegangen.browser.get(SEITE))
    assert "Keine Mitteilungen." in seite
    assert "MBE-Fall" not in seite


# --- Wahl ----------------------------------------------------------------------------------------------------------------


def test_ohne_wahl_ist_alles_in_der_glocke_und_per_email_was_liegen_bliebe(wer):
    form = wer.browser.get(WAHL).content.decode()
    for name, an in (("glocke", set(Anlass)), ("email", {Anlass.UEBERGEBEN, Anlass.UEBERFAELLIG, Anlass.ZURUECK})):
        for anlass in Anlass:
            kaestchen = next(
                teil for teil in form.split("<input") if f'name="{name}"' in teil and f'value="{anlass}"' in teil
            )
            assert ("checked" in kaestchen.split(">")[0]) is (anlass in an), (name, anlass)


def test_jede_wahl_gilt_und_laesst_sich_aendern(wer):
    for glocke_an, email in ((["faellig"], ["fertig", "zurueck"]), ([], [])):
        antwort = wer.browser.post(WAHL, {"glocke": glocke_an, "email": email, "gesendet": "1"})
        assert (antwort.status_code, antwort.url) == (302, SEITE)
        with handeln(wer.zugang):
            (wahl,) = Mitteilungswahl.objects.all()
            assert (wahl.glocke, wahl.email) == (glocke_an, email)


def test_jeder_anlass_hat_seine_saetze():
    assert set(ERKLAERT) == set(Anlass)
    assert [satz(anlass, HEUTE) for anlass in Anlass] == [
        "Ihnen zugewiesen, ab 22.11.2026", "an Sie übergeben, ab 22.11.2026", "fällig am 22.11.2026",
        "überfällig seit 22.11.2026", "fertig am 22.11.2026", "zurückgegeben am 22.11.2026",
        "Frist berichtigt, jetzt fällig am 22.11.2026",
    ]  # fmt: skip


# --- Aufträge ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("art", "wie"), [("kurz", ""), ("scheitert", ", gescheitert")])
def test_ein_auftrag_meldet_sich_wenn_er_fertig_oder_gescheitert_ist(festgeschrieben, arten, wer, art, wie):
    auftrag = beauftragen(wer.zugang, art)
    fertig = ausfuehren(auftrag, HEUTE)
    assert fertig.status in {AuftragStatus.FERTIG, AuftragStatus.GESCHEITERT}
    assert glocke(wer) == [(Anlass.FERTIG, f"Auftrag {auftrag.pk}{wie}")]


def test_gelesen_zaehlt_was_noch_ungelesen_war(wer):
    angekommen(wer, 2)
    with handeln(wer.zugang):
        jetzt = timezone.now()
        eine = vorgaenge.gelesen(durch=wer.zugang, jetzt=jetzt, nur=zeilen(wer)[0].pk)
    assert eine == 1
    assert len(glocke(wer)) == 1
