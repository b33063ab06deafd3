"""Fachkräfte, Besetzung, Stadtanteil: jede Regel der Datenbank als Satz, nichts doppelt, nichts überschrieben (Fachmodell 1)."""

import re
import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from tests.factories import BesetzungFactory, FachkraftFactory, MitgliedschaftFactory, StandortFactory, StellenanteilFactory
from tests.factories.basis import im_namen_von
from tests.factories.traeger import AbwesenheitFactory, AnteilmeldungFactory, VertretungFactory
from tests.lesen import text
from traeger.begriffe import Quelle, Rolle
from traeger.models import Anteilmeldung, Besetzung, Fachkraft, Vertretung
from traeger.personal.tables import vzae_im_monat
from traeger.stellen.kennzahlen import BESETZT_MITTEL

pytestmark = pytest.mark.usefixtures("kontext")

HEUTE = date(2026, 7, 15)


@pytest.fixture(autouse=True)
def heute(uhr):
    uhr(HEUTE)


@pytest.fixture
def leitung(db):
    return MitgliedschaftFactory(rolle=Rolle.LEITUNG)


def anmelden(mitgliedschaft):
    client = Client()
    client.force_login(mitgliedschaft.benutzer)
    return client


@pytest.fixture
def client(leitung):
    return anmelden(leitung)


@pytest.fixture
def kraft(leitung):
    return FachkraftFactory(traeger=leitung.traeger, beschaeftigt_von=date(2020, 1, 1), beschaeftigt_bis=date(2028, 12, 31))


@pytest.fixture
def stelle(leitung):
    return StellenanteilFactory(traeger=leitung.traeger, von=date(2026, 1, 1), bis=date(2029, 12, 31), vzae=Decimal("0.80"))


def ziel(name, *args):
    return reverse(f"traeger:{name}", args=[getattr(a, "pk", a) for a in args])


def sende(client, name, *args, **daten):
    daten = {"absendung": str(uuid.uuid4()), "version": "1"} | daten
    return client.post(ziel(name, *args), daten, follow=True)


def alle(modell, traeger):
    with im_namen_von(traeger.pk):
        return list(modell.objects.filter(traeger=traeger).order_by("von" if hasattr(modell, "von") else "pk", "pk"))


# --- Fachkraft ----------------------------------------------------------------------------------------------------------


ANGABEN = {"vorname": "Jana", "nachname": "Lindqvist", "qualifikation": "hochschule", "beschaeftigt_von": "1.3.2026"}


def test_fachkraft_anlegen_ist_auch_doppelt_abgesendet_eine(client, leitung):
    absendung = str(uuid.uuid4())
    for _ in range(3):
        antwort = sende(client, "fachkraft-neu", absendung=absendung, **ANGABEN)
    assert "Jana Lindqvist" in text(antwort)
    (kraft,) = alle(Fachkraft, leitung.traeger)
    assert (kraft.beschaeftigt_von, kraft.traeger) == (date(2026, 3, 1), leitung.traeger)


def test_nur_freie_konten_des_eigenen_traegers_stehen_zur_wahl(client, leitung, kraft):
    frei = MitgliedschaftFactory(traeger=leitung.traeger)
    vergeben = MitgliedschaftFactory(traeger=leitung.traeger)
    beendet = MitgliedschaftFactory(traeger=leitung.traeger, bis=date(2026, 7, 14))
    FachkraftFactory(traeger=leitung.traeger, benutzer=vergeben.benutzer)
    fremd = MitgliedschaftFactory()
    wahl = re.findall(r'<option value="(\d+)"', client.get(ziel("fachkraft-bearbeiten", kraft)).content.decode())
    assert {int(nummer) for nummer in wahl} == {frei.benutzer_id, leitung.benutzer_id}
    for falsch in (fremd, vergeben, beendet):
        antwort = sende(client, "fachkraft-bearbeiten", kraft, **ANGABEN, benutzer=falsch.benutzer_id)
        assert "benutzer" in antwort.context["form"].errors
    sende(client, "fachkraft-bearbeiten", kraft, **ANGABEN, benutzer=frei.benutzer_id)
    assert alle(Fachkraft, leitung.traeger)[0].benutzer == frei.benutzer


def test_fachkraft_auf_veraltetem_stand_zeigt_beide(client, kraft):
    sende(client, "fachkraft-bearbeiten", kraft, **ANGABEN | {"nachname": "Eins"})
    antwort = sende(client, "fachkraft-bearbeiten", kraft, **ANGABEN | {"nachname": "Zwei"})
    assert "hat jemand diesen Eintrag geändert" in text(antwort)
    assert ("Nachname", "Eins", "Zwei") in antwort.context["form"].konflikt


def test_wer_erst_nach_der_besetzung_anfaengt_wird_abgewiesen(client, leitung, kraft, stelle):
    BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, bis=date(2026, 12, 31))
    antwort = sende(client, "fachkraft-berichtigen", kraft, von="1.3.2026", bis="31.12.2028", begruendung="Vertrag")
    assert "die Besetzung mit 0,50 VZÄ ab 01.01.2026 bis 31.12.2026 reicht darüber hinaus" in text(antwort)


def test_beschaeftigung_beenden_beendet_besetzung_und_vertretung_mit(client, leitung, kraft, stelle):
    alt = BesetzungFactory(
        traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, vzae=Decimal("0.30"), bis=date(2026, 3, 31)
    )
    laufend = BesetzungFactory(
        traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, von=date(2026, 4, 1), bis=date(2026, 12, 31)
    )
    BesetzungFactory(
        traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, von=date(2027, 1, 1), bis=date(2027, 2, 1)
    )
    fehlt = AbwesenheitFactory(traeger=leitung.traeger)
    VertretungFactory(traeger=leitung.traeger, abwesenheit=fehlt, fachkraft=kraft)
    text_ = text(sende(client, "fachkraft-beenden", kraft, letzter_tag="20.7.2026"))
    assert "endet am 20.07.2026" in text_
    enden = {b.pk: b.bis for b in alle(Besetzung, leitung.traeger)}
    assert enden == {alt.pk: date(2026, 3, 31), laufend.pk: date(2026, 7, 20)}
    assert [v.bis for v in alle(Vertretung, leitung.traeger)] == [date(2026, 7, 20)]
    neue = FachkraftFactory(traeger=leitung.traeger, beschaeftigt_von=date(2026, 8, 1))
    assert "hat erst am 01.08.2026 begonnen" in text(sende(client, "fachkraft-beenden", neue, letzter_tag="20.7.2026"))


# --- Besetzung: jede Regel der Datenbank als Satz -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("daten", "satz"),
    [
        ({"vzae": "0"}, "VZÄ sind größer als 0"),
        ({"vzae": "-0,5"}, "VZÄ sind größer als 0"),
        ({"vzae": "1,2"}, "Eine Fachkraft besetzt höchstens 1,0 VZÄ."),
        ({"vzae": "0,33"}, "in Schritten von 0,05"),
        ({"vzae": "halb"}, "Bitte geben Sie eine Zahl ein"),
        ({"vzae": "0,5", "bis": "31.12.2025"}, "Das Ende liegt vor dem Beginn."),
        (
            {"von": "31.12.2025"},
            "Der Stellenanteil gilt ab 01.01.2026 bis 31.12.2029; die Besetzung mit 0,30 VZÄ ab 31.12.2025",
        ),
        ({"bis": "1.1.2029"}, "Die Fachkraft ist ab 01.01.2020 bis 31.12.2028 beschäftigt"),
        ({"bis": "1.1.2030"}, "reicht darüber hinaus"),
        ({"vzae": "0,85"}, "Am 01.02.2026 wären 0,85 VZÄ besetzt, der Stellenanteil hat 0,80 VZÄ."),
    ],
)
def test_falsche_besetzung_ist_ein_satz_und_nichts_ist_geschrieben(client, leitung, kraft, stelle, daten, satz):
    grund = {"stellenanteil": stelle.pk, "vzae": "0,3", "von": "1.2.2026", "bis": ""}
    antwort = sende(client, "besetzung-neu", kraft, **grund | daten)
    assert satz in text(antwort)
    assert alle(Besetzung, leitung.traeger) == []


def test_ueberbesetzung_nennt_womit_sie_kollidiert(client, leitung, kraft, stelle):
    BesetzungFactory(traeger=leitung.traeger, stellenanteil=stelle, bis=date(2026, 6, 30))
    antwort = sende(client, "besetzung-neu", kraft, stellenanteil=stelle.pk, vzae="0,4", von="1.5.2026")
    assert "Am 01.05.2026 wären 0,90 VZÄ besetzt, der Stellenanteil hat 0,80 VZÄ" in text(antwort)
    assert "0,50 VZÄ (ab 01.01.2026 bis 30.06.2026)" in text(antwort)
    antwort = sende(client, "besetzung-neu", kraft, stellenanteil=stelle.pk, vzae="0,4", von="1.7.2026")
    assert "Die Besetzung ist eingetragen." in text(antwort)


def test_mehr_als_eins_je_person_und_doppelte_besetzung(client, leitung, kraft, stelle):
    zweite = StellenanteilFactory(traeger=leitung.traeger, aufgabe="EA", vzae=Decimal("1.00"))
    BesetzungFactory(
        traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, vzae=Decimal("0.60"), bis=date(2026, 12, 31)
    )
    antwort = sende(client, "besetzung-neu", kraft, stellenanteil=zweite.pk, vzae="0,5", von="1.3.2026")
    assert "Am 01.03.2026 hätte die Fachkraft 1,10 VZÄ, höchstens 1,00 VZÄ sind möglich" in text(antwort)
    antwort = sende(client, "besetzung-neu", kraft, stellenanteil=stelle.pk, vzae="0,1", von="1.3.2026")
    assert "Diese Fachkraft besetzt den Stellenanteil in diesem Zeitraum schon" in text(antwort)


def test_anteil_eines_anderen_traegers(client, leitung, kraft):
    fremder = StellenanteilFactory()
    antwort = sende(client, "besetzung-neu", kraft, stellenanteil=fremder.pk, vzae="0,5", von="1.2.2026")
    assert "Dieser Stellenanteil gehört nicht zu Ihrem Träger." in text(antwort)
    assert alle(Besetzung, leitung.traeger) == []


def test_besetzung_doppelt_abgesendet_ist_eine_und_endet_mit_stelle_und_beschaeftigung(client, leitung, kraft, stelle):
    absendung = str(uuid.uuid4())
    for _ in range(3):
        antwort = sende(
            client, "besetzung-neu", kraft, absendung=absendung, stellenanteil=stelle.pk, vzae="0,8", von="1.2.2026"
        )
        assert "Die Besetzung ist eingetragen." in text(antwort)
    (zeile,) = alle(Besetzung, leitung.traeger)
    assert (zeile.vzae, zeile.bis) == (Decimal("0.80"), date(2028, 12, 31))


def test_umfang_ab_einem_tag_laesst_den_alten_zeitraum_stehen(client, leitung, kraft, stelle):
    zeile = BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, bis=date(2026, 12, 31))
    for ab, vzae, satz in (
        ("1.1.2026", "0,6", "frühestens am 02.01.2026"), ("1.1.2027", "0,6", "Die Besetzung endet am 31.12.2026."),
        ("1.6.2026", "0,5", "derselbe wie bisher"), ("1.6.2026", "0,9", "0,90 VZÄ besetzt, der Stellenanteil hat 0,80"),
    ):  # fmt: skip
        assert satz in text(sende(client, "besetzung-aendern", zeile, ab=ab, vzae=vzae)), satz
    for _ in range(2):  # die zweite Absendung ist veraltet
        antwort = sende(client, "besetzung-aendern", zeile, ab="1.6.2026", vzae="0,6")
    assert "hat jemand diesen Eintrag geändert" in text(antwort)
    stand = [(b.von, b.bis, b.vzae) for b in alle(Besetzung, leitung.traeger)]
    assert stand == [
        (date(2026, 1, 1), date(2026, 5, 31), Decimal("0.50")),
        (date(2026, 6, 1), date(2026, 12, 31), Decimal("0.60")),
    ]


def test_besetzung_beenden_und_berichtigen(client, leitung, kraft, stelle):
    zeile = BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, bis=date(2026, 12, 31))
    assert "beginnt erst am 01.01.2026" in text(sende(client, "besetzung-beenden", zeile, letzter_tag="31.12.2025"))
    assert "endet schon am 31.12.2026" in text(sende(client, "besetzung-beenden", zeile, letzter_tag="1.1.2027"))
    sende(client, "besetzung-beenden", zeile, letzter_tag="30.6.2026")
    assert [b.bis for b in alle(Besetzung, leitung.traeger)] == [date(2026, 6, 30)]
    daten = {
        "stellenanteil": stelle.pk,
        "vzae": "0,7",
        "von": "1.2.2026",
        "bis": "30.6.2026",
        "begruendung": "Laut Vertrag 0,7.",
    }
    assert "hat jemand diesen Eintrag" in text(sende(client, "besetzung-berichtigen", zeile, **daten))
    assert "Begründung" in text(sende(client, "besetzung-berichtigen", zeile, **daten | {"version": "2", "begruendung": ""}))
    antwort = text(sende(client, "besetzung-berichtigen", zeile, **daten | {"version": "2"}))
    assert (
        "Besetzung 01.01.2026 bis 30.06.2026: VZÄ: 0,5 → 0,7; ab: 01.01.2026 → 01.02.2026. Begründung: Laut Vertrag 0,7."
        in antwort
    )
    assert "nichts anders" in text(sende(client, "besetzung-berichtigen", zeile, **daten | {"version": "3"}))
    assert [(b.von, b.vzae) for b in alle(Besetzung, leitung.traeger)] == [(date(2026, 2, 1), Decimal("0.70"))]


# --- Teilmonate ---------------------------------------------------------------------------------------------------------


def test_angebrochener_monat_zaehlt_mit_seinen_tagen(client, leitung, kraft, stelle):
    BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, vzae=Decimal("0.25"),
                     von=date(2026, 3, 15), bis=date(2026, 5, 10))  # fmt: skip
    BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, vzae=Decimal("0.40"),
                     von=date(2026, 5, 11), bis=date(2026, 8, 31))  # fmt: skip
    with im_namen_von(leitung.traeger.pk):
        zeilen = list(kraft.besetzungen.all())
        summe, rechnung = vzae_im_monat(zeilen, Zeitraum.monat(2026, 3))
        assert (summe, rechnung) == (Fraction(17, 31) * Fraction(1, 4), "17/31 × 0,25")
        mittel = replace(BESETZT_MITTEL, menge=lambda zeitraum: Besetzung.objects.im(zeitraum))
        for monat in range(1, 13):  # dieselbe Zahl wie die Kennzahl TR-06
            zeitraum = Zeitraum.monat(2026, monat)
            assert float(vzae_im_monat(zeilen, zeitraum)[0]) == pytest.approx(
                float(mittel.wert(zeitraum, fachkraft=kraft)), abs=0.0005
            )
    seite = text(client.get(ziel("fachkraft-detail", kraft)))
    assert "März 0,137 17/31 × 0,25" in seite
    assert "Mai 0,352 10/31 × 0,25 + 21/31 × 0,4" in seite
    assert "heute besetzt: 0,4 VZÄ" in seite
    for angaben, zeigt in (({"jahr": "2025"}, "2025"), ({}, "2026")):
        assert f"VZÄ je Monat, {zeigt}" in text(client.get(ziel("fachkraft-detail", kraft), angaben))


# --- Listen, Rollen, Träger ---------------------------------------------------------------------------------------------


def test_liste_zeigt_nur_eigene_und_die_besetzung_von_heute(client, leitung, kraft, stelle):
    BesetzungFactory(traeger=leitung.traeger, fachkraft=kraft, stellenanteil=stelle, bis=date(2026, 7, 15))
    weg = FachkraftFactory(traeger=leitung.traeger, nachname="Öztürk", beschaeftigt_bis=date(2026, 7, 14))
    fremd = FachkraftFactory(nachname="Fremd")
    zeilen = {z[0]: z for z in client.get(ziel("fachkraft-liste")).context["liste"].zeilen}
    assert set(zeilen) == {kraft.pk}
    assert Decimal("0.50") in zeilen[kraft.pk]
    gezeigt = lambda **angaben: {z[0] for z in client.get(ziel("fachkraft-liste"), angaben).context["liste"].zeilen}  # noqa: E731
    assert gezeigt(stand="weg") == gezeigt(stand="", suche="ozt") == {weg.pk}
    assert gezeigt(suche="fremd") == set()
    assert client.get(ziel("fachkraft-detail", fremd)).status_code == 404


@pytest.mark.parametrize("rolle", [Rolle.FACHKRAFT, Rolle.VERWALTUNG])
def test_andere_rollen_aendern_nichts(leitung, kraft, rolle):
    andere = anmelden(MitgliedschaftFactory(rolle=rolle, traeger=leitung.traeger))
    for name, wozu in (
        ("fachkraft-neu", ()),
        ("fachkraft-bearbeiten", (kraft,)),
        ("besetzung-neu", (kraft,)),
        ("import-liste", ()),
    ):
        assert andere.post(ziel(name, *wozu), {}).status_code == 403
    assert andere.get(ziel("fachkraft-detail", kraft)).status_code == (200 if rolle == Rolle.VERWALTUNG else 403)
    assert "Besetzung eintragen" not in andere.get(ziel("fachkraft-detail", kraft)).content.decode()


def test_seiten_brauchen_immer_gleich_viele_abfragen(client, leitung):
    def eine_mehr():
        orte = {"stellenanteil__standort": StandortFactory()}
        zeile = BesetzungFactory(traeger=leitung.traeger, vzae=Decimal("0.10"), **orte)
        BesetzungFactory(
            traeger=leitung.traeger,
            vzae=Decimal("0.10"),
            fachkraft=zeile.fachkraft,
            **orte | {"stellenanteil__aufgabe": "MBE"},
        )
        fehlt = AbwesenheitFactory(traeger=leitung.traeger, fachkraft=zeile.fachkraft)
        AnteilmeldungFactory(traeger=leitung.traeger, **orte)
        return zeile.fachkraft, fehlt, VertretungFactory(traeger=leitung.traeger, abwesenheit=fehlt)

    def abfragen(kraft, fehlt, vertretung):
        gezaehlt = {}
        for name, *wozu in (("fachkraft-liste",), ("abwesenheit-liste",), ("anteilmeldung-liste",), ("fachkraft-detail", kraft),
                            ("abwesenheit-detail", fehlt), ("vertretung-detail", vertretung), ("vertretung-neu", fehlt)):  # fmt: skip
            with CaptureQueriesContext(connection) as anweisungen:
                assert client.get(ziel(name, *wozu)).status_code == 200
            gezaehlt[name] = len(anweisungen)
        return gezaehlt

    client.get("/")
    eins = abfragen(*eine_mehr())
    eine_mehr()
    assert abfragen(*eine_mehr()) == eins
    # Im Test kommen vier Abfragen hinzu: Sicherungspunkt an und ab, Zugang merken und wiederherstellen.
    assert max(eins.values()) <= 12 + 4, eins


# --- Stadtanteil --------------------------------------------------------------------------------------------------------


@pytest.fixture
def kirchlich(leitung):
    return StellenanteilFactory(
        traeger=leitung.traeger, aufgabe="EA", quelle=Quelle.CADIFA, vzae=Decimal("0.40"), mindestanteil_stadt=Decimal("0.20"),
        von=date(2026, 1, 1), bis=date(2027, 12, 31),
    )  # fmt: skip


def test_stadtanteil_melden_und_gegen_den_mindestanteil_sehen(client, leitung, kirchlich, stelle):
    daten = {"stellenanteil": kirchlich.pk, "vzae": "0,15", "von": "1.1.2026", "bis": "30.6.2026"}
    for falsch, satz in (
        ({"vzae": "0,45"}, "mehr kann nicht auf die Stadt entfallen"), ({"von": "1.12.2025"}, "gilt erst ab 01.01.2026"),
        ({"bis": "1.1.2028"}, "endet am 31.12.2027"), ({"bis": "31.12.2025"}, "Das Ende liegt vor dem Beginn."),
        ({"vzae": "-1"}, "nicht negativ"), ({"stellenanteil": stelle.pk}, "Bitte wählen Sie"),
    ):  # fmt: skip
        assert satz in text(sende(client, "anteilmeldung-neu", **daten | falsch)), satz
    absendung = str(uuid.uuid4())
    for _ in range(2):
        antwort = sende(client, "anteilmeldung-neu", absendung=absendung, **daten)
    assert "unter dem Mindestanteil" in text(antwort)
    assert "schon etwas gemeldet" in text(sende(client, "anteilmeldung-neu", **daten))
    (meldung,) = alle(Anteilmeldung, leitung.traeger)
    assert meldung.gemeldet_von == leitung.benutzer
    assert "erfüllt" in text(sende(client, "anteilmeldung-bearbeiten", meldung, **daten | {"vzae": "0,2"}))


def test_steuerung_liest_alle_meldungen_und_aendert_keine(leitung, kirchlich):
    meldung = AnteilmeldungFactory(traeger=leitung.traeger, stellenanteil=kirchlich)
    stadt = anmelden(MitgliedschaftFactory(rolle=Rolle.STEUERUNG))
    antwort = stadt.get(ziel("anteilmeldung-liste"))
    assert [zeile[0] for zeile in antwort.context["liste"].zeilen] == [meldung.pk]
    assert ziel("anteilmeldung-bearbeiten", meldung) not in antwort.content.decode()
    assert stadt.post(ziel("anteilmeldung-bearbeiten", meldung), {}).status_code == 403
    fremde = anmelden(MitgliedschaftFactory(rolle=Rolle.LEITUNG))
    assert fremde.get(ziel("anteilmeldung-liste")).context["liste"].zeilen == []
    assert fremde.get(ziel("anteilmeldung-bearbeiten", meldung)).status_code == 404


@pytest.mark.parametrize("jahr", ["31.11.2026", "x", "1800", "", "0", "99999999999"])
def test_ein_unlesbares_jahr_zeigt_kein_anderes(client, leitung, jahr):
    client.force_login(leitung.benutzer)
    kraft = FachkraftFactory(traeger=leitung.traeger)
    seite = reverse("traeger:fachkraft-detail", args=[kraft.pk])
    assert "VZÄ je Monat, 2025" in client.get(seite, {"jahr": "2025"}).content.decode()
    assert client.get(seite, {"jahr": jahr}).status_code == 404
