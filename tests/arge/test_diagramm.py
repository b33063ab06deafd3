"""Bilder: aus derselben Tafel wie die Tabelle, Gesperrtes ohne Form, Überschrittenes in Form und Wort, Zukunft gestrichelt."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.diagramm import Grenze, balken, gebiete, gestapelt, stufen
from arge.zahlen.schutz import schuetzen
from arge.zahlen.statistik import GESPERRT, Tafel
from arge.zahlen.zeichnung import (
    MASSE,
    TRAEGER,
    UEBRIGE,
    Flaeche,
    Linie,
    Text,
    Zeichen,
    auseinander,
    farbe,
    teilung,
    umbruch,
)

STADTTEILE = {"Innenstadt": 84, "Böckingen": 71, "Biberach": 7, "Horkheim": 2, "Klingenberg": 0}
RICHTWERT = Grenze(80, "Richtwert 80", "über dem Richtwert")


def tafel(**merkmale):
    return Tafel.liste(STADTTEILE, titel="Laufende Fälle", zaehlgroesse="Fälle", zeilenkopf="Stadtteil", **merkmale)


def vzae():
    werte = {}
    for monat, bewilligt, besetzt in [("Jan", "2.7", "2.7"), ("Feb", "2.7", "1.9"), ("Mär", "2.4", None)]:
        werte[monat, "bewilligt"] = Decimal(bewilligt)
        werte[monat, "besetzt"] = Decimal(besetzt) if besetzt else None
    return Tafel.aus(werte, titel="Stellenanteile", zaehlgroesse="VZÄ", schreibweise="vzae", summen="keine")


def teile(diagramm):
    z = diagramm.zeichnung
    return [*z.grund, *(teil for punkt in z.punkte for teil in punkt.teile), *z.oben, *z.vorgabe]


def texte(diagramm):
    return [" ".join(wort for wort, _ in t.stuecke) for t in teile(diagramm) if isinstance(t, Text)]


def woerter(diagramm):
    return [wort for t in teile(diagramm) if isinstance(t, Text) for wort, _ in t.stuecke]


def flaechen(diagramm):
    """Gezeichnete Balken."""
    return [t for p in diagramm.zeichnung.punkte for t in p.teile if isinstance(t, Flaeche) and t.klasse.startswith("f-")]


def namen(diagramm):
    return [punkt.name for punkt in diagramm.zeichnung.punkte]


def linien(diagramm, klasse):
    """Strecken einer Reihe oder Art."""
    return [t for t in teile(diagramm) if isinstance(t, Linie) and klasse in t.klasse.split()]


def test_balken_tragen_deutsche_zahlen_und_alle_namen():
    diagramm = balken(tafel())
    assert set(texte(diagramm)) == {"Innenstadt 84", "Böckingen 71", "Biberach 7", "Horkheim 2", "Klingenberg 0"}
    assert [f.breite / flaechen(diagramm)[0].breite for f in flaechen(diagramm)] == pytest.approx(
        [1, 71 / 84, 7 / 84, 2 / 84]
    )
    assert namen(diagramm)[0] == "Innenstadt: 84 Fälle"
    geld = Tafel.liste({"AWO": Decimal("21500.40")}, titel="Mittel", zaehlgroesse="Euro", schreibweise="euro")
    assert "21.500,40\N{NO-BREAK SPACE}€" in woerter(balken(geld))


def test_gesperrte_werte_haben_keinen_balken():
    diagramm = balken(schuetzen(tafel(), 3), grenze=RICHTWERT)
    assert texte(diagramm).count("Biberach · gesperrt") == texte(diagramm).count("Horkheim · gesperrt") == 1
    assert len(flaechen(diagramm)) == 2
    assert "Horkheim: gesperrt" in namen(diagramm)
    assert "Gesperrte Werte sind ohne Balken" in diagramm.alt


def geheim(art, wert):
    """Ein Bild, in dem hinter dem Gesperrten einmal `wert` steht: Es darf nicht darauf ankommen."""
    roh = {("a", "x"): wert, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 30}
    offen = Tafel.aus(roh, titel="T", zaehlgroesse="Fälle", summen="keine")
    zu = replace(offen, werte=((GESPERRT, 9), (8, 30)))
    return art(zu)


@pytest.mark.parametrize("art", [balken, gestapelt, stufen, lambda t: gebiete(t, {"a": (0, 0)})])
def test_ein_bild_zeigt_nie_mehr_als_seine_tafel(art):
    assert geheim(art, 1).zeichnung == geheim(art, 2).zeichnung
    assert not any("1" in wort or "2" in wort for wort in woerter(geheim(art, 2)) if wort not in {"20", "10", "15", "25"})


def test_alternativtext_nennt_spannweite_und_verweist_auf_die_tabelle():
    diagramm = balken(tafel(), grenze=RICHTWERT)
    assert diagramm.alt == (
        "Balkendiagramm: Laufende Fälle. Fälle: am wenigsten 0 (Klingenberg), am meisten 84 (Innenstadt). "
        "Alle Zahlen stehen in der Tabelle. Linie bei 80: Richtwert 80."
    )
    assert diagramm.tafel == tafel()


def test_ueber_der_grenze_steht_form_und_wort():
    """84 über 80: schraffiert, Dreieck, Wort im Bild und im Namen; 71 darunter und genau 80 haben nichts davon."""
    diagramm = balken(tafel(), grenze=RICHTWERT)
    assert [t.form for t in teile(diagramm) if isinstance(t, Zeichen)] == ["dreieck"]
    (ueber,) = [t for t in teile(diagramm) if isinstance(t, Flaeche) and t.klasse == "ueber"]
    assert ueber.x == pytest.approx(linien(diagramm, "grenze")[0].x)
    assert ueber.breite / flaechen(diagramm)[0].breite == pytest.approx(4 / 80)
    assert "Innenstadt 84 über dem Richtwert" in texte(diagramm)
    assert namen(diagramm)[:2] == ["Innenstadt: 84 Fälle, über dem Richtwert", "Böckingen: 71 Fälle"]
    assert texte(diagramm)[0] == "Richtwert 80"
    genau = Tafel.liste({"a": 80}, titel="T", zaehlgroesse="Fälle")
    assert not [t for t in teile(balken(genau, grenze=RICHTWERT)) if isinstance(t, Zeichen)]


def geld(**werte):
    zellen = {(zeile, spalte): Decimal(wert) for zeile, reihe in werte.items() for spalte, wert in reihe.items()}
    return Tafel.aus(zellen, titel="Mittel", zaehlgroesse="Euro", schreibweise="euro", summen="keine")


def test_ueberzogen_steht_bei_dem_der_ueberzogen_hat():
    mittel = geld(AWO={"bewilligt": 50, "ausgezahlt": 50}, Caritas={"bewilligt": 50, "ausgezahlt": 51})
    diagramm = balken(mittel, bezug={"ausgezahlt": ("bewilligt", "über den bewilligten")})
    assert len([t for t in teile(diagramm) if isinstance(t, Zeichen)]) == 1
    assert ["über den bewilligten" in name for name in namen(diagramm)] == [False, True]
    assert "1,00\N{NO-BREAK SPACE}€ über den bewilligten" in " ".join(texte(diagramm))
    rest = balken(geld(AWO={"Rest": -3, "frei": 1}, Caritas={"Rest": 0, "frei": 1}), bezug={"Rest": (None, "überzogen")})
    assert ["überzogen" in name for name in namen(rest)] == [True, False]


def test_verglichen_wird_nur_was_beides_da_ist():
    mittel = Tafel.aus({("AWO", "a"): None, ("AWO", "b"): 5}, titel="T", zaehlgroesse="Euro", summen="keine")
    assert "über" not in namen(balken(mittel, bezug={"b": ("a", "über")}))[0]


def test_stufen_haben_nur_waagrechte_und_senkrechte_strecken():
    strecken = [*linien(stufen(vzae()), "l-m2"), *linien(stufen(vzae()), "l-m3")]
    assert len(strecken) > 4
    assert [s for s in strecken if s.x != s.x2 and s.y != s.y2] == []


def test_fehlender_wert_ist_eine_luecke_keine_null():
    """Im März ist „besetzt“ unbekannt: die Linie endet Ende Februar, zwei Drittel der Breite."""
    bild = stufen(vzae())
    auf_der_flaeche = [s for s in linien(bild, "l-m3") if s.y > 60]
    assert max(s.x2 for s in auf_der_flaeche) == pytest.approx(2 / 3)
    assert max(s.x2 for s in linien(bild, "l-m2") if s.y > 60) == 1
    assert namen(bild)[-1] == "ab Mär: bewilligt 2,4, besetzt unbekannt VZÄ"


@pytest.mark.parametrize(
    ("heute", "davor", "danach"), [(1.5, True, True), (-1, False, True), (9, True, False), (None, True, False)]
)
def test_nach_heute_ist_gestrichelt_davor_nie(heute, davor, danach):
    bild = stufen(vzae(), heute=heute)
    strecken = [s for s in linien(bild, "l-m2") if s.y > 60]
    gestrichelt = {s.klasse.endswith("spaeter") for s in strecken}
    assert gestrichelt == {wert for wert, gilt in ((False, davor), (True, danach)) if gilt}
    ist_im_bild = heute == 1.5
    assert [s.x for s in linien(bild, "heute")] == ([pytest.approx(0.5)] if ist_im_bild else [])
    assert ("heute" in texte(bild)) == ist_im_bild
    if ist_im_bild:
        assert all((s.x2 <= 0.5) != s.klasse.endswith("spaeter") for s in strecken)


def test_ein_abschnitt_ohne_aenderung_ist_ein_punkt():
    monate = {(f"{m:02}/2026", "vereinbart"): Decimal("2.7" if m < 7 else "1.2") for m in range(1, 13)}
    bild = stufen(Tafel.aus(monate, titel="T", zaehlgroesse="VZÄ", schreibweise="vzae", summen="keine"))
    assert namen(bild) == ["ab 01/2026: vereinbart 2,7 VZÄ", "ab 07/2026: vereinbart 1,2 VZÄ"]
    erster, zweiter = (punkt.teile[0] for punkt in bild.zeichnung.punkte)
    assert (erster.x, erster.breite, zweiter.x, zweiter.breite) == pytest.approx((0, 0.5, 0.5, 0.5))


def test_gestapelt_zeichnet_im_verhaeltnis():
    roh = {("AWO", "verausgabt"): 30, ("AWO", "frei"): 10, ("Caritas", "verausgabt"): 20, ("Caritas", "frei"): 0}
    breiten = sorted(f.breite for f in flaechen(gestapelt(Tafel.aus(roh, titel="T", zaehlgroesse="Euro", summen="keine"))))
    assert breiten == pytest.approx([0.25, 0.5, 0.75])


def test_gestapelt_kennzeichnet_zeilen_mit_gesperrtem():
    roh = Tafel.aus({("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 9}, titel="T", zaehlgroesse="Fälle")
    assert {"a · 11", "b · 17"} <= set(texte(gestapelt(schuetzen(roh, 3))))


def test_gestapelt_sagt_was_kuenftig_ist():
    roh = {("heute", "x"): 2, ("morgen", "x"): 3}
    bild = gestapelt(Tafel.aus(roh, titel="T", zaehlgroesse="VZÄ", summen="keine"), kuenftig=["morgen"])
    umrandet = [bool([t for t in p.teile if "kuenftig" in getattr(t, "klasse", "")]) for p in bild.zeichnung.punkte]
    assert umrandet == [False, True]
    assert namen(bild) == ["heute: x 2", "morgen (künftig): x 3"]
    assert "morgen künftig" in texte(bild)


def test_gebiete_liegen_wo_sie_liegen_und_fremde_darunter():
    roh = {(ort, "AWO am 31.12.2025"): wert for ort, wert in {"Süd": 8, "Nord": 4, "ohne Stadtteil": 2}.items()}
    bild = gebiete(Tafel.aus(roh, titel="T", zaehlgroesse="Fälle", summen="keine"), {"Nord": (1, 0), "Süd": (0, 1)})
    ort = {p.name.partition(":")[0]: (p.teile[0].x, p.teile[0].y) for p in bild.zeichnung.punkte}
    assert ort["Nord"][0] == 0.5 > ort["Süd"][0]
    assert ort["Nord"][1] < ort["Süd"][1] < ort["ohne Stadtteil"][1]
    assert list(ort) == ["Nord", "Süd", "ohne Stadtteil"]  # gelesen von Norden nach Süden
    assert [f.breite / flaechen(bild)[1].breite for f in flaechen(bild)] == pytest.approx([0.5, 1, 0.25])
    assert {f.klasse for f in flaechen(bild)} == {"f-t1"}


@pytest.mark.parametrize("werte", [{}, {"a": 0}, {"a": None}])
def test_leere_tafeln_ergeben_ein_bild(werte):
    leer = Tafel.liste(werte, titel="Leer", zaehlgroesse="Fälle", summe=False)
    for art in (balken, gestapelt, stufen, lambda t: gebiete(t, {})):
        assert art(leer).zeichnung.hoehe > 0
        assert flaechen(art(leer)) == []


def test_negative_betraege_gehen_nach_links():
    saldo = Tafel.liste({"AWO": Decimal(-50), "Caritas": Decimal(80)}, titel="S", zaehlgroesse="Euro", schreibweise="euro")
    links, rechts = flaechen(balken(saldo))
    assert links.x + links.breite == pytest.approx(rechts.x)
    assert "−50,00\N{NO-BREAK SPACE}€" in woerter(balken(saldo))


def test_jeder_traeger_hat_ueberall_seine_farbe_und_kein_mass_hat_sie():
    assert {farbe("Caritas", stelle) for stelle in range(9)} == {farbe("Caritas am 31.12.2025", 4)} == {"t2"}
    assert not {*TRAEGER.values(), UEBRIGE} & {*MASSE.values()}
    assert farbe("VZÄ bewilligt (TR-02)", 5) == farbe("Bewilligte Mittel (FI-01)", 0) == farbe("bewilligt", 1)
    gruppen = {farbe(name, stelle) for stelle, name in enumerate(("Integrationsmanagement", "Stadt Heilbronn", "MBE"))}
    assert not gruppen & {*TRAEGER.values(), *MASSE.values(), UEBRIGE}


@given(st.lists(st.text("ab ", min_size=1, max_size=60), min_size=1, max_size=4), st.integers(1, 40))
def test_umbruch_verliert_kein_wort_und_keine_zeile_ist_zu_lang(texte_, zeichen):
    stuecke = [(text, str(nummer)) for nummer, text in enumerate(texte_)]
    zeilen = umbruch(stuecke, zeichen)
    flach = [wort for zeile in zeilen for text, _ in zeile for wort in text.split()]
    assert flach == [wort for text in texte_ for wort in text.split()]
    for zeile in zeilen:
        lang = " ".join(text for text, _ in zeile)
        assert len(lang) <= zeichen or " " not in lang.strip()


@given(st.lists(st.floats(0, 300), max_size=6))
def test_beschriftungen_decken_einander_nie(stellen):
    gesetzt = auseinander(stellen, 18, 300)
    assert all(b - a >= 18 - 1e-6 for a, b in pairwise(sorted(gesetzt)))
    assert all(stelle <= 300 for stelle in gesetzt)


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), max_size=5))
def test_teilung_umfasst_jeden_wert_und_die_null(werte):
    striche = teilung(werte)
    assert striche[0] <= min([0, *werte])
    assert max([0, *werte]) <= striche[-1]
    assert 0 in striche
    assert 2 <= len(striche) <= 8
