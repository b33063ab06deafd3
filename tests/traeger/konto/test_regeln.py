"""Wann eine Rolle unbesetzt wäre: je Rand Vortag, Tag und Folgetag (rein, ohne Datenbank)."""

from datetime import date, timedelta

import pytest

from traeger.begriffe import ROLLEN_OHNE_TRAEGER, Rolle
from traeger.konto.regeln import entsteht_luecke, erste_luecke, nur_kuerzer, vergeben

TAG = timedelta(days=1)
T = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("zeitraeume", "luecke"),
    [
        ([], T), ([(T, None)], None), ([(T + TAG, None)], T), ([(T, T + 9 * TAG)], T + 10 * TAG),
        ([(T, T + 9 * TAG), (T + 10 * TAG, None)], None), ([(T, T + 9 * TAG), (T + 11 * TAG, None)], T + 10 * TAG),
        ([(T - 9 * TAG, T - TAG)], T), ([(T - 9 * TAG, T)], T + TAG), ([(T - 9 * TAG, T + TAG)], T + 2 * TAG),
        ([(T, T), (T + TAG, T + TAG)], T + 2 * TAG), ([(T - TAG, T - TAG), (T, None)], None),
        ([(T + TAG, None), (T, T)], None), ([(T, T + 30 * TAG), (T + TAG, T + 5 * TAG), (T + 6 * TAG, None)], None),
    ],
)  # fmt: skip
def test_erste_luecke(zeitraeume, luecke):
    assert erste_luecke(zeitraeume, T) == luecke


def test_nur_eine_neue_luecke_zaehlt():
    befristet, offen = (T, T + 9 * TAG), (T, None)
    assert entsteht_luecke([befristet, offen], [befristet], T) == T + 10 * TAG
    assert entsteht_luecke([befristet, (T, T + TAG)], [befristet], T) is None, "die Lücke am Ende gab es schon"
    assert entsteht_luecke([befristet], [(T, T + 3 * TAG)], T) == T + 4 * TAG
    assert entsteht_luecke([offen], [offen], T) is None
    assert entsteht_luecke([offen], [], T) == T
    assert entsteht_luecke([], [], T) is None
    assert entsteht_luecke([], [befristet], T) is None, "eine spätere Lücke ist besser als gar niemand"


#: Wer vergibt welche Rolle: (wer, Rolle, beim eigenen Träger, dort gibt es eine Leitung) → Anfang des Satzes oder None.
NUR_LEITUNG, NUR_BETRIEB, ERSTE = (
    "Rollen bei einem Träger",
    "Diese Rolle vergibt nur der Betrieb",
    "holt nur die erste Leitung",
)
VERGABE = [
    *((Rolle.LEITUNG, rolle, True, True, None) for rolle in Rolle if rolle not in ROLLEN_OHNE_TRAEGER),
    *((Rolle.LEITUNG, rolle, False, False, NUR_LEITUNG) for rolle in Rolle if rolle not in ROLLEN_OHNE_TRAEGER),
    *((Rolle.LEITUNG, rolle, eigen, False, NUR_BETRIEB) for rolle in ROLLEN_OHNE_TRAEGER for eigen in (True, False)),
    *((Rolle.BETRIEB, rolle, eigen, leitung, None) for rolle in ROLLEN_OHNE_TRAEGER for eigen in (True, False) for leitung in (True, False)),
    (Rolle.BETRIEB, Rolle.LEITUNG, False, False, None), (Rolle.BETRIEB, Rolle.LEITUNG, False, True, ERSTE),
    *((Rolle.BETRIEB, rolle, False, False, NUR_LEITUNG) for rolle in Rolle if rolle not in {*ROLLEN_OHNE_TRAEGER, Rolle.LEITUNG}),
    *((wer, Rolle.FACHKRAFT, True, True, NUR_LEITUNG) for wer in (None, *Rolle) if wer != Rolle.LEITUNG),
    *((wer, Rolle.BETRIEB, True, True, NUR_BETRIEB) for wer in (None, *Rolle) if wer != Rolle.BETRIEB),
]  # fmt: skip


@pytest.mark.parametrize(("wer", "rolle", "eigen", "leitung", "satz"), VERGABE)
def test_wer_welche_rolle_vergibt(wer, rolle, eigen, leitung, satz):
    antwort = vergeben(wer, rolle, beim_eigenen=eigen, hat_leitung=leitung)
    assert (antwort is None) if satz is None else (satz in antwort)


def test_beenden_macht_nie_laenger():
    assert [nur_kuerzer(T, T + n * TAG) is None for n in (-1, 0, 1)] == [True, True, False]
    assert "endet schon am 01.06.2026" in nur_kuerzer(T, T + TAG)
    assert nur_kuerzer(None, T) is None
