"""Ein einziger Nachtrag zwischen zwei Fassungen: Wer beide nebeneinander legt, sieht nicht, dass es ihn gab.

Verriete ihn eine neue Sperre, wo vorher eine Zahl stand, stünde unter der Tafel, wie groß er ist: „Zahlen von 1 bis 2“.
"""

from datetime import date

import pytest

from integrationsmanagement.begriffe import Herkunft
from tests.factories import (
    BenutzerFactory,
    EhrenamtlicheFactory,
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    KontaktFactory,
    PersonFactory,
    StundenFactory,
    TraegerFactory,
)
from tests.finanzen.test_angriff import akten, seite
from traeger.begriffe import TraegerArt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]


def im_fall(wer, **mehr):
    IMFallFactory(traeger=wer, begonnen_am=date(2026, 3, 1), **mehr)


def mbe_fall(wer):
    kraft = {"traeger": wer, "fachkraft": FachkraftFactory(traeger=wer), "erfasst_von": BenutzerFactory()}
    fall = FallFactory(traeger=wer, begonnen_am=date(2026, 3, 1))
    for tag in range(1, 6):
        KontaktFactory(fall=fall, am=date(2026, 4, tag), anzahl_angehoerige=2, **kraft)


def im_gespraeche(wer):
    kraft = {"traeger": wer, "fachkraft": FachkraftFactory(traeger=wer), "erfasst_von": BenutzerFactory()}
    fall = IMFallFactory(traeger=wer, begonnen_am=date(2026, 3, 1))
    for tag in range(1, 6):
        GespraechFactory(fall=fall, am=date(2026, 4, tag), anzahl_angehoerige=2, **kraft)


def drei_faelle(wer):
    """Eine Person mit je drei Fällen: alle neu, zwei erst nach dem Jahr abgeschlossen, zwei schon im Jahr; so stehen auch im Bestand drei."""
    for fabrik in (FallFactory, IMFallFactory):
        person = PersonFactory(traeger=wer)
        for ende in (date(2027, 1, 4), date(2027, 1, 5), date(2026, 8, 1), date(2026, 9, 1), None):
            fabrik(traeger=wer, person=person, begonnen_am=date(2026, 3, 1), zu=ende)


def engagiert(wer):
    person = EhrenamtlicheFactory(traeger=wer, gewonnen_am=date(2026, 5, 1), geburtsdatum=None)
    StundenFactory(traeger=wer, ehrenamtliche=person, am=date(2026, 6, 1), minuten=900)


NACHTRAEGE = {
    "ein Fall IM": im_fall,
    "ein übernommener Fall IM": lambda wer: im_fall(wer, herkunft=Herkunft.UEBERNOMMEN),
    "ein abgeschlossener Fall IM": lambda wer: im_fall(wer, zu=date(2026, 9, 1)),
    "Gespräche mit einer Person": im_gespraeche,
    "Kontakte mit einer Person": mbe_fall,
    "viele Fälle einer Person": drei_faelle,
    "eine Engagierte ohne Alter": engagiert,
}


def zellen(daten):
    """{(Kapitel, Tafel, Zeile oder None, Spalte oder None): Wert} von allem, was eine Fassung über Menschen zeigt."""
    gefunden = {}
    for kapitel in daten["kapitel"]:
        for t in (t for t in kapitel["tafeln"] if t["mindestfallzahl"]):
            wo = kapitel["titel"], t["titel"]
            for zeile, reihe in zip(t["zeilen"], t["werte"], strict=True):
                gefunden |= {(*wo, zeile, spalte): wert for spalte, wert in zip(t["spalten"], reihe, strict=True)}
            gefunden |= {(*wo, None, s): wert for s, wert in zip(t["spalten"], t["spaltensummen"] or (), strict=False)}
            gefunden |= {(*wo, z, None): wert for z, wert in zip(t["zeilen"], t["zeilensummen"] or (), strict=False)}
            gefunden[*wo, None, None] = t["gesamt"]
    return gefunden


@pytest.fixture
def haus():
    """Wie die Demo: die Caritas hat Beratung und Ehrenamt, aber (noch) kein Integrationsmanagement, die Diakonie umgekehrt."""
    wer = {name: TraegerFactory(kurzname=name) for name in ("AWO", "Caritas", "Diakonie")}
    wer["Stadt"] = TraegerFactory(kurzname="Stadt", art=TraegerArt.KOMMUNE)
    akten(wer["AWO"], alt=9, alt_zu=3, neu=12, neu_zu=3)
    akten(wer["Stadt"], alt=9, alt_zu=3, neu=9, neu_zu=3)
    for nummer in range(12):
        im_fall(wer["Diakonie"], zu=date(2026, 9, 1) if nummer < 4 else None)
        FallFactory(traeger=wer["Caritas"], begonnen_am=date(2026, 3, 1))
        EhrenamtlicheFactory(traeger=wer["Caritas"], gewonnen_am=date(2026, 3, 1))
    return wer


@pytest.mark.parametrize("nachtrag", NACHTRAEGE.values(), ids=NACHTRAEGE)
@pytest.mark.parametrize("name", ["Caritas", "Diakonie"])
def test_ein_einziger_nachtrag_ist_nirgends_zu_sehen(haus, name, nachtrag):
    erste = zellen(seite(2026, date(2027, 1, 10)))
    for tag, wie_viele in ((11, "einer"), (12, "zwei")):
        nachtrag(haus[name])
        assert anders(erste, zellen(seite(2026, date(2027, 1, tag)))) == {}, wie_viele
    nachtrag(haus[name])
    assert anders(erste, zellen(seite(2026, date(2027, 1, 13)))), "ab drei ist es eine neue Zahl"


def im(daten, wer, *nummern):
    """Was die Fassung von diesem Träger im Integrationsmanagement zeigt."""
    orte = {spalte.rpartition("(")[2].rstrip(")"): wert for (_, titel, zeile, spalte), wert in daten.items()
            if titel == "Fälle" and zeile == wer and spalte}  # fmt: skip
    return [orte[nummer] for nummer in nummern]


def test_auch_was_zwischen_den_zahlen_uebrig_bleibt_gehoert_menschen(haus):
    """Drei Menschen kommen mit Plan, einer mit drei Fällen ohne, und drei seiner Fälle sind alt: Rest und Bestand davor ändern sich nicht."""
    wer = haus["Diakonie"]
    erste = zellen(seite(2026, date(2027, 1, 10)))
    for _ in range(3):
        IntegrationsplanFactory(
            traeger=wer, fall=IMFallFactory(traeger=wer, begonnen_am=date(2026, 3, 1)), vereinbart_am=date(2026, 12, 1)
        )
    person = PersonFactory(traeger=wer)
    for ende in (date(2027, 1, 4), date(2027, 1, 5), None):
        IMFallFactory(traeger=wer, person=person, begonnen_am=date(2025, 3, 1), zu=ende)
    zweite = zellen(seite(2026, date(2027, 1, 11)))
    bestand, neu, mit_plan = (
        nachher - vorher
        for vorher, nachher in zip(*(im(d, "Diakonie", "IM-01", "IM-02", "IM-06") for d in (erste, zweite)), strict=True)
    )
    assert (bestand - mit_plan, bestand - neu) == (0, 0)
    assert bestand >= 3, "die drei mit Plan stehen da"


def anders(vorher, nachher):
    return {
        ort: (vorher.get(ort), nachher.get(ort))
        for ort in vorher.keys() | nachher.keys()
        if vorher.get(ort) != nachher.get(ort)
    }
