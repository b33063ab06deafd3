"""Gerundete Zahlen: Vielfache, immer gleich, nie ein Unterschied von eins oder zwei."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.runden import gerundet, gerundete_zahl, letzter_schluss
from arge.zahlen.statistik import Tafel

ZELLEN = st.text(min_size=1, max_size=8)


@given(st.integers(0, 10_000), st.integers(3, 7), ZELLEN, ZELLEN)
def test_vielfaches_nah_daran_null_bleibt_null_und_nie_ein_kleiner_schritt(wert, basis, nummer, merkmal):
    hier, morgen = (gerundete_zahl(w, basis, nummer, merkmal) for w in (wert, wert + 1))
    assert hier % basis == 0
    assert abs(hier - wert) < basis
    assert gerundete_zahl(0, basis, nummer, merkmal) == 0
    assert morgen - hier in (0, basis)
    assert gerundete_zahl(wert * basis, basis, nummer, merkmal) == wert * basis


def test_im_mittel_ueber_die_zellen_stimmt_es():
    """Jede Zelle rundet anders; zusammen weder zu viel noch zu wenig."""
    for wert in (1, 2, 4, 5, 41):
        mittel = sum(gerundete_zahl(wert, 3, "IM-08", f"Ort {n}") for n in range(3000)) / 3000
        assert abs(mittel - wert) < 0.12


def test_dieselbe_zahl_steht_in_jeder_tafel_gleich():
    je_ort = Tafel.aus(
        {(ort, t): n for ort, t, n in (("Ost", "AWO", 7), ("West", "AWO", 4), ("Ost", "Caritas", 2))},
        titel="Gebiete", zaehlgroesse="Fälle", kuerzel="IM-08", zeilen=("Ost", "West"), spalten=("AWO", "Caritas"),
    )  # fmt: skip
    kopf = "externe Fälle (IM-08)"
    je_traeger = Tafel.aus({("AWO", kopf): 11, ("Caritas", kopf): 2}, titel="Träger", zaehlgroesse="Fälle", summen="spalten")
    eins, zwei = gerundet(je_ort, 3), gerundet(je_traeger, 3)
    quer = Tafel.aus({(kopf, "AWO"): 11}, titel="Träger", zaehlgroesse="Fälle", summen="keine")
    assert gerundet(quer, 3).werte[0][0] == zwei.werte[0][0] == gerundete_zahl(11, 3, "IM-08", "AWO")
    assert all(wert % 3 == 0 for wert in (*eins.alle_werte(), *zwei.alle_werte()) if wert is not None)
    assert "Vielfache von 3" in eins.legende
    assert Tafel.from_json(eins.to_json()) == eins


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_eine_summe_ist_die_summe_des_gezeigten(zahlen):
    """Für sich gerundet engte sie die Teile ein: Ein Teil 49, gezeigt 51, und die Summe 48 ließen nur 49 übrig."""
    tafel = Tafel.liste(
        {f"Ort {n}": zahl for n, zahl in enumerate(zahlen)}, titel="T", zaehlgroesse="Fälle", kuerzel="IM-08"
    )
    offen = gerundet(tafel, 3)
    assert offen.spaltensummen == (sum(wert for (wert,) in offen.werte),)


HEUTE = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("am", "schluss"),
    [
        (date(2026, 10, 30), date(2026, 9, 30)), (date(2026, 10, 31), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 10, 31)),
        (date(2026, 11, 21), date(2026, 10, 31)), (HEUTE, date(2026, 10, 31)), (date(2026, 11, 30), date(2026, 10, 31)),
        (date(2027, 5, 5), date(2026, 10, 31)), (date(2024, 2, 28), date(2024, 1, 31)), (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ],
)  # fmt: skip
def test_der_letzte_geschlossene_monat(am, schluss):
    assert letzter_schluss(am, HEUTE) == schluss


@pytest.mark.parametrize(
    ("heute", "schluss"),
    [
        (date(2026, 11, 30), date(2026, 10, 31)),
        (date(2026, 12, 1), date(2026, 11, 30)),
        (date(2026, 12, 2), date(2026, 11, 30)),
    ],
)
def test_ein_monat_schliesst_am_tag_nach_seinem_ende(heute, schluss):
    assert letzter_schluss(heute, heute) == schluss
    assert letzter_schluss(date(2026, 11, 30), heute) == schluss


KREUZ = Tafel.aus(
    {("Ost", "AWO"): 7, ("West", "AWO"): 4, ("Ost", "Caritas"): 11}, titel="Gebiete", zaehlgroesse="Fälle", kuerzel="IM-08",
    zeilen=("Ost", "West"), spalten=("AWO", "Caritas"),
)  # fmt: skip


def test_jede_zelle_hat_ihre_merkmale_und_alle_summen_sind_summen_des_gezeigten():
    offen = gerundet(KREUZ, 3)
    assert offen.werte == tuple(
        tuple(gerundete_zahl(wert, 3, "IM-08", *sorted((ort, wer))) for wer, wert in zip(KREUZ.spalten, reihe, strict=True))
        for ort, reihe in zip(KREUZ.zeilen, KREUZ.werte, strict=True)
    )
    assert offen.zeilensummen == tuple(sum(reihe) for reihe in offen.werte)
    assert offen.spaltensummen == tuple(sum(spalte) for spalte in zip(*offen.werte, strict=True))
    assert offen.gesamt == sum(offen.zeilensummen)
    assert (offen.mindestfallzahl, "Vielfache von 3" in offen.rundung) == (3, True)


def test_ohne_summen_kommen_keine_dazu():
    ohne = gerundet(Tafel.aus({("Ost", "AWO"): 7}, titel="T", zaehlgroesse="Fälle", kuerzel="IM-08", summen="keine"), 3)
    assert (ohne.zeilensummen, ohne.spaltensummen, ohne.gesamt) == (None, None, None)


def test_die_kennzahl_im_kopf_ist_kein_merkmal():
    """„externe Fälle (IM-08)“ über einer Spalte nennt die Kennzahl; zwei Köpfe mit Kennzahl runden nach dem ersten."""
    tafel = Tafel.aus(
        {("AWO", "Fälle (IM-08)"): 8, ("AWO", "Neue (IM-01)"): 8}, titel="T", zaehlgroesse="Fälle", summen="keine"
    )
    assert gerundet(tafel, 3).werte == ((gerundete_zahl(8, 3, "IM-08", "AWO"), gerundete_zahl(8, 3, "IM-01", "AWO")),)
