"""Jede Kennzahl des IM = ihre Zeilen = eine unabhängige Nachzählung; über Träger hinweg nur als Zahl."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from arge.zahlen.zeitraum import Zeitraum, monate_spaeter
from beratung.begriffe import Abschlussgrund
from integrationsmanagement import kennzahlen
from integrationsmanagement.begriffe import Handlungsfeld, Herkunft, Wohnform
from integrationsmanagement.models import Gespraech, IMAbschluss, IMFall, Integrationsplan, Wohnung
from tests.factories import (
    BenutzerFactory,
    BesetzungFactory,
    FachkraftFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    StellenanteilFactory,
    TraegerFactory,
    anlegen,
)
from tests.factories.basis import im_namen_von, zahlen
from traeger.begriffe import Quelle
from traeger.models import Parameter

JAHR = Zeitraum.jahr(2026)
STICHTAG = Zeitraum(date(2026, 6, 30), date(2026, 6, 30))


@pytest.fixture
def bestand(ich):
    """Zufällige, aber feste Fälle zweier Träger rund um das Jahr 2026, mit Gesprächen und Plänen."""
    zufall, anderer = Random(4711), TraegerFactory()
    for traeger in (ich.traeger, anderer):
        kraft = FachkraftFactory(traeger=traeger)
        konto = BenutzerFactory()
        for _ in range(12):
            beginn = date(2025, 3, 1) + timedelta(days=zufall.randrange(600))
            ende = beginn + timedelta(days=zufall.randrange(500)) if zufall.random() < 0.4 else None
            zu = {"zu": (ende, None, zufall.choice([Abschlussgrund.ZIEL, Abschlussgrund.UEBERGELEITET]))} if ende else {}
            in_gu = zufall.random() < 0.3
            auszug = None if in_gu else beginn + timedelta(days=zufall.randrange(-60, 60))
            fall = IMFallFactory(
                traeger=traeger, begonnen_am=beginn, au_zuteilung_am=None, herkunft=zufall.choice(Herkunft.values),
                wohnen=(Wohnform.GU if in_gu else Wohnform.PRIVAT, None, auszug), **zu,
            )  # fmt: skip
            for _ in range(zufall.randrange(3)):
                GespraechFactory(
                    traeger=traeger, fall=fall, fachkraft=kraft, erfasst_von=konto,
                    am=beginn + timedelta(days=zufall.randrange(400)),
                    dauer_minuten=zufall.choice([15, 45, 50]), anzahl_angehoerige=zufall.randrange(4),
                    handlungsfelder=zufall.sample(Handlungsfeld.values, zufall.randrange(1, 4)),
                )  # fmt: skip
            if zufall.random() < 0.7:
                tag = beginn + timedelta(days=zufall.randrange(200))
                IntegrationsplanFactory(traeger=traeger, fall=fall, vereinbart_am=tag, vereinbart_von=konto)
    return ich.traeger, anderer


def _zeilen(*traeger):
    """Alle Zeilen beider Träger in Python, je im Namen ihres Trägers gelesen."""
    faelle, gespraeche, plaene, privat, enden = [], [], [], {}, {}
    for eins in traeger:
        with im_namen_von(eins.pk):
            faelle += IMFall.objects.all()
            gespraeche += Gespraech.objects.all()
            plaene += Integrationsplan.objects.all()
            enden |= dict(IMAbschluss.objects.values_list("fall", "grund"))
            privat |= {w.fall_id: w.von or date.min for w in Wohnung.objects.filter(wohnform=Wohnform.PRIVAT)}
    return faelle, gespraeche, plaene, privat, enden


def test_jede_kennzahl_gleicht_der_nachzaehlung(bestand):
    faelle, gespraeche, plaene, privat, enden = _zeilen(*bestand)
    am = STICHTAG.von
    begonnen = [f for f in faelle if f.begonnen_am.year == 2026]
    zu = [f for f in faelle if f.abgeschlossen_am and f.abgeschlossen_am.year == 2026]
    laufend = [f for f in faelle if f.begonnen_am <= am and (f.abgeschlossen_am is None or f.abgeschlossen_am > am)]
    mit_plan = {p.fall_id for p in plaene if p.vereinbart_am <= am <= monate_spaeter(p.vereinbart_am, 6)}
    im_jahr = [g for g in gespraeche if g.am.year == 2026]
    extern = [f for f in laufend if privat.get(f.pk, date.max) <= am]
    erwartet = {
        "IM-01": (STICHTAG, len(laufend)),
        "IM-02": (JAHR, sum(f.herkunft == "neu" for f in begonnen)),
        "IM-11": (JAHR, sum(f.herkunft == "uebernommen" for f in begonnen)),
        "IM-03": (JAHR, sum(enden[f.pk] != "uebergeleitet" for f in zu)),
        "IM-12": (JAHR, sum(enden[f.pk] == "uebergeleitet" for f in zu)),
        "IM-04": (JAHR, len(im_jahr)),
        "IM-05": (JAHR, round(Decimal(sum(g.dauer_minuten for g in im_jahr)) / 60, 6)),
        "IM-06": (STICHTAG, sum(f.pk in mit_plan for f in laufend)),
        "IM-07": (JAHR, sum(g.anzahl_angehoerige for g in im_jahr)),
        "IM-08": (STICHTAG, len(extern)),
        "IM-10": (JAHR, sum(len(g.handlungsfelder) for g in im_jahr)),
    }
    erwartet["IM-13"] = (JAHR, 0)
    with zahlen():
        ist = {k.nummer: k.wert(erwartet[k.nummer][0]) for k in kennzahlen.KENNZAHLEN if k.nummer != "IM-09"}
        je_traeger = {
            k.nummer: sum(k.je(erwartet[k.nummer][0], "traeger_id").values())
            for k in kennzahlen.KENNZAHLEN
            if k.nummer != "IM-09"
        }
    assert {n: round(Decimal(w), 6) for n, w in ist.items()} == {n: round(Decimal(w), 6) for n, (_, w) in erwartet.items()}
    assert {n: round(Decimal(w), 4) for n, w in je_traeger.items()} == {n: round(Decimal(w), 4) for n, w in ist.items()}
    assert all(wert for nummer, (_, wert) in erwartet.items() if nummer != "IM-13"), (
        "Der Bestand muss jede Kennzahl berühren."
    )


def test_eine_ueberleitung_ist_weder_neu_noch_abgeschlossen(ich):
    """Die Stadt gibt am 1.4. ab, der Träger übernimmt: Der Bestand wandert, neu und abgeschlossen bleiben null."""
    stadt = TraegerFactory()
    IMFallFactory(traeger=stadt, begonnen_am=date(2025, 5, 1), zu=(date(2026, 4, 1), None, Abschlussgrund.UEBERGELEITET))
    IMFallFactory(traeger=ich.traeger, begonnen_am=date(2026, 4, 1), herkunft=Herkunft.UEBERNOMMEN)
    with zahlen():
        je = {
            (k.nummer, t): k.wert(JAHR, traeger=t)
            for k in (kennzahlen.NEUE, kennzahlen.UEBERNOMMENE, kennzahlen.ABGESCHLOSSENE, kennzahlen.UEBERGELEITETE)
            for t in (stadt, ich.traeger)
        }
        bestand = [kennzahlen.FAELLE.stichtag(am) for am in (date(2026, 3, 31), date(2026, 4, 1))]
    assert {k for k, wert in je.items() if wert} == {("IM-11", ich.traeger), ("IM-12", stadt)}
    assert bestand == [1, 1]


def test_wer_vor_dem_jahr_endete_und_wiederkam_steht_fuer_sich(ich):
    fall = IMFallFactory(traeger=ich.traeger, begonnen_am=date(2025, 1, 1), zu=(date(2025, 6, 1), date(2026, 2, 1)))
    with zahlen():
        davor, danach = (kennzahlen.FAELLE.stichtag(am) for am in (date(2025, 12, 31), JAHR.ende))
        assert (davor, kennzahlen.WIEDER.wert(JAHR), danach) == (0, 1, 1)
    with im_namen_von(ich.traeger.pk):
        assert list(kennzahlen.WIEDER.zeilen(ich.zugang, JAHR)) == [fall]


def test_kennzahl_ist_die_anzahl_ihrer_zeilen(bestand, ich):
    """Kachel = Liste: wer auf die Zahl klickt, sieht genau so viele Zeilen – und nur die eigenen."""
    with im_namen_von(ich.traeger.pk):
        for kennzahl in (
            k
            for k in kennzahlen.KENNZAHLEN
            if k.nummer in {"IM-01", "IM-02", "IM-03", "IM-04", "IM-06", "IM-08", "IM-11", "IM-12"}
        ):
            zeitraum = STICHTAG if kennzahl.nummer in {"IM-01", "IM-06", "IM-08"} else JAHR
            zeilen = list(kennzahl.zeilen(ich.zugang, zeitraum))
            assert len(zeilen) == kennzahl.wert(zeitraum, traeger=ich.traeger), kennzahl.nummer
            assert {z.traeger_id for z in zeilen} <= {ich.traeger.pk}


def test_nennungen_je_handlungsfeld(bestand):
    _, gespraeche, *_ = _zeilen(*bestand)
    erwartet = {
        feld: sum(feld in g.handlungsfelder for g in gespraeche if g.am.year == 2026) for feld in Handlungsfeld.values
    }
    with zahlen():
        assert kennzahlen.HANDLUNGSFELDER.je(JAHR, "handlungsfeld") == {f: n for f, n in erwartet.items() if n}


@pytest.mark.parametrize(
    ("vereinbart", "am", "gueltig"),
    [
        (date(2025, 8, 31), date(2026, 2, 28), True), (date(2025, 8, 31), date(2026, 3, 1), False),
        (date(2026, 2, 28), date(2026, 8, 28), True), (date(2026, 2, 28), date(2026, 8, 29), False),
        (date(2026, 5, 2), date(2026, 5, 1), False),
    ],
)  # fmt: skip
def test_plan_gueltigkeit_rechnet_in_der_datenbank_wie_die_regel(ich, vereinbart, am, gueltig):
    fall = IMFallFactory(traeger=ich.traeger, begonnen_am=date(2025, 1, 1), au_zuteilung_am=None)
    IntegrationsplanFactory(traeger=ich.traeger, fall=fall, vereinbart_am=vereinbart)
    with zahlen():
        assert kennzahlen.MIT_PLAN.stichtag(am) == int(gueltig)


def test_plan_dauer_ist_datiert_einstellbar(ich):
    fall = IMFallFactory(traeger=ich.traeger, begonnen_am=date(2025, 1, 1), au_zuteilung_am=None)
    IntegrationsplanFactory(traeger=ich.traeger, fall=fall, vereinbart_am=date(2026, 1, 1))
    anlegen(
        Parameter,
        schluessel="im-plan-veraltet-monate",
        bezeichnung="Plan",
        wert=12,
        einheit="Monate",
        gueltig_ab=date(2026, 8, 1),
        quelle="Test",
    )
    with zahlen():
        assert [kennzahlen.MIT_PLAN.stichtag(am) for am in (date(2026, 7, 31), date(2026, 8, 1))] == [0, 1]


def test_extern_zaehlt_ab_dem_tag_des_auszugs(ich):
    IMFallFactory(traeger=ich.traeger, begonnen_am=date(2025, 12, 1), au_zuteilung_am=date(2025, 11, 1))
    IMFallFactory(traeger=ich.traeger, begonnen_am=date(2025, 12, 1), wohnen=(Wohnform.GU, None))
    with zahlen():
        assert [kennzahlen.EXTERNE.stichtag(date(2026, 1, tag)) for tag in (9, 10)] == [0, 1]
        assert kennzahlen.FAELLE.stichtag(date(2026, 1, 9)) == 2


def test_auslastung_quote_nennt_zaehler_und_nenner_auch_ohne_stellen(ich):
    IMFallFactory(traeger=ich.traeger)
    tag = Zeitraum(date(2026, 3, 1), date(2026, 3, 1))
    with zahlen():
        assert kennzahlen.AUSLASTUNG.werte(tag) == (1, Decimal(0), None)
    for mehr in ({"quelle": Quelle.STADT, "zaehlt_zum_kontingent": False}, {}):
        anteil = StellenanteilFactory(traeger=ich.traeger, **mehr)
        BesetzungFactory(traeger=ich.traeger, stellenanteil=anteil, vzae="0.25")
    BesetzungFactory(traeger=ich.traeger, stellenanteil=StellenanteilFactory(traeger=ich.traeger, aufgabe="MBE"), vzae="0.5")
    with zahlen():
        assert kennzahlen.AUSLASTUNG.werte(tag) == (1, Decimal("0.5"), Decimal(2))
