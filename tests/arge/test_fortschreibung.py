"""Eine neue Fassung gegen die alte: kleine Änderungen bleiben stehen, Gesperrtes bleibt gesperrt, und jede Gleichung geht auf."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from arge.zahlen import ausgleich
from arge.zahlen.ausgleich import Ausgleich, Zahl
from arge.zahlen.blatt import Stelle
from arge.zahlen.fortschreibung import Gleichung, fortgeschrieben
from arge.zahlen.statistik import GESPERRT, Tafel

MINDEST = 3
TRAEGER = ("AWO", "Caritas", "Diakonie")


def tafel(*zahlen, summen="beide", mindest=MINDEST, **mehr):
    zellen = {(f"z{i}", f"s{j}"): wert for i, reihe in enumerate(zahlen) for j, wert in enumerate(reihe)}
    merkmale = {"titel": "T", "zaehlgroesse": "Fälle", "zeilenkopf": "Träger"} | mehr
    return replace(Tafel.aus(zellen, summen=summen, **merkmale), mindestfallzahl=mindest)


def je_traeger(spalten, zeilen, titel="Fälle", **mehr):
    """{Träger: Werte} als Tafel mit Summe unten."""
    zellen = {(name, spalte): wert for name, reihe in zeilen.items() for spalte, wert in zip(spalten, reihe, strict=True)}
    merkmale = {"titel": titel, "zaehlgroesse": "Fälle", "zeilenkopf": "Träger", "summen": "spalten"} | mehr
    return replace(Tafel.aus(zellen, zeilen=list(zeilen), spalten=spalten, **merkmale), mindestfallzahl=MINDEST)


def eine(neu, alt, fassung=1, gleichungen=()):
    return fortgeschrieben([neu], {} if alt is None else {neu.titel: alt}, gleichungen, fassung)[0]


@pytest.mark.parametrize(
    ("alt", "neu", "steht"),
    [(5, 5, 5), (5, 6, 5), (5, 7, 5), (5, 8, 8), (8, 6, 8), (8, 5, 5), (0, 2, 0), (0, 3, 3), (GESPERRT, 9, GESPERRT),
     (9, GESPERRT, GESPERRT), (None, 4, 4), (4, None, None), (None, 2, None), (2, None, 2), (None, None, None)],
)  # fmt: skip
def test_eine_zelle(alt, neu, steht):
    assert eine(tafel([neu], summen="keine"), tafel([alt], summen="keine")).werte == ((steht,),)


# -- die gefundenen Löcher ------------------------------------------------------------------------


def test_die_summe_verraet_keinen_einzelnen_traeger():
    """Caritas bekam einen Menschen dazu; aus 157 − 58 − 42 = 57 wusste es die Diakonie."""
    alt = je_traeger(["EA-01"], {"AWO": [52], "Caritas": [56], "Diakonie": [42]})
    stand = eine(je_traeger(["EA-01"], {"AWO": [58], "Caritas": [57], "Diakonie": [42]}), alt)
    assert (stand.werte, stand.spaltensummen) == (((58,), (56,), (42,)), (156,))


BEWEGUNG = ("Bestand", "neu", "übernommen", "abgeschlossen", "übergeleitet")


def bewegung(zeilen, gezeigt=None):
    return [
        Gleichung(
            tuple((Stelle("Fälle", zeile, kopf), 1 if kopf in BEWEGUNG[1:3] else -1) for kopf in BEWEGUNG),
            davor=f"Fälle {zeile}", gezeigt=(gezeigt or {}).get(zeile, ()),
        )
        for zeile in (*zeilen, None)
    ]  # fmt: skip


def test_der_bestand_verraet_keinen_abgang():
    """308 + 28 + 0 + 5 − 45 − 84 = 212; gezeigt war 211: eine Überleitung mehr."""
    alt = je_traeger(BEWEGUNG, {"AWO": [212, 28, 5, 45, 84], "Caritas": [100, 50, 0, 20, 30]})
    neu = je_traeger(BEWEGUNG, {"AWO": [211, 28, 5, 45, 85], "Caritas": [107, 60, 1, 21, 33]})
    stand = eine(neu, alt, gleichungen=bewegung(["AWO", "Caritas"]))
    assert stand.werte == ((212, 28, 5, 45, 84), (107, 60, 0, 20, 33))
    assert stand.spaltensummen == (319, 88, 5, 65, 117)
    quer = [replace(t, zeilen=t.spalten, spalten=("Stadt",), werte=tuple((w,) for w in t.werte[0]), spaltensummen=None,
                    zeilenkopf="Kennzahl") for t in (neu, alt)]  # fmt: skip
    assert eine(*quer, gleichungen=bewegung(["Stadt"])).werte == ((212,), (28,), (5,), (45,), (84,)), "die Stadt steht quer"


# -- Summen, Reste, Vorjahr -----------------------------------------------------------------------


def test_zeilen_spalten_und_gesamtsumme_gehen_auf():
    stand = eine(tafel([6, 10], [10, 10]), tafel([5, 10], [9, 10]), 2)
    assert stand.werte == ((5, 10), (9, 10))
    assert (stand.zeilensummen, stand.spaltensummen, stand.gesamt) == ((15, 19), (14, 20), 34)
    gross = eine(tafel([7, 10], [19, 10]), tafel([5, 10], [9, 10]), 2)
    assert (gross.werte, gross.zeilensummen, gross.spaltensummen, gross.gesamt) == (
        ((5, 10), (19, 10)),
        (15, 29),
        (24, 20),
        44,
    )
    assert "seit Fassung 2 um weniger als 3" in gross.legende
    assert "untereinander geht alles auf" in gross.legende
    assert Tafel.from_json(gross.to_json()) == gross


def test_grosse_aenderungen_die_einander_fast_aufheben():
    """+4 und −3 sind zusammen +1: Auch das steht nirgends, und was sich ändert, bleibt nah am Wahren."""
    stand = eine(tafel([14], [7], summen="spalten"), tafel([10], [10], summen="spalten"))
    assert (stand.werte, stand.spaltensummen) == (((14,), (6,)), (20,))


def test_ganzes_teil_und_rest():
    """Ein Mensch ohne Plan mehr: Ganzes und Teil wachsen beide, aber nicht um eins verschieden."""
    rest = [Gleichung(((Stelle("Fälle", "AWO", "alle"), 1), (Stelle("Fälle", "AWO", "mit Plan"), -1)), rest=True)]
    alt = je_traeger(["alle", "mit Plan"], {"AWO": [20, 10]})
    assert eine(je_traeger(["alle", "mit Plan"], {"AWO": [25, 14]}), alt, gleichungen=rest).werte == ((25, 15),)
    assert eine(je_traeger(["alle", "mit Plan"], {"AWO": [27, 14]}), alt, gleichungen=rest).werte == ((27, 14),)
    knapp = je_traeger(["alle", "mit Plan"], {"AWO": [20, 16]})
    assert eine(je_traeger(["alle", "mit Plan"], {"AWO": [20, 19]}), knapp, gleichungen=rest).werte == ((20, 20),), (
        "ein Rest von eins stünde für einen Menschen"
    )
    fest = [replace(rest[0], fest=True)]
    assert eine(je_traeger(["alle", "mit Plan"], {"AWO": [27, 14]}), alt, gleichungen=fest).werte == ((27, 17),), (
        "drei Fälle ohne Plan gehören einem Menschen: Der Rest bleibt bei zehn"
    )
    assert eine(je_traeger(["alle", "mit Plan"], {"AWO": [20, 20]}), knapp, gleichungen=rest).werte == ((20, 20),)


def test_nachtraege_ins_vorjahr():
    """Der Bestand darf sich über das Vorjahr ändern, aber nicht um weniges, auch nicht gegen dessen letzte Fassung."""
    alt, neu = (je_traeger(BEWEGUNG, {"AWO": [n, 10, 0, 5, 0]}) for n in (30, 40))
    g = bewegung(["AWO"])
    assert eine(neu, alt, gleichungen=g).werte[0][0] == 40, "zehn vergessene Fälle von früher"
    wenig = je_traeger(BEWEGUNG, {"AWO": [32, 12, 0, 5, 0]})
    assert eine(wenig, alt, gleichungen=g).werte == alt.werte
    mit = bewegung(["AWO"], {"AWO": (25, 34)})  # die alte Fassung setzt 30 − 10 + 5 = 25 voraus, das Vorjahr zeigt jetzt 34
    assert eine(neu, alt, gleichungen=mit).werte[0] == (39, 10, 0, 5, 0), "35 läge um eins neben den gezeigten 34"
    assert eine(neu, alt, gleichungen=bewegung(["AWO"], {"AWO": (26,)})).werte == alt.werte, (
        "was daneben liegt, bleibt, wo es ist"
    )
    assert eine(neu, alt, gleichungen=bewegung(["AWO"], {"AWO": (25,)})).werte[0][0] == 40


def test_nachtraege_ins_vorjahr_neben_gesperrtem():
    """Zwei Fassungen des Vorjahrs zeigen 21 und 25: Wer beide kennt, zieht die vier ab; was gesperrt ist, ändert sich auch dann nicht um eins."""
    alt, neu = (je_traeger(BEWEGUNG, {"AWO": [n, 10, GESPERRT, GESPERRT, 0]}) for n in (30, 35))
    assert eine(neu, alt, gleichungen=bewegung(["AWO"], {"AWO": (21, 25)})).werte[0][0] == 34
    assert eine(neu, alt, gleichungen=bewegung(["AWO"], {"AWO": (21,)})).werte[0][0] == 35
    assert eine(neu, alt, gleichungen=bewegung(["AWO"], {"AWO": (21, 22)})).werte[0][0] == 30, "im Zweifel bleibt es stehen"


def test_dieselbe_zahl_an_zwei_stellen():
    """Eine Aufteilung hat dieselbe Summe wie die Tafel je Träger; in ihr zählen nur Vielfache, denn wer seine Zahlen abzieht, rechnet sonst weiter."""
    alt = [
        je_traeger(["EA"], {"AWO": [20], "Caritas": [20]}),
        tafel([25], [15], titel="Verteilung", summen="spalten", zeilenkopf=""),
    ]
    neu = [
        je_traeger(["EA"], {"AWO": [26], "Caritas": [21]}),
        tafel([29], [18], titel="Verteilung", summen="spalten", zeilenkopf=""),
    ]
    gleich = [Gleichung(((Stelle("Fälle", None, "EA"), 1), (Stelle("Verteilung", None, "s0"), -1)))]
    stand = fortgeschrieben(neu, {t.titel: t for t in alt}, gleich, 1)
    assert (stand[0].werte, stand[0].spaltensummen) == (((26,), (20,)), (46,))
    assert (stand[1].werte, stand[1].spaltensummen) == (((28,), (18,)), (46,))
    allein = eine(neu[1], alt[1])
    assert (allein.werte, allein.spaltensummen) == (((28,), (18,)), (46,)), "4 − 3 eigene wäre der eine andere"
    hinab = eine(alt[1], replace(neu[1], werte=((30,), (20,)), spaltensummen=(50,)))
    assert hinab.werte == ((27,), (17,)), "gekürzt wird auf null zu"
    einmal = {"titel": "V", "summen": "spalten", "zeilenkopf": "", "additiv": False}
    stand = eine(tafel([29], [18], **einmal), tafel([25], [15], **einmal))
    assert (stand.werte, stand.spaltensummen) == (((28,), (18,)), (46,)), "„Insgesamt“ ist eine Zahl für sich"


def test_die_gruppe_der_gesperrten_aendert_sich_nie_um_weniges():
    """Summe − Gezeigtes sind die Gesperrten zusammen: auch sie in Vielfachen, und nie unter null."""
    alt, neu = tafel([GESPERRT], [GESPERRT], [20], summen="spalten"), tafel([GESPERRT], [GESPERRT], [24], summen="spalten")
    mit = lambda t, summe: replace(t, spaltensummen=(summe,))  # noqa: E731
    assert eine(mit(neu, 36), mit(alt, 30)).spaltensummen == (34,), "die Gesperrten +2"
    assert eine(mit(neu, 39), mit(alt, 30)).spaltensummen == (37,), "die Gesperrten +5, gezeigt +3"
    assert eine(mit(neu, 24), mit(alt, 30)).spaltensummen == (24,), "keiner mehr"


def test_die_gesamtsumme_folgt_den_randsummen_auch_ueber_gesperrtem():
    zu = replace(tafel([5, 5], [5, 5]), werte=((GESPERRT, GESPERRT),) * 2, zeilensummen=(GESPERRT,) * 2)
    alt, *neue = (
        replace(zu, spaltensummen=(links, rechts), gesamt=links + rechts) for links, rechts in ((10, 20), (14, 26), (12, 22))
    )
    viel, wenig = (eine(neu, alt) for neu in neue)
    assert (viel.spaltensummen, viel.gesamt) == ((13, 26), 39)
    assert (wenig.spaltensummen, wenig.gesamt) == ((10, 20), 30)
    zu = replace(tafel([5, 5, 5], [5, 5, 5]), werte=((GESPERRT,) * 3,) * 2, zeilensummen=(GESPERRT,) * 2)
    alt, neu = (replace(zu, spaltensummen=(GESPERRT, GESPERRT, s), gesamt=gesamt) for s, gesamt in ((20, 50), (22, 54)))
    assert eine(neu, alt).gesamt == 50, "zwei gesperrte Spalten zusammen +2"


def test_gesperrtes_in_gleichungen_ueber_tafeln():
    """Ist der Bestand gesperrt, ist seine Änderung doch bekannt: neu − abgeschlossen."""
    alt = je_traeger(BEWEGUNG, {"AWO": [GESPERRT, 10, 0, 9, 0]})
    neu = je_traeger(BEWEGUNG, {"AWO": [GESPERRT, 14, 0, 13, 0]})
    stand = eine(neu, alt, gleichungen=bewegung(["AWO"]))
    assert stand.werte[0] == (GESPERRT, 14, 0, 13, 0)
    stand = eine(je_traeger(BEWEGUNG, {"AWO": [GESPERRT, 14, 0, 12, 0]}), alt, gleichungen=bewegung(["AWO"]))
    zu, ab = stand.werte[0][1] - 10, stand.werte[0][3] - 9
    assert (zu, ab) == (4, 4), "4 − 3 wäre die eine, die niemand zeigt"
    doppelt = je_traeger(BEWEGUNG, {"AWO": [GESPERRT, 14, GESPERRT, 12, 0]})
    stand = eine(doppelt, replace(doppelt, werte=((GESPERRT, 10, GESPERRT, 9, 0),), spaltensummen=(GESPERRT, 10, GESPERRT, 9, 0)),
                 gleichungen=bewegung(["AWO"]))  # fmt: skip
    assert (stand.werte[0][1] - 10, stand.werte[0][3] - 9) == (4, 4), "auch zwei Gesperrte zusammen nicht"


def test_was_gesperrt_wurde_steht_als_letztes_da():
    """Wer es noch weiß, rechnet mit der Änderung nichts Unmögliches aus: nie unter null."""
    alt, neu = tafel([5], [20], summen="spalten"), tafel([GESPERRT], [20], summen="spalten")
    stand = eine(replace(neu, spaltensummen=(21,)), alt)
    assert stand.werte == ((GESPERRT,), (20,))
    assert stand.spaltensummen[0] in (20, 25), "entweder keiner oder so viele wie zuvor"


# -- Köpfe, die kommen und gehen -----------------------------------------------------------------------


def test_ungeschuetztes_und_neue_tafeln_bleiben_wie_sie_sind():
    geld = tafel([Decimal("5.00")], mindest=None)
    assert eine(geld, tafel([Decimal("4.00")], mindest=None)) is geld
    neu = tafel([6, 10])
    assert eine(neu, None).werte == neu.werte
    assert not eine(neu, None).rundung


def test_ein_neuer_block_haengt_nur_an_sich_selbst():
    """Kommt die Stadt erst im Jahr dazu, gibt es nichts, wogegen ihre Zahlen stünden; hängt eine neue Tafel an alten, bleibt sie zu."""
    neu = je_traeger(BEWEGUNG, {"Stadt": [212, 28, 5, 45, 84]})
    assert eine(neu, None, gleichungen=bewegung(["Stadt"])) == neu
    alt, art = je_traeger(["EA"], {"AWO": [20]}), tafel([12], [9], titel="Art", summen="spalten", zeilenkopf="")
    gleich = [Gleichung(((Stelle("Fälle", None, "EA"), 1), (Stelle("Art", None, "s0"), -1)))]
    stand = fortgeschrieben([je_traeger(["EA"], {"AWO": [21]}), art], {"Fälle": alt}, gleich, 1)
    assert stand[0].werte == ((20,),)
    assert set(stand[1].alle_werte()) == {GESPERRT, None}


def test_fassungen_die_nicht_aufgingen_bleiben_kein_hindernis():
    """Frühere Fassungen hielten Zahl für Zahl: Ihre Summen stimmen nicht. Weiter geht es trotzdem, mit stimmigen Änderungen."""
    alt = replace(je_traeger(BEWEGUNG, {"AWO": [30, 10, 0, 5, 0], "Caritas": [GESPERRT, 8, 0, 5, 0]}), rundung="stehen geblieben",
                  spaltensummen=(25, 18, 0, 10, 0))  # fmt: skip
    neu = je_traeger(BEWEGUNG, {"AWO": [35, 15, 0, 5, 0], "Caritas": [GESPERRT, 8, 0, 5, 0]})
    stand = eine(replace(neu, spaltensummen=(40, 23, 0, 10, 0)), alt, gleichungen=bewegung(["AWO", "Caritas"]))
    assert stand.werte == ((35, 15, 0, 5, 0), (GESPERRT, 8, 0, 5, 0))
    assert stand.spaltensummen[1:] == (23, 0, 10, 0)
    rest = [Gleichung(((Stelle("Fälle", "AWO", "alle"), 1), (Stelle("Fälle", "AWO", "Teil"), -1)), rest=True)]
    schief = je_traeger(["alle", "Teil"], {"AWO": [20, 22]})
    assert eine(je_traeger(["alle", "Teil"], {"AWO": [30, 22]}), schief, gleichungen=rest).werte == ((30, 22),)


def test_der_satz_steht_immer():
    """Stünde er nur, wo etwas anders ist, verriete er, dass einer dazukam."""
    neu = tafel([6, 10])
    gleich, klein = eine(neu, neu), eine(neu, tafel([5, 10]))
    assert gleich.rundung == klein.rundung == eine(tafel([9, 10]), neu).rundung != ""


def test_eine_neue_zeile_stand_frueher_mit_null():
    alt = tafel([10], [8], summen="spalten")
    viel = eine(tafel([10], [8], [4], summen="spalten"), alt)
    assert (viel.werte, viel.spaltensummen) == (((10,), (8,), (4,)), (22,))
    wenig = eine(tafel([10], [8], [2], summen="spalten"), alt)
    assert (wenig.zeilen, wenig.werte, wenig.spaltensummen) == (alt.zeilen, ((10,), (8,)), (18,)), (
        "voller Nullen verriete sie sich"
    )
    beide = eine(tafel([10, 4], [8, 4], [4, 5]), tafel([10, 4], [8, 4]))
    assert (beide.zeilensummen, beide.gesamt) == ((14, 12, 9), 35)


def test_stunden_einer_neuen_zeile_bleiben_stunden():
    stand = eine(
        *(tafel(*([Decimal(w)] for w in werte), summen="spalten", zeilenkopf="") for werte in (("9", "4.5"), ("9",)))
    )
    assert stand.werte == ((Decimal(9),), (Decimal(3),))
    assert isinstance(stand.werte[1][0], Decimal)


def test_was_nicht_vorhanden_ist_zaehlt_in_keiner_summe():
    stand = eine(tafel([None], [9], summen="spalten"), tafel([None], [5], summen="spalten"))
    assert (stand.werte, stand.spaltensummen) == (((None,), (9,)), (9,))


def test_eine_verschwundene_zeile_kehrt_zurueck():
    alt = tafel([10], [8], summen="spalten")
    assert eine(tafel([10], summen="spalten"), alt).werte == ((10,), (0,))
    gesperrt = replace(tafel([10], [GESPERRT], summen="spalten"), spaltensummen=(12,))
    stand = eine(tafel([10], summen="spalten"), gesperrt)
    assert (stand.zeilen, stand.werte, stand.spaltensummen) == (("z0", "z1"), ((10,), (GESPERRT,)), (12,))


def test_eine_neue_spalte_bleibt_gesperrt_wo_sie_an_alten_haengt():
    """Wahr neben Zahlen, die stehen blieben, verriete sie deren Änderung."""
    alt, neu = je_traeger(["Bestand"], {"AWO": [20]}), je_traeger(["Bestand", "mit Plan"], {"AWO": [21, 16]})
    frei = eine(neu, alt)
    assert (frei.werte, frei.spaltensummen) == (((20, 16),), (20, 16))
    rest = [Gleichung(((Stelle("Fälle", "AWO", "Bestand"), 1), (Stelle("Fälle", "AWO", "mit Plan"), -1)), rest=True)]
    gehalten = eine(neu, alt, gleichungen=rest)
    assert (gehalten.werte, gehalten.spaltensummen) == (((20, GESPERRT),), (20, GESPERRT))
    beide = eine(tafel([6, 5]), tafel([6]))
    assert (beide.werte, beide.zeilensummen, beide.gesamt) == (((6, GESPERRT),), (GESPERRT,), GESPERRT)
    assert eine(tafel([6, 5]), tafel([6, 5], summen="spalten")).zeilensummen == (GESPERRT,)
    weniger = eine(tafel([6], summen="spalten"), tafel([6, 5], summen="spalten"))
    assert (weniger.werte, weniger.spaltensummen) == (((6,),), (6,))


def test_zwei_tafeln_gleichen_titels_sind_ein_fehler():
    with pytest.raises(ValueError, match="heißen gleich"):
        fortgeschrieben([tafel([6]), tafel([7])], {}, [], 1)


def test_eine_gleichung_ins_leere_ist_ein_fehler():
    neu = tafel([6, 10])
    with pytest.raises(ValueError, match="die das Kapitel nicht zeigt"):
        eine(neu, neu, gleichungen=[Gleichung(((Stelle("anders", None, "s0"), 1),))])
    for stelle in (Stelle("T", "z9", "s0"), Stelle("T", "z0", "s9"), Stelle("T", "s0", "z0")):
        with pytest.raises(ValueError, match="keine Stelle"):
            eine(neu, neu, gleichungen=[Gleichung(((stelle, 1),))])


# -- Stunden --------------------------------------------------------------------------------------


def test_stunden_in_ihrer_kleinsten_stelle():
    stunden = lambda *werte: tafel(*([Decimal(w)] for w in werte), summen="spalten")  # noqa: E731
    stand = eine(stunden("12.50", "40.25"), stunden("10.00", "33.75"))
    assert stand.werte == ((Decimal("10.00"),), (Decimal("40.25"),))
    assert stand.spaltensummen == (Decimal("50.25"),)
    assert eine(stunden("13.00"), stunden("10.00")).werte == ((Decimal("13.00"),),), "genau die Mindestfallzahl ist zu sehen"
    assert eine(stunden("12.99"), stunden("10.00")).werte == ((Decimal("10.00"),),)
    assert eine(stunden("1.50"), stunden("9.00")).werte == ((Decimal("1.50"),),), "eine Stunde ist kein Kopf"
    assert eine(tafel([Decimal(4)], summen="keine"), tafel([None], summen="keine")).werte == ((Decimal(4),),)


def test_minuten_enden_in_keiner_dezimalzahl():
    """100 Minuten sind 1,666… Stunden; trotzdem geht jede Summe auf die Minute auf."""
    std = lambda minuten: (Decimal(minuten) / 60).quantize(Decimal("1e-20"))  # noqa: E731
    alt = tafel([std(1000)], [std(700)], [std(2003)], summen="spalten")
    stand = eine(tafel([std(1250)], [std(701)], [std(2503)], summen="spalten"), alt)
    assert stand.werte == ((std(1250),), (std(700),), (std(2503),))
    assert stand.spaltensummen[0] == std(1250) + std(700) + std(2503)
    grenze = [eine(tafel([std(1000 + m)], summen="spalten"), tafel([std(1000)], summen="spalten")) for m in (179, 180)]
    assert [stand.werte[0][0] for stand in grenze] == [std(1000), std(1180)]
    gekuerzt = eine(
        tafel([std(1200)], [std(810)], summen="spalten", zeilenkopf=""), tafel([std(1000)], [std(610)], summen="spalten")
    )
    assert [(wert * 60).quantize(Decimal(1)) for (wert,) in gekuerzt.werte] == [1180, 790]
    assert gekuerzt.spaltensummen == (sum(wert for (wert,) in gekuerzt.werte),)


# -- das Programm ---------------------------------------------------------------------------------


def test_was_nicht_gefunden_wird_bleibt_stehen(monkeypatch):
    zahlen = {"a": Zahl(Fraction(5), Fraction(4), Fraction(4), koepfe=True), "b": Zahl(Fraction(5))}
    assert Ausgleich(zahlen, [({"a": 1, "b": -1}, Fraction(0))], 3).loesung() == {"a": 4, "b": 4}
    assert Ausgleich(zahlen, [({"a": 1, "b": -1}, Fraction(1)), ({"a": 1, "b": -1}, Fraction(0))], 3).loesung() == {}
    monkeypatch.setattr(Ausgleich, "_gerechnet", lambda _: {"a": 4, "b": 5})
    assert Ausgleich(zahlen, [({"a": 1, "b": -1}, Fraction(0))], 3).loesung() == {}, "nachgerechnet geht es nicht auf"
    assert (ausgleich.KNOTEN, ausgleich.SEKUNDEN) > (0, 0)


@pytest.mark.parametrize(
    ("aenderung", "darf"),
    [(0, True), (2, False), (-2, False), (3, True), (-3, True), (-4, False), (-5, False), (-6, True), (-7, False)],
)
def test_was_eine_zahl_darf(aenderung, darf):
    """Sechs Köpfe: null, drei weniger, oder keiner mehr."""
    programm = Ausgleich({"a": Zahl(Fraction(6), Fraction(0), Fraction(aenderung), koepfe=True)}, [], 3)
    assert programm.erfuellt({"a": aenderung}) == darf
    assert programm.loesung().get("a", 0) == aenderung or not darf
    assert not Ausgleich({"a": Zahl(Fraction(6), fest=True)}, [], 3).erfuellt({"a": 3})
    assert Ausgleich({"a": Zahl()}, [], 3).erfuellt({"a": -30}), "was niemand kennt, hat keinen Boden"
    assert Ausgleich({"a": Zahl(Fraction(6))}, [], 3).erfuellt({"a": -5})
    assert not Ausgleich({"a": Zahl(Fraction(6))}, [], 3).erfuellt({"a": -7})
