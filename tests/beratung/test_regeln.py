"""Welcher Tag in der Beratung wofür gilt: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date

import pytest

from beratung.regeln import (
    FRUEHESTENS,
    frage_zum_titel,
    satz_zum_abschluss,
    satz_zum_beginn,
    satz_zum_kontakt,
    satz_zum_tag,
    satz_zur_uebergabe,
    satz_zur_wiederaufnahme,
)

HEUTE, BEGINN, ENDE = date(2026, 11, 22), date(2026, 3, 10), date(2026, 9, 30)
ZUKUNFT, ZU_FRUEH = "Das Datum liegt in der Zukunft.", "Das Datum liegt vor dem 01.01.2015. Bitte prüfen Sie das Jahr."


@pytest.mark.parametrize(
    ("am", "satz"),
    [
        (date(2014, 12, 31), ZU_FRUEH), (FRUEHESTENS, None), (date(2015, 1, 2), None),
        (date(2026, 11, 21), None), (HEUTE, None), (date(2026, 11, 23), ZUKUNFT),
    ],
)  # fmt: skip
def test_ein_tag_zwischen_2015_und_heute(am, satz):
    assert satz_zum_tag(am, heute=HEUTE) == satz
    assert satz_zum_kontakt(am, heute=HEUTE, begonnen_am=None, abgeschlossen=None) == satz
    assert satz_zum_abschluss(am, heute=HEUTE, begonnen_am=FRUEHESTENS, letzter_kontakt_am=None) == satz


DAVOR = "Der Fall begann erst am 10.03.2026. Das Datum liegt davor."
DANACH = "Der Fall wurde am 30.09.2026 abgeschlossen. Für spätere Kontakte nehmen Sie ihn bitte wieder auf."


@pytest.mark.parametrize(
    ("am", "satz"),
    [
        (date(2026, 3, 9), DAVOR), (BEGINN, None), (date(2026, 3, 11), None),
        (date(2026, 9, 29), None), (ENDE, None), (date(2026, 10, 1), DANACH),
    ],
)  # fmt: skip
def test_kontakt_von_fallbeginn_bis_abschluss_beide_tage_gehoeren_dazu(am, satz):
    assert satz_zum_kontakt(am, heute=HEUTE, begonnen_am=BEGINN, abgeschlossen=(ENDE, None)) == satz


@pytest.mark.parametrize(
    ("am", "letzter", "satz"),
    [
        (date(2026, 3, 9), None, "Der Fall begann erst am 10.03.2026. Der Abschluss liegt davor."),
        (BEGINN, None, None),
        (date(2026, 3, 11), None, None),
        (date(2026, 9, 29), ENDE, "Der letzte Kontakt war am 30.09.2026. Der Abschluss kann nicht davor liegen."),
        (ENDE, ENDE, None),
        (date(2026, 10, 1), ENDE, None),
    ],
)
def test_abschluss_nicht_vor_beginn_und_letztem_kontakt(am, letzter, satz):
    assert satz_zum_abschluss(am, heute=HEUTE, begonnen_am=BEGINN, letzter_kontakt_am=letzter) == satz


@pytest.mark.parametrize(
    ("ab", "seit", "satz"),
    [
        (date(2026, 3, 9), None, DAVOR),
        (BEGINN, None, None),
        (date(2026, 3, 11), None, None),
        (date(2026, 9, 29), ENDE, "Die jetzige Zuständigkeit begann am 30.09.2026. Das Datum liegt davor."),
        (ENDE, ENDE, None),
        (date(2026, 10, 1), ENDE, None),
        (date(2030, 1, 1), ENDE, None),  # geplant werden darf voraus
    ],
)
def test_uebergabe_nicht_vor_fallbeginn_und_jetziger_zustaendigkeit(ab, seit, satz):
    assert satz_zur_uebergabe(ab, begonnen_am=BEGINN, zustaendig_seit=seit) == satz


@pytest.mark.parametrize(
    ("am", "satz"),
    [
        (date(2026, 9, 29), None), (ENDE, None),
        (date(2026, 10, 1), "Der Fall war vom 30.09.2026 bis zum 15.10.2026 abgeschlossen."),
        (date(2026, 10, 15), "Der Fall war vom 30.09.2026 bis zum 15.10.2026 abgeschlossen."),
        (date(2026, 10, 16), None),
    ],
)  # fmt: skip
def test_waehrend_der_fall_ruhte_gab_es_keinen_kontakt(am, satz):
    ruhte = (ENDE, date(2026, 10, 15))
    assert satz_zum_kontakt(am, heute=HEUTE, begonnen_am=BEGINN, abgeschlossen=ruhte) == satz


ZU_FRUEH_WIEDER = "Der Abschluss war am 30.09.2026; wieder laufen kann der Fall ab dem Tag danach. War der Abschluss ein Versehen, berichtigen Sie ihn."


@pytest.mark.parametrize(
    ("ab", "satz"),
    [
        (date(2026, 9, 29), ZU_FRUEH_WIEDER), (ENDE, ZU_FRUEH_WIEDER), (date(2026, 10, 1), None),
        (date(2026, 11, 21), None), (HEUTE, None), (date(2026, 11, 23), ZUKUNFT),
    ],
)  # fmt: skip
def test_wieder_laeuft_ein_fall_ab_dem_tag_nach_dem_abschluss(ab, satz):
    assert satz_zur_wiederaufnahme(ab, heute=HEUTE, abgeschlossen_am=ENDE) == satz


NACH_DEM_KONTAKT = "Der erste Kontakt war am 30.09.2026. Der Beginn kann nicht danach liegen."


@pytest.mark.parametrize(
    ("am", "erster", "satz"),
    [
        (date(2026, 9, 29), ENDE, None), (ENDE, ENDE, None), (date(2026, 10, 1), ENDE, NACH_DEM_KONTAKT),
        (date(2026, 10, 1), None, None), (HEUTE, None, None), (date(2026, 11, 23), None, ZUKUNFT), (date(2014, 12, 31), None, ZU_FRUEH),
    ],
)  # fmt: skip
def test_ein_fall_beginnt_nicht_nach_dem_ersten_kontakt(am, erster, satz):
    assert satz_zum_beginn(am, heute=HEUTE, erster_kontakt_am=erster) == satz


def test_ein_tag_der_nicht_sein_kann_sagt_es_zuerst():
    """Sonst erklärte der Satz, was danach kommt, und verschwiege den Tippfehler im Jahr."""
    spaet, frueh = date(2030, 1, 1), date(1926, 10, 1)
    assert satz_zum_abschluss(spaet, heute=HEUTE, begonnen_am=BEGINN, letzter_kontakt_am=ENDE) == ZUKUNFT
    assert satz_zum_abschluss(frueh, heute=HEUTE, begonnen_am=BEGINN, letzter_kontakt_am=ENDE) == ZU_FRUEH
    assert satz_zum_kontakt(spaet, heute=HEUTE, begonnen_am=BEGINN, abgeschlossen=(ENDE, None)) == ZUKUNFT
    assert satz_zur_wiederaufnahme(frueh, heute=HEUTE, abgeschlossen_am=ENDE) == ZU_FRUEH


@pytest.mark.parametrize(("titel", "fragt"), [(date(2026, 3, 9), True), (BEGINN, False), (date(2026, 3, 11), False)])
def test_ein_titel_vor_der_einreise_ist_eine_frage(titel, fragt):
    satz = (
        "Der erste Aufenthaltstitel (09.03.2026) liegt vor der Einreise (10.03.2026). Das geht mit einem Visum. War es so?"
    )
    assert frage_zum_titel(titel, einreise_am=BEGINN) == (satz if fragt else None)
