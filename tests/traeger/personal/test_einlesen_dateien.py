"""Jede Datei, an der ein Import im echten Leben scheitert, mit dem, was er daraus macht (erfundene Daten in `eingaben/`)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from arge.seite.einlesen import Tabelle
from tests.factories import FachkraftFactory, MitgliedschaftFactory, StandortFactory, StellenanteilFactory
from traeger.begriffe import Rolle
from traeger.personal.vorgaenge import einlesen
from traeger.zugang import handeln, zugang_von

pytestmark = pytest.mark.usefixtures("mappe_hier")

EINGABEN = Path(__file__).parent / "eingaben"
#: Gelesen: je Zeile (Nachname, Vorname, beschäftigt ab, bis, VZÄ, ab, bis).
ZEILE = ("Probe", "Paula", date(2019, 1, 1), date(2019, 6, 30), Decimal("0.25"), date(2019, 1, 1), date(2019, 6, 30))


def anders(**mehr):
    namen = ("nachname", "vorname", "beschaeftigt_von", "beschaeftigt_bis", "vzae", "von", "bis")
    return tuple(mehr.get(name, wert) for name, wert in zip(namen, ZEILE, strict=True))


GELESEN = {
    "e01-gut": [ZEILE],
    "e02-text": [ZEILE],
    "e05-prozentformat": [ZEILE],
    "e06-datumzeit-text": [ZEILE],
    "e08-yyyymmdd": [ZEILE],
    "e08b-yyyymmdd": [anders(beschaeftigt_von=date(2010, 11, 12), beschaeftigt_bis=None, von=date(2010, 11, 12), bis=None)],
    "e09-9999": [anders(beschaeftigt_bis=None)],
    "e10-unbefristet": [anders(beschaeftigt_bis=None, bis=None)],
    "e13-x000d": [ZEILE],
    "e15-nfd": [
        anders(nachname="Köhler", vzae=Decimal("0.2")),
        anders(nachname="Köhler", vzae=Decimal("0.2"), von=date(2019, 3, 1)),
    ],
    "e17-verstecktes-blatt": [anders(nachname="Sichtbar")],
    "e20-leerzeilen": [ZEILE],
    "e22-1904": [ZEILE],
    "e25-us-mehrdeutig": [anders(von=date(2019, 4, 3))],  # TT/MM: deutsche Reihenfolge
    "e27-kopf-nfd": [ZEILE],
    "e28-kopf-stern": [ZEILE],
    "e30-kuerzel": [ZEILE],
    "e34-fliess": [anders(vzae=Decimal("0.3"))],
    "e38-mononym": [anders(vorname="")],
    "e42-eintag": [anders(bis=date(2019, 1, 1))],
    "e44-wiedereintritt": [
        anders(beschaeftigt_von=date(2018, 1, 1), beschaeftigt_bis=date(2018, 12, 31), von=date(2018, 1, 1), bis=date(2018, 12, 31)),
        anders(beschaeftigt_von=date(2020, 1, 1), beschaeftigt_bis=date(2020, 12, 31), von=date(2020, 1, 1), bis=date(2020, 12, 31)),
    ],
}  # fmt: skip
#: Die Vorschau sagt dazu, was man der Datei nicht ansieht.
HINWEIS = {
    "e17-verstecktes-blatt": "Ausgeblendet und darum nicht gelesen: „Alt“.",
    "e44-wiedereintritt": "Zeile 3: Paula Probe fängt am 01.01.2020 wieder an und wird als neue Fachkraft angelegt.",
}
#: Abgewiesen, je Zelle ein Satz.
FUNDE = {
    "e03-vzae-einheit": [(2, "VZÄ", "keine Zahl, zum Beispiel 0,5")],
    "e04-prozenttext": [(2, "VZÄ", "keine Zahl, zum Beispiel 0,5")],
    "e07-serienzahl": [(2, "beschäftigt ab", "kein Datum")],
    "e11-na-fehlerwert": [(2, "Vorname", "Excel-Fehler „#N/A“")],
    "e21-verbunden": [(3, "Nachname", "Der Name fehlt")],
    "e23-uhrzeit": [(2, "bis", "reicht darüber hinaus")],
    "e24-us": [(2, "bis", "Den 6.30.2019 gibt es nicht")],
    "e26-schalttag": [(2, "ab", "gibt es nicht")],
    "e32-drittel": [(2, "VZÄ", "in Schritten von 0,05")],
    "e33-achtel": [(2, "VZÄ", "in Schritten von 0,05")],
    "e35-stunden": [(2, "VZÄ", "höchstens 1,0")],
    "e36-bool": [(2, "VZÄ", "keine Zahl")],
    "e37-abschluss": [(2, "Abschluss", "Als Abschluss gilt")],
    "e39-zahl": [(2, "Nachname", "kein Name")],
    "e40-namensgleich": [(3, "beschäftigt ab", "Sind es zwei Menschen mit gleichem Namen?")],
    "e41-doppelt": [(3, "ab", "schon: Zeile 2")],
}
#: Die Datei als Ganzes abgewiesen.
SATZ = {
    "e19-titelzeile": "In der ersten Zeile fehlen die Spalten",
    "e29-kopf-andere": "„Nachname“, „VZÄ“",
    "e43-latin1": "keine Excel-Datei im Format XLSX",
    "vorlage-diakonie": "Unter der Überschrift steht keine Zeile",
}


@pytest.fixture
def leitung(db):
    leitung = MitgliedschaftFactory(rolle=Rolle.LEITUNG)
    for kuerzel in ("diakonie-ea-vwv", "diakonie-ea-flueag"):
        StellenanteilFactory(traeger=leitung.traeger, kuerzel=kuerzel, von=date(2010, 1, 1), standort=StandortFactory())
    return leitung


def pruefen(leitung, name):
    (datei,) = EINGABEN.glob(f"{name}.*")
    with handeln(zugang_von(leitung)) as zugang:
        return einlesen.pruefen(Tabelle.aus_json(einlesen.lesen(datei.read_bytes()).als_json()), durch=zugang)


def werte(pruefung):
    return [(z.nachname, z.vorname, z.beschaeftigt_von, z.beschaeftigt_bis, z.vzae, z.von, z.bis) for z, _ in pruefung.neu]


def test_jede_datei_hat_ihr_erwartetes_ergebnis():
    assert sorted([*GELESEN, *FUNDE, *SATZ]) == sorted(datei.stem for datei in EINGABEN.iterdir())


@pytest.mark.parametrize("name", GELESEN)
def test_gelesen(leitung, name):
    pruefung = pruefen(leitung, name)
    assert pruefung.funde == []
    assert werte(pruefung) == GELESEN[name]
    assert pruefung.hinweise[-1:] == [HINWEIS[name]] if name in HINWEIS else pruefung.hinweise == []


@pytest.mark.parametrize("name", FUNDE)
def test_abgewiesen_mit_einem_satz_je_zelle(leitung, name):
    funde = pruefen(leitung, name).funde
    assert [(fund.zeile, fund.spalte) for fund in funde] == [(zeile, spalte) for zeile, spalte, _ in FUNDE[name]]
    for fund, (_, _, satz) in zip(funde, FUNDE[name], strict=True):
        assert satz in fund.satz


@pytest.mark.parametrize("name", SATZ)
def test_als_ganzes_abgewiesen(leitung, name):
    with pytest.raises(ValidationError, match=SATZ[name]):
        pruefen(leitung, name)


def test_nfd_und_nfc_sind_eine_fachkraft(leitung):
    assert pruefen(leitung, "e15-nfd").neue_kraefte == 1


def test_wiedereintritt_sind_zwei_fachkraefte_auch_nach_der_eingetragenen(leitung):
    assert pruefen(leitung, "e44-wiedereintritt").neue_kraefte == 2
    FachkraftFactory(
        traeger=leitung.traeger,
        nachname="Probe",
        vorname="Paula",
        beschaeftigt_von=date(2018, 1, 1),
        beschaeftigt_bis=date(2018, 12, 31),
    )
    pruefung = pruefen(leitung, "e44-wiedereintritt")
    assert pruefung.neue_kraefte == 1
    assert pruefung.hinweise == [HINWEIS["e44-wiedereintritt"]]


def test_andere_schreibweise_eines_eingetragenen_namens_wird_genannt(leitung):
    FachkraftFactory(
        traeger=leitung.traeger,
        nachname="Koehler",
        vorname="Paula",
        beschaeftigt_von=date(2019, 1, 1),
        beschaeftigt_bis=date(2019, 6, 30),
    )
    pruefung = pruefen(leitung, "e15-nfd")
    assert pruefung.neue_kraefte == 0
    assert pruefung.hinweise[0] == "Zeile 2: „Paula Köhler“ gilt als Paula Koehler (eingetragen)."
