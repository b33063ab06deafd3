"""Zahlen, die keine Köpfe zählen, ändern sich zwischen Fassungen nur, wenn mindestens drei Menschen dahinter stehen."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.beitraege import VERBORGEN, aus_json, davor_spalte, geaendert, gehalten, nach_json, unbewegt
from arge.zahlen.kennzahl import Kennzahl, alle
from arge.zahlen.statistik import GESPERRT, Tafel, Wahr
from arge.zahlen.zeitraum import Zeitraum
from beratung.models import Person
from ehrenamt.models import Ehrenamtliche
from tests.zufall import beispiele

MINDEST = 3
THEMEN = ("Arbeit", "Wohnen")


def tafel(beitraege, zeilen=THEMEN, gesperrt=(), **mehr):
    """{(Thema, Träger): {Mensch: Anteil}} als Tafel Themen × „Kontakte“ mit Summe; gesperrte Themen stehen als Punkt, verborgene nicht."""
    teile = {}
    for (thema, name), anteile in beitraege.items():
        teile.setdefault((name, thema) if thema.startswith(VERBORGEN) else (thema, "Kontakte"), {})[name] = {
            m: Fraction(wert) for m, wert in anteile.items() if wert
        }
    werte = {
        thema: wie(sum(sum(t.values(), Fraction()) for t in teile.get((thema, "Kontakte"), {}).values()), mehr)
        for thema in zeilen
    }
    merkmale = {"titel": "T", "zaehlgroesse": "Kontakte"}
    roh = Tafel.liste(werte, **merkmale)
    offen = tuple((GESPERRT if thema in gesperrt else wert,) for thema, wert in werte.items())
    return replace(roh, werte=offen, mindestfallzahl=MINDEST, wahr=Wahr(roh, roh), beitraege=teile)


def wie(wert, mehr):
    return Decimal(wert.numerator) / wert.denominator if mehr.get("dezimal") else int(wert)


def stand(*fassungen, **mehr):
    """Was die letzte Welt zeigt, wenn die davor schon Fassungen sind."""
    fruehere = []
    for beitraege in fassungen:
        gezeigt = gehalten(tafel(beitraege, **mehr), fruehere)
        fruehere.append(gezeigt.beitraege)
    return gezeigt


def viele(anzahl, je=1, ab=0):
    return {f"m{n}": je for n in range(ab, ab + anzahl)}


A = "AWO"


@pytest.mark.parametrize(
    ("nachtrag", "steht"),
    [({}, 10), ({"m0": 6}, 10), ({"neu": 5}, 10), ({"m0": 6, "neu": 9}, 10), ({"m0": 0, "m1": 0}, 10),
     ({"m0": 2, "m1": 2, "m2": 2}, 13), ({"a": 5, "b": 5, "c": 5}, 25), ({"m0": 0, "m1": 0, "m2": 0}, 7), ({"m0": 0, "m1": 2, "neu": 1}, 11)],
)  # fmt: skip
def test_eine_zelle(nachtrag, steht):
    """Wie viel sich ändert, ist gleich; es zählt, bei wie vielen."""
    vorher = {("Arbeit", A): viele(10)}
    nachher = {("Arbeit", A): viele(10) | nachtrag}
    assert stand(vorher, nachher).wert("Arbeit") == steht
    assert stand(vorher, nachher).spaltensummen == (steht,)


def test_jeder_traeger_fuer_sich():
    """Wer seinen Anteil abzieht, sähe sonst die eine Ratsuchende des anderen; was er selbst bewegt, steht da."""
    vorher = {("Arbeit", A): viele(10), ("Arbeit", "Caritas"): viele(5)}
    nachher = {("Arbeit", A): viele(10, 2), ("Arbeit", "Caritas"): viele(5) | {"neu": 7}}
    assert stand(vorher, nachher).wert("Arbeit") == 20 + 5


def test_gegen_jede_fruehere_fassung():
    """Drei kommen dazu, zwei davon gehen wieder und eine andere kommt: Gegen die zweite sind es drei, gegen die erste nur zwei."""
    erste = {("Arbeit", A): viele(10)}
    zweite = {("Arbeit", A): viele(10) | {"a": 4, "b": 4, "c": 4}}
    dritte = {("Arbeit", A): viele(10) | {"c": 4, "d": 4}}
    assert stand(erste, zweite).wert("Arbeit") == 22
    assert stand(erste, zweite, dritte).wert("Arbeit") == 22
    assert stand(erste, zweite, erste).wert("Arbeit") == 10, "zurück zur ersten geht"


def test_zurueckgehaltenes_sammelt_sich_an():
    """Eine je Fassung: Die dritte zeigt alle drei."""
    welten = [{("Arbeit", A): viele(10) | viele(n, 5, 20)} for n in range(4)]
    assert [stand(*welten[: n + 1]).wert("Arbeit") for n in range(4)] == [10, 10, 10, 25]


def test_summen_gehen_auf_und_zeilen_kehren_zurueck():
    vorher = {("Arbeit", A): viele(10), ("Wohnen", A): viele(2)}
    weg = stand(vorher, {("Arbeit", A): viele(10)}, zeilen=THEMEN)
    assert (weg.werte, weg.spaltensummen) == (((10,), (2,)), (12,))
    ohne_zeile = gehalten(tafel({("Arbeit", A): viele(10)}, zeilen=("Arbeit",)), [tafel(vorher).beitraege])
    assert (ohne_zeile.zeilen, ohne_zeile.werte, ohne_zeile.spaltensummen) == (("Arbeit", "Wohnen"), ((10,), (2,)), (12,))


def test_gesperrtes_bleibt_gesperrt_und_zaehlt_in_der_summe_gehalten():
    vorher, nachher = (
        {("Arbeit", A): viele(10), ("Wohnen", A): viele(2)},
        {("Arbeit", A): viele(10), ("Wohnen", A): viele(2, 9)},
    )
    neu = stand(vorher, nachher, gesperrt=["Wohnen"])
    assert (neu.werte, neu.spaltensummen) == (((10,), (GESPERRT,)), (12,))
    assert neu.wahr.werte.werte == ((10,), (2,)), (
        "auch das Verborgene sagt der nächsten Rechnung nicht, was nur eine änderte"
    )


def test_stunden_in_dritteln():
    je = {("Arbeit", A): {f"m{n}": Decimal("0.333333") for n in range(4)}}
    beitraege = {("Arbeit", A): {m: Fraction(wert).limit_denominator(10_000) for m, wert in je["Arbeit", A].items()}}
    assert (
        stand(beitraege, {("Arbeit", A): {**beitraege["Arbeit", A], "neu": 5}}, dezimal=True).wert("Arbeit")
        == Decimal(4) / 3
    )


def test_ohne_fassung_und_ohne_beitraege_bleibt_alles():
    neu = tafel({("Arbeit", A): viele(2)})
    assert gehalten(neu, []) is neu
    koepfe = replace(neu, beitraege=None)
    assert gehalten(koepfe, [neu.beitraege]) is koepfe
    with pytest.raises(ValueError, match="Beiträge je Mensch"):
        gehalten(replace(neu, additiv=False), [neu.beitraege])


def test_beitraege_stehen_in_keiner_ausgabe():
    neu = tafel({("Arbeit", A): viele(2)})
    assert "m1" in str(nach_json([neu]))
    assert "m1" not in str(neu.to_json()) + repr(neu)
    assert aus_json(nach_json([neu]), "T") == neu.beitraege
    assert aus_json({}, "T") == {}


def test_wer_keine_koepfe_zaehlt_nennt_den_menschen():
    """Jede geschützte Kennzahl zählt Menschen selbst, oder sagt, wessen Zeile es ist."""
    selbst = {"Ehrenamtliche", "Personen", "Kurzberatungen", "Teilnahmen"}
    for kennzahl in alle():
        if isinstance(kennzahl, Kennzahl) and kennzahl.schutz:
            assert bool(kennzahl.mensch) != (kennzahl.zaehlgroesse in selbst), kennzahl.nummer
            if kennzahl.mensch:  # der Mensch selbst, nicht sein Fall: Drei Fälle sind nicht drei Menschen
                modell = kennzahl.menge(Zeitraum.jahr(2026)).model
                for teil in kennzahl.mensch.split("__"):
                    modell = modell._meta.get_field(teil).related_model
                assert modell in (Person, Ehrenamtliche), kennzahl.nummer
                assert f"F({kennzahl.mensch})" in str(kennzahl.beteiligte(None)), kennzahl.nummer


REST = f"{VERBORGEN}ohne Plan"


def test_auch_was_niemand_zeigt_gehoert_menschen():
    """Bestand und Teil ändern sich durch viele, was zwischen ihnen übrig bleibt, durch einen: Es bleibt, und die Gleichung hält es fest."""
    vorher = {("Arbeit", A): viele(10), (REST, A): viele(2)}
    letzte = tafel(vorher).beitraege
    einer, viele_neue = (
        gehalten(tafel({("Arbeit", A): viele(20), (REST, A): rest}), [letzte])
        for rest in (viele(2, 9) | {"neu": 4}, viele(9))
    )
    assert (einer.wert("Arbeit"), einer.beitraege[A, REST]) == (20, {A: viele(2, 9) | {"neu": 4}}), "drei sind es"
    einer = gehalten(tafel({("Arbeit", A): viele(20), (REST, A): viele(2) | {"neu": 4}}), [letzte])
    assert (einer.beitraege[A, REST], unbewegt(einer, letzte, A, REST)) == ({A: viele(2)}, True)
    assert not unbewegt(viele_neue, letzte, A, REST)
    assert not unbewegt(einer, letzte, None, REST), "eine Summe gehört niemandem"
    assert not unbewegt(einer, letzte, A, "")


@pytest.mark.parametrize(("jetzt", "steht"), [(14, 13), (13, 13), (11, 10), (10, 10), (16, 16)])
def test_der_bestand_haelt_abstand_von_dem_mit_dem_das_naechste_jahr_begann(jetzt, steht):
    """Eines Traegers Zahlen untereinander oder nebeneinander: Es ist dieselbe Zahl."""
    for ort, verborgen in (
        (("Arbeit", "Kontakte"), ("Arbeit", davor_spalte("Kontakte"))),
        (("Kontakte", A), (A, davor_spalte("Kontakte"))),
    ):
        roh = replace(
            tafel({("Arbeit", A): viele(jetzt)}), zeilen=(ort[0],), spalten=(ort[1],), werte=((jetzt,),), wahr=None
        )
        roh = replace(roh, spaltensummen=(jetzt,), beitraege={ort: {A: viele(jetzt)}})
        assert gehalten(roh, [{ort: {A: viele(10)}}], [{verborgen: {A: viele(13)}}]).wert(*ort) == steht


MENSCHEN = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.integers(0, 3), max_size=5)
WELTEN = st.lists(
    st.dictionaries(st.tuples(st.sampled_from([*THEMEN, REST]), st.sampled_from([A, "Caritas"])), MENSCHEN, max_size=4),
    min_size=2, max_size=5,
)  # fmt: skip


@beispiele(200)
@given(WELTEN)
def test_kein_paar_von_fassungen_trennt_weniger_als_drei(welten):
    fassungen, fruehere = [], []
    for welt in welten:
        fassungen.append(gehalten(tafel(welt), fruehere))
        fruehere.append(fassungen[-1].beitraege)
    for eine, andere in combinations(fassungen, 2):
        for thema in (*THEMEN, REST):
            for name in (A, "Caritas"):
                ort = (name, REST) if thema == REST else (thema, "Kontakte")
                teile = [f.beitraege.get(ort, {}).get(name, {}) for f in (eine, andere)]
                assert geaendert(*teile) not in range(1, MINDEST), (thema, name)
    for fassung in fassungen:
        for thema in THEMEN:
            teile = fassung.beitraege.get((thema, "Kontakte"), {})
            assert fassung.wert(thema) == sum(sum(teil.values()) for teil in teile.values()), "gezeigt ist, was gehalten ist"
