"""Erfunden: Sitzungen mit Niederschrift, Beschlüssen und Aufgaben über alle Träger (Konzept, Anlage Kommunikationsvereinbarung)."""

from collections.abc import Iterator
from datetime import time, timedelta
from random import Random
from typing import Any

from arge.zahlen.feiertage import arbeitstag_ab
from traeger.begriffe import SitzungArt
from traeger.management.erfunden import Demo, kennung
from traeger.management.erfunden import anlegen as massenhaft
from traeger.models import (
    Aufgabe,
    Benutzer,
    Beschluss,
    Fristberichtigung,
    Ladung,
    Sitzung,
    Tagesordnungspunkt,
    Vereinbarung,
)
from traeger.zugang import technisch

#: Tage vor (−) und nach dem letzten Tag der Daten; sechs vergangene, zwei kommende.
TERMINE = (
    (-168, SitzungArt.JOUR_FIXE), (-133, SitzungArt.STEUERUNGSGRUPPE), (-105, SitzungArt.JOUR_FIXE), (-70, SitzungArt.JOUR_FIXE),
    (-42, SitzungArt.STEUERUNGSGRUPPE), (-13, SitzungArt.JOUR_FIXE), (15, SitzungArt.JOUR_FIXE), (43, SitzungArt.STEUERUNGSGRUPPE),
)  # fmt: skip
#: Je Sitzung: (Thema, wer einbringt, Ergebnis).
PUNKTE = (
    (("Stand der Übergaben aus den Unterkünften", "stadt", "Zwölf Familien ziehen bis zum Sommer aus. Die Stadt meldet Auszüge zwei Wochen vorher."),
     ("Verweise an die Migrationsberatung", "caritas", "Eine gemeinsame Vorlage fehlt. Caritas entwirft sie."),
     ("Termine", "", "Jour fixe alle vier Wochen dienstags.")),
    (("Auslastung im Integrationsmanagement", "stadt", "Die Stadt liegt über dem Schlüssel. Biberach bleibt bei Bedarf bei der Caritas."),
     ("Anteil der Stadt an der Ehrenamtskoordination", "diakonie", "Die Träger melden halbjährlich.")),
    (("Vorlage für Verweise", "caritas", "Die Vorlage ist abgestimmt und gilt ab sofort."),
     ("Newsletter für Ehrenamtliche", "awo", "Er erscheint vierteljährlich, die Beiträge sammelt die AWO.")),
    (("Interkulturelle Woche", "", "Gemeinsamer Stand am Kiliansplatz, jeder Träger stellt zwei Personen."),
     ("Räume für Sprachgruppen", "diakonie", "Dienstags ist ein Raum frei.")),
    (("Verwendungsnachweis", "stadt", "Zahlen bis Mitte Januar, Entwurf durch die Koordination."),
     ("Kirchliche Anteile nach dem Jahreswechsel", "diakonie", "Die Entscheidung der Kirchengemeinde steht aus."),
     ("Nachfolge der Vertretung", "", "")),
    (("Kursplätze im Winter", "caritas", "Der Kursträger meldet freie Plätze montags."),
     ("Dankesfeier der Ehrenamtlichen", "awo", "Ende Januar, die Koordination sucht einen Raum.")),
    (("Berichte der Träger", "", ""), ("Offene Aufgaben", "", ""), ("Termine im neuen Jahr", "", "")),
    (("Stellenplan im neuen Jahr", "stadt", ""), ("Auslastung und Gebiete", "", "")),
)  # fmt: skip
#: (Sitzung, Punkt, Wortlaut).
BESCHLUESSE = (
    (0, 3, "Der Jour fixe findet alle vier Wochen statt, die Steuerungsgruppe zweimal im Jahr."),
    (1, 2, "Die Träger melden den Anteil der Stadt an der Ehrenamtskoordination zum 30.6. und 31.12."),
    (2, 1, "Für Verweise zwischen den Trägern gilt die gemeinsame Vorlage."),
    (2, 2, "Der Newsletter für Ehrenamtliche erscheint vierteljährlich."),
    (4, 1, "Die Koordination legt den Entwurf des Verwendungsnachweises bis zum 31. Januar vor."),
)
#: (Sitzung, Aufgabe, Träger (leer: Koordination), fällig so viele Tage nach dem letzten Tag der Daten, Ergebnis).
AUFGABEN = (
    (0, "Vorlage für Verweise entwerfen", "caritas", -112, "Entwurf liegt vor und wurde abgestimmt."),
    (0, "Ablauf der Auszüge beschreiben", "stadt", -120, "Ein Blatt mit Ansprechpersonen ist verteilt."),
    (2, "Beiträge für den ersten Newsletter sammeln", "awo", -80, "Acht Beiträge, verschickt an alle Ehrenamtlichen."),
    (3, "Plan für den Stand am Kiliansplatz", "", -50, "Plan stand, der Stand war gut besucht."),
    (4, "Entscheidung über die kirchlichen Anteile einholen", "diakonie", -9, ""),
    (4, "Gebietsliste mit der Caritas abgleichen", "stadt", -3, ""),
    (5, "Freie Kursplätze jeden Montag weitergeben", "caritas", 2, ""),
    (5, "Raum für die Dankesfeier suchen", "", 6, ""),
    (5, "Liste der Ehrungen zusammenstellen", "awo", 28, ""),
)
#: Aufgabe → (ursprünglich fällig und berichtigt so viele Tage nach dem letzten Tag der Daten, warum); fällig ist sie, wie oben steht.
BERICHTIGT = {
    "Entscheidung über die kirchlichen Anteile einholen": (-23, -25, "Der Kirchengemeinderat tagt zwei Wochen später."),
    "Liste der Ehrungen zusammenstellen": (14, -5, "Zwei Jubiläen kommen dazu, gefeiert wird erst Ende Januar."),
}
#: Wer zu jeder Sitzung eingeladen ist; die letzte Person kam dazu, als die Einladung zur nächsten schon verschickt war.
EINGELADEN = (
    "koordination@arge.example", "leitung@awo.example", "leitung@caritas.example", "leitung@diakonie.example", "steuerung@stadt.example",
    "fachkraft@stadt.example",
)  # fmt: skip
#: Die nächste Sitzung ist seit der Einladung verlegt, und noch niemand weiß es; zur übernächsten ist noch niemand eingeladen.
NAECHSTE, UEBERNAECHSTE = 6, 7
#: Zu welchem Punkt ihrer Sitzung eine Aufgabe gehört; „Freie Kursplätze …“ ist aus keinem.
ZUM_PUNKT = {
    "Vorlage für Verweise entwerfen": 2, "Ablauf der Auszüge beschreiben": 1, "Beiträge für den ersten Newsletter sammeln": 2,
    "Plan für den Stand am Kiliansplatz": 1, "Entscheidung über die kirchlichen Anteile einholen": 2, "Raum für die Dankesfeier suchen": 2,
    "Liste der Ehrungen zusammenstellen": 2,
}  # fmt: skip
TEILNEHMENDE = "je eine Person von AWO, Caritas, Diakonie, Stadt und Koordination"


def anlegen(demo: Demo) -> dict[str, int]:
    """Im Namen der Koordination; was vor dem Beginn der Vereinbarung läge, entfällt."""
    zufall = demo.zufall("zusammenarbeit")
    vereinbarung = Vereinbarung.objects.get(kuerzel="kommunikationsvereinbarung")
    durch = Benutzer.objects.get(email="koordination@arge.example")
    with technisch():
        sitzungen = {
            nummer: _sitzung(demo, zufall, vereinbarung, durch, tage, art)
            for nummer, (tage, art) in enumerate(TERMINE)
            if demo.ende + timedelta(tage) >= vereinbarung.von
        }
        ladungen = massenhaft(Ladung, _ladungen(demo, sitzungen))
        punkte = massenhaft(Tagesordnungspunkt, _punkte(demo, zufall, sitzungen))
        beschluesse = massenhaft(Beschluss, _beschluesse(zufall, sitzungen))
        aufgaben = massenhaft(Aufgabe, _aufgaben(demo, zufall, sitzungen, durch))
        berichtigungen = massenhaft(Fristberichtigung, _berichtigungen(demo, durch))
    return {
        "Sitzungen": len(sitzungen),
        "Ladungen": ladungen,
        "Punkte": punkte,
        "Beschlüsse": beschluesse,
        "Aufgaben": aufgaben,
        "Berichtigte Fristen": berichtigungen,
    }


def _sitzung(demo: Demo, zufall: Random, vereinbarung: Vereinbarung, durch: Benutzer, tage: int, art: SitzungArt) -> Sitzung:
    am, war = arbeitstag_ab(demo.ende + timedelta(tage)), tage < 0
    return Sitzung.objects.create(
        absendung=kennung(zufall), vereinbarung=vereinbarung, art=art, am=am, beginn=time(14), ende=time(15, 30),
        ort="Rathaus, kleiner Saal" if art == SitzungArt.STEUERUNGSGRUPPE else "Haus der Caritas, Besprechungsraum",
        folge=int(tage == TERMINE[NAECHSTE][0]), teilnehmende=TEILNEHMENDE, niederschrift="Alle Träger waren vertreten. Die Tagesordnung wurde angenommen." if war else "",
        niederschrift_am=demo.zeitpunkt(zufall, am, 1) if war else None, niederschrift_von=durch if war else None,
    )  # fmt: skip


def _ladungen(demo: Demo, sitzungen: dict[int, Sitzung]) -> Iterator[Ladung]:
    """Eigener Zufall: Was schon da war, bleibt, wie es war."""
    zufall, konten = demo.zufall("ladungen"), {b.email: b for b in Benutzer.objects.filter(email__in=EINGELADEN)}
    for nummer, zeile in sitzungen.items():
        if nummer == UEBERNAECHSTE:
            continue
        geschickt = demo.zeitpunkt(zufall, min(zeile.am, demo.ende) - timedelta(14))
        for email in EINGELADEN:
            dazu = nummer == NAECHSTE and email == EINGELADEN[-1]
            weiss = (
                {}
                if dazu
                else {"folge": 0, "geschickt_am": geschickt, "am": zeile.am, "beginn": zeile.beginn, "ende": zeile.ende}
            )
            yield Ladung(sitzung=zeile, benutzer=konten[email], **weiss)


def _punkte(demo: Demo, zufall: Random, sitzungen: dict[int, Sitzung]) -> Iterator[Tagesordnungspunkt]:
    for sitzung, zeile in sitzungen.items():
        for nummer, (titel, traeger, ergebnis) in enumerate(PUNKTE[sitzung], 1):
            yield Tagesordnungspunkt(
                absendung=kennung(zufall), sitzung=zeile, nummer=nummer, titel=titel, ergebnis=ergebnis,
                traeger=demo.traeger.get(traeger),
            )  # fmt: skip


def _beschluesse(zufall: Random, sitzungen: dict[int, Sitzung]) -> Iterator[Beschluss]:
    nummern: dict[int, int] = {}
    for sitzung, punkt, text in BESCHLUESSE:
        if zeile := sitzungen.get(sitzung):
            nummern[sitzung] = nummern.get(sitzung, 0) + 1
            zum = Tagesordnungspunkt.objects.get(sitzung=zeile, nummer=punkt)
            yield Beschluss(absendung=kennung(zufall), sitzung=zeile, punkt=zum, nummer=nummern[sitzung], text=text)


def _aufgaben(demo: Demo, zufall: Random, sitzungen: dict[int, Sitzung], durch: Benutzer) -> Iterator[Any]:
    namen = {
        "awo": "Cornelia Ahrend",
        "caritas": "Benedikt Ostermayer",
        "diakonie": "Dorothee Sandmann",
        "stadt": "Aylin Demirel-Koch",
    }
    for sitzung, titel, traeger, tage, ergebnis in AUFGABEN:
        if zeile := sitzungen.get(sitzung):
            faellig = demo.ende + timedelta(tage)
            punkt = ZUM_PUNKT.get(titel)
            yield Aufgabe(
                absendung=kennung(zufall), titel=titel, sitzung=zeile,
                punkt=Tagesordnungspunkt.objects.get(sitzung=zeile, nummer=punkt) if punkt else None, traeger=demo.traeger.get(traeger),
                ansprechperson=namen.get(traeger, "Noemi Kessler"), faellig_am=demo.ende + timedelta(BERICHTIGT.get(titel, (tage,))[0]), angelegt_von=durch,
                angelegt_am=demo.zeitpunkt(zufall, zeile.am), ergebnis=ergebnis,
                erledigt_am=demo.zeitpunkt(zufall, faellig - timedelta(3)) if ergebnis else None,
                erledigt_von=durch if ergebnis else None,
            )  # fmt: skip


def _berichtigungen(demo: Demo, durch: Benutzer) -> Iterator[Fristberichtigung]:
    """Eigener Zufall: Was schon da war, bleibt, wie es war."""
    zufall, faellig = demo.zufall("fristen"), {titel: tage for _, titel, _, tage, _ in AUFGABEN}
    for aufgabe in Aufgabe.objects.filter(titel__in=BERICHTIGT).order_by("pk"):
        _, am, grund = BERICHTIGT[aufgabe.titel]
        yield Fristberichtigung(
            aufgabe=aufgabe, alt=aufgabe.faellig_am, neu=demo.ende + timedelta(faellig[aufgabe.titel]), grund=grund,
            berichtigt_am=demo.zeitpunkt(zufall, demo.ende + timedelta(am)), berichtigt_von=durch,
        )  # fmt: skip
