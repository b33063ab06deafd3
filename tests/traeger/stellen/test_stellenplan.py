"""Stellenplan: Zahlen des Konzepts an jedem Tag, Kreise getrennt, Mittel tagesgenau, Seite für die richtigen Rollen."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from arge.zahlen.zeitraum import Zeitraum
from tests.factories import BesetzungFactory, MitgliedschaftFactory, StellenanteilFactory, TraegerFactory
from tests.factories.basis import zahlen
from tests.factories.traeger import BewilligungFactory, FachkraftFactory, VereinbarungFactory
from traeger.begriffe import LESART_KREISE, ROLLEN_DER_KOMMUNE, Arbeitsfeld, Lesart, Quelle, Rolle, Stellenkreis, TraegerArt
from traeger.models import Besetzung, Stellenanteil
from traeger.stammdaten.kennzahlen import sammeln
from traeger.stellen import kennzahlen
from traeger.stellen.regeln import summe
from traeger.zugang import technisch

ENDE_2025 = date(2025, 12, 31)


@pytest.fixture
def konzept(db):
    """Die Stellenanteile aus Konzept 1 und 3.1–3.3 für beide Verträge."""
    alt = VereinbarungFactory(von=date(2018, 1, 1), bis=ENDE_2025)
    neu = VereinbarungFactory(von=date(2026, 1, 1))
    traeger = {name: TraegerFactory(kurzname=name) for name in ("AWO", "Caritas", "Diakonie")}
    stadt = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    for eins in traeger.values():
        StellenanteilFactory(
            vereinbarung=alt, traeger=eins, aufgabe="EA", quelle=Quelle.FLUEAG, vzae="0.4", von=alt.von, bis=alt.bis
        )
        StellenanteilFactory(
            vereinbarung=alt, traeger=eins, aufgabe="EA", quelle=Quelle.LAND, vzae="0.5", von=alt.von, bis=alt.bis
        )
    for name, aufgabe, quelle, vzae, mehr in [
        ("AWO", "EA", Quelle.STADT, "0.4", {}), ("AWO", "IM", Quelle.LAND, "0.5", {}),
        ("Caritas", "EA", Quelle.STADT, "0.1", {}), ("Caritas", "MBE", Quelle.STADT, "0.3", {}),
        ("Caritas", "IM", Quelle.LAND, "1.0", {}),
        ("Caritas", "EA", Quelle.CADIFA, "0.4", {"ist_obergrenze": True, "bis": date(2027, 12, 31)}),
        ("Diakonie", "EA", Quelle.STADT, "0.2", {}), ("Diakonie", "MBE", Quelle.STADT, "0.2", {}),
        ("Diakonie", "EA", Quelle.KIDIFLUE, "0.2", {"ist_obergrenze": True, "bis": date(2026, 12, 31)}),
        ("Diakonie", "IM", Quelle.LAND, "0.5", {"zaehlt_zum_kontingent": False}),
    ]:  # fmt: skip
        StellenanteilFactory(vereinbarung=neu, traeger=traeger[name], aufgabe=aufgabe, quelle=quelle, vzae=vzae, **mehr)
    StellenanteilFactory(vereinbarung=neu, traeger=stadt, aufgabe="IM", quelle=Quelle.LAND, vzae="2.0")
    return traeger | {"Stadt": stadt}


def vereinbart(am, **merkmale):
    merkmale.setdefault("kreis", Stellenkreis.KONTINGENT)
    return summe(kennzahlen.stellenplan(am).posten, **merkmale).vereinbart


@pytest.mark.parametrize(
    ("am", "merkmale", "vzae"),
    [
        (date(2026, 3, 1), {"traeger": "AWO"}, "0.9"),
        (date(2026, 3, 1), {"traeger": "Caritas"}, "1.4"),
        (date(2026, 3, 1), {"traeger": "Diakonie"}, "0.4"),
        (date(2026, 3, 1), {"quelle": Quelle.STADT}, "1.2"),
        (date(2026, 3, 1), {"aufgabe": Arbeitsfeld.IM}, "1.5"),
        (date(2026, 3, 1), {"aufgabe": Arbeitsfeld.EA}, "0.7"),
        (date(2026, 3, 1), {"aufgabe": Arbeitsfeld.MBE}, "0.5"),
        (date(2026, 3, 1), {}, "2.7"),
        (date(2026, 3, 1), {"kreis": Stellenkreis.KIRCHLICH}, "0.6"),
        (date(2026, 3, 1), {"kreis": Stellenkreis.OFFEN, "traeger": "Diakonie"}, "0.5"),
        (date(2026, 3, 1), {"kreis": Stellenkreis.KOMMUNE}, "2.0"),
        (ENDE_2025, {"traeger": "AWO"}, "0.9"),
        (ENDE_2025, {"traeger": "Caritas"}, "0.9"),
        (ENDE_2025, {"traeger": "Diakonie"}, "0.9"),
        (ENDE_2025, {"quelle": Quelle.FLUEAG}, "1.2"),
        (ENDE_2025, {}, "2.7"),
        (date(2026, 12, 31), {"kreis": Stellenkreis.KIRCHLICH}, "0.6"),
        (date(2027, 1, 1), {"kreis": Stellenkreis.KIRCHLICH}, "0.4"),
        (date(2027, 12, 31), {"kreis": Stellenkreis.KIRCHLICH}, "0.4"),
        (date(2028, 1, 1), {"kreis": Stellenkreis.KIRCHLICH}, "0"),
        (date(2017, 12, 31), {}, "0"),
    ],
)
def test_stellenplan_zeigt_die_zahlen_des_konzepts(konzept, am, merkmale, vzae):
    assert vereinbart(am, **merkmale) == Decimal(vzae)


def test_beide_lesarten_der_diakonie(konzept):
    (eng, im_eng, alle_eng), (weit, im_weit, alle_weit) = kennzahlen.stellenplan(date(2026, 3, 1)).lesarten()
    assert (eng, im_eng.vereinbart, alle_eng.vereinbart) == ("zählt nicht zum Kontingent", Decimal("1.5"), Decimal("2.7"))
    assert (weit, im_weit.vereinbart, alle_weit.vereinbart) == ("zählt zum Kontingent", Decimal("2.0"), Decimal("3.2"))


def test_vergleich_mit_dem_vorigen_vertrag(konzept):
    vergleich = kennzahlen.stellenplan(date(2026, 3, 1)).vergleich
    assert (vergleich.vorher_am, vergleich.vorher, vergleich.jetzt) == (ENDE_2025, Decimal("2.7"), Decimal("2.7"))
    assert vergleich.zeilen == [
        ("AWO", Decimal("0.9"), Decimal("0.9")),
        ("Caritas", Decimal("0.9"), Decimal("1.4")),
        ("Diakonie", Decimal("0.9"), Decimal("0.4")),
    ]


def test_aenderungen_nennen_tag_und_folge(konzept):
    aenderungen = kennzahlen.stellenplan(date(2026, 3, 1)).aenderungen()
    assert aenderungen == [
        (Stellenkreis.KIRCHLICH.label, (date(2027, 1, 1), Decimal("0.6"), Decimal("0.4"))),
        (Stellenkreis.KIRCHLICH.label, (date(2028, 1, 1), Decimal("0.4"), Decimal("0"))),
    ]


def test_besetzt_und_bewilligt_aller_traeger_nur_als_summe(konzept):
    """Besetzung ist eine Trägerzeile: ohne Zahlenrolle sieht niemand fremde, mit ihr nur Summen."""
    for anteil in Stellenanteil.objects.filter(aufgabe="IM", von__gte=date(2026, 1, 1)):
        BewilligungFactory(stellenanteil=anteil, traeger=anteil.traeger, vzae=anteil.vzae)
        BesetzungFactory(stellenanteil=anteil, traeger=anteil.traeger, vzae="0.25")
    with technisch():
        umfang = summe(kennzahlen.stellenplan(date(2026, 3, 1)).posten, aufgabe="IM", kreis=Stellenkreis.KONTINGENT)
    assert umfang == (Decimal("1.5"), Decimal("1.5"), Decimal("0.5"))
    assert Besetzung.objects.count() == 0
    tag = Zeitraum(date(2026, 3, 1), date(2026, 3, 1))
    with zahlen():
        assert kennzahlen.BESETZT.wert(tag) == Decimal("0.5") == sum(kennzahlen.BESETZT.je(tag, "traeger_id").values())
        assert kennzahlen.BEWILLIGT.wert(tag) == Decimal("1.5")


def test_jahresmittel_ist_tagesgenau(db):
    """0,50 VZÄ vom 1.1. bis 31.3. und 0,25 VZÄ ab 1.7.2026; nachgezählt Tag für Tag."""
    anteil = StellenanteilFactory(von=date(2025, 1, 1))
    for vzae, von, bis in [("0.50", date(2025, 7, 1), date(2026, 3, 31)), ("0.25", date(2026, 7, 1), None)]:
        kraft = FachkraftFactory(traeger=anteil.traeger)
        BesetzungFactory(stellenanteil=anteil, traeger=anteil.traeger, fachkraft=kraft, vzae=vzae, von=von, bis=bis)
    jahr = Zeitraum.jahr(2026)
    tage = [jahr.von + timedelta(days=i) for i in range(jahr.tage)]
    erwartet = sum(
        Decimal("0.5") if t <= date(2026, 3, 31) else Decimal("0.25") if t >= date(2026, 7, 1) else 0 for t in tage
    )
    with zahlen():
        mittel = kennzahlen.BESETZT_MITTEL.wert(jahr)
    assert mittel == round(erwartet / 365, 3) == Decimal("0.249"), "drei Stellen, wie gezeigt"
    assert kennzahlen.VEREINBART_MITTEL.wert(jahr) == Decimal(1)


def test_stammdaten_sind_der_stellenplan_des_konzepts(db):
    call_command("stammdaten", verbosity=0)
    am = date(2026, 3, 1)
    erwartet = {"AWO": "0.9", "Caritas": "1.4", "Diakonie": "0.4"}
    assert {name: vereinbart(am, traeger=name) for name in erwartet} == {n: Decimal(w) for n, w in erwartet.items()}
    assert {a: vereinbart(am, aufgabe=a) for a in Arbeitsfeld.values} == {
        "EA": Decimal("0.7"),
        "MBE": Decimal("0.5"),
        "IM": Decimal("1.5"),
    }
    assert vereinbart(am, quelle=Quelle.STADT) == Decimal("1.2")
    assert {n: vereinbart(ENDE_2025, traeger=n) for n in erwartet} == dict.fromkeys(erwartet, Decimal("0.9"))
    kirchlich = [vereinbart(date(jahr, 1, 1), kreis=Stellenkreis.KIRCHLICH) for jahr in (2026, 2027, 2028)]
    assert kirchlich == [Decimal("0.6"), Decimal("0.4"), Decimal(0)]
    assert kennzahlen.stellenplan(am).vergleich.vorher_am == ENDE_2025


def test_verlauf_zeigt_jeden_monat_und_jede_aenderung(konzept):
    tafel, abschnitte, *_ = kennzahlen.stellenplan(date(2026, 3, 1)).verlauf()
    assert len(tafel.zeilen) == 6 * 12
    assert {tafel.wert(monat, "vereinbart") for monat in tafel.zeilen} == {Decimal("2.7")}
    assert abschnitte == [["ab 01.01.2025", "2,7", "–", "0,0"]]


# --- Seite -------------------------------------------------------------------------------------------------------------

SEITE = "/traeger/stellenplan/"


def anmelden(client, rolle, traeger):
    sitz = None if rolle in {Rolle.KOORDINATION, Rolle.BETRIEB} else traeger
    mitglied = MitgliedschaftFactory(rolle=rolle, traeger=sitz)
    client.force_login(mitglied.benutzer)


@pytest.mark.parametrize("rolle", list(Rolle))
def test_stellenplan_seite_je_rolle(client, konzept, rolle):
    anmelden(client, rolle, konzept["Stadt" if rolle in ROLLEN_DER_KOMMUNE else "AWO"])
    antwort = client.get(SEITE, {"am": "2026-03-01"})
    assert antwort.status_code == (403 if rolle == Rolle.BETRIEB else 200)
    if rolle != Rolle.BETRIEB:
        text = antwort.content.decode()
        assert "Stellenplan am 01.03.2026" in text
        assert 'value="01.03.2026"' in text
        assert "bis zu 0,6 VZÄ" in text
        assert "von 0,6 auf 0,4 VZÄ" in text
        assert "2,7 → 2,7" in text


def test_stellenplan_nennt_keine_fachkraft(client, konzept):
    anteil = Stellenanteil.objects.get(traeger=konzept["Caritas"], aufgabe="IM")
    BesetzungFactory(stellenanteil=anteil, traeger=anteil.traeger, fachkraft__nachname="Kanarienvogel")
    anmelden(client, Rolle.LEITUNG, konzept["Caritas"])
    assert "Kanarienvogel" not in client.get(SEITE).content.decode()


@pytest.mark.parametrize("am", ["0001-01-01", "9999-12-31", "2017-01-01"])
def test_stellenplan_haelt_jeden_tag_aus(client, konzept, am):
    anmelden(client, Rolle.STEUERUNG, konzept["Stadt"])
    assert client.get(SEITE, {"am": am}).status_code == 200


def test_stellenplan_unlesbarer_tag_zeigt_satz_und_keine_zahl(client, konzept):
    anmelden(client, Rolle.STEUERUNG, konzept["Stadt"])
    text = client.get(SEITE, {"am": "gestern"}).content.decode()
    assert "Bitte geben Sie ein Datum ein" in text
    assert "gestern" in text
    assert "<table" not in text


def test_stellenplan_abfragezahl_haengt_nicht_an_der_zeilenzahl(client, konzept, django_assert_num_queries):
    anmelden(client, Rolle.STEUERUNG, konzept["Stadt"])
    client.get(SEITE)
    anteil = Stellenanteil.objects.get(traeger=konzept["Caritas"], aufgabe="IM")
    for _ in (1, 2, 3):
        kraft = FachkraftFactory(traeger=anteil.traeger)
        BesetzungFactory(stellenanteil=anteil, traeger=anteil.traeger, fachkraft=kraft, vzae="0.25")
        with django_assert_num_queries(14):  # davon vier nur im Test: er hält selbst eine Transaktion offen
            client.get(reverse("traeger:stellenplan"), {"am": "2026-03-01"})


def test_eigene_stellen_der_stadt_haben_keinen_bescheid(client, konzept):
    anmelden(client, Rolle.STEUERUNG, konzept["Stadt"])
    text = client.get(SEITE, {"am": "01.03.2026"}).content.decode()
    kommune = text[text.index('id="kommune"') : text.index('id="vergleich"')]
    zellen = re.findall(r"<td[^>]*>([^<]*)</td>", kommune)
    assert zellen[-3:] == ["2,0", "–", "0,0"], "nichts bewilligt ist etwas anderes als kein Bescheid"


def test_vor_dem_ersten_bescheid_ist_bewilligt_unbekannt_und_danach_null(client, konzept):
    """Kein Bescheid erfasst ist nicht null bewilligt; ein abgelaufener dagegen schon. Für Kachel, Tafel, Kurve und Bericht."""
    anteil = Stellenanteil.objects.get(traeger=konzept["Caritas"], aufgabe="IM")
    BewilligungFactory(stellenanteil=anteil, traeger=anteil.traeger, vzae="0.5", von=date(2026, 2, 1), bis=date(2026, 3, 31))
    tage = {date(2026, 1, 31): None, date(2026, 2, 1): Decimal("0.5"), date(2026, 4, 1): Decimal(0)}
    for tag, erwartet in tage.items():
        plan = kennzahlen.stellenplan(tag)
        assert plan.kontingent.bewilligt == erwartet
        assert summe(plan.posten, traeger="Caritas").bewilligt == erwartet
        assert summe(plan.posten, traeger="AWO").bewilligt is None
        tafel = plan.je_traeger(LESART_KREISE[Lesart.KONTINGENT])
        assert (tafel.wert("Caritas", "bewilligt"), tafel.wert("AWO", "bewilligt")) == (erwartet, None)
        with technisch(), sammeln(Zeitraum.jahr(2026), tag) as s:
            assert s.je_traeger("TR-02") == dict.fromkeys(s.traeger.values()) | {"Caritas": erwartet}
    kurve = kennzahlen.stellenplan(date(2026, 3, 1)).verlauf().tafel
    assert [kurve.wert(monat, "bewilligt") for monat in ("01/2026", "02/2026", "04/2026")] == [*tage.values()]
