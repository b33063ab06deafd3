"""Schutz gegen Mitwissende, hinter der Zahl stehende Menschen, Gleichungen zwischen Tafeln und Früheres (rein)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.schutz import Bindung, Schutzgut, schuetzen_gemeinsam
from arge.zahlen.statistik import GESPERRT, Tafel
from tests.angreifer import Wissen
from tests.zufall import beispiele

TRAEGER = ("AWO", "Caritas", "Diakonie")


def je_traeger(**spalten):
    zellen = {(name, spalte): wert for spalte, werte in spalten.items() for name, wert in zip(TRAEGER, werte, strict=False)}
    return Tafel.aus(zellen, titel="T", zaehlgroesse="Fälle", summen="spalten", spalten=tuple(spalten))


def schuetze(*gueter, **mehr):
    return schuetzen_gemeinsam(gueter, 3, eine_summe=False, **mehr)


def test_wer_seine_eigene_zahl_kennt_zieht_sie_nicht_ab():
    """126 = 110 + 9 + 5 + 2: Ohne die Leitung der AWO genügte es, zwei Zellen zu verbergen."""
    (offen,) = schuetze(Schutzgut(je_traeger(n=(110, 9, 2)), je_traeger(n=(110, 9, 2)), je_traeger=True))
    assert [reihe[0] for reihe in offen.werte] == [GESPERRT, GESPERRT, GESPERRT]
    assert offen.spaltensummen == (121,)


def test_zehn_kontakte_eines_menschen_sind_gesperrt():
    (offen,) = schuetze(Schutzgut(je_traeger(n=(40, 10, 30)), je_traeger(n=(12, 1, 9)), je_traeger=True))
    assert offen.werte[1][0] is GESPERRT
    ohne_menschen = schuetze(Schutzgut(je_traeger(n=(40, 10, 30)), je_traeger=True))[0]
    assert not ohne_menschen.hat_gesperrte


def test_der_rest_der_anderen_ist_auch_eine_zahl():
    """Zwölf Nennungen, zehn davon die eigenen: Für die AWO wären es zwei fremde."""

    def liste(a, b):
        return Tafel.liste({"Wohnen": a, "Arbeit": b}, titel="T", zaehlgroesse="Nennungen")

    gut = Schutzgut(
        liste(12, 40), liste(12, 40), {"AWO": (liste(10, 8), liste(10, 8)), "Caritas": (liste(2, 32), liste(2, 32))}
    )
    (offen,) = schuetze(gut)
    assert offen.werte == ((GESPERRT,), (GESPERRT,))
    assert schuetze(Schutzgut(liste(12, 40)))[0].werte == ((12,), (40,))


def bewegung(alt, neu, ab):
    """Bestand am Ende, neu und ab je Träger; der Vorjahrsbestand ist schon gedruckt."""
    bestand = [a + n - z for a, n, z in zip(alt, neu, ab, strict=True)]
    return je_traeger(Bestand=bestand, neu=neu, ab=ab), je_traeger(Bestand=alt)


def kette(namen):
    return [
        Bindung((((1, name, "Bestand"), 1), ((0, name, "neu"), 1), ((0, name, "ab"), -1), ((0, name, "Bestand"), -1)))
        for name in namen
    ]


def test_bestand_verraet_den_abgang_nicht():
    """Vorjahr 0 + neu 14 − ab 2 = Bestand 12: Neben dem Abgang ist noch etwas zu verbergen."""
    roh, davor = bewegung((29, 60, 0), (0, 12, 14), (5, 9, 2))
    (offen,) = schuetze(Schutzgut(roh, je_traeger=True), bindungen=kette(TRAEGER), frueher=[davor, davor])
    zeile = offen.werte[2]
    assert zeile[2] is GESPERRT
    assert GESPERRT in zeile[:2]


MENGEN = st.lists(st.integers(0, 12), min_size=3, max_size=3)


@beispiele(60)
@given(MENGEN, MENGEN, st.data())
def test_niemand_findet_den_abgang_auch_kein_mitwissender(alt, neu, data):
    ab = [data.draw(st.integers(0, a + n)) for a, n in zip(alt, neu, strict=True)]
    roh, davor = bewegung(alt, neu, ab)
    (offen,) = schuetze(Schutzgut(roh, je_traeger=True), bindungen=kette(TRAEGER), frueher=[davor, davor])
    for wer in (None, *TRAEGER):
        w = wissen(roh, offen, davor, wer)
        for i, name in enumerate(TRAEGER):
            for j, spalte in enumerate(roh.spalten):
                if name != wer and 0 < roh.werte[i][j] < 3:
                    assert offen.werte[i][j] is GESPERRT
                    moeglich = [n for n in (1, 2, 3) if w.moeglich((name, spalte), n)]
                    assert moeglich == [1, 2, 3], (wer, name, spalte)


def wissen(roh, offen, davor, wer):
    w = Wissen()
    for j, spalte in enumerate(roh.spalten):
        for i, name in enumerate(TRAEGER):
            wert = roh.werte[i][j] if name == wer else offen.werte[i][j]
            w.unbekannt((name, spalte))
            if wert is not GESPERRT:
                w.ist((name, spalte), wert)
        if offen.spaltensummen[j] is not GESPERRT:
            w.gleichung({(name, spalte): 1 for name in TRAEGER}, offen.spaltensummen[j])
    for i, name in enumerate(TRAEGER):
        w.gleichung({(name, "neu"): 1, (name, "ab"): -1, (name, "Bestand"): -1}, -davor.werte[i][0])
    return w


def test_was_frueher_gesperrt_war_bleibt_es():
    """Vorjahr der Diakonie gesperrt (2): Bestand, neu und ab dürfen ihn nicht ergeben."""
    roh, davor = bewegung((20, 30, 2), (5, 5, 9), (3, 4, 4))
    offen_davor = replace(davor, werte=((GESPERRT,), (GESPERRT,), (GESPERRT,)))
    (offen,) = schuetze(Schutzgut(roh, je_traeger=True), bindungen=kette(TRAEGER), frueher=[davor, offen_davor])
    assert GESPERRT in offen.werte[2]


def test_ganzes_minus_teil_ist_auch_eine_zelle():
    """Von 20 Fällen haben 18 einen Plan: zwei ohne."""
    roh = je_traeger(alle=(20, 30, 40), Plan=(18, 20, 25))
    rest = [Bindung((((0, name, "alle"), 1), ((0, name, "Plan"), -1)), rest=True) for name in (*TRAEGER, None)]
    (offen,) = schuetze(Schutzgut(roh, je_traeger=True), bindungen=rest)
    assert GESPERRT in offen.werte[0]
    assert not schuetze(Schutzgut(roh, je_traeger=True))[0].hat_gesperrte


def test_wer_im_teil_steht_kann_auch_im_rest_stehen():
    """Zehn Fälle von neun Menschen, neun mit Plan: Der zehnte gehört einem, der schon mit dem anderen gezählt ist – einem, nicht keinem."""
    roh, menschen = je_traeger(alle=(10, 30, 40), Plan=(9, 20, 25)), je_traeger(alle=(9, 30, 40), Plan=(9, 20, 25))
    paare = [(((0, name, "alle"), 1), ((0, name, "Plan"), -1)) for name in (*TRAEGER, None)]
    gut = Schutzgut(roh, menschen, je_traeger=True)
    (offen,) = schuetze(gut, bindungen=[Bindung(paar, rest=True) for paar in paare])
    assert GESPERRT in offen.werte[0]
    viele = dict.fromkeys(TRAEGER, 5)
    (bekannt,) = schuetze(gut, bindungen=[Bindung(paar, rest=True, menschen=viele) for paar in paare])
    assert not bekannt.hat_gesperrte, "sagt jemand, wie viele es sind, gilt das"


def test_nichts_kleines_nichts_gesperrt():
    roh, davor = bewegung((20, 30, 40), (5, 6, 9), (3, 4, 4))
    (offen,) = schuetze(Schutzgut(roh, je_traeger=True), bindungen=kette(TRAEGER), frueher=[davor, davor])
    assert offen.werte == roh.werte
    assert offen.mindestfallzahl == 3


def test_schwelle_und_summen():
    with pytest.raises(ValueError, match="mindestens 3"):
        schuetzen_gemeinsam([je_traeger(n=(1, 2, 3))], 2)
