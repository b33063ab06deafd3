"""Stellenanteile und Bewilligungen: anlegen, beenden, korrigieren, lesen; Regeln, Missbrauch, Gleichzeitigkeit."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from arge.daten.schreiben import satz_zur_bedingung
from arge.zahlen.zeitraum import Zeitraum
from tests.factories import StellenanteilFactory, TraegerFactory
from tests.factories.traeger import BewilligungFactory, StandortFactory
from tests.traeger.stellen.stellenpflege import (  # noqa: F401 – Fixtures
    JULI,
    als,
    anteil_daten,
    client_fixture,
    fehler,
    heute,
    stelle_fixture,
    steuerung_fixture,
)
from traeger.begriffe import Rolle
from traeger.models import Bewilligung, Stellenanteil
from traeger.zugang import technisch

pytestmark = pytest.mark.django_db


# --- Stellenanteil anlegen ----------------------------------------------------------------------------------------------


def test_stellenanteil_anlegen_auch_doppelt_abgesendet(client):
    daten = anteil_daten()
    ziele = {client.post(reverse("traeger:stellenanteil-neu"), daten).url for _ in range(3)}
    anteil = Stellenanteil.objects.get()
    assert ziele == {reverse("traeger:stellenanteil-detail", args=[anteil.pk])}
    assert (anteil.kuerzel, anteil.vzae, anteil.ist_obergrenze) == ("nord-ea-cadifa-2026-01", Decimal("0.40"), True)
    assert (anteil.mindestanteil_stadt, anteil.befristet_bis) == (Decimal("0.20"), date(2027, 12, 31))
    seite = client.get(ziele.pop()).content.decode()
    assert "bis zu 0,4" in seite


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({"bis": "31.12.2025"}, "Das Ende liegt vor dem Beginn."),
        ({"vzae": "0"}, "VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben."),
        ({"vzae": "0,03", "mindestanteil_stadt": ""}, "VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben."),
        ({"vzae": "0,07", "mindestanteil_stadt": ""}, "VZÄ sind größer als 0 und in Schritten von 0,05 anzugeben."),
        ({"vzae": "-1"}, "VZÄ sind größer als 0"),
        ({"mindestanteil_stadt": "0,5"}, "Der Mindestanteil der Stadt ist größer als der Stellenanteil."),
        ({"mindestanteil_stadt": "-0,1"}, "Der Mindestanteil ist nicht negativ."),
        ({"befristet_bis": "1.1.2025"}, "Die Finanzierung endet vor dem Beginn des Stellenanteils."),
        ({"traeger": "987654321"}, "Bitte wählen Sie"),
        ({"vereinbarung": "x"}, "Bitte wählen Sie"),
        ({"quelle": "lotto"}, "Bitte wählen Sie"),
        ({"von": "31.2.2026"}, "Den 31.2.2026 gibt es nicht"),
    ],
)
def test_falscher_stellenanteil_nennt_den_grund_und_legt_nichts_an(client, falsch, satz):
    assert satz.lower() in fehler(client.post(reverse("traeger:stellenanteil-neu"), anteil_daten(**falsch))).lower()
    assert not Stellenanteil.objects.exists()


def test_ueberschneidung_nennt_den_kollidierenden_zeitraum(client):
    da = StellenanteilFactory(aufgabe="EA", quelle="cadifa", von=date(2026, 3, 1), bis=date(2026, 12, 31))
    daten = anteil_daten(traeger=da.traeger_id)
    satz = "Schon eingetragen: ab 01.03.2026 bis 31.12.2026."
    assert satz in fehler(client.post(reverse("traeger:stellenanteil-neu"), daten))
    with pytest.raises(IntegrityError) as ausnahme, transaction.atomic():  # dieselbe Regel ohne Formular
        StellenanteilFactory(traeger=da.traeger, aufgabe="EA", quelle="cadifa", von=date(2026, 12, 31))
    assert satz in satz_zur_bedingung(ausnahme.value)
    for frei in ({"bis": "28.2.2026", "befristet_bis": ""}, {"zaehlt_zum_kontingent": "", "absendung": str(uuid.uuid4())}):
        assert client.post(reverse("traeger:stellenanteil-neu"), daten | frei).status_code == 302


# --- Beenden, korrigieren -----------------------------------------------------------------------------------------------


def beenden(client, anteil, am):
    aktuell = Stellenanteil.objects.get(pk=anteil.pk)
    adresse = reverse("traeger:stellenanteil-beenden", args=[anteil.pk])
    return client.post(adresse, {"version": aktuell.version, "am": am})


def test_beenden_zum_tag(client):
    anteil = StellenanteilFactory()
    assert "beginnt erst am 01.01.2026" in fehler(beenden(client, anteil, "31.12.2025"))
    assert beenden(client, anteil, "30.6.2026").status_code == 302
    anteil.refresh_from_db()
    assert (anteil.bis, anteil.version) == (date(2026, 6, 30), 2)
    assert "endet schon am 30.06.2026" in fehler(beenden(client, anteil, "31.7.2026"))


def test_beenden_wartet_auf_bewilligung_und_besetzung(client, stelle):
    assert "Beenden Sie sie zuerst zum 30.06.2026." in fehler(beenden(client, stelle, "30.6.2026"))
    with technisch():
        Bewilligung.objects.update(bis=date(2026, 6, 30))
    text = fehler(beenden(client, stelle, "30.6.2026"))
    assert "der Träger hat ihn darüber hinaus besetzt" in text
    assert "0,50 VZÄ" not in text, "wie hoch ein anderer besetzt, sieht nur er"
    stelle.refresh_from_db()
    assert stelle.bis is None


def korrigieren(client, anteil, **mehr):
    daten = anteil_daten(vereinbarung=anteil.vereinbarung_id, traeger=anteil.traeger_id) | {
        "aufgabe": anteil.aufgabe, "quelle": anteil.quelle, "version": anteil.version, "grund": "Vertrag § 3 sagt 1.2.",
    } | mehr  # fmt: skip
    daten.pop("absendung")
    return client.post(reverse("traeger:stellenanteil-korrigieren", args=[anteil.pk]), daten)


def test_korrektur_berichtigt_den_zeitraum_selbst_und_behaelt_den_grund(client):
    anteil = StellenanteilFactory(kuerzel="bleibt", bemerkung="alt")
    korrigieren(client, anteil, von="1.2.2026", bemerkung="alt")
    anteil.refresh_from_db()
    assert (anteil.von, anteil.kuerzel, anteil.version) == (date(2026, 2, 1), "bleibt", 2)
    assert anteil.bemerkung == "alt Berichtigt am 22.11.2026: Vertrag § 3 sagt 1.2."


def test_korrektur_ohne_grund_oder_gegen_die_besetzung_wird_abgewiesen(client, stelle):
    passend = {"vzae": "1", "bis": "", "befristet_bis": "", "mindestanteil_stadt": ""}
    assert "Bitte" in fehler(korrigieren(client, stelle, grund="", **passend))
    assert "darüber hinaus besetzt" in fehler(korrigieren(client, stelle, von="1.2.2026", **passend))
    assert "höher besetzt als 0,60 VZÄ" in fehler(korrigieren(client, stelle, **passend | {"vzae": "0,6"}))
    zu_lang = {"bemerkung": "x" * 239} | passend
    assert "um" in fehler(korrigieren(client, stelle, **zu_lang))
    anderer = fehler(korrigieren(client, stelle, **passend | {"traeger": TraegerFactory().pk}))
    assert "Der Träger bleibt, wie er ist." in anderer
    stelle.refresh_from_db()
    assert (stelle.version, stelle.bemerkung) == (1, "")


def test_falscher_traeger_laesst_sich_berichtigen_solange_nichts_daran_haengt(client):
    anteil, richtig = StellenanteilFactory(), TraegerFactory()
    assert korrigieren(client, anteil, traeger=richtig.pk).status_code == 302
    anteil.refresh_from_db()
    assert anteil.traeger == richtig


# --- Bewilligung --------------------------------------------------------------------------------------------------------


def bewilligung_daten(**mehr):
    return {
        "absendung": str(uuid.uuid4()), "aktenzeichen": "VwV-7", "bewilligt_am": "15.12.2025", "vzae": "0,9", "von": "1.1.2026",
        "bis": "31.12.2026",
    } | mehr  # fmt: skip


def test_bewilligung_eintragen_doppelt_und_beenden(client):
    anteil = StellenanteilFactory(bis=date(2027, 12, 31))
    daten = bewilligung_daten()
    for _ in range(2):
        assert client.post(reverse("traeger:bewilligung-neu", args=[anteil.pk]), daten).status_code == 302
    bewilligung = Bewilligung.objects.get()
    assert (bewilligung.stellenanteil, bewilligung.traeger) == (anteil, anteil.traeger)
    client.post(reverse("traeger:bewilligung-beenden", args=[bewilligung.pk]), {"am": "30.6.2026", "version": 1})
    bewilligung.refresh_from_db()
    assert bewilligung.bis == date(2026, 6, 30)
    for tag, satz in (("31.12.2025", "beginnt erst am 01.01.2026"), ("1.7.2026", "endet schon am 30.06.2026")):
        antwort = client.post(reverse("traeger:bewilligung-beenden", args=[bewilligung.pk]), {"am": tag, "version": 2})
        assert satz in fehler(antwort)
    assert "VwV-7" in client.get(reverse("traeger:stellenanteil-detail", args=[anteil.pk])).content.decode()


def test_ein_aenderungsbescheid_laesst_den_bisherigen_stehen(client):
    anteil = StellenanteilFactory(bis=date(2027, 12, 31))
    alt = BewilligungFactory(stellenanteil=anteil, von=date(2026, 1, 1), bis=date(2026, 12, 31), vzae=Decimal("0.9"))
    adresse = reverse("traeger:bewilligung-aendern", args=[alt.pk])
    daten = bewilligung_daten(aktenzeichen="VwV-8", vzae="0,6", von="1.7.2026") | {"version": alt.version}
    for von, satz in (("1.1.2026", "frühestens am 02.01.2026"), ("1.1.2027", "endet am 31.12.2026")):
        assert satz in fehler(client.post(adresse, daten | {"von": von, "bis": "31.12.2027"}))
    assert "nichts anders" in fehler(client.post(adresse, daten | {"vzae": "0,9"}))
    form = client.get(adresse).context["form"]
    assert [form[name].value() for name in ("von", "bewilligt_am", "vzae")] == [None, None, "0,90"]
    assert client.post(adresse, daten).status_code == 302
    zeilen = Bewilligung.objects.order_by("von").values_list("aktenzeichen", "vzae", "von", "bis")
    assert list(zeilen) == [
        (alt.aktenzeichen, Decimal("0.90"), date(2026, 1, 1), date(2026, 6, 30)),
        ("VwV-8", Decimal("0.60"), date(2026, 7, 1), date(2026, 12, 31)),
    ]


def test_eine_korrektur_der_bewilligung_nennt_den_grund(client):
    anteil = StellenanteilFactory(bis=date(2027, 12, 31))
    alt = BewilligungFactory(stellenanteil=anteil, von=date(2026, 1, 1), bis=date(2026, 12, 31), vzae=Decimal("0.9"))
    adresse = reverse("traeger:bewilligung-korrigieren", args=[alt.pk])
    daten = bewilligung_daten(vzae="0,6") | {"version": alt.version}
    assert "Bitte" in fehler(client.post(adresse, daten))
    assert client.post(adresse, daten | {"grund": "Im Bescheid steht 0,6."}).status_code == 302
    alt.refresh_from_db()
    assert (alt.vzae, alt.von) == (Decimal("0.60"), date(2026, 1, 1))
    assert "Im Bescheid steht 0,6." in client.get(reverse("traeger:stellenanteil-detail", args=[anteil.pk])).content.decode()


@pytest.mark.parametrize(
    ("falsch", "satz"),
    [
        ({}, "schon eine Bewilligung. Schon eingetragen: ab 01.03.2026 bis 31.03.2026."),
        ({"von": "1.12.2025", "bis": "31.1.2026"}, "die Bewilligung reicht darüber hinaus"),
        ({"von": "1.4.2026", "bis": ""}, "Der Stellenanteil gilt 01.01.2026 bis 31.12.2027"),
        ({"von": "1.6.2026", "bis": "31.5.2026"}, "Das Ende liegt vor dem Beginn."),
        ({"vzae": "0", "von": "1.4.2026"}, "VZÄ sind größer als 0"),
        ({"vzae": "0,33", "von": "1.4.2026"}, "in Schritten von 0,05"),
        ({"bewilligt_am": "23.11.2026", "von": "1.4.2026"}, "Das Datum liegt in der Zukunft."),
        ({"aktenzeichen": "", "von": "1.4.2026"}, "Bitte"),
    ],
)
def test_falsche_bewilligung_nennt_den_grund(client, falsch, satz):
    anteil = StellenanteilFactory(bis=date(2027, 12, 31))
    BewilligungFactory(stellenanteil=anteil, von=date(2026, 3, 1), bis=date(2026, 3, 31))
    antwort = client.post(reverse("traeger:bewilligung-neu", args=[anteil.pk]), bewilligung_daten(**falsch))
    assert satz in fehler(antwort)
    assert Bewilligung.objects.count() == 1


# --- Lesen, Rollen, Abfragen --------------------------------------------------------------------------------------------


def test_liste_filtert_nach_traeger_aufgabe_quelle_und_tag(client):
    vorbei = StellenanteilFactory(aufgabe="EA", von=date(2020, 1, 1), bis=date(2025, 12, 31))
    jetzt = StellenanteilFactory(aufgabe="IM")
    adresse = reverse("traeger:stellenanteil-liste")

    def nummern(**wahl):
        return {zeile[0] for zeile in client.get(adresse, wahl).context["liste"].zeilen}

    assert nummern() == {jetzt.pk}
    assert nummern(am="") == {jetzt.pk, vorbei.pk}
    assert nummern(am="31.12.2025") == {vorbei.pk}
    assert nummern(am="", aufgabe="EA") == {vorbei.pk}
    assert nummern(traeger=vorbei.traeger_id) == set()
    assert nummern(am="", quelle="stadt") == set()
    assert nummern(am="irgendwann") == set()


def test_wer_nur_liest_sieht_keine_knoepfe_und_keine_namen(stelle):
    for rolle in (Rolle.FACHKRAFT, Rolle.PRUEFUNG, Rolle.KOORDINATION):
        seite = als(rolle).get(reverse("traeger:stellenanteil-detail", args=[stelle.pk])).content.decode()
        assert "Ab einem Tag ändern" not in seite
        assert stelle.lang.fachkraft.nachname not in seite
        assert "0,7" in seite  # die Summe der Besetzung, auch für andere Träger
        assert als(rolle).post(reverse("traeger:stellenanteil-beenden", args=[stelle.pk]), {}).status_code == 403


@pytest.mark.parametrize("name", ["vereinbarung", "stellenanteil"])
def test_liste_und_detail_brauchen_immer_gleich_viele_abfragen(client, name, django_assert_max_num_queries):
    anzahl = []
    for _ in range(2):
        anteil = StellenanteilFactory(standort=StandortFactory())
        BewilligungFactory(stellenanteil=anteil)
        zeile = anteil if name == "stellenanteil" else anteil.vereinbarung
        for adresse in (reverse(f"traeger:{name}-liste"), reverse(f"traeger:{name}-detail", args=[zeile.pk])):
            client.get(adresse)
            with django_assert_max_num_queries(13) as abfragen:
                assert client.get(adresse).status_code == 200
            anzahl.append(len(abfragen))
        StellenanteilFactory(vereinbarung=anteil.vereinbarung)
    assert anzahl[:2] == anzahl[2:]


# --- Der Standort an dem Tag --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("von", "zeigt", "satz"),
    [
        ("31.12.2025", False, "ist erst seit dem 01.01.2026 dabei"),
        ("1.1.2026", True, None), ("30.6.2026", True, None),
        ("1.7.2026", False, "war nur bis zum 30.06.2026 dabei"),
    ],
)  # fmt: skip
def test_ein_stellenanteil_beginnt_an_einem_ort_den_es_dann_gibt(client, von, zeigt, satz):
    """Auswahl und Prüfung nach dem Tag, an dem der Stellenanteil beginnt, nicht nach heute."""
    ort = StandortFactory(name="Altes Haus", von=date(2026, 1, 1), bis=date(2026, 6, 30))
    ziel, daten = reverse("traeger:stellenanteil-neu"), anteil_daten(standort=ort.pk, von=von, bis="")
    assert ("Altes Haus" in client.post(ziel, daten | {"nur_auswahl": "1", "standort": ""}).content.decode()) is zeigt
    antwort = client.post(ziel, daten)
    assert (antwort.status_code == 302) is zeigt
    if satz:
        assert satz in antwort.content.decode()


def test_eine_aenderung_fragt_nach_dem_ort_an_ihrem_tag(client, stelle):
    ort = StandortFactory(name="Altes Haus", bis=date(2026, 6, 30))
    ziel = reverse("traeger:stellenanteil-aendern", args=[stelle.pk])
    frage = {"ab": "1.6.2026", "nur_auswahl": "1"}
    assert "Altes Haus" in client.post(ziel, frage).content.decode()
    assert "Altes Haus" not in client.post(ziel, frage | {"ab": "1.7.2026"}).content.decode()
    assert ort.dabei == [Zeitraum(date.min, date(2026, 6, 30))]
