"""Nachweis und Übersicht aus Beständen von ein oder zwei Menschen: keine Zahl, aus der jemand sie herausliest (Konzept 6).

Den Angriff mit mehreren Fassungen, Jahren, Tagen und Mitwissenden führt test_angriff.
"""

from datetime import date

import pytest

from arge.zahlen.kennzahl import nach_nummer
from arge.zahlen.statistik import GESPERRT, Tafel
from beratung.begriffe import Abschlussgrund, Thema
from ehrenamt.begriffe import Erfahrung
from finanzen.dokumente import nachweis_daten
from integrationsmanagement.begriffe import Handlungsfeld, Herkunft
from tests.factories import (
    BenutzerFactory,
    EhrenamtlicheFactory,
    FachkraftFactory,
    FallFactory,
    GespraechFactory,
    IMFallFactory,
    IntegrationsplanFactory,
    KontaktFactory,
    ProjektFactory,
    StundenFactory,
    TraegerFactory,
    TreffenFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ohne_person")]
HEUTE, MINDEST = date(2026, 11, 22), 3
#: Menschen je Träger; überall dieselbe Zahl von Fällen, Ehrenamtlichen, Kurzberatungen, Teilnehmenden.
BESTAENDE = [(1,), (2,), (1, 1), (2, 2, 1), (1, 6), (2, 0, 7), (2, 4, 5, 1)]
#: Wer nach einem Ende wiederkommt; hier niemand.
WIEDER = {"EA-08", "IM-13", "MBE-11"}
#: Woher IM-Fälle kommen und wie sie enden; was dann nicht vorkommt, ist überall 0.
WEGE = {
    "neu": ({}, (date(2026, 1, 15), None), {"IM-11", "IM-12", *WIEDER}),
    "übergeleitet": (
        {"herkunft": Herkunft.UEBERNOMMEN}, (date(2026, 1, 15), None, Abschlussgrund.UEBERGELEITET), {"IM-02", "IM-03", *WIEDER},
    ),
}  # fmt: skip


class Bestand(dict):
    """Kurzname → Zahl der Menschen; `leer`: Zahlen, zu denen dieser Bestand nichts beiträgt."""

    leer: set[str] = set()


def menschen(traeger, anzahl, herkunft, zu):
    """Von allem, was der Nachweis zählt, genau `anzahl` bei diesem Träger."""
    kraft, projekt = FachkraftFactory(traeger=traeger), ProjektFactory(traeger=traeger)
    wer = BenutzerFactory()
    themen, felder, erfahrung = list(Thema), list(Handlungsfeld), list(Erfahrung)
    gemeinsam = {"traeger": traeger, "fachkraft": kraft, "erfasst_von": wer}
    for nummer in range(anzahl):
        frueher = FallFactory(traeger=traeger, begonnen_am=date(2025, 2, 1), zu=date(2026, 1, 15))
        fall = FallFactory(traeger=traeger, person=frueher.person, begonnen_am=date(2026, 2, 1))
        KontaktFactory(fall=fall, anzahl_angehoerige=1, themen=[themen[nummer % 4], themen[5]], **gemeinsam)
        KontaktFactory(fall=None, **gemeinsam)
        IMFallFactory(traeger=traeger, begonnen_am=date(2025, 2, 1), zu=zu)
        im = IMFallFactory(traeger=traeger, begonnen_am=date(2026, 2, 1), **herkunft)
        handlungsfelder = [felder[nummer % 4], felder[5]]
        GespraechFactory(fall=im, anzahl_angehoerige=1, handlungsfelder=handlungsfelder, **gemeinsam)
        IntegrationsplanFactory(traeger=traeger, fall=im, vereinbart_am=date(2026, 9, 1), vereinbart_von=wer)
        EhrenamtlicheFactory(traeger=traeger, gewonnen_am=date(2024, 3, 1), weg=date(2026, 2, 1))
        neu = EhrenamtlicheFactory(
            traeger=traeger, gewonnen_am=date(2026, 3, 1), erfahrung=erfahrung[nummer % len(erfahrung)]
        )
        StundenFactory(traeger=traeger, ehrenamtliche=neu, projekt=projekt, minuten=90, erfasst_von=wer)
    if anzahl:
        TreffenFactory(traeger=traeger, projekt=projekt, anzahl_teilnehmende=anzahl, erfasst_von=wer)


@pytest.fixture(params=[*((b, "neu") for b in BESTAENDE), ((2, 4, 5, 1), "übergeleitet")], ids=str)
def bestand(request):
    anzahlen, weg = request.param
    herkunft, zu, leer = WEGE[weg]
    namen = Bestand({f"T{nummer}": anzahl for nummer, anzahl in enumerate(anzahlen)})
    namen.leer = leer
    for name, anzahl in namen.items():
        menschen(TraegerFactory(kurzname=name), anzahl, herkunft, zu)
    return namen


def veroeffentlicht():
    """Jede Tafel und jedes Diagramm jedes Kapitels des Nachweises."""
    kapitel = nachweis_daten(jahr=2026, heute=HEUTE)[0]["kapitel"]
    bilder = [k["diagramm"]["tafel"] for k in kapitel if k["diagramm"]]
    return [Tafel.from_json(t) for t in (*(t for k in kapitel for t in k["tafeln"]), *bilder)]


def kennzahlen(tafel):
    """Die Kennzahl je Spalte."""
    return [nach_nummer(tafel.kuerzel or kopf.rpartition("(")[2].rstrip(")")) for kopf in tafel.spalten]


def spalten(tafeln):
    """(Tafel, Kennzahl, {Zeile: Wert}, Summe) jeder Spalte, deren Zahl über Menschen spricht."""
    for tafel in tafeln:
        for platz, kennzahl in enumerate(kennzahlen(tafel)):
            if kennzahl.schutz:
                werte = dict(zip(tafel.zeilen, (reihe[platz] for reihe in tafel.werte), strict=True))
                yield tafel, kennzahl, werte, tafel.spaltensummen[platz]


def test_keine_zahl_ueber_ein_oder_zwei_menschen_steht_irgendwo(bestand):
    gesehen, gesperrt = set(), set()
    for tafel, kennzahl, werte, summe in spalten(veroeffentlicht()):
        if kennzahl.nummer in bestand.leer:
            assert {*werte.values(), summe} <= {0, GESPERRT}
            continue
        for zeile, wert in [*werte.items(), ("Summe", summe)]:
            wo = f"{tafel.titel}, {kennzahl.nummer}, {zeile}: {wert}"
            assert wert not in range(1, MINDEST), wo
            # Stunden und Nennungen von einem oder zwei Menschen sagen etwas über sie, auch wenn die Zahl größer ist.
            assert wert is GESPERRT or not 0 < bestand.get(zeile, 0) < MINDEST, wo
        if set(bestand) & set(werte):
            gesehen.add(kennzahl.nummer)
            gesperrt |= {kennzahl.nummer} if GESPERRT in werte.values() else set()
    assert gesehen == gesperrt, "jede Zahl je Träger kommt mit einem kleinen Bestand vor"
    assert len(gesehen) >= 15


def test_dieselbe_zahl_ist_ueberall_gesperrt_oder_nirgends(bestand):
    """Tafel und Diagramm zeigen dieselbe Zahl; was eine verbirgt, darf keine andere zeigen."""
    werte = {}
    for _, kennzahl, zellen, summe in spalten(veroeffentlicht()):
        for zeile, wert in [*zellen.items(), ("", summe)]:
            werte.setdefault((kennzahl.nummer, zeile), set()).add(wert)
    assert {ort: mehrere for ort, mehrere in werte.items() if len(mehrere) > 1} == {}
