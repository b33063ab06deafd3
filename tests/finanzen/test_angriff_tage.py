"""Ein Angreifer, der jeden Tag nachsieht: Was Seiten über fremde Menschen zeigen, verrät keine Ankunft."""

from datetime import date, timedelta

import pytest

from finanzen.tables import uebersicht
from integrationsmanagement.begriffe import Wohnform
from integrationsmanagement.kennzahlen import auslastung
from tests.factories import IMFallFactory, MitgliedschaftFactory, StadtteilFactory
from tests.finanzen import test_angriff
from traeger.begriffe import Rolle
from traeger.zugang import handeln, zugang_von

MINDEST = test_angriff.MINDEST
traeger = test_angriff.traeger  # dieselben Bestände

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]


def test_kein_tag_zeigt_die_ankunft_eines_einzelnen(traeger):
    """Dreißig Nachbartage mit einzelnen Ankünften: Jede fremde Zahl steht auf Vielfachen, überall gleich, und bleibt den Monat über stehen.

    Eine gerundete Zahl, die jeden Tag neu entsteht, springt genau an dem Tag, an dem jemand kommt – auch wenn sie um drei springt.
    """
    caritas, ort = traeger["Caritas"], StadtteilFactory()
    tage = [date(2026, 5, 1) + timedelta(days=n) for n in range(30)]
    for tag in tage[::2]:
        IMFallFactory(traeger=caritas, wohnen=(Wohnform.PRIVAT, ort.pk, None), begonnen_am=tag)
    zugang, reihen = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)), []
    for tag in tage:
        with handeln(zugang):
            bild = auslastung(tag, zugang, tag)
            (im,) = [t for t in uebersicht(jahr=tag.year, heute=tag) if t.kuerzel == "IM-08" or "(IM-08)" in t.spalten[0]]
        zahlen_des_tages = {
            ("Gebiet", z, s): w
            for z, r in zip(bild.gebiete.zeilen, bild.gebiete.werte, strict=True)
            for s, w in zip(bild.gebiete.spalten, r, strict=True)
        }
        zahlen_des_tages |= {name: a.faelle for name, a in bild.traeger.items()} | {"zusammen": bild.zusammen.faelle}
        assert {name: reihe[0] for name, reihe in zip(im.zeilen, im.werte, strict=True)}.items() <= zahlen_des_tages.items()
        reihen.append(zahlen_des_tages)
    gebiete = [{w for ort, w in reihe.items() if ort[0] == "Gebiet"} for reihe in reihen]
    assert all(tag == gebiete[0] for tag in gebiete), (
        "die Aufteilung steht am letzten Jahresende: kein zweites Maß derselben Menschen"
    )
    assert all(
        reihe["zusammen"] == sum(w for n, w in reihe.items() if isinstance(n, str) and n != "zusammen") for reihe in reihen
    )
    assert {wert % MINDEST for reihe in reihen for wert in reihe.values()} == {0}
    assert all(reihe == reihen[0] for reihe in reihen), "im selben Monat steht jeden Tag dasselbe"
    with handeln(zugang):
        danach = auslastung(date(2026, 6, 2), zugang, date(2026, 6, 2))
    assert danach.fremd_am == date(2026, 5, 31)
    assert danach.traeger["Caritas"].faelle >= reihen[0]["Caritas"] + 12, "am Monatsende sind die fünfzehn dabei"


def test_am_jahresende_ist_die_zahl_eines_traegers_die_summe_seiner_gebiete(traeger):
    """Zwei Gliederungen desselben Tages, jede für sich gerundet, engten einander ein – auf jeder Seite, für jeden gewählten Tag."""
    orte = [StadtteilFactory() for _ in range(4)]
    for n in range(14):
        IMFallFactory(
            traeger=traeger["Caritas"], wohnen=(Wohnform.PRIVAT, orte[n % 4].pk, None), begonnen_am=date(2025, 3, 1)
        )
    zugang, heute = zugang_von(MitgliedschaftFactory(rolle=Rolle.KOORDINATION, traeger=None)), date(2026, 6, 2)
    with handeln(zugang):
        am_ende, danach = (auslastung(tag, zugang, heute) for tag in (date(2025, 12, 31), date(2026, 3, 5)))
        im = next(t for t in uebersicht(jahr=2025, heute=heute) if "(IM-08)" in t.spalten[0])
    assert am_ende.fremd_am == am_ende.gebiete_am == danach.gebiete_am == date(2025, 12, 31)
    summe = dict(zip(danach.gebiete.spalten, danach.gebiete.spaltensummen, strict=True))
    assert am_ende.traeger["Caritas"].faelle == summe["Caritas"] == im.wert("Caritas", im.spalten[0])
    assert danach.fremd_am == date(2026, 2, 28)
