"""Gerundete Zahlen: Vielfache, immer gleich, nie ein Unterschied von eins oder zwei."""

from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.runden import gerundet, gerundete_zahl
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
