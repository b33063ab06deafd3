"""Die Fassung eines Jahres neben dem gedruckten Bestand des Vorjahrs: Keine Rechnung geht um wenige nicht auf."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from arge.zahlen import vorjahr
from arge.zahlen.statistik import GESPERRT
from arge.zahlen.vorjahr import Bewegung, Feld, gehalten
from tests.zufall import beispiele

MINDEST = 3
BEWEGUNG = Bewegung(["neu", "wieder"], ["ab"], "beraten")


def zeile(davor, neu, ab, wieder=0):
    werte = {"bestand": davor + neu + wieder - ab, "neu": neu, "wieder": wieder, "ab": ab, "beraten": davor + neu + wieder}
    return {nummer: Feld(wert, wert) for nummer, wert in werte.items()}


def halten(wahr, *gedruckt, bewegung=BEWEGUNG):
    """{Träger: (davor, neu, ab[, wieder])} gegen Fassungen {Träger: Bestand, None: Summe}."""
    zeilen = {name: zeile(*werte) for name, werte in wahr.items()}
    return gehalten(zeilen, {name: werte[0] for name, werte in wahr.items()}, gedruckt, bewegung, MINDEST)


def zahlen(zeilen, name="AWO"):
    return tuple(zeilen[name][n].wert for n in ("bestand", "neu", "ab", "beraten"))


@pytest.mark.parametrize(
    ("davor", "steht"),
    [
        (20, (18, 5, 7, 25)),  # nichts kam dazu
        (21, (19, 6, 7, 26)),  # ein Nachtrag ist ein Zugang dieses Jahres
        (22, (20, 7, 7, 27)),
        (23, (21, 5, 7, 28)),  # drei stehen als Bestand davor
        (19, (17, 5, 8, 25)),  # ein Wegfall ist ein Abgang
        (17, (15, 5, 7, 22)),
    ],
)
def test_ab_der_mindestfallzahl_steht_die_wahrheit(davor, steht):
    zeilen, bestand = halten({"AWO": (davor, 5, 7)}, {"AWO": 20, None: 20})
    assert zahlen(zeilen) == steht
    assert bestand["AWO"] + zeilen["AWO"]["neu"].wert - zeilen["AWO"]["ab"].wert == zeilen["AWO"]["bestand"].wert
    assert zeilen["AWO"]["bestand"].wert == davor + 5 - 7, "der Bestand ist wahr"


def test_ohne_gedrucktes_vorjahr_bleibt_alles_wie_es_ist():
    zeilen, bestand = halten({"AWO": (21, 5, 7)})
    assert (zahlen(zeilen), bestand) == ((19, 5, 7, 26), {"AWO": 21})


@pytest.mark.parametrize(
    ("wahr", "gebucht"),
    [((21, 0, 9), (12, 0, 8, 20)), ((21, 2, 9), (14, 2, 8, 22)), ((21, 0, 3), (18, 1, 3, 21)), ((21, 0, 1), (20, 0, 0, 20)),
     ((19, 5, 0), (24, 4, 0, 24)), ((19, 3, 0), (22, 3, 1, 23))],
)  # fmt: skip
def test_gebucht_wird_wo_nichts_kleines_entsteht(wahr, gebucht):
    """Sonst wäre eine Zahl gesperrt, die es nicht sein müsste, und mit ihr noch andere."""
    zeilen, _ = halten({"AWO": wahr}, {"AWO": 20, None: 20})
    assert zahlen(zeilen) == gebucht


def test_hinter_einer_gebuchten_zahl_stehen_nie_mehr_menschen():
    """Zwei Fälle können von einem sein: Drei Fälle mit zwei Bekannten bleiben gesperrt."""
    assert Feld(2, 2).um(1) == Feld(3, 2)
    assert not Feld(2, 2).um(1).steht(MINDEST)
    assert (Feld(0, 0).um(2), Feld(4, 3).um(-1), Feld(4, 1).um(-1), Feld(1, 1).um(-1)) == (
        Feld(2, 1), Feld(3, 2), Feld(3, 1), Feld(0, 0),
    )  # fmt: skip


def test_auch_neben_aelteren_fassungen_des_vorjahrs():
    """25 und 34 sind gedruckt: 24 läge um eins neben der älteren."""
    alt, neu = {"AWO": 25, None: 25}, {"AWO": 34, None: 34}
    assert halten({"AWO": (24, 9, 9)}, alt, neu)[1] == {"AWO": 25}
    assert halten({"AWO": (24, 9, 9)}, neu)[1] == {"AWO": 24}
    assert halten({"AWO": (24, 9, 9)}, {"AWO": GESPERRT, None: GESPERRT}, neu)[1] == {"AWO": 24}
    assert halten({"AWO": (31, 9, 9)}, {"AWO": 33, None: 33}, neu)[1] == {"AWO": 31}, "33 und 34 verraten einander schon"


def test_auch_die_summe():
    """+3 und −4 zeigten in der Summe einen weniger."""
    _, bestand = halten({"AWO": (23, 9, 9), "Caritas": (16, 9, 9)}, {"AWO": 20, "Caritas": 20, None: 40})
    assert abs(sum(bestand.values()) - 40) not in (1, 2)
    assert bestand != {"AWO": 20, "Caritas": 20}, "alles stehen zu lassen wäre zu viel"


def test_ein_neuer_traeger_stand_mit_null_und_ein_verschwundener_zaehlt_noch():
    zeilen, bestand = halten({"AWO": (1, 9, 4)}, {"Caritas": 20, None: 20})
    assert (zahlen(zeilen), bestand) == ((6, 10, 4, 10), {"AWO": 0})


GESPERRT_ZWEI = {"AWO": GESPERRT, "Caritas": GESPERRT, "Diakonie": 20, None: 34}


def test_gesperrte_zusammen():
    """34 − 20 = 14 waren die beiden zusammen; ein Nachtrag steht dort, wo ihn auch sein Träger nicht sieht."""
    zeilen, bestand = halten({"AWO": (2, 1, 0), "Caritas": (13, 9, 4), "Diakonie": (20, 9, 9)}, GESPERRT_ZWEI)
    assert bestand == {"AWO": 1, "Caritas": 13, "Diakonie": 20}
    assert zahlen(zeilen) == (3, 2, 0, 3)
    assert zahlen(zeilen, "Caritas") == (18, 9, 4, 22)


@pytest.mark.parametrize(
    ("awo", "caritas", "gebucht"),
    [
        ((2, 9, 4, 0), (13, 1, 5, 9), ((2, 9, 4, 0), (12, 2, 5, 9))),  # eine Eins ist ohnehin gesperrt, und die Zwei auch
        ((2, 9, 4, 0), (13, 9, 5, 9), ((1, 9, 4, 1), (13, 9, 5, 9))),  # eine Null, dann gesperrt
        ((2, 9, 4, 9), (13, 9, 5, 9), ((1, 10, 4, 9), (13, 9, 5, 9))),  # nirgends verborgen
    ],
)
def test_wo_ein_verborgener_nachtrag_steht(awo, caritas, gebucht):
    wahr = {"AWO": awo, "Caritas": caritas, "Diakonie": (20, 9, 9)}
    zeilen, bestand = halten(wahr, GESPERRT_ZWEI)
    steht = tuple((bestand[n], *(zeilen[n][k].wert for k in ("neu", "ab", "wieder"))) for n in ("AWO", "Caritas"))
    assert steht == gebucht


def test_die_gesperrten_zusammen_nur_in_vielfachen():
    """Vier mehr stehen als drei: Wer seinen einen abzieht, weiß nicht, wie viele die anderen sind."""
    _, bestand = halten({"AWO": (2, 1, 0), "Caritas": (16, 9, 4), "Diakonie": (20, 9, 9)}, GESPERRT_ZWEI)
    assert bestand["AWO"] + bestand["Caritas"] == 14 + 3


def test_ein_verborgener_wegfall():
    zeilen, bestand = halten({"AWO": (1, 1, 0), "Caritas": (12, 9, 4), "Diakonie": (20, 9, 9)}, GESPERRT_ZWEI)
    assert bestand == {"AWO": 2, "Caritas": 12, "Diakonie": 20}
    assert zahlen(zeilen) == (2, 1, 1, 3)


def test_ist_auch_die_summe_gesperrt_weiss_niemand_etwas():
    wahr = {"AWO": (2, 1, 0), "Caritas": (13, 9, 4), "Diakonie": (20, 9, 9)}
    zeilen, bestand = halten(wahr, {**GESPERRT_ZWEI, None: GESPERRT})
    assert (bestand, zahlen(zeilen)) == ({"AWO": 2, "Caritas": 13, "Diakonie": 20}, (3, 1, 0, 3))


def test_der_satz_nennt_jahr_und_mindestfallzahl():
    satz = vorjahr.satz(date(2025, 12, 31), 1036, 3)
    assert "vom 31.12.2025 aus der letzten Fassung 2025 (1.036) plus Zugänge" in satz
    assert "um mindestens 3 davon abweicht: Dann wurde für 2025" in satz
    assert "Fassung 2025 (·) plus" in vorjahr.satz(date(2025, 12, 31), GESPERRT, 3)
    assert "Fassung 2025 plus" in vorjahr.satz(date(2025, 12, 31), None, 3)


# -- erfundene Welten --------------------------------------------------------------------------------


@st.composite
def _welten(draw):
    """(wahr, Fassungen des Vorjahrs): einzelne und viele Nachträge und Wegfälle; die letzte Fassung sperrt vielleicht."""
    schritt = st.sampled_from([0, 0, 0, 1, 2, -1, -2, 3, 4, -3, -4, 7])
    wahr, letzte = {}, {}
    for nummer in range(draw(st.integers(1, 4))):
        gedruckt = draw(st.sampled_from([0, 1, 2, 3, 4, 12, 30]))
        davor, neu, wieder = max(0, gedruckt + draw(schritt)), draw(st.integers(0, 12)), draw(st.integers(0, 4))
        wahr[f"T{nummer}"] = davor, neu, draw(st.integers(0, davor + neu + wieder)), wieder
        letzte[f"T{nummer}"] = gedruckt
    letzte[None] = sum(letzte.values())
    aeltere = {name: wert + draw(st.sampled_from([0, 0, 3, 5])) for name, wert in letzte.items() if name}
    aeltere[None] = sum(aeltere.values())
    assume(all(not 0 < abs(aeltere[name] - letzte[name]) < MINDEST for name in letzte))
    klein = {name for name, wert in letzte.items() if 0 < wert < MINDEST}
    zu = klein | (set(draw(st.lists(st.sampled_from([*letzte]), max_size=2))) if klein else set())
    fassungen = [{name: GESPERRT if name in zu else wert for name, wert in fassung.items()} for fassung in (aeltere, letzte)]
    return wahr, fassungen[draw(st.integers(0, 1)) :]


def davor_laut(zeile):
    return zeile["bestand"].wert - zeile["neu"].wert - zeile["wieder"].wert + zeile["ab"].wert


@beispiele(150)
@given(_welten())
def test_keine_rechnung_aus_beiden_berichten_geht_um_wenige_nicht_auf(welt):
    wahr, fassungen = welt
    zeilen, bestand = halten(wahr, *fassungen)
    for name, werte in wahr.items():
        assert zeilen[name]["bestand"] == zeile(*werte)["bestand"]
        assert davor_laut(zeilen[name]) == bestand[name] >= 0
        assert zeilen[name]["beraten"].wert == bestand[name] + zeilen[name]["neu"].wert + zeilen[name]["wieder"].wert
        assert all(feld.wert >= feld.menschen >= (feld.wert > 0) for feld in zeilen[name].values())
    for fassung in fassungen:
        um = {name: bestand[name] - wert for name, wert in fassung.items() if name and wert is not GESPERRT}
        if fassung[None] is not GESPERRT:
            um[None] = sum(bestand.values()) - fassung[None]
            if fassung is fassungen[-1]:
                um["übrige"] = um[None] - sum(w for name, w in um.items() if name)
        assert [(ort, w) for ort, w in um.items() if 0 < abs(w) < MINDEST] == []


@beispiele(80)
@given(_welten())
def test_es_saehe_genauso_aus_wenn_die_nachtraege_zugaenge_waeren(welt):
    """Die gezeigte Welt ist eine mögliche: Wäre sie wahr, stünde dasselbe da. Darum verrät sie keinem Träger etwas von anderen."""
    wahr, fassungen = welt
    assume(GESPERRT not in fassungen[-1].values())
    zeilen, bestand = halten(wahr, *fassungen)
    assert gehalten(zeilen, bestand, fassungen, BEWEGUNG, MINDEST) == (zeilen, bestand)
    for (
        wer
    ) in wahr:  # wer sich selbst kennt, sieht keinen Unterschied zwischen den anderen, wie sie sind und wie sie dastehen
        gemischt = {name: zeile(*wahr[name]) if name == wer else zeilen[name] for name in wahr}
        davor = {name: wahr[name][0] if name == wer else bestand[name] for name in wahr}
        assert gehalten(gemischt, davor, fassungen, BEWEGUNG, MINDEST) == (zeilen, bestand)
