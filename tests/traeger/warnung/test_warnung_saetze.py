"""Die Sätze der Warnungen nennen die Beträge, die in der genannten Zeit galten; Enden warnen vorher, Fortgesetztes nie."""

from datetime import date

import pytest

from tests.traeger.warnung.test_warnung_regeln import anteil, d, finde, quartal, stelle
from traeger.stellen.regeln import Stufe
from traeger.warnung.regeln.warnung import Vertrag

JAHR, HEUTE = date(2026, 1, 1), date(2026, 11, 26)
BIS_MAERZ, AB_APRIL = date(2026, 3, 31), date(2026, 4, 1)


def test_vakanz_nennt_jeden_betrag_mit_seiner_zeit():
    besetzt = (Stufe(JAHR, None, d("0.60")), Stufe(AB_APRIL, None, d("0.30")))
    (w,) = finde("vakanz", HEUTE, stelle("caritas-im", vzae=d("1.00"), besetzt=besetzt))
    assert w.folge == (
        "Von 1,0 vereinbarten VZÄ sind besetzt: 0,6 vom 01.01.2026 bis 31.03.2026, 0,9 seit 01.04.2026."
        " Unbesetzte Monate kürzen die Förderung."
    )
    assert (w.faellig_am, w.titel.startswith("AWO: 0,1 VZÄ")) == (JAHR, True)
    # Wechselt nur, wer besetzt, bleibt es ein Betrag; was nach heute kommt, zählt nicht.
    gleich = (Stufe(JAHR, BIS_MAERZ, d("0.30")), Stufe(AB_APRIL, None, d("0.30")), Stufe(date(2027, 1, 1), None, d("0.20")))
    (w,) = finde("vakanz", HEUTE, stelle(besetzt=gleich))
    assert "besetzt: 0,3 seit 01.01.2026." in w.folge


def test_ueber_bewilligt_nennt_beide_kurven_mit_ihrer_zeit():
    a = stelle(
        besetzt=(Stufe(JAHR, None, d("0.30")), Stufe(date(2026, 9, 1), None, d("0.20"))),
        bewilligt=(Stufe(AB_APRIL, None, d("0.25")),),
    )
    (w,) = finde("ueber_bewilligt", HEUTE, a)
    assert w.folge == (
        "0,3 VZÄ besetzt und keine VZÄ durch Bescheid bewilligt vom 01.01.2026 bis 31.03.2026;"
        " 0,3 VZÄ besetzt und 0,25 VZÄ bewilligt vom 01.04.2026 bis 31.08.2026;"
        " 0,5 VZÄ besetzt und 0,25 VZÄ bewilligt seit 01.09.2026. Was über den Bescheid hinausgeht, fördert niemand."
    )


def test_mindestanteil_besteht_seit_der_ersten_zu_kleinen_meldung():
    a = anteil(mindestanteil=d("0.20"), besetzt=(Stufe(JAHR, None, d("0.20")),))
    a = a._replace(gemeldet=(quartal("0.25"), quartal("0.10", 4), quartal("0.15", 7)))
    (w,) = finde("mindestanteil", date(2026, 10, 15), a)
    assert (w.faellig_am, w.ampel(HEUTE)[1]) == (AB_APRIL, "besteht seit 01.04.2026")
    assert w.folge == (
        "Zuletzt gemeldet: 0,1 VZÄ vom 01.04.2026 bis 30.06.2026, 0,15 VZÄ vom 01.07.2026 bis 30.09.2026;"
        " vereinbart sind mindestens 0,2 VZÄ."
    )
    luecke = a._replace(gemeldet=(quartal("0.10"), quartal("0.15", 7)))
    assert finde("mindestanteil", date(2026, 10, 15), luecke)[0].faellig_am == date(2026, 7, 1)
    wenig = anteil(mindestanteil=d("0.20"), besetzt=(Stufe(JAHR, None, d("0.05")), Stufe(AB_APRIL, None, d("0.05"))))
    besetzt = finde("mindestanteil", date(2026, 3, 31), wenig)[0], finde("mindestanteil", HEUTE, wenig)[0]
    assert [w.folge.partition(";")[0] for w in besetzt] == [
        "Besetzt: 0,05 seit 01.01.2026", "Besetzt: 0,05 vom 01.01.2026 bis 31.03.2026, 0,1 seit 01.04.2026",
    ]  # fmt: skip


def test_wer_am_naechsten_tag_in_derselben_aufgabe_weitermacht_wird_nicht_gewarnt():
    """Die Stadt entscheidet: Der Anteil im Mehrgenerationenhaus zählt ab dem 15.12. zum Kontingent."""
    alt = stelle("diakonie-im-mgh", kreis="offen", bis=date(2026, 12, 14))
    neu = stelle("diakonie-im-mgh-2", von=date(2026, 12, 15), bis=date(2029, 12, 31))
    assert not finde("finanzierung", HEUTE, alt, neu)
    assert finde("finanzierung", HEUTE, alt, neu._replace(aufgabe="EA"))


@pytest.mark.parametrize(
    ("heute", "stufe"),
    [
        (date(2025, 12, 30), None),
        (date(2025, 12, 31), "12"),
        (HEUTE, "3"),
        (date(2026, 12, 31), "1"),
        (date(2027, 1, 1), None),
    ],
)
def test_eine_bewilligung_warnt_vor_ihrem_ende_und_danach_der_rest(heute, stufe):
    bis = date(2026, 12, 31)
    a = stelle(bewilligt=(Stufe(JAHR, bis, d("0.50")),), besetzt=(Stufe(JAHR, None, d("0.25")),))
    gefunden = finde("finanzierung", heute, a)
    assert [(w.faellig_am, w.stufe) for w in gefunden] == ([(bis, stufe)] if stufe else [])
    for w in gefunden:
        assert w.titel == "AWO: Bewilligung „Land“ endet am 31.12.2026 (Integrationsmanagement, 0,5 VZÄ)"
        assert w.folge == (
            "Ab 01.01.2027 sind von 0,5 vereinbarten VZÄ 0,0 bewilligt, bis dahin 0,5."
            " Was ohne Bescheid besetzt bleibt, fördert niemand."
        )
        assert w.wer == "Steuerung"
    assert bool(finde("ueber_bewilligt", heute, a)) is (heute > bis)


def test_eine_bewilligung_warnt_nicht_wo_sie_weitergeht_oder_der_anteil_selbst_endet():
    bis = date(2026, 12, 31)
    a = stelle(bewilligt=(Stufe(JAHR, bis, d("0.50")),))
    weiter = Stufe(date(2027, 1, 1), None, d("0.50"))
    assert not finde("finanzierung", HEUTE, a._replace(bewilligt=(*a.bewilligt, weiter)))
    (w,) = finde("finanzierung", HEUTE, a._replace(bewilligt=(*a.bewilligt, weiter._replace(vzae=d("0.30")))))
    assert "0,3 bewilligt, bis dahin 0,5" in w.folge
    for endet in ({"bis": bis}, {"befristet_bis": bis}):
        (w,) = finde("finanzierung", HEUTE, a._replace(**endet))
        assert "Finanzierung „Land“" in w.titel


def test_der_stellenplan_der_stadt_ist_keine_vereinbarung_die_endet():
    eigene = Vertrag("stadt-eigene-stellen", "stellenplan", "Eigene Stellen der Stadt", JAHR, date(2026, 12, 31))
    assert not finde("vereinbarung", HEUTE, vertraege=[eigene])
    echte = eigene._replace(art="kommunikation", titel="Kommunikationsvereinbarung")
    assert finde("vereinbarung", HEUTE, vertraege=[echte, eigene._replace(bis=None, von=date(2023, 1, 1))])
