"""Wann der Stellenplan warnt, mit welcher Folge, und dass der Tag nie wandert (Fachmodell 1, rein)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arge.zahlen.zeitraum import TAG, monate_spaeter
from traeger.begriffe import Arbeitsfeld, Rolle, Stellenkreis, VereinbarungArt, WarnungArt
from traeger.stellen.regeln import Stufe, stand
from traeger.warnung.regeln.verlauf import seit
from traeger.warnung.regeln.warnart import Vorgaben, definitionen
from traeger.warnung.regeln.warnung import (
    AUFGABE,
    LEITUNG,
    STEUERUNG,
    Anteil,
    Bestand,
    Kraft,
    Vertrag,
    erreichte_stufe,
    vakanz,
    warnungen,
)

V = Vorgaben()
KOMMUNE = (9, "Stadt")


def d(text):
    return Decimal(text)


def anteil(kuerzel="diakonie-kidiflue", traeger="Diakonie", **mehr):
    werte = {
        "traeger_id": 3, "aufgabe": "EA", "geld": "KiDiFlü", "kreis": "kirchlich", "vereinbarung": "arge-integration",
        "vzae": d("0.20"), "ist_obergrenze": True, "mindestanteil": None, "von": date(2026, 1, 1), "bis": date(2026, 12, 31),
    }  # fmt: skip
    return Anteil(kuerzel=kuerzel, traeger=traeger, **werte | mehr)


def stelle(kuerzel="awo-im", **mehr):
    werte = {"traeger": "AWO", "traeger_id": 1, "aufgabe": "IM", "geld": "Land", "kreis": "kontingent", "vzae": d("0.50")}
    return anteil(kuerzel, **werte | {"ist_obergrenze": False, "bis": None} | mehr)


CADIFA = anteil("caritas-cadifa", "Caritas", traeger_id=2, geld="CaDiFa", vzae=d("0.40"), bis=date(2027, 12, 31))


def finde(art, heute, *anteile, v=V, **mehr):
    return [w for w in warnungen(Bestand(anteile, kommune=KOMMUNE, **mehr), v, heute) if w.art == art]


def test_wortschatz_ist_der_der_begriffe():
    assert [x.art for x in definitionen(V)] == WarnungArt.values
    assert [x.nummer for x in definitionen(V)] == [f"W-0{n}" for n in range(1, 7)]
    assert (LEITUNG, STEUERUNG) == (Rolle.LEITUNG, Rolle.STEUERUNG)
    assert set(AUFGABE) == set(Arbeitsfeld.values)
    assert {"kirchlich", "kommune", "kontingent"} <= set(Stellenkreis.values)
    assert "kommunikation" in VereinbarungArt.values


def test_definition_nennt_die_geltenden_grenzwerte():
    texte = " ".join(x.satz for x in definitionen(Vorgaben((9, 2), d("0.30"), 4)))
    assert "9 und 2 Monate vorher und nach dem Tag, höchstens 9 Monate lang" in texte
    assert "weniger als 0,3 VZÄ" in texte
    assert "mehr als 4 Monaten" in texte


@pytest.mark.parametrize(
    ("ende", "heute", "stufe"),
    [
        (date(2026, 12, 31), date(2025, 12, 30), None),
        (date(2026, 12, 31), date(2025, 12, 31), 12),
        (date(2026, 12, 31), date(2026, 6, 29), 12),
        (date(2026, 12, 31), date(2026, 6, 30), 6),  # der 31.6. fehlt: letzter Tag des Monats
        (date(2026, 12, 31), date(2026, 9, 30), 3),
        (date(2026, 12, 31), date(2026, 11, 29), 3),
        (date(2026, 12, 31), date(2026, 11, 30), 1),
        (date(2026, 12, 31), date(2026, 12, 31), 1),
        (date(2026, 12, 31), date(2027, 1, 1), 0),
        (date(2028, 2, 29), date(2027, 2, 27), None),
        (date(2028, 2, 29), date(2027, 2, 28), 12),
        (date(2028, 3, 31), date(2028, 2, 28), 3),
        (date(2028, 3, 31), date(2028, 2, 29), 1),
    ],
)
def test_stufe_an_der_grenze(ende, heute, stufe):
    assert erreichte_stufe(ende, heute, V.stufen) == stufe


TAGE = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(TAGE, st.integers(-400, 400))
def test_stufen_werden_mit_der_zeit_nur_kleiner(ende, abstand):
    heute = ende + timedelta(days=abstand)
    jetzt, morgen = (erreichte_stufe(ende, tag, V.stufen) for tag in (heute, heute + TAG))
    assert (morgen is not None) if jetzt is not None else morgen in {None, 12}
    assert jetzt is None or morgen <= jetzt
    if jetzt:
        assert monate_spaeter(ende, -jetzt) <= heute <= ende


@given(TAGE, st.lists(st.integers(0, 800), min_size=1, max_size=8))
def test_der_tag_wandert_nie(ende, abstaende):
    """Zu welchem Tag man auch fragt: fällig bleibt derselbe Tag, ein Ereignis im Kalender."""
    einer = anteil(bis=ende, von=date(2019, 1, 1))
    gefunden = [w for a in abstaende for w in finde("finanzierung", ende - timedelta(days=365 - a), einer)]
    assert {(w.faellig_am, w.ereignis) for w in gefunden} <= {(ende, f"finanzierung:diakonie-kidiflue:{ende}")}


def test_finanzierung_endet_mit_folge_in_zahlen():
    (w,) = finde("finanzierung", date(2026, 11, 22), anteil(mindestanteil=d("0.10")), CADIFA)
    assert w.titel == "Diakonie: Finanzierung „KiDiFlü“ endet am 31.12.2026 (Ehrenamtskoordination, 0,2 VZÄ)"
    assert w.folge == (
        "Ab 01.01.2027 fällt die kirchliche Ehrenamtskoordination von 0,6 auf 0,4 VZÄ;"
        " der Mindestanteil der Stadt (0,1 VZÄ) ist dann nicht mehr gedeckt."
    )
    assert (w.verantwortlich, w.wer, w.stufe) == (Rolle.LEITUNG, "Leitung Diakonie", "3")
    assert w.schluessel == "finanzierung:diakonie-kidiflue:2026-12-31:3"
    assert w.ampel(date(2026, 11, 22)) == ("bald", "fällig am 31.12.2026")


def test_nach_dem_ende_ueberfaellig_bis_etwas_anschliesst_oder_ein_jahr_vorbei_ist():
    alt, heute = anteil(), date(2027, 1, 15)
    w, _ = finde("finanzierung", heute, alt, CADIFA)
    assert w.stufe == "0"
    assert w.ampel(heute) == ("ueberfaellig", "überfällig seit 31.12.2026")
    assert w.folge.startswith("Seit 01.01.2027 ist die kirchliche Ehrenamtskoordination von 0,6 auf 0,4 VZÄ gefallen")
    assert finde("finanzierung", date(2027, 12, 31), alt)
    assert not finde("finanzierung", date(2028, 1, 1), alt)
    neu = anteil("diakonie-kidiflue-2", von=date(2027, 1, 1), bis=date(2029, 12, 31))
    assert not finde("finanzierung", heute, alt, neu)
    luecke = neu._replace(von=date(2027, 1, 2))
    assert finde("finanzierung", heute, alt, luecke)
    anderer = neu._replace(traeger_id=2)
    assert finde("finanzierung", heute, alt, anderer)


def test_befristung_vor_dem_letzten_tag_zaehlt_und_steuerung_handelt_wo_es_nicht_kirchlich_ist():
    a = stelle(bis=date(2029, 12, 31), befristet_bis=date(2027, 6, 30))
    b = stelle("caritas-im", traeger="Caritas", traeger_id=2, vzae=d("1.00"), bis=date(2027, 6, 30))
    for w, teil in zip(finde("finanzierung", date(2026, 12, 31), a, b), ["0,5 bei AWO", "1,0 bei Caritas"], strict=True):
        assert w.faellig_am == date(2027, 6, 30)
        assert w.wer == "Steuerung"
        assert (
            w.folge
            == f"Ab 01.07.2027 fällt das Integrationsmanagement im Kontingent der ARGE von 1,5 auf 0,0 VZÄ, davon {teil}."
        )


def test_wenn_ein_anderer_traeger_uebernimmt_nennt_die_folge_was_fehlt():
    a = stelle(bis=date(2026, 12, 31))
    b = stelle("caritas-im", traeger="Caritas", traeger_id=2, von=date(2027, 1, 1))
    (w,) = finde("finanzierung", date(2026, 12, 1), a, b)
    assert w.folge == "Ab 01.01.2027 fehlen AWO 0,5 VZÄ Integrationsmanagement."


def test_vereinbarung_endet_und_was_danach_ohne_sie_ist():
    vertrag = Vertrag("arge-integration", "vertrag", "Vertrag ARGE Integration", date(2026, 1, 1), date(2026, 12, 31))
    weiter, mit = stelle(), stelle("awo-ea", bis=date(2026, 12, 31))
    (w,) = finde("vereinbarung", date(2026, 7, 1), weiter, mit, vertraege=[vertrag])
    assert (w.titel, w.wer, w.traeger_id) == ("Vertrag ARGE Integration endet am 31.12.2026", "Steuerung", 9)
    assert w.folge == "Ab 01.01.2027 laufen 0,5 VZÄ ohne Vereinbarung: AWO 0,5."
    (w,) = finde("vereinbarung", date(2026, 7, 1), mit, vertraege=[vertrag])
    assert w.folge == "Ab 01.01.2027 enden mit ihr 0,5 VZÄ: AWO 0,5."
    gekuendigt = vertrag._replace(art="kommunikation", kuerzel="kv", gekuendigt_am=date(2026, 6, 1))
    (w,) = finde("vereinbarung", date(2026, 7, 1), weiter, vertraege=[gekuendigt])
    assert "ist gekündigt und endet am" in w.titel
    assert "Sitzungen, Beschlüsse und Aufgaben" in w.folge
    folgt = vertrag._replace(kuerzel="neu", von=date(2027, 1, 1), bis=None)
    assert not finde("vereinbarung", date(2026, 7, 1), vertraege=[vertrag, folgt])
    assert finde("vereinbarung", date(2026, 7, 1), vertraege=[vertrag, folgt._replace(art="kommunikation")])
    assert finde("vereinbarung", date(2026, 7, 1), vertraege=[vertrag, folgt._replace(von=date(2027, 1, 2))])


def quartal(vzae, monat=1):
    return Stufe(date(2026, monat, 1), monate_spaeter(date(2026, monat, 1), 3) - TAG, d(vzae))


def test_mindestanteil_gemeldet_gegen_minimum():
    voll = (Stufe(date(2026, 1, 1), None, d("0.20")),)
    a = anteil(mindestanteil=d("0.10"), besetzt=voll, gemeldet=(quartal("0.20"), quartal("0.05", 4)))
    (w,) = finde("mindestanteil", date(2026, 7, 15), a)
    assert w.titel == "Diakonie: Mindestanteil der Stadt an „KiDiFlü“ – 0,05 von mindestens 0,1 VZÄ gemeldet"
    assert w.faellig_am == date(2026, 4, 1), "seit zu wenig gemeldet ist, nicht seit dem Ende des Zeitraums"
    genug = a._replace(gemeldet=(quartal("0.10", 4),))
    assert not finde("mindestanteil", date(2026, 9, 30), genug)
    (w,) = finde("mindestanteil", date(2026, 10, 1), genug)
    assert w.faellig_am == date(2026, 9, 30)
    assert "seit 01.07.2026 nichts gemeldet" in w.titel
    assert not finde("mindestanteil", date(2026, 10, 1), genug._replace(mindestanteil=None))


def test_mindestanteil_nie_gemeldet_oder_zu_wenig_besetzt():
    a = anteil(mindestanteil=d("0.10"), besetzt=(Stufe(date(2026, 1, 1), date(2026, 2, 28), d("0.20")),))
    assert not finde("mindestanteil", date(2026, 2, 28), a)
    (w,) = finde("mindestanteil", date(2026, 3, 31), a)
    assert w.titel.endswith("nur 0,0 von mindestens 0,1 VZÄ besetzt")
    assert w.faellig_am == date(2026, 3, 1)
    zwei = finde("mindestanteil", date(2026, 4, 1), a)
    assert [w.faellig_am for w in zwei] == [date(2026, 3, 1), date(2026, 3, 31)]
    assert not finde("mindestanteil", date(2027, 1, 1), a), "nach dem Anteil gibt es nichts mehr zu melden"


def test_vakanz_seit_wann_und_obergrenzen_zaehlen_nicht():
    a = stelle(besetzt=(Stufe(date(2026, 1, 1), None, d("0.25")), Stufe(date(2026, 3, 15), date(2026, 10, 31), d("0.25"))))
    assert not finde("vakanz", date(2026, 10, 31), a)
    (w,) = finde("vakanz", date(2026, 11, 22), a)
    assert w.titel == "AWO: 0,25 VZÄ Integrationsmanagement unbesetzt („Land“)"
    assert w.folge.startswith("Von 0,5 vereinbarten VZÄ sind besetzt: 0,25 seit 01.11.2026.")
    assert w.schluessel == "vakanz:awo-im:2026-11-01:0.25"
    assert finde("vakanz", date(2026, 2, 1), a)[0].faellig_am == date(2026, 1, 1)
    assert not finde("vakanz", date(2026, 11, 22), a._replace(ist_obergrenze=True))
    assert not finde("vakanz", date(2025, 11, 22), a)


BELIEBIGE = st.lists(
    st.builds(
        lambda von, dauer, v: Stufe(von, None if dauer is None else von + timedelta(days=dauer), Decimal(v) / 20),
        st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.none() | st.integers(0, 400), st.integers(1, 30),
    ),
    max_size=6,
)  # fmt: skip


@given(BELIEBIGE, TAGE)
def test_vakanz_ist_nie_negativ(stufen, am):
    assert vakanz(stelle(besetzt=tuple(stufen)), am) >= 0


@given(BELIEBIGE, st.dates(date(2026, 1, 1), date(2028, 6, 30)), st.integers(1, 60))
def test_seit_ist_der_erste_tag_ohne_unterbrechung(stufen, heute, spaeter):
    beginn, soll = date(2026, 1, 1), d("0.50")

    def trifft(tag):
        return stand(stufen, tag) < soll

    ab = seit(beginn, heute, stufen, trifft)
    if ab is None:
        assert not trifft(heute)
        return
    tage = [ab + timedelta(days=n) for n in range((heute - ab).days + 1)]
    assert all(map(trifft, tage))
    assert ab == beginn or not trifft(ab - TAG)
    morgen = heute + timedelta(days=spaeter)
    if all(trifft(heute + timedelta(days=n)) for n in range(spaeter + 1)):
        assert seit(beginn, morgen, stufen, trifft) == ab, "solange es anhält, wandert der Tag nicht"


def test_kleinanteil_zaehlt_je_person_zusammen():
    zwei = Kraft(
        7, 1, "AWO", (Stufe(date(2026, 1, 1), None, d("0.15")), Stufe(date(2026, 1, 1), date(2026, 5, 31), d("0.10")))
    )
    assert not finde("kleinanteil", date(2026, 5, 31), kraefte=[zwei])
    (w,) = finde("kleinanteil", date(2026, 6, 1), kraefte=[zwei])
    assert (w.titel, w.faellig_am) == ("AWO: eine Fachkraft mit 0,15 VZÄ im Integrationsmanagement", date(2026, 6, 1))
    assert w.schluessel == "kleinanteil:fachkraft-7:2026-06-01:0.15"
    genau = Kraft(8, 1, "AWO", (Stufe(date(2026, 1, 1), None, d("0.25")),))
    assert not finde("kleinanteil", date(2026, 6, 1), kraefte=[genau])
    assert finde("kleinanteil", date(2026, 6, 1), kraefte=[genau], v=Vorgaben(mindest_im=d("0.30")))
    assert not finde(
        "kleinanteil",
        date(2027, 1, 1),
        kraefte=[Kraft(9, 1, "AWO", (Stufe(date(2026, 1, 1), date(2026, 1, 31), d("0.1")),))],
    )


def test_gleiche_titel_tragen_ihren_gegenstand_und_namen_nur_wo_sie_gelesen_wurden():
    stufe = (Stufe(date(2026, 1, 1), None, d("0.10")),)
    zwei = finde("kleinanteil", date(2026, 6, 1), kraefte=[Kraft(1, 1, "AWO", stufe), Kraft(2, 1, "AWO", stufe)])
    assert {w.titel.rpartition(" ")[2] for w in zwei} == {"(fachkraft-1)", "(fachkraft-2)"}
    (w,) = finde("kleinanteil", date(2026, 6, 1), kraefte=[Kraft(1, 1, "AWO", stufe, "Kim Muster")])
    assert "Kim Muster mit 0,1 VZÄ" in w.titel


def test_mehr_besetzt_als_bewilligt():
    besetzt = (Stufe(date(2026, 1, 1), None, d("0.50")),)
    a = stelle(
        besetzt=besetzt,
        bewilligt=(Stufe(date(2026, 1, 1), date(2026, 6, 30), d("0.50")), Stufe(date(2026, 7, 1), None, d("0.40"))),
    )
    assert not finde("ueber_bewilligt", date(2026, 6, 30), a)
    (w,) = finde("ueber_bewilligt", date(2026, 8, 1), a)
    assert w.titel == "AWO: 0,1 VZÄ Integrationsmanagement mehr besetzt als bewilligt („Land“)"
    assert w.faellig_am == date(2026, 7, 1)
    (w,) = finde("ueber_bewilligt", date(2026, 8, 1), a._replace(bewilligt=()))
    assert "keine VZÄ durch Bescheid bewilligt" in w.folge
    assert not finde("ueber_bewilligt", date(2026, 8, 1), a._replace(kreis="kommune", bewilligt=()))


def test_frueheste_zuerst():
    alle = warnungen(Bestand([anteil(), stelle(bis=date(2026, 12, 1))], kommune=KOMMUNE), V, date(2026, 11, 22))
    assert [w.faellig_am for w in alle] == sorted(w.faellig_am for w in alle)
    assert len({w.schluessel for w in alle}) == len(alle)


def test_offene_meldung_gilt_bis_heute_und_ist_die_letzte():
    voll = (Stufe(date(2026, 1, 1), None, d("0.20")),)
    genug = anteil(mindestanteil=d("0.10"), bis=None, besetzt=voll, gemeldet=(Stufe(date(2026, 1, 1), None, d("0.20")),))
    for heute in (date(2026, 1, 1), date(2026, 12, 31), date(2029, 1, 1)):
        assert not finde("mindestanteil", heute, genug)
    zu_wenig = genug._replace(gemeldet=(Stufe(date(2026, 4, 1), None, d("0.05")), quartal("0.20"), quartal("0.20", 7)))
    (w,) = finde("mindestanteil", date(2026, 12, 1), zu_wenig)
    assert w.titel.endswith("0,05 von mindestens 0,1 VZÄ gemeldet")
    genau = genug._replace(gemeldet=(Stufe(date(2026, 1, 1), None, d("0.10")),))
    assert not finde("mindestanteil", date(2026, 12, 1), genau)


@pytest.mark.parametrize(("ab", "zaehlt"), [(date(2026, 6, 29), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_meldung_der_zukunft_zaehlt_noch_nicht(ab, zaehlt):
    voll = (Stufe(date(2026, 1, 1), None, d("0.20")),)
    a = anteil(mindestanteil=d("0.10"), besetzt=voll, gemeldet=(quartal("0.20"), Stufe(ab, ab, d("0.05"))))
    assert bool(finde("mindestanteil", date(2026, 6, 30), a)) is zaehlt


@pytest.mark.parametrize(
    ("heute", "ampel"),
    [
        (date(2026, 12, 30), ("bald", "fällig am 31.12.2026")), (date(2026, 12, 31), ("bald", "fällig am 31.12.2026")),
        (date(2027, 1, 1), ("ueberfaellig", "überfällig seit 31.12.2026")),
    ],
)  # fmt: skip
def test_ampel_einer_frist_am_tag_selbst(heute, ampel):
    (w,) = finde("finanzierung", heute, anteil())
    assert w.ampel(heute) == ampel


@pytest.mark.parametrize(("stufe", "stand"), [(12, "offen"), (7, "offen"), (6, "bald"), (3, "bald")])
def test_ampel_wird_mit_der_stufe_sechs_gelb(stufe, stand):
    (w,) = finde("finanzierung", date(2026, 11, 22), anteil())
    assert w._replace(stufe=str(stufe)).ampel(date(2026, 11, 22))[0] == stand


def test_ampel_eines_zustands_besteht_seit_seinem_tag():
    (w,) = finde("vakanz", date(2026, 11, 22), stelle())
    assert w.ampel(w.faellig_am) == ("ueberfaellig", "besteht seit 01.01.2026")
    assert w.ampel(w.faellig_am - TAG) == ("bald", "fällig am 01.01.2026")


@pytest.mark.parametrize(
    ("heute", "warnt"), [(date(2027, 12, 30), True), (date(2027, 12, 31), True), (date(2028, 1, 1), False)]
)
def test_ein_jahr_nach_dem_ende_ist_es_geschichte(heute, warnt):
    assert bool(finde("finanzierung", heute, anteil())) is warnt


@pytest.mark.parametrize(
    ("beginn", "schliesst_an"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 1, 2), False)]
)
def test_nur_der_tag_danach_schliesst_an_eine_finanzierung_an(beginn, schliesst_an):
    neu = anteil("diakonie-neu", von=beginn, bis=None)
    assert (not finde("finanzierung", date(2026, 11, 22), anteil(), neu)) is schliesst_an
