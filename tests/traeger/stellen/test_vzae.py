"""Übersicht VZÄ: dieselben Zahlen in Bild, Tabelle, XLSX und PDF; Kurven gleich den Kennzahlen; große Mengen in wenig Abfragen."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from arge.zahlen.zeitraum import Zeitraum
from tests.factories import BesetzungFactory, MitgliedschaftFactory, StellenanteilFactory, TraegerFactory
from tests.factories.basis import zahlen
from tests.factories.traeger import BewilligungFactory, VereinbarungFactory
from traeger.auftrag.vorgaenge.auftrag import AuftragScheitert
from traeger.begriffe import LESART_KREISE, Bereich, Lesart, Quelle, Rolle, Stellenkreis, TraegerArt
from traeger.models import Auftrag, Mitgliedschaft, Stellenanteil, Traeger
from traeger.stellen import kennzahlen, tasks
from traeger.stellen.forms.stellen import UebersichtForm
from traeger.stellen.regeln import Abschnitt, Bescheide, Stufe
from traeger.stellen.tables.vzae import blatt
from traeger.zugang import handeln, technisch, zugang_von

SEITE = "traeger:vzae"


@pytest.fixture
def stellen(db):
    """AWO und Diakonie im Kontingent, KiDiFlü befristet, die offenen 0,5 der Diakonie, die Stadt mit 2,0."""
    vertrag = VereinbarungFactory(von=date(2026, 1, 1))
    awo, diakonie = TraegerFactory(kurzname="AWO", kuerzel="awo"), TraegerFactory(kurzname="Diakonie")
    stadt = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    im = StellenanteilFactory(vereinbarung=vertrag, traeger=awo, aufgabe="IM", vzae="0.5")
    StellenanteilFactory(vereinbarung=vertrag, traeger=diakonie, aufgabe="EA", quelle=Quelle.STADT, vzae="0.2")
    StellenanteilFactory(
        vereinbarung=vertrag, traeger=diakonie, aufgabe="EA", quelle=Quelle.KIDIFLUE, vzae="0.2", bis=date(2026, 12, 31)
    )
    StellenanteilFactory(vereinbarung=vertrag, traeger=diakonie, aufgabe="IM", vzae="0.5", zaehlt_zum_kontingent=False)
    StellenanteilFactory(vereinbarung=vertrag, traeger=stadt, aufgabe="IM", vzae="2.0")
    BewilligungFactory(stellenanteil=im, vzae="0.5", bis=date(2026, 12, 31))
    BesetzungFactory(stellenanteil=im, traeger=awo, vzae="0.25", von=date(2026, 3, 15))
    return {"awo": awo, "diakonie": diakonie, "stadt": stadt}


def anmelden(client, rolle, traeger=None):
    mitglied = MitgliedschaftFactory(traeger=traeger, rolle=rolle)
    client.force_login(mitglied.benutzer)


@pytest.mark.parametrize(
    "am", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 14), date(2026, 3, 15), date(2027, 1, 1)]
)
def test_kurven_und_kennzahlen_zaehlen_dasselbe(stellen, am):
    """TR-01 bis TR-03 sind die Definition; die Seite liest dieselben Zeilen in einer Abfrage und rechnet je Tag."""
    with zahlen():
        plan = kennzahlen.stellenplan(am, (2025, 2028))
        einzeln = [k.stichtag(am) for k in (kennzahlen.VEREINBART, kennzahlen.BEWILLIGT, kennzahlen.BESETZT)]
        alle = [k.stichtag(am) for k in kennzahlen.DREI]
    assert list(plan.kontingent) == einzeln
    assert [t.am(am) for t in plan.treppen(LESART_KREISE[Lesart.ALLE]).values()] == alle


@pytest.mark.parametrize(
    ("lesart", "am_1_3_2026", "am_1_1_2027"),
    [(Lesart.KONTINGENT, "0.7", "0.7"), (Lesart.MIT_OFFEN, "1.2", "1.2"), (Lesart.MIT_KIRCHLICH, "0.9", "0.7"), (Lesart.ALLE, "3.4", "3.2")],
)  # fmt: skip
def test_jede_lesart_zaehlt_ihre_kreise(stellen, lesart, am_1_3_2026, am_1_1_2027):
    for am, erwartet in [(date(2026, 3, 1), am_1_3_2026), (date(2027, 1, 1), am_1_1_2027)]:
        tafel = kennzahlen.stellenplan(am).je_traeger(LESART_KREISE[lesart])
        assert tafel.spaltensummen[0] == Decimal(erwartet)


@pytest.mark.parametrize("lesart", Lesart)
@pytest.mark.parametrize(
    "wahl", [{}, {"traeger": "AWO"}, {"traeger": "Diakonie"}, {"aufgabe": "EA"}, {"quelle": "kidiflue"}, {"traeger": "Stadt", "aufgabe": "IM"}]
)  # fmt: skip
def test_jede_auswahl_gilt_fuer_kachel_tafel_posten_und_mappe(stellen, lesart, wahl):
    """Die Summe der Posten ist die Kachel, die Tafel je Träger und das Blatt der Mappe; Kürzel nur fürs ganze Kontingent."""
    plan, kreise = kennzahlen.stellenplan(date(2026, 4, 1)), LESART_KREISE[lesart]
    gezeigt = blatt(plan, kreise, "VZÄ", wahl, date(2026, 4, 1))
    je_posten = [sum((zeile[n] or 0 for zeile in gezeigt.posten), Decimal(0)) for n in (3, 4, 5)]
    assert [summe or 0 for summe in gezeigt.am_tag.spaltensummen or [0] * 3] == je_posten
    assert {zeile[0] for zeile in gezeigt.posten} == set(gezeigt.am_tag.zeilen)
    mappe = {b.titel: b.zeilen for b in gezeigt.blaetter()}
    assert [sum((z[n] or 0 for z in mappe["Stichtag je Träger"]), Decimal(0)) for n in (1, 2, 3)] == je_posten
    assert bool(gezeigt.am_tag.kuerzel) == (lesart == Lesart.KONTINGENT and not wahl)


def test_seite_zeigt_dieselben_zahlen_wie_die_mappe(client, stellen):
    anmelden(client, Rolle.STEUERUNG, stellen["stadt"])
    wahl = {"am": "01.04.2026", "von": "2026", "bis": "2027", "lesart": "alle"}
    text = client.get(reverse(SEITE), wahl).content.decode()
    assert text.index("arge-bild") < text.index("Einzelne Posten")  # Bilder zuerst
    mappe = load_workbook(BytesIO(b"".join(client.get(reverse("traeger:vzae-xlsx"), wahl).streaming_content)))
    posten = list(mappe["Posten am Stichtag"].values)
    assert posten[0] == ("Träger", "Aufgabe", "Quelle", "vereinbart", "bewilligt", "besetzt")
    assert ("AWO", "Integrationsmanagement", "Land, VwV Integrationsmanagement", 0.5, 0.5, 0.25) in posten
    assert sum(zeile[3] for zeile in posten[1:]) == pytest.approx(3.4)
    kurven = {tag.date(): werte for tag, *werte in list(mappe["Kurven im Verlauf"].values)[1:]}
    assert kurven[date(2026, 3, 1)] == [3.4, 0.5, 0]
    assert kurven[date(2026, 4, 1)] == [3.4, 0.5, 0.25]
    assert kurven[date(2027, 1, 1)] == [3.2, 0, 0.25]
    assert {"vereinbart je Träger", "vereinbart je Aufgabe", "vereinbart je Quelle"} <= set(mappe.sheetnames)


def test_bilder_wissen_was_kuenftig_ist(stellen):
    """Kurven haben die Linie „heute“, gestapelte Balken nach heute sind als künftig umrandet; der Stichtag selbst ändert daran nichts."""
    plan = kennzahlen.stellenplan(date(2027, 3, 1))
    gezeigt = blatt(plan, {Stellenkreis.KONTINGENT}, "VZÄ", {}, date(2027, 1, 1))
    kurven, je_traeger, *_ = gezeigt.bilder
    (heute,) = [t for t in kurven.zeichnung.oben if getattr(t, "klasse", "") == "heute"]
    assert heute.x == pytest.approx(1 / 6)  # 2026 bis 2031
    namen = [punkt.name.partition(":")[0] for punkt in je_traeger.zeichnung.punkte]
    assert namen[:3] == ["01.01.2026", "01.01.2027", "01.03.2027 (künftig)"]


def test_kurven_je_monat_zeigen_aenderungen_im_monat():
    """Vom 2. bis 30. Mai weniger besetzt: Der Erste jedes Monats wüsste davon nichts. Bild, Mappe und Druck lesen dieselbe Tafel."""
    jahr = Zeitraum.jahr(2026)
    besetzt = [
        (date(2026, 1, 1), date(2026, 5, 1), "0.5"),
        (date(2026, 5, 2), date(2026, 5, 30), "0.3"),
        (date(2026, 5, 31), None, "0.5"),
    ]
    abschnitte = [
        Abschnitt("besetzt", "AWO", "IM", "land", Stellenkreis.KONTINGENT, Stufe(von, bis, Decimal(umfang)))
        for von, bis, umfang in besetzt
    ]
    gezeigt = blatt(
        kennzahlen.Stellenplan(date(2026, 3, 1), jahr, abschnitte, None, Bescheide({})),
        {Stellenkreis.KONTINGENT},
        "im Kontingent",
        {},
        date(2026, 5, 16),
    )
    kurven = {zeile[0]: zeile[3] for zeile in next(b.zeilen for b in gezeigt.blaetter() if b.titel == "Kurven im Verlauf")}
    mai = {tag.day: wert for tag, wert in kurven.items() if tag.month == 5}
    assert mai == {1: Decimal("0.5"), 2: Decimal("0.3"), 31: Decimal("0.5")}
    assert len(kurven) == 12 + 2
    assert "besetzt: am wenigsten 0,3 (02.05.2026), am meisten 0,5" in gezeigt.bilder[0].alt
    ganz_gleich = [abschnitt._replace(stufe=abschnitt.stufe._replace(vzae=Decimal("0.5"))) for abschnitt in abschnitte]
    eben = blatt(
        kennzahlen.Stellenplan(date(2026, 3, 1), jahr, ganz_gleich, None, Bescheide({})),
        {Stellenkreis.KONTINGENT},
        "im Kontingent",
        {},
        date(2026, 5, 16),
    )
    assert gezeigt.bilder[0].zeichnung != eben.bilder[0].zeichnung


def drucken(client, wahl):
    """Knopf auf der Seite mit genau den Angaben, die sie zeigt; danach der Auftrag, wie ihn der Worker ausführt."""
    seite = client.get(reverse(SEITE), wahl).content.decode()
    (knopf,) = re.findall(r'<form method="post" action="/traeger/vzae/druck/".*?</form>', seite, re.DOTALL)
    felder = dict(re.findall(r'name="(\w+)" value="([^"]*)"', knopf))
    antwort = client.post(reverse("traeger:vzae-pdf"), felder)
    with technisch(Bereich.AUFTRAEGE):
        auftrag = Auftrag.objects.get()
    assert antwort.url == reverse("traeger:auftrag-detail", args=[auftrag.pk])
    with technisch(benutzer_id=auftrag.benutzer_id):
        zugang = zugang_von(Mitgliedschaft.objects.select_related("traeger").get(pk=auftrag.mitgliedschaft_id))
    with handeln(zugang):
        return auftrag, tasks.vzae_pdf(auftrag, lambda *_: None)


def test_druck_besteht_pdf_ua_und_pdf_a(client, stellen, pruefe_pdf):
    anmelden(client, Rolle.PRUEFUNG, stellen["stadt"])
    _, (name, inhalt) = drucken(client, {"am": "01.04.2026", "von": "2025", "bis": "2028", "lesart": "alle"})
    assert name == "vzae-uebersicht-2026-04-01.pdf"
    pruefe_pdf(inhalt)


@pytest.mark.parametrize("wahl", [{}, {"am": "1.3.2026", "lesart": "mit_offen", "traeger": "awo", "quelle": "land"}])
def test_druck_setzt_die_auswahl_der_seite_im_zugang_der_person(client, stellen, monkeypatch, wahl):
    """Auch die Vorgaben: Was die Seite heute zeigt, druckt der Worker morgen nicht mit einem anderen Stichtag."""
    gedruckt = {}
    monkeypatch.setattr(tasks, "pdf", lambda **angaben: gedruckt.update(angaben) or b"%PDF-")
    anmelden(client, Rolle.LEITUNG, stellen["awo"])
    seite = client.get(reverse(SEITE), wahl)
    auftrag, _ = drucken(client, wahl)
    form = UebersichtForm(auftrag.parameter, heute=date(2031, 1, 1))
    assert form.is_valid()
    assert form.adresse.items() >= wahl.items()
    assert (gedruckt["plan"].am, gedruckt["auswahl"]) == (form.cleaned_data["am"], form.auswahl)
    for zahl in gedruckt["blatt"].am_tag.summenzeile[1:]:
        assert f">{zahl}<" in seite.content.decode()


def test_druck_ist_eine_absendung_und_eine_andere_auswahl_ein_anderer_wunsch(client, stellen):
    anmelden(client, Rolle.STEUERUNG, stellen["stadt"])
    wahl = {"am": "01.04.2026", "absendung": "6f0c0b8e-3a54-4a7e-9d3c-1d2b6e7a9f10"}
    ziele = [client.post(reverse("traeger:vzae-pdf"), wahl | mehr).url for mehr in ({}, {}, {"am": "02.04.2026"})]
    assert ziele[0] == ziele[1] != ziele[2]


def test_druck_sagt_wenn_es_den_gewaehlten_traeger_nicht_mehr_gibt(client, stellen):
    auftrag = Auftrag(parameter={"am": "01.04.2026", "traeger": "gibt-es-nicht"})
    with pytest.raises(AuftragScheitert, match="noch einmal"):
        tasks.vzae_pdf(auftrag, lambda *_: None)


@pytest.mark.parametrize(
    ("wahl", "satz"),
    [
        ({"am": "31.2.2026"}, "TT.MM.JJJJ"),
        ({"von": "2030", "bis": "2020"}, "Das letzte Jahr liegt vor dem ersten."),
        ({"von": "2000", "bis": "2100"}, "Wählen Sie höchstens 15 Jahre."),
        ({"lesart": "geheim"}, "Bitte wählen Sie"),
        ({"traeger": "gibt-es-nicht"}, "Träger"),
        ({"von": "abc"}, "ganze Zahl"),
    ],
)
def test_unsinn_gibt_einen_satz_und_keine_zahl(client, stellen, wahl, satz):
    anmelden(client, Rolle.STEUERUNG, stellen["stadt"])
    antwort = client.get(reverse(SEITE), wahl)
    assert antwort.status_code == 200
    assert "kern-alert--danger" in antwort.content.decode() or "Fehler:" in antwort.content.decode()
    assert satz in antwort.content.decode()
    assert "<table" not in antwort.content.decode()
    keine = client.get(reverse("traeger:vzae-xlsx"), wahl)
    assert keine.status_code == 400
    assert satz in keine.content.decode()
    druck = client.post(reverse("traeger:vzae-pdf"), wahl)
    assert satz in client.get(druck.url).content.decode()
    with technisch(Bereich.AUFTRAEGE):
        assert not Auftrag.objects.exists()


@pytest.mark.parametrize("route", ["traeger:vzae", "traeger:vzae-xlsx"])
def test_ganz_ohne_stellenanteile_gibt_es_trotzdem_eine_antwort(client, db, route):
    anmelden(client, Rolle.STEUERUNG, TraegerFactory(art=TraegerArt.KOMMUNE))
    assert client.get(reverse(route)).status_code == 200


def test_auswahl_ohne_stellen_sagt_es(client, stellen):
    anmelden(client, Rolle.STEUERUNG, stellen["stadt"])
    assert "keinen Stellenanteil" in client.get(reverse(SEITE), {"am": "01.01.2001"}).content.decode()


def test_zehn_jahre_und_zweihundert_traeger_in_hoechstens_acht_abfragen(db, django_assert_max_num_queries):
    vertrag = VereinbarungFactory(von=date(2024, 1, 1))
    stamm = {"art": "frei", "datenschutzregime": "kdg", "aufsicht": "x"}
    with technisch():
        viele = Traeger.objects.bulk_create(
            Traeger(kuerzel=f"t{n}", name=f"Träger {n}", kurzname=f"T{n:03}", **stamm) for n in range(200)
        )
    anteile = [
        Stellenanteil(
            kuerzel=f"{t.kuerzel}-{jahr}-{aufgabe}", vereinbarung=vertrag, traeger=t, aufgabe=aufgabe, quelle=Quelle.LAND,
            vzae=Decimal("0.5"), von=date(jahr, 1, 1), bis=date(jahr, 12, 31),
        )
        for t in viele for jahr in range(2024, 2034) for aufgabe in ("EA", "IM")
    ]  # fmt: skip
    with technisch():
        Stellenanteil.objects.bulk_create(anteile)
    with django_assert_max_num_queries(8):
        plan = kennzahlen.stellenplan(date(2028, 6, 30), (2024, 2033))
        tafel = plan.verlauf().tafel
        teile = plan.verteilung("traeger", str, LESART_KREISE[Lesart.KONTINGENT])
    assert tafel.wert("06/2028", "vereinbart") == Decimal(200)
    assert tafel.wert("12/2033", "vereinbart") == Decimal(200)
    assert teile.spalten == ("T000", "T001", "T002", "T003", "T004", "übrige")
    assert teile.wert("30.06.2028", "übrige") == Decimal(195)


def test_abfragen_der_seite_haengen_nicht_an_der_zahl_der_traeger(client, stellen):
    anmelden(client, Rolle.STEUERUNG, stellen["stadt"])
    client.get(reverse(SEITE))
    gezaehlt = []
    for _ in (1, 2, 3):
        StellenanteilFactory(vzae="0.5")
        with CaptureQueriesContext(connection) as abfragen:
            client.get(reverse(SEITE))
        gezaehlt.append(len(abfragen))
    assert gezaehlt == [14, 14, 14]  # davon vier nur im Test: er hält selbst eine Transaktion offen
