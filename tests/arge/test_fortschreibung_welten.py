"""Eigenschaften der Fortschreibung über erfundene Welten: jede Gleichung geht auf, und kein Träger unterscheidet, was fehlt."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.blatt import Stelle
from arge.zahlen.fortschreibung import Gleichung, fortgeschrieben
from arge.zahlen.statistik import GESPERRT
from tests.arge.test_fortschreibung import MINDEST, eine, je_traeger, tafel
from tests.arge.test_fortschreibung_sperren import geschuetzt
from tests.zufall import beispiele

KOEPFE = ("Bestand", "neu", "ab", "mit Plan")
VERTEILUNG = ("ja", "nein", "nicht erfasst")


@st.composite
def _welten(draw, sperren=True):
    """Zwei wahre Stände eines Kapitels: Träger mit Bestand = davor + neu − ab, Teil ≤ Bestand, Aufteilung des Bestands; gesperrte Orte."""
    anzahl = draw(st.integers(1, 4))
    gross = st.integers(0, 40)
    schritt = st.sampled_from([0, 0, 0, 1, 1, 2, -1, -2, 3, 4, 5, -3, -4, 9, 30])
    staende = [[], []]
    for _ in range(anzahl):
        davor, neu, plan = draw(gross), draw(gross), draw(st.floats(0, 1))
        ab = draw(st.integers(0, davor + neu))
        staende[0].append((davor, neu, ab, int(plan * (davor + neu - ab))))
        neu2, davor2 = max(0, neu + draw(schritt)), max(0, davor + draw(st.sampled_from([0, 0, 0, 1, 5])))
        ab2 = min(max(0, ab + draw(schritt)), davor2 + neu2)
        bestand2 = davor2 + neu2 - ab2
        staende[1].append((davor2, neu2, ab2, min(bestand2, max(0, staende[0][-1][3] + draw(schritt)))))
    namen = [f"Träger {n}" for n in range(anzahl)]
    orte = [Stelle("Fälle", z, s) for z in (*namen, None) for s in KOEPFE] + [
        Stelle("Art", z, "alle") for z in (*VERTEILUNG, None)
    ]
    gesperrt = [set(draw(st.lists(st.sampled_from(orte), max_size=5))) if sperren else set() for _ in range(2)]
    aufteilen = [draw(st.lists(st.integers(0, 10), min_size=3, max_size=3)) for _ in range(2)]
    return [_kapitel(namen, stand, teile, zu) for stand, teile, zu in zip(staende, aufteilen, gesperrt, strict=True)]


def _kapitel(namen, stand, teile, zu):
    bestand = sum(davor + neu - ab for davor, neu, ab, _ in stand)
    erste, zweite = (bestand * teil // (sum(teile) or 1) for teil in teile[:2])
    faelle = je_traeger(
        KOEPFE, {name: (davor + neu - ab, neu, ab, plan) for name, (davor, neu, ab, plan) in zip(namen, stand, strict=True)}
    )
    art = je_traeger(
        ["alle"], dict(zip(VERTEILUNG, ([erste], [zweite], [bestand - erste - zweite]), strict=True)), "Art", zeilenkopf=""
    )
    return [_sperren(faelle, zu), _sperren(art, zu)]


def _sperren(tafel, zu):
    wert = lambda w, *ort: GESPERRT if (tafel.titel, *ort) in zu else w  # noqa: E731
    return replace(
        tafel,
        werte=tuple(
            tuple(wert(w, z, s) for s, w in zip(tafel.spalten, r, strict=True))
            for z, r in zip(tafel.zeilen, tafel.werte, strict=True)
        ),
        spaltensummen=tuple(wert(w, None, s) for s, w in zip(tafel.spalten, tafel.spaltensummen, strict=True)),
    )


def _gleichungen(namen):
    gleich = [Gleichung(((Stelle("Fälle", None, "Bestand"), 1), (Stelle("Art", None, "alle"), -1)))]
    for z in (*namen, None):
        b, n, a, p = (Stelle("Fälle", z, kopf) for kopf in KOEPFE)
        gleich += [Gleichung(((n, 1), (a, -1), (b, -1)), davor=str(z)), Gleichung(((b, 1), (p, -1)), rest=True)]
    return gleich


def _stellen(tafeln):
    return {
        Stelle(t.titel, z, s): w
        for t in tafeln for z, r in (*zip(t.zeilen, t.werte, strict=True), (None, t.spaltensummen))
        for s, w in zip(t.spalten, r, strict=True)
    }  # fmt: skip


def _unterschied(alt, stand):
    """{Stelle: Änderung}, GESPERRT, wo eine der Fassungen nichts zeigt."""
    a, b = _stellen(alt), _stellen(stand)
    assert a.keys() == b.keys()
    return {ort: GESPERRT if GESPERRT in (a[ort], b[ort]) else b[ort] - a[ort] for ort in a}


def _alle_gleichungen(tafeln, gleichungen):
    """(Glieder, ob ein ungezeigtes Glied fehlt) – auch die Summen."""
    for g in gleichungen:
        yield dict(g.glieder), g.rest or bool(g.davor)
    for t in tafeln:
        for s in t.spalten:
            yield {Stelle(t.titel, None, s): -1} | {Stelle(t.titel, z, s): 1 for z in t.zeilen}, False


@beispiele(60)
@given(_welten())
def test_jede_gleichung_geht_im_unterschied_auf(welten):
    alt, neu = welten
    gleichungen = _gleichungen(alt[0].zeilen)
    stand = fortgeschrieben(neu, {t.titel: t for t in alt}, gleichungen, 1)
    d, vorher, nachher = _unterschied(alt, stand), _stellen(alt), _stellen(stand)
    for ort, wert in d.items():
        assert (wert is GESPERRT) == (GESPERRT in (vorher[ort], _stellen(neu)[ort])), (
            "gesperrt bleibt gesperrt, und nichts kommt dazu"
        )
        if wert is not GESPERRT:
            assert wert == 0 or abs(wert) >= MINDEST, ort
            assert nachher[ort] >= 0
            assert nachher[ort] not in (1, 2) or vorher[ort] == nachher[ort]
    for glieder, offen in _alle_gleichungen(alt, gleichungen):
        rest = sum(gewicht * d[ort] for ort, gewicht in glieder.items() if d[ort] is not GESPERRT)
        verborgen = [ort for ort in glieder if d[ort] is GESPERRT]
        if offen or verborgen:
            assert rest == 0 or abs(rest) >= MINDEST, (glieder, rest)
        else:
            assert rest == 0, glieder
    assert fortgeschrieben(neu, {t.titel: t for t in alt}, gleichungen, 1) == stand, "dieselbe Eingabe, dieselbe Fassung"


@beispiele(40)
@given(_welten(sperren=False))
def test_kein_traeger_unterscheidet_die_welt_von_der_gezeigten(welten):
    """Haben sich alle anderen wirklich nur so geändert, wie es dasteht, sieht die Fassung für jeden genauso aus: Niemand rechnet mehr aus."""
    (alt, _), (neu, _) = welten
    gleichungen = [g for g in _gleichungen(alt.zeilen) if all(ort.titel == "Fälle" for ort, _ in g.glieder)]
    stand = eine(neu, alt, gleichungen=gleichungen)
    for wer in (*range(len(alt.zeilen)), None):
        zeilen = {name: neu.werte[n] if n == wer else stand.werte[n] for n, name in enumerate(alt.zeilen)}
        assert eine(je_traeger(KOEPFE, zeilen), alt, gleichungen=gleichungen) == stand, wer


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.lists(st.integers(-4, 4), min_size=5, max_size=5))
def test_nie_ein_unterschied_von_eins_oder_zwei(zahlen, schritte):
    alt = tafel(*([n] for n in zahlen), summen="spalten")
    neu = tafel(*([max(0, n + s)] for n, s in zip(zahlen, schritte, strict=False)), summen="spalten")
    stand = eine(neu, alt)
    for vorher, nachher in zip(alt.alle_werte(), stand.alle_werte(), strict=True):
        assert vorher is None or abs(nachher - vorher) not in (1, 2)
    assert stand.spaltensummen[0] - alt.spaltensummen[0] == sum(
        b - a for (a,), (b,) in zip(alt.werte, stand.werte, strict=True)
    )


def test_kein_paar_von_fassungen_nennt_ein_oder_zwei():
    """Alle Paare zweier Stände zweier Träger: Was auch immer dasteht, es könnten auch null oder drei sein, und niemand kam oder ging.

    Der Angreifer kennt das Verfahren, beide Fassungen und vielleicht die eigenen Zahlen; er rechnet jede Welt durch.
    """
    staende = {stand: geschuetzt(*stand) for stand in product(range(6), repeat=2)}
    welten = defaultdict(list)
    for (vorher, alt), (nachher, neu) in product(staende.items(), repeat=2):
        stand = eine(neu, alt)
        gezeigt = alt.werte, alt.spaltensummen, stand.zeilen, stand.werte, stand.spaltensummen
        for wer in (None, 0, 1):
            weiss = (wer, vorher[wer], nachher[wer]) if wer is not None else None
            welten[gezeigt, weiss].append((vorher, nachher))
    for (gezeigt, weiss), moeglich in welten.items():
        for n in {0, 1} - set(weiss[:1] if weiss else ()):
            assert not {nachher[n] for _, nachher in moeglich} <= {1, 2}, (gezeigt, weiss)
            schritte = {nachher[n] - vorher[n] for vorher, nachher in moeglich}
            assert not schritte <= {1, 2}, (gezeigt, weiss)
            assert not schritte <= {-1, -2}, (gezeigt, weiss)


def _fassungen(staende, gleichungen):
    """Ein Kapitel, dreimal oder öfter eingefroren."""
    fertig = []
    for tafeln in staende:
        *aeltere, alt = [{t.titel: t for t in fassung} for fassung in fertig] or [{}]
        fertig.append(fortgeschrieben(tafeln, alt, gleichungen if fertig else (), len(fertig), aeltere))
    return fertig


def test_hin_und_her_verraet_den_einen_nicht():
    """10, 14, 11: Jeder Schritt ist groß, aber wer die erste neben die dritte legt, sähe einen mehr."""
    staende = [[je_traeger(["alle"], {"AWO": [n], "Caritas": [20]})] for n in (10, 14, 11, 10, 17)]
    assert [fassung[0].werte[0][0] for fassung in _fassungen(staende, ())] == [10, 14, 10, 10, 17]


def test_hin_und_her_in_rest_und_gesperrtem():
    """Auch was niemand zeigt (Fälle ohne Plan, die gesperrten zusammen), liegt neben keiner Fassung um eins."""
    rest = [Gleichung(((Stelle("Fälle", "AWO", "alle"), 1), (Stelle("Fälle", "AWO", "mit Plan"), -1)), rest=True)]
    staende = [[je_traeger(["alle", "mit Plan"], {"AWO": werte})] for werte in ((20, 10), (24, 10), (24, 13))]
    zeigt = [fassung[0].werte[0] for fassung in _fassungen(staende, rest)]
    assert zeigt[1] == (24, 10)
    assert zeigt[2][0] - zeigt[2][1] != 11, "10, 14, 11 ohne Plan"
    zu = {("Fälle", "b", "alle"), ("Fälle", "c", "alle")}
    gruppe = [[_sperren(je_traeger(["alle"], {"a": [10], "b": [2], "c": [n]}), zu)] for n in (9, 15, 10)]
    summen = [fassung[0].spaltensummen[0] for fassung in _fassungen(gruppe, ())]
    assert summen == [21, 27, 24]


@beispiele(40)
@given(st.lists(_welten(), min_size=2, max_size=2))
def test_kein_paar_von_fassungen_unterscheidet_sich_um_weniges(welten):
    anzahl = min(len(welt[0].zeilen) for paar in welten for welt in paar)
    namen = [f"Träger {n}" for n in range(anzahl)]
    staende = [welt for paar in welten for welt in paar if len(welt[0].zeilen) == anzahl]
    fassungen = _fassungen(staende, _gleichungen(namen))
    for alt, neu in combinations(fassungen, 2):
        for ort, wert in _unterschied(alt, neu).items():
            assert wert is GESPERRT or wert == 0 or abs(wert) >= MINDEST, ort
