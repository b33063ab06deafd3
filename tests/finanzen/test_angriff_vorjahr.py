"""Ein Angreifer mit zwei Berichten: der gedruckte Bestand des Vorjahrs und die erste Fassung danach.

Bestand − Zugänge + Abgänge ist der Bestand davor, und der steht im Bericht des Vorjahrs. Fehlt der Rechnung einer, kam genau einer dazu.
"""

import re
from datetime import date
from itertools import product

import pytest

from arge.zahlen.vorjahr import gehalten
from beratung.begriffe import Abschlussgrund
from tests.factories import EhrenamtlicheFactory, FallFactory, IMFallFactory, PersonFactory, TraegerFactory
from tests.factories.basis import im_namen_von
from tests.factories.beratung import abschliessen
from tests.finanzen.test_angriff import BEWEGUNG, MINDEST, seite, zellen, zusammenhaenge
from traeger.begriffe import TraegerArt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]
BESTAENDE = {bestand for bestand, *_ in BEWEGUNG}
FRUEHER, JETZT = date(2025, 3, 1), date(2026, 3, 1)


@pytest.fixture
def traeger():
    """Drei Träger und die Stadt, jeder mit Bestand, Zu- und Abgängen über der Mindestfallzahl."""
    alle = {name: TraegerFactory(kurzname=name) for name in ("AWO", "Caritas", "Diakonie")}
    alle["Stadt"] = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    for wer, nummer in product(alle.values(), range(20)):
        kommen(wer, FRUEHER if nummer < 12 else JETZT, date(2026, 9, 1) if nummer % 3 == 0 else None)
    return alle


def kommen(wer, beginn, ende=None):
    """Einer in jedem Arbeitsfeld."""
    faelle = FallFactory(traeger=wer, begonnen_am=beginn, zu=ende), IMFallFactory(traeger=wer, begonnen_am=beginn, zu=ende)
    EhrenamtlicheFactory(traeger=wer, gewonnen_am=beginn, weg=ende)
    return faelle


def gehen(wer, faelle):
    """Schon im Vorjahr abgeschlossen, erst jetzt eingetragen."""
    with im_namen_von(wer.pk):
        for fall in faelle:
            abschliessen(fall, (date(2025, 11, 1), None, Abschlussgrund.ZIEL))


def lesen(daten):
    """[{(Tafel, Träger oder None, Kennzahl): Wert}] je Kapitel."""
    return [zellen(kapitel) for kapitel in daten["kapitel"]]


def abweichungen(vorjahr, jahr):
    """{(Kapitel, Rechnung, Träger oder None, Kennzahl): um wie viel sie mit dem gedruckten Bestand nicht aufgeht}, auch gesperrte zusammen."""
    gefunden = {}
    for nummer, (kapitel, gedruckt, jetzt) in enumerate(zip(jahr["kapitel"], lesen(vorjahr), lesen(jahr), strict=True)):
        for name, glieder, _ in zusammenhaenge(kapitel):
            art = name.split()[0]
            if art in ("Bestand", "beraten") and "·" not in [jetzt[ort] for ort in glieder]:
                titel, wo = next(ort[:2] for ort in glieder)
                kennzahl = next((ort[2] for ort in glieder if ort[2] in BESTAENDE), "MBE-01")
                davor = -sum(gewicht * jetzt[ort] for ort, gewicht in glieder.items())
                alt = gedruckt.get((titel, wo, kennzahl), 0)
                if alt != "·":
                    gefunden[nummer, art, wo, kennzahl] = davor - alt
        for (k, art, wo, kennzahl), um in [*gefunden.items()]:
            if k == nummer and wo is None:
                einzeln = [w for (n, a, t, z), w in gefunden.items() if (n, a, z) == (k, art, kennzahl) and t]
                gefunden[nummer, art, "übrige", kennzahl] = um - sum(einzeln)
    return gefunden


def wenige(gefunden):
    return {ort: um for ort, um in gefunden.items() if 0 < abs(um) < MINDEST}


def werte(daten, kennzahl):
    """{Träger oder None: Wert} einer Kennzahl, wo sie zuerst steht."""
    gefunden = {}
    for kapitel in lesen(daten):
        for (_, wo, nummer), wert in kapitel.items():
            if nummer == kennzahl:
                gefunden.setdefault(wo, wert)
    return gefunden


def test_ein_nachtrag_fuers_vorjahr_fehlt_in_keiner_rechnung(traeger):
    """Einer kam bei Caritas und der Stadt dazu, einer ging bei der AWO: Keine Rechnung aus beiden Berichten zeigt es."""
    geht = kommen(traeger["AWO"], FRUEHER)
    davor = seite(2025, date(2026, 2, 1))
    for name in ("Caritas", "Stadt"):
        kommen(traeger[name], FRUEHER)
    gehen(traeger["AWO"], geht)
    danach = seite(2026, date(2027, 1, 10))
    gefunden = abweichungen(davor, danach)
    assert wenige(gefunden) == {}
    assert {("Bestand", name, kennzahl) for name in ("AWO", "Caritas", None) for kennzahl in BESTAENDE} <= {
        ort[1:] for ort in gefunden
    }, "ohne Rechnungen prüft das nichts"
    assert ("Bestand", "Stadt", "IM-01") in {ort[1:] for ort in gefunden}
    # Der Bestand ist wahr; die Bewegung trägt, was fehlt.
    assert (werte(davor, "MBE-01")["Caritas"], werte(danach, "MBE-01")["Caritas"]) == (12, 14)
    assert (werte(danach, "MBE-02")["Caritas"], werte(danach, "MBE-03")["Caritas"]) == (8 + 1, 7)
    assert (werte(danach, "MBE-02")["AWO"], werte(danach, "MBE-03")["AWO"], werte(danach, "MBE-01")["AWO"]) == (8, 7 + 1, 13)
    assert (werte(danach, "MBE-10")["Caritas"], werte(danach, "MBE-10")["AWO"]) == (21, 21)


def test_auch_zusammen_fehlt_denen_keiner_deren_bestand_gesperrt_war(traeger):
    """Was die Summe des Vorjahrs über die Gesperrten sagt, sagt die Rechnung mit der neuen auch."""
    klein = TraegerFactory(kurzname="Klein")
    for beginn in (FRUEHER, FRUEHER, JETZT):
        kommen(klein, beginn)
    davor = seite(2025, date(2026, 2, 1))
    assert [*werte(davor, "MBE-01").values()].count("·") > 1
    kommen(klein, FRUEHER)
    assert wenige(abweichungen(davor, seite(2026, date(2027, 1, 10)))) == {}


def test_die_stadt_steht_in_keiner_summe_der_traeger(traeger, monkeypatch):
    """Zählte sie mit, wären die Gesperrten zusammen um ihren Bestand zu klein, und gehalten würde gegen eine falsche Zahl."""
    gegen = []

    def gesehen(zeilen, davor, gedruckt, *mehr):
        gegen.append((set(zeilen), *gedruckt))
        return gehalten(zeilen, davor, gedruckt, *mehr)

    monkeypatch.setattr("arge.zahlen.bericht.am_vorjahr_gehalten", gesehen)
    seite(2025, date(2026, 2, 1))
    gegen.clear()
    seite(2026, date(2027, 1, 10))
    freie = {"AWO": 12, "Caritas": 12, "Diakonie": 12, None: 36}
    assert gegen == [({"AWO", "Caritas", "Diakonie"}, freie)] * 3 + [({"Stadt"}, {"Stadt": 12})]


def test_viele_nachtraege_stehen_wahr_da(traeger):
    """Vier vergessene Fälle werden nicht zu Zugängen dieses Jahres; einer allein bei einem anderen fällt auch daneben nicht auf."""
    davor = seite(2025, date(2026, 2, 1))
    for name in ("Caritas", *["Diakonie"] * 4):
        kommen(traeger[name], FRUEHER)
    danach = seite(2026, date(2027, 1, 10))
    gefunden = abweichungen(davor, danach)
    assert wenige(gefunden) == {}
    assert {um for (_, _, wo, _), um in gefunden.items() if wo == "Diakonie"} == {4}
    assert {um for (_, _, wo, _), um in gefunden.items() if wo == "Caritas"} == {0}
    assert werte(danach, "MBE-02")["Diakonie"] == 8


def viele_faelle_einer_person(wer):
    """Drei alte Fälle eines Menschen je Arbeitsfeld, die am Jahresende und danach noch liefen."""
    for fabrik in (FallFactory, IMFallFactory):
        person = PersonFactory(traeger=wer)
        for ende in (date(2027, 2, 1), date(2027, 3, 1), None):
            fabrik(traeger=wer, person=person, begonnen_am=FRUEHER, zu=ende)


def test_drei_faelle_eines_menschen_sind_ein_nachtrag(traeger):
    """Nach Fällen wäre es ein großer, wahr daneben gestellt; nach Menschen zählt er als Zugang, auch in jeder späteren Fassung beider Jahre."""
    davor = seite(2025, date(2026, 2, 1))
    viele_faelle_einer_person(traeger["Caritas"])
    erste = seite(2026, date(2027, 1, 10))
    assert set(abweichungen(davor, erste).values()) == {0}
    assert werte(erste, "MBE-02")["Caritas"] == 8 + 3
    viele_faelle_einer_person(traeger["Diakonie"])
    for jahr, vorjahr in ((seite(2026, date(2027, 1, 11)), davor), (erste, seite(2025, date(2027, 1, 12)))):
        assert set(abweichungen(vorjahr, jahr).values()) == {0}


def test_ohne_nachtrag_stehen_die_wahren_zahlen_und_derselbe_satz(traeger):
    seite(2025, date(2026, 2, 1))
    gleich = seite(2026, date(2027, 1, 10))
    assert (werte(gleich, "MBE-02")["Caritas"], werte(gleich, "MBE-03")["Caritas"], werte(gleich, "MBE-01")["Caritas"]) == (
        8,
        7,
        13,
    )
    saetze = {t["titel"]: t["hinweis"] for k in gleich["kapitel"] for t in k["tafeln"] if "2025" in t["hinweis"]}
    assert set(saetze) == {"Ehrenamtliche", "Fälle", "Fälle des Integrationsmanagements"}
    assert len({re.sub(r"\(\d+\)", "", satz) for satz in saetze.values()}) == 1
    kommen(traeger["Caritas"], FRUEHER)
    nachgetragen = seite(2026, date(2027, 1, 11))
    assert saetze == {
        t["titel"]: t["hinweis"] for k in nachgetragen["kapitel"] for t in k["tafeln"] if "2025" in t["hinweis"]
    }


def test_ohne_gedrucktes_vorjahr_kein_satz(traeger):
    assert not any("2025" in t["hinweis"] for k in seite(2026, date(2027, 1, 10))["kapitel"] for t in k["tafeln"])


def test_eine_neue_fassung_des_vorjahrs_legt_sich_nicht_neben_die_des_jahres(traeger):
    """Drei Nachträge sieht die Fassung des neuen Jahres; der vierte, dann in einer neuen des Vorjahrs, läge um einen daneben."""
    erste = seite(2025, date(2026, 2, 1))
    for _ in range(3):
        kommen(traeger["Caritas"], FRUEHER)
    danach = seite(2026, date(2027, 1, 10))
    kommen(traeger["Caritas"], FRUEHER)
    zweite = seite(2025, date(2027, 1, 11))
    noch_eine = seite(2026, date(2027, 1, 12))
    for vorjahr, jahr in product((erste, zweite), (danach, noch_eine)):
        assert wenige(abweichungen(vorjahr, jahr)) == {}
    assert werte(zweite, "MBE-01")["Caritas"] == 15
