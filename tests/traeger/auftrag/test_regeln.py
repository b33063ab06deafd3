"""Reihum: reine Reihenfolge ohne Datenbank. Und ab wann eine Sicherung zu alt ist."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traeger.auftrag.regeln import SICHERUNG_ALT, reihum, sicherung_stand

SICHERUNGSTAG = date(2026, 11, 28)
JETZT = datetime(2026, 3, 2, 9, tzinfo=UTC)
AWO, DIAKONIE, ARGE = 1, 2, None
ANNA, BEA, CEM, KOORDINATION = 11, 12, 21, 31


@pytest.mark.parametrize(
    ("wartende", "traeger", "person", "folge"),
    [
        ([], {}, {}, []),
        ([(1, AWO, ANNA), (2, AWO, ANNA), (3, DIAKONIE, CEM)], {}, {}, [1, 2, 3]),  # niemand war dran: nach Eingang
        ([(1, AWO, ANNA), (2, AWO, ANNA), (3, DIAKONIE, CEM)], {AWO: 5}, {ANNA: 5}, [3, 1, 2]),
        ([(1, AWO, ANNA), (2, AWO, BEA)], {AWO: 5}, {ANNA: 5}, [2, 1]),  # im Träger reihum je Person
        ([(1, AWO, BEA), (2, DIAKONIE, CEM)], {AWO: 1, DIAKONIE: 5}, {BEA: 9, CEM: 5}, [2, 1]),  # länger her kommt zuerst
        ([(1, AWO, ANNA), (2, ARGE, KOORDINATION)], {AWO: 5, ARGE: 1}, {ANNA: 5, KOORDINATION: 1}, [1, 2]),
    ],
)
def test_wer_am_laengsten_nicht_dran_war_kommt_zuerst(wartende, traeger, person, folge):
    """Zahlen sind Minuten, die es her ist."""
    zuletzt = [{wer: JETZT - timedelta(minutes=her) for wer, her in d.items()} for d in (traeger, person)]
    assert reihum(wartende, *zuletzt) == folge


@given(st.lists(st.tuples(st.sampled_from([AWO, DIAKONIE, ARGE, 4, 5]), st.integers(1, 3)), min_size=1, max_size=40))
def test_niemand_wartet_laenger_als_eine_runde(eingang):
    """Arbeitet einer alles ab, kommt jeder Träger dran, bevor ein anderer zum zweiten Mal drankommt."""
    wartende = [(nummer, traeger, hash((traeger, person))) for nummer, (traeger, person) in enumerate(eingang)]
    folge, traeger_zuletzt, person_zuletzt = [], {}, {}
    while wartende:
        nummer = reihum(wartende, traeger_zuletzt, person_zuletzt)[0]
        dran = next(w for w in wartende if w[0] == nummer)
        uhr = JETZT + timedelta(seconds=len(folge))
        traeger_zuletzt[dran[1]], person_zuletzt[dran[2]] = uhr, uhr
        folge.append(dran[1])
        wartende.remove(dran)
        for offen in {w[1] for w in wartende}:
            seither = folge[len(folge) - folge[::-1].index(offen) :] if offen in folge else folge
            assert len(seither) == len(set(seither))


@pytest.mark.parametrize("alter", range(-1, 5))
def test_ab_wann_eine_sicherung_zu_alt_ist(alter):
    satz, ampel, _ = sicherung_stand(SICHERUNGSTAG - timedelta(days=alter), SICHERUNGSTAG)
    assert ampel == ("bald" if alter >= SICHERUNG_ALT else "gut")
    assert ("heute" in satz) == (alter <= 0)


def test_ohne_sicherung_und_unlesbar_sind_zweierlei():
    assert sicherung_stand(None, SICHERUNGSTAG) == ("Noch nie gesichert", "ueberfaellig", "keine Sicherung")
    assert sicherung_stand(None, SICHERUNGSTAG, lesbar=False)[1:] == ("bald", "unbekannt")
    assert [sicherung_stand(SICHERUNGSTAG - timedelta(days=n), SICHERUNGSTAG)[0].rpartition(" ist ")[2] for n in (1, 2)] == [
        "einen Tag alt",
        "2 Tage alt",
    ]
