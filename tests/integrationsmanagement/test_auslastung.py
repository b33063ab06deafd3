"""Auslastung: Zahlen des Konzepts, Schutz fremder Zahlen, Rohzahlen des eigenen Trägers, kein Name."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from integrationsmanagement import kennzahlen
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.models import Gebiet, IMZustaendigkeit
from integrationsmanagement.tables import auslastung_tabellen, gebietsbild
from tests.factories import (
    BesetzungFactory,
    FachkraftFactory,
    GespraechFactory,
    IMFallFactory,
    MitgliedschaftFactory,
    StadtteilFactory,
    StellenanteilFactory,
    TraegerFactory,
    anlegen,
)
from tests.factories.basis import im_namen_von
from tests.lesen import text
from traeger.begriffe import STADTTEIL_LAGE, Quelle, Rolle
from traeger.models import Parameter
from traeger.zugang import handeln, zugang_von

AM = date(2026, 3, 1)
ADRESSE = "/integrationsmanagement/auslastung/"


def bestand(traeger, anzahl, vzae=None, stadtteil=None, wohnform=Wohnform.PRIVAT, **mehr):
    for i in range(anzahl):
        IMFallFactory(traeger=traeger, wohnen=(wohnform, stadtteil and stadtteil.pk), person__nachname=f"Kanarie{i}", **mehr)
    if vzae:
        kraft = FachkraftFactory(traeger=traeger, vorname="Robin", nachname=f"Brenner-{traeger.pk}")
        anteil = StellenanteilFactory(traeger=traeger, quelle=Quelle.STADT, zaehlt_zum_kontingent=False, vzae="2.0")
        return BesetzungFactory(traeger=traeger, stellenanteil=anteil, fachkraft=kraft, vzae=vzae)
    return None


@pytest.fixture
def stadt(db):
    """Stadt mit 40 externen Fällen auf 0,5 VZÄ, kleiner Träger mit 2 Fällen auf 0,5 VZÄ, dazu Bewohner einer GU."""
    stadt, klein = TraegerFactory(kurzname="Stadt"), TraegerFactory(kurzname="Kleiner Träger")
    boeckingen = StadtteilFactory(name="Böckingen")
    bestand(stadt, 40, "0.50", boeckingen)
    bestand(stadt, 3, wohnform=Wohnform.GU)
    bestand(klein, 2, "0.50", boeckingen)
    anlegen(Gebiet, stadtteil=boeckingen, traeger=klein, von=date(2026, 1, 1))
    stadt.klein = klein
    return stadt


def bild(rolle, traeger=None, am=AM):
    mitgliedschaft = MitgliedschaftFactory(rolle=rolle, traeger=traeger)
    with handeln(zugang_von(mitgliedschaft)) as zugang:
        auslastung = kennzahlen.auslastung(am, zugang)
        return auslastung, kennzahlen.je_fachkraft(auslastung, zugang) if traeger else []


def test_nur_bei_bedarf_zustaendig_steht_anders_da_und_hinten(stadt):
    """Biberach: Zwei Träger sind ständig zuständig, einer nur bei Bedarf."""
    biberach = StadtteilFactory(name="Biberach")
    awo, caritas = TraegerFactory(kurzname="AWO"), TraegerFactory(kurzname="Caritas")
    for traeger, bedarf in ((awo, True), (caritas, False), (stadt.klein, False)):
        anlegen(Gebiet, stadtteil=biberach, traeger=traeger, nur_bei_bedarf=bedarf, von=date(2026, 1, 1))
    auslastung, _ = bild(Rolle.KOORDINATION)
    assert auslastung.zustaendig["Biberach"] == [("Caritas", False), ("Kleiner Träger", False), ("AWO", True)]
    (zeile,) = [z for z in auslastung_tabellen(auslastung, [])["gebiete"].zeilen if z[0] == "Biberach"]
    assert zeile[1] == "Caritas, Kleiner Träger, AWO (bei Bedarf)"


def test_koordination_sieht_nur_gerundete_zahlen(stadt):
    auslastung, _ = bild(Rolle.KOORDINATION)
    assert auslastung.traeger["Kleiner Träger"].faelle in (0, 3)
    assert auslastung.traeger["Stadt"].faelle in (39, 42)
    assert auslastung.zusammen.faelle == sum(a.faelle for a in auslastung.traeger.values()), "die Summe des Gezeigten"
    assert auslastung.eigener == ""
    assert auslastung.traeger["Stadt"].vzae == Decimal("0.5")


def test_eigener_traeger_roh_fremder_gerundet_und_nicht_abziehbar(stadt):
    auslastung, je_fachkraft = bild(Rolle.FACHKRAFT, stadt)
    assert auslastung.traeger["Stadt"].formel == "40 / 0,5 = 1:80"
    assert auslastung.traeger["Kleiner Träger"].faelle in (0, 3)
    assert auslastung.zusammen.faelle in (40, 43)
    assert auslastung.eigene_gebiete == {"Böckingen": 40}
    assert [name for name, _ in je_fachkraft] == [f"Robin Brenner-{stadt.pk}", "ohne Zuständigkeit"]


def test_faelle_und_stellen_einer_zeile_sind_vom_selben_tag(stadt):
    """Fremde Fälle stehen am letzten Monatsende; wer danach aufhört, ändert ihren Schlüssel nicht, wohl aber den eigenen."""
    davor = BesetzungFactory._meta.model.objects
    with im_namen_von(stadt.klein.pk):
        davor.filter(traeger=stadt.klein).update(bis=date(2026, 3, 10))
    with im_namen_von(stadt.pk):
        davor.filter(traeger=stadt).update(bis=date(2026, 3, 10))
    auslastung, _ = bild(Rolle.FACHKRAFT, stadt, am=date(2026, 3, 20))
    assert auslastung.fremd_am == date(2026, 2, 28)
    assert auslastung.traeger["Kleiner Träger"].vzae == Decimal("0.50")
    assert auslastung.traeger["Stadt"].vzae == 0
    assert auslastung.zusammen.vzae == Decimal("0.50")


def test_steuerung_der_stadt_sieht_auch_die_stadt_nur_gerundet(stadt):
    auslastung, _ = bild(Rolle.STEUERUNG, stadt)
    assert auslastung.eigener == ""
    assert auslastung.traeger["Stadt"].faelle in (39, 42)


def test_ohne_besetzte_stelle_steht_die_formel_trotzdem(ich):
    bestand(ich.traeger, 5)
    auslastung, _ = bild(Rolle.FACHKRAFT, ich.traeger)
    assert auslastung.traeger[ich.traeger.kurzname].formel == "5 / 0,0 – keine Stelle besetzt, darum kein Verhältnis"


def test_schluessel_ist_datiert(ich):
    bestand(ich.traeger, 5, "0.50")
    for ab, wert in [(date(2020, 1, 1), 90), (date(2027, 1, 1), 80)]:
        anlegen(
            Parameter,
            schluessel="im-schluessel",
            bezeichnung="Schlüssel",
            wert=wert,
            einheit="Fälle/VZÄ",
            gueltig_ab=ab,
            quelle="Test",
        )
    urteile = [bild(Rolle.FACHKRAFT, ich.traeger, am)[0].zusammen.urteil for am in (AM, date(2027, 1, 1))]
    assert urteile == ["Platz für 40 Fälle bis 1:90", "Platz für 35 Fälle bis 1:80"]


def test_je_fachkraft_zaehlt_nach_zustaendigkeit_am_tag(ich):
    besetzung = bestand(ich.traeger, 0, "0.50")
    faelle = [IMFallFactory(traeger=ich.traeger) for _ in range(3)]
    with im_namen_von(ich.traeger.pk):
        for fall, von, bis in [(faelle[0], fall_ab(faelle[0]), None), (faelle[1], fall_ab(faelle[1]), date(2026, 2, 28))]:
            IMZustaendigkeit.objects.create(traeger=ich.traeger, fall=fall, fachkraft=besetzung.fachkraft, von=von, bis=bis)
    _, zeilen = bild(Rolle.LEITUNG, ich.traeger)
    assert [(name, a.faelle, a.vzae) for name, a in zeilen] == [
        (str(besetzung.fachkraft), 1, Decimal("0.50")), ("ohne Zuständigkeit", 2, Decimal(0)),
    ]  # fmt: skip


def fall_ab(fall):
    return fall.begonnen_am


# --- Seite --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.FACHKRAFT, 200), (Rolle.LEITUNG, 200), (Rolle.KOORDINATION, 200), (Rolle.STEUERUNG, 200),
        (Rolle.VERWALTUNG, 403), (Rolle.PRUEFUNG, 403), (Rolle.BETRIEB, 403),
    ],
)  # fmt: skip
def test_auslastung_je_rolle_ohne_jeden_namen(als, stadt, ich, rolle, status):
    GespraechFactory(traeger=stadt, fall__person__nachname="Kanarie", notiz="Kanarie Notiz")
    antwort = als(rolle, ["IM"], traeger=stadt).get(ADRESSE, {"am": "2026-03-01"})
    seite = antwort.content.decode()
    assert antwort.status_code == status
    assert "Kanarie" not in seite
    assert f"Brenner-{stadt.klein.pk}" not in seite
    assert (f"Brenner-{stadt.pk}" in seite) == (rolle in {Rolle.FACHKRAFT, Rolle.LEITUNG})
    if status == 200:
        assert "Auslastung am 01.03.2026" in seite
        assert "auf Vielfache von 3 gerundet" in seite


def test_fachkraft_ohne_im_sieht_nur_geschuetzte_zahlen(als, stadt):
    antwort = als(Rolle.FACHKRAFT, ["EA"], traeger=stadt).get(ADRESSE, {"am": "2026-03-01"})
    assert antwort.status_code == 200
    assert "40 / 0,5" not in antwort.content.decode()


def test_beide_kacheln_nennen_den_tag_ihrer_rechnung(als, stadt):
    """Fremde Fälle und Stellen stehen am Monatsende davor; „am 01.03.“ stünde an einer Zahl, die es an dem Tag nicht gab."""
    antwort = text(als(Rolle.LEITUNG, traeger=stadt.klein).get(f"{ADRESSE}?am=01.03.2026"))
    assert antwort.count("am 28.02.2026, eigene am 01.03.2026") == 2
    fremd = text(als(Rolle.STEUERUNG).get(f"{ADRESSE}?am=01.03.2026"))
    assert "Träger und Stadt, am 28.02.2026" in fremd


@pytest.mark.parametrize("am", ["", "gestern", "0001-01-01", "9999-12-31"])
def test_auslastung_haelt_jede_eingabe_aus(client, am):
    assert client.get(ADRESSE, {"am": am}).status_code == 200


@pytest.mark.parametrize("anzahl", [1, 3])
def test_auslastung_braucht_immer_gleich_viele_abfragen(client, ich, django_assert_num_queries, anzahl):
    bestand(ich.traeger, anzahl, "0.50")
    for _ in range(anzahl):
        bestand(TraegerFactory(), 3, "0.50")
    client.get(ADRESSE)
    with django_assert_num_queries(14):
        client.get(reverse("integrationsmanagement:auslastung"))


def test_bild_der_gebiete_zeigt_was_in_der_tabelle_steht(stadt):
    """Dieselben gerundeten Zahlen in derselben Reihenfolge, nie mehr; die eigenen genau."""
    for rolle, traeger in ((Rolle.KOORDINATION, None), (Rolle.FACHKRAFT, stadt)):
        auslastung, _ = bild(rolle, traeger)
        tabelle, tafel = auslastung_tabellen(auslastung, [])["gebiete"], gebietsbild(auslastung)
        assert tafel.zeilen
        assert [[zeile[0], *zeile[2:]] for zeile in tabelle.zeilen] == tafel.textzeilen
        assert list(tafel.spalten) == tabelle.kopf[2:]
        assert tabelle.summe[2:] == [tafel.text(sum(spalte)) for spalte in zip(*tafel.werte, strict=True)]


def test_jeder_stadtteil_hat_eine_lage():
    zeilen = tomllib.loads(Path("traeger/management/stammdaten/02_stadtteile.toml").read_text(encoding="utf-8"))["zeilen"]
    assert {zeile["name"] for zeile in zeilen} == STADTTEIL_LAGE.keys()
    assert len(set(STADTTEIL_LAGE.values())) == len(STADTTEIL_LAGE)
