"""Wann eine Sitzung sein kann und wer Aufgaben erledigt: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date, timedelta
from itertools import product

import pytest

from traeger.sitzung.regeln import (
    darf_erledigen,
    satz_zum_einladen,
    satz_zum_termin,
    satz_zur_aenderung,
    satz_zur_frist,
    satz_zur_niederschrift,
    satz_zur_offenen,
    wer_nichts_weiss,
)

HEUTE, AB, BIS = date(2026, 11, 22), date(2026, 1, 1), date(2027, 6, 30)
WEIT = "Das Datum liegt weit in der Zukunft. Eingeladen wird höchstens bis 2028."
ABGESAGT = "Diese Sitzung ist abgesagt. Nehmen Sie zuerst die Absage zurück."


@pytest.mark.parametrize(
    ("am", "bis", "satz"),
    [
        (date(2025, 12, 31), BIS, "Die Vereinbarung gilt erst ab 01.01.2026."),
        (AB, BIS, None),
        (date(2026, 1, 2), BIS, None),
        (date(2027, 6, 29), BIS, None),
        (BIS, BIS, None),
        (date(2027, 7, 1), BIS, "Die Vereinbarung gilt nur bis 30.06.2027."),
        (date(2028, 12, 30), None, None),
        (date(2028, 12, 31), None, None),
        (date(2029, 1, 1), None, WEIT),
    ],
)
def test_termin_in_der_laufzeit_und_hoechstens_zwei_jahre_voraus(am, bis, satz):
    assert satz_zum_termin(am, heute=HEUTE, gilt_ab=AB, gilt_bis=bis) == satz


@pytest.mark.parametrize(
    ("am", "satz"),
    [(date(2026, 11, 21), None), (HEUTE, None), (date(2026, 11, 23), "Diese Sitzung ist erst am 23.11.2026.")],
)
def test_niederschrift_gibt_es_erst_wenn_die_sitzung_war(am, satz):
    assert satz_zur_niederschrift(am, heute=HEUTE, ist_abgesagt=False) == satz
    assert satz_zur_niederschrift(am, heute=HEUTE, ist_abgesagt=True) == ABGESAGT


def test_nach_der_niederschrift_stehen_termin_und_tagesordnung_fest():
    assert satz_zur_aenderung(hat_niederschrift=False, ist_abgesagt=False) is None
    assert satz_zur_aenderung(hat_niederschrift=False, ist_abgesagt=True) == ABGESAGT
    for abgesagt in (False, True):
        assert "berichtigen lässt sich nur sie" in satz_zur_aenderung(hat_niederschrift=True, ist_abgesagt=abgesagt)


@pytest.mark.parametrize(("traeger", "verantwortlich"), list(product((None, 1, 2), repeat=2)))
def test_aufgabe_erledigt_wer_sitzungen_bearbeitet_oder_ihr_traeger(traeger, verantwortlich):
    wer = {"traeger_id": traeger, "verantwortlich_id": verantwortlich}
    assert darf_erledigen(bearbeitet_sitzungen=True, **wer) is True
    eigene = (traeger, verantwortlich) in {(1, 1), (2, 2)}  # ohne Träger gehört niemandem die Aufgabe ohne Träger
    assert darf_erledigen(bearbeitet_sitzungen=False, **wer) is eigene


@pytest.mark.parametrize(("am", "satz"), [(-1, "Diese Sitzung war am"), (0, None), (1, None)])
def test_eingeladen_wird_bis_zum_tag_der_sitzung(am, satz):
    gesagt = satz_zum_einladen(HEUTE + timedelta(am), heute=HEUTE, hat_niederschrift=False, ist_abgesagt=False)
    assert gesagt is None if satz is None else gesagt.startswith(satz)
    assert satz_zum_einladen(HEUTE + timedelta(am), heute=HEUTE, hat_niederschrift=False, ist_abgesagt=True) == ABGESAGT


@pytest.mark.parametrize(
    ("folgen", "folge", "zahlen"),
    [([], 0, (0, 0)), ([None], 0, (1, 0)), ([0], 0, (0, 0)), ([0], 1, (0, 1)), ([None, None, 1, 2, 2], 2, (2, 1))],
)
def test_wer_die_einladung_oder_die_letzte_aenderung_nicht_hat(folgen, folge, zahlen):
    assert wer_nichts_weiss(folgen, folge) == zahlen


@pytest.mark.parametrize(
    ("neu", "bisher", "satz"),
    [
        (-1, 3, "Die Aufgabe ist erst am 22.11.2026 verteilt."),
        (0, 3, None),
        (1, 3, None),
        (2, 3, None),
        (3, 3, "Die Frist ist schon der 25.11.2026."),
        (4, 3, None),
        (0, 0, "Die Frist ist schon der 22.11.2026."),
    ],
)
def test_eine_berichtigte_frist_ist_eine_andere_und_nicht_vor_dem_verteilen(neu, bisher, satz):
    assert satz_zur_frist(HEUTE + timedelta(neu), bisher=HEUTE + timedelta(bisher), verteilt=HEUTE) == satz


@pytest.mark.parametrize(
    ("erledigt", "storniert", "satz"),
    [(False, False, None), (True, False, "erledigt"), (False, True, "storniert"), (True, True, "storniert")],
)
def test_geaendert_wird_nur_eine_offene_aufgabe(erledigt, storniert, satz):
    gesagt = satz_zur_offenen(ist_erledigt=erledigt, ist_storniert=storniert)
    assert gesagt is None if satz is None else satz in gesagt
