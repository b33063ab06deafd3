"""Eine Tafel als Text, Tabelle und JSON: was steht wo, was fehlt, was ist gesperrt (rein)."""

from decimal import Decimal

import pytest

from arge.zahlen.schutz import schuetzen, schuetzen_gemeinsam
from arge.zahlen.statistik import GESPERRT, Tafel, summen_der
from arge.zahlen.tabelle import Tabelle

BREIT = Tafel.aus(
    {("a", "x"): 4, ("a", "y"): 10, ("b", "x"): 5, ("b", "y"): 2000},
    titel="Fälle",
    zaehlgroesse="Fälle",
    zeilenkopf="Träger",
)


def test_kopf_zeilen_und_summen_stehen_an_ihrem_ort():
    assert BREIT.kopf == ["Träger", "x", "y", "Summe"]
    assert BREIT.textzeilen == [["a", "4", "10", "14"], ["b", "5", "2.000", "2.005"]]
    assert BREIT.summenzeile == ["Summe", "9", "2.010", "2.019"]
    assert BREIT.tabelle == Tabelle(
        ["Träger", "x", "y", "Summe"],
        BREIT.textzeilen,
        ["x", "y", "Summe"],
        ["Summe", "9", "2.010", "2.019"],
        "Fälle",
    )
    assert [BREIT.wert(*ort) for ort in (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"))] == [4, 10, 5, 2000]


@pytest.mark.parametrize(
    ("summen", "kopf", "zeile", "unten", "gesamtwert"),
    [
        ("zeilen", ["Merkmal", "x", "y", "Summe"], ["a", "4", "10", "14"], [], None),
        ("spalten", ["Merkmal", "x", "y"], ["a", "4", "10"], ["Summe", "9", "2.010"], None),
        ("keine", ["Merkmal", "x", "y"], ["a", "4", "10"], [], None),
        ("beide", ["Merkmal", "x", "y", "Summe"], ["a", "4", "10", "14"], ["Summe", "9", "2.010", "2.019"], 2019),
    ],
)
def test_nur_verlangte_summen_stehen_da(summen, kopf, zeile, unten, gesamtwert):
    zellen = {(z, s): BREIT.wert(z, s) for z in "ab" for s in "xy"}
    tafel = Tafel.aus(zellen, titel="T", zaehlgroesse="Fälle", summen=summen)
    assert (tafel.kopf, tafel.textzeilen[0], tafel.summenzeile, tafel.gesamtwert) == (kopf, zeile, unten, gesamtwert)
    assert tafel.tabelle.summe == (unten or None)


def test_gesamtwert_einer_zeile_oder_spalte_ist_ihre_summe():
    spalte = Tafel.liste({"a": 3, "b": 4}, titel="T", zaehlgroesse="Fälle")
    zeile = Tafel.aus({("a", "x"): 3, ("a", "y"): 4}, titel="T", zaehlgroesse="Fälle", summen="zeilen")
    zwei = Tafel.aus({("a", "x"): 3, ("b", "x"): 4}, titel="T", zaehlgroesse="Fälle", summen="zeilen")
    zweispaltig = Tafel.aus({("a", "x"): 3, ("a", "y"): 4}, titel="T", zaehlgroesse="Fälle", summen="spalten")
    ohne = Tafel.liste({"a": 3}, titel="T", zaehlgroesse="Fälle", summe=False)
    assert [t.gesamtwert for t in (spalte, zeile, zwei, zweispaltig, ohne)] == [7, 7, None, None, None]
    assert (spalte.wert("b"), spalte.gesamt) == (4, None)
    with pytest.raises(ValueError, match="Spaltenkopf"):
        zeile.wert("a")


def test_gesperrtes_nicht_vorhandenes_und_nicht_additives_erklaert_die_legende():
    offen = schuetzen(Tafel.liste({"a": 1, "b": 7, "c": 90}, titel="T", zaehlgroesse="Fälle"), 3)
    assert offen.hat_gesperrte
    assert offen.legende == ("· geheim zu halten: Zahlen von 1 bis 2 und solche, aus denen sie sich errechnen ließen.")
    assert not schuetzen(Tafel.liste({"a": 7}, titel="T", zaehlgroesse="Fälle"), 3).legende
    leer = Tafel.liste({"a": None, "b": 4}, titel="T", zaehlgroesse="Fälle", hinweis="Ohne Bund.")
    assert leer.legende == "– nicht vorhanden. Ohne Bund."
    assert leer.textzeilen == [["a", "–"], ["b", "4"]]
    werte = {("a", "x"): 3, ("b", "x"): 4, (None, "x"): 5}
    einmal = Tafel.aus(werte, titel="T", zaehlgroesse="Personen", summen="spalten", additiv=False)
    assert einmal.legende == "„Insgesamt“ zählt alle Personen nur einmal und ist darum nicht die Summe."
    assert einmal.summenzeile == ["Insgesamt", "5"]
    zeilen = Tafel.aus({("a", "x"): 3, ("a", None): 3}, titel="T", zaehlgroesse="Personen", summen="zeilen", additiv=False)
    assert zeilen.legende
    ohne = Tafel.aus({("a", "x"): 3}, titel="T", zaehlgroesse="Personen", summen="keine", additiv=False)
    assert (ohne.legende, BREIT.legende, BREIT.hat_gesperrte) == ("", "", False)


def test_leere_tafel_hat_die_summe_null():
    leer = Tafel.liste({}, titel="T", zaehlgroesse="Fälle")
    assert (leer.spaltensummen, leer.textzeilen, leer.summenzeile) == ((0,), [], ["Summe", "0"])
    nichts = Tafel.liste({"a": None}, titel="T", zaehlgroesse="Fälle")
    assert nichts.spaltensummen == (None,)


@pytest.mark.parametrize(
    ("werte", "merkmale", "satz"),
    [
        ({("a", "x"): 1}, {"summen": "alle"}, "Summen „alle“"),
        ({("a", "x"): 1}, {"zeilen": ["b"]}, "ohne Kopf"),
        ({("a", "x"): 1}, {"spalten": ["y"]}, "ohne Kopf"),
        ({("a", "x"): 1}, {"zeilen": ["a", "a"]}, "doppelte Köpfe"),
        ({("a", "x"): 1}, {"spalten": ["x", "x"]}, "doppelte Köpfe"),
        ({("a", "x"): 1}, {"schreibweise": "roemisch"}, "Schreibweise „roemisch“"),
        ({("a", "x"): 1, ("a", None): 2}, {}, "additiv=False"),
        ({("a", "x"): 1, (None, "x"): 2}, {}, "additiv=False"),
        ({("a", "x"): 1, (None, None): 2}, {}, "additiv=False"),
    ],
)
def test_was_sich_widerspricht_entsteht_nicht(werte, merkmale, satz):
    with pytest.raises(ValueError, match=satz):
        Tafel.aus(werte, titel="T", zaehlgroesse="Fälle", **merkmale)


def test_werte_sind_nie_float_und_passen_zu_ihren_koepfen():
    with pytest.raises(TypeError, match="float"):
        Tafel.liste({"a": 1.5}, titel="T", zaehlgroesse="Fälle")
    fest = {"titel": "T", "zaehlgroesse": "Fälle", "zeilen": ("a",), "spalten": ("x", "y")}
    for falsch in (
        {"werte": ((1,),)}, {"werte": ()}, {"werte": ((1, 2),), "zeilensummen": (3, 3)}, {"werte": ((1, 2),), "spaltensummen": (1,)},
        {"werte": ((1, 2), (3, 4))},
    ):  # fmt: skip
        with pytest.raises(ValueError, match="passen nicht zusammen"):
            Tafel(**fest | falsch)


@pytest.mark.parametrize(
    "tafel",
    [
        BREIT,
        schuetzen(BREIT, 5),
        Tafel.liste({"a": Decimal("1.50"), "b": None}, titel="T", zaehlgroesse="h", schreibweise="std_min"),
    ],
)
def test_json_hin_und_zurueck(tafel):
    daten = tafel.to_json()
    assert Tafel.from_json(daten) == tafel
    with pytest.raises(TypeError):
        Tafel.from_json(daten | {"fremd": 1})


def test_schutz_verlangt_anzahlen_und_nur_einmal():
    for werte in ({"a": Decimal(2)}, {"a": -1}, {"a": True}):
        with pytest.raises(TypeError, match="nur Anzahlen"):
            schuetzen(Tafel.liste(werte, titel="T", zaehlgroesse="Fälle", summe=False), 3)
    with pytest.raises(ValueError, match="schon geschützt"):
        schuetzen(Tafel.liste({"a": GESPERRT}, titel="T", zaehlgroesse="Fälle"), 3)
    assert schuetzen_gemeinsam([], 3) == []
    with pytest.raises(ValueError, match="derselben Gesamtsumme"):
        schuetzen_gemeinsam([Tafel.liste({"a": 3}, titel="T", zaehlgroesse="F", summe=False)] * 2, 3)
    with pytest.raises(ValueError, match="mindestens 3"):
        schuetzen(BREIT, 2)


@pytest.mark.parametrize(
    ("werte", "mindest", "gesperrt"),
    [
        # Eine Zeile mit einer Spalte: die Summe ist die Zelle.
        ({("a", "x"): 2}, 3, {"zelle", "summe"}), ({("a", "x"): 3}, 3, set()), ({("a", "x"): 0}, 3, set()), ({("a", "x"): 4}, 5, {"zelle", "summe"}),
    ],
)  # fmt: skip
def test_eine_einzige_zelle(werte, mindest, gesperrt):
    for summen in ("zeilen", "spalten"):
        offen = schuetzen(Tafel.aus(werte, titel="T", zaehlgroesse="Fälle", summen=summen), mindest)
        summe = offen.zeilensummen if summen == "zeilen" else offen.spaltensummen
        assert {n for n, wert in (("zelle", offen.werte[0][0]), ("summe", summe[0])) if wert is GESPERRT} == gesperrt
        assert offen.mindestfallzahl == mindest


@pytest.mark.parametrize(
    ("zeilen", "zahlen"),
    [
        (True, ()), (True, ("x",)), (False, ()), (False, ("x",)),
    ],
)  # fmt: skip
def test_rechtsbuendig_ist_nie_der_zeilenkopf(zeilen, zahlen):
    tabelle = Tabelle(["n", "x"], [["a", "1"]] if zeilen else [], [*zahlen, "n"])
    assert (tabelle.ist_zahl(0), tabelle.ist_zahl(1)) == (False, "x" in zahlen)
    assert bool(tabelle) is zeilen
    assert tabelle.karten is False
    with pytest.raises(AttributeError):
        tabelle.titel = "anders"


def test_summen_stehen_unter_ihrem_kuerzel_auch_wenn_nur_eine_aufteilung_sie_zeigt():
    je_traeger = Tafel.aus({("AWO", "Fälle (X-01)"): 7}, titel="Fälle", zaehlgroesse="Fälle", summen="spalten")
    art, thema = (
        Tafel.liste({"a": 3, "b": 1}, titel=titel, zaehlgroesse="Nennungen", kuerzel=kuerzel)
        for titel, kuerzel in (("Fälle je Art", "X-01"), ("Nennungen je Thema", "X-02"))
    )
    ohne = Tafel.liste({"a": 3}, titel="Ohne", zaehlgroesse="Fälle")
    for tafeln in ([je_traeger, art, thema, ohne], [ohne, thema, art, je_traeger]):
        assert summen_der(tafeln) == {"X-01": ("7", "Fälle"), "X-02": ("4", "Nennungen je Thema")}
